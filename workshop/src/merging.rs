//! Two seats of one person become one: somebody lost a device and came in again as somebody new.
//!
//! What the one seat left goes to the other; then it ends as the seat of somebody who was sent away
//! does. The event names all that went, so that taking the act back knows what to bring back.

use crate::ballots::Ballot;
use crate::decide::{Ask, Decision, not_found};
use crate::event::Event;
use crate::limits;
use crate::links;
use crate::members::{self, Member};
use crate::notes::Author;
use crate::roles;
use crate::secret::SessionHash;
use crate::state::Workshop;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// What goes from one seat to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongings {
    /// Notes, seen and hidden, deleted ones too.
    pub notes: Vec<NoteId>,
    /// Timeline entries, likewise.
    pub entries: Vec<EntryId>,
    /// Comments and reservations.
    pub comments: Vec<CommentId>,
    /// Statements whose pen it holds.
    pub pens: Vec<StatementId>,
    /// Those it speaks for.
    pub kept: Vec<MemberId>,
    /// Ballots in which its paper counts from now on for the other seat, which has none there.
    pub papers: Vec<BallotId>,
}

/// Two seats as they were before they became one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apart {
    /// The seat that ended.
    pub from: MemberId,
    /// The table it had.
    pub from_table: Option<TableId>,
    /// Who spoke for it.
    pub from_keeper: Option<MemberId>,
    /// The seat that stayed.
    pub into: MemberId,
    /// The table it had.
    pub into_table: Option<TableId>,
    /// Whether it only read and voted.
    pub into_muted: bool,
    /// What went.
    pub moved: Belongings,
    /// The groups in which the seat that stayed counted, where it took a paper over.
    pub groups: Vec<(BallotId, Option<String>)>,
    /// Open ballots in which the seat that ended had a paper.
    pub open: Vec<BallotId>,
}

fn unfit(why: impl std::fmt::Display) -> Rejection {
    Rejection::from(RejectionCode::SeatsUnfit).with("why", why)
}

/// Refuses seats that are not one person's, and what would let a device read hidden notes that it should not.
fn check_pair(
    state: &Workshop,
    (from, one): (MemberId, &Member),
    (into, other): (MemberId, &Member),
) -> Option<Rejection> {
    if from == into {
        return Some(unfit("choose two different seats"));
    }
    if one.absent || other.absent {
        return Some(unfit("one of them comes from an archive and is not here yet. Let them in first"));
    }
    if roles::facilitates(one.role) || roles::facilitates(other.role) {
        return Some(unfit("one of them facilitates. Let them take part first"));
    }
    if Workshop::counts(one.role) != Workshop::counts(other.role) {
        return Some(unfit("one takes part and the other looks on. Give both the same role first"));
    }
    // Whoever speaks for a seat reads what is hidden there; nobody comes to read more of somebody than before.
    if other.keeper.is_some() && other.keeper != one.keeper {
        return Some(unfit(
            "somebody else's device speaks for the seat that would stay. Let it come with a device of its own first",
        ));
    }
    let kept = |one: &&Member| !one.removed && (one.keeper == Some(from) || one.keeper == Some(into));
    let both = state.members.values().filter(kept).count() - usize::from(one.keeper == Some(into));
    if both > limits::PROXIES {
        return Some(unfit(format!("together they would speak for more than {} people", limits::PROXIES)));
    }
    None
}

/// Makes one seat of two, as a facilitator.
pub(crate) fn merge(ask: &Ask, from: MemberId, into: MemberId) -> Decision {
    let one = ask.state.member(from).ok_or_else(not_found)?;
    let other = ask.state.member(into).ok_or_else(not_found)?;
    if let Some(refusal) = check_pair(ask.state, (from, one), (into, other)) {
        return Err(refusal);
    }
    let mut events = links::end_granted_by(ask.state, from, None);
    // Whoever stays is not shut out, even where the other seat once let them in.
    let stays = |hash: &SessionHash| ask.state.sessions.get(hash).is_some_and(|one| one.member == Some(into));
    events.retain(|event| !matches!(event, Event::SessionEnded { session } if stays(session)));
    events.push(Event::SeatsMerged {
        from,
        into,
        table: one.table.filter(|_| other.table.is_none()),
        muted: one.muted || other.muted,
        moved: belongings(ask.state, from, into),
    });
    Ok(events)
}

