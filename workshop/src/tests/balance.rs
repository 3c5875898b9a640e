//! [BALANCE]

use crate::scenario::*;
use charrette_protocol::*;

const MORE: [u8; 4] = [101, 102, 103, 104];

fn member(number: u8) -> MemberId {
    MemberId::from_bytes([number; 16])
}

/// Three researchers, three of the patients' group, one investor, two without a perspective.
fn given_nine(attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    for (number, perspective) in MORE.into_iter().zip([Some("Scientist"), Some("Advocate"), Some("Advocate"), None]) {
        room.joins(member(number), Role::Participant, perspective).then_accepted();
    }
    room.given_in(WRITE);
    room
}

fn balance(room: &Scenario) -> Option<BalanceRecord> {
    match room.seen(Audience::Console, RecordKind::Balance, NOTES) {
        Some(Record::Balance(balance)) => Some(balance),
        None => None,
        other => panic!("{other:?}"),
    }
}

/// Each group's name, people and notes.
fn groups(balance: &BalanceRecord) -> Vec<(Option<&str>, u32, u32)> {
    balance.groups.iter().map(|group| (group.name.as_deref(), group.people, group.notes)).collect()
}

/// [BALANCE-1]
#[test]
fn notes_are_counted_by_group_against_people_and_small_groups_together() {
    let mut room = given_nine(Attribution::Named);
    assert_eq!(balance(&room), None);
    for (author, number) in [(ANN, 1), (ANN, 2), (BEN, 3), (CYD, 4), (HOST, 5), (LEAD, 6)] {
        room.given(author, post(WRITE, number));
    }
    let seen = balance(&room).unwrap();
    assert_eq!(groups(&seen), [(Some("Research"), 3, 1), (Some("Patients"), 3, 2), (None, 3, 2)]);
    assert_eq!((seen.people, seen.signed, seen.left_out), (9, 5, 1), "a facilitator's note is left out");
    assert_eq!(seen.contributed, Some(4));
    // [0, 0, 0, 0, 0, 1, 1, 1, 2]: G = 2·39/(9·5) − 10/9, and 1 − G·9/8.
    assert_eq!(seen.evenness, Some(300));

    room.given(LEAD, Command::DeleteNote { note: id(1), edit_key: None });
    assert_eq!(balance(&room).unwrap().signed, 4);
    room.given(LEAD, Command::RemoveMember { member: BEN });
    assert_eq!(balance(&room).unwrap().people, 8);
}

/// [BALANCE-2]
#[test]
fn hidden_writing_changes_nothing_and_no_one_else_sees_it() {
    let mut room = given_nine(Attribution::Named);
    room.given(ANN, post(WRITE, 1));
    let before = balance(&room);
    room.given_in(SILENT);
    room.given(BEN, post(SILENT, 2)).given(CYD, post(SILENT, 3));
    assert_eq!(balance(&room), before);
    room.given(LEAD, Command::RevealStep { step: SILENT });
    assert_eq!(balance(&room).unwrap().contributed, Some(3));
    for audience in Audience::ALL.into_iter().filter(|audience| *audience != Audience::Console) {
        assert_eq!(room.seen(audience, RecordKind::Balance, NOTES), None, "{audience:?}");
    }
}

/// [BALANCE-3]
#[test]
fn a_note_without_a_name_counts_for_nobody() {
    let mut room = given_nine(Attribution::PerspectiveOnly);
    room.given(ANN, post(WRITE, 1)).given(CYD, post(WRITE, 2));
    room.given_in(NAMELESS);
    room.given(BEN, post_nameless(NAMELESS, 3)).given(LEAD, Command::RevealStep { step: NAMELESS });
    let seen = balance(&room).unwrap();
    assert_eq!((seen.contributed, seen.evenness), (None, None));
    assert_eq!((seen.signed, seen.left_out), (1, 2));
    // Nor does anything tell whose the notes were when somebody ceases to count.
    let before = (seen.signed, seen.left_out);
    room.given(LEAD, Command::RemoveMember { member: ANN });
    let seen = balance(&room).unwrap();
    assert_eq!((seen.signed, seen.left_out), before);

    room.given(LEAD, Command::TightenAttribution { attribution: Attribution::Anonymous });
    assert_eq!(balance(&room), None);
}

/// [BALANCE-4]
#[test]
fn dots_are_shared_among_an_options_notes_once_the_ballot_is_closed() {
    let mut room = given_nine(Attribution::Named);
    room.given(ANN, post(WRITE, 1)).given(HOST, post(WRITE, 2)).given(HOST, post(WRITE, 3));
    room.given(LEAD, make(70, &[1, 2]));
    let of = |number: u64, source| NewOption { option: id(number), source };
    let options = vec![
        of(200, OptionSource::Cluster { cluster: id(70) }),
        of(201, OptionSource::Note { note: id(3) }),
        option(202, "Neither"),
    ];
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    room.given(ANN, dots(BALLOT, &[(200, 1)])).given(BEN, dots(BALLOT, &[(202, 1)]));
    room.given(CYD, dots(BALLOT, &[(201, 1)]));
    let shares = |room: &Scenario| -> Vec<_> { balance(room).unwrap().groups.iter().map(|group| group.dots).collect() };
    assert_eq!(shares(&room), [None, None, None]);
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    assert_eq!(shares(&room), [Some(750), Some(250), Some(0)]);
}

/// [BALANCE-4]
#[test]
fn a_second_round_takes_the_place_of_the_first() {
    let mut room = given_nine(Attribution::Named);
    room.given(ANN, post(WRITE, 1)).given(HOST, post(WRITE, 2));
    let of = |number: u64, note: u64| NewOption { option: id(number), source: OptionSource::Note { note: id(note) } };
    let shares = |room: &Scenario| -> Vec<_> { balance(room).unwrap().groups.iter().map(|group| group.dots).collect() };
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options: vec![of(200, 1), of(201, 2)] });
    room.given(ANN, dots(BALLOT, &[(200, 1)])).given(BEN, dots(BALLOT, &[(200, 1)]));
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let first = shares(&room);
    assert_eq!(first, [Some(0), Some(1000), Some(0)]);
    let method = BallotMethod::Dots { budget: None, cap: 1 };
    let settings = BallotSettings { question: "Again?".to_owned(), method, previous: Some(BALLOT) };
    room.given(LEAD, Command::EditBallot { ballot: SECOND_BALLOT, settings });
    room.given(LEAD, Command::OpenBallot { ballot: SECOND_BALLOT, options: vec![of(300, 1), of(301, 2)] });
    room.given(ANN, dots(SECOND_BALLOT, &[(301, 1)]));
    assert_eq!(shares(&room), first);
    room.given(LEAD, Command::CloseBallot { ballot: SECOND_BALLOT });
    assert_eq!(shares(&room), [Some(1000), Some(0), Some(0)]);
}

/// [BALANCE-1]
#[test]
fn what_was_merged_counts_as_it_was_written() {
    let mut room = given_nine(Attribution::Named);
    room.given(ANN, post(WRITE, 1)).given(BEN, post(WRITE, 2));
    let before = balance(&room);
    room.given_in(GROUPING);
    let notes = vec![id(1), id(2)];
    room.given(LEAD, Command::MergeNotes { note: id(9), notes, text: "Together".to_owned() });
    assert_eq!(balance(&room), before);
}
