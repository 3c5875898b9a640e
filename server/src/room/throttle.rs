//! How fast somebody may ask: a bucket that fills with time.

use tokio::time::Instant;

/// A token bucket.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bucket {
    tokens: f64,
    filled: Instant,
}

/// Tokens a second, and how many can be saved up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Tokens that come back each second.
    pub per_second: f64,
    /// The most that can be saved up.
    pub burst: f64,
}

impl Bucket {
    pub fn full(pace: Pace, now: Instant) -> Self {
        Self { tokens: pace.burst, filled: now }
    }

    /// Takes a token, or says that there is none.
    pub fn take(&mut self, pace: Pace, now: Instant) -> bool {
        let gained = now.saturating_duration_since(self.filled).as_secs_f64() * pace.per_second;
        self.tokens = (self.tokens + gained).min(pace.burst);
        self.filled = now;
        let any = self.tokens >= 1.0;
        if any {
            self.tokens -= 1.0;
        }
        any
    }

    /// Whether there is a token to take.
    pub fn has(&self, pace: Pace, now: Instant) -> bool {
        now.saturating_duration_since(self.filled).as_secs_f64() * pace.per_second + self.tokens >= 1.0
    }

    /// Whether it is as full as can be, so that forgetting it changes nothing.
    pub fn is_full(&self, pace: Pace, now: Instant) -> bool {
        now.saturating_duration_since(self.filled).as_secs_f64() * pace.per_second + self.tokens >= pace.burst
    }
}

/// How often a session may poll. A page asks twice a second at most, and only while something
/// changes; made-up digests get an answer as large as none.
const POLLS: Pace = Pace { per_second: 4.0, burst: 40.0 };

/// How often a session may poll for everything there is: as all its pages do when they are loaded,
/// some of them again. What is held is compared from then on, and that costs less.
const WHOLE_POLLS: Pace = Pace { per_second: 0.2, burst: 12.0 };

/// How fast one session polls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PollPaces {
    all: Bucket,
    whole: Bucket,
}

impl PollPaces {
    pub fn full(now: Instant) -> Self {
        Self { all: Bucket::full(POLLS, now), whole: Bucket::full(WHOLE_POLLS, now) }
    }

    /// Whether one more may be answered, which `holds` something already or does not.
    pub fn take(&mut self, holds: bool, now: Instant) -> bool {
        self.all.take(POLLS, now) && (holds || self.whole.take(WHOLE_POLLS, now))
    }

    /// Whether forgetting them changes nothing.
    pub fn are_full(&self, now: Instant) -> bool {
        self.all.is_full(POLLS, now) && self.whole.is_full(WHOLE_POLLS, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_burst_is_allowed_then_the_pace() {
        let pace = Pace { per_second: 10.0, burst: 3.0 };
        let start = Instant::now();
        let mut bucket = Bucket::full(pace, start);
        assert!((0..3).all(|_| bucket.take(pace, start)));
        assert!(!bucket.take(pace, start));
        assert!(!bucket.is_full(pace, start));
        assert!(bucket.take(pace, start + Duration::from_millis(100)));
        assert!(bucket.is_full(pace, start + Duration::from_secs(1)));
    }
}
