//! Taking back one's own last act.

use crate::agenda::Step;
use crate::ballots::Ballot;
use crate::boards::{Board, Column};
use crate::clusters::Cluster;
use crate::members::Table;
use crate::notes::DeletedBy;
use crate::timeline::Era;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// What a touched thing was like before an act, as much of it as the act changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each names a thing and what it was")]
pub enum Saved {
    Head { title: String, purpose: String },
    Groups { groups: Vec<PerspectiveGroup> },
    Current { step: Option<StepId>, entering: StepId, entered: bool },
    MemberText { member: MemberId, name: String, perspective: Option<String> },
    MemberTable { member: MemberId, table: Option<TableId> },
    Table { id: TableId, table: Option<Table> },
    Step { id: StepId, step: Option<Step> },
    StepSettings { step: StepId, settings: StepSettings },
    StepRank { step: StepId, rank: u64 },
    Board { id: BoardId, board: Option<Board> },
    Column { id: ColumnId, column: Option<Column> },
    NoteLife { note: NoteId, deleted: Option<DeletedBy>, hidden: Option<Hidden> },
    NoteText { note: NoteId, text: String },
    NotePlace { note: NoteId, column: ColumnId, cluster: Option<ClusterId>, rank: u64 },
    Cluster { id: ClusterId, cluster: Option<Cluster> },
    ClusterName { cluster: ClusterId, name: String },
    ClusterRank { cluster: ClusterId, rank: u64 },
    EntryLife { entry: EntryId, deleted: Option<DeletedBy>, hidden: Option<Hidden> },
    EntryText { entry: EntryId, text: EntryText },
    Era { id: EraId, era: Option<Era> },
    EraText { era: EraId, text: EraText },
    Ballot { id: BallotId, ballot: Option<Ballot> },
}
