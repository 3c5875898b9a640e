//! [TEXT]

use crate::limits;
use crate::scenario::*;
use charrette_protocol::*;

fn note(text: &str) -> Command {
    match post(WRITE, 1) {
        Command::PostNote { note, step, column, private, edit_key, .. } => {
            Command::PostNote { note, step, column, text: text.to_owned(), private, edit_key }
        }
        other => other,
    }
}

/// [TEXT-1]
#[test]
fn texts_are_stored_clean() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, note(" Cafe\u{301}\u{0}\r\n\u{202e}now "));
    assert_eq!(room.note(id(1)).map(|note| note.text).as_deref(), Some("Café\nnow"));
    room.given(LEAD, Command::EditWorkshop { title: "One\nline".into(), purpose: "Two\nlines".into() });
    assert_eq!((room.state.title(), room.state.purpose()), ("One line", "Two\nlines"));
}

/// [TEXT-2]
#[test]
fn texts_are_limited_and_say_something() {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    let refusal =
        room.when(ANN, note(&"é".repeat(limits::NOTE.graphemes + 3))).then_refused(RejectionCode::TextTooLong);
    assert_eq!((refusal.params["over"].as_str(), refusal.params["limit"].as_str()), ("3", "500"));
    room.when(ANN, note(&"👩‍🔬".repeat(400))).then_refused(RejectionCode::TextTooLong);
    room.when(ANN, note(" \u{200b}\n")).then_refused(RejectionCode::TextEmpty);
    room.when(ANN, note(&"é".repeat(limits::NOTE.graphemes))).then_accepted();
    room.when(ANN, edit(1, 1, "")).then_refused(RejectionCode::TextEmpty);
    let nameless = Command::EditMember { member: ANN, name: " ".into(), perspective: None };
    room.when(ANN, nameless).then_refused(RejectionCode::TextEmpty);
    let untitled = Command::EditWorkshop { title: String::new(), purpose: String::new() };
    room.when(LEAD, untitled).then_refused(RejectionCode::TextEmpty);
}

/// [TEXT-3]
#[test]
fn a_room_has_a_bounded_number_of_everything() {
    let mut room = Scenario::room();
    let column = |number| NewColumn { column: id(number), title: "C".into(), prompt: String::new(), level: None };
    let board = |number| Command::AddBoard {
        board: id(number),
        kind: BoardKind::Notes,
        title: "B".into(),
        columns: vec![column(number)],
    };
    let ballot = |number| Command::AddBallot {
        ballot: id(number),
        settings: BallotSettings {
            question: String::new(),
            method: BallotMethod::Dots { budget: None, cap: 1 },
            previous: None,
        },
    };
    let table = |number: u64| Command::AddTable { table: id(number), name: format!("Table {number}") };
    let era = |number| Command::AddEra {
        era: id(number),
        board: TIMELINE,
        text: EraText { name: "Era".into(), start: "1988".into(), end: None, story: String::new() },
    };
    let add_column = |number| Command::AddColumn { board: NOTES, column: column(number) };
    let bounded: [(usize, &dyn Fn(u64) -> Command); 5] = [
        (limits::BOARDS - 3, &board),
        (limits::BALLOTS - 2, &ballot),
        (limits::TABLES - 2, &table),
        (limits::ERAS, &era),
        (limits::COLUMNS - 2, &add_column),
    ];
    for (base, (room_for, make)) in (1_000..).step_by(1_000).zip(bounded) {
        for number in 0..room_for as u64 {
            room.given(LEAD, make(base + number));
        }
        room.when(LEAD, make(base + 999)).then_refused(RejectionCode::RoomFull);
    }
}
