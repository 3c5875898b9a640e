//! Who sees what. Used by sockets, polling, exports and walls alike; hides when in doubt.

mod acts;
mod balance;
mod personal;
mod touched;

pub use personal::{Viewer, personal};
pub use touched::{Concerned, Touched, concerned, touched};

use crate::consent;
use crate::members::{Member, group_of};
use crate::notes::Author;
use crate::report;
use crate::roles;
use crate::state::Workshop;
use crate::statements::{self, Statement};
use charrette_protocol::*;
use sha2::{Digest, Sha256};

/// A shared record as an audience sees it; none = not there, or not for these eyes.
pub fn shared(state: &Workshop, audience: Audience, key: &RecordKey) -> Option<Record> {
    let console = audience == Audience::Console;
    match key.kind {
        RecordKind::Workshop => workshop(state, key.id.into()).map(Record::Workshop),
        RecordKind::Member => member(state, console, key.id.into()).map(Record::Member),
        RecordKind::Table => {
            let id: TableId = key.id.into();
            let found = state.tables.get(&id)?;
            Some(Record::Table(TableRecord { id, name: found.name.clone() }))
        }
        RecordKind::Step => step(state, key.id.into()).map(Record::Step),
        RecordKind::Board => {
            let id: BoardId = key.id.into();
            let found = state.boards.get(&id)?;
            Some(Record::Board(BoardRecord { id, holds: found.kind, title: found.title.clone() }))
        }
        RecordKind::Column => {
            let id: ColumnId = key.id.into();
            let found = state.columns.get(&id)?;
            Some(Record::Column(ColumnRecord {
                id,
                board: found.board,
                rank: found.rank,
                title: found.title.clone(),
                prompt: found.prompt.clone(),
                level: found.level,
            }))
        }
        RecordKind::Note => note(state, audience, key.id.into()).map(Record::Note),
        RecordKind::Cluster => {
            let id: ClusterId = key.id.into();
            let found = state.clusters.get(&id)?;
            Some(Record::Cluster(ClusterRecord {
                id,
                board: found.board,
                rank: found.rank,
                name: found.name.clone(),
                name_version: found.name_version,
                naming: found.naming.filter(|table| state.tables.contains_key(table)),
            }))
        }
        RecordKind::Entry => entry(state, console, key.id.into()).map(Record::Entry),
        RecordKind::Era => {
            let id: EraId = key.id.into();
            let found = state.eras.get(&id)?;
            let (text, text_version) = (found.text.clone(), found.text_version);
            Some(Record::Era(EraRecord { id, board: found.board, text, text_version }))
        }
        RecordKind::Ballot => {
            let id: BallotId = key.id.into();
            let found = state.ballots.get(&id)?;
            Some(Record::Ballot(BallotRecord {
                id,
                settings: found.settings.clone(),
                effective_budget: found.budget,
                state: found.state,
            }))
        }
        RecordKind::Option => option(state, key.id.into()).map(Record::Option),
        RecordKind::Result => {
            let id: BallotId = key.id.into();
            let tally = state.ballots.get(&id)?.tally.clone()?;
            Some(Record::Result(ResultRecord { id, tally }))
        }
        RecordKind::Statement => statement(state, console, key.id.into()).map(Record::Statement),
        RecordKind::StatementVersion => version(state, console, key.id.into()).map(Record::StatementVersion),
        RecordKind::Comment => comment(state, console, key.id.into()).map(Record::Comment),
        RecordKind::Link => {
            let id: NoteLinkId = key.id.into();
            let found = state.note_links.get(&id)?;
            let (board, from, to, says) = (found.board, found.from, found.to, found.kind);
            Some(Record::Link(LinkRecord { id, board, from, to, says }))
        }
        RecordKind::Balance => balance::of(state, key.id.into()).filter(|_| console).map(Record::Balance),
        RecordKind::Act => acts::of(state, audience, key.id.into()).map(Record::Act),
        RecordKind::Consent => consent::of(state, key.id.into()).filter(|_| console).map(Record::Consent),
        RecordKind::ReportText => report::text_of(state, key.id.into()).filter(|_| console).map(Record::ReportText),
        RecordKind::ReportOutline => {
            report::outline_of(state, key.id.into()).filter(|_| console).map(Record::ReportOutline)
        }
        RecordKind::Seat
        | RecordKind::Mine
        | RecordKind::Paper
        | RecordKind::PrivateNote
        | RecordKind::PrivateEntry
        | RecordKind::TableNote
        | RecordKind::PrivateStatement => None,
    }
}

