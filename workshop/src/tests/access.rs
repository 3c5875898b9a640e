//! [JOIN]

use crate::limits;
use crate::scenario::*;
use crate::{AccessCommand, Event, decide_access, hash_secret, templates};
use charrette_protocol::*;

fn open(template: Template, title: &str) -> AccessCommand {
    AccessCommand::Open {
        workshop: WORKSHOP,
        template: templates::built_in(template),
        title: title.to_owned(),
        attribution: Attribution::PerspectiveOnly,
        rehearsal: false,
        code: "K7MQ4XWD".to_owned(),
        seats: 60,
        lead: LEAD,
        name: "Lea".to_owned(),
        session: hash_secret("lead"),
    }
}

fn join(member: MemberId, secret: &str) -> AccessCommand {
    AccessCommand::Join {
        role: Role::Participant,
        member,
        name: "Newcomer".to_owned(),
        perspective: None,
        session: hash_secret(secret),
    }
}

fn come_back(member: MemberId, secret: &str, used: Option<LinkId>) -> AccessCommand {
    AccessCommand::Return { member, session: hash_secret(secret), used }
}

fn link(number: u64, grant: Grant, by: Option<MemberId>) -> AccessCommand {
    AccessCommand::MakeLink { link: id(number), grant, secret: hash_secret(&number.to_string()), by }
}

/// [JOIN-1]
#[test]
fn a_workshop_opens_with_all_that_its_template_plans() {
    for template in Template::ALL {
        let mut room = Scenario::nowhere();
        room.asks(open(template, "")).then_accepted();
        let file = templates::built_in(template);
        let records = room.all(Audience::Console);
        let count = |kind| records.iter().filter(|record| record.key().kind == kind).count();
        assert_eq!(count(RecordKind::Step), file.steps.len());
        assert_eq!(count(RecordKind::Board), file.boards.len());
        assert_eq!(count(RecordKind::Ballot), file.ballots.len());
        assert_eq!(count(RecordKind::Table), file.tables.len());
        assert_eq!(room.state.title(), file.title);
        assert_eq!(room.state.role(LEAD), Some(Role::Lead));
        let current = room.state.current_step().expect("a room is always somewhere");
        let mut steps = room.state.steps.iter().collect::<Vec<_>>();
        steps.sort_by_key(|(_, step)| step.rank);
        assert_eq!(*steps[0].0, current);
        for ((_, step), planned) in steps.iter().zip(&file.steps) {
            assert_eq!(step.settings.title, planned.title);
        }
    }
}

/// [JOIN-1] [JOIN-2]
#[test]
fn a_workshop_opens_once() {
    let mut room = Scenario::nowhere();
    room.asks(join(ANN, "ann")).then_refused(RejectionCode::NotFound);
    room.when(LEAD, Command::Undo {}).then_refused(RejectionCode::NotAllowed);
    room.asks(open(Template::Timeline, "Ours")).then_accepted();
    assert_eq!(room.asks(open(Template::Timeline, "Ours")).then_accepted(), []);
    let other = match open(Template::Timeline, "Ours") {
        AccessCommand::Open { workshop, template, title, attribution, rehearsal, code, seats, lead, name, .. } => {
            let session = hash_secret("other");
            AccessCommand::Open { workshop, template, title, attribution, rehearsal, code, seats, lead, name, session }
        }
        other => other,
    };
    room.asks(other).then_refused(RejectionCode::IdTaken);
    assert_eq!(room.state.title(), "Ours");
}

/// [JOIN-1] [TEXT-3]
#[test]
fn a_workshop_takes_a_bounded_number_of_people() {
    for seats in [0, limits::SEATS_MOST as u32 + 1] {
        let mut command = open(Template::Iceberg, "");
        if let AccessCommand::Open { seats: wanted, .. } = &mut command {
            *wanted = seats;
        }
        Scenario::nowhere().asks(command).then_refused(RejectionCode::OutOfRange);
    }
}

