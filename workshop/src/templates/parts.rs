//! What several templates share: perspectives, levels, lanes, the first and the last step.

use super::planner::{Heading, Planner, Step};
use charrette_protocol::{Attribution, BoardId, BoardKind, IcebergLevel, PerspectiveGroup, StepKind};

/// Tables set up: with 45 people, five or six sit at each.
pub(super) const TABLES: u64 = 8;

/// The question of the priorities templates.
pub(super) const WHAT_TO_UNDERSTAND: &str =
    "What must congressional staff understand about cell and gene therapy, and what stands in the way?";

/// The question of the ballot on priorities.
pub(super) const WHICH_FIRST: &str = "Which of these should staff understand first?";

/// Seventeen perspectives in five groups. Only groups are ever published.
pub(super) fn groups() -> Vec<PerspectiveGroup> {
    const GROUPS: [(&str, &[&str]); 5] = [
        ("Research & development", &["Academic scientist", "Manufacturing lead", "Treatment center clinician"]),
        ("Patient advocacy", &["Rare disease advocate", "Sickle cell advocate", "Family caregiver"]),
        ("Market", &["Biotech founder", "Life-science investor", "Commercial health plan", "Self-insured employer"]),
        (
            "Government",
            &["Former FDA reviewer", "Federal payer expert", "State Medicaid official", "Congressional staff"],
        ),
        ("Policy", &["Health economist", "Bioethicist", "International policy analyst"]),
    ];
    let owned = |perspectives: &[&str]| perspectives.iter().map(|&name| name.to_owned()).collect();
    GROUPS
        .map(|(name, perspectives)| PerspectiveGroup { name: name.to_owned(), perspectives: owned(perspectives) })
        .into()
}

/// The four levels of the iceberg, from the tip down.
pub(super) const ICEBERG: [Heading; 4] = [
    ("Events", "What happened that anyone can see?", Some(IcebergLevel::Event)),
    ("Patterns", "What has been changing for years?", Some(IcebergLevel::Pattern)),
    ("Structures", "Which rules, money flows and institutions keep it going?", Some(IcebergLevel::Structure)),
    (
        "Mental models",
        "What do we believe, or not dare ask, that holds those in place?",
        Some(IcebergLevel::MentalModel),
    ),
];

/// The lanes of the timeline.
pub(super) const LANES: [Heading; 3] = [
    ("Cell therapy", "Transplants, engineered cells, the products made of them", None),
    ("Gene therapy", "Vectors, gene editing, the products made with them", None),
    ("Policy", "Laws, rules, payment, oversight, and what moved them", None),
];

/// The warm-up: everybody sends one note that matters to nobody, and so finds out how it works.
pub(super) fn warm_up(planner: &mut Planner, minutes: u16) {
    let question = "Where did you travel from today?";
    let board =
        planner.board(BoardKind::Notes, "Warm-up", &[("Practice", "One line, to see how writing works here.", None)]);
    planner.step(Step::new(StepKind::Write, minutes, "Warm-up note").asks(question).on(board).up_to(1).practice());
}

/// The last step: three questions, answered privately and without a name.
pub(super) fn survey(planner: &mut Planner, minutes: u16) {
    let board = planner.board(
        BoardKind::Notes,
        "Closing survey",
        &[
            ("What helped", "What was worth your time today?", None),
            ("What was missing", "Whom or what did we not hear?", None),
            ("What comes next", "What will you do with this, and what would help you?", None),
        ],
    );
    planner.step(
        Step::new(StepKind::Write, minutes, "Three questions")
            .asks("Before you leave: what should the organizers know?")
            .on(board)
            .private()
            .signed(Attribution::Anonymous)
            .up_to(3),
    );
}

/// The board of the priorities templates. Levels and themes come later; first there are ideas.
pub(super) fn ideas(planner: &mut Planner) -> BoardId {
    planner.board(
        BoardKind::Notes,
        "What staff must understand",
        &[("Ideas", "One idea, one sentence. Say what you have seen, not what everybody says.", None)],
    )
}
