//! Files on their way in: how many at a time, whose, and which makes room for another.

use super::Failure;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use charrette_protocol::{MemberId, ProblemCode, WorkshopId};
use charrette_workshop::limits;
use futures_util::StreamExt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

/// A file arrives within this time.
const ARRIVES_WITHIN: Duration = Duration::from_secs(60);

/// So long nobody's pace is looked at.
const UNDER_WAY: Duration = Duration::from_secs(3);

/// Bytes a second below which a file makes room while others wait: slower, the largest would not arrive in time.
const PACE: u64 = limits::IMPORT_BYTES as u64 / ARRIVES_WITHIN.as_secs();

/// Whose a file is.
pub(crate) type Sender = (WorkshopId, MemberId);

/// Places for files that arrive or wait to be read, and so the memory they take.
pub(crate) struct Arrivals {
    most: usize,
    held: Arc<Mutex<Vec<Arc<Upload>>>>,
}

struct Upload {
    /// None = somebody without a seat.
    sender: Option<Sender>,
    began: Instant,
    bytes: AtomicUsize,
    is_whole: AtomicBool,
    makes_room: Notify,
}

impl Upload {
    fn is_slow(&self, now: Instant) -> bool {
        let under_way = now - self.began;
        let bytes = self.bytes.load(Ordering::Relaxed) as u64;
        let is_slow = u128::from(bytes) * 1_000 < u128::from(PACE) * under_way.as_millis();
        under_way >= UNDER_WAY && is_slow && !self.is_whole.load(Ordering::Relaxed)
    }
}

/// A place, until it is let go of.
struct Place {
    upload: Arc<Upload>,
    held: Arc<Mutex<Vec<Arc<Upload>>>>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|one| !Arc::ptr_eq(one, &self.upload));
    }
}

/// A file that has arrived, with its place until it is read.
pub(crate) struct Arrived {
    pub bytes: Vec<u8>,
    _place: Place,
}

impl Arrivals {
    /// So many files at a time, and half of them of one workshop.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, held: Arc::default() }
    }

    /// Receives a file of so many bytes at most. Of one seat one file is on its way at a time; where there is no
    /// place, the oldest that comes too slowly makes room.
    pub(crate) async fn receive(
        &self,
        request: Request,
        most: usize,
        sender: Option<Sender>,
    ) -> Result<Arrived, Failure> {
        let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: u64| length > most as u64) {
            return Err(too_large());
        }
        let place = self.place(sender)?;
        let arrives = async {
            let mut parts = request.into_body().into_data_stream();
            let mut bytes = Vec::new();
            while let Some(part) = parts.next().await {
                let part = part.map_err(|_| Failure::malformed("The file did not arrive whole. Try again."))?;
                if bytes.len() + part.len() > most {
                    return Err(too_large());
                }
                bytes.extend_from_slice(&part);
                place.upload.bytes.store(bytes.len(), Ordering::Relaxed);
            }
            Ok(bytes)
        };
        let bytes = tokio::select! {
            arrived = timeout(ARRIVES_WITHIN, arrives) => arrived.map_err(|_| {
                late("The file took over a minute to arrive. Try again where the network is better.")
            })??,
            () = place.upload.makes_room.notified() => {
                return Err(late("Others are waiting, and this file came too slowly. Try again where the network is better."));
            }
        };
        place.upload.is_whole.store(true, Ordering::Relaxed);
        Ok(Arrived { bytes, _place: place })
    }

    fn place(&self, sender: Option<Sender>) -> Result<Place, Failure> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if sender.is_some() && held.iter().any(|one| one.sender == sender) {
            let words = "Another file of yours is still being read. Wait until it is done, then choose this one again.";
            return Err(Failure::new(StatusCode::CONFLICT, ProblemCode::Unavailable, words));
        }
        let workshop = |upload: &Upload| upload.sender.map(|(workshop, _)| workshop);
        let own = sender.map(|(workshop, _)| workshop);
        let of_workshop = held.iter().filter(|one| own.is_some() && workshop(one) == own).count();
        let share_is_full = of_workshop >= self.most.div_ceil(2);
        if share_is_full || held.len() >= self.most {
            let now = Instant::now();
            // The oldest stands first.
            let counts = |one: &Upload| !share_is_full || workshop(one) == own;
            let slow = held.iter().position(|one| counts(one) && one.is_slow(now)).ok_or_else(Failure::crowded)?;
            held.remove(slow).makes_room.notify_one();
        }
        let upload = Arc::new(Upload {
            sender,
            began: Instant::now(),
            bytes: AtomicUsize::new(0),
            is_whole: AtomicBool::new(false),
            makes_room: Notify::new(),
        });
        held.push(upload.clone());
        Ok(Place { upload, held: self.held.clone() })
    }
}

