//! Why a command is refused: a closed list, each with words and with what helps.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
#[cfg(feature = "typescript")]
use ts_rs::TS;

/// Whether sending the same again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// Sending it again unchanged will be refused again.
    Never,
    /// Sending it again in a moment, unchanged, is right; the client does so by itself.
    Later,
}

macro_rules! rejections {
    ($($(#[$doc:meta])* $name:ident, $retry:ident, $words:literal;)*) => {
        /// Why a command was refused. A refused command changed nothing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(TS))]
        #[serde(rename_all = "snake_case")]
        pub enum RejectionCode { $($(#[$doc])* $name,)* }

        impl RejectionCode {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Whether sending the same again can help.
            pub const fn retry(self) -> Retry {
                match self { $(Self::$name => Retry::$retry,)* }
            }

            /// What a person is told; `{name}` stands for a parameter.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }
        }
    };
}

rejections! {
    // What cannot be read
    /// The message is not JSON of a known form.
    Malformed, Never, "The server could not read this ({detail}). Load the page again; your text is kept.";
    /// The message is larger than the server reads.
    TooLarge, Never, "This is larger than {limit} bytes. Send it in smaller parts.";
    /// A second `hello`, or something else out of turn.
    OutOfTurn, Never, "The server did not expect this now.";

    // Who asks
    /// The asker's role or the current step does not allow it.
    NotAllowed, Never, "You cannot do this in the present step. A facilitator can.";
    /// The session does not speak for this member.
    NotYourMember, Never, "This device does not speak for that person.";
    /// There is no such thing, or none that the asker may know of.
    NotFound, Never, "This is no longer here.";
    /// The edit key is missing or not the note's.
    EditKeyWrong, Never, "This was written anonymously; only the device it was written on can change it.";
    /// An edit key is missing where the step is anonymous, or present where it is not.
    EditKeyUnfit, Never, "This step's attribution changed while you were writing. Send it again.";

    // Names and repetitions
    /// The id of a new record is taken.
    IdTaken, Never, "This already exists.";
    /// The command id was used before for another command.
    CommandIdTaken, Never, "This command's id was used for something else.";

    // Texts and values
    /// A text that must not be empty is.
    TextEmpty, Never, "Write something first.";
    /// A text is too long.
    TextTooLong, Never, "This is {over} characters over the limit of {limit}. Shorten it; nothing is lost.";
    /// A list is empty, too long or names something twice.
    ListUnfit, Never, "This works with 1 to {limit} different things at a time.";
    /// A date is not of the form 1988, 1988-10 or 1988-10-14, or there is no such day.
    DateUnreadable, Never, "Write the date as 1988, 1988-10 or 1988-10-14.";
    /// A range ends before it begins.
    DateOrder, Never, "The end lies before the beginning.";
    /// A value lies outside its bounds.
    OutOfRange, Never, "This must lie between {least} and {most}.";
    /// A name that must be unique is not.
    NameTaken, Never, "There is already one with this name.";
    /// Somebody who does not facilitate would be taken for a facilitator.
    NameOfFacilitator, Never, "A facilitator here has this name. Add something to yours, so that nobody is mistaken for another.";
    /// The perspective is not one of the workshop's.
    PerspectiveUnknown, Never, "Choose one of the perspectives of this workshop.";
    /// Somebody holds a perspective that the new list leaves out.
    PerspectiveInUse, Never, "Somebody here has the perspective \"{name}\". Keep it in the list.";

    // Somebody was faster
    /// The text was changed by somebody else since.
    StaleVersion, Never, "Somebody changed this meanwhile. Both versions are shown; choose or join them.";
    /// What one's act touched was changed by somebody else since.
    ChangedSince, Never, "Somebody has changed this since, so it cannot be undone. Change it by hand instead.";
    /// There is nothing to undo.
    NothingToUndo, Never, "There is nothing of yours to undo.";
    /// An open ballot uses it.
    InOpenBallot, Never, "An open ballot uses this. Close the ballot first.";

    // Steps
    /// The step does not take this: it is of another kind or has never been entered.
    StepUnfit, Never, "This step does not take that.";
    /// The current step cannot be removed.
    StepIsCurrent, Never, "The room is in this step. Go to another one first.";
    /// Something was written in it, so it stays.
    StepInUse, Never, "Something was written in this step, so it cannot be removed.";
    /// The step has nothing to reveal: it is open or already revealed.
    NothingToReveal, Never, "There is nothing hidden in this step.";
    /// Everybody's share in this step is used up.
    NoNotesLeft, Never, "You have posted all {limit} you may post in this step. Edit or delete one to make room.";
    /// The board is of another kind, or the column belongs to another board.
    BoardUnfit, Never, "This does not belong on that board.";
    /// A clock without any time cannot start.
    NoTimeLeft, Never, "There is no time on the clock. Add some first.";
    /// A facilitator has locked the room.
    Locked, Never, "A facilitator has locked the room for a moment. Your text is kept here.";
    /// Something in a template could not stand in a workshop.
    TemplateUnfit, Never, "{part}: {problem} This template cannot be used as it is.";
    /// Attribution only ever tightens.
    WouldLoosen, Never, "Attribution can be made stricter, never looser.";

    // Shelves and tables
    /// The note is not on the shelf from which this is done.
    ShelfUnfit, Never, "This note is somewhere else by now.";
    /// Notes that cannot become one.
    MergeUnfit, Never, "Choose at least two notes of one board.";
    /// A note that others were merged into.
    HasOriginals, Never, "This note joins others. Take it apart first.";
    /// A table's cards are used up.
    NoCardsLeft, Never, "Your table has posted all {limit} cards. Take one back to make room.";
    /// Nothing waits on the step's board.
    NothingToHand, Never, "There is nothing hidden on this board.";
    /// Nobody sits at a table, or there is none.
    NoTables, Never, "Set up tables first, and seat people at them.";
    /// Tables work on hidden notes, and the asker would read more of them from another seat.
    SeatsKept, Never, "Tables have hidden notes. Ask a facilitator to seat you.";
    /// A table has notes that nobody else sees.
    TableInUse, Never, "This table has hidden notes. Reveal its step first.";
    /// Another table finds the name.
    NamingAssigned, Never, "Table {table} names this cluster.";

    // Statements
    /// Somebody else holds the statement's pen.
    PenHeld, Never, "Somebody else holds the pen of this statement. Ask them to hand it over; your words are kept here.";
    /// In a private step a statement belongs to a table, and the asker sits at none.
    NoTable, Never, "Statements belong to tables here. Sit down at one first.";

    // Clusters
    /// Splitting must leave notes on both sides.
    SplitUnfit, Never, "Take at least one note along, and leave at least one.";

    // Ballots
    /// The ballot is not being prepared any more.
    BallotNotPrepared, Never, "This ballot has been opened already.";
    /// The options are frozen already.
    OptionsFrozen, Never, "The options are frozen. Let them go first.";
    /// The options are not frozen.
    OptionsNotFrozen, Never, "The options are not frozen.";
    /// The ballot to be repeated is not closed, or works in another way.
    RoundUnfit, Never, "A second round follows a closed ballot of the same kind.";
    /// The ballot is not open.
    BallotNotOpen, Never, "This ballot is not open.";
    /// Fewer than two options.
    TooFewOptions, Never, "A ballot needs at least two options.";
    /// Two options read the same.
    OptionsAlike, Never, "Two options have the same words. Change or merge one.";
    /// More dots than there are.
    OverBudget, Never, "You have {budget} dots in all.";
    /// Two options on one place.
    PlaceTaken, Never, "Only one option can have each place.";
    /// More dots on one option than allowed.
    OverCap, Never, "You may put at most {cap} on one option.";

    // People
    /// The last lead must stay.
    LastLead, Never, "Somebody has to lead. Appoint another lead first.";
    /// Somebody leads and is here, or was a moment ago.
    LeadIsHere, Never, "The lead is here, or was a moment ago. Ask them to hand over, or try again in ten seconds.";
    /// Two seats that cannot become one person's.
    SeatsUnfit, Never, "These two seats cannot become one: {why}.";
    /// Seats that became one cannot be two again: a ballot has counted them since.
    CountedAsOne, Never, "A ballot has counted these two as one person since, so they stay one. Whoever else came with one of them can join anew.";
    /// A facilitator lets the asker only read and vote.
    Muted, Never, "A facilitator lets you only read and vote for now. What you typed is kept here.";
    /// The door is closed.
    DoorClosed, Never, "The door is closed. Ask a facilitator to open it.";

    // Bounds
    /// The workshop holds as many of these as it can.
    RoomFull, Never, "This workshop already has {limit} {what}.";
    /// The workshop's log has reached its bound; facilitators have a little more.
    HistoryFull, Never, "This workshop has written all that is kept of one. Tell a facilitator: exports still work, and an archive opens as a new workshop.";
    /// The member sends commands too fast.
    TooFast, Later, "That was very fast. It will be sent in a moment.";
    /// The room has more to do than it can take at once.
    Busy, Later, "The room is busy. It will be sent again in a moment.";
    /// The disk is full.
    StorageFull, Later, "The server's disk is full. Your text is kept here and will be sent when there is room; tell the organiser.";
    /// The disk failed; the server reads but does not write until it is restarted.
    StorageFailed, Later, "The server cannot save at the moment. Your text is kept here; tell the organiser.";
}

/// A refusal: its code, and what its words need. It is sent as a [`Told`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// Why.
    pub code: RejectionCode,
    /// Values for the `{names}` in its words; numbers are written in digits.
    pub params: BTreeMap<String, String>,
}

/// A refusal as a client is told it: with its words, so that no client carries all of them or needs to know every code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(TS), ts(rename = "Rejection"))]
pub struct Told {
    /// Why.
    pub code: RejectionCode,
    /// Whether sending the same again can help.
    pub retry: Retry,
    /// What a person reads, in English.
    pub words: String,
    /// The values in the words, by name, for programs.
    pub params: BTreeMap<String, String>,
}

impl From<Rejection> for Told {
    fn from(rejection: Rejection) -> Self {
        Self {
            code: rejection.code,
            retry: rejection.code.retry(),
            words: rejection.to_string(),
            params: rejection.params,
        }
    }
}

impl From<Told> for Rejection {
    fn from(told: Told) -> Self {
        Self { code: told.code, params: told.params }
    }
}

impl Rejection {
    /// A refusal with a value for its words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl From<RejectionCode> for Rejection {
    fn from(code: RejectionCode) -> Self {
        Self { code, params: BTreeMap::new() }
    }
}

/// The words a person reads.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = self.code.words().to_owned();
        for (name, value) in &self.params {
            words = words.replace(&format!("{{{name}}}"), value);
        }
        f.write_str(&words)
    }
}

impl std::error::Error for Rejection {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sentences_and_parameters_are_filled_in() {
        let rejection = Rejection::from(RejectionCode::TextTooLong).with("over", 3).with("limit", 500);
        assert_eq!(rejection.to_string(), "This is 3 characters over the limit of 500. Shorten it; nothing is lost.");
        for code in RejectionCode::ALL {
            assert!(code.words().ends_with('.'), "{code:?}");
        }
    }
}
