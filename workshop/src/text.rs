//! Text as it is stored: one spelling (NFC), nothing invisible that deceives, and bounded.

use charrette_protocol::{Rejection, RejectionCode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// How long a text may be. Graphemes are what people count as characters; bytes bound what a
/// single one of them can hide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLimit {
    /// Graphemes.
    pub graphemes: usize,
    /// Bytes of UTF-8.
    pub bytes: usize,
}

/// Whether a text may have several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// A single line; breaks become spaces.
    One,
    /// Several lines.
    Many,
}

/// No message holds a text of more bytes.
const FAR: usize = 64 * 1024;

/// The text as it is stored; it may be empty.
///
/// Composed (NFC); every kind of line break is `\n`, or a space where there is one line only;
/// a tab is a space; other control characters and bidirectional overrides and isolates, which
/// would reorder what stands around the text, are dropped, and in a single line whatever has no
/// width and joins nothing; whitespace at both ends is dropped.
///
/// # Errors
///
/// [`RejectionCode::TextTooLong`] with `limit` and `over` in graphemes. Where a text has too many
/// bytes although few graphemes, `limit` is the number of its graphemes that do fit; where not even one does, both
/// are in characters of which a grapheme has many. So they are for a text of over 64 KiB that may have fewer bytes:
/// a file has texts of megabytes, and taking them apart costs a second.
pub fn clean(raw: &str, limit: TextLimit, lines: Lines) -> Result<String, Rejection> {
    if raw.len() > limit.bytes.max(FAR) && raw.trim().len() > limit.bytes.max(FAR) {
        let allowed = limit.graphemes.min(limit.bytes);
        let over = raw.trim().chars().count().saturating_sub(allowed).max(1);
        return Err(Rejection::from(RejectionCode::TextTooLong).with("over", over).with("limit", allowed));
    }
    let mut normal: String = with_plain_breaks(raw, lines).nfc().collect();
    if lines == Lines::One {
        normal = without_stray_joiners(&normal).collect::<String>().nfc().collect();
    }
    // NFC is closed under taking a part, so trimming afterwards keeps it.
    let text = normal.trim();
    let graphemes = text.graphemes(true).count();
    let fitting = if text.len() > limit.bytes { graphemes_within(text, limit.bytes) } else { graphemes };
    if fitting == 0 && graphemes > 0 && limit.graphemes > 0 {
        // Not even one: it has so many marks that each counts.
        let marks = text.char_indices().take_while(|(at, mark)| at + mark.len_utf8() <= limit.bytes).count();
        let over = text.chars().count() - marks;
        return Err(Rejection::from(RejectionCode::TextTooLong).with("over", over).with("limit", marks));
    }
    let allowed = fitting.min(limit.graphemes);
    if graphemes > allowed {
        return Err(Rejection::from(RejectionCode::TextTooLong)
            .with("over", graphemes - allowed)
            .with("limit", if fitting < limit.graphemes { fitting } else { limit.graphemes }));
    }
    Ok(text.to_owned())
}

/// The text as it is stored, of which something must be visible.
///
/// # Errors
///
/// [`RejectionCode::TextEmpty`] if nothing of it can be seen; otherwise as [`clean`].
pub fn required(raw: &str, limit: TextLimit, lines: Lines) -> Result<String, Rejection> {
    let text = clean(raw, limit, lines)?;
    if text.chars().all(|one| is_unseen(one) || is_combining_mark(one)) {
        Err(RejectionCode::TextEmpty.into())
    } else {
        Ok(text)
    }
}

/// Whether two texts read the same to somebody who skims: letters' case and runs of whitespace
/// set aside. Names that must differ are compared so.
pub fn reads_like(one: &str, other: &str) -> bool {
    skim_key(one) == skim_key(other)
}

/// What [`reads_like`] compares, for sets and maps.
pub fn skim_key(text: &str) -> String {
    let folded: String = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    folded.nfkc().filter(|character| !has_no_width(*character)).collect()
}

/// Whether one name can be taken for another: as [`reads_like`], and spaces set aside. Letters of other scripts that look the
/// same are told apart: whoever compares those keeps a table of them up to date.
pub fn passes_for(one: &str, other: &str) -> bool {
    let key = |name: &str| skim_key(name).split_whitespace().collect::<String>();
    key(one) == key(other)
}

/// What is drawn as nothing (Unicode's `Default_Ignorable_Code_Point`), and so tells no name apart.
const fn has_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

