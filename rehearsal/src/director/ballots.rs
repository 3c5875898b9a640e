//! Ballots: options are frozen, everybody votes in secret, and the count is counted again.

use super::Director;
use crate::api::fresh_id;
use crate::mirror::Mirror;
use crate::report::RehearsalError;
use charrette_protocol::*;
use futures_util::future::try_join_all;
use std::collections::BTreeMap;

/// Entries of a timeline that people react to.
const ENTRIES: usize = 20;

impl Director<'_> {
    /// What the room votes on: what it has made that fits the ballot's method.
    fn options(&self, method: &BallotMethod) -> Vec<NewOption> {
        let clusters: Vec<ClusterId> = self.placed.values().flatten().copied().collect();
        let statements = self.statements();
        let mut entries = self.all(|record| match record {
            Record::Entry(entry) if !entry.deleted => Some((entry.text.start.clone(), entry.id)),
            _ => None,
        });
        entries.sort();
        let sources: Vec<OptionSource> = match method {
            BallotMethod::Reactions { .. } => {
                entries.iter().take(ENTRIES).map(|(_, entry)| OptionSource::Entry { entry: *entry }).collect()
            }
            // Once there are statements, they are what people are asked about.
            _ if statements.len() >= 2 => {
                statements.into_iter().map(|statement| OptionSource::Statement { statement }).collect()
            }
            _ => clusters.iter().map(|&cluster| OptionSource::Cluster { cluster }).collect(),
        };
        let sources = if sources.len() >= 2 {
            sources
        } else {
            ["Yes", "No"].map(|label| OptionSource::Text { label: label.into() }).into()
        };
        sources.into_iter().map(|source| NewOption { option: fresh_id(), source }).collect()
    }

    pub(super) async fn vote(&mut self, ballot: BallotId) -> Result<(), RehearsalError> {
        let key = RecordKey::new(RecordKind::Ballot, ballot);
        let method = self.console.look(|mirror| match mirror.get(&key) {
            Some(Record::Ballot(record)) => Some(record.settings.method.clone()),
            _ => None,
        });
        let Some(method) = method else { return Ok(()) };
        let options = self.options(&method);
        self.produce(Command::FreezeOptions { ballot, options }).await?;
        self.send(Command::OpenBallot { ballot, options: Vec::new() }).await?;
        let open = move |mirror: &Mirror| match mirror.get(&key) {
            Some(Record::Ballot(record)) if record.state == BallotState::Open => Some(record.clone()),
            _ => None,
        };
        let opened = self.console.wait(open).await?;
        let mut options = self.all(|record| match record {
            Record::Option(option) if option.ballot == ballot => Some(option.clone()),
            _ => None,
        });
        options.sort_by_key(|option| option.place);
        let sample = self.sample;
        let voting = self.people.iter_mut().map(|person| {
            let (options, opened) = (&options, &opened);
            async move {
                person.client.wait(open).await?;
                let paper = sample.papers.iter().find(|paper| paper.author == person.place + 1);
                let dots = paper.map(|paper| [paper.option1, paper.option2, paper.option3]).unwrap_or_default();
                let choice: Vec<usize> = dots.into_iter().flatten().map(|option| option - 1).collect();
                // A blank row of the sample is somebody who does not vote.
                if choice.is_empty() { Ok(None) } else { person.vote(opened, options, &choice).await.map(Some) }
            }
        });
        let papers: Vec<_> = try_join_all(voting).await?.into_iter().flatten().collect();
        self.send(Command::CloseBallot { ballot }).await?;
        self.count_again(ballot, &method, &papers)?;
        self.say(format!("the ballot is closed: {} voted", papers.len()));
        Ok(())
    }

    /// The result holds what people handed in.
    fn count_again(
        &mut self,
        ballot: BallotId,
        method: &BallotMethod,
        papers: &[BTreeMap<OptionId, Marks>],
    ) -> Result<(), RehearsalError> {
        let result = self.console.look(|mirror| match mirror.get(&RecordKey::new(RecordKind::Result, ballot)) {
            Some(Record::Result(result)) => Some(result.tally.clone()),
            _ => None,
        });
        let Some(tally) = result else {
            return Err(RehearsalError::Unexpected("a closed ballot has no result".into()));
        };
        self.expect("how many voted", &(tally.voted as usize), &papers.len())?;
        let mut marked: BTreeMap<OptionId, (u32, u32)> = BTreeMap::new();
        for (option, marks) in papers.iter().flatten() {
            let (people, dots) = marked.entry(*option).or_default();
            *people += 1;
            // Only dots are added up as they are; other methods have rules of their own.
            *dots += match method {
                BallotMethod::Dots { .. } => u32::from(marks.first().copied().unwrap_or_default()),
                _ => 0,
            };
        }
        for option in &tally.options {
            let (people, dots) = marked.remove(&option.option).unwrap_or_default();
            self.expect("how many marked an option", &option.marked, &people)?;
            if matches!(method, BallotMethod::Dots { .. }) {
                self.expect("the dots of an option", &option.dots, &dots)?;
            }
        }
        self.expect("options of the papers that the result leaves out", &marked.len(), &0)
    }
}
