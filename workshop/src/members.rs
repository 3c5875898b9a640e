//! People and tables.

use crate::access::Session;
use crate::decide::{Ask, Decision, distinct, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::links;
use crate::roles;
use crate::secret::SessionHash;
use crate::state::Workshop;
use crate::tables;
use crate::text::{self, Lines};
use charrette_protocol::*;
use serde::{Deserialize, Serialize};

/// What is known of somebody who comes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their perspective.
    pub perspective: Option<String>,
}

/// A member, also one who left: what they wrote stays signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) perspective: Option<String>,
    pub(crate) table: Option<TableId>,
    /// Somebody else's device speaks for them.
    pub(crate) proxy: bool,
    /// Whose device that is.
    pub(crate) keeper: Option<MemberId>,
    /// A facilitator lets them only read and vote.
    pub(crate) muted: bool,
    /// What they have agreed to; none = not answered.
    pub(crate) consent: Option<Consent>,
    /// Sent away.
    pub(crate) removed: bool,
    /// Known from an archive and not here: shown, but counted nowhere until they come back.
    pub(crate) absent: bool,
    /// Orders members as they came.
    pub(crate) sequence: u64,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub(crate) name: String,
}

/// The perspective group of a member, also of one who left.
pub(crate) fn group_of(state: &Workshop, member: MemberId) -> Option<&str> {
    let perspective = state.members.get(&member)?.perspective.as_ref()?;
    let groups = state.head.groups.iter();
    groups.filter(|group| group.perspectives.contains(perspective)).map(|group| group.name.as_str()).next()
}

/// A perspective as it is stored: one of the workshop's.
pub(crate) fn clean_perspective(groups: &[PerspectiveGroup], raw: Option<&str>) -> Result<Option<String>, Rejection> {
    let Some(raw) = raw else { return Ok(None) };
    let perspective = text::clean(raw, limits::NAME, Lines::One)?;
    if groups.iter().any(|group| group.perspectives.contains(&perspective)) {
        Ok(Some(perspective))
    } else {
        Err(RejectionCode::PerspectiveUnknown.into())
    }
}

/// Somebody new, as they are stored.
pub(crate) fn newcomer(
    state: &Workshop,
    name: &str,
    role: Role,
    perspective: Option<&str>,
) -> Result<Newcomer, Rejection> {
    let most = if roles::facilitates(role) { limits::MEMBERS } else { limits::MEMBERS - limits::MEMBERS_RESERVED };
    // Who left a trace is looked up only where the number might matter.
    if state.members.len() >= most && state.member_places() >= most {
        return Err(limits::room_full(most, "members"));
    }
    check_seats(state, role)?;
    Ok(Newcomer {
        name: clean_name(state, name, role, None)?,
        role,
        perspective: clean_perspective(&state.head.groups, perspective)?,
    })
}

/// The name of a member (none = somebody new) as it is stored. Nobody can be taken for a facilitator by it;
/// facilitators themselves may have any, so that no name keeps one out.
fn clean_name(state: &Workshop, raw: &str, role: Role, member: Option<MemberId>) -> Result<String, Rejection> {
    let name = text::required(raw, limits::NAME, Lines::One)?;
    let mut present = state.members.iter().filter(|(_, one)| !one.removed && !one.absent);
    let misleads = |(id, one): (&MemberId, &Member)| {
        roles::facilitates(one.role) && Some(*id) != member && text::passes_for(&one.name, &name)
    };
    if !roles::facilitates(role) && present.any(misleads) {
        return Err(RejectionCode::NameOfFacilitator.into());
    }
    Ok(name)
}

/// Refuses one more who counts where all seats are taken.
pub(crate) fn check_seats(state: &Workshop, role: Role) -> Result<(), Rejection> {
    let seats = state.head.seats as usize;
    if Workshop::counts(role) && state.eligible() as usize >= seats {
        return Err(limits::room_full(seats, "people"));
    }
    Ok(())
}

