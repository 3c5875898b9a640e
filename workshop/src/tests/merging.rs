//! [SEAT]

use crate::scenario::*;
use crate::view::{self, Concerned, Touched};
use crate::{AccessCommand, Event, hash_secret};
use charrette_protocol::*;
use std::collections::BTreeMap;

/// Ann came in again under another name.
const AGAIN: MemberId = MemberId::from_bytes([78; 16]);
const GRAN: MemberId = MemberId::from_bytes([79; 16]);

fn merge(from: MemberId, into: MemberId) -> Command {
    Command::MergeSeats { from, into }
}

fn undo() -> Command {
    Command::Undo {}
}

fn proxy(member: MemberId) -> Command {
    Command::AddProxy { member, name: "Gran".to_owned(), perspective: None }
}

/// A room in which Ann has come in twice.
fn twice(attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    room.joins(AGAIN, Role::Participant, None).then_accepted();
    room
}

fn everything(room: &Scenario) -> (Vec<Vec<Record>>, Vec<Vec<Record>>) {
    let people = [LEAD, CO, THEME, HOST, BEN, CYD, OBSERVER];
    (
        Audience::ALL.map(|audience| room.content(audience)).into(),
        people.map(|member| room.personal(member, &[])).into(),
    )
}

fn author(room: &Scenario, note: u64) -> Option<MemberId> {
    match room.note(id(note)).map(|note| note.by) {
        Some(Signature::Named { member, .. }) => Some(member),
        _ => None,
    }
}

fn open(room: &mut Scenario) {
    let options = vec![option(1, "A"), option(2, "B")];
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options });
}

fn papers(room: &Scenario, member: MemberId) -> Vec<BTreeMap<OptionId, Vec<u16>>> {
    let records = room.personal(member, &[]).into_iter();
    records.filter_map(|record| if let Record::Paper(paper) = record { Some(paper.marks) } else { None }).collect()
}

/// [SEAT-1] [ROLE-6]
#[test]
fn what_one_seat_left_goes_to_the_other_and_it_ends() {
    // Given
    let mut room = twice(Attribution::Named);
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, post(WRITE, 2)).given(ANN, proxy(GRAN));
    room.given(ANN, Command::DeleteNote { note: id(2), edit_key: None });
    room.given_in(SILENT).given(ANN, post(SILENT, 3)).given_in(DATES).given(ANN, post_entry(4, "1990"));
    let way_back = Grant::WayBack { member: ANN, once: false };
    let link = AccessCommand::MakeLink { link: id(9), grant: way_back, secret: hash_secret("back"), by: Some(ANN) };
    room.asks(link).then_accepted();
    let people = room.state.eligible();
    // When
    room.given(CO, merge(ANN, AGAIN));
    // Then
    assert_eq!(author(&room, 1), Some(AGAIN));
    assert_eq!(room.private_notes(AGAIN, &[]).iter().map(|note| note.id).collect::<Vec<_>>(), [id(3)]);
    room.given(AGAIN, Command::RestoreNote { note: id(2), edit_key: None }).given(AGAIN, edit(3, 1, "Mine"));
    let text = EntryText { title: "As I know it".to_owned(), ..entry_text("1991") };
    room.given(AGAIN, Command::EditEntry { entry: id(4), based_on: 1, text, edit_key: None });
    assert_eq!(room.state.eligible(), people - 1);
    let device = room.state.sessions().find(|session| session.member == Some(AGAIN)).cloned().expect("a session");
    assert_eq!(room.state.speaks_for(&device), [AGAIN, GRAN]);
    assert!(room.state.sessions().all(|session| session.member != Some(ANN)));
    assert!(room.state.link(&hash_secret("back")).is_none());
    room.when(ANN, post(WRITE, 5)).then_refused(RejectionCode::NotAllowed);
    room.when(CO, merge(ANN, AGAIN)).then_refused(RejectionCode::NotFound);
}

/// [SEAT-1] [NOTE-2]
#[test]
fn a_share_of_notes_counts_both() {
    let mut room = twice(Attribution::Named);
    let limited = StepSettings { note_limit: Some(2), ..settings(StepKind::Write, Some(NOTES)) };
    room.given(LEAD, Command::EditStep { step: WRITE, settings: limited }).given_in(WRITE);
    room.given(ANN, post(WRITE, 1)).given(AGAIN, post(WRITE, 2)).given(LEAD, merge(ANN, AGAIN));
    room.when(AGAIN, post(WRITE, 3)).then_refused(RejectionCode::NoNotesLeft);
}

/// [SEAT-1]
#[test]
fn what_is_anonymous_stays_with_its_key() {
    let mut room = twice(Attribution::Named);
    room.given_in(NAMELESS).given(ANN, post_nameless(NAMELESS, 1)).given(LEAD, merge(ANN, AGAIN));
    assert!(room.private_notes(AGAIN, &[]).is_empty());
    assert_eq!(room.private_notes(AGAIN, &[key(1)]).len(), 1);
}

