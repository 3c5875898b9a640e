use crate::record::{entry_text, settings, statement_text};
use crate::{SECRET, golden, id};
use charrette_protocol::*;
use std::collections::BTreeMap;

fn text(words: &str) -> String {
    words.to_owned()
}

golden!(commands, "command", Command, {
    "edit_workshop": Command::EditWorkshop { .. } =>
        Command::EditWorkshop { title: text("Rare disease policy"), purpose: String::new() };
    "tighten_attribution": Command::TightenAttribution { .. } =>
        Command::TightenAttribution { attribution: Attribution::PerspectiveOnly };
    "set_door": Command::SetDoor { .. } => Command::SetDoor { open: false };
    "set_perspectives": Command::SetPerspectives { .. } => Command::SetPerspectives {
        groups: vec![PerspectiveGroup { name: text("Patient advocacy"), perspectives: vec![text("Carer")] }],
    };

    "edit_member": Command::EditMember { .. } =>
        Command::EditMember { member: id!(MemberId, 1), name: text("Anneke"), perspective: Some(text("Carer")) };
    "give_consent": Command::GiveConsent { .. } => Command::GiveConsent { listed: true, quoted: false };
    "set_role": Command::SetRole { .. } => Command::SetRole { member: id!(MemberId, 1), role: Role::TableHost };
    "remove_member": Command::RemoveMember { .. } => Command::RemoveMember { member: id!(MemberId, 1) };
    "merge_seats": Command::MergeSeats { .. } => Command::MergeSeats { from: id!(MemberId, 1), into: id!(MemberId, 2) };
    "mute": Command::Mute { .. } => Command::Mute { member: id!(MemberId, 1), muted: true };
    "take_lead": Command::TakeLead {} => Command::TakeLead {};
    "add_proxy": Command::AddProxy { .. } =>
        Command::AddProxy { member: id!(MemberId, 2), name: text("Joan"), perspective: None };
    "add_table": Command::AddTable { .. } => Command::AddTable { table: id!(TableId, 3), name: text("4") };
    "edit_table": Command::EditTable { .. } => Command::EditTable { table: id!(TableId, 3), name: text("Window") };
    "remove_table": Command::RemoveTable { .. } => Command::RemoveTable { table: id!(TableId, 3) };
    "assign_table": Command::AssignTable { .. } =>
        Command::AssignTable { members: vec![id!(MemberId, 1), id!(MemberId, 2)], table: Some(id!(TableId, 3)) };

    "add_step": Command::AddStep { .. } =>
        Command::AddStep { step: id!(StepId, 5), after: Some(id!(StepId, 4)), settings: settings() };
    "edit_step": Command::EditStep { .. } => Command::EditStep { step: id!(StepId, 5), settings: settings() };
    "move_step": Command::MoveStep { .. } => Command::MoveStep { step: id!(StepId, 5), after: None };
    "remove_step": Command::RemoveStep { .. } => Command::RemoveStep { step: id!(StepId, 5) };
    "enter_step": Command::EnterStep { .. } => Command::EnterStep { step: id!(StepId, 5) };
    "reveal_step": Command::RevealStep { .. } => Command::RevealStep { step: id!(StepId, 5) };

    "skip_step": Command::SkipStep { .. } => Command::SkipStep { step: id!(StepId, 5), skipped: true };
    "call_time": Command::CallTime { .. } => Command::CallTime { step: id!(StepId, 5) };
    "cancel_call": Command::CancelCall { .. } => Command::CancelCall { step: id!(StepId, 5) };
    "start_clock": Command::StartClock {} => Command::StartClock {};
    "pause_clock": Command::PauseClock {} => Command::PauseClock {};
    "add_time": Command::AddTime { .. } => Command::AddTime { seconds: -300 };
    "set_lock": Command::SetLock { .. } => Command::SetLock { locked: true };
    "set_spotlight": Command::SetSpotlight { .. } =>
        Command::SetSpotlight { item: Some(RecordKey::new(RecordKind::Cluster, id!(ClusterId, 9))) };
    "set_wall": Command::SetWall { .. } => Command::SetWall { mode: WallMode::Blank };

    "add_board": Command::AddBoard { .. } => Command::AddBoard {
        board: id!(BoardId, 6),
        kind: BoardKind::Iceberg,
        title: text("Iceberg"),
        columns: vec![NewColumn {
            column: id!(ColumnId, 7),
            title: text("Events"),
            prompt: text("What can anyone see?"),
            level: Some(IcebergLevel::Event),
        }],
    };
    "edit_board": Command::EditBoard { .. } => Command::EditBoard { board: id!(BoardId, 6), title: text("Below") };
    "add_column": Command::AddColumn { .. } => Command::AddColumn {
        board: id!(BoardId, 6),
        column: NewColumn { column: id!(ColumnId, 8), title: text("Other"), prompt: String::new(), level: None },
    };
    "edit_column": Command::EditColumn { .. } =>
        Command::EditColumn { column: id!(ColumnId, 8), title: text("Elsewhere"), prompt: String::new() };

    "post_note": Command::PostNote { edit_key: None, .. } => Command::PostNote {
        note: id!(NoteId, 9),
        step: id!(StepId, 5),
        column: id!(ColumnId, 7),
        text: text("Nobody pays for coordination."),
        private: false,
        edit_key: None,
    };
    "post_note_anonymously": Command::PostNote { edit_key: Some(_), .. } => Command::PostNote {
        note: id!(NoteId, 9),
        step: id!(StepId, 5),
        column: id!(ColumnId, 7),
        text: text("Nobody pays for coordination."),
        private: true,
        edit_key: Some(SECRET.to_owned()),
    };
    "edit_note": Command::EditNote { .. } => Command::EditNote {
        note: id!(NoteId, 9),
        based_on: 1,
        text: text("Nobody is paid for coordination."),
        edit_key: None,
    };
    "move_notes": Command::MoveNotes { .. } => Command::MoveNotes {
        notes: vec![id!(NoteId, 9), id!(NoteId, 10)],
        column: id!(ColumnId, 7),
        after: Some(id!(NoteId, 11)), edit_key: Some(SECRET.to_owned())
    };
    "delete_note": Command::DeleteNote { .. } => Command::DeleteNote { note: id!(NoteId, 9), edit_key: None };
    "restore_note": Command::RestoreNote { .. } =>
        Command::RestoreNote { note: id!(NoteId, 9), edit_key: Some(SECRET.to_owned()) };
    "post_late": Command::PostLate { .. } =>
        Command::PostLate { item: LateItem::Note(id!(NoteId, 9)), edit_key: None };

    "seat_everybody": Command::SeatEverybody { .. } => Command::SeatEverybody { how: Seating::Balanced };
    "merge_notes": Command::MergeNotes { .. } => Command::MergeNotes {
        note: id!(NoteId, 12),
        notes: vec![id!(NoteId, 9), id!(NoteId, 10)],
        text: text("Nobody is paid for coordination."),
    };
    "unmerge_note": Command::UnmergeNote { .. } => Command::UnmergeNote { note: id!(NoteId, 12) };
    "park_notes": Command::ParkNotes { .. } => Command::ParkNotes { notes: vec![id!(NoteId, 9)] };
    "return_notes": Command::ReturnNotes { .. } => Command::ReturnNotes { notes: vec![id!(NoteId, 9)] };
    "set_aside": Command::SetAside { .. } =>
        Command::SetAside { note: id!(NoteId, 9), reason: text("It names a person.") };
    "hand_to_tables": Command::HandToTables { .. } => Command::HandToTables { step: id!(StepId, 5) };
    "post_cards": Command::PostCards { .. } => Command::PostCards { notes: vec![id!(NoteId, 9)] };
    "unpost_cards": Command::UnpostCards { .. } => Command::UnpostCards { notes: vec![id!(NoteId, 9)] };
    "assign_naming": Command::AssignNaming { .. } =>
        Command::AssignNaming { cluster: id!(ClusterId, 12), table: Some(id!(TableId, 4)) };

    "make_cluster": Command::MakeCluster { .. } => Command::MakeCluster {
        cluster: id!(ClusterId, 12),
        board: id!(BoardId, 6),
        name: String::new(),
        notes: vec![id!(NoteId, 9)],
        after: None,
    };
    "name_cluster": Command::NameCluster { .. } => Command::NameCluster {
        cluster: id!(ClusterId, 12),
        based_on: 1,
        name: text("Coordination is nobody's job"),
    };
    "place_notes": Command::PlaceNotes { .. } =>
        Command::PlaceNotes { notes: vec![id!(NoteId, 9)], cluster: Some(id!(ClusterId, 12)), after: None };
    "merge_clusters": Command::MergeClusters { .. } =>
        Command::MergeClusters { from: vec![id!(ClusterId, 13)], into: id!(ClusterId, 12) };
    "split_cluster": Command::SplitCluster { .. } => Command::SplitCluster {
        cluster: id!(ClusterId, 12),
        new: id!(ClusterId, 13),
        name: text("Money"),
        notes: vec![id!(NoteId, 9)],
    };
    "dissolve_cluster": Command::DissolveCluster { .. } => Command::DissolveCluster { cluster: id!(ClusterId, 12) };
    "move_cluster": Command::MoveCluster { .. } =>
        Command::MoveCluster { cluster: id!(ClusterId, 12), after: Some(id!(ClusterId, 13)) };

    "add_ballot": Command::AddBallot { .. } => Command::AddBallot {
        ballot: id!(BallotId, 14),
        settings: BallotSettings { question: text("Which first?"), method: BallotMethod::Dots { budget: None, cap: 2 }, previous: None },
    };
    "edit_ballot": Command::EditBallot { .. } => Command::EditBallot {
        ballot: id!(BallotId, 14),
        settings: BallotSettings { question: text("Which first?"), method: BallotMethod::Dots { budget: Some(5), cap: 1 }, previous: None },
    };
    "freeze_options": Command::FreezeOptions { .. } => Command::FreezeOptions {
        ballot: id!(BallotId, 14),
        options: vec![
            NewOption { option: id!(OptionId, 15), source: OptionSource::Again { option: id!(OptionId, 5) } },
            NewOption { option: id!(OptionId, 16), source: OptionSource::Text { label: text("None of these") } },
        ],
    };
    "unfreeze_options": Command::UnfreezeOptions { .. } => Command::UnfreezeOptions { ballot: id!(BallotId, 14) };
    "open_ballot": Command::OpenBallot { .. } => Command::OpenBallot {
        ballot: id!(BallotId, 14),
        options: vec![
            NewOption { option: id!(OptionId, 15), source: OptionSource::Cluster { cluster: id!(ClusterId, 12) } },
            NewOption { option: id!(OptionId, 16), source: OptionSource::Text { label: text("None of these") } },
        ],
    };
    "vote": Command::Vote { .. } =>
        Command::Vote {
            ballot: id!(BallotId, 14),
            marks: BTreeMap::from([(id!(OptionId, 15), vec![2]), (id!(OptionId, 16), vec![1])]),
            reasons: BTreeMap::from([(id!(OptionId, 15), text("It comes first."))]),
        };
    "close_ballot": Command::CloseBallot { .. } => Command::CloseBallot { ballot: id!(BallotId, 14) };

    "post_entry": Command::PostEntry { .. } => Command::PostEntry {
        entry: id!(EntryId, 17),
        step: id!(StepId, 5),
        text: entry_text(),
        private: false,
        edit_key: None,
    };
    "edit_entry": Command::EditEntry { .. } =>
        Command::EditEntry { entry: id!(EntryId, 17), based_on: 3, text: entry_text(), edit_key: None };
    "delete_entry": Command::DeleteEntry { .. } => Command::DeleteEntry { entry: id!(EntryId, 17), edit_key: None };
    "restore_entry": Command::RestoreEntry { .. } => Command::RestoreEntry { entry: id!(EntryId, 17), edit_key: None };
    "add_era": Command::AddEra { .. } => Command::AddEra {
        era: id!(EraId, 18),
        board: id!(BoardId, 6),
        text: EraText { name: text("The early years"), start: text("1988"), end: Some(text("1995-06")), story: String::new() },
    };
    "edit_era": Command::EditEra { .. } => Command::EditEra {
        era: id!(EraId, 18),
        based_on: 1,
        text: EraText { name: text("The early years"), start: text("1988"), end: None, story: text("It began small.") },
    };
    "remove_era": Command::RemoveEra { .. } => Command::RemoveEra { era: id!(EraId, 18) };

    "set_entry_state": Command::SetEntryState { .. } => Command::SetEntryState {
        entry: id!(EntryId, 17),
        state: EntryState::Verified,
        remark: text("Annual report 1991, page 4."),
    };
    "add_statement": Command::AddStatement { .. } => Command::AddStatement {
        statement: id!(StatementId, 19),
        step: id!(StepId, 5),
        text: statement_text(),
    };
    "take_pen": Command::TakePen { .. } => Command::TakePen { statement: id!(StatementId, 19) };
    "give_pen": Command::GivePen { .. } =>
        Command::GivePen { statement: id!(StatementId, 19), to: id!(MemberId, 2) };
    "ask_for_pen": Command::AskForPen { .. } => Command::AskForPen { statement: id!(StatementId, 19) };
    "withdraw_ask": Command::WithdrawAsk { .. } => Command::WithdrawAsk { statement: id!(StatementId, 19) };
    "answer_ask": Command::AnswerAsk { .. } => Command::AnswerAsk { statement: id!(StatementId, 19), hand_over: true };
    "release_pen": Command::ReleasePen { .. } => Command::ReleasePen { statement: id!(StatementId, 19) };
    "edit_statement": Command::EditStatement { .. } => Command::EditStatement {
        statement: id!(StatementId, 19),
        based_on: 4,
        text: statement_text(),
    };
    "delete_statement": Command::DeleteStatement { .. } => Command::DeleteStatement { statement: id!(StatementId, 19) };
    "restore_statement": Command::RestoreStatement { .. } => Command::RestoreStatement { statement: id!(StatementId, 19) };
    "comment": Command::Comment { .. } => Command::Comment {
        comment: id!(CommentId, 20),
        on: id!(StatementId, 19),
        step: id!(StepId, 5),
        text: text("Not without the regional hospitals."),
        reservation: true,
        edit_key: None,
    };
    "edit_comment": Command::EditComment { .. } => Command::EditComment {
        comment: id!(CommentId, 20),
        based_on: 1,
        text: text("With the regional hospitals."),
        edit_key: None,
    };
    "delete_comment": Command::DeleteComment { .. } =>
        Command::DeleteComment { comment: id!(CommentId, 20), edit_key: None };
    "link_notes": Command::LinkNotes { .. } => Command::LinkNotes {
        link: id!(NoteLinkId, 21),
        from: id!(NoteId, 9),
        to: id!(NoteId, 10),
        kind: LinkKind::SignOf,
    };
    "unlink_notes": Command::UnlinkNotes { .. } => Command::UnlinkNotes { link: id!(NoteLinkId, 21) };

    "write_report_text": Command::WriteReportText { .. } => Command::WriteReportText {
        about: ReportSubject::Cluster { cluster: id!(ClusterId, 12) },
        text: text("Nobody has the numbers.\n\nThree tables asked for them."),
        text_version: 0,
    };
    "arrange_report": Command::ArrangeReport { .. } => Command::ArrangeReport {
        order: vec![ReportPart::Summary, ReportPart::Priorities],
        left_out: vec![ReportPart::Glossary],
    };

    "undo": Command::Undo {} => Command::Undo {};
});
