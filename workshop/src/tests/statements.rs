//! [STATEMENT] and [LINK] rules, and fact checks of entries.

use crate::limits;
use crate::scenario::*;
use charrette_protocol::*;
use std::collections::BTreeMap;

const FORM: BoardId = BoardId::from_bytes([23; 16]);
const WHO: ColumnId = ColumnId::from_bytes([38; 16]);
const WHY: ColumnId = ColumnId::from_bytes([39; 16]);
pub(super) const DRAFTING: StepId = StepId::from_bytes([19; 16]);

fn says(words: &str) -> StatementText {
    BTreeMap::from([(WHO, words.to_owned())])
}

pub(super) fn add(number: u64, words: &str) -> Command {
    Command::AddStatement { statement: id(number), step: DRAFTING, text: says(words) }
}

fn edit_statement(number: u64, based_on: u32, words: &str) -> Command {
    Command::EditStatement { statement: id(number), based_on, text: says(words) }
}

fn remark(number: u64, on: u64) -> Command {
    Command::Comment {
        comment: id(number),
        on: id(on),
        step: DRAFTING,
        text: "Not without the clinics.".to_owned(),
        reservation: true,
        edit_key: None,
    }
}

/// A room whose tables draft: the host, Ann and Ben at one, Cyd at the other.
pub(super) fn drafting(writing: Writing, attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    let column = |column, title: &str| NewColumn { column, title: title.into(), prompt: String::new(), level: None };
    let columns = vec![column(WHO, "Who"), column(WHY, "Because")];
    room.given(LEAD, Command::AddBoard { board: FORM, kind: BoardKind::Statements, title: "Form".into(), columns });
    let settings = StepSettings { writing, ..settings(StepKind::Draft, Some(FORM)) };
    room.given(LEAD, Command::AddStep { step: DRAFTING, after: None, settings });
    room.given(LEAD, Command::AssignTable { members: vec![HOST, ANN, BEN], table: Some(TABLE) });
    room.given(LEAD, Command::AssignTable { members: vec![CYD], table: Some(OTHER_TABLE) });
    room.given_in(DRAFTING);
    room
}

fn statement(room: &Scenario, audience: Audience, number: u64) -> Option<StatementRecord> {
    match room.seen(audience, RecordKind::Statement, id::<StatementId>(number)) {
        Some(Record::Statement(statement)) => Some(statement),
        _ => None,
    }
}

fn drafts(room: &Scenario, member: MemberId) -> Vec<PrivateStatementRecord> {
    let records = room.personal(member, &[]).into_iter();
    records.filter_map(|one| if let Record::PrivateStatement(one) = one { Some(one) } else { None }).collect()
}

fn kept(room: &Scenario) -> Vec<StatementVersionRecord> {
    let records = room.all(Audience::Room).into_iter();
    records.filter_map(|one| if let Record::StatementVersion(one) = one { Some(one) } else { None }).collect()
}

fn comments(room: &Scenario) -> Vec<CommentRecord> {
    let records = room.all(Audience::Room).into_iter();
    records.filter_map(|one| if let Record::Comment(one) = one { Some(one) } else { None }).collect()
}

/// [STATEMENT-1]
#[test]
fn a_table_begins_statements_in_draft_steps_and_fills_the_fields_of_their_board() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    let text = BTreeMap::from([(WHO, " Staff ".to_owned()), (WHY, "  ".to_owned())]);
    room.given(ANN, Command::AddStatement { statement: id(1), step: DRAFTING, text });
    let begun = statement(&room, Audience::Wall, 1).expect("a statement");
    assert_eq!((begun.text, begun.table, begun.pen), (says("Staff"), Some(TABLE), Some(ANN)));
    let elsewhere = BTreeMap::from([(LEFT, "Staff".to_owned())]);
    let unfit = Command::AddStatement { statement: id(2), step: DRAFTING, text: elsewhere };
    room.when(ANN, unfit).then_refused(RejectionCode::BoardUnfit);
    let unfit = Command::AddStatement { statement: id(2), step: TALK, text: says("Staff") };
    room.when(ANN, unfit).then_refused(RejectionCode::StepUnfit);
    room.when(OBSERVER, add(2, "Staff")).then_refused(RejectionCode::NotAllowed);
    room.when(CYD, add(1, "Staff")).then_refused(RejectionCode::IdTaken);
    room.when(CYD, edit_statement(1, 1, "Us")).then_refused(RejectionCode::NotAllowed);
    let (name, notes) = ("Staff".to_owned(), Vec::new());
    let cluster = Command::MakeCluster { cluster: id(5), board: FORM, name, notes, after: None };
    room.when(LEAD, cluster).then_refused(RejectionCode::BoardUnfit);
}