fn with_plain_breaks(raw: &str, lines: Lines) -> impl Iterator<Item = char> {
    let line_break = match lines {
        Lines::One => ' ',
        Lines::Many => '\n',
    };
    let mut after_return = false;
    raw.chars().filter_map(move |character| {
        let second_of_pair = after_return && character == '\n';
        after_return = character == '\r';
        match character {
            _ if second_of_pair => None,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(line_break),
            '\t' => Some(' '),
            // A byte order mark within text is a leftover of a file's beginning.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
            // In a line nothing may be told apart that looks the same: names above all.
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' if lines == Lines::One => None,
            _ if character.is_control() => None,
            _ => Some(character),
        }
    })
}

/// Without joiners that join nothing: scripts and pictures need them between two of their own
/// characters; elsewhere they only make two names that look the same.
fn without_stray_joiners(text: &str) -> impl Iterator<Item = char> {
    let mut before = None;
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        loop {
            let character = characters.next()?;
            let joins = |one: char| !one.is_ascii() && !is_joiner(one) && !one.is_whitespace();
            let is_stray =
                is_joiner(character) && !(before.is_some_and(joins) && characters.peek().copied().is_some_and(joins));
            if !is_stray {
                before = Some(character);
                return Some(character);
            }
        }
    })
}

const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

fn graphemes_within(text: &str, bytes: usize) -> usize {
    text.grapheme_indices(true).take_while(|(at, grapheme)| at + grapheme.len() <= bytes).count()
}

