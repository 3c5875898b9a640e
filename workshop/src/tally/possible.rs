//! Whether a count that comes from elsewhere could be one: a result that counts more votes than people
//! is no result, however it is signed.

use crate::ballots::Ballot;
use crate::limits;
use crate::methods;
use charrette_protocol::{BallotMethod, OptionId, OptionTally, Tally};
use std::collections::{BTreeMap, BTreeSet};

type Found = Result<(), String>;

fn hold(holds: bool, broken: &str) -> Found {
    if holds { Ok(()) } else { Err(broken.to_owned()) }
}

fn sum(numbers: impl IntoIterator<Item = u32>) -> u64 {
    numbers.into_iter().map(u64::from).sum()
}

/// Checks the count of a ballot against its options, its method and itself.
///
/// # Errors
///
/// What cannot be, in words, with the option that it is about.
pub(crate) fn check(ballot: &Ballot, tally: &Tally) -> Found {
    hold(tally.eligible as usize <= limits::SEATS_MOST, "more people than a room has")?;
    hold(tally.voted <= tally.eligible, "more papers than people")?;
    hold(tally.budget == ballot.budget.unwrap_or_default(), "another budget than the ballot")?;
    hold(tally.budget <= limits::BUDGET.max(limits::PLACES), "a budget that no ballot has")?;
    let of_groups = sum(tally.groups.iter().map(|group| group.voted));
    hold(of_groups <= u64::from(tally.voted), "more papers of groups than papers")?;
    let own: BTreeSet<OptionId> = ballot.options.iter().map(|option| option.option).collect();
    let counted: BTreeSet<OptionId> = tally.options.iter().map(|option| option.option).collect();
    let same = counted == own && counted.len() == tally.options.len();
    hold(same, "not each of the ballot's options, once")?;
    let pairs = tally.close_calls.iter().flat_map(|(one, other)| [one, other]);
    hold(pairs.into_iter().all(|option| own.contains(option)), "a close call of what is no option")?;
    if let Some(rounds) = &tally.rounds {
        hold(rounds.both <= tally.voted, "more people in both rounds than papers")?;
        hold(rounds.changed <= rounds.both, "more people who changed than were in both rounds")?;
    }
    // All that the papers have to give, and no more.
    let (papers, budget) = (u64::from(tally.voted), u64::from(tally.budget));
    let given = match ballot.settings.method {
        BallotMethod::Dots { .. } | BallotMethod::Reactions { .. } => papers * budget,
        BallotMethod::Ranking { .. } => papers * (budget * (budget + 1) / 2),
        _ => 0,
    };
    hold(sum(tally.options.iter().map(|option| option.dots)) <= given, "more dots than people had")?;
    tally.options.iter().try_for_each(|option| {
        check_option(ballot, tally, option).map_err(|broken| format!("{broken}, on option {}", option.option))
    })
}

fn check_option(ballot: &Ballot, tally: &Tally, option: &OptionTally) -> Found {
    let method = &ballot.settings.method;
    hold((1..=tally.options.len()).contains(&(option.rank as usize)), "a rank that no option has")?;
    hold(option.marked <= tally.voted, "more marks than papers")?;
    hold(option.people <= option.marked, "more people who chose than marks")?;
    hold(option.by_group.len() == tally.groups.len(), "not one number for each group")?;
    hold(sum(option.by_group.iter().copied()) <= u64::from(option.people), "more people of groups than people")?;
    let groups = option.by_group.iter().zip(&tally.groups);
    hold(groups.into_iter().all(|(people, group)| *people <= group.voted), "more people of a group than voted")?;
    let each = match method {
        BallotMethod::Dots { cap, .. } => *cap,
        _ => tally.budget.max(1),
    };
    hold(u64::from(option.dots) <= u64::from(option.marked) * u64::from(each), "more dots than its marks can give")?;
    let scales = methods::scales(method, tally.budget);
    hold(option.spreads.len() == scales.len(), "not one spread for each scale")?;
    for (spread, scale) in option.spreads.iter().zip(&scales) {
        let values = usize::from((scale.most + 1).saturating_sub(scale.least));
        let fits = spread.least == scale.least && spread.counts.len() == values;
        hold(fits, "a spread over another scale")?;
        hold(sum(spread.counts.iter().copied()) <= u64::from(option.marked), "more values than marks")?;
        let groups = spread.group_medians.len() == tally.groups.len();
        hold(groups, "not one middle for each group")?;
    }
    let changed =
        option.changed.is_none_or(|changed| tally.rounds.as_ref().is_some_and(|rounds| changed <= rounds.both));
    hold(changed, "more people who changed than were in both rounds")?;
    hold(option.reasons.len() <= tally.voted as usize, "more reasons than papers")?;
    option.reasons.iter().filter(|reason| !reason.marks.is_empty()).try_for_each(|reason| {
        let mark = BTreeMap::from([(option.option, reason.marks.clone())]);
        let kept = methods::paper(method, ballot.budget, &mark);
        hold(kept.is_ok_and(|kept| kept == mark), "a reason beside a mark that nobody can make")
    })
}
