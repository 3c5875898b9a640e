//! How a board's readable notes are spread over the people: for facilitators, without names.
//!
//! A function of what the facilitators' audience reads anyway: notes as they are signed, members
//! and results. So neither hidden writing nor a voter's paper can show in it, and a note that bears
//! no name counts for nobody.

use super::signature;
use crate::members::group_of;
use crate::notes::Note;
use crate::state::Workshop;
use crate::tally::{Columns, measures};
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

/// The balance of a board; none where nothing readable is signed.
pub(super) fn of(state: &Workshop, board: BoardId) -> Option<BalanceRecord> {
    if !state.boards.contains_key(&board) {
        return None;
    }
    let people: Vec<MemberId> = state.counting().collect();
    let own_groups: Vec<Option<&str>> = people.iter().map(|id| group_of(state, *id)).collect();
    let order: Vec<&str> = state.groups().iter().map(|group| group.name.as_str()).collect();
    let columns = Columns::of(&order, &own_groups);

    let readable = || state.notes.iter().filter(move |(_, note)| note.board == board && note.is_visible());
    // What was merged is counted as its originals: they were written, the merged text was put together.
    let mut originals: BTreeMap<NoteId, Vec<NoteId>> = BTreeMap::new();
    for (id, note) in readable() {
        if let Shelf::Merged { into } = note.shelf {
            originals.entry(into).or_default().push(*id);
        }
    }

    let mut by_person: BTreeMap<MemberId, u32> = people.iter().map(|id| (*id, 0)).collect();
    let mut column_of: BTreeMap<NoteId, usize> = BTreeMap::new();
    let mut groups: Vec<BalanceGroup> = columns
        .groups
        .iter()
        .map(|group| BalanceGroup { name: group.name.clone(), people: group.voted, notes: 0, dots: None })
        .collect();
    let (mut signed, mut left_out, mut named) = (0, 0, false);
    for (id, note) in readable().filter(|(id, _)| !originals.contains_key(id)) {
        let Some(group) = counted(state, note, &mut by_person, &mut named) else {
            left_out += 1;
            continue;
        };
        signed += 1;
        if let Some(column) = columns.of_voter(group.as_deref()) {
            groups[column].notes += 1;
            column_of.insert(*id, column);
        }
    }
    if signed == 0 {
        return None;
    }
    put_dots(state, &originals, &column_of, &mut groups);

    let contributions: Vec<u32> = by_person.into_values().collect();
    // None of nothing: where no note bears a name, nobody has contributed.
    let evenness = measures::participation_balance(&contributions);
    Some(BalanceRecord {
        id: board,
        people: people.len() as u32,
        contributed: named.then(|| contributions.iter().filter(|notes| **notes > 0).count() as u32),
        evenness: evenness.map(|share| (share * 1000.0).round() as Thousandths),
        signed,
        left_out,
        groups,
    })
}

/// The group a note counts for, as it is signed; none if it counts for nobody.
fn counted(
    state: &Workshop,
    note: &Note,
    by_person: &mut BTreeMap<MemberId, u32>,
    named: &mut bool,
) -> Option<Option<String>> {
    let attribution = note.attribution.max(state.step_attribution(note.step));
    match signature(state, (&note.author, note.group.as_deref()), attribution) {
        Signature::Named { member, group, .. } => {
            *by_person.get_mut(&member)? += 1;
            *named = true;
            Some(group)
        }
        Signature::Group { group } => Some(Some(group)),
        Signature::Nobody => None,
    }
}

/// What each group's notes received in closed ballots with dots, of rounds of one ballot in the last. An
/// option's dots belong to its signed notes in equal parts.
fn put_dots(
    state: &Workshop,
    originals: &BTreeMap<NoteId, Vec<NoteId>>,
    column_of: &BTreeMap<NoteId, usize>,
    groups: &mut [BalanceGroup],
) {
    let mut dots = vec![0.0; groups.len()];
    let closed = || state.ballots.iter().filter(|(_, one)| one.tally.is_some());
    let repeated: BTreeSet<BallotId> = closed().filter_map(|(_, one)| one.settings.previous).collect();
    for (id, ballot) in closed() {
        if repeated.contains(id) || !matches!(ballot.settings.method, BallotMethod::Dots { .. }) {
            continue;
        }
        for counted in ballot.tally.iter().flat_map(|tally| &tally.options) {
            let option = ballot.options.iter().find(|option| option.option == counted.option);
            let held = option.into_iter().flat_map(|option| &option.notes);
            let written: BTreeSet<NoteId> =
                held.flat_map(|note| originals.get(note).cloned().unwrap_or_else(|| vec![*note])).collect();
            let columns: Vec<usize> = written.iter().filter_map(|note| column_of.get(note).copied()).collect();
            for &column in &columns {
                dots[column] += f64::from(counted.dots) / columns.len() as f64;
            }
        }
    }
    let all: f64 = dots.iter().sum();
    if all > 0.0 {
        for (group, dots) in groups.iter_mut().zip(dots) {
            group.dots = Some((dots / all * 1000.0).round() as Thousandths);
        }
    }
}