/// [SEAT-1]
#[test]
fn whoever_stays_is_not_shut_out_though_the_other_seat_let_them_in() {
    let mut room = twice(Attribution::Named);
    room.given(ANN, proxy(GRAN));
    let grant = Grant::WayBack { member: GRAN, once: true };
    let secret = hash_secret("for Gran");
    room.asks(AccessCommand::MakeLink { link: id(9), grant, secret, by: Some(ANN) }).then_accepted();
    let back = AccessCommand::Return { member: GRAN, session: hash_secret("hers"), used: Some(id(9)) };
    room.asks(back).then_accepted();
    room.given(LEAD, merge(ANN, GRAN));
    assert!(room.state.session(&hash_secret("hers")).is_some());
}

/// [SEAT-2]
#[test]
fn a_person_has_one_paper() {
    for own in [false, true] {
        // Given
        let mut room = twice(Attribution::Named);
        open(&mut room);
        room.given(ANN, dots(BALLOT, &[(1, 1)])).given(BEN, dots(BALLOT, &[(1, 1)]));
        if own {
            room.given(AGAIN, dots(BALLOT, &[(2, 1)]));
        }
        // When
        room.given(LEAD, merge(ANN, AGAIN));
        // Then
        let voted = room.state.turnout().first().map(|turnout| turnout.voted);
        assert_eq!(voted, Some(2));
        let kept: OptionId = if own { id(2) } else { id(1) };
        assert_eq!(papers(&room, AGAIN), [BTreeMap::from([(kept, vec![1])])]);
        let closed = room.when(LEAD, Command::CloseBallot { ballot: BALLOT }).then_accepted();
        let [Event::BallotClosed { tally, .. }] = &closed[..] else { panic!("{closed:?}") };
        assert_eq!(tally.voted, 2);
        assert_eq!(tally.eligible, room.state.eligible());
    }
}

/// [SEAT-2]
#[test]
fn a_paper_brings_its_group_and_a_closed_result_stays() {
    let result = |room: &Scenario| room.seen(Audience::Console, RecordKind::Result, BALLOT);
    let mut room = Scenario::room();
    open(&mut room);
    room.given(ANN, dots(BALLOT, &[(1, 1)]));
    let mut apart = room.clone();
    apart.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    room.joins(AGAIN, Role::Participant, None).then_accepted();
    room.given(LEAD, merge(ANN, AGAIN)).given(LEAD, Command::CloseBallot { ballot: BALLOT });
    assert_eq!(result(&room), result(&apart), "as if Ann had never left");
    apart.joins(AGAIN, Role::Participant, None).then_accepted();
    apart.given(LEAD, merge(ANN, AGAIN));
    assert_eq!(result(&room), result(&apart), "what was counted stays");
}

/// [SEAT-3] [ROLE-13]
#[test]
fn the_seat_that_stays_keeps_what_it_is() {
    let mut room = twice(Attribution::Named);
    room.given(LEAD, Command::AssignTable { members: vec![ANN], table: Some(TABLE) });
    room.given(LEAD, Command::Mute { member: ANN, muted: true });
    let mut seated = room.clone();
    room.given(LEAD, merge(ANN, AGAIN));
    let seat = room.seat(AGAIN);
    assert_eq!((seat.name.as_str(), seat.perspective, seat.table), ("Person 78", None, Some(TABLE)));
    assert!(seat.muted);
    seated.given(LEAD, Command::AssignTable { members: vec![AGAIN], table: Some(OTHER_TABLE) });
    seated.given(LEAD, merge(ANN, AGAIN));
    assert_eq!(seated.seat(AGAIN).table, Some(OTHER_TABLE));
}

/// [SEAT-4]
#[test]
fn seats_that_are_not_one_persons_stay_two() {
    let mut room = twice(Attribution::Named);
    room.given(LEAD, proxy(GRAN)).given(BEN, proxy(id(201))).given(ANN, proxy(id(202)));
    for (from, into) in [
        (ANN, ANN),
        (ANN, CO),
        (CO, ANN),
        (ANN, OBSERVER),
        (OBSERVER, ANN),
        // A facilitator's device would read what Ann wrote unseen, or Ben's.
        (ANN, GRAN),
        (ANN, id(201)),
        (GRAN, id(201)),
        // Whom they speak for themselves.
        (ANN, id(202)),
    ] {
        let refused = room.when(LEAD, merge(from, into)).then_refused(RejectionCode::SeatsUnfit);
        assert!(refused.to_string().ends_with('.'), "{refused}");
    }
    room.when(LEAD, merge(STRANGER, ANN)).then_refused(RejectionCode::NotFound);
    room.when(LEAD, merge(ANN, STRANGER)).then_refused(RejectionCode::NotFound);
    for number in [203].into_iter().chain(210..215) {
        room.given(BEN, proxy(id(number)));
    }
    room.when(LEAD, merge(ANN, BEN)).then_refused(RejectionCode::SeatsUnfit);
    room.given(LEAD, proxy(id(204))).given(LEAD, merge(GRAN, id(204)));
    room.given(LEAD, merge(id(204), AGAIN)).given(LEAD, merge(id(202), ANN));
}

