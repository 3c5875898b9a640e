//! The tables: what they are called, and what stands in them.

use super::{Sheet, acts, ballots, report, statements};
use crate::View;
use crate::dates;
use crate::view::Contents;
use charrette_protocol::*;

/// All tables. Those that begin with `my_` are there only if there is something in them.
pub(super) fn all(view: &View, contents: &Contents) -> Vec<Sheet> {
    let mut sheets = vec![
        workshop(view, contents),
        groups(contents),
        members(view, contents),
        tables(contents),
        steps(contents),
        boards(contents),
        columns(contents),
        notes(contents),
        clusters(contents),
        entries(contents),
        eras(contents),
        statements::statements(contents),
        statements::versions(contents),
        statements::comments(contents),
        statements::links(contents),
        ballots::ballots(contents),
        ballots::options(contents),
        ballots::option_notes(contents),
        ballots::results(contents),
        ballots::result_scales(contents),
        ballots::result_values(contents),
        ballots::reasons(contents),
        ballots::results_by_group(contents),
        ballots::close_calls(contents),
    ];
    if view.audience == Audience::Console {
        sheets.push(report::texts(contents));
        sheets.push(acts::acts(contents));
    }
    let mine = [my_private_notes(contents), my_private_entries(contents), ballots::my_papers(contents)];
    sheets.extend(mine.into_iter().filter(|sheet| !sheet.rows.is_empty()));
    sheets
}

const MEMBER_HEADINGS: [&str; 10] =
    ["id", "name", "role", "perspective", "group", "table_id", "table", "proxy", "may_be_listed", "may_be_quoted"];

/// A word of the protocol, as JSON writes it.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Who an audience is, in words.
pub(super) const fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Console => "facilitators",
        Audience::ThemeTeam => "the theme team",
        Audience::Room => "participants",
        Audience::Observer => "observers",
        Audience::Wall => "the wall",
    }
}

pub(super) fn yes(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// An id or a number, or nothing.
pub(super) fn maybe(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A sheet of rows made from records.
pub(super) fn sheet<R>(
    name: &'static str,
    headings: &'static [&'static str],
    records: &[R],
    row: impl Fn(&R) -> Vec<String>,
) -> Sheet {
    Sheet { name, headings, rows: records.iter().map(row).collect() }
}

/// How a contribution is signed: how, whose id, name, group.
pub(super) fn signature(by: &Signature) -> [String; 4] {
    match by {
        Signature::Named { member, name, group } => {
            ["named".into(), member.to_string(), name.clone(), group.clone().unwrap_or_default()]
        }
        Signature::Group { group } => ["group".into(), String::new(), String::new(), group.clone()],
        Signature::Nobody => ["nobody".into(), String::new(), String::new(), String::new()],
    }
}

fn workshop(view: &View, contents: &Contents) -> Sheet {
    let headings =
        &["id", "title", "purpose", "attribution", "current_step_id", "current_step", "exported", "seen_by", "state"];
    let records: Vec<_> = contents.workshop.into_iter().collect();
    sheet("workshop", headings, &records, |workshop| {
        row![
            workshop.id,
            workshop.title,
            workshop.purpose,
            word(&workshop.attribution),
            maybe(workshop.current_step),
            workshop.current_step.map_or("", |step| contents.step(step)),
            dates::minute(view.exported),
            audience(view.audience),
            view.state,
        ]
    })
}

fn groups(contents: &Contents) -> Sheet {
    let groups = contents.workshop.map_or(&[][..], |workshop| &workshop.groups);
    let rows: Vec<_> = groups
        .iter()
        .flat_map(|group| group.perspectives.iter().map(|perspective| (&group.name, perspective)))
        .collect();
    sheet("perspectives", &["perspective", "group"], &rows, |(group, perspective)| row![perspective, group])
}

/// People, and for facilitators what each has agreed to: yes, no, or nothing where they have not answered.
fn members(view: &View, contents: &Contents) -> Sheet {
    let headings: &[&str] = match view.audience {
        Audience::Console => &MEMBER_HEADINGS,
        _ => &MEMBER_HEADINGS[..MEMBER_HEADINGS.len() - 2],
    };
    sheet("members", headings, &contents.members, |member| {
        let said = contents.consents.get(&member.id);
        let mut row = row![
            member.id,
            maybe(member.name.as_ref()),
            word(&member.role),
            maybe(member.perspective.as_ref()),
            maybe(member.group.as_ref()),
            maybe(member.table),
            contents.table(member.table),
            yes(member.proxy),
            said.map_or("", |said| yes(said.listed)),
            said.map_or("", |said| yes(said.quoted)),
        ];
        row.truncate(headings.len());
        row
    })
}

fn tables(contents: &Contents) -> Sheet {
    sheet("tables", &["id", "name"], &contents.tables, |table| row![table.id, table.name])
}

fn steps(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "place",
        "kind",
        "title",
        "focus_question",
        "minutes",
        "board_id",
        "board",
        "ballot_id",
        "ballot",
        "writing",
        "attribution",
        "note_limit",
        "practice",
        "entered",
        "revealed",
    ];
    let placed: Vec<_> = contents.steps.iter().zip(1..).collect();
    sheet("steps", headings, &placed, |(step, place)| {
        let settings = &step.settings;
        row![
            step.id,
            place,
            word(&settings.kind),
            settings.title,
            settings.focus_question,
            settings.minutes,
            maybe(settings.board),
            settings.board.map_or("", |board| contents.board_title(board)),
            maybe(settings.ballot),
            settings.ballot.map_or("", |ballot| contents.ballot_question(ballot)),
            word(&settings.writing),
            word(&step.effective_attribution),
            maybe(settings.note_limit),
            yes(settings.practice),
            yes(step.entered),
            yes(step.revealed),
        ]
    })
}