/// [STATEMENT-2]
#[test]
fn a_private_draft_is_seen_by_its_table_alone_until_the_reveal() {
    let mut room = drafting(Writing::Private, Attribution::Named);
    room.given(ANN, add(1, "Staff"));
    for audience in Audience::ALL {
        assert_eq!(statement(&room, audience, 1), None, "{audience:?}");
    }
    assert_eq!(drafts(&room, BEN).len(), 1);
    assert_eq!(drafts(&room, ANN)[0].text, says("Staff"));
    assert!(drafts(&room, CYD).is_empty() && drafts(&room, LEAD).is_empty());
    room.when(CYD, Command::TakePen { statement: id(1) }).then_refused(RejectionCode::NotFound);
    room.when(LEAD, Command::DeleteStatement { statement: id(1) }).then_refused(RejectionCode::NotFound);
    room.when(BEN, remark(2, 1)).then_refused(RejectionCode::NotFound);
    room.when(THEME, add(3, "Us")).then_refused(RejectionCode::NoTable);
    room.given(LEAD, Command::RevealStep { step: DRAFTING });
    assert_eq!(statement(&room, Audience::Observer, 1).map(|one| one.text), Some(says("Staff")));
    assert!(drafts(&room, BEN).is_empty());
}

/// [STATEMENT-3]
#[test]
fn one_writes_at_a_time_and_hosts_and_facilitators_may_take_the_pen_over() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff"));
    room.when(BEN, edit_statement(1, 1, "Us")).then_refused(RejectionCode::PenHeld);
    room.when(BEN, Command::TakePen { statement: id(1) }).then_refused(RejectionCode::PenHeld);
    room.when(ANN, Command::GivePen { statement: id(1), to: CYD }).then_refused(RejectionCode::NotAllowed);
    room.given(ANN, Command::GivePen { statement: id(1), to: BEN });
    room.when(ANN, edit_statement(1, 1, "Us")).then_refused(RejectionCode::PenHeld);
    room.given(BEN, edit_statement(1, 1, "All staff"));
    room.when(BEN, edit_statement(1, 1, "No staff")).then_refused(RejectionCode::StaleVersion);
    room.given(HOST, Command::TakePen { statement: id(1) });
    room.given(LEAD, Command::TakePen { statement: id(1) });
    room.given(LEAD, Command::ReleasePen { statement: id(1) });
    // A pen that lies there is taken up by writing.
    room.given(ANN, edit_statement(1, 2, "Staff of both houses"));
    assert_eq!(statement(&room, Audience::Room, 1).and_then(|one| one.pen), Some(ANN));
    // Whoever has left holds nothing.
    room.given(LEAD, Command::RemoveMember { member: ANN });
    room.given(BEN, Command::TakePen { statement: id(1) });
}

/// [STATEMENT-4]
#[test]
fn what_a_statement_said_is_kept_when_its_pen_goes_from_hand_to_hand() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(ANN, edit_statement(1, 1, "All staff"));
    assert!(kept(&room).is_empty());
    room.given(ANN, Command::ReleasePen { statement: id(1) });
    room.given(BEN, Command::TakePen { statement: id(1) });
    assert_eq!(
        kept(&room).iter().map(|one| (one.number, one.text.clone())).collect::<Vec<_>>(),
        [(1, says("All staff"))]
    );
    room.given(BEN, edit_statement(1, 2, "Staff of both houses"));
    room.given(BEN, Command::GivePen { statement: id(1), to: ANN });
    let mut numbers: Vec<_> = kept(&room).iter().map(|one| one.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);
    room.given(BEN, Command::Undo {});
    assert_eq!(kept(&room).len(), 1, "it was kept by the act that was taken back");
}

