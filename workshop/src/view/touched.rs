//! Which records an event may have changed, so that only those are projected again.

use super::acts;
use super::{signed_by_name, with_statement};
use crate::asks;
use crate::derive;
use crate::event::{Event, Fact};
use crate::members;
use crate::merging::Belongings;
use crate::notes::Author;
use crate::report;
use crate::secret::SecretHash;
use crate::state::Workshop;
use crate::statements;
use crate::tables;
use crate::undo::{self, Saved};
use charrette_protocol::*;
use std::collections::BTreeSet;

/// Shared records that may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// These.
    Keys(Vec<RecordKey>),
    /// Any.
    All,
}

/// Whose personal records may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerned {
    /// Nobody's.
    Nobody,
    /// Of sessions that speak for one of these.
    Members(Vec<MemberId>),
    /// Of sessions that hold the edit key with this hash.
    EditKey(SecretHash),
    /// Anybody's.
    Everybody,
}

fn keys<Id: Into<RecordId>>(kind: RecordKind, ids: impl IntoIterator<Item = Id>) -> Touched {
    Touched::Keys(ids.into_iter().map(|id| RecordKey::new(kind, id)).collect())
}

fn one(kind: RecordKind, id: impl Into<RecordId>) -> Touched {
    keys(kind, [id])
}

fn ranked<Id: Copy + Into<RecordId>>(kind: RecordKind, ranks: &[(Id, u64)]) -> Touched {
    keys(kind, ranks.iter().map(|(id, _)| *id))
}

impl Touched {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Keys(mut keys), Self::Keys(more)) => {
                keys.extend(more);
                Self::Keys(keys)
            }
            _ => Self::All,
        }
    }
}

/// Which shared records an event may have changed. What is seldom touches all.
pub fn touched(state_after: &Workshop, event: &Event) -> Touched {
    match of_event(state_after, event) {
        Touched::Keys(mut keys) => {
            // Balances are worked out from notes, people and results.
            let counted = |key: &RecordKey| {
                matches!(key.kind, RecordKind::Workshop | RecordKind::Member | RecordKind::Note | RecordKind::Result)
            };
            if keys.iter().any(counted) {
                keys.extend(state_after.boards.keys().map(|id| RecordKey::new(RecordKind::Balance, *id)));
            }
            let acts = acts::touched(state_after, event, &keys);
            keys.extend(acts);
            Touched::Keys(keys)
        }
        Touched::All => Touched::All,
    }
}

