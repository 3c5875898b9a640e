use crate::{SECRET, check, check_nothing_else, client, golden, id, server};
use charrette_protocol::*;

golden!(doors, "http/door", Door, {
    "code": Door::Code { .. } => Door::Code { code: "k7mq-4xwd".to_owned() };
    "link": Door::Link { .. } => Door::Link { secret: SECRET.to_owned() };
});

golden!(grants, "http/grant", Grant, {
    "seat": Grant::Seat { .. } => Grant::Seat { role: Role::CoFacilitator };
    "way_back": Grant::WayBack { .. } => Grant::WayBack { member: id!(MemberId, 2), once: true };
});

golden!(import_rows, "http/import_row", ImportRow, {
    "note": ImportRow::Note { .. } => ImportRow::Note {
        line: 2,
        column: id!(ColumnId, 4),
        text: "Nobody owns the follow-up.".to_owned(),
    };
    "entry": ImportRow::Entry { .. } => ImportRow::Entry {
        line: 3,
        text: EntryText {
            lane: id!(ColumnId, 4),
            also_in: vec![id!(ColumnId, 5)],
            start: "1988-10".to_owned(),
            end: None,
            title: "The first bank of cord blood opens".to_owned(),
            detail: String::new(),
            why_it_matters: String::new(),
            source: String::new(),
        },
    };
    "unfit": ImportRow::Unfit { .. } => ImportRow::Unfit {
        line: 4,
        words: "03/04/1999 can be read in two ways. Write 1999-04-03 or 1999-03-04.".to_owned(),
    };
});

fn text(words: &str) -> String {
    words.to_owned()
}

fn groups() -> Vec<PerspectiveGroup> {
    vec![PerspectiveGroup { name: text("Patient advocacy"), perspectives: vec![text("Carer")] }]
}

fn door() -> Door {
    Door::Code { code: text("K7MQ-4XWD") }
}

fn grant() -> Grant {
    Grant::Seat { role: Role::Wall }
}

macro_rules! bodies {
    ($($name:literal: $value:expr;)*) => {
        const NAMES: &[&str] = &[$($name),*];

        #[test]
        fn bodies() {
            $( check("http/body", $name, &$value); )*
            check_nothing_else("http/body", NAMES);
        }
    };
}

