//! Comments: what anyone says about a statement, beside its text. A reservation is a comment of
//! somebody who cannot go along with the statement as it is.

use crate::decide::{Ask, Decision, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::members;
use crate::notes::Author;
use crate::state::Workshop;
use crate::text::{self, Lines};
use crate::writing;
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// A comment, deleted or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub(crate) on: StatementId,
    pub(crate) step: StepId,
    /// Counts the statement's comments, from 1.
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) text_version: u32,
    pub(crate) reservation: bool,
    pub(crate) author: Author,
    /// The author's perspective group when it was written.
    pub(crate) group: Option<String>,
    /// The attribution it was written under: shown at least as strictly ever after.
    pub(crate) attribution: Attribution,
    pub(crate) deleted: bool,
}

/// A comment as its author gives it.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) reservation: bool,
    pub(crate) edit_key: Option<&'a str>,
}

pub(crate) fn comment(ask: &Ask, id: CommentId, on: StatementId, step: StepId, words: &Words) -> Decision {
    let about = ask.state.statements.get(&on).filter(|found| found.is_visible()).ok_or_else(not_found)?;
    let found = ask.state.steps.get(&step).ok_or_else(not_found)?;
    let open = (found.entered || ask.facilitates()) && found.settings.board == Some(about.board);
    if !open {
        return Err(RejectionCode::StepUnfit.into());
    }
    free(ask.state.comments.contains_key(&id))?;
    if ask.state.comments.len() >= limits::COMMENTS {
        return Err(limits::room_full(limits::COMMENTS, "comments"));
    }
    let attribution = ask.state.step_attribution(step);
    let author = writing::author(ask.actor, attribution, words.edit_key)?;
    let own = ask.state.comments.values().filter(|comment| comment.author == author).count();
    if own >= limits::COMMENTS_EACH && !ask.facilitates() {
        return Err(limits::room_full(limits::COMMENTS_EACH, "comments of yours"));
    }
    let stored = matches!(author, Author::Member(_));
    let before = ask.state.comments.values().filter(|comment| comment.on == on);
    Ok(vec![Event::CommentMade {
        comment: id,
        on,
        step,
        number: before.map(|comment| comment.number).max().unwrap_or(0) + 1,
        text: text::required(words.text, limits::NOTE, Lines::Many)?,
        reservation: words.reservation,
        author,
        group: members::group_of(ask.state, ask.actor).filter(|_| stored).map(str::to_owned),
        attribution,
    }])
}

fn present<'a>(ask: &Ask<'a>, id: CommentId) -> Result<&'a Comment, Rejection> {
    ask.state.comments.get(&id).filter(|comment| !comment.deleted).ok_or_else(not_found)
}

pub(crate) fn edit(ask: &Ask, id: CommentId, based_on: u32, raw: &str, edit_key: Option<&str>) -> Decision {
    let found = present(ask, id)?;
    let authority = writing::authority(ask, &found.author, None, edit_key)?;
    writing::based_on(found.text_version, based_on)?;
    let text = text::required(raw, limits::NOTE, Lines::Many)?;
    Ok(vec![Event::CommentEdited { comment: id, text, by_key: authority.by_key }])
}

pub(crate) fn delete(ask: &Ask, id: CommentId, edit_key: Option<&str>) -> Decision {
    let found = present(ask, id)?;
    let authority = writing::authority(ask, &found.author, None, edit_key)?;
    Ok(vec![Event::CommentDeleted { comment: id, by_key: authority.by_key }])
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::CommentMade { comment, on, step, number, text, reservation, author, group, attribution } => {
            let made = Comment {
                on: *on,
                step: *step,
                number: *number,
                text: text.clone(),
                text_version: 1,
                reservation: *reservation,
                author: author.clone(),
                group: group.clone(),
                attribution: *attribution,
                deleted: false,
            };
            state.comments.insert(*comment, made);
        }
        Event::CommentEdited { comment, text, .. } => {
            if let Some(comment) = state.comments.get_mut(comment) {
                comment.text.clone_from(text);
                comment.text_version += 1;
            }
        }
        Event::CommentDeleted { comment, .. } => {
            if let Some(comment) = state.comments.get_mut(comment) {
                comment.deleted = true;
            }
        }
        _ => {}
    }
}
