use crate::scenario::*;
use charrette_protocol::*;

fn notes(numbers: &[u64]) -> Vec<NoteId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn merge(note: u64, parts: &[u64]) -> Command {
    Command::MergeNotes { note: id(note), notes: notes(parts), text: format!("Together {note}") }
}

fn park(numbers: &[u64]) -> Command {
    Command::ParkNotes { notes: notes(numbers) }
}

fn bring_back(numbers: &[u64]) -> Command {
    Command::ReturnNotes { notes: notes(numbers) }
}

fn post_cards(numbers: &[u64]) -> Command {
    Command::PostCards { notes: notes(numbers) }
}

fn set_aside(number: u64) -> Command {
    Command::SetAside { note: id(number), reason: "It names a person.".to_owned() }
}

const HAND_OUT: Command = Command::HandToTables { step: TABLES };

fn seat(room: &mut Scenario, members: &[MemberId], table: TableId) {
    room.given(LEAD, Command::AssignTable { members: members.to_vec(), table: Some(table) });
}

/// What somebody reads of their table.
fn at_table(room: &Scenario, member: MemberId) -> Vec<TableNoteRecord> {
    let records = room.personal(member, &[]).into_iter();
    records.filter_map(|record| if let Record::TableNote(note) = record { Some(note) } else { None }).collect()
}

fn read_at_table(room: &Scenario, member: MemberId) -> Vec<NoteId> {
    let mut read: Vec<_> = at_table(room, member).into_iter().map(|note| note.id).collect();
    read.sort_unstable();
    read
}

/// Ann and Cyd at one table, Ben and the host at another, with four hidden notes of theirs.
fn given_tables(attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    seat(&mut room, &[ANN, CYD], TABLE);
    seat(&mut room, &[BEN, HOST], OTHER_TABLE);
    room.given_in(SILENT);
    for (author, number) in [(ANN, 1), (ANN, 2), (CYD, 3), (BEN, 4)] {
        let command = if attribution == Attribution::Anonymous { post_nameless } else { post };
        room.given(author, command(SILENT, number));
    }
    room.given_in(TABLES);
    room
}

/// The same, handed to their tables.
fn given_handed() -> Scenario {
    let mut room = given_tables(Attribution::Named);
    room.given(LEAD, HAND_OUT);
    room
}

/// [TABLE-1]
#[test]
fn hidden_notes_go_to_the_tables_of_their_authors_and_no_further() {
    let room = given_handed();
    for member in [ANN, CYD] {
        assert_eq!(read_at_table(&room, member), notes(&[1, 2, 3]));
    }
    for member in [BEN, HOST] {
        assert_eq!(read_at_table(&room, member), notes(&[4]));
    }
    for stranger in [LEAD, CO, THEME, OBSERVER] {
        assert!(at_table(&room, stranger).is_empty());
    }
    for audience in Audience::ALL {
        assert!((1..=4).all(|number| room.note_for(audience, id(number)).is_none()), "{audience:?}");
    }
}

/// [TABLE-1]
#[test]
fn notes_of_unknown_authors_are_dealt_out_evenly() {
    let mut room = given_tables(Attribution::Anonymous);
    room.given(LEAD, HAND_OUT);
    assert_eq!((at_table(&room, ANN).len(), at_table(&room, BEN).len()), (2, 2));
    assert!(at_table(&room, ANN).iter().all(|note| note.by == Signature::Nobody));
}

/// [TABLE-1]
#[test]
fn handing_out_needs_a_table_step_notes_and_people_at_tables() {
    let mut room = Scenario::room();
    room.when(ANN, HAND_OUT).then_refused(RejectionCode::NotAllowed);
    room.when(LEAD, Command::HandToTables { step: WRITE }).then_refused(RejectionCode::StepUnfit);
    room.when(LEAD, HAND_OUT).then_refused(RejectionCode::NothingToHand);
    room.given_in(SILENT).given_note(ANN, SILENT, 1);
    room.when(LEAD, HAND_OUT).then_refused(RejectionCode::NoTables);
}

