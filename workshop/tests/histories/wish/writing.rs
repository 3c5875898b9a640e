//! Wishes about what somebody wrote: notes and entries, at tables and off the board, statements and comments.

use super::*;

impl Wish {
    /// Mostly somebody's own, with its key.
    pub(super) fn on_writing(&self, room: &Room, actor: MemberId) -> Option<Command> {
        let fits = |one: &&Written| match self.about {
            About::Restore => !self.is_there(room, one),
            About::PostLate => one.hidden && self.is_there(room, one),
            _ => self.is_there(room, one),
        };
        let own: Vec<&Written> = room.written.iter().filter(|one| one.by == actor).filter(fits).collect();
        let all: Vec<&Written> = room.written.iter().collect();
        let found = choose(if self.other.is_multiple_of(4) { &all } else { &own }, self.which)?;
        let number = found.number;
        let edit_key = (found.nameless && self.other % 8 != 7).then(|| key(number));
        let version = found.canaries.len() as u32;
        Some(match (self.about, found.is_entry) {
            (About::Edit, false) => Command::EditNote {
                note: id(number),
                based_on: self.version(room, found),
                text: canary(number, version + 1),
                edit_key,
            },
            (About::Edit, true) => Command::EditEntry {
                entry: id(number),
                based_on: self.version(room, found),
                text: self.entry_text(room, number, version + 1)?,
                edit_key,
            },
            (About::Delete, false) => Command::DeleteNote { note: id(number), edit_key },
            (About::Delete, true) => Command::DeleteEntry { entry: id(number), edit_key },
            (About::Restore, false) => Command::RestoreNote { note: id(number), edit_key },
            (About::Restore, true) => Command::RestoreEntry { entry: id(number), edit_key },
            (_, false) => Command::PostLate { item: LateItem::Note(id(number)), edit_key },
            (_, true) => Command::PostLate { item: LateItem::Entry(id(number)), edit_key },
        })
    }

    /// A table step that waits for its reveal.
    pub(super) fn table_step(&self, room: &Room) -> Option<StepId> {
        let fits = |step: &StepRecord| step.settings.kind == StepKind::Table && !step.revealed;
        let steps: Vec<_> = room.steps().into_iter().filter(fits).map(|step| step.id).collect();
        choose(&steps, self.which)
    }

    /// What somebody does with what their table holds.
    pub(super) fn at_table(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let viewer = room.viewer(room.device_of(actor)?);
        let held = charrette_workshop::view::personal(&room.state, &viewer).into_iter();
        let held = held.filter_map(|record| if let Record::TableNote(note) = record { Some(note.id) } else { None });
        let held: Vec<_> = held.collect();
        let note = choose(&held, self.which)?;
        let other = choose(&held, self.other).filter(|other| *other != note);
        let notes: Vec<_> = std::iter::once(note).chain(other.filter(|_| self.flag)).collect();
        Some(match self.other % 6 {
            0 => Command::MergeNotes {
                note: id(number),
                notes: std::iter::once(note).chain(other).collect(),
                text: format!("Merged {number}"),
            },
            1 => Command::UnmergeNote { note },
            2 | 3 => Command::PostCards { notes },
            4 => Command::ParkNotes { notes },
            _ if self.flag => Command::UnpostCards { notes },
            _ => Command::ReturnNotes { notes },
        })
    }

    pub(super) fn shelves(&self, room: &Room, number: u64) -> Option<Command> {
        let notes = self.notes(room);
        let note = *notes.first()?;
        Some(match self.other % 7 {
            0 | 1 => Command::MergeNotes { note: id(number), notes, text: format!("Merged {number}") },
            2 => Command::UnmergeNote { note },
            3 => Command::ParkNotes { notes },
            4 => Command::ReturnNotes { notes },
            5 => Command::SetAside { note, reason: format!("Reason {number}") },
            _ => Command::AssignNaming {
                cluster: self.cluster(room, self.which)?.id,
                table: choose(&room.things.tables, self.who).filter(|_| self.flag),
            },
        })
    }

