//! A small workshop with a bit of everything, as different people see it.

use charrette_protocol::*;
use charrette_report::View;
use std::collections::BTreeMap;

/// Ids that one can tell apart when reading a file.
macro_rules! id {
    ($type:ident, $byte:expr) => {
        charrette_protocol::$type::from_bytes([$byte; 16])
    };
}
pub(crate) use id;

pub const EXPORTED: Milliseconds = 1_795_521_600_000;
pub const IDEAS: BoardId = id!(BoardId, 30);
pub const TIMELINE: BoardId = id!(BoardId, 31);
pub const ICEBERG: BoardId = id!(BoardId, 32);
pub const FORM: BoardId = id!(BoardId, 33);
pub const BALLOT: BallotId = id!(BallotId, 80);
pub const SECOND_BALLOT: BallotId = id!(BallotId, 81);

fn text(words: &str) -> String {
    words.to_owned()
}

fn step(byte: u8, rank: u64, kind: StepKind, title: &str, board: Option<BoardId>) -> Record {
    Record::Step(StepRecord {
        id: id!(StepId, byte),
        rank,
        settings: StepSettings {
            kind,
            title: text(title),
            focus_question: text("What must staff understand?"),
            minutes: 7,
            board,
            ballot: (kind == StepKind::Ballot).then_some(BALLOT),
            writing: Writing::Private,
            attribution: None,
            note_limit: Some(5),
            post_limit: None,
            practice: false,
            clock_starts: false,
            advance: false,
            naming: false,
        },
        effective_attribution: Attribution::Named,
        entered: true,
        revealed: true,
        handed: false,
        skipped: false,
        started: None,
        spent: 0,
        finishing: None,
    })
}

fn column(byte: u8, board: BoardId, rank: u64, title: &str, level: Option<IcebergLevel>) -> Record {
    Record::Column(ColumnRecord {
        id: id!(ColumnId, byte),
        board,
        rank,
        title: text(title),
        prompt: level.map(|_| text("What can anyone see?")).unwrap_or_default(),
        level,
    })
}

fn member(byte: u8, role: Role, name: &str, group: Option<&str>) -> Record {
    Record::Member(MemberRecord {
        id: id!(MemberId, byte),
        name: Some(text(name)),
        role,
        perspective: group.map(|_| text("Family caregiver")),
        group: group.map(text),
        table: (role == Role::Participant).then_some(id!(TableId, 20)),
        proxy: false,
        muted: false,
    })
}

pub fn note(byte: u8, words: &str, (board, column): (BoardId, u8), cluster: Option<u8>, by: Signature) -> Record {
    Record::Note(NoteRecord {
        id: id!(NoteId, byte),
        board,
        step: id!(StepId, 11),
        column: id!(ColumnId, column),
        cluster: cluster.map(|byte| id!(ClusterId, byte)),
        shelf: Shelf::Board,
        rank: u64::from(byte),
        text: text(words),
        text_version: 1,
        by,
        table: None,
        deleted: false,
    })
}

/// A note of the board of ideas that does not stand on it.
fn shelved(byte: u8, words: &str, shelf: Shelf) -> Record {
    match note(byte, words, (IDEAS, 41), None, group()) {
        Record::Note(note) => Record::Note(NoteRecord { shelf, rank: 0, ..note }),
        other => other,
    }
}

fn named() -> Signature {
    Signature::Named { member: id!(MemberId, 2), name: text("Zoë Ångström"), group: Some(text("Patient advocacy")) }
}

fn group() -> Signature {
    Signature::Group { group: text("Research & development") }
}

fn cluster(byte: u8, rank: u64, name: &str) -> Record {
    let (id, name) = (id!(ClusterId, byte), text(name));
    Record::Cluster(ClusterRecord { id, board: IDEAS, rank, name, name_version: 2, naming: None })
}

fn report_text(byte: u8, about: ReportSubject, words: &str) -> Record {
    Record::ReportText(ReportTextRecord { id: id!(ReportTextId, byte), about, text: text(words), text_version: 2 })
}

