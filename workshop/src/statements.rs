//! Statements: what a table writes together, with one pen, in the fields of its board's form.

use crate::asks::{self, Asked};
use crate::decide::{Ask, Decision, free, not_found};
use crate::derive;
use crate::event::{Event, Ranks};
use crate::limits;
use crate::order::{self, Place};
use crate::roles;
use crate::state::Workshop;
use crate::tables;
use crate::text::{self, Lines};
use crate::writing;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A statement, hidden or visible, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub(crate) board: BoardId,
    pub(crate) step: StepId,
    /// The table it belongs to; none = to the whole room.
    pub(crate) table: Option<TableId>,
    pub(crate) rank: u64,
    pub(crate) text: StatementText,
    pub(crate) text_version: u32,
    /// Who began it, and so first held its pen; none = it came with an archive. Nobody is shown it.
    pub(crate) begun_by: Option<MemberId>,
    /// Who writes in it. Whoever has left the room holds no pen.
    pub(crate) pen: Option<MemberId>,
    /// Who asked for the pen, first come first. Not all of them still do.
    pub(crate) asks: Vec<Asked>,
    /// Whose ask has ended since the room came into its step: it has gone from their records, and from the holder's.
    pub(crate) asked_before: BTreeSet<MemberId>,
    pub(crate) versions: Vec<Kept>,
    /// Seen by its table alone, until its step is revealed.
    pub(crate) hidden: bool,
    pub(crate) deleted: bool,
}

/// What a statement said at a moment that counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What it said.
    pub text: StatementText,
    /// The version of the text that it was.
    pub text_version: u32,
    /// When it was kept.
    pub at: Milliseconds,
}

impl Statement {
    /// Whether everybody may see it.
    pub(crate) const fn is_visible(&self) -> bool {
        !self.hidden && !self.deleted
    }

    /// The text as a version to keep, unless it was kept as it is.
    pub(crate) fn to_keep(&self, now: Milliseconds) -> Option<Kept> {
        let is_kept = self.versions.last().is_some_and(|kept| kept.text == self.text);
        (!is_kept && !self.text.is_empty() && self.versions.len() < limits::VERSIONS).then(|| Kept {
            text: self.text.clone(),
            text_version: self.text_version,
            at: now,
        })
    }
}

/// Who holds a statement's pen: somebody who is here.
pub(crate) fn holder(state: &Workshop, statement: &Statement) -> Option<MemberId> {
    statement.pen.filter(|member| state.member(*member).is_some())
}

/// The kept versions of a statement, oldest first.
pub(crate) fn versions(id: StatementId, statement: &Statement) -> impl Iterator<Item = StatementVersionRecord> {
    (1..).zip(&statement.versions).map(move |(number, kept)| StatementVersionRecord {
        id: derive::version(id, number),
        statement: id,
        number,
        text: kept.text.clone(),
        at: kept.at,
    })
}

/// A statement in short, for a ballot's list: its first two fields in the order of the form.
pub(crate) fn in_short(state: &Workshop, statement: &Statement) -> String {
    let rank = |column: &ColumnId| state.columns.get(column).map(|found| found.rank);
    let mut fields: Vec<_> = statement.text.iter().map(|(column, words)| (rank(column), *column, words)).collect();
    fields.sort();
    fields.into_iter().take(2).map(|(_, _, words)| words.as_str()).collect::<Vec<_>>().join(": ")
}

/// Keeps what statements said when people were asked about them.
pub(crate) fn keep(state: &mut Workshop, kept: &[(StatementId, Kept)]) {
    for (id, kept) in kept {
        if let Some(statement) = state.statements.get_mut(id) {
            statement.versions.push(kept.clone());
        }
    }
}

/// The statements of a board with their places; hidden and deleted ones keep theirs.
fn on_board(state: &Workshop, board: BoardId) -> impl Iterator<Item = (StatementId, u64)> {
    let there = state.statements.iter().filter(move |(_, statement)| statement.board == board);
    there.map(|(id, statement)| (*id, statement.rank))
}

/// A statement's text as it is stored: without empty fields.
pub(crate) fn clean(state: &Workshop, board: BoardId, raw: &StatementText) -> Result<StatementText, Rejection> {
    if raw.len() > limits::COLUMNS {
        return Err(limits::list_unfit(limits::COLUMNS));
    }
    let mut text = StatementText::new();
    for (column, words) in raw {
        if state.columns.get(column).ok_or_else(not_found)?.board != board {
            return Err(RejectionCode::BoardUnfit.into());
        }
        let words = text::clean(words, limits::FIELD, Lines::Many)?;
        if !words.is_empty() {
            text.insert(*column, words);
        }
    }
    Ok(text)
}

