//! Who comes in, by which door, as whom, for how long, and what they may do there.

mod doors;
mod fallback;
mod floods;
mod headers;
mod origins;
mod proxies;
mod roles;
mod secrets;
mod sessions;

use charrette_protocol::*;
use charrette_rehearsal::Api;
use charrette_tests::wire::{Reply, request};

/// A `POST` with a JSON body, as a browser of this server's own page sends it; null is none.
async fn post(api: &Api, path: &str, credential: Option<&str>, body: &impl serde::Serialize) -> Reply {
    let token = credential.map(|credential| format!("Bearer {credential}"));
    let mut headers = vec![("origin", api.base())];
    headers.extend(token.as_deref().map(|token| ("authorization", token)));
    let body = serde_json::to_string(body).expect("plain data");
    request(api, "POST", path, &headers, if body == "null" { "" } else { &body }).await
}

/// What a door leads to.
async fn knock(api: &Api, door: &Door) -> Reply {
    post(api, "/api/lobby", None, &KnockAt { door: door.clone() }).await
}

/// A wish to come in, with a fresh seat.
fn join(door: Door, name: &str) -> Join {
    Join {
        door,
        name: name.into(),
        perspective: None,
        member: charrette_rehearsal::api::fresh_id(),
        secret: charrette_rehearsal::api::fresh_secret(),
    }
}

fn link(secret: impl Into<String>) -> Door {
    Door::Link { secret: secret.into() }
}

fn code(code: impl Into<String>) -> Door {
    Door::Code { code: code.into() }
}
