//! Boards and their columns.

use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::order::{self, Place};
use crate::rank;
use crate::state::Workshop;
use crate::text::{self, Lines};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub(crate) kind: BoardKind,
    pub(crate) title: String,
}

/// A column of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    pub(crate) board: BoardId,
    pub(crate) rank: u64,
    pub(crate) title: String,
    pub(crate) prompt: String,
    pub(crate) level: Option<IcebergLevel>,
}

const LEVELS: [IcebergLevel; 4] =
    [IcebergLevel::Event, IcebergLevel::Pattern, IcebergLevel::Structure, IcebergLevel::MentalModel];

/// A column as it is stored.
fn clean(column: &NewColumn) -> Result<NewColumn, Rejection> {
    Ok(NewColumn {
        column: column.column,
        title: text::required(&column.title, limits::TITLE, Lines::One)?,
        prompt: text::clean(&column.prompt, limits::DETAIL, Lines::Many)?,
        level: column.level,
    })
}

/// The columns that a board of this kind may begin with, as they are stored.
pub(crate) fn clean_columns(kind: BoardKind, columns: &[NewColumn]) -> Result<Vec<NewColumn>, Rejection> {
    let ids: Vec<_> = columns.iter().map(|column| column.column).collect();
    distinct(&ids, limits::COLUMNS)?;
    let levels: Vec<_> = columns.iter().filter_map(|column| column.level).collect();
    let fits = match kind {
        BoardKind::Iceberg => columns.len() == LEVELS.len() && LEVELS.iter().all(|level| levels.contains(level)),
        BoardKind::Notes | BoardKind::Timeline | BoardKind::Statements => levels.is_empty(),
    };
    if !fits {
        return Err(RejectionCode::BoardUnfit.into());
    }
    columns.iter().map(clean).collect()
}

pub(crate) fn add(ask: &Ask, board: BoardId, kind: BoardKind, title: &str, columns: &[NewColumn]) -> Decision {
    free(ask.state.boards.contains_key(&board))?;
    if ask.state.boards.len() >= limits::BOARDS {
        return Err(limits::room_full(limits::BOARDS, "boards"));
    }
    let columns = clean_columns(kind, columns)?;
    free(columns.iter().any(|column| ask.state.columns.contains_key(&column.column)))?;
    Ok(vec![Event::BoardAdded { board, kind, title: text::required(title, limits::TITLE, Lines::One)?, columns }])
}

pub(crate) fn edit(ask: &Ask, board: BoardId, title: &str) -> Decision {
    ask.state.boards.get(&board).ok_or_else(not_found)?;
    Ok(vec![Event::BoardEdited { board, title: text::required(title, limits::TITLE, Lines::One)? }])
}

fn columns_of(state: &Workshop, board: BoardId) -> impl Iterator<Item = (ColumnId, u64)> {
    let there = state.columns.iter().filter(move |(_, column)| column.board == board);
    there.map(|(id, column)| (*id, column.rank))
}

pub(crate) fn add_column(ask: &Ask, board: BoardId, column: &NewColumn) -> Decision {
    let found = ask.state.boards.get(&board).ok_or_else(not_found)?;
    // The iceberg's four levels are all there are.
    if found.kind == BoardKind::Iceberg || column.level.is_some() {
        return Err(RejectionCode::BoardUnfit.into());
    }
    free(ask.state.columns.contains_key(&column.column))?;
    if columns_of(ask.state, board).count() >= limits::COLUMNS {
        return Err(limits::room_full(limits::COLUMNS, "columns"));
    }
    Ok(vec![Event::ColumnAdded { board, column: clean(column)? }])
}

pub(crate) fn edit_column(ask: &Ask, column: ColumnId, title: &str, prompt: &str) -> Decision {
    ask.state.columns.get(&column).ok_or_else(not_found)?;
    Ok(vec![Event::ColumnEdited {
        column,
        title: text::required(title, limits::TITLE, Lines::One)?,
        prompt: text::clean(prompt, limits::DETAIL, Lines::Many)?,
    }])
}

fn column(board: BoardId, rank: u64, new: &NewColumn) -> Column {
    Column { board, rank, title: new.title.clone(), prompt: new.prompt.clone(), level: new.level }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::BoardAdded { board, kind, title, columns } => {
            state.boards.insert(*board, Board { kind: *kind, title: title.clone() });
            for (new, rank) in columns.iter().zip(rank::spread(columns.len())) {
                state.columns.insert(new.column, column(*board, rank, new));
            }
        }
        Event::BoardEdited { board, title } => {
            if let Some(board) = state.boards.get_mut(board) {
                board.title.clone_from(title);
            }
        }
        Event::ColumnAdded { board, column: new } => {
            // Columns are only ever added at the end, thirty at most: there is always room.
            let placed = order::place(columns_of(state, *board), &[new.column], Place::Last);
            let rank = placed.last().map_or(0, |(_, rank)| *rank);
            state.columns.insert(new.column, column(*board, rank, new));
        }
        Event::ColumnEdited { column, title, prompt } => {
            if let Some(column) = state.columns.get_mut(column) {
                column.title.clone_from(title);
                column.prompt.clone_from(prompt);
            }
        }
        _ => {}
    }
}
