//! The only reader of time and randomness. Everything else is told.

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

/// Time and chance, handed to whoever needs them.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

enum Source {
    /// The machine's own.
    System,
    /// A fixed time and a seeded stream, for repeatable tests.
    Fixed { now: u64, stream: Mutex<Box<StdRng>> },
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

impl Clock {
    /// The machine's time and the operating system's randomness.
    pub fn system() -> Self {
        Self(Arc::new(Source::System))
    }

    /// A clock that stands still, with chance that follows from `seed`.
    pub fn fixed(now: u64, seed: u64) -> Self {
        Self(Arc::new(Source::Fixed { now, stream: Mutex::new(Box::new(StdRng::seed_from_u64(seed))) }))
    }

    /// Milliseconds since 1970-01-01 UTC. It may step backwards; no order rests on it.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> u64 {
        match &*self.0 {
            Source::System => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX)),
            Source::Fixed { now, .. } => *now,
        }
    }

    /// Fresh random bytes, fit for secrets.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing safe can be done then.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &*self.0 {
            Source::System => {
                SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
            }
            Source::Fixed { stream, .. } => {
                stream.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(&mut bytes);
            }
        }
        bytes
    }

    /// A random number, for shuffles and jitter.
    pub fn number(&self) -> u64 {
        u64::from_be_bytes(self.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_stream_and_the_system_does_not() {
        let stream = |clock: Clock| -> [[u8; 16]; 2] { [clock.bytes(), clock.bytes()] };
        assert_eq!(stream(Clock::fixed(1, 7)), stream(Clock::fixed(1, 7)));
        assert_ne!(stream(Clock::fixed(1, 7)), stream(Clock::fixed(1, 8)));
        let [one, two] = stream(Clock::system());
        assert_ne!(one, two);
    }
}
