//! What facilitators did.

use super::Sheet;
use super::sheets::{maybe, sheet, word};
use crate::dates;
use crate::view::Contents;

/// The acts of facilitators, oldest first. What each was done to is called as it was called then.
pub(super) fn acts(contents: &Contents) -> Sheet {
    let headings =
        &["number", "time", "by_id", "by", "act", "took_back", "name", "detail", "count", "on_kind", "on_id"];
    sheet("acts", headings, &contents.acts, |act| {
        row![
            act.number,
            dates::minute(act.at),
            act.by,
            act.who,
            word(&act.what),
            act.took_back.map(|act| word(&act)).unwrap_or_default(),
            maybe(act.name.as_ref()),
            maybe(act.detail.as_ref()),
            maybe(act.count),
            act.on.map(|on| word(&on.kind)).unwrap_or_default(),
            maybe(act.on.map(|on| on.id)),
        ]
    })
}
