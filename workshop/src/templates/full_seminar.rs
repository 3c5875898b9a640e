//! Priorities, history and causes in one sitting of three hours.

use super::Plan;
use super::parts::{self, WHAT_TO_UNDERSTAND, WHICH_FIRST};
use super::planner::{Planner, Step};
use charrette_protocol::{Attribution, BoardKind, StepKind, WorkshopId};

pub(super) fn plan(workshop: WorkshopId) -> Plan {
    let mut planner = Planner::new(
        workshop,
        "Cell and gene therapy: what staff must understand",
        "Agree on what congressional staff most need to understand about cell and gene therapy, see how the \
         field got here, and look for what lies beneath.",
    );
    let ideas = parts::ideas(&mut planner);
    let timeline = planner.board(BoardKind::Timeline, "How we got here", &parts::LANES);
    let iceberg = planner.board(BoardKind::Iceberg, "What lies beneath", &parts::ICEBERG);
    let priorities = planner.ballot(WHICH_FIRST);

    planner.step(
        Step::new(StepKind::Talk, 10, "Welcome and promise")
            .asks("Why are we here, and what happens with what we write?"),
    );
    parts::warm_up(&mut planner, 5);
    planner.step(
        Step::new(StepKind::Write, 8, "Silent writing")
            .asks(WHAT_TO_UNDERSTAND)
            .on(ideas)
            .private()
            .signed(Attribution::PerspectiveOnly)
            .up_to(5),
    );
    planner.step(
        Step::new(StepKind::Talk, 14, "Reveal and reading")
            .asks("What is here that you did not expect? Read first, then talk in pairs.")
            .on(ideas),
    );
    planner.step(Step::new(StepKind::Cluster, 20, "Group together").asks("Which notes belong together?").on(ideas));
    planner.step(
        Step::new(StepKind::Cluster, 12, "Name in a sentence")
            .asks("What does this cluster say, in a sentence another table would understand?")
            .on(ideas),
    );
    planner.step(
        Step::new(StepKind::Talk, 8, "Clarify")
            .asks("What does it mean, and are two of them the same? Questions only, no speeches.")
            .on(ideas),
    );
    planner.step(Step::new(StepKind::Ballot, 7, "Secret dots").asks(WHICH_FIRST).of(priorities));
    planner.step(
        Step::new(StepKind::Talk, 18, "Discuss the ranking")
            .asks("Where do we differ, and why? Start with what divides us most.")
            .of(priorities),
    );
    planner.step(Step::new(StepKind::Talk, 15, "Break").asks("Coffee. Back in 15 minutes."));
    planner.step(
        Step::new(StepKind::Timeline, 30, "Timeline")
            .asks("Which events brought us here? Say when, what, and why it matters.")
            .on(timeline),
    );
    planner.step(
        Step::new(StepKind::Write, 25, "Beneath the surface")
            .asks("What keeps our first priority where it is? Go all the way down: at least one note on each level.")
            .on(iceberg)
            .private()
            .signed(Attribution::PerspectiveOnly)
            .up_to(8),
    );
    parts::survey(&mut planner, 8);
    planner.finish()
}
