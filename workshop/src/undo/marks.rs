//! Which sides of which things an event changes.

use crate::event::Event;
use charrette_protocol::*;

/// Something that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Head,
    Groups,
    CurrentStep,
    Clock,
    Lock,
    Spotlight,
    Wall,
    Visit(StepId),
    Member(MemberId),
    Table(TableId),
    Step(StepId),
    Board(BoardId),
    Column(ColumnId),
    Note(NoteId),
    Cluster(ClusterId),
    Entry(EntryId),
    Era(EraId),
    Ballot(BallotId),
    Statement(StatementId),
    Comment(CommentId),
    NoteLink(NoteLinkId),
    ReportText(ReportSubject),
    ReportOutline,
}

/// A side of it that changes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// Whether it is there, and for whom.
    Life,
    /// What it says.
    Text,
    /// Where it stands.
    Place,
    /// Which table it is for.
    Table,
}

/// One side of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) thing: Thing,
    pub(crate) side: Side,
}

const fn mark(thing: Thing, side: Side) -> Mark {
    Mark { thing, side }
}

/// All sides: of what comes or goes, so that any later change to it counts.
const fn whole(thing: Thing) -> [Mark; 4] {
    [mark(thing, Side::Life), mark(thing, Side::Text), mark(thing, Side::Place), mark(thing, Side::Table)]
}

fn places<'a>(notes: impl IntoIterator<Item = &'a NoteId>) -> impl Iterator<Item = Mark> {
    notes.into_iter().map(|note| mark(Thing::Note(*note), Side::Place)).collect::<Vec<_>>().into_iter()
}

fn lives_and_places(notes: &[NoteId]) -> impl Iterator<Item = Mark> {
    let sides = notes.iter().flat_map(|note| [Side::Life, Side::Place].map(|side| mark(Thing::Note(*note), side)));
    sides.collect::<Vec<_>>().into_iter()
}