fn too_large() -> Failure {
    let words =
        format!("This file is larger than {} MiB, which is the most the server reads.", limits::IMPORT_BYTES >> 20);
    Failure::new(StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge, words)
}

fn late(words: &str) -> Failure {
    Failure::new(StatusCode::REQUEST_TIMEOUT, ProblemCode::Unavailable, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, Bytes};
    use axum::response::IntoResponse;
    use charrette_protocol::Problem;

    const MOST: usize = 1_000;

    fn sender(workshop: u8, member: u8) -> Option<Sender> {
        Some((WorkshopId::from_bytes([workshop; 16]), MemberId::from_bytes([member; 16])))
    }

    fn whole() -> Request {
        Request::new(Body::from("a,b"))
    }

    fn endless() -> Request {
        Request::new(Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>()))
    }

    async fn refused(failure: Failure) -> (StatusCode, Problem) {
        let response = failure.into_response();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 1_000).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    async fn receive(
        arrivals: &Arrivals,
        request: Request,
        of: Option<Sender>,
    ) -> Result<Arrived, (StatusCode, Problem)> {
        match arrivals.receive(request, MOST, of).await {
            Ok(arrived) => Ok(arrived),
            Err(failure) => Err(refused(failure).await),
        }
    }

    #[tokio::test]
    async fn a_file_arrives_whole_or_is_refused_in_words() {
        let arrivals = Arrivals::new(2);
        assert_eq!(receive(&arrivals, whole(), None).await.unwrap().bytes, b"a,b");
        let large = Request::new(Body::from(vec![0; MOST + 1]));
        let (status, problem) = receive(&arrivals, large, None).await.err().unwrap();
        assert_eq!((status, problem.code), (StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge));
        assert!(problem.words.contains("larger than 5 MiB"), "{}", problem.words);
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_never_ends_makes_room_for_another() {
        let arrivals = Arrivals::new(2);
        let (status, _) = receive(&arrivals, endless(), sender(1, 1)).await.err().unwrap();
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
        assert!(arrivals.held.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn of_one_seat_one_file_is_read_at_a_time() {
        // Given
        let arrivals = Arrivals::new(4);
        let first = receive(&arrivals, whole(), sender(1, 1)).await.unwrap();
        // When
        let (status, problem) = receive(&arrivals, whole(), sender(1, 1)).await.err().unwrap();
        // Then
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(problem.words.contains("Another file of yours"), "{}", problem.words);
        assert!(receive(&arrivals, whole(), sender(1, 2)).await.is_ok());
        drop(first);
        assert!(receive(&arrivals, whole(), sender(1, 1)).await.is_ok());
    }

    #[tokio::test]
    async fn one_workshop_leaves_half_of_the_places_to_others() {
        let arrivals = Arrivals::new(4);
        let _one = receive(&arrivals, whole(), sender(1, 1)).await.unwrap();
        let _two = receive(&arrivals, whole(), sender(1, 2)).await.unwrap();
        let (status, _) = receive(&arrivals, whole(), sender(1, 3)).await.err().unwrap();
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(receive(&arrivals, whole(), sender(2, 3)).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_comes_slowly_makes_room_while_others_wait() {
        // Given
        let arrivals = Arrivals::new(2);
        let slow = receive(&arrivals, endless(), sender(1, 1));
        let other = receive(&arrivals, endless(), sender(2, 1));
        let wait = async {
            let early = receive(&arrivals, whole(), sender(3, 1)).await.err().unwrap();
            assert_eq!(early.0, StatusCode::SERVICE_UNAVAILABLE, "nobody is slow yet");
            tokio::time::advance(UNDER_WAY).await;
            // When
            receive(&arrivals, whole(), sender(3, 1)).await.is_ok()
        };
        let (slow, other, came_in) = tokio::join!(slow, other, wait);
        // Then
        assert!(came_in);
        let (status, problem) = slow.err().unwrap();
        assert_eq!(status, StatusCode::REQUEST_TIMEOUT);
        assert!(problem.words.contains("Others are waiting"), "{}", problem.words);
        assert!(other.err().unwrap().1.words.contains("over a minute"), "one is enough");
    }
}
