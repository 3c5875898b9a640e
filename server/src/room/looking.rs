//! Looking: those who join, compare or ask see what is stored, and nothing else.

use super::actor::{PACE, Room};
use super::audience::{Cache, Encoder};
use super::connection::Connection;
use super::published::{ConnectionId, Frame, Published, place};
use super::throttle::PollPaces;
use super::{Entrance, Input, Joined, Manner, Projection, Release};
use crate::telemetry;
use charrette_protocol::{Audience, CloseCode, Grant, Hello, LinkListed, Lobby, Role, Seated};
use charrette_workshop::{SecretHash, hash_secret, limits, view};
use tokio::time::Instant;

impl Room {
    /// Those who only look. They see what is stored, and nothing else.
    pub(super) fn show(&mut self, input: Input) {
        match input {
            Input::Join { session, hello, manner, reply } => drop(reply.send(self.join(session, &hello, manner))),
            Input::Compare { connection, digest } => {
                if let Some(frames) = self.catch_up(connection, Some(&digest)) {
                    telemetry::compared(frames.iter().any(|frame| frame.contains("\"replace\"")));
                    let personal = frames.into_iter().map(|frame| (connection, frame)).collect();
                    self.publish(Published { personal, ..Published::default() });
                }
            }
            Input::Presence { connection, presence } => {
                if let Some(known) = self.connections.all.get(&connection) {
                    for &member in &known.viewer.members {
                        self.attendance.finish(member, presence.finished);
                    }
                    self.attendance.changed(Instant::now());
                }
            }
            Input::Leave { connection } => {
                let now = Instant::now();
                if let Some(gone) = self.connections.all.remove(&connection) {
                    self.attendance.left(&gone, now);
                }
                self.idle_since = now;
                self.drop_empty_caches();
                self.attendance.changed(now);
                self.paces.retain(|_, bucket| !bucket.is_full(PACE, now));
                self.polls.retain(|_, paces| !paces.are_full(now));
            }
            Input::Knock { link, reply } => drop(reply.send(self.knock(link.as_ref()))),
            Input::Code { reply } => drop(reply.send(self.state.code().map(ToOwned::to_owned))),
            Input::Identify { session, reply } => drop(reply.send(self.identify(&session))),
            Input::Links { session, reply } => drop(reply.send(self.links(&session))),
            Input::Project { session, edit_keys, release, reply } => {
                drop(reply.send(self.project(&session, edit_keys, release)));
            }
            Input::Close { code } => {
                let ended = self.connections.all.keys().map(|&connection| (connection, code)).collect();
                self.connections.all.clear();
                self.publish(Published { ended, ..Published::default() });
            }
            Input::Time
            | Input::Command { .. }
            | Input::PostedCommand { .. }
            | Input::Access { .. }
            | Input::Verify { .. } => {}
        }
    }

    fn join(&mut self, session: SecretHash, hello: &Hello, manner: Manner) -> Result<Joined, CloseCode> {
        let known = self.state.session(&session).ok_or(CloseCode::SessionUnknown)?;
        if manner == Manner::Poll {
            let now = Instant::now();
            let paces = self.polls.entry(session).or_insert_with(|| PollPaces::full(now));
            if !paces.take(hello.digest.is_some(), now) {
                return Err(CloseCode::Flooding);
            }
        }
        if hello.last_acked.is_some_and(|command| self.history.command(&command).is_none()) {
            return Err(CloseCode::HistoryRegressed);
        }
        if self.connections.of_session(&session) >= limits::SOCKETS_PER_SEAT {
            return Err(CloseCode::TooManySockets);
        }
        let audience = Audience::of(self.state.role_of(known));
        let members = self.state.speaks_for(known);
        let edit_keys = hello.edit_keys.iter().take(limits::EDIT_KEYS).map(|key| hash_secret(key)).collect();
        let viewer = view::Viewer { members: members.clone(), edit_keys };
        let connection = self.connections.add(Connection::new(session, manner, audience, viewer));
        let mut frames = self.catch_up(connection, hello.digest.as_ref()).unwrap_or_default();
        frames.push(self.attendance.frame(&self.state, &self.connections, audience));
        self.attendance.changed(Instant::now());
        // The task makes the frames and takes the place in the ring at once: nothing falls between.
        Ok(Joined { connection, audience, members, frames, ring: self.ring.subscribe() })
    }

    /// What brings a connection to the present.
    fn catch_up(&mut self, connection: ConnectionId, held: Option<&charrette_protocol::Digest>) -> Option<Vec<Frame>> {
        let known = self.connections.all.get_mut(&connection)?;
        let cache = self.caches[place(known.audience)]
            .get_or_insert_with(|| Cache::build(&self.state, known.audience, &mut Encoder::default()));
        Some(known.catch_up(&self.state, cache, held))
    }

    fn knock(&self, link: Option<&SecretHash>) -> Option<(Lobby, Entrance)> {
        if !self.state.exists() {
            return None;
        }
        let entrance = match link {
            None => Entrance { link: None, grant: Grant::Seat { role: Role::Participant } },
            Some(secret) => {
                let link = self.state.link(secret)?;
                Entrance { link: Some(link.id), grant: link.grant.clone() }
            }
        };
        let (role, welcome_back) = match entrance.grant {
            Grant::Seat { role } => (role, None),
            Grant::WayBack { member, .. } => {
                (self.state.role(member)?, Some(self.state.member_name(member)?.to_owned()))
            }
        };
        let facilitates = Audience::of(role) == Audience::Console;
        let open = self.state.door_open() || facilitates || welcome_back.is_some();
        let lobby = Lobby {
            workshop: self.workshop,
            title: self.state.title().to_owned(),
            purpose: self.state.purpose().to_owned(),
            attribution: self.state.attribution(),
            groups: self.state.groups().to_vec(),
            role,
            welcome_back,
            open,
            people: self.state.eligible(),
        };
        Some((lobby, entrance))
    }

    fn identify(&self, session: &SecretHash) -> Option<Seated> {
        let session = self.state.session(session)?;
        Some(Seated {
            workshop: self.workshop,
            title: self.state.title().to_owned(),
            credential: String::new(),
            audience: Audience::of(self.state.role_of(session)),
            member: session.member,
        })
    }

    fn links(&self, session: &SecretHash) -> Option<Vec<LinkListed>> {
        let session = self.state.session(session)?;
        let facilitates = Audience::of(self.state.role_of(session)) == Audience::Console;
        facilitates.then(|| {
            self.state
                .links()
                .map(|link| LinkListed { link: link.id, grant: link.grant.clone(), made: link.made })
                .collect()
        })
    }

    fn project(&self, session: &SecretHash, edit_keys: Vec<SecretHash>, release: bool) -> Option<Projection> {
        let known = self.state.session(session)?;
        let audience = Audience::of(self.state.role_of(known));
        let members = self.state.speaks_for(known);
        let keys = view::shared_keys(&self.state);
        let seen_by = |audience| keys.iter().filter_map(|key| view::shared(&self.state, audience, key)).collect();
        let release = (release && audience == Audience::Console)
            .then(|| Release { room: seen_by(Audience::Room), head: format!("{:?}", self.history.head()) });
        let personal = view::personal(&self.state, &view::Viewer { members, edit_keys });
        Some(Projection { audience, member: known.member, shared: seen_by(audience), personal, release })
    }
}