/// [TABLE-1] What a table has read it has read; and whether it can still be taken back would say when one began to work.
#[test]
fn handing_out_is_final() {
    let mut room = given_handed();
    let before = room.personal(LEAD, &[]);
    room.given(ANN, post_cards(&[1])).given(ANN, Command::UnpostCards { notes: notes(&[1]) });
    assert_eq!(room.personal(LEAD, &[]), before);
    // What is taken back is the act before it: going to the step.
    room.given(LEAD, Command::Undo {});
    assert_eq!(read_at_table(&room, ANN), notes(&[1, 2, 3]));
}

/// [TABLE-1] Nothing waits for a reveal there any more, and nobody need wonder whether it does.
#[test]
fn after_handing_out_the_private_writing_is_over() {
    let mut room = given_handed();
    let told = |step: StepId| match room.seen(Audience::Room, RecordKind::Step, step) {
        Some(Record::Step(record)) => (record.revealed, record.handed),
        other => panic!("{other:?}"),
    };
    assert_eq!((told(SILENT), told(TABLES)), ((true, false), (false, true)));
    room.when(LEAD, Command::RevealStep { step: SILENT }).then_refused(RejectionCode::NothingToReveal);
}

/// [TABLE-1] [UNDO-1] Facilitators write into steps that the room has not come to.
#[test]
fn a_step_whose_notes_were_handed_out_counts_as_entered() {
    let mut room = Scenario::room();
    seat(&mut room, &[ANN], TABLE);
    room.given(LEAD, post(SILENT, 1)).given_in(TABLES).given(LEAD, HAND_OUT);
    let before = room.seen(Audience::Console, RecordKind::Step, SILENT);
    room.given_in(SILENT).given(LEAD, Command::Undo {});
    assert_eq!(room.seen(Audience::Console, RecordKind::Step, SILENT), before);
}

/// [TABLE-2]
#[test]
fn only_those_who_sit_at_a_table_work_on_what_it_holds() {
    let mut room = given_handed();
    for (stranger, code) in [(BEN, RejectionCode::NotFound), (LEAD, RejectionCode::NotFound)] {
        room.when(stranger, merge(10, &[1, 3])).then_refused(code);
        room.when(stranger, park(&[1])).then_refused(code);
        room.when(stranger, edit(1, 1, "Mine now")).then_refused(code);
    }
    // Choosing cards is a right that facilitators have not, whatever the note.
    for note in [1, 99] {
        room.when(BEN, post_cards(&[note])).then_refused(RejectionCode::NotFound);
        room.when(LEAD, post_cards(&[note])).then_refused(RejectionCode::NotAllowed);
    }
    room.when(CYD, edit(1, 1, "Mine now")).then_refused(RejectionCode::NotAllowed);
    room.given(CYD, Command::MoveNotes { notes: notes(&[1]), column: RIGHT, after: None, edit_key: None });
    room.given_in(TALK);
    room.when(CYD, post_cards(&[1])).then_refused(RejectionCode::NotAllowed);
}

/// [TABLE-2] The talk at a table makes a note that nobody had: it is for the table, as are those it came from.
#[test]
fn what_is_written_at_a_table_at_work_stays_there_until_the_reveal() {
    let mut room = given_tables(Attribution::Named);
    room.given(CYD, post(TABLES, 5)).given(LEAD, HAND_OUT).given(CYD, post(TABLES, 6)).given(BEN, post(TABLES, 7));
    assert!(room.note_for(Audience::Room, id(5)).is_some());
    assert_eq!(read_at_table(&room, ANN), notes(&[1, 2, 3, 6]));
    assert_eq!(read_at_table(&room, BEN), notes(&[4, 7]));
    for audience in Audience::ALL {
        assert!([6, 7].iter().all(|number| room.note_for(audience, id(*number)).is_none()), "{audience:?}");
    }
    room.given(ANN, post_cards(&[6])).given(LEAD, Command::RevealStep { step: TABLES }).given(CYD, post(TABLES, 8));
    assert!([6, 8].iter().all(|number| room.note_for(Audience::Room, id(*number)).is_some()));
}

