//! What things were before an act, and putting it back.

use super::is_undoable;
use super::marks::{Mark, Side, Thing};
use super::places::{Beside, Neighbours};
use crate::agenda::{self, Step};
use crate::asks::{self, Asked};
use crate::ballots::Ballot;
use crate::boards::{Board, Column};
use crate::clusters::Cluster;
use crate::comments::Comment;
use crate::event::{Event, Fact};
use crate::members::Table;
use crate::merging::{self, Apart};
use crate::note_links::NoteLink;
use crate::notes::{DeletedBy, Held};
use crate::report::{self, Outline};
use crate::state::Workshop;
use crate::tables;
use crate::timeline::Era;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// What a touched thing was like before an act, as much of it as the act changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each names a thing and what it was; none = it was not there")]
pub enum Saved {
    Head {
        title: String,
        purpose: String,
    },
    Groups {
        groups: Vec<PerspectiveGroup>,
    },
    Current {
        step: Option<StepId>,
        clock: Option<Clock>,
        entering: StepId,
        entered: bool,
        revealed: bool,
        written: u64,
        visits: Vec<Visit>,
    },
    Clock {
        clock: Option<Clock>,
    },
    Visit(Visit),
    Lock {
        locked: bool,
    },
    Spotlight {
        item: Option<RecordKey>,
    },
    Wall {
        mode: WallMode,
    },
    MemberText {
        member: MemberId,
        name: String,
        perspective: Option<String>,
    },
    MemberMuted {
        member: MemberId,
        muted: bool,
    },
    MemberTable {
        member: MemberId,
        table: Option<TableId>,
    },
    Seats(Box<Apart>),
    Table {
        id: TableId,
        table: Option<Table>,
    },
    Step {
        id: StepId,
        step: Option<Step>,
        beside: Beside<StepId>,
    },
    StepSettings {
        step: StepId,
        settings: StepSettings,
    },
    StepRank {
        step: StepId,
        rank: u64,
        beside: Beside<StepId>,
    },
    Board {
        id: BoardId,
        board: Option<Board>,
    },
    Column {
        id: ColumnId,
        column: Option<Column>,
    },
    NoteLife {
        note: NoteId,
        deleted: Option<DeletedBy>,
        hidden: Option<Hidden>,
        held: Option<Held>,
        card: bool,
    },
    NoteText {
        note: NoteId,
        text: String,
    },
    NotePlace {
        note: NoteId,
        column: ColumnId,
        cluster: Option<ClusterId>,
        shelf: Shelf,
        rank: u64,
        beside: Beside<NoteId>,
    },
    Cluster {
        id: ClusterId,
        cluster: Option<Cluster>,
        beside: Beside<ClusterId>,
    },
    ClusterName {
        cluster: ClusterId,
        name: String,
    },
    ClusterNaming {
        cluster: ClusterId,
        naming: Option<TableId>,
    },
    ClusterRank {
        cluster: ClusterId,
        rank: u64,
        beside: Beside<ClusterId>,
    },
    EntryLife {
        entry: EntryId,
        deleted: Option<DeletedBy>,
        hidden: Option<Hidden>,
    },
    EntryText {
        entry: EntryId,
        text: EntryText,
    },
    EntryCheck {
        entry: EntryId,
        check: EntryCheck,
    },
    StatementLife {
        statement: StatementId,
        deleted: bool,
        hidden: bool,
    },
    StatementText {
        statement: StatementId,
        text: StatementText,
    },
    StatementPen {
        statement: StatementId,
        pen: Option<MemberId>,
        kept: usize,
        /// Who asked for it. Older entries lack it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        asks: Vec<Asked>,
    },
    Comment {
        id: CommentId,
        comment: Option<Comment>,
    },
    NoteLink {
        id: NoteLinkId,
        link: Option<NoteLink>,
    },
    Era {
        id: EraId,
        era: Option<Era>,
    },
    Ballot {
        id: BallotId,
        ballot: Option<Box<Ballot>>,
    },
    ReportText {
        about: ReportSubject,
        text: String,
    },
    ReportOutline {
        outline: Option<Outline>,
    },
}

/// What is known of the room's time in a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub step: StepId,
    pub skipped: bool,
    pub started: Option<Milliseconds>,
    pub spent: Milliseconds,
    pub finishing: Option<Milliseconds>,
    pub clock: Option<Clock>,
}

