//! Whatever somebody sends, it gets an answer of its own in words, and nobody else is disturbed.

mod crowds;
mod files;
mod hostile;
mod ids;
mod messages;
mod requests;
mod seats;
mod sockets;
mod texts;

use charrette_protocol::*;
use charrette_rehearsal::Client;
use charrette_rehearsal::api::fresh_id;
use charrette_server::config::Settings;
use charrette_tests::{Capture, Place, Seat, TestServer, Workshop};
use std::sync::Arc;

/// A workshop in which everybody can write, and somebody in it who behaves.
struct Scene {
    server: TestServer,
    workshop: Workshop,
    place: Place,
    healthy: Seat,
    heard: Arc<Capture>,
}

impl Scene {
    async fn set() -> Self {
        Self::with(Settings { seats: 60, sockets: 1_000, ..Settings::default() }).await
    }

    async fn with(settings: Settings) -> Self {
        let server = TestServer::with(settings).await;
        let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
        let place = workshop.writing(Writing::Open, None).await;
        let heard = Arc::new(Capture::default());
        let healthy = workshop.join("Healthy", Some(heard.clone())).await;
        Self { server, workshop, place, healthy, heard }
    }

    fn note(&self) -> Command {
        self.place.note(fresh_id(), "A good note.")
    }

    /// The one who behaves was never interrupted and goes on; nothing was lost.
    async fn undisturbed(&self) {
        self.healthy.does(self.note()).await;
        assert_eq!(self.healthy.client.rejects(), []);
        assert_eq!(self.healthy.client.ended(), None);
        assert_eq!(self.heard.count("\"type\":\"welcome\""), 1, "it never had to come back");
        self.workshop.verified().await;
        self.healthy.client.fence().await;
        let fresh = Client::connect(&self.server.api, &self.healthy.seated.credential, None).await.expect("known");
        let differing = self.healthy.client.look(|held| fresh.look(|there| held.differing(there)));
        assert!(differing.is_empty(), "{differing:?}");
    }
}

/// A refusal is complete when its words have a value for each of their gaps.
#[track_caller]
fn complete(rejection: &Rejection) {
    let mut words = rejection.code.words();
    while let Some((_, rest)) = words.split_once('{') {
        let (name, after) = rest.split_once('}').expect("a gap ends");
        assert!(rejection.params.contains_key(name), "{rejection:?} lacks {name}");
        words = after;
    }
    assert!(!rejection.to_string().is_empty());
}