fn boards(contents: &Contents) -> Sheet {
    sheet("boards", &["id", "holds", "title"], &contents.boards, |board| {
        row![board.id, word(&board.holds), board.title]
    })
}

fn columns(contents: &Contents) -> Sheet {
    let headings = &["id", "board_id", "board", "title", "prompt", "level"];
    sheet("columns", headings, &contents.columns, |column| {
        row![
            column.id,
            column.board,
            contents.board_title(column.board),
            column.title,
            column.prompt,
            level(Some(column)),
        ]
    })
}

fn level(column: Option<&ColumnRecord>) -> String {
    column.and_then(|column| column.level).map(|level| word(&level)).unwrap_or_default()
}

/// Where a note is kept: where, the note it is part of, why it was set aside.
fn shelf(shelf: &Shelf) -> [String; 3] {
    let (kept, into, because) = match shelf {
        Shelf::Board => ("board", String::new(), ""),
        Shelf::Table => ("card_to_come", String::new(), ""),
        Shelf::Annex => ("annex", String::new(), ""),
        Shelf::Parked => ("parked", String::new(), ""),
        Shelf::SetAside { reason } => ("set_aside", String::new(), reason.as_str()),
        Shelf::Merged { into } => ("merged", into.to_string(), ""),
    };
    [kept.to_owned(), into, because.to_owned()]
}

fn notes(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "text",
        "board_id",
        "board",
        "step_id",
        "step",
        "column_id",
        "column",
        "level",
        "cluster_id",
        "cluster",
        "signed",
        "author_id",
        "author",
        "group",
        "table_id",
        "table",
        "kept",
        "merged_into_id",
        "set_aside_because",
        "text_version",
        "deleted",
    ];
    sheet("notes", headings, &contents.notes, |note| {
        let [signed, author_id, author, group] = signature(&note.by);
        let [kept, into, because] = shelf(&note.shelf);
        row![
            note.id,
            note.text,
            note.board,
            contents.board_title(note.board),
            note.step,
            contents.step(note.step),
            note.column,
            contents.column_title(note.column),
            level(contents.column(note.column)),
            maybe(note.cluster),
            note.cluster.map_or("", |cluster| contents.cluster_name(cluster)),
            signed,
            author_id,
            author,
            group,
            maybe(note.table),
            contents.table(note.table),
            kept,
            into,
            because,
            note.text_version,
            yes(note.deleted),
        ]
    })
}