/// [SEAT-5] [HIDE-8]
#[test]
fn others_see_no_more_than_that_somebody_left() {
    for attribution in [Attribution::Named, Attribution::PerspectiveOnly] {
        // Given
        let mut room = twice(attribution);
        room.given_in(WRITE).given(ANN, post(WRITE, 1)).given_in(SILENT);
        let mut without = room.clone();
        room.given(ANN, post(SILENT, 2));
        // When
        room.given(CO, merge(ANN, AGAIN));
        without.given(CO, merge(ANN, AGAIN));
        // Then
        assert!(everything(&room) == everything(&without), "nobody is shown that something hidden moved");
        let fact = room.facts.last().expect("it happened");
        let Touched::Keys(keys) = view::touched(&room.state, &fact.event) else { panic!("all was touched") };
        let seen = |key: &RecordKey| Audience::ALL.map(|audience| view::shared(&room.state, audience, key));
        let hidden = keys.iter().filter(|key| key.id == id::<NoteId>(2).into());
        assert!(hidden.flat_map(seen).all(|record| record.is_none()));
        assert_eq!(view::concerned(&room.state, fact), Concerned::Members(vec![CO, ANN, AGAIN]));
        assert_eq!(keys.iter().any(|key| key.kind == RecordKind::Note), attribution == Attribution::Named);
    }
}

/// [SEAT-6] [UNDO-1]
#[test]
fn taking_it_back_makes_two_seats_again() {
    // Given
    let mut room = twice(Attribution::Named);
    open(&mut room);
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(ANN, dots(BALLOT, &[(1, 1)])).given(ANN, proxy(GRAN));
    room.given(LEAD, Command::AssignTable { members: vec![ANN], table: Some(TABLE) });
    room.given_in(SILENT).given(ANN, post(SILENT, 2));
    let before = (everything(&room), room.personal(AGAIN, &[]), room.personal(ANN, &[]));
    room.given(CO, merge(ANN, AGAIN));
    let mut later = room.clone();
    // When
    room.given(CO, undo());
    // Then
    let after = (everything(&room), room.personal(AGAIN, &[]), room.personal(ANN, &[]));
    assert!(before == after, "all is as it was");
    assert!(room.state.sessions().all(|session| session.member != Some(ANN)));
    let back = AccessCommand::Return { member: ANN, session: hash_secret("back again"), used: None };
    room.asks(back).then_accepted();

    // When something was written meanwhile
    later.given(AGAIN, post(SILENT, 3)).given(AGAIN, dots(BALLOT, &[(2, 1)])).given(CO, undo());
    // Then it stays
    let notes = |member| later.private_notes(member, &[]).into_iter().map(|note| note.id).collect::<Vec<_>>();
    assert_eq!((notes(ANN), notes(AGAIN)), (vec![id(2)], vec![id(3)]));
    assert_eq!(papers(&later, ANN), [BTreeMap::from([(id(1), vec![1])])]);
    assert_eq!(papers(&later, AGAIN), [BTreeMap::from([(id(2), vec![1])])]);
}

/// [SEAT-6] [UNDO-2]
#[test]
fn what_has_been_counted_as_one_stays_one() {
    let mut room = twice(Attribution::Named);
    open(&mut room);
    let mut unvoted = room.clone();
    room.given(ANN, dots(BALLOT, &[(1, 1)])).given(CO, merge(ANN, AGAIN));
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    room.when(CO, undo()).then_refused(RejectionCode::CountedAsOne);
    unvoted.given(CO, merge(ANN, AGAIN)).given(LEAD, Command::CloseBallot { ballot: BALLOT }).given(CO, undo());
    assert!(unvoted.state.role(ANN).is_some());

    let mut full = twice(Attribution::Named);
    full.given(CO, merge(ANN, AGAIN));
    let mut gone = full.clone();
    for number in 100.. {
        if full.state.eligible() == full.state.seats() {
            break;
        }
        full.joins(MemberId::from_bytes([number; 16]), Role::Participant, None).then_accepted();
    }
    full.when(CO, undo()).then_refused(RejectionCode::RoomFull);
    gone.given(LEAD, Command::RemoveMember { member: AGAIN });
    gone.when(CO, undo()).then_refused(RejectionCode::ChangedSince);
}