/// [JOIN-2]
#[test]
fn a_repeated_request_is_the_same_seat() {
    let mut room = Scenario::room();
    room.asks(join(STRANGER, "new")).then_accepted();
    assert_eq!(room.asks(join(STRANGER, "new")).then_accepted(), []);
    room.asks(join(ANN, "new")).then_refused(RejectionCode::IdTaken);
    room.asks(join(STRANGER, "newer")).then_refused(RejectionCode::IdTaken);
    let session = room.state.session(&hash_secret("new")).expect("live");
    assert_eq!((session.member, session.id), (Some(STRANGER), hash_secret("new").session_id()));
}

/// [JOIN-3]
#[test]
fn a_closed_door_refuses_newcomers_only() {
    let mut room = Scenario::room();
    room.given(CO, Command::SetDoor { open: false });
    room.asks(join(STRANGER, "new")).then_refused(RejectionCode::DoorClosed);
    room.joins(STRANGER, Role::Observer, None).then_refused(RejectionCode::DoorClosed);
    room.joins(STRANGER, Role::Wall, None).then_refused(RejectionCode::DoorClosed);
    room.joins(STRANGER, Role::CoFacilitator, None).then_accepted();
    room.asks(come_back(ANN, "phone", None)).then_accepted();
    room.given(CO, Command::SetDoor { open: true });
    room.asks(join(id(99), "new")).then_accepted();
}

/// [JOIN-4]
#[test]
fn people_who_count_take_seats() {
    let mut room = Scenario::nowhere();
    let mut command = open(Template::Iceberg, "");
    if let AccessCommand::Open { seats, .. } = &mut command {
        *seats = 2;
    }
    room.asks(command).then_accepted();
    room.asks(join(ANN, "ann")).then_accepted();
    room.joins(OBSERVER, Role::Observer, None).then_accepted();
    room.given(ANN, Command::AddProxy { member: BEN, name: "Ben".into(), perspective: None });
    let refusal = room.asks(join(CYD, "cyd")).then_refused(RejectionCode::RoomFull);
    assert_eq!((refusal.params["limit"].as_str(), refusal.params["what"].as_str()), ("2", "people"));
    let proxy = Command::AddProxy { member: CYD, name: "Cyd".into(), perspective: None };
    room.when(LEAD, proxy).then_refused(RejectionCode::RoomFull);
    let role = Command::SetRole { member: OBSERVER, role: Role::Participant };
    room.when(LEAD, role.clone()).then_refused(RejectionCode::RoomFull);
    room.given(LEAD, Command::RemoveMember { member: BEN }).given(LEAD, role);
}

/// [JOIN-5]
#[test]
fn links_are_made_by_those_who_may_grant_what_they_grant() {
    let mut room = Scenario::room();
    let seat = |role| Grant::Seat { role };
    let back = |member, once| Grant::WayBack { member, once };
    room.asks(link(1, seat(Role::Participant), Some(CO))).then_accepted();
    room.asks(link(2, seat(Role::CoFacilitator), Some(LEAD))).then_accepted();
    room.asks(link(3, back(ANN, false), Some(ANN))).then_accepted();
    room.asks(link(4, back(ANN, true), Some(CO))).then_accepted();
    room.asks(link(5, seat(Role::Lead), None)).then_accepted();
    room.asks(link(6, seat(Role::CoFacilitator), Some(CO))).then_refused(RejectionCode::NotAllowed);
    room.asks(link(6, seat(Role::Wall), Some(ANN))).then_refused(RejectionCode::NotAllowed);
    room.asks(link(6, back(BEN, false), Some(ANN))).then_refused(RejectionCode::NotAllowed);
    room.asks(link(6, back(LEAD, false), Some(CO))).then_refused(RejectionCode::NotAllowed);
    room.asks(link(6, back(STRANGER, false), None)).then_refused(RejectionCode::NotFound);
    room.asks(link(1, seat(Role::Wall), Some(CO))).then_refused(RejectionCode::IdTaken);
    assert_eq!(room.state.links().count(), 5);
    let revoke = |number, by| AccessCommand::RevokeLink { link: id(number), by };
    room.asks(revoke(2, Some(CO))).then_refused(RejectionCode::NotAllowed);
    room.asks(revoke(1, Some(CO))).then_accepted();
    room.asks(revoke(1, Some(CO))).then_refused(RejectionCode::NotFound);
    assert!(room.state.link(&hash_secret("1")).is_none() && room.state.link(&hash_secret("2")).is_some());
}

