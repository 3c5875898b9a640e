//! [CONSENT]

use crate::scenario::*;
use crate::view;
use charrette_protocol::*;

const PROXY: MemberId = MemberId::from_bytes([77; 16]);

fn give(listed: bool, quoted: bool) -> Command {
    Command::GiveConsent { listed, quoted }
}

fn says(room: &Scenario, audience: Audience, member: MemberId) -> Option<Consent> {
    match room.seen(audience, RecordKind::Consent, member) {
        Some(Record::Consent(consent)) => Some(consent.says),
        _ => None,
    }
}

const LISTED: Consent = Consent { listed: true, quoted: false };

/// [CONSENT-1]
#[test]
fn nobody_has_agreed_before_they_answered_and_an_answer_can_be_changed() {
    let mut room = Scenario::room();
    assert_eq!((room.seat(ANN).consent, says(&room, Audience::Console, ANN)), (None, None));
    room.given(ANN, give(true, false));
    assert_eq!((room.seat(ANN).consent, says(&room, Audience::Console, ANN)), (Some(LISTED), Some(LISTED)));
    assert_eq!(room.seat(BEN).consent, None, "one answers for oneself alone");
    assert_eq!(room.when(ANN, give(true, false)).then_accepted(), [], "it is so already");
    room.given(ANN, give(false, false));
    assert_eq!(room.seat(ANN).consent, Some(Consent { listed: false, quoted: false }));
}

/// [CONSENT-1]
#[test]
fn whoever_speaks_for_somebody_answers_for_them() {
    let mut room = Scenario::room();
    room.given(ANN, Command::AddProxy { member: PROXY, name: "Gran".into(), perspective: None });
    room.given(PROXY, give(true, false));
    assert_eq!((room.seat(PROXY).consent, room.seat(ANN).consent), (Some(LISTED), None));
}

/// [CONSENT-2]
#[test]
fn an_answer_is_its_givers_and_the_facilitators() {
    let mut room = Scenario::room();
    let others = [Audience::ThemeTeam, Audience::Room, Audience::Observer, Audience::Wall];
    let before = others.map(|audience| room.all(audience));
    let events = room.when(ANN, give(true, false)).then_accepted();
    assert_eq!(others.map(|audience| room.all(audience)), before, "nothing of it is shared with others");
    for audience in others {
        assert_eq!(says(&room, audience, ANN), None, "{audience:?}");
    }
    let [event] = &events[..] else { panic!("{events:?}") };
    let key = RecordKey::new(RecordKind::Consent, ANN);
    assert_eq!(view::touched(&room.state, event), view::Touched::Keys(vec![key]));
    room.given(LEAD, Command::RemoveMember { member: ANN });
    assert_eq!(says(&room, Audience::Console, ANN), None, "they are in the list of participants no more");
}

/// [CONSENT-3]
#[test]
fn consent_waits_for_nothing_and_undo_has_no_say_in_it() {
    let mut room = Scenario::room();
    room.given(LEAD, Command::SetLock { locked: true }).given(LEAD, Command::Mute { member: ANN, muted: true });
    room.given(ANN, give(true, false));
    room.given(LEAD, Command::Mute { member: ANN, muted: false }).given(LEAD, Command::SetLock { locked: false });
    assert!(!room.seat(ANN).can_undo);
    room.when(ANN, Command::Undo {}).then_refused(RejectionCode::NothingToUndo);
    assert_eq!(room.seat(ANN).consent, Some(LISTED));
}
