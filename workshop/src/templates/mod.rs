//! What a workshop can start from: agendas that facilitators have run, as plain values.
//!
//! A template is only a beginning. Everything in it can be changed, moved and removed once the
//! workshop is open. Its ids follow from the workshop's, so opening it twice is opening it once.

mod education_priorities;
mod full_seminar;
mod iceberg;
mod parts;
mod planner;
#[cfg(test)]
mod tests;
mod timeline;

use charrette_protocol::{
    BallotId, BallotSettings, BoardId, BoardKind, NewColumn, PerspectiveGroup, StepId, StepSettings, TableId, Template,
    WorkshopId,
};

/// All that a workshop starts with, in the order it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its title, where whoever opens it gives none.
    pub title: String,
    /// Why people come together.
    pub purpose: String,
    /// The perspectives to choose from.
    pub groups: Vec<PerspectiveGroup>,
    /// The tables people sit at.
    pub tables: Vec<(TableId, String)>,
    /// The boards that steps work on.
    pub boards: Vec<PlannedBoard>,
    /// The ballots that steps run, being prepared.
    pub ballots: Vec<(BallotId, BallotSettings)>,
    /// The agenda.
    pub steps: Vec<(StepId, StepSettings)>,
}

/// A board of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedBoard {
    /// Its id.
    pub board: BoardId,
    /// What it holds.
    pub kind: BoardKind,
    /// Its title.
    pub title: String,
    /// Its columns in their order.
    pub columns: Vec<NewColumn>,
}

impl Plan {
    /// How long the agenda takes, in minutes.
    pub fn minutes(&self) -> u32 {
        self.steps.iter().map(|(_, settings)| u32::from(settings.minutes)).sum()
    }
}

/// What a workshop with this id starts with.
pub fn plan(template: Template, workshop: WorkshopId) -> Plan {
    match template {
        Template::EducationPriorities => education_priorities::plan(workshop),
        Template::Iceberg => iceberg::plan(workshop),
        Template::Timeline => timeline::plan(workshop),
        Template::FullSeminar => full_seminar::plan(workshop),
    }
}
