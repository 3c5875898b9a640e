//! The few HTTP requests of a client.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use charrette_protocol::*;
use rand::TryRng;
use rand::rngs::SysRng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// A server, by its base address.
#[derive(Debug, Clone)]
pub struct Api {
    base: String,
    http: reqwest::Client,
    patience: Duration,
}

/// A request that found no server is tried again after this time, while there is patience.
const AGAIN: Duration = Duration::from_millis(50);

/// A request failed.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The server refused it, in words.
    #[error("{}", .0.words)]
    Refused(Problem),
    /// The server could not be reached, or answered what cannot be read.
    #[error("the server could not be reached: {0}")]
    Unreachable(#[from] reqwest::Error),
}

/// Bytes that cannot be guessed, whatever the rehearsal's seed.
fn fresh_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A fresh secret, as a browser draws it.
pub fn fresh_secret() -> String {
    URL_SAFE_NO_PAD.encode(fresh_bytes::<32>())
}

/// A fresh id of any kind, as a browser draws it.
pub fn fresh_id<T: From<RecordId>>() -> T {
    RecordId::from(PaperId::from_bytes(fresh_bytes())).into()
}

/// A fresh id for a command.
pub fn fresh_command() -> CommandId {
    CommandId::from_bytes(fresh_bytes())
}

impl Api {
    /// A server at a base address such as `http://127.0.0.1:4480`.
    pub fn new(base: impl Into<String>) -> Self {
        Self { base: base.into(), http: reqwest::Client::new(), patience: Duration::ZERO }
    }

    /// The same server, with requests repeated for so long while it cannot be reached. All
    /// requests may be repeated: ids and secrets are drawn once, before the first try.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The base address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Where its sockets are.
    pub fn socket_address(&self) -> String {
        format!("{}/ws", self.base.replacen("http", "ws", 1))
    }

    /// Sends a request with a JSON body.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn post<A: DeserializeOwned>(
        &self,
        path: &str,
        credential: Option<&str>,
        body: &impl Serialize,
    ) -> Result<A, ApiError> {
        Ok(self.send(path, credential, body).await?.json().await?)
    }

    /// Sends a request whose answer has no body.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn tell(&self, path: &str, credential: &str, body: &impl Serialize) -> Result<(), ApiError> {
        self.send(path, Some(credential), body).await.map(drop)
    }

    async fn send(
        &self,
        path: &str,
        credential: Option<&str>,
        body: &impl Serialize,
    ) -> Result<reqwest::Response, ApiError> {
        let deadline = Instant::now() + self.patience;
        let answer = loop {
            let mut request = self.http.post(format!("{}{path}", self.base)).json(body);
            if let Some(credential) = credential {
                request = request.bearer_auth(credential);
            }
            match request.send().await {
                Ok(answer) => break answer,
                Err(error) if Instant::now() >= deadline => return Err(error.into()),
                Err(_) => sleep(AGAIN).await,
            }
        };
        if answer.status().is_success() { Ok(answer) } else { Err(ApiError::Refused(answer.json().await?)) }
    }

    /// Opens a workshop.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn open(&self, template: Template, name: &str, attribution: Attribution) -> Result<Seated, ApiError> {
        let wish = OpenWorkshop {
            start: template.into(),
            title: String::new(),
            attribution,
            name: name.into(),
            key: None,
            workshop: fresh_id(),
            member: fresh_id(),
            secret: fresh_secret(),
        };
        self.post("/api/workshops", None, &wish).await
    }

    /// Comes in by a door.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn join(&self, door: Door, name: &str, perspective: Option<&str>) -> Result<Seated, ApiError> {
        let join = Join {
            door,
            name: name.into(),
            perspective: perspective.map(Into::into),
            member: fresh_id(),
            secret: fresh_secret(),
        };
        self.post("/api/join", None, &join).await
    }

    /// Makes a capability link.
    ///
    /// # Errors
    /// As [`ApiError`].
    pub async fn make_link(&self, credential: &str, grant: Grant) -> Result<LinkMade, ApiError> {
        self.post("/api/links", Some(credential), &MakeLink { grant }).await
    }
}