pub(crate) fn set_door(open: bool) -> Decision {
    Ok(vec![Event::DoorSet { open }])
}

pub(crate) fn set_perspectives(ask: &Ask, groups: &[PerspectiveGroup]) -> Decision {
    let groups = clean_groups(groups)?;
    let kept = |held: &String| groups.iter().any(|group| group.perspectives.contains(held));
    let members = ask.state.members.values().filter(|member| !member.removed);
    if let Some(missing) = members.filter_map(|member| member.perspective.as_ref()).find(|held| !kept(held)) {
        return Err(Rejection::from(RejectionCode::PerspectiveInUse).with("name", missing));
    }
    Ok(vec![Event::PerspectivesSet { groups }])
}

/// Perspective groups as they are stored: every name once.
pub(crate) fn clean_groups(groups: &[PerspectiveGroup]) -> Result<Vec<PerspectiveGroup>, Rejection> {
    if groups.len() > limits::GROUPS {
        return Err(limits::list_unfit(limits::GROUPS));
    }
    if groups.iter().map(|group| group.perspectives.len()).sum::<usize>() > limits::PERSPECTIVES {
        return Err(limits::list_unfit(limits::PERSPECTIVES));
    }
    let (mut names, mut perspectives) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    let mut cleaned = Vec::new();
    for group in groups {
        let name = text::required(&group.name, limits::NAME, Lines::One)?;
        let own = group.perspectives.iter().map(|one| text::required(one, limits::NAME, Lines::One));
        let own = own.collect::<Result<Vec<_>, _>>()?;
        if !names.insert(text::skim_key(&name)) || !own.iter().all(|one| perspectives.insert(text::skim_key(one))) {
            return Err(RejectionCode::NameTaken.into());
        }
        cleaned.push(PerspectiveGroup { name, perspectives: own });
    }
    Ok(cleaned)
}

fn present<'a>(ask: &Ask<'a>, member: MemberId) -> Result<&'a Member, Rejection> {
    ask.state.member(member).ok_or_else(not_found)
}

/// Refuses whoever is neither that member, nor speaks for them, nor facilitates.
fn as_self_or_facilitator(ask: &Ask, id: MemberId, member: &Member) -> Result<(), Rejection> {
    if id == ask.actor || member.keeper == Some(ask.actor) { Ok(()) } else { ask.as_facilitator() }
}

pub(crate) fn edit(ask: &Ask, member: MemberId, name: &str, perspective: Option<&str>) -> Decision {
    let found = present(ask, member)?;
    as_self_or_facilitator(ask, member, found)?;
    // Who has the name already, since before the facilitator came, may keep it; and facilitators know whom they name.
    let name = if ask.facilitates() || text::reads_like(&found.name, name) {
        text::required(name, limits::NAME, Lines::One)?
    } else {
        clean_name(ask.state, name, found.role, Some(member))?
    };
    Ok(vec![Event::MemberEdited { member, name, perspective: clean_perspective(&ask.state.head.groups, perspective)? }])
}

/// Whether somebody else leads, too.
fn has_other_lead(state: &Workshop, but: MemberId) -> bool {
    leads(state).any(|lead| lead != but)
}

/// Those who lead and belong to the room.
pub(crate) fn leads(state: &Workshop) -> impl Iterator<Item = MemberId> {
    let leads = |member: &Member| member.role == Role::Lead && !member.removed && !member.absent;
    state.members.iter().filter(move |(_, member)| leads(member)).map(|(id, _)| *id)
}

