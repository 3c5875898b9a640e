//! [BALLOT]

use crate::scenario::*;
use charrette_protocol::*;

fn open(labels: &[&str]) -> Command {
    let options = (200..).zip(labels).map(|(number, label)| option(number, label)).collect();
    Command::OpenBallot { ballot: BALLOT, options }
}

fn vote(on: &[(u64, u16)]) -> Command {
    dots(BALLOT, on)
}

fn settings(budget: Option<u16>, cap: u16) -> Command {
    let settings = BallotSettings {
        question: "Which first?".to_owned(),
        method: BallotMethod::Dots { budget, cap },
        previous: None,
    };
    Command::EditBallot { ballot: BALLOT, settings }
}

fn ballot(room: &Scenario) -> BallotRecord {
    match room.seen(Audience::Room, RecordKind::Ballot, BALLOT) {
        Some(Record::Ballot(ballot)) => ballot,
        other => panic!("{other:?}"),
    }
}

fn tally(room: &Scenario) -> Option<Tally> {
    match room.seen(Audience::Wall, RecordKind::Result, BALLOT) {
        Some(Record::Result(result)) => Some(result.tally),
        _ => None,
    }
}

const FIVE: [&str; 5] = ["One", "Two", "Three", "Four", "Five"];

/// [BALLOT-1]
#[test]
fn a_ballot_only_moves_forward() {
    let mut room = Scenario::room();
    let close = || Command::CloseBallot { ballot: BALLOT };
    room.when(ANN, vote(&[])).then_refused(RejectionCode::BallotNotOpen);
    room.when(LEAD, close()).then_refused(RejectionCode::BallotNotOpen);
    room.given(LEAD, settings(Some(2), 1)).given(LEAD, open(&FIVE));
    room.when(LEAD, settings(None, 1)).then_refused(RejectionCode::BallotNotPrepared);
    room.when(LEAD, open(&FIVE)).then_refused(RejectionCode::BallotNotPrepared);
    room.given(CO, close());
    room.when(ANN, vote(&[])).then_refused(RejectionCode::BallotNotOpen);
    room.when(LEAD, close()).then_refused(RejectionCode::BallotNotOpen);
    room.when(LEAD, open(&FIVE)).then_refused(RejectionCode::BallotNotPrepared);
    for command in [
        Command::CloseBallot { ballot: id(99) },
        dots(id(99), &[]),
        Command::OpenBallot { ballot: id(99), options: vec![option(1, "A"), option(2, "B")] },
    ] {
        let actor = if matches!(command, Command::Vote { .. }) { ANN } else { LEAD };
        room.when(actor, command).then_refused(RejectionCode::NotFound);
    }
}

/// [BALLOT-2]
#[test]
fn options_are_at_least_two_that_read_differently() {
    let mut room = Scenario::room();
    room.when(LEAD, open(&["Alone"])).then_refused(RejectionCode::TooFewOptions);
    room.when(LEAD, open(&["Access", "access "])).then_refused(RejectionCode::OptionsAlike);
    room.when(LEAD, open(&["Access", ""])).then_refused(RejectionCode::TextEmpty);
    let twice = Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "A"), option(1, "B")] };
    room.when(LEAD, twice).then_refused(RejectionCode::ListUnfit);
    let from = |source| Command::OpenBallot {
        ballot: BALLOT,
        options: vec![option(1, "A"), NewOption { option: id(2), source }],
    };
    room.when(LEAD, from(OptionSource::Cluster { cluster: id(99) })).then_refused(RejectionCode::NotFound);
    room.given(LEAD, open(&["A", "B"]));
    let again = Command::OpenBallot { ballot: SECOND_BALLOT, options: vec![option(200, "A"), option(3, "B")] };
    room.when(LEAD, again).then_refused(RejectionCode::IdTaken);
}

/// [BALLOT-2]
#[test]
fn options_are_copies() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, post(WRITE, 2)).given(ANN, post(WRITE, 3));
    room.given(LEAD, make(70, &[1, 2])).given(ANN, Command::DeleteNote { note: id(2), edit_key: None });
    let options = vec![
        NewOption { option: id(201), source: OptionSource::Cluster { cluster: id(70) } },
        NewOption { option: id(202), source: OptionSource::Note { note: id(3) } },
    ];
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
    let seen = |room: &Scenario| match room.seen(Audience::Room, RecordKind::Option, id::<OptionId>(201)) {
        Some(Record::Option(option)) => option,
        other => panic!("{other:?}"),
    };
    let before = seen(&room);
    assert_eq!((before.label.as_str(), before.notes.as_slice()), ("Cluster 70", &[id(1)][..]), "visible notes only");
    assert_eq!((before.place, before.cluster, before.ballot), (0, Some(id(70)), BALLOT));
    room.given(LEAD, Command::NameCluster { cluster: id(70), based_on: 1, name: "Renamed".to_owned() });
    room.given(LEAD, Command::DissolveCluster { cluster: id(70) }).given(ANN, edit(3, 1, "Changed"));
    assert_eq!(seen(&room), before);
}