/// [STATEMENT-4] [STATEMENT-9]
#[test]
fn people_vote_on_what_statements_say_and_again_on_what_they_say_once_revised() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    let full = BTreeMap::from([(WHO, "Staff".to_owned()), (WHY, "Nobody\nasks.".to_owned())]);
    room.given(ANN, Command::AddStatement { statement: id(1), step: DRAFTING, text: full });
    room.given(CYD, add(2, "Members"));
    let of = |number, statement| NewOption {
        option: id(number),
        source: OptionSource::Statement { statement: id(statement) },
    };
    let method = BallotMethod::FistToFive { low_percent: 10 };
    let ballot = |previous| BallotSettings { question: "Support?".into(), method: method.clone(), previous };
    let (first, second) = (id::<BallotId>(300), id::<BallotId>(301));
    room.given(LEAD, Command::AddBallot { ballot: first, settings: ballot(None) });
    room.given(LEAD, Command::AddBallot { ballot: second, settings: ballot(Some(first)) });
    let options = |room: &Scenario, asked| {
        let all = room.all(Audience::Wall).into_iter();
        let mut options: Vec<_> = all
            .filter_map(|one| if let Record::Option(one) = one { Some(one) } else { None })
            .filter(|one| one.ballot == asked)
            .collect();
        options.sort_by_key(|option| option.place);
        options.into_iter().map(|one| (one.label, one.statement)).collect::<Vec<_>>()
    };
    let open = |ballot, options| Command::OpenBallot { ballot, options };
    room.when(LEAD, open(first, vec![of(310, 1), of(311, 9)])).then_refused(RejectionCode::NotFound);
    room.given(LEAD, Command::FreezeOptions { ballot: first, options: vec![of(310, 1), of(311, 2)] });
    let words = |said: &str| vec![(said.to_owned(), Some(id(1))), ("Members".to_owned(), Some(id(2)))];
    assert_eq!(options(&room, first), words("Staff: Nobody asks."));
    assert_eq!(kept(&room).len(), 2, "what people are asked about is kept");
    room.given(LEAD, open(first, Vec::new()));
    room.when(CYD, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
    assert_eq!(kept(&room).len(), 2, "once");
    room.given(LEAD, Command::CloseBallot { ballot: first });
    room.given(ANN, edit_statement(1, 1, "Budget staff"));
    let again = |number, option| NewOption { option: id(number), source: OptionSource::Again { option: id(option) } };
    room.given(LEAD, open(second, vec![again(320, 310), again(321, 311)]));
    assert_eq!(options(&room, second), words("Budget staff"));
    assert_eq!(options(&room, first), words("Staff: Nobody asks."), "what was voted on stays");
    assert_eq!(kept(&room).len(), 3);
}

/// [STATEMENT-9]
#[test]
fn nobody_takes_a_statement_back_that_people_vote_on() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(ANN, Command::ReleasePen { statement: id(1) });
    room.given(ANN, Command::DeleteStatement { statement: id(1) });
    room.given(ANN, Command::RestoreStatement { statement: id(1) });
    let of = NewOption { option: id(310), source: OptionSource::Statement { statement: id(1) } };
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options: vec![of, option(311, "Else")] });
    room.when(ANN, Command::Undo {}).then_refused(RejectionCode::InOpenBallot);
}

/// [STATEMENT-2]
#[test]
fn seats_are_kept_while_tables_draft_unseen() {
    let mut room = drafting(Writing::Private, Attribution::Named);
    room.given(ANN, add(1, "Staff"));
    let moves = Command::AssignTable { members: vec![CYD], table: Some(TABLE) };
    room.when(CYD, moves.clone()).then_refused(RejectionCode::SeatsKept);
    room.given(LEAD, Command::AssignTable { members: vec![LEAD], table: Some(TABLE) });
    assert!(drafts(&room, LEAD).is_empty(), "a facilitator reads no drafts, wherever they sit");
    room.given(LEAD, Command::RevealStep { step: DRAFTING });
    room.given(CYD, moves);
}

/// [STATEMENT-5]
#[test]
fn deleting_keeps_everything_and_shows_it_to_facilitators() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(BEN, remark(2, 1));
    room.when(BEN, Command::DeleteStatement { statement: id(1) }).then_refused(RejectionCode::PenHeld);
    room.given(ANN, Command::DeleteStatement { statement: id(1) });
    assert_eq!(statement(&room, Audience::Room, 1), None);
    assert!(comments(&room).is_empty());
    assert!(statement(&room, Audience::Console, 1).is_some_and(|one| one.deleted));
    room.given(LEAD, Command::RestoreStatement { statement: id(1) });
    assert_eq!(comments(&room).len(), 1);
}

/// [STATEMENT-6]
#[test]
fn anyone_who_counts_comments_on_what_is_shown_and_changes_only_their_own() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(CYD, remark(2, 1));
    let made = &comments(&room)[0];
    assert!(made.reservation && matches!(&made.by, Signature::Named { member, .. } if *member == CYD));
    room.when(OBSERVER, remark(3, 1)).then_refused(RejectionCode::NotAllowed);
    let edit = Command::EditComment { comment: id(2), based_on: 1, text: "Better.".into(), edit_key: None };
    room.when(ANN, edit.clone()).then_refused(RejectionCode::NotAllowed);
    room.given(CYD, edit);
    assert_eq!(comments(&room)[0].text, "Better.");
    room.given(LEAD, Command::DeleteComment { comment: id(2), edit_key: None });
    assert!(comments(&room).is_empty());
    room.given(LEAD, Command::Undo {});
    assert_eq!(comments(&room).len(), 1);
}