/// [JOIN-5]
#[test]
fn a_way_back_that_works_once_works_once() {
    let mut room = Scenario::room();
    room.asks(link(1, Grant::WayBack { member: ANN, once: true }, Some(CO))).then_accepted();
    room.asks(come_back(BEN, "thief", Some(id(1)))).then_refused(RejectionCode::NotFound);
    room.asks(come_back(ANN, "phone", Some(id(1)))).then_accepted();
    assert_eq!(room.asks(come_back(ANN, "phone", Some(id(1)))).then_accepted(), []);
    room.asks(come_back(ANN, "tablet", Some(id(1)))).then_refused(RejectionCode::NotFound);
    room.asks(come_back(STRANGER, "tablet", None)).then_refused(RejectionCode::NotFound);
}

/// [JOIN-6]
#[test]
fn secrets_are_stored_as_hashes_only() {
    let mut room = Scenario::room();
    room.asks(join(STRANGER, "a very secret secret")).then_accepted();
    let facts: String = room.facts.iter().map(|fact| fact.event.encode()).collect();
    assert!(!facts.contains("a very secret secret"));
    assert!(facts.contains(&hash_secret("a very secret secret").to_string()));
}

/// [ROLE-6]
#[test]
fn devices_are_shut_out_one_by_one_or_all_at_once() {
    let mut room = Scenario::room();
    room.asks(come_back(ANN, "phone", None)).then_accepted();
    let phone = hash_secret("phone").session_id();
    room.asks(AccessCommand::EndSession { session: phone }).then_accepted();
    room.asks(AccessCommand::EndSession { session: phone }).then_refused(RejectionCode::NotFound);
    let events = room.asks(AccessCommand::EndSessionsOf { member: ANN }).then_accepted();
    assert!(matches!(events[..], [Event::SessionEnded { .. }]));
    room.asks(AccessCommand::EndSessionsOf { member: STRANGER }).then_refused(RejectionCode::NotFound);
    assert_eq!(room.asks(AccessCommand::EndSessionsOf { member: ANN }).then_accepted(), []);
}

/// [JOIN-1]
#[test]
fn a_code_can_be_changed_and_retired_and_a_wall_has_no_member() {
    let mut room = Scenario::room();
    room.asks(AccessCommand::ChangeCode { code: None, by: None }).then_accepted();
    assert_eq!(room.state.code(), None);
    room.joins(STRANGER, Role::Wall, None).then_accepted();
    let wall = room.state.sessions().find(|session| session.role == Role::Wall).expect("a session");
    assert_eq!(room.state.speaks_for(wall), []);
    assert_eq!(room.state.role_of(wall), Role::Wall);
    assert_eq!(room.state.role(STRANGER), None);
}

fn sessions_of(room: &Scenario, member: MemberId) -> Vec<crate::SessionHash> {
    room.state.sessions().filter(|session| session.member == Some(member)).map(|session| session.hash).collect()
}

