//! The sample workshop, rehearsed to its end.

use charrette_protocol::*;
use charrette_rehearsal::{Options, copy, rehearse, remove};
use charrette_tests::{TestServer, Workshop, soon};

fn options(people: usize) -> Options {
    Options { people, seed: 7, tempo: 0.0, tap: None, say: Box::new(|line| println!("{line}")) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_five_people_finish_the_full_seminar_and_all_screens_agree() {
    let server = TestServer::start().await;
    let lead = server.api.open(Template::FullSeminar, "Lead", Attribution::PerspectiveOnly).await.expect("it opens");
    let report = soon("the seminar to end", rehearse(&server.api, &lead, options(45))).await.expect("it ends well");
    assert_eq!((report.people, report.clusters, report.entries), (45, 12, 69));
    assert_eq!(report.voted, [42]);
    assert!(report.notes >= 225 && report.compared > 10_000 && report.screens == 46, "{report:?}");
    assert_eq!((report.differing, report.log.differing), (0, 0));
    println!("{} records on {} screens compared", report.compared, report.screens);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_template_can_be_rehearsed_in_a_copy_that_is_removed_afterwards() {
    let server = TestServer::start().await;
    for template in Template::ALL {
        let workshop = Workshop::open(&server.api, template, Attribution::Named).await;
        let original = workshop.lead.client.look(Clone::clone);
        let lead = copy(&server.api, &workshop.lead.seated.credential).await.expect("facilitators copy");
        assert!(lead.title.starts_with("Rehearsal: "), "{}", lead.title);
        let report = soon("the rehearsal to end", rehearse(&server.api, &lead, options(9))).await;
        assert_eq!(report.expect("it ends well").differing, 0);
        remove(&server.api, &lead.credential).await.expect("a rehearsal is removed");
        assert!(charrette_rehearsal::Client::connect(&server.api, &lead.credential, None).await.is_err());
        workshop.lead.client.fence().await;
        let differing = workshop.lead.client.look(|mirror| mirror.differing(&original));
        assert!(differing.is_empty(), "a rehearsal leaves no trace in its original: {differing:?}");
        assert!(remove(&server.api, &workshop.lead.seated.credential).await.is_err(), "only rehearsals are removed so");
    }
}
