//! Session tokens, link secrets and short codes: how they are written, and how they are read.
//!
//! A token is the workshop's id, a dot, and 256 secret bits; the server stores only the hash of
//! those bits. A code has eight characters without look-alikes and opens only the lobby.

use crate::clock::Clock;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use charrette_protocol::{CommandId, WorkshopId};
use charrette_workshop::{SecretHash, hash_secret};
use std::fmt;
use std::str::FromStr;

/// Digits and letters that cannot be taken for one another.
const CODE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Characters in a code, without its hyphen.
const CODE_LENGTH: usize = 8;

/// A session token, or a link's secret with the workshop it belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// The workshop.
    pub workshop: WorkshopId,
    secret: String,
}

/// Secrets are never printed.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({}, …)", self.workshop)
    }
}

/// The text is not a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a token of a workshop")]
pub struct NoCredential;

impl FromStr for Credential {
    type Err = NoCredential;

    fn from_str(text: &str) -> Result<Self, NoCredential> {
        let (workshop, secret) = text.split_once('.').ok_or(NoCredential)?;
        if !is_secret(secret) {
            return Err(NoCredential);
        }
        Ok(Self { workshop: workshop.parse().map_err(|_| NoCredential)?, secret: secret.to_owned() })
    }
}

impl Credential {
    /// A fresh secret for something in a workshop.
    pub fn fresh(workshop: WorkshopId, clock: &Clock) -> Self {
        Self { workshop, secret: URL_SAFE_NO_PAD.encode(clock.bytes::<32>()) }
    }

    /// A credential around a secret that its owner drew.
    ///
    /// # Errors
    /// The secret is not 256 bits in 43 characters of base64url.
    pub fn new(workshop: WorkshopId, secret: &str) -> Result<Self, NoCredential> {
        if is_secret(secret) { Ok(Self { workshop, secret: secret.to_owned() }) } else { Err(NoCredential) }
    }

    /// What the server stores of it.
    pub fn hash(&self) -> SecretHash {
        hash_secret(&self.secret)
    }

    /// A command id that follows from the secret, so that a repeated request is a repetition.
    pub fn command_id(&self) -> CommandId {
        let hash = hash_secret(&format!("command\0{}", self.secret));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        CommandId::from_bytes(bytes)
    }

    /// The whole token, for its owner.
    pub fn reveal(&self) -> String {
        format!("{}.{}", self.workshop, self.secret)
    }
}

fn is_secret(text: &str) -> bool {
    let mut bytes = [0; 32];
    text.len() == 43 && matches!(URL_SAFE_NO_PAD.decode_slice(text, &mut bytes), Ok(32))
}

/// A fresh code in its one spelling, `K7MQ-4XWD`.
pub fn fresh_code(clock: &Clock) -> String {
    // Rejection sampling: 248 is the largest multiple of 31 below 256.
    let mut letters = std::iter::repeat_with(|| clock.bytes::<1>()[0])
        .filter(|byte| *byte < 248)
        .map(|byte| char::from(CODE_ALPHABET[usize::from(byte % 31)]));
    let mut half = || -> String { letters.by_ref().take(CODE_LENGTH / 2).collect() };
    format!("{}-{}", half(), half())
}

/// A code as somebody typed it, in its one spelling; none if it cannot be one.
pub fn read_code(typed: &str) -> Option<String> {
    let letters: String =
        typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let readable = letters.len() == CODE_LENGTH && letters.bytes().all(|byte| CODE_ALPHABET.contains(&byte));
    readable.then(|| format!("{}-{}", &letters[..4], &letters[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_read_as_it_is_written_and_never_printed() {
        let credential = Credential::fresh(WorkshopId::from_bytes([7; 16]), &Clock::system());
        let token = credential.reveal();
        assert_eq!(token.parse(), Ok(credential.clone()));
        let secret = token.split_once('.').unwrap().1;
        assert!(!format!("{credential:?}").contains(secret));
        for wrong in ["", ".", "x.y", &token[1..], &token[..token.len() - 1], &format!("{token}A")] {
            assert_eq!(wrong.parse::<Credential>(), Err(NoCredential), "{wrong}");
        }
    }

    #[test]
    fn a_code_may_be_typed_carelessly() {
        let code = fresh_code(&Clock::fixed(0, 3));
        assert_eq!(code.len(), 9);
        assert_eq!(read_code(&code), Some(code.clone()));
        assert_eq!(read_code(&format!(" {} ", code.replace('-', "").to_lowercase())), Some(code));
        for wrong in ["", "K7MQ", "K7MQ-4XW0", "K7MQ-4XWDA", "ÄÄÄÄ-ÄÄÄÄ"] {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }
}