fn workshop(state: &Workshop, id: WorkshopId) -> Option<WorkshopRecord> {
    (state.head.id == Some(id)).then(|| WorkshopRecord {
        id,
        title: state.head.title.clone(),
        purpose: state.head.purpose.clone(),
        attribution: state.attribution(),
        groups: state.head.groups.clone(),
        current_step: state.head.current_step,
        door_open: state.head.door_open,
        code: state.head.code.clone(),
        rehearsal: state.head.rehearsal,
        clock: state.head.clock,
        locked: state.head.locked,
        spotlight: state.head.spotlight,
        wall: state.head.wall,
    })
}

/// Facilitators are known by name to all; others where attribution is by name, and to
/// facilitators. Where nothing at all is signed, groups are not shown either.
fn member(state: &Workshop, console: bool, id: MemberId) -> Option<MemberRecord> {
    let member: &Member = state.member(id)?;
    let policy = state.attribution();
    let facilitates = roles::facilitates(member.role);
    let is_known = console || facilitates || policy == Attribution::Named;
    let group_is_known = is_known || policy == Attribution::PerspectiveOnly;
    Some(MemberRecord {
        id,
        name: is_known.then(|| member.name.clone()),
        role: member.role,
        perspective: member.perspective.clone().filter(|_| is_known),
        group: group_of(state, id).filter(|_| group_is_known).map(str::to_owned),
        table: member.table,
        proxy: member.proxy,
        muted: console && member.muted,
    })
}

fn step(state: &Workshop, id: StepId) -> Option<StepRecord> {
    let found = state.steps.get(&id)?;
    Some(StepRecord {
        id,
        rank: found.rank,
        settings: found.settings.clone(),
        effective_attribution: state.step_attribution(id),
        entered: found.entered,
        revealed: found.revealed,
        handed: found.handed,
        skipped: found.skipped,
        started: found.started,
        spent: found.spent,
        finishing: found.finishing,
    })
}

/// Deleted and set aside notes are for facilitators; cards of tables are for them and the theme
/// team until the room sees them.
fn note(state: &Workshop, audience: Audience, id: NoteId) -> Option<NoteRecord> {
    let console = audience == Audience::Console;
    let sees_cards = matches!(audience, Audience::Console | Audience::ThemeTeam);
    let found = state.notes.get(&id)?;
    let card = found.is_coming_card() || (found.is_shown() && found.deleted.is_none() && found.shelf == Shelf::Table);
    let seen = found.is_visible() || (console && found.is_shown()) || (sees_cards && card);
    let found = Some(found).filter(|_| seen)?;
    let attribution = found.attribution.max(state.step_attribution(found.step));
    let table = found.table.filter(|table| state.tables.contains_key(table));
    Some(NoteRecord {
        id,
        board: found.board,
        step: found.step,
        column: found.column,
        cluster: found.cluster,
        shelf: if card { Shelf::Table } else { found.shelf.clone() },
        rank: if found.is_ranked() { found.rank } else { 0 },
        text: found.text.clone(),
        text_version: found.text_version,
        by: signature(state, (&found.author, found.group.as_deref()), attribution),
        // A group and a table together name one person in most rooms.
        table: table.filter(|_| attribution == Attribution::Named),
        deleted: found.deleted.is_some(),
    })
}

fn entry(state: &Workshop, console: bool, id: EntryId) -> Option<EntryRecord> {
    let found = state.entries.get(&id).filter(|entry| entry.is_visible() || (console && entry.hidden.is_none()))?;
    let attribution = found.attribution.max(state.step_attribution(found.step));
    Some(EntryRecord {
        id,
        board: found.board,
        step: found.step,
        text: found.text.clone(),
        text_version: found.text_version,
        by: signature(state, (&found.author, found.group.as_deref()), attribution),
        check: found.check.clone(),
        deleted: found.deleted.is_some(),
    })
}

