//! Ninety minutes from what anyone can see down to what nobody dares ask.

use super::Plan;
use super::parts;
use super::planner::{Planner, Step};
use charrette_protocol::{Attribution, BoardKind, StepKind, WorkshopId};

pub(super) fn plan(workshop: WorkshopId) -> Plan {
    let mut planner = Planner::new(
        workshop,
        "What lies beneath?",
        "Look at one problem level by level: what happens, what has been changing, what keeps it going, and \
         what we believe that holds it all in place.",
    );
    let iceberg = planner.board(BoardKind::Iceberg, "The iceberg", &parts::ICEBERG);
    let question = "Which cause, if it changed, would change most of the rest?";
    let causes = planner.ballot(question);

    planner.step(
        Step::new(StepKind::Talk, 8, "Welcome")
            .asks("What is an iceberg good for, and what happens with what we write?"),
    );
    // Nobody writes a mental model down if a name stands under it.
    planner.step(
        Step::new(StepKind::Write, 17, "Silent writing on four levels")
            .asks("What do you see on each level? Go all the way down: at least one note in each.")
            .on(iceberg)
            .private()
            .signed(Attribution::PerspectiveOnly)
            .up_to(8),
    );
    planner.step(
        Step::new(StepKind::Talk, 20, "Reveal and reading")
            .asks("What surprises you, and what is on the wrong level?")
            .on(iceberg),
    );
    planner.step(
        Step::new(StepKind::Cluster, 20, "Group and name")
            .asks("Which notes speak of the same cause, and what does it say in a sentence?")
            .on(iceberg),
    );
    planner.step(Step::new(StepKind::Ballot, 7, "Secret dots").asks(question).of(causes));
    planner.step(
        Step::new(StepKind::Talk, 18, "Discuss the ranking")
            .asks("What would have to be true for this to change, and who could begin?")
            .of(causes),
    );
    planner.finish()
}
