//! Steps at tables: what was written in silence becomes a few cards of each table.

use super::Director;
use crate::people::{AtTable, Person};
use crate::report::RehearsalError;
use charrette_protocol::*;
use futures_util::future::try_join_all;
use std::collections::BTreeMap;

/// Cards a table posts where its step has no limit.
const CARDS: usize = 5;

impl Director<'_> {
    /// Everybody sits where the sample says.
    pub(super) async fn seat_at_tables(&mut self) -> Result<(), RehearsalError> {
        let tables = self.all(|record| match record {
            Record::Table(table) => Some((table.name.clone(), table.id)),
            _ => None,
        });
        for (name, table) in tables {
            let sits = |person: &&Person| self.sample.people[person.place].table == name;
            let members: Vec<_> = self.people.iter().filter(sits).filter_map(|person| person.seated.member).collect();
            if !members.is_empty() {
                self.produce(Command::AssignTable { members, table: Some(table) }).await?;
            }
        }
        Ok(())
    }

    /// People by the table they sit at.
    pub(super) fn tables(&mut self) -> BTreeMap<TableId, Vec<&mut Person>> {
        let mut tables: BTreeMap<TableId, Vec<&mut Person>> = BTreeMap::new();
        for person in &mut self.people {
            if let Some(table) = person.table() {
                tables.entry(table).or_default().push(person);
            }
        }
        tables
    }

    /// Tables read what their people wrote, join what says the same, and post their cards.
    pub(super) async fn work_at_tables(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let steps = self.steps().into_iter().filter(|step| step.settings.board == Some(board));
        let steps: Vec<StepId> = steps.map(|step| step.id).collect();
        let waiting: usize = self.people.iter().map(|person| person.waiting_in(&steps)).sum();
        if waiting == 0 || self.tables().is_empty() {
            self.tempo.wait(&mut self.chance, 4.0..8.0).await;
            return Ok(());
        }
        self.produce(Command::HandToTables { step: step.id }).await?;
        let limit = step.settings.post_limit.map_or(CARDS, usize::from);
        let at_work = self.tables().into_values().map(|people| sort_out(people, board, limit));
        let done = try_join_all(at_work).await?;
        let cards: usize = done.iter().map(|table| table.cards).sum();
        let joined: usize = done.iter().map(|table| table.joined).sum();
        self.say(format!(
            "{waiting} notes became {cards} cards at {} tables; {joined} times two were joined",
            done.len()
        ));

        self.send(Command::RevealStep { step: step.id }).await?;
        let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
        for note in self.notes(board) {
            let shelf = match note.shelf {
                Shelf::Board => "on the board",
                Shelf::Annex => "in the annex",
                Shelf::Merged { .. } => "within another",
                _ => "elsewhere",
            };
            *kept.entry(shelf).or_default() += 1;
        }
        let mut planned = BTreeMap::from([("on the board", cards), ("in the annex", waiting - joined - cards)]);
        planned.insert("within another", 2 * joined);
        planned.retain(|_, count| *count > 0);
        self.expect("where notes are kept after the tables", &kept, &planned)?;
        self.cards += cards;
        Ok(())
    }
}

/// One table's work: somebody joins two notes, and when the next person sees that, they choose cards.
async fn sort_out(mut people: Vec<&mut Person>, board: BoardId, limit: usize) -> Result<AtTable, RehearsalError> {
    let joined = match people.first_mut() {
        Some(first) => first.join_two(board).await?,
        None => None,
    };
    let scribe = people.len().min(2);
    let cards = match people.get_mut(scribe - 1) {
        Some(scribe) => scribe.post_cards(board, joined, limit).await?,
        None => 0,
    };
    Ok(AtTable { joined: usize::from(joined.is_some()), cards })
}
