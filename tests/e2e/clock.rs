//! [CLOCK] [ROLE-11] [STEP-8] The clock, the lock and the spotlight as screens are told of them.

use charrette_protocol::*;
use charrette_rehearsal::Client;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::things::settings;
use charrette_tests::{Seat, TestServer, Workshop, soon};

/// A room in the first of two steps of five minutes, with somebody in it.
struct Scene {
    server: TestServer,
    workshop: Workshop,
    guest: Seat,
    first: StepId,
    second: StepId,
}

impl Scene {
    async fn set() -> Self {
        let server = TestServer::start().await;
        let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
        let guest = workshop.join("Guest", None).await;
        let (first, second) = (fresh_id(), fresh_id());
        for (step, after) in [(first, None), (second, Some(first))] {
            workshop.lead.does(Command::AddStep { step, after, settings: talk(false) }).await;
        }
        workshop.lead.does(Command::EnterStep { step: first }).await;
        Self { server, workshop, guest, first, second }
    }

    /// Until the guest's screen shows it.
    async fn guest_sees(&self, what: &str, is: impl Fn(&WorkshopRecord) -> bool) {
        let seen = self.guest.client.wait(|mirror| {
            mirror.records().any(|record| matches!(record, Record::Workshop(workshop) if is(workshop))).then_some(())
        });
        soon(what, seen).await.expect("the session goes on");
    }
}

fn talk(advance: bool) -> StepSettings {
    StepSettings { advance, ..settings(StepKind::Talk, None) }
}

fn state(workshop: &WorkshopRecord) -> ClockState {
    workshop.clock.expect("the room is in a step").state
}

/// [CLOCK-4]
#[tokio::test]
async fn the_room_goes_on_by_itself_only_once_that_is_switched_on() {
    let scene = Scene::set().await;
    let lead = &scene.workshop.lead;
    lead.does(Command::StartClock {}).await;
    lead.does(Command::AddTime { seconds: -3_600 }).await;
    // The time is up. Every command wakes the room, which would go on before it answers the next.
    for _ in 0..3 {
        lead.does(Command::SetLock { locked: false }).await;
        assert_eq!(lead.workshop().current_step, Some(scene.first));
    }
    lead.does(Command::EditStep { step: scene.first, settings: talk(true) }).await;
    scene.guest_sees("the next step", |workshop| workshop.current_step == Some(scene.second)).await;
    assert_eq!(state(&scene.guest.workshop()), ClockState::Idle);
    scene.workshop.verified().await;
}

/// [CLOCK-4] [STEP-8]
#[tokio::test]
async fn a_room_that_goes_on_by_itself_passes_a_step_that_is_left_out() {
    let scene = Scene::set().await;
    let lead = &scene.workshop.lead;
    lead.does(Command::SkipStep { step: scene.second, skipped: true }).await;
    lead.does(Command::EditStep { step: scene.first, settings: talk(true) }).await;
    let third = lead.steps().iter().map(|step| step.id).find(|step| ![scene.first, scene.second].contains(step));
    lead.does(Command::StartClock {}).await;
    lead.does(Command::AddTime { seconds: -3_600 }).await;
    scene.guest_sees("the step after the next", |workshop| workshop.current_step == third).await;
}

/// [CLOCK-1]
#[tokio::test]
async fn who_was_away_and_who_comes_after_a_restart_see_the_clock_as_it_stands() {
    let mut scene = Scene::set().await;
    scene.workshop.lead.does(Command::StartClock {}).await;
    scene.guest_sees("it run", |workshop| matches!(state(workshop), ClockState::Running { .. })).await;
    scene.guest.client.offline(true);
    scene.workshop.lead.does(Command::PauseClock {}).await;
    scene.guest.client.offline(false);
    scene.guest_sees("it stand", |workshop| matches!(state(workshop), ClockState::Paused { .. })).await;
    scene.workshop.lead.does(Command::StartClock {}).await;
    let before = scene.workshop.lead.workshop().clock;
    scene.server.restart().await;
    let client = Client::connect(&scene.server.api, &scene.guest.seated.credential, None).await.expect("known");
    let after = Seat { client, seated: scene.guest.seated.clone() }.workshop().clock;
    assert!(matches!(after.map(|clock| clock.state), Some(ClockState::Running { .. })));
    assert_eq!(after, before, "a restart neither stops the clock nor gives time");
}

/// [ROLE-11]
#[tokio::test]
async fn a_locked_room_writes_nothing_of_those_who_do_not_lead_it() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let guest = workshop.join("Guest", None).await;
    let note = fresh_id();
    workshop.lead.does(Command::SetLock { locked: true }).await;
    assert_eq!(guest.refused(place.note(note, "Too soon")).await, RejectionCode::Locked);
    guest.client.fence().await;
    let may = guest.sees(|record| match record {
        Record::Seat(seat) => Some(seat.may.clone()),
        _ => None,
    });
    assert!(may.iter().flatten().all(|right| *right == Right::Export), "{may:?}");
    guest.does(Command::EditMember { member: guest.member(), name: "Guest Two".into(), perspective: None }).await;
    workshop.lead.does(place.note(fresh_id(), "Who leads writes on")).await;
    workshop.lead.does(Command::SetLock { locked: false }).await;
    // The same note: what was refused left nothing behind.
    guest.does(place.note(note, "In time")).await;
}

/// [CLOCK-6]
#[tokio::test]
async fn a_spotlight_falls_on_what_everybody_may_see_and_on_nothing_else() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let guest = workshop.join("Guest", None).await;
    let hidden = workshop.writing(Writing::Private, None).await;
    let (secret, shown) = (fresh_id(), fresh_id());
    guest.does(hidden.note(secret, "Not yet")).await;
    let at = |note: NoteId| Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Note, note)) };
    assert_eq!(workshop.lead.refused(at(secret)).await, workshop.lead.refused(at(fresh_id())).await);
    let open = workshop.writing(Writing::Open, None).await;
    guest.does(open.note(shown, "Look here")).await;
    workshop.lead.does(at(shown)).await;
    guest.client.fence().await;
    assert_eq!(guest.workshop().spotlight, Some(RecordKey::new(RecordKind::Note, shown)));
}
