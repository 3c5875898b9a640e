use super::*;
use crate::text::{self, Lines, TextLimit};
use crate::{limits, methods};
use charrette_protocol::{Attribution, IcebergLevel, StepKind, Writing};
use std::collections::BTreeSet;

const WORKSHOP: WorkshopId = WorkshopId::from_bytes([7; 16]);

fn all() -> [(Template, Plan); 4] {
    Template::ALL.map(|template| (template, plan(template, WORKSHOP)))
}

/// Letters for the kinds, so that an agenda can be read at a glance.
fn shape(plan: &Plan) -> String {
    plan.steps
        .iter()
        .map(|(_, step)| match (step.kind, step.writing) {
            (StepKind::Talk, _) => 't',
            (StepKind::Write | StepKind::Timeline, Writing::Private) => 'p',
            (StepKind::Write, _) => 'w',
            (StepKind::Table, _) => 'a',
            (StepKind::Cluster, _) => 'c',
            (StepKind::Ballot, _) => 'b',
            (StepKind::Timeline, _) => 'h',
            (StepKind::Draft, _) => 'd',
        })
        .collect()
}

#[test]
fn agendas_have_the_steps_and_minutes_they_promise() {
    let expected = [
        (Template::EducationPriorities, 180, "twtptatcctbtdbp"),
        (Template::Iceberg, 90, "tptcbt"),
        (Template::Timeline, 70, "tphhht"),
        (Template::FullSeminar, 180, "twptcctbtthpp"),
    ];
    for (template, minutes, steps) in expected {
        let plan = plan(template, WORKSHOP);
        assert_eq!((plan.minutes(), shape(&plan).as_str()), (minutes, steps), "{template:?}");
        assert!(plan.steps.iter().all(|(_, step)| step.minutes > 0), "{template:?}");
    }
}

#[test]
fn the_first_workshop_follows_its_model_agenda_minute_by_minute() {
    let minutes =
        plan(Template::EducationPriorities, WORKSHOP).steps.iter().map(|(_, step)| step.minutes).collect::<Vec<_>>();
    assert_eq!(minutes, [10, 8, 12, 7, 5, 18, 15, 20, 15, 7, 6, 15, 25, 10, 7]);
}

#[test]
fn every_step_has_the_board_or_ballot_that_its_kind_needs() {
    for (template, plan) in all() {
        let kind_of = |wanted| plan.boards.iter().find(|board| Some(board.board) == wanted).map(|board| board.kind);
        for (_, step) in &plan.steps {
            let fits = match step.kind {
                StepKind::Talk => true,
                StepKind::Write | StepKind::Table | StepKind::Cluster => {
                    matches!(kind_of(step.board), Some(BoardKind::Notes | BoardKind::Iceberg))
                }
                StepKind::Draft => kind_of(step.board) == Some(BoardKind::Notes),
                StepKind::Timeline => kind_of(step.board) == Some(BoardKind::Timeline),
                StepKind::Ballot => step.ballot.is_some(),
            };
            assert!(fits, "{template:?}: {step:?}");
            assert_eq!(kind_of(step.board).is_some(), step.board.is_some(), "{template:?}: {step:?}");
            if let Some(ballot) = step.ballot {
                assert!(plan.ballots.iter().any(|(id, _)| *id == ballot), "{template:?}: {step:?}");
            }
        }
    }
}

#[test]
fn nothing_is_planned_that_no_step_uses_and_every_ballot_runs_once() {
    for (template, plan) in all() {
        for board in &plan.boards {
            assert!(
                plan.steps.iter().any(|(_, step)| step.board == Some(board.board)),
                "{template:?}: {}",
                board.title
            );
        }
        for (ballot, _) in &plan.ballots {
            let runs = |step: &StepSettings| step.kind == StepKind::Ballot && step.ballot == Some(*ballot);
            assert_eq!(plan.steps.iter().filter(|(_, step)| runs(step)).count(), 1, "{template:?}");
        }
    }
}

