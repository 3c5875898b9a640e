//! A workshop with people in it, in a few words.

use charrette_protocol::*;
use charrette_rehearsal::api::{ApiError, fresh_command, fresh_id, fresh_secret};
use charrette_rehearsal::{Api, Client, Outcome, Tap};
use std::sync::Arc;

/// A connected person.
pub struct Seat {
    /// The connection and what it holds.
    pub client: Client,
    /// What the server said when they came in.
    pub seated: Seated,
}

impl Seat {
    /// Their member id.
    ///
    /// # Panics
    /// It is a wall.
    pub fn member(&self) -> MemberId {
        self.seated.member.expect("not a wall")
    }

    /// Sends a command under a fresh id.
    pub async fn send(&self, body: Command) -> Outcome {
        crate::soon("an answer", self.client.send(fresh_command(), body)).await
    }

    /// Sends a command that must be accepted.
    ///
    /// # Panics
    /// It is refused.
    #[track_caller]
    pub fn does(&self, body: Command) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            if let Err(rejection) = self.send(body.clone()).await {
                panic!("{caller}: {body:?} was refused: {rejection}");
            }
        }
    }

    /// The code with which a command is refused.
    ///
    /// # Panics
    /// It is accepted.
    #[track_caller]
    pub fn refused(&self, body: Command) -> impl Future<Output = RejectionCode> {
        let caller = std::panic::Location::caller();
        async move {
            match self.send(body.clone()).await {
                Err(rejection) => rejection.code,
                Ok(()) => panic!("{caller}: {body:?} was accepted"),
            }
        }
    }

    /// All records of one kind that they see, as `pick` chooses.
    pub fn sees<T>(&self, pick: impl Fn(&Record) -> Option<T>) -> Vec<T> {
        self.client.look(|mirror| mirror.records().filter_map(pick).collect())
    }

    /// Waits until they see a record with this key.
    pub async fn awaits(&self, key: RecordKey) -> Record {
        let seen = self.client.wait(|mirror| mirror.get(&key).cloned());
        crate::soon("a record to be seen", seen).await.expect("the session goes on")
    }

    /// The workshop as they see it.
    ///
    /// # Panics
    /// They see none.
    pub fn workshop(&self) -> WorkshopRecord {
        let found = self.sees(|record| match record {
            Record::Workshop(workshop) => Some(workshop.clone()),
            _ => None,
        });
        found.into_iter().next().expect("everybody sees the workshop")
    }

    /// The steps in their order.
    pub fn steps(&self) -> Vec<StepRecord> {
        let mut steps = self.sees(|record| match record {
            Record::Step(step) => Some(step.clone()),
            _ => None,
        });
        steps.sort_by_key(|step| step.rank);
        steps
    }

    /// The texts of visible notes.
    pub fn notes(&self) -> Vec<String> {
        self.sees(|record| match record {
            Record::Note(note) if !note.deleted => Some(note.text.clone()),
            _ => None,
        })
    }
}

/// A workshop with its lead.
pub struct Workshop {
    /// The server.
    pub api: Api,
    /// The lead facilitator.
    pub lead: Seat,
}

impl Workshop {
    /// Opens one from a template.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn open(api: &Api, template: Template, attribution: Attribution) -> Self {
        let seated = api.open(template, "Lead", attribution).await.expect("opening is allowed");
        let client = Client::connect(api, &seated.credential, None).await.expect("the lead is known");
        Self { api: api.clone(), lead: Seat { client, seated } }
    }

    /// The door everybody comes in by.
    pub fn door(&self) -> Door {
        Door::Code { code: self.lead.workshop().code.expect("a fresh workshop has a code") }
    }

    /// Somebody joins with the code.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn join(&self, name: &str, tap: Option<Arc<dyn Tap>>) -> Seat {
        self.enter(self.door(), name, tap).await
    }

    /// Somebody joins with a link for a role.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn join_as(&self, role: Role, name: &str, tap: Option<Arc<dyn Tap>>) -> Seat {
        let link = self.link(role).await;
        self.enter(Door::Link { secret: link.secret }, name, tap).await
    }

    /// The lead makes a link for a role.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn link(&self, role: Role) -> LinkMade {
        loop {
            let made = self.api.make_link(&self.lead.seated.credential, Grant::Seat { role }).await;
            if !self.waits_after(&made).await {
                break made.expect("leads make links");
            }
        }
    }

    /// Somebody takes a seat, and does nothing with it.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn seat(&self, door: Door, name: &str) -> Seated {
        loop {
            let seated = self.api.join(door.clone(), name, None).await;
            if !self.waits_after(&seated).await {
                break seated.expect("the door is open");
            }
        }
    }

    /// A test is faster than people: where the room asks it to wait, the lead does something that changes nothing, which is
    /// accepted when there is time again.
    async fn waits_after<T>(&self, answer: &Result<T, ApiError>) -> bool {
        let crowded = matches!(answer, Err(ApiError::Refused(problem)) if problem.code == ProblemCode::Unavailable);
        if crowded {
            self.lead.does(Command::SetLock { locked: false }).await;
        }
        crowded
    }

    async fn enter(&self, door: Door, name: &str, tap: Option<Arc<dyn Tap>>) -> Seat {
        let seated = self.seat(door, name).await;
        let client = Client::connect(&self.api, &seated.credential, tap).await.expect("the seat is known");
        Seat { client, seated }
    }

    /// A notes board of its own with one column, and a step to write on it, which the room enters.
    ///
    /// # Panics
    /// The server refuses.
    pub async fn writing(&self, writing: Writing, attribution: Option<Attribution>) -> Place {
        let (board, column, step) = (fresh_id(), fresh_id(), fresh_id());
        let columns = vec![NewColumn { column, title: "Ideas".into(), prompt: String::new(), level: None }];
        self.lead.does(Command::AddBoard { board, kind: BoardKind::Notes, title: "Board".into(), columns }).await;
        let settings = StepSettings {
            kind: StepKind::Write,
            title: "Writing".into(),
            focus_question: "What?".into(),
            minutes: 5,
            board: Some(board),
            ballot: None,
            writing,
            attribution,
            note_limit: None,
            post_limit: None,
            practice: false,
            clock_starts: false,
            advance: false,
            naming: false,
        };
        self.lead.does(Command::AddStep { step, after: None, settings }).await;
        self.lead.does(Command::EnterStep { step }).await;
        Place {
            board,
            column,
            step,
            private: writing == Writing::Private,
            anonymous: attribution == Some(Attribution::Anonymous),
        }
    }
}

/// Where notes are written.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The board.
    pub board: BoardId,
    /// Its column.
    pub column: ColumnId,
    /// The step.
    pub step: StepId,
    /// Whether what is written is hidden.
    pub private: bool,
    /// Whether authors are not stored.
    pub anonymous: bool,
}

impl Place {
    /// The command that posts a note here.
    pub fn note(&self, note: NoteId, text: impl Into<String>) -> Command {
        Command::PostNote {
            note,
            step: self.step,
            column: self.column,
            text: text.into(),
            private: self.private,
            edit_key: self.anonymous.then(fresh_secret),
        }
    }
}