/// [BALLOT-3]
#[test]
fn a_budget_follows_from_the_options_unless_it_is_set() {
    let budget = |count: usize| {
        let mut room = Scenario::room();
        let labels: Vec<_> = (0..count).map(|number| format!("Option {number}")).collect();
        room.given(LEAD, open(&labels.iter().map(String::as_str).collect::<Vec<_>>()));
        ballot(&room).effective_budget
    };
    assert_eq!([2, 5, 12, 20, 40].map(budget), [Some(1), Some(2), Some(3), Some(5), Some(8)]);
    let mut room = Scenario::room();
    for (budget, cap) in [(None, 0), (None, 11), (Some(0), 1), (Some(51), 1)] {
        room.when(LEAD, settings(budget, cap)).then_refused(RejectionCode::OutOfRange);
    }
    room.given(LEAD, settings(Some(5), 2));
    let refusal = room.when(LEAD, open(&["A", "B"])).then_refused(RejectionCode::OutOfRange);
    assert_eq!((refusal.params["least"].as_str(), refusal.params["most"].as_str()), ("1", "4"));
    room.given(LEAD, settings(Some(4), 2)).given(LEAD, open(&["A", "B"]));
    assert_eq!(ballot(&room).effective_budget, Some(4));
}

/// [BALLOT-4]
#[test]
fn a_paper_keeps_to_budget_cap_and_options() {
    let mut room = Scenario::room();
    room.given(LEAD, settings(Some(3), 2)).given(LEAD, open(&FIVE));
    let refusal = room.when(ANN, vote(&[(200, 2), (201, 2)])).then_refused(RejectionCode::OverBudget);
    assert_eq!(refusal.params["budget"], "3");
    let refusal = room.when(ANN, vote(&[(200, 3)])).then_refused(RejectionCode::OverCap);
    assert_eq!(refusal.params["cap"], "2");
    room.when(ANN, vote(&[(99, 1)])).then_refused(RejectionCode::NotFound);
    room.given(ANN, vote(&[(200, 2), (201, 1), (202, 0)])).given(ANN, vote(&[(203, 1)])).given(BEN, vote(&[]));
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let tally = tally(&room).expect("a result");
    assert_eq!((tally.eligible, tally.voted, tally.budget), (5, 2, 3));
    assert_eq!((tally.options[0].option, tally.options[0].people, tally.options[0].dots), (id(203), 1, 1));
    assert_eq!(tally.options.iter().map(|option| option.dots).sum::<u32>(), 1, "the last paper counts alone");
}

/// [BALLOT-4] [ROLE-2]
#[test]
fn people_who_count_vote_also_when_they_come_late() {
    let mut room = Scenario::room();
    room.given(LEAD, open(&FIVE));
    for other in [LEAD, CO, OBSERVER] {
        room.when(other, vote(&[])).then_refused(RejectionCode::NotAllowed);
        assert!(!room.seat(other).may.contains(&Right::Vote));
    }
    room.joins(STRANGER, Role::Participant, None).then_accepted();
    room.given(STRANGER, vote(&[(200, 1)])).given(THEME, vote(&[(200, 1)])).given(HOST, vote(&[]));
    assert_eq!(room.state.turnout(), [Turnout { ballot: BALLOT, voted: 3, eligible: 6 }]);
    assert!(room.seat(STRANGER).may.contains(&Right::Vote));
}

/// [BALLOT-5]
#[test]
fn papers_are_their_owners_alone_and_totals_wait_for_the_close() {
    let mut room = Scenario::room();
    room.given(LEAD, open(&FIVE));
    let before: Vec<_> = Audience::ALL.map(|audience| room.all(audience)).into();
    room.given(ANN, vote(&[(200, 1)]));
    let after: Vec<_> = Audience::ALL.map(|audience| room.all(audience)).into();
    assert_eq!(before, after);
    let papers = |member| room.personal(member, &[]).into_iter().filter(|one| matches!(one, Record::Paper(_))).count();
    assert_eq!([ANN, BEN, LEAD, CO].map(papers), [1, 0, 0, 0]);
    assert_eq!(tally(&room), None);
}

