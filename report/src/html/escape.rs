//! What people wrote, made literal in HTML and in CSS.

use crate::plain::plain;

/// A text between tags or inside a quoted attribute.
pub(super) fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in plain(words).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A text as a string of a style sheet: everything but letters and digits by its number.
pub(super) fn css_string(words: &str) -> String {
    let mut escaped = String::from("\"");
    for letter in plain(words).chars() {
        if letter.is_ascii_alphanumeric() || letter == ' ' {
            escaped.push(letter);
        } else {
            escaped.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    escaped.push('"');
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_typed_is_mark_up() {
        assert_eq!(
            text("<img src=x onerror='a()'> & \"b\""),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;b&quot;"
        );
        assert_eq!(css_string("a\"}</style>"), "\"a\\22 \\7d \\3c \\2f style\\3e \"");
    }
}
