//! What is true of every state that commands can reach, listed.

use crate::derive;
use crate::limits;
use crate::methods;
use crate::notes::{Author, Note};
use crate::rank;
use crate::report::Outline;
use crate::roles;
use crate::state::Workshop;
use crate::text;
use charrette_protocol::*;
use std::collections::BTreeSet;

type Found = Result<(), String>;

fn hold(holds: bool, broken: impl FnOnce() -> String) -> Found {
    if holds { Ok(()) } else { Err(broken()) }
}

impl Workshop {
    /// Checks the invariants of a state between two commands.
    ///
    /// # Errors
    ///
    /// The first that is broken, in words.
    pub fn check(&self) -> Result<(), String> {
        if !self.exists() {
            return hold(*self == Self::default(), || "a workshop that does not exist holds something".to_owned());
        }
        self.check_bounds()?;
        self.check_people()?;
        self.check_agenda()?;
        self.check_boards()?;
        self.check_notes()?;
        self.check_timelines()?;
        self.check_statements()?;
        self.check_report()?;
        self.check_ballots()
    }

    /// Nothing outgrows its limit.
    fn check_bounds(&self) -> Found {
        let counts = [
            (self.member_places(), limits::MEMBERS + 1, "members"),
            (self.eligible() as usize, self.head.seats as usize, "people who count"),
            (self.sessions.len(), limits::SESSIONS, "sessions"),
            (self.links.len(), limits::LINKS, "links"),
            (self.tables.len(), limits::TABLES, "tables"),
            (self.head.groups.len(), limits::GROUPS, "groups"),
            (self.steps.len(), limits::STEPS, "steps"),
            (self.boards.len(), limits::BOARDS, "boards"),
            (self.note_places(), limits::NOTES, "notes"),
            (self.entry_places(), limits::ENTRIES, "entries"),
            (self.eras.len(), limits::ERAS, "eras"),
            (self.statement_places(), limits::STATEMENTS, "statements"),
            (self.comments.len(), limits::COMMENTS, "comments"),
            (self.note_links.len(), limits::NOTE_LINKS, "links between notes"),
            (self.report_texts.len(), limits::REPORT_TEXTS, "texts of the report"),
            (self.ballots.len(), limits::BALLOTS, "ballots"),
            (self.acts.most(), limits::UNDO_ACTS, "acts to take back"),
            (self.deeds.kept.len(), limits::ACTS, "acts to look back on"),
        ];
        counts.into_iter().try_for_each(|(count, most, what)| hold(count <= most, || format!("{count} {what}")))
    }

    /// Somebody leads; everybody sits, belongs and is spoken for by what is there.
    fn check_people(&self) -> Found {
        let mut present = self.members.values().filter(|member| !member.removed && !member.absent);
        let is_led = present.any(|member| member.role == Role::Lead);
        // An archive has no lead until its new one has come.
        let only_absent = self.members.values().all(|member| member.absent);
        hold(is_led || only_absent, || "nobody leads".to_owned())?;
        for (id, member) in &self.members {
            hold(member.role != Role::Wall, || format!("{id} is a wall"))?;
            hold(member.table.is_none_or(|table| self.tables.contains_key(&table)), || format!("{id} at no table"))?;
            let perspective = member.perspective.as_ref().filter(|_| !member.removed);
            let known = |one: &String| self.head.groups.iter().any(|group| group.perspectives.contains(one));
            hold(perspective.is_none_or(known), || format!("{id} has an unknown perspective"))?;
            let keeper_is_here = member.keeper.is_none_or(|keeper| self.member(keeper).is_some());
            hold(member.removed || keeper_is_here, || format!("nobody speaks for {id}"))?;
            hold(!member.muted || !roles::facilitates(member.role), || format!("{id} facilitates and is muted"))?;
            hold(member.keeper.is_none() || member.proxy, || format!("{id} is spoken for and no proxy"))?;
        }
        let names: BTreeSet<_> = self.tables.values().map(|table| text::skim_key(&table.name)).collect();
        hold(names.len() == self.tables.len(), || "two tables have one name".to_owned())?;
        for session in self.sessions.values() {
            let is_here = session.member.is_none_or(|member| self.member(member).is_some());
            hold(is_here, || format!("session {} of nobody", session.id))?;
        }
        self.links.values().try_for_each(|link| match link.grant {
            Grant::WayBack { member, .. } => hold(self.member(member).is_some(), || format!("link {}", link.id)),
            Grant::Seat { .. } => Ok(()),
        })
    }