fn belongings(state: &Workshop, from: MemberId, into: MemberId) -> Belongings {
    let theirs = |author: &Author| *author == Author::Member(from);
    let papers = |ballot: &Ballot| ballot.papers.contains_key(&from) && !ballot.papers.contains_key(&into);
    Belongings {
        notes: state.notes.iter().filter(|(_, note)| theirs(&note.author)).map(|(id, _)| *id).collect(),
        entries: state.entries.iter().filter(|(_, entry)| theirs(&entry.author)).map(|(id, _)| *id).collect(),
        comments: state.comments.iter().filter(|(_, one)| theirs(&one.author)).map(|(id, _)| *id).collect(),
        pens: state.statements.iter().filter(|(_, one)| one.pen == Some(from)).map(|(id, _)| *id).collect(),
        kept: state.members.iter().filter(|(_, one)| one.keeper == Some(from)).map(|(id, _)| *id).collect(),
        papers: state.ballots.iter().filter(|(_, ballot)| papers(ballot)).map(|(id, _)| *id).collect(),
    }
}

/// Signs what went with another seat, as far as it is signed with this one.
fn sign(state: &mut Workshop, moved: &Belongings, (from, to): (MemberId, MemberId)) {
    let notes = moved.notes.iter();
    let was = Author::Member(from);
    for id in notes {
        if let Some(note) = state.notes.get_mut(id).filter(|note| note.author == was) {
            note.author = Author::Member(to);
        }
    }
    for id in &moved.entries {
        if let Some(entry) = state.entries.get_mut(id).filter(|entry| entry.author == was) {
            entry.author = Author::Member(to);
        }
    }
    for id in &moved.comments {
        if let Some(comment) = state.comments.get_mut(id).filter(|comment| comment.author == was) {
            comment.author = Author::Member(to);
        }
    }
    for id in &moved.pens {
        if let Some(statement) = state.statements.get_mut(id).filter(|statement| statement.pen == Some(from)) {
            statement.pen = Some(to);
        }
    }
    for id in &moved.kept {
        if let Some(member) = state.members.get_mut(id).filter(|member| member.keeper == Some(from)) {
            member.keeper = Some(to);
        }
    }
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    let Event::SeatsMerged { from, into, table, muted, moved } = event else { return };
    sign(state, moved, (*from, *into));
    for id in &moved.papers {
        if let Some(ballot) = state.ballots.get_mut(id)
            && let Some(paper) = ballot.papers.get(from).cloned()
        {
            ballot.papers.insert(*into, paper);
            // Whoever came after it opened is in no group there: the paper brings its own.
            if let Some(group) = ballot.group_of.get(from).cloned() {
                ballot.group_of.entry(*into).or_insert(group);
            }
        }
    }
    if let Some(stays) = state.members.get_mut(into) {
        stays.muted = *muted;
        stays.table = table.or(stays.table);
    }
    members::leave(state, *from, *into);
}

/// Two seats as they are before they become one.
pub(crate) fn before(state: &Workshop, from: MemberId, into: MemberId, moved: &Belongings) -> Option<Apart> {
    let (one, other) = (state.members.get(&from)?, state.members.get(&into)?);
    let group = |id: &BallotId| state.ballots.get(id).and_then(|ballot| ballot.group_of.get(&into).cloned());
    let open = |ballot: &Ballot| ballot.state == BallotState::Open && ballot.papers.contains_key(&from);
    Some(Apart {
        from,
        from_table: one.table,
        from_keeper: one.keeper,
        into,
        into_table: other.table,
        into_muted: other.muted,
        moved: moved.clone(),
        groups: moved.papers.iter().map(|id| (*id, group(id))).collect(),
        open: state.ballots.iter().filter(|(_, ballot)| open(ballot)).map(|(id, _)| *id).collect(),
    })
}

/// Refuses to make two seats of one that a ballot has counted as one since, or for which there is no room.
pub(crate) fn may_part(state: &Workshop, apart: &Apart) -> Result<(), Rejection> {
    let is_open = |id: &BallotId| state.ballots.get(id).is_some_and(|ballot| ballot.state == BallotState::Open);
    if !apart.open.iter().all(is_open) {
        return Err(RejectionCode::CountedAsOne.into());
    }
    state.members.get(&apart.from).map_or(Ok(()), |one| members::check_seats(state, one.role))
}

/// Makes two seats of one again. What the seat that stayed wrote meanwhile stays with it.
pub(crate) fn part(state: &mut Workshop, apart: &Apart) {
    sign(state, &apart.moved, (apart.into, apart.from));
    for (id, group) in &apart.groups {
        let Some(ballot) = state.ballots.get_mut(id) else { continue };
        // A paper handed in meanwhile is the own one of the seat that stayed.
        if ballot.papers.get(&apart.into) == ballot.papers.get(&apart.from) {
            ballot.papers.remove(&apart.into);
        }
        match group {
            Some(group) => ballot.group_of.insert(apart.into, group.clone()),
            None => ballot.group_of.remove(&apart.into),
        };
    }
    if let Some(stays) = state.members.get_mut(&apart.into) {
        stays.table = apart.into_table;
        stays.muted = apart.into_muted;
    }
    if let Some(back) = state.members.get_mut(&apart.from) {
        back.removed = false;
        back.table = apart.from_table;
        back.keeper = apart.from_keeper;
    }
}