fn of_event(state_after: &Workshop, event: &Event) -> Touched {
    use RecordKind as Kind;
    let head = || keys(Kind::Workshop, state_after.head.id);
    match event {
        Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::LinkMade { .. }
        | Event::LinkEnded { .. }
        | Event::PenAsked { .. }
        | Event::PenAskEnded { .. }
        | Event::Voted { .. } => Touched::Keys(Vec::new()),

        Event::Opened { .. }
        | Event::Imported { .. }
        | Event::AttributionTightened { .. }
        | Event::TableRemoved { .. }
        // A step's attribution signs everything written in it.
        | Event::StepEdited { .. } => Touched::All,

        Event::PerspectivesSet { .. } => groups_changed(state_after),
        Event::MemberEdited { member, .. } => member_changed(state_after, *member),
        Event::WorkshopEdited { .. } | Event::DoorSet { .. } | Event::CodeChanged { .. } => head(),
        Event::MemberJoined { member, .. }
        | Event::RoleSet { member, .. }
        | Event::MemberMuted { member, .. }
        | Event::ProxyAdded { member, .. }
        | Event::ProxyFreed { member, .. } => one(Kind::Member, *member),
        Event::SeatsMerged { from, into, moved, .. } => seats_changed(state_after, (*from, *into), moved),
        Event::ConsentGiven { member, .. } => one(Kind::Consent, *member),
        Event::MemberRemoved { member, .. } => one(Kind::Member, *member).and(one(Kind::Consent, *member)),
        Event::LeadTaken { member, from } => keys(Kind::Member, from.iter().chain([member]).copied()),
        Event::TableAdded { table, .. } | Event::TableEdited { table, .. } => one(Kind::Table, *table),
        Event::TableAssigned { members, .. } => keys(Kind::Member, members.iter().copied()),
        Event::PeopleSeated { seats } => keys(Kind::Member, seats.iter().map(|(member, _)| *member)),

        Event::StepAdded { ranks, .. } | Event::StepMoved { ranks, .. } => ranked(Kind::Step, ranks),
        Event::StepRemoved { step } => one(Kind::Step, *step),
        Event::StepEntered { step, left, .. } => {
            head().and(keys(Kind::Step, left.iter().map(|(left, _)| *left).chain([*step])))
        }
        Event::StepSkipped { step, .. } | Event::TimeCalled { step, .. } => one(Kind::Step, *step),
        Event::ClockSet { .. } | Event::LockSet { .. } | Event::SpotlightSet { .. } | Event::WallSet { .. } => head(),
        Event::StepRevealed { step, notes, off_board, entries, statements } => one(Kind::Step, *step)
            .and(ranked(Kind::Note, notes))
            .and(keys(Kind::Note, off_board.iter().map(|(note, _)| *note)))
            .and(keys(Kind::Entry, entries.iter().copied()))
            .and(Touched::Keys(statements.iter().flat_map(|id| with_statement(state_after, *id)).collect())),

        Event::BoardAdded { board, columns, .. } => {
            one(Kind::Board, *board).and(keys(Kind::Column, columns.iter().map(|column| column.column)))
        }
        Event::BoardEdited { board, .. } => one(Kind::Board, *board),
        Event::ColumnAdded { column, .. } => one(Kind::Column, column.column),
        Event::ColumnEdited { column, .. } => one(Kind::Column, *column),

        Event::NotePosted { note, ranks, .. } => one(Kind::Note, *note).and(ranked(Kind::Note, ranks)),
        Event::NoteEdited { note, .. } | Event::NoteDeleted { note, .. } | Event::NoteRestored { note, .. } => {
            one(Kind::Note, *note)
        }
        Event::LatePosted { item: LateItem::Note(note), ranks, .. } => {
            one(Kind::Note, *note).and(ranked(Kind::Note, ranks))
        }
        Event::LatePosted { item: LateItem::Entry(entry), .. } => one(Kind::Entry, *entry),
        // What a table holds is in no shared record but for its cards, which stay the same.
        Event::HandedToTables { step, notes } => {
            let written_in = notes.iter().filter_map(|(note, _)| Some(state_after.notes.get(note)?.step));
            keys(Kind::Step, written_in.chain([*step]).collect::<BTreeSet<_>>())
        }
        Event::NotesShelved { notes, .. } | Event::NotesCarded { notes, .. } => keys(Kind::Note, notes.iter().copied()),
        Event::NotesMerged { note, notes, ranks, .. } | Event::NoteUnmerged { note, notes, ranks, .. } => {
            one(Kind::Note, *note).and(keys(Kind::Note, notes.iter().copied())).and(ranked(Kind::Note, ranks))
        }
        Event::NotesMoved { notes, ranks, .. }
        | Event::NotesReturned { notes, ranks }
        | Event::NotesPlaced { notes, ranks, .. } => {
            keys(Kind::Note, notes.iter().copied()).and(ranked(Kind::Note, ranks))
        }

        Event::ClusterMade { cluster, notes, ranks, .. } | Event::ClusterSplit { new: cluster, notes, ranks, .. } => {
            one(Kind::Cluster, *cluster)
                .and(ranked(Kind::Cluster, ranks))
                .and(ranked(Kind::Note, notes))
                .and(report_about(state_after, [*cluster]))
        }
        Event::ClusterNamed { cluster, .. } | Event::NamingAssigned { cluster, .. } => one(Kind::Cluster, *cluster),
        Event::ClustersMerged { from, notes, ranks, .. } => keys(Kind::Cluster, from.iter().copied())
            .and(keys(Kind::Note, notes.iter().copied()))
            .and(ranked(Kind::Note, ranks))
            .and(report_about(state_after, from.iter().copied())),
        Event::ClusterDissolved { cluster, notes, ranks } => one(Kind::Cluster, *cluster)
            .and(keys(Kind::Note, notes.iter().copied()))
            .and(ranked(Kind::Note, ranks))
            .and(report_about(state_after, [*cluster])),
        Event::ClusterMoved { ranks, .. } => ranked(Kind::Cluster, ranks),

        Event::BallotAdded { ballot, .. } | Event::BallotEdited { ballot, .. } => one(Kind::Ballot, *ballot),
        Event::BallotUnfrozen { ballot, options } => {
            one(Kind::Ballot, *ballot).and(keys(Kind::Option, options.iter().copied()))
        }
        Event::BallotFrozen { ballot, options, kept } => {
            let kept = kept.iter().flat_map(|(statement, _)| with_statement(state_after, *statement));
            one(Kind::Ballot, *ballot)
                .and(keys(Kind::Option, options.iter().map(|option| option.option)))
                .and(Touched::Keys(kept.collect()))
        }
        Event::BallotOpened { ballot, options, kept, clock, .. } => {
            let kept = kept.iter().flat_map(|(statement, _)| with_statement(state_after, *statement));
            one(Kind::Ballot, *ballot)
                .and(keys(Kind::Option, options.iter().map(|option| option.option)))
                .and(Touched::Keys(kept.collect()))
                .and(clock.map_or(Touched::Keys(Vec::new()), |_| head()))
        }
        Event::BallotClosed { ballot, clock, .. } => one(Kind::Ballot, *ballot)
            .and(one(Kind::Result, *ballot))
            .and(clock.map_or(Touched::Keys(Vec::new()), |_| head())),

        Event::EntryPosted { entry, .. }
        | Event::EntryEdited { entry, .. }
        | Event::EntryDeleted { entry, .. }
        | Event::EntryRestored { entry, .. } => one(Kind::Entry, *entry),
        Event::EntryChecked { entry, .. } => one(Kind::Entry, *entry),
        Event::StatementAdded { statement, ranks, .. } => {
            one(Kind::Statement, *statement).and(ranked(Kind::Statement, ranks))
        }
        Event::StatementEdited { statement, .. }
        | Event::PenMoved { statement, .. }
        | Event::StatementDeleted { statement }
        | Event::StatementRestored { statement, .. } => Touched::Keys(with_statement(state_after, *statement)),
        Event::CommentMade { comment, .. }
        | Event::CommentEdited { comment, .. }
        | Event::CommentDeleted { comment, .. } => one(Kind::Comment, *comment),
        Event::NotesLinked { link, .. } | Event::NotesUnlinked { link } => one(Kind::Link, *link),
        Event::EraAdded { era, .. } | Event::EraEdited { era, .. } | Event::EraRemoved { era } => one(Kind::Era, *era),

        Event::ReportTextWritten { about, .. } => one(Kind::ReportText, derive::report_text(*about)),
        Event::ReportArranged { .. } => keys(Kind::ReportOutline, state_after.head.id),

        Event::Undone { saved, .. } => {
            saved.iter().fold(Touched::Keys(Vec::new()), |all, saved| all.and(put_back(state_after, saved)))
        }
    }
}

