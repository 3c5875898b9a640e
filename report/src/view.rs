//! What one viewer may see, in the order in which a reader wants it.

use charrette_protocol::*;
use charrette_workshop::Workshop;
use charrette_workshop::dates::{Day, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Everything one viewer may see at one moment. What is not in it is in no file.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The workshop's title.
    pub title: String,
    /// When it was taken.
    pub exported: Milliseconds,
    /// Through whose eyes.
    pub audience: Audience,
    /// Shared records.
    pub shared: Vec<Record>,
    /// Records that only this viewer has.
    pub personal: Vec<Record>,
    /// The hash over everything that had happened in the workshop, as text.
    pub state: String,
}

impl View {
    /// A view of what a room projected; the title is the workshop record's.
    pub fn new(
        exported: Milliseconds,
        audience: Audience,
        shared: Vec<Record>,
        personal: Vec<Record>,
        state: String,
    ) -> Self {
        let title = shared.iter().find_map(|record| match record {
            Record::Workshop(workshop) => Some(workshop.title.clone()),
            _ => None,
        });
        Self { title: title.unwrap_or_default(), exported, audience, shared, personal, state }
    }
}

/// A view's records by kind, each list in its reader's order; the room's present step has no
/// say in it.
#[derive(Debug, Default)]
pub(crate) struct Contents<'a> {
    pub workshop: Option<&'a WorkshopRecord>,
    pub members: Vec<&'a MemberRecord>,
    pub acts: Vec<&'a ActRecord>,
    pub consents: BTreeMap<MemberId, Consent>,
    pub tables: Vec<&'a TableRecord>,
    pub steps: Vec<&'a StepRecord>,
    pub boards: Vec<&'a BoardRecord>,
    pub columns: Vec<&'a ColumnRecord>,
    pub notes: Vec<&'a NoteRecord>,
    pub clusters: Vec<&'a ClusterRecord>,
    pub entries: Vec<&'a EntryRecord>,
    pub eras: Vec<&'a EraRecord>,
    pub ballots: Vec<&'a BallotRecord>,
    pub options: Vec<&'a OptionRecord>,
    pub results: Vec<&'a ResultRecord>,
    pub statements: Vec<&'a StatementRecord>,
    pub comments: Vec<&'a CommentRecord>,
    pub versions: Vec<&'a StatementVersionRecord>,
    pub links: Vec<&'a LinkRecord>,
    /// What facilitators wrote into the report, by what it is about.
    pub report_texts: BTreeMap<ReportSubject, &'a ReportTextRecord>,
    /// How they arranged it.
    pub outline: Option<&'a ReportOutlineRecord>,
    pub private_notes: Vec<&'a PrivateNoteRecord>,
    pub private_entries: Vec<&'a PrivateEntryRecord>,
    pub papers: Vec<&'a PaperRecord>,
}

impl<'a> Contents<'a> {
    pub fn of(view: &'a View) -> Self {
        let mut contents = Self::default();
        for record in view.shared.iter().chain(&view.personal) {
            match record {
                Record::Workshop(record) => contents.workshop = Some(record),
                Record::Member(record) => contents.members.push(record),
                Record::Act(record) => contents.acts.push(record),
                Record::Consent(record) => _ = contents.consents.insert(record.id, record.says),
                Record::Table(record) => contents.tables.push(record),
                Record::Step(record) => contents.steps.push(record),
                Record::Board(record) => contents.boards.push(record),
                Record::Column(record) => contents.columns.push(record),
                Record::Note(record) => contents.notes.push(record),
                Record::Cluster(record) => contents.clusters.push(record),
                Record::Entry(record) => contents.entries.push(record),
                Record::Era(record) => contents.eras.push(record),
                Record::Ballot(record) => contents.ballots.push(record),
                Record::Option(record) => contents.options.push(record),
                Record::Result(record) => contents.results.push(record),
                Record::PrivateNote(record) => contents.private_notes.push(record),
                Record::PrivateEntry(record) => contents.private_entries.push(record),
                Record::Paper(record) => contents.papers.push(record),
                Record::Statement(record) => contents.statements.push(record),
                Record::Comment(record) => contents.comments.push(record),
                Record::StatementVersion(record) => contents.versions.push(record),
                Record::Link(record) => contents.links.push(record),
                Record::ReportText(record) => _ = contents.report_texts.insert(record.about, record),
                Record::ReportOutline(record) => contents.outline = Some(record),
                // What is worked out from the others, and what a screen needs for its buttons is nothing for a file, nor is what a table has
                // not shown to the room.
                Record::Balance(_)
                | Record::Seat(_)
                | Record::Mine(_)
                | Record::TableNote(_)
                | Record::PrivateStatement(_) => {}
            }
        }
        contents.leave_practice_out();
        contents.sort();
        contents
    }

