//! [ROLE]

use crate::limits;
use crate::scenario::*;
use crate::{AccessCommand, hash_secret};
use charrette_protocol::*;

const PROXY: MemberId = MemberId::from_bytes([77; 16]);

fn edit(member: MemberId, name: &str, perspective: Option<&str>) -> Command {
    Command::EditMember { member, name: name.to_owned(), perspective: perspective.map(str::to_owned) }
}

fn add_proxy(perspective: Option<&str>) -> Command {
    Command::AddProxy { member: PROXY, name: "Gran".to_owned(), perspective: perspective.map(str::to_owned) }
}

fn member(room: &Scenario, member: MemberId) -> Option<MemberRecord> {
    match room.seen(Audience::Console, RecordKind::Member, member) {
        Some(Record::Member(member)) => Some(member),
        _ => None,
    }
}

/// [ROLE-4]
#[test]
fn only_a_lead_makes_and_unmakes_facilitators() {
    let mut room = Scenario::room();
    let set = |member, role| Command::SetRole { member, role };
    for (member, role) in
        [(ANN, Role::CoFacilitator), (ANN, Role::Lead), (CO, Role::Participant), (LEAD, Role::Observer)]
    {
        room.when(CO, set(member, role)).then_refused(RejectionCode::NotAllowed);
    }
    room.when(ANN, set(ANN, Role::ThemeTeam)).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, set(ANN, Role::Wall)).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, set(STRANGER, Role::Observer)).then_refused(RejectionCode::NotFound);
    room.given(CO, set(ANN, Role::ThemeTeam));
    room.when(LEAD, set(LEAD, Role::Participant)).then_refused(RejectionCode::LastLead);
    room.when(LEAD, Command::RemoveMember { member: LEAD }).then_refused(RejectionCode::LastLead);
    room.when(CO, Command::RemoveMember { member: LEAD }).then_refused(RejectionCode::NotAllowed);
    room.given(LEAD, set(CO, Role::Lead)).given(CO, set(LEAD, Role::Participant));
    assert_eq!(room.state.role(LEAD), Some(Role::Participant));
    room.given(CO, set(LEAD, Role::CoFacilitator)).given(LEAD, Command::RemoveMember { member: LEAD });
    assert_eq!(room.state.role(LEAD), None, "everybody may leave");
}

/// [ROLE-5]
#[test]
fn people_change_their_own_name_and_place() {
    let mut room = Scenario::room();
    room.given(ANN, edit(ANN, "Anna", Some("Advocate"))).given(CO, edit(BEN, "Benno", None));
    room.when(ANN, edit(BEN, "Bad", None)).then_refused(RejectionCode::NotAllowed);
    room.when(ANN, edit(STRANGER, "Nobody", None)).then_refused(RejectionCode::NotFound);
    assert_eq!(member(&room, ANN).and_then(|member| member.group).as_deref(), Some("Patients"));
    let sit = |members: &[MemberId], table| Command::AssignTable { members: members.to_vec(), table };
    room.given(ANN, sit(&[ANN], Some(TABLE))).given(LEAD, sit(&[BEN, CYD], Some(OTHER_TABLE)));
    room.when(ANN, sit(&[ANN, BEN], Some(TABLE))).then_refused(RejectionCode::NotAllowed);
    room.when(ANN, sit(&[ANN], Some(id(99)))).then_refused(RejectionCode::NotFound);
    room.when(LEAD, sit(&[], None)).then_refused(RejectionCode::ListUnfit);
    room.when(LEAD, sit(&[ANN, ANN], None)).then_refused(RejectionCode::ListUnfit);
    assert_eq!(room.seat(BEN).table, Some(OTHER_TABLE));
    room.given(LEAD, Command::RemoveTable { table: OTHER_TABLE });
    assert_eq!(room.seat(BEN).table, None);
}

/// [ROLE-6]
#[test]
fn whoever_was_sent_away_is_gone_and_their_notes_stay() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, add_proxy(None));
    let way_back = Grant::WayBack { member: ANN, once: false };
    room.asks(AccessCommand::MakeLink { link: id(1), grant: way_back, secret: hash_secret("back"), by: Some(ANN) })
        .then_accepted();
    room.when(BEN, Command::RemoveMember { member: ANN }).then_refused(RejectionCode::NotAllowed);
    room.when(BEN, Command::RemoveMember { member: BEN }).then_accepted();
    room.given(CO, Command::RemoveMember { member: ANN });
    room.when(ANN, post(WRITE, 2)).then_refused(RejectionCode::NotAllowed);
    assert_eq!(member(&room, ANN), None);
    assert!(room.state.link(&hash_secret("back")).is_none());
    assert!(room.state.sessions().all(|session| session.member != Some(ANN)));
    assert!(matches!(room.note(id(1)).map(|note| note.by), Some(Signature::Named { name, .. }) if name == "Person 5"));
    let co = room.state.sessions().find(|session| session.member == Some(CO)).cloned().expect("a session");
    assert_eq!(room.state.speaks_for(&co), [CO, PROXY]);
    room.when(CO, Command::RemoveMember { member: ANN }).then_refused(RejectionCode::NotFound);
}

