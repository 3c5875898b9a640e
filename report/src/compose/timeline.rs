//! A timeline as a figure and as a table, with what was checked and what people called a turning point.

use super::Source;
use super::text::{cell, heading, item, list, numbers, one_line, paragraph, plain, row, strong, table, words};
use crate::dates;
use crate::model::*;
use charrette_protocol::*;
use charrette_workshop::dates::{Day, Span as Time};

pub(super) fn blocks(source: &Source) -> Vec<Block> {
    let boards: Vec<_> = source.contents.boards.iter().filter(|board| board.holds == BoardKind::Timeline).collect();
    let mut blocks = Vec::new();
    for board in &boards {
        let entries: Vec<_> =
            source.contents.entries.iter().copied().filter(|one| one.board == board.id && !one.deleted).collect();
        let eras: Vec<_> = source.contents.eras.iter().copied().filter(|era| era.board == board.id).collect();
        if entries.is_empty() && eras.is_empty() {
            continue;
        }
        if boards.len() > 1 {
            blocks.push(heading(2, one_line(&board.title), None));
        }
        blocks.extend(timeline(source, board, &entries, &eras));
    }
    blocks
}

fn timeline(source: &Source, board: &BoardRecord, entries: &[&EntryRecord], eras: &[&EraRecord]) -> Vec<Block> {
    let lanes: Vec<_> = source.contents.columns.iter().copied().filter(|column| column.board == board.id).collect();
    let last_year = last_year(entries, eras);
    let chart = TimelineChart {
        lanes: lanes.iter().map(|lane| one_line(&lane.title)).collect(),
        eras: eras.iter().filter_map(|era| chart_era(era, last_year)).collect(),
        entries: (1..).zip(entries).filter_map(|(number, entry)| chart_entry(source, &lanes, number, entry)).collect(),
    };
    let mut blocks = Vec::new();
    if !chart.entries.is_empty() {
        let told: Vec<String> = chart
            .entries
            .iter()
            .map(|entry| {
                format!("{}, {}: {}", entry.date, chart.lanes.get(entry.lane).cloned().unwrap_or_default(), entry.title)
            })
            .collect();
        blocks.push(Block::Figure(Figure {
            caption: "The timeline. Numbers are those of the table; a larger mark is a turning point.".to_owned(),
            alternative: format!("Entries in order of time. {}.", told.join("; ")),
            drawing: Drawing::Timeline(chart),
        }));
    }
    if !eras.is_empty() {
        blocks.push(heading(2, "Eras", None));
        let items = eras.iter().map(|era| {
            let end = era.text.end.as_deref().map_or("today".to_owned(), dates::in_words);
            let mut spans = vec![
                strong(one_line(&era.text.name)),
                plain(format!(", {} to {end}", dates::in_words(&era.text.start))),
            ];
            if !era.text.story.is_empty() {
                spans.push(plain(format!("\n{}", era.text.story)));
            }
            item(spans)
        });
        blocks.push(list(items.collect()));
    }
    blocks.extend(turning_points(source, entries));
    let rows = (1..).zip(entries).map(|(number, entry)| table_row(source, number, entry));
    let columns =
        vec![numbers(""), words("When", 4), words("Lane", 4), words("What, and why it matters", 12), words("State", 4)];
    let remark = "Dates are as exact as they were given: a year, a month or a day. Nothing was added to them.";
    blocks.extend(table("All entries, in order of time", columns, rows.collect(), remark));
    blocks
}

/// Where a day stands: its year in thousandths.
fn year(day: Day) -> i64 {
    let (year, month, day) = (i64::from(day.0), i64::from(day.1), i64::from(day.2));
    year * 1_000 + ((month - 1).max(0) * 1_000 + (day - 1).max(0) * 1_000 / 31) / 12
}

/// Where an era ends that is still going on: with the last thing on the timeline.
fn last_year(entries: &[&EntryRecord], eras: &[&EraRecord]) -> i64 {
    let entries = entries.iter().filter_map(|entry| Time::parse(&entry.text.start, entry.text.end.as_deref()).ok());
    let eras = eras.iter().filter_map(|era| Time::parse(&era.text.start, era.text.end.as_deref()).ok());
    entries.chain(eras).map(|time| year(time.last_day())).max().unwrap_or_default()
}

