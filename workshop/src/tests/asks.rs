//! [STATEMENT-10] to [STATEMENT-12]: asking for a pen.

use super::statements::{DRAFTING, add, drafting};
use crate::limits;
use crate::scenario::*;
use crate::view::{self, Concerned, Touched};
use charrette_protocol::*;

fn asks() -> Command {
    Command::AskForPen { statement: id(1) }
}

fn withdraws() -> Command {
    Command::WithdrawAsk { statement: id(1) }
}

fn answers(hand_over: bool) -> Command {
    Command::AnswerAsk { statement: id(1), hand_over }
}

fn mine(room: &Scenario, member: MemberId) -> MineRecord {
    let records = room.personal(member, &[]).into_iter();
    let mut mine = records.filter_map(|record| if let Record::Mine(mine) = record { Some(mine) } else { None });
    mine.next().expect("what is somebody's own")
}

/// Who asks, as whoever holds the pen sees it.
fn line(room: &Scenario, holder: MemberId) -> Vec<Option<MemberId>> {
    mine(room, holder).asks.into_iter().map(|ask| ask.by).collect()
}

/// A room in which Ann writes, and Ben and the host, who sit at her table, ask for the pen.
fn asked_for(writing: Writing, attribution: Attribution) -> Scenario {
    let mut room = drafting(writing, attribution);
    room.given(ANN, add(1, "Staff")).given(BEN, asks()).given(HOST, asks());
    room
}

/// [STATEMENT-10]
#[test]
fn whoever_holds_the_pen_hands_it_over_or_says_not_now_first_come_first() {
    for writing in [Writing::Open, Writing::Private] {
        // Given
        let mut room = asked_for(writing, Attribution::Named);
        room.given(BEN, asks());
        assert_eq!(line(&room, ANN), [Some(BEN), Some(HOST)]);
        assert_eq!(mine(&room, BEN).asked, [id(1)]);
        room.when(HOST, answers(true)).then_refused(RejectionCode::PenHeld);
        // When
        room.given(ANN, answers(false));
        // Then
        assert_eq!((line(&room, ANN), mine(&room, BEN).asked), (vec![Some(HOST)], Vec::new()));
        room.given(BEN, asks()).given(ANN, answers(true));
        assert_eq!(mine(&room, HOST).pens, [id(1)]);
        assert_eq!(line(&room, HOST), [Some(BEN)]);
        room.given(BEN, withdraws());
        room.when(HOST, answers(true)).then_refused(RejectionCode::NotFound);
    }
}

/// [STATEMENT-10] [STATEMENT-1] [STATEMENT-3]
#[test]
fn people_of_the_table_ask_and_a_pen_that_lies_there_is_taken_up() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff"));
    for other in [CYD, THEME, LEAD, OBSERVER] {
        room.when(other, asks()).then_refused(RejectionCode::NotAllowed);
    }
    assert!(room.when(ANN, asks()).then_accepted().is_empty(), "who has it needs not ask");
    room.given(BEN, asks()).given(ANN, Command::ReleasePen { statement: id(1) });
    assert!(mine(&room, BEN).asked.is_empty(), "it is there for anybody now");
    room.given(HOST, asks());
    assert_eq!(mine(&room, HOST).pens, [id(1)]);
}

/// [STATEMENT-11]
#[test]
fn who_cannot_have_the_pen_any_more_asks_no_more() {
    let seat = |table| Command::AssignTable { members: vec![BEN], table };
    for ends in [
        Command::RemoveMember { member: BEN },
        Command::MergeSeats { from: BEN, into: CYD },
        Command::Mute { member: BEN, muted: true },
        Command::SetRole { member: BEN, role: Role::Observer },
        seat(Some(OTHER_TABLE)),
        seat(None),
        Command::EnterStep { step: TALK },
        Command::DeleteStatement { statement: id(1) },
    ] {
        let mut room = asked_for(Writing::Open, Attribution::Named);
        room.given(HOST, withdraws());
        room.given(LEAD, ends.clone());
        assert!(line(&room, ANN).is_empty(), "{ends:?}");
        assert!(is_told(&room, ANN), "{ends:?}");
    }
}

