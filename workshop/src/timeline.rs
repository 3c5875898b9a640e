//! The timeline: dated entries in lanes, and eras over all lanes.

use crate::dates::Span;
use crate::decide::{Ask, Decision, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::notes::{Author, DeletedBy};
use crate::state::Workshop;
use crate::text::{self, Lines};
use crate::writing::{self, Post};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A timeline entry, hidden or visible, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub(crate) step: StepId,
    pub(crate) board: BoardId,
    pub(crate) text: EntryText,
    pub(crate) text_version: u32,
    pub(crate) author: Author,
    /// The author's perspective group when it was written: signed with it wherever names do not
    /// hold, so that a change of the author's own record shows in none of their texts.
    pub(crate) group: Option<String>,
    /// The attribution it was written under: shown at least as strictly ever after.
    pub(crate) attribution: Attribution,
    pub(crate) hidden: Option<Hidden>,
    pub(crate) deleted: Option<DeletedBy>,
    pub(crate) check: EntryCheck,
}

/// A named span of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Era {
    pub(crate) board: BoardId,
    pub(crate) text: EraText,
    pub(crate) text_version: u32,
}

impl Entry {
    /// Whether everybody may see it.
    pub(crate) fn is_visible(&self) -> bool {
        self.hidden.is_none() && self.deleted.is_none()
    }
}

/// An entry's text as it is stored, for a timeline.
pub(crate) fn clean(state: &Workshop, board: BoardId, text: &EntryText) -> Result<EntryText, Rejection> {
    let span = Span::parse(&text.start, text.end.as_deref())?;
    let also_in = &text.also_in;
    let twice = also_in.iter().enumerate().any(|(at, lane)| *lane == text.lane || also_in[..at].contains(lane));
    if also_in.len() >= limits::COLUMNS || twice {
        return Err(limits::list_unfit(limits::COLUMNS));
    }
    for lane in std::iter::once(&text.lane).chain(also_in) {
        if state.columns.get(lane).ok_or_else(not_found)?.board != board {
            return Err(RejectionCode::BoardUnfit.into());
        }
    }
    Ok(EntryText {
        lane: text.lane,
        also_in: also_in.clone(),
        start: span.start.to_string(),
        end: span.end.map(|end| end.to_string()),
        title: text::required(&text.title, limits::TITLE, Lines::One)?,
        detail: text::clean(&text.detail, limits::DETAIL, Lines::Many)?,
        why_it_matters: text::clean(&text.why_it_matters, limits::DETAIL, Lines::Many)?,
        source: text::clean(&text.source, limits::SOURCE, Lines::One)?,
    })
}

pub(crate) fn post(ask: &Ask, entry: EntryId, post: &Post, text: &EntryText) -> Decision {
    let posting = writing::posting(ask, post, Right::WriteEntries)?;
    free(ask.state.entries.contains_key(&entry))?;
    writing::entry_fits(ask)?;
    let text = clean(ask.state, posting.board, text)?;
    Ok(vec![Event::EntryPosted {
        entry,
        step: post.step,
        board: posting.board,
        text,
        author: posting.author,
        group: posting.group,
        attribution: posting.attribution,
        hidden: posting.hidden,
    }])
}

fn undeleted(ask: &Ask, entry: EntryId) -> Result<Entry, Rejection> {
    ask.state.entries.get(&entry).filter(|entry| entry.deleted.is_none()).cloned().ok_or_else(not_found)
}

pub(crate) fn edit(ask: &Ask, entry: EntryId, based_on: u32, text: &EntryText, edit_key: Option<&str>) -> Decision {
    let found = undeleted(ask, entry)?;
    let authority = writing::authority(ask, &found.author, found.hidden, edit_key)?;
    writing::based_on(found.text_version, based_on)?;
    let text = clean(ask.state, found.board, text)?;
    Ok(vec![Event::EntryEdited { entry, text, by_key: authority.by_key }])
}

pub(crate) fn delete(ask: &Ask, entry: EntryId, edit_key: Option<&str>) -> Decision {
    let found = undeleted(ask, entry)?;
    let authority = writing::authority(ask, &found.author, found.hidden, edit_key)?;
    Ok(vec![Event::EntryDeleted { entry, by: authority.by, by_key: authority.by_key }])
}

