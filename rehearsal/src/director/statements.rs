//! Draft steps: tables write statements, say what they miss in those of others, and revise their own.

use super::Director;
use crate::people::Person;
use crate::report::RehearsalError;
use charrette_protocol::*;
use futures_util::future::try_join_all;
use std::collections::BTreeMap;

impl Director<'_> {
    /// A board's first draft step is for drafting, its last for revising, and all but a last one for
    /// what others say.
    pub(super) async fn draft(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let first = !self.drafted.contains_key(&board);
        if first {
            self.draft_at_tables(step, board).await?;
        }
        if first || self.comes(StepKind::Draft, board, step) {
            let places = self.people.len();
            let drafted: Vec<StatementId> = self.drafted[&board].values().copied().collect();
            for (place, on) in (0..).zip(drafted) {
                self.people[(place * 7 + 3) % places].reserve(step, on).await?;
            }
        } else {
            let drafted = self.drafted[&board].clone();
            let revising = self.tables().into_iter().filter_map(|(table, people)| {
                let statement = *drafted.get(&table)?;
                people.into_iter().next().map(|person| person.revise(statement))
            });
            try_join_all(revising).await?;
        }
        self.console.fence().await;
        self.say(format!("{} statements", self.statements().len()));
        Ok(())
    }

    /// Every table drafts a statement with one pen, which goes from hand to hand.
    async fn draft_at_tables(&mut self, step: &StepRecord, board: BoardId) -> Result<(), RehearsalError> {
        let fields: Vec<_> = self.columns(board).into_iter().map(|column| column.id).collect();
        let statements = self.sample.statements.iter().cycle();
        let drafting = self.tables().into_iter().zip(statements).map(|((table, mut people), statement)| {
            let parts = [&statement.audience, &statement.need, &statement.because, &statement.shown_by];
            let text: Vec<(ColumnId, String)> = fields.iter().copied().zip(parts.map(Clone::clone)).collect();
            async move {
                let (first, rest) = people.split_first_mut().expect("a table with nobody is no table here");
                let neighbor: Option<&mut Person> = rest.first_mut().map(|person| &mut **person);
                first.draft(step, text, neighbor).await.map(|statement| (table, statement))
            }
        });
        let drafted: BTreeMap<_, _> = try_join_all(drafting).await?.into_iter().collect();
        if step.settings.writing == Writing::Private {
            self.send(Command::RevealStep { step: step.id }).await?;
        }
        self.console.fence().await;
        self.expect("statements of tables", &self.statements().len(), &drafted.len())?;
        self.drafted.insert(board, drafted);
        Ok(())
    }

    pub(super) fn statements(&self) -> Vec<StatementId> {
        let mut statements = self.all(|record| match record {
            Record::Statement(statement) if !statement.deleted => Some((statement.rank, statement.id)),
            _ => None,
        });
        statements.sort_unstable();
        statements.into_iter().map(|(_, statement)| statement).collect()
    }
}
