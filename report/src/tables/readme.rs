//! What stands beside the tables, for whoever opens the zip years later.

use super::Sheet;
use crate::View;
use crate::dates;
use crate::plain::one_line;
use charrette_protocol::Record;
use std::fmt::Write;

pub(super) fn text(view: &View, sheets: &[Sheet]) -> String {
    let mut text = format!("{}\n", one_line(&view.title));
    let _ = write!(
        text,
        "Tables of a workshop, exported {}, as seen by {}.\n\n",
        dates::minute_in_words(view.exported),
        super::sheets::audience(view.audience),
    );
    text.push_str(
        "Each file is one table: UTF-8, commas between cells, one line of headings. Columns that end in \"id\" join the \
tables; beside each stands what a person would call it. Times are UTC. Dates are as exact as their column \
\"precision\" says.

These tables are made safe for spreadsheets, so they are not exact copies. A cell that a spreadsheet would take for a \
formula has an apostrophe in front; that is true of ids that begin with a minus sign too. Control characters are \
left out, and a cell of more than 32,767 characters is cut. The archive (JSON) has everything exactly, and a server \
can open it again as a workshop.
",
    );
    if sheets.iter().any(|sheet| sheet.name.starts_with("my_")) {
        text.push_str(
            "\nFiles whose names begin with \"my_\" hold what only you can see, such as notes not yet revealed and your \
own votes. Take them out before you pass this on.\n",
        );
    }
    if view.shared.iter().any(|record| matches!(record, Record::Step(step) if step.settings.practice)) {
        text.push_str("\nWhat was written and voted in practice steps is left out here; the archive has it.\n");
    }
    text.push_str("\nFiles:\n");
    for sheet in sheets {
        let rows = sheet.rows.len();
        let _ = writeln!(text, "  {}.csv: {rows} {}", sheet.name, if rows == 1 { "row" } else { "rows" });
    }
    if !view.state.is_empty() {
        let _ = write!(text, "\nState of the record: {}\n", one_line(&view.state));
    }
    // Editors of Windows show one long line otherwise.
    text.replace('\n', "\r\n")
}
