//! Byte strings of a fixed length, written as base64url text.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// Exactly `N` bytes; JSON and `Debug` show them as unpadded base64url.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fixed<const N: usize>(pub [u8; N]);

/// A SHA-256 digest.
pub type Digest = Fixed<32>;

/// 128 random bits that keep a stored digest from telling what it was made of.
pub type Salt = Fixed<16>;

impl Digest {
    /// The SHA-256 digest of these parts, one after the other.
    ///
    /// The parts are not separated: a caller whose parts vary in length says the lengths too.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

impl<const N: usize> fmt::Debug for Fixed<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<const N: usize> Serialize for Fixed<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Fixed<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<const N: usize>;
        impl<const N: usize> de::Visitor<'_> for Visitor<N> {
            type Value = Fixed<N>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{N} bytes as base64url text")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Fixed<N>, E> {
                let bytes = URL_SAFE_NO_PAD.decode(text).map_err(E::custom)?;
                let length = bytes.len();
                let exact = bytes.try_into().map_err(|_| E::invalid_length(length, &self))?;
                Ok(Fixed(exact))
            }
        }
        deserializer.deserialize_str(Visitor::<N>)
    }
}