/// The marks an event stamps. Things that only made room for others are not among them.
pub(crate) fn marks(event: &Event) -> Vec<Mark> {
    use Side::{Life, Place, Text};
    match event {
        Event::Opened { .. }
        | Event::Imported { .. }
        | Event::AttributionTightened { .. }
        | Event::DoorSet { .. }
        | Event::CodeChanged { .. }
        | Event::MemberJoined { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::LinkMade { .. }
        | Event::LinkEnded { .. }
        | Event::ConsentGiven { .. }
        | Event::RoleSet { .. }
        | Event::LeadTaken { .. }
        | Event::ProxyAdded { .. }
        | Event::ProxyFreed { .. }
        // Who asks for a pen is in nobody's way.
        | Event::PenAsked { .. }
        | Event::PenAskEnded { .. }
        // An undo gives back the stamps from before the act.
        | Event::Undone { .. } => Vec::new(),

        Event::WorkshopEdited { .. } => vec![mark(Thing::Head, Text)],
        Event::PerspectivesSet { .. } => vec![mark(Thing::Groups, Text)],
        Event::StepEntered { .. } => vec![mark(Thing::CurrentStep, Place), mark(Thing::Clock, Text)],
        Event::ClockSet { .. } => vec![mark(Thing::Clock, Text)],
        Event::StepSkipped { step, .. } | Event::TimeCalled { step, .. } => vec![mark(Thing::Visit(*step), Text)],
        Event::LockSet { .. } => vec![mark(Thing::Lock, Text)],
        Event::SpotlightSet { .. } => vec![mark(Thing::Spotlight, Text)],
        Event::WallSet { .. } => vec![mark(Thing::Wall, Text)],

        Event::MemberEdited { member, .. } => vec![mark(Thing::Member(*member), Text)],
        Event::MemberMuted { member, .. } => vec![mark(Thing::Member(*member), Life)],
        Event::SeatsMerged { from, into, table, moved, .. } => {
            let stays = std::iter::once(mark(Thing::Member(*into), Life));
            let seat = table.map(|_| mark(Thing::Member(*into), Place));
            let pens = moved.pens.iter().map(|statement| mark(Thing::Statement(*statement), Place));
            whole(Thing::Member(*from)).into_iter().chain(stays).chain(seat).chain(pens).collect()
        }
        Event::MemberRemoved { member, .. } => whole(Thing::Member(*member)).to_vec(),
        Event::TableAdded { table, .. } => whole(Thing::Table(*table)).to_vec(),
        Event::TableEdited { table, .. } => vec![mark(Thing::Table(*table), Text)],
        Event::TableRemoved { table, members } => {
            let seats = members.iter().map(|member| mark(Thing::Member(*member), Place));
            whole(Thing::Table(*table)).into_iter().chain(seats).collect()
        }
        Event::TableAssigned { members, .. } => {
            members.iter().map(|member| mark(Thing::Member(*member), Place)).collect()
        }

        Event::PeopleSeated { seats } => {
            seats.iter().map(|(member, _)| mark(Thing::Member(*member), Place)).collect()
        }

        Event::StepAdded { step, .. } | Event::StepRemoved { step } => whole(Thing::Step(*step)).to_vec(),
        Event::StepEdited { step, .. } => vec![mark(Thing::Step(*step), Text)],
        Event::StepMoved { step, .. } => vec![mark(Thing::Step(*step), Place)],
        Event::StepRevealed { step, notes, off_board, entries, statements } => {
            let notes = notes.iter().map(|(id, _)| *id).chain(off_board.iter().map(|(id, _)| *id)).map(Thing::Note);
            let shown = notes.chain(entries.iter().map(|id| Thing::Entry(*id)));
            let shown = shown.chain(statements.iter().map(|id| Thing::Statement(*id)));
            let shown = shown.flat_map(|thing| [mark(thing, Life), mark(thing, Place)]);
            std::iter::once(mark(Thing::Step(*step), Life)).chain(shown).collect()
        }

        Event::BoardAdded { board, columns, .. } => {
            let columns = columns.iter().flat_map(|new| whole(Thing::Column(new.column)));
            whole(Thing::Board(*board)).into_iter().chain(columns).collect()
        }
        Event::BoardEdited { board, .. } => vec![mark(Thing::Board(*board), Text)],
        Event::ColumnAdded { column, .. } => whole(Thing::Column(column.column)).to_vec(),
        Event::ColumnEdited { column, .. } => vec![mark(Thing::Column(*column), Text)],

        Event::NotePosted { note, .. } | Event::NoteDeleted { note, .. } | Event::NoteRestored { note, .. } => {
            whole(Thing::Note(*note)).to_vec()
        }
        Event::NoteEdited { note, .. } => vec![mark(Thing::Note(*note), Text)],
        Event::NotesMoved { notes, .. } | Event::NotesPlaced { notes, .. } => places(notes).collect(),
        Event::LatePosted { item: LateItem::Note(note), .. } => {
            vec![mark(Thing::Note(*note), Life), mark(Thing::Note(*note), Place)]
        }
        Event::LatePosted { item: LateItem::Entry(entry), .. } => vec![mark(Thing::Entry(*entry), Life)],

        Event::NotesShelved { notes, .. } | Event::NotesReturned { notes, .. } | Event::NotesCarded { notes, .. } => {
            lives_and_places(notes).collect()
        }
        Event::NotesMerged { note, notes, .. } | Event::NoteUnmerged { note, notes, .. } => {
            whole(Thing::Note(*note)).into_iter().chain(lives_and_places(notes)).collect()
        }
        Event::HandedToTables { notes, .. } => notes.iter().flat_map(|(note, _)| whole(Thing::Note(*note))).collect(),

        Event::ClusterMade { cluster: new, notes, .. } | Event::ClusterSplit { new, notes, .. } => {
            whole(Thing::Cluster(*new)).into_iter().chain(places(notes.iter().map(|(id, _)| id))).collect()
        }
        Event::ClusterNamed { cluster, .. } => vec![mark(Thing::Cluster(*cluster), Text)],
        Event::NamingAssigned { cluster, .. } => vec![mark(Thing::Cluster(*cluster), Side::Table)],
        Event::ClustersMerged { from, notes, .. } => {
            from.iter().flat_map(|cluster| whole(Thing::Cluster(*cluster))).chain(places(notes)).collect()
        }
        Event::ClusterDissolved { cluster, notes, .. } => {
            whole(Thing::Cluster(*cluster)).into_iter().chain(places(notes)).collect()
        }
        Event::ClusterMoved { cluster, .. } => vec![mark(Thing::Cluster(*cluster), Place)],

        Event::BallotAdded { ballot, .. } => whole(Thing::Ballot(*ballot)).to_vec(),
        Event::BallotEdited { ballot, .. } => vec![mark(Thing::Ballot(*ballot), Text)],
        Event::BallotUnfrozen { ballot, .. } => whole(Thing::Ballot(*ballot)).to_vec(),
        Event::BallotFrozen { ballot, kept, .. } => {
            let kept = kept.iter().map(|(statement, _)| mark(Thing::Statement(*statement), Place));
            whole(Thing::Ballot(*ballot)).into_iter().chain(kept).collect()
        }
        Event::BallotOpened { ballot, kept, clock, .. } => {
            let kept = kept.iter().map(|(statement, _)| mark(Thing::Statement(*statement), Place));
            let clock = clock.map(|_| mark(Thing::Clock, Text));
            whole(Thing::Ballot(*ballot)).into_iter().chain(kept).chain(clock).collect()
        }
        Event::Voted { ballot, .. } => vec![mark(Thing::Ballot(*ballot), Life)],
        Event::BallotClosed { ballot, clock, .. } => {
            let clock = clock.map(|_| mark(Thing::Clock, Text));
            std::iter::once(mark(Thing::Ballot(*ballot), Life)).chain(clock).collect()
        }

        Event::EntryPosted { entry, .. } | Event::EntryDeleted { entry, .. } | Event::EntryRestored { entry, .. } => {
            whole(Thing::Entry(*entry)).to_vec()
        }
        Event::EntryEdited { entry, .. } => vec![mark(Thing::Entry(*entry), Text)],
        // An entry stands in no list: its place is what came of looking it up.
        Event::EntryChecked { entry, .. } => vec![mark(Thing::Entry(*entry), Place)],

        Event::StatementAdded { statement, .. }
        | Event::StatementDeleted { statement }
        | Event::StatementRestored { statement, .. } => whole(Thing::Statement(*statement)).to_vec(),
        Event::StatementEdited { statement, .. } => vec![mark(Thing::Statement(*statement), Text)],
        // Its place is in somebody's hand.
        Event::PenMoved { statement, .. } => vec![mark(Thing::Statement(*statement), Place)],
        Event::CommentMade { comment, .. } | Event::CommentDeleted { comment, .. } => {
            whole(Thing::Comment(*comment)).to_vec()
        }
        Event::CommentEdited { comment, .. } => vec![mark(Thing::Comment(*comment), Text)],
        Event::NotesLinked { link, .. } | Event::NotesUnlinked { link } => whole(Thing::NoteLink(*link)).to_vec(),

        Event::EraAdded { era, .. } | Event::EraRemoved { era } => whole(Thing::Era(*era)).to_vec(),
        Event::EraEdited { era, .. } => vec![mark(Thing::Era(*era), Text)],

        // Not of the cluster: whoever made it does not learn that facilitators write about it.
        Event::ReportTextWritten { about, .. } => vec![mark(Thing::ReportText(*about), Text)],
        Event::ReportArranged { .. } => vec![mark(Thing::ReportOutline, Place)],
    }
}
