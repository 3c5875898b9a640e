//! [REPORT]

use crate::derive;
use crate::event::Event;
use crate::limits;
use crate::scenario::*;
use crate::view;
use charrette_protocol::*;

const SUMMARY: ReportSubject = ReportSubject::Part { part: ReportPart::Summary };
const OTHERS: [Audience; 4] = [Audience::ThemeTeam, Audience::Room, Audience::Observer, Audience::Wall];

fn about(cluster: u64) -> ReportSubject {
    ReportSubject::Cluster { cluster: id(cluster) }
}

fn write(about: ReportSubject, text: &str, text_version: u32) -> Command {
    Command::WriteReportText { about, text: text.into(), text_version }
}

fn arrange(order: &[ReportPart], left_out: &[ReportPart]) -> Command {
    Command::ArrangeReport { order: order.to_vec(), left_out: left_out.to_vec() }
}

/// What facilitators read about something, and its version.
fn read(room: &Scenario, about: ReportSubject) -> Option<(String, u32)> {
    match room.seen(Audience::Console, RecordKind::ReportText, derive::report_text(about)) {
        Some(Record::ReportText(text)) => {
            assert_eq!(text.about, about);
            Some((text.text, text.text_version))
        }
        _ => None,
    }
}

fn says(text: &str, version: u32) -> Option<(String, u32)> {
    Some((text.to_owned(), version))
}

fn outline(room: &Scenario) -> Option<ReportOutlineRecord> {
    match room.seen(Audience::Console, RecordKind::ReportOutline, WORKSHOP) {
        Some(Record::ReportOutline(outline)) => Some(outline),
        _ => None,
    }
}

/// A room with two clusters, each with a note, that a theme team made.
fn clustered() -> Scenario {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    room.given_note(ANN, WRITE, 1);
    room.given_note(BEN, WRITE, 2);
    room.given(THEME, make(70, &[1])).given(THEME, make(71, &[2]));
    room
}

/// [REPORT-1]
#[test]
fn facilitators_write_about_parts_and_clusters_at_any_time_and_nobody_else_does() {
    let mut room = clustered();
    for step in [TALK, WRITE, TABLES, GROUPING, VOTING, DATES] {
        room.given_in(step).given(LEAD, Command::SetLock { locked: true });
        let version = read(&room, SUMMARY).map_or(0, |(_, version)| version);
        room.given(CO, write(SUMMARY, &format!("In {step}"), version));
        room.given(LEAD, Command::SetLock { locked: false });
        for other in [THEME, HOST, ANN, OBSERVER] {
            room.when(other, write(SUMMARY, "Mine", version + 1)).then_refused(RejectionCode::NotAllowed);
            room.when(other, arrange(&[], &[])).then_refused(RejectionCode::NotAllowed);
        }
    }
    room.given(LEAD, write(about(70), "Two people said so.", 0));
    assert_eq!(read(&room, about(70)), says("Two people said so.", 1));
    assert_eq!(read(&room, about(71)), None, "of something else");
    room.when(LEAD, write(about(72), "Of nothing", 0)).then_refused(RejectionCode::NotFound);
    room.given(LEAD, Command::DissolveCluster { cluster: id(71) });
    room.when(LEAD, write(about(71), "Of what is gone", 0)).then_refused(RejectionCode::NotFound);
}

/// [REPORT-1] [TEXT-1]
#[test]
fn a_text_is_cleaned_and_bounded_as_other_texts_are() {
    let mut room = Scenario::room();
    room.given(LEAD, write(SUMMARY, "  One\r\nTwo\u{202e}\u{0}  ", 0));
    assert_eq!(read(&room, SUMMARY), says("One\nTwo", 1));
    let longest = "x".repeat(4_000);
    room.given(LEAD, write(SUMMARY, &longest, 1));
    let refusal = room.when(LEAD, write(SUMMARY, &format!("{longest}yz"), 2)).then_refused(RejectionCode::TextTooLong);
    assert_eq!((refusal.params["limit"].as_str(), refusal.params["over"].as_str()), ("4000", "2"));
    assert!(refusal.to_string().contains("4000"), "{refusal}");
    assert_eq!(read(&room, SUMMARY), says(&longest, 2));
}

