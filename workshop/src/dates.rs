//! Dates as exact as people know them: a year, a month or a day.
//!
//! Nothing is invented: "1988" stays a year. Where an order is needed, a date stands for all the
//! days it may mean, from its earliest to its latest. Years are those of the proleptic Gregorian
//! calendar, 1 to 9999.

use charrette_protocol::{Rejection, RejectionCode};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A day as (year, month, day), months and days counted from 1. Compares by time.
pub type Day = (u16, u8, u8);

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month are known.
    Month,
    /// The day is known.
    Day,
}

impl Precision {
    /// One word, as files and screens write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// A date that exists, as exact as it is known.
///
/// Written `1988`, `1988-10` or `1988-10-14`; the year always has four digits (`0476`). Ordered
/// by the earliest day it may mean, then by the latest: `1988-01-01`, `1988-01`, `1988`, `1988-02`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: u16,
    rest: Rest,
}

/// What is known beyond the year; a day without a month cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Rest {
    Unknown,
    Month(u8),
    Day(u8, u8),
}

impl PartialDate {
    /// A year, 1 to 9999; none if there is no such year.
    pub const fn from_year(year: u16) -> Option<Self> {
        if year >= 1 && year <= 9_999 { Some(Self { year, rest: Rest::Unknown }) } else { None }
    }

    /// A month, from 1; none if there is no such month.
    pub const fn from_month(year: u16, month: u8) -> Option<Self> {
        match Self::from_year(year) {
            Some(_) if month >= 1 && month <= 12 => Some(Self { year, rest: Rest::Month(month) }),
            _ => None,
        }
    }

    /// A day, from 1; none if there is no such day.
    pub const fn from_day(year: u16, month: u8, day: u8) -> Option<Self> {
        match Self::from_month(year, month) {
            Some(_) if day >= 1 && day <= days_in(year, month) => Some(Self { year, rest: Rest::Day(month, day) }),
            _ => None,
        }
    }

    /// Reads `1988`, `1988-10` or `1988-10-14`, with whitespace around it allowed.
    ///
    /// # Errors
    ///
    /// [`RejectionCode::DateUnreadable`] for another form, or if there is no such day.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let mut parts = text.trim().split('-');
        let year = parts.next().and_then(|part| digits(part, 4));
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        let date = match (year, month, day, parts.next()) {
            (Some(year), None, None, None) => Self::from_year(year),
            (Some(year), Some(Some(month)), None, None) => Self::from_month(year, month as u8),
            (Some(year), Some(Some(month)), Some(Some(day)), None) => Self::from_day(year, month as u8, day as u8),
            _ => None,
        };
        date.ok_or_else(|| RejectionCode::DateUnreadable.into())
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1, where it is known.
    pub const fn month(self) -> Option<u8> {
        match self.rest {
            Rest::Unknown => None,
            Rest::Month(month) | Rest::Day(month, _) => Some(month),
        }
    }

    /// The day of the month, from 1, where it is known.
    pub const fn day(self) -> Option<u8> {
        match self.rest {
            Rest::Unknown | Rest::Month(_) => None,
            Rest::Day(_, day) => Some(day),
        }
    }

    /// How exact it is.
    pub const fn precision(self) -> Precision {
        match self.rest {
            Rest::Unknown => Precision::Year,
            Rest::Month(_) => Precision::Month,
            Rest::Day(..) => Precision::Day,
        }
    }

    /// The first day it may mean.
    pub const fn earliest(self) -> Day {
        match self.rest {
            Rest::Unknown => (self.year, 1, 1),
            Rest::Month(month) => (self.year, month, 1),
            Rest::Day(month, day) => (self.year, month, day),
        }
    }

