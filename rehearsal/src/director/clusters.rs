//! Steps in which notes are put together and clusters get their names.

use super::Director;
use crate::api::{fresh_command, fresh_id};
use crate::mirror::Mirror;
use crate::report::RehearsalError;
use charrette_protocol::*;
use futures_util::future::try_join_all;
use std::collections::BTreeMap;

impl Director<'_> {
    /// Whether the theme team can draft clusters while the room has a break.
    pub(super) fn clusters_wait(&self, step: &StepRecord, board: BoardId) -> bool {
        self.comes(StepKind::Cluster, board, step)
            && !self.placed.contains_key(&board)
            && !self.notes(board).is_empty()
            && self.theme_team().is_some()
    }

    fn theme_team(&self) -> Option<usize> {
        self.people.iter().position(|person| person.role() == Some(Role::ThemeTeam))
    }

    /// The theme team makes clusters, or the lead where there is none.
    pub(super) async fn make_clusters(&mut self, board: BoardId) -> Result<(), RehearsalError> {
        // Where tables find names later, clusters begin without.
        let named_later = self.steps().iter().any(|step| step.settings.board == Some(board) && step.settings.naming);
        let mut clusters: Vec<ClusterId> = Vec::new();
        for sample in &self.sample.clusters {
            let cluster = fresh_id();
            let name = if named_later { String::new() } else { sample.name.clone() };
            let make =
                Command::MakeCluster { cluster, board, name, notes: Vec::new(), after: clusters.last().copied() };
            match self.theme_team() {
                Some(member) => self.people[member].does("making a cluster", make).await?,
                None => self.send(make).await?,
            }
            clusters.push(cluster);
        }
        self.placed.insert(board, clusters);
        Ok(())
    }

    pub(super) async fn cluster(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        if self.sorted.contains(&board) {
            let clusters = self.placed.get(&board).cloned().unwrap_or_default();
            return if step.settings.naming {
                self.name_at_tables(&clusters).await
            } else {
                self.name(&clusters).await
            };
        }
        if !self.placed.contains_key(&board) {
            self.make_clusters(board).await?;
        }
        let clusters = self.placed.get(&board).cloned().unwrap_or_default();
        let by_text: BTreeMap<&str, usize> = self
            .sample
            .notes
            .iter()
            .filter_map(|note| Some((note.text.trim_end_matches('.'), note.cluster?)))
            .collect();
        let mut shares = vec![Vec::new(); self.people.len().max(1)];
        let mut belongs = 0;
        for (turn, note) in self.notes(board).into_iter().filter(|note| note.shelf == Shelf::Board).enumerate() {
            if let Some(place) = by_text.get(note.text.trim_end_matches('.')) {
                let people = shares.len();
                shares[turn % people].push((note.id, clusters[place - 1]));
                belongs += 1;
            }
        }
        let last = clusters.last().copied();
        let placing = self.people.iter_mut().zip(shares).map(|(person, share)| {
            // Everybody works, and they get in each other's way: wait for the last cluster.
            async move {
                if let Some(last) = last {
                    let there = move |mirror: &Mirror| mirror.get(&RecordKey::new(RecordKind::Cluster, last)).map(drop);
                    person.client.wait(there).await?;
                }
                person.cluster(share).await
            }
        });
        try_join_all(placing).await?;
        self.console.fence().await;
        let placed = self.notes(board).iter().filter(|note| note.cluster.is_some()).count();
        self.expect("notes in clusters", &placed, &belongs)?;
        self.say(format!("{} clusters of {placed} notes", clusters.len()));
        self.sorted.insert(board);
        Ok(())
    }

    /// Somebody gives clusters other names and takes that back.
    async fn name(&mut self, clusters: &[ClusterId]) -> Result<(), RehearsalError> {
        for (place, &cluster) in clusters.iter().enumerate().take(3) {
            let name = self.sample.clusters[place].name.clone();
            let version = self.name_version(cluster);
            self.send(Command::NameCluster { cluster, based_on: version, name: format!("{name}.") }).await?;
            self.send(Command::NameCluster { cluster, based_on: version + 1, name }).await?;
        }
        Ok(())
    }

    fn name_version(&self, cluster: ClusterId) -> u32 {
        self.console.look(|mirror| match mirror.get(&RecordKey::new(RecordKind::Cluster, cluster)) {
            Some(Record::Cluster(cluster)) => cluster.name_version,
            _ => 1,
        })
    }

    /// Each table finds the names of its clusters, and no other table's.
    async fn name_at_tables(&mut self, clusters: &[ClusterId]) -> Result<(), RehearsalError> {
        let tables: Vec<TableId> = self.tables().into_keys().collect();
        if tables.is_empty() {
            return self.name(clusters).await;
        }
        for (place, &cluster) in clusters.iter().enumerate() {
            let table = tables[place % tables.len()];
            self.produce(Command::AssignNaming { cluster, table: Some(table) }).await?;
            let key = RecordKey::new(RecordKind::Cluster, cluster);
            let name = self.sample.clusters[place].name.clone();
            let based_on = self.name_version(cluster);
            for person in self.tables().into_values().flatten().filter(|person| person.role() != Some(Role::ThemeTeam))
            {
                let assigned = move |mirror: &Mirror| match mirror.get(&key) {
                    Some(Record::Cluster(record)) if record.naming == Some(table) => Some(()),
                    _ => None,
                };
                person.client.wait(assigned).await?;
                let own = person.table() == Some(table);
                let wish = Command::NameCluster { cluster, based_on, name: name.clone() };
                let answer = person.client.send(fresh_command(), wish).await.map_err(|rejection| rejection.code);
                let expected = if own { Ok(()) } else { Err(RejectionCode::NamingAssigned) };
                if answer != expected {
                    let words = format!("{} named a cluster: {answer:?}, not {expected:?}", person.name);
                    return Err(RehearsalError::Unexpected(words));
                }
                if own {
                    break;
                }
            }
            self.console.fence().await;
            let found = self.console.look(|mirror| match mirror.get(&key) {
                Some(Record::Cluster(record)) => record.name.clone(),
                _ => String::new(),
            });
            self.expect("a cluster's name", &found, &name)?;
        }
        self.say(format!("{} tables named {} clusters", tables.len(), clusters.len()));
        Ok(())
    }
}
