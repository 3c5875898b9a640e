//! What facilitators write into the report, over real sockets: who is sent it, who is not, and that it stays.

use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;
use charrette_rehearsal::{Client, Tap};
use charrette_tests::{Capture, Seat, TestServer, Workshop};
use std::sync::Arc;

const SECRET: &str = "canary-report-5521";
const SUMMARY: ReportSubject = ReportSubject::Part { part: ReportPart::Summary };

fn write(about: ReportSubject, text: &str, text_version: u32) -> Command {
    Command::WriteReportText { about, text: text.into(), text_version }
}

/// What a client reads of the report: what each text is about, what it says, and its version.
fn texts(client: &Client) -> Vec<(ReportSubject, String, u32)> {
    client.look(|room| {
        let texts = room.records().filter_map(|record| match record {
            Record::ReportText(text) => Some((text.about, text.text.clone(), text.text_version)),
            _ => None,
        });
        let mut texts: Vec<_> = texts.collect();
        texts.sort();
        texts
    })
}

fn outlines(seat: &Seat) -> Vec<Vec<ReportPart>> {
    seat.sees(|record| match record {
        Record::ReportOutline(outline) => Some(outline.order.clone()),
        _ => None,
    })
}

/// [REPORT-1] [REPORT-5]
#[tokio::test]
async fn what_facilitators_write_into_the_report_reaches_facilitators_alone() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let own = workshop.one_of_each().await;
    let mut others = Vec::new();
    for role in [Role::Participant, Role::TableHost, Role::ThemeTeam, Role::Observer, Role::Wall] {
        let capture = Arc::new(Capture::default());
        let tap = Some(capture.clone() as Arc<dyn Tap>);
        others.push((role, workshop.join_as(role, &format!("{role:?}"), tap).await, capture));
    }
    let heard = Arc::new(Capture::default());
    let co = workshop.join_as(Role::CoFacilitator, "Co", Some(heard.clone() as Arc<dyn Tap>)).await;
    for (_, seat, _) in &others {
        seat.client.fence().await;
    }
    let frames = |capture: &Capture| capture.count("\"changes\"");
    let before: Vec<_> = others.iter().map(|(.., capture)| frames(capture)).collect();

    let cluster = ReportSubject::Cluster { cluster: own.cluster };
    workshop.lead.does(write(SUMMARY, SECRET, 0)).await;
    workshop.lead.does(write(cluster, SECRET, 0)).await;
    co.does(write(cluster, &format!("{SECRET}, clearer"), 1)).await;
    co.does(Command::ArrangeReport { order: vec![ReportPart::Timeline], left_out: vec![ReportPart::Glossary] }).await;
    co.does(Command::Undo {}).await;
    co.does(Command::ArrangeReport { order: vec![ReportPart::Themes], left_out: vec![] }).await;
    workshop.lead.client.fence().await;
    let read = [(SUMMARY, SECRET.to_owned(), 1), (cluster, format!("{SECRET}, clearer"), 2)];
    assert_eq!(texts(&workshop.lead.client), read);
    assert_eq!(outlines(&workshop.lead), [[ReportPart::Themes]]);
    assert!(
        heard.finds(SECRET).is_some() && heard.count("\"kind\":\"report_outline\"") > 0,
        "the scanner would not find it"
    );

    for (role, seat, capture) in &others {
        seat.client.fence().await;
        assert_eq!((texts(&seat.client), outlines(seat)), (vec![], vec![]), "{role:?}");
        assert_eq!((capture.finds(SECRET), capture.count("\"kind\":\"report_")), (None, 0), "{role:?}");
        if *role != Role::Wall {
            assert_eq!(seat.refused(write(SUMMARY, "Mine", 1)).await, RejectionCode::NotAllowed, "{role:?}");
        }
    }
    let after: Vec<_> = others.iter().map(|(.., capture)| frames(capture)).collect();
    assert_eq!(before, after, "not a frame comes of it");
    workshop.verified().await;
}

/// [REPORT-2] [REPORT-3]
#[tokio::test]
async fn a_text_waits_for_its_cluster_and_is_there_after_a_restart() {
    let mut server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let own = workshop.one_of_each().await;
    let lead = &workshop.lead;
    let cluster = ReportSubject::Cluster { cluster: own.cluster };
    lead.does(write(cluster, "Half of the room said so.", 0)).await;
    lead.does(write(SUMMARY, "In short.", 0)).await;
    let refusal = lead.send(write(cluster, "Based on nothing", 0)).await.expect_err("it is stale");
    assert_eq!(refusal, Rejection::from(RejectionCode::StaleVersion).with("version", 1));
    let nowhere = write(ReportSubject::Cluster { cluster: fresh_id() }, "Of nothing", 0);
    assert_eq!(lead.refused(nowhere).await, RejectionCode::NotFound);

    let theme = workshop.join_as(Role::ThemeTeam, "Theo", None).await;
    theme.does(Command::DissolveCluster { cluster: own.cluster }).await;
    lead.client.fence().await;
    assert_eq!(texts(&lead.client), [(SUMMARY, "In short.".to_owned(), 1)]);
    theme.does(Command::Undo {}).await;
    lead.client.fence().await;
    let read = texts(&lead.client);
    assert_eq!(read.len(), 2, "{read:?}");
    workshop.verified().await;

    server.restart().await;
    let again = Client::connect(&server.api, &lead.seated.credential, None).await.expect("the lead comes back");
    again.fence().await;
    assert_eq!(texts(&again), read);
}
