//! Without a socket: `POST /poll` and `POST /command` do the same.

use charrette_protocol::*;
use charrette_rehearsal::api::{fresh_command, fresh_id};
use charrette_rehearsal::{Api, Client, Mirror};
use charrette_tests::wire::hello;
use charrette_tests::{TestServer, Workshop, soon};

/// Somebody whose network breaks sockets.
struct Poller {
    api: Api,
    credential: String,
    mirror: Mirror,
    last_acked: Option<CommandId>,
}

impl Poller {
    async fn poll(&mut self) -> Vec<ServerMessage> {
        let digest = self.mirror.is_current().then(|| self.mirror.digest().clone());
        let poll = Poll { hello: Hello { digest, last_acked: self.last_acked, ..hello(&self.credential) } };
        let asked = self.api.post::<Answers>("/poll", None, &poll);
        let answers = soon("a poll to be answered", asked).await.expect("it is answered").messages;
        assert!(matches!(answers[0], ServerMessage::Welcome(_)), "{answers:?}");
        for message in &answers {
            if let ServerMessage::Changes(changes) = message {
                self.mirror.fold(changes.clone());
            }
        }
        answers
    }

    async fn command(&mut self, id: CommandId, body: Command) -> ServerMessage {
        let command = CommandMessage { id, speaker: None, body };
        let post = PostCommand { credential: self.credential.clone(), command };
        let answers: Answers = self.api.post("/command", None, &post).await.expect("an answer");
        let [answer] = <[_; 1]>::try_from(answers.messages).expect("one answer");
        if let ServerMessage::Ack { id } = answer {
            self.last_acked = Some(id);
        }
        answer
    }

    fn sees(&self, note: NoteId) -> bool {
        self.mirror.get(&RecordKey::new(RecordKind::Note, note)).is_some()
    }
}

#[tokio::test]
async fn who_has_no_socket_writes_sees_and_is_seen_all_the_same() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::FullSeminar, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let ada = workshop.join("Ada", None).await;
    let seated = server.api.join(workshop.door(), "Ben", None).await.expect("the door is open");
    let mut ben = Poller {
        api: server.api.clone(),
        credential: seated.credential.clone(),
        mirror: Mirror::default(),
        last_acked: None,
    };
    ben.poll().await;
    assert!(ben.mirror.is_current() && ben.mirror.len() > 40);

    let (own, id) = (fresh_id(), fresh_command());
    let note = place.note(own, "Posted without a socket");
    for _ in 0..3 {
        assert_eq!(ben.command(id, note.clone()).await, ServerMessage::Ack { id }, "the same answer each time");
    }
    let taken = Rejection::from(RejectionCode::CommandIdTaken);
    let other = ben.command(id, place.note(fresh_id(), "Something else")).await;
    assert_eq!(other, ServerMessage::Reject { id: Some(id), rejection: taken.into() });
    ada.awaits(RecordKey::new(RecordKind::Note, own)).await;
    ben.poll().await;
    assert!(ben.sees(own), "what was acknowledged is in the next answer");

    let refused = fresh_command();
    let not_allowed = Rejection::from(RejectionCode::NotAllowed);
    let answer = ben.command(refused, Command::SetDoor { open: false }).await;
    assert_eq!(answer, ServerMessage::Reject { id: Some(refused), rejection: not_allowed.into() });

    // What is held equals what is there: nothing comes but presence, until something changes.
    let theirs = fresh_id();
    let waiting = async {
        let mut polls = 0;
        while !ben.sees(theirs) {
            let answers = ben.poll().await;
            let puts =
                answers.iter().any(|message| matches!(message, ServerMessage::Changes(all) if !all.put.is_empty()));
            assert_eq!(puts, ben.sees(theirs), "{answers:?}");
            polls += 1;
            assert!(polls < 10, "it waits instead of asking again and again");
        }
    };
    let writing = async {
        // Ada writes once Ben is waiting: then he is there.
        let here = ada.client.wait(|_| (ada.client.presence().here == 2).then_some(()));
        soon("Ben to be there", here).await.expect("the session goes on");
        ada.does(place.note(theirs, "Written while he waited")).await;
    };
    tokio::join!(waiting, writing);

    // Both held the same all the time.
    let fresh = Client::connect(&server.api, &seated.credential, None).await.expect("the seat is known");
    let differing = fresh.look(|there| ben.mirror.differing(there));
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(fresh.look(|there| there.digest().clone()), *ben.mirror.digest());
    workshop.verified().await;
}

#[tokio::test]
async fn a_poll_brings_only_what_differs() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::FullSeminar, Attribution::Named).await;
    let place = workshop.writing(Writing::Open, None).await;
    let seated = server.api.join(workshop.door(), "Ben", None).await.expect("the door is open");
    let mut ben =
        Poller { api: server.api.clone(), credential: seated.credential, mirror: Mirror::default(), last_acked: None };
    ben.poll().await;
    let all = ben.mirror.len();
    let theirs = fresh_id();
    workshop.lead.does(place.note(theirs, "Written between two polls")).await;
    let answers = ben.poll().await;
    let put: usize = answers
        .iter()
        .map(|message| if let ServerMessage::Changes(changes) = message { changes.put.len() } else { 0 })
        .sum();
    assert!(ben.sees(theirs));
    assert!(put < all / 4, "{put} of {all} records");
}

#[tokio::test]
async fn who_polls_for_everything_again_and_again_is_sent_away_and_nobody_else() {
    let server = TestServer::start().await;
    let workshop = Workshop::open(&server.api, Template::Iceberg, Attribution::Named).await;
    let [hasty, calm] =
        [server.api.join(workshop.door(), "Hasty", None), server.api.join(workshop.door(), "Calm", None)];
    let (hasty, calm) = (hasty.await.expect("the door is open"), calm.await.expect("the door is open"));
    let whole = async |credential: &str| {
        let polled: Answers =
            server.api.post("/poll", None, &Poll { hello: hello(credential) }).await.expect("an answer");
        polled.messages.into_iter().next().expect("an answer says something")
    };
    let mut answered = 0;
    let bye = loop {
        match whole(&hasty.credential).await {
            ServerMessage::Welcome(_) => answered += 1,
            other => break other,
        }
        assert!(answered < 60, "nobody is stopped");
    };
    assert!(answered >= 12, "{answered}: four pages, each loaded three times, are no flood");
    assert_eq!(bye, ServerMessage::Bye { code: CloseCode::Flooding, retry_after: Some(30) });
    assert!(matches!(whole(&calm.credential).await, ServerMessage::Welcome(_)));
    // Who was sent away has a seat all the same, and a socket brings everything.
    Client::connect(&server.api, &hasty.credential, None).await.expect("the seat is known").fence().await;
}