/// Where names hold, a name and a group stand under everything their owner wrote; elsewhere
/// nothing but the member's record may tell of a change.
fn member_changed(state: &Workshop, member: MemberId) -> Touched {
    one(RecordKind::Member, member).and(Touched::Keys(signed_by_name(state, |author| author == member)))
}

/// Where names hold, what changed hands is signed with another name now.
fn seats_changed(state: &Workshop, (from, into): (MemberId, MemberId), moved: &Belongings) -> Touched {
    let pens = moved.pens.iter().flat_map(|statement| with_statement(state, *statement));
    keys(RecordKind::Member, [from, into])
        .and(keys(RecordKind::Consent, [from, into]))
        .and(Touched::Keys(signed_by_name(state, |author| author == from || author == into)))
        .and(Touched::Keys(pens.collect()))
}

fn groups_changed(state: &Workshop) -> Touched {
    keys(RecordKind::Workshop, state.head.id)
        .and(keys(RecordKind::Member, state.members.keys().copied()))
        .and(Touched::Keys(signed_by_name(state, |_| true)))
}

/// What is written about a cluster comes and goes with it.
fn report_about(state: &Workshop, clusters: impl IntoIterator<Item = ClusterId>) -> Touched {
    Touched::Keys(report::about_clusters(state, clusters))
}