/// [STATEMENT-7]
#[test]
fn where_names_do_not_hold_nothing_tells_who_writes_or_comments() {
    let mut room = drafting(Writing::Open, Attribution::Anonymous);
    room.given(ANN, add(1, "Staff"));
    let begun = statement(&room, Audience::Console, 1).expect("a statement");
    assert_eq!((begun.pen, begun.held), (None, true));
    room.when(BEN, remark(2, 1)).then_refused(RejectionCode::EditKeyUnfit);
    let Command::Comment { comment, on, step, text, reservation, .. } = remark(2, 1) else { unreachable!() };
    room.given(BEN, Command::Comment { comment, on, step, text, reservation, edit_key: Some(key(2)) });
    assert_eq!(comments(&room)[0].by, Signature::Nobody);
    assert!(room.facts.last().is_some_and(|fact| fact.actor.is_none()));
    let wrong = Command::DeleteComment { comment, edit_key: Some(key(3)) };
    room.when(BEN, wrong).then_refused(RejectionCode::EditKeyWrong);
    room.given(BEN, Command::DeleteComment { comment, edit_key: Some(key(2)) });
}

/// [STATEMENT-8]
#[test]
fn an_undo_does_not_write_with_somebody_elses_pen() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(ANN, edit_statement(1, 1, "All staff"));
    room.given(HOST, Command::TakePen { statement: id(1) });
    room.when(ANN, Command::Undo {}).then_refused(RejectionCode::PenHeld);
    room.given(HOST, Command::ReleasePen { statement: id(1) });
    room.given(ANN, Command::Undo {});
    assert_eq!(statement(&room, Audience::Room, 1).map(|one| one.text), Some(says("Staff")));
    // A hand-over is taken back until somebody has written with the pen.
    room.given(BEN, Command::TakePen { statement: id(1) }).given(BEN, Command::GivePen { statement: id(1), to: ANN });
    room.given(BEN, Command::Undo {}).given(BEN, Command::GivePen { statement: id(1), to: ANN });
    room.given(ANN, edit_statement(1, 3, "Staff of both houses"));
    room.when(BEN, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
}