/// [TABLE-2] Else one person could read table after table, through seats of their own or those they speak for.
#[test]
fn while_tables_hold_notes_only_facilitators_seat_people() {
    let to = |member: MemberId, table| Command::AssignTable { members: vec![member], table };
    let mut room = given_tables(Attribution::Named);
    room.given(BEN, to(BEN, Some(TABLE))).given(BEN, to(BEN, Some(OTHER_TABLE)));
    room.given(LEAD, HAND_OUT);
    for table in [Some(TABLE), None] {
        room.when(BEN, to(BEN, table)).then_refused(RejectionCode::SeatsKept);
    }
    room.when(BEN, Command::Undo {}).then_refused(RejectionCode::SeatsKept);
    let proxy = Command::AddProxy { member: id(200), name: "Dot".to_owned(), perspective: None };
    room.given(BEN, proxy).when(BEN, to(id(200), Some(TABLE))).then_refused(RejectionCode::SeatsKept);
    room.given(LEAD, to(BEN, Some(TABLE)));
    room.given(LEAD, Command::RevealStep { step: TABLES }).given(BEN, to(BEN, Some(OTHER_TABLE)));
}

/// [TABLE-2]
#[test]
fn whom_a_facilitator_speaks_for_reads_no_tables_notes() {
    let mut room = given_tables(Attribution::Named);
    let proxy = |member, name: &str| Command::AddProxy { member, name: name.to_owned(), perspective: None };
    room.given(CO, proxy(id(200), "Dot")).given(CYD, proxy(id(201), "Eve"));
    seat(&mut room, &[id(200), id(201)], OTHER_TABLE);
    room.given(LEAD, HAND_OUT);
    let reads = |viewer: &[MemberId]| {
        let viewer = crate::view::Viewer { members: viewer.to_vec(), edit_keys: Vec::new() };
        let records = crate::view::personal(&room.state, &viewer);
        records.into_iter().filter(|record| matches!(record, Record::TableNote(_))).count()
    };
    assert_eq!(reads(&[CO, id(200)]), 0);
    assert_eq!(reads(&[CYD, id(201)]), 4, "their own table's three and their proxy's one");
    room.when(id(200), post_cards(&[4])).then_refused(RejectionCode::NotFound);
}

/// [TABLE-3]
#[test]
fn merged_notes_stay_attached_and_come_back() {
    let mut room = given_handed();
    room.when(ANN, merge(10, &[1])).then_refused(RejectionCode::MergeUnfit);
    room.given(ANN, merge(10, &[1, 3]));
    let seen = at_table(&room, CYD);
    let on = |number: u64| seen.iter().find(|note| note.id == id(number)).map(|note| note.shelf.clone());
    assert_eq!(on(10), Some(Shelf::Board));
    assert_eq!(on(1), Some(Shelf::Merged { into: id(10) }));
    room.when(ANN, merge(11, &[1, 2])).then_refused(RejectionCode::MergeUnfit);
    room.when(CYD, Command::DeleteNote { note: id(10), edit_key: None }).then_refused(RejectionCode::HasOriginals);
    room.given(CYD, edit(10, 1, "Better words"));
    room.given(CYD, Command::UnmergeNote { note: id(10) });
    assert_eq!(read_at_table(&room, ANN), notes(&[1, 2, 3]));
    assert!(at_table(&room, ANN).iter().all(|note| note.shelf == Shelf::Board));
    room.when(CYD, Command::UnmergeNote { note: id(1) }).then_refused(RejectionCode::ShelfUnfit);
}

/// [TABLE-3]
#[test]
fn a_merged_note_is_signed_with_what_its_parts_share() {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    for (author, number) in [(ANN, 1), (ANN, 2), (BEN, 3)] {
        room.given_note(author, WRITE, number);
    }
    room.given_in(GROUPING).given(BEN, merge(10, &[1, 2]));
    assert_eq!(room.note(id(10)).map(|note| note.by), Some(Signature::Group { group: "Patients".to_owned() }));
    room.given(BEN, merge(11, &[10, 3]));
    assert_eq!(room.note(id(11)).map(|note| note.by), Some(Signature::Nobody));
    assert_eq!(room.order(LEFT, None).first(), Some(&id(11)), "it stands where its first part stood");
    room.given(BEN, Command::Undo {});
    assert_eq!(room.note(id(10)).map(|note| note.shelf), Some(Shelf::Board));
}