    /// The last day it may mean.
    pub const fn latest(self) -> Day {
        match self.rest {
            Rest::Unknown => (self.year, 12, 31),
            Rest::Month(month) => (self.year, month, days_in(self.year, month)),
            Rest::Day(month, day) => (self.year, month, day),
        }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.earliest(), self.latest()).cmp(&(other.earliest(), other.latest()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        match self.rest {
            Rest::Unknown => Ok(()),
            Rest::Month(month) => write!(f, "-{month:02}"),
            Rest::Day(month, day) => write!(f, "-{month:02}-{day:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = Rejection;

    fn from_str(text: &str) -> Result<Self, Rejection> {
        Self::parse(text)
    }
}

/// A stretch of time whose beginning is known: an entry's or an era's.
///
/// What no end means is the owner's: an entry without one is a single date, an era is still
/// going on. Ordered by beginning; of those that begin alike, first those without an end, then by end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// When it begins.
    pub start: PartialDate,
    /// When it ends.
    pub end: Option<PartialDate>,
}

impl Span {
    /// A span in order.
    ///
    /// # Errors
    ///
    /// [`RejectionCode::DateOrder`] if the end certainly lies before the beginning: its latest day
    /// before the earliest of the beginning. "From 1988-10 to 1988" may be so, and is allowed.
    pub fn new(start: PartialDate, end: Option<PartialDate>) -> Result<Self, Rejection> {
        if end.is_some_and(|end| end.latest() < start.earliest()) {
            return Err(RejectionCode::DateOrder.into());
        }
        Ok(Self { start, end })
    }

    /// Reads a span; an end that is blank is none.
    ///
    /// # Errors
    ///
    /// As [`PartialDate::parse`] and [`Span::new`].
    pub fn parse(start: &str, end: Option<&str>) -> Result<Self, Rejection> {
        let start = PartialDate::parse(start)?;
        let end = end.filter(|end| !end.trim().is_empty()).map(PartialDate::parse).transpose()?;
        Self::new(start, end)
    }

    /// The last day it may reach: of its end, or of its beginning where there is none.
    pub fn last_day(&self) -> Day {
        self.end.map_or(self.start.latest(), |end| end.latest().max(self.start.latest()))
    }

    /// Orders spans on a timeline: by the earliest day, then the more exact beginning, then the
    /// shorter one.
    pub fn sort_key(&self) -> (Day, Day, Day) {
        (self.start.earliest(), self.start.latest(), self.last_day())
    }
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_what_it_says_and_no_more() {
        let cases = [
            ("1988", Precision::Year, (1988, 1, 1), (1988, 12, 31)),
            ("1988-10", Precision::Month, (1988, 10, 1), (1988, 10, 31)),
            ("1988-10-14", Precision::Day, (1988, 10, 14), (1988, 10, 14)),
            ("1900-02", Precision::Month, (1900, 2, 1), (1900, 2, 28)),
            ("2000-02", Precision::Month, (2000, 2, 1), (2000, 2, 29)),
            ("2024-02-29", Precision::Day, (2024, 2, 29), (2024, 2, 29)),
            ("0001", Precision::Year, (1, 1, 1), (1, 12, 31)),
        ];
        for (text, precision, earliest, latest) in cases {
            let date = date(text);
            assert_eq!((date.precision(), date.earliest(), date.latest()), (precision, earliest, latest), "{text}");
            assert_eq!(date.to_string(), text);
        }
        assert_eq!(PartialDate::parse(" 1988-10 ").map(|date| date.to_string()).as_deref(), Ok("1988-10"));
    }

    #[test]
    fn days_that_never_were_are_refused() {
        for text in [
            "",
            "88",
            "0000",
            "12345",
            "1988-",
            "1988-1",
            "1988-13",
            "1988-00",
            "1988-10-00",
            "1988-10-32",
            "1988-04-31",
            "1900-02-29",
            "2023-02-29",
            "1988-10-14-1",
            "1988/10/14",
            "+988",
            "-1988",
            "19 8",
            "١٩٨٨",
            "1988-1é",
        ] {
            assert_eq!(PartialDate::parse(text).unwrap_err().code, RejectionCode::DateUnreadable, "{text:?}");
        }
    }

    #[test]
    fn dates_are_ordered_by_their_earliest_day_and_then_by_exactness() {
        let ordered = ["1987-12-31", "1988-01-01", "1988-01", "1988", "1988-01-02", "1988-02", "1989"].map(date);
        assert!(ordered.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn only_an_end_that_certainly_lies_before_the_beginning_is_refused() {
        for (start, end) in
            [("1988", "1988"), ("1988-10", "1988"), ("1988", "1988-01-01"), ("1988-10-14", "1988-10"), ("1988", "1990")]
        {
            assert!(Span::parse(start, Some(end)).is_ok(), "{start} to {end}");
        }
        for (start, end) in [("1988", "1987-12-31"), ("1988-10-14", "1988-10-13"), ("1988-10", "1988-09")] {
            assert_eq!(Span::parse(start, Some(end)).unwrap_err().code, RejectionCode::DateOrder, "{start} to {end}");
        }
        assert_eq!(Span::parse("1988", Some("soon")).unwrap_err().code, RejectionCode::DateUnreadable);
        assert_eq!(Span::parse("1988", Some(" ")), Span::parse("1988", None));
    }

    #[test]
    fn spans_on_a_timeline_stand_in_order() {
        let spans = [("1988-03", None), ("1988", None), ("1988", Some("1990")), ("1988-04-01", None), ("1989", None)]
            .map(|(start, end)| Span::parse(start, end).unwrap());
        let mut sorted = spans;
        sorted.sort_by_key(Span::sort_key);
        let starts = sorted.map(|span| span.start.to_string());
        assert_eq!(starts, ["1988", "1988", "1988-03", "1988-04-01", "1989"]);
        assert_eq!(sorted[1].end, Some(date("1990")));
        assert_eq!(Span::parse("1988-10-14", Some("1988-10")).unwrap().last_day(), (1988, 10, 31));
    }

    fn any_date() -> impl Strategy<Value = PartialDate> {
        (1u16..=9_999, 1u8..=12, 1u8..=31, 0..3).prop_filter_map("no such day", |(year, month, day, exact)| match exact
        {
            0 => PartialDate::from_year(year),
            1 => PartialDate::from_month(year, month),
            _ => PartialDate::from_day(year, month, day),
        })
    }

    proptest! {
        #[test]
        fn a_date_reads_back_as_written(date in any_date()) {
            prop_assert_eq!(date.to_string().parse(), Ok(date));
            prop_assert!(date.earliest() <= date.latest());
        }

        #[test]
        fn equal_order_means_equal_dates(one in any_date(), other in any_date()) {
            prop_assert_eq!(one.cmp(&other) == Ordering::Equal, one == other);
            prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
        }

        #[test]
        fn of_two_dates_one_order_makes_a_span(one in any_date(), other in any_date()) {
            prop_assert!(Span::new(one.min(other), Some(one.max(other))).is_ok());
        }

        #[test]
        fn reading_never_panics(text in "[-0-9 é]{0,12}") {
            let _ = PartialDate::parse(&text);
        }
    }
}