/// [BALLOT-6] [BALLOT-7]
#[test]
fn a_count_is_made_once_over_those_who_count_then() {
    let mut room = Scenario::room();
    room.given(LEAD, open(&FIVE))
        .given(ANN, vote(&[(200, 1)]))
        .given(BEN, vote(&[(200, 1)]))
        .given(CYD, vote(&[(201, 1)]));
    room.given(LEAD, Command::SetRole { member: BEN, role: Role::Observer });
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let counted = tally(&room).expect("a result");
    assert_eq!((counted.eligible, counted.voted), (4, 2));
    assert!(counted.groups.is_empty(), "two voters are not split by group");
    let ranks: Vec<_> = counted.options.iter().map(|option| option.rank).collect();
    assert_eq!(ranks, [1, 1, 3, 3, 3]);
    room.given(LEAD, Command::RemoveMember { member: ANN });
    assert_eq!(tally(&room), Some(counted));
}

/// [BALLOT-7]
#[test]
fn who_comes_after_the_opening_counts_in_no_group() {
    let mut room = Scenario::room();
    let come = |room: &mut Scenario, numbers: std::ops::Range<u8>, perspective: &str| {
        numbers.map(|number| MemberId::from_bytes([number; 16])).for_each(|member| {
            room.joins(member, Role::Participant, Some(perspective)).then_accepted();
        });
    };
    come(&mut room, 100..103, "Scientist");
    come(&mut room, 103..106, "Caregiver");
    room.given(LEAD, open(&FIVE));
    come(&mut room, 106..109, "Scientist");
    for number in 100..109 {
        room.given(MemberId::from_bytes([number; 16]), vote(&[(200, 1)]));
    }
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let groups = tally(&room).expect("a result").groups;
    let named: Vec<_> = groups.iter().map(|group| (group.name.as_deref(), group.voted)).collect();
    assert_eq!(named, [(Some("Research"), 3), (Some("Patients"), 3), (None, 3)]);
}

/// [ROLE-1]
#[test]
fn ballots_are_facilitators_business() {
    let mut room = Scenario::room();
    let settings =
        BallotSettings { question: String::new(), method: BallotMethod::Dots { budget: None, cap: 1 }, previous: None };
    for command in [
        Command::AddBallot { ballot: id(42), settings: settings.clone() },
        Command::EditBallot { ballot: BALLOT, settings: settings.clone() },
        open(&FIVE),
        Command::CloseBallot { ballot: BALLOT },
    ] {
        room.when(THEME, command).then_refused(RejectionCode::NotAllowed);
    }
    room.given(CO, Command::AddBallot { ballot: id(42), settings: settings.clone() });
    room.when(CO, Command::AddBallot { ballot: id(42), settings }).then_refused(RejectionCode::IdTaken);
}

/// [BALLOT-6] [BALLOT-5] Moving people between groups while a ballot is open tells nothing.
#[test]
fn groups_count_as_they_were_when_the_ballot_opened() {
    let tally = |meddles: bool| {
        let mut room = Scenario::room();
        let people: Vec<MemberId> = (101..108).map(id).collect();
        for (place, member) in people.iter().enumerate() {
            let perspective = if place < 4 { "Scientist" } else { "Caregiver" };
            room.joins(*member, Role::Participant, Some(perspective)).then_accepted();
        }
        room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "One"), option(2, "Two")] });
        for (place, member) in people.iter().enumerate() {
            room.given(*member, vote(&[(1 + place as u64 % 2, 1)]));
        }
        if meddles {
            let name = "Moved".to_owned();
            room.given(
                LEAD,
                Command::EditMember { member: people[0], name, perspective: Some("Caregiver".to_owned()) },
            );
            let perspectives = ["Scientist", "Caregiver", "Investor"].map(str::to_owned).to_vec();
            let groups = vec![PerspectiveGroup { name: "All".to_owned(), perspectives }];
            room.given(LEAD, Command::SetPerspectives { groups });
        }
        room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
        room.state.ballots[&BALLOT].tally.clone().expect("counted")
    };
    let groups: Vec<_> = tally(false).groups.into_iter().map(|group| (group.name, group.voted)).collect();
    assert_eq!(groups, [(Some("Research".to_owned()), 4), (Some("Patients".to_owned()), 3)]);
    assert_eq!(tally(true), tally(false));
}
