//! Who may do what: one table of role × right × step.

use crate::state::Workshop;
use charrette_protocol::*;

/// When somebody in a role has a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Never,
    Always,
    /// In steps of these kinds.
    In(&'static [StepKind]),
}

use When::{Always, In, Never};

const ANY: When = In(&[
    StepKind::Talk,
    StepKind::Write,
    StepKind::Table,
    StepKind::Cluster,
    StepKind::Ballot,
    StepKind::Timeline,
    StepKind::Draft,
]);
const NOTES: When = In(&[StepKind::Write, StepKind::Table, StepKind::Draft]);
const TABLE: When = In(&[StepKind::Table]);
const CLUSTER: When = In(&[StepKind::Cluster]);
const DATES: When = In(&[StepKind::Timeline, StepKind::Table]);

/// The table. A facilitator writes in any step whose board takes it.
#[rustfmt::skip]
pub(crate) const fn when(role: Role, right: Right) -> When {
    //                                          lead    co-facil. theme   host    partic.  observer wall
    let row = match right {
        Right::Facilitate          => [Always, Always,   Never,  Never,  Never,   Never,   Never],
        Right::EditAll             => [Always, Always,   Never,  Never,  Never,   Never,   Never],
        Right::AppointFacilitators => [Always, Never,    Never,  Never,  Never,   Never,   Never],
        Right::WriteNotes          => [ANY,    ANY,      NOTES,  NOTES,  NOTES,   Never,   Never],
        Right::WorkAtTable         => [Never,  Never,    TABLE,  TABLE,  TABLE,   Never,   Never],
        Right::Cluster             => [Always, Always,   Always, CLUSTER, CLUSTER, Never,  Never],
        Right::Vote                => [Never,  Never,    Always, Always, Always,  Never,   Never],
        Right::WriteEntries        => [ANY,    ANY,      DATES,  DATES,  DATES,   Never,   Never],
        Right::Export              => [Always, Always,   Always, Always, Always,  Always,  Never],
    };
    row[match role {
        Role::Lead => 0,
        Role::CoFacilitator => 1,
        Role::ThemeTeam => 2,
        Role::TableHost => 3,
        Role::Participant => 4,
        Role::Observer => 5,
        Role::Wall => 6,
    }]
}

const RIGHTS: [Right; 9] = [
    Right::Facilitate,
    Right::EditAll,
    Right::AppointFacilitators,
    Right::WriteNotes,
    Right::WorkAtTable,
    Right::Cluster,
    Right::Vote,
    Right::WriteEntries,
    Right::Export,
];

/// Whether a role has a right in a step of this kind; none = the room is in no step.
pub(crate) fn allows(role: Role, right: Right, step: Option<StepKind>) -> bool {
    match when(role, right) {
        Never => false,
        Always => true,
        In(kinds) => step.is_some_and(|step| kinds.contains(&step)),
    }
}

/// Whether a role belongs to the facilitators.
pub(crate) fn facilitates(role: Role) -> bool {
    allows(role, Right::Facilitate, None)
}

/// What somebody in a role may do now, for screens to offer.
pub(crate) fn rights_now(state: &Workshop, role: Role) -> Vec<Right> {
    let step = state.head.current_step.and_then(|step| state.steps.get(&step));
    // What is looked at, and what leads, goes while the room is locked.
    let goes =
        |right: Right| matches!(right, Right::Facilitate | Right::EditAll | Right::AppointFacilitators | Right::Export);
    let is_locked = |right: Right| state.head.locked && !facilitates(role) && !goes(right);
    let holds = |right: Right| {
        let board = step.and_then(|step| step.settings.board).and_then(|board| state.boards.get(&board));
        allows(role, right, step.map(|step| step.settings.kind))
            && match right {
                Right::WriteNotes => board.is_some_and(|board| board.kind != BoardKind::Timeline),
                Right::WriteEntries => board.is_some_and(|board| board.kind == BoardKind::Timeline),
                Right::Vote => state.ballots.values().any(|ballot| ballot.state == BallotState::Open),
                _ => true,
            }
    };
    RIGHTS.into_iter().filter(|right| holds(*right) && !is_locked(*right)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [ROLE-1] [ROLE-2]
    #[test]
    fn facilitators_steer_and_never_vote_and_walls_do_nothing() {
        for right in RIGHTS {
            assert_eq!(when(Role::Wall, right), Never, "{right:?}");
        }
        for role in [Role::Lead, Role::CoFacilitator] {
            assert!(facilitates(role));
            assert!(!allows(role, Right::Vote, Some(StepKind::Ballot)));
        }
        for role in [Role::ThemeTeam, Role::TableHost, Role::Participant, Role::Observer, Role::Wall] {
            assert!(!facilitates(role));
            assert_eq!(allows(role, Right::Vote, None), Workshop::counts(role));
        }
    }

    /// [ROLE-3]
    #[test]
    fn an_observer_may_export_and_nothing_else() {
        for right in RIGHTS {
            assert_eq!(when(Role::Observer, right) != Never, right == Right::Export);
        }
    }
}
