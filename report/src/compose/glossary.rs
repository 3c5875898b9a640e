//! Acronyms that stand in what people wrote, and what they said these mean.

use super::Source;
use super::text::{cell, numbers, row, table, words};
use crate::model::Block;
use charrette_protocol::Shelf;
use std::collections::BTreeMap;

/// An acronym that stands only once is as likely a slip or a name.
const OFTEN: usize = 2;

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let contents = &source.contents;
    let notes = contents
        .notes
        .iter()
        .filter(|note| !note.deleted && !matches!(note.shelf, Shelf::SetAside { .. } | Shelf::Table));
    let entries = contents.entries.iter().filter(|entry| !entry.deleted);
    let texts = notes
        .map(|note| note.text.as_str())
        .chain(entries.flat_map(|entry| [entry.text.title.as_str(), &entry.text.detail, &entry.text.why_it_matters]))
        .chain(
            contents.statements.iter().filter(|one| !one.deleted).flat_map(|one| one.text.values().map(String::as_str)),
        );
    let mut found: BTreeMap<String, (usize, Option<String>)> = BTreeMap::new();
    for text in texts {
        for (acronym, meaning) in acronyms(text) {
            let entry = found.entry(acronym).or_default();
            entry.0 += 1;
            entry.1 = entry.1.take().or(meaning);
        }
    }
    let rows = found.into_iter().filter(|(_, (times, meaning))| *times >= OFTEN || meaning.is_some()).map(
        |(acronym, (times, meaning))| {
            row(vec![cell(acronym), cell(meaning.unwrap_or_else(|| "not said by anybody".to_owned())), cell(times)])
        },
    );
    let columns = vec![words("Acronym", 3), words("As somebody wrote it out", 10), numbers("Times")];
    table("Acronyms in notes, entries and statements", columns, rows.collect(), "").into_iter().collect()
}

/// The acronyms of a text, each with the words before its bracket where it was written out: "managed care (MC)".
fn acronyms(text: &str) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '-' && letter != '&') {
        let at = from + text[from..].find(word).unwrap_or_default();
        from = at + word.len();
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        // Two capitals at least, hardly anything else, and no word that somebody shouted.
        let is_acronym = (2..=8).contains(&word.chars().count()) && capitals >= 2 && capitals + 1 >= letters;
        if is_acronym {
            let bracketed = text[..at].ends_with('(') && text[from..].starts_with(')');
            found.push((word.to_owned(), bracketed.then(|| written_out(&text[..at - 1], word)).flatten()));
        }
    }
    found
}

/// The last words of a text whose first letters make this acronym.
fn written_out(before: &str, acronym: &str) -> Option<String> {
    let letters: Vec<char> =
        acronym.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = before.split_whitespace().collect();
    let first = |word: &&str| {
        word.chars().find(|letter| letter.is_alphabetic()).and_then(|letter| letter.to_lowercase().next())
    };
    (letters.len()..=letters.len() + 3).find_map(|length| {
        let last = words.get(words.len().checked_sub(length)?..)?;
        let mut expected = letters.iter().peekable();
        for word in last {
            if first(word) == expected.peek().map(|letter| **letter) {
                expected.next();
            }
        }
        let begins = last.first().and_then(first) == letters.first().copied();
        (begins && expected.peek().is_none()).then(|| last.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::acronyms;

    #[test]
    fn an_acronym_is_found_with_what_it_stands_for() {
        let found = acronyms("The Food and Drug Administration (FDA) met CMS; CAR-T is costly, I think.");
        let found: Vec<_> = found.iter().map(|(acronym, meaning)| (acronym.as_str(), meaning.as_deref())).collect();
        assert_eq!(found, [("FDA", Some("Food and Drug Administration")), ("CMS", None), ("CAR-T", None)]);
    }

    #[test]
    fn words_and_numbers_are_none() {
        for text in ["A plain note.", "In 2024 we met", "(X)", "Dr. O'Neil", "élan"] {
            assert_eq!(acronyms(text), [], "{text}");
        }
    }
}
