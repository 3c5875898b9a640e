//! How fast frames come in. Pings, pongs and parts of messages cost work like messages do, and the
//! library answers or joins them without telling; so they are counted before it reads them.

use crate::room::throttle::{Bucket, Pace};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Instant;

/// How many frames a connection may send; far above what a person does, and what the room allows
/// in commands.
const PACE: Pace = Pace { per_second: 50.0, burst: 400.0 };

/// A stream of frames from a client, of which no more can be read than its pace allows.
#[derive(Debug)]
pub(crate) struct Paced<S> {
    stream: S,
    heads: Heads,
    bucket: Bucket,
    flooded: bool,
}

impl<S> Paced<S> {
    /// A stream of which nothing was read but `early`, which is cut as well where the pace ends.
    pub fn new(stream: S, early: &mut Vec<u8>) -> Self {
        let bucket = Bucket::full(PACE, Instant::now());
        let mut paced = Self { stream, heads: Heads::default(), bucket, flooded: false };
        early.truncate(paced.admitted(early));
        paced
    }

    /// Whether more came than the pace allows. What is behind that cannot be read.
    pub fn is_flooded(&self) -> bool {
        self.flooded
    }

    /// The stream itself, to be read to its end without looking.
    pub fn unpaced(&mut self) -> &mut S {
        &mut self.stream
    }

    /// How many of these bytes may be read.
    fn admitted(&mut self, bytes: &[u8]) -> usize {
        let (now, bucket) = (Instant::now(), &mut self.bucket);
        let over = self.heads.find(bytes, || !bucket.take(PACE, now));
        self.flooded |= over.is_some();
        over.unwrap_or(bytes.len())
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.flooded {
            let before = buffer.filled().len();
            ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
            let admitted = self.admitted(&buffer.filled()[before..]);
            buffer.set_filled(before + admitted);
            // Nothing at all would mean the end of the stream.
            if admitted > 0 || !self.flooded {
                return Poll::Ready(Ok(()));
            }
        }
        Poll::Ready(Err(io::Error::other("too many frames")))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// Finds the heads of frames in what comes (RFC 6455, 5.2).
#[derive(Debug, Default)]
struct Heads {
    head: [u8; 14],
    filled: usize,
    /// How many bytes of the last frame's payload are still to come.
    payload: u64,
}

impl Heads {
    /// Goes through all heads until one of them is told to stop at, and gives the place where that frame
    /// begins; 0 if it began in earlier bytes.
    fn find(&mut self, bytes: &[u8], mut stop: impl FnMut() -> bool) -> Option<usize> {
        let (mut at, mut begins) = (0, 0);
        while at < bytes.len() {
            if self.payload > 0 {
                let skipped = usize::try_from(self.payload).unwrap_or(usize::MAX).min(bytes.len() - at);
                self.payload -= skipped as u64;
                at += skipped;
                continue;
            }
            if self.filled == 0 {
                begins = at;
            }
            self.head[self.filled] = bytes[at];
            self.filled += 1;
            at += 1;
            if let Some(payload) = self.payload() {
                (self.payload, self.filled) = (payload, 0);
                if stop() {
                    return Some(begins);
                }
            }
        }
        None
    }

    /// The length of the payload, once the head is whole.
    fn payload(&self) -> Option<u64> {
        let second = *self.head[..self.filled].get(1)?;
        let (short, masked) = (second & 0x7f, second & 0x80 != 0);
        let wide = match short {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        let whole = 2 + wide + if masked { 4 } else { 0 };
        let length = self.head[2..2 + wide].iter().fold(0, |length, byte| length << 8 | u64::from(*byte));
        (self.filled == whole).then_some(if wide == 0 { u64::from(short) } else { length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio_tungstenite::tungstenite::protocol::frame::Frame;
    use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

    /// Frames as a client sends them: masked or not, of every kind of length.
    fn frames() -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        for length in [0, 1, 5, 125, 126, 127, 128, 1_000, 65_535, 65_536, 70_000] {
            for mask in [None, Some([1, 2, 3, 4])] {
                let mut frame = Frame::message(vec![b'x'; length], OpCode::Data(Data::Text), true);
                frame.header_mut().mask = mask;
                let mut bytes = Vec::new();
                frame.format(&mut bytes).expect("memory takes it");
                all.push(bytes);
            }
        }
        all
    }

    #[test]
    fn every_frame_is_counted_once_however_it_is_cut() {
        let frames = frames();
        let stream: Vec<u8> = frames.concat();
        for cut in [1, 2, 3, 7, 13, 64, 4_096, stream.len()] {
            let (mut heads, mut count) = (Heads::default(), 0);
            for bytes in stream.chunks(cut) {
                let stop = || {
                    count += 1;
                    false
                };
                assert_eq!(heads.find(bytes, stop), None);
            }
            assert_eq!(count, frames.len(), "cut every {cut}");
        }
        // The place of a frame is where its head begins.
        let mut places = frames.iter().scan(0, |at, frame| Some(std::mem::replace(at, *at + frame.len())));
        for number in 1..=frames.len() {
            let mut count = 0;
            let stop = || {
                count += 1;
                count == number
            };
            assert_eq!(Heads::default().find(&stream, stop), places.next());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_within_the_pace_is_read_whole_and_nothing_behind_it() {
        let ping: &[u8] = &[0x89, 0x80, 1, 2, 3, 4];
        let (near, mut far) = tokio::io::duplex(64 * 1024);
        let mut early = ping.repeat(100);
        let mut paced = Paced::new(near, &mut early);
        assert_eq!(early.len(), 100 * ping.len());
        far.write_all(&ping.repeat(299)).await.unwrap();
        let mut read = vec![0; 299 * ping.len()];
        paced.read_exact(&mut read).await.unwrap();
        tokio::time::advance(std::time::Duration::from_secs(1)).await;
        far.write_all(&ping.repeat(60)).await.unwrap();
        let mut rest = Vec::new();
        assert!(!paced.is_flooded());
        paced.read_to_end(&mut rest).await.expect_err("there is no end, and no more");
        assert_eq!((rest.len(), paced.is_flooded()), (51 * ping.len(), true));
        // Too much can also have come with the upgrade.
        let mut early = ping.repeat(500);
        assert!(Paced::new(tokio::io::empty(), &mut early).is_flooded());
        assert_eq!(early.len(), 400 * ping.len());
    }
}
