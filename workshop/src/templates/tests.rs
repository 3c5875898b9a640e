use super::*;
use crate::scenario::Scenario;
use crate::{AccessCommand, hash_secret, limits};
use std::collections::BTreeSet;

const WORKSHOP: WorkshopId = WorkshopId::from_bytes([7; 16]);
const LEAD: MemberId = MemberId::from_bytes([1; 16]);

fn all() -> [(Template, TemplateFile); 5] {
    Template::ALL.map(|template| (template, built_in(template)))
}

fn open(file: TemplateFile) -> AccessCommand {
    AccessCommand::Open {
        workshop: WORKSHOP,
        template: file,
        title: String::new(),
        attribution: Attribution::PerspectiveOnly,
        rehearsal: false,
        code: "K7MQ-4XWD".into(),
        seats: 60,
        lead: LEAD,
        name: "Lead".into(),
        session: hash_secret("lead"),
    }
}

/// A small template, to be spoilt.
fn small() -> TemplateFile {
    read(
        r#"{
            "format": "charrette-template",
            "version": 1,
            "title": "Ours",
            "boards": [{ "key": "ideas", "kind": "notes", "title": "Ideas", "columns": [{ "title": "Ideas" }] }],
            "ballots": [{ "key": "dots", "question": "Which?", "method": { "by": "dots", "budget": null, "cap": 1 } }],
            "steps": [
                { "kind": "talk", "title": "Welcome" },
                { "kind": "write", "title": "Write", "minutes": 7, "board": "ideas", "writing": "private" },
                { "kind": "ballot", "title": "Vote", "minutes": 6, "ballot": "dots" }
            ]
        }"#,
    )
    .expect("it is a template")
}

#[track_caller]
fn refused(spoil: impl FnOnce(&mut TemplateFile)) -> String {
    let mut file = small();
    spoil(&mut file);
    let mut room = Scenario::nowhere();
    let rejection = room.asks(open(file)).then_refused(RejectionCode::TemplateUnfit);
    assert!(!room.state.exists(), "nothing was opened");
    rejection.to_string()
}

/// Letters for the kinds, so that an agenda can be read at a glance.
fn shape(file: &TemplateFile) -> String {
    let letter = |step: &TemplateStep| match (step.kind, step.writing) {
        (StepKind::Talk, _) => 't',
        (StepKind::Write | StepKind::Timeline, Writing::Private) => 'p',
        (StepKind::Write, _) => 'w',
        (StepKind::Table, _) => 'a',
        (StepKind::Cluster, _) => 'c',
        (StepKind::Ballot, _) => 'b',
        (StepKind::Timeline, _) => 'h',
        (StepKind::Draft, _) => 'd',
    };
    file.steps.iter().map(letter).collect()
}

/// [JOIN-1]
#[test]
fn agendas_have_the_steps_and_minutes_they_promise() {
    let expected = [
        (Template::EducationPriorities, 180, "twtptatcctbtdbp"),
        (Template::Recommendations, 180, "tphhbhttddbtdbwp"),
        (Template::Iceberg, 90, "tptcbt"),
        (Template::Timeline, 70, "tphhht"),
        (Template::FullSeminar, 180, "twptcctbtthpp"),
    ];
    for (template, minutes, steps) in expected {
        let file = built_in(template);
        let sum: u16 = file.steps.iter().map(|step| step.minutes).sum();
        assert_eq!((sum, shape(&file).as_str()), (minutes, steps), "{template:?}");
        assert!(file.steps.iter().all(|step| step.minutes > 0), "{template:?}");
        assert!(!file.summary.is_empty(), "{template:?}");
    }
}

#[test]
fn both_workshops_follow_their_model_agendas_minute_by_minute() {
    let minutes = |template| built_in(template).steps.iter().map(|step| step.minutes).collect::<Vec<_>>();
    assert_eq!(minutes(Template::EducationPriorities), [10, 8, 12, 7, 5, 18, 15, 20, 15, 7, 6, 15, 25, 10, 7]);
    assert_eq!(minutes(Template::Recommendations), [8, 7, 15, 15, 10, 12, 13, 10, 20, 10, 10, 15, 15, 8, 7, 5]);
}

#[test]
fn every_step_has_the_board_or_ballot_that_its_kind_needs() {
    for (template, file) in all() {
        let kind_of = |step: &TemplateStep| {
            file.boards.iter().find(|board| Some(&board.key) == step.board.as_ref()).map(|board| board.kind)
        };
        for step in &file.steps {
            let fits = match step.kind {
                StepKind::Talk => true,
                StepKind::Write | StepKind::Table | StepKind::Cluster => {
                    matches!(kind_of(step), Some(BoardKind::Notes | BoardKind::Iceberg))
                }
                StepKind::Draft => kind_of(step) == Some(BoardKind::Statements),
                StepKind::Timeline => kind_of(step) == Some(BoardKind::Timeline),
                StepKind::Ballot => step.ballot.is_some(),
            };
            assert!(fits, "{template:?}: {step:?}");
        }
    }
}

