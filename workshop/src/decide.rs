//! Whether a wish comes true, and as which events.

use crate::event::Event;
use crate::state::Workshop;
use crate::{
    agenda, asks, ballots, boards, clock, clusters, comments, consent, members, merging, note_links, notes, report,
    roles, shelves, statements, tables, timeline, undo, writing,
};
use charrette_protocol::*;

/// All that a decision may know besides the state. Nothing else brings time or chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Context {
    /// The server's time.
    pub now: Milliseconds,
    /// Random bits, from which orders are shuffled.
    pub seed: u64,
    /// How many notes and entries the actor has posted anonymously in the command's step, as the
    /// room counts it in memory.
    pub anonymous_posts: u32,
    /// Whether nobody who leads is here, nor was a moment ago, as the room knows from its connections.
    pub lead_is_away: bool,
}

/// What every decision rests on.
pub(crate) struct Ask<'a> {
    pub(crate) state: &'a Workshop,
    pub(crate) actor: MemberId,
    pub(crate) role: Role,
    pub(crate) context: &'a Context,
}

pub(crate) type Decision = Result<Vec<Event>, Rejection>;

impl Ask<'_> {
    pub(crate) fn facilitates(&self) -> bool {
        roles::facilitates(self.role)
    }

    /// Refuses whoever is no facilitator.
    pub(crate) fn as_facilitator(&self) -> Result<(), Rejection> {
        if self.facilitates() { Ok(()) } else { Err(RejectionCode::NotAllowed.into()) }
    }

    /// The kind and board of the step the room is in.
    pub(crate) fn current_step(&self) -> Option<&StepSettings> {
        let step = self.state.head.current_step?;
        self.state.steps.get(&step).map(|step| &step.settings)
    }
}

/// The refusal of what is not there, or not for these eyes: the same answer for both.
pub(crate) fn not_found() -> Rejection {
    RejectionCode::NotFound.into()
}

/// Refuses a list that is empty, longer than `limit`, or names something twice.
pub(crate) fn distinct<Id: Ord + Copy>(list: &[Id], limit: usize) -> Result<(), Rejection> {
    let set: std::collections::BTreeSet<_> = list.iter().take(limit + 1).collect();
    if list.is_empty() || list.len() > limit || set.len() < list.len() {
        return Err(crate::limits::list_unfit(limit));
    }
    Ok(())
}

/// Refuses the id of a new thing that is taken.
pub(crate) fn free(taken: bool) -> Result<(), Rejection> {
    if taken { Err(RejectionCode::IdTaken.into()) } else { Ok(()) }
}

