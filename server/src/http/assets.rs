//! The built page, which is inside the program.

use super::Failure;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use charrette_protocol::ProblemCode;
use rust_embed::{EmbeddedFile, RustEmbed};

/// What the web build made; `build.rs` says where it is, or puts a page there that says that
/// it is missing.
#[derive(RustEmbed)]
#[folder = "$CHARRETTE_WEB"]
struct Web;

/// Serves a file, or the page itself for any address the page knows.
pub(super) async fn serve(request: Request) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return missing();
    }
    let path = request.uri().path().trim_start_matches('/');
    // Files that are compressed already are reached through their own name only.
    let file = if path.ends_with(".br") || path.ends_with(".gz") { None } else { find(path, request.headers()) };
    match file {
        Some(found) => answer(found, request.headers()),
        None if path.starts_with("api/") || path.contains('.') => missing(),
        None => find("index.html", request.headers()).map_or_else(missing, |found| answer(found, request.headers())),
    }
}

struct Found {
    file: EmbeddedFile,
    encoding: Option<&'static str>,
    kind: &'static str,
    /// Its name changes with its content.
    hashed: bool,
}

fn find(path: &str, headers: &HeaderMap) -> Option<Found> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts =
        |encoding: &str| accepted.split(',').any(|part| part.split(';').next().map(str::trim) == Some(encoding));
    let (kind, hashed) = (kind(path)?, path.starts_with("assets/"));
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(encoding)
            && let Some(file) = Web::get(&format!("{path}.{ending}"))
        {
            return Some(Found { file, encoding: Some(encoding), kind, hashed });
        }
    }
    Web::get(path).map(|file| Found { file, encoding: None, kind, hashed })
}

fn answer(found: Found, headers: &HeaderMap) -> Response<Body> {
    let tag: String = found.file.metadata.sha256_hash()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = HeaderValue::from_str(&format!("\"{tag}\"")).unwrap_or(HeaderValue::from_static("\"\""));
    let caching = if found.hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut answer = if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(found.file.data.into_owned()).into_response()
    };
    let own = answer.headers_mut();
    own.insert(header::CONTENT_TYPE, HeaderValue::from_static(found.kind));
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    own.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    own.insert(header::ETAG, tag);
    if let Some(encoding) = found.encoding {
        own.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}

fn kind(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn missing() -> Response<Body> {
    let words = "There is nothing at this address. Go back to the first page.";
    Failure::new(StatusCode::NOT_FOUND, ProblemCode::NotFound, words).into_response()
}