/// [JOIN-5]
#[test]
fn a_way_back_that_somebody_else_made_works_once_and_is_noticed() {
    let mut room = Scenario::room();
    for (number, by) in [(1, Some(CO)), (2, None)] {
        room.asks(link(number, Grant::WayBack { member: ANN, once: false }, by)).then_accepted();
        let once = room.state.link(&hash_secret(&number.to_string())).map(|link| link.grant.clone());
        assert_eq!(once, Some(Grant::WayBack { member: ANN, once: true }));
    }
    room.asks(come_back(ANN, "phone", None)).then_accepted();
    assert_eq!(sessions_of(&room, ANN).len(), 2);
    room.asks(come_back(ANN, "stranger", Some(id(1)))).then_accepted();
    assert_eq!(sessions_of(&room, ANN), [hash_secret("stranger")]);
    room.asks(come_back(ANN, "repaired", Some(id(2)))).then_accepted();
    assert_eq!(sessions_of(&room, ANN), [hash_secret("repaired")]);
}

/// [JOIN-5]
#[test]
fn ones_own_way_back_ends_nothing() {
    let mut room = Scenario::room();
    room.asks(link(1, Grant::WayBack { member: ANN, once: true }, Some(ANN))).then_accepted();
    room.asks(link(2, Grant::WayBack { member: ANN, once: false }, Some(ANN))).then_accepted();
    room.asks(come_back(ANN, "phone", Some(id(1)))).then_accepted();
    room.asks(come_back(ANN, "tablet", None)).then_accepted();
    assert_eq!(sessions_of(&room, ANN).len(), 3);
    assert!(room.state.link(&hash_secret("2")).is_some());
}

/// [JOIN-5]
#[test]
fn what_a_facilitator_handed_out_ends_with_the_right_to_hand_it_out() {
    let ends: [fn(&mut Scenario); 2] = [
        |room| {
            room.given(LEAD, Command::RemoveMember { member: CO });
        },
        |room| {
            room.given(LEAD, Command::SetRole { member: CO, role: Role::Participant });
        },
    ];
    for (own, end) in [false, true].into_iter().zip(ends) {
        let mut room = Scenario::room();
        room.asks(link(1, Grant::WayBack { member: ANN, once: true }, Some(CO))).then_accepted();
        room.asks(link(2, Grant::WayBack { member: BEN, once: true }, Some(CO))).then_accepted();
        room.asks(link(3, Grant::Seat { role: Role::Participant }, Some(CO))).then_accepted();
        room.asks(link(4, Grant::Seat { role: Role::Participant }, Some(LEAD))).then_accepted();
        room.asks(link(5, Grant::WayBack { member: CO, once: false }, Some(CO))).then_accepted();
        room.asks(come_back(ANN, "let in", Some(id(1)))).then_accepted();
        end(&mut room);
        assert_eq!(sessions_of(&room, ANN), []);
        assert_eq!(sessions_of(&room, BEN).len(), 1, "not let in by anybody");
        let left: Vec<_> = room.state.links().map(|link| link.id).collect();
        assert_eq!(left, if own { vec![id(4), id(5)] } else { vec![id(4)] });
    }
    // A lead who becomes a co-facilitator may still let participants in, and nobody else.
    let mut room = Scenario::room();
    room.given(LEAD, Command::SetRole { member: CO, role: Role::Lead });
    room.asks(link(1, Grant::Seat { role: Role::Lead }, Some(CO))).then_accepted();
    room.asks(link(2, Grant::Seat { role: Role::Participant }, Some(CO))).then_accepted();
    room.given(LEAD, Command::SetRole { member: CO, role: Role::CoFacilitator });
    assert_eq!(room.state.links().map(|link| link.id).collect::<Vec<_>>(), [id(2)]);
}

