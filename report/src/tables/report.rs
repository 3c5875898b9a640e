//! What facilitators wrote into the report.

use super::Sheet;
use super::sheets::{sheet, yes};
use crate::view::Contents;
use charrette_protocol::ReportSubject;

/// Texts about parts in the order of the parts, then texts about clusters in the order of the clusters.
pub(super) fn texts(contents: &Contents) -> Sheet {
    let place = |about: ReportSubject| match about {
        ReportSubject::Part { .. } => None,
        ReportSubject::Cluster { cluster } => contents.clusters.iter().position(|one| one.id == cluster),
    };
    let mut texts: Vec<_> = contents.report_texts.iter().collect();
    texts.sort_by_key(|(about, _)| (place(**about), **about));
    let is_left_out = |part| contents.outline.is_some_and(|outline| outline.left_out.contains(part));
    let headings = &["id", "part", "part_left_out", "cluster_id", "cluster", "text", "text_version"];
    sheet("report_texts", headings, &texts, |(about, text)| {
        let mut row = match about {
            ReportSubject::Part { part } => row![text.id, part.key(), yes(is_left_out(part)), "", ""],
            ReportSubject::Cluster { cluster } => row![text.id, "", "", cluster, contents.cluster_name(*cluster)],
        };
        row.extend(row![text.text, text.text_version]);
        row
    })
}
