//! What the columns of a file are called, in whatever words.

use charrette_protocol::{BoardKind, ImportField, ImportKind};
use unicode_normalization::UnicodeNormalization;

/// Lower case without accents, for comparing words.
pub(super) fn fold(text: &str) -> String {
    text.nfd().filter(|letter| !is_accent(*letter)).flat_map(char::to_lowercase).collect()
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// Only the letters and digits of [`fold`]: `why_it_matters` and "Why it matters?" are alike.
pub(super) fn key(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What each field may be called, best first, as keys.
const NAMES: [(ImportField, &[&str]); 12] = [
    (
        ImportField::Text,
        &[
            "text",
            "note",
            "notes",
            "notetext",
            "idea",
            "ideas",
            "nota",
            "notas",
            "texto",
            "notiz",
            "texte",
            "idee",
            "content",
            "comment",
            "statement",
            "card",
            "sticky",
            "post",
            "response",
            "answer",
        ],
    ),
    (
        ImportField::Column,
        &["column", "heading", "section", "category", "columna", "spalte", "colonne", "categoria", "kategorie"],
    ),
    (ImportField::Lane, &["lane", "lanes", "track", "column", "category", "carril", "spur", "bahn", "voie"]),
    (
        ImportField::Start,
        &[
            "start",
            "date",
            "startdate",
            "from",
            "begin",
            "when",
            "year",
            "fecha",
            "inicio",
            "ano",
            "datum",
            "beginn",
            "jahr",
            "debut",
            "annee",
        ],
    ),
    (ImportField::Precision, &["precision", "exactness", "genauigkeit"]),
    (ImportField::End, &["end", "enddate", "to", "until", "fin", "hasta", "ende", "bis"]),
    (
        ImportField::Title,
        &["title", "event", "what", "entry", "headline", "name", "titulo", "evento", "titel", "ereignis", "titre"],
    ),
    (
        ImportField::Detail,
        &["detail", "details", "description", "more", "detalle", "detalles", "descripcion", "beschreibung"],
    ),
    (
        ImportField::WhyItMatters,
        &["whyitmatters", "why", "importance", "significance", "porqueimporta", "porque", "warum", "pourquoi"],
    ),
    (ImportField::Source, &["source", "sources", "reference", "references", "url", "link", "fuente", "quelle"]),
    (ImportField::AlsoIn, &["alsoin", "alsolanes", "otherlanes", "tambienen", "auchin", "aussidans"]),
    (ImportField::Deleted, &["deleted"]),
];

/// What only an iceberg's columns are called.
const LEVELS: [&str; 6] = ["level", "iceberglevel", "levels", "nivel", "ebene", "niveau"];

/// Which fields rows of this kind have.
const fn belongs(field: ImportField, what: ImportKind) -> bool {
    match field {
        ImportField::Text | ImportField::Column => matches!(what, ImportKind::Notes),
        ImportField::Deleted => true,
        _ => matches!(what, ImportKind::Entries),
    }
}

/// What each of these headings stands for. Of several that could be the same field, the one
/// with the better name is it.
pub(super) fn recognise(headings: &[String], what: ImportKind, board: BoardKind) -> Vec<Option<ImportField>> {
    let keys: Vec<_> = headings.iter().map(|heading| key(heading)).collect();
    let mut fields = vec![None; headings.len()];
    for (field, names) in NAMES {
        if !belongs(field, what) {
            continue;
        }
        let levels: &[&str] = if field == ImportField::Column && board == BoardKind::Iceberg { &LEVELS } else { &[] };
        let found = levels
            .iter()
            .chain(names)
            .find_map(|name| keys.iter().zip(&fields).position(|(key, taken)| key == name && taken.is_none()));
        if let Some(found) = found {
            fields[found] = Some(field);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(headings: &[&str], board: BoardKind) -> Vec<Option<ImportField>> {
        let headings: Vec<_> = headings.iter().map(|&heading| heading.to_owned()).collect();
        recognise(&headings, ImportKind::Notes, board)
    }

    #[test]
    fn headings_are_known_by_many_names() {
        use ImportField::*;
        assert_eq!(notes(&["Autor", " IDEA ", "Column"], BoardKind::Notes), [None, Some(Text), Some(Column)]);
        assert_eq!(notes(&["nota", "iceberg_level"], BoardKind::Iceberg), [Some(Text), Some(Column)]);
        assert_eq!(notes(&["nota", "iceberg_level"], BoardKind::Notes), [Some(Text), None]);
        assert_eq!(
            notes(&["column", "level", "note", "text"], BoardKind::Iceberg),
            [None, Some(Column), None, Some(Text)]
        );
        let headings = ["Lane", "Año", "Título", "Why it matters?", "also in", "END_DATE", "Quelle"].map(str::to_owned);
        assert_eq!(
            recognise(&headings, ImportKind::Entries, BoardKind::Timeline),
            [Some(Lane), Some(Start), Some(Title), Some(WhyItMatters), Some(AlsoIn), Some(End), Some(Source)],
        );
    }

    #[test]
    fn every_name_is_a_key() {
        for name in NAMES.iter().flat_map(|(_, names)| names.iter()).chain(&LEVELS) {
            assert_eq!(&key(name), name);
        }
    }
}
