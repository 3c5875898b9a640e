//! Tables: a head that comes again on every page, rows that stay whole, columns of fixed widths.

use super::TEXT_WIDTH;
use super::direction::Direction;
use super::places::Places;
use super::text::{self, Setting};
use super::xml::Xml;
use crate::model::{Column, Row, Table};

/// Rows with cells of more characters than this may be cut by the end of a page: a row that
/// must stay whole and is higher than a page has nowhere to go.
const WHOLE_ROW: usize = 1_200;

/// The least width of a column, in twentieths of a point: 10 mm.
const LEAST_WIDTH: u32 = 567;

/// The table itself; its caption and its remark stand outside.
pub(super) fn write(xml: &mut Xml, places: &mut Places, table: &Table, caption: &str) {
    let widths = widths(&table.columns);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", "ReportTable");
            xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
            // Fixed, so that a long word breaks in its cell and does not push the others.
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let look = ["w:firstRow", "w:lastRow", "w:firstColumn", "w:lastColumn", "w:noHBand", "w:noVBand"];
            let on = ["1", "0", "0", "0", "1", "1"];
            let mut attributes = vec![("w:val", "0620")];
            attributes.extend(look.into_iter().zip(on));
            xml.empty("w:tblLook", &attributes);
            xml.value("w:tblCaption", caption);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        head(xml, &table.columns, &widths);
        for (index, row) in table.rows.iter().enumerate() {
            // The head with its first row; the last row with what is said about the table.
            let keep_next = index == 0 || (index + 1 == table.rows.len() && !table.remark.is_empty());
            body(xml, places, row, &table.columns, &widths, keep_next);
        }
    });
}

fn head(xml: &mut Xml, columns: &[Column], widths: &[u32]) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            if columns.iter().all(|column| column.title.chars().count() <= WHOLE_ROW) {
                xml.empty("w:cantSplit", &[]);
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (index, (column, width)) in columns.iter().zip(widths).enumerate() {
            cell(xml, *width, index + 1 == columns.len(), |xml| {
                let style = if column.number { "TableHeadNumber" } else { "TableHead" };
                text::line(xml, Setting::kept(style), &column.title);
            });
        }
    });
}

fn body(xml: &mut Xml, places: &mut Places, row: &Row, columns: &[Column], widths: &[u32], keep_next: bool) {
    let length = |cell: &Vec<_>| cell.iter().map(|span: &crate::model::Span| span.text.chars().count()).sum::<usize>();
    xml.element("w:tr", &[], |xml| {
        if row.cells.iter().all(|cell| length(cell) <= WHOLE_ROW) {
            xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        }
        for (index, (column, width)) in columns.iter().zip(widths).enumerate() {
            // A row that is too short still fills the table: Word calls anything else damaged.
            let spans = row.cells.get(index).map_or(&[][..], Vec::as_slice);
            cell(xml, *width, index + 1 == columns.len(), |xml| {
                let style = if column.number { "TableNumber" } else { "TableText" };
                // Numbers stand at the right however they are read.
                let reads = if column.number { Direction::Rightwards } else { text::direction_of(spans) };
                text::paragraph(xml, Setting { keep_next, ..Setting::styled(style) }, reads, |xml| {
                    if index == 0 {
                        places.bookmark(xml, row.anchor.as_ref());
                    }
                    text::spans(xml, places, spans, reads);
                });
            });
        }
    });
}

fn cell(xml: &mut Xml, width: u32, last: bool, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if last {
                // No gap where no column follows, so that numbers end with the rules.
                xml.element("w:tcMar", &[], |xml| xml.empty("w:right", &[("w:w", "0"), ("w:type", "dxa")]));
            }
        });
        inside(xml);
    });
}

/// The columns' widths in twentieths of a point: the text's width in their proportions, none too narrow to be read,
/// and all of them together never wider than the text.
fn widths(columns: &[Column]) -> Vec<u32> {
    let least = LEAST_WIDTH.min(TEXT_WIDTH / columns.len().max(1) as u32);
    let share = |column: &Column| u32::from(column.width.max(1));
    let all: u32 = columns.iter().map(share).sum();
    let narrow = |column: &Column| TEXT_WIDTH * share(column) / all < least;
    let rest = TEXT_WIDTH - least * columns.iter().filter(|column| narrow(column)).count() as u32;
    let wide: u32 = columns.iter().filter(|column| !narrow(column)).map(share).sum();
    let width = |column: &Column| if narrow(column) { least } else { (rest * share(column) / wide).max(1) };
    columns.iter().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths_of(shares: &[u16]) -> Vec<u32> {
        let column = |&width: &u16| Column { title: String::new(), number: false, width };
        widths(&shares.iter().map(column).collect::<Vec<_>>())
    }

    #[test]
    fn columns_fill_the_text_and_none_is_too_narrow() {
        assert_eq!(widths_of(&[1, 1]), [4252, 4252]);
        assert_eq!(widths_of(&[3, 1]), [6378, 2126]);
        assert_eq!(widths_of(&[0, u16::MAX]), [567, 7937]);
        assert!(widths_of(&[1; 30]).iter().all(|width| *width == 283));
        assert!(widths_of(&[]).is_empty());
    }
}
