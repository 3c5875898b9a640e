//! What each method takes, and what a count makes of it.

use super::*;
use crate::tally::{Count, Paper, count};
use proptest::prelude::*;

fn option(number: u8) -> OptionId {
    OptionId::from_bytes([number; 16])
}

fn axis(title: &str) -> Axis {
    Axis { title: title.to_owned(), low: "little".to_owned(), high: "much".to_owned() }
}

fn labels(number: usize) -> Vec<String> {
    (1..=number).map(|label| format!("Label {label}")).collect()
}

fn all() -> Vec<BallotMethod> {
    vec![
        BallotMethod::Dots { budget: None, cap: 2 },
        BallotMethod::FistToFive { low_percent: 10 },
        BallotMethod::Gradients { labels: labels(8) },
        BallotMethod::Scale { labels: Vec::new(), pass_percent: Some(75) },
        BallotMethod::TwoScales { across: axis("Feasibility"), up: axis("Impact"), gap: false },
        BallotMethod::TwoScales { across: axis("Understanding"), up: axis("Importance"), gap: true },
        BallotMethod::Ranking { places: 5 },
        BallotMethod::Reactions { turning_points: 2 },
    ]
}

fn marks(on: &[(u8, &[u16])]) -> MarksOn {
    on.iter().map(|(number, mark)| (option(*number), mark.to_vec())).collect()
}

fn refusal(method: &BallotMethod, budget: u16, on: &[(u8, &[u16])]) -> Option<RejectionCode> {
    paper(method, Some(budget), &marks(on)).err().map(|rejection| rejection.code)
}