fn visit(state: &Workshop, id: StepId) -> Option<Visit> {
    let found = state.steps.get(&id)?;
    let &Step { skipped, started, spent, finishing, clock, .. } = found;
    Some(Visit { step: id, skipped, started, spent, finishing, clock })
}

fn put_visit_back(state: &mut Workshop, visit: &Visit) {
    if let Some(step) = state.steps.get_mut(&visit.step) {
        step.skipped = visit.skipped;
        step.started = visit.started;
        step.spent = visit.spent;
        step.clock = visit.clock;
        step.finishing = visit.finishing.filter(|_| !step.revealed);
    }
}

/// What a fact is about to change, before it is applied; nothing if it cannot be taken back.
pub(crate) fn save(state: &Workshop, fact: &Fact, marks: &[Mark]) -> Vec<Saved> {
    if fact.actor.is_none() || !is_undoable(&fact.event) {
        return Vec::new();
    }
    match &fact.event {
        Event::StepEntered { step, left, .. } => {
            let (entered, revealed) =
                state.steps.get(step).map_or((false, false), |step| (step.entered, step.revealed));
            let written = agenda::written_in(state, *step);
            let visits = left.iter().map(|(left, _)| *left).chain([*step]).filter_map(|id| visit(state, id)).collect();
            let (step, clock, entering) = (state.head.current_step, state.head.clock, *step);
            vec![Saved::Current { step, clock, entering, entered, revealed, written, visits }]
        }
        // What was posted is deleted by taking it back, so that it can still be restored.
        Event::NotePosted { note, hidden, held, .. } => {
            let deleted = Some(DeletedBy::Author);
            vec![Saved::NoteLife { note: *note, deleted, hidden: *hidden, held: *held, card: false }]
        }
        Event::NotesMerged { note, first, .. } => {
            let first = state.notes.get(first);
            let (hidden, held) = first.map_or((None, None), |first| (first.hidden, first.held));
            let deleted = Some(DeletedBy::Author);
            let merged = Saved::NoteLife { note: *note, deleted, hidden, held, card: false };
            let mut neighbours = Neighbours::of(state);
            let parts = marks.iter().filter_map(|mark| side(state, &mut neighbours, *mark, marks));
            std::iter::once(merged).chain(parts).collect()
        }
        Event::SeatsMerged { from, into, moved, .. } => {
            merging::before(state, *from, *into, moved).map(|apart| Saved::Seats(Box::new(apart))).into_iter().collect()
        }
        Event::EntryPosted { entry, hidden, .. } => {
            vec![Saved::EntryLife { entry: *entry, deleted: Some(DeletedBy::Author), hidden: *hidden }]
        }
        Event::StatementAdded { statement, hidden, .. } => {
            vec![Saved::StatementLife { statement: *statement, deleted: true, hidden: *hidden }]
        }
        _ => {
            let mut neighbours = Neighbours::of(state);
            marks.iter().filter_map(|mark| side(state, &mut neighbours, *mark, marks)).collect()
        }
    }
}