/// [TABLE-4]
#[test]
fn theme_team_and_facilitators_see_cards_coming() {
    let mut room = given_handed();
    room.given(ANN, post_cards(&[1, 3]));
    for audience in Audience::ALL {
        let seen = room.note_for(audience, id(1)).map(|note| note.shelf);
        let expected = matches!(audience, Audience::Console | Audience::ThemeTeam).then_some(Shelf::Table);
        assert_eq!(seen, expected, "{audience:?}");
    }
    room.given(CYD, Command::UnpostCards { notes: notes(&[1]) });
    assert_eq!(room.note_for(Audience::Console, id(1)), None);
    room.when(LEAD, Command::RemoveTable { table: TABLE }).then_refused(RejectionCode::TableInUse);
}

/// [TABLE-4]
#[test]
fn a_table_posts_as_many_cards_as_its_step_says() {
    let mut room = given_tables(Attribution::Named);
    let settings = StepSettings { post_limit: Some(2), ..settings(StepKind::Table, Some(NOTES)) };
    room.given(LEAD, Command::EditStep { step: TABLES, settings }).given(LEAD, HAND_OUT);
    room.when(ANN, post_cards(&[1, 2, 3])).then_refused(RejectionCode::NoCardsLeft);
    room.given(ANN, post_cards(&[1, 2])).given(CYD, post_cards(&[2]));
    room.when(CYD, post_cards(&[3])).then_refused(RejectionCode::NoCardsLeft);
    room.given(BEN, post_cards(&[4]));
    room.given(CYD, merge(10, &[1, 2])).given(CYD, post_cards(&[3]));
}

/// [TABLE-5]
#[test]
fn the_reveal_shows_cards_on_the_board_and_the_rest_in_the_annex() {
    let mut room = given_handed();
    room.given(ANN, merge(10, &[1, 3])).given(ANN, post_cards(&[10])).given(BEN, park(&[4]));
    room.given(LEAD, Command::RevealStep { step: TABLES });
    let on = |number: u64| room.note(id(number)).map(|note| note.shelf);
    assert_eq!(on(10), Some(Shelf::Board));
    assert_eq!(on(2), Some(Shelf::Annex));
    assert_eq!(on(4), Some(Shelf::Parked));
    assert_eq!(on(3), Some(Shelf::Merged { into: id(10) }));
    assert!(at_table(&room, ANN).is_empty());
    room.given_in(GROUPING).given(ANN, bring_back(&[2]));
    assert_eq!(room.note(id(2)).map(|note| note.shelf), Some(Shelf::Board));
}

/// [TABLE-5]
#[test]
fn what_was_deleted_when_its_table_was_revealed_comes_back_as_late() {
    let mut room = given_handed();
    room.given(ANN, Command::DeleteNote { note: id(1), edit_key: None });
    room.given(LEAD, Command::RevealStep { step: TABLES });
    room.given(ANN, Command::RestoreNote { note: id(1), edit_key: None });
    assert_eq!(room.private_notes(ANN, &[]).first().map(|note| note.hidden), Some(Hidden::Late));
}

/// [TABLE-6]
#[test]
fn parked_notes_leave_the_board_and_come_back_to_it() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given_note(ANN, WRITE, 1);
    room.when(BEN, park(&[1])).then_refused(RejectionCode::NotAllowed);
    room.given_in(GROUPING).given(BEN, make(100, &[1])).given(BEN, park(&[1]));
    let note = room.note(id(1)).expect("everybody reads the parking lot");
    assert_eq!((note.shelf, note.cluster), (Shelf::Parked, None));
    room.when(BEN, park(&[1])).then_refused(RejectionCode::ShelfUnfit);
    room.when(BEN, make(101, &[1])).then_refused(RejectionCode::ShelfUnfit);
    room.given(BEN, Command::Undo {});
    assert_eq!(room.note(id(1)).and_then(|note| note.cluster), Some(id(100)));
    room.given(BEN, park(&[1])).given(ANN, bring_back(&[1]));
    assert_eq!(room.order(LEFT, None), notes(&[1]));
}

