//! The state of one workshop.

use crate::access::{Link, Session};
use crate::agenda::Step;
use crate::ballots::Ballot;
use crate::boards::{Board, Column};
use crate::clusters::Cluster;
use crate::comments::Comment;
use crate::deeds::Deeds;
use crate::members::{self, Member, Table};
use crate::note_links::NoteLink;
use crate::notes::{Author, Note};
use crate::report::{Outline, ReportText};
use crate::secret::{SecretHash, SessionHash};
use crate::statements::Statement;
use crate::timeline::{Entry, Era};
use crate::undo::Acts;
use crate::writing::takes_place;
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};

/// What stands at the head of a workshop. Without an id it does not exist yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Head {
    pub(crate) id: Option<WorkshopId>,
    pub(crate) title: String,
    pub(crate) purpose: String,
    pub(crate) attribution: Option<Attribution>,
    pub(crate) groups: Vec<PerspectiveGroup>,
    pub(crate) current_step: Option<StepId>,
    pub(crate) door_open: bool,
    pub(crate) code: Option<String>,
    pub(crate) rehearsal: bool,
    pub(crate) seats: u32,
    pub(crate) clock: Option<Clock>,
    pub(crate) locked: bool,
    pub(crate) spotlight: Option<RecordKey>,
    pub(crate) wall: WallMode,
}

/// The state of one workshop: what all its events add up to. The default is the state before
/// the first event.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workshop {
    pub(crate) head: Head,
    pub(crate) sessions: BTreeMap<SessionHash, Session>,
    pub(crate) links: BTreeMap<LinkId, Link>,
    pub(crate) members: BTreeMap<MemberId, Member>,
    pub(crate) tables: BTreeMap<TableId, Table>,
    pub(crate) steps: BTreeMap<StepId, Step>,
    pub(crate) boards: BTreeMap<BoardId, Board>,
    pub(crate) columns: BTreeMap<ColumnId, Column>,
    pub(crate) notes: BTreeMap<NoteId, Note>,
    pub(crate) clusters: BTreeMap<ClusterId, Cluster>,
    pub(crate) entries: BTreeMap<EntryId, Entry>,
    pub(crate) eras: BTreeMap<EraId, Era>,
    pub(crate) ballots: BTreeMap<BallotId, Ballot>,
    pub(crate) statements: BTreeMap<StatementId, Statement>,
    pub(crate) comments: BTreeMap<CommentId, Comment>,
    pub(crate) note_links: BTreeMap<NoteLinkId, NoteLink>,
    pub(crate) report_texts: BTreeMap<ReportSubject, ReportText>,
    pub(crate) report_outline: Option<Outline>,
    /// Counts events.
    pub(crate) sequence: u64,
    /// What can be taken back.
    pub(crate) acts: Acts,
    /// What facilitators did last.
    pub(crate) deeds: Deeds,
}

impl Workshop {
    /// Whether it has been opened or imported.
    pub fn exists(&self) -> bool {
        self.head.id.is_some()
    }

    /// Its id, once it exists.
    pub fn id(&self) -> Option<WorkshopId> {
        self.head.id
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// Its purpose.
    pub fn purpose(&self) -> &str {
        &self.head.purpose
    }

    /// The floor of attribution.
    pub fn attribution(&self) -> Attribution {
        // Before the first event nothing is shown of anybody.
        self.head.attribution.unwrap_or(Attribution::Anonymous)
    }

    /// The perspective groups in their order.
    pub fn groups(&self) -> &[PerspectiveGroup] {
        &self.head.groups
    }

    /// Whether people can come in by code and participant link.
    pub fn door_open(&self) -> bool {
        self.head.door_open
    }

    /// The code people join with; none = retired.
    pub fn code(&self) -> Option<&str> {
        self.head.code.as_deref()
    }

    /// Whether it is a rehearsal.
    pub fn is_rehearsal(&self) -> bool {
        self.head.rehearsal
    }

    /// The step the room is in.
    pub fn current_step(&self) -> Option<StepId> {
        self.head.current_step
    }

    /// The live session with this hash.
    pub fn session(&self, hash: &SecretHash) -> Option<&Session> {
        self.sessions.get(hash)
    }

    /// The live sessions, in the order of their hashes.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.sessions.values()
    }

    /// For whom a session speaks: its own member first, then those it keeps.
    pub fn speaks_for(&self, session: &Session) -> Vec<MemberId> {
        let Some(own) = session.member else { return Vec::new() };
        let kept = self.members.iter().filter(|(_, member)| member.keeper == Some(own) && !member.removed);
        std::iter::once(own).chain(kept.map(|(id, _)| *id)).collect()
    }

    /// The role a session has now: its member's, or the wall's.
    pub fn role_of(&self, session: &Session) -> Role {
        session.member.and_then(|member| self.role(member)).unwrap_or(session.role)
    }

