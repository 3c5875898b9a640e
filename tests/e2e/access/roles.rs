//! Role by command and role by request: tables written by hand, tried from outside.

use super::post;
use super::sessions::readable;
use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::things::{column, dots, era, options, settings, vote};
use charrette_tests::{Seat, TestServer, Things, Workshop};

/// The columns of the tables.
const ROLES: [Role; 7] =
    [Role::Lead, Role::CoFacilitator, Role::ThemeTeam, Role::TableHost, Role::Participant, Role::Observer, Role::Wall];

/// What a letter in a table means.
fn outcome(letter: char) -> Result<(), RejectionCode> {
    match letter {
        'y' => Ok(()),
        '-' => Err(RejectionCode::NotAllowed),
        // Allowed to ask, and refused for another reason.
        's' => Err(RejectionCode::StepUnfit),
        'c' => Err(RejectionCode::StepIsCurrent),
        'r' => Err(RejectionCode::NothingToReveal),
        'l' => Err(RejectionCode::LeadIsHere),
        'u' => Err(RejectionCode::NothingToUndo),
        other => panic!("{other} means nothing"),
    }
}

/// What a cell of the table works on, made afresh for each.
struct Cell {
    things: Things,
    /// The asker; for a wall nobody.
    own: MemberId,
    guest: MemberId,
    leaving: MemberId,
    co: MemberId,
    leaving_co: MemberId,
    /// Somebody else's.
    note: NoteId,
    cluster: ClusterId,
    entry: EntryId,
    era: EraId,
    table: TableId,
    prepared: BallotId,
    frozen: BallotId,
    open: BallotId,
    groups: Vec<PerspectiveGroup>,
}

/// A row: the letters of the seven roles, what it is, and the command.
type Row = (&'static str, &'static str, fn(&Cell) -> Command);

fn name() -> String {
    // One of its own: nobody may be called like a facilitator.
    format!("Name {}", fresh_id::<NoteId>())
}

fn post_note(step: StepId, column: ColumnId) -> Command {
    Command::PostNote { note: fresh_id(), step, column, text: name(), private: false, edit_key: None }
}

