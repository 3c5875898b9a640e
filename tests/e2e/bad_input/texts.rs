//! Every text that can be sent has a limit in characters and one in bytes.

use super::{Scene, complete};
use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_id, fresh_secret};
use charrette_tests::Things;
use charrette_tests::things::{column, dots, era, option_id, options, settings};
use charrette_workshop::limits;
use charrette_workshop::text::TextLimit;
use futures_util::future::join_all;

/// A command's text field: its name, its limit, and the command with this text in it.
type Field = (&'static str, TextLimit, Box<dyn Fn(String) -> Command + Send>);

#[rustfmt::skip]
fn fields(own: Things) -> Vec<Field> {
    fn field(name: &'static str, limit: TextLimit, command: impl Fn(String) -> Command + Send + 'static) -> Field {
        (name, limit, Box::new(command))
    }
    fn entry(own: Things, text: EntryText) -> [Command; 2] {
        [
            Command::PostEntry { entry: fresh_id(), step: own.dating, text: text.clone(), private: false, edit_key: None },
            Command::EditEntry { entry: own.entry, based_on: 1, text, edit_key: None },
        ]
    }
    fn group(name: String, perspective: String) -> Command {
        Command::SetPerspectives { groups: vec![PerspectiveGroup { name, perspectives: vec![perspective] }] }
    }
    let short = || "Short".to_owned();
    let step = move |title: String, focus_question: String| {
        StepSettings { title, focus_question, ..settings(StepKind::Talk, None) }
    };
    let board = |title: String, column: NewColumn| {
        Command::AddBoard { board: fresh_id(), kind: BoardKind::Notes, title, columns: vec![column] }
    };
    let plain = || column(fresh_id(), "Column");
    let prompted = |prompt: String| NewColumn { prompt, ..column(fresh_id(), "Column") };
    let labelled = |label: String| {
        let first = NewOption { option: option_id(), source: OptionSource::Text { label } };
        vec![first, options(["Another"])[0].clone()]
    };
    let mut fields = vec![
        field("the workshop's title", limits::TITLE, move |text| Command::EditWorkshop { title: text, purpose: short() }),
        field("the workshop's purpose", limits::DETAIL, move |text| Command::EditWorkshop { title: short(), purpose: text }),
        field("a group", limits::NAME, move |text| group(text, short())),
        field("a perspective", limits::NAME, move |text| group(short(), text)),
        field("a member's name", limits::NAME, move |name| Command::EditMember { member: own.member, name, perspective: None }),
        field("a proxy's name", limits::NAME, |name| Command::AddProxy { member: fresh_id(), name, perspective: None }),
        field("a table's name", limits::NAME, |name| Command::AddTable { table: fresh_id(), name }),
        field("a table's new name", limits::NAME, move |name| Command::EditTable { table: own.table, name }),
        field("a step's title", limits::TITLE, move |text| Command::AddStep { step: fresh_id(), after: None, settings: step(text, short()) }),
        field("a step's question", limits::QUESTION, move |text| Command::AddStep { step: fresh_id(), after: None, settings: step(short(), text) }),
        field("a step's new title", limits::TITLE, move |text| Command::EditStep { step: own.dating, settings: step(text, short()) }),
        field("a step's new question", limits::QUESTION, move |text| Command::EditStep { step: own.dating, settings: step(short(), text) }),
        field("a board's title", limits::TITLE, move |text| board(text, plain())),
        field("a board's column", limits::TITLE, move |text| board(short(), column(fresh_id(), &text))),
        field("a board's prompt", limits::DETAIL, move |text| board(short(), prompted(text))),
        field("a board's new title", limits::TITLE, move |title| Command::EditBoard { board: own.board, title }),
        field("a column", limits::TITLE, move |text| Command::AddColumn { board: own.board, column: column(fresh_id(), &text) }),
        field("a column's prompt", limits::DETAIL, move |text| Command::AddColumn { board: own.board, column: prompted(text) }),
        field("a column's new title", limits::TITLE, move |title| Command::EditColumn { column: own.column, title, prompt: short() }),
        field("a column's new prompt", limits::DETAIL, move |prompt| Command::EditColumn { column: own.column, title: short(), prompt }),
        field("a note", limits::NOTE, move |text| own.place().note(fresh_id(), text)),
        field("a note's new text", limits::NOTE, move |text| Command::EditNote { note: own.note, based_on: 1, text, edit_key: None }),
        field("a cluster's name", limits::TITLE, move |name| Command::MakeCluster { cluster: fresh_id(), board: own.board, name, notes: vec![], after: None }),
        field("a cluster's new name", limits::TITLE, move |name| Command::NameCluster { cluster: own.cluster, based_on: 1, name }),
        field("a part's name", limits::TITLE, move |name| Command::SplitCluster { cluster: own.cluster, new: fresh_id(), name, notes: vec![own.note] }),
        field("a ballot's question", limits::QUESTION, |text| Command::AddBallot { ballot: fresh_id(), settings: dots(&text) }),
        field("a ballot's new question", limits::QUESTION, move |text| Command::EditBallot { ballot: own.ballot, settings: dots(&text) }),
        field("a text of the report", limits::REPORT_TEXT, |text| Command::WriteReportText { about: ReportSubject::Part { part: ReportPart::Themes }, text, text_version: 0 }),
        field("an option", limits::TITLE, move |text| Command::OpenBallot { ballot: own.ballot, options: labelled(text) }),
        field("an era's name", limits::TITLE, move |text| Command::AddEra { era: fresh_id(), board: own.timeline, text: era(&text) }),
        field("an era's story", limits::DETAIL, move |story| Command::AddEra { era: fresh_id(), board: own.timeline, text: EraText { story, ..era("Era") } }),
        field("an era's new name", limits::TITLE, move |text| Command::EditEra { era: own.era, based_on: 1, text: era(&text) }),
        field("an era's new story", limits::DETAIL, move |story| Command::EditEra { era: own.era, based_on: 1, text: EraText { story, ..era("Era") } }),
    ];
    for which in 0..2 {
        fields.extend([
            field("an entry's title", limits::TITLE, move |title| entry(own, EntryText { title, ..own.dated("") })[which].clone()),
            field("an entry's detail", limits::DETAIL, move |detail| entry(own, EntryText { detail, ..own.dated("It") })[which].clone()),
            field("why an entry matters", limits::DETAIL, move |why_it_matters| entry(own, EntryText { why_it_matters, ..own.dated("It") })[which].clone()),
            field("an entry's source", limits::SOURCE, move |source| entry(own, EntryText { source, ..own.dated("It") })[which].clone()),
        ]);
    }
    fields
}

/// One character that weighs as much as it can: letters with marks upon marks.
fn heavy(limit: TextLimit) -> String {
    let marks = limit.bytes.div_ceil(2 * limit.graphemes) + 1;
    format!("q{}", "\u{0335}".repeat(marks)).repeat(limit.graphemes)
}

#[tokio::test]
async fn a_text_over_its_limit_is_told_by_how_much_and_nothing_changes() {
    let scene = Scene::set().await;
    let own = scene.workshop.one_of_each().await;
    // Several, since each has a pace.
    let names = ["First", "Second", "Third", "Fourth"];
    let leads = join_all(names.map(|name| scene.workshop.join_as(Role::Lead, name, None))).await;
    let before = scene.workshop.lead.client.look(Clone::clone);
    let fields = fields(own);
    for (number, (name, limit, command)) in fields.iter().enumerate() {
        let lead = &leads[number % leads.len()];
        let long = lead.send(command("x".repeat(limit.graphemes + 3))).await.expect_err(name);
        let expected = Rejection::from(RejectionCode::TextTooLong).with("over", 3).with("limit", limit.graphemes);
        assert_eq!(long, expected, "{name}");
        complete(&long);
        // As many characters as are allowed, and more bytes than are.
        let heavy = heavy(*limit);
        assert!(heavy.len() > limit.bytes);
        let refused = lead.send(command(heavy)).await.expect_err(name);
        assert_eq!(refused.code, RejectionCode::TextTooLong, "{name}");
        let fitting: usize = refused.params["limit"].parse().expect("a number");
        assert!(fitting < limit.graphemes, "{name}: {refused}");
        complete(&refused);
    }
    scene.workshop.lead.client.fence().await;
    let changed = scene.workshop.lead.client.look(|after| after.differing(&before));
    assert!(changed.is_empty(), "{changed:?}");

    // One character less is taken, whatever it is. (Later fields hold on to what earlier ones name.)
    let longest = |limit: TextLimit| "y".repeat(limit.graphemes);
    let note = fresh_id();
    leads[0].does(own.place().note(note, longest(limits::NOTE))).await;
    leads[1].does(Command::EditWorkshop { title: longest(limits::TITLE), purpose: longest(limits::DETAIL) }).await;
    scene.undisturbed().await;
}

#[tokio::test]
async fn a_text_in_which_nothing_can_be_seen_is_refused_where_something_must_be() {
    let scene = Scene::set().await;
    for nothing in ["", "   \n\t ", "\u{200b}\u{200d}\u{2060}", "\u{0}\u{1b}", "\u{202e}\u{2066}"] {
        let refused = scene.workshop.lead.send(scene.place.note(fresh_id(), nothing)).await.expect_err("it is empty");
        assert_eq!(refused, RejectionCode::TextEmpty.into(), "{nothing:?}");
    }
    scene.undisturbed().await;
}

#[tokio::test]
async fn texts_of_those_who_come_in_have_the_same_limits() {
    let scene = Scene::set().await;
    let api = &scene.server.api;
    let refusal = |error: charrette_rehearsal::ApiError| match error {
        charrette_rehearsal::ApiError::Refused(problem) => problem,
        other => panic!("{other}"),
    };
    for (name, says) in [("n".repeat(61), "1 characters over the limit of 60"), (" ".into(), "Write something first")] {
        let problem = refusal(api.join(scene.workshop.door(), &name, None).await.expect_err("it is refused"));
        assert_eq!(problem.code, ProblemCode::Refused);
        assert!(problem.words.contains(says), "{problem:?}");
        let problem =
            refusal(api.open(Template::Timeline, &name, Attribution::Named).await.expect_err("it is refused"));
        assert_eq!(problem.code, ProblemCode::Refused);
        assert!(problem.words.contains(says), "{problem:?}");
    }
    let unknown = api.join(scene.workshop.door(), "Ada", Some("King")).await.expect_err("nobody is that");
    assert_eq!(refusal(unknown).words, RejectionCode::PerspectiveUnknown.words());
    let wish = OpenWorkshop {
        start: Template::Timeline.into(),
        title: "t".repeat(limits::TITLE.graphemes + 1),
        attribution: Attribution::Named,
        name: "Ada".into(),
        key: None,
        workshop: fresh_id(),
        member: fresh_id(),
        secret: fresh_secret(),
    };
    let opened = api.post::<Seated>("/api/workshops", None, &wish).await;
    assert_eq!(refusal(opened.expect_err("its title is too long")).code, ProblemCode::Refused);
    // What was refused left nothing: the same ids open it with another title.
    let opened = api.post::<Seated>("/api/workshops", None, &OpenWorkshop { title: "Fine".into(), ..wish }).await;
    assert_eq!(opened.expect("it opens").title, "Fine");
    scene.undisturbed().await;
}