    /// What was written or voted in a practice step is no result. A board or ballot that another step
    /// uses too stays, with what came from there.
    fn leave_practice_out(&mut self) {
        let practice: BTreeSet<_> =
            self.steps.iter().filter(|step| step.settings.practice).map(|step| step.id).collect();
        if practice.is_empty() {
            return;
        }
        let (tried, meant): (Vec<_>, Vec<_>) = self.steps.iter().partition(|step| step.settings.practice);
        let boards = |steps: &[&StepRecord]| steps.iter().filter_map(|step| step.settings.board).collect();
        let ballots = |steps: &[&StepRecord]| steps.iter().filter_map(|step| step.settings.ballot).collect();
        let (some_boards, kept_boards): (BTreeSet<_>, BTreeSet<_>) = (boards(&tried), boards(&meant));
        let (some_ballots, kept_ballots): (BTreeSet<_>, BTreeSet<_>) = (ballots(&tried), ballots(&meant));
        let board = |id: BoardId| !some_boards.contains(&id) || kept_boards.contains(&id);
        let ballot = |id: BallotId| !some_ballots.contains(&id) || kept_ballots.contains(&id);
        self.notes.retain(|note| !practice.contains(&note.step) && board(note.board));
        self.entries.retain(|entry| !practice.contains(&entry.step) && board(entry.board));
        let notes: BTreeSet<_> = self.notes.iter().map(|note| note.id).collect();
        self.links.retain(|link| notes.contains(&link.from) && notes.contains(&link.to));
        self.statements.retain(|one| !practice.contains(&one.step) && board(one.board));
        let statements: BTreeSet<_> = self.statements.iter().map(|statement| statement.id).collect();
        self.versions.retain(|version| statements.contains(&version.statement));
        self.comments.retain(|one| !practice.contains(&one.step) && statements.contains(&one.on));
        self.private_notes.retain(|note| !practice.contains(&note.step));
        self.private_entries.retain(|entry| !practice.contains(&entry.step));
        self.boards.retain(|one| board(one.id));
        self.columns.retain(|column| board(column.board));
        self.clusters.retain(|cluster| board(cluster.board));
        let clusters: BTreeSet<_> = self.clusters.iter().map(|cluster| cluster.id).collect();
        self.report_texts.retain(|about, _| match about {
            ReportSubject::Part { .. } => true,
            ReportSubject::Cluster { cluster } => clusters.contains(cluster),
        });
        self.eras.retain(|era| board(era.board));
        self.ballots.retain(|one| ballot(one.id));
        self.options.retain(|option| ballot(option.ballot));
        self.results.retain(|result| ballot(result.id));
        self.papers.retain(|paper| ballot(paper.ballot));
    }

