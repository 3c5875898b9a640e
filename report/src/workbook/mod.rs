//! All tables of a view as one workbook: a sheet for each, numbers as numbers, times as dates, and
//! the results once more on a sheet of their own, with charts.
//!
//! Every text of a workshop is written as a text, so nothing in the file is calculated and nothing leads out
//! of it. The file says when the view was taken, not when it was written: the same view gives the same bytes.

mod cells;
mod results;

use crate::View;
use crate::tables::{self, Sheet};
use cells::{Kind, grow, kind, put};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// The look's inks.
const INK: Color = Color::RGB(0x13_1B22);
const QUIET: Color = Color::RGB(0x5C_666E);
const RULE: Color = Color::RGB(0xCB_D1C8);

/// How cells are set.
struct Formats {
    heading: Format,
    heading_of_numbers: Format,
    heading_of_ranks: Format,
    rank: Format,
    text: Format,
    id: Format,
    number: Format,
    time: Format,
    title: Format,
    fact: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_font_name("Calibri").set_font_size(11).set_align(FormatAlign::Top);
        let heading = cell().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        let heading = heading.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(INK);
        Self {
            heading_of_ranks: heading.clone(),
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading: heading.set_align(FormatAlign::Left).set_indent(1),
            rank: cell().set_align(FormatAlign::Left),
            text: cell().set_text_wrap().set_align(FormatAlign::Left).set_indent(1),
            id: cell().set_font_color(QUIET),
            number: cell().set_num_format("General").set_align(FormatAlign::Right),
            time: cell().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            title: cell().set_bold().set_font_size(14),
            fact: cell().set_font_color(QUIET),
        }
    }
}

/// The workbook with the tables of a view.
pub fn write(view: &View) -> Vec<u8> {
    // What the library can refuse are names, places and lengths, all of which are ours.
    build(view).expect("sheets have names that fit and texts are cut to what a cell takes")
}

fn build(view: &View) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut workbook = Workbook::new();
    let properties = DocProperties::new().set_title(one_line_of(&view.title));
    workbook.set_properties(&properties.set_creation_datetime(&cells::date(view.exported)?));
    let sheets = tables::all(view);
    results::write(view, &formats, workbook.add_worksheet())?;
    for sheet in &sheets {
        table(sheet, &formats, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}

/// A title as a property: short enough for what shows it.
fn one_line_of(title: &str) -> String {
    crate::plain::one_line(title).chars().take(200).collect()
}

/// A name as people write it: `text_version` is "Text version".
fn in_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn table(sheet: &Sheet, formats: &Formats, to: &mut Worksheet) -> Result<(), XlsxError> {
    // The sheet with the charts is the one that people look for as "Results".
    let name = if sheet.name == "results" { "Results by option".to_owned() } else { in_words(sheet.name) };
    to.set_name(name)?;
    let mut widths = Vec::new();
    for (column, heading) in (0..).zip(sheet.headings) {
        let kind = kind(heading);
        let format = if kind == Kind::Number { &formats.heading_of_numbers } else { &formats.heading };
        to.write_string_with_format(0, column, in_words(heading), format)?;
        let texts = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let width = width(kind, heading, texts.clone());
        to.set_column_width(column, width)?;
        widths.push((kind, width));
        for (row, text) in (1..).zip(texts) {
            put(to, (row, column), kind, text, formats)?;
        }
    }
    to.set_row_height(0, 32)?;
    for (row, texts) in (1..).zip(&sheet.rows) {
        let texts = texts.iter().zip(&widths).filter(|(_, (kind, _))| *kind == Kind::Text);
        let texts: Vec<_> = texts.map(|(text, (_, width))| (text.as_str(), *width)).collect();
        grow(to, row, &texts)?;
    }
    let (rows, columns) = (sheet.rows.len() as u32, sheet.headings.len() as u16);
    if rows > 0 {
        to.autofilter(0, 0, rows, columns - 1)?;
    }
    to.set_freeze_panes(1, 0)?;
    print(to, widths.iter().map(|(_, width)| width).sum());
    Ok(())
}

/// How wide a column is, in characters: as its longest line, within reason.
fn width<'a>(kind: Kind, heading: &str, texts: impl Iterator<Item = &'a String>) -> f64 {
    let word = heading.split('_').map(|word| word.chars().count()).max().unwrap_or_default() as f64;
    match kind {
        Kind::Id => 12.0,
        Kind::Number => word.max(6.0) + 4.0,
        Kind::Time => 17.0,
        Kind::Text => {
            let longest =
                texts.flat_map(|text| text.lines()).map(|line| line.chars().count()).max().unwrap_or_default();
            (longest as f64 + 2.0).clamp(word.max(6.0) + 4.0, 50.0)
        }
    }
}

/// On paper: across, the first row on each page, and as wide as a page if that can still be read.
fn print(to: &mut Worksheet, wide: f64) {
    to.set_landscape().set_paper_size(9);
    if wide < 220.0 {
        to.set_print_fit_to_pages(1, 0);
    }
    // Refused only beyond the last row there is.
    let _ = to.set_repeat_rows(0, 0);
}
