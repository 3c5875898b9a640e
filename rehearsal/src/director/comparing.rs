//! Every screen against the server, and the server against its log.

use super::Director;
use crate::client::Client;
use crate::report::{RehearsalError, Report};
use charrette_protocol::*;

/// At most this many differing records are told whole.
const TOLD: usize = 10;

impl Director<'_> {
    /// Looks at the server with fresh eyes for every screen, and lets the server compare itself
    /// with its log.
    pub(super) async fn compare(mut self, lead: &Seated) -> Result<Report, RehearsalError> {
        let (mut compared, mut differing, mut screens) = (0, 0, 0);
        let mut screen = async |client: &Client, credential: &str| -> Result<(), RehearsalError> {
            client.fence().await;
            let fresh = Client::connect_holding(self.api, credential, client.edit_keys(), None).await?;
            let held = client.look(Clone::clone);
            let there = fresh.look(Clone::clone);
            compared += held.len().max(there.len());
            for key in held.differing(&there) {
                differing += 1;
                if differing <= TOLD {
                    (self.options.say)(format!(
                        "differs: {:?} held {:?}, there {:?}",
                        key,
                        held.get(&key),
                        there.get(&key)
                    ));
                }
            }
            screens += 1;
            Ok(())
        };
        screen(&self.console, &lead.credential).await?;
        for staff in &self.staff {
            screen(&staff.client, &staff.seated.credential).await?;
        }
        for person in &self.people {
            screen(&person.client, &person.seated.credential).await?;
        }
        let log: Verified = self.api.post("/api/verify", Some(&lead.credential), &()).await?;
        let count = |pick: fn(&Record) -> bool| {
            self.console.look(|mirror| mirror.records().filter(|record| pick(record)).count())
        };
        let report = Report {
            people: self.people.len(),
            returns: self.people.iter().map(|person| person.returns).sum(),
            notes: count(|record| matches!(record, Record::Note(note) if !note.deleted)),
            cards: self.cards,
            clusters: count(|record| matches!(record, Record::Cluster(_))),
            entries: count(|record| matches!(record, Record::Entry(entry) if !entry.deleted)),
            statements: self.statements().len(),
            voted: self.all(|record| match record {
                Record::Result(result) => Some(result.tally.voted),
                _ => None,
            }),
            screens,
            compared,
            differing,
            as_expected: self.as_expected,
            log,
        };
        self.people.clear();
        if report.compared == 0 || report.log.records == 0 {
            return Err(RehearsalError::NothingCompared);
        }
        if report.differing > 0 || report.log.differing > 0 {
            return Err(RehearsalError::Disagreement { screens: report.differing, log: report.log.differing });
        }
        Ok(report)
    }
}
