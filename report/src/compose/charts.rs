//! The count of a ballot as a figure.

use super::Source;
use super::ballots::Closed;
use super::text::one_line;
use crate::methods::{self, figure};
use crate::model::*;
use charrette_protocol::*;

/// Options that a figure shows; the tables have all.
const DRAWN: usize = 10;

/// The count of a ballot as a figure; none where nothing was counted.
pub(super) fn drawing(source: &Source, closed: &Closed) -> Option<Figure> {
    let (tally, method) = (closed.tally, closed.method());
    let label = |option: &OptionTally| one_line(source.contents.option_label(option.option));
    if tally.options.is_empty() || tally.voted == 0 {
        return None;
    }
    let in_words = |what: &str| {
        let told: Vec<String> = tally
            .options
            .iter()
            .take(DRAWN)
            .map(|option| format!("{}: {} of {}", label(option), option.people, closed.base(option)))
            .collect();
        format!("{what} {}.", told.join("; "))
    };
    let (caption, alternative, drawing) = match method {
        BallotMethod::Dots { .. } | BallotMethod::Ranking { .. } => (
            "People who chose each option. One stroke is one person.".to_owned(),
            in_words("People who chose each option, best first."),
            Drawing::Votes(votes(source, closed)),
        ),
        BallotMethod::TwoScales { across, up, .. } => {
            let caption = format!(
                "Each option by the middle of its marks: {} to the right, {} upwards. The lines through the plot are the middles of all options.",
                one_line(&across.title),
                one_line(&up.title)
            );
            let matrix = matrix(source, closed, across, up)?;
            let told: Vec<String> = matrix
                .points
                .iter()
                .map(|point| {
                    let [across, up] = [point.across, point.up].map(|at| figure(i32::try_from(at).unwrap_or_default()));
                    format!("{}: {across} and {up}", point.name)
                })
                .collect();
            let alternative = format!("Middles of each option on both scales. {}.", told.join("; "));
            (caption, alternative, Drawing::Matrix(matrix))
        }
        BallotMethod::Reactions { .. } => return None,
        BallotMethod::FistToFive { .. } | BallotMethod::Gradients { .. } | BallotMethod::Scale { .. } => (
            "How many people gave each value.".to_owned(),
            in_words("People in favour of each option."),
            Drawing::Distribution(distribution(source, closed)?),
        ),
    };
    Some(Figure { caption, alternative, drawing })
}

fn votes(source: &Source, closed: &Closed) -> Votes {
    let options = closed.tally.options.iter().take(DRAWN).enumerate().map(|(at, option)| VoteBar {
        rank: option.rank,
        name: one_line(source.contents.option_label(option.option)),
        people: option.people,
        labels: option.labels.iter().map(|label| methods::label(*label).to_owned()).collect(),
        close_to_next: closed.close_to_next(at),
    });
    Votes { of: closed.tally.eligible, unit: "people".to_owned(), options: options.collect() }
}

fn distribution(source: &Source, closed: &Closed) -> Option<Distribution> {
    let spreads = |option: &OptionTally| option.spreads.first().map(|spread| spread.counts.clone());
    let first = closed.tally.options.iter().find_map(|option| option.spreads.first())?;
    let values = (first.least..).take(first.counts.len()).map(|value| {
        let meaning = one_line(methods::value(closed.method(), value));
        if meaning.is_empty() { value.to_string() } else { meaning }
    });
    let options = closed
        .tally
        .options
        .iter()
        .take(DRAWN)
        .filter_map(|option| Some((one_line(source.contents.option_label(option.option)), spreads(option)?)));
    Some(Distribution { values: values.collect(), options: options.collect() })
}

fn matrix(
    source: &Source,
    closed: &Closed,
    across: &charrette_protocol::Axis,
    up: &charrette_protocol::Axis,
) -> Option<Matrix> {
    let middle =
        |option: &OptionTally, at: usize| option.spreads.get(at).and_then(|spread| spread.median).map(i64::from);
    let half = |option: &OptionTally, at: usize| {
        let half = option.spreads.get(at).and_then(|spread| spread.middle_half);
        half.map(|(from, to)| (i64::from(from), i64::from(to)))
    };
    let placed =
        closed.tally.options.iter().filter_map(|option| Some((option, middle(option, 0)?, middle(option, 1)?)));
    let points: Vec<MatrixPoint> = (1..)
        .zip(placed)
        .map(|(number, (option, across, up))| MatrixPoint {
            number,
            name: one_line(source.contents.option_label(option.option)),
            across,
            up,
            spread_across: half(option, 0),
            spread_up: half(option, 1),
        })
        .collect();
    let axis = |axis: &charrette_protocol::Axis, at: fn(&MatrixPoint) -> i64| crate::model::Axis {
        title: one_line(&axis.title),
        low: one_line(&axis.low),
        high: one_line(&axis.high),
        middle: median(points.iter().map(at).collect()),
    };
    let (across, up) = (axis(across, |point| point.across), axis(up, |point| point.up));
    (!points.is_empty()).then_some(Matrix { across, up, points })
}

fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let (below, above) = (values.get(values.len().checked_sub(1)? / 2)?, values.get(values.len() / 2)?);
    Some(i64::midpoint(*below, *above))
}
