use crate::{SECRET, golden, id};
use charrette_protocol::{ClientMessage, Command, CommandMessage, Digest, Hello, Presence, RecordKey};
use charrette_protocol::{RecordKind, Revision, version};

pub fn digest() -> Digest {
    let mut digest = Digest::default();
    digest.toggle(&RecordKey::new(RecordKind::Note, id!(NoteId, 0xff)), Revision(0x0123_4567_89ab_cdef));
    digest
}

pub fn hello() -> Hello {
    Hello {
        version: version::CURRENT,
        credential: format!("{}.{SECRET}", id!(WorkshopId, 1)),
        digest: Some(digest()),
        last_acked: Some(id!(CommandId, 2)),
        edit_keys: vec![SECRET.to_owned()],
    }
}

pub fn command() -> CommandMessage {
    CommandMessage {
        id: id!(CommandId, 3),
        speaker: Some(id!(MemberId, 4)),
        body: Command::RemoveTable { table: id!(TableId, 5) },
    }
}

golden!(messages_from_the_client, "client", ClientMessage, {
    "hello": ClientMessage::Hello(Hello { digest: Some(_), .. }) => ClientMessage::Hello(hello());
    "hello_of_a_newcomer": ClientMessage::Hello(Hello { digest: None, .. }) => ClientMessage::Hello(Hello {
        digest: None,
        last_acked: None,
        edit_keys: vec![],
        ..hello()
    });
    "command": ClientMessage::Command(CommandMessage { speaker: Some(_), .. }) => ClientMessage::Command(command());
    "command_of_the_first_member": ClientMessage::Command(CommandMessage { speaker: None, .. }) =>
        ClientMessage::Command(CommandMessage { speaker: None, ..command() });
    "presence": ClientMessage::Presence(_) => ClientMessage::Presence(Presence { finished: Some(id!(StepId, 6)) });
    "digest": ClientMessage::Digest { .. } => ClientMessage::Digest { digest: digest() };
    "ping": ClientMessage::Ping {} => ClientMessage::Ping {};
});

/// Fields that may be none may also be left out, so that an older page need not know them.
#[test]
fn a_short_hello_is_read() {
    let text = format!(
        r#"{{"type":"hello","version":1,"credential":"{}.{SECRET}","digest":null,"last_acked":null,"edit_keys":[]}}"#,
        id!(WorkshopId, 1)
    );
    let short = text.replace(r#","digest":null,"last_acked":null"#, "");
    assert_eq!(
        serde_json::from_str::<ClientMessage>(&short).unwrap(),
        serde_json::from_str::<ClientMessage>(&text).unwrap()
    );
}