    /// The room is in a step that is there; steps work on what is there.
    fn check_agenda(&self) -> Found {
        let current = self.head.current_step;
        hold(current.is_none_or(|step| self.steps.contains_key(&step)), || "in no step of the agenda".to_owned())?;
        let ticks_elsewhere = self.head.clock.is_some_and(|clock| Some(clock.step) != current);
        hold(!ticks_elsewhere, || "the clock runs in another step".to_owned())?;
        let current = current.and_then(|step| self.steps.get(&step));
        hold(current.is_none_or(|step| !step.skipped), || "the room is in a step that is left out".to_owned())?;
        hold(are_ranks(self.steps.values().map(|step| step.rank)), || "two steps in one place".to_owned())?;
        for (id, step) in &self.steps {
            let board = step.settings.board;
            hold(board.is_none_or(|board| self.boards.contains_key(&board)), || format!("step {id} has no board"))?;
            let ballot = step.settings.ballot;
            hold(ballot.is_none_or(|one| self.ballots.contains_key(&one)), || format!("step {id} has no ballot"))?;
        }
        Ok(())
    }

    /// Columns belong to boards; an iceberg has its four levels, and nothing else has levels.
    fn check_boards(&self) -> Found {
        for (id, column) in &self.columns {
            hold(self.boards.contains_key(&column.board), || format!("column {id} has no board"))?;
        }
        for (id, board) in &self.boards {
            let columns: Vec<_> = self.columns.values().filter(|column| column.board == *id).collect();
            let levels: BTreeSet<_> = columns.iter().filter_map(|column| column.level).collect();
            let iceberg = board.kind == BoardKind::Iceberg;
            hold(levels.len() == if iceberg { 4 } else { 0 }, || format!("levels of board {id}"))?;
            hold(!iceberg || columns.len() == 4, || format!("columns of iceberg {id}"))?;
            hold((1..=limits::COLUMNS).contains(&columns.len()), || format!("columns of board {id}"))?;
            hold(are_ranks(columns.iter().map(|column| column.rank)), || format!("places of columns of {id}"))?;
            let clusters = self.clusters.values().filter(|cluster| cluster.board == *id);
            let ranks: Vec<_> = clusters.map(|cluster| cluster.rank).collect();
            hold(ranks.len() <= limits::CLUSTERS, || format!("clusters of {id}"))?;
            hold(are_ranks(ranks.into_iter()), || format!("places of clusters of {id}"))?;
        }
        for (id, cluster) in &self.clusters {
            let board = self.boards.get(&cluster.board);
            hold(board.is_some_and(|board| takes_notes(board.kind)), || format!("cluster {id} nowhere"))?;
        }
        Ok(())
    }

    /// A note is in a step, a column of its board, and at most one cluster of it; what is hidden
    /// is in none, and nothing waits for a reveal that has been.
    fn check_notes(&self) -> Found {
        let mut lists = std::collections::BTreeMap::<_, Vec<u64>>::new();
        for (id, note) in &self.notes {
            hold(self.steps.contains_key(&note.step), || format!("note {id} was written in no step"))?;
            let column = self.columns.get(&note.column);
            hold(column.is_some_and(|column| column.board == note.board), || format!("note {id} is in no column"))?;
            let board = self.boards.get(&note.board);
            hold(board.is_some_and(|board| takes_notes(board.kind)), || format!("note {id} on no such board"))?;
            if let Some(cluster) = note.cluster {
                let cluster = self.clusters.get(&cluster);
                hold(cluster.is_some_and(|one| one.board == note.board), || format!("note {id} in no cluster"))?;
                hold(note.hidden.is_none(), || format!("note {id} is hidden in a cluster"))?;
            }
            self.check_author(&id.to_string(), &note.author, note.attribution)?;
            hold(note.table.is_none() || !matches!(note.author, Author::Key(_)), || format!("table of {id} is known"))?;
            self.check_hidden(&id.to_string(), note.step, note.hidden, note.deleted.is_some())?;
            self.check_shelf(*id, note)?;
            if note.is_ranked() {
                let list = note.cluster.ok_or(note.column);
                lists.entry(list).or_default().push(note.rank);
            }
        }
        let broken = lists.into_iter().find(|(_, ranks)| !are_ranks(ranks.iter().copied()));
        broken.map_or(Ok(()), |(list, _)| {
            Err(match list {
                Ok(cluster) => format!("two notes are in one place of cluster {cluster}"),
                Err(column) => format!("two notes are in one place of column {column}"),
            })
        })
    }