/// Lead, co-facilitator, theme team, table host, participant, observer, wall; the room is in a
/// step in which notes are written.
#[rustfmt::skip]
const WHILE_WRITING: &[Row] = &[
    ("uuuuuu-", "undo", |_| Command::Undo {}),
    ("yy-----", "edit the workshop", |_| Command::EditWorkshop { title: name(), purpose: name() }),
    ("yy-----", "tighten attribution", |_| Command::TightenAttribution { attribution: Attribution::Named }),
    ("yy-----", "set the door", |_| Command::SetDoor { open: true }),
    ("yy-----", "set perspectives", |cell| Command::SetPerspectives { groups: cell.groups.clone() }),
    ("yyyyyy-", "edit oneself", |cell| Command::EditMember { member: cell.own, name: name(), perspective: None }),
    ("yy-----", "edit another", |cell| Command::EditMember { member: cell.guest, name: name(), perspective: None }),
    ("yyyyyy-", "say what one agrees to", |_| Command::GiveConsent { listed: true, quoted: false }),
    ("yy-----", "let somebody only read", |cell| Command::Mute { member: cell.guest, muted: true }),
    ("yy-----", "let somebody write again", |cell| Command::Mute { member: cell.guest, muted: false }),
    ("-------", "let a facilitator only read", |cell| Command::Mute { member: cell.co, muted: true }),
    ("yy-----", "make a table host", |cell| Command::SetRole { member: cell.guest, role: Role::TableHost }),
    ("y------", "make a facilitator", |cell| Command::SetRole { member: cell.guest, role: Role::CoFacilitator }),
    ("y------", "make a lead", |cell| Command::SetRole { member: cell.guest, role: Role::Lead }),
    ("-------", "make somebody a wall", |cell| Command::SetRole { member: cell.guest, role: Role::Wall }),
    ("y------", "unmake a facilitator", |cell| Command::SetRole { member: cell.co, role: Role::Participant }),
    ("yy-----", "remove a participant", |cell| Command::RemoveMember { member: cell.leaving }),
    ("y------", "remove a facilitator", |cell| Command::RemoveMember { member: cell.leaving_co }),
    ("-l-----", "lead in place of who is here", |_| Command::TakeLead {}),
    ("yyyyy--", "add a proxy", |_| Command::AddProxy { member: fresh_id(), name: name(), perspective: None }),
    ("yy-----", "add a table", |cell| Command::AddTable { table: fresh_id(), name: cell.guest.to_string() }),
    ("yy-----", "edit a table", |cell| Command::EditTable { table: cell.table, name: cell.co.to_string() }),
    ("yyyyy--", "sit down", |cell| Command::AssignTable { members: vec![cell.own], table: Some(cell.things.table) }),
    ("yy-----", "seat another", |cell| Command::AssignTable { members: vec![cell.guest], table: Some(cell.things.table) }),
    ("yy-----", "remove a table", |cell| Command::RemoveTable { table: cell.table }),
    ("yy-----", "add a step", |_| Command::AddStep { step: fresh_id(), after: None, settings: settings(StepKind::Talk, None) }),
    ("yy-----", "edit a step", |cell| Command::EditStep { step: cell.things.dating, settings: settings(StepKind::Timeline, Some(cell.things.timeline)) }),
    ("yy-----", "move a step", |cell| Command::MoveStep { step: cell.things.dating, after: None }),
    ("yy-----", "enter a step", |cell| Command::EnterStep { step: cell.things.step }),
    ("yy-----", "leave a step out", |cell| Command::SkipStep { step: cell.things.dating, skipped: true }),
    ("cc-----", "leave the current step out", |cell| Command::SkipStep { step: cell.things.step, skipped: true }),
    ("yy-----", "start the clock", |_| Command::StartClock {}),
    ("yy-----", "pause the clock", |_| Command::PauseClock {}),
    ("yy-----", "add time", |_| Command::AddTime { seconds: 60 }),
    ("rr-----", "call time in an open step", |cell| Command::CallTime { step: cell.things.step }),
    ("rr-----", "cancel a call that was none", |cell| Command::CancelCall { step: cell.things.step }),
    ("yy-----", "unlock the room", |_| Command::SetLock { locked: false }),
    ("yy-----", "point at a note", |cell| Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Note, cell.note)) }),
    ("yy-----", "point at nothing", |_| Command::SetSpotlight { item: None }),
    ("yy-----", "blank the walls", |_| Command::SetWall { mode: WallMode::Blank }),
    ("rr-----", "reveal an open step", |cell| Command::RevealStep { step: cell.things.step }),
    ("cc-----", "remove the current step", |cell| Command::RemoveStep { step: cell.things.step }),
    ("yy-----", "edit a board", |cell| Command::EditBoard { board: cell.things.board, title: name() }),
    ("yy-----", "edit a column", |cell| Command::EditColumn { column: cell.things.column, title: name(), prompt: name() }),
    ("yyyyy--", "post a note here", |cell| post_note(cell.things.step, cell.things.column)),
    ("yysss--", "post a note in a clustering step", |cell| post_note(cell.things.clustering, cell.things.column)),
    ("yy-----", "edit another's note", |cell| Command::EditNote { note: cell.note, based_on: 1, text: name(), edit_key: None }),
    ("yyy----", "move another's note", |cell| Command::MoveNotes { notes: vec![cell.note], column: cell.things.column, after: None, edit_key: None }),
    ("ss-----", "post another's note late", |cell| Command::PostLate { item: LateItem::Note(cell.note), edit_key: None }),
    ("yyy----", "make a cluster", |cell| Command::MakeCluster { cluster: fresh_id(), board: cell.things.board, name: name(), notes: vec![], after: None }),
    ("yyy----", "name a cluster", |cell| Command::NameCluster { cluster: cell.cluster, based_on: 1, name: name() }),
    ("yyy----", "place a note", |cell| Command::PlaceNotes { notes: vec![cell.note], cluster: Some(cell.cluster), after: None }),
    ("yyy----", "move a cluster", |cell| Command::MoveCluster { cluster: cell.cluster, after: None }),
    ("yy-----", "write into the report", |cell| Command::WriteReportText { about: ReportSubject::Cluster { cluster: cell.cluster }, text: name(), text_version: 0 }),
    ("yyy----", "merge clusters", |cell| Command::MergeClusters { from: vec![cell.cluster], into: cell.things.second_cluster }),
    ("yy-----", "delete another's note", |cell| Command::DeleteNote { note: cell.note, edit_key: None }),
    ("yy-----", "add a ballot", |_| Command::AddBallot { ballot: fresh_id(), settings: dots("Which?") }),
    ("yy-----", "edit a ballot", |cell| Command::EditBallot { ballot: cell.prepared, settings: dots("Which one?") }),
    ("yy-----", "let frozen options go", |cell| Command::UnfreezeOptions { ballot: cell.frozen }),
    ("yy-----", "freeze options", |cell| Command::FreezeOptions { ballot: cell.frozen, options: options(["One", "Two"]) }),
    ("yy-----", "open a ballot", |cell| Command::OpenBallot { ballot: cell.prepared, options: options(["One", "Two"]) }),
    ("--yyy--", "vote", |cell| vote(cell.things.open_ballot, &[cell.things.option])),
    ("yy-----", "close a ballot", |cell| Command::CloseBallot { ballot: cell.open }),
    ("yyyyy--", "post an entry", |cell| Command::PostEntry { entry: fresh_id(), step: cell.things.dating, text: cell.things.dated("It began"), private: false, edit_key: None }),
    ("yy-----", "edit another's entry", |cell| Command::EditEntry { entry: cell.entry, based_on: 1, text: cell.things.dated("It ended"), edit_key: None }),
    ("yy-----", "delete another's entry", |cell| Command::DeleteEntry { entry: cell.entry, edit_key: None }),
    ("yyy----", "add an era", |cell| Command::AddEra { era: fresh_id(), board: cell.things.timeline, text: era("Era") }),
    ("yyy----", "edit an era", |cell| Command::EditEra { era: cell.era, based_on: 1, text: era("Age") }),
    ("yyy----", "remove an era", |cell| Command::RemoveEra { era: cell.era }),
    ("yy-----", "arrange the report", |_| Command::ArrangeReport { order: vec![], left_out: vec![ReportPart::Notes] }),
];

