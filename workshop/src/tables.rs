//! Tables at work: who sits where, what a table holds, and which of it the room will see.

use crate::agenda::Step;
use crate::decide::{Ask, Decision, distinct, not_found};
use crate::event::Event;
use crate::limits;
use crate::members::group_of;
use crate::notes::{Author, Held, Note};
use crate::order;
use crate::roles;
use crate::state::Workshop;
use crate::statements::Statement;
use charrette_protocol::*;
use std::collections::BTreeMap;

/// The notes that a table works on.
pub(crate) fn notes_at(state: &Workshop, table: TableId) -> impl Iterator<Item = (&NoteId, &Note)> {
    let there = move |note: &Note| {
        note.hidden == Some(Hidden::AtTable)
            && note.deleted.is_none()
            && note.held.is_some_and(|held| held.table == table)
    };
    state.notes.iter().filter(move |(_, note)| there(note))
}

/// Those who sit at a table and see what it holds.
pub(crate) fn seated_at(state: &Workshop, table: TableId) -> impl Iterator<Item = MemberId> {
    let there = move |id: &MemberId| state.members.get(id).is_some_and(|member| member.table == Some(table));
    state.counting().filter(there)
}

/// Whether any table has notes or statements that the room does not see: then seats are kept, so that nobody reads table after table.
pub(crate) fn are_at_work(state: &Workshop) -> bool {
    let draft = |found: &Statement| found.hidden && !found.deleted;
    state.notes.values().any(|note| note.hidden == Some(Hidden::AtTable) && note.deleted.is_none())
        || state.statements.values().any(draft)
}

/// Whether tables work on notes of this board that the room does not see: then what people write at a table stays there too.
pub(crate) fn are_at_work_on(state: &Workshop, board: BoardId) -> bool {
    let there = |note: &Note| note.board == board && note.deleted.is_none();
    state.notes.values().any(|note| note.hidden == Some(Hidden::AtTable) && there(note))
}

/// Refuses whoever would take or leave a seat by themselves while tables are at work.
pub(crate) fn may_change_seats(ask: &Ask) -> Result<(), Rejection> {
    if ask.facilitates() || !are_at_work(ask.state) { Ok(()) } else { Err(RejectionCode::SeatsKept.into()) }
}

/// The table whose notes somebody reads. Whom a facilitator speaks for reads none: hidden notes are not for facilitators,
/// and they seat people.
pub(crate) fn reads_at(state: &Workshop, member: MemberId) -> Option<TableId> {
    let found = state.member(member).filter(|one| Workshop::counts(one.role))?;
    let kept = found.keeper.and_then(|keeper| state.role(keeper)).is_some_and(roles::facilitates);
    found.table.filter(|_| !kept)
}

/// Whether what a table got is still the table's: its step has not been revealed.
pub(crate) fn is_held(steps: &BTreeMap<StepId, Step>, held: Option<Held>) -> bool {
    held.and_then(|held| steps.get(&held.step)).is_some_and(|step| !step.revealed)
}

/// Whether the asker sits at the table that works on this note.
pub(crate) fn sits_at(ask: &Ask, note: &Note) -> bool {
    let held = note.held.filter(|_| note.hidden == Some(Hidden::AtTable));
    held.is_some_and(|held| reads_at(ask.state, ask.actor) == Some(held.table))
}

/// Whether the asker may work on this note of their table now.
pub(crate) fn works_on(ask: &Ask, note: &Note) -> bool {
    let step = ask.current_step();
    let allowed = roles::allows(ask.role, Right::WorkAtTable, step.map(|step| step.kind));
    allowed && step.is_some_and(|step| step.board == Some(note.board)) && sits_at(ask, note)
}

/// Refuses whoever may not work on this note of their table now.
pub(crate) fn may_work_on(ask: &Ask, note: &Note) -> Result<(), Rejection> {
    if works_on(ask, note) { Ok(()) } else { Err(RejectionCode::NotAllowed.into()) }
}

/// Seats everybody who counts. Whoever is dealt in a row is spread evenly: first the hosts, then
/// one perspective group after another.
pub(crate) fn seat_everybody(ask: &Ask, how: Seating) -> Decision {
    let mut tables: Vec<_> = ask.state.tables.keys().copied().collect();
    if tables.is_empty() {
        return Err(RejectionCode::NoTables.into());
    }
    let mut people: Vec<_> = ask.state.counting().collect();
    order::shuffle(&mut people, ask.context.seed);
    order::shuffle(&mut tables, ask.context.seed.rotate_left(32));
    let hosts = |member: &MemberId| ask.state.role(*member) != Some(Role::TableHost);
    match how {
        Seating::Random => people.sort_by_key(hosts),
        Seating::Balanced => people.sort_by_key(|member| (hosts(member), group_of(ask.state, *member))),
    }
    let seats = people.into_iter().zip(tables.into_iter().cycle()).collect();
    Ok(vec![Event::PeopleSeated { seats }])
}