pub(crate) fn restore(ask: &Ask, entry: EntryId, edit_key: Option<&str>) -> Decision {
    let found = ask.state.entries.get(&entry).ok_or_else(not_found)?;
    // What is deleted is not there for others than its author and facilitators.
    let authority = writing::authority(ask, &found.author, found.hidden, edit_key)
        .map_err(|refusal| if found.deleted.is_some() { not_found() } else { refusal })?;
    if !writing::takes_place(found.hidden, found.deleted) {
        writing::entry_fits(ask)?;
    }
    let hidden = writing::restoring(ask, authority, found.deleted, found.hidden, found.step)?;
    Ok(vec![Event::EntryRestored { entry, hidden, by_key: authority.by_key }])
}

pub(crate) fn post_late(ask: &Ask, entry: EntryId, edit_key: Option<&str>) -> Decision {
    let found = undeleted(ask, entry)?;
    let authority = writing::authority(ask, &found.author, found.hidden, edit_key)?;
    if found.hidden != Some(Hidden::Late) {
        return Err(RejectionCode::StepUnfit.into());
    }
    Ok(vec![Event::LatePosted { item: LateItem::Entry(entry), ranks: Vec::new(), by_key: authority.by_key }])
}

/// Says what came of looking an entry up. It holds for the text as it is now.
pub(crate) fn check_entry(ask: &Ask, entry: EntryId, state: EntryState, remark: &str) -> Decision {
    let found = ask.state.entries.get(&entry).filter(|entry| entry.is_visible()).ok_or_else(not_found)?;
    let remark = text::clean(remark, limits::DETAIL, Lines::Many)?;
    let of_version = if state == EntryState::Unverified { 0 } else { found.text_version };
    Ok(vec![Event::EntryChecked { entry, check: EntryCheck { state, remark, of_version } }])
}

/// An era's text as it is stored.
pub(crate) fn clean_era(text: &EraText) -> Result<EraText, Rejection> {
    let span = Span::parse(&text.start, text.end.as_deref())?;
    Ok(EraText {
        name: text::required(&text.name, limits::TITLE, Lines::One)?,
        start: span.start.to_string(),
        end: span.end.map(|end| end.to_string()),
        story: text::clean(&text.story, limits::DETAIL, Lines::Many)?,
    })
}

pub(crate) fn add_era(ask: &Ask, era: EraId, board: BoardId, text: &EraText) -> Decision {
    if ask.state.boards.get(&board).ok_or_else(not_found)?.kind != BoardKind::Timeline {
        return Err(RejectionCode::BoardUnfit.into());
    }
    free(ask.state.eras.contains_key(&era))?;
    if ask.state.eras.len() >= limits::ERAS {
        return Err(limits::room_full(limits::ERAS, "eras"));
    }
    Ok(vec![Event::EraAdded { era, board, text: clean_era(text)? }])
}

pub(crate) fn edit_era(ask: &Ask, era: EraId, based_on: u32, text: &EraText) -> Decision {
    let found = ask.state.eras.get(&era).ok_or_else(not_found)?;
    writing::based_on(found.text_version, based_on)?;
    Ok(vec![Event::EraEdited { era, text: clean_era(text)? }])
}

pub(crate) fn remove_era(ask: &Ask, era: EraId) -> Decision {
    ask.state.eras.get(&era).ok_or_else(not_found)?;
    Ok(vec![Event::EraRemoved { era }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::EntryPosted { entry, step, board, text, author, group, attribution, hidden } => {
            let posted = Entry {
                step: *step,
                board: *board,
                text: text.clone(),
                text_version: 1,
                author: author.clone(),
                group: group.clone(),
                attribution: *attribution,
                hidden: *hidden,
                deleted: None,
                check: EntryCheck::none(),
            };
            state.entries.insert(*entry, posted);
        }
        Event::EntryEdited { entry, text, .. } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.text.clone_from(text);
                entry.text_version += 1;
            }
        }
        Event::EntryDeleted { entry, by, .. } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.deleted = Some(*by);
            }
        }
        Event::EntryRestored { entry, hidden, .. } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.deleted = None;
                entry.hidden = *hidden;
            }
        }
        Event::LatePosted { item: LateItem::Entry(entry), .. } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.hidden = None;
            }
        }
        Event::EntryChecked { entry, check } => {
            if let Some(entry) = state.entries.get_mut(entry) {
                entry.check.clone_from(check);
            }
        }
        Event::EraAdded { era, board, text } => {
            state.eras.insert(*era, Era { board: *board, text: text.clone(), text_version: 1 });
        }
        Event::EraEdited { era, text } => {
            if let Some(era) = state.eras.get_mut(era) {
                era.text.clone_from(text);
                era.text_version += 1;
            }
        }
        Event::EraRemoved { era } => {
            state.eras.remove(era);
        }
        _ => {}
    }
}
