//! Coming in: opening and importing, seats, sessions, links, the code. What the edge asks for;
//! none of it is reachable from a socket.

use crate::archive;
use crate::decide::{Context, Decision, free, not_found};
use crate::event::{Event, Fact};
use crate::limits;
use crate::links;
use crate::members::{self, Newcomer};
use crate::roles;
use crate::secret::{SecretHash, SessionHash};
use crate::state::{Head, Workshop};
use crate::templates;
use crate::text::{self, Lines};
use charrette_protocol::*;

/// A device that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id: the first half of its hash.
    pub id: SessionId,
    /// The hash of its secret.
    pub hash: SessionHash,
    /// The role it came in with. A member's present role is the member's.
    pub role: Role,
    /// The member; none for a wall.
    pub member: Option<MemberId>,
    /// Who made the way back it came by, if that was another member.
    pub let_in_by: Option<MemberId>,
    /// Orders sessions as they began.
    pub(crate) sequence: u64,
}

/// A capability link that works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// What it grants.
    pub grant: Grant,
    /// The hash of its secret.
    pub secret: SecretHash,
    /// When it was made.
    pub made: Milliseconds,
    /// Who made it; none = whoever runs the server.
    pub by: Option<MemberId>,
    /// Orders links as they were made.
    pub(crate) sequence: u64,
}

/// What the edge asks for. Who may ask is checked here where a member asks (`by`), and by the
/// edge where a secret lets somebody in.
#[derive(Debug, Clone, PartialEq)]
pub enum AccessCommand {
    /// Open a workshop, with its lead.
    Open {
        /// Its id.
        workshop: WorkshopId,
        /// What it starts from.
        template: TemplateFile,
        /// Its title; empty = the template's own.
        title: String,
        /// The floor of attribution.
        attribution: Attribution,
        /// Whether it is a rehearsal with simulated people.
        rehearsal: bool,
        /// The code people join with.
        code: String,
        /// How many people who count it takes, at most [`limits::SEATS_MOST`].
        seats: u32,
        /// The lead's member id.
        lead: MemberId,
        /// The lead's name.
        name: String,
        /// The lead's session.
        session: SessionHash,
    },
    /// Make a workshop from an archive, with a new lead.
    Import {
        /// Its id.
        workshop: WorkshopId,
        /// The records of the archive: what a facilitator saw.
        archive: Vec<Record>,
        /// A title instead of the archive's.
        title: Option<String>,
        /// Whether it is a rehearsal with simulated people.
        rehearsal: bool,
        /// The code people join with.
        code: String,
        /// How many people who count it takes, at most [`limits::SEATS_MOST`].
        seats: u32,
        /// The new lead's member id.
        lead: MemberId,
        /// The new lead's name.
        name: String,
        /// The new lead's session.
        session: SessionHash,
    },
    /// Take a new seat. A wall gets a session without a member.
    Join {
        /// In which role.
        role: Role,
        /// The new member's id.
        member: MemberId,
        /// Their name.
        name: String,
        /// Their perspective; none = not given.
        perspective: Option<String>,
        /// The new session.
        session: SessionHash,
    },
    /// Come back into a seat on a new device.
    Return {
        /// Whose seat.
        member: MemberId,
        /// The new session.
        session: SessionHash,
        /// A way back that works once only and is used up by this.
        used: Option<LinkId>,
    },
    /// Shut a device out.
    EndSession {
        /// Which.
        session: SessionId,
    },
    /// Shut out all devices of a member.
    EndSessionsOf {
        /// Whose.
        member: MemberId,
    },
    /// Make a capability link.
    MakeLink {
        /// Its id.
        link: LinkId,
        /// What it grants.
        grant: Grant,
        /// The hash of its secret.
        secret: SecretHash,
        /// Who asks; none = whoever runs the server.
        by: Option<MemberId>,
    },
    /// Revoke a capability link.
    RevokeLink {
        /// Which.
        link: LinkId,
        /// Who asks; none = whoever runs the server.
        by: Option<MemberId>,
    },
    /// Open or close the door, as whoever runs the server.
    SetDoor {
        /// Whether people can come in.
        open: bool,
    },
    /// Change the code, or retire it.
    ChangeCode {
        /// The new code.
        code: Option<String>,
        /// Which facilitator asks; none = whoever runs the server.
        by: Option<MemberId>,
    },
}

impl AccessCommand {
    /// The facilitator who asks; none where somebody comes in or goes, or whoever runs the server asks.
    pub const fn asker(&self) -> Option<MemberId> {
        match self {
            Self::MakeLink { by, .. } | Self::RevokeLink { by, .. } | Self::ChangeCode { by, .. } => *by,
            Self::Open { .. }
            | Self::Import { .. }
            | Self::Join { .. }
            | Self::Return { .. }
            | Self::EndSession { .. }
            | Self::EndSessionsOf { .. }
            | Self::SetDoor { .. } => None,
        }
    }
}

