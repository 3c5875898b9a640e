//! Steps in which everybody writes: notes, and entries of a timeline.

use super::Director;
use crate::api::fresh_id;
use crate::report::RehearsalError;
use crate::sample::Note;
use charrette_protocol::*;
use futures_util::future::try_join_all;

impl Director<'_> {
    pub(super) async fn write(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let columns = self.columns(board);
        let limit = usize::from(step.settings.note_limit.unwrap_or(5));
        let iceberg = columns.iter().any(|column| column.level.is_some());
        let sample = self.sample;
        let changing = self.people.len() / 9;
        let writers = self.people.iter_mut().map(|person| {
            let own: Vec<Note> = if limit < 3 {
                let practice = sample.practice.iter().filter(|practice| practice.author == person.place + 1);
                practice
                    .map(|practice| Note {
                        author: practice.author,
                        text: practice.text.clone(),
                        iceberg_level: String::new(),
                        cluster: None,
                    })
                    .take(limit)
                    .collect()
            } else {
                sample.notes_of(person.place).take(if iceberg { 2 } else { limit }).cloned().collect()
            };
            let columns = columns.clone();
            async move { person.write(step, &columns, &own).await }
        });
        try_join_all(writers).await?;
        // Some go on at another device; what is private must be there as well.
        for place in 0..changing {
            let api = self.api;
            self.people[place * 9].change_device(api).await?;
        }
        // What tables work on next stays hidden until they have chosen.
        if step.settings.writing == Writing::Private && !self.comes(StepKind::Table, board, step) {
            match self.send(Command::RevealStep { step: step.id }).await {
                Ok(()) => self.say("revealed".into()),
                Err(error) => return Err(error),
            }
        }
        self.say(format!("{} notes on the board", self.notes(board).len()));
        Ok(())
    }

    /// A timeline: facts first, then what is wrong with them, then the chapters they make.
    pub(super) async fn remember(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        if self.columns(board).is_empty() {
            return Ok(());
        }
        if self.remembered.insert(board) {
            self.post_entries(step, board).await?;
        } else {
            let correcting = self.people.iter_mut().map(|person| person.correct_an_entry());
            let corrected = try_join_all(correcting).await?.into_iter().filter(|done| *done).count();
            self.say(format!("{corrected} entries corrected by their authors"));
        }
        if !self.comes(StepKind::Timeline, board, step) {
            for era in self.sample.eras.clone() {
                let id = fresh_id();
                let end = (!era.end.is_empty()).then_some(era.end);
                let text = EraText { name: era.name, start: era.start, end, story: era.story };
                self.send(Command::AddEra { era: id, board, text }).await?;
            }
        }
        Ok(())
    }

    async fn post_entries(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let lanes = self.columns(board);
        let lane = |name: &str| {
            let words = name.trim().replace('_', " ");
            lanes.iter().find(|lane| lane.title.eq_ignore_ascii_case(&words)).unwrap_or(&lanes[0]).id
        };
        let limit = step.settings.note_limit.map_or(usize::MAX, usize::from);
        let mut shares = vec![Vec::new(); self.people.len().max(1)];
        let all = limit.saturating_mul(shares.len());
        for (turn, entry) in self.sample.entries.iter().take(all).enumerate() {
            let own = lane(&entry.lane);
            let mut also_in: Vec<ColumnId> = entry
                .also_in
                .split(';')
                .filter(|name| !name.trim().is_empty())
                .map(lane)
                .filter(|lane| *lane != own)
                .collect();
            also_in.sort_unstable();
            also_in.dedup();
            let people = shares.len();
            shares[turn % people].push(EntryText {
                lane: own,
                also_in,
                start: entry.date.clone(),
                end: (!entry.end_date.is_empty()).then(|| entry.end_date.clone()),
                title: entry.title.clone(),
                detail: entry.detail.clone(),
                why_it_matters: entry.why_it_matters.clone(),
                source: entry.source.clone(),
            });
        }
        let remembering = self.people.iter_mut().zip(shares).map(|(person, share)| person.remember(step, share));
        try_join_all(remembering).await?;
        if step.settings.writing == Writing::Private {
            self.send(Command::RevealStep { step: step.id }).await?;
        }
        self.console.fence().await;
        let there = self.all(|record| match record {
            Record::Entry(entry) if entry.board == board && !entry.deleted => Some(entry.id),
            _ => None,
        });
        let posted = self.sample.entries.len().min(all);
        self.expect("entries on the timeline", &there.len(), &posted)
    }
}
