//! [ARCHIVE]

use crate::archive::fingerprint;
use crate::scenario::*;
use crate::{AccessCommand, derive, hash_secret};
use charrette_protocol::*;

const NEW_LEAD: MemberId = MemberId::from_bytes([88; 16]);

fn import(archive: Vec<Record>, title: Option<&str>) -> AccessCommand {
    AccessCommand::Import {
        workshop: id(61),
        archive,
        title: title.map(str::to_owned),
        rehearsal: true,
        code: "NEWC0DE1".to_owned(),
        seats: 60,
        lead: NEW_LEAD,
        name: "Nel".to_owned(),
        session: hash_secret("new lead"),
    }
}

/// A workshop in which everything has happened, under an attribution.
fn eventful(attribution: Attribution) -> Scenario {
    let mut room = Scenario::room_with(attribution);
    let nameless = attribution == Attribution::Anonymous;
    let post = |number| if nameless { post_nameless(WRITE, number) } else { post(WRITE, number) };
    room.given(LEAD, Command::AssignTable { members: vec![ANN, CYD], table: Some(TABLE) }).given_in(WRITE);
    for (author, number) in [(ANN, 1), (BEN, 2), (CYD, 3), (ANN, 4), (HOST, 5)] {
        room.given(author, post(number));
    }
    room.given(LEAD, Command::DeleteNote { note: id(4), edit_key: None });
    room.given_in(SILENT);
    let hidden = Command::PostNote {
        note: id(6),
        step: SILENT,
        column: LEFT,
        text: "Between me and my phone".into(),
        private: true,
        edit_key: nameless.then(|| key(6)),
    };
    room.given(ANN, hidden).given_in(GROUPING);
    room.given(THEME, make(70, &[3, 1]))
        .given(THEME, make(71, &[]))
        .given(THEME, make(72, &[]))
        .given(BEN, edit_as(2, nameless));
    let entry = Command::PostEntry {
        entry: id(1),
        step: DATES,
        text: EntryText { also_in: vec![POLICY], end: Some("1991".into()), ..entry_text("1988-10") },
        private: false,
        edit_key: nameless.then(|| key(1)),
    };
    room.given_in(DATES).given(BEN, entry);
    let era = EraText { name: "Hope".into(), start: "1988".into(), end: None, story: "It began.".into() };
    room.given(LEAD, Command::AddEra { era: id(1), board: TIMELINE, text: era });
    room.given(LEAD, Command::OpenBallot { ballot: BALLOT, options: vec![option(1, "A"), option(2, "B")] });
    room.given(ANN, dots(BALLOT, &[(2, 1)]));
    room.given(LEAD, Command::CloseBallot { ballot: BALLOT });
    let options = vec![
        NewOption { option: id(3), source: OptionSource::Cluster { cluster: id(70) } },
        option(4, "Something else"),
    ];
    room.given(LEAD, Command::OpenBallot { ballot: SECOND_BALLOT, options });
    room.given(BEN, dots(SECOND_BALLOT, &[(3, 1)]));
    room.given(HOST, Command::AddProxy { member: id(7), name: "Gran".into(), perspective: Some("Caregiver".into()) });
    room.given(CO, Command::RemoveMember { member: HOST });
    room.given(ANN, Command::GiveConsent { listed: true, quoted: false });
    let write = |about, text: &str| Command::WriteReportText { about, text: text.into(), text_version: 0 };
    room.given(LEAD, write(ReportSubject::Part { part: ReportPart::Summary }, "In short"));
    room.given(LEAD, write(ReportSubject::Cluster { cluster: id(70) }, "Of the one"));
    room.given(LEAD, write(ReportSubject::Cluster { cluster: id(72) }, "Of one that goes"));
    room.given(LEAD, Command::DissolveCluster { cluster: id(72) });
    room.given(LEAD, Command::ArrangeReport { order: vec![ReportPart::Timeline], left_out: vec![ReportPart::Notes] });
    room
}

