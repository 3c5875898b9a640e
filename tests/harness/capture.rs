//! Everything a client ever received, and the spellings in which a secret could hide in it.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use charrette_rehearsal::Tap;
use std::sync::{Mutex, PoisonError};

/// Records all frames of a client.
#[derive(Default)]
pub struct Capture(Mutex<Vec<String>>);

impl Tap for Capture {
    fn frame(&self, text: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    fn interrupted(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(INTERRUPTED.into());
    }
}

/// Stands among the frames where a connection ended.
pub const INTERRUPTED: &str = r#"{"do":"interrupt"}"#;

impl Capture {
    /// All frames, in order.
    pub fn frames(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many frames came.
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Whether none came.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many frames hold a text.
    pub fn count(&self, text: &str) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().filter(|frame| frame.contains(text)).count()
    }

    /// The first frame that holds the secret in any spelling.
    pub fn finds(&self, secret: &str) -> Option<String> {
        let frames = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let spelled = spellings(secret);
        frames.iter().find(|frame| spelled.iter().any(|spelling| frame.contains(spelling))).cloned()
    }
}

/// A secret as it is, escaped for JSON, in hexadecimal, percent-encoded, and in base64 at each
/// of the three offsets a surrounding text can put it at.
pub fn spellings(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let quoted = serde_json::to_string(secret).expect("text");
    let mut all = vec![
        secret.to_owned(),
        quoted[1..quoted.len() - 1].to_owned(),
        bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes.iter().map(|byte| format!("{byte:02X}")).collect(),
        bytes.iter().map(|byte| format!("%{byte:02X}")).collect(),
        secret.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect(),
    ];
    for offset in 0..3 {
        // The first and last characters mix with what stands around, so only the core is sought.
        let padded = [vec![0; offset], bytes.to_vec()].concat();
        for text in [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)] {
            all.push(text[(offset * 8).div_ceil(6)..padded.len() * 8 / 6].to_owned());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_spelling() {
        let secret = "canary-Zoë-4711";
        for text in [
            secret.to_owned(),
            serde_json::to_string(&format!("x{secret}y")).unwrap(),
            STANDARD_NO_PAD.encode(format!("x{secret}y")),
            URL_SAFE_NO_PAD.encode(format!("xy{secret}")),
            STANDARD_NO_PAD.encode(secret),
            secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
        ] {
            let capture = Capture::default();
            capture.frame(&text);
            assert!(capture.finds(secret).is_some(), "{text}");
            assert!(capture.finds("canary-other-4711").is_none(), "{text}");
        }
    }
}