/// [LINK-1] [LINK-2]
#[test]
fn notes_of_an_iceberg_are_linked_once_in_each_way() {
    let mut room = Scenario::room();
    let post = |number, column, step| Command::PostNote {
        note: id(number),
        step,
        column,
        text: format!("Idea {number}"),
        private: false,
        edit_key: None,
    };
    let writing = settings(StepKind::Write, Some(ICEBERG));
    room.given(LEAD, Command::AddStep { step: DRAFTING, after: None, settings: writing }).given_in(DRAFTING);
    room.given(ANN, post(1, SURFACE, DRAFTING)).given(ANN, post(2, TRENDS, DRAFTING));
    room.given_in(WRITE).given(ANN, post(3, LEFT, WRITE));
    let link =
        |link, from, to| Command::LinkNotes { link: id(link), from: id(from), to: id(to), kind: LinkKind::SignOf };
    room.when(ANN, link(5, 1, 2)).then_refused(RejectionCode::NotAllowed);
    room.given(THEME, link(5, 1, 2));
    room.when(THEME, link(6, 1, 2)).then_refused(RejectionCode::IdTaken);
    room.when(THEME, link(6, 1, 1)).then_refused(RejectionCode::ListUnfit);
    room.when(THEME, link(6, 1, 3)).then_refused(RejectionCode::BoardUnfit);
    let shown = |room: &Scenario| room.all(Audience::Wall).iter().any(|one| matches!(one, Record::Link(_)));
    assert!(shown(&room));
    room.given(LEAD, Command::UnlinkNotes { link: id(5) });
    assert!(!shown(&room));
    room.given(LEAD, Command::Undo {});
    assert!(shown(&room));
    // Nor twice by taking a removal back.
    room.given(LEAD, Command::UnlinkNotes { link: id(5) }).given(THEME, link(6, 1, 2));
    room.when(LEAD, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
}

/// [TIME-4]
#[test]
fn facilitators_and_the_theme_team_say_what_came_of_looking_an_entry_up() {
    let mut room = Scenario::room();
    room.given_in(DATES).given(ANN, post_entry(1, "1988"));
    let check = |state, remark: &str| Command::SetEntryState { entry: id(1), state, remark: remark.into() };
    room.when(ANN, check(EntryState::Verified, "")).then_refused(RejectionCode::NotAllowed);
    room.given(THEME, check(EntryState::Disputed, "One report says 1989."));
    let seen = |room: &Scenario| match room.seen(Audience::Wall, RecordKind::Entry, id::<EntryId>(1)) {
        Some(Record::Entry(entry)) => (entry.check, entry.text_version),
        _ => panic!("no entry"),
    };
    let (found, version) = seen(&room);
    assert_eq!((found.state, found.of_version), (EntryState::Disputed, version));
    let text = entry_text("1989");
    room.given(ANN, Command::EditEntry { entry: id(1), based_on: 1, text, edit_key: None });
    let (found, version) = seen(&room);
    assert!(found.of_version < version, "another text than the one that was looked up");
    room.given(THEME, Command::Undo {});
    assert_eq!(seen(&room).0, EntryCheck::none());
}

/// [STATEMENT-1] [STATEMENT-5] [TEXT-3]
#[test]
fn one_person_ends_nobody_elses_drafting_and_what_is_deleted_frees_its_place() {
    // Given
    let mut room = drafting(Writing::Open, Attribution::Anonymous);
    let each = limits::STATEMENTS_EACH as u64;
    let delete = |number| Command::DeleteStatement { statement: id(number) };
    let restore = |number| Command::RestoreStatement { statement: id(number) };
    for number in 1..=each {
        room.given(ANN, add(number, "Staff"));
    }
    // Then
    let refusal = room.when(ANN, add(900, "Us")).then_refused(RejectionCode::RoomFull);
    assert_eq!((refusal.params["limit"].as_str(), refusal.params["what"].as_str()), ("30", "statements of yours"));
    room.given(ANN, delete(1));
    room.when(ANN, add(900, "Us")).then_refused(RejectionCode::RoomFull);
    room.given(BEN, add(901, "Us"));
    // When
    let most = limits::STATEMENTS as u64;
    let places = room.state.statement_places() as u64;
    for number in 1_000..1_000 + most - places {
        room.given(LEAD, add(number, "Everybody"));
    }
    // Then
    for (actor, most) in [(LEAD, "200"), (ANN, "180")] {
        let refusal = room.when(actor, restore(1)).then_refused(RejectionCode::RoomFull);
        assert_eq!((refusal.params["limit"].as_str(), refusal.params["what"].as_str()), (most, "statements"));
    }
    room.when(BEN, add(902, "Us")).then_refused(RejectionCode::RoomFull);
    room.when(LEAD, add(902, "Us")).then_refused(RejectionCode::RoomFull);
    room.given(LEAD, delete(1_000)).given(LEAD, Command::TakePen { statement: id(2) }).given(LEAD, restore(1));
    // What was deleted comes back where there is a place, also by undo.
    room.given(LEAD, delete(1_001)).given(CO, add(903, "Us"));
    room.when(LEAD, Command::Undo {}).then_refused(RejectionCode::RoomFull);
    room.given(CO, delete(903)).given(LEAD, Command::Undo {});
}

/// [STATEMENT-5] [TEXT-3]
#[test]
fn the_last_places_for_statements_are_the_facilitators() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    for number in 0..(limits::STATEMENTS - limits::STATEMENTS_RESERVED) as u64 {
        room.given(LEAD, add(1_000 + number, "Everybody"));
    }
    room.when(ANN, add(1, "Staff")).then_refused(RejectionCode::RoomFull);
    room.given(LEAD, add(2, "Staff"));
}

/// [STATEMENT-3] [ROLE-13]
#[test]
fn whoever_is_muted_lays_down_the_pen_they_hold_and_no_other() {
    // Given
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(ANN, add(2, "Us"));
    room.given(LEAD, Command::Mute { member: BEN, muted: true })
        .given(LEAD, Command::Mute { member: HOST, muted: true });
    let release = |number| Command::ReleasePen { statement: id(number) };
    // When
    room.given(ANN, Command::GivePen { statement: id(1), to: BEN });
    // Then
    room.when(BEN, edit_statement(1, 1, "All")).then_refused(RejectionCode::Muted);
    room.when(BEN, Command::GivePen { statement: id(1), to: ANN }).then_refused(RejectionCode::Muted);
    room.when(HOST, release(2)).then_refused(RejectionCode::Muted);
    room.given(BEN, release(1)).given(ANN, edit_statement(1, 1, "All"));
}