    /// What is off the board is in no cluster; what a table holds, a table that is there holds.
    fn check_shelf(&self, id: NoteId, note: &Note) -> Found {
        let on_board = note.shelf == Shelf::Board;
        hold(on_board || note.cluster.is_none(), || format!("note {id} is off the board in a cluster"))?;
        self.check_whole(id, note)?;
        let at_table = note.hidden == Some(Hidden::AtTable);
        let alone = matches!(note.hidden, Some(Hidden::UntilReveal | Hidden::Late));
        hold(!alone || on_board, || format!("note {id} is hidden and off the board"))?;
        hold(note.hidden != Some(Hidden::SetAside), || format!("note {id} is set aside and on no shelf"))?;
        hold(!note.card || at_table, || format!("note {id} is a card of no table"))?;
        let step = note.held.and_then(|held| self.steps.get(&held.step));
        hold(note.held.is_none() || step.is_some(), || format!("note {id} is held in no step"))?;
        let table = note.held.is_some_and(|held| self.tables.contains_key(&held.table));
        let waits = note.deleted.is_some() || step.is_some_and(|step| !step.revealed);
        hold(!at_table || (table && waits), || format!("note {id} is at no table"))
    }

    /// A part belongs to a note of its board that is there, and not by any number of others to itself.
    fn check_whole(&self, id: NoteId, note: &Note) -> Found {
        let mut part = note;
        let mut seen = BTreeSet::from([id]);
        while let Shelf::Merged { into } = part.shelf {
            let whole = self.notes.get(&into).filter(|whole| whole.board == note.board);
            let whole = whole.ok_or_else(|| format!("note {id} is part of nothing"))?;
            hold(seen.insert(into), || format!("note {id} is part of itself"))?;
            hold(whole.deleted.is_none(), || format!("note {id} is part of a deleted note"))?;
            part = whole;
        }
        Ok(())
    }

    fn check_author(&self, id: &str, author: &Author, attribution: Attribution) -> Found {
        let anonymous = attribution == Attribution::Anonymous;
        match author {
            Author::Member(member) => {
                hold(!anonymous, || format!("the author of {id} is stored"))?;
                hold(self.members.contains_key(member), || format!("{id} is by nobody"))
            }
            Author::Key(_) => hold(anonymous, || format!("the author of {id} is not stored")),
            Author::Signed(_) => Ok(()),
        }
    }

    fn check_hidden(&self, id: &str, step: StepId, hidden: Option<Hidden>, deleted: bool) -> Found {
        let revealed = self.steps.get(&step).is_some_and(|step| step.revealed);
        hold(hidden != Some(Hidden::UntilReveal) || !revealed || deleted, || format!("{id} missed the reveal"))
    }

    /// Entries are in lanes of their timeline, eras on timelines.
    fn check_timelines(&self) -> Found {
        let is_timeline = |board| self.boards.get(board).is_some_and(|board| board.kind == BoardKind::Timeline);
        for (id, entry) in &self.entries {
            hold(is_timeline(&entry.board), || format!("entry {id} is on no timeline"))?;
            hold(self.steps.contains_key(&entry.step), || format!("entry {id} was written in no step"))?;
            let mut lanes = std::iter::once(&entry.text.lane).chain(&entry.text.also_in);
            let known = lanes.all(|lane| self.columns.get(lane).is_some_and(|lane| lane.board == entry.board));
            hold(known, || format!("entry {id} is in no lane"))?;
            self.check_author(&id.to_string(), &entry.author, entry.attribution)?;
            self.check_hidden(&id.to_string(), entry.step, entry.hidden, entry.deleted.is_some())?;
        }
        self.eras.iter().try_for_each(|(id, era)| hold(is_timeline(&era.board), || format!("era {id} is nowhere")))
    }