fn clusters(contents: &Contents) -> Sheet {
    sheet("clusters", &["id", "name", "board_id", "board", "notes"], &contents.clusters, |cluster| {
        let notes = contents.notes.iter().filter(|note| note.cluster == Some(cluster.id) && !note.deleted).count();
        row![cluster.id, cluster.name, cluster.board, contents.board_title(cluster.board), notes]
    })
}

/// What an entry says, as it stands in the tables of shared and of private entries.
fn entry_text(contents: &Contents, text: &EntryText) -> Vec<String> {
    let end = text.end.as_deref().unwrap_or_default();
    let also_in: Vec<_> = text.also_in.iter().map(|lane| contents.column_title(*lane)).collect();
    let also_in_ids: Vec<_> = text.also_in.iter().map(ToString::to_string).collect();
    row![
        text.title,
        text.start,
        dates::precision(&text.start),
        end,
        dates::precision(end),
        text.lane,
        contents.column_title(text.lane),
        also_in_ids.join("; "),
        also_in.join("; "),
        text.detail,
        text.why_it_matters,
        text.source,
    ]
}

fn entries(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "title",
        "start",
        "precision",
        "end",
        "end_precision",
        "lane_id",
        "lane",
        "also_in_ids",
        "also_in",
        "detail",
        "why_it_matters",
        "source",
        "board_id",
        "board",
        "step_id",
        "step",
        "signed",
        "author_id",
        "author",
        "group",
        "fact_state",
        "fact_remark",
        "fact_of_version",
        "text_version",
        "deleted",
    ];
    sheet("entries", headings, &contents.entries, |entry| {
        let mut row = row![entry.id];
        row.extend(entry_text(contents, &entry.text));
        row.extend(row![entry.board, contents.board_title(entry.board), entry.step, contents.step(entry.step)]);
        row.extend(signature(&entry.by));
        row.extend(row![word(&entry.check.state), entry.check.remark, entry.check.of_version]);
        row.extend(row![entry.text_version, yes(entry.deleted)]);
        row
    })
}

fn eras(contents: &Contents) -> Sheet {
    let headings = &["id", "name", "start", "end", "story", "board_id", "board"];
    sheet("eras", headings, &contents.eras, |era| {
        let text = &era.text;
        row![
            era.id,
            text.name,
            text.start,
            maybe(text.end.as_ref()),
            text.story,
            era.board,
            contents.board_title(era.board)
        ]
    })
}

fn why_hidden(hidden: Hidden) -> &'static str {
    match hidden {
        Hidden::UntilReveal => "until the reveal",
        Hidden::Late => "late, not posted yet",
        Hidden::AtTable => "at its table",
        Hidden::SetAside => "set aside by a facilitator",
    }
}

fn my_private_notes(contents: &Contents) -> Sheet {
    let headings =
        &["id", "text", "step_id", "step", "column_id", "column", "hidden", "set_aside_because", "text_version"];
    sheet("my_private_notes", headings, &contents.private_notes, |note| {
        row![
            note.id,
            note.text,
            note.step,
            contents.step(note.step),
            note.column,
            contents.column_title(note.column),
            why_hidden(note.hidden),
            note.reason.as_deref().unwrap_or_default(),
            note.text_version,
        ]
    })
}

fn my_private_entries(contents: &Contents) -> Sheet {
    let headings = &[
        "id",
        "title",
        "start",
        "precision",
        "end",
        "end_precision",
        "lane_id",
        "lane",
        "also_in_ids",
        "also_in",
        "detail",
        "why_it_matters",
        "source",
        "step_id",
        "step",
        "hidden",
        "text_version",
    ];
    sheet("my_private_entries", headings, &contents.private_entries, |entry| {
        let mut row = row![entry.id];
        row.extend(entry_text(contents, &entry.text));
        row.extend(row![entry.step, contents.step(entry.step), why_hidden(entry.hidden), entry.text_version]);
        row
    })
}
