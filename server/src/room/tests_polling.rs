//! Who comes by polls: how often, and how long they count as here.

use super::tests::Desk;
use super::*;
use crate::clock::Clock;
use crate::log::Digest as BodyDigest;
use charrette_protocol::{Command, RejectionCode, Role, ServerMessage};
use charrette_workshop::hash_secret;
use std::time::Duration;
use tokio::time::{Instant, advance, timeout};

/// A room with its lead at a socket and Ada, who has a seat.
async fn room() -> (Desk, Joined) {
    let mut desk = Desk::new();
    let _opened = desk.open();
    let joined = desk.join(None);
    let room = Room::load(tests::WORKSHOP, desk.store.clone(), Clock::fixed(1, 1)).await.unwrap();
    tokio::spawn(room.run(std::mem::replace(&mut desk.inbox, Room::mailbox().1)));
    let command = AccessCommand::Join {
        role: Role::Participant,
        member: MemberId::from_bytes([7; 16]),
        name: "Ada".into(),
        perspective: None,
        session: hash_secret("ada"),
    };
    let digest = BodyDigest::of(&[b"ada"]);
    let asked = desk
        .handle
        .ask(|reply| Input::Access { id: CommandId::from_bytes([7; 16]), digest, command, door: None, reply })
        .await;
    asked.unwrap().unwrap();
    (desk, joined.await.unwrap().unwrap())
}

impl Desk {
    /// One poll, from its beginning to its end.
    async fn poll(&self, session: &str, digest: Option<Digest>) -> Result<(), CloseCode> {
        let joined = self.join_as(session, Manner::Poll, digest).await.unwrap()?;
        self.handle.send(Input::Leave { connection: joined.connection }).await.unwrap();
        Ok(())
    }
}

/// How many people the lead's console says are here, each time that it says so, until nothing
/// comes for so long.
async fn here(joined: &mut Joined, quiet: Duration) -> Vec<u32> {
    let mut told = Vec::new();
    while let Ok(published) = timeout(quiet, joined.ring.recv()).await {
        let published = published.expect("the room goes on");
        for frame in published.frames(joined.connection, joined.audience) {
            if let ServerMessage::Presence(presence) = serde_json::from_str(frame).expect("the protocol") {
                told.push(presence.here);
            }
        }
    }
    told
}

#[tokio::test(start_paused = true)]
async fn who_polls_is_here_between_two_polls_and_gone_a_little_after_the_last() {
    let (desk, mut lead) = room().await;
    let brief = Duration::from_secs(2);
    assert_eq!(here(&mut lead, brief).await.last(), Some(&0));
    desk.poll("ada", None).await.unwrap();
    assert_eq!(here(&mut lead, brief).await, [1]);
    for _ in 0..5 {
        desk.poll("ada", None).await.unwrap();
        // Whoever watches sees nobody come and go.
        assert_eq!(here(&mut lead, Duration::from_secs(9)).await, [0; 0]);
    }
    assert_eq!(here(&mut lead, brief).await, [0]);
    // A socket that closes is gone at once.
    let joined = desk.join_as("ada", Manner::Socket, None).await.unwrap().unwrap();
    assert_eq!(here(&mut lead, brief).await, [1]);
    desk.handle.send(Input::Leave { connection: joined.connection }).await.unwrap();
    assert_eq!(here(&mut lead, brief).await, [0]);
    // So is whoever is sent away between two polls.
    desk.poll("ada", None).await.unwrap();
    assert_eq!(here(&mut lead, brief).await, [1]);
    let command = AccessCommand::EndSession { session: hash_secret("ada").session_id() };
    let digest = BodyDigest::of(&[b"end"]);
    let asked = desk
        .handle
        .ask(|reply| Input::Access { id: CommandId::from_bytes([8; 16]), digest, command, door: None, reply })
        .await;
    asked.unwrap().unwrap();
    assert_eq!(here(&mut lead, brief).await, [0]);
}

#[tokio::test(start_paused = true)]
async fn a_session_polls_at_a_pace_and_nobody_else_is_slowed() {
    let (desk, _lead) = room().await;
    let poll = async |session: &str, digest: Option<Digest>| desk.poll(session, digest).await;
    for _ in 0..12 {
        poll("ada", None).await.unwrap();
    }
    assert_eq!(poll("ada", None).await, Err(CloseCode::Flooding), "everything there is, again and again");
    // What is held goes on, and so do others.
    poll("ada", Some(Digest::default())).await.unwrap();
    poll("lead", None).await.unwrap();
    advance(Duration::from_secs(5)).await;
    poll("ada", None).await.unwrap();
    let started = Instant::now();
    let mut answered = 0;
    while poll("ada", Some(Digest::default())).await.is_ok() {
        answered += 1;
        assert!(answered <= 40, "nobody is stopped");
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
    poll("lead", Some(Digest::default())).await.unwrap();
    // A page that asks twice a second is never refused.
    advance(Duration::from_secs(10)).await;
    for _ in 0..200 {
        poll("ada", Some(Digest::default())).await.unwrap();
        advance(Duration::from_millis(500)).await;
    }
}

/// [ROLE-14]
#[tokio::test(start_paused = true)]
async fn the_lead_is_taken_over_from_when_nobody_who_leads_has_been_here_for_a_while() {
    let (desk, lead) = room().await;
    let command = AccessCommand::Join {
        role: Role::CoFacilitator,
        member: MemberId::from_bytes([8; 16]),
        name: "Bo".into(),
        perspective: None,
        session: hash_secret("bo"),
    };
    let digest = BodyDigest::of(&[b"bo"]);
    let asked = desk
        .handle
        .ask(|reply| Input::Access { id: CommandId::from_bytes([9; 16]), digest, command, door: None, reply })
        .await;
    asked.unwrap().unwrap();
    let mut number = 100;
    let mut take = async || {
        number += 1;
        let message =
            CommandMessage { id: CommandId::from_bytes([number; 16]), speaker: None, body: Command::TakeLead {} };
        let session = hash_secret("bo");
        match desk.handle.ask(|reply| Input::PostedCommand { session, message, reply }).await.unwrap() {
            Ok(()) => None,
            Err(Refusal::Rejected(rejection)) => Some(rejection.code),
            Err(Refusal::SessionUnknown) => panic!("the session is known"),
        }
    };
    advance(Duration::from_secs(60)).await;
    assert_eq!(take().await, Some(RejectionCode::LeadIsHere));
    desk.handle.send(Input::Leave { connection: lead.connection }).await.unwrap();
    assert_eq!(take().await, Some(RejectionCode::LeadIsHere), "a page is loaded again in a moment");
    advance(Duration::from_secs(9)).await;
    let again = desk.join_as("lead", Manner::Poll, None).await.unwrap().unwrap();
    assert_eq!(take().await, Some(RejectionCode::LeadIsHere));
    desk.handle.send(Input::Leave { connection: again.connection }).await.unwrap();
    assert_eq!(take().await, Some(RejectionCode::LeadIsHere), "between two polls");
    advance(Duration::from_secs(9)).await;
    assert_eq!(take().await, Some(RejectionCode::LeadIsHere), "between two polls");
    advance(Duration::from_secs(2)).await;
    assert_eq!(take().await, None);
    assert_eq!(take().await, Some(RejectionCode::NotAllowed), "who leads takes nothing over");
}
