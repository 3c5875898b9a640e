//! Ids of things that are not there, and of things in other rooms: one answer, one wording.

use super::Scene;
use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::things::{dots, era, option_id, options, remark, says, settings, vote};
use charrette_tests::{Things, Workshop};
use futures_util::future::join_all;

/// Every place in which a command names something: one id is odd, the others are the room's own.
#[rustfmt::skip]
fn naming(own: &Things, odd: &Things) -> Vec<Command> {
    let (text, name) = (|| "Words".to_owned(), || "Name".to_owned());
    let on_ballot = StepSettings { ballot: Some(odd.ballot), ..settings(StepKind::Ballot, None) };
    let from = |source| vec![NewOption { option: option_id(), source }, options(["Another"])[0].clone()];
    let in_lane = |lane, also_in| EntryText { lane, also_in, ..own.dated("Title") };
    let post_entry = |step, text| Command::PostEntry { entry: fresh_id(), step, text, private: false, edit_key: None };
    vec![
        Command::EditMember { member: odd.member, name: name(), perspective: None },
        Command::SetRole { member: odd.member, role: Role::Participant },
        Command::RemoveMember { member: odd.member },
        Command::MergeSeats { from: odd.member, into: own.member },
        Command::MergeSeats { from: own.member, into: odd.member },
        Command::Mute { member: odd.member, muted: true },
        Command::EditTable { table: odd.table, name: name() },
        Command::RemoveTable { table: odd.table },
        Command::AssignTable { members: vec![odd.member], table: None },
        Command::AssignTable { members: vec![own.member], table: Some(odd.table) },
        Command::AddStep { step: fresh_id(), after: None, settings: settings(StepKind::Write, Some(odd.board)) },
        Command::AddStep { step: fresh_id(), after: None, settings: on_ballot.clone() },
        Command::EditStep { step: odd.step, settings: settings(StepKind::Write, Some(own.board)) },
        Command::EditStep { step: own.dating, settings: settings(StepKind::Timeline, Some(odd.timeline)) },
        Command::EditStep { step: own.dating, settings: on_ballot },
        Command::MoveStep { step: odd.step, after: None },
        Command::RemoveStep { step: odd.step },
        Command::EnterStep { step: odd.step },
        Command::SkipStep { step: odd.step, skipped: true },
        Command::CallTime { step: odd.step },
        Command::CancelCall { step: odd.step },
        Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Note, odd.note)) },
        Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Option, odd.option)) },
        Command::RevealStep { step: odd.step },
        Command::EditBoard { board: odd.board, title: name() },
        Command::AddColumn { board: odd.board, column: charrette_tests::things::column(fresh_id(), "Column") },
        Command::EditColumn { column: odd.column, title: name(), prompt: text() },
        Command::PostNote { note: fresh_id(), step: odd.step, column: own.column, text: text(), private: false, edit_key: None },
        Command::PostNote { note: fresh_id(), step: own.step, column: odd.column, text: text(), private: false, edit_key: None },
        Command::EditNote { note: odd.note, based_on: 1, text: text(), edit_key: None },
        Command::MoveNotes { notes: vec![odd.note], column: own.column, after: None, edit_key: None },
        Command::MoveNotes { notes: vec![own.note], column: odd.column, after: None, edit_key: None },
        Command::DeleteNote { note: odd.note, edit_key: None },
        Command::RestoreNote { note: odd.note, edit_key: None },
        Command::PostLate { item: LateItem::Note(odd.note), edit_key: None },
        Command::MakeCluster { cluster: fresh_id(), board: odd.board, name: name(), notes: vec![], after: None },
        Command::MakeCluster { cluster: fresh_id(), board: own.board, name: name(), notes: vec![odd.note], after: None },
        Command::NameCluster { cluster: odd.cluster, based_on: 1, name: name() },
        Command::PlaceNotes { notes: vec![odd.note], cluster: Some(own.cluster), after: None },
        Command::PlaceNotes { notes: vec![own.note], cluster: Some(odd.cluster), after: None },
        Command::MergeClusters { from: vec![odd.cluster], into: own.cluster },
        Command::MergeClusters { from: vec![own.second_cluster], into: odd.cluster },
        Command::SplitCluster { cluster: odd.cluster, new: fresh_id(), name: name(), notes: vec![own.note] },
        Command::SplitCluster { cluster: own.cluster, new: fresh_id(), name: name(), notes: vec![odd.note] },
        Command::DissolveCluster { cluster: odd.cluster },
        Command::MoveCluster { cluster: odd.cluster, after: None },
        Command::EditBallot { ballot: odd.ballot, settings: dots("Which?") },
        Command::OpenBallot { ballot: odd.ballot, options: options(["One", "Two"]) },
        Command::FreezeOptions { ballot: odd.ballot, options: options(["One", "Two"]) },
        Command::UnfreezeOptions { ballot: odd.ballot },
        Command::OpenBallot { ballot: own.ballot, options: from(OptionSource::Entry { entry: odd.entry }) },
        Command::OpenBallot { ballot: own.ballot, options: from(OptionSource::Again { option: odd.option }) },
        Command::OpenBallot { ballot: own.ballot, options: from(OptionSource::Cluster { cluster: odd.cluster }) },
        Command::OpenBallot { ballot: own.ballot, options: from(OptionSource::Note { note: odd.note }) },
        Command::OpenBallot { ballot: own.ballot, options: from(OptionSource::Statement { statement: odd.statement }) },
        Command::AddStatement { statement: fresh_id(), step: odd.drafting, text: says(own.field, "Words") },
        Command::AddStatement { statement: fresh_id(), step: own.drafting, text: says(odd.field, "Words") },
        Command::TakePen { statement: odd.statement },
        Command::GivePen { statement: odd.statement, to: own.member },
        Command::ReleasePen { statement: odd.statement },
        Command::AskForPen { statement: odd.statement },
        Command::WithdrawAsk { statement: odd.statement },
        Command::AnswerAsk { statement: odd.statement, hand_over: true },
        Command::EditStatement { statement: odd.statement, based_on: 1, text: says(own.field, "Words") },
        Command::DeleteStatement { statement: odd.statement },
        Command::RestoreStatement { statement: odd.statement },
        remark(fresh_id(), odd.statement, own.drafting),
        remark(fresh_id(), own.statement, odd.drafting),
        Command::EditComment { comment: odd.comment, based_on: 1, text: text(), edit_key: None },
        Command::DeleteComment { comment: odd.comment, edit_key: None },
        Command::UnlinkNotes { link: fresh_id() },
        Command::LinkNotes { link: fresh_id(), from: odd.note, to: own.note, kind: LinkKind::Raises },
        Command::SetEntryState { entry: odd.entry, state: EntryState::Verified, remark: text() },
        Command::CloseBallot { ballot: odd.open_ballot },
        vote(odd.open_ballot, &[]),
        vote(own.open_ballot, &[odd.option]),
        post_entry(odd.dating, own.dated("Title")),
        post_entry(own.dating, in_lane(odd.lane, vec![])),
        post_entry(own.dating, in_lane(own.lane, vec![odd.lane])),
        Command::EditEntry { entry: odd.entry, based_on: 1, text: own.dated("Title"), edit_key: None },
        Command::EditEntry { entry: own.entry, based_on: 1, text: in_lane(odd.lane, vec![]), edit_key: None },
        Command::DeleteEntry { entry: odd.entry, edit_key: None },
        Command::RestoreEntry { entry: odd.entry, edit_key: None },
        Command::PostLate { item: LateItem::Entry(odd.entry), edit_key: None },
        Command::AddEra { era: fresh_id(), board: odd.timeline, text: era("Era") },
        Command::EditEra { era: odd.era, based_on: 1, text: era("Era") },
        Command::RemoveEra { era: odd.era },
        Command::WriteReportText { about: ReportSubject::Cluster { cluster: odd.cluster }, text: text(), text_version: 0 },
    ]
}