pub(crate) fn set_role(ask: &Ask, member: MemberId, role: Role) -> Decision {
    let found = present(ask, member)?;
    let appoints = roles::facilitates(role) || roles::facilitates(found.role);
    let may_appoint = roles::allows(ask.role, Right::AppointFacilitators, None);
    // A screen is no member, and nobody facilitates through somebody else's device.
    if role == Role::Wall || (appoints && !may_appoint) || (found.proxy && roles::facilitates(role)) {
        return Err(RejectionCode::NotAllowed.into());
    }
    if found.role == Role::Lead && role != Role::Lead && !found.absent && !has_other_lead(ask.state, member) {
        return Err(RejectionCode::LastLead.into());
    }
    if !Workshop::counts(found.role) {
        check_seats(ask.state, role)?;
    }
    // What a facilitator handed out must not outlast the right to hand it out.
    let loses = roles::facilitates(found.role) && found.role != role;
    let mut events = if loses { links::end_granted_by(ask.state, member, Some(role)) } else { Vec::new() };
    events.push(Event::RoleSet { member, role });
    Ok(events)
}

pub(crate) fn remove(ask: &Ask, member: MemberId) -> Decision {
    let found = present(ask, member)?;
    // Everybody may leave, and sends away whom they speak for.
    let own = member == ask.actor;
    if !own && found.keeper != Some(ask.actor) {
        ask.as_facilitator()?;
    }
    if !own && roles::facilitates(found.role) && !roles::allows(ask.role, Right::AppointFacilitators, None) {
        return Err(RejectionCode::NotAllowed.into());
    }
    if found.role == Role::Lead && !found.absent && !has_other_lead(ask.state, member) {
        return Err(RejectionCode::LastLead.into());
    }
    let other = if ask.actor == member { leads(ask.state).find(|lead| *lead != member) } else { None };
    let mut events = links::end_granted_by(ask.state, member, None);
    events.push(Event::MemberRemoved { member, heir: other.unwrap_or(ask.actor) });
    Ok(events)
}

/// Lets somebody only read and vote, or write again. Whoever facilitates is not muted: who may take
/// their role away can do that.
pub(crate) fn mute(ask: &Ask, member: MemberId, muted: bool) -> Decision {
    let found = present(ask, member)?;
    if roles::facilitates(found.role) {
        return Err(RejectionCode::NotAllowed.into());
    }
    Ok(if found.muted == muted { Vec::new() } else { vec![Event::MemberMuted { member, muted }] })
}

/// Refuses whoever is muted what others would read, or what would change what they read. Who is
/// muted still votes, takes away what they wrote, lays down a pen, agrees to things, sits down and leaves.
pub(crate) fn check_muted(state: &Workshop, actor: MemberId, command: &Command) -> Result<(), Rejection> {
    let goes = match command {
        Command::DeleteNote { .. }
        | Command::DeleteEntry { .. }
        | Command::AssignTable { .. }
        | Command::GiveConsent { .. }
        | Command::RemoveMember { .. } => true,
        // A pen may be handed to whoever is muted, as nobody is told who is: it does not stay with them.
        Command::ReleasePen { statement } => {
            state.statements.get(statement).is_some_and(|found| found.pen == Some(actor))
        }
        // Reasons are read by all in the end; what was said before may be said again.
        Command::Vote { ballot, reasons, .. } => {
            let paper = state.ballots.get(ballot).and_then(|ballot| ballot.papers.get(&actor));
            reasons.iter().all(|said| paper.is_some_and(|paper| paper.reasons.get_key_value(said.0) == Some(said)))
        }
        _ => false,
    };
    if goes || !state.is_muted(actor) { Ok(()) } else { Err(RejectionCode::Muted.into()) }
}

/// Leads in place of those who are not here any more. Their links to facilitators' seats end as with
/// any other change of role; whoever leads now stays, whoever let them in.
pub(crate) fn take_lead(ask: &Ask) -> Decision {
    if ask.role != Role::CoFacilitator {
        return Err(RejectionCode::NotAllowed.into());
    }
    if !ask.context.lead_is_away {
        return Err(RejectionCode::LeadIsHere.into());
    }
    let from: Vec<_> = leads(ask.state).collect();
    let own =
        |hash: &SessionHash| ask.state.sessions.get(hash).is_some_and(|session| session.member == Some(ask.actor));
    let ended = from.iter().flat_map(|lead| links::end_granted_by(ask.state, *lead, Some(Role::CoFacilitator)));
    let mut events: Vec<_> =
        ended.filter(|event| !matches!(event, Event::SessionEnded { session } if own(session))).collect();
    events.push(Event::LeadTaken { member: ask.actor, from });
    Ok(events)
}

