//! Text on its way into a file: what deceives or breaks files is gone.

/// The text without control characters and bidirectional overrides; line breaks are `\n`, tabs
/// are spaces. What the rules store is like this already; an exporter relies on nobody.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                plain.push('\n');
            }
            '\n' => plain.push('\n'),
            '\t' => plain.push(' '),
            '\u{85}' | '\u{2028}' | '\u{2029}' => plain.push('\n'),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => plain.push(character),
        }
    }
    plain
}

/// The same on a single line.
pub(crate) fn one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a text on a single line, for quoting it in a message.
pub(crate) fn beginning(text: &str) -> String {
    const CHARACTERS: usize = 40;
    let line = one_line(text);
    match line.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_invisible_gets_into_a_file() {
        assert_eq!(plain("a\0b\u{1b}c\u{7f}d\u{9d}"), "abcd");
        assert_eq!(plain("one\r\ntwo\rthree\u{2028}four\tfive"), "one\ntwo\nthree\nfour five");
        assert_eq!(plain("\u{feff}\u{202e}abc\u{202c}"), "abc");
        assert_eq!(plain("👩\u{200d}🔬 می\u{200c}خواهم"), "👩\u{200d}🔬 می\u{200c}خواهم");
        assert_eq!(one_line(" a\n\n b "), "a b");
        assert_eq!(beginning(&"word ".repeat(30)), format!("{}…", "word ".repeat(8).trim_end()));
    }
}