/// [ROLE-7]
#[test]
fn a_device_speaks_for_proxies() {
    let mut room = Scenario::room();
    room.when(OBSERVER, add_proxy(None)).then_refused(RejectionCode::NotAllowed);
    room.given(HOST, add_proxy(Some("Caregiver"))).given_in(WRITE);
    room.when(HOST, add_proxy(None)).then_refused(RejectionCode::IdTaken);
    let host = room.state.sessions().find(|session| session.member == Some(HOST)).cloned().expect("a session");
    assert_eq!(room.state.speaks_for(&host), [HOST, PROXY]);
    room.given(PROXY, post(WRITE, 1)).given(HOST, edit(PROXY, "Grandma", None));
    assert!(member(&room, PROXY).is_some_and(|member| member.proxy));
    let more = Command::AddProxy { member: id(78), name: "More".to_owned(), perspective: None };
    room.when(PROXY, more).then_refused(RejectionCode::NotAllowed);
    let role = Command::SetRole { member: PROXY, role: Role::CoFacilitator };
    room.when(LEAD, role).then_refused(RejectionCode::NotAllowed);
    let own = AccessCommand::Return { member: PROXY, session: hash_secret("own"), used: None };
    room.asks(own).then_accepted();
    assert_eq!(room.state.speaks_for(&host), [HOST]);
    room.when(HOST, edit(PROXY, "Mine", None)).then_refused(RejectionCode::NotAllowed);
}

/// [ROLE-7]
#[test]
fn proxies_are_removed_by_whoever_speaks_for_them() {
    let mut room = Scenario::room();
    room.given(HOST, add_proxy(None));
    room.when(ANN, Command::RemoveMember { member: PROXY }).then_refused(RejectionCode::NotAllowed);
    room.given(HOST, Command::RemoveMember { member: PROXY });
}

/// [ROLE-9] [ROLE-3]
#[test]
fn a_seat_tells_what_its_owner_may_do_now() {
    use Right::{AppointFacilitators, Cluster, EditAll, Export, Facilitate, Vote, WriteEntries, WriteNotes};
    let mut room = Scenario::room();
    assert_eq!(room.seat(LEAD).may, [Facilitate, EditAll, AppointFacilitators, Cluster, Export]);
    assert_eq!(room.seat(ANN).may, [Export]);
    room.given_in(WRITE);
    assert_eq!(room.seat(CO).may, [Facilitate, EditAll, WriteNotes, Cluster, Export]);
    assert_eq!(room.seat(ANN).may, [WriteNotes, Export]);
    assert_eq!(room.seat(THEME).may, [WriteNotes, Cluster, Export]);
    room.given_in(GROUPING);
    assert_eq!(room.seat(HOST).may, [Cluster, Export]);
    room.given_in(DATES);
    assert_eq!(room.seat(ANN).may, [WriteEntries, Export]);
    let options = vec![option(1, "A"), option(2, "B")];
    room.given_in(VOTING).given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    assert_eq!(room.seat(ANN).may, [Vote, Export]);
    assert_eq!(room.seat(OBSERVER).may, [Export]);
}

/// [ROLE-10]
#[test]
fn perspectives_are_the_workshops() {
    let mut room = Scenario::room();
    room.when(ANN, edit(ANN, "Ann", Some("Astronaut"))).then_refused(RejectionCode::PerspectiveUnknown);
    let group = |name: &str, perspectives: &[&str]| PerspectiveGroup {
        name: name.to_owned(),
        perspectives: perspectives.iter().map(|one| (*one).to_owned()).collect(),
    };
    let set = |groups: Vec<PerspectiveGroup>| Command::SetPerspectives { groups };
    let refusal =
        room.when(LEAD, set(vec![group("All", &["Scientist"])])).then_refused(RejectionCode::PerspectiveInUse);
    assert!(["Caregiver", "Investor"].contains(&refusal.params["name"].as_str()));
    let twice = vec![group("A", &["Scientist", "Caregiver"]), group("B", &["Investor", "scientist"])];
    room.when(LEAD, set(twice)).then_refused(RejectionCode::NameTaken);
    let twice = vec![group("A", &["Scientist", "Caregiver"]), group("a", &["Investor"])];
    room.when(LEAD, set(twice)).then_refused(RejectionCode::NameTaken);
    room.given(LEAD, set(vec![group("Everybody", &["Scientist", "Caregiver", "Investor"])]));
    assert_eq!(member(&room, ANN).and_then(|member| member.group).as_deref(), Some("Everybody"));
    let many = (0..=limits::GROUPS).map(|number| group(&number.to_string(), &[])).collect();
    room.when(LEAD, set(many)).then_refused(RejectionCode::ListUnfit);
}

