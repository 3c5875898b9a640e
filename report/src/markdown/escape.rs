//! Text that stays text in Markdown, whichever reader shows it.

use crate::plain::{one_line, plain};

/// Escaped, on a single line: for headings, table cells and running text.
pub(super) fn line(text: &str) -> String {
    escape(&one_line(text))
}

/// Escaped, with its line breaks kept as breaks that do not end a list item; `indent` stands
/// before each further line.
pub(super) fn lines(text: &str, indent: &str) -> String {
    let plain = plain(text);
    let lines: Vec<_> = plain.lines().map(line).filter(|line| !line.is_empty()).collect();
    lines.join(&format!("\\\n{indent}"))
}

/// Escapes a line: what any usual dialect takes as a mark, wherever it would be one.
fn escape(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, character) in line.char_indices() {
        let (before, after) = (&line[..at], &line[at + character.len_utf8()..]);
        let is_mark = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '~' | '$' | '^' | '@' => true,
            // An entity such as &lt;
            '&' => after.find(';').is_some_and(|end| {
                end > 0 && after[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
            }),
            '#' | '+' | '-' | '=' | ':' | '%' if before.is_empty() => true,
            // A numbered list; a link that nobody marked as one.
            '.' | ')' => is_number(before) || (character == '.' && before.to_ascii_lowercase().ends_with("www")),
            ':' => after.starts_with("//"),
            _ => false,
        };
        if is_mark {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_characters() {
        for (text, escaped) in [
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("+ item", "\\+ item"),
            ("* item", "\\* item"),
            ("1. item", "1\\. item"),
            ("23) item", "23\\) item"),
            ("in 1. it", "in 1. it"),
            ("> quote", "\\> quote"),
            ("===", "\\==="),
            ("---", "\\---"),
            ("| a | b |", "\\| a \\| b \\|"),
            ("[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))"),
            ("![x](http://a.test/p.png)", "!\\[x\\](http\\://a.test/p.png)"),
            ("see www.a.test", "see www\\.a.test"),
            ("WWW.a.test", "WWW\\.a.test"),
            ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
            ("&lt;b&gt; R&D &#60;", "\\&lt;b\\&gt; R&D \\&#60;"),
            ("`code` ~~gone~~ $x^2$", "\\`code\\` \\~\\~gone\\~\\~ \\$x\\^2\\$"),
            ("{: .class} {{ liquid }}", "\\{: .class\\} \\{\\{ liquid \\}\\}"),
            ("mail a@b.test", "mail a\\@b.test"),
            ("\\", "\\\\"),
            ("plain, text: (with) 'marks' - of all; kinds!", "plain, text: (with) 'marks' - of all; kinds!"),
            ("état d’être, 漢字, 👩\u{200d}🔬", "état d’être, 漢字, 👩\u{200d}🔬"),
        ] {
            assert_eq!(line(text), escaped, "{text:?}");
        }
    }

    #[test]
    fn a_text_of_several_lines_stays_in_its_place() {
        assert_eq!(lines("one\n\n# two\n    three", "  "), "one\\\n  \\# two\\\n  three");
        assert_eq!(line("one\n# two"), "one # two");
        assert_eq!(lines("```\ncode", ""), "\\`\\`\\`\\\ncode");
        assert_eq!(lines("a\n1. b\n\t- c", "  "), "a\\\n  1\\. b\\\n  \\- c");
    }
}