/// [REPORT-2]
#[test]
fn a_text_is_changed_from_the_version_it_was_based_on() {
    let mut room = Scenario::room();
    let refusal = room.when(LEAD, write(SUMMARY, "Based on nothing", 1)).then_refused(RejectionCode::StaleVersion);
    assert_eq!(refusal.params["version"], "0");
    room.given(LEAD, write(SUMMARY, "First", 0)).given(CO, write(SUMMARY, "Second", 1));
    for stale in [0, 1, 3] {
        let refusal = room.when(LEAD, write(SUMMARY, "Mine", stale)).then_refused(RejectionCode::StaleVersion);
        assert_eq!(refusal.params["version"], "2");
    }
    assert_eq!(room.when(LEAD, write(SUMMARY, " Second ", 2)).then_accepted(), [], "it says so already");
    assert_eq!(read(&room, SUMMARY), says("Second", 2));
}

/// [REPORT-1] [REPORT-2]
#[test]
fn an_empty_text_takes_it_away_and_versions_count_on() {
    let mut room = Scenario::room();
    assert_eq!(room.when(LEAD, write(SUMMARY, "", 0)).then_accepted(), [], "there was none");
    room.given(LEAD, write(SUMMARY, "First", 0)).given(LEAD, write(SUMMARY, " \n", 1));
    assert_eq!(read(&room, SUMMARY), None);
    room.when(CO, write(SUMMARY, "Based on what was", 1)).then_refused(RejectionCode::StaleVersion);
    room.given(CO, write(SUMMARY, "Anew", 0));
    assert_eq!(read(&room, SUMMARY), says("Anew", 3), "whoever still holds the first is told");
}

/// [REPORT-3]
#[test]
fn a_text_goes_out_of_sight_with_its_cluster_and_comes_back_with_it() {
    let mut room = clustered();
    room.given(LEAD, write(about(70), "Of the one", 0)).given(LEAD, write(about(71), "Of the other", 0));
    room.given(THEME, Command::DissolveCluster { cluster: id(70) });
    assert_eq!((read(&room, about(70)), read(&room, about(71))), (None, says("Of the other", 1)));
    room.given(THEME, Command::Undo {});
    assert_eq!(read(&room, about(70)), says("Of the one", 1));
    room.given(THEME, Command::MergeClusters { from: vec![id(71)], into: id(70) });
    assert_eq!((read(&room, about(70)), read(&room, about(71))), (says("Of the one", 1), None));
    room.given(THEME, Command::Undo {});
    assert_eq!(read(&room, about(71)), says("Of the other", 1));
}

/// [REPORT-3] [REPORT-5]
#[test]
fn what_is_written_about_a_cluster_keeps_nobody_from_taking_back_that_they_made_it() {
    let mut room = clustered();
    room.given(LEAD, write(about(71), "Of the other", 0));
    assert!(room.seat(THEME).can_undo, "they do not learn of it");
    room.given(THEME, Command::Undo {});
    assert_eq!(
        (room.seen(Audience::Room, RecordKind::Cluster, id::<ClusterId>(71)), read(&room, about(71))),
        (None, None)
    );
    room.given(LEAD, Command::Undo {});
    room.given(THEME, make(71, &[2]));
    assert_eq!(read(&room, about(71)), None, "it was taken back meanwhile");
}

/// [REPORT-4]
#[test]
fn facilitators_arrange_the_parts_each_named_once() {
    use ReportPart::{Glossary, Priorities, Summary, Timeline};
    let mut room = Scenario::room();
    assert_eq!(outline(&room), None, "nobody arranged it");
    room.given(CO, arrange(&[Summary, Timeline], &[Timeline, Glossary]));
    let arranged =
        ReportOutlineRecord { id: WORKSHOP, order: vec![Summary, Timeline], left_out: vec![Timeline, Glossary] };
    assert_eq!(outline(&room), Some(arranged.clone()));
    assert_eq!(room.when(LEAD, arrange(&[Summary, Timeline], &[Timeline, Glossary])).then_accepted(), []);
    for (order, left_out) in
        [([Summary, Summary], [Timeline, Glossary]), ([Summary, Timeline], [Priorities, Priorities])]
    {
        let refusal = room.when(LEAD, arrange(&order, &left_out)).then_refused(RejectionCode::ListUnfit);
        assert_eq!(refusal.params["limit"], ReportPart::ALL.len().to_string());
    }
    assert_eq!(outline(&room), Some(arranged));
    room.given(LEAD, arrange(&ReportPart::ALL, &[])).given(LEAD, arrange(&[], &ReportPart::ALL));
}

