//! Values that stand inside records and commands.

use crate::{check, check_nothing_else, golden, id};
use charrette_protocol::*;

golden!(signatures, "value/signature", Signature, {
    "named": Signature::Named { .. } => Signature::Named {
        member: id!(MemberId, 1),
        name: "Anneke".to_owned(),
        group: Some("Patient advocacy".to_owned()),
    };
    "group": Signature::Group { .. } => Signature::Group { group: "Patient advocacy".to_owned() };
    "nobody": Signature::Nobody => Signature::Nobody;
});

golden!(option_sources, "value/option_source", OptionSource, {
    "cluster": OptionSource::Cluster { .. } => OptionSource::Cluster { cluster: id!(ClusterId, 1) };
    "note": OptionSource::Note { .. } => OptionSource::Note { note: id!(NoteId, 2) };
    "entry": OptionSource::Entry { .. } => OptionSource::Entry { entry: id!(EntryId, 3) };
    "statement": OptionSource::Statement { .. } => OptionSource::Statement { statement: id!(StatementId, 5) };
    "again": OptionSource::Again { .. } => OptionSource::Again { option: id!(OptionId, 4) };
    "text": OptionSource::Text { .. } => OptionSource::Text { label: "None of these".to_owned() };
});

golden!(starts, "value/start", Start, {
    "template": Start::Template { .. } => Start::Template { template: Template::Iceberg };
    "file": Start::File { .. } => Start::File { text: "{ \"format\": \"charrette-template\" }".to_owned() };
});

fn axis(title: &str, low: &str, high: &str) -> Axis {
    Axis { title: title.to_owned(), low: low.to_owned(), high: high.to_owned() }
}

golden!(ballot_methods, "value/ballot_method", BallotMethod, {
    "dots": BallotMethod::Dots { .. } => BallotMethod::Dots { budget: Some(5), cap: 2 };
    "fist_to_five": BallotMethod::FistToFive { .. } => BallotMethod::FistToFive { low_percent: 10 };
    "gradients": BallotMethod::Gradients { .. } =>
        BallotMethod::Gradients { labels: vec!["I support it".to_owned(), "I can live with it".to_owned(), "I block it".to_owned()] };
    "scale": BallotMethod::Scale { .. } => BallotMethod::Scale { labels: Vec::new(), pass_percent: Some(75) };
    "two_scales": BallotMethod::TwoScales { .. } => BallotMethod::TwoScales {
        across: axis("Feasibility", "out of reach", "could start tomorrow"),
        up: axis("Impact", "hardly any", "changes the field"),
        gap: false,
    };
    "ranking": BallotMethod::Ranking { .. } => BallotMethod::Ranking { places: 5 };
    "reactions": BallotMethod::Reactions { .. } => BallotMethod::Reactions { turning_points: 2 };
});

golden!(shelves, "value/shelf", Shelf, {
    "board": Shelf::Board => Shelf::Board;
    "table": Shelf::Table => Shelf::Table;
    "annex": Shelf::Annex => Shelf::Annex;
    "parked": Shelf::Parked => Shelf::Parked;
    "set_aside": Shelf::SetAside { .. } => Shelf::SetAside { reason: "It names a person.".to_owned() };
    "merged": Shelf::Merged { .. } => Shelf::Merged { into: id!(NoteId, 12) };
});

golden!(late_items, "value/late_item", LateItem, {
    "note": LateItem::Note(_) => LateItem::Note(id!(NoteId, 1));
    "entry": LateItem::Entry(_) => LateItem::Entry(id!(EntryId, 2));
});

/// All words of an enum without fields; that none is forgotten, the compiler sees.
macro_rules! words {
    ($type:ident: $($variant:ident)*) => {{
        fn _covers(value: $type) {
            match value { $($type::$variant => (),)* }
        }
        let all = vec![$($type::$variant),*];
        let name = stringify!($type);
        check("value/words", name, &all);
        name
    }};
}

#[test]
fn words() {
    let names = [
        words!(Role: Lead CoFacilitator ThemeTeam TableHost Participant Observer Wall),
        words!(Attribution: Named PerspectiveOnly Anonymous),
        words!(StepKind: Talk Write Table Cluster Ballot Timeline Draft),
        words!(Writing: Open Private),
        words!(Seating: Random Balanced),
        words!(BoardKind: Notes Iceberg Timeline Statements),
        words!(IcebergLevel: Event Pattern Structure MentalModel),
        words!(BallotState: Prepared Frozen Open Closed),
        words!(ResultLabel: CommonGround OneGroupPriority HiddenConsensus Divided GroupDivided),
        words!(Audience: Console ThemeTeam Room Observer Wall),
        words!(Right: Facilitate EditAll AppointFacilitators WriteNotes WorkAtTable Cluster Vote WriteEntries
            WriteStatements Comment Export),
        words!(Hidden: UntilReveal Late AtTable SetAside),
        words!(Template: EducationPriorities Recommendations Iceberg Timeline FullSeminar),
        words!(RecordKind: Workshop Member Table Step Board Column Note Cluster Entry Era Ballot Option Result
            Statement StatementVersion Comment Link Balance Consent ReportText ReportOutline Act Seat Mine Paper PrivateNote PrivateEntry TableNote
            PrivateStatement),
        words!(ReportPart: Summary Method Insights Themes Priorities Agreement Recommendations Timeline NextSteps Notes
            Merges Ballots Participants Glossary Limits Private),
        words!(LinkKind: SignOf DrivenBy Raises),
        words!(EntryState: Unverified Verified Disputed),
        words!(ProblemCode: Malformed DoorUnknown DoorClosed KeyWrong SessionUnknown NotAllowed Refused
            TooManyAttempts TooLarge Unavailable NotFound ForeignOrigin),
        words!(ImportKind: Notes Entries),
        words!(FileEncoding: Utf8 Utf8WithMark Utf16LittleEndian Utf16BigEndian Windows1252),
        words!(FileSeparator: Comma Semicolon Tab),
        words!(ImportField: Text Column Lane Start Precision End Title Detail WhyItMatters Source AlsoIn Deleted),
    ];
    check_nothing_else("value/words", &names);
}
