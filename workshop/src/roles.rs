//! Who may do what: role × right × step in one table, and command × right in a second.
//!
//! `decide` asks here before anything else. What every cell comes to stands, written by hand, in
//! `tests/rights.txt`; each is tried there with a command that fits.

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
const DRAFTS: When = In(&[StepKind::Draft]);
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
        Right::WriteStatements     => [ANY,    ANY,      DRAFTS, DRAFTS, DRAFTS,  Never,   Never],
        Right::Comment             => [ANY,    ANY,      ANY,    ANY,    ANY,     Never,   Never],
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

/// What a command needs of whoever asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// One of these rights, in the step the room is in.
    Now(&'static [Right]),
    /// This right in some step. The command names the step, or something that was written in one.
    InItsStep(Right),
    /// This right in every step.
    InEveryStep(Right),
    /// To be about something of one's own, which anybody with a seat has; else this right.
    OwnOr(Right),
}

use Needs::{InEveryStep, InItsStep, Now, OwnOr};

const STEER: Needs = Now(&[Right::Facilitate]);
/// Facilitators, and people who count.
const TAKE_PART: Needs = Now(&[Right::Facilitate, Right::Vote]);
/// What all see, or what one's own table holds.
const ARRANGE: Needs = Now(&[Right::Cluster, Right::WorkAtTable]);
const AT_TABLE: Needs = Now(&[Right::WorkAtTable]);
const CLUSTERS: Needs = Now(&[Right::Cluster]);
/// What somebody began in a step of drafts, and goes on with in any.
const DRAFT: Needs = InItsStep(Right::WriteStatements);

/// The second table. A command that is not in it does not compile.
#[rustfmt::skip]
pub(crate) const fn needs(command: &Command) -> Needs {
    match command {
        Command::EditWorkshop { .. }       => STEER,
        Command::TightenAttribution { .. } => STEER,
        Command::SetDoor { .. }            => STEER,
        Command::SetPerspectives { .. }    => STEER,

        Command::EditMember { .. }         => OwnOr(Right::Facilitate),
        // One's own, whoever facilitates.
        Command::GiveConsent { .. }        => OwnOr(Right::Facilitate),
        // `AppointFacilitators` as well, where somebody becomes or ceases to be one.
        Command::SetRole { .. }            => STEER,
        Command::RemoveMember { .. }       => OwnOr(Right::Facilitate),
        Command::MergeSeats { .. }         => STEER,
        Command::Mute { .. }               => STEER,
        // And to be no lead already.
        Command::TakeLead {}               => STEER,
        Command::AddProxy { .. }           => TAKE_PART,
        Command::AddTable { .. }           => STEER,
        Command::EditTable { .. }          => STEER,
        Command::RemoveTable { .. }        => STEER,
        // People who count: themselves, and whom they speak for.
        Command::AssignTable { .. }        => TAKE_PART,
        Command::SeatEverybody { .. }      => STEER,

        Command::AddStep { .. }            => STEER,
        Command::EditStep { .. }           => STEER,
        Command::MoveStep { .. }           => STEER,
        Command::RemoveStep { .. }         => STEER,
        Command::EnterStep { .. }          => STEER,
        Command::RevealStep { .. }         => STEER,

        Command::SkipStep { .. }           => STEER,
        Command::CallTime { .. }           => STEER,
        Command::CancelCall { .. }         => STEER,
        Command::StartClock {}             => STEER,
        Command::PauseClock {}             => STEER,
        Command::AddTime { .. }            => STEER,
        Command::SetLock { .. }            => STEER,
        Command::SetSpotlight { .. }       => STEER,
        Command::SetWall { .. }            => STEER,

        Command::AddBoard { .. }           => STEER,
        Command::EditBoard { .. }          => STEER,
        Command::AddColumn { .. }          => STEER,
        Command::EditColumn { .. }         => STEER,

        Command::PostNote { .. }           => InItsStep(Right::WriteNotes),
        Command::EditNote { .. }           => OwnOr(Right::EditAll),
        Command::MoveNotes { .. }          => OwnOr(Right::Cluster),
        Command::DeleteNote { .. }         => OwnOr(Right::EditAll),
        Command::RestoreNote { .. }        => OwnOr(Right::EditAll),
        // One's own; posting late is posting.
        Command::PostLate { item: LateItem::Note(_), .. }  => InItsStep(Right::WriteNotes),
        Command::PostLate { item: LateItem::Entry(_), .. } => InItsStep(Right::WriteEntries),

        Command::MergeNotes { .. }         => ARRANGE,
        Command::UnmergeNote { .. }        => ARRANGE,
        Command::ParkNotes { .. }          => ARRANGE,
        Command::ReturnNotes { .. }        => ARRANGE,
        Command::SetAside { .. }           => STEER,
        Command::HandToTables { .. }       => STEER,
        Command::PostCards { .. }          => AT_TABLE,
        Command::UnpostCards { .. }        => AT_TABLE,

        Command::MakeCluster { .. }        => CLUSTERS,
        Command::NameCluster { .. }        => CLUSTERS,
        Command::AssignNaming { .. }       => InEveryStep(Right::Cluster),
        Command::PlaceNotes { .. }         => CLUSTERS,
        Command::MergeClusters { .. }      => CLUSTERS,
        Command::SplitCluster { .. }       => CLUSTERS,
        Command::DissolveCluster { .. }    => CLUSTERS,
        Command::MoveCluster { .. }        => CLUSTERS,

        Command::AddBallot { .. }          => STEER,
        Command::EditBallot { .. }         => STEER,
        Command::FreezeOptions { .. }      => STEER,
        Command::UnfreezeOptions { .. }    => STEER,
        Command::OpenBallot { .. }         => STEER,
        Command::Vote { .. }               => Now(&[Right::Vote]),
        Command::CloseBallot { .. }        => STEER,

        Command::PostEntry { .. }          => InItsStep(Right::WriteEntries),
        Command::EditEntry { .. }          => OwnOr(Right::EditAll),
        Command::DeleteEntry { .. }        => OwnOr(Right::EditAll),
        Command::RestoreEntry { .. }       => OwnOr(Right::EditAll),
        // Eras are the room's chapters: whoever groups at any time names them.
        Command::AddEra { .. }             => InEveryStep(Right::Cluster),
        Command::EditEra { .. }            => InEveryStep(Right::Cluster),
        Command::RemoveEra { .. }          => InEveryStep(Right::Cluster),

        // What came of looking dates up is the room's ground: whoever groups at any time says it.
        Command::SetEntryState { .. }      => InEveryStep(Right::Cluster),

        Command::AddStatement { .. }       => InItsStep(Right::WriteStatements),
        // Its table's, and facilitators'.
        Command::TakePen { .. }            => DRAFT,
        Command::GivePen { .. }            => DRAFT,
        Command::ReleasePen { .. }         => DRAFT,
        // Its table's: facilitators take it over.
        Command::AskForPen { .. }          => DRAFT,
        Command::WithdrawAsk { .. }        => DRAFT,
        Command::AnswerAsk { .. }          => DRAFT,
        Command::EditStatement { .. }      => DRAFT,
        Command::DeleteStatement { .. }    => DRAFT,
        Command::RestoreStatement { .. }   => DRAFT,
        Command::Comment { .. }            => InItsStep(Right::Comment),
        Command::EditComment { .. }        => OwnOr(Right::EditAll),
        Command::DeleteComment { .. }      => OwnOr(Right::EditAll),

        Command::LinkNotes { .. }          => CLUSTERS,
        Command::UnlinkNotes { .. }        => CLUSTERS,

        Command::WriteReportText { .. }    => STEER,
        Command::ArrangeReport { .. }      => STEER,

        Command::Undo {}                   => OwnOr(Right::EditAll),
    }
}

