//! Capability links: who may grant what, and what ends with the right to grant it.

use crate::access::Link;
use crate::decide::{Decision, free, not_found};
use crate::event::Event;
use crate::limits;
use crate::members;
use crate::roles;
use crate::secret::SecretHash;
use crate::state::Workshop;
use charrette_protocol::*;

/// Whether somebody may hand out, or take back, what a link grants.
pub(crate) fn check_grant(state: &Workshop, grant: &Grant, by: Option<MemberId>) -> Result<(), Rejection> {
    // Whoever runs the server may do all of it.
    let Some(by) = by else { return Ok(()) };
    let asker = state.member(by).ok_or_else(not_found)?;
    if may_grant(state, grant, by, asker.role)? { Ok(()) } else { Err(RejectionCode::NotAllowed.into()) }
}

/// Whether somebody may grant this in a role.
fn may_grant(state: &Workshop, grant: &Grant, by: MemberId, role: Role) -> Result<bool, Rejection> {
    let facilitates = roles::facilitates(role);
    let appoints = roles::allows(role, Right::AppointFacilitators, None);
    Ok(match grant {
        Grant::Seat { role } if roles::facilitates(*role) => appoints,
        Grant::Seat { .. } => facilitates,
        Grant::WayBack { member, .. } => {
            let theirs = state.member(*member).ok_or_else(not_found)?;
            let own = *member == by || theirs.keeper == Some(by);
            own || appoints || (facilitates && !roles::facilitates(theirs.role))
        }
    })
}

/// What ends with the rights of somebody who goes, or who keeps only those of another role: the
/// links they made and the sessions of others that they let in, but for what they may still grant.
pub(crate) fn end_granted_by(state: &Workshop, by: MemberId, keeps: Option<Role>) -> Vec<Event> {
    let may_still = |grant: &Grant| keeps.is_some_and(|role| may_grant(state, grant, by, role).unwrap_or(false));
    let links = state.links.values().filter(|link| link.by == Some(by) && !may_still(&link.grant));
    let mut events: Vec<_> = links.map(|link| Event::LinkEnded { link: link.id }).collect();
    events.extend(members::end_sessions(state, |session| {
        let way_back = |member| Grant::WayBack { member, once: true };
        session.let_in_by == Some(by) && !session.member.is_some_and(|member| may_still(&way_back(member)))
    }));
    events
}

/// A way back into another person's seat works once, whatever was asked for.
fn bounded(grant: &Grant, by: Option<MemberId>) -> Grant {
    match grant {
        Grant::WayBack { member, once } => Grant::WayBack { member: *member, once: *once || by != Some(*member) },
        Grant::Seat { .. } => grant.clone(),
    }
}

/// Makes room for one more way back by somebody who does not facilitate.
fn oldest_way_back_ends(state: &Workshop, by: MemberId) -> Option<Event> {
    if state.role(by).is_none_or(roles::facilitates) {
        return None;
    }
    let is_theirs = |link: &&Link| link.by == Some(by) && matches!(link.grant, Grant::WayBack { .. });
    let theirs: Vec<_> = state.links.values().filter(is_theirs).collect();
    let oldest = theirs.iter().min_by_key(|link| link.sequence)?;
    (theirs.len() >= limits::WAY_BACKS_EACH).then_some(Event::LinkEnded { link: oldest.id })
}

pub(crate) fn make_link(
    state: &Workshop,
    link: LinkId,
    grant: &Grant,
    secret: SecretHash,
    by: Option<MemberId>,
) -> Decision {
    check_grant(state, grant, by)?;
    if let Grant::WayBack { member, .. } = grant {
        state.member(*member).ok_or_else(not_found)?;
    }
    free(state.links.contains_key(&link) || state.link(&secret).is_some())?;
    if state.links.len() >= limits::LINKS {
        return Err(limits::room_full(limits::LINKS, "links"));
    }
    let mut events = Vec::new();
    if matches!(grant, Grant::WayBack { .. }) {
        events.extend(by.and_then(|by| oldest_way_back_ends(state, by)));
    }
    events.push(Event::LinkMade { link, grant: bounded(grant, by), secret, by });
    Ok(events)
}