/// Whether somebody sits where a statement is written: at its table, or anywhere if it belongs to
/// the whole room.
pub(crate) fn is_at_its_table(state: &Workshop, member: MemberId, statement: &Statement) -> bool {
    let seat = state.member(member).map(|member| member.table);
    seat.is_some_and(|table| statement.table.is_none() || table == statement.table)
}

/// Whether somebody reads a statement that is hidden: who sits at its table and counts there.
pub(crate) fn reads_hidden(state: &Workshop, member: MemberId, statement: &Statement) -> bool {
    tables::reads_at(state, member).is_some_and(|table| Some(table) == statement.table)
}

/// Whether somebody can be handed a statement's pen: who writes, and is of its table.
pub(crate) fn may_hold(state: &Workshop, member: MemberId, statement: &Statement) -> bool {
    let writes = state.role(member).is_some_and(|role| roles::when(role, Right::WriteStatements) != roles::When::Never);
    let here = if statement.hidden { reads_hidden } else { is_at_its_table };
    writes && here(state, member, statement)
}

/// Those who see a statement that is hidden.
pub(crate) fn table_of(state: &Workshop, statement: &Statement) -> Vec<MemberId> {
    let mut ids: Vec<_> = state.members.keys().copied().collect();
    ids.retain(|member| reads_hidden(state, *member, statement));
    ids
}

/// A statement that the asker may write in: as one of its table, or as a facilitator once it is
/// shown. What is hidden is there for its table alone.
fn own<'a>(ask: &Ask<'a>, id: StatementId) -> Result<&'a Statement, Rejection> {
    let found = ask.state.statements.get(&id).ok_or_else(not_found)?;
    let here = is_at_its_table(ask.state, ask.actor, found);
    if found.hidden && !reads_hidden(ask.state, ask.actor, found) {
        return Err(not_found());
    }
    if ask.facilitates() || here {
        Ok(found)
    } else if found.deleted {
        Err(not_found())
    } else {
        Err(RejectionCode::NotAllowed.into())
    }
}

pub(crate) fn present<'a>(ask: &Ask<'a>, id: StatementId) -> Result<&'a Statement, Rejection> {
    own(ask, id).and_then(|found| if found.deleted { Err(not_found()) } else { Ok(found) })
}

/// Whether the asker may take the pen out of somebody's hand.
fn takes_over(ask: &Ask) -> bool {
    ask.facilitates() || ask.role == Role::TableHost
}

/// Refuses whoever may not have a pen that somebody else holds.
fn pen_is_free_for(ask: &Ask, statement: &Statement) -> Result<(), Rejection> {
    match holder(ask.state, statement) {
        Some(holder) if holder != ask.actor && !takes_over(ask) => Err(RejectionCode::PenHeld.into()),
        _ => Ok(()),
    }
}

/// Refuses one more statement for which the asker finds no place.
pub(crate) fn fits(ask: &Ask) -> Result<(), Rejection> {
    let most = limits::STATEMENTS - if ask.facilitates() { 0 } else { limits::STATEMENTS_RESERVED };
    if ask.state.statement_places() >= most { Err(limits::room_full(most, "statements")) } else { Ok(()) }
}

pub(crate) fn add(ask: &Ask, id: StatementId, step: StepId, raw: &StatementText) -> Decision {
    let found = ask.state.steps.get(&step).ok_or_else(not_found)?;
    let settings = &found.settings;
    let open =
        (found.entered || ask.facilitates()) && roles::allows(ask.role, Right::WriteStatements, Some(settings.kind));
    let board = settings.board.filter(|_| open).ok_or(RejectionCode::StepUnfit)?;
    if ask.state.boards.get(&board).is_none_or(|board| board.kind != BoardKind::Statements) {
        return Err(RejectionCode::StepUnfit.into());
    }
    free(ask.state.statements.contains_key(&id))?;
    fits(ask)?;
    let begun = ask.state.statements.values().filter(|one| one.begun_by == Some(ask.actor)).count();
    if begun >= limits::STATEMENTS_EACH && !ask.facilitates() {
        return Err(limits::room_full(limits::STATEMENTS_EACH, "statements of yours"));
    }
    let table = ask.state.member(ask.actor).and_then(|member| member.table);
    let hidden = settings.writing == Writing::Private && !found.revealed;
    if hidden && tables::reads_at(ask.state, ask.actor).is_none() {
        return Err(RejectionCode::NoTable.into());
    }
    Ok(vec![Event::StatementAdded {
        statement: id,
        step,
        board,
        table,
        text: clean(ask.state, board, raw)?,
        pen: ask.actor,
        hidden,
        ranks: order::place(on_board(ask.state, board), &[id], Place::Last),
    }])
}

