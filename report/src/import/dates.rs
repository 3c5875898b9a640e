//! Dates as people and spreadsheets write them. What can be read in two ways is refused: a day
//! is never guessed.

use super::headings::fold;
use crate::plain::beginning;
use charrette_workshop::dates::{PartialDate, Precision};

/// What a cell for a date holds: a date, or two with the word between them that makes a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    pub start: PartialDate,
    pub end: Option<PartialDate>,
}

/// Month names by number: English, Spanish, German, French; folded. The first three letters
/// are enough where no other month begins so.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "enero", "ene", "januar", "janner", "janvier", "janv"],
    &["february", "feb", "febrero", "februar", "fevrier", "fevr", "fev"],
    &["march", "mar", "marzo", "marz", "mrz", "mars"],
    &["april", "apr", "abril", "abr", "avril", "avr"],
    &["may", "mayo", "mai"],
    &["june", "jun", "junio", "juni", "juin"],
    &["july", "jul", "julio", "juli", "juillet", "juil"],
    &["august", "aug", "agosto", "ago", "aout"],
    &["september", "sep", "sept", "septiembre", "setiembre", "septembre"],
    &["october", "oct", "octubre", "oktober", "okt", "octobre"],
    &["november", "nov", "noviembre", "novembre"],
    &["december", "dec", "diciembre", "dic", "dezember", "dez", "decembre"],
];

/// Reads a cell.
///
/// # Errors
///
/// Why it cannot be read, and what to write instead.
pub(super) fn read(cell: &str) -> Result<Dates, String> {
    let cell = cell.trim();
    if let Ok(start) = PartialDate::parse(cell) {
        return Ok(Dates { start, end: None });
    }
    match range(cell) {
        Some((start, end)) => Ok(Dates { start: one(start)?, end: Some(one(end)?) }),
        None => Ok(Dates { start: one(cell)?, end: None }),
    }
}

/// Takes a range apart: `1988 to 1990`, `1988–1990`, `March 1988 - May 1990`.
fn range(cell: &str) -> Option<(&str, &str)> {
    let spaced = [" to ", " until ", " - ", " bis ", " hasta ", " a ", " à ", "–", "—"];
    if let Some(found) = spaced.iter().find_map(|between| cell.split_once(between)) {
        return Some(found);
    }
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.split_once(['-', '/']).filter(|(start, end)| is_year(start) && is_year(end))
}

/// Reads a single date.
fn one(text: &str) -> Result<PartialDate, String> {
    let text = text.trim();
    if let Ok(date) = PartialDate::parse(text) {
        return Ok(date);
    }
    // A spreadsheet adds the time of day.
    let day = text.split_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let folded = fold(day);
    let parts: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|part| !part.is_empty() && !matches!(*part, "de" | "del" | "of" | "the" | "le" | "den"))
        .collect();
    let unreadable =
        || format!("The date \"{}\" cannot be read. Write it as 1988, 1988-10 or 1988-10-14.", beginning(text));
    let numbers: Vec<Option<u16>> = parts.iter().map(|part| number(part)).collect();
    let date = match (parts.as_slice(), numbers.as_slice()) {
        // 1988/10/14, 1988.10
        ([year, ..], [Some(_), Some(month), Some(day)]) if year.len() == 4 => from_day(year, *month, *day),
        ([year, _], [Some(_), Some(month)]) if year.len() == 4 => from_month(year, *month),
        // 10/1988
        ([_, year], [Some(month), Some(_)]) if year.len() == 4 => from_month(year, *month),
        // 14/10/1988, 10/14/1988
        ([.., year], [Some(one), Some(other), Some(_)]) if year.len() == 4 => between(day, year, *one, *other)?,
        // October 1988
        ([name, year], [None, Some(_)]) if year.len() == 4 => month(name).and_then(|month| from_month(year, month)),
        // 14 October 1988, October 14th 1988
        ([day, name, year], _) if year.len() == 4 && month(name).is_some() => {
            ordinal(day).zip(month(name)).and_then(|(day, month)| from_day(year, month, day))
        }
        ([name, day, year], _) if year.len() == 4 && month(name).is_some() => {
            ordinal(day).zip(month(name)).and_then(|(day, month)| from_day(year, month, day))
        }
        ([number], [Some(_)]) if number.len() == 5 => {
            return Err(format!(
                "\"{number}\" is how a spreadsheet counts days. Format the column as text or as a date like 1988-10-14, and save again."
            ));
        }
        ([.., last], [.., Some(_)]) if parts.len() > 1 && last.len() == 2 => {
            return Err(format!("Write the year of \"{}\" with four digits.", beginning(text)));
        }
        ([decade], _) if decade.len() == 5 && decade.ends_with("0s") => {
            return Err(format!("\"{decade}\" is ten years. Write it as a range: a start and an end."));
        }
        _ => None,
    };
    date.ok_or_else(unreadable)
}

fn number(text: &str) -> Option<u16> {
    let plain = !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok().or(Some(u16::MAX)) } else { None }
}

/// A day of the month with or without its ending: 1st, 2nd, 14th, 1er.
fn ordinal(text: &str) -> Option<u16> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    matches!(&text[digits.len()..], "" | "st" | "nd" | "rd" | "th" | "er").then(|| number(digits))?
}