fn statement(state: &Workshop, console: bool, id: StatementId) -> Option<StatementRecord> {
    let found = state.statements.get(&id).filter(|found| found.is_visible() || (console && !found.hidden))?;
    Some(StatementRecord {
        id,
        board: found.board,
        step: found.step,
        table: found.table.filter(|table| state.tables.contains_key(table)),
        rank: found.rank,
        text: found.text.clone(),
        text_version: found.text_version,
        held: found.pen.is_some(),
        pen: pen(state, found),
        deleted: found.deleted,
    })
}

/// Who holds a pen, where names hold: elsewhere no shared record connects a text with a member.
fn pen(state: &Workshop, statement: &Statement) -> Option<MemberId> {
    statement.pen.filter(|_| state.step_attribution(statement.step) == Attribution::Named)
}

fn version(state: &Workshop, console: bool, id: VersionId) -> Option<StatementVersionRecord> {
    let seen = state.statements.iter().filter(|(_, found)| found.is_visible() || (console && !found.hidden));
    seen.flat_map(|(id, found)| statements::versions(*id, found)).find(|version| version.id == id)
}

fn comment(state: &Workshop, console: bool, id: CommentId) -> Option<CommentRecord> {
    let found = state.comments.get(&id).filter(|comment| !comment.deleted)?;
    let about = state.statements.get(&found.on)?;
    if !(about.is_visible() || (console && !about.hidden)) {
        return None;
    }
    let attribution = found.attribution.max(state.step_attribution(found.step));
    Some(CommentRecord {
        id,
        on: found.on,
        step: found.step,
        number: found.number,
        text: found.text.clone(),
        text_version: found.text_version,
        reservation: found.reservation,
        by: signature(state, (&found.author, found.group.as_deref()), attribution),
    })
}

/// A statement, its versions and its comments: they come and go together.
fn with_statement(state: &Workshop, id: StatementId) -> Vec<RecordKey> {
    let found = state.statements.get(&id);
    let versions = found.into_iter().flat_map(|found| statements::versions(id, found));
    let comments = state.comments.iter().filter(|(_, comment)| comment.on == id);
    std::iter::once(RecordKey::new(RecordKind::Statement, id))
        .chain(versions.map(|version| RecordKey::new(RecordKind::StatementVersion, version.id)))
        .chain(comments.map(|(id, _)| RecordKey::new(RecordKind::Comment, *id)))
        .collect()
}

/// How an author is signed under an attribution: the same for everybody who looks. A name is the
/// author's present one; a group without a name is the one of the hour of writing.
fn signature(state: &Workshop, (author, written_in): (&Author, Option<&str>), attribution: Attribution) -> Signature {
    let by_group = |group: Option<&str>| match group {
        Some(group) => Signature::Group { group: group.to_owned() },
        None => Signature::Nobody,
    };
    match (attribution, author) {
        (Attribution::Anonymous, _) | (_, Author::Key(_) | Author::Signed(Signature::Nobody)) => Signature::Nobody,
        (Attribution::Named, Author::Signed(signature)) => signature.clone(),
        (Attribution::Named, Author::Member(id)) => match state.members.get(id) {
            Some(member) => Signature::Named {
                member: *id,
                name: member.name.clone(),
                group: group_of(state, *id).map(str::to_owned),
            },
            None => Signature::Nobody,
        },
        (Attribution::PerspectiveOnly, Author::Member(_)) => by_group(written_in),
        (Attribution::PerspectiveOnly, Author::Signed(signature)) => match signature {
            Signature::Named { group, .. } => by_group(group.as_deref()),
            Signature::Group { group } => by_group(Some(group)),
            Signature::Nobody => Signature::Nobody,
        },
    }
}

fn option(state: &Workshop, id: OptionId) -> Option<OptionRecord> {
    state.ballots.iter().find_map(|(ballot, found)| {
        let place = found.options.iter().position(|option| option.option == id)?;
        let option = &found.options[place];
        Some(OptionRecord {
            id,
            ballot: *ballot,
            place: place as u32,
            label: option.label.clone(),
            cluster: option.cluster,
            notes: option.notes.clone(),
            entry: option.entry,
            statement: option.statement,
            again: option.again,
        })
    })
}

