//! What every request passes: host and origin, security headers, and the throttle on guessing.

use super::{App, Failure, forwarded};
use crate::anteroom::Place;
use crate::network::one;
use crate::room::throttle::{Bucket, Pace};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use charrette_protocol::ProblemCode;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::Instant;

/// Who asks: the other end of the connection, or for whom a trusted proxy there says that it asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub IpAddr);

/// Everything the page needs comes from this server; scripts only from files; no page may frame
/// it; markup can only be made by the client's own library.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/// Checks where a request comes from, and dresses every answer.
pub(super) async fn check(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    if let Some(&Peer(other_end)) = request.extensions().get() {
        let asker = forwarded::asker(other_end, request.headers(), &app.settings.trusted_proxies);
        request.extensions_mut().insert(Peer(asker));
    }
    if let Some(place) = request.extensions().get::<Arc<Place>>() {
        place.stir();
    }
    let secure = app.settings.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    let upgrade = request.uri().path() == "/ws";
    let changes = request.method() != Method::GET && request.method() != Method::HEAD;
    // What a proxy in front and this server could read differently, they do.
    let named_twice = request.uri().authority().is_some() || request.headers().get_all(header::HOST).iter().count() > 1;
    let host = host(request.headers());
    let answer = match (host, origin(request.headers())) {
        _ if named_twice => Err(Failure::malformed(
            "A request names its server once, in the Host header, and begins its target with a slash.",
        )),
        (Some(host), _) if !app.settings.knows_host(host) => Err(foreign(
            "This server is not known by that name. \
            Open one of the addresses it printed, or start it with --public-url or --allow-host.",
        )),
        (Some(host), Some(origin)) if (upgrade || changes) && !same_site(host, origin, &app.settings) => {
            Err(foreign("This request came from another site's page. Open the workshop's own address."))
        }
        // Every browser says where a socket is opened from; other clients have to as well.
        (_, None) if upgrade => Err(foreign("A socket needs an Origin header with this server's own address.")),
        (None, _) => Err(Failure::malformed("A request needs a Host header.")),
        _ => Ok(next.run(request).await),
    };
    let mut answer = answer.unwrap_or_else(IntoResponse::into_response);
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    if secure {
        // On plain http a browser ignores this one, and complains of it on every page.
        headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    }
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

fn foreign(words: &str) -> Failure {
    Failure::new(StatusCode::FORBIDDEN, ProblemCode::ForeignOrigin, words)
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn origin(headers: &HeaderMap) -> Option<&str> {
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let first = origins.next()?;
    // An origin that is not text, or not the only one, is nobody's own.
    Some(if origins.next().is_none() { first.to_str().unwrap_or("null") } else { "null" })
}

/// The origin is exactly this server's own: the public address, or the host that was asked.
fn same_site(host: &str, origin: &str, settings: &crate::config::Settings) -> bool {
    if settings.public_url.as_deref() == Some(origin) {
        return true;
    }
    ["http://", "https://"].iter().any(|scheme| origin.strip_prefix(scheme) == Some(host))
}

/// How many wrong codes one network may try, and how fast that comes back. A whole venue shares
/// one address, so this is generous; links and QR codes are not counted, since they cannot be
/// guessed.
const GUESSES: Pace = Pace { per_second: 0.2, burst: 60.0 };

/// At most this many networks are remembered; beyond, those that behaved longest go first.
const NETWORKS: usize = 10_000;

/// Counts wrong codes by network.
#[derive(Debug, Default)]
pub(crate) struct Throttle(Mutex<HashMap<IpAddr, Bucket>>);

impl Throttle {
    /// Whether this peer may try a code.
    pub fn may_guess(&self, peer: Peer) -> bool {
        let now = Instant::now();
        let networks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        networks.get(&one(peer.0)).is_none_or(|bucket| bucket.has(GUESSES, now))
    }

    /// This peer's code was wrong.
    pub fn guessed_wrong(&self, peer: Peer) {
        let now = Instant::now();
        let mut networks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if networks.len() >= NETWORKS {
            networks.retain(|_, bucket| !bucket.is_full(GUESSES, now));
        }
        if networks.len() < NETWORKS || networks.contains_key(&one(peer.0)) {
            networks.entry(one(peer.0)).or_insert_with(|| Bucket::full(GUESSES, now)).take(GUESSES, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn wrong_codes_are_throttled_by_network_and_forgiven_in_time() {
        let throttle = Throttle::default();
        let peer = |text: &str| Peer(text.parse().unwrap());
        for _ in 0..60 {
            assert!(throttle.may_guess(peer("2001:db8::1")));
            throttle.guessed_wrong(peer("2001:db8::1"));
        }
        assert!(!throttle.may_guess(peer("2001:db8::2")));
        assert!(throttle.may_guess(peer("2001:db8:0:1::2")));
        assert!(throttle.may_guess(peer("10.0.0.1")));
        tokio::time::advance(std::time::Duration::from_secs(5)).await;
        assert!(throttle.may_guess(peer("2001:db8::2")));
    }

    #[test]
    fn only_the_servers_own_origin_is_its_own() {
        let settings = crate::config::Settings::default();
        assert!(same_site("a.test:80", "http://a.test:80", &settings));
        for other in [
            "null",
            "http://a.test",
            "http://a.test:800",
            "http://xa.test:80",
            "http://a.test:80/",
            "HTTP://a.test:80",
            "http://u@a.test:80",
        ] {
            assert!(!same_site("a.test:80", other, &settings), "{other}");
        }
    }
}
