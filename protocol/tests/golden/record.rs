use crate::{golden, id};
use charrette_protocol::*;
use std::collections::BTreeMap;

fn text(words: &str) -> String {
    words.to_owned()
}

pub fn entry_text() -> EntryText {
    EntryText {
        lane: id!(ColumnId, 3),
        also_in: vec![id!(ColumnId, 4)],
        start: text("1988-10"),
        end: Some(text("1990")),
        title: text("The foundation is set up"),
        detail: text("After two years of talks."),
        why_it_matters: text("Care got one address."),
        source: text("Annual report 1991"),
    }
}

pub fn statement_text() -> StatementText {
    BTreeMap::from([
        (id!(ColumnId, 3), text("Members of the health committee")),
        (id!(ColumnId, 4), text("what a month without a diagnosis costs")),
    ])
}

fn version() -> StatementVersionRecord {
    StatementVersionRecord {
        id: id!(VersionId, 18),
        statement: id!(StatementId, 17),
        number: 1,
        text: statement_text(),
        at: 1_765_000_000_000,
    }
}

pub fn settings() -> StepSettings {
    StepSettings {
        kind: StepKind::Write,
        title: text("Challenges"),
        focus_question: text("What stands in the way?"),
        minutes: 15,
        board: Some(id!(BoardId, 2)),
        ballot: None,
        writing: Writing::Private,
        attribution: Some(Attribution::Anonymous),
        note_limit: Some(5),
        post_limit: Some(3),
        practice: false,
        clock_starts: true,
        advance: false,
        naming: false,
    }
}