/// Whether somebody's own records are looked at again after what happened last.
fn is_told(room: &Scenario, member: MemberId) -> bool {
    match view::concerned(&room.state, room.facts.last().expect("it happened")) {
        Concerned::Members(members) => members.contains(&member),
        other => other == Concerned::Everybody,
    }
}

/// [STATEMENT-12] [VIEW-2]
#[test]
fn the_last_ask_that_ends_is_told_to_whoever_holds_the_pen_and_to_whoever_asked() {
    // Given
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff")).given(BEN, asks());
    let release = Command::ReleasePen { statement: id(1) };
    for (ends, actor) in [(withdraws(), BEN), (answers(false), ANN), (answers(true), ANN), (release, ANN)] {
        let mut room = room.clone();
        // When
        room.given(actor, ends.clone());
        // Then
        assert!(line(&room, ANN).is_empty() && mine(&room, BEN).asked.is_empty(), "{ends:?}");
        assert!(is_told(&room, ANN) && is_told(&room, BEN), "{ends:?}");
    }
}

/// [STATEMENT-11] [UNDO-1]
#[test]
fn asks_come_back_with_what_ended_them_and_not_by_themselves() {
    let mut room = asked_for(Writing::Open, Attribution::Named);
    room.given(LEAD, Command::EnterStep { step: TALK });
    let mut back = room.clone();
    room.given(LEAD, Command::Undo {});
    assert_eq!(line(&room, ANN), [Some(BEN), Some(HOST)]);
    back.given_in(DRAFTING);
    assert!(line(&back, ANN).is_empty());
    room.given(ANN, answers(true)).given(ANN, Command::Undo {});
    assert_eq!(line(&room, ANN), [Some(BEN), Some(HOST)]);
    room.when(BEN, Command::Undo {}).then_refused(RejectionCode::NothingToUndo);
}

/// [STATEMENT-12] [STATEMENT-7]
#[test]
fn only_whoever_holds_the_pen_is_shown_who_asks_and_a_name_only_where_names_hold() {
    let mut room = drafting(Writing::Private, Attribution::PerspectiveOnly);
    room.given(ANN, add(1, "Staff"));
    let others = [LEAD, CO, THEME, HOST, CYD, OBSERVER];
    let seen = |room: &Scenario| {
        let shared = Audience::ALL.map(|audience| room.all(audience));
        (shared, others.map(|member| room.personal(member, &[])))
    };
    let before = seen(&room);
    room.given(BEN, asks());
    assert!(seen(&room) == before, "nobody else is shown that somebody asks");
    assert_eq!(line(&room, ANN), [None]);
    let fact = room.facts.last().expect("it happened");
    assert_eq!(view::touched(&room.state, &fact.event), Touched::Keys(Vec::new()));
    assert_eq!(view::concerned(&room.state, fact), Concerned::Members(vec![ANN, BEN]));
}

/// [STATEMENT-10]
#[test]
fn a_line_has_an_end() {
    let mut room = drafting(Writing::Open, Attribution::Named);
    room.given(ANN, add(1, "Staff"));
    let people: Vec<MemberId> =
        (0..=limits::PEN_ASKS as u8).map(|number| MemberId::from_bytes([100 + number; 16])).collect();
    for member in &people {
        room.joins(*member, Role::Participant, None).then_accepted();
    }
    room.given(LEAD, Command::AssignTable { members: people.clone(), table: Some(TABLE) });
    for member in &people[1..] {
        room.given(*member, asks());
    }
    room.when(people[0], asks()).then_refused(RejectionCode::RoomFull);
    room.given(people[1], withdraws()).given(people[0], asks());
}
