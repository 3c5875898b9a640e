//! Writes a plan down: hands out ids in order, and lets a step be said in one line.

use super::{Plan, PlannedBoard, parts};
use crate::derive;
use charrette_protocol::{
    Attribution, BallotId, BallotMethod, BallotSettings, BoardId, BoardKind, IcebergLevel, NewColumn, StepKind,
    StepSettings, WorkshopId, Writing,
};

/// A column as a template writes it: heading, prompt, iceberg level.
pub(super) type Heading = (&'static str, &'static str, Option<IcebergLevel>);

pub(super) struct Planner {
    workshop: WorkshopId,
    columns: u64,
    plan: Plan,
}

impl Planner {
    /// A plan with the groups and tables that all templates share.
    pub fn new(workshop: WorkshopId, title: &str, purpose: &str) -> Self {
        let tables = (1..=parts::TABLES).map(|number| (derive::id(workshop, "table", number), number.to_string()));
        let plan = Plan {
            title: title.to_owned(),
            purpose: purpose.to_owned(),
            groups: parts::groups(),
            tables: tables.collect(),
            boards: Vec::new(),
            ballots: Vec::new(),
            steps: Vec::new(),
        };
        Self { workshop, columns: 0, plan }
    }

    pub fn board(&mut self, kind: BoardKind, title: &str, headings: &[Heading]) -> BoardId {
        let board = derive::id(self.workshop, "board", self.plan.boards.len() as u64 + 1);
        let columns = headings.iter().map(|&(title, prompt, level)| {
            self.columns += 1;
            NewColumn {
                column: derive::id(self.workshop, "column", self.columns),
                title: title.to_owned(),
                prompt: prompt.to_owned(),
                level,
            }
        });
        let columns = columns.collect();
        self.plan.boards.push(PlannedBoard { board, kind, title: title.to_owned(), columns });
        board
    }

    /// A ballot of one dot an option, with the default budget: its result reads as people.
    pub fn ballot(&mut self, question: &str) -> BallotId {
        self.ballot_by(BallotMethod::Dots { budget: None, cap: 1 }, question)
    }

    /// A ballot by another method.
    pub fn ballot_by(&mut self, method: BallotMethod, question: &str) -> BallotId {
        let ballot = derive::id(self.workshop, "ballot", self.plan.ballots.len() as u64 + 1);
        let settings = BallotSettings { question: question.to_owned(), method, previous: None };
        self.plan.ballots.push((ballot, settings));
        ballot
    }

    pub fn step(&mut self, step: Step) {
        let id = derive::id(self.workshop, "step", self.plan.steps.len() as u64 + 1);
        self.plan.steps.push((id, step.0));
    }

    pub fn finish(self) -> Plan {
        self.plan
    }
}

/// A step in the making: open writing, no limit, signed as the workshop says, until told otherwise.
pub(super) struct Step(StepSettings);

impl Step {
    pub fn new(kind: StepKind, minutes: u16, title: &str) -> Self {
        Self(StepSettings {
            kind,
            title: title.to_owned(),
            focus_question: String::new(),
            minutes,
            board: None,
            ballot: None,
            writing: Writing::Open,
            attribution: None,
            note_limit: None,
            post_limit: None,
            practice: false,
            clock_starts: matches!(kind, StepKind::Write | StepKind::Ballot | StepKind::Timeline),
            advance: false,
            naming: false,
        })
    }

    pub fn asks(self, question: &str) -> Self {
        Self(StepSettings { focus_question: question.to_owned(), ..self.0 })
    }

    /// The board people write on, or look at while they talk.
    pub fn on(self, board: BoardId) -> Self {
        Self(StepSettings { board: Some(board), ..self.0 })
    }

    /// The ballot people vote in, or whose result they talk about.
    pub fn of(self, ballot: BallotId) -> Self {
        Self(StepSettings { ballot: Some(ballot), ..self.0 })
    }

    pub fn private(self) -> Self {
        Self(StepSettings { writing: Writing::Private, ..self.0 })
    }

    pub fn signed(self, attribution: Attribution) -> Self {
        Self(StepSettings { attribution: Some(attribution), ..self.0 })
    }

    /// What is written here is left out of results.
    pub fn practice(self) -> Self {
        Self(StepSettings { practice: true, ..self.0 })
    }

    /// How many cards each table may post.
    pub fn cards(self, cards: u16) -> Self {
        Self(StepSettings { post_limit: Some(cards), ..self.0 })
    }

    /// How much each person may post.
    pub fn up_to(self, posts: u16) -> Self {
        Self(StepSettings { note_limit: Some(posts), ..self.0 })
    }
}