/// [TABLE-7]
#[test]
fn what_is_set_aside_only_its_author_and_facilitators_see() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given_note(ANN, WRITE, 1);
    room.when(BEN, set_aside(1)).then_refused(RejectionCode::NotAllowed);
    room.given(LEAD, set_aside(1));
    for audience in Audience::ALL {
        assert_eq!(room.note_for(audience, id(1)).is_some(), audience == Audience::Console, "{audience:?}");
    }
    let own = room.private_notes(ANN, &[]);
    assert_eq!(own[0].hidden, Hidden::SetAside);
    assert_eq!(own[0].reason.as_deref(), Some("It names a person."));
    room.when(BEN, edit(1, 1, "Mine now")).then_refused(RejectionCode::NotFound);
    room.when(THEME, bring_back(&[1])).then_refused(RejectionCode::NotFound);
    room.given(ANN, edit(1, 1, "It names nobody"));
    room.given(CO, bring_back(&[1]));
    assert_eq!(room.note(id(1)).map(|note| note.text), Some("It names nobody".to_owned()));
}

/// [TABLE-7] The words a note was made of would stay in sight.
#[test]
fn a_merged_note_is_taken_apart_before_it_is_set_aside() {
    let mut room = Scenario::room();
    room.given_in(WRITE).given(ANN, post(WRITE, 1)).given(BEN, post(WRITE, 2));
    room.given_in(GROUPING).given(BEN, merge(10, &[1, 2]));
    room.when(LEAD, set_aside(10)).then_refused(RejectionCode::HasOriginals);
    room.given(LEAD, Command::UnmergeNote { note: id(10) }).given(LEAD, set_aside(1));
}

/// [TABLE-8]
#[test]
fn seating_is_even_and_spreads_groups() {
    let mut room = Scenario::room();
    for (number, perspective) in (100..).zip(["Caregiver", "Investor"].into_iter().cycle().take(20)) {
        room.joins(MemberId::from_bytes([number; 16]), Role::Participant, Some(perspective)).then_accepted();
    }
    room.when(ANN, Command::SeatEverybody { how: Seating::Random }).then_refused(RejectionCode::NotAllowed);
    for how in [Seating::Random, Seating::Balanced] {
        room.given(LEAD, Command::SeatEverybody { how });
        let seated = |table, group: Option<&str>| {
            let records = room.all(Audience::Console).into_iter();
            let at = |member: &MemberRecord| {
                member.table == Some(table) && (group.is_none() || member.group.as_deref() == group)
            };
            records.filter(|record| matches!(record, Record::Member(member) if at(member))).count()
        };
        assert!(seated(TABLE, None).abs_diff(seated(OTHER_TABLE, None)) <= 1);
        if how == Seating::Balanced {
            for group in ["Patients", "Market"] {
                assert!(seated(TABLE, Some(group)).abs_diff(seated(OTHER_TABLE, Some(group))) <= 1, "{group}");
            }
        }
    }
    room.given(LEAD, Command::Undo {}).given(LEAD, Command::Undo {});
    assert_eq!(room.seat(ANN).table, None);
}

/// [TABLE-9]
#[test]
fn a_name_that_a_table_was_asked_for_is_found_by_that_table() {
    let mut room = Scenario::room();
    seat(&mut room, &[ANN], TABLE);
    seat(&mut room, &[BEN], OTHER_TABLE);
    room.given_in(GROUPING).given(LEAD, make(100, &[]));
    let naming = StepSettings { naming: true, ..settings(StepKind::Cluster, Some(NOTES)) };
    room.given(LEAD, Command::EditStep { step: GROUPING, settings: naming });
    let assign = Command::AssignNaming { cluster: id(100), table: Some(TABLE) };
    room.when(BEN, assign.clone()).then_refused(RejectionCode::NotAllowed);
    room.given(THEME, assign);
    let name = |based_on| Command::NameCluster { cluster: id(100), based_on, name: "A sentence".to_owned() };
    let refused = room.when(BEN, name(1)).then_refused(RejectionCode::NamingAssigned);
    assert_eq!(refused.params["table"], "1");
    room.given(ANN, name(1)).given(THEME, name(2)).given(LEAD, name(3));
    room.given(THEME, Command::AssignNaming { cluster: id(100), table: None }).given(BEN, name(4));
}