    /// A present member's role.
    pub fn role(&self, member: MemberId) -> Option<Role> {
        self.member(member).map(|member| member.role)
    }

    /// The name of a member who has not been sent away.
    pub fn member_name(&self, member: MemberId) -> Option<&str> {
        self.member(member).map(|member| member.name.as_str())
    }

    /// Whether a facilitator lets somebody only read and vote; whoever is spoken for, as well as whoever
    /// speaks for them.
    pub(crate) fn is_muted(&self, member: MemberId) -> bool {
        let is_muted = |member: MemberId| self.member(member).is_some_and(|member| member.muted);
        is_muted(member) || self.member(member).and_then(|member| member.keeper).is_some_and(is_muted)
    }

    /// Those who lead and belong to the room, in id order.
    pub fn leads(&self) -> impl Iterator<Item = MemberId> {
        members::leads(self)
    }

    pub(crate) fn member(&self, member: MemberId) -> Option<&Member> {
        self.members.get(&member).filter(|member| !member.removed)
    }

    /// The live link with this hash of its secret.
    pub fn link(&self, hash: &SecretHash) -> Option<&Link> {
        self.links.values().find(|link| link.secret == *hash)
    }

    /// The live links, oldest first.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        let mut links: Vec<_> = self.links.values().collect();
        links.sort_by_key(|link| (link.made, link.id));
        links.into_iter()
    }

    /// Whether people in this role write, vote and are counted.
    pub const fn counts(role: Role) -> bool {
        matches!(role, Role::Participant | Role::TableHost | Role::ThemeTeam)
    }

    /// Those who count, in id order.
    pub fn counting(&self) -> impl Iterator<Item = MemberId> {
        let counts = |member: &Member| !member.removed && !member.absent && Self::counts(member.role);
        self.members.iter().filter(move |(_, member)| counts(member)).map(|(id, _)| *id)
    }

    /// How many count.
    pub fn eligible(&self) -> u32 {
        self.counting().count() as u32
    }

    /// Who has written in a step, as far as authors are stored: hidden and visible, not deleted.
    pub fn written(&self, step: StepId) -> BTreeSet<MemberId> {
        let notes = self.notes.values().filter(|note| note.step == step && note.deleted.is_none());
        let entries = self.entries.values().filter(|entry| entry.step == step && entry.deleted.is_none());
        let author = |author: &Author| match author {
            Author::Member(member) => Some(*member),
            Author::Key(_) | Author::Signed(_) => None,
        };
        notes.map(|note| &note.author).chain(entries.map(|entry| &entry.author)).filter_map(author).collect()
    }

    /// How many people who count it takes.
    pub fn seats(&self) -> u32 {
        self.head.seats
    }

    /// How many have handed in a paper, for each open ballot.
    pub fn turnout(&self) -> Vec<Turnout> {
        let eligible = self.eligible();
        let open = self.ballots.iter().filter(|(_, ballot)| ballot.state == BallotState::Open);
        open.map(|(id, ballot)| Turnout {
            ballot: *id,
            voted: ballot.papers.keys().filter(|member| self.counting().any(|one| one == **member)).count() as u32,
            eligible,
        })
        .collect()
    }

    /// How many members take a place in the room: whoever left without a trace does not.
    pub(crate) fn member_places(&self) -> usize {
        let of = |author: &Author| if let Author::Member(member) = author { Some(*member) } else { None };
        let notes = self.notes.values().filter_map(|note| of(&note.author));
        let entries = self.entries.values().filter_map(|entry| of(&entry.author));
        let papers = self.ballots.values().flat_map(|ballot| ballot.papers.keys().copied());
        let comments = self.comments.values().filter_map(|comment| of(&comment.author));
        let traces: BTreeSet<_> = notes.chain(entries).chain(comments).chain(papers).collect();
        self.members.iter().filter(|(id, member)| !member.removed || traces.contains(*id)).count()
    }

    /// How many notes take a place in the room.
    pub(crate) fn note_places(&self) -> usize {
        self.notes.values().filter(|note| takes_place(note.hidden, note.deleted)).count()
    }

    /// How many entries take a place in the room.
    pub(crate) fn entry_places(&self) -> usize {
        self.entries.values().filter(|entry| takes_place(entry.hidden, entry.deleted)).count()
    }

    /// How many statements take a place in the room.
    pub(crate) fn statement_places(&self) -> usize {
        self.statements.values().filter(|statement| !statement.deleted).count()
    }

    /// The attribution that holds in a step: the stricter of the workshop's and its own.
    pub fn step_attribution(&self, step: StepId) -> Attribution {
        let own = self.steps.get(&step).and_then(|step| step.settings.attribution);
        own.map_or(self.attribution(), |own| own.max(self.attribution()))
    }

    /// Whether authors are not stored in a step.
    pub fn step_is_anonymous(&self, step: StepId) -> bool {
        self.step_attribution(step) == Attribution::Anonymous
    }
}
