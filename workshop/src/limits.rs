//! Every bound of a workshop: its name, its number, and what is answered at it.
//!
//! What a client should know in advance goes out with [`protocol_limits`].

use crate::text::TextLimit;
use charrette_protocol::{Limits, Rejection, RejectionCode};

/// A row of the table of limits, for documents and tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The constant's name.
    pub name: &'static str,
    /// What it bounds, in a sentence.
    pub meaning: &'static str,
    /// The largest number allowed.
    pub number: u64,
    /// What is counted.
    pub unit: &'static str,
    /// The refusal beyond it.
    pub code: RejectionCode,
}

macro_rules! limits {
    (
        texts { $(#[doc = $text_doc:literal] $text:ident = $graphemes:literal, $bytes:literal;)* }
        numbers { $(#[doc = $doc:literal] $name:ident: $type:ty = $number:expr, $unit:literal, $code:ident;)* }
    ) => {
        $(#[doc = $text_doc] pub const $text: TextLimit = TextLimit { graphemes: $graphemes, bytes: $bytes };)*
        $(#[doc = $doc] pub const $name: $type = $number;)*

        /// All limits of this file; texts have two rows, one a unit.
        pub const ALL: &[Limit] = &[
            $(
                Limit {
                    name: stringify!($text),
                    meaning: $text_doc.trim_ascii_start(),
                    number: $graphemes,
                    unit: "characters",
                    code: RejectionCode::TextTooLong,
                },
                Limit {
                    name: stringify!($text),
                    meaning: $text_doc.trim_ascii_start(),
                    number: $bytes,
                    unit: "bytes",
                    code: RejectionCode::TextTooLong,
                },
            )*
            $(Limit {
                name: stringify!($name),
                meaning: $doc.trim_ascii_start(),
                number: $name as u64,
                unit: $unit,
                code: RejectionCode::$code,
            },)*
        ];
    };
}

limits! {
    texts {
        /// A note.
        NOTE = 500, 4_096;
        /// The words of a ballot's option: a note's, or two fields of a statement.
        OPTION = 1_010, 8_256;
        /// The name of a person, a perspective, a perspective group or a table.
        NAME = 60, 1_024;
        /// One field of a statement.
        FIELD = 500, 4_096;
        /// A title in a line: of a workshop, step, board, column or entry; the name of a cluster or era; an option's words.
        TITLE = 200, 2_048;
        /// A focus question, or the question of a ballot.
        QUESTION = 300, 4_096;
        /// A longer text: purpose, prompt, an entry's detail and why it matters, an era's story.
        DETAIL = 2_000, 16_384;
        /// What somebody says about their mark in a ballot.
        REASON = 200, 2_048;
        /// The words of one value of a scale, or the title of a scale.
        LABEL = 80, 1_024;
        /// Where an entry can be read up: a title, an address, both.
        SOURCE = 500, 4_096;
        /// A text of the report: the synthesis of a part, or the summary of a cluster.
        REPORT_TEXT = 4_000, 24_576;
    }
    numbers {
        /// People who count in one room, unless its settings say otherwise.
        SEATS: usize = 60, "people", RoomFull;
        /// People who count in one room, whatever its settings say.
        SEATS_MOST: usize = 1_000, "people", OutOfRange;
        /// Members of a workshop in all: observers, facilitators included, and those who left something behind.
        MEMBERS: usize = 2_000, "members", RoomFull;
        /// People one person who does not facilitate speaks for: with them a table of eight sits at one device.
        PROXIES: usize = 7, "people", RoomFull;
        /// People one facilitator speaks for.
        PROXIES_OF_FACILITATOR: usize = 20, "people", RoomFull;
        /// Live sessions of a workshop: each device somebody came in with is one.
        SESSIONS: usize = 2_000, "sessions", RoomFull;
        /// Live sessions of one member: with the next one the oldest ends.
        SESSIONS_EACH: usize = 8, "sessions", RoomFull;
        /// Live ways back that one member who does not facilitate made: with the next one the oldest ends.
        WAY_BACKS_EACH: usize = 3, "ways back", RoomFull;
        /// Capability links of a workshop that still work.
        LINKS: usize = 500, "links", RoomFull;
        /// Tables in a workshop.
        TABLES: usize = 40, "tables", RoomFull;
        /// Perspective groups in a workshop.
        GROUPS: usize = 40, "groups", ListUnfit;
        /// Perspectives in a workshop, over all groups.
        PERSPECTIVES: usize = 60, "perspectives", ListUnfit;
        /// Steps of an agenda.
        STEPS: usize = 100, "steps", RoomFull;
        /// Planned minutes of one step.
        STEP_MINUTES: u16 = 1_440, "minutes", OutOfRange;
        /// Seconds added to a clock, or taken from it, at once.
        CLOCK_STEP: u32 = 3_600, "seconds", OutOfRange;
        /// What `note_limit` of a step may be set to.
        STEP_NOTES: u16 = 100, "notes a person", OutOfRange;
        /// What `post_limit` of a step may be set to.
        STEP_CARDS: u16 = 100, "cards a table", OutOfRange;
        /// Boards in a workshop.
        BOARDS: usize = 30, "boards", RoomFull;
        /// Columns of one board.
        COLUMNS: usize = 30, "columns", RoomFull;
        /// Notes in a workshop, hidden and deleted ones included, but for those that were both.
        NOTES: usize = 2_000, "notes", RoomFull;
        /// Clusters of one board.
        CLUSTERS: usize = 200, "clusters", RoomFull;
        /// Clusters without a note that one member who does not facilitate made, over all boards.
        EMPTY_CLUSTERS_EACH: usize = 20, "clusters", RoomFull;
        /// Notes and entries of one member who does not facilitate, hidden and deleted ones included.
        NOTES_EACH: usize = 200, "notes", RoomFull;
        /// Timeline entries in a workshop, hidden and deleted ones included, but for those that were both.
        ENTRIES: usize = 2_000, "entries", RoomFull;
        /// Eras in a workshop.
        ERAS: usize = 50, "eras", RoomFull;
        /// Statements in a workshop, hidden ones included, deleted ones not.
        STATEMENTS: usize = 200, "statements", RoomFull;
        /// Statements that one member who does not facilitate began, hidden and deleted ones included.
        STATEMENTS_EACH: usize = 30, "statements", RoomFull;
        /// People who ask for one statement's pen at a time.
        PEN_ASKS: usize = 20, "people", RoomFull;
        /// Versions kept of one statement; later ones are not kept.
        VERSIONS: usize = 100, "versions", RoomFull;
        /// Comments in a workshop, deleted ones included.
        COMMENTS: usize = 2_000, "comments", RoomFull;
        /// Comments of one member who does not facilitate, deleted ones included.
        COMMENTS_EACH: usize = 200, "comments", RoomFull;
        /// Links between notes in a workshop.
        NOTE_LINKS: usize = 1_000, "links", RoomFull;
        /// Texts of the report, those that were taken away and those about clusters that are gone included.
        REPORT_TEXTS: usize = 500, "texts", RoomFull;
        /// Ballots in a workshop.
        BALLOTS: usize = 50, "ballots", RoomFull;
        /// Options of one ballot.
        OPTIONS: usize = 200, "options", ListUnfit;
        /// Dots one person may have in a ballot.
        BUDGET: u16 = 50, "dots", OutOfRange;
        /// Dots one person may put on one option, whatever the ballot's settings say.
        CAP: u16 = 10, "dots", OutOfRange;
        /// Places of a ranking, or turning points of one person.
        PLACES: u16 = 10, "places", OutOfRange;
        /// Labels of gradients of agreement.
        GRADIENTS: u16 = 9, "labels", OutOfRange;
        /// Reasons on one paper.
        REASONS: usize = 20, "reasons", ListUnfit;
        /// Bytes of all reasons of a ballot together: a result is one record, and a record one frame. Each seat has its share.
        REASONS_BYTES: usize = 400_000, "bytes", TextTooLong;
        /// Ids in a list, unless it is one of notes.
        IDS: usize = 100, "things", ListUnfit;
        /// Note ids in a list.
        NOTE_IDS: usize = 2_000, "notes", ListUnfit;
        /// Acts each member can take back, one after another.
        UNDO_ACTS: usize = 20, "acts", NothingToUndo;
        /// Acts of facilitators that facilitators can look back on; the oldest make room.
        ACTS: usize = 200, "acts", NothingToUndo;
        /// Characters of an edit key: exactly so many.
        EDIT_KEY: usize = 43, "characters", EditKeyUnfit;
        /// Sockets one session may have open: tabs and devices.
        SOCKETS_PER_SEAT: usize = 4, "sockets", RoomFull;
        /// Commands a member may send each second, on average.
        COMMANDS_PER_SECOND: u32 = 10, "commands", TooFast;
        /// Commands a member may send at once after a pause.
        COMMAND_BURST: u32 = 40, "commands", TooFast;
        /// Edit keys that one hello may present.
        EDIT_KEYS: usize = 500, "keys", ListUnfit;
        /// Bytes of a template's file.
        TEMPLATE_BYTES: usize = 128 * 1024, "bytes", TooLarge;
        /// Bytes of a key in a template.
        TEMPLATE_KEY: usize = 64, "bytes", TextTooLong;
        /// Bytes of a workshop's log, as the room counts them: every payload, and [`LOG_ENTRY`] for what stands around it.
        LOG_BYTES: usize = 128 * 1024 * 1024, "bytes", HistoryFull;
        /// Bytes of a file to import.
        IMPORT_BYTES: usize = 5 * 1024 * 1024, "bytes", TooLarge;
        /// Bytes of one message from a client.
        MESSAGE_BYTES: u32 = 65_536, "bytes", TooLarge;
    }
}

/// Places among [`NOTES`] that only facilitators fill, so that a full room can still be led.
pub const NOTES_RESERVED: usize = 100;

/// Places among [`STATEMENTS`] that only facilitators fill, so that a full room can still be led.
pub const STATEMENTS_RESERVED: usize = 20;

/// Places among [`MEMBERS`] that only facilitators take, so that a full room can still be led.
pub const MEMBERS_RESERVED: usize = 20;

/// Bytes beyond [`LOG_BYTES`] that only facilitators fill, so that a full workshop can be brought to an end.
pub const LOG_RESERVED: usize = 8 * 1024 * 1024;

/// Bytes that an entry of a log takes beside its payload: hashes, salts and ids.
pub const LOG_ENTRY: usize = 400;

/// The fewest labels of gradients of agreement.
pub const GRADIENTS_LEAST: u16 = 3;

/// The fewest options a ballot can be opened with.
pub const OPTIONS_LEAST: usize = 2;

/// The refusal of one more thing in a room that already has `limit` of `what` (a plural:
/// "notes").
pub fn room_full(limit: usize, what: &str) -> Rejection {
    Rejection::from(RejectionCode::RoomFull).with("limit", limit).with("what", what)
}

/// The refusal of a number that lies outside its bounds, both of which are allowed.
pub fn out_of_range(least: u64, most: u64) -> Rejection {
    Rejection::from(RejectionCode::OutOfRange).with("least", least).with("most", most)
}

/// The refusal of a list that is empty, has over `limit` elements, or names one twice.
pub fn list_unfit(limit: usize) -> Rejection {
    Rejection::from(RejectionCode::ListUnfit).with("limit", limit)
}

/// What a client is told in advance.
pub const fn protocol_limits() -> Limits {
    Limits {
        note_graphemes: NOTE.graphemes as u32,
        name_graphemes: NAME.graphemes as u32,
        title_graphemes: TITLE.graphemes as u32,
        question_graphemes: QUESTION.graphemes as u32,
        detail_graphemes: DETAIL.graphemes as u32,
        report_text_graphemes: REPORT_TEXT.graphemes as u32,
        message_bytes: MESSAGE_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_limit_is_told_once_in_words() {
        let rows: HashSet<_> = ALL.iter().map(|limit| (limit.name, limit.unit)).collect();
        assert_eq!(rows.len(), ALL.len());
        for limit in ALL {
            assert!(limit.number > 0 && limit.meaning.ends_with('.'), "{limit:?}");
        }
    }

    #[test]
    fn a_text_at_its_limit_fits_into_a_message() {
        // JSON may write a byte of text as six: \u0022.
        let fields = [TITLE, DETAIL, DETAIL, SOURCE].map(|limit| limit.bytes).iter().sum::<usize>();
        assert!(fields < MESSAGE_BYTES as usize, "an entry with all its fields");
        assert!(NOTE.bytes * 6 < MESSAGE_BYTES as usize);
        // A browser writes a quotation mark or a line break as two.
        assert!(REPORT_TEXT.bytes * 2 < MESSAGE_BYTES as usize);
        // A list of note ids: 22 characters, two quotation marks, a comma.
        assert!(NOTE_IDS * 25 < MESSAGE_BYTES as usize);
    }
}