#[test]
fn nothing_is_planned_that_no_step_uses_and_every_ballot_runs_once() {
    for (template, file) in all() {
        for board in &file.boards {
            let used = file.steps.iter().any(|step| step.board.as_ref() == Some(&board.key));
            assert!(used, "{template:?}: {}", board.title);
        }
        for ballot in &file.ballots {
            let runs =
                |step: &&TemplateStep| step.kind == StepKind::Ballot && step.ballot.as_ref() == Some(&ballot.key);
            assert_eq!(file.steps.iter().filter(runs).count(), 1, "{template:?}");
        }
    }
}

#[test]
fn seventeen_perspectives_in_five_groups_and_eight_tables() {
    for (template, file) in all() {
        let perspectives: BTreeSet<_> = file.groups.iter().flat_map(|group| &group.perspectives).collect();
        assert_eq!((file.groups.len(), perspectives.len(), file.tables.len()), (5, 17, 8), "{template:?}");
    }
}

#[test]
fn steps_only_tighten_what_the_workshop_promises() {
    // `named` on a step would promise names that a stricter workshop then withholds.
    for (template, file) in all() {
        assert!(file.steps.iter().all(|step| step.attribution != Some(Attribution::Named)), "{template:?}");
    }
}

/// [JOIN-1]
#[test]
fn texts_are_stored_as_they_stand_in_the_file() {
    for (template, file) in all() {
        let mut room = Scenario::nowhere();
        room.asks(open(file.clone())).then_accepted();
        let back = written(&room.all(Audience::Console));
        let texts = |file: &TemplateFile| {
            let steps = file.steps.iter().map(|step| (step.title.clone(), step.focus_question.clone()));
            (file.title.clone(), file.purpose.clone(), file.groups.clone(), steps.collect::<Vec<_>>())
        };
        assert_eq!(texts(&back), texts(&file), "{template:?}");
    }
}

/// [JOIN-1]
#[test]
fn ids_are_unique_within_and_across_workshops_and_follow_from_them() {
    for (template, file) in all() {
        let (mut seen, mut count) = (BTreeSet::new(), 0);
        for workshop in [WORKSHOP, WorkshopId::from_bytes([8; 16])] {
            let planned = commands(&file, workshop).expect("its keys fit");
            assert_eq!(planned, commands(&file, workshop).expect("its keys fit"));
            for (_, command) in planned {
                let ids = match command {
                    Command::AddTable { table, .. } => vec![*table.as_bytes()],
                    Command::AddBoard { board, columns, .. } => {
                        columns.iter().map(|column| *column.column.as_bytes()).chain([*board.as_bytes()]).collect()
                    }
                    Command::AddBallot { ballot, .. } => vec![*ballot.as_bytes()],
                    Command::AddStep { step, .. } => vec![*step.as_bytes()],
                    other => panic!("{other:?} sets nothing up"),
                };
                count += ids.len();
                seen.extend(ids);
            }
        }
        assert_eq!(seen.len(), count, "{template:?}");
    }
}

/// [TEMPLATE-2] What is exported as a template opens again as the same agenda.
#[test]
fn a_workshop_that_is_exported_as_a_template_opens_as_it_was_set_up() {
    for (template, file) in all() {
        let mut first = Scenario::nowhere();
        first.asks(open(file)).then_accepted();
        let once = written(&first.all(Audience::Console));
        let text = serde_json::to_string_pretty(&once).expect("it is written");
        assert_eq!(read(&text).as_ref(), Ok(&once), "{template:?}");
        let mut second = Scenario::nowhere();
        second.asks(open(once.clone())).then_accepted();
        assert_eq!(written(&second.all(Audience::Console)), once, "{template:?}");
        let steps = |room: &Scenario| -> Vec<_> {
            let found = room.all(Audience::Console).into_iter();
            let mut steps: Vec<_> = found
                .filter_map(|record| match record {
                    Record::Step(step) => {
                        let plain = StepSettings { board: None, ballot: None, ..step.settings.clone() };
                        Some((step.rank, plain, step.settings.board.is_some(), step.settings.ballot.is_some()))
                    }
                    _ => None,
                })
                .collect();
            steps.sort_by_key(|(rank, ..)| *rank);
            steps
        };
        assert_eq!(steps(&first), steps(&second), "{template:?}");
    }
}