/// [ROLE-10]
#[test]
fn table_names_differ() {
    let mut room = Scenario::room();
    let add = |number: u64, name: &str| Command::AddTable { table: id(number), name: name.to_owned() };
    room.given(LEAD, add(1, "North"));
    room.when(LEAD, add(2, " north")).then_refused(RejectionCode::NameTaken);
    room.when(LEAD, add(1, "South")).then_refused(RejectionCode::IdTaken);
    let rename = |name: &str| Command::EditTable { table: TABLE, name: name.to_owned() };
    room.when(LEAD, rename("NORTH")).then_refused(RejectionCode::NameTaken);
    room.given(LEAD, rename("One")).given(LEAD, rename("one"));
    room.when(LEAD, Command::RemoveTable { table: id(99) }).then_refused(RejectionCode::NotFound);
}

/// [ROLE-7] [JOIN-3]
#[test]
fn proxies_come_through_an_open_door_and_are_few() {
    let mut room = Scenario::room();
    let add = |number| Command::AddProxy { member: id(number), name: "Gran".to_owned(), perspective: None };
    room.given(LEAD, Command::SetDoor { open: false });
    room.when(ANN, add(200)).then_refused(RejectionCode::DoorClosed);
    room.given(CO, add(200)).given(LEAD, Command::SetDoor { open: true });
    for number in 201..208 {
        room.given(ANN, add(number));
    }
    let refusal = room.when(ANN, add(208)).then_refused(RejectionCode::RoomFull);
    assert_eq!(refusal.to_string(), "This workshop already has 7 people for whom this device speaks.");
    room.given(ANN, Command::RemoveMember { member: id(202) }).given(ANN, add(208));
    for number in 300..319 {
        room.given(CO, add(number));
    }
    room.when(CO, add(400)).then_refused(RejectionCode::RoomFull);
}

fn mute(member: MemberId, muted: bool) -> Command {
    Command::Mute { member, muted }
}

/// [ROLE-13]
#[test]
fn who_is_muted_reads_and_votes_and_writes_nothing_that_others_read() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, post(WRITE, 2)).given(BEN, post(WRITE, 3));
    room.given(CO, mute(ANN, true));
    assert!(room.seat(ANN).muted && !room.seat(ANN).can_undo);
    assert_eq!(room.seat(ANN).may, [Right::Export]);
    assert!(member(&room, ANN).is_some_and(|ann| ann.muted));
    for audience in [Audience::ThemeTeam, Audience::Room, Audience::Observer, Audience::Wall] {
        let seen = room.seen(audience, RecordKind::Member, ANN);
        assert!(matches!(seen, Some(Record::Member(ann)) if !ann.muted), "{audience:?} is told nothing");
    }
    let edit_note = Command::EditNote { note: id(1), based_on: 1, text: "Worse".to_owned(), edit_key: None };
    let shift = Command::MoveNotes { notes: vec![id(1)], column: RIGHT, after: None, edit_key: None };
    for command in [post(WRITE, 4), edit_note, shift, edit(ANN, "Worse", None), add_proxy(None), Command::Undo {}] {
        room.when(ANN, command).then_refused(RejectionCode::Muted);
    }
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    room.when(ANN, Command::RestoreNote { note: id(1), edit_key: None }).then_refused(RejectionCode::Muted);
    room.given(ANN, Command::AssignTable { members: vec![ANN], table: Some(TABLE) });
    room.given_in(GROUPING);
    room.when(ANN, make(1, &[])).then_refused(RejectionCode::Muted);
    room.given(LEAD, mute(ANN, false)).given(ANN, make(1, &[]));
    assert!(!room.seat(ANN).muted);
}

/// [ROLE-13]
#[test]
fn a_muted_paper_gives_no_new_reasons() {
    let mut room = Scenario::room();
    let options = vec![option(1, "A"), option(2, "B")];
    room.given_in(VOTING).given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    let vote = |on: u64, said: &str| Command::Vote {
        ballot: BALLOT,
        marks: [(id(on), vec![1])].into(),
        reasons: if said.is_empty() { Default::default() } else { [(id(on), said.to_owned())].into() },
    };
    room.given(ANN, vote(1, "Because")).given(CO, mute(ANN, true)).given(CO, mute(BEN, true));
    room.given(BEN, vote(2, ""));
    room.when(BEN, vote(2, "Because")).then_refused(RejectionCode::Muted);
    room.given(ANN, vote(1, "Because"));
    room.when(ANN, vote(1, "Of them")).then_refused(RejectionCode::Muted);
    assert_eq!(room.state.turnout()[0].voted, 2);
}