/// Whether somebody in a role may ask for a command at all while the room is in a step of this
/// kind. Whose the thing is, and on which board it is, comes after.
pub(crate) fn admits(role: Role, command: &Command, step: Option<StepKind>) -> bool {
    match needs(command) {
        Now(rights) => rights.iter().any(|right| allows(role, *right, step)),
        InItsStep(right) => when(role, right) != Never,
        InEveryStep(right) => when(role, right) == Always,
        OwnOr(right) => role != Role::Wall || allows(role, right, step),
    }
}

const RIGHTS: [Right; 11] = [
    Right::Facilitate,
    Right::EditAll,
    Right::AppointFacilitators,
    Right::WriteNotes,
    Right::WorkAtTable,
    Right::Cluster,
    Right::Vote,
    Right::WriteEntries,
    Right::WriteStatements,
    Right::Comment,
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

/// Whether somebody in a role ever posts on boards of this kind.
pub fn posts_on(role: Role, board: BoardKind) -> bool {
    let right = match board {
        BoardKind::Notes | BoardKind::Iceberg => Right::WriteNotes,
        BoardKind::Timeline => Right::WriteEntries,
        BoardKind::Statements => Right::WriteStatements,
    };
    when(role, right) != Never
}

/// Whether a role belongs to the facilitators.
pub(crate) fn facilitates(role: Role) -> bool {
    allows(role, Right::Facilitate, None)
}

/// What somebody in a role may do now, for screens to offer.
pub(crate) fn rights_now(state: &Workshop, member: MemberId, role: Role) -> Vec<Right> {
    let step = state.head.current_step.and_then(|step| state.steps.get(&step));
    // What is looked at, and what leads, goes while the room is locked.
    let goes =
        |right: Right| matches!(right, Right::Facilitate | Right::EditAll | Right::AppointFacilitators | Right::Export);
    let is_locked = |right: Right| state.head.locked && !facilitates(role) && !goes(right);
    // Who is muted reads and votes.
    let muted = state.is_muted(member);
    let is_muted = |right: Right| muted && !goes(right) && right != Right::Vote;
    let holds = |right: Right| {
        let board = step.and_then(|step| step.settings.board).and_then(|board| state.boards.get(&board));
        allows(role, right, step.map(|step| step.settings.kind))
            && match right {
                Right::WriteNotes => {
                    board.is_some_and(|board| matches!(board.kind, BoardKind::Notes | BoardKind::Iceberg))
                }
                Right::WriteStatements | Right::Comment => {
                    board.is_some_and(|board| board.kind == BoardKind::Statements)
                }
                Right::WriteEntries => board.is_some_and(|board| board.kind == BoardKind::Timeline),
                Right::Vote => state.ballots.values().any(|ballot| ballot.state == BallotState::Open),
                _ => true,
            }
    };
    RIGHTS.into_iter().filter(|right| holds(*right) && !is_locked(*right) && !is_muted(*right)).collect()
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