#[test]
fn an_iceberg_has_its_four_levels_in_order_and_no_other_board_has_any() {
    use IcebergLevel::*;
    for (template, plan) in all() {
        for board in &plan.boards {
            let levels: Vec<_> = board.columns.iter().filter_map(|column| column.level).collect();
            let expected: &[_] =
                if board.kind == BoardKind::Iceberg { &[Event, Pattern, Structure, MentalModel] } else { &[] };
            assert_eq!(levels, expected, "{template:?}: {}", board.title);
            assert!(!board.columns.is_empty(), "{template:?}: {}", board.title);
        }
    }
}

#[test]
fn ids_are_unique_within_and_across_workshops_and_follow_from_them() {
    for template in Template::ALL {
        let mut seen = BTreeSet::new();
        let mut count = 0;
        for workshop in [WORKSHOP, WorkshopId::from_bytes([8; 16])] {
            let first = plan(template, workshop);
            assert_eq!(first, plan(template, workshop));
            let columns = first.boards.iter().flat_map(|board| &board.columns).map(|column| *column.column.as_bytes());
            let ids: Vec<[u8; 16]> = first
                .boards
                .iter()
                .map(|board| *board.board.as_bytes())
                .chain(columns)
                .chain(first.ballots.iter().map(|(id, _)| *id.as_bytes()))
                .chain(first.steps.iter().map(|(id, _)| *id.as_bytes()))
                .chain(first.tables.iter().map(|(id, _)| *id.as_bytes()))
                .collect();
            count += ids.len();
            seen.extend(ids);
        }
        assert_eq!(seen.len(), count, "{template:?}");
    }
}

#[test]
fn texts_are_already_as_they_would_be_stored() {
    let checked = |text: &str, limit: TextLimit, must: bool| {
        let cleaned = if must { text::required(text, limit, Lines::One) } else { text::clean(text, limit, Lines::One) };
        assert_eq!(cleaned.as_deref(), Ok(text));
    };
    for (_, plan) in all() {
        checked(&plan.title, limits::TITLE, true);
        checked(&plan.purpose, limits::DETAIL, true);
        for group in &plan.groups {
            checked(&group.name, limits::NAME, true);
            group.perspectives.iter().for_each(|name| checked(name, limits::NAME, true));
        }
        plan.tables.iter().for_each(|(_, name)| checked(name, limits::NAME, true));
        for board in &plan.boards {
            checked(&board.title, limits::TITLE, true);
            for column in &board.columns {
                checked(&column.title, limits::TITLE, true);
                checked(&column.prompt, limits::DETAIL, false);
            }
        }
        plan.ballots.iter().for_each(|(_, settings)| checked(&settings.question, limits::QUESTION, true));
        for (_, step) in &plan.steps {
            checked(&step.title, limits::TITLE, true);
            checked(&step.focus_question, limits::QUESTION, false);
        }
    }
}

#[test]
fn numbers_are_within_their_limits() {
    for (template, plan) in all() {
        assert!(plan.steps.len() <= limits::STEPS && plan.boards.len() <= limits::BOARDS, "{template:?}");
        assert!(plan.ballots.len() <= limits::BALLOTS && plan.tables.len() <= limits::TABLES, "{template:?}");
        for (_, step) in &plan.steps {
            assert!(step.minutes <= limits::STEP_MINUTES, "{template:?}");
            assert!(step.note_limit.is_none_or(|limit| (1..=limits::STEP_NOTES).contains(&limit)), "{template:?}");
        }
        let fits = |settings: &BallotSettings| methods::clean(&settings.method).as_ref() == Ok(&settings.method);
        assert!(plan.ballots.iter().all(|(_, settings)| fits(settings)), "{template:?}");
    }
}

#[test]
fn seventeen_perspectives_in_five_groups_and_eight_tables() {
    for (_, plan) in all() {
        let perspectives: BTreeSet<_> = plan.groups.iter().flat_map(|group| &group.perspectives).collect();
        assert_eq!((plan.groups.len(), perspectives.len(), plan.tables.len()), (5, 17, 8));
        assert_eq!(plan.groups.iter().map(|group| group.perspectives.len()).sum::<usize>(), 17);
    }
}

#[test]
fn steps_only_tighten_what_the_workshop_promises() {
    // `named` on a step would promise names that a stricter workshop then withholds.
    for (template, plan) in all() {
        assert!(plan.steps.iter().all(|(_, step)| step.attribution != Some(Attribution::Named)), "{template:?}");
    }
}
