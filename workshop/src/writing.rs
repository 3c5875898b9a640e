//! What notes and timeline entries have in common: where they may be written, under whose name,
//! seen by whom, and who may change them.

use crate::decide::{Ask, not_found};
use crate::limits;
use crate::members;
use crate::notes::{Author, DeletedBy, Held};
use crate::roles;
use crate::secret::{SecretHash, hash_secret};
use crate::state::Workshop;
use crate::tables;
use charrette_protocol::*;

/// How something new is posted.
pub(crate) struct Post<'a> {
    pub(crate) step: StepId,
    pub(crate) private: bool,
    pub(crate) edit_key: Option<&'a str>,
}

/// What a post comes to.
pub(crate) struct Posting {
    pub(crate) board: BoardId,
    pub(crate) author: Author,
    pub(crate) group: Option<String>,
    pub(crate) table: Option<TableId>,
    pub(crate) attribution: Attribution,
    pub(crate) hidden: Option<Hidden>,
    pub(crate) held: Option<Held>,
}

/// Whether and how the asker may post in a step now.
pub(crate) fn posting(ask: &Ask, post: &Post, right: Right) -> Result<Posting, Rejection> {
    let step = ask.state.steps.get(&post.step).ok_or_else(not_found)?;
    let settings = &step.settings;
    let open = (step.entered || ask.facilitates()) && roles::allows(ask.role, right, Some(settings.kind));
    let board = settings.board.filter(|_| open).ok_or(RejectionCode::StepUnfit)?;
    let fits = ask.state.boards.get(&board).is_some_and(|board| takes(board.kind, right));
    if !fits {
        return Err(RejectionCode::StepUnfit.into());
    }
    let attribution = ask.state.step_attribution(post.step);
    let author = author(ask.actor, attribution, post.edit_key)?;
    // Facilitators type in what was said or written on paper: a person's share does not bind them.
    if let Some(limit) = settings.note_limit.filter(|_| !ask.facilitates())
        && posted(ask.state, &author, ask.actor, post.step, ask.context.anonymous_posts) >= u32::from(limit)
    {
        return Err(Rejection::from(RejectionCode::NoNotesLeft).with("limit", limit));
    }
    let written = match author {
        Author::Member(_) => written_by(ask.state, ask.actor),
        Author::Key(_) | Author::Signed(_) => ask.context.anonymous_posts as usize,
    };
    if written >= limits::NOTES_EACH && !ask.facilitates() {
        return Err(limits::room_full(limits::NOTES_EACH, "notes of yours"));
    }
    let stored = matches!(author, Author::Member(_));
    let table = ask.state.member(ask.actor).and_then(|member| member.table).filter(|_| stored);
    let group = members::group_of(ask.state, ask.actor).filter(|_| stored).map(str::to_owned);
    let at_table = stored && settings.kind == StepKind::Table && right == Right::WriteNotes;
    let held = table.filter(|_| at_table).map(|table| Held { table, step: post.step });
    let private = settings.writing == Writing::Private;
    let hidden = if held.is_some() && !step.revealed && (private || tables::are_at_work_on(ask.state, board)) {
        Some(Hidden::AtTable)
    } else if private && !step.revealed {
        Some(Hidden::UntilReveal)
    } else if post.private {
        // Its author wrote it in private, and the room has gone on: the author decides.
        Some(Hidden::Late)
    } else {
        None
    };
    let held = held.filter(|_| hidden == Some(Hidden::AtTable));
    Ok(Posting { board, author, group, table, attribution, hidden, held })
}

fn takes(kind: BoardKind, right: Right) -> bool {
    match kind {
        BoardKind::Notes | BoardKind::Iceberg => right == Right::WriteNotes,
        BoardKind::Timeline => right == Right::WriteEntries,
        BoardKind::Statements => right == Right::WriteStatements,
    }
}

pub(crate) fn author(actor: MemberId, attribution: Attribution, edit_key: Option<&str>) -> Result<Author, Rejection> {
    match (attribution == Attribution::Anonymous, edit_key) {
        (true, Some(key)) if is_edit_key(key) => Ok(Author::Key(hash_secret(key))),
        (false, None) => Ok(Author::Member(actor)),
        _ => Err(RejectionCode::EditKeyUnfit.into()),
    }
}

