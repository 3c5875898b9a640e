//! Every command × role × kind of step, against `rights.txt`, which is written by hand.

mod cases;
mod things;

use crate::scenario::*;
use crate::*;
use cases::*;
use charrette_protocol::*;
use std::collections::{BTreeMap, BTreeSet};
use things::*;

const EXPECTED: &str = include_str!("rights.txt");

/// Who asks, by role.
const ACTORS: [(Role, MemberId); 7] = [
    (Role::Lead, LEAD),
    (Role::CoFacilitator, CO),
    (Role::ThemeTeam, THEME),
    (Role::TableHost, HOST),
    (Role::Participant, ANN),
    (Role::Observer, OBSERVER),
    (Role::Wall, WALL),
];

const KINDS: [StepKind; 7] = [
    StepKind::Talk,
    StepKind::Write,
    StepKind::Table,
    StepKind::Cluster,
    StepKind::Ballot,
    StepKind::Timeline,
    StepKind::Draft,
];
/// A value of the protocol in one word.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).expect("JSON");
    value.as_str().expect("a word").to_owned()
}

fn name(command: &Command) -> String {
    word(&serde_json::to_value(command).expect("JSON")["type"])
}

/// All words that a type of the protocol can be read from, as its reader lists them to whoever
/// sends another.
fn all_words<T: serde::de::DeserializeOwned>(wrong: &str) -> BTreeSet<String> {
    let told = serde_json::from_str::<T>(wrong).err().expect("it is wrong").to_string();
    told.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

/// What the file expects: for each case, for each role and step kind, none = accepted, or the code.
type Table = BTreeMap<String, BTreeMap<(String, String), Option<String>>>;

/// Reads the file; what it cannot be is said in words.
fn read(file: &str) -> Result<Table, String> {
    let kinds = KINDS.map(|kind| word(&kind));
    let heading = file.lines().filter(|line| line.starts_with('#')).find(|line| line.contains(" lead "));
    let roles: Vec<_> = heading.ok_or("no heading")?.trim_start_matches('#').split_whitespace().collect();
    let mut table = Table::new();
    for line in file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let words: Vec<_> = line.split_whitespace().collect();
        let (case, cells) = words.split_at_checked(words.len() - roles.len()).ok_or(format!("too short: {line}"))?;
        let mut row = BTreeMap::new();
        for (role, cell) in roles.iter().zip(cells) {
            let (steps, code) = cell.split_once('/').unwrap_or((cell, "not_allowed"));
            let named: Vec<_> = steps.trim_start_matches("all-but-").split('+').collect();
            let plain = matches!(steps, "all" | "-");
            if !plain && !named.iter().all(|kind| kinds.iter().any(|one| one == kind)) {
                return Err(format!("what is {cell}? {line}"));
            }
            for kind in &kinds {
                let accepted = match steps {
                    "all" => true,
                    "-" => false,
                    _ => named.contains(&kind.as_str()) != steps.starts_with("all-but-"),
                };
                row.insert(((*role).to_owned(), kind.clone()), (!accepted).then(|| code.to_owned()));
            }
        }
        if table.insert(case.join(" "), row).is_some() {
            return Err(format!("twice: {line}"));
        }
    }
    Ok(table)
}

/// [ROLE-12]
#[test]
fn the_file_names_every_command_role_and_kind_of_step_and_every_case_of_it_is_tried() {
    let table = read(EXPECTED).expect("the file is well-formed");
    let at = At { me: ANN, step: WRITE };
    let mut cases = BTreeSet::new();
    let mut commands = BTreeSet::new();
    for (case, _, ask) in CASES {
        let command = name(&ask(&at));
        let case = if case.is_empty() { command.clone() } else { format!("{command}: {case}") };
        assert!(cases.insert(case.clone()), "{case} is tried twice");
        commands.insert(command);
    }
    assert_eq!(cases, table.keys().cloned().collect(), "tried on the left, expected on the right");
    assert_eq!(commands, all_words::<Command>(r#"{"type":"?"}"#), "tried on the left, there are on the right");
    let roles = ACTORS.iter().map(|(role, _)| word(role)).collect::<BTreeSet<_>>();
    assert_eq!(roles, all_words::<Role>(r#""?""#));
    let kinds = KINDS.iter().map(word).collect::<BTreeSet<_>>();
    assert_eq!(kinds, all_words::<StepKind>(r#""?""#));
    for (case, row) in &table {
        assert_eq!(row.len(), roles.len() * kinds.len(), "{case}");
    }
}

/// [ROLE-1] [ROLE-2] [ROLE-3] [ROLE-4] [ROLE-5] [ROLE-8] [ROLE-12] [NOTE-1] [NOTE-4] [TABLE-2] [STATEMENT-1] [STATEMENT-3] [STATEMENT-6]
#[test]
fn every_command_of_every_role_in_every_kind_of_step_comes_to_what_is_written() {
    let table = read(EXPECTED).expect("the file is well-formed");
    let (quiet, at_work) = (room(false), room(true));
    let context = quiet.context;
    let mut rooms = BTreeMap::new();
    for place in [In::Notes, In::Dates, In::AtWork, In::Drafts] {
        for kind in KINDS {
            let mut room = if place == In::AtWork { at_work.clone() } else { quiet.clone() };
            room.given_in(step_of(kind, place));
            // No command makes a wall of a member; what if one were?
            let mut with_wall = room.state.clone();
            let event = Event::RoleSet { member: WALL, role: Role::Wall };
            apply(&mut with_wall, &Fact { actor: Some(LEAD), command: id(9_999), time: 1, event });
            rooms.insert((place, kind), (room.state, with_wall));
        }
    }
    let (mut tried, mut wrong) = (0, Vec::new());
    for (case, place, ask) in CASES {
        for (role, me) in ACTORS {
            for kind in KINDS {
                let (plain, with_wall) = &rooms[&(*place, kind)];
                let state = if role == Role::Wall { with_wall } else { plain };
                let command = ask(&At { me, step: step_of(kind, *place) });
                let row = if case.is_empty() { name(&command) } else { format!("{}: {case}", name(&command)) };
                let came_to = decide(state, me, &command, &context).err().map(|no| word(&no.code));
                let expected = table.get(&row).and_then(|row| row.get(&(word(&role), word(&kind))));
                tried += 1;
                if expected != Some(&came_to) {
                    wrong.push(format!("{row} by {role:?} in {kind:?}: {came_to:?}, where {expected:?} is written"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(tried, table.len() * ACTORS.len() * KINDS.len());
}
