//! [TEMPLATE] Agendas as files, from one workshop into another.

use charrette_protocol::*;
use charrette_rehearsal::api::{ApiError, fresh_id, fresh_secret};
use charrette_tests::{TestServer, Workshop};
use charrette_workshop::limits;

fn opening(text: String) -> OpenWorkshop {
    OpenWorkshop {
        start: Start::File { text },
        title: String::new(),
        attribution: Attribution::Anonymous,
        name: "Another lead".into(),
        key: None,
        workshop: fresh_id(),
        member: fresh_id(),
        secret: fresh_secret(),
    }
}

async fn exported(workshop: &Workshop) -> TemplateFile {
    let wish = ExportWish::default();
    let asked = workshop.api.post("/api/export/template", Some(&workshop.lead.seated.credential), &wish);
    asked.await.expect("a lead may export")
}

/// [TEMPLATE-2]
#[tokio::test]
async fn a_workshop_is_exported_as_a_template_and_another_one_opened_from_it() {
    let server = TestServer::start().await;
    let first = Workshop::open(&server.api, Template::Recommendations, Attribution::PerspectiveOnly).await;
    let file = exported(&first).await;
    assert_eq!(file.attribution, Some(Attribution::PerspectiveOnly));

    let wish = opening(serde_json::to_string_pretty(&file).expect("it is written"));
    let seated: Seated = server.api.post("/api/workshops", None, &wish).await.expect("it opens");
    assert_eq!(seated.title, file.title);
    // The same request again, after a lost answer, is the same workshop.
    let again: Seated = server.api.post("/api/workshops", None, &wish).await.expect("it is the same");
    assert_eq!(again, seated);

    let back: TemplateFile = server
        .api
        .post("/api/export/template", Some(&seated.credential), &ExportWish::default())
        .await
        .expect("a lead may export");
    assert_eq!(back, TemplateFile { attribution: Some(Attribution::Anonymous), ..file });
}

/// [TEMPLATE-1]
#[tokio::test]
async fn a_template_that_cannot_be_used_is_refused_in_words_and_opens_nothing() {
    let server = TestServer::start().await;
    let refusal = async |text: String| {
        let wish = opening(text);
        let answer = server.api.post::<Seated>("/api/workshops", None, &wish).await;
        let credential = format!("{}.{}", wish.workshop, wish.secret);
        let nothing = ExportWish::default();
        match server.api.post::<TemplateFile>("/api/export/template", Some(&credential), &nothing).await {
            Err(ApiError::Refused(problem)) => assert_eq!(problem.code, ProblemCode::SessionUnknown),
            other => panic!("there is a seat: {other:?}"),
        }
        match answer {
            Err(ApiError::Refused(problem)) => {
                let of_a_rule = (problem.code == ProblemCode::Refused).then_some(RejectionCode::TemplateUnfit);
                assert_eq!(problem.reason, of_a_rule);
                (problem.code, problem.words)
            }
            other => panic!("it was not refused: {other:?}"),
        }
    };
    let (code, words) = refusal("Dear all, here is the agenda.".into()).await;
    assert_eq!(code, ProblemCode::Malformed);
    assert!(words.starts_with("This is not a template."), "{words}");

    let file = exported(&Workshop::open(&server.api, Template::Timeline, Attribution::Named).await).await;
    let text = serde_json::to_string_pretty(&file).expect("it is written");
    let (code, words) = refusal(text.replace("\"timeline\"", "\"time line\"")).await;
    assert_eq!(code, ProblemCode::Malformed);
    assert!(words.contains("unknown variant `time line`") && words.contains("line "), "{words}");

    let (code, words) = refusal(text.replacen("\"minutes\": 7", "\"minutes\": 7000", 1)).await;
    assert_eq!(code, ProblemCode::Refused);
    assert!(words.contains("Step 2, “Events, each alone”: This must lie between 0 and"), "{words}");

    let (code, words) = refusal(format!("{text}{}", " ".repeat(limits::TEMPLATE_BYTES))).await;
    assert_eq!(code, ProblemCode::Malformed);
    assert!(words.contains("larger than 128 KiB"), "{words}");
}