/// One vote: a group, or none, and marks on options 0, 1, 2 …; an empty mark is left out.
type Vote = (Option<&'static str>, Vec<Vec<u16>>);

fn tally(method: &BallotMethod, options: u8, votes: &[Vote]) -> Tally {
    let ids: Vec<_> = (0..options).map(|number| (option(number), None)).collect();
    let handed: Vec<MarksOn> = votes
        .iter()
        .map(|(_, marks)| (0..).map(option).zip(marks.clone()).filter(|(_, mark)| !mark.is_empty()).collect())
        .collect();
    let reasons = BTreeMap::new();
    let papers: Vec<_> = votes
        .iter()
        .zip(&handed)
        .map(|((group, _), marks)| Paper { group: *group, marks, reasons: &reasons, before: None })
        .collect();
    count(&Count {
        method,
        eligible: votes.len() as u32,
        budget: budget(method, ids.len()).expect("a budget that fits"),
        options: &ids,
        groups: &["Research", "Patients", "Market", "Government", "Policy"],
        papers: &papers,
    })
}

/// Values of one scale, each by somebody without a group.
fn on_one(values: &[(u16, usize)]) -> Vec<Vote> {
    values.iter().flat_map(|(value, people)| std::iter::repeat_n((None, vec![vec![*value]]), *people)).collect()
}

#[test]
fn settings_lie_within_bounds() {
    for method in all() {
        assert_eq!(clean(&method).as_ref(), Ok(&method));
    }
    let nothing = Axis { title: String::new(), ..axis("") };
    for (method, code) in [
        (BallotMethod::Dots { budget: Some(0), cap: 1 }, RejectionCode::OutOfRange),
        (BallotMethod::FistToFive { low_percent: 101 }, RejectionCode::OutOfRange),
        (BallotMethod::Gradients { labels: labels(2) }, RejectionCode::OutOfRange),
        (BallotMethod::Gradients { labels: labels(10) }, RejectionCode::OutOfRange),
        (
            BallotMethod::Gradients { labels: vec!["Yes".into(), "yes".into(), "No".into()] },
            RejectionCode::OptionsAlike,
        ),
        (BallotMethod::Gradients { labels: vec!["Yes".into(), " ".into(), "No".into()] }, RejectionCode::TextEmpty),
        (BallotMethod::Scale { labels: labels(4), pass_percent: None }, RejectionCode::OutOfRange),
        (BallotMethod::TwoScales { across: nothing, up: axis("Impact"), gap: false }, RejectionCode::TextEmpty),
        (BallotMethod::Ranking { places: 0 }, RejectionCode::OutOfRange),
        (BallotMethod::Reactions { turning_points: 11 }, RejectionCode::OutOfRange),
    ] {
        assert_eq!(clean(&method).err().map(|rejection| rejection.code), Some(code), "{method:?}");
    }
}

#[test]
fn a_mark_is_what_its_method_says() {
    use RejectionCode::{Malformed, OutOfRange, OverBudget, OverCap, PlaceTaken};
    let [dots, fist, gradients, scale, plot, _, ranking, reactions] = &all()[..] else { panic!("eight methods") };
    for (method, budget, on, code) in [
        (dots, 3, &[(0, &[3][..])][..], Some(OverCap)),
        (dots, 3, &[(0, &[2]), (1, &[2])], Some(OverBudget)),
        (dots, 3, &[(0, &[2]), (1, &[1]), (2, &[0])], None),
        (dots, 3, &[(0, &[1, 1])], Some(Malformed)),
        (fist, 0, &[(0, &[0]), (1, &[5])], None),
        (fist, 0, &[(0, &[6])], Some(OutOfRange)),
        (gradients, 0, &[(0, &[0])], Some(OutOfRange)),
        (gradients, 0, &[(0, &[9])], Some(OutOfRange)),
        (gradients, 0, &[(0, &[8])], None),
        (scale, 0, &[(0, &[0])], Some(OutOfRange)),
        (scale, 0, &[(0, &[])], Some(Malformed)),
        (plot, 0, &[(0, &[1])], Some(Malformed)),
        (plot, 0, &[(0, &[1, 6])], Some(OutOfRange)),
        (plot, 0, &[(0, &[1, 5])], None),
        (ranking, 3, &[(0, &[1]), (1, &[1])], Some(PlaceTaken)),
        (ranking, 3, &[(0, &[4])], Some(OutOfRange)),
        (ranking, 3, &[(0, &[3]), (1, &[1])], None),
        (reactions, 2, &[(0, &[3, 0])], Some(OutOfRange)),
        (reactions, 2, &[(0, &[0, 2])], Some(OutOfRange)),
        (reactions, 2, &[(0, &[0, 1]), (1, &[1, 1]), (2, &[2, 1])], Some(OverBudget)),
        (reactions, 2, &[(0, &[0, 1]), (1, &[1, 1]), (2, &[2, 0])], None),
    ] {
        assert_eq!(refusal(method, budget, on), code, "{method:?} {on:?}");
    }
}

#[test]
fn what_says_nothing_is_left_out_but_a_fist_says_something() {
    let kept =
        |method: &BallotMethod, mark: &[u16]| paper(method, Some(5), &marks(&[(0, mark)])).expect("it fits").len();
    let [dots, fist, .., reactions] = &all()[..] else { panic!("eight methods") };
    assert_eq!((kept(dots, &[0]), kept(fist, &[0]), kept(reactions, &[0, 0])), (0, 1, 0));
}

#[test]
fn there_are_no_more_places_than_options() {
    assert_eq!(budget(&BallotMethod::Ranking { places: 5 }, 3), Ok(Some(3)));
    assert_eq!(budget(&BallotMethod::Ranking { places: 5 }, 9), Ok(Some(5)));
    assert_eq!(budget(&BallotMethod::FistToFive { low_percent: 10 }, 9), Ok(None));
}

#[test]
fn fist_to_five_passes_without_a_fist_and_with_few_low_hands() {
    let method = BallotMethod::FistToFive { low_percent: 10 };
    let passes = |values: &[(u16, usize)]| tally(&method, 2, &on_one(values)).options[0].passes;
    assert_eq!(passes(&[(5, 19), (2, 1)]), Some(true));
    assert_eq!(passes(&[(5, 18), (2, 1), (1, 1)]), Some(false), "a tenth is not under a tenth");
    assert_eq!(passes(&[(5, 40), (0, 1)]), Some(false));
    assert_eq!(passes(&[]), None);
    let counted = tally(&method, 1, &on_one(&[(0, 1), (3, 2), (5, 3)]));
    assert_eq!((counted.options[0].people, counted.options[0].marked), (5, 6));
    assert_eq!(counted.options[0].spreads[0].counts, [1, 0, 0, 2, 0, 3]);
}

#[test]
fn who_leaves_an_option_out_is_not_at_its_low_end() {
    let method = BallotMethod::Scale { labels: Vec::new(), pass_percent: Some(75) };
    let votes: Vec<Vote> = vec![
        (None, vec![vec![5], vec![1]]),
        (None, vec![vec![4], vec![]]),
        (None, vec![vec![4], vec![]]),
        (None, vec![vec![1], vec![]]),
        (None, vec![]),
    ];
    let counted = tally(&method, 2, &votes);
    assert_eq!(counted.voted, 5);
    let rows: Vec<_> = counted.options.iter().map(|row| (row.option, row.marked, row.people, row.passes)).collect();
    assert_eq!(rows, [(option(0), 4, 3, Some(true)), (option(1), 1, 0, Some(false))]);
    assert_eq!(counted.options[0].spreads[0].median, Some(4000));
}

#[test]
fn gradients_begin_with_full_support() {
    let method = BallotMethod::Gradients { labels: labels(8) };
    let mut votes: Vec<Vote> = vec![(None, vec![vec![8], vec![1]]); 4];
    votes.extend(vec![(None, vec![vec![6], vec![2]]); 2]);
    let counted = tally(&method, 2, &votes);
    assert_eq!(counted.options[0].option, option(1), "the lower number is the better one");
    assert_eq!((counted.options[0].people, counted.options[1].people), (6, 0));
    assert_eq!(counted.options[1].spreads[0].median, Some(8000));
}

#[test]
fn two_scales_rank_by_both_or_by_the_gap() {
    let scales = |gap| BallotMethod::TwoScales { across: axis("Across"), up: axis("Up"), gap };
    // The first option is high on both; the second is important and not understood.
    let votes: Vec<Vote> = vec![(None, vec![vec![4, 5], vec![1, 5]]); 3];
    let plot = tally(&scales(false), 2, &votes);
    assert_eq!((plot.options[0].option, plot.options[0].people, plot.options[1].people), (option(0), 3, 0));
    let gap = tally(&scales(true), 2, &votes);
    assert_eq!((gap.options[0].option, gap.options[0].gap, gap.options[1].gap), (option(1), Some(4000), Some(1000)));
    assert_eq!(gap.options[0].spreads.iter().map(|spread| spread.median).collect::<Vec<_>>(), [Some(1000), Some(5000)]);
}

#[test]
fn a_ranking_gives_points_from_the_first_place_down_and_counts_who_ranked() {
    let method = BallotMethod::Ranking { places: 5 };
    let votes: Vec<Vote> = vec![
        (None, vec![vec![1], vec![2], vec![], vec![], vec![], vec![]]),
        (None, vec![vec![5], vec![1], vec![4], vec![], vec![], vec![]]),
        (None, vec![vec![], vec![3], vec![4], vec![], vec![], vec![]]),
    ];
    let counted = tally(&method, 6, &votes);
    let rows: Vec<_> = counted.options.iter().map(|row| (row.option, row.rank, row.dots, row.people)).collect();
    assert_eq!(rows[..3], [(option(1), 1, 12, 3), (option(0), 2, 6, 2), (option(2), 3, 4, 2)]);
    assert!(rows[3..].iter().all(|row| (row.1, row.2) == (4, 0)));
    assert_eq!(counted.options[0].spreads[0].counts, [1, 1, 1, 0, 0]);
    assert_eq!(counted.options[0].spreads[0].median, None, "who did not rank it is on no place");
}

#[test]
fn turning_points_count_apart_from_high_and_low() {
    let method = BallotMethod::Reactions { turning_points: 1 };
    let votes: Vec<Vote> = vec![
        (None, vec![vec![1, 0], vec![0, 1]]),
        (None, vec![vec![2, 0], vec![0, 1]]),
        (None, vec![vec![2, 0], vec![]]),
        (None, vec![vec![1, 1], vec![]]),
    ];
    let counted = tally(&method, 2, &votes);
    let rows: Vec<_> = counted.options.iter().map(|row| (row.option, row.people, row.marked)).collect();
    assert_eq!(rows, [(option(1), 2, 2), (option(0), 1, 4)]);
    assert_eq!(counted.options[1].spreads[0].counts, [2, 2]);
    assert_eq!(counted.options[1].labels, [ResultLabel::Divided]);
    assert!(counted.options[0].labels.is_empty());
}

/// Five groups of nine, of which so many put one dot on the first option; the others on options
/// further down, one each.
fn of_nine(chose: [usize; 5], others: u8) -> Vec<Vote> {
    let mut votes: Vec<Vote> = Vec::new();
    for (group, chose) in ["Research", "Patients", "Market", "Government", "Policy"].into_iter().zip(chose) {
        for person in 0..9 {
            let at = if person < chose { 0 } else { 1 + person % usize::from(others) };
            let mut marks = vec![Vec::new(); at];
            marks.push(vec![1]);
            votes.push((Some(group), marks));
        }
    }
    votes
}

#[test]
fn groups_are_measured_as_in_the_domain_paper() {
    let method = BallotMethod::Dots { budget: Some(1), cap: 1 };
    let uneven = tally(&method, 12, &of_nine([8, 7, 2, 8, 6], 11));
    let first = &uneven.options[0];
    assert_eq!((first.option, first.people, &first.by_group[..]), (option(0), 31, &[8, 7, 2, 8, 6][..]));
    assert_eq!((first.between_groups, first.across_groups), (Some(286), Some(610)));
    assert_eq!(first.labels, [ResultLabel::CommonGround, ResultLabel::GroupDivided], "2 of 9 is over 1 of 12");
    let even = tally(&method, 12, &of_nine([6; 5], 11));
    assert_eq!((even.options[0].between_groups, even.options[0].across_groups), (Some(0), Some(636)));
    assert_eq!(even.options[0].labels, [ResultLabel::CommonGround]);
}

#[test]
fn a_minority_that_makes_a_priority_alone_is_named() {
    let method = BallotMethod::Dots { budget: Some(1), cap: 1 };
    let counted = tally(&method, 12, &of_nine([9, 1, 1, 0, 0], 11));
    assert_eq!(counted.options[0].people, 11);
    assert_eq!(counted.options[0].labels, [ResultLabel::OneGroupPriority, ResultLabel::GroupDivided]);
}

#[test]
fn a_large_group_that_makes_a_priority_alone_is_no_minority() {
    let method = BallotMethod::Dots { budget: Some(1), cap: 1 };
    let of = |group, people, at: usize| {
        let mut marks = vec![Vec::new(); at];
        marks.push(vec![1]);
        vec![(Some(group), marks); people]
    };
    let votes: Vec<Vote> = [of("Research", 8, 0), of("Patients", 6, 1), of("Market", 6, 2)].concat();
    let counted = tally(&method, 4, &votes);
    assert_eq!((counted.options[0].option, &counted.options[0].by_group[..]), (option(0), &[8, 0, 0][..]));
    assert_eq!(counted.options[0].labels, [ResultLabel::GroupDivided], "8 of 20 are 40 in a hundred");
}

#[test]
fn the_order_of_two_ranked_options_is_close_by_who_placed_which_higher() {
    let method = BallotMethod::Ranking { places: 2 };
    let close = |first: usize, second: usize| {
        let mut votes: Vec<Vote> = vec![(None, vec![vec![1], vec![2]]); first];
        votes.extend(vec![(None, vec![vec![2], vec![1]]); second]);
        tally(&method, 2, &votes).close_calls.len()
    };
    assert_eq!((close(6, 3), close(7, 3)), (1, 0));
}

#[test]
fn what_every_group_chose_a_little_is_a_hidden_consensus() {
    let method = BallotMethod::Dots { budget: Some(1), cap: 1 };
    // Research and patients agree on two priorities of their own; two of each group are elsewhere.
    let mut votes: Vec<Vote> = Vec::new();
    for group in ["Research", "Patients", "Market"] {
        for person in 0..9 {
            let at = match (group, person) {
                (_, 0 | 1) => 5,
                ("Research", _) => 0,
                ("Patients", _) => 1,
                _ => 2,
            };
            let mut marks = vec![Vec::new(); at];
            marks.push(vec![1]);
            votes.push((Some(group), marks));
        }
    }
    let counted = tally(&method, 6, &votes);
    let found = counted.options.iter().find(|row| row.option == option(5)).expect("counted");
    assert_eq!((found.rank, found.people, &found.labels[..]), (4, 6, &[ResultLabel::HiddenConsensus][..]));
    let never = counted.options.iter().find(|row| row.option == option(3)).expect("counted");
    assert!(never.labels.is_empty(), "what nobody chose is no consensus");
}

#[test]
fn a_scale_with_people_at_both_ends_is_divided() {
    let method = BallotMethod::Scale { labels: Vec::new(), pass_percent: None };
    let counted = tally(&method, 1, &on_one(&[(1, 15), (2, 6), (3, 3), (4, 6), (5, 15)]));
    let spread = &counted.options[0].spreads[0];
    assert_eq!((spread.median, spread.middle_half, spread.consensus), (Some(3000), Some((1000, 5000)), Some(223)));
    assert_eq!(counted.options[0].labels, [ResultLabel::Divided]);
    let agreed = tally(&method, 1, &on_one(&[(1, 2), (2, 3), (3, 5), (4, 20), (5, 15)]));
    assert_eq!((agreed.options[0].spreads[0].consensus, agreed.options[0].labels.len()), (Some(653), 0));
}

#[test]
fn a_group_of_whom_two_gave_a_value_has_no_middle() {
    let method = BallotMethod::Scale { labels: Vec::new(), pass_percent: None };
    let mut votes: Vec<Vote> = vec![(Some("Research"), vec![vec![4]]); 3];
    votes.extend(vec![(Some("Patients"), vec![vec![1]]); 2]);
    votes.extend(vec![(Some("Patients"), vec![]); 2]);
    let counted = tally(&method, 1, &votes);
    assert_eq!(counted.groups.len(), 2);
    assert_eq!(counted.options[0].spreads[0].group_medians, [Some(4000), None]);
}

#[test]
fn the_order_of_two_judged_options_is_close_by_those_who_judged_both() {
    let method = BallotMethod::Scale { labels: Vec::new(), pass_percent: None };
    let both = |first: usize, second: usize| {
        let mut votes: Vec<Vote> = vec![(None, vec![vec![5], vec![4]]); first];
        votes.extend(vec![(None, vec![vec![4], vec![5]]); second]);
        votes.extend(vec![(None, vec![vec![5], vec![]]); 9]);
        tally(&method, 2, &votes).close_calls.len()
    };
    assert_eq!((both(6, 3), both(7, 3)), (1, 0));
}

fn any_mark() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(0u16..7, 0..3)
}

