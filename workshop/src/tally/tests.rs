use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

const GROUPS: [&str; 4] = ["Research", "Patients", "Market", "Government"];

const DOTS: BallotMethod = BallotMethod::Dots { budget: None, cap: 2 };

fn option(number: u8) -> OptionId {
    OptionId::from_bytes([number; 16])
}

/// A vote as written in these tests: the voter's group by its place in [`GROUPS`], and dots on
/// options 0, 1, 2 …
type Vote = (Option<usize>, Vec<u16>);

fn tally_of(options: u8, votes: &[Vote]) -> Tally {
    let ids: Vec<_> = (0..options).map(|number| (option(number), None)).collect();
    let marks: Vec<MarksOn> = votes
        .iter()
        .map(|(_, dots)| {
            (0..).map(option).zip(dots).filter(|&(_, &dots)| dots > 0).map(|(id, &dots)| (id, vec![dots])).collect()
        })
        .collect();
    let reasons = BTreeMap::new();
    let papers: Vec<Paper<'_>> = votes
        .iter()
        .zip(&marks)
        .map(|((group, _), marks)| Paper {
            group: group.map(|place| GROUPS[place]),
            marks,
            reasons: &reasons,
            before: None,
        })
        .collect();
    count(&Count {
        method: &DOTS,
        eligible: votes.len() as u32 + 2,
        budget: Some(default_budget(usize::from(options))),
        options: &ids,
        groups: &GROUPS,
        papers: &papers,
    })
}

/// So many papers of each group, all with one dot on option 0.
fn voters(sizes: [usize; 4], without: usize) -> Vec<Vote> {
    let mut votes: Vec<Vote> = Vec::new();
    for (place, size) in sizes.into_iter().enumerate() {
        votes.extend(std::iter::repeat_n((Some(place), vec![1]), size));
    }
    votes.extend(std::iter::repeat_n((None, vec![1]), without));
    votes
}

fn columns(tally: &Tally) -> Vec<(Option<&str>, u32)> {
    tally.groups.iter().map(|group| (group.name.as_deref(), group.voted)).collect()
}

#[test]
fn the_default_budget_is_a_quarter_within_bounds() {
    for (options, budget) in [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (12, 3), (13, 3), (14, 4), (20, 5), (40, 8)] {
        assert_eq!(default_budget(options), budget, "{options} options");
    }
}

#[test]
fn options_are_ranked_by_people_then_dots_and_equals_share_a_rank() {
    // People: 3, 2, 2, 2, 0; dots: 3, 2, 3, 2, 0.
    let votes =
        [(None, vec![1, 1, 0, 1, 0]), (None, vec![1, 1, 2, 0, 0]), (None, vec![1, 0, 1, 1, 0]), (None, Vec::new())];
    let tally = tally_of(5, &votes);
    assert_eq!((tally.eligible, tally.voted, tally.budget), (6, 4, 2), "an empty paper is a vote");
    let rows: Vec<_> = tally.options.iter().map(|row| (row.option, row.rank, row.people, row.dots)).collect();
    let expected =
        [(option(0), 1, 3, 3), (option(2), 2, 2, 3), (option(1), 3, 2, 2), (option(3), 3, 2, 2), (option(4), 5, 0, 0)];
    assert_eq!(rows, expected);
}

#[test]
fn nobody_voted_is_a_result_too() {
    let tally = tally_of(3, &[]);
    assert!(tally.options.iter().all(|row| (row.rank, row.people, row.dots) == (1, 0, 0)));
    assert!(tally.close_calls.is_empty() && tally.groups.is_empty());
}

#[test]
fn a_close_call_is_named_between_neighbours_only() {
    // Of two options, b people chose only the first and c only the second.
    for (b, c, close) in [(39, 37, true), (6, 3, true), (7, 3, false), (1, 0, true), (2, 0, false), (5, 5, true)] {
        let mut votes = vec![(None, vec![1, 0]); b];
        votes.extend(vec![(None, vec![0, 1]); c]);
        votes.extend(vec![(None, vec![1, 1]); 20]);
        let expected: &[_] = if close { &[(option(0), option(1))] } else { &[] };
        assert_eq!(tally_of(2, &votes).close_calls, expected, "{b} against {c}");
    }
}

#[test]
fn options_that_nobody_chose_are_no_close_calls() {
    let votes = vec![(None, vec![1, 0, 0]); 9];
    assert!(tally_of(3, &votes).close_calls.is_empty());
}

