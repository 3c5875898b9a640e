//! Three hours from what everybody knows to statements the room stands behind.
//!
//! The order does the levelling: everybody writes before anyone speaks, tables choose before the
//! plenary looks, the ballot is secret, and the discussion comes after the count.

use super::Plan;
use super::parts::{self, WHAT_TO_UNDERSTAND, WHICH_FIRST};
use super::planner::{Planner, Step};
use charrette_protocol::{BallotMethod, BoardKind, StepKind, WorkshopId};

pub(super) fn plan(workshop: WorkshopId) -> Plan {
    let mut planner = Planner::new(
        workshop,
        "What must policymakers understand?",
        "Find out together what congressional staff most need to understand, rank it, and write it down in \
         statements that can be used tomorrow.",
    );
    let insights = planner.board(BoardKind::Iceberg, "What the interviews said", &parts::ICEBERG);
    let ideas = parts::ideas(&mut planner);
    let statements = planner.board(
        BoardKind::Notes,
        "Statements",
        &[("Statements", "Who needs to understand what, because of what, best shown by what?", None)],
    );
    let priorities = planner.ballot(WHICH_FIRST);
    let support = planner.ballot_by(
        BallotMethod::FistToFive { low_percent: 10 },
        "How far would you put your name to these statements?",
    );

    planner.step(
        Step::new(StepKind::Talk, 10, "Welcome and promise")
            .asks("Why are we here, and what happens with what we write?"),
    );
    parts::warm_up(&mut planner, 8);
    planner.step(
        Step::new(StepKind::Talk, 12, "Interviews as an iceberg")
            .asks("What did people tell us before today?")
            .on(insights),
    );
    planner.step(Step::new(StepKind::Write, 7, "Silent writing").asks(WHAT_TO_UNDERSTAND).on(ideas).private().up_to(5));
    planner.step(
        Step::new(StepKind::Talk, 5, "Compare in pairs")
            .asks("Would your neighbor understand each of your notes? Improve the wording.")
            .on(ideas),
    );
    planner.step(
        Step::new(StepKind::Table, 18, "Tables choose five")
            .asks("Read out in turn. Which five thoughts must the whole room see?")
            .on(ideas)
            .up_to(5)
            .cards(5),
    );
    planner.step(
        Step::new(StepKind::Talk, 15, "Break").asks("The theme team drafts clusters. Back in 15 minutes.").on(ideas),
    );
    planner.step(Step::new(StepKind::Cluster, 20, "Group together").asks("Which notes belong together?").on(ideas));
    planner.step(
        Step::new(StepKind::Cluster, 15, "Name in a sentence")
            .asks("What does this cluster say, in a sentence another table would understand?")
            .on(ideas),
    );
    planner.step(
        Step::new(StepKind::Talk, 7, "Clarify")
            .asks("What does it mean, and are two of them the same? Questions only, no speeches.")
            .on(ideas),
    );
    planner.step(Step::new(StepKind::Ballot, 6, "Secret dots").asks(WHICH_FIRST).of(priorities));
    planner.step(
        Step::new(StepKind::Talk, 15, "Discuss the ranking")
            .asks("Where do we differ, and why? Start with what divides us most.")
            .of(priorities),
    );
    planner.step(
        Step::new(StepKind::Draft, 25, "Draft statements")
            .asks("Who needs to understand what, because of what, and what shows it best?")
            .on(statements),
    );
    planner.step(
        Step::new(StepKind::Ballot, 10, "Support for the statements")
            .asks("How far would you put your name to these statements?")
            .of(support),
    );
    parts::survey(&mut planner, 7);
    planner.finish()
}