fn entry(byte: u8, start: &str, end: Option<&str>, title: &str, why: &str) -> Record {
    Record::Entry(EntryRecord {
        id: id!(EntryId, byte),
        board: TIMELINE,
        step: id!(StepId, 12),
        text: EntryText {
            lane: id!(ColumnId, 42),
            also_in: vec![id!(ColumnId, 43)],
            start: text(start),
            end: end.map(text),
            title: text(title),
            detail: text("A first line.\nA second, with a comma."),
            why_it_matters: text(why),
            source: text("https://a.test/paper"),
        },
        text_version: 1,
        by: group(),
        check: if byte == 72 {
            EntryCheck { state: EntryState::Verified, remark: text("Seen in the label."), of_version: 1 }
        } else {
            EntryCheck::none()
        },
        deleted: false,
    })
}

/// A statement's text in the fields of the form.
fn says(who: &str, what: Option<&str>) -> StatementText {
    let what = what.map(|what| (id!(ColumnId, 47), text(what)));
    std::iter::once((id!(ColumnId, 46), text(who))).chain(what).collect()
}

fn version(byte: u8, number: u32, who: &str, what: Option<&str>) -> Record {
    Record::StatementVersion(StatementVersionRecord {
        id: id!(VersionId, byte),
        statement: id!(StatementId, 63),
        number,
        text: says(who, what),
        at: EXPORTED - 600_000,
    })
}

fn comment(byte: u8, number: u32, words: &str, reservation: bool, by: Signature) -> Record {
    Record::Comment(CommentRecord {
        id: id!(CommentId, byte),
        on: id!(StatementId, 63),
        step: id!(StepId, 14),
        number,
        text: text(words),
        text_version: 1,
        reservation,
        by,
    })
}

fn tally() -> Tally {
    let option = |byte: u8, rank, people, dots, by_group: &[u32]| OptionTally {
        rank,
        people,
        marked: people,
        dots,
        by_group: by_group.to_vec(),
        ..OptionTally::unmarked(id!(OptionId, byte))
    };
    let first = OptionTally {
        labels: vec![ResultLabel::OneGroupPriority],
        between_groups: Some(64),
        across_groups: Some(681),
        reasons: vec![Reason { marks: vec![2], text: text("Nothing else | moves without it.") }],
        ..option(91, 1, 31, 41, &[20, 11])
    };
    Tally {
        eligible: 45,
        voted: 43,
        budget: 4,
        groups: vec![
            TallyGroup { name: Some(text("Patient advocacy")), voted: 24 },
            TallyGroup { name: None, voted: 19 },
        ],
        options: vec![first, option(92, 2, 30, 36, &[15, 15]), option(90, 3, 0, 0, &[0, 0])],
        close_calls: vec![(id!(OptionId, 91), id!(OptionId, 92))],
        effective_priorities: Some(1990),
        rounds: None,
    }
}

/// A second round on a scale.
fn second_tally() -> Tally {
    let spread = |counts: [u32; 5], median, middle_half, consensus, group_medians: [Option<i32>; 2]| Spread {
        least: 1,
        counts: counts.to_vec(),
        median: Some(median),
        middle_half: Some(middle_half),
        consensus: Some(consensus),
        group_medians: group_medians.to_vec(),
    };
    let option = |byte, rank, people, spread, changed| OptionTally {
        rank,
        people,
        marked: 40,
        by_group: vec![people - 5, 5],
        spreads: vec![spread],
        changed: Some(changed),
        ..OptionTally::unmarked(id!(OptionId, byte))
    };
    Tally {
        eligible: 45,
        voted: 41,
        budget: 0,
        groups: tally().groups,
        options: vec![
            OptionTally {
                passes: Some(true),
                ..option(97, 1, 35, spread([0, 1, 4, 20, 15], 4000, (4000, 5000), 780, [Some(4500), Some(4000)]), 3)
            },
            OptionTally {
                passes: Some(false),
                labels: vec![ResultLabel::Divided],
                reasons: vec![Reason { marks: vec![1], text: text("Nobody pays for it.") }],
                ..option(98, 2, 18, spread([14, 4, 4, 8, 10], 3000, (1000, 5000), 240, [Some(5000), None]), 12)
            },
        ],
        close_calls: vec![],
        effective_priorities: None,
        rounds: Some(RoundsCompared { both: 39, changed: 13 }),
    }
}

fn option(byte: u8, place: u32, label: &str) -> Record {
    let again = if byte > 95 { Some(id!(OptionId, byte - 6)) } else { None };
    Record::Option(OptionRecord {
        id: id!(OptionId, byte),
        ballot: if again.is_some() { SECOND_BALLOT } else { BALLOT },
        place,
        label: text(label),
        cluster: (byte == 91).then_some(id!(ClusterId, 61)),
        notes: if byte == 91 { vec![id!(NoteId, 51), id!(NoteId, 52)] } else { vec![] },
        entry: None,
        statement: None,
        again,
    })
}