fn is_edit_key(key: &str) -> bool {
    key.len() == limits::EDIT_KEY
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// How much of a step's limit somebody has used.
fn posted(state: &Workshop, author: &Author, actor: MemberId, step: StepId, anonymous: u32) -> u32 {
    match author {
        Author::Member(_) => posted_by(state, actor, step),
        Author::Key(_) | Author::Signed(_) => anonymous,
    }
}

/// How many notes and entries a member has ever written, deleted ones included.
fn written_by(state: &Workshop, member: MemberId) -> usize {
    let notes = state.notes.values().filter(|note| note.author == Author::Member(member)).count();
    notes + state.entries.values().filter(|entry| entry.author == Author::Member(member)).count()
}

/// Whether something takes a place in the room: what was deleted before anybody saw it does not.
pub(crate) fn takes_place(hidden: Option<Hidden>, deleted: Option<DeletedBy>) -> bool {
    hidden.is_none() || deleted.is_none()
}

/// Refuses one more note for which the asker finds no place.
pub(crate) fn note_fits(ask: &Ask) -> Result<(), Rejection> {
    let most = if ask.facilitates() { limits::NOTES } else { limits::NOTES - limits::NOTES_RESERVED };
    if ask.state.note_places() >= most { Err(limits::room_full(most, "notes")) } else { Ok(()) }
}

/// Refuses one more entry where there is no place left.
pub(crate) fn entry_fits(ask: &Ask) -> Result<(), Rejection> {
    if ask.state.entry_places() >= limits::ENTRIES {
        return Err(limits::room_full(limits::ENTRIES, "entries"));
    }
    Ok(())
}

/// How many notes and entries a member has in a step, deleted ones not counted.
pub(crate) fn posted_by(state: &Workshop, member: MemberId, step: StepId) -> u32 {
    posted_where(state, step, |author| *author == Author::Member(member))
}

/// How many notes and entries in a step the holder of some edit keys has, deleted ones not
/// counted.
pub(crate) fn posted_with(state: &Workshop, keys: &[SecretHash], step: StepId) -> u32 {
    posted_where(state, step, |author| matches!(author, Author::Key(key) if keys.contains(key)))
}

fn posted_where(state: &Workshop, step: StepId, is_theirs: impl Fn(&Author) -> bool) -> u32 {
    let counts =
        |at: StepId, author: &Author, deleted: Option<DeletedBy>| at == step && deleted.is_none() && is_theirs(author);
    let notes = state.notes.values().filter(|note| counts(note.step, &note.author, note.deleted)).count();
    let entries = state.entries.values().filter(|entry| counts(entry.step, &entry.author, entry.deleted)).count();
    (notes + entries) as u32
}

/// In which capacity somebody may change what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Authority {
    pub(crate) by: DeletedBy,
    /// Known by the edit key alone.
    pub(crate) by_key: bool,
}

/// Whether the asker may change something with this author. What is hidden is there for its
/// author alone.
pub(crate) fn authority(
    ask: &Ask,
    author: &Author,
    hidden: Option<Hidden>,
    edit_key: Option<&str>,
) -> Result<Authority, Rejection> {
    let as_author = |by_key| Ok(Authority { by: DeletedBy::Author, by_key });
    match author {
        Author::Member(member) if *member == ask.actor => return as_author(false),
        Author::Key(hash) if edit_key.is_some_and(|key| hash_secret(key) == *hash) => return as_author(true),
        _ => {}
    }
    if hidden.is_some() {
        Err(not_found())
    } else if ask.facilitates() {
        Ok(Authority { by: DeletedBy::Facilitator, by_key: false })
    } else if matches!(author, Author::Key(_)) {
        Err(RejectionCode::EditKeyWrong.into())
    } else {
        Err(RejectionCode::NotAllowed.into())
    }
}

/// Whether something deleted may be brought back, and whether it is hidden then.
///
/// What a facilitator took away only facilitators bring back; for others it is not there. What
/// missed the reveal of its step comes back as late.
pub(crate) fn restoring(
    ask: &Ask,
    authority: Authority,
    deleted: Option<DeletedBy>,
    hidden: Option<Hidden>,
    step: StepId,
) -> Result<Option<Hidden>, Rejection> {
    if deleted == Some(DeletedBy::Facilitator) && !ask.facilitates() {
        return Err(not_found());
    }
    let settings = ask.state.steps.get(&step).map(|step| &step.settings);
    let own = deleted.is_some() && authority == Authority { by: DeletedBy::Author, by_key: false };
    if let Some(limit) = settings.and_then(|settings| settings.note_limit).filter(|_| own && !ask.facilitates())
        && posted_by(ask.state, ask.actor, step) >= u32::from(limit)
    {
        return Err(Rejection::from(RejectionCode::NoNotesLeft).with("limit", limit));
    }
    let revealed = ask.state.steps.get(&step).is_some_and(|step| step.revealed);
    Ok(hidden.map(|hidden| if revealed { Hidden::Late } else { hidden }))
}

/// Refuses a change that was based on another version of a text.
pub(crate) fn based_on(version: u32, based_on: u32) -> Result<(), Rejection> {
    if version == based_on {
        Ok(())
    } else {
        Err(Rejection::from(RejectionCode::StaleVersion).with("version", version))
    }
}
