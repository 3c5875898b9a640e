//! One pen: two people at a table, one at another, over real sockets.

use charrette_protocol::*;
use charrette_rehearsal::Tap;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::things::{column, remark, says, settings};
use charrette_tests::{Capture, Seat, TestServer, Workshop};
use std::sync::Arc;

/// A room that drafts, with two people at the first table and one at the second.
struct Drafting {
    workshop: Workshop,
    ann: Seat,
    ben: Seat,
    cyd: Seat,
    field: ColumnId,
    step: StepId,
}

impl Drafting {
    async fn open(server: &TestServer, writing: Writing, tap: Option<Arc<dyn Tap>>) -> Self {
        let workshop = Workshop::open(&server.api, Template::Timeline, Attribution::Named).await;
        let (ann, ben) = (workshop.join("Ann", None).await, workshop.join("Ben", None).await);
        let cyd = workshop.join("Cyd", tap).await;
        let (board, field, step, one, two) = (fresh_id(), fresh_id(), fresh_id(), fresh_id(), fresh_id());
        let columns = vec![column(field, "Who")];
        for body in [
            Command::AddTable { table: one, name: "First".into() },
            Command::AddTable { table: two, name: "Second".into() },
            Command::AssignTable { members: vec![ann.member(), ben.member()], table: Some(one) },
            Command::AssignTable { members: vec![cyd.member()], table: Some(two) },
            Command::AddBoard { board, kind: BoardKind::Statements, title: "Form".into(), columns },
            Command::AddStep {
                step,
                after: None,
                settings: StepSettings { writing, ..settings(StepKind::Draft, Some(board)) },
            },
            Command::EnterStep { step },
        ] {
            workshop.lead.does(body).await;
        }
        Self { workshop, ann, ben, cyd, field, step }
    }

    fn edit(&self, statement: StatementId, based_on: u32, words: &str) -> Command {
        Command::EditStatement { statement, based_on, text: says(self.field, words) }
    }

    async fn everybody_is_up_to_date(&self) {
        for seat in [&self.workshop.lead, &self.ann, &self.ben, &self.cyd] {
            seat.client.fence().await;
        }
    }
}

fn text(seat: &Seat, statement: StatementId) -> Option<StatementRecord> {
    let found = seat.client.look(|mirror| mirror.get(&RecordKey::new(RecordKind::Statement, statement)).cloned());
    if let Some(Record::Statement(found)) = found { Some(found) } else { None }
}

#[tokio::test]
async fn of_two_who_write_at_once_one_is_told_who_holds_the_pen_and_nothing_is_lost() {
    let server = TestServer::start().await;
    let room = Drafting::open(&server, Writing::Open, None).await;
    let statement = fresh_id();
    room.ann.does(Command::AddStatement { statement, step: room.step, text: says(room.field, "Staff") }).await;
    room.ann.does(Command::ReleasePen { statement }).await;
    // Both write on the same text at once, and nobody holds the pen.
    let (one, other) = (room.edit(statement, 1, "All staff"), room.edit(statement, 1, "Budget staff"));
    let (ann, ben) = tokio::join!(room.ann.send(one), room.ben.send(other));
    let refused: Vec<_> = [&ann, &ben].into_iter().filter_map(|outcome| outcome.as_ref().err()).collect();
    assert_eq!(refused.len(), 1, "one of them writes: {ann:?} {ben:?}");
    assert_eq!(refused[0].code, RejectionCode::PenHeld);
    let (writer, waits) = if ann.is_ok() { (&room.ann, &room.ben) } else { (&room.ben, &room.ann) };
    room.everybody_is_up_to_date().await;
    let seen = text(waits, statement).expect("they see it");
    assert_eq!(seen.pen, Some(writer.member()));
    assert_eq!(waits.refused(Command::TakePen { statement }).await, RejectionCode::PenHeld);
    assert_eq!(room.cyd.refused(room.edit(statement, 2, "Ours")).await, RejectionCode::NotAllowed);
    // Handed over, the other one goes on from what stands there; what it said is kept.
    writer.does(Command::GivePen { statement, to: waits.member() }).await;
    assert_eq!(waits.refused(room.edit(statement, 1, "Stale")).await, RejectionCode::StaleVersion);
    waits.does(room.edit(statement, 2, "Staff of both houses")).await;
    // An undo by the one who lost the pen changes nothing under the other's hand.
    assert_eq!(writer.refused(Command::Undo {}).await, RejectionCode::ChangedSince);
    room.cyd.does(remark(fresh_id(), statement, room.step)).await;
    room.everybody_is_up_to_date().await;
    for seat in [&room.workshop.lead, &room.ann, &room.ben, &room.cyd] {
        assert_eq!(text(seat, statement).expect("they see it").text, says(room.field, "Staff of both houses"));
        let kept = seat.sees(|one| if let Record::StatementVersion(one) = one { Some(one.number) } else { None });
        let comments = seat.sees(|one| if let Record::Comment(one) = one { Some(one.number) } else { None });
        assert_eq!((kept.len(), comments), (2, vec![1]));
    }
    room.workshop.verified().await;
}

