//! What a fact changes. It cannot fail: replay runs it alone.

use crate::event::{Event, Fact};
use crate::state::Workshop;
use crate::{
    access, agenda, archive, asks, ballots, boards, clock, clusters, comments, consent, deeds, members, merging,
    note_links, notes, report, shelves, statements, tables, timeline, undo,
};

/// Applies a stored fact.
///
/// A fact that names things which are not there changes nothing of them: the log is the truth,
/// and a reader of it never stops half way.
pub fn apply(state: &mut Workshop, fact: &Fact) {
    let marks = undo::marks(&fact.event);
    let saved = undo::save(state, fact, &marks);
    let deed = deeds::of(state, fact);
    change(state, fact);
    state.sequence += 1;
    undo::remember(state, fact, &marks, saved);
    deeds::remember(state, deed);
}

fn change(state: &mut Workshop, fact: &Fact) {
    match &fact.event {
        Event::Imported { .. } => archive::apply(state, &fact.event),

        Event::Opened { .. }
        | Event::CodeChanged { .. }
        | Event::MemberJoined { .. }
        | Event::SessionStarted { .. }
        | Event::SessionEnded { .. }
        | Event::LinkMade { .. }
        | Event::LinkEnded { .. } => access::apply(state, fact),

        Event::DoorSet { .. }
        | Event::PerspectivesSet { .. }
        | Event::MemberEdited { .. }
        | Event::RoleSet { .. }
        | Event::MemberRemoved { .. }
        | Event::MemberMuted { .. }
        | Event::LeadTaken { .. }
        | Event::ProxyAdded { .. }
        | Event::ProxyFreed { .. }
        | Event::TableAdded { .. }
        | Event::TableEdited { .. }
        | Event::TableRemoved { .. }
        | Event::TableAssigned { .. }
        | Event::PeopleSeated { .. } => members::apply(state, &fact.event),

        Event::SeatsMerged { .. } => merging::apply(state, &fact.event),
        Event::ConsentGiven { .. } => consent::apply(state, &fact.event),

        Event::WorkshopEdited { .. }
        | Event::AttributionTightened { .. }
        | Event::StepAdded { .. }
        | Event::StepEdited { .. }
        | Event::StepMoved { .. }
        | Event::StepRemoved { .. }
        | Event::StepRevealed { .. } => agenda::apply(state, &fact.event),

        Event::StepEntered { .. } => {
            asks::apply(state, &fact.event);
            agenda::apply(state, &fact.event);
        }

        Event::StepSkipped { .. }
        | Event::TimeCalled { .. }
        | Event::ClockSet { .. }
        | Event::LockSet { .. }
        | Event::SpotlightSet { .. }
        | Event::WallSet { .. } => clock::apply(state, &fact.event),

        Event::BoardAdded { .. }
        | Event::BoardEdited { .. }
        | Event::ColumnAdded { .. }
        | Event::ColumnEdited { .. } => boards::apply(state, &fact.event),

        Event::NotePosted { .. }
        | Event::NoteEdited { .. }
        | Event::NotesMoved { .. }
        | Event::NoteDeleted { .. }
        | Event::NoteRestored { .. } => notes::apply(state, &fact.event),

        Event::LatePosted { .. } => {
            notes::apply(state, &fact.event);
            timeline::apply(state, &fact.event);
        }

        Event::NotesShelved { .. }
        | Event::NotesReturned { .. }
        | Event::NotesMerged { .. }
        | Event::NoteUnmerged { .. } => shelves::apply(state, &fact.event),

        Event::HandedToTables { .. } | Event::NotesCarded { .. } => tables::apply(state, &fact.event),

        Event::ClusterMade { .. }
        | Event::ClusterNamed { .. }
        | Event::NamingAssigned { .. }
        | Event::NotesPlaced { .. }
        | Event::ClustersMerged { .. }
        | Event::ClusterSplit { .. }
        | Event::ClusterDissolved { .. }
        | Event::ClusterMoved { .. } => clusters::apply(state, fact),

        Event::BallotAdded { .. }
        | Event::BallotEdited { .. }
        | Event::BallotFrozen { .. }
        | Event::BallotUnfrozen { .. }
        | Event::BallotOpened { .. }
        | Event::Voted { .. }
        | Event::BallotClosed { .. } => ballots::apply(state, &fact.event),

        Event::EntryPosted { .. }
        | Event::EntryEdited { .. }
        | Event::EntryDeleted { .. }
        | Event::EntryRestored { .. }
        | Event::EntryChecked { .. }
        | Event::EraAdded { .. }
        | Event::EraEdited { .. }
        | Event::EraRemoved { .. } => timeline::apply(state, &fact.event),

        Event::StatementAdded { .. }
        | Event::StatementEdited { .. }
        | Event::PenMoved { .. }
        | Event::StatementDeleted { .. }
        | Event::StatementRestored { .. } => statements::apply(state, &fact.event),

        Event::PenAsked { .. } | Event::PenAskEnded { .. } => asks::apply(state, &fact.event),

        Event::CommentMade { .. } | Event::CommentEdited { .. } | Event::CommentDeleted { .. } => {
            comments::apply(state, &fact.event)
        }

        Event::NotesLinked { .. } | Event::NotesUnlinked { .. } => note_links::apply(state, &fact.event),

        Event::ReportTextWritten { .. } | Event::ReportArranged { .. } => report::apply(state, &fact.event),

        Event::Undone { .. } => undo::apply(state, &fact.event),
    }
}