/// [TEMPLATE-2] Nothing that anybody wrote goes along, and the code does not either.
#[test]
fn nothing_of_the_workshop_itself_is_in_its_template() {
    let mut room = Scenario::nowhere();
    room.asks(open(small())).then_accepted();
    let (step, column) = (derive::id(WORKSHOP, "step", 2), derive::id(WORKSHOP, "column", 1));
    room.given(LEAD, Command::EnterStep { step });
    let note = NoteId::from_bytes([9; 16]);
    let text = "A sentence that stays here".to_owned();
    room.given(LEAD, Command::PostNote { note, step, column, text, private: false, edit_key: None });
    let text = serde_json::to_string(&written(&room.all(Audience::Console))).expect("it is written");
    for kept in ["A sentence", "K7MQ", "Lead"] {
        assert!(!text.contains(kept), "{kept} in {text}");
    }
}

/// [TEMPLATE-1] A template can do nothing that a facilitator could not.
#[test]
fn what_could_not_stand_in_a_workshop_is_refused_with_its_place_in_the_file() {
    let said = refused(|file| file.steps[1].minutes = limits::STEP_MINUTES + 1);
    assert!(said.contains("Step 2, “Write”: This must lie between 0 and"), "{said}");
    let said = refused(|file| file.steps[1].board = Some("idea".into()));
    assert!(said.contains("Step 2, “Write”: The file has no board with the key “idea”."), "{said}");
    let said = refused(|file| file.steps[2].ballot = Some("votes".into()));
    assert!(said.contains("The file has no ballot with the key “votes”."), "{said}");
    let said = refused(|file| file.boards.push(file.boards[0].clone()));
    assert!(said.contains("Board “ideas”: Its key is used twice."), "{said}");
    let said = refused(|file| file.boards[0].key = "k".repeat(limits::TEMPLATE_KEY + 1));
    assert!(said.contains("A key: “kkkkkkkkkkkkkkkkkkkk…” is longer than 64 bytes."), "{said}");
    let said = refused(|file| file.boards[0].kind = BoardKind::Iceberg);
    assert!(said.contains("Board “ideas”: This does not belong on that board."), "{said}");
    let said = refused(|file| file.boards[0].columns[0].title = " ".into());
    assert!(said.contains("Board “ideas”: Write something first."), "{said}");
    let said = refused(|file| file.ballots[0].method = BallotMethod::Dots { budget: Some(0), cap: 0 });
    assert!(said.contains("Ballot “dots”"), "{said}");
    let said = refused(|file| file.tables = vec!["1".into(), "1".into()]);
    assert!(said.contains("Table 2: There is already one with this name."), "{said}");
    let said = refused(|file| file.tables = (0..=limits::TABLES).map(|number| number.to_string()).collect());
    assert!(said.contains(&format!("This workshop already has {} tables.", limits::TABLES)), "{said}");
    let said = refused(|file| file.steps.clear());
    assert!(said.contains("Its agenda: It has no steps."), "{said}");
    let said = refused(|file| file.title = "x".repeat(500));
    assert!(said.contains("Its title: This is 300 characters over"), "{said}");
    let twice = PerspectiveGroup { name: "One".into(), perspectives: vec!["A".into(), "a".into()] };
    let said = refused(|file| file.groups = vec![twice]);
    assert!(said.contains("Its perspectives: There is already one with this name."), "{said}");
}

/// [TEMPLATE-1]
#[test]
fn a_file_that_is_no_template_says_so_and_where_it_breaks() {
    let told = |text: &str| read(text).map_err(|problem| problem.to_string()).expect_err("it is no template");
    assert_eq!(read(text_of(Template::Iceberg).replace('[', "[ ").as_str()), Ok(built_in(Template::Iceberg)));
    assert_eq!(read(&format!("\u{feff}{}", text_of(Template::Iceberg))), Ok(built_in(Template::Iceberg)));
    for other in ["", "Some prose.", "[]", "{}", r#"{"format":"charrette-archive","version":1}"#] {
        assert!(told(other).starts_with("This is not a template."), "{other}");
    }
    let newer = told(r#"{"format":"charrette-template","version":2,"whatever":true}"#);
    assert!(newer.contains("template version 2; this server reads up to 1"), "{newer}");
    let misspelt = text_of(Template::Iceberg).replacen("\"minutes\"", "\"minuts\"", 1);
    let said = told(&misspelt);
    assert!(said.contains("unknown field `minuts`") && said.contains("at line "), "{said}");
    let comma = text_of(Template::Iceberg).replacen("\"version\": 1,", "\"version\": 1", 1);
    assert!(told(&comma).contains("expected `,` or `}` at line"), "{}", told(&comma));
    let large = format!("{}{}", text_of(Template::Iceberg), " ".repeat(limits::TEMPLATE_BYTES));
    assert_eq!(told(&large), "This file is larger than 128 KiB, which is the most a template may have.");
}
