//! The first page, and the one page that sums the rest up.

use super::Source;
use super::ballots::headline;
use super::recommendations::{self, Support};
use super::text::{count, heading, item, joined, link, list, one_line, paragraph, plain, quiet, strong};
use crate::dates;
use crate::model::*;
use charrette_protocol::*;

/// Priorities of each ballot on the one page.
const TOP: usize = 5;

pub(super) fn cover(source: &Source) -> Cover {
    let contents = &source.contents;
    let people = contents.people().count();
    let mut facts = Vec::new();
    if let Some(day) = day(source) {
        facts.push(day);
    }
    let tables = contents.tables.len();
    let who = count(people, "participant", "participants");
    facts.push(if tables > 1 { format!("{who} at {tables} tables") } else { who });
    facts.push(format!("Exported {}", dates::minute_in_words(source.view.exported)));
    let title = one_line(&source.view.title);
    Cover {
        title: if title.is_empty() { "Workshop".to_owned() } else { title },
        subtitle: match source.edition.kind {
            ReportKind::Seminar => "Seminar Report",
            ReportKind::Insights => "Insights Report",
        }
        .to_owned(),
        facts,
        notice: format!("{} {}", signing(source), level(source.edition.level)),
        record: source.edition.record.clone(),
    }
}

/// The day the room first came into a step.
fn day(source: &Source) -> Option<String> {
    let first = source.contents.steps.iter().filter_map(|step| step.started).min()?;
    Some(dates::day_in_words(first))
}

const fn level(level: ReleaseLevel) -> &'static str {
    match level {
        ReleaseLevel::Team => "For facilitators and organisers only.",
        ReleaseLevel::Participants => "For those who took part.",
        ReleaseLevel::Public => {
            "Published without names. What was said may be used; who said it, and whom they work for, is not told."
        }
    }
}

fn signing(source: &Source) -> &'static str {
    let attribution = source.contents.workshop.map_or(Attribution::Anonymous, |workshop| workshop.attribution);
    match (attribution, source.edition.level) {
        (Attribution::Anonymous, _) => "Contributions are not signed.",
        (Attribution::PerspectiveOnly, _) | (_, ReleaseLevel::Public) => {
            "Contributions are signed with perspective groups at most."
        }
        (Attribution::Named, _) => "Contributions are signed with names where a step allowed it; quotes are not.",
    }
}

pub(super) fn summary(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(workshop) = source.contents.workshop {
        blocks.extend(super::text::paragraphs(&workshop.purpose));
    }
    blocks.extend(who_took_part(source));
    blocks.extend(top_priorities(source));
    blocks.extend(statements(source));
    blocks.extend(open_questions(source));
    blocks
}

fn who_took_part(source: &Source) -> Vec<Block> {
    let contents = &source.contents;
    let people = contents.people().count();
    if people == 0 {
        return Vec::new();
    }
    let written = [
        (contents.notes.iter().filter(|note| !note.deleted && note.shelf != Shelf::Table).count(), "note", "notes"),
        (contents.clusters.len(), "cluster", "clusters"),
        (contents.entries.iter().filter(|entry| !entry.deleted).count(), "timeline entry", "timeline entries"),
        (contents.statements.iter().filter(|one| !one.deleted).count(), "statement", "statements"),
        (contents.results.len(), "secret ballot", "secret ballots"),
    ];
    let made: Vec<String> = written
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(*number, one, many))
        .collect();
    let took =
        if people == 1 { "1 participant took part".to_owned() } else { format!("{people} participants took part") };
    let made = if made.is_empty() { String::new() } else { format!("; the room made {}", joined(&made)) };
    let mut blocks = vec![paragraph(format!("{took}{made}."))];
    let groups = source.voice.groups(contents);
    if groups.len() > 1 {
        let told: Vec<String> = groups.iter().map(|(name, people)| format!("{name} {people}")).collect();
        blocks.push(Block::Figure(Figure {
            caption: "Who took part, by perspective group. One stroke is one person.".to_owned(),
            alternative: format!("People by perspective group: {}.", told.join("; ")),
            drawing: Drawing::Perspectives(Perspectives { groups }),
        }));
    }
    blocks
}

fn top_priorities(source: &Source) -> Vec<Block> {
    let mut blocks = Vec::new();
    for closed in source.on_priorities() {
        let question = one_line(&closed.record.settings.question);
        blocks.push(heading(2, if question.is_empty() { "What came first".to_owned() } else { question }, None));
        blocks.push(paragraph(headline(&closed)));
        let first = closed.tally.options.iter().filter(|option| option.people > 0).take(TOP);
        let items = first.map(|option| {
            let label = one_line(source.contents.option_label(option.option));
            let numbers = format!(" {} of {}", option.people, closed.base(option));
            item(vec![strong(format!("{}  ", option.rank)), link(label, Anchor::option(option.option)), quiet(numbers)])
        });
        blocks.push(list(items.collect()));
    }
    blocks
}

fn statements(source: &Source) -> Vec<Block> {
    let items: Vec<Item> = recommendations::all(source)
        .into_iter()
        .map(|(number, statement)| {
            let name = recommendations::name(source, statement);
            let mut spans = vec![strong(format!("{number}  ")), link(name, Anchor::statement(statement.id))];
            if let Some(last) = Support::of(source, statement.id).last() {
                spans.push(quiet(format!(" {last}")));
            }
            item(spans)
        })
        .collect();
    if items.is_empty() { Vec::new() } else { vec![heading(2, "Recommendations", None), list(items)] }
}

fn open_questions(source: &Source) -> Vec<Block> {
    let mut items = Vec::new();
    for closed in source.closed() {
        for option in &closed.tally.options {
            let divides = [ResultLabel::Divided, ResultLabel::GroupDivided];
            if option.labels.iter().any(|label| divides.contains(label)) {
                let label = one_line(source.contents.option_label(option.option));
                items.push(item(vec![plain("Divided: "), link(label, Anchor::option(option.option))]));
            }
        }
    }
    let disputed =
        source.contents.entries.iter().filter(|entry| !entry.deleted && entry.check.state == EntryState::Disputed);
    for entry in disputed {
        items
            .push(item(vec![plain("A date in dispute: "), link(one_line(&entry.text.title), Anchor::entry(entry.id))]));
    }
    let parked = source.contents.notes.iter().filter(|note| !note.deleted && note.shelf == Shelf::Parked).count();
    if parked > 0 {
        let words = if parked == 1 {
            "1 note in the parking lot".to_owned()
        } else {
            format!("{parked} notes in the parking lot")
        };
        items.push(item(vec![link(words, Anchor::part(ReportPart::NextSteps))]));
    }
    if items.is_empty() { Vec::new() } else { vec![heading(2, "What stayed open", None), list(items)] }
}
