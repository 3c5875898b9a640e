//! Cells, each written as what it is: a number, a time, an id or a text.

use super::Formats;
use crate::plain::plain;
use crate::tables::cut;
use charrette_protocol::Milliseconds;
use rust_xlsxwriter::{ExcelDateTime, Worksheet, XlsxError};

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Leads to a row of another sheet; of no use to a reader.
    Id,
    /// Counts and figures.
    Number,
    /// A point in time. Dates of entries and eras are none: they may be a year or a month.
    Time,
    /// Everything else, above all what people wrote, whatever it looks like.
    Text,
}

/// Columns of numbers. What people wrote is in none of them.
const NUMBERS: [&str; 29] = [
    "changed",
    "consensus",
    "consensus_across_groups",
    "count",
    "dots_or_places_a_person",
    "dots_or_points",
    "effective_priorities",
    "eligible",
    "fact_of_version",
    "gap",
    "marked",
    "median",
    "middle_half_from",
    "middle_half_to",
    "minutes",
    "most_on_one_option",
    "note_limit",
    "notes",
    "number",
    "people",
    "place",
    "polarisation",
    "polarisation_between_groups",
    "rank",
    "text_version",
    "value",
    "voted",
    "voted_in_both_rounds",
    "voted_in_group",
];

/// What the cells under a heading are.
pub(super) fn kind(heading: &str) -> Kind {
    match heading {
        "exported" | "time" => Kind::Time,
        "id" => Kind::Id,
        _ if heading.ends_with("_id") => Kind::Id,
        _ if NUMBERS.contains(&heading) => Kind::Number,
        _ => Kind::Text,
    }
}

/// A point in time as a spreadsheet counts it. Its last year is 9999.
pub(super) fn date(time: Milliseconds) -> Result<ExcelDateTime, XlsxError> {
    const LAST: u64 = 253_402_300_799;
    ExcelDateTime::from_timestamp((time / 1000).min(LAST).try_into().unwrap_or_default())
}

/// Writes a cell. What is not a number or a time after all is written as the text it is.
pub(super) fn put(
    to: &mut Worksheet,
    (row, column): (u32, u16),
    kind: Kind,
    text: &str,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    match kind {
        Kind::Number => {
            if let Some(number) = figure(text) {
                to.write_number_with_format(row, column, number, &formats.number)?;
                return Ok(());
            }
        }
        Kind::Time => {
            if let Some(time) = minute(text) {
                to.write_datetime_with_format(row, column, &time, &formats.time)?;
                return Ok(());
            }
        }
        Kind::Id | Kind::Text => {}
    }
    let format = if kind == Kind::Id { &formats.id } else { &formats.text };
    to.write_string_with_format(row, column, cut(plain(text)), format)?;
    Ok(())
}

/// Makes a row as tall as its texts need, each with the width of its column in characters. Programs that show a
/// workbook do not all do so themselves. A row takes at most 409 points.
pub(super) fn grow(to: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
    let lines = |(text, width): &(&str, f64)| -> usize {
        let wide = width.max(1.0) as usize;
        text.lines().take(40).map(|line| line.chars().take(40 * wide).count().div_ceil(wide).max(1)).sum()
    };
    let most = texts.iter().map(lines).max().unwrap_or(1);
    if most > 1 {
        to.set_row_height(row, (most as f64 * 15.0).min(405.0))?;
    }
    Ok(())
}

/// A figure as the tables write it: digits, at most one point, a minus.
fn figure(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { text.parse().ok() } else { None }
}

/// A time as the tables write it, `2026-11-18 14:03 UTC`.
fn minute(text: &str) -> Option<ExcelDateTime> {
    let text = text.strip_suffix(" UTC")?;
    ExcelDateTime::parse_from_str(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers_and_nothing_else_is() {
        assert_eq!(["3.5", "-2", "0.223", "12"].map(figure), [Some(3.5), Some(-2.0), Some(0.223), Some(12.0)]);
        assert_eq!(["", "inf", "NaN", "1e9", "+1", "0x1", "=1", "1,5", "99999999999999999999"].map(figure), [None; 9]);
    }

    #[test]
    fn times_are_dates() {
        assert!(minute("2026-11-18 14:03 UTC").is_some());
        assert!(minute("2026-11-18 14:03").is_none());
        assert!(date(Milliseconds::MAX).is_ok());
    }
}
