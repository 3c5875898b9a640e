//! [BALLOT] Methods, frozen options, reasons, and a second round.

use crate::scenario::*;
use charrette_protocol::*;
use std::collections::BTreeMap;

const SCALE: BallotMethod = BallotMethod::Scale { labels: Vec::new(), pass_percent: None };

fn by(method: BallotMethod, previous: Option<BallotId>) -> BallotSettings {
    BallotSettings { question: "How far?".to_owned(), method, previous }
}

fn set(ballot: BallotId, method: BallotMethod, previous: Option<BallotId>) -> Command {
    Command::EditBallot { ballot, settings: by(method, previous) }
}

fn two(first: u64) -> Vec<NewOption> {
    vec![option(first, "One"), option(first + 1, "Two")]
}

fn freeze(ballot: BallotId, first: u64) -> Command {
    Command::FreezeOptions { ballot, options: two(first) }
}

fn open_frozen(ballot: BallotId) -> Command {
    Command::OpenBallot { ballot, options: Vec::new() }
}

/// A paper: marks, and a reason beside some of them.
fn paper(ballot: BallotId, on: &[(u64, u16, &str)]) -> Command {
    let marks = on.iter().map(|(number, value, _)| (id(*number), vec![*value])).collect();
    let said = on.iter().filter(|(_, _, reason)| !reason.is_empty());
    Command::Vote {
        ballot,
        marks,
        reasons: said.map(|(number, _, reason)| (id(*number), (*reason).to_owned())).collect(),
    }
}

fn state(room: &Scenario) -> BallotState {
    match room.seen(Audience::Room, RecordKind::Ballot, BALLOT) {
        Some(Record::Ballot(ballot)) => ballot.state,
        other => panic!("{other:?}"),
    }
}

fn is_shown(room: &Scenario, number: u64) -> bool {
    room.seen(Audience::Room, RecordKind::Option, id::<OptionId>(number)).is_some()
}

fn tally(room: &Scenario, ballot: BallotId) -> Tally {
    match room.seen(Audience::Wall, RecordKind::Result, ballot) {
        Some(Record::Result(result)) => result.tally,
        other => panic!("{other:?}"),
    }
}

/// [BALLOT-8]
#[test]
fn options_are_frozen_for_all_to_see_before_anybody_votes() {
    let mut room = Scenario::room();
    let unfreeze = || Command::UnfreezeOptions { ballot: BALLOT };
    room.when(LEAD, unfreeze()).then_refused(RejectionCode::OptionsNotFrozen);
    room.when(THEME, freeze(BALLOT, 200)).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, Command::FreezeOptions { ballot: BALLOT, options: Vec::new() })
        .then_refused(RejectionCode::TooFewOptions);
    room.given(LEAD, freeze(BALLOT, 200));
    assert_eq!((state(&room), is_shown(&room, 200)), (BallotState::Frozen, true));
    room.when(ANN, dots(BALLOT, &[(200, 1)])).then_refused(RejectionCode::BallotNotOpen);
    assert!(!room.seat(ANN).may.contains(&Right::Vote));
    room.when(LEAD, freeze(BALLOT, 210)).then_refused(RejectionCode::OptionsFrozen);
    room.when(LEAD, Command::OpenBallot { ballot: BALLOT, options: two(210) })
        .then_refused(RejectionCode::OptionsFrozen);
    room.when(THEME, unfreeze()).then_refused(RejectionCode::NotAllowed);
    room.given(CO, unfreeze());
    assert_eq!((state(&room), is_shown(&room, 200)), (BallotState::Prepared, false));
    room.when(LEAD, open_frozen(BALLOT)).then_refused(RejectionCode::TooFewOptions);
    room.given(LEAD, freeze(BALLOT, 220)).given(LEAD, open_frozen(BALLOT));
    assert_eq!((state(&room), is_shown(&room, 220)), (BallotState::Open, true));
    room.when(LEAD, unfreeze()).then_refused(RejectionCode::BallotNotPrepared);
    room.when(LEAD, freeze(BALLOT, 230)).then_refused(RejectionCode::BallotNotPrepared);
    room.given(ANN, dots(BALLOT, &[(220, 1)]));
}

/// [BALLOT-8] [UNDO-1]
#[test]
fn freezing_and_letting_go_can_be_taken_back() {
    let mut room = Scenario::room();
    room.given(LEAD, freeze(BALLOT, 200)).given(LEAD, open_frozen(BALLOT)).given(LEAD, Command::Undo {});
    assert_eq!((state(&room), is_shown(&room, 200)), (BallotState::Frozen, true));
    room.given(LEAD, Command::UnfreezeOptions { ballot: BALLOT }).given(LEAD, Command::Undo {});
    assert_eq!((state(&room), is_shown(&room, 201)), (BallotState::Frozen, true));
    room.given(LEAD, Command::Undo {});
    assert_eq!((state(&room), is_shown(&room, 201)), (BallotState::Prepared, false));
}