#[test]
fn small_groups_fold_with_the_next_smallest_until_three_are_together() {
    let (research, patients, market, government) = (Some(GROUPS[0]), Some(GROUPS[1]), Some(GROUPS[2]), Some(GROUPS[3]));
    type Columns<'a> = Vec<(Option<&'a str>, u32)>;
    let cases: Vec<([usize; 4], usize, Columns<'_>)> = vec![
        ([9, 8, 7, 6], 0, vec![(research, 9), (patients, 8), (market, 7), (government, 6)]),
        ([9, 8, 2, 1], 0, vec![(research, 9), (patients, 8), (None, 3)]),
        ([9, 8, 4, 2], 0, vec![(research, 9), (patients, 8), (None, 6)]),
        ([9, 8, 7, 0], 0, vec![(research, 9), (patients, 8), (market, 7)]),
        ([9, 8, 0, 0], 3, vec![(research, 9), (patients, 8), (None, 3)]),
        ([9, 8, 7, 0], 1, vec![(research, 9), (patients, 8), (None, 8)]),
        ([3, 3, 0, 0], 0, vec![(research, 3), (patients, 3)]),
        // Too few to be split, or nothing to be split into.
        ([3, 2, 0, 0], 0, vec![]),
        ([9, 2, 0, 0], 0, vec![]),
        ([9, 0, 0, 0], 0, vec![]),
        ([2, 2, 2, 2], 0, vec![]),
        ([0, 0, 0, 0], 9, vec![]),
    ];
    for (sizes, without, expected) in cases {
        assert_eq!(columns(&tally_of(2, &voters(sizes, without))), expected, "{sizes:?} and {without}");
    }
}

#[test]
fn a_voter_whose_group_is_no_longer_listed_counts_with_the_others() {
    let ids = [(option(0), None), (option(1), None)];
    let (marks, reasons) = (BTreeMap::from([(option(0), vec![1])]), BTreeMap::new());
    let paper = |group| Paper { group: Some(group), marks: &marks, reasons: &reasons, before: None };
    let mut papers = vec![paper(GROUPS[0]); 4];
    papers.extend([paper("Gone"); 3]);
    let tally =
        count(&Count { method: &DOTS, eligible: 7, budget: Some(1), options: &ids, groups: &GROUPS, papers: &papers });
    assert_eq!(columns(&tally), [(Some(GROUPS[0]), 4), (None, 3)]);
    assert_eq!(tally.options[0].by_group, [4, 3]);
}

fn any_votes() -> impl Strategy<Value = Vec<Vote>> {
    prop::collection::vec((prop::option::of(0..GROUPS.len()), prop::collection::vec(0u16..3, 0..6)), 0..40)
}

proptest! {
    #[test]
    fn no_group_under_three_is_shown_and_nothing_is_lost_in_folding(votes in any_votes()) {
        let tally = tally_of(6, &votes);
        if tally.groups.is_empty() {
            prop_assert!(tally.options.iter().all(|row| row.by_group.is_empty()));
        } else {
            prop_assert!(tally.groups.len() >= 2 && tally.voted >= SMALLEST_SPLIT as u32);
            prop_assert!(tally.groups.iter().all(|group| group.voted >= SMALLEST_GROUP));
            prop_assert!(tally.groups.iter().rev().skip(1).all(|group| group.name.is_some()), "the others come last");
            prop_assert_eq!(tally.groups.iter().map(|group| group.voted).sum::<u32>(), tally.voted);
            for row in &tally.options {
                prop_assert_eq!(row.by_group.iter().sum::<u32>(), row.people);
                prop_assert!(row.by_group.iter().zip(&tally.groups).all(|(&chose, group)| chose <= group.voted));
            }
        }
    }

    #[test]
    fn the_order_of_papers_changes_nothing(votes in any_votes(), turn in 0usize..40) {
        let mut turned = votes.clone();
        let length = turned.len().max(1);
        turned.rotate_left(turn % length);
        turned.reverse();
        prop_assert_eq!(tally_of(6, &votes), tally_of(6, &turned));
    }

    #[test]
    fn every_option_is_ranked_once_and_no_dot_is_lost(votes in any_votes()) {
        let tally = tally_of(6, &votes);
        let ids: BTreeSet<_> = tally.options.iter().map(|row| row.option).collect();
        prop_assert_eq!(ids.len(), 6);
        let dots: u32 = votes.iter().flat_map(|(_, dots)| dots).map(|&dots| u32::from(dots)).sum();
        prop_assert_eq!(tally.options.iter().map(|row| row.dots).sum::<u32>(), dots);
        for row in &tally.options {
            let better = |other: &&OptionTally| (other.people, other.dots) > (row.people, row.dots);
            prop_assert_eq!(row.rank as usize, 1 + tally.options.iter().filter(better).count());
        }
    }

    #[test]
    fn a_default_budget_never_reaches_over_half_the_options(options in 2usize..500) {
        let budget = usize::from(default_budget(options));
        prop_assert!((1..=8).contains(&budget) && budget <= options / 2);
        let quarter = (options as f64 / 4.0).round().clamp(3.0, 8.0) as usize;
        prop_assert_eq!(budget, quarter.min(options / 2));
    }
}

/// [BALANCE-5] The check values of the domain paper.
#[test]
fn participation_is_as_even_as_what_people_gave() {
    let evenness = |given: &[u32]| measures::evenness(given).map(thousandths);
    assert_eq!(evenness(&[5, 5, 5, 5]), Some(1000));
    assert_eq!(evenness(&[0, 0, 0, 20]), Some(0));
    assert_eq!(evenness(&[1, 2, 3, 4]), Some(667));
    assert_eq!(evenness(&[4, 1, 3, 2]), Some(667));
    assert_eq!(evenness(&[0, 0]), None);
    assert_eq!(measures::participation_balance(&[5, 5, 5, 5]), None);
    assert_eq!(measures::participation_balance(&[5, 5, 5, 5, 5]).map(thousandths), Some(1000));
}