/// Characters that leave no mark on the screen when they stand alone.
fn is_unseen(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}'
                | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;
    use proptest::prelude::*;

    fn params(rejection: &Rejection) -> (&str, &str) {
        (&rejection.params["over"], &rejection.params["limit"])
    }

    #[test]
    fn text_is_stored_in_one_spelling_without_deceit() {
        let cases = [
            ("  Cafe\u{301} \n", Lines::One, "Caf\u{e9}"),
            ("one\r\ntwo\rthree", Lines::Many, "one\ntwo\nthree"),
            ("one\r\ntwo\u{2028}three", Lines::One, "one two three"),
            ("a\tb", Lines::Many, "a b"),
            ("a\u{0}b\u{1b}[1mc\u{7f}", Lines::Many, "ab[1mc"),
            ("\u{202e}abc\u{202c} \u{2067}d\u{2069}", Lines::One, "abc d"),
            ("\u{feff}abc", Lines::One, "abc"),
            ("A\u{200b}n\u{200e}n\u{200f}\u{2060}\u{feff}", Lines::One, "Ann"),
            ("\u{200d}An\u{200d}\u{200c}n\u{200c}", Lines::One, "Ann"),
            // Joiners make letters and pictures; they stay.
            ("👩\u{200d}🔬", Lines::One, "👩\u{200d}🔬"),
            ("می\u{200c}خواهم", Lines::One, "می\u{200c}خواهم"),
        ];
        for (raw, lines, expected) in cases {
            assert_eq!(clean(raw, limits::NOTE, lines).as_deref(), Ok(expected), "{raw:?}");
        }
    }

    #[test]
    fn a_text_is_measured_in_what_people_count() {
        let limit = TextLimit { graphemes: 5, bytes: 100 };
        assert!(clean("👩\u{200d}🔬👩\u{200d}🔬👩\u{200d}🔬e\u{301}x", limit, Lines::One).is_ok());
        assert_eq!(params(&clean("12345678", limit, Lines::One).unwrap_err()), ("3", "5"));
        assert!(clean("   12345   ", limit, Lines::One).is_ok(), "what is trimmed does not count");
    }

    #[test]
    fn a_text_of_many_bytes_is_told_how_much_of_it_fits() {
        let limit = TextLimit { graphemes: 10, bytes: 20 };
        let heavy = "👩\u{200d}🔬".repeat(3);
        assert_eq!(params(&clean(&heavy, limit, Lines::One).unwrap_err()), ("2", "1"));
        let piled = format!("a{}", "\u{301}\u{302}".repeat(50));
        assert_eq!(params(&clean(&piled, limit, Lines::One).unwrap_err()), ("90", "10"), "each mark counts");
        let marks = "\u{301}".repeat(30);
        assert_eq!(params(&clean(&marks, limit, Lines::One).unwrap_err()), ("20", "10"));
        let both = "é".repeat(12);
        assert_eq!(params(&clean(&both, limit, Lines::One).unwrap_err()), ("2", "10"));
    }

    #[test]
    fn a_text_that_no_message_holds_is_measured_roughly() {
        let far = "e\u{301}".repeat(FAR);
        let refusal = clean(&far, limits::NOTE, Lines::Many).unwrap_err();
        assert_eq!(refusal.code, RejectionCode::TextTooLong);
        let over = (2 * FAR - limits::NOTE.graphemes).to_string();
        assert_eq!(params(&refusal), (over.as_str(), "500"), "its marks are counted one by one");
        assert_eq!(clean(&" ".repeat(2 * FAR), limits::NOTE, Lines::Many).as_deref(), Ok(""));
    }

    #[test]
    fn what_cannot_be_seen_is_no_text() {
        for raw in ["", "  \n", "\u{200b}\u{200d}", "\u{3164}", "\u{202e}\u{202c}", "\u{2800} \u{ad}", "\u{301}\u{332}"]
        {
            assert_eq!(required(raw, limits::NOTE, Lines::Many).unwrap_err().code, RejectionCode::TextEmpty, "{raw:?}");
        }
        assert_eq!(required(" ? ", limits::NOTE, Lines::Many).as_deref(), Ok("?"));
        assert_eq!(clean("  ", limits::NOTE, Lines::Many).as_deref(), Ok(""));
    }

    #[test]
    fn names_that_skim_alike_are_alike() {
        assert!(reads_like("Dr  Ruiz", "dr ruiz"));
        assert!(reads_like("ÉLAN", "élan"));
        assert!(!reads_like("Table 1", "Table 11"));
    }

    #[test]
    fn a_name_passes_for_another_that_looks_the_same() {
        for name in
            ["lead", "L ead", "L\u{ad}ead", "Lead\u{fe0f}", "Lead\u{34f}", "Lead\u{3164}", "Lead\u{e0041}", "Ｌｅａｄ"]
        {
            assert!(passes_for(name, "Lead"), "{name:?}");
        }
        assert!(!passes_for("Leader", "Lead"));
    }

    fn any_text() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            4 => any::<char>(),
            2 => prop::char::range('\u{0}', '\u{a0}'),
            2 => prop::char::range('\u{300}', '\u{36f}'),
            2 => prop::char::range('\u{2000}', '\u{2070}'),
            1 => prop::char::range('\u{1100}', '\u{11ff}'),
            1 => Just('\r'),
            1 => Just('\n'),
        ];
        prop::collection::vec(character, 0..60).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in any_text(), many: bool) {
            let lines = if many { Lines::Many } else { Lines::One };
            let wide = TextLimit { graphemes: 1_000, bytes: 10_000 };
            let once = clean(&raw, wide, lines).unwrap();
            prop_assert_eq!(clean(&once, wide, lines), Ok(once));
        }

        #[test]
        fn what_passes_is_within_its_limit_and_harmless(
            raw in any_text(), graphemes in 0usize..40, bytes in 0usize..120, many: bool,
        ) {
            let lines = if many { Lines::Many } else { Lines::One };
            if let Ok(text) = clean(&raw, TextLimit { graphemes, bytes }, lines) {
                prop_assert!(text.graphemes(true).count() <= graphemes);
                prop_assert!(text.len() <= bytes);
                let harmful = |character: char| match character {
                    '\n' => !many,
                    '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
                    _ => character.is_control(),
                };
                prop_assert!(!text.chars().any(harmful));
            }
        }

        #[test]
        fn what_is_refused_passes_once_it_is_shortened_as_told(
            raw in any_text(), graphemes in 0usize..40, bytes in 0usize..120,
        ) {
            if let Err(rejection) = clean(&raw, TextLimit { graphemes, bytes }, Lines::One) {
                let (over, limit) = params(&rejection);
                let (over, limit): (usize, usize) = (over.parse().unwrap(), limit.parse().unwrap());
                let text = clean(&raw, TextLimit { graphemes: 1_000, bytes: 10_000 }, Lines::One).unwrap();
                prop_assert!(over > 0);
                // Where not even one grapheme fits, its characters are counted.
                let heavy = text.graphemes(true).next().is_some_and(|first| first.len() > bytes) && graphemes > 0;
                let units: Vec<String> = match heavy {
                    true => text.chars().map(String::from).collect(),
                    false => text.graphemes(true).map(String::from).collect(),
                };
                prop_assert_eq!(units.len(), over + limit);
                let shorter = units[..limit].concat();
                let fits = clean(&shorter, TextLimit { graphemes, bytes }, Lines::One).is_ok();
                prop_assert!(fits);
            }
        }
    }
}
