//! A small fingerprint of all records a viewer holds, by which two sides find where they differ.
//!
//! A record falls into one of 64 buckets by the first six bits of its id (which is random), and
//! adds its revision to the bucket by XOR: order does not matter, and a change is two XORs.

use crate::record::{RecordId, RecordKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// How many buckets a digest has.
pub const BUCKETS: usize = 64;

/// A record's revision: a 64-bit hash of its key and its bytes, as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(TS), ts(type = "string"))]
pub struct Revision(pub u64);

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not hexadecimal of the right length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidHexadecimal;

impl fmt::Display for InvalidHexadecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not hexadecimal digits of the right number")
    }
}

fn hexadecimal(text: &str) -> Result<u64, InvalidHexadecimal> {
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if text.len() == 16 && plain {
        u64::from_str_radix(text, 16).map_err(|_| InvalidHexadecimal)
    } else {
        Err(InvalidHexadecimal)
    }
}

impl FromStr for Revision {
    type Err = InvalidHexadecimal;

    fn from_str(text: &str) -> Result<Self, InvalidHexadecimal> {
        hexadecimal(text).map(Self)
    }
}

/// The fingerprint: 64 buckets of XORed revisions; 1,024 hexadecimal digits on the wire.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "typescript", derive(TS), ts(type = "string"))]
pub struct Digest([u64; BUCKETS]);

impl Default for Digest {
    fn default() -> Self {
        Self([0; BUCKETS])
    }
}

impl Digest {
    /// The bucket a record belongs to.
    pub const fn bucket(id: &RecordId) -> u8 {
        id.as_bytes()[0] >> 2
    }

    /// Adds a record, or takes it away again: both are the same XOR.
    pub fn toggle(&mut self, key: &RecordKey, revision: Revision) {
        self.0[usize::from(Self::bucket(&key.id))] ^= revision.0;
    }

    /// The digest of both viewers' records together.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine ^= theirs;
        }
    }

    /// The buckets in which two digests differ, in order.
    pub fn differing(&self, other: &Self) -> Vec<u8> {
        (0..BUCKETS as u8).filter(|&bucket| self.0[usize::from(bucket)] != other.0[usize::from(bucket)]).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|bucket| write!(f, "{bucket:016x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = InvalidHexadecimal;

    fn from_str(text: &str) -> Result<Self, InvalidHexadecimal> {
        if text.len() != BUCKETS * 16 || !text.is_ascii() {
            return Err(InvalidHexadecimal);
        }
        let mut buckets = [0; BUCKETS];
        for (bucket, at) in buckets.iter_mut().zip((0..).step_by(16)) {
            *bucket = hexadecimal(&text[at..at + 16])?;
        }
        Ok(Self(buckets))
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    )*};
}
as_text!(Revision, Digest);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::NoteId;
    use crate::record::RecordKind;

    fn key(first: u8) -> RecordKey {
        RecordKey::new(RecordKind::Note, NoteId::from_bytes([first; 16]))
    }

    #[test]
    fn a_difference_is_found_in_its_bucket_and_order_does_not_matter() {
        let (mut one, mut two) = (Digest::default(), Digest::default());
        one.toggle(&key(0), Revision(7));
        one.toggle(&key(255), Revision(9));
        two.toggle(&key(255), Revision(9));
        assert_eq!(one.differing(&two), [0]);
        two.toggle(&key(0), Revision(7));
        assert_eq!(one, two);
        two.toggle(&key(255), Revision(9));
        assert_eq!(one.differing(&two), [63]);
    }

    #[test]
    fn a_digest_is_1024_hexadecimal_digits() {
        let mut digest = Digest::default();
        digest.toggle(&key(4), Revision(u64::MAX));
        let text = digest.to_string();
        assert_eq!(text.len(), 1024);
        assert_eq!(text.parse(), Ok(digest));
        assert!("zz".parse::<Digest>().is_err());
        assert!("é".repeat(512).parse::<Digest>().is_err());
        assert!("+".repeat(1024).parse::<Digest>().is_err());
    }
}