    fn sort(&mut self) {
        self.steps.sort_by_key(|step| (step.rank, step.id));
        // Boards and ballots follow the agenda; those it does not use come last.
        let mut board_places = BTreeMap::new();
        let mut ballot_places = BTreeMap::new();
        for (place, step) in self.steps.iter().enumerate() {
            if let Some(board) = step.settings.board {
                board_places.entry(board).or_insert(place);
            }
            if let Some(ballot) = step.settings.ballot {
                ballot_places.entry(ballot).or_insert(place);
            }
        }
        let board_place = |board: BoardId| (board_places.get(&board).copied().unwrap_or(usize::MAX), board);
        let ballot_place = |ballot: BallotId| (ballot_places.get(&ballot).copied().unwrap_or(usize::MAX), ballot);

        self.statements.sort_by_key(|statement| (board_place(statement.board), statement.rank, statement.id));
        let statement_place: BTreeMap<_, _> =
            self.statements.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let place_of = |id: StatementId| statement_place.get(&id).copied().unwrap_or(usize::MAX);
        self.comments.sort_by_key(|comment| (place_of(comment.on), comment.number, comment.id));
        self.versions.sort_by_key(|version| (place_of(version.statement), version.number, version.id));
        self.links.sort_by_key(|link| (board_place(link.board), link.id));
        self.members.sort_by(|one, other| (one.role, &one.name, one.id).cmp(&(other.role, &other.name, other.id)));
        self.acts.sort_by_key(|act| act.number);
        self.tables.sort_by(|one, other| by_name(&one.name, &other.name).then(one.id.cmp(&other.id)));
        self.boards.sort_by_key(|board| board_place(board.id));
        self.columns.sort_by_key(|column| (board_place(column.board), column.rank, column.id));
        self.clusters.sort_by_key(|cluster| (board_place(cluster.board), cluster.rank, cluster.id));
        self.ballots.sort_by_key(|ballot| ballot_place(ballot.id));
        self.options.sort_by_key(|option| (ballot_place(option.ballot), option.place, option.id));
        self.results.sort_by_key(|result| ballot_place(result.id));
        self.entries.sort_by_key(|entry| {
            (board_place(entry.board), time(&entry.text.start, entry.text.end.as_deref()), entry.id)
        });
        self.eras.sort_by_key(|era| (board_place(era.board), time(&era.text.start, era.text.end.as_deref()), era.id));
        self.private_notes.sort_by_key(|note| (note.step, note.order, note.id));
        self.private_entries.sort_by_key(|entry| (time(&entry.text.start, entry.text.end.as_deref()), entry.id));
        self.papers.sort_by_key(|paper| (ballot_place(paper.ballot), paper.id));

        let column_place: BTreeMap<_, _> =
            self.columns.iter().enumerate().map(|(at, column)| (column.id, at)).collect();
        let cluster_place: BTreeMap<_, _> = self.clusters.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        self.notes.sort_by_key(|note| {
            let column = column_place.get(&note.column).copied().unwrap_or(usize::MAX);
            let cluster = note.cluster.and_then(|cluster| cluster_place.get(&cluster).copied()).unwrap_or(usize::MAX);
            (board_place(note.board), column, cluster, note.rank, note.id)
        });
    }

    pub fn table(&self, id: Option<TableId>) -> &'a str {
        id.and_then(|id| self.tables.iter().find(|table| table.id == id)).map_or("", |table| &table.name)
    }

    pub fn step(&self, id: StepId) -> &'a str {
        self.steps.iter().find(|step| step.id == id).map_or("", |step| &step.settings.title)
    }

    pub fn board(&self, id: BoardId) -> Option<&'a BoardRecord> {
        self.boards.iter().find(|board| board.id == id).copied()
    }

    pub fn board_title(&self, id: BoardId) -> &'a str {
        self.board(id).map_or("", |board| &board.title)
    }

    pub fn column(&self, id: ColumnId) -> Option<&'a ColumnRecord> {
        self.columns.iter().find(|column| column.id == id).copied()
    }

    pub fn column_title(&self, id: ColumnId) -> &'a str {
        self.column(id).map_or("", |column| &column.title)
    }

    pub fn cluster_name(&self, id: ClusterId) -> &'a str {
        self.clusters.iter().find(|cluster| cluster.id == id).map_or("", |cluster| &cluster.name)
    }

    pub fn note_text(&self, id: NoteId) -> &'a str {
        self.notes.iter().find(|note| note.id == id).map_or("", |note| &note.text)
    }

    pub fn option_label(&self, id: OptionId) -> &'a str {
        self.options.iter().find(|option| option.id == id).map_or("", |option| &option.label)
    }

    pub fn ballot_method(&self, id: BallotId) -> Option<&'a BallotMethod> {
        self.ballots.iter().find(|ballot| ballot.id == id).map(|ballot| &ballot.settings.method)
    }

    pub fn ballot_question(&self, id: BallotId) -> &'a str {
        self.ballots.iter().find(|ballot| ballot.id == id).map_or("", |ballot| &ballot.settings.question)
    }

    /// Members who count: who write and vote, not who steer or watch.
    pub fn people(&self) -> impl Iterator<Item = &'a MemberRecord> {
        self.members.iter().copied().filter(|member| Workshop::counts(member.role))
    }
}

/// Where a span stands in time; what is no date comes last.
fn time(start: &str, end: Option<&str>) -> (Day, Day, Day) {
    let nowhere = (u16::MAX, 0, 0);
    Span::parse(start, end).map_or((nowhere, nowhere, nowhere), |span| span.sort_key())
}

/// Names in the order people expect: "Table 2" before "Table 10".
fn by_name(one: &str, other: &str) -> std::cmp::Ordering {
    let split = |name: &str| -> (String, u64) {
        let digits = name.chars().rev().take_while(char::is_ascii_digit).count();
        let (words, number) = name.split_at(name.len() - digits);
        (words.to_owned(), number.parse().unwrap_or_default())
    };
    split(one).cmp(&split(other)).then_with(|| one.cmp(other))
}