/// [JOIN-7]
#[test]
fn a_ninth_session_and_a_fourth_way_back_end_the_oldest() {
    let mut room = Scenario::room();
    let first = sessions_of(&room, ANN)[0];
    for number in 1..limits::SESSIONS_EACH {
        room.asks(come_back(ANN, &format!("device {number}"), None)).then_accepted();
    }
    assert!(sessions_of(&room, ANN).contains(&first));
    room.asks(come_back(ANN, "ninth", None)).then_accepted();
    let left = sessions_of(&room, ANN);
    assert_eq!(left.len(), limits::SESSIONS_EACH);
    assert!(!left.contains(&first) && left.contains(&hash_secret("ninth")));
    for number in [4, 3, 2, 1] {
        room.asks(link(number, Grant::WayBack { member: ANN, once: false }, Some(ANN))).then_accepted();
        room.asks(link(10 + number, Grant::WayBack { member: BEN, once: true }, Some(CO))).then_accepted();
    }
    let of = |by| room.state.links().filter(move |link| link.by == Some(by)).map(|link| link.id).collect::<Vec<_>>();
    assert_eq!((of(ANN), of(CO).len()), (vec![id(1), id(2), id(3)], 4));
}

fn refusal(room: &Scenario, role: Role) -> Option<RejectionCode> {
    let (name, session) = ("Newcomer".to_owned(), hash_secret("new"));
    let join = AccessCommand::Join { role, member: STRANGER, name, perspective: None, session };
    decide_access(&room.state, &join, &room.context).err().map(|refusal| refusal.code)
}

/// [JOIN-7]
#[test]
fn who_left_without_a_trace_takes_no_place() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(LEAD, Command::RemoveMember { member: ANN });
    let gone = room.state.members[&ANN].clone();
    room.given(LEAD, Command::RemoveMember { member: BEN });
    let free = limits::MEMBERS - limits::MEMBERS_RESERVED - room.state.member_places();
    for number in 0..limits::MEMBERS as u64 {
        room.state.members.insert(id(1_000 + number), gone.clone());
    }
    assert_eq!(refusal(&room, Role::Observer), None);
    for number in 0..free as u64 {
        let here = crate::members::Member { removed: false, absent: true, ..gone.clone() };
        room.state.members.insert(id(1_000 + number), here);
    }
    assert_eq!(refusal(&room, Role::Observer), Some(RejectionCode::RoomFull));
    assert_eq!(refusal(&room, Role::CoFacilitator), None);
}

/// [JOIN-8]
#[test]
fn nobody_comes_in_under_a_facilitators_name() {
    let mut room = Scenario::nowhere();
    room.asks(open(Template::Iceberg, "")).then_accepted();
    let named = |number: u64, role, name: &str| AccessCommand::Join {
        role,
        member: id(number),
        name: name.to_owned(),
        perspective: None,
        session: hash_secret(&number.to_string()),
    };
    for (role, name) in [
        (Role::Participant, "Lea"),
        (Role::Participant, "  lea "),
        (Role::TableHost, "LEA"),
        (Role::Observer, "L\u{200b}ea"),
        (Role::ThemeTeam, "Lea\u{202e}"),
        (Role::Participant, "L e a"),
        (Role::Participant, "Le\u{ad}a\u{fe0f}"),
        (Role::Participant, "Ｌｅａ"),
    ] {
        room.asks(named(7, role, name)).then_refused(RejectionCode::NameOfFacilitator);
    }
    room.asks(named(7, Role::Participant, "Lea M.")).then_accepted();
    let edit = |name: &str| Command::EditMember { member: id(7), name: name.to_owned(), perspective: None };
    room.when(id(7), edit("lea")).then_refused(RejectionCode::NameOfFacilitator);
    let proxy = Command::AddProxy { member: id(8), name: "Lea".into(), perspective: None };
    room.when(id(7), proxy).then_refused(RejectionCode::NameOfFacilitator);
    // No name keeps a facilitator out, and who had it first may keep it.
    room.asks(named(9, Role::CoFacilitator, "Lea m.")).then_accepted();
    room.when(id(7), edit("Lea M.")).then_accepted();
    room.when(LEAD, Command::RemoveMember { member: id(9) }).then_accepted();
    room.asks(named(10, Role::Participant, "Lea m.")).then_accepted();
}
