//! Cells that a spreadsheet would take for formulas, made into text.
//!
//! A cell is executed if the first thing seen in it is one of a few signs. Such a cell gets an
//! apostrophe in front. So does what follows a semicolon, a tab or a line break within a cell:
//! a spreadsheet that expects semicolons splits a file of commas there, quotes or not.

/// What a formula can begin with, in its usual, its full-width and its small form.
const STARTERS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

const APOSTROPHE: char = '\'';

/// What may stand before a formula without keeping a spreadsheet from seeing it.
fn is_passed_over(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '"' | '\'' | '“' | '”' | '‘' | '’' | ',' | ';' | '|')
        || matches!(character, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// After what, within a cell, another cell might begin.
fn is_break(character: char) -> bool {
    matches!(character, ';' | '\t' | '\n' | '\r')
}

/// For each character, whether a cell that began there would be taken for a formula.
fn danger(characters: &[char]) -> Vec<bool> {
    let mut danger = vec![false; characters.len() + 1];
    for (at, &character) in characters.iter().enumerate().rev() {
        danger[at] = match character {
            '\t' | '\r' => true,
            // ";-)" is a smile; nothing that begins so can be calculated.
            _ if STARTERS.contains(&character) => characters.get(at + 1) != Some(&')'),
            _ => is_passed_over(character) && danger[at + 1],
        };
    }
    danger
}

/// The text as a cell: nothing in it is taken for a formula. [`unguard`] takes that back.
pub fn guard(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let danger = danger(&characters);
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for (at, &character) in characters.iter().enumerate() {
        if begins && danger[at] {
            guarded.push(APOSTROPHE);
        }
        guarded.push(character);
        begins = is_break(character);
    }
    guarded
}

/// The text of a cell that [`guard`] made; other cells stay as they are.
pub fn unguard(cell: &str) -> String {
    let characters: Vec<char> = cell.chars().collect();
    let danger = danger(&characters);
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for (at, &character) in characters.iter().enumerate() {
        if !(begins && character == APOSTROPHE && danger[at + 1]) {
            text.push(character);
        }
        begins = is_break(character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// [EXPORT-3]
    #[test]
    fn formulas_become_text_and_text_stays() {
        for (text, guarded) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-2 degrees", "'-2 degrees"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠a", "'＠a"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\tword", "'\tword"),
            ("  =1", "'  =1"),
            ("\u{a0}\u{3000}=1", "'\u{a0}\u{3000}=1"),
            ("\"=1", "'\"=1"),
            ("'=1", "''=1"),
            (",=1", "',=1"),
            (";=1", "';'=1"),
            ("\u{200b}=1", "'\u{200b}=1"),
            ("fine;=cmd|' /C calc'!A0", "fine;'=cmd|' /C calc'!A0"),
            ("first\n=HYPERLINK(\"x\")", "first\n'=HYPERLINK(\"x\")"),
            ("a = b + c - d @ e", "a = b + c - d @ e"),
            ("we will see ;-)", "we will see ;-)"),
            ("1988-10-14", "1988-10-14"),
            ("", ""),
        ] {
            assert_eq!(guard(text), guarded, "{text:?}");
            assert_eq!(unguard(guarded), text, "{text:?}");
        }
    }

    #[test]
    fn a_long_run_of_separators_takes_no_time() {
        let run = ";\"".repeat(200_000);
        assert_eq!(guard(&run), run);
        assert!(guard(&format!("{run}=")).starts_with('\''));
    }

    fn cells() -> impl Strategy<Value = String> {
        let sign =
            prop::sample::select(vec!['=', '+', '-', '@', '＝', '\t', '\r', '\n', ';', ',', '"', '\'', ' ', ')']);
        prop::collection::vec(prop_oneof![3 => sign, 1 => any::<char>()], 0..16).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back_and_is_no_formula(text in cells()) {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), text);
            let pieces = guarded.split([';', '\t', '\n', '\r']);
            for piece in pieces {
                let seen = piece.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == ',');
                let formula = seen.starts_with(&STARTERS[..]) && !seen[seen.chars().next().map_or(0, char::len_utf8)..].starts_with(')');
                prop_assert!(!formula, "{:?} in {:?}", piece, guarded);
            }
        }
    }
}