fn put_back(state: &Workshop, saved: &Saved) -> Touched {
    match saved {
        Saved::Groups { .. } => groups_changed(state),
        Saved::MemberText { member, .. } => member_changed(state, *member),
        Saved::Seats(apart) => seats_changed(state, (apart.from, apart.into), &apart.moved),
        Saved::MemberMuted { member, .. } => one(RecordKind::Member, *member),
        Saved::NoteLife { note, .. } | Saved::NoteText { note, .. } | Saved::NotePlace { note, .. } => {
            one(RecordKind::Note, *note)
        }
        Saved::Cluster { id: cluster, .. } => one(RecordKind::Cluster, *cluster).and(report_about(state, [*cluster])),
        Saved::ClusterName { cluster, .. }
        | Saved::ClusterNaming { cluster, .. }
        | Saved::ClusterRank { cluster, .. } => one(RecordKind::Cluster, *cluster),
        Saved::EntryLife { entry, .. } | Saved::EntryText { entry, .. } => one(RecordKind::Entry, *entry),
        Saved::EntryCheck { entry, .. } => one(RecordKind::Entry, *entry),
        Saved::StatementLife { statement, .. } | Saved::StatementText { statement, .. } => {
            Touched::Keys(with_statement(state, *statement))
        }
        Saved::Comment { id, .. } => one(RecordKind::Comment, *id),
        Saved::NoteLink { id, .. } => one(RecordKind::Link, *id),
        Saved::Era { id, .. } => one(RecordKind::Era, *id),
        Saved::Clock { .. } | Saved::Lock { .. } | Saved::Spotlight { .. } | Saved::Wall { .. } => {
            keys(RecordKind::Workshop, state.head.id)
        }
        Saved::ReportText { about, .. } => one(RecordKind::ReportText, derive::report_text(*about)),
        Saved::ReportOutline { .. } => keys(RecordKind::ReportOutline, state.head.id),
        Saved::Visit(visit) => one(RecordKind::Step, visit.step),
        Saved::Head { .. }
        | Saved::Current { .. }
        | Saved::MemberTable { .. }
        | Saved::Table { .. }
        | Saved::Step { .. }
        | Saved::StepSettings { .. }
        | Saved::StepRank { .. }
        | Saved::Board { .. }
        | Saved::Column { .. }
        // A version that was kept goes with it.
        | Saved::StatementPen { .. }
        | Saved::Ballot { .. } => Touched::All,
    }
}

/// Whose personal records a fact may have changed.
///
/// Beside those whose own things it changes: its actor, who can take it back, and everybody
/// whose last act it overtakes, who cannot take that back any more. A session that begins or
/// ceases to speak for somebody is projected anew by whoever keeps sessions; those named here
/// are its members.
pub fn concerned(state_after: &Workshop, fact: &Fact) -> Concerned {
    let theirs = match whose(state_after, &fact.event) {
        Whose::Members(members) => members,
        Whose::Key(key) => {
            let others = fact.actor.is_some() || !overtaken(state_after, &fact.event).is_empty();
            return if others { Concerned::Everybody } else { Concerned::EditKey(key) };
        }
        Whose::Everybody => return Concerned::Everybody,
    };
    let asking = if asks::may_change(&fact.event) { asks::parties(state_after) } else { Vec::new() };
    let others = overtaken(state_after, &fact.event).into_iter().chain(asking);
    let all: BTreeSet<_> = theirs.into_iter().chain(fact.actor).chain(others).collect();
    if all.is_empty() { Concerned::Nobody } else { Concerned::Members(all.into_iter().collect()) }
}

fn overtaken(state: &Workshop, event: &Event) -> Vec<MemberId> {
    state.acts.whose_last_touched(&undo::marks(event))
}

/// Whose own things an event changes.
enum Whose {
    Members(Vec<MemberId>),
    Key(SecretHash),
    Everybody,
}