/// What the lead sees.
pub fn records() -> Vec<Record> {
    let mut records = vec![
        Record::Workshop(WorkshopRecord {
            id: id!(WorkshopId, 1),
            title: text("Gene and cell therapy: what must staff understand?"),
            purpose: text("Find the few things that help.\nLeave with a report."),
            attribution: Attribution::Named,
            groups: vec![
                PerspectiveGroup {
                    name: text("Research & development"),
                    perspectives: vec![text("Academic scientist")],
                },
                PerspectiveGroup {
                    name: text("Patient advocacy"),
                    perspectives: vec![text("Family caregiver"), text("Sickle cell advocate")],
                },
            ],
            current_step: Some(id!(StepId, 13)),
            door_open: true,
            code: Some(text("K7MQ4XWD")),
            rehearsal: false,
            clock: None,
            locked: false,
            spotlight: None,
            wall: WallMode::Live,
        }),
        // The current step comes first, as a room projects it; a file follows the agenda.
        step(13, 30, StepKind::Ballot, "Vote", None),
        step(10, 10, StepKind::Talk, "Welcome", None),
        step(11, 20, StepKind::Write, "Ideas, each alone", Some(IDEAS)),
        step(14, 45, StepKind::Draft, "Draft statements", Some(FORM)),
        step(12, 40, StepKind::Timeline, "Read the wall", Some(TIMELINE)),
        member(3, Role::Participant, "Tomasz Grabowiecki", Some("Research & development")),
        member(2, Role::Participant, "Zoë Ångström", Some("Patient advocacy")),
        member(1, Role::Lead, "Anneke", None),
        Record::Table(TableRecord { id: id!(TableId, 21), name: text("Table 10") }),
        Record::Table(TableRecord { id: id!(TableId, 20), name: text("Table 2") }),
        Record::Board(BoardRecord { id: TIMELINE, holds: BoardKind::Timeline, title: text("Timeline") }),
        Record::Board(BoardRecord { id: ICEBERG, holds: BoardKind::Iceberg, title: text("What lies beneath") }),
        Record::Board(BoardRecord { id: IDEAS, holds: BoardKind::Notes, title: text("What staff must understand") }),
        column(41, IDEAS, 1, "Ideas", None),
        column(43, TIMELINE, 2, "Policy", None),
        column(42, TIMELINE, 1, "Cell therapy", None),
        column(44, ICEBERG, 1, "Events", Some(IcebergLevel::Event)),
        column(45, ICEBERG, 2, "Mental models", Some(IcebergLevel::MentalModel)),
        note(52, "Coverage stops at the clinic door.", (IDEAS, 41), Some(61), named()),
        note(51, "Families carry what no budget names.\nTravel, lodging, wages.", (IDEAS, 41), Some(61), group()),
        note(53, "Un año no basta: «el beneficio llega después».", (IDEAS, 41), None, Signature::Nobody),
        note(54, "=HYPERLINK(\"http://a.test\";\"click\")", (IDEAS, 41), Some(62), named()),
        shelved(70, "Travel is unpaid.", Shelf::Merged { into: id!(NoteId, 51) }),
        shelved(71, "Lodging is *unpaid*.", Shelf::Merged { into: id!(NoteId, 51) }),
        shelved(72, "What do other countries do?", Shelf::Parked),
        shelved(73, "Nobody chose this.", Shelf::Annex),
        shelved(74, "Dr. Smith never calls.", Shelf::SetAside { reason: text("It names a person.") }),
        note(55, "Trials stopped after one death.", (ICEBERG, 44), None, group()),
        cluster(62, 20, ""),
        cluster(61, 10, "A covered therapy is not yet a therapy people can reach"),
        entry(72, "1990-09-14", None, "First approved gene therapy trial", "A start."),
        entry(71, "1988-10", Some("1990"), "Cord blood is used for the first time", ""),
        Record::Board(BoardRecord { id: FORM, holds: BoardKind::Statements, title: text("Statements") }),
        column(46, FORM, 1, "Who", None),
        column(47, FORM, 2, "Needs to understand", None),
        Record::Statement(StatementRecord {
            id: id!(StatementId, 63),
            board: FORM,
            step: id!(StepId, 14),
            table: Some(id!(TableId, 20)),
            rank: 10,
            text: says("Budget committee staff", Some("which benefits fall outside\na ten-year window")),
            text_version: 4,
            held: true,
            pen: Some(id!(MemberId, 2)),
            deleted: false,
        }),
        version(64, 1, "Staff", None),
        version(65, 2, "Budget committee staff", Some("which benefits fall outside\na ten-year window")),
        comment(67, 2, "Ten years is *not* the only window.", true, group()),
        comment(66, 1, "Say which committee.", false, named()),
        Record::Act(ActRecord {
            id: id!(ActId, 91),
            number: 4,
            at: 1_795_521_000_000,
            by: id!(MemberId, 1),
            who: text("Anneke"),
            what: Act::TakenBack,
            took_back: Some(Act::SetAside),
            on: Some(RecordKey::new(RecordKind::Note, id!(NoteId, 57))),
            name: None,
            detail: Some(text("=It names a person.")),
            count: None,
        }),
        report_text(28, ReportSubject::Cluster { cluster: id!(ClusterId, 61) }, "=Half of the room said so."),
        report_text(27, ReportSubject::Part { part: ReportPart::Glossary }, "Words as the room used them."),
        report_text(26, ReportSubject::Part { part: ReportPart::Summary }, "Cover first,\nthen reach."),
        Record::ReportOutline(ReportOutlineRecord {
            id: id!(WorkshopId, 1),
            order: vec![ReportPart::Summary, ReportPart::Priorities],
            left_out: vec![ReportPart::Glossary],
        }),
        Record::Consent(ConsentRecord { id: id!(MemberId, 2), says: Consent { listed: true, quoted: false } }),
        Record::Link(LinkRecord {
            id: id!(NoteLinkId, 68),
            board: ICEBERG,
            from: id!(NoteId, 55),
            to: id!(NoteId, 57),
            says: LinkKind::DrivenBy,
        }),
        note(57, "We think risk is for others.", (ICEBERG, 45), None, group()),
        Record::Era(EraRecord {
            id: id!(EraId, 75),
            board: TIMELINE,
            text: EraText {
                name: text("Out of the laboratory"),
                start: text("1980"),
                end: Some(text("1998")),
                story: text("An attempt without permission opens the period."),
            },
            text_version: 1,
        }),
        Record::Ballot(BallotRecord {
            id: BALLOT,
            settings: BallotSettings {
                question: text("Which first?"),
                method: BallotMethod::Dots { budget: None, cap: 2 },
                previous: None,
            },
            effective_budget: Some(4),
            state: BallotState::Closed,
        }),
        option(91, 1, "We pay for a lifetime of benefit through a system built for one year"),
        option(92, 2, "A covered therapy is not yet a therapy people can reach"),
        option(90, 3, "None of these"),
        Record::Result(ResultRecord { id: BALLOT, tally: tally() }),
        Record::Ballot(BallotRecord {
            id: SECOND_BALLOT,
            settings: BallotSettings {
                question: text("How sure are we by now?"),
                method: BallotMethod::Scale { labels: Vec::new(), pass_percent: Some(75) },
                previous: Some(BALLOT),
            },
            effective_budget: None,
            state: BallotState::Closed,
        }),
        option(97, 1, "We pay for a lifetime of benefit through a system built for one year"),
        option(98, 2, "A covered therapy is not yet a therapy people can reach"),
        Record::Result(ResultRecord { id: SECOND_BALLOT, tally: second_tally() }),
    ];
    if let Record::Note(mut deleted) = note(56, "Taken back.", (IDEAS, 41), None, named()) {
        deleted.deleted = true;
        records.push(Record::Note(deleted));
    }
    records
}