bodies! {
    "OpenWorkshop": OpenWorkshop {
        start: Template::FullSeminar.into(),
        title: text("Rare disease policy"),
        attribution: Attribution::Named,
        name: text("Anneke"),
        key: None,
        workshop: id!(WorkshopId, 1),
        member: id!(MemberId, 2),
        secret: text(SECRET),
    };
    "TemplateFile": TemplateFile {
        format: TemplateFormat::CharretteTemplate,
        version: TemplateFile::VERSION,
        title: text("Rare disease policy"),
        summary: text("Write, then vote."),
        purpose: text("Find what policymakers must understand."),
        attribution: Some(Attribution::Anonymous),
        groups: groups(),
        tables: vec![text("1"), text("2")],
        boards: vec![TemplateBoard {
            key: text("ideas"),
            kind: BoardKind::Iceberg,
            title: text("Ideas"),
            columns: vec![TemplateColumn {
                title: text("Events"),
                prompt: text("What happened?"),
                level: Some(IcebergLevel::Event),
            }],
        }],
        ballots: vec![TemplateBallot {
            key: text("first"),
            question: text("Which first?"),
            method: BallotMethod::Dots { budget: Some(5), cap: 2 },
        }],
        steps: vec![TemplateStep {
            kind: StepKind::Write,
            title: text("Silent writing"),
            focus_question: text("What must they understand?"),
            minutes: 7,
            board: Some(text("ideas")),
            ballot: Some(text("first")),
            writing: Writing::Private,
            attribution: Some(Attribution::Anonymous),
            note_limit: Some(5),
            post_limit: Some(4),
            practice: true,
            clock_starts: Some(false),
            advance: true,
            naming: true,
        }],
    };
    "Seated": Seated {
        workshop: id!(WorkshopId, 1),
        title: text("Rare disease policy"),
        credential: format!("{}.{SECRET}", id!(WorkshopId, 1)),
        audience: Audience::Console,
        member: Some(id!(MemberId, 2)),
    };
    "KnockAt": KnockAt { door: door() };
    "Lobby": Lobby {
        workshop: id!(WorkshopId, 1),
        title: text("Rare disease policy"),
        purpose: text("Find what policymakers must understand."),
        attribution: Attribution::Named,
        groups: groups(),
        role: Role::Participant,
        welcome_back: None,
        open: true,
        people: 12,
    };
    "Join": Join {
        door: door(),
        name: text("Anneke"),
        perspective: Some(text("Carer")),
        member: id!(MemberId, 2),
        secret: text(SECRET),
    };
    "MakeLink": MakeLink { grant: grant() };
    "LinkMade": LinkMade { link: id!(LinkId, 3), secret: text(SECRET) };
    "LinkListed": LinkListed { link: id!(LinkId, 3), grant: grant(), made: 1_795_521_600_000 };
    "RevokeLink": RevokeLink { link: id!(LinkId, 3) };
    "Venue": Venue { addresses: vec![text("http://192.168.1.20:4480")] };
    "DrawQr": DrawQr { text: text("http://192.168.1.20:4480/j/K7MQ-4XWD") };
    "QrDrawn": QrDrawn { size: 25, path: text("M0 0h7v1H0z") };
    "ServerFacts": ServerFacts { version: version::CURRENT, server: text("0.1.0"), key_needed: false };
    "Poll": Poll { hello: client::hello() };
    "Answers": Answers {
        messages: vec![
            ServerMessage::Changes(Changes { put: vec![server::put()], drop: vec![], replace: vec![], more: false }),
            ServerMessage::Ack { id: id!(CommandId, 3) },
        ],
    };
    "PostCommand": PostCommand {
        credential: format!("{}.{SECRET}", id!(WorkshopId, 1)),
        command: client::command(),
    };
    "ExportWish": ExportWish { edit_keys: vec![text(SECRET)] };
    "OpenRehearsal": OpenRehearsal {
        workshop: id!(WorkshopId, 6),
        member: id!(MemberId, 7),
        secret: text(SECRET),
    };
    "Verified": Verified {
        viewers: 48,
        records: 39_870,
        differing: 0,
    };
    "Problem": Problem {
        code: ProblemCode::DoorClosed,
        words: text("The door is closed. Ask a facilitator to open it."),
        reason: None,
    };
    "ProblemOfARule": Problem {
        code: ProblemCode::Refused,
        words: text("This workshop already has 60 seats."),
        reason: Some(RejectionCode::RoomFull),
    };
    "ImportHeading": ImportHeading { heading: text("Idea"), field: Some(ImportField::Text) };
    "ImportPreview": ImportPreview {
        encoding: FileEncoding::Windows1252,
        separator: Some(FileSeparator::Semicolon),
        headings: vec![
            ImportHeading { heading: text("Idea"), field: Some(ImportField::Text) },
            ImportHeading { heading: text("Votes"), field: None },
        ],
        fallback: Some(id!(ColumnId, 4)),
        rows: vec![ImportRow::Note { line: 2, column: id!(ColumnId, 4), text: text("Nobody owns the follow-up.") }],
    };
    "ImportArchive": ImportArchive {
        workshop: id!(WorkshopId, 1),
        member: id!(MemberId, 2),
        secret: text(SECRET),
        name: text("Anneke"),
        title: Some(text("Rare disease policy, again")),
        archive: serde_json::from_str(r#"{"format":"charrette-archive","version":1}"#).unwrap(),
    };
}

/// Structs have no match that could be complete; the source is asked instead.
#[test]
fn every_body_has_a_file() {
    let sources = [include_str!("../../src/http.rs"), include_str!("../../src/import.rs")];
    let declared: Vec<_> = sources
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.strip_prefix("pub struct ")?.split([' ', '{', '(', ';']).next())
        .collect();
    assert!(declared.len() > 10);
    for name in declared {
        assert!(NAMES.contains(&name), "{name} has no golden file");
    }
}