fn of_author(author: Option<&Author>) -> Whose {
    match author {
        Some(Author::Member(member)) => Whose::Members(vec![*member]),
        Some(Author::Key(key)) => Whose::Key(*key),
        Some(Author::Signed(_)) | None => Whose::Members(Vec::new()),
    }
}

/// The authors of some notes, and all who sit at the tables that work on them.
fn of_notes(state: &Workshop, notes: &[NoteId]) -> Whose {
    let mut members = Vec::new();
    for note in notes.iter().filter_map(|id| state.notes.get(id)) {
        match (&note.author, note.held.filter(|_| note.hidden == Some(Hidden::AtTable))) {
            (Author::Key(_), held) if notes.len() > 1 || held.is_some() => return Whose::Everybody,
            (Author::Key(key), _) => return Whose::Key(*key),
            (author, held) => {
                members.extend(if let Author::Member(member) = author { Some(*member) } else { None });
                members.extend(held.into_iter().flat_map(|held| tables::seated_at(state, held.table)));
            }
        }
    }
    Whose::Members(members)
}

/// A member, and all at whose tables something is signed with their name.
fn who_reads_name_of(state: &Workshop, member: MemberId) -> Whose {
    let signed = state.notes.values().filter(|note| note.author == Author::Member(member));
    let held = signed.filter(|note| note.hidden == Some(Hidden::AtTable)).filter_map(|note| note.held);
    let tables: BTreeSet<_> = held.map(|held| held.table).collect();
    let readers = tables.into_iter().flat_map(|table| tables::seated_at(state, table));
    Whose::Members(std::iter::once(member).chain(readers).collect())
}