/// A warm-up on a board of its own, a first try at the ballot on one that is used again, and what they brought.
pub fn practice() -> Vec<Record> {
    let board = id!(BoardId, 37);
    let mut steps = [
        step(17, 12, StepKind::Write, "Warm-up", Some(board)),
        step(18, 13, StepKind::Ballot, "Try the dots", Some(IDEAS)),
    ];
    for record in &mut steps {
        if let Record::Step(step) = record {
            step.settings.practice = true;
        }
    }
    let mut travelled = note(157, "Practised: Lisbon.", (board, 49), None, named());
    if let Record::Note(note) = &mut travelled {
        note.step = id!(StepId, 17);
    }
    let mut tried = note(158, "Practised: beside the others.", (IDEAS, 41), None, named());
    if let Record::Note(note) = &mut tried {
        note.step = id!(StepId, 18);
    }
    let draft = StatementRecord {
        id: id!(StatementId, 163),
        board: FORM,
        step: id!(StepId, 18),
        table: None,
        rank: 90,
        text: says("Practised: everybody", None),
        text_version: 1,
        held: false,
        pen: None,
        deleted: false,
    };
    let of_draft = |record| match record {
        Record::Comment(comment) => Record::Comment(CommentRecord { on: draft.id, ..comment }),
        Record::StatementVersion(version) => {
            Record::StatementVersion(StatementVersionRecord { statement: draft.id, ..version })
        }
        other => other,
    };
    let said =
        [comment(166, 1, "Practised: why?", false, named()), version(164, 1, "Practised: all", None)].map(of_draft);
    let [first, second] = steps;
    let practised = vec![
        first,
        second,
        Record::Board(BoardRecord { id: board, holds: BoardKind::Notes, title: text("Practised: travels") }),
        column(49, board, 1, "Practised: from where", None),
        travelled,
        tried,
        Record::Statement(draft),
    ];
    practised.into_iter().chain(said).collect()
}

