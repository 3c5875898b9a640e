//! How fast people come in. Each door has a pace of its own, so that a crowd at one keeps nobody out
//! who comes by another: whoever has the code has neither a way back nor a facilitator's link.

use super::throttle::{Bucket, Pace};
use charrette_protocol::{LinkId, Role};
use charrette_workshop::{AccessCommand, Workshop, limits};
use std::collections::HashMap;
use tokio::time::Instant;

/// How fast new people come in by the code or by one link, after as many at once as the room has seats, and
/// as an ordinary room has.
const ARRIVALS: f64 = 5.0;

/// How fast facilitators, walls and those who come back do so by one link: several devices at once,
/// and again after each has lost its network.
const RETURNS: Pace = Pace { per_second: 1.0, burst: 20.0 };

/// More doors than this are remembered only while they lead in.
const DOORS: usize = 2 * limits::LINKS;

/// The pace kept at each door.
#[derive(Debug, Default)]
pub(super) struct Doors(HashMap<Option<LinkId>, Bucket>);

impl Doors {
    /// Whether somebody may come in by a link (none = the code) now. Asked last, when nothing else
    /// keeps them out: who is refused uses up nobody's turn.
    pub fn admit(&mut self, state: &Workshop, link: Option<LinkId>, command: &AccessCommand) -> bool {
        let (pace, now) = (pace(state, command), Instant::now());
        if self.0.len() >= DOORS {
            let works = |link: &Option<LinkId>| link.is_none_or(|link| state.links().any(|one| one.id == link));
            self.0.retain(|link, _| works(link));
        }
        self.0.entry(link).or_insert_with(|| Bucket::full(pace, now)).take(pace, now)
    }

    /// There is a fresh code, which those who crowded at the old one do not have.
    pub fn code_is_fresh(&mut self) {
        self.0.remove(&None);
    }
}

fn pace(state: &Workshop, command: &AccessCommand) -> Pace {
    match command {
        AccessCommand::Join {
            role: Role::Participant | Role::TableHost | Role::ThemeTeam | Role::Observer, ..
        } => Pace { per_second: ARRIVALS, burst: (state.seats() as usize).max(limits::SEATS) as f64 },
        _ => RETURNS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use charrette_protocol::{Attribution, MemberId, Template, WorkshopId};
    use charrette_workshop::{Context, Fact, apply, decide_access, hash_secret};
    use std::time::Duration;

    /// A workshop with more seats than usual.
    fn workshop() -> Workshop {
        let open = AccessCommand::Open {
            workshop: WorkshopId::from_bytes([9; 16]),
            template: charrette_workshop::templates::built_in(Template::Iceberg),
            title: String::new(),
            attribution: Attribution::Named,
            rehearsal: false,
            code: "K7MQ-4XWD".into(),
            seats: 70,
            lead: MemberId::from_bytes([1; 16]),
            name: "Lead".into(),
            session: hash_secret("lead"),
        };
        let mut state = Workshop::default();
        for event in decide_access(&state, &open, &Context::default()).expect("it is allowed") {
            let command = charrette_protocol::CommandId::from_bytes([1; 16]);
            apply(&mut state, &Fact { actor: None, command, time: 0, event });
        }
        state
    }

    fn join(role: Role) -> AccessCommand {
        let member = MemberId::from_bytes([7; 16]);
        AccessCommand::Join { role, member, name: "Ada".into(), perspective: None, session: hash_secret("ada") }
    }

    fn link(number: u16) -> Option<LinkId> {
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        Some(LinkId::from_bytes(bytes))
    }

    /// How many of so many come in at once.
    fn admitted(doors: &mut Doors, link: Option<LinkId>, command: &AccessCommand, of: usize) -> usize {
        let state = workshop();
        (0..of).filter(|_| doors.admit(&state, link, command)).count()
    }

    #[tokio::test(start_paused = true)]
    async fn each_door_has_a_pace_of_its_own() {
        let mut doors = Doors::default();
        let back =
            AccessCommand::Return { member: MemberId::from_bytes([7; 16]), session: hash_secret("ada"), used: None };
        // A full room at once, then five a second.
        assert_eq!(admitted(&mut doors, None, &join(Role::Participant), 99), 70);
        assert_eq!(admitted(&mut doors, link(1), &join(Role::Participant), 99), 70);
        for (number, command) in [join(Role::CoFacilitator), join(Role::Wall), back].iter().enumerate() {
            let link = link(2 + u16::try_from(number).unwrap());
            assert_eq!(admitted(&mut doors, link, command, 50), 20, "{command:?}");
        }
        tokio::time::advance(Duration::from_millis(400)).await;
        assert_eq!(admitted(&mut doors, None, &join(Role::Participant), 50), 2);
        assert_eq!(admitted(&mut doors, link(2), &join(Role::CoFacilitator), 50), 0);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(admitted(&mut doors, link(2), &join(Role::CoFacilitator), 50), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn doors_that_lead_nowhere_any_more_are_forgotten_and_the_codes_pace_is_not() {
        let mut doors = Doors::default();
        assert_eq!(admitted(&mut doors, None, &join(Role::Participant), 99), 70);
        for number in 0..u16::try_from(DOORS).unwrap() * 2 {
            assert_eq!(admitted(&mut doors, link(number), &join(Role::Wall), 1), 1);
        }
        assert!(doors.0.len() <= DOORS + 1, "{}", doors.0.len());
        assert_eq!(admitted(&mut doors, None, &join(Role::Participant), 99), 0);
        doors.code_is_fresh();
        assert_eq!(admitted(&mut doors, None, &join(Role::Participant), 99), 70);
    }
}