proptest! {
    #[test]
    fn a_kept_paper_is_kept_as_it_is_and_counted_whole(
        which in 0usize..8,
        papers in prop::collection::vec(prop::collection::vec(any_mark(), 0..5), 0..12),
    ) {
        let method = &all()[which];
        let given = budget(method, 5).expect("a budget that fits");
        let mut votes: Vec<Vote> = Vec::new();
        for paper_of in papers {
            let marks: MarksOn =
                (0..).map(option).zip(paper_of).filter(|(_, mark)| !mark.is_empty()).collect();
            let Ok(kept) = paper(method, given, &marks) else { continue };
            prop_assert_eq!(paper(method, given, &kept), Ok(kept.clone()));
            votes.push((None, (0..5).map(|number| kept.get(&option(number)).cloned().unwrap_or_default()).collect()));
        }
        let counted = tally(method, 5, &votes);
        for row in &counted.options {
            let own = row.option.as_bytes()[0];
            let marked = votes.iter().filter(|(_, marks)| !marks[usize::from(own)].is_empty()).count();
            prop_assert_eq!(row.marked as usize, marked);
            prop_assert!(row.people <= row.marked && row.marked <= counted.voted);
            for spread in &row.spreads {
                let people: u32 = spread.counts.iter().sum();
                let moody = matches!(method, BallotMethod::Reactions { .. });
                prop_assert!(people == row.marked || (moody && people <= row.marked));
            }
            let better = counted.options.iter().filter(|other| score(method, other) > score(method, row)).count();
            prop_assert_eq!(row.rank as usize, 1 + better);
        }
    }
}