/// [BALLOT-9]
#[test]
fn a_paper_keeps_to_its_method() {
    let mut room = Scenario::room();
    room.given(LEAD, set(BALLOT, BallotMethod::Ranking { places: 5 }, None)).given(LEAD, freeze(BALLOT, 200));
    room.given(LEAD, open_frozen(BALLOT));
    room.when(ANN, paper(BALLOT, &[(200, 1, ""), (201, 1, "")])).then_refused(RejectionCode::PlaceTaken);
    room.when(ANN, paper(BALLOT, &[(200, 3, "")])).then_refused(RejectionCode::OutOfRange);
    let pair = Command::Vote { ballot: BALLOT, marks: [(id(200), vec![1, 1])].into(), reasons: BTreeMap::new() };
    room.when(ANN, pair).then_refused(RejectionCode::Malformed);
    room.given(ANN, paper(BALLOT, &[(200, 2, ""), (201, 1, "")]));
    room.when(LEAD, set(BALLOT, BallotMethod::Ranking { places: 11 }, None))
        .then_refused(RejectionCode::BallotNotPrepared);
    room.when(LEAD, set(SECOND_BALLOT, BallotMethod::Ranking { places: 11 }, None))
        .then_refused(RejectionCode::OutOfRange);
}

/// [BALLOT-10]
#[test]
fn reasons_are_shown_without_names_once_the_ballot_is_closed() {
    let mut room = Scenario::room();
    room.given(LEAD, set(BALLOT, SCALE, None)).given(LEAD, freeze(BALLOT, 200)).given(LEAD, open_frozen(BALLOT));
    let before: Vec<_> = Audience::ALL.map(|audience| room.all(audience)).into();
    room.given(ANN, paper(BALLOT, &[(200, 5, "We owe it to patients."), (201, 2, "  ")]));
    room.given(BEN, paper(BALLOT, &[(200, 1, "Nobody pays for it.")]));
    assert_eq!(before, Vec::from(Audience::ALL.map(|audience| room.all(audience))));
    let long = "x".repeat(201);
    room.when(ANN, paper(BALLOT, &[(200, 5, &long)])).then_refused(RejectionCode::TextTooLong);
    let elsewhere = Command::Vote { ballot: BALLOT, marks: BTreeMap::new(), reasons: [(id(99), "Why".into())].into() };
    room.when(ANN, elsewhere).then_refused(RejectionCode::NotFound);
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let counted = tally(&room, BALLOT);
    let reasons = |number: u64| {
        let option = counted.options.iter().find(|row| row.option == id(number)).expect("counted");
        option.reasons.iter().map(|reason| (reason.marks.clone(), reason.text.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(reasons(200), [(vec![1], "Nobody pays for it."), (vec![5], "We owe it to patients.")]);
    assert_eq!(reasons(201), []);
}

/// [BALLOT-10] [BALLOT-4]
#[test]
fn a_reason_may_say_why_an_option_was_left_out() {
    // Given
    let mut room = Scenario::room();
    room.given(LEAD, set(BALLOT, BallotMethod::Ranking { places: 2 }, None)).given(LEAD, freeze(BALLOT, 200));
    room.given(LEAD, open_frozen(BALLOT));
    let reasons = BTreeMap::from([(id(201), "Not ours to decide.".to_owned())]);
    // When
    room.given(ANN, Command::Vote { ballot: BALLOT, marks: BTreeMap::new(), reasons });
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    // Then
    let tally = tally(&room, BALLOT);
    let left_out = tally.options.iter().find(|option| option.option == id(201)).expect("an option");
    assert_eq!((tally.voted, left_out.marked), (1, 0));
    assert_eq!(left_out.reasons, [Reason { marks: Vec::new(), text: "Not ours to decide.".to_owned() }]);
}

/// [BALLOT-10]
#[test]
fn a_paper_gives_so_many_reasons_and_no_more() {
    let mut room = Scenario::room();
    let most = crate::limits::REASONS as u64;
    let options = (0..=most).map(|number| option(300 + number, &format!("Option {number}"))).collect();
    room.given(LEAD, set(BALLOT, SCALE, None)).given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    let said = |many: u64, text: &str| {
        let reasons = (0..many).map(|number| (id(300 + number), text.to_owned())).collect();
        Command::Vote { ballot: BALLOT, marks: BTreeMap::new(), reasons }
    };
    room.when(ANN, said(most + 1, "Because")).then_refused(RejectionCode::ListUnfit);
    // The longest of one character a byte, and of three.
    room.given(ANN, said(most, &"x".repeat(200)));
    room.when(ANN, said(most, &"漢".repeat(200))).then_refused(RejectionCode::TextTooLong);
    room.given(ANN, said(most / 2, &"漢".repeat(200)));
}

/// [BALLOT-2]
#[test]
fn an_entry_of_a_timeline_can_be_an_option() {
    let mut room = Scenario::room();
    room.given_in(DATES).given(ANN, post_entry(1, "1988"));
    let of = |entry| vec![NewOption { option: id(200), source: OptionSource::Entry { entry } }, option(201, "Else")];
    let frozen = |entry| Command::FreezeOptions { ballot: BALLOT, options: of(entry) };
    room.when(LEAD, frozen(id(99))).then_refused(RejectionCode::NotFound);
    room.given(LEAD, frozen(id(1)));
    let Some(Record::Option(copied)) = room.seen(Audience::Room, RecordKind::Option, id::<OptionId>(200)) else {
        panic!("no option")
    };
    assert_eq!((copied.label, copied.entry), (entry_text("1988").title, Some(id(1))));
    // [UNDO-3]
    room.given(LEAD, open_frozen(BALLOT)).when(ANN, Command::Undo {}).then_refused(RejectionCode::InOpenBallot);
}

/// [BALLOT-11]
#[test]
fn a_second_round_follows_a_closed_ballot_of_its_kind() {
    let mut room = Scenario::room();
    let again = |numbers: [u64; 2]| {
        let option = |(new, old)| NewOption { option: id(new), source: OptionSource::Again { option: id(old) } };
        let options = (300..).zip(numbers).map(option).collect();
        Command::OpenBallot { ballot: SECOND_BALLOT, options }
    };
    room.when(LEAD, set(BALLOT, SCALE, Some(BALLOT))).then_refused(RejectionCode::RoundUnfit);
    room.when(LEAD, set(BALLOT, SCALE, Some(id(99)))).then_refused(RejectionCode::NotFound);
    room.given(LEAD, set(BALLOT, SCALE, None)).given(LEAD, set(SECOND_BALLOT, SCALE, Some(BALLOT)));
    room.when(LEAD, set(BALLOT, SCALE, Some(SECOND_BALLOT))).then_refused(RejectionCode::RoundUnfit);
    room.given(LEAD, freeze(BALLOT, 200)).given(LEAD, open_frozen(BALLOT));
    room.when(LEAD, again([200, 201])).then_refused(RejectionCode::RoundUnfit);
    for (who, one, other) in [(ANN, 1, 1), (BEN, 2, 2), (CYD, 3, 3)] {
        room.given(who, paper(BALLOT, &[(200, one, ""), (201, other, "")]));
    }
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    room.given(LEAD, set(SECOND_BALLOT, BallotMethod::Ranking { places: 1 }, Some(BALLOT)));
    room.when(LEAD, again([200, 201])).then_refused(RejectionCode::RoundUnfit);
    room.given(LEAD, set(SECOND_BALLOT, SCALE, Some(BALLOT)));
    room.when(LEAD, again([200, 99])).then_refused(RejectionCode::NotFound);
    room.given(LEAD, again([200, 201]));
    // Ann changes one of two, Ben leaves one out, Cyd stays; Theme votes for the first time.
    room.given(ANN, paper(SECOND_BALLOT, &[(300, 4, ""), (301, 1, "")]));
    room.given(BEN, paper(SECOND_BALLOT, &[(300, 2, "")]));
    room.given(CYD, paper(SECOND_BALLOT, &[(300, 3, ""), (301, 3, "")]));
    room.given(THEME, paper(SECOND_BALLOT, &[(300, 5, "")]));
    room.given(LEAD, Command::CloseBallot { ballot: SECOND_BALLOT });
    let counted = tally(&room, SECOND_BALLOT);
    assert_eq!(counted.rounds, Some(RoundsCompared { both: 3, changed: 2 }));
    let changed: Vec<_> = counted.options.iter().map(|row| (row.option, row.changed)).collect();
    assert_eq!(changed, [(id(300), Some(1)), (id(301), Some(1))]);
    assert_eq!(tally(&room, BALLOT).rounds, None);
}

/// [BALLOT-11] Two who voted in both rounds could read each other's change off the count.
#[test]
fn rounds_of_two_people_are_not_compared() {
    let mut room = Scenario::room();
    room.given(LEAD, set(BALLOT, SCALE, None)).given(LEAD, set(SECOND_BALLOT, SCALE, Some(BALLOT)));
    room.given(LEAD, freeze(BALLOT, 200)).given(LEAD, open_frozen(BALLOT));
    room.given(ANN, paper(BALLOT, &[(200, 1, "")])).given(BEN, paper(BALLOT, &[(200, 1, "")]));
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let options = vec![
        NewOption { option: id(300), source: OptionSource::Again { option: id(200) } },
        NewOption { option: id(301), source: OptionSource::Again { option: id(201) } },
    ];
    room.given(LEAD, Command::OpenBallot { ballot: SECOND_BALLOT, options });
    for who in [ANN, BEN, CYD] {
        room.given(who, paper(SECOND_BALLOT, &[(300, 2, "")]));
    }
    room.given(LEAD, Command::CloseBallot { ballot: SECOND_BALLOT });
    let counted = tally(&room, SECOND_BALLOT);
    assert_eq!((counted.rounds, counted.options[0].changed), (None, None));
}
