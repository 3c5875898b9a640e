//! Reports over HTTP: what is in them, for whom, and what else is answered.

use charrette_protocol::*;
use charrette_rehearsal::api::fresh_id;
use charrette_tests::{Seat, TestServer, Workshop};

async fn ask(workshop: &Workshop, seat: &Seat, path: &str) -> (u16, String) {
    let asked = reqwest::Client::new()
        .post(format!("{}/api/report{path}", workshop.api.base()))
        .bearer_auth(&seat.seated.credential)
        .send();
    let answer = asked.await.expect("the server answers");
    (answer.status().as_u16(), answer.text().await.expect("a text"))
}

async fn preview(workshop: &Workshop, seat: &Seat, query: &str) -> ReportPreview {
    let (status, text) = ask(workshop, seat, query).await;
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).expect("a preview")
}

/// [RELEASE-1]
#[tokio::test]
async fn a_report_is_what_its_asker_may_see_and_only_facilitators_choose_for_whom() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let ann = workshop.join("Ann Canary", None).await;
    let ben = workshop.join("Ben Other", None).await;
    let shown = workshop.writing(Writing::Open, None).await;
    ann.does(shown.note(fresh_id(), "Everybody reads this one.")).await;
    let hidden = workshop.writing(Writing::Private, None).await;
    ann.does(hidden.note(fresh_id(), "Nobody else reads this one.")).await;

    // Her own, with what she alone sees; nobody else has it, whoever asks for whatever.
    let own = preview(&workshop, &ann, "").await;
    assert!(own.html.contains("Everybody reads this one.") && own.html.contains("Nobody else reads this one."));
    assert!(own.parts.iter().any(|part| part.part == ReportPart::Private));
    for (seat, query) in
        [(&ben, ""), (&workshop.lead, ""), (&workshop.lead, "?level=team"), (&workshop.lead, "?level=public")]
    {
        let found = preview(&workshop, seat, query).await;
        assert!(found.html.contains("Everybody reads this one."), "{query}");
        assert!(!found.html.contains("Nobody else reads this one."), "{query}");
    }
    // Signed by name where the workshop said so, and never for the public.
    assert!(preview(&workshop, &workshop.lead, "?level=team").await.html.contains("Ann Canary"));
    assert!(preview(&workshop, &ben, "").await.html.contains("Ann Canary"));
    assert!(!preview(&workshop, &workshop.lead, "?level=public").await.html.contains("Ann Canary"));

    for level in ["team", "public"] {
        let (status, text) = ask(&workshop, &ben, &format!("?level={level}")).await;
        assert_eq!(status, 403, "{text}");
        assert!(text.contains("Only facilitators choose for whom a report is."));
    }
}

/// What a facilitator writes into the report stands in it, for whomever it is made, and is read by nobody else before.
#[tokio::test]
async fn what_facilitators_write_and_arrange_is_in_the_next_report() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    let ben = workshop.join("Ben Other", None).await;
    let about = ReportSubject::Part { part: ReportPart::Summary };
    let words = "<b>We</b> learnt & agreed on little.";
    workshop.lead.does(Command::WriteReportText { about, text: words.into(), text_version: 0 }).await;
    workshop
        .lead
        .does(Command::ArrangeReport {
            order: vec![ReportPart::Limits, ReportPart::Summary],
            left_out: vec![ReportPart::Method],
        })
        .await;
    for level in ["team", "participants", "public"] {
        let found = preview(&workshop, &workshop.lead, &format!("?level={level}&kind=insights")).await;
        assert!(found.html.contains("&lt;b&gt;We&lt;/b&gt; learnt &amp; agreed on little."), "{level}");
        let parts: Vec<_> = found.parts.iter().map(|part| part.part).collect();
        assert_eq!(parts[..2], [ReportPart::Limits, ReportPart::Summary], "{level}");
        assert!(!parts.contains(&ReportPart::Method), "{level}");
    }
    let own = preview(&workshop, &ben, "").await;
    assert!(!own.html.contains("learnt"), "a draft of the report is the facilitators' own");
    assert!(own.parts.iter().any(|part| part.part == ReportPart::Method));
}

#[tokio::test]
async fn what_is_no_form_and_no_level_is_refused_in_words() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::EducationPriorities, Attribution::Named).await;
    for (path, status, words) in [
        ("/pdf", 404, "There is no such form. There are docx, html, markdown, xlsx, figures, all."),
        ("?level=everybody", 400, "Write ?kind=seminar or insights"),
        ("/docx?kind=short", 400, "Write ?kind=seminar or insights"),
    ] {
        let (found, text) = ask(&workshop, &workshop.lead, path).await;
        assert_eq!(found, status, "{path}: {text}");
        assert!(text.contains(words), "{path}: {text}");
    }
}