/// What only the one who exports sees.
pub fn personal() -> Vec<Record> {
    vec![
        Record::Seat(SeatRecord {
            id: id!(MemberId, 1),
            name: text("Anneke"),
            role: Role::Lead,
            perspective: None,
            group: None,
            table: None,
            muted: false,
            consent: None,
            may: vec![Right::Facilitate, Right::Export],
            notes_left: None,
            can_undo: true,
        }),
        Record::PrivateNote(PrivateNoteRecord {
            id: id!(NoteId, 57),
            step: id!(StepId, 11),
            column: id!(ColumnId, 41),
            text: text("Nobody else has read this yet."),
            text_version: 1,
            hidden: Hidden::UntilReveal,
            reason: None,
            order: 1,
        }),
        Record::Paper(PaperRecord {
            id: id!(PaperId, 95),
            member: id!(MemberId, 1),
            ballot: BALLOT,
            marks: BTreeMap::from([(id!(OptionId, 91), vec![2]), (id!(OptionId, 92), vec![1])]),
            reasons: BTreeMap::from([(id!(OptionId, 91), text("It comes first."))]),
        }),
    ]
}

pub fn view() -> View {
    View::new(EXPORTED, Audience::Console, records(), personal(), text("q1-chain_head"))
}

/// A view in which every text of a person is this one.
pub fn saying(words: &str) -> View {
    let json = serde_json::to_value((records(), personal())).unwrap();
    let (shared, personal) = serde_json::from_value(replace(json, words)).unwrap();
    View::new(EXPORTED, Audience::Console, shared, personal, text("state"))
}

fn replace(json: serde_json::Value, words: &str) -> serde_json::Value {
    use serde_json::Value;
    const TEXTS: [&str; 15] = [
        "label",
        "remark",
        "title",
        "purpose",
        "name",
        "perspective",
        "group",
        "text",
        "focus_question",
        "prompt",
        "detail",
        "why_it_matters",
        "source",
        "story",
        "question",
    ];
    // What stands under an id is what somebody wrote in a field, or beside an option.
    let is_words = |key: &str| TEXTS.contains(&key) || key.parse::<ColumnId>().is_ok();
    match json {
        Value::Array(values) => values.into_iter().map(|value| replace(value, words)).collect(),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(key, value)| match value {
                    Value::String(_) if is_words(&key) => (key, words.into()),
                    other => (key, replace(other, words)),
                })
                .collect(),
        ),
        other => other,
    }
}

/// Texts that try to be something else.
pub const HOSTILE: [&str; 22] = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "\"=1+1",
    "','=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "a;=cmd|' /C calc'!A0",
    "\u{feff}=1+1",
    "\u{202e}=1+1",
    "../../etc/passwd\0.csv",
    "# heading\n\n| a | b |\n|---|---|\n\n<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](http://a.test/x.png) <https://a.test> www.a.test",
    "```\n~~~\n---\n===\n1. one\n> quote\n    code\n{{ x }} $y$ &lt;",
];