fn edit_as(number: u64, nameless: bool) -> Command {
    let edit_key = nameless.then(|| key(number));
    Command::EditNote { note: id(number), based_on: 1, text: "Clearer".into(), edit_key }
}

/// [ARCHIVE-1] [ARCHIVE-4]
#[test]
fn an_imported_workshop_shows_its_lead_what_the_archive_holds() {
    for attribution in [Attribution::Named, Attribution::PerspectiveOnly, Attribution::Anonymous] {
        let room = eventful(attribution);
        let mut archive = room.all(Audience::Console);
        archive.extend(room.personal(LEAD, &[]));
        let text = serde_json::to_string(&archive).expect("JSON");
        let archive: Vec<Record> = serde_json::from_str(&text).expect("an archive");
        let mut copy = Scenario::nowhere();
        copy.asks(import(archive.clone(), None)).then_accepted();
        let seen = copy.all(Audience::Console);
        for record in archive.iter().filter(|record| !record.key().kind.is_personal()) {
            let twin = seen.iter().find(|one| one.key() == record.key());
            // A balance counts people, who have yet to come back; what was done was done in the old room; an outline
            // has the workshop's id.
            let may_differ =
                matches!(record, Record::Workshop(_) | Record::Balance(_) | Record::Act(_) | Record::ReportOutline(_));
            if !may_differ {
                assert_eq!(twin, Some(record));
            }
        }
        assert_eq!(fingerprint(&seen, Some(NEW_LEAD)), fingerprint(&archive, None));
        assert!(archive.iter().any(|record| matches!(record, Record::Act(_))));
        assert!(!seen.iter().any(|record| matches!(record, Record::Act(_))), "the new room has a history of its own");
        assert!(!serde_json::to_string(&seen).expect("JSON").contains("Between me"));
        assert!(copy.state.turnout().iter().all(|turnout| turnout.voted == 0));
        assert_eq!(copy.state.sessions().count(), 1);
        assert!(copy.state.is_rehearsal() && copy.state.code() == Some("NEWC0DE1"));
    }
}

/// [CONSENT-4]
#[test]
fn an_answer_of_nobody_is_in_no_archive() {
    let mut archive = eventful(Attribution::Named).all(Audience::Console);
    archive.retain(|record| !matches!(record, Record::Member(member) if member.id == ANN));
    Scenario::nowhere().asks(import(archive, None)).then_refused(RejectionCode::Malformed);
}

/// [REPORT-7]
#[test]
fn a_report_comes_back_with_its_archive_and_goes_on() {
    let archive = eventful(Attribution::Named).all(Audience::Console);
    assert!(!serde_json::to_string(&archive).expect("JSON").contains("Of one that goes"), "it is out of sight");
    let mut copy = Scenario::nowhere();
    copy.asks(import(archive, None)).then_accepted();
    let outline = copy.seen(Audience::Console, RecordKind::ReportOutline, id::<WorkshopId>(61));
    let Some(Record::ReportOutline(outline)) = outline else { panic!("{outline:?}") };
    assert_eq!((&outline.order[..], &outline.left_out[..]), (&[ReportPart::Timeline][..], &[ReportPart::Notes][..]));
    let about = ReportSubject::Cluster { cluster: id(70) };
    let write = |text_version| Command::WriteReportText { about, text: "Clearer".into(), text_version };
    copy.when(NEW_LEAD, write(0)).then_refused(RejectionCode::StaleVersion);
    copy.given(NEW_LEAD, write(1));
    assert!(serde_json::to_string(&copy.all(Audience::Console)).expect("JSON").contains("Clearer"));
    assert!(!serde_json::to_string(&copy.all(Audience::Room)).expect("JSON").contains("In short"));
}