    /// The statements that somebody sees, with the version and whether a pen is held.
    pub(super) fn statements(&self, room: &Room, actor: MemberId) -> Vec<(StatementId, u32)> {
        let shown = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some((one.id, one.text_version)),
            _ => None,
        });
        let viewer = room.device_of(actor).map(|device| room.viewer(device)).unwrap_or_default();
        let held = charrette_workshop::view::personal(&room.state, &viewer).into_iter();
        let held = held.filter_map(|record| match record {
            Record::PrivateStatement(one) => Some((one.id, one.text_version)),
            _ => None,
        });
        shown.into_iter().chain(held).collect()
    }

    /// What somebody does with the pen.
    pub(super) fn draft(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let is_form =
            |board: &BoardId| room.things.boards.iter().any(|(id, kind)| id == board && *kind == BoardKind::Statements);
        let fields: Vec<_> = room.things.columns.iter().filter(|(_, board)| is_form(board)).collect();
        let field = choose(&fields, self.other)?.0;
        let text = |number, version| BTreeMap::from([(field, canary(number, version))]);
        let found = choose(&self.statements(room, actor), self.which).filter(|_| self.who % 4 != 3);
        let Some((statement, version)) = found else {
            let fits = |step: &StepRecord| step.settings.board.as_ref().is_some_and(is_form);
            let steps: Vec<_> = room.steps().into_iter().filter(fits).map(|step| step.id).collect();
            let step = choose(&steps, self.which)?;
            return Some(Command::AddStatement { statement: id(number), step, text: text(number, 1) });
        };
        Some(match self.other % 11 {
            8 | 9 => Command::AskForPen { statement },
            10 if self.who.is_multiple_of(5) => Command::WithdrawAsk { statement },
            10 => Command::AnswerAsk { statement, hand_over: self.flag },
            0 => Command::TakePen { statement },
            1 => Command::GivePen { statement, to: choose(&room.people, self.who)? },
            2 => Command::ReleasePen { statement },
            3 => Command::DeleteStatement { statement },
            4 => Command::RestoreStatement { statement },
            5 => Command::EditStatement { statement, based_on: 1, text: text(number, 1) },
            _ => Command::EditStatement { statement, based_on: version, text: text(number, 1) },
        })
    }

    /// Who asks for a pen now, and whose pen is asked for.
    pub(super) fn at_pens(&self, room: &Room) -> Vec<MemberId> {
        let is_party =
            |member: &MemberId| own(room, *member).is_some_and(|own| !own.asked.is_empty() || !own.asks.is_empty());
        room.people.iter().copied().filter(is_party).collect()
    }

    /// What somebody does about a pen that is asked for, or asks for.
    pub(super) fn pens(&self, room: &Room, actor: MemberId) -> Option<Command> {
        let own = own(room, actor)?;
        if let Some(statement) = choose(&own.asked, self.other).filter(|_| self.flag) {
            return Some(Command::WithdrawAsk { statement });
        }
        let asks: Vec<_> = own.asks.iter().map(|ask| ask.statement).collect();
        if let Some(statement) = choose(&asks, self.other) {
            return Some(match self.which % 4 {
                0 => Command::DeleteStatement { statement },
                1 => Command::AnswerAsk { statement, hand_over: self.flag },
                _ => Command::ReleasePen { statement },
            });
        }
        let (statement, _) = choose(&self.statements(room, actor), self.other)?;
        Some(Command::AskForPen { statement })
    }

    pub(super) fn comment(&self, room: &Room, actor: MemberId, number: u64) -> Option<Command> {
        let comments = room.seen(RecordKind::Comment, |record| match record {
            Record::Comment(one) => Some((one.id, one.text_version, one.by)),
            _ => None,
        });
        let comment = choose(&(0..comments.len()).collect::<Vec<_>>(), self.which).map(|at| &comments[at]);
        let text = format!("Comment {number}");
        if let Some((comment, based_on, by)) = comment.filter(|_| self.other.is_multiple_of(3)) {
            let edit_key = (*by == Signature::Nobody).then(|| key(number));
            return Some(if self.flag {
                Command::DeleteComment { comment: *comment, edit_key }
            } else {
                Command::EditComment { comment: *comment, based_on: *based_on, text, edit_key }
            });
        }
        let shown = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some((one.id, one.step)),
            _ => None,
        });
        let (on, step) = choose(&shown, self.which)
            .or_else(|| Some((self.statements(room, actor).first()?.0, *room.things.steps.first()?)))?;
        let edit_key = room.state.step_is_anonymous(step).then(|| key(number));
        Some(Command::Comment { comment: id(number), on, step, text, reservation: self.flag, edit_key })
    }

    pub(super) fn link(&self, room: &Room, number: u64) -> Option<Command> {
        let links =
            room.seen(RecordKind::Link, |record| if let Record::Link(one) = record { Some(one.id) } else { None });
        if let Some(link) = choose(&links, self.which).filter(|_| self.flag) {
            return Some(Command::UnlinkNotes { link });
        }
        let is_iceberg = |note: &NoteRecord| {
            room.things.boards.iter().any(|(board, kind)| *board == note.board && *kind == BoardKind::Iceberg)
        };
        let notes: Vec<_> = room.notes().into_iter().filter(is_iceberg).map(|note| note.id).collect();
        let (from, to) = (choose(&notes, self.which)?, choose(&notes, self.other)?);
        let kind = [LinkKind::SignOf, LinkKind::DrivenBy, LinkKind::Raises][usize::from(self.who % 3)];
        Some(Command::LinkNotes { link: id(number), from, to, kind })
    }

    /// Writing into the report, mostly from what stands there, and arranging it.
    pub(super) fn report(&self, room: &Room, number: u64) -> Option<Command> {
        if self.other.is_multiple_of(4) {
            let mut order = ReportPart::ALL.to_vec();
            order.rotate_left(usize::from(self.which) % ReportPart::ALL.len());
            let left_out = order.iter().copied().filter(|_| self.flag).take(2).collect();
            order.truncate(usize::from(self.who % 5));
            return Some(Command::ArrangeReport { order, left_out });
        }
        let cluster = self.cluster(room, self.which).map(|one| ReportSubject::Cluster { cluster: one.id });
        let part = ReportSubject::Part { part: choose(&ReportPart::ALL, self.which)? };
        let about = cluster.filter(|_| !self.other.is_multiple_of(3)).unwrap_or(part);
        let written = room.seen(RecordKind::ReportText, |record| match record {
            Record::ReportText(one) => Some((one.about, one.text_version)),
            _ => None,
        });
        let version = written.iter().find(|(one, _)| *one == about).map_or(0, |(_, version)| *version);
        let text_version = if self.who % 8 == 7 { 1 } else { version };
        let text = if self.who % 8 == 6 { String::new() } else { format!("report-{number}") };
        Some(Command::WriteReportText { about, text, text_version })
    }
}

/// What is somebody's own, as their device holds it.
fn own(room: &Room, member: MemberId) -> Option<MineRecord> {
    let viewer = room.viewer(room.device_of(member)?);
    let records = charrette_workshop::view::personal(&room.state, &viewer).into_iter();
    records
        .filter_map(|one| if let Record::Mine(mine) = one { Some(mine) } else { None })
        .find(|mine| mine.id == member)
}
