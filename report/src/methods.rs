//! What a ballot's method is called, and what its numbers mean, in words for files.

use charrette_protocol::{BallotMethod, ResultLabel, Thousandths};

/// A method's name in a table.
pub(crate) const fn name(method: &BallotMethod) -> &'static str {
    match method {
        BallotMethod::Dots { .. } => "dots",
        BallotMethod::FistToFive { .. } => "fist to five",
        BallotMethod::Gradients { .. } => "gradients of agreement",
        BallotMethod::Scale { .. } => "scale",
        BallotMethod::TwoScales { .. } => "two scales",
        BallotMethod::Ranking { .. } => "ranking",
        BallotMethod::Reactions { .. } => "high and low points",
    }
}

/// What one of its scales measures; empty where there is only one.
pub(crate) fn scale(method: &BallotMethod, at: usize) -> &str {
    match method {
        BallotMethod::TwoScales { across, up, .. } => {
            if at == 0 {
                &across.title
            } else {
                &up.title
            }
        }
        _ => "",
    }
}

/// What a value means; empty where the number says it.
pub(crate) fn value(method: &BallotMethod, number: u16) -> &str {
    match method {
        BallotMethod::Gradients { labels } | BallotMethod::Scale { labels, .. } => {
            labels.get(usize::from(number).wrapping_sub(1)).map_or("", String::as_str)
        }
        BallotMethod::Reactions { .. } => match number {
            1 => "high point",
            2 => "low point",
            _ => "",
        },
        _ => "",
    }
}

/// What it means that people are counted for an option.
pub(crate) const fn people(method: &BallotMethod) -> &'static str {
    match method {
        BallotMethod::Dots { .. } => "People",
        BallotMethod::FistToFive { .. } => "At 3 to 5",
        BallotMethod::Gradients { .. } => "In favour",
        BallotMethod::Scale { .. } => "At 4 or 5",
        BallotMethod::TwoScales { gap: true, .. } => "With a gap",
        BallotMethod::TwoScales { gap: false, .. } => "High on both",
        BallotMethod::Ranking { .. } => "Ranked by",
        BallotMethod::Reactions { .. } => "Turning point",
    }
}

/// A mark as it stands in a table: `4`, or `2 / 5`.
pub(crate) fn mark(marks: &[u16]) -> String {
    marks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ")
}

/// A label in words.
pub(crate) const fn label(label: ResultLabel) -> &'static str {
    match label {
        ResultLabel::CommonGround => "common ground",
        ResultLabel::OneGroupPriority => "one group's priority",
        ResultLabel::HiddenConsensus => "hidden consensus",
        ResultLabel::Divided => "divided",
        ResultLabel::GroupDivided => "divided by group",
    }
}

/// Labels in words, one after another.
pub(crate) fn labels(of: &[ResultLabel]) -> String {
    of.iter().map(|one| label(*one)).collect::<Vec<_>>().join("; ")
}

/// A figure as people write it: `3.5`, `4`, `0.223`.
pub(crate) fn figure(thousandths: Thousandths) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let written = format!("{sign}{whole}.{part:03}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_people_write_them() {
        let written = [3500, 4000, 223, 0, -1500, -40, 10_000].map(figure);
        assert_eq!(written, ["3.5", "4", "0.223", "0", "-1.5", "-0.04", "10"]);
    }
}
