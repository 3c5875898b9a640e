//! What whoever sends a report should know before they do.

use super::Source;
use super::text::count;
use crate::model::{Anchor, Check};
use charrette_protocol::*;

/// Words that claim more than votes of those present can show, in small letters.
const TOO_MUCH: [&str; 6] =
    ["experts agree", "experts believe", "everybody agrees", "everyone agrees", "the consensus is", "unanimously"];

pub(super) fn all(source: &Source) -> Vec<Check> {
    let mut checks = names(source);
    checks.extend(claims(source));
    checks.extend(unfinished(source));
    checks.extend(folded(source));
    checks.extend(silent(source));
    checks
}

fn well(text: impl Into<String>) -> Check {
    Check { well: true, text: text.into(), look: None }
}

fn look(text: impl Into<String>, look: Option<Anchor>) -> Check {
    Check { well: false, text: text.into(), look }
}

/// Names of people in what people wrote: a signature can be taken away, a name in a sentence cannot.
fn names(source: &Source) -> Vec<Check> {
    let names: Vec<&str> = source.contents.members.iter().filter_map(|member| member.name.as_deref()).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let shown = source.contents.notes.iter().filter(|note| !note.deleted && note.shelf != Shelf::Table);
    let found: Vec<_> = shown.filter(|note| names.iter().any(|name| says(&note.text, name))).collect();
    match found.first() {
        None => vec![well("No note has the name of anybody here in it.")],
        Some(first) => {
            let how_many = count(found.len(), "note has", "notes have");
            vec![look(format!("{how_many} a name of somebody here in the text."), Some(Anchor::note(first.id)))]
        }
    }
}

/// Whether a text has this name in it: all of it, or a last name of five letters or more.
fn says(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let name = name.trim().to_lowercase();
    let is_in = |part: &str| {
        text.match_indices(part).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    let last = name.split_whitespace().skip(1).last().filter(|last| last.chars().count() >= 5);
    (name.chars().count() >= 5 && is_in(&name)) || last.is_some_and(is_in)
}

/// What facilitators wrote must not say more than the votes do.
fn claims(source: &Source) -> Vec<Check> {
    let too_much = |text: &str| {
        let text = text.to_lowercase();
        TOO_MUCH.into_iter().find(|words| text.contains(words))
    };
    let found = source.edition.texts.iter().filter_map(|(about, text)| Some((about, too_much(text)?)));
    found
        .map(|(about, words)| {
            let place = match about {
                ReportSubject::Part { part } => Anchor::part(*part),
                ReportSubject::Cluster { cluster } => Anchor::cluster(*cluster),
            };
            look(format!("“{words}” says more than the votes of those present. Say how many of how many."), Some(place))
        })
        .collect()
}

fn unfinished(source: &Source) -> Vec<Check> {
    let contents = &source.contents;
    let mut checks = Vec::new();
    let hidden = contents.steps.iter().filter(|step| {
        step.entered && !step.revealed && step.settings.writing == Writing::Private && step.settings.board.is_some()
    });
    let titles: Vec<&str> = hidden.map(|step| step.settings.title.as_str()).collect();
    if let Some(first) = titles.first() {
        checks.push(look(
            format!("What was written in “{first}” has not been revealed, so it is not in the report."),
            None,
        ));
    }
    let open = contents.ballots.iter().filter(|ballot| ballot.state == BallotState::Open).count();
    if open > 0 {
        checks.push(look(format!("{} still open, so not counted.", count(open, "ballot is", "ballots are")), None));
    }
    let standing =
        |cluster: &ClusterRecord| contents.notes.iter().any(|note| note.cluster == Some(cluster.id) && !note.deleted);
    let nameless: Vec<_> = contents.clusters.iter().filter(|one| one.name.is_empty() && standing(one)).collect();
    if let Some(first) = nameless.first() {
        let how_many = count(nameless.len(), "cluster has", "clusters have");
        checks.push(look(format!("{how_many} no name yet."), Some(Anchor::cluster(first.id))));
    }
    let unchecked =
        contents.entries.iter().filter(|entry| !entry.deleted && entry.check.of_version < entry.text_version).count();
    if unchecked > 0 {
        let how_many = count(unchecked, "date on the timeline has", "dates on the timeline have");
        checks.push(look(format!("{how_many} not been checked."), Some(Anchor::part(ReportPart::Timeline))));
    }
    checks
}

fn folded(source: &Source) -> Vec<Check> {
    let tallies = source.contents.results.iter().map(|result| &result.tally);
    let folded = tallies.filter(|tally| tally.groups.iter().any(|group| group.name.is_none())).count();
    if folded == 0 {
        return Vec::new();
    }
    let ballots = count(folded, "ballot counts", "ballots count");
    vec![well(format!("{ballots} small perspective groups together, so that no number points at a person."))]
}

/// Notes that are signed with names are quoted only if whoever wrote them has agreed.
fn silent(source: &Source) -> Vec<Check> {
    let kept_back = source
        .contents
        .notes
        .iter()
        .filter(|note| !note.deleted && note.shelf == Shelf::Board && !source.voice.may_quote(&note.by))
        .count();
    if kept_back == 0 {
        return Vec::new();
    }
    let how_many = count(kept_back, "note is", "notes are");
    vec![well(format!("{how_many} not quoted, since whoever wrote them has not agreed to be quoted."))]
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn a_name_is_found_as_a_word_and_not_inside_one() {
        assert!(says("Ask Ruth Adler about it.", "Ruth Adler"));
        assert!(says("as Adler's team said", "Ruth Adler"));
        assert!(!says("the adlerian school", "Ruth Adler"));
        assert!(!says("We will see.", "Jo Will"));
        assert!(!says("anna", "An"));
    }
}