/// The same columns; the room is in a step in which notes are clustered.
#[rustfmt::skip]
const WHILE_CLUSTERING: &[Row] = &[
    ("yyyyy--", "make a cluster", |cell| Command::MakeCluster { cluster: fresh_id(), board: cell.things.board, name: name(), notes: vec![], after: None }),
    ("yyyyy--", "name a cluster", |cell| Command::NameCluster { cluster: cell.cluster, based_on: 1, name: name() }),
    ("yyyyy--", "move another's note", |cell| Command::MoveNotes { notes: vec![cell.note], column: cell.things.column, after: None, edit_key: None }),
    ("yyyyy--", "place a note", |cell| Command::PlaceNotes { notes: vec![cell.note], cluster: Some(cell.cluster), after: None }),
    ("yyyyy--", "move a cluster", |cell| Command::MoveCluster { cluster: cell.cluster, after: None }),
    ("yyyyy--", "dissolve a cluster", |cell| Command::DissolveCluster { cluster: cell.cluster }),
    ("yyyyy--", "post a note in the step before", |cell| post_note(cell.things.step, cell.things.column)),
    ("yy-----", "edit another's note", |cell| Command::EditNote { note: cell.note, based_on: 1, text: name(), edit_key: None }),
    ("yy-----", "add a column", |cell| Command::AddColumn { board: cell.things.board, column: column(fresh_id(), "Column") }),
];

/// Makes what one row of one role works on. The makers are many, since each has a pace.
async fn cell(workshop: &Workshop, maker: &Seat, things: Things, own: &Seat) -> Cell {
    let link = workshop.link(Role::CoFacilitator).await;
    let comes = |door| async { workshop.seat(door, &name()).await.member.expect("no wall") };
    let cell = Cell {
        things,
        own: own.seated.member.unwrap_or_else(fresh_id),
        guest: comes(workshop.door()).await,
        leaving: comes(workshop.door()).await,
        co: comes(super::link(link.secret.clone())).await,
        leaving_co: comes(super::link(link.secret)).await,
        note: fresh_id(),
        cluster: fresh_id(),
        entry: fresh_id(),
        era: fresh_id(),
        table: fresh_id(),
        frozen: fresh_id(),
        prepared: fresh_id(),
        open: fresh_id(),
        groups: workshop.lead.workshop().groups,
    };
    let Things { board, dating, timeline, .. } = things;
    let none = String::new;
    for body in [
        things.place().note(cell.note, "Somebody else's"),
        Command::MakeCluster { cluster: cell.cluster, board, name: none(), notes: vec![], after: None },
        Command::PostEntry {
            entry: cell.entry,
            step: dating,
            text: things.dated("Then"),
            private: false,
            edit_key: None,
        },
        Command::AddEra { era: cell.era, board: timeline, text: era("Era") },
        Command::AddTable { table: cell.table, name: cell.own.to_string() },
        Command::AddBallot { ballot: cell.prepared, settings: dots("Which?") },
        Command::AddBallot { ballot: cell.frozen, settings: dots("Which?") },
        Command::FreezeOptions { ballot: cell.frozen, options: options(["One", "Two"]) },
        Command::AddBallot { ballot: cell.open, settings: dots("Which?") },
        Command::OpenBallot { ballot: cell.open, options: options(["One", "Two"]) },
    ] {
        maker.does(body).await;
    }
    cell
}

