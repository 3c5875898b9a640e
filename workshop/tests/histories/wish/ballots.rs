//! Wishes about ballots: options, papers, methods.

use super::*;

impl Wish {
    /// A paper that fits its ballot but for a wilful few, with something said on it now and then.
    pub(super) fn vote(&self, ballot: BallotId, options: &[OptionId], method: &BallotMethod, number: u64) -> Command {
        let flag = u16::from(self.flag);
        let mark = |place: u16| match method {
            BallotMethod::Dots { .. } => vec![if place == 0 { 1 } else { flag }],
            BallotMethod::FistToFive { .. } | BallotMethod::Gradients { .. } | BallotMethod::Scale { .. } => {
                vec![1 + u16::from(self.which) % 5]
            }
            BallotMethod::TwoScales { .. } => vec![1 + u16::from(self.which) % 5, 1 + u16::from(self.other) % 5],
            BallotMethod::Ranking { .. } => vec![1 + place],
            BallotMethod::Reactions { .. } => vec![u16::from(self.which) % 3, flag],
        };
        let mut marks = BTreeMap::new();
        for place in 0..2 {
            let option = choose(options, self.other.wrapping_add(place));
            marks.extend(option.map(|option| (option, mark(u16::from(place)))));
        }
        let said = marks.keys().next().filter(|_| self.flag).map(|option| (*option, format!("Because {number}")));
        Command::Vote { ballot, marks, reasons: said.into_iter().collect() }
    }

    /// One method after another.
    pub(super) fn method(&self) -> BallotMethod {
        let axis = |title: &str| Axis { title: title.to_owned(), low: String::new(), high: String::new() };
        match self.which % 8 {
            0 => BallotMethod::FistToFive { low_percent: 10 },
            1 => {
                BallotMethod::Gradients { labels: ["Yes", "Rather", "Well", "Hardly", "No"].map(str::to_owned).into() }
            }
            2 => BallotMethod::Scale { labels: Vec::new(), pass_percent: self.flag.then_some(75) },
            3 => BallotMethod::TwoScales { across: axis("Feasibility"), up: axis("Impact"), gap: self.flag },
            4 => BallotMethod::Ranking { places: 3 },
            5 => BallotMethod::Reactions { turning_points: 2 },
            _ => BallotMethod::Dots { budget: self.flag.then_some(3), cap: 2 },
        }
    }

    pub(super) fn freeze(&self, room: &mut Room, number: u64) -> Option<Command> {
        let frozen = room.ballots(BallotState::Frozen);
        if self.flag
            && let Some(ballot) = choose(&frozen, self.which)
        {
            return Some(Command::UnfreezeOptions { ballot });
        }
        match self.open_ballot(room, number)? {
            Command::OpenBallot { ballot, options } => Some(Command::FreezeOptions { ballot, options }),
            other => Some(other),
        }
    }

    pub(super) fn open_ballot(&self, room: &mut Room, number: u64) -> Option<Command> {
        let frozen = room.ballots(BallotState::Frozen);
        if let Some(ballot) = choose(&frozen, self.which).filter(|_| self.about == About::OpenBallot && self.flag) {
            return Some(Command::OpenBallot { ballot, options: Vec::new() });
        }
        let prepared = room.ballots(BallotState::Prepared);
        let ballot = choose(&prepared, self.which).or_else(|| choose(&room.things.ballots, self.which))?;
        let mut clusters = room.clusters();
        clusters.retain(|cluster| !cluster.name.is_empty());
        let clusters = clusters.into_iter().take(usize::from(self.other % 5));
        let mut options: Vec<_> = clusters.map(|one| OptionSource::Cluster { cluster: one.id }).collect();
        if let Some(note) = self.note(room) {
            options.push(OptionSource::Note { note });
        }
        let statements = room.seen(RecordKind::Statement, |record| match record {
            Record::Statement(one) => Some(one.id),
            _ => None,
        });
        options.extend(choose(&statements, self.who).map(|statement| OptionSource::Statement { statement }));
        let repeated = room.ballot(ballot).and_then(|ballot| ballot.settings.previous);
        let before = repeated.and_then(|previous| room.things.options.get(&previous)).cloned().unwrap_or_default();
        options.extend(before.into_iter().map(|option| OptionSource::Again { option }));
        options.extend((0..3).map(|word| OptionSource::Text { label: format!("Typed {number} {word}") }));
        let options = (0..).zip(options).map(|(at, source)| NewOption { option: id(number * 1_000 + at), source });
        Some(Command::OpenBallot { ballot, options: options.collect() })
    }
}