    /// Statements are on boards of theirs and fill fields of these; comments are about statements;
    /// links join two notes of an iceberg that everybody could see.
    fn check_statements(&self) -> Found {
        let is_of = |board, kind| self.boards.get(board).is_some_and(|board| board.kind == kind);
        let mut lists = std::collections::BTreeMap::<_, Vec<u64>>::new();
        for (id, statement) in &self.statements {
            hold(is_of(&statement.board, BoardKind::Statements), || format!("statement {id} is nowhere"))?;
            let step = self.steps.get(&statement.step);
            hold(step.is_some(), || format!("statement {id} was written in no step"))?;
            let known = |column| self.columns.get(column).is_some_and(|one| one.board == statement.board);
            let mut fields = statement.text.keys().chain(statement.versions.iter().flat_map(|kept| kept.text.keys()));
            hold(fields.all(known), || format!("statement {id} fills no field"))?;
            let missed = statement.hidden && !statement.deleted && step.is_some_and(|step| step.revealed);
            hold(!missed, || format!("statement {id} missed the reveal"))?;
            hold(!statement.hidden || statement.table.is_some(), || format!("statement {id} is hidden from all"))?;
            let pen = statement.pen;
            hold(pen.is_none_or(|pen| self.members.contains_key(&pen)), || format!("nobody holds the pen of {id}"))?;
            let mut asks = statement.asks.iter();
            hold(asks.all(|one| self.members.contains_key(&one.member)), || {
                format!("nobody asks for the pen of {id}")
            })?;
            hold(statement.versions.len() <= limits::VERSIONS, || format!("versions of {id}"))?;
            lists.entry(statement.board).or_default().push(statement.rank);
        }
        let broken = lists.into_iter().find(|(_, ranks)| !are_ranks(ranks.iter().copied()));
        hold(broken.is_none(), || format!("two statements in one place of {broken:?}"))?;
        let mut numbers = BTreeSet::new();
        for (id, comment) in &self.comments {
            hold(self.statements.contains_key(&comment.on), || format!("comment {id} is about nothing"))?;
            hold(self.steps.contains_key(&comment.step), || format!("comment {id} was written in no step"))?;
            hold(numbers.insert((comment.on, comment.number)), || format!("comment {id} shares its number"))?;
            self.check_author(&id.to_string(), &comment.author, comment.attribution)?;
        }
        let mut links = BTreeSet::new();
        for (id, link) in &self.note_links {
            hold(links.insert((link.from, link.to, link.kind)), || format!("link {id} is there already"))?;
            hold(is_of(&link.board, BoardKind::Iceberg) && link.from != link.to, || format!("link {id} is nowhere"))?;
            let shown = |note| self.notes.get(note).is_some_and(|note| note.is_shown() && note.board == link.board);
            hold(shown(&link.from) && shown(&link.to), || format!("link {id} joins nothing"))?;
        }
        Ok(())
    }

    /// Texts of the report are found by what they are about, be it there or gone; no part is named twice.
    fn check_report(&self) -> Found {
        for (about, found) in &self.report_texts {
            let id = derive::report_text(*about);
            hold(found.id == id, || format!("text {id} of the report has another id"))?;
            hold(found.version > 0, || format!("text {id} of the report was never written"))?;
        }
        let outline = self.report_outline.as_ref();
        hold(outline.is_none_or(Outline::fits), || "the report has a part twice".to_owned())
    }

    /// A ballot has options from when they are frozen, papers from when it opens and a count from
    /// when it closes; every paper is one that could be handed in.
    fn check_ballots(&self) -> Found {
        let mut seen = BTreeSet::new();
        for (id, ballot) in &self.ballots {
            let prepared = ballot.state == BallotState::Prepared;
            hold(prepared == ballot.options.is_empty(), || format!("ballot {id} is half frozen"))?;
            let voted = matches!(ballot.state, BallotState::Open | BallotState::Closed);
            let untouched = ballot.budget.is_none() && ballot.papers.is_empty();
            hold(voted || untouched, || format!("ballot {id} is half opened"))?;
            let closed = ballot.state == BallotState::Closed;
            hold(closed == ballot.tally.is_some(), || format!("ballot {id} is half closed"))?;
            let options: BTreeSet<_> = ballot.options.iter().map(|option| option.option).collect();
            hold(options.len() == ballot.options.len(), || format!("ballot {id} has an option twice"))?;
            hold(prepared || options.len() >= limits::OPTIONS_LEAST, || format!("options of ballot {id}"))?;
            hold(options.iter().all(|option| seen.insert(*option)), || format!("ballot {id} shares an option"))?;
            for (member, paper) in &ballot.papers {
                hold(self.members.contains_key(member), || format!("a paper of nobody in {id}"))?;
                let mut about = paper.marks.keys().chain(paper.reasons.keys());
                hold(about.all(|option| options.contains(option)), || format!("{member} marked what is not in {id}"))?;
                let kept = methods::paper(&ballot.settings.method, ballot.budget, &paper.marks);
                hold(kept.as_ref() == Ok(&paper.marks), || format!("the paper of {member} in {id}"))?;
                let few = paper.reasons.len() <= limits::REASONS;
                hold(few, || format!("{member} has too many reasons in {id}"))?;
            }
        }
        Ok(())
    }
}

const fn takes_notes(board: BoardKind) -> bool {
    matches!(board, BoardKind::Notes | BoardKind::Iceberg)
}

/// Whether these can be the ranks of one list: all different, all within bounds.
fn are_ranks(ranks: impl Iterator<Item = u64>) -> bool {
    let mut seen = BTreeSet::new();
    let mut ranks = ranks;
    ranks.all(|one| one < rank::END && seen.insert(one))
}