/// Hands what waits for its reveal on a table step's board to tables.
pub(crate) fn hand_out(ask: &Ask, id: StepId) -> Decision {
    let step = ask.state.steps.get(&id).ok_or_else(not_found)?;
    let fits = step.settings.kind == StepKind::Table && !step.revealed;
    let board = step.settings.board.filter(|_| fits).ok_or(RejectionCode::StepUnfit)?;
    let waits = |note: &Note| note.board == board && note.hidden == Some(Hidden::UntilReveal) && note.deleted.is_none();
    let mut waiting: Vec<_> = ask.state.notes.iter().filter(|(_, note)| waits(note)).collect();
    if waiting.is_empty() {
        return Err(RejectionCode::NothingToHand.into());
    }
    // The order in which they were written would say whose they are, and what one table sees nothing of the others' notes.
    order::scatter(&mut waiting, ask.context.seed, |(note, _)| *note.as_bytes());
    let seat = |member: MemberId| ask.state.member(member).and_then(|member| member.table);
    let mut piles: BTreeMap<TableId, usize> = ask.state.counting().filter_map(seat).map(|table| (table, 0)).collect();
    if piles.is_empty() {
        return Err(RejectionCode::NoTables.into());
    }
    let own = |note: &Note| match &note.author {
        Author::Member(author) => seat(*author),
        Author::Key(_) | Author::Signed(_) => None,
    };
    let mut dealt: BTreeMap<NoteId, TableId> = BTreeMap::new();
    for (note, found) in &waiting {
        if let Some((table, pile)) = own(found).and_then(|own| Some((own, piles.get_mut(&own)?))) {
            *pile += 1;
            dealt.insert(**note, table);
        }
    }
    for (note, _) in &waiting {
        let smallest = piles.iter_mut().min_by_key(|(table, pile)| (**pile, **table));
        if let Some((table, pile)) = smallest.filter(|_| !dealt.contains_key(*note)) {
            *pile += 1;
            dealt.insert(**note, *table);
        }
    }
    let notes = waiting.into_iter().filter_map(|(note, _)| Some((*note, *dealt.get(note)?))).collect();
    Ok(vec![Event::HandedToTables { step: id, notes }])
}

/// Notes on the board of the asker's table.
fn own<'a>(ask: &Ask<'a>, notes: &[NoteId]) -> Result<Vec<&'a Note>, Rejection> {
    distinct(notes, limits::IDS)?;
    let mut found = Vec::new();
    for id in notes {
        let note = ask.state.notes.get(id).filter(|note| note.deleted.is_none() && sits_at(ask, note));
        let note = note.ok_or_else(not_found)?;
        may_work_on(ask, note)?;
        if note.shelf != Shelf::Board {
            return Err(RejectionCode::ShelfUnfit.into());
        }
        found.push(note);
    }
    Ok(found)
}

pub(crate) fn post_cards(ask: &Ask, notes: &[NoteId]) -> Decision {
    let found = own(ask, notes)?;
    let held = found[0].held;
    let step = held.and_then(|held| ask.state.steps.get(&held.step));
    if let (Some(held), Some(limit)) = (held, step.and_then(|step| step.settings.post_limit)) {
        let posted = notes_at(ask.state, held.table).filter(|(_, note)| note.card).count();
        let coming = found.iter().filter(|note| !note.card).count();
        if coming > 0 && posted + coming > usize::from(limit) {
            return Err(Rejection::from(RejectionCode::NoCardsLeft).with("limit", limit));
        }
    }
    Ok(vec![Event::NotesCarded { notes: notes.to_vec(), card: true }])
}

pub(crate) fn unpost_cards(ask: &Ask, notes: &[NoteId]) -> Decision {
    own(ask, notes)?;
    Ok(vec![Event::NotesCarded { notes: notes.to_vec(), card: false }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::HandedToTables { step, notes } => {
            if let Some(step) = state.steps.get_mut(step) {
                step.handed = true;
            }
            for (place, (id, table)) in (0..).zip(notes) {
                if let Some(note) = state.notes.get_mut(id) {
                    note.hidden = Some(Hidden::AtTable);
                    note.held = Some(Held { table: *table, step: *step });
                    note.order = (state.sequence, place);
                    // Nothing is left there to reveal; what comes now comes late. A table's own step still holds its notes.
                    let written_in =
                        state.steps.get_mut(&note.step).filter(|step| step.settings.kind != StepKind::Table);
                    if let Some(written_in) = written_in {
                        written_in.revealed = true;
                        // Somebody wrote there, so that the room has been there.
                        written_in.entered = true;
                    }
                }
            }
        }
        Event::NotesCarded { notes, card } => {
            for id in notes {
                if let Some(note) = state.notes.get_mut(id) {
                    note.card = *card;
                }
            }
        }
        _ => {}
    }
}
