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
    room.given(ANN, add(201)).given(ANN, add(202));
    let refusal = room.when(ANN, add(203)).then_refused(RejectionCode::RoomFull);
    assert_eq!(refusal.to_string(), "This workshop already has 2 people spoken for.");
    room.given(ANN, Command::RemoveMember { member: id(202) }).given(ANN, add(203));
    for number in 300..319 {
        room.given(CO, add(number));
    }
    room.when(CO, add(400)).then_refused(RejectionCode::RoomFull);
}