fn whose(state: &Workshop, event: &Event) -> Whose {
    let nobody = || Whose::Members(Vec::new());
    let note = |note: &NoteId| of_notes(state, &[*note]);
    let comment = |comment: &CommentId| of_author(state.comments.get(comment).map(|comment| &comment.author));
    let statement = |id: &StatementId| {
        let found = state.statements.get(id).filter(|found| found.hidden);
        found.map(|found| statements::table_of(state, found)).unwrap_or_default()
    };
    let entry = |entry: &EntryId| of_author(state.entries.get(entry).map(|entry| &entry.author));
    match event {
        Event::Opened { .. }
        | Event::Imported { .. }
        | Event::AttributionTightened { .. }
        | Event::PerspectivesSet { .. }
        | Event::StepEdited { .. }
        | Event::StepEntered { .. }
        | Event::LockSet { .. }
        | Event::StepRevealed { .. }
        | Event::PeopleSeated { .. }
        | Event::HandedToTables { .. }
        | Event::BallotOpened { .. }
        | Event::BallotClosed { .. }
        | Event::Undone { .. } => Whose::Everybody,

        Event::WorkshopEdited { .. }
        | Event::DoorSet { .. }
        | Event::CodeChanged { .. }
        | Event::SessionEnded { .. }
        | Event::LinkMade { .. }
        | Event::LinkEnded { .. }
        | Event::TableAdded { .. }
        | Event::TableEdited { .. }
        | Event::StepAdded { .. }
        | Event::StepMoved { .. }
        | Event::StepRemoved { .. }
        | Event::StepSkipped { .. }
        | Event::TimeCalled { .. }
        | Event::ClockSet { .. }
        | Event::SpotlightSet { .. }
        | Event::WallSet { .. }
        | Event::BoardAdded { .. }
        | Event::BoardEdited { .. }
        | Event::ColumnAdded { .. }
        | Event::ColumnEdited { .. }
        | Event::ClusterMade { .. }
        | Event::ClusterNamed { .. }
        | Event::NotesPlaced { .. }
        | Event::ClustersMerged { .. }
        | Event::ClusterSplit { .. }
        | Event::ClusterDissolved { .. }
        | Event::ClusterMoved { .. }
        | Event::BallotAdded { .. }
        | Event::BallotEdited { .. }
        | Event::BallotFrozen { .. }
        | Event::BallotUnfrozen { .. }
        | Event::EntryChecked { .. }
        | Event::NotesLinked { .. }
        | Event::NotesUnlinked { .. }
        | Event::EraAdded { .. }
        | Event::EraEdited { .. }
        | Event::NamingAssigned { .. }
        | Event::ReportTextWritten { .. }
        | Event::ReportArranged { .. }
        | Event::EraRemoved { .. } => nobody(),
        // Notes that only their author sees are moved by nobody else.
        Event::NotesMoved { notes, by_key: false, .. } => {
            let at_table = |id: &&NoteId| state.notes.get(id).is_some_and(|note| note.hidden == Some(Hidden::AtTable));
            of_notes(state, &notes.iter().filter(at_table).copied().collect::<Vec<_>>())
        }
        Event::NotesMoved { notes, by_key: true, .. } => notes.first().map_or_else(nobody, note),
        Event::NotesShelved { notes, .. } | Event::NotesReturned { notes, .. } | Event::NotesCarded { notes, .. } => {
            of_notes(state, notes)
        }
        Event::NotesMerged { note, notes, .. } | Event::NoteUnmerged { note, notes, .. } => {
            of_notes(state, &std::iter::once(*note).chain(notes.iter().copied()).collect::<Vec<_>>())
        }

        Event::MemberJoined { member, .. } | Event::Voted { member, .. } | Event::ConsentGiven { member, .. } => {
            Whose::Members(vec![*member])
        }
        Event::LeadTaken { member, from } => Whose::Members(from.iter().chain([member]).copied().collect()),
        // Whom their device speaks for is muted with them, and a facilitator is not.
        Event::MemberMuted { member, .. } | Event::RoleSet { member, .. } => {
            Whose::Members(members::with_kept(state, *member))
        }
        Event::MemberEdited { member, .. } => who_reads_name_of(state, *member),
        // Also those who read at a table whose name stands under a note, and who holds a pen.
        Event::SeatsMerged { from, into, moved, .. } => {
            let Whose::Members(readers) = who_reads_name_of(state, *into) else { return Whose::Everybody };
            let pens = moved.pens.iter().flat_map(statement);
            let kept = members::with_kept(state, *into);
            Whose::Members(std::iter::once(*from).chain(kept).chain(readers).chain(pens).collect())
        }
        Event::SessionStarted { member, .. } => Whose::Members(member.iter().copied().collect()),
        Event::MemberRemoved { member, heir } => Whose::Members(vec![*member, *heir]),
        Event::ProxyAdded { member, keeper, .. } => Whose::Members(vec![*member, *keeper]),
        Event::ProxyFreed { member, keeper } => Whose::Members(std::iter::once(*member).chain(*keeper).collect()),
        Event::TableRemoved { members, .. } | Event::TableAssigned { members, .. } => Whose::Members(members.clone()),

        Event::EntryPosted { author, .. } | Event::CommentMade { author, .. } => of_author(Some(author)),
        Event::CommentEdited { comment: id, .. } | Event::CommentDeleted { comment: id, .. } => comment(id),
        Event::StatementAdded { statement: id, .. } | Event::StatementEdited { statement: id, .. } => {
            Whose::Members(statement(id))
        }
        Event::StatementDeleted { statement: id } | Event::StatementRestored { statement: id, .. } => {
            let pen = state.statements.get(id).and_then(|found| found.pen);
            Whose::Members(statement(id).into_iter().chain(pen).collect())
        }
        Event::PenAsked { asked, .. } => Whose::Members(vec![asked.member]),
        Event::PenAskEnded { member, .. } => Whose::Members(vec![*member]),
        Event::PenMoved { statement: id, from, to, .. } => {
            Whose::Members(statement(id).into_iter().chain(*from).chain(*to).collect())
        }
        Event::NotePosted { note: id, .. }
        | Event::NoteEdited { note: id, .. }
        | Event::NoteDeleted { note: id, .. }
        | Event::NoteRestored { note: id, .. }
        | Event::LatePosted { item: LateItem::Note(id), .. } => note(id),
        Event::LatePosted { item: LateItem::Entry(id), .. }
        | Event::EntryEdited { entry: id, .. }
        | Event::EntryDeleted { entry: id, .. }
        | Event::EntryRestored { entry: id, .. } => entry(id),
    }
}