/// One side of a thing. Where the whole thing comes or goes, it is kept whole, once.
fn side(state: &Workshop, neighbours: &mut Neighbours, mark: Mark, marks: &[Mark]) -> Option<Saved> {
    let comes_or_goes = mark.side != Side::Life && marks.contains(&Mark { side: Side::Life, ..mark });
    match (mark.thing, mark.side) {
        (Thing::Note(note), side) => {
            let found = state.notes.get(&note)?;
            Some(match side {
                Side::Life => {
                    let (deleted, hidden, held, card) = (found.deleted, found.hidden, found.held, found.card);
                    Saved::NoteLife { note, deleted, hidden, held, card }
                }
                Side::Table => return None,
                Side::Text => Saved::NoteText { note, text: found.text.clone() },
                Side::Place => {
                    let beside = neighbours.note(note, found);
                    let (column, cluster, shelf) = (found.column, found.cluster, found.shelf.clone());
                    Saved::NotePlace { note, column, cluster, shelf, rank: found.rank, beside }
                }
            })
        }
        (Thing::Entry(entry), side) => {
            let found = state.entries.get(&entry)?;
            match side {
                Side::Life => Some(Saved::EntryLife { entry, deleted: found.deleted, hidden: found.hidden }),
                Side::Text => Some(Saved::EntryText { entry, text: found.text.clone() }),
                Side::Place => Some(Saved::EntryCheck { entry, check: found.check.clone() }),
                Side::Table => None,
            }
        }
        (Thing::Statement(statement), side) => {
            let found = state.statements.get(&statement)?;
            Some(match side {
                Side::Life => Saved::StatementLife { statement, deleted: found.deleted, hidden: found.hidden },
                Side::Text => Saved::StatementText { statement, text: found.text.clone() },
                Side::Place => {
                    let (pen, kept, asks) = (found.pen, found.versions.len(), found.asks.clone());
                    Saved::StatementPen { statement, pen, kept, asks }
                }
                Side::Table => return None,
            })
        }
        (Thing::Member(member), side) => {
            let found = state.members.get(&member)?;
            match side {
                Side::Life => Some(Saved::MemberMuted { member, muted: found.muted }),
                Side::Table => None,
                Side::Text => {
                    Some(Saved::MemberText { member, name: found.name.clone(), perspective: found.perspective.clone() })
                }
                Side::Place => Some(Saved::MemberTable { member, table: found.table }),
            }
        }
        (Thing::Head, _) => Some(Saved::Head { title: state.head.title.clone(), purpose: state.head.purpose.clone() }),
        (Thing::Groups, _) => Some(Saved::Groups { groups: state.head.groups.clone() }),
        (Thing::CurrentStep, _) => None,
        (Thing::Clock, _) => Some(Saved::Clock { clock: state.head.clock }),
        (Thing::Visit(step), _) => visit(state, step).map(Saved::Visit),
        (Thing::Lock, _) => Some(Saved::Lock { locked: state.head.locked }),
        (Thing::Spotlight, _) => Some(Saved::Spotlight { item: state.head.spotlight }),
        (Thing::Wall, _) => Some(Saved::Wall { mode: state.head.wall }),
        (Thing::ReportText(about), _) => {
            Some(Saved::ReportText { about, text: report::written(state, about).to_owned() })
        }
        (Thing::ReportOutline, _) => Some(Saved::ReportOutline { outline: state.report_outline.clone() }),
        _ if comes_or_goes => None,
        (Thing::Step(step), Side::Text) => {
            state.steps.get(&step).map(|found| Saved::StepSettings { step, settings: found.settings.clone() })
        }
        (Thing::Step(step), Side::Place) => {
            let beside = neighbours.step(step);
            state.steps.get(&step).map(|found| Saved::StepRank { step, rank: found.rank, beside })
        }
        (Thing::Cluster(cluster), Side::Text) => {
            state.clusters.get(&cluster).map(|found| Saved::ClusterName { cluster, name: found.name.clone() })
        }
        (Thing::Cluster(cluster), Side::Place) => {
            let beside = neighbours.cluster(cluster);
            state.clusters.get(&cluster).map(|found| Saved::ClusterRank { cluster, rank: found.rank, beside })
        }
        (Thing::Cluster(cluster), Side::Table) => {
            state.clusters.get(&cluster).map(|found| Saved::ClusterNaming { cluster, naming: found.naming })
        }
        (_, Side::Table) => None,
        (Thing::Step(id), Side::Life) => {
            Some(Saved::Step { id, step: state.steps.get(&id).cloned(), beside: neighbours.step(id) })
        }
        (Thing::Cluster(id), Side::Life) => {
            Some(Saved::Cluster { id, cluster: state.clusters.get(&id).cloned(), beside: neighbours.cluster(id) })
        }
        (Thing::Table(id), _) => Some(Saved::Table { id, table: state.tables.get(&id).cloned() }),
        (Thing::Board(id), _) => Some(Saved::Board { id, board: state.boards.get(&id).cloned() }),
        (Thing::Column(id), _) => Some(Saved::Column { id, column: state.columns.get(&id).cloned() }),
        (Thing::Era(id), _) => Some(Saved::Era { id, era: state.eras.get(&id).cloned() }),
        (Thing::Ballot(id), _) => Some(Saved::Ballot { id, ballot: state.ballots.get(&id).cloned().map(Box::new) }),
        (Thing::Comment(id), _) => Some(Saved::Comment { id, comment: state.comments.get(&id).cloned() }),
        (Thing::NoteLink(id), _) => Some(Saved::NoteLink { id, link: state.note_links.get(&id).cloned() }),
    }
}

