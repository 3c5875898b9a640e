//! The first sheet: what came of each ballot, as a table and a chart that can be edited.

use super::cells::{grow, put};
use super::{Formats, INK, Kind, QUIET, RULE, in_words};
use crate::View;
use crate::methods;
use crate::plain::one_line;
use crate::tables::cut;
use crate::view::Contents;
use charrette_protocol::{OptionTally, ResultRecord};
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, Color, Worksheet,
    XlsxError,
};
use std::ops::Range;

const SHEET: &str = "Results";
const OPTION: u16 = 1;
const PEOPLE: u16 = 2;
/// Values of a scale that have a column each.
const VALUES: usize = 10;
/// How wide columns are, in characters.
const OPTION_WIDE: f64 = 60.0;
const VALUE_WIDE: f64 = 20.0;
/// A row of one line, in pixels.
const ROW_TALL: u32 = 20;

/// Inks for up to ten values of a scale, light to dark: told apart in print without colour.
const SCALE: [u32; 5] = [0xD9_E2E3, 0xB4_C4C9, 0x8F_A6AE, 0x55_6873, 0x1B_2B36];

/// Writes the sheet. A view without closed ballots has one that says so.
pub(super) fn write(view: &View, formats: &Formats, to: &mut Worksheet) -> Result<(), XlsxError> {
    let contents = Contents::of(view);
    to.set_name(SHEET)?;
    to.set_column_width(0, 7)?;
    to.set_column_width(OPTION, OPTION_WIDE)?;
    to.set_column_range_width(PEOPLE, PEOPLE + VALUES as u16 + 1, VALUE_WIDE)?;
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    to.write_string_with_format(0, 0, cut(one_line(&view.title)), &formats.title)?;
    let mut row = 2;
    if contents.results.is_empty() {
        to.write_string_with_format(row, 0, "No ballot was closed.", &formats.fact)?;
    }
    for result in &contents.results {
        row = ballot(&contents, result, formats, to, row)?;
    }
    Ok(())
}

/// Writes a ballot from a row on. Returns the row where the next can begin.
fn ballot(
    contents: &Contents,
    result: &ResultRecord,
    formats: &Formats,
    to: &mut Worksheet,
    top: u32,
) -> Result<u32, XlsxError> {
    let tally = &result.tally;
    let method = contents.ballot_method(result.id);
    to.write_string_with_format(top, 0, cut(one_line(contents.ballot_question(result.id))), &formats.title)?;
    let name = method.map_or("ballot", methods::name);
    let facts = format!("{}. {} of {} people voted.", in_words(name), tally.voted, tally.eligible);
    to.write_string_with_format(top + 1, 0, facts, &formats.fact)?;

    let head = top + 2;
    let scales = tally.options.iter().map(|option| option.spreads.len()).max().unwrap_or_default();
    let values = values(contents, result, scales);
    let people = method.map_or("People", methods::people);
    let mut headings = vec!["Rank".to_owned(), "Option".to_owned(), people.to_owned()];
    headings.extend(values.iter().map(|(_, words)| words.clone()));
    if scales > 1 {
        headings
            .extend((0..scales).map(|at| method.map_or(String::new(), |method| methods::scale(method, at).to_owned())));
    }
    headings.push("Reading".to_owned());
    let reading = (headings.len() - 1) as u16;
    for (column, heading) in (0..).zip(&headings) {
        let format = match column {
            0 => &formats.heading_of_ranks,
            OPTION => &formats.heading,
            _ if column == reading => &formats.heading,
            _ => &formats.heading_of_numbers,
        };
        to.write_string_with_format(head, column, cut(one_line(heading)), format)?;
    }
    to.set_row_height(head, 32)?;
    for (row, option) in (head + 1..).zip(&tally.options) {
        to.write_number_with_format(row, 0, option.rank, &formats.rank)?;
        let label = contents.option_label(option.option);
        let words = methods::labels(&option.labels);
        grow(to, row, &[(label, OPTION_WIDE), (&words, VALUE_WIDE)])?;
        put(to, (row, OPTION), Kind::Text, label, formats)?;
        put(to, (row, PEOPLE), Kind::Number, &option.people.to_string(), formats)?;
        for (column, (value, _)) in (PEOPLE + 1..).zip(&values) {
            put(to, (row, column), Kind::Number, &at_value(option, *value).to_string(), formats)?;
        }
        if scales > 1 {
            for (column, spread) in (PEOPLE + 1..).zip(&option.spreads) {
                let median = spread.median.map(methods::figure).unwrap_or_default();
                put(to, (row, column), Kind::Number, &median, formats)?;
            }
        }
        put(to, (row, reading), Kind::Text, &words, formats)?;
    }
    let count = tally.options.len() as u32;
    let end = head + 1 + count;
    if count == 0 {
        return Ok(end + 2);
    }
    let columns = match (values.len(), scales) {
        (1.., _) => PEOPLE + 1..PEOPLE + 1 + values.len() as u16,
        (_, 2..) => PEOPLE + 1..PEOPLE + 1 + scales as u16,
        _ => PEOPLE..PEOPLE + 1,
    };
    let chart = chart((head, count), columns, !values.is_empty());
    let tall = height(count, scales);
    to.insert_chart(top, reading + 2, &chart)?;
    Ok(end.max(top + tall / ROW_TALL + 1) + 1)
}

