//! Seventy minutes for a history that everybody builds at once.
//!
//! Facts first, then the whole wall, then its chapters, then what they teach: a story told too
//! early leaves out what does not fit it.

use super::Plan;
use super::parts;
use super::planner::{Planner, Step};
use charrette_protocol::{BoardKind, StepKind, WorkshopId};

pub(super) fn plan(workshop: WorkshopId) -> Plan {
    let mut planner = Planner::new(
        workshop,
        "How did we get here?",
        "Build one history of cell therapy, gene therapy and policy from what each of us remembers, and find \
         out what it teaches.",
    );
    let timeline = planner.board(BoardKind::Timeline, "Timeline", &parts::LANES);

    planner.step(
        Step::new(StepKind::Talk, 8, "Welcome").asks("Whose history is this, and what happens with what we write?"),
    );
    planner.step(
        Step::new(StepKind::Timeline, 7, "Events, each alone")
            .asks("Which three to five events changed the field? Say when, what, and why it matters.")
            .on(timeline)
            .private()
            .up_to(5),
    );
    planner.step(
        Step::new(StepKind::Timeline, 15, "Check at tables")
            .asks("What is told twice, which dates are wrong, and where can one read it?")
            .on(timeline),
    );
    planner.step(
        Step::new(StepKind::Timeline, 15, "Read the wall")
            .asks("How did we get here, and what is missing?")
            .on(timeline),
    );
    planner.step(
        Step::new(StepKind::Timeline, 12, "Name the eras")
            .asks("Where does one chapter end and the next begin, and what is each called?")
            .on(timeline),
    );
    planner.step(
        Step::new(StepKind::Talk, 13, "What it teaches")
            .asks("What should someone new to this take from the history? In pairs, then in fours, then all.")
            .on(timeline),
    );
    planner.finish()
}