/// [REPORT-7]
#[test]
fn a_report_that_nobody_could_have_written_opens_nothing() {
    let archive = eventful(Attribution::Named).all(Audience::Console);
    let refused = |change: &dyn Fn(&mut Record), code| {
        let mut changed = archive.clone();
        changed.iter_mut().for_each(change);
        assert_ne!(changed, archive);
        Scenario::nowhere().asks(import(changed, None)).then_refused(code)
    };
    let text = |change: fn(&mut ReportTextRecord)| {
        move |record: &mut Record| {
            if let Record::ReportText(text) = record {
                change(text)
            }
        }
    };
    let malformed = RejectionCode::Malformed;
    for (wrong, words) in [
        (text(|text| text.about = ReportSubject::Part { part: ReportPart::Method }), "about something else"),
        (
            text(|text| {
                text.about = ReportSubject::Cluster { cluster: id(72) };
                text.id = derive::report_text(text.about);
            }),
            "twice",
        ),
        (text(|text| text.text_version = 0), "no version"),
    ] {
        let refusal = refused(&wrong, malformed);
        assert!(refusal.params["detail"].contains(words), "{refusal}");
    }
    refused(&text(|text| text.text.clear()), RejectionCode::TextEmpty);
    refused(&text(|text| text.text = "x".repeat(4_001)), RejectionCode::TextTooLong);
    let outline = |change: fn(&mut ReportOutlineRecord)| {
        move |record: &mut Record| {
            if let Record::ReportOutline(outline) = record {
                change(outline)
            }
        }
    };
    refused(&outline(|outline| outline.id = id(99)), malformed);
    refused(&outline(|outline| outline.order = vec![ReportPart::Notes; 2]), malformed);
    let mut without = archive.clone();
    let is_cluster = |record: &Record| matches!(record, Record::Cluster(cluster) if cluster.id == id(71));
    for record in &mut without {
        if let Record::ReportText(text) = record
            && matches!(text.about, ReportSubject::Cluster { .. })
        {
            text.about = ReportSubject::Cluster { cluster: id(71) };
            text.id = derive::report_text(text.about);
        }
    }
    Scenario::nowhere().asks(import(without.clone(), None)).then_accepted();
    without.retain(|record| !is_cluster(record));
    let refusal = Scenario::nowhere().asks(import(without, None)).then_refused(malformed);
    assert!(refusal.params["detail"].contains("about no cluster"), "{refusal}");
}

/// [ARCHIVE-3]
#[test]
fn members_of_an_archive_are_counted_once_they_come_back() {
    let mut room = Scenario::nowhere();
    room.asks(import(eventful(Attribution::Named).all(Audience::Console), None)).then_accepted();
    assert_eq!(room.state.eligible(), 0);
    let back = AccessCommand::Return { member: ANN, session: hash_secret("ann again"), used: None };
    room.asks(back).then_accepted();
    assert_eq!(room.state.eligible(), 1);
    room.when(ANN, edit(1, 1, "Still mine")).then_accepted();
    let demote = Command::SetRole { member: NEW_LEAD, role: Role::Observer };
    room.when(NEW_LEAD, demote).then_refused(RejectionCode::LastLead);
    assert_eq!(room.asks(import(Vec::new(), None)).then_accepted(), [], "repeated");
}

/// [ARCHIVE-1]
#[test]
fn an_imported_workshop_goes_on() {
    let mut room = Scenario::nowhere();
    room.asks(import(eventful(Attribution::Named).all(Audience::Console), Some("Again"))).then_accepted();
    assert_eq!(room.state.title(), "Again");
    room.given(NEW_LEAD, post(WRITE, 50)).given(NEW_LEAD, Command::RestoreNote { note: id(4), edit_key: None });
    room.given(NEW_LEAD, Command::CloseBallot { ballot: SECOND_BALLOT }).given(NEW_LEAD, edit(5, 1, "Of one who left"));
    assert!(matches!(room.note(id(5)).map(|note| note.by), Some(Signature::Named { name, .. }) if name == "Person 4"));
    room.given(NEW_LEAD, Command::TightenAttribution { attribution: Attribution::PerspectiveOnly });
    assert_eq!(room.note(id(5)).map(|note| note.by), Some(Signature::Group { group: "Research".to_owned() }));
}