/// Decides what the edge asks for. An empty list means that it is so already: a repeated
/// request changes nothing and is no error.
///
/// # Errors
///
/// The rejections of `docs/SPEC.md`, chapter JOIN.
pub fn decide_access(state: &Workshop, command: &AccessCommand, context: &Context) -> Decision {
    if !state.exists() && !matches!(command, AccessCommand::Open { .. } | AccessCommand::Import { .. }) {
        return Err(not_found());
    }
    match command {
        AccessCommand::Open { .. } => open(state, command, context),
        AccessCommand::Import { .. } => import(state, command),
        AccessCommand::Join { role, member, name, perspective, session } => {
            join(state, *role, *member, (name, perspective.as_deref()), *session)
        }
        AccessCommand::Return { member, session, used } => come_back(state, *member, *session, *used),
        AccessCommand::EndSession { session } => {
            let found = state.sessions.values().find(|one| one.id == *session).ok_or_else(not_found)?;
            Ok(vec![Event::SessionEnded { session: found.hash }])
        }
        AccessCommand::EndSessionsOf { member } => {
            state.member(*member).ok_or_else(not_found)?;
            Ok(members::end_sessions(state, |session| session.member == Some(*member)))
        }
        AccessCommand::MakeLink { link, grant, secret, by } => links::make_link(state, *link, grant, *secret, *by),
        AccessCommand::RevokeLink { link, by } => {
            let grant = &state.links.get(link).ok_or_else(not_found)?.grant;
            links::check_grant(state, grant, *by)?;
            Ok(vec![Event::LinkEnded { link: *link }])
        }
        AccessCommand::SetDoor { open } => Ok(vec![Event::DoorSet { open: *open }]),
        AccessCommand::ChangeCode { code, .. } => Ok(vec![Event::CodeChanged { code: code.clone() }]),
    }
}

/// Whether a session is there already, as a repeated request finds it. One that belongs to
/// another seat is no repetition.
fn is_repeated(state: &Workshop, session: &SessionHash, member: Option<MemberId>) -> Result<bool, Rejection> {
    match state.sessions.get(session) {
        Some(found) if found.member == member => Ok(true),
        Some(_) => Err(RejectionCode::IdTaken.into()),
        None if state.sessions.len() >= limits::SESSIONS => Err(limits::room_full(limits::SESSIONS, "sessions")),
        None => Ok(false),
    }
}

fn check_seats(seats: u32) -> Result<(), Rejection> {
    if (1..=limits::SEATS_MOST).contains(&(seats as usize)) {
        Ok(())
    } else {
        Err(limits::out_of_range(1, limits::SEATS_MOST as u64))
    }
}

fn lead_comes(lead: MemberId, name: &str, session: SessionHash) -> Result<[Event; 2], Rejection> {
    let name = text::required(name, limits::NAME, Lines::One)?;
    let newcomer = Newcomer { name, role: Role::Lead, perspective: None };
    Ok([
        Event::MemberJoined { member: lead, newcomer },
        Event::SessionStarted { session, role: Role::Lead, member: Some(lead), let_in_by: None },
    ])
}

fn open(state: &Workshop, command: &AccessCommand, context: &Context) -> Decision {
    let AccessCommand::Open { workshop, template, title, attribution, rehearsal, code, seats, lead, name, session } =
        command
    else {
        return Err(not_found());
    };
    if state.exists() {
        let same = state.head.id == Some(*workshop) && is_repeated(state, session, Some(*lead))?;
        return if same { Ok(Vec::new()) } else { Err(RejectionCode::IdTaken.into()) };
    }
    check_seats(*seats)?;
    let title = text::clean(title, limits::TITLE, Lines::One)?;
    let (own_title, purpose) = templates::title_and_purpose(template)?;
    let opened = Event::Opened {
        workshop: *workshop,
        title: if title.is_empty() { own_title } else { title },
        purpose,
        attribution: *attribution,
        groups: templates::groups(template)?,
        rehearsal: *rehearsal,
        code: code.clone(),
        seats: *seats,
    };
    let mut events = vec![opened];
    events.extend(lead_comes(*lead, name, *session)?);
    events.extend(templates::set_up(template, &events, (*workshop, *lead), context)?);
    Ok(events)
}