/// The values of a single scale, each with its meaning; none if there is no scale, or more than one.
fn values(contents: &Contents, result: &ResultRecord, scales: usize) -> Vec<(u16, String)> {
    let spread = result.tally.options.iter().find_map(|option| option.spreads.first());
    let (Some(spread), Some(method), 1) = (spread, contents.ballot_method(result.id), scales) else {
        return Vec::new();
    };
    let worded = |value: u16| match methods::value(method, value) {
        "" => value.to_string(),
        meaning => format!("{value} {meaning}"),
    };
    (spread.least..).take(spread.counts.len().min(VALUES)).map(|value| (value, worded(value))).collect()
}

fn at_value(option: &OptionTally, value: u16) -> u32 {
    let at =
        |spread: &charrette_protocol::Spread| spread.counts.get(usize::from(value.checked_sub(spread.least)?)).copied();
    option.spreads.first().and_then(at).unwrap_or_default()
}

fn height(options: u32, scales: usize) -> u32 {
    100 + options.min(60) * if scales > 1 { 44 } else { 30 }
}

/// A bar chart over the rows below `head`, a series for each column. Its words are those of the cells: a
/// text in the chart itself could be taken for a formula.
fn chart((head, count): (u32, u32), columns: Range<u16>, shares: bool) -> Chart {
    let mut chart = if shares { Chart::new(rust_xlsxwriter::ChartType::BarPercentStacked) } else { Chart::new_bar() };
    let several = columns.len();
    let font = ChartFont::new().set_color(INK).set_size(10).clone();
    for (at, column) in columns.enumerate() {
        let ink = if several == 1 { INK } else { Color::RGB(SCALE[at * (SCALE.len() - 1) / (several - 1)]) };
        let dark = several == 1 || at * (SCALE.len() - 1) / (several - 1) >= 3;
        let mut label = ChartDataLabel::new();
        label.show_value();
        if shares {
            let ink = if dark { Color::White } else { INK };
            // A value that nobody gave has no number in the bar.
            label.set_num_format("0;;;").set_font(ChartFont::new().set_color(ink).set_size(9));
        } else {
            label.set_font(&font);
        }
        chart
            .add_series()
            .set_name((SHEET, head, column))
            .set_categories((SHEET, head + 1, OPTION, head + count, OPTION))
            .set_values((SHEET, head + 1, column, head + count, column))
            .set_gap(60)
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(ink))
                    .set_border(ChartLine::new().set_color(Color::White)),
            )
            .set_data_label(&label);
    }
    chart.title().set_hidden();
    if several == 1 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font);
    }
    // In a bar chart the options are on the upright axis. The first is on top, as in the table.
    chart.y_axis().set_reverse().set_font(&font).set_major_gridlines(false);
    chart.y_axis().set_format(ChartFormat::new().set_line(ChartLine::new().set_color(QUIET)));
    chart.x_axis().set_major_gridlines_line(ChartLine::new().set_color(RULE)).set_min(0).set_hidden(true);
    chart.set_width(720).set_height(height(count, if shares { 1 } else { several }));
    chart.set_alt_text("The table to the left as a bar chart");
    chart
}