#[tokio::test]
async fn whoever_leaves_drops_the_pen_and_a_facilitator_takes_it_over() {
    let server = TestServer::start().await;
    let room = Drafting::open(&server, Writing::Open, None).await;
    let statement = fresh_id();
    room.ann.does(Command::AddStatement { statement, step: room.step, text: says(room.field, "Staff") }).await;
    room.workshop.lead.does(Command::TakePen { statement }).await;
    assert_eq!(room.ann.refused(room.edit(statement, 1, "Mine")).await, RejectionCode::PenHeld);
    room.workshop.lead.does(Command::GivePen { statement, to: room.ann.member() }).await;
    room.workshop.lead.does(Command::RemoveMember { member: room.ann.member() }).await;
    room.ben.does(room.edit(statement, 1, "Ours")).await;
    room.ben.client.fence().await;
    assert_eq!(text(&room.ben, statement).expect("it stays").pen, Some(room.ben.member()));
    room.workshop.verified().await;
}

#[tokio::test]
async fn a_private_draft_reaches_its_table_alone_before_the_reveal() {
    let server = TestServer::start().await;
    let capture = Arc::new(Capture::default());
    let room = Drafting::open(&server, Writing::Private, Some(capture.clone() as Arc<dyn Tap>)).await;
    let statement = fresh_id();
    let words = says(room.field, "canary-draft-4801");
    room.ann.does(Command::AddStatement { statement, step: room.step, text: words }).await;
    room.everybody_is_up_to_date().await;
    let drafts =
        |seat: &Seat| seat.sees(|one| if let Record::PrivateStatement(one) = one { Some(one.id) } else { None });
    assert_eq!((drafts(&room.ann), drafts(&room.ben)), (vec![statement], vec![statement]));
    assert!(drafts(&room.cyd).is_empty() && drafts(&room.workshop.lead).is_empty());
    assert_eq!(capture.finds("canary-draft-4801"), None);
    room.workshop.lead.does(Command::RevealStep { step: room.step }).await;
    room.everybody_is_up_to_date().await;
    assert!(capture.finds("canary-draft-4801").is_some(), "the scanner would not find a leak");
    assert!(drafts(&room.ben).is_empty() && text(&room.ben, statement).is_some());
}

/// [STATEMENT-10] [STATEMENT-12]
#[tokio::test]
async fn somebody_asks_for_the_pen_and_only_whoever_holds_it_hears_of_it() {
    let server = TestServer::start().await;
    let capture = Arc::new(Capture::default());
    let room = Drafting::open(&server, Writing::Open, Some(capture.clone() as Arc<dyn Tap>)).await;
    let statement = fresh_id();
    room.ann.does(Command::AddStatement { statement, step: room.step, text: says(room.field, "Staff") }).await;
    room.everybody_is_up_to_date().await;
    let heard = capture.len();
    room.ben.does(Command::AskForPen { statement }).await;
    room.everybody_is_up_to_date().await;
    let asks = |seat: &Seat| seat.sees(|one| if let Record::Mine(one) = one { Some(one.asks.clone()) } else { None });
    assert_eq!(asks(&room.ann), [vec![PenAsk { statement, by: Some(room.ben.member()) }]]);
    let changes = capture.frames().split_off(heard);
    assert!(!changes.iter().any(|frame| frame.contains("changes")), "others hear nothing of it: {changes:?}");
    room.ann.does(Command::AnswerAsk { statement, hand_over: true }).await;
    room.ben.does(room.edit(statement, 1, "All staff")).await;
    room.everybody_is_up_to_date().await;
    assert_eq!(asks(&room.ben), [vec![]]);
    room.workshop.verified().await;
}
