//! Archives: a workshop as a facilitator sees it, made into a workshop again.
//!
//! Ids are kept. Notes and entries are signed as they were signed in the archive; members come
//! back as absent people, who are shown but counted nowhere until they return by a way back.
//! What the archive does not hold (hidden content, papers, links, sessions) is not there.

use crate::agenda::Step;
use crate::ballots::{self, Ballot, BallotOption};
use crate::boards::{Board, Column};
use crate::clusters::Cluster;
use crate::comments::Comment;
use crate::consent;
use crate::event::Event;
use crate::limits;
use crate::members::{self, Member, Table};
use crate::note_links::NoteLink;
use crate::notes::{Author, DeletedBy, Note};
use crate::report;
use crate::roles;
use crate::state::{Head, Workshop};
use crate::statements::{self, Kept, Statement};
use crate::tally::possible;
use crate::text::{self, Lines};
use crate::timeline::{self, Entry, Era};
use charrette_protocol::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A fingerprint of an archive, by which the lead's view of an imported workshop is compared
/// with the archive it came from.
///
/// Shared records count, in any order. Set aside are what an import must change: the workshop's
/// id, code, door, rehearsal mark, clock, lock, spotlight and walls, the pens, the balances (which
/// count people who have yet to come back), the acts of the old room's facilitators, and the record of
/// `lead`, the new lead.
pub fn fingerprint(records: &[Record], lead: Option<MemberId>) -> String {
    let mut lines: Vec<String> = records
        .iter()
        .filter(|record| !record.key().kind.is_personal() && !is_of(record, lead))
        .filter(|record| !matches!(record, Record::Balance(_) | Record::Act(_)))
        .map(|record| {
            let mut record = record.clone();
            match &mut record {
                Record::Workshop(workshop) => {
                    workshop.id = WorkshopId::from_bytes([0; 16]);
                    workshop.code = None;
                    workshop.door_open = false;
                    workshop.rehearsal = false;
                    workshop.clock = None;
                    workshop.locked = false;
                    workshop.spotlight = None;
                    workshop.wall = WallMode::Live;
                }
                Record::ReportOutline(outline) => outline.id = WorkshopId::from_bytes([0; 16]),
                Record::Statement(statement) => {
                    statement.held = false;
                    statement.pen = None;
                }
                _ => {}
            }
            serde_json::to_string(&record).expect("records have string keys only")
        })
        .collect();
    lines.sort();
    let mut hasher = Sha256::new();
    for line in lines {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn is_of(record: &Record, lead: Option<MemberId>) -> bool {
    matches!(record, Record::Member(member) if Some(member.id) == lead)
}

fn unreadable(detail: impl std::fmt::Display) -> Rejection {
    Rejection::from(RejectionCode::Malformed).with("detail", detail)
}

/// An archive's records as they are stored: shared ones only, texts cleaned, and together a
/// workshop that could have come about.
pub(crate) fn clean(archive: &[Record], title: Option<&str>, lead: MemberId) -> Result<Vec<Record>, Rejection> {
    // What was done is history of the room it was done in.
    let kept = |record: &&Record| !record.key().kind.is_personal() && !matches!(record, Record::Act(_));
    let shared = archive.iter().filter(kept);
    let mut records = shared.map(clean_record).collect::<Result<Vec<_>, _>>()?;
    let mut keys = BTreeSet::new();
    if let Some(twice) = records.iter().map(Record::key).find(|key| !keys.insert(*key)) {
        return Err(unreadable(format!("the archive holds {} twice", twice.id)));
    }
    let of_nobody = |key: &&RecordKey| {
        key.kind == RecordKind::Consent && !keys.contains(&RecordKey { kind: RecordKind::Member, ..**key })
    };
    if let Some(key) = keys.iter().find(of_nobody) {
        return Err(unreadable(format!("{} has agreed to something, and is nobody", key.id)));
    }
    if let Some(misfit) = report::misfit(&records) {
        return Err(unreadable(misfit));
    }
    if keys.contains(&RecordKey::new(RecordKind::Member, lead)) {
        return Err(RejectionCode::IdTaken.into());
    }
    let heads = records.iter_mut().filter_map(|record| match record {
        Record::Workshop(head) => Some(head),
        _ => None,
    });
    let [head] = &mut heads.collect::<Vec<_>>()[..] else {
        return Err(unreadable("the archive holds no workshop, or several"));
    };
    if let Some(title) = title {
        head.title = text::required(title, limits::TITLE, Lines::One)?;
    }
    let mut tried = Workshop::default();
    build(&mut tried, &records);
    tried.head.id = Some(WorkshopId::from_bytes([0; 16]));
    tried.check().map_err(unreadable)?;
    check_cards(&tried).map_err(unreadable)?;
    check_results(&tried).map_err(unreadable)?;
    for record in &mut records {
        match record {
            Record::Entry(entry) => entry.text = timeline::clean(&tried, entry.board, &entry.text)?,
            Record::Statement(found) => found.text = statements::clean(&tried, found.board, &found.text)?,
            Record::StatementVersion(version) => {
                let board = tried.statements.get(&version.statement).map(|found| found.board);
                let board = board.ok_or_else(|| unreadable("a version belongs to no statement"))?;
                version.text = statements::clean(&tried, board, &version.text)?;
            }
            _ => {}
        }
    }
    for step in tried.steps.values() {
        crate::agenda::clean(&tried, &step.settings)?;
    }
    Ok(records)
}

/// Cards wait for the reveal of a step at tables. Later they may wait for nothing, as when their step is
/// changed, so this is no rule of every state.
fn check_cards(tried: &Workshop) -> Result<(), String> {
    let entered = |step: &Step| step.entered && step.settings.kind == StepKind::Table;
    let at_tables = |step: &Step| (step.handed || entered(step)) && !step.revealed;
    let is_card = |note: &Note| note.shelf == Shelf::Table;
    match tried.notes.iter().find(|(_, note)| is_card(note)) {
        Some((id, _)) if !tried.steps.values().any(at_tables) => {
            Err(format!("note {id} is a card, and no step is at tables"))
        }
        _ => Ok(()),
    }
}

/// A result is what people said: it counts no more than they could have.
fn check_results(tried: &Workshop) -> Result<(), String> {
    tried.ballots.iter().try_for_each(|(id, ballot)| {
        let checked = ballot.tally.as_ref().map_or(Ok(()), |tally| possible::check(ballot, tally));
        checked.map_err(|broken| format!("the result of ballot {id} has {broken}"))
    })
}

/// A record with its texts cleaned.
fn clean_record(record: &Record) -> Result<Record, Rejection> {
    let line = |raw: &str, limit| text::required(raw, limit, Lines::One);
    let lines = |raw: &str, limit| text::clean(raw, limit, Lines::Many);
    let mut record = record.clone();
    match &mut record {
        Record::Workshop(head) => {
            head.title = line(&head.title, limits::TITLE)?;
            head.purpose = lines(&head.purpose, limits::DETAIL)?;
            head.groups = members::clean_groups(&head.groups)?;
        }
        Record::Member(member) => match &member.name {
            Some(name) => member.name = Some(line(name, limits::NAME)?),
            None => return Err(unreadable("members have no names here; import an archive that a facilitator made")),
        },
        Record::Table(table) => table.name = line(&table.name, limits::NAME)?,
        Record::Step(step) => {
            step.settings.title = line(&step.settings.title, limits::TITLE)?;
            step.settings.focus_question = text::clean(&step.settings.focus_question, limits::QUESTION, Lines::One)?;
        }
        Record::Board(board) => board.title = line(&board.title, limits::TITLE)?,
        Record::Column(column) => {
            column.title = line(&column.title, limits::TITLE)?;
            column.prompt = lines(&column.prompt, limits::DETAIL)?;
        }
        Record::Note(note) => {
            if let Shelf::SetAside { reason } = &mut note.shelf {
                *reason = text::required(reason, limits::QUESTION, Lines::One)?;
            }
            note.text = text::required(&note.text, limits::NOTE, Lines::Many)?;
            check_version(note.text_version)?;
            clean_signature(&mut note.by)?;
        }
        Record::Cluster(cluster) => {
            cluster.name = text::clean(&cluster.name, limits::TITLE, Lines::One)?;
            check_version(cluster.name_version)?;
        }
        Record::Entry(entry) => {
            // An entry's text needs its timeline; it is cleaned once all is there.
            entry.check.remark = lines(&entry.check.remark, limits::DETAIL)?;
            clean_signature(&mut entry.by)?;
            check_version(entry.text_version)?;
        }
        Record::Era(era) => {
            era.text = timeline::clean_era(&era.text)?;
            check_version(era.text_version)?;
        }
        Record::Ballot(ballot) => ballot.settings = ballots::clean(&ballot.settings)?,
        Record::Option(option) => {
            option.label = line(&option.label, limits::OPTION)?;
            if option.notes.len() > limits::NOTES {
                return Err(limits::list_unfit(limits::NOTES));
            }
        }
        Record::Result(result) => {
            for reason in result.tally.options.iter_mut().flat_map(|option| &mut option.reasons) {
                reason.text = line(&reason.text, limits::REASON)?;
            }
            let said = result.tally.options.iter().flat_map(|option| &option.reasons);
            ballots::reasons_fit(said.map(|reason| reason.text.as_str()), limits::REASONS_BYTES)?;
        }
        // The fields of a statement need its board; they are cleaned once all is there.
        Record::Statement(statement) => {
            check_version(statement.text_version)?;
            statement.held = false;
            statement.pen = None;
        }
        Record::Comment(comment) => {
            comment.text = text::required(&comment.text, limits::NOTE, Lines::Many)?;
            check_version(comment.text_version)?;
            check_version(comment.number)?;
            clean_signature(&mut comment.by)?;
        }
        Record::ReportText(text) => {
            report::clean(text)?;
            check_version(text.text_version)?;
        }
        Record::ReportOutline(_)
        | Record::StatementVersion(_)
        | Record::Link(_)
        | Record::Balance(_)
        | Record::Consent(_)
        | Record::Act(_)
        | Record::Seat(_)
        | Record::Mine(_)
        | Record::Paper(_)
        | Record::PrivateNote(_)
        | Record::PrivateEntry(_)
        | Record::TableNote(_)
        | Record::PrivateStatement(_) => {}
    }
    Ok(record)
}

/// Versions count on from here, so there must be room to count; the first is 1.
fn check_version(version: u32) -> Result<(), Rejection> {
    match version {
        0 => Err(unreadable("a text has had no version")),
        1..=0x7fff_ffff => Ok(()),
        _ => Err(unreadable("a text has had more versions than anybody can write")),
    }
}

fn clean_signature(by: &mut Signature) -> Result<(), Rejection> {
    let clean = |raw: &str| text::required(raw, limits::NAME, Lines::One);
    match by {
        Signature::Named { name, group, .. } => {
            *name = clean(name)?;
            *group = group.as_deref().map(clean).transpose()?;
        }
        Signature::Group { group } => *group = clean(group)?,
        Signature::Nobody => {}
    }
    Ok(())
}

pub(crate) fn apply(state: &mut Workshop, event: &Event) {
    if let Event::Imported { workshop, records, code, seats, rehearsal } = event {
        build(state, records);
        state.head.id = Some(*workshop);
        state.head.code = Some(code.clone());
        state.head.door_open = true;
        state.head.seats = *seats;
        state.head.rehearsal = *rehearsal;
    }
}

/// Whoever signed by name and is a member is the author; others stay as they signed.
fn author(by: &Signature, members: &BTreeSet<MemberId>) -> (Author, Attribution) {
    match by {
        Signature::Named { member, .. } if members.contains(member) => (Author::Member(*member), Attribution::Named),
        Signature::Named { .. } => (Author::Signed(by.clone()), Attribution::Named),
        Signature::Group { .. } => (Author::Signed(by.clone()), Attribution::PerspectiveOnly),
        Signature::Nobody => (Author::Signed(by.clone()), Attribution::Anonymous),
    }
}

/// The group something was signed with.
fn group(by: &Signature) -> Option<String> {
    match by {
        Signature::Named { group, .. } => group.clone(),
        Signature::Group { group } => Some(group.clone()),
        Signature::Nobody => None,
    }
}

fn build(state: &mut Workshop, records: &[Record]) {
    let members = records.iter().filter_map(|record| match record {
        Record::Member(member) => Some(member.id),
        _ => None,
    });
    let members: BTreeSet<_> = members.collect();
    for record in records {
        state.sequence += 1;
        add(state, record, &members);
    }
    let mut kept: Vec<_> = records
        .iter()
        .filter_map(|record| if let Record::StatementVersion(version) = record { Some(version) } else { None })
        .collect();
    kept.sort_by_key(|version| (version.statement, version.number));
    for version in kept {
        if let Some(statement) = state.statements.get_mut(&version.statement) {
            let text_version = statement.text_version;
            statement.versions.push(Kept { text: version.text.clone(), text_version, at: version.at });
        }
    }
    let mut placed: BTreeMap<BallotId, Vec<&OptionRecord>> = BTreeMap::new();
    for record in records {
        match record {
            Record::Option(option) => placed.entry(option.ballot).or_default().push(option),
            Record::Result(result) => {
                if let Some(ballot) = state.ballots.get_mut(&result.id) {
                    ballot.tally = Some(result.tally.clone());
                }
            }
            _ => {}
        }
    }
    consent::build(state, records);
    report::build(state, records);
    for (ballot, mut options) in placed {
        options.sort_by_key(|option| option.place);
        let options = options.into_iter().map(|option| BallotOption {
            option: option.id,
            label: option.label.clone(),
            cluster: option.cluster,
            notes: option.notes.clone(),
            entry: option.entry,
            statement: option.statement,
            again: option.again,
        });
        if let Some(ballot) = state.ballots.get_mut(&ballot) {
            ballot.options = options.collect();
        }
    }
}

fn add(state: &mut Workshop, record: &Record, members: &BTreeSet<MemberId>) {
    let deleted = |deleted: bool| deleted.then_some(DeletedBy::Facilitator);
    match record {
        Record::Workshop(head) => {
            state.head = Head {
                id: None,
                title: head.title.clone(),
                purpose: head.purpose.clone(),
                attribution: Some(head.attribution),
                groups: head.groups.clone(),
                current_step: head.current_step,
                door_open: true,
                code: None,
                rehearsal: false,
                seats: 0,
                // An archive is looked at in peace: nothing runs, nothing points, nothing is locked.
                clock: None,
                locked: false,
                spotlight: None,
                wall: WallMode::Live,
            };
        }
        Record::Member(member) => {
            let absent = Member {
                name: member.name.clone().unwrap_or_default(),
                role: member.role,
                perspective: member.perspective.clone(),
                table: member.table,
                proxy: member.proxy,
                consent: None,
                muted: member.muted && !roles::facilitates(member.role),
                keeper: None,
                removed: false,
                absent: true,
                sequence: state.sequence,
            };
            state.members.insert(member.id, absent);
        }
        Record::Table(table) => {
            state.tables.insert(table.id, Table { name: table.name.clone() });
        }
        Record::Step(step) => {
            let added = Step {
                rank: step.rank,
                settings: step.settings.clone(),
                entered: step.entered,
                revealed: step.revealed,
                handed: step.handed,
                skipped: step.skipped,
                started: step.started,
                spent: step.spent,
                finishing: step.finishing,
                clock: None,
            };
            state.steps.insert(step.id, added);
        }
        Record::Board(board) => {
            state.boards.insert(board.id, Board { kind: board.holds, title: board.title.clone() });
        }
        Record::Column(column) => {
            let added = Column {
                board: column.board,
                rank: column.rank,
                title: column.title.clone(),
                prompt: column.prompt.clone(),
                level: column.level,
            };
            state.columns.insert(column.id, added);
        }
        Record::Note(note) => {
            let (author, attribution) = author(&note.by, members);
            let added = Note {
                step: note.step,
                board: note.board,
                column: note.column,
                cluster: note.cluster,
                shelf: note.shelf.clone(),
                rank: note.rank,
                text: note.text.clone(),
                text_version: note.text_version,
                author,
                group: group(&note.by),
                table: note.table,
                attribution,
                hidden: None,
                held: None,
                card: false,
                deleted: deleted(note.deleted),
                sequence: state.sequence,
                order: (state.sequence, 0),
            };
            state.notes.insert(note.id, added);
        }
        Record::Cluster(cluster) => {
            let added = Cluster {
                board: cluster.board,
                rank: cluster.rank,
                name: cluster.name.clone(),
                name_version: cluster.name_version,
                naming: cluster.naming,
                made_by: None,
            };
            state.clusters.insert(cluster.id, added);
        }
        Record::Entry(entry) => {
            let (author, attribution) = author(&entry.by, members);
            let added = Entry {
                step: entry.step,
                board: entry.board,
                text: entry.text.clone(),
                text_version: entry.text_version,
                author,
                group: group(&entry.by),
                attribution,
                hidden: None,
                deleted: deleted(entry.deleted),
                check: entry.check.clone(),
            };
            state.entries.insert(entry.id, added);
        }
        Record::Era(era) => {
            let added = Era { board: era.board, text: era.text.clone(), text_version: era.text_version };
            state.eras.insert(era.id, added);
        }
        Record::Ballot(ballot) => {
            let added = Ballot {
                settings: ballot.settings.clone(),
                state: ballot.state,
                budget: ballot.effective_budget,
                options: Vec::new(),
                groups: Vec::new(),
                group_of: BTreeMap::new(),
                papers: BTreeMap::new(),
                tally: None,
            };
            state.ballots.insert(ballot.id, added);
        }
        Record::Statement(statement) => {
            let added = Statement {
                board: statement.board,
                step: statement.step,
                table: statement.table,
                rank: statement.rank,
                text: statement.text.clone(),
                text_version: statement.text_version,
                begun_by: None,
                pen: None,
                asks: Vec::new(),
                asked_before: BTreeSet::new(),
                versions: Vec::new(),
                hidden: false,
                deleted: statement.deleted,
            };
            state.statements.insert(statement.id, added);
        }
        Record::Comment(comment) => {
            let (author, attribution) = author(&comment.by, members);
            let added = Comment {
                on: comment.on,
                step: comment.step,
                number: comment.number,
                text: comment.text.clone(),
                text_version: comment.text_version,
                reservation: comment.reservation,
                author,
                group: group(&comment.by),
                attribution,
                deleted: false,
            };
            state.comments.insert(comment.id, added);
        }
        Record::Link(link) => {
            let added = NoteLink { board: link.board, from: link.from, to: link.to, kind: link.says };
            state.note_links.insert(link.id, added);
        }
        Record::StatementVersion(_)
        | Record::ReportText(_)
        | Record::ReportOutline(_)
        | Record::Option(_)
        | Record::Result(_)
        | Record::Balance(_)
        | Record::Consent(_)
        | Record::Act(_)
        | Record::Seat(_)
        | Record::Mine(_)
        | Record::Paper(_)
        | Record::PrivateNote(_)
        | Record::PrivateEntry(_)
        | Record::TableNote(_)
        | Record::PrivateStatement(_) => {}
    }
}
