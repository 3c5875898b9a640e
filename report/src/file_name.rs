//! What an exported file is called.

use crate::dates;
use charrette_protocol::Milliseconds;
use unicode_normalization::UnicodeNormalization;

/// Letters of the title in the name: enough to tell workshops apart in a folder.
const TITLE_LETTERS: usize = 40;

/// The name of a file about the workshop of this title, as it was at this time.
///
/// Only `a` to `z`, digits and hyphens are taken from the title, accents aside, so the name is safe on any
/// disk and in any header. A title in another script leaves none; the day and the kind tell files apart.
pub fn file_name(title: &str, exported: Milliseconds, what: &str, ending: &str) -> String {
    let mut part = String::new();
    for letter in title.nfkd().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            part.push(letter);
        } else if !unicode_normalization::char::is_combining_mark(letter) && !part.ends_with('-') && !part.is_empty() {
            part.push('-');
        }
        if part.len() == TITLE_LETTERS {
            break;
        }
    }
    let part = part.trim_end_matches('-');
    let between = if part.is_empty() { "" } else { "-" };
    format!("charrette-{part}{between}{}-{what}.{ending}", dates::day(exported))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_title_is_recognised_and_harmless() {
        let named = |title: &str| file_name(title, 1_795_478_400_000, "tables", "zip");
        assert_eq!(named("Cell & gene therapy"), "charrette-cell-gene-therapy-2026-11-24-tables.zip");
        assert_eq!(named("Thérapie génique"), "charrette-therapie-genique-2026-11-24-tables.zip");
        assert_eq!(named("../../etc/passwd\"\r\n"), "charrette-etc-passwd-2026-11-24-tables.zip");
        assert_eq!(named("細胞治療"), "charrette-2026-11-24-tables.zip");
        assert_eq!(named(&"long ".repeat(40)).len(), "charrette-".len() + 39 + "-2026-11-24-tables.zip".len());
    }
}
