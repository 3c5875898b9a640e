//! From text to rows of cells, each with the line it begins in.
//!
//! A parser of our own, since an import must go on where others give up: a quotation mark that
//! is never closed costs the line it stands in, not the rest of the file.

use charrette_protocol::FileSeparator;

/// A cell in quotation marks ends within so many bytes, or its mark is taken as never closed.
/// No text of a workshop is nearly as long.
const QUOTED_BYTES: usize = 65_536;

/// A row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line it begins in, from 1.
    pub line: u32,
    /// Its cells; none = a quotation mark in it is not closed.
    pub cells: Option<Vec<String>>,
}

impl Row {
    fn is_blank(&self) -> bool {
        self.cells.as_ref().is_some_and(|cells| cells.iter().all(|cell| cell.trim().is_empty()))
    }
}

/// The letter of a separator.
const fn letter(separator: FileSeparator) -> char {
    match separator {
        FileSeparator::Comma => ',',
        FileSeparator::Semicolon => ';',
        FileSeparator::Tab => '\t',
    }
}

/// A text, and what is known of its form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'a> {
    text: &'a str,
    first_line: u32,
    separator: Option<FileSeparator>,
}

impl<'a> Form<'a> {
    /// The rows of a text whose first line has this number.
    pub fn new(text: &'a str, first_line: u32, separator: Option<FileSeparator>) -> Self {
        Self { text, first_line, separator }
    }

    /// The rows in which something stands, in order.
    pub fn rows(self) -> impl Iterator<Item = Row> + use<'a> {
        let mut rest = self.text;
        let mut line = self.first_line;
        let separator = self.separator.map(letter);
        std::iter::from_fn(move || {
            // Lines of nothing are passed over without being read cell by cell: a file may have millions.
            while let Some(length) = blank_line(rest, separator) {
                line += 1;
                rest = &rest[length..];
            }
            if rest.is_empty() {
                return None;
            }
            let (cells, length) = match row(rest, separator) {
                Some((cells, length)) => (Some(cells), length),
                None => (None, rest.find('\n').map_or(rest.len(), |at| at + 1)),
            };
            let found = Row { line, cells };
            line += u32::try_from(rest[..length].matches('\n').count()).unwrap_or_default();
            rest = &rest[length..];
            Some(found)
        })
        .filter(|row| !row.is_blank())
    }
}

/// The bytes of a line at the beginning of a text in which nothing stands; none if something does, or the text is over.
fn blank_line(text: &str, separator: Option<char>) -> Option<usize> {
    let length = text.find('\n').map_or(text.len(), |at| at + 1);
    let says_nothing = |character: char| character.is_whitespace() || Some(character) == separator;
    (length > 0 && text[..length].chars().all(says_nothing)).then_some(length)
}

/// Reads a row at the beginning of a text: its cells, and how many bytes it takes with its line
/// break. None: a quotation mark is not closed.
fn row(text: &str, separator: Option<char>) -> Option<(Vec<String>, usize)> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let (cell, length) = cell(&text[at..], separator)?;
        cells.push(cell);
        at += length;
        match text[at..].chars().next() {
            Some('\n') => return Some((cells, at + 1)),
            // Only a separator is left.
            Some(other) => at += other.len_utf8(),
            None => return Some((cells, at)),
        }
    }
}

/// Reads a cell at the beginning of a text, up to what ends it.
fn cell(text: &str, separator: Option<char>) -> Option<(String, usize)> {
    let ends = |character: char| character == '\n' || Some(character) == separator;
    let plain = || {
        let length = text.find(ends).unwrap_or(text.len());
        (text[..length].to_owned(), length)
    };
    // Blanks may stand before the mark, though no standard says so.
    let blanks = text.len() - text.trim_start_matches(' ').len();
    let Some(inside) = text[blanks..].strip_prefix('"') else { return Some(plain()) };
    let mut content = String::new();
    let mut from = 0;
    loop {
        let mark = from + inside[from..].find('"')?;
        if mark > QUOTED_BYTES {
            return None;
        }
        content.push_str(&inside[from..mark]);
        let after = &inside[mark + 1..];
        if after.starts_with('"') {
            content.push('"');
            from = mark + 2;
            continue;
        }
        let trailing = after.len() - after.trim_start_matches(' ').len();
        if after[trailing..].chars().next().is_none_or(ends) {
            return Some((content, blanks + 1 + mark + 1 + trailing));
        }
        // "Quoted" words go on: the marks belong to the text. Over several lines, though, it is
        // more likely that a mark is missing.
        return if inside[..mark].contains('\n') { None } else { Some(plain()) };
    }
}

