//! The sample workshop: 45 people, 225 notes, and what came of them. Invented, but in the voice
//! of such a day; see `sample/README.md`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A person of the sample.
#[derive(Debug, Clone, Deserialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their perspective.
    pub perspective: String,
    /// Their perspective group.
    pub group: String,
    /// The name of their table.
    pub table: String,
}

/// A note of the sample.
#[derive(Debug, Clone, Deserialize)]
pub struct Note {
    /// Whose, as a row of the people, from 1.
    pub author: usize,
    /// Its text.
    pub text: String,
    /// Its iceberg level: `event`, `pattern`, `structure` or `mental_model`.
    pub iceberg_level: String,
    /// Where people put it: a row of the clusters, from 1; none = nowhere.
    pub cluster: Option<usize>,
}

/// A cluster of the sample.
#[derive(Debug, Clone, Deserialize)]
pub struct Cluster {
    /// Its name, a sentence.
    pub name: String,
}

/// A timeline entry of the sample.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    /// Its lane: `cell_therapy`, `gene_therapy` or `policy`.
    pub lane: String,
    /// When it was, or when it began.
    pub date: String,
    /// When it ended; may be empty.
    pub end_date: String,
    /// What happened.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// Why it matters; may be empty.
    pub why_it_matters: String,
    /// Where one can read it; may be empty.
    pub source: String,
    /// Further lanes, separated by semicolons; may be empty.
    pub also_in: String,
}

/// An era of the sample.
#[derive(Debug, Clone, Deserialize)]
pub struct Era {
    /// Its name.
    pub name: String,
    /// When it began.
    pub start: String,
    /// When it ended; may be empty.
    pub end: String,
    /// Its story.
    pub story: String,
}

/// A paper of the sample's ballot: rows of the clusters, from 1.
#[derive(Debug, Clone, Deserialize)]
pub struct Paper {
    /// Whose, as a row of the people, from 1.
    pub author: usize,
    /// The first dot.
    pub option1: Option<usize>,
    /// The second dot.
    pub option2: Option<usize>,
    /// The third dot.
    pub option3: Option<usize>,
}

/// A statement of the sample, in four parts that read on as one sentence.
#[derive(Debug, Clone, Deserialize)]
pub struct Statement {
    /// Who.
    pub audience: String,
    /// Needs what.
    pub need: String,
    /// Because of what.
    pub because: String,
    /// Best shown by what.
    pub shown_by: String,
}

/// A warm-up answer.
#[derive(Debug, Clone, Deserialize)]
pub struct Practice {
    /// Whose, as a row of the people, from 1.
    pub author: usize,
    /// Its text.
    pub text: String,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// 45 people.
    pub people: Vec<Person>,
    /// 225 notes, five each.
    pub notes: Vec<Note>,
    /// Twelve clusters.
    pub clusters: Vec<Cluster>,
    /// 69 timeline entries.
    pub entries: Vec<Entry>,
    /// Six eras.
    pub eras: Vec<Era>,
    /// 45 papers, some of them blank.
    pub papers: Vec<Paper>,
    /// 45 warm-up answers.
    pub practice: Vec<Practice>,
    /// Eight statements, one a table.
    pub statements: Vec<Statement>,
}

impl Sample {
    /// The sample that is inside the program.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn load() -> Self {
        Self {
            people: rows(include_str!("../sample/people.csv")),
            notes: rows(include_str!("../sample/notes.csv")),
            clusters: rows(include_str!("../sample/clusters.csv")),
            entries: rows(include_str!("../sample/timeline.csv")),
            eras: rows(include_str!("../sample/eras.csv")),
            papers: rows(include_str!("../sample/ballot.csv")),
            practice: rows(include_str!("../sample/practice.csv")),
            statements: rows(include_str!("../sample/statements.csv")),
        }
    }

    /// The notes of a person, given by place from 0.
    pub fn notes_of(&self, person: usize) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.author == person + 1)
    }
}

fn rows<T: DeserializeOwned>(text: &str) -> Vec<T> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .expect("the sample is part of the program and read by its tests")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_of_real_size_and_holds_together() {
        let sample = Sample::load();
        assert_eq!((sample.people.len(), sample.notes.len(), sample.clusters.len()), (45, 225, 12));
        assert!((0..45).all(|person| sample.notes_of(person).count() == 5));
        assert!(sample.notes.iter().all(|note| note.cluster.is_none_or(|cluster| (1..=12).contains(&cluster))));
        assert_eq!(sample.statements.len(), 8);
        assert_eq!((sample.entries.len(), sample.papers.len(), sample.practice.len()), (69, 45, 45));
    }
}