/// Somebody, and those whom their device speaks for.
pub(crate) fn with_kept(state: &Workshop, member: MemberId) -> Vec<MemberId> {
    let kept = state.members.iter().filter(|(_, one)| one.keeper == Some(member)).map(|(id, _)| *id);
    std::iter::once(member).chain(kept).collect()
}

pub(crate) fn add_proxy(ask: &Ask, member: MemberId, name: &str, perspective: Option<&str>) -> Decision {
    let asker = present(ask, ask.actor)?;
    if asker.proxy {
        return Err(RejectionCode::NotAllowed.into());
    }
    free(ask.state.members.contains_key(&member))?;
    // Through somebody inside nobody comes in whom the door keeps out.
    if !ask.state.head.door_open && !ask.facilitates() {
        return Err(RejectionCode::DoorClosed.into());
    }
    let most = if ask.facilitates() { limits::PROXIES_OF_FACILITATOR } else { limits::PROXIES };
    let kept = ask.state.members.values().filter(|one| one.keeper == Some(ask.actor) && !one.removed).count();
    if kept >= most {
        return Err(limits::room_full(most, "people for whom this device speaks"));
    }
    let newcomer = newcomer(ask.state, name, Role::Participant, perspective)?;
    Ok(vec![Event::ProxyAdded { member, newcomer, keeper: ask.actor }])
}

/// The end of the live sessions that are meant.
pub(crate) fn end_sessions(state: &Workshop, is_meant: impl Fn(&Session) -> bool) -> Vec<Event> {
    let meant = state.sessions.values().filter(|session| is_meant(session));
    meant.map(|session| Event::SessionEnded { session: session.hash }).collect()
}

fn table_name(ask: &Ask, table: TableId, raw: &str) -> Result<String, Rejection> {
    let name = text::required(raw, limits::NAME, Lines::One)?;
    let mut others = ask.state.tables.iter().filter(|(id, _)| **id != table);
    if others.any(|(_, other)| text::reads_like(&other.name, &name)) {
        return Err(RejectionCode::NameTaken.into());
    }
    Ok(name)
}

fn table(ask: &Ask, table: TableId) -> Result<(), Rejection> {
    ask.state.tables.get(&table).map(|_| ()).ok_or_else(not_found)
}

pub(crate) fn add_table(ask: &Ask, table: TableId, name: &str) -> Decision {
    free(ask.state.tables.contains_key(&table))?;
    if ask.state.tables.len() >= limits::TABLES {
        return Err(limits::room_full(limits::TABLES, "tables"));
    }
    Ok(vec![Event::TableAdded { table, name: table_name(ask, table, name)? }])
}

pub(crate) fn edit_table(ask: &Ask, id: TableId, name: &str) -> Decision {
    table(ask, id)?;
    Ok(vec![Event::TableEdited { table: id, name: table_name(ask, id, name)? }])
}

pub(crate) fn remove_table(ask: &Ask, id: TableId) -> Decision {
    table(ask, id)?;
    let holds = |note: &crate::notes::Note| {
        note.hidden == Some(Hidden::AtTable) && note.held.is_some_and(|held| held.table == id)
    };
    if ask.state.notes.values().any(holds) {
        return Err(RejectionCode::TableInUse.into());
    }
    let seated = ask.state.members.iter().filter(|(_, member)| member.table == Some(id));
    Ok(vec![Event::TableRemoved { table: id, members: seated.map(|(id, _)| *id).collect() }])
}