/// A first line `sep=;`, by which spreadsheets are told the separator: the separator, and the
/// text after that line.
pub(super) fn told(text: &str) -> Option<(FileSeparator, &str)> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches('"');
    let told = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &first[4..])?;
    let separator = match told {
        "," => FileSeparator::Comma,
        ";" => FileSeparator::Semicolon,
        "\t" => FileSeparator::Tab,
        _ => return None,
    };
    Some((separator, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, separator: FileSeparator) -> Vec<(u32, Option<Vec<String>>)> {
        Form::new(text, 1, Some(separator)).rows().map(|row| (row.line, row.cells)).collect()
    }

    fn cells(cells: &[&str]) -> Option<Vec<String>> {
        Some(cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn rows_know_their_lines() {
        let text = "a,b\n\n\"two\nlines\",\"say \"\"so\"\"\"\n , \nlast,\n";
        assert_eq!(
            rows(text, FileSeparator::Comma),
            [(1, cells(&["a", "b"])), (3, cells(&["two\nlines", "say \"so\""])), (6, cells(&["last", ""]))],
        );
    }

    #[test]
    fn a_mark_that_is_not_closed_costs_its_own_line() {
        let text = "\"Oops, open\nnext,fine\nlast,\"also\nopen";
        assert_eq!(
            rows(text, FileSeparator::Comma),
            [(1, None), (2, cells(&["next", "fine"])), (3, None), (4, cells(&["open"]))],
        );
        let text = "\"Oops\nshe said \"yes\" loudly\nfine\n";
        assert_eq!(
            rows(text, FileSeparator::Comma),
            [(1, None), (2, cells(&["she said \"yes\" loudly"])), (3, cells(&["fine"]))],
        );
    }

    #[test]
    fn marks_within_a_text_belong_to_it() {
        assert_eq!(rows("\"Value\" is a word,x\n", FileSeparator::Comma), [(1, cells(&["\"Value\" is a word", "x"]))]);
        assert_eq!(rows("a \"b\" c;d", FileSeparator::Semicolon), [(1, cells(&["a \"b\" c", "d"]))]);
        assert_eq!(rows(" \"a,b\" ,c", FileSeparator::Comma), [(1, cells(&["a,b", "c"]))]);
    }

    #[test]
    fn without_a_separator_a_line_is_a_cell() {
        let text = "one, two; three\n\"a\nb\"\n";
        let rows: Vec<_> = Form::new(text, 3, None).rows().collect();
        assert_eq!(rows[0], Row { line: 3, cells: cells(&["one, two; three"]) });
        assert_eq!(rows[1], Row { line: 4, cells: cells(&["a\nb"]) });
    }

    #[test]
    fn a_file_may_tell_its_separator() {
        assert_eq!(told("sep=;\na;b"), Some((FileSeparator::Semicolon, "a;b")));
        assert_eq!(told("\"SEP=\t\"\na"), Some((FileSeparator::Tab, "a")));
        assert_eq!(told("sep=x\na"), None);
        assert_eq!(told("séparé"), None);
    }

    proptest! {
        #[test]
        fn what_a_writer_wrote_is_read_as_it_was(
            table in prop::collection::vec(prop::collection::vec("[a-z\",;\n é]{0,8}", 3), 1..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<_> = rows(&text, FileSeparator::Comma).into_iter().map(|(_, cells)| cells.unwrap()).collect();
            let expected: Vec<_> =
                table.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).collect();
            // A cell of blanks and marks alone is the only one that is quoted otherwise.
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[a\",\n]{0,40}") {
            let lines = u32::try_from(text.matches('\n').count()).unwrap() + 1;
            for row in Form::new(&text, 1, Some(FileSeparator::Comma)).rows() {
                prop_assert!(row.line <= lines);
            }
        }
    }
}