fn chart_era(era: &EraRecord, last: i64) -> Option<ChartEra> {
    let time = Time::parse(&era.text.start, era.text.end.as_deref()).ok()?;
    let from = year(time.sort_key().0);
    let to = if era.text.end.is_some() { year(time.last_day()) } else { last.max(from) };
    Some(ChartEra { title: one_line(&era.text.name), from, to })
}

fn chart_entry(source: &Source, lanes: &[&ColumnRecord], number: usize, entry: &EntryRecord) -> Option<ChartEntry> {
    let time = Time::parse(&entry.text.start, entry.text.end.as_deref()).ok()?;
    let from = year(time.sort_key().0);
    Some(ChartEntry {
        number,
        lane: lanes.iter().position(|lane| lane.id == entry.text.lane)?,
        from,
        // A month or a year is drawn where it begins, unless it says when it ended.
        to: if entry.text.end.is_some() { year(time.last_day()) } else { from },
        date: when(&entry.text),
        title: one_line(&entry.text.title),
        turning_point: turning_point(source, entry.id).map(|(people, _)| people),
        mark: state(entry).to_owned(),
    })
}

fn when(text: &EntryText) -> String {
    let end = text.end.as_deref().map(|end| format!(" to {}", dates::in_words(end))).unwrap_or_default();
    format!("{}{end}", dates::in_words(&text.start))
}

/// How many people called an entry a turning point, and of how many; none before a ballot on it has closed.
fn turning_point(source: &Source, entry: EntryId) -> Option<(u32, u32)> {
    source.closed().into_iter().rev().find_map(|closed| {
        let about = |option: &&OptionTally| source.option(option.option).is_some_and(|one| one.entry == Some(entry));
        let found = closed.tally.options.iter().find(about)?;
        matches!(closed.method(), BallotMethod::Reactions { .. }).then_some((found.people, closed.tally.voted))
    })
}

fn turning_points(source: &Source, entries: &[&EntryRecord]) -> Vec<Block> {
    let mut found: Vec<_> = entries
        .iter()
        .filter_map(|entry| Some((turning_point(source, entry.id).filter(|(people, _)| *people > 0)?, entry)))
        .collect();
    found.sort_by_key(|((people, _), _)| std::cmp::Reverse(*people));
    if found.is_empty() {
        return Vec::new();
    }
    let items = found.iter().take(10).map(|((people, of), entry)| {
        item(vec![
            strong(format!("{people} of {of}  ")),
            super::text::link(one_line(&entry.text.title), Anchor::entry(entry.id)),
            plain(format!(", {}", when(&entry.text))),
        ])
    });
    let items = list(items.collect());
    vec![heading(2, "Turning points", None), paragraph("Marked in secret; the number is people, not dots."), items]
}

const fn state(entry: &EntryRecord) -> &'static str {
    match entry.check.state {
        _ if entry.check.of_version < entry.text_version => "",
        EntryState::Unverified => "",
        EntryState::Verified => "checked",
        EntryState::Disputed => "in dispute",
    }
}

fn table_row(source: &Source, number: usize, entry: &EntryRecord) -> Row {
    let text = &entry.text;
    let mut lane = one_line(source.contents.column_title(text.lane));
    let also: Vec<String> = text.also_in.iter().map(|lane| one_line(source.contents.column_title(*lane))).collect();
    if !also.is_empty() {
        lane = format!("{lane} (also {})", also.join(", "));
    }
    let mut what = vec![strong(one_line(&text.title))];
    for (name, said) in [("", &text.detail), ("Why it matters: ", &text.why_it_matters), ("Source: ", &text.source)] {
        if !said.is_empty() {
            what.push(plain(format!("\n{name}{said}")));
        }
    }
    let mut checked = match state(entry) {
        "" => "not checked".to_owned(),
        state => state.to_owned(),
    };
    if !entry.check.remark.is_empty() && entry.check.of_version == entry.text_version {
        checked = format!("{checked}: {}", one_line(&entry.check.remark));
    }
    Row {
        anchor: Some(Anchor::entry(entry.id)),
        ..row(vec![cell(number), cell(when(text)), cell(lane), what, cell(checked)])
    }
}

#[cfg(test)]
mod tests {
    use super::year;

    #[test]
    fn a_day_stands_where_it_is_in_its_year() {
        assert_eq!([year((1999, 1, 1)), year((1999, 7, 1)), year((2000, 1, 1))], [1_999_000, 1_999_500, 2_000_000]);
        assert!(year((1999, 12, 31)) < 2_000_000);
    }
}