/// Seats people: anybody as a facilitator, else oneself and those one speaks for.
pub(crate) fn assign_table(ask: &Ask, members: &[MemberId], to: Option<TableId>) -> Decision {
    distinct(members, limits::IDS)?;
    tables::may_change_seats(ask)?;
    for member in members {
        as_self_or_facilitator(ask, *member, present(ask, *member)?)?;
    }
    to.map(|to| table(ask, to)).transpose()?;
    Ok(vec![Event::TableAssigned { members: members.to_vec(), table: to }])
}

/// Takes in somebody new.
pub(crate) fn take_in(state: &mut Workshop, id: MemberId, newcomer: &Newcomer, keeper: Option<MemberId>) {
    let member = Member {
        name: newcomer.name.clone(),
        role: newcomer.role,
        perspective: newcomer.perspective.clone(),
        table: None,
        proxy: keeper.is_some(),
        keeper,
        muted: false,
        consent: None,
        removed: false,
        absent: false,
        sequence: state.sequence,
    };
    state.members.insert(id, member);
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    match event {
        Event::DoorSet { open } => state.head.door_open = *open,
        Event::PerspectivesSet { groups } => state.head.groups.clone_from(groups),
        Event::MemberEdited { member, name, perspective } => {
            if let Some(member) = state.members.get_mut(member) {
                member.name.clone_from(name);
                member.perspective.clone_from(perspective);
            }
        }
        Event::RoleSet { member, role } => {
            if let Some(member) = state.members.get_mut(member) {
                member.role = *role;
                member.muted &= !roles::facilitates(*role);
            }
        }
        Event::MemberMuted { member, muted } => {
            if let Some(member) = state.members.get_mut(member) {
                member.muted = *muted;
            }
        }
        Event::LeadTaken { member, from } => {
            for (id, role) in from.iter().map(|id| (id, Role::CoFacilitator)).chain([(member, Role::Lead)]) {
                if let Some(member) = state.members.get_mut(id) {
                    member.role = role;
                }
            }
        }
        Event::MemberRemoved { member, heir } => leave(state, *member, *heir),
        Event::ProxyAdded { member, newcomer, keeper } => take_in(state, *member, newcomer, Some(*keeper)),
        Event::ProxyFreed { member, .. } => {
            let keeper = state.members.get(member).and_then(|member| member.keeper);
            let keeper_is_muted =
                keeper.and_then(|keeper| state.members.get(&keeper)).is_some_and(|keeper| keeper.muted);
            if let Some(member) = state.members.get_mut(member) {
                // Whom somebody who only reads and votes spoke for gets no voice by a device of their own.
                member.muted |= keeper_is_muted;
                member.proxy = false;
                member.keeper = None;
            }
        }
        Event::TableAdded { table, name } | Event::TableEdited { table, name } => {
            state.tables.insert(*table, Table { name: name.clone() });
        }
        Event::TableRemoved { table, members } => {
            state.tables.remove(table);
            seat(state, members, None);
        }
        Event::TableAssigned { members, table } => seat(state, members, *table),
        Event::PeopleSeated { seats } => {
            for (member, table) in seats {
                seat(state, &[*member], Some(*table));
            }
        }
        _ => {}
    }
}

/// Somebody leaves the room: their sessions and ways back end, and whom they spoke for an heir speaks for.
pub(crate) fn leave(state: &mut Workshop, id: MemberId, heir: MemberId) {
    if let Some(member) = state.members.get_mut(&id) {
        member.removed = true;
        member.table = None;
        member.keeper = None;
    }
    for other in state.members.values_mut().filter(|other| other.keeper == Some(id)) {
        other.keeper = Some(heir);
    }
    state.sessions.retain(|_, session| session.member != Some(id));
    let leads_to = |grant: &Grant| matches!(grant, Grant::WayBack { member, .. } if *member == id);
    state.links.retain(|_, link| !leads_to(&link.grant));
}

fn seat(state: &mut Workshop, members: &[MemberId], table: Option<TableId>) {
    for id in members {
        if let Some(member) = state.members.get_mut(id) {
            member.table = table;
        }
    }
}
