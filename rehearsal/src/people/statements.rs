//! What people do with the statement of their table, and say about those of others.

use super::{Person, Stuck};
use crate::api::{fresh_id, fresh_secret};
use crate::mirror::Mirror;
use charrette_protocol::*;

fn drafts(mirror: &Mirror, statement: StatementId) -> bool {
    mirror.get(&RecordKey::new(RecordKind::Statement, statement)).is_some()
        || mirror.get(&RecordKey::new(RecordKind::PrivateStatement, statement)).is_some()
}

/// A statement that everybody sees.
fn shown(mirror: &Mirror, statement: StatementId) -> Option<StatementRecord> {
    match mirror.get(&RecordKey::new(RecordKind::Statement, statement)) {
        Some(Record::Statement(record)) => Some(record.clone()),
        _ => None,
    }
}

impl Person {
    /// Begins a statement; the neighbor, if there is one, reaches for the pen too early, gets it, and ends it.
    pub async fn draft(
        &mut self,
        step: &StepRecord,
        text: Vec<(ColumnId, String)>,
        neighbor: Option<&mut Self>,
    ) -> Result<StatementId, Stuck> {
        let statement: StatementId = fresh_id();
        let half: StatementText = text.iter().take(2).cloned().collect();
        self.pause(20.0..60.0).await;
        self.send("beginning a statement", Command::AddStatement { statement, step: step.id, text: half }).await?;
        let whole = Command::EditStatement { statement, based_on: 1, text: text.into_iter().collect() };
        let Some(neighbor) = neighbor else {
            self.send("ending a statement", whole).await?;
            return Ok(statement);
        };
        neighbor.client.wait(|mirror| drafts(mirror, statement).then_some(())).await?;
        match neighbor.send("taking the pen", Command::TakePen { statement }).await {
            Err(Stuck::Refused { rejection, .. }) if rejection.code == RejectionCode::PenHeld => {}
            other => other?,
        }
        if let Some(to) = neighbor.seated.member {
            self.send("handing the pen over", Command::GivePen { statement, to }).await?;
        }
        neighbor.pause(20.0..60.0).await;
        neighbor.send("ending a statement", whole).await?;
        neighbor.send("laying the pen down", Command::ReleasePen { statement }).await?;
        Ok(statement)
    }

    /// Says why they cannot go along with a statement as it is.
    pub async fn reserve(&mut self, step: &StepRecord, on: StatementId) -> Result<(), Stuck> {
        self.client.wait(|mirror| drafts(mirror, on).then_some(())).await?;
        let anonymous = step.effective_attribution == Attribution::Anonymous;
        let comment = Command::Comment {
            comment: fresh_id(),
            on,
            step: step.id,
            text: "I can go along once it says who pays for it.".into(),
            reservation: true,
            edit_key: anonymous.then(fresh_secret),
        };
        self.pause(5.0..20.0).await;
        self.send("commenting", comment).await
    }

    /// Says more exactly, after what others said, what the table means.
    pub async fn revise(&mut self, statement: StatementId) -> Result<(), Stuck> {
        let found = self.client.wait(|mirror| shown(mirror, statement)).await?;
        let mut text = found.text.clone();
        if let Some(words) = text.values_mut().last() {
            words.push_str(" It says who pays.");
        }
        self.pause(60.0..180.0).await;
        let edit = Command::EditStatement { statement, based_on: found.text_version, text };
        self.send("revising a statement", edit).await?;
        self.send("laying the pen down", Command::ReleasePen { statement }).await
    }
}
