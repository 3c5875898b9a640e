//! Dates in words. Times are given in UTC: a file does not know where it will be read.

use charrette_protocol::Milliseconds;
use charrette_workshop::dates::{PartialDate, Precision};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// A point in time as (year, month, day, hour, minute), UTC.
fn civil(time: Milliseconds) -> (u64, u64, u64, u64, u64) {
    let minutes = time / 60_000;
    let days = minutes / 1_440;
    // Years counted from 1 March, so that the day of a leap year comes last: 400 years have
    // 146,097 days, and 1970-01-01 is day 719,468 of this count.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day, minutes % 1_440 / 60, minutes % 60)
}

/// The day of a point in time, `2026-11-18`, UTC.
pub fn day(time: Milliseconds) -> String {
    let (year, month, day, ..) = civil(time);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A point in time, `2026-11-18 14:03 UTC`.
pub(crate) fn minute(time: Milliseconds) -> String {
    let (.., hour, minute) = civil(time);
    format!("{} {hour:02}:{minute:02} UTC", day(time))
}

/// A point in time in words, `18 November 2026, 14:03 UTC`.
pub(crate) fn minute_in_words(time: Milliseconds) -> String {
    let (year, month, day, hour, minute) = civil(time);
    let month = month_name(u8::try_from(month).unwrap_or_default());
    format!("{day} {month} {year}, {hour:02}:{minute:02} UTC")
}

/// The day of a point in time in words, `18 November 2026`, UTC.
pub(crate) fn day_in_words(time: Milliseconds) -> String {
    let (year, month, day, ..) = civil(time);
    format!("{day} {} {year}", month_name(u8::try_from(month).unwrap_or_default()))
}

/// A date in words, as exact as it is: `1988`, `October 1988`, `14 October 1988`. What is no
/// date stays as it is.
pub(crate) fn in_words(date: &str) -> String {
    let Ok(date) = PartialDate::parse(date) else { return date.to_owned() };
    match (date.month(), date.day()) {
        (Some(month), Some(day)) => format!("{day} {} {:04}", month_name(month), date.year()),
        (Some(month), None) => format!("{} {:04}", month_name(month), date.year()),
        _ => format!("{:04}", date.year()),
    }
}

/// How exact a date is, in one word; empty for what is no date.
pub(crate) fn precision(date: &str) -> &'static str {
    PartialDate::parse(date).map(PartialDate::precision).map_or("", Precision::name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_in_time_are_read_off_the_calendar() {
        for (time, words) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_400_000, "2000-02-29 00:00 UTC"),
            (951_868_799_999, "2000-02-29 23:59 UTC"),
            (951_868_800_000, "2000-03-01 00:00 UTC"),
            (1_735_689_599_000, "2024-12-31 23:59 UTC"),
            (1_795_521_600_000, "2026-11-24 12:00 UTC"),
            (4_102_444_800_000, "2100-01-01 00:00 UTC"),
            (4_107_542_400_000, "2100-03-01 00:00 UTC"),
        ] {
            assert_eq!(minute(time), words);
        }
        assert_eq!(minute_in_words(1_795_521_600_000), "24 November 2026, 12:00 UTC");
    }

    #[test]
    fn dates_are_as_exact_as_they_are() {
        assert_eq!(
            ["1988", "1988-10", "1988-10-04", "soon"].map(in_words),
            ["1988", "October 1988", "4 October 1988", "soon"]
        );
        assert_eq!(["1988", "1988-10", "1988-10-04", "soon"].map(precision), ["year", "month", "day", ""]);
    }
}