fn import(state: &Workshop, command: &AccessCommand) -> Decision {
    let AccessCommand::Import { workshop, archive, title, rehearsal, code, seats, lead, name, session } = command
    else {
        return Err(not_found());
    };
    if state.exists() {
        let same = state.head.id == Some(*workshop) && is_repeated(state, session, Some(*lead))?;
        return if same { Ok(Vec::new()) } else { Err(RejectionCode::IdTaken.into()) };
    }
    check_seats(*seats)?;
    let records = archive::clean(archive, title.as_deref(), *lead)?;
    let imported =
        Event::Imported { workshop: *workshop, records, code: code.clone(), seats: *seats, rehearsal: *rehearsal };
    let [joined, started] = lead_comes(*lead, name, *session)?;
    Ok(vec![imported, joined, started])
}

fn join(
    state: &Workshop,
    role: Role,
    member: MemberId,
    (name, perspective): (&str, Option<&str>),
    session: SessionHash,
) -> Decision {
    let seat = (role != Role::Wall).then_some(member);
    if is_repeated(state, &session, seat)? {
        return Ok(Vec::new());
    }
    if !state.head.door_open && !roles::facilitates(role) {
        return Err(RejectionCode::DoorClosed.into());
    }
    let started = Event::SessionStarted { session, role, member: seat, let_in_by: None };
    let Some(member) = seat else { return Ok(vec![started]) };
    free(state.members.contains_key(&member))?;
    let newcomer = members::newcomer(state, name, role, perspective)?;
    Ok(vec![Event::MemberJoined { member, newcomer }, started])
}

fn come_back(state: &Workshop, member: MemberId, session: SessionHash, used: Option<LinkId>) -> Decision {
    let found = state.member(member).ok_or_else(not_found)?;
    if is_repeated(state, &session, Some(member))? {
        return Ok(Vec::new());
    }
    if found.absent {
        members::check_seats(state, found.role)?;
    }
    let mut events = Vec::new();
    if found.proxy {
        events.push(Event::ProxyFreed { member, keeper: found.keeper });
    }
    if let Some(link) = used {
        let grant = &state.links.get(&link).ok_or_else(not_found)?.grant;
        if !matches!(grant, Grant::WayBack { member: one, once: true } if *one == member) {
            return Err(not_found());
        }
        events.push(Event::LinkEnded { link });
    }
    let way_back = used.and_then(|link| state.links.get(&link));
    // Whoever is let in by somebody else might be somebody else: the person's own devices end, so
    // that it is noticed at once.
    if way_back.is_some_and(|link| link.by != Some(member)) {
        events.extend(members::end_sessions(state, |session| session.member == Some(member)));
    }
    let ended = events.iter().filter(|event| matches!(event, Event::SessionEnded { .. })).count();
    if ended == 0 {
        events.extend(oldest_session_ends(state, member));
    }
    let let_in_by = way_back.and_then(|link| link.by).filter(|by| *by != member);
    events.push(Event::SessionStarted { session, role: found.role, member: Some(member), let_in_by });
    Ok(events)
}

/// Makes room for one more session of a member.
fn oldest_session_ends(state: &Workshop, member: MemberId) -> Option<Event> {
    let theirs: Vec<_> = state.sessions.values().filter(|session| session.member == Some(member)).collect();
    let oldest = theirs.iter().min_by_key(|session| session.sequence)?;
    (theirs.len() >= limits::SESSIONS_EACH).then_some(Event::SessionEnded { session: oldest.hash })
}

pub(crate) fn apply(state: &mut Workshop, fact: &Fact) {
    match &fact.event {
        Event::Opened { workshop, title, purpose, attribution, groups, rehearsal, code, seats } => {
            state.head = Head {
                id: Some(*workshop),
                title: title.clone(),
                purpose: purpose.clone(),
                attribution: Some(*attribution),
                groups: groups.clone(),
                current_step: None,
                door_open: true,
                code: Some(code.clone()),
                rehearsal: *rehearsal,
                seats: *seats,
                clock: None,
                locked: false,
                spotlight: None,
                wall: WallMode::Live,
            };
        }
        Event::CodeChanged { code } => state.head.code.clone_from(code),
        Event::MemberJoined { member, newcomer } => members::take_in(state, *member, newcomer, None),
        Event::SessionStarted { session, role, member, let_in_by } => {
            let started = Session {
                id: session.session_id(),
                hash: *session,
                role: *role,
                member: *member,
                let_in_by: *let_in_by,
                sequence: state.sequence,
            };
            state.sessions.insert(*session, started);
            if let Some(member) = member.and_then(|member| state.members.get_mut(&member)) {
                member.absent = false;
            }
        }
        Event::SessionEnded { session } => {
            state.sessions.remove(session);
        }
        Event::LinkMade { link, grant, secret, by } => {
            let made = Link {
                id: *link,
                grant: grant.clone(),
                secret: *secret,
                made: fact.time,
                by: *by,
                sequence: state.sequence,
            };
            state.links.insert(*link, made);
        }
        Event::LinkEnded { link } => {
            state.links.remove(link);
        }
        _ => {}
    }
}