/// [REPORT-5]
#[test]
fn facilitators_alone_are_sent_anything_of_it() {
    for attribution in [Attribution::Named, Attribution::Anonymous] {
        let mut room = Scenario::room_with(attribution);
        room.given(THEME, make(70, &[]));
        let people = [THEME, HOST, ANN, BEN, CYD, OBSERVER];
        let everything = |room: &Scenario| {
            (OTHERS.map(|audience| room.all(audience)), people.map(|member| room.personal(member, &[])))
        };
        let before = everything(&room);
        let acts = |room: &Scenario| room.all(Audience::Console).len() - room.content(Audience::Console).len();
        let listed = acts(&room);
        let commands = [
            write(SUMMARY, "Ours", 0),
            write(about(70), "Ours", 0),
            write(SUMMARY, "", 1),
            arrange(&[ReportPart::Timeline], &[]),
            Command::Undo {},
        ];
        for command in commands {
            let events = room.when(LEAD, command.clone()).then_accepted();
            assert_eq!(everything(&room), before, "{command:?}");
            for event in &events {
                let view::Touched::Keys(keys) = view::touched(&room.state, event) else {
                    panic!("{event:?} touches all")
                };
                for key in &keys {
                    assert!(matches!(key.kind, RecordKind::ReportText | RecordKind::ReportOutline), "{key:?}");
                    assert!(OTHERS.iter().all(|audience| view::shared(&room.state, *audience, key).is_none()));
                }
                assert!(!keys.is_empty());
            }
            let fact = room.facts.last().expect("a fact");
            if !matches!(fact.event, Event::Undone { .. }) {
                assert_eq!(view::concerned(&room.state, fact), view::Concerned::Members(vec![LEAD]));
            }
        }
        assert_eq!(acts(&room), listed, "what facilitators write is no act");
        assert_eq!(read(&room, about(70)), says("Ours", 1));
    }
}

/// [REPORT-6]
#[test]
fn both_are_taken_back_unless_somebody_went_on_from_them() {
    let mut room = Scenario::room();
    room.given(LEAD, write(SUMMARY, "First", 0)).given(LEAD, write(SUMMARY, "Second", 1));
    room.given(LEAD, arrange(&[ReportPart::Notes], &[])).given(LEAD, arrange(&[], &[ReportPart::Notes]));
    room.given(LEAD, Command::Undo {});
    assert_eq!(outline(&room).map(|outline| outline.order), Some(vec![ReportPart::Notes]));
    room.given(LEAD, Command::Undo {});
    assert_eq!(outline(&room), None);
    room.given(LEAD, Command::Undo {});
    assert_eq!(read(&room, SUMMARY), says("First", 3));
    room.given(LEAD, Command::Undo {});
    assert_eq!(read(&room, SUMMARY), None);

    room.given(LEAD, write(SUMMARY, "Ours", 0)).given(CO, write(SUMMARY, "Theirs", 5));
    room.when(LEAD, Command::Undo {}).then_refused(RejectionCode::ChangedSince);
    room.given(CO, write(SUMMARY, "", 6)).given(CO, Command::Undo {});
    assert_eq!(read(&room, SUMMARY), says("Theirs", 8), "what was taken away is back");
}

/// [REPORT-1]
#[test]
fn a_report_has_a_bounded_number_of_texts() {
    let mut room = Scenario::room();
    let mut number = 1_000;
    while room.state.report_texts.len() < limits::REPORT_TEXTS {
        number += 1;
        let event = Event::ReportTextWritten { about: about(number), text: "Of one that is gone".into() };
        crate::report::apply(&mut room.state, &event);
    }
    room.state.check().expect("a full report is one");
    let full = room.state.clone();
    let decide = |command| crate::decide(&full, LEAD, &command, &room.context);
    let refusal = decide(write(SUMMARY, "One more", 0)).expect_err("it is full");
    assert_eq!((refusal.code, refusal.params["what"].as_str()), (RejectionCode::RoomFull, "texts in the report"));
}