/// [ARCHIVE-2]
#[test]
fn what_could_not_have_come_about_is_refused() {
    let archive = eventful(Attribution::Named).all(Audience::Console);
    let refused = |change: &dyn Fn(&mut Vec<Record>), code| {
        let mut changed = archive.clone();
        change(&mut changed);
        let refusal = Scenario::nowhere().asks(import(changed, None)).then_refused(code);
        assert!(code != RejectionCode::Malformed || !refusal.params["detail"].is_empty());
    };
    let without = |kind| move |records: &mut Vec<Record>| records.retain(|record| record.key().kind != kind);
    for kind in [RecordKind::Workshop, RecordKind::Step, RecordKind::Column, RecordKind::Cluster, RecordKind::Option] {
        refused(&without(kind), RejectionCode::Malformed);
    }
    refused(&|records| records.push(records[0].clone()), RejectionCode::Malformed);
    let each = |change: &dyn Fn(&mut Record), code| refused(&|records| records.iter_mut().for_each(change), code);
    let note = |change: fn(&mut NoteRecord)| {
        move |record: &mut Record| {
            if let Record::Note(note) = record {
                change(note)
            }
        }
    };
    each(&note(|note| note.rank = 1), RejectionCode::Malformed);
    each(&note(|note| note.text_version = u32::MAX), RejectionCode::Malformed);
    each(&note(|note| note.text_version = 0), RejectionCode::Malformed);
    each(&note(|note| note.text.clear()), RejectionCode::TextEmpty);
    each(&note(|note| note.text = "x".repeat(501)), RejectionCode::TextTooLong);
    each(
        &|record| {
            if let Record::Member(member) = record {
                member.name = None
            }
        },
        RejectionCode::Malformed,
    );
    each(
        &|record| {
            if let Record::Entry(entry) = record {
                entry.text.start.clear()
            }
        },
        RejectionCode::DateUnreadable,
    );
    refused(
        &|records| {
            let lead = records.iter_mut().find_map(|record| match record {
                Record::Member(member) if member.id == LEAD => Some(member),
                _ => None,
            });
            lead.expect("a lead").id = NEW_LEAD;
        },
        RejectionCode::IdTaken,
    );
    let room_view = eventful(Attribution::PerspectiveOnly).all(Audience::Room);
    Scenario::nowhere().asks(import(room_view, None)).then_refused(RejectionCode::Malformed);
}

/// [ARCHIVE-2]
#[test]
fn a_result_that_nobody_can_have_voted_is_refused_with_its_place() {
    // Given
    let archive = eventful(Attribution::Named).all(Audience::Console);
    Scenario::nowhere().asks(import(archive.clone(), None)).then_accepted();
    let first = |tally: &mut Tally, change: &dyn Fn(&mut OptionTally)| change(&mut tally.options[0]);
    let group = || TallyGroup { name: None, voted: 2 };
    let of_group = |tally: &mut Tally, people: u32| {
        tally.groups = vec![TallyGroup { name: None, voted: 1 }];
        tally.options.iter_mut().for_each(|option| option.by_group = vec![0]);
        tally.options[0].by_group = vec![people];
    };
    type Change<'a> = &'a dyn Fn(&mut Tally);
    let impossible: [(&str, Change); 12] = [
        ("more papers than people", &|tally| tally.voted = tally.eligible + 1),
        ("more people than a room has", &|tally| tally.eligible = 1_001),
        ("more papers of groups than papers", &|tally| tally.groups = vec![group(), group()]),
        ("another budget", &|tally| tally.budget += 1),
        ("more marks than papers", &|tally| first(tally, &|option| option.marked = 2)),
        ("more people who chose than marks", &|tally| first(tally, &|option| option.people = option.marked + 1)),
        ("more dots than people had", &|tally| first(tally, &|option| option.dots = 1_000)),
        ("more dots than its marks can give", &|tally| {
            tally.options[1].dots = std::mem::take(&mut tally.options[0].dots)
        }),
        ("more people of groups than people", &|tally| of_group(tally, 2)),
        ("not one number for each group", &|tally| first(tally, &|option| option.by_group = vec![0])),
        ("not each of the ballot's options", &|tally| drop(tally.options.pop())),
        ("a rank", &|tally| first(tally, &|option| option.rank = 0)),
    ];
    for (what, change) in impossible {
        // When
        let mut changed = archive.clone();
        let results = changed.iter_mut().filter_map(|one| if let Record::Result(one) = one { Some(one) } else { None });
        results.for_each(|result| change(&mut result.tally));
        // Then
        let refusal = Scenario::nowhere().asks(import(changed, None)).then_refused(RejectionCode::Malformed);
        let detail = &refusal.params["detail"];
        assert!(detail.contains(what) && detail.contains(&BALLOT.to_string()), "{what}: {detail}");
    }
}

