//! One of everything that a workshop can hold.

use crate::room::{Place, Workshop};
use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;

/// Ids of things that are there, or of things that are not.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is what its name says")]
pub struct Things {
    pub member: MemberId,
    pub table: TableId,
    pub board: BoardId,
    pub column: ColumnId,
    /// A step in which notes are written.
    pub step: StepId,
    /// A step in which notes are clustered.
    pub clustering: StepId,
    pub note: NoteId,
    /// In the cluster, with [`Self::note`].
    pub second_note: NoteId,
    pub cluster: ClusterId,
    /// Empty.
    pub second_cluster: ClusterId,
    pub timeline: BoardId,
    pub lane: ColumnId,
    /// A step in which entries are written.
    pub dating: StepId,
    pub entry: EntryId,
    pub era: EraId,
    /// Prepared.
    pub ballot: BallotId,
    /// Open.
    pub open_ballot: BallotId,
    pub option: OptionId,
    /// A board of statements, with one field.
    pub form: BoardId,
    pub field: ColumnId,
    /// A step in which statements are drafted.
    pub drafting: StepId,
    pub statement: StatementId,
    pub comment: CommentId,
}

impl Things {
    /// Ids that nothing has.
    pub fn unknown() -> Self {
        Self {
            member: fresh_id(),
            table: fresh_id(),
            board: fresh_id(),
            column: fresh_id(),
            step: fresh_id(),
            clustering: fresh_id(),
            note: fresh_id(),
            second_note: fresh_id(),
            cluster: fresh_id(),
            second_cluster: fresh_id(),
            timeline: fresh_id(),
            lane: fresh_id(),
            dating: fresh_id(),
            entry: fresh_id(),
            era: fresh_id(),
            ballot: fresh_id(),
            open_ballot: fresh_id(),
            option: option_id(),
            form: fresh_id(),
            field: fresh_id(),
            drafting: fresh_id(),
            statement: fresh_id(),
            comment: fresh_id(),
        }
    }

    /// The notes' board and writing step as a place.
    pub fn place(&self) -> Place {
        Place { board: self.board, column: self.column, step: self.step, private: false, anonymous: false }
    }

    /// An entry on the timeline.
    pub fn dated(&self, title: &str) -> EntryText {
        EntryText {
            lane: self.lane,
            also_in: vec![],
            start: "1988-10".into(),
            end: None,
            title: title.into(),
            detail: String::new(),
            why_it_matters: String::new(),
            source: String::new(),
        }
    }
}

/// A fresh id of an option, which is no id of a record of its own.
pub fn option_id() -> OptionId {
    OptionId::from_bytes(*fresh_id::<PaperId>().as_bytes())
}

/// A statement's text that fills one field.
pub fn says(field: ColumnId, words: &str) -> StatementText {
    [(field, words.to_owned())].into()
}

/// A comment on a statement.
pub fn remark(comment: CommentId, on: StatementId, step: StepId) -> Command {
    Command::Comment { comment, on, step, text: "Which?".into(), reservation: false, edit_key: None }
}

/// An era's text.
pub fn era(name: &str) -> EraText {
    EraText { name: name.into(), start: "1988".into(), end: None, story: String::new() }
}

/// Settings of a step.
pub fn settings(kind: StepKind, board: Option<BoardId>) -> StepSettings {
    StepSettings {
        kind,
        title: "Step".into(),
        focus_question: "What?".into(),
        minutes: 5,
        board,
        ballot: None,
        writing: Writing::Open,
        attribution: None,
        note_limit: None,
        post_limit: None,
        practice: false,
        clock_starts: false,
        advance: false,
        naming: false,
    }
}

/// A paper with a dot on each of these options.
pub fn vote(ballot: BallotId, options: &[OptionId]) -> Command {
    let marks = options.iter().map(|option| (*option, vec![1])).collect();
    Command::Vote { ballot, marks, reasons: [].into() }
}

/// Settings of a ballot.
pub fn dots(question: &str) -> BallotSettings {
    BallotSettings { question: question.into(), method: BallotMethod::Dots { budget: None, cap: 1 }, previous: None }
}

/// A column.
pub fn column(id: ColumnId, title: &str) -> NewColumn {
    NewColumn { column: id, title: title.into(), prompt: String::new(), level: None }
}

/// Options with words of their own.
pub fn options<const N: usize>(labels: [&str; N]) -> Vec<NewOption> {
    let option = |label: &str| NewOption { option: option_id(), source: OptionSource::Text { label: label.into() } };
    labels.map(option).into()
}

impl Workshop {
    /// Makes one of everything; the room is in the step in which notes are written.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn one_of_each(&self) -> Things {
        let member = self.api.join(self.door(), "Member", None).await.expect("the door is open").member;
        let options = options(["This", "That", "Neither"]);
        let things = Things { member: member.expect("no wall"), option: options[0].option, ..Things::unknown() };
        let Things { table, board, column: first, step, note, second_note, cluster, second_cluster, .. } = things;
        let Things { clustering, timeline, lane, dating, entry, era: era_id, ballot, open_ballot, .. } = things;
        let Things { form, field, drafting, statement, comment, .. } = things;
        let fields = vec![column(field, "Who")];
        let columns = vec![column(first, "Ideas")];
        let lanes = vec![column(lane, "Policy")];
        let none = || String::new();
        for body in [
            Command::AddTable { table, name: "Ninth".into() },
            Command::AddBoard { board, kind: BoardKind::Notes, title: "Board".into(), columns },
            Command::AddBoard { board: timeline, kind: BoardKind::Timeline, title: "History".into(), columns: lanes },
            Command::AddStep { step, after: None, settings: settings(StepKind::Write, Some(board)) },
            Command::AddStep { step: clustering, after: None, settings: settings(StepKind::Cluster, Some(board)) },
            Command::AddStep { step: dating, after: None, settings: settings(StepKind::Timeline, Some(timeline)) },
            Command::AddBoard { board: form, kind: BoardKind::Statements, title: "Form".into(), columns: fields },
            Command::AddStep { step: drafting, after: None, settings: settings(StepKind::Draft, Some(form)) },
            Command::EnterStep { step: drafting },
            Command::EnterStep { step: dating },
            Command::EnterStep { step: clustering },
            Command::EnterStep { step },
            things.place().note(note, "One idea."),
            things.place().note(second_note, "Another."),
            Command::MakeCluster { cluster, board, name: none(), notes: vec![note, second_note], after: None },
            Command::MakeCluster { cluster: second_cluster, board, name: none(), notes: vec![], after: None },
            Command::PostEntry { entry, step: dating, text: things.dated("It began"), private: false, edit_key: None },
            Command::AddStatement { statement, step: drafting, text: says(field, "Staff") },
            remark(comment, statement, drafting),
            Command::AddEra { era: era_id, board: timeline, text: era("Beginnings") },
            Command::AddBallot { ballot, settings: dots("Which?") },
            Command::AddBallot { ballot: open_ballot, settings: dots("Which first?") },
            Command::OpenBallot { ballot: open_ballot, options },
        ] {
            self.lead.does(body).await;
        }
        things
    }

    /// Compares what everybody is shown with what the log leads to.
    ///
    /// # Panics
    /// The server cannot, or something differs.
    pub async fn verified(&self) -> Verified {
        let asked = self.api.post("/api/verify", Some(&self.lead.seated.credential), &()).await;
        let verified: Verified = asked.expect("leads verify");
        assert_eq!(verified.differing, 0, "{verified:?}");
        verified
    }
}