fn month(name: &str) -> Option<u16> {
    let place = MONTHS.iter().position(|names| names.contains(&name))?;
    u16::try_from(place + 1).ok()
}

fn from_month(year: &str, month: u16) -> Option<PartialDate> {
    PartialDate::from_month(number(year)?, u8::try_from(month).ok()?)
}

fn from_day(year: &str, month: u16, day: u16) -> Option<PartialDate> {
    PartialDate::from_day(number(year)?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Two numbers of which one is the day: told apart only if one of them is no month.
fn between(text: &str, year: &str, one: u16, other: u16) -> Result<Option<PartialDate>, String> {
    let day_first = from_day(year, other, one);
    let month_first = from_day(year, one, other);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            Err(format!("The date \"{}\" can be read in two ways. Write {one} or {other}.", beginning(text)))
        }
        (found, None) | (_, found) => Ok(found),
    }
}

/// A date no more exact than said: a spreadsheet makes a day of everything.
pub(super) fn no_more_exact(date: PartialDate, precision: Option<Precision>) -> PartialDate {
    let shortened = match precision {
        Some(Precision::Year) => PartialDate::from_year(date.year()),
        Some(Precision::Month) => date.month().and_then(|month| PartialDate::from_month(date.year(), month)),
        Some(Precision::Day) | None => None,
    };
    shortened.unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(cell: &str) -> String {
        let Dates { start, end } = read(cell).unwrap_or_else(|words| panic!("{cell}: {words}"));
        end.map_or(start.to_string(), |end| format!("{start} to {end}"))
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("1988", "1988"),
            (" 1988-10 ", "1988-10"),
            ("1988-10-14", "1988-10-14"),
            ("1988-10-14T00:00:00Z", "1988-10-14"),
            ("1988-10-14 00:00", "1988-10-14"),
            ("1988/10/14", "1988-10-14"),
            ("1988-3-4", "1988-03-04"),
            ("1988.10", "1988-10"),
            ("October 1988", "1988-10"),
            ("Oct. 1988", "1988-10"),
            ("OCT 1988", "1988-10"),
            ("14 Oct 1988", "1988-10-14"),
            ("14-Oct-1988", "1988-10-14"),
            ("October 14, 1988", "1988-10-14"),
            ("Oct 1st, 1988", "1988-10-01"),
            ("2nd of March 1988", "1988-03-02"),
            ("14 de octubre de 1988", "1988-10-14"),
            ("14. März 1988", "1988-03-14"),
            ("1er août 1988", "1988-08-01"),
            ("décembre 1988", "1988-12"),
            ("10/1988", "1988-10"),
            ("10.1988", "1988-10"),
            ("14/10/1988", "1988-10-14"),
            ("10/14/1988", "1988-10-14"),
            ("14.10.1988", "1988-10-14"),
            ("04/04/1999", "1999-04-04"),
            ("1988-1990", "1988 to 1990"),
            ("1988–1990", "1988 to 1990"),
            ("1988 to 1990", "1988 to 1990"),
            ("March 1988 - 14 May 1990", "1988-03 to 1990-05-14"),
        ] {
            assert_eq!(date(cell), expected, "{cell}");
        }
    }

    #[test]
    fn what_is_not_certain_is_refused_in_words() {
        for (cell, words) in [
            ("03/04/1999", "can be read in two ways. Write 1999-04-03 or 1999-03-04."),
            ("3.4.1999", "can be read in two ways"),
            ("14/10/88", "with four digits"),
            ("Oct-88", "with four digits"),
            ("32430", "how a spreadsheet counts days"),
            ("1990s", "a start and an end"),
            ("soon", "cannot be read. Write it as 1988"),
            ("circa 1988", "cannot be read"),
            ("31 April 1988", "cannot be read"),
            ("13/13/1988", "cannot be read"),
            ("13/1988", "cannot be read"),
            ("", "cannot be read"),
            ("Smarch 1988", "cannot be read"),
            ("1988 to soon", "\"soon\" cannot be read"),
            ("99999999999999999999", "cannot be read"),
            ("é/ö/ü", "cannot be read"),
        ] {
            let found = read(cell).unwrap_err();
            assert!(found.contains(words), "{cell}: {found}");
        }
    }

    #[test]
    fn every_month_has_its_names_to_itself() {
        let names: Vec<_> = MONTHS.iter().flat_map(|names| names.iter()).collect();
        let different: std::collections::BTreeSet<_> = names.iter().collect();
        assert_eq!(names.len(), different.len());
        assert!(names.iter().all(|name| fold(name) == ***name));
    }

    #[test]
    fn a_date_is_no_more_exact_than_its_precision() {
        let day: PartialDate = "1988-01-01".parse().unwrap();
        assert_eq!(no_more_exact(day, Some(Precision::Year)).to_string(), "1988");
        assert_eq!(no_more_exact(day, Some(Precision::Month)).to_string(), "1988-01");
        assert_eq!(no_more_exact(day, Some(Precision::Day)), day);
        let year: PartialDate = "1988".parse().unwrap();
        assert_eq!(no_more_exact(year, Some(Precision::Month)), year);
    }
}