async fn tried(workshop: &Workshop, things: Things, table: &[Row]) {
    for (column, role) in ROLES.into_iter().enumerate() {
        let seat = workshop.join_as(role, &name(), None).await;
        let maker = workshop.join_as(Role::Lead, "Maker", None).await;
        let cell = cell(workshop, &maker, things, &seat).await;
        // Those who were sent away are gone for the rows that follow; so are ballots once opened.
        for (letters, what, command) in table {
            let expected = outcome(letters.chars().nth(column).expect("seven letters"));
            let answer = seat.send(command(&cell)).await.map_err(|rejection| rejection.code);
            assert_eq!(answer, expected, "{role:?}: {what}");
        }
        maker.does(Command::RemoveMember { member: cell.guest }).await;
    }
}

#[tokio::test]
async fn each_role_may_do_what_the_table_says_while_notes_are_written() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let things = workshop.one_of_each().await;
    tried(&workshop, things, WHILE_WRITING).await;
    workshop.verified().await;
}

#[tokio::test]
async fn each_role_may_do_what_the_table_says_while_notes_are_clustered() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let things = workshop.one_of_each().await;
    workshop.lead.does(Command::EnterStep { step: things.clustering }).await;
    tried(&workshop, things, WHILE_CLUSTERING).await;
    workshop.verified().await;
}

#[tokio::test]
async fn each_role_may_ask_what_the_table_says_by_request() {
    let server = TestServer::start().await;
    let api = &server.api;
    let workshop = Workshop::open(api, Template::Iceberg, Attribution::Named).await;
    let things = workshop.one_of_each().await;
    let lead = workshop.lead.member();
    let seat_in = |role: Role| MakeLink { grant: Grant::Seat { role } };
    let back = |member| MakeLink { grant: Grant::WayBack { member, once: false } };
    for (column, role) in ROLES.into_iter().enumerate() {
        let seated = workshop.join_as(role, &name(), None).await.seated;
        let own = seated.member.unwrap_or_else(fresh_id);
        let body = |path: &str| readable(path, &seated.credential);
        let json = |wish: &MakeLink| serde_json::to_value(wish).expect("plain data");
        let preview = format!("/api/import/preview?what=notes&board={}", things.board);
        // Lead, co-facilitator, theme team, table host, participant, observer, wall.
        for (letters, path, body) in [
            ("yy-----", "/api/links", json(&seat_in(Role::Participant))),
            ("yy-----", "/api/links", json(&seat_in(Role::Wall))),
            ("y------", "/api/links", json(&seat_in(Role::Lead))),
            ("y------", "/api/links", json(&seat_in(Role::CoFacilitator))),
            ("yyyyyy-", "/api/links", json(&back(own))),
            ("yy-----", "/api/links", json(&back(things.member))),
            ("y------", "/api/links", json(&back(lead))),
            ("yy-----", "/api/links/list", body("/api/links/list")),
            ("yy-----", "/api/code", body("/api/code")),
            ("yy-----", "/api/rehearsal", body("/api/rehearsal")),
            ("-------", "/api/rehearsal/end", body("/api/rehearsal/end")),
            ("yy-----", "/api/verify", body("/api/verify")),
            ("yyyyyyy", "/api/venue", body("/api/venue")),
            ("yyyyyy-", "/api/export/json", body("/api/export/json")),
            ("yyyyyy-", "/api/export/csv", body("/api/export/csv")),
            ("yyyyyy-", "/api/report/markdown", body("/api/report/markdown")),
            ("yyyyyy-", "/api/report", body("/api/report")),
            ("yyyyyy-", "/api/report/docx?level=participants&kind=insights", body("/api/report/docx")),
            ("yy-----", "/api/report?level=team", body("/api/report")),
            ("yy-----", "/api/report/all?level=public", body("/api/report/all")),
            ("yyyyy--", preview.as_str(), serde_json::json!("A note")),
        ] {
            let reply = post(api, path, Some(&seated.credential), &body).await;
            let what = format!("{role:?}: {path} {body}");
            match letters.chars().nth(column) {
                Some('y') => assert!([200, 204].contains(&reply.status), "{what}: {reply:?}"),
                _ => {
                    assert_eq!((reply.status, reply.problem().code), (403, ProblemCode::NotAllowed), "{what}");
                }
            }
        }
        let left = post(api, "/api/leave", Some(&seated.credential), &()).await;
        assert_eq!(left.status, 204, "{role:?}");
    }
    workshop.verified().await;
}