golden!(records, "record", Record, {
    "workshop": Record::Workshop(_) => Record::Workshop(WorkshopRecord {
        id: id!(WorkshopId, 1),
        title: text("Rare disease policy"),
        purpose: text("Find what policymakers must understand."),
        attribution: Attribution::PerspectiveOnly,
        groups: vec![PerspectiveGroup {
            name: text("Patient advocacy"),
            perspectives: vec![text("Rare disease advocate"), text("Carer")],
        }],
        current_step: Some(id!(StepId, 5)),
        door_open: true,
        code: Some(text("K7MQ4XWD")),
        rehearsal: false,
        clock: Some(Clock {
            step: id!(StepId, 5),
            since: 1_900_000_000_000,
            length: 900_000,
            state: ClockState::Running { ends: 1_900_000_900_000 },
        }),
        locked: false,
        spotlight: Some(RecordKey::new(RecordKind::Note, id!(NoteId, 6))),
        wall: WallMode::Frozen,
    });
    "member": Record::Member(_) => Record::Member(MemberRecord {
        id: id!(MemberId, 2),
        name: None,
        role: Role::TableHost,
        perspective: None,
        group: Some(text("Patient advocacy")),
        table: Some(id!(TableId, 1)),
        proxy: false,
        muted: false,
    });
    "table": Record::Table(_) => Record::Table(TableRecord { id: id!(TableId, 1), name: text("4") });
    "step": Record::Step(_) => Record::Step(StepRecord {
        id: id!(StepId, 5),
        rank: 8_589_934_592,
        settings: settings(),
        effective_attribution: Attribution::Anonymous,
        entered: true,
        revealed: false,
        handed: true,
        skipped: false,
        started: Some(1_900_000_000_000),
        spent: 61_000,
        finishing: None,
    });
    "board": Record::Board(_) =>
        Record::Board(BoardRecord { id: id!(BoardId, 2), holds: BoardKind::Iceberg, title: text("Iceberg") });
    "column": Record::Column(_) => Record::Column(ColumnRecord {
        id: id!(ColumnId, 3),
        board: id!(BoardId, 2),
        rank: 4_294_967_296,
        title: text("Mental models"),
        prompt: text("What do we believe?"),
        level: Some(IcebergLevel::MentalModel),
    });
    "note": Record::Note(_) => Record::Note(NoteRecord {
        id: id!(NoteId, 6),
        board: id!(BoardId, 2),
        step: id!(StepId, 5),
        column: id!(ColumnId, 3),
        cluster: Some(id!(ClusterId, 7)),
        shelf: Shelf::Board,
        rank: 4_294_967_296,
        text: text("Nobody pays for coordination."),
        text_version: 2,
        by: Signature::Group { group: text("Patient advocacy") },
        table: Some(id!(TableId, 1)),
        deleted: false,
    });
    "cluster": Record::Cluster(_) => Record::Cluster(ClusterRecord {
        id: id!(ClusterId, 7),
        board: id!(BoardId, 2),
        rank: 4_294_967_296,
        name: text("Coordination is nobody's job"),
        name_version: 3,
        naming: Some(id!(TableId, 1)),
    });
    "entry": Record::Entry(_) => Record::Entry(EntryRecord {
        id: id!(EntryId, 8),
        board: id!(BoardId, 9),
        step: id!(StepId, 5),
        text: entry_text(),
        text_version: 1,
        by: Signature::Nobody,
        check: EntryCheck {
            state: EntryState::Disputed,
            remark: text("The annual report says 1989."),
            of_version: 1,
        },
        deleted: true,
    });
    "era": Record::Era(_) => Record::Era(EraRecord {
        id: id!(EraId, 10),
        board: id!(BoardId, 9),
        text: EraText { name: text("The early years"), start: text("1988"), end: None, story: String::new() },
        text_version: 1,
    });
    "ballot": Record::Ballot(_) => Record::Ballot(BallotRecord {
        id: id!(BallotId, 11),
        settings: BallotSettings { question: text("Which first?"), method: BallotMethod::Dots { budget: None, cap: 2 }, previous: None },
        effective_budget: Some(4),
        state: BallotState::Open,
    });
    "option": Record::Option(_) => Record::Option(OptionRecord {
        id: id!(OptionId, 12),
        ballot: id!(BallotId, 11),
        place: 0,
        label: text("Coordination is nobody's job"),
        cluster: Some(id!(ClusterId, 7)),
        notes: vec![id!(NoteId, 6)],
        entry: None,
        statement: Some(id!(StatementId, 23)),
        again: Some(id!(OptionId, 22)),
    });
    "result": Record::Result(_) => Record::Result(ResultRecord {
        id: id!(BallotId, 11),
        tally: Tally {
            eligible: 45,
            voted: 44,
            budget: 4,
            groups: vec![
                TallyGroup { name: Some(text("Patient advocacy")), voted: 20 },
                TallyGroup { name: None, voted: 24 },
            ],
            options: vec![
                OptionTally {
                    option: id!(OptionId, 12),
                    rank: 1,
                    people: 30,
                    marked: 44,
                    dots: 0,
                    by_group: vec![14, 16],
                    spreads: vec![Spread {
                        least: 1,
                        counts: vec![2, 5, 7, 18, 12],
                        median: Some(4000),
                        middle_half: Some((3000, 5000)),
                        consensus: Some(653),
                        group_medians: vec![Some(4000), None],
                    }],
                    gap: None,
                    passes: Some(false),
                    labels: vec![ResultLabel::Divided, ResultLabel::GroupDivided],
                    between_groups: Some(286),
                    across_groups: Some(610),
                    changed: Some(9),
                    reasons: vec![Reason { marks: vec![1], text: text("Nobody pays for it.") }],
                },
                OptionTally::unmarked(id!(OptionId, 13)),
            ],
            close_calls: vec![(id!(OptionId, 12), id!(OptionId, 13))],
            effective_priorities: None,
            rounds: Some(RoundsCompared { both: 40, changed: 11 }),
        },
    });
    "statement": Record::Statement(_) => Record::Statement(StatementRecord {
        id: id!(StatementId, 17),
        board: id!(BoardId, 2),
        step: id!(StepId, 5),
        table: Some(id!(TableId, 1)),
        rank: 4_294_967_296,
        text: statement_text(),
        text_version: 4,
        held: true,
        pen: Some(id!(MemberId, 2)),
        deleted: false,
    });
    "statement_version": Record::StatementVersion(_) => Record::StatementVersion(version());
    "comment": Record::Comment(_) => Record::Comment(CommentRecord {
        id: id!(CommentId, 19),
        on: id!(StatementId, 17),
        step: id!(StepId, 5),
        number: 1,
        text: text("Not without the regional hospitals."),
        text_version: 1,
        reservation: true,
        by: Signature::Group { group: text("Patient advocacy") },
    });
    "link": Record::Link(_) => Record::Link(LinkRecord {
        id: id!(NoteLinkId, 20),
        board: id!(BoardId, 2),
        from: id!(NoteId, 6),
        to: id!(NoteId, 7),
        says: LinkKind::DrivenBy,
    });
    "balance": Record::Balance(_) => Record::Balance(BalanceRecord {
        id: id!(BoardId, 2),
        people: 45,
        contributed: Some(41),
        evenness: Some(667),
        signed: 120,
        left_out: 3,
        groups: vec![
            BalanceGroup { name: Some(text("Patient advocacy")), people: 12, notes: 40, dots: Some(250) },
            BalanceGroup { name: None, people: 33, notes: 80, dots: None },
        ],
    });
    "consent": Record::Consent(_) => Record::Consent(ConsentRecord {
        id: id!(MemberId, 2),
        says: Consent { listed: true, quoted: false },
    });
    "report_text": Record::ReportText(_) => Record::ReportText(ReportTextRecord {
        id: id!(ReportTextId, 25),
        about: ReportSubject::Part { part: ReportPart::Summary },
        text: text("Nobody has the numbers."),
        text_version: 2,
    });
    "report_outline": Record::ReportOutline(_) => Record::ReportOutline(ReportOutlineRecord {
        id: id!(WorkshopId, 1),
        order: vec![ReportPart::Summary, ReportPart::Priorities],
        left_out: vec![ReportPart::Glossary],
    });
    "act": Record::Act(_) => Record::Act(ActRecord {
        id: id!(ActId, 21),
        number: 7,
        at: 1_795_521_000_000,
        by: id!(MemberId, 1),
        who: text("Ruth Adler"),
        what: Act::TakenBack,
        took_back: Some(Act::SetAside),
        on: Some(RecordKey::new(RecordKind::Note, id!(NoteId, 6))),
        name: Some(text("Warm-up note")),
        detail: Some(text("It names a person.")),
        count: Some(3),
    });
    "seat": Record::Seat(_) => Record::Seat(SeatRecord {
        id: id!(MemberId, 2),
        name: text("Anneke"),
        role: Role::Participant,
        perspective: Some(text("Carer")),
        group: Some(text("Patient advocacy")),
        table: Some(id!(TableId, 1)),
        muted: false,
        consent: Some(Consent { listed: true, quoted: false }),
        may: vec![Right::WriteNotes, Right::Export],
        notes_left: Some(3),
        can_undo: true,
    });
    "mine": Record::Mine(_) => Record::Mine(MineRecord {
        id: id!(MemberId, 2),
        notes: vec![id!(NoteId, 6)],
        entries: vec![id!(EntryId, 8)],
        comments: vec![id!(CommentId, 19)],
        pens: vec![id!(StatementId, 17)],
        asked: vec![id!(StatementId, 18)],
        asks: vec![PenAsk { statement: id!(StatementId, 17), by: Some(id!(MemberId, 2)) }],
    });
    "paper": Record::Paper(_) => Record::Paper(PaperRecord {
        id: id!(PaperId, 14),
        member: id!(MemberId, 2),
        ballot: id!(BallotId, 11),
        marks: BTreeMap::from([(id!(OptionId, 12), vec![2]), (id!(OptionId, 13), vec![1])]),
        reasons: BTreeMap::from([(id!(OptionId, 12), text("It comes first."))]),
    });
    "private_note": Record::PrivateNote(_) => Record::PrivateNote(PrivateNoteRecord {
        id: id!(NoteId, 15),
        step: id!(StepId, 5),
        column: id!(ColumnId, 3),
        text: text("I would not dare to say this aloud."),
        text_version: 1,
        hidden: Hidden::UntilReveal,
        reason: None,
        order: 1,
    });
    "table_note": Record::TableNote(_) => Record::TableNote(TableNoteRecord {
        id: id!(NoteId, 15),
        table: id!(TableId, 1),
        board: id!(BoardId, 2),
        step: id!(StepId, 5),
        column: id!(ColumnId, 3),
        text: text("Said at our table."),
        text_version: 1,
        by: Signature::Nobody,
        shelf: Shelf::Board,
        card: true,
        order: 1,
    });
    "private_entry": Record::PrivateEntry(_) => Record::PrivateEntry(PrivateEntryRecord {
        id: id!(EntryId, 16),
        step: id!(StepId, 5),
        text: entry_text(),
        text_version: 1,
        hidden: Hidden::Late,
    });
    "private_statement": Record::PrivateStatement(_) => Record::PrivateStatement(PrivateStatementRecord {
        id: id!(StatementId, 21),
        board: id!(BoardId, 2),
        step: id!(StepId, 5),
        table: Some(id!(TableId, 1)),
        rank: 4_294_967_296,
        text: statement_text(),
        text_version: 4,
        held: false,
        pen: None,
        versions: vec![version()],
    });
});

/// A record names itself as its key does, and the key's kind is the record's.
#[test]
fn kinds_are_written_like_their_records() {
    if crate::updating() {
        return; // the files are being written by another test
    }
    for kind in RecordKind::ALL {
        let name = serde_json::to_value(kind).unwrap();
        let path = crate::folder("record").join(format!("{}.json", name.as_str().unwrap()));
        let record: Record = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(record.key().kind, kind);
    }
}