/// The keys of notes, entries and comments that are signed with the name of one of these authors.
fn signed_by_name(state: &Workshop, is_author: impl Fn(MemberId) -> bool) -> Vec<RecordKey> {
    let signs = |author: &Author, attribution: Attribution, step: StepId| {
        let named = attribution.max(state.step_attribution(step)) == Attribution::Named;
        named && matches!(author, Author::Member(member) if is_author(*member))
    };
    let notes = state.notes.iter().filter(|(_, note)| signs(&note.author, note.attribution, note.step));
    let entries = state.entries.iter().filter(|(_, entry)| signs(&entry.author, entry.attribution, entry.step));
    let comments = state.comments.iter().filter(|(_, one)| signs(&one.author, one.attribution, one.step));
    let notes = notes.map(|(id, _)| RecordKey::new(RecordKind::Note, *id));
    let entries = entries.map(|(id, _)| RecordKey::new(RecordKind::Entry, *id));
    notes.chain(entries).chain(comments.map(|(id, _)| RecordKey::new(RecordKind::Comment, *id))).collect()
}

/// The keys of all shared records that some audience might see: the workshop, then the current
/// step with its board and ballot, then the rest.
pub fn shared_keys(state: &Workshop) -> Vec<RecordKey> {
    let head = state.head.id.map(|id| RecordKey::new(RecordKind::Workshop, id));
    let current = state.head.current_step;
    let settings = current.and_then(|step| state.steps.get(&step)).map(|step| &step.settings);
    let board = settings.and_then(|settings| settings.board);
    let ballot = settings.and_then(|settings| settings.ballot);

    let (mut here, mut there) = (Vec::new(), Vec::new());
    let mut add = |is_here: bool, key: RecordKey| if is_here { here.push(key) } else { there.push(key) };
    for id in state.steps.keys() {
        add(Some(*id) == current, RecordKey::new(RecordKind::Step, *id));
    }
    for id in state.boards.keys() {
        add(Some(*id) == board, RecordKey::new(RecordKind::Board, *id));
        add(Some(*id) == board, RecordKey::new(RecordKind::Balance, *id));
    }
    for (id, column) in &state.columns {
        add(Some(column.board) == board, RecordKey::new(RecordKind::Column, *id));
    }
    for (id, cluster) in &state.clusters {
        add(Some(cluster.board) == board, RecordKey::new(RecordKind::Cluster, *id));
    }
    for (id, note) in state.notes.iter().filter(|(_, note)| note.is_shown() || note.is_coming_card()) {
        add(Some(note.board) == board, RecordKey::new(RecordKind::Note, *id));
    }
    for (id, era) in &state.eras {
        add(Some(era.board) == board, RecordKey::new(RecordKind::Era, *id));
    }
    for (id, entry) in state.entries.iter().filter(|(_, entry)| entry.hidden.is_none()) {
        add(Some(entry.board) == board, RecordKey::new(RecordKind::Entry, *id));
    }
    for (id, link) in &state.note_links {
        add(Some(link.board) == board, RecordKey::new(RecordKind::Link, *id));
    }
    for (id, found) in state.statements.iter().filter(|(_, found)| !found.hidden) {
        with_statement(state, *id).into_iter().for_each(|key| add(Some(found.board) == board, key));
    }
    for (id, found) in &state.ballots {
        let is_here = Some(*id) == ballot;
        add(is_here, RecordKey::new(RecordKind::Ballot, *id));
        found.options.iter().for_each(|option| add(is_here, RecordKey::new(RecordKind::Option, option.option)));
        if found.tally.is_some() {
            add(is_here, RecordKey::new(RecordKind::Result, *id));
        }
    }
    let tables = state.tables.keys().map(|id| RecordKey::new(RecordKind::Table, *id));
    let members = state.members.iter().filter(|(_, member)| !member.removed);
    let people =
        tables.chain(members.map(|(id, _)| RecordKey::new(RecordKind::Member, *id))).chain(consent::keys(state));
    head.into_iter()
        .chain(here)
        .chain(people)
        .chain(there)
        .chain(report::keys(state))
        .chain(acts::keys(state))
        .collect()
}

/// A record's revision, and the record as a put: the first 64 bits of the SHA-256 of its JSON,
/// which includes kind and id, and the JSON of [`Put`].
pub fn encode(record: &Record) -> (Revision, String) {
    let json = serde_json::to_string(record).expect("records have string keys only");
    let hash = Sha256::digest(json.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    let revision = Revision(u64::from_be_bytes(first));
    (revision, format!("{{\"rev\":\"{revision}\",\"record\":{json}}}"))
}
