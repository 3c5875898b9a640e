//! Wishes of those who steer: the agenda, boards, people, tables, and what comes in at the edge.

use super::*;

impl Wish {
    pub(super) fn agenda(&self, room: &Room, number: u64) -> Option<Command> {
        let step = choose(&room.things.steps, self.which)?;
        let after = choose(&room.things.steps, self.other).filter(|_| self.flag);
        Some(match self.other % 4 {
            0 => Command::MoveStep { step, after },
            1 => Command::RemoveStep { step },
            2 => {
                let (board, kind) = choose(&room.things.boards, self.which)?;
                let timeline = kind == BoardKind::Timeline;
                let settings = StepSettings {
                    kind: if timeline { StepKind::Timeline } else { StepKind::Write },
                    title: format!("Step {number}"),
                    focus_question: String::new(),
                    minutes: 5,
                    board: Some(board),
                    ballot: None,
                    writing: if self.flag { Writing::Private } else { Writing::Open },
                    attribution: None,
                    note_limit: None,
                    post_limit: None,
                    practice: false,
                    clock_starts: false,
                    advance: false,
                    naming: false,
                };
                Command::AddStep { step: id(number), after, settings }
            }
            _ => {
                let mut settings = settings_of(room, step)?;
                match self.which % 3 {
                    0 => settings.writing = if self.flag { Writing::Private } else { Writing::Open },
                    1 => settings.attribution = self.flag.then_some(Attribution::PerspectiveOnly),
                    _ => settings.note_limit = self.flag.then_some(3),
                }
                Command::EditStep { step, settings }
            }
        })
    }

    pub(super) fn boards(&self, room: &Room, number: u64) -> Option<Command> {
        let (board, _) = choose(&room.things.boards, self.which)?;
        let column = NewColumn { column: id(number), title: format!("C {number}"), prompt: String::new(), level: None };
        Some(match self.other % 6 {
            5 => {
                let closed = room.ballots(BallotState::Closed);
                let previous = choose(&closed, self.which).filter(|_| self.flag);
                let repeated = previous.and_then(|previous| room.method(previous));
                let method = repeated.unwrap_or_else(|| self.method());
                let question = format!("Which {number}?");
                Command::AddBallot { ballot: id(number), settings: BallotSettings { question, method, previous } }
            }
            0 => Command::EditBoard { board, title: format!("Board {number}") },
            1 => Command::EditWorkshop { title: format!("Title {number}"), purpose: String::new() },
            2 => Command::EditColumn {
                column: choose(&room.things.columns, self.which)?.0,
                title: format!("Column {number}"),
                prompt: String::new(),
            },
            3 => Command::AddBoard {
                board: id(number),
                kind: BoardKind::Notes,
                title: "New".into(),
                columns: vec![column],
            },
            _ => Command::AddColumn { board, column },
        })
    }

    pub(super) fn eras(&self, room: &Room, number: u64) -> Option<Command> {
        let text = EraText { name: format!("Era {number}"), start: "1990".into(), end: None, story: String::new() };
        let era = choose(&room.things.eras, self.which);
        Some(match (era, self.other % 3) {
            (Some(era), 0) => Command::EditEra { era, based_on: u32::from(self.who % 2) + 1, text },
            (Some(era), 1) => Command::RemoveEra { era },
            _ => {
                let timelines = room.things.boards.iter().filter(|(_, kind)| *kind == BoardKind::Timeline);
                let board = choose(&timelines.map(|(board, _)| *board).collect::<Vec<_>>(), self.which)?;
                Command::AddEra { era: id(number), board, text }
            }
        })
    }

    pub(super) fn people(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let member = choose(&room.people, self.which)?;
        let groups = room.state.groups();
        let perspectives: Vec<_> = groups.iter().flat_map(|group| &group.perspectives).collect();
        let perspective = choose(&perspectives, self.other).filter(|_| self.flag).cloned();
        Some(match self.other % 12 {
            0..=6 => Command::EditMember {
                member: if self.flag { actor } else { member },
                name: format!("Renamed {number}"),
                perspective,
            },
            7 => Command::AddProxy { member: id(number), name: format!("Proxy {number}"), perspective },
            8 if self.flag => Command::RemoveMember { member },
            9 => {
                let mut groups = groups.to_vec();
                groups.rotate_left(1);
                Command::SetPerspectives { groups }
            }
            10 => Command::SetDoor { open: self.flag },
            11 if self.flag && self.who.is_multiple_of(2) => {
                Command::Mute { member, muted: !self.which.is_multiple_of(3) }
            }
            11 if self.who.is_multiple_of(9) => Command::TakeLead {},
            11 if self.who.is_multiple_of(2) => {
                Command::GiveConsent { listed: self.flag, quoted: self.who.is_multiple_of(4) }
            }
            _ => {
                let roles = [Role::Participant, Role::ThemeTeam, Role::TableHost, Role::Observer, Role::CoFacilitator];
                Command::SetRole { member, role: choose(&roles, self.who)? }
            }
        })
    }

    pub(super) fn tables(&self, room: &Room, number: u64) -> Option<Command> {
        let table = choose(&room.things.tables, self.which);
        Some(match self.other % 5 {
            0 => Command::AddTable { table: id(number), name: format!("Table {number}") },
            1 => Command::RemoveTable { table: table? },
            2 => Command::EditTable { table: table?, name: format!("Renamed {number}") },
            3 => Command::SeatEverybody { how: if self.flag { Seating::Random } else { Seating::Balanced } },
            _ => Command::AssignTable {
                members: vec![choose(&room.people, self.who)?],
                table: table.filter(|_| self.flag),
            },
        })
    }

    pub(super) fn at_the_edge(&self, room: &mut Room) {
        let number = room.fresh();
        let Some(member) = choose(&room.people, self.which) else { return };
        match self.other % 4 {
            0 => room.joins(number, if self.flag { Role::Participant } else { Role::Observer }, None),
            1 => room.edge(AccessCommand::Return { member, session: hash_secret(&number.to_string()), used: None }),
            2 if room.devices.len() > 4 => {
                if let Some(session) = room.devices.get(usize::from(self.which) % room.devices.len()) {
                    let session = session.session.session_id();
                    room.edge(AccessCommand::EndSession { session });
                }
            }
            _ => {
                let grant = Grant::WayBack { member, once: self.flag };
                let secret = hash_secret(&format!("link {number}"));
                room.edge(AccessCommand::MakeLink { link: id(number), grant, secret, by: None });
            }
        }
    }
}