/// The pen goes from hand to hand; what the statement says then is kept.
pub(crate) fn pen_moves(ask: &Ask, id: StatementId, found: &Statement, to: Option<MemberId>) -> Event {
    Event::PenMoved { statement: id, from: found.pen, to, kept: found.to_keep(ask.context.now) }
}

pub(crate) fn take_pen(ask: &Ask, id: StatementId) -> Decision {
    let found = present(ask, id)?;
    pen_is_free_for(ask, found)?;
    Ok(vec![pen_moves(ask, id, found, Some(ask.actor))])
}

pub(crate) fn give_pen(ask: &Ask, id: StatementId, to: MemberId) -> Decision {
    let found = present(ask, id)?;
    pen_is_free_for(ask, found)?;
    ask.state.role(to).ok_or_else(not_found)?;
    if !may_hold(ask.state, to, found) {
        return Err(RejectionCode::NotAllowed.into());
    }
    Ok(vec![pen_moves(ask, id, found, Some(to))])
}

pub(crate) fn release_pen(ask: &Ask, id: StatementId) -> Decision {
    let found = present(ask, id)?;
    pen_is_free_for(ask, found)?;
    Ok(vec![pen_moves(ask, id, found, None)])
}

pub(crate) fn edit(ask: &Ask, id: StatementId, based_on: u32, raw: &StatementText) -> Decision {
    let found = present(ask, id)?;
    let holder = holder(ask.state, found);
    if holder.is_some_and(|holder| holder != ask.actor) {
        return Err(RejectionCode::PenHeld.into());
    }
    writing::based_on(found.text_version, based_on)?;
    let edited = Event::StatementEdited { statement: id, text: clean(ask.state, found.board, raw)? };
    let takes = holder.is_none().then(|| pen_moves(ask, id, found, Some(ask.actor)));
    Ok(takes.into_iter().chain([edited]).collect())
}

pub(crate) fn delete(ask: &Ask, id: StatementId) -> Decision {
    let found = present(ask, id)?;
    pen_is_free_for(ask, found)?;
    Ok(vec![Event::StatementDeleted { statement: id }])
}

pub(crate) fn restore(ask: &Ask, id: StatementId) -> Decision {
    let found = own(ask, id)?;
    if found.deleted {
        fits(ask)?;
    }
    Ok(vec![Event::StatementRestored { statement: id, hidden: found.hidden && !is_revealed(ask.state, found.step) }])
}

fn is_revealed(state: &Workshop, step: StepId) -> bool {
    state.steps.get(&step).is_some_and(|step| step.revealed)
}

/// The statements that the reveal of a step shows.
pub(crate) fn waiting(state: &Workshop, step: StepId) -> Vec<StatementId> {
    let waits = |found: &Statement| found.step == step && found.hidden && !found.deleted;
    state.statements.iter().filter(|(_, found)| waits(found)).map(|(id, _)| *id).collect()
}

pub(crate) fn set_ranks(state: &mut Workshop, ranks: &Ranks<StatementId>) {
    for (id, rank) in ranks {
        if let Some(statement) = state.statements.get_mut(id) {
            statement.rank = *rank;
        }
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::StatementAdded { statement, step, board, table, text, pen, hidden, ranks } => {
            let added = Statement {
                board: *board,
                step: *step,
                table: *table,
                rank: 0,
                text: text.clone(),
                text_version: 1,
                begun_by: Some(*pen),
                pen: Some(*pen),
                asks: Vec::new(),
                asked_before: BTreeSet::new(),
                versions: Vec::new(),
                hidden: *hidden,
                deleted: false,
            };
            state.statements.insert(*statement, added);
            set_ranks(state, ranks);
        }
        Event::StatementEdited { statement, text } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                statement.text.clone_from(text);
                statement.text_version += 1;
            }
        }
        Event::PenMoved { statement, to, kept, .. } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                statement.pen = *to;
                // A pen that lies there is there for all who asked.
                asks::end(statement, |one| to.is_none_or(|to| to == one.member));
                statement.versions.extend(kept.clone());
            }
        }
        Event::StatementDeleted { statement } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                statement.deleted = true;
            }
        }
        Event::StatementRestored { statement, hidden } => {
            if let Some(statement) = state.statements.get_mut(statement) {
                statement.deleted = false;
                statement.hidden = *hidden;
            }
        }
        _ => {}
    }
}