#[tokio::test]
async fn what_is_in_another_room_is_refused_like_what_is_nowhere_in_the_same_words() {
    let scene = Scene::set().await;
    let elsewhere = Workshop::open(&scene.server.api, Template::Timeline, Attribution::Named).await;
    let (own, foreign) = tokio::join!(scene.workshop.one_of_each(), elsewhere.one_of_each());
    let untouched = elsewhere.lead.client.look(Clone::clone);
    for role in [Role::Lead, Role::ThemeTeam, Role::Participant] {
        // Several, since each has a pace.
        let names = ["First", "Second", "Third", "Fourth"].map(|name| format!("{name} {role:?}"));
        let seats = join_all(names.iter().map(|name| scene.workshop.join_as(role, name, None))).await;
        let before = scene.workshop.lead.client.look(Clone::clone);
        let mut missing = 0;
        let cases = naming(&own, &Things::unknown()).into_iter().zip(naming(&own, &foreign));
        for (number, (unknown, foreign)) in cases.enumerate() {
            let seat = &seats[number % seats.len()];
            let nowhere = seat.send(unknown.clone()).await.expect_err("it is not there");
            let elsewhere = seat.send(foreign).await.expect_err("it is not here");
            assert_eq!(nowhere, elsewhere, "{role:?}: {unknown:?}");
            let expected = [RejectionCode::NotFound, RejectionCode::NotAllowed];
            assert!(expected.contains(&nowhere.code), "{role:?}: {unknown:?}: {nowhere}");
            missing += u32::from(nowhere.code == RejectionCode::NotFound);
        }
        // Leads may do all of it, but for the two votes.
        assert!(missing == 86 || (role != Role::Lead && missing > 10), "{role:?}: {missing}");
        scene.workshop.lead.client.fence().await;
        let changed = scene.workshop.lead.client.look(|after| after.differing(&before));
        assert!(changed.is_empty(), "{role:?}: {changed:?}");
    }
    elsewhere.lead.client.fence().await;
    let changed = elsewhere.lead.client.look(|after| after.differing(&untouched));
    assert!(changed.is_empty(), "the other room was not touched: {changed:?}");
    elsewhere.verified().await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn ids_that_are_taken_are_refused_for_everything_new() {
    let scene = Scene::set().await;
    let own = scene.workshop.one_of_each().await;
    let lead = &scene.workshop.lead;
    let before = lead.client.look(Clone::clone);
    let options = |option| {
        let mut options = options(["One", "Two"]);
        options[0].option = option;
        options
    };
    let columns = |column| vec![charrette_tests::things::column(column, "Column")];
    let name = || "Taken".to_owned();
    for body in [
        Command::AddProxy { member: own.member, name: name(), perspective: None },
        Command::AddTable { table: own.table, name: name() },
        Command::AddStep { step: own.step, after: None, settings: settings(StepKind::Talk, None) },
        Command::AddBoard { board: own.board, kind: BoardKind::Notes, title: name(), columns: columns(fresh_id()) },
        Command::AddBoard { board: fresh_id(), kind: BoardKind::Notes, title: name(), columns: columns(own.column) },
        Command::AddColumn { board: own.board, column: columns(own.lane).remove(0) },
        own.place().note(own.note, "Taken"),
        Command::MakeCluster { cluster: own.cluster, board: own.board, name: name(), notes: vec![], after: None },
        Command::SplitCluster { cluster: own.cluster, new: own.second_cluster, name: name(), notes: vec![own.note] },
        Command::AddBallot { ballot: own.ballot, settings: dots("Which?") },
        Command::OpenBallot { ballot: own.ballot, options: options(own.option) },
        Command::PostEntry {
            entry: own.entry,
            step: own.dating,
            text: own.dated("Taken"),
            private: false,
            edit_key: None,
        },
        Command::AddEra { era: own.era, board: own.timeline, text: era("Taken") },
    ] {
        assert_eq!(lead.refused(body.clone()).await, RejectionCode::IdTaken, "{body:?}");
    }
    lead.client.fence().await;
    assert!(lead.client.look(|after| after.differing(&before)).is_empty());
    scene.undisturbed().await;
}