/// [ARCHIVE-2]
#[test]
fn notes_that_no_act_could_have_put_there_are_refused_in_words() {
    let archive = eventful(Attribution::Named).all(Audience::Console);
    let refused = |shelves: &[(u64, Shelf)], deleted: &[u64], words: &str| {
        let mut changed = archive.clone();
        for record in &mut changed {
            let Record::Note(note) = record else { continue };
            if let Some((_, shelf)) = shelves.iter().find(|(number, _)| note.id == id(*number)) {
                note.shelf = shelf.clone();
                note.cluster = None;
            }
            note.deleted |= deleted.iter().any(|number| note.id == id(*number));
        }
        let refusal = Scenario::nowhere().asks(import(changed, None)).then_refused(RejectionCode::Malformed);
        let detail = &refusal.params["detail"];
        assert!(detail.contains(words), "{detail}");
        assert!(!detail.contains(['(', '{']), "no program's words: {detail}");
    };
    let part_of = |number| Shelf::Merged { into: id(number) };
    refused(&[(1, part_of(1))], &[], "part of itself");
    refused(&[(1, part_of(2)), (2, part_of(1))], &[], "part of itself");
    refused(&[(1, part_of(2)), (2, part_of(3)), (3, part_of(1))], &[], "part of itself");
    refused(&[(1, part_of(99))], &[], "part of nothing");
    refused(&[(1, part_of(2))], &[2], "part of a deleted note");
    refused(&[(1, part_of(2)), (2, part_of(3))], &[3], "part of a deleted note");
    refused(&[(1, Shelf::Table)], &[], "no step is at tables");
    let one_place = |records: &mut Vec<Record>, cluster: Option<ClusterId>| {
        for record in records {
            if let Record::Note(note) = record {
                (note.rank, note.cluster) = (1, cluster);
            }
        }
    };
    for (cluster, words) in [(None, "in one place of column"), (Some(id(70)), "in one place of cluster")] {
        let mut changed = archive.clone();
        one_place(&mut changed, cluster);
        let refusal = Scenario::nowhere().asks(import(changed, None)).then_refused(RejectionCode::Malformed);
        assert!(refusal.params["detail"].contains(words), "{refusal}");
    }
}

/// [ARCHIVE-1]
#[test]
fn a_fingerprint_sees_every_difference_but_the_order() {
    let archive = eventful(Attribution::Named).content(Audience::Console);
    let mut turned = archive.clone();
    turned.reverse();
    assert_eq!(fingerprint(&archive, None), fingerprint(&turned, None));
    assert_ne!(fingerprint(&archive, None), fingerprint(&archive[..archive.len() - 1], None));
    assert_ne!(fingerprint(&archive, None), fingerprint(&archive, Some(LEAD)));
}