/// [ROLE-13]
#[test]
fn a_device_is_muted_for_all_it_speaks_for_and_facilitators_are_not() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, add_proxy(None)).given(CO, mute(ANN, true));
    room.when(PROXY, post(WRITE, 1)).then_refused(RejectionCode::Muted);
    assert!(room.seat(PROXY).muted);
    room.when(CO, mute(LEAD, true)).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, mute(CO, true)).then_refused(RejectionCode::NotAllowed);
    room.when(BEN, mute(ANN, false)).then_refused(RejectionCode::NotAllowed);
    room.when(CO, mute(STRANGER, true)).then_refused(RejectionCode::NotFound);
    // Whoever facilitates from now on writes, and so do those they speak for.
    room.given(LEAD, Command::SetRole { member: ANN, role: Role::CoFacilitator });
    room.given(ANN, post(WRITE, 2)).given(PROXY, post(WRITE, 3));
}

/// [ROLE-13]
#[test]
fn whom_a_muted_device_spoke_for_gets_no_voice_by_a_device_of_their_own() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, add_proxy(None)).given(CO, mute(ANN, true));
    let comes_in = AccessCommand::Return { member: PROXY, session: hash_secret("own"), used: None };
    room.asks(comes_in).then_accepted();
    room.when(PROXY, post(WRITE, 1)).then_refused(RejectionCode::Muted);
    room.given(CO, mute(PROXY, false)).given(PROXY, post(WRITE, 1));
}

/// [ROLE-13] [UNDO-1]
#[test]
fn muting_is_taken_back() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(CO, mute(ANN, true));
    // Said twice, it is said once.
    assert_eq!(room.when(CO, mute(ANN, true)).then_accepted(), []);
    room.given(CO, Command::Undo {}).given(ANN, post(WRITE, 1));
    room.given(CO, mute(ANN, true)).given(LEAD, mute(ANN, false));
    room.when(CO, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
}

/// [ROLE-14]
#[test]
fn a_co_facilitator_leads_where_the_lead_is_not_here_any_more() {
    let mut room = Scenario::room();
    room.context.lead_is_away = false;
    room.when(CO, Command::TakeLead {}).then_refused(RejectionCode::LeadIsHere);
    room.context.lead_is_away = true;
    for member in [LEAD, THEME, HOST, ANN, OBSERVER] {
        room.when(member, Command::TakeLead {}).then_refused(RejectionCode::NotAllowed);
    }
    room.given(CO, Command::EditWorkshop { title: "Ours".to_owned(), purpose: String::new() });
    room.given(CO, Command::TakeLead {});
    assert_eq!((room.state.role(CO), room.state.role(LEAD)), (Some(Role::Lead), Some(Role::CoFacilitator)));
    assert!(room.seat(CO).may.contains(&Right::AppointFacilitators));
    assert!(!room.seat(LEAD).may.contains(&Right::AppointFacilitators));
    room.when(CO, Command::Undo {}).then_refused(RejectionCode::NothingToUndo);
    // And hands back, once they have come again.
    room.given(CO, Command::SetRole { member: LEAD, role: Role::Lead });
    room.given(LEAD, Command::SetRole { member: CO, role: Role::CoFacilitator });
}

/// [ROLE-14] [ROLE-4] What a lead alone may hand out goes with the lead, but whoever leads now stays.
#[test]
fn a_lost_lead_keeps_no_way_to_facilitators_seats() {
    let mut room = Scenario::room();
    let link = |number: u64, grant| AccessCommand::MakeLink {
        link: id(number),
        grant,
        secret: hash_secret(&number.to_string()),
        by: Some(LEAD),
    };
    room.asks(link(1, Grant::Seat { role: Role::CoFacilitator })).then_accepted();
    room.asks(link(2, Grant::Seat { role: Role::Participant })).then_accepted();
    room.asks(link(3, Grant::WayBack { member: CO, once: true })).then_accepted();
    let back = AccessCommand::Return { member: CO, used: Some(id(3)), session: hash_secret("co again") };
    room.asks(back).then_accepted();
    room.given(CO, Command::TakeLead {});
    assert!(room.state.link(&hash_secret("1")).is_none() && room.state.link(&hash_secret("2")).is_some());
    assert!(room.state.session(&hash_secret("co again")).is_some(), "nobody is shut out by taking over");
}