/// Hidden things go from a column that is taken back to the first of its board. If they kept it from
/// going, whoever takes it back would learn that somebody writes there.
fn leave_column(state: &mut Workshop, gone: ColumnId, board: BoardId) {
    let others = state.columns.iter().filter(|(_, column)| column.board == board);
    let Some(first) = others.min_by_key(|(id, column)| (column.rank, **id)).map(|(id, _)| *id) else { return };
    for note in state.notes.values_mut().filter(|note| note.hidden.is_some() && note.column == gone) {
        note.column = first;
    }
    for entry in state.entries.values_mut().filter(|entry| entry.hidden.is_some()) {
        let text = &mut entry.text;
        if text.lane == gone {
            text.lane = first;
            text.also_in.retain(|lane| *lane != first);
        }
        text.also_in.retain(|lane| *lane != gone);
    }
}

fn put_back<Id: Ord + Copy, T: Clone>(map: &mut std::collections::BTreeMap<Id, T>, id: Id, saved: Option<&T>) {
    match saved {
        Some(saved) => map.insert(id, saved.clone()),
        None => map.remove(&id),
    };
}

/// Puts one side of a thing back. A text that differs gets a new version, so that an edit based
/// on what was taken back is noticed.
pub(crate) fn restore(state: &mut Workshop, saved: &Saved) {
    match saved {
        Saved::Head { title, purpose } => {
            state.head.title.clone_from(title);
            state.head.purpose.clone_from(purpose);
        }
        Saved::Groups { groups } => state.head.groups.clone_from(groups),
        Saved::Clock { clock } => state.head.clock = *clock,
        Saved::Visit(visit) => put_visit_back(state, visit),
        Saved::Lock { locked } => state.head.locked = *locked,
        Saved::Spotlight { item } => state.head.spotlight = *item,
        Saved::Wall { mode } => state.head.wall = *mode,
        Saved::Current { step, clock, entering, entered, revealed, written, visits } => {
            state.head.current_step = *step;
            state.head.clock = *clock;
            visits.iter().for_each(|visit| put_visit_back(state, visit));
            // What was written or revealed in it since was so in a step that had been entered.
            let was_used = agenda::written_in(state, *entering) > *written;
            if let Some(entering) = state.steps.get_mut(entering) {
                entering.entered = *entered || was_used || (entering.revealed && !revealed);
            }
        }
        Saved::MemberText { member, name, perspective } => {
            if let Some(member) = state.members.get_mut(member) {
                member.name.clone_from(name);
                member.perspective.clone_from(perspective);
            }
        }
        Saved::MemberMuted { member, muted } => {
            if let Some(member) = state.members.get_mut(member) {
                member.muted = *muted;
            }
        }
        Saved::MemberTable { member, table } => {
            if let Some(member) = state.members.get_mut(member) {
                member.table = *table;
            }
        }
        Saved::Seats(apart) => merging::part(state, apart),
        Saved::Table { id, table } => put_back(&mut state.tables, *id, table.as_ref()),
        Saved::Step { id, step, .. } => put_back(&mut state.steps, *id, step.as_ref()),
        Saved::StepSettings { step, settings } => agenda::set_settings(state, *step, settings),
        Saved::StepRank { step, rank, .. } => {
            if let Some(step) = state.steps.get_mut(step) {
                step.rank = *rank;
            }
        }
        Saved::Board { id, board } => put_back(&mut state.boards, *id, board.as_ref()),
        Saved::Column { id, column } => {
            let board = state.columns.get(id).map(|found| found.board);
            put_back(&mut state.columns, *id, column.as_ref());
            if let Some(board) = board.filter(|_| column.is_none()) {
                leave_column(state, *id, board);
            }
        }
        Saved::NoteLife { note, deleted, hidden, held, card } => {
            if let Some(note) = state.notes.get_mut(note) {
                note.deleted = *deleted;
                note.held = *held;
                note.hidden = match hidden {
                    Some(Hidden::AtTable) if tables::is_held(&state.steps, *held) => Some(Hidden::AtTable),
                    Some(Hidden::AtTable) => Some(Hidden::Late),
                    hidden => missed_reveal(&state.steps, note.step, *hidden),
                };
                note.card = *card && note.hidden == Some(Hidden::AtTable);
            }
        }
        Saved::NoteText { note, text } => {
            if let Some(note) = state.notes.get_mut(note).filter(|note| note.text != *text) {
                note.text.clone_from(text);
                note.text_version += 1;
            }
        }
        Saved::NotePlace { note, column, cluster, shelf, rank, .. } => {
            if let Some(note) = state.notes.get_mut(note) {
                note.shelf.clone_from(shelf);
                note.column = *column;
                note.cluster = *cluster;
                note.rank = *rank;
            }
        }
        Saved::Cluster { id, cluster, .. } => put_back(&mut state.clusters, *id, cluster.as_ref()),
        Saved::ClusterName { cluster, name } => {
            if let Some(cluster) = state.clusters.get_mut(cluster).filter(|cluster| cluster.name != *name) {
                cluster.name.clone_from(name);
                cluster.name_version += 1;
            }
        }
        Saved::ClusterNaming { cluster, naming } => {
            if let Some(cluster) = state.clusters.get_mut(cluster) {
                cluster.naming = *naming;
            }
        }
        Saved::ClusterRank { cluster, rank, .. } => {
            if let Some(cluster) = state.clusters.get_mut(cluster) {
                cluster.rank = *rank;
            }
        }
        Saved::EntryLife { entry, deleted, hidden } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.deleted = *deleted;
                entry.hidden = missed_reveal(&state.steps, entry.step, *hidden);
            }
        }
        Saved::EntryText { entry, text } => {
            if let Some(entry) = state.entries.get_mut(entry).filter(|entry| entry.text != *text) {
                entry.text.clone_from(text);
                entry.text_version += 1;
            }
        }
        Saved::EntryCheck { entry, check } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.check.clone_from(check);
            }
        }
        Saved::StatementLife { statement, deleted, hidden } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                let revealed = state.steps.get(&statement.step).is_some_and(|step| step.revealed);
                statement.deleted = *deleted;
                // A draft that missed the reveal of its step is shown with the others.
                statement.hidden = *hidden && !revealed;
            }
        }
        Saved::StatementText { statement, text } => {
            if let Some(statement) = state.statements.get_mut(statement).filter(|found| found.text != *text) {
                statement.text.clone_from(text);
                statement.text_version += 1;
            }
        }
        Saved::StatementPen { statement, pen, kept, asks } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                if statement.pen != *pen {
                    asks::ask_again(statement, asks);
                }
                statement.pen = *pen;
                statement.versions.truncate(*kept);
            }
        }
        Saved::Comment { id, comment } => {
            let before = state.comments.get(id).map(|comment| (comment.text_version, comment.author.clone()));
            match comment {
                Some(comment) => state.comments.insert(*id, comment.clone()),
                None => state.comments.remove(id),
            };
            if let (Some((version, author)), Some(comment)) = (before, state.comments.get_mut(id)) {
                comment.text_version = version + 1;
                // Its author's seat may have become another one since.
                comment.author = author;
            }
        }
        Saved::NoteLink { id, link } => put_back(&mut state.note_links, *id, link.as_ref()),
        Saved::Era { id, era } => {
            let version = state.eras.get(id).map(|era| era.text_version);
            put_back(&mut state.eras, *id, era.as_ref());
            if let (Some(version), Some(era)) = (version, state.eras.get_mut(id)) {
                era.text_version = version + 1;
            }
        }
        Saved::Ballot { id, ballot } => put_back(&mut state.ballots, *id, ballot.as_deref()),
        Saved::ReportText { about, text } => report::set_text(state, *about, text),
        Saved::ReportOutline { outline } => state.report_outline.clone_from(outline),
    }
}

/// Why something is hidden once it is back: what missed the reveal of its step is late.
fn missed_reveal(
    steps: &std::collections::BTreeMap<StepId, Step>,
    step: StepId,
    hidden: Option<Hidden>,
) -> Option<Hidden> {
    let revealed = steps.get(&step).is_some_and(|step| step.revealed);
    hidden.map(|hidden| if revealed { Hidden::Late } else { hidden })
}