/// Decides what a member asks for. The events are to be stored and applied, all or none.
///
/// # Errors
///
/// The rejections of `docs/SPEC.md`. A refused command changed nothing.
pub fn decide(state: &Workshop, actor: MemberId, command: &Command, context: &Context) -> Decision {
    // Somebody who was sent away asks like somebody who was never there.
    let role = state.role(actor).ok_or(RejectionCode::NotAllowed)?;
    let ask = Ask { state, actor, role, context };
    if !roles::admits(role, command, ask.current_step().map(|step| step.kind)) {
        return Err(RejectionCode::NotAllowed.into());
    }
    if state.head.locked && !ask.facilitates() && clock::waits_for_lock(command) {
        return Err(RejectionCode::Locked.into());
    }
    members::check_muted(state, actor, command)?;
    match command {
        Command::EditWorkshop { title, purpose } => agenda::edit_workshop(title, purpose),
        Command::TightenAttribution { attribution } => agenda::tighten(&ask, *attribution),
        Command::SetDoor { open } => members::set_door(*open),
        Command::SetPerspectives { groups } => members::set_perspectives(&ask, groups),

        Command::EditMember { member, name, perspective } => members::edit(&ask, *member, name, perspective.as_deref()),
        Command::GiveConsent { listed, quoted } => consent::give(&ask, Consent { listed: *listed, quoted: *quoted }),
        Command::SetRole { member, role } => members::set_role(&ask, *member, *role),
        Command::RemoveMember { member } => members::remove(&ask, *member),
        Command::MergeSeats { from, into } => merging::merge(&ask, *from, *into),
        Command::Mute { member, muted } => members::mute(&ask, *member, *muted),
        Command::TakeLead {} => members::take_lead(&ask),
        Command::AddProxy { member, name, perspective } => {
            members::add_proxy(&ask, *member, name, perspective.as_deref())
        }
        Command::AddTable { table, name } => members::add_table(&ask, *table, name),
        Command::EditTable { table, name } => members::edit_table(&ask, *table, name),
        Command::RemoveTable { table } => members::remove_table(&ask, *table),
        Command::AssignTable { members, table } => members::assign_table(&ask, members, *table),

        Command::SeatEverybody { how } => tables::seat_everybody(&ask, *how),

        Command::AddStep { step, after, settings } => agenda::add(&ask, *step, *after, settings),
        Command::EditStep { step, settings } => agenda::edit(&ask, *step, settings),
        Command::MoveStep { step, after } => agenda::shift(&ask, *step, *after),
        Command::RemoveStep { step } => agenda::remove(&ask, *step),
        Command::EnterStep { step } => agenda::enter(&ask, *step),
        Command::RevealStep { step } => agenda::reveal(&ask, *step),

        Command::SkipStep { step, skipped } => clock::skip(&ask, *step, *skipped),
        Command::CallTime { step } => clock::call(&ask, *step, true),
        Command::CancelCall { step } => clock::call(&ask, *step, false),
        Command::StartClock {} => clock::start(&ask),
        Command::PauseClock {} => clock::pause(&ask),
        Command::AddTime { seconds } => clock::add_time(&ask, *seconds),
        Command::SetLock { locked } => clock::lock(*locked),
        Command::SetSpotlight { item } => clock::spotlight(&ask, *item),
        Command::SetWall { mode } => clock::wall(*mode),

        Command::AddBoard { board, kind, title, columns } => boards::add(&ask, *board, *kind, title, columns),
        Command::EditBoard { board, title } => boards::edit(&ask, *board, title),
        Command::AddColumn { board, column } => boards::add_column(&ask, *board, column),
        Command::EditColumn { column, title, prompt } => boards::edit_column(&ask, *column, title, prompt),

        Command::PostNote { note, step, column, text, private, edit_key } => {
            let post = writing::Post { step: *step, private: *private, edit_key: edit_key.as_deref() };
            notes::post(&ask, *note, &post, *column, text)
        }
        Command::EditNote { note, based_on, text, edit_key } => {
            notes::edit(&ask, *note, *based_on, text, edit_key.as_deref())
        }
        Command::MoveNotes { notes, column, after, edit_key } => {
            notes::shift(&ask, notes, *column, *after, edit_key.as_deref())
        }
        Command::DeleteNote { note, edit_key } => notes::delete(&ask, *note, edit_key.as_deref()),
        Command::RestoreNote { note, edit_key } => notes::restore(&ask, *note, edit_key.as_deref()),
        Command::PostLate { item: LateItem::Note(note), edit_key } => {
            notes::post_late(&ask, *note, edit_key.as_deref())
        }
        Command::PostLate { item: LateItem::Entry(entry), edit_key } => {
            timeline::post_late(&ask, *entry, edit_key.as_deref())
        }

        Command::MergeNotes { note, notes, text } => shelves::merge(&ask, *note, notes, text),
        Command::UnmergeNote { note } => shelves::unmerge(&ask, *note),
        Command::ParkNotes { notes } => shelves::park(&ask, notes),
        Command::ReturnNotes { notes } => shelves::bring_back(&ask, notes),
        Command::SetAside { note, reason } => shelves::set_aside(&ask, *note, reason),
        Command::HandToTables { step } => tables::hand_out(&ask, *step),
        Command::PostCards { notes } => tables::post_cards(&ask, notes),
        Command::UnpostCards { notes } => tables::unpost_cards(&ask, notes),

        Command::MakeCluster { cluster, board, name, notes, after } => {
            clusters::make(&ask, *cluster, *board, name, notes, *after)
        }
        Command::NameCluster { cluster, based_on, name } => clusters::name(&ask, *cluster, *based_on, name),
        Command::AssignNaming { cluster, table } => clusters::assign_naming(&ask, *cluster, *table),
        Command::PlaceNotes { notes, cluster, after } => clusters::place(&ask, notes, *cluster, *after),
        Command::MergeClusters { from, into } => clusters::merge(&ask, from, *into),
        Command::SplitCluster { cluster, new, name, notes } => clusters::split(&ask, *cluster, *new, name, notes),
        Command::DissolveCluster { cluster } => clusters::dissolve(&ask, *cluster),
        Command::MoveCluster { cluster, after } => clusters::shift(&ask, *cluster, *after),

        Command::AddBallot { ballot, settings } => ballots::add(&ask, *ballot, settings),
        Command::EditBallot { ballot, settings } => ballots::edit(&ask, *ballot, settings),
        Command::FreezeOptions { ballot, options } => ballots::freeze(&ask, *ballot, options),
        Command::UnfreezeOptions { ballot } => ballots::unfreeze(&ask, *ballot),
        Command::OpenBallot { ballot, options } => ballots::open(&ask, *ballot, options),
        Command::Vote { ballot, marks, reasons } => ballots::vote(&ask, *ballot, marks, reasons),
        Command::CloseBallot { ballot } => ballots::close(&ask, *ballot),

        Command::PostEntry { entry, step, text, private, edit_key } => {
            let post = writing::Post { step: *step, private: *private, edit_key: edit_key.as_deref() };
            timeline::post(&ask, *entry, &post, text)
        }
        Command::EditEntry { entry, based_on, text, edit_key } => {
            timeline::edit(&ask, *entry, *based_on, text, edit_key.as_deref())
        }
        Command::DeleteEntry { entry, edit_key } => timeline::delete(&ask, *entry, edit_key.as_deref()),
        Command::RestoreEntry { entry, edit_key } => timeline::restore(&ask, *entry, edit_key.as_deref()),
        Command::AddEra { era, board, text } => timeline::add_era(&ask, *era, *board, text),
        Command::EditEra { era, based_on, text } => timeline::edit_era(&ask, *era, *based_on, text),
        Command::RemoveEra { era } => timeline::remove_era(&ask, *era),

        Command::SetEntryState { entry, state, remark } => timeline::check_entry(&ask, *entry, *state, remark),

        Command::AddStatement { statement, step, text } => statements::add(&ask, *statement, *step, text),
        Command::TakePen { statement } => statements::take_pen(&ask, *statement),
        Command::GivePen { statement, to } => statements::give_pen(&ask, *statement, *to),
        Command::ReleasePen { statement } => statements::release_pen(&ask, *statement),
        Command::AskForPen { statement } => asks::ask_for_pen(&ask, *statement),
        Command::WithdrawAsk { statement } => asks::withdraw(&ask, *statement),
        Command::AnswerAsk { statement, hand_over } => asks::answer(&ask, *statement, *hand_over),
        Command::EditStatement { statement, based_on, text } => statements::edit(&ask, *statement, *based_on, text),
        Command::DeleteStatement { statement } => statements::delete(&ask, *statement),
        Command::RestoreStatement { statement } => statements::restore(&ask, *statement),
        Command::Comment { comment, on, step, text, reservation, edit_key } => {
            let words = comments::Words { text, reservation: *reservation, edit_key: edit_key.as_deref() };
            comments::comment(&ask, *comment, *on, *step, &words)
        }
        Command::EditComment { comment, based_on, text, edit_key } => {
            comments::edit(&ask, *comment, *based_on, text, edit_key.as_deref())
        }
        Command::DeleteComment { comment, edit_key } => comments::delete(&ask, *comment, edit_key.as_deref()),

        Command::LinkNotes { link, from, to, kind } => note_links::link(&ask, *link, *from, *to, *kind),
        Command::UnlinkNotes { link } => note_links::unlink(&ask, *link),

        Command::WriteReportText { about, text, text_version } => report::write(&ask, *about, text, *text_version),
        Command::ArrangeReport { order, left_out } => report::arrange(&ask, order, left_out),

        Command::Undo {} => undo::undo(&ask),
    }
}
