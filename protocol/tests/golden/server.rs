use crate::{golden, id};
use charrette_protocol::{
    Audience, Changes, CloseCode, Limits, Put, Record, RecordKey, RecordKind, RejectionCode, Revision, RoomPresence,
    ServerMessage, TableRecord, Turnout, Welcome, version,
};

const NOON: u64 = 1_795_521_600_000;

pub fn put() -> Put {
    Put {
        rev: Revision(0x00ab_cdef_0123_4567),
        record: Record::Table(TableRecord { id: id!(TableId, 1), name: "4".to_owned() }),
    }
}

golden!(messages_from_the_server, "server", ServerMessage, {
    "welcome": ServerMessage::Welcome(_) => ServerMessage::Welcome(Welcome {
        version: version::CURRENT,
        server: "0.1.0".to_owned(),
        time: NOON,
        workshop: id!(WorkshopId, 1),
        audience: Audience::Room,
        members: vec![id!(MemberId, 2), id!(MemberId, 3)],
        limits: Limits { note_graphemes: 500, name_graphemes: 60, title_graphemes: 200, question_graphemes: 300, detail_graphemes: 2_000, report_text_graphemes: 4_000, message_bytes: 65_536 },
    });
    "changes": ServerMessage::Changes(Changes { more: false, .. }) => ServerMessage::Changes(Changes {
        put: vec![put()],
        drop: vec![RecordKey::new(RecordKind::PrivateNote, id!(NoteId, 7))],
        replace: vec![],
        more: false,
    });
    "changes_with_pages_to_come": ServerMessage::Changes(Changes { more: true, .. }) =>
        ServerMessage::Changes(Changes { put: vec![put()], drop: vec![], replace: vec![0, 63], more: true });
    "ack": ServerMessage::Ack { .. } => ServerMessage::Ack { id: id!(CommandId, 4) };
    "reject": ServerMessage::Reject { id: Some(_), .. } => ServerMessage::Reject {
        id: Some(id!(CommandId, 4)),
        rejection: charrette_protocol::Rejection::from(RejectionCode::TextTooLong).with("over", 3).with("limit", 500).into(),
    };
    "reject_of_something_unreadable": ServerMessage::Reject { id: None, .. } => ServerMessage::Reject {
        id: None,
        rejection: charrette_protocol::Rejection::from(RejectionCode::Malformed).with("detail", "expected value at line 1").into(),
    };
    "presence": ServerMessage::Presence(RoomPresence { connected: None, .. }) => ServerMessage::Presence(RoomPresence {
        here: 44,
        of: 45,
        written: 31,
        finished: 12,
        turnout: vec![Turnout { ballot: id!(BallotId, 5), voted: 7, eligible: 45 }],
        connected: None,
        walls: None,
    });
    "presence_for_a_console": ServerMessage::Presence(RoomPresence { connected: Some(_), .. }) =>
        ServerMessage::Presence(RoomPresence {
            here: 1,
            of: 2,
            connected: Some(vec![id!(MemberId, 2)]),
            walls: Some(1),
            ..RoomPresence::default()
        });
    "compare": ServerMessage::Compare {} => ServerMessage::Compare {};
    "pong": ServerMessage::Pong { .. } => ServerMessage::Pong { time: NOON };
    "bye": ServerMessage::Bye { retry_after: Some(_), .. } =>
        ServerMessage::Bye { code: CloseCode::Busy, retry_after: Some(5) };
    "bye_for_good": ServerMessage::Bye { retry_after: None, .. } =>
        ServerMessage::Bye { code: CloseCode::SessionEnded, retry_after: None };
});
