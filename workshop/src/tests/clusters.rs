//! [CLUSTER]

use crate::limits;
use crate::scenario::*;
use charrette_protocol::*;

fn ids(numbers: &[u64]) -> Vec<NoteId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn place(notes: &[u64], cluster: Option<u64>, after: Option<u64>) -> Command {
    Command::PlaceNotes { notes: ids(notes), cluster: cluster.map(id), after: after.map(id) }
}

fn merge(from: &[u64], into: u64) -> Command {
    Command::MergeClusters { from: from.iter().map(|number| id(*number)).collect(), into: id(into) }
}

fn split(cluster: u64, new: u64, notes: &[u64]) -> Command {
    Command::SplitCluster { cluster: id(cluster), new: id(new), name: "New".to_owned(), notes: ids(notes) }
}

/// Notes 1 to 6 in the left column, the room in the cluster step.
fn room() -> Scenario {
    let mut room = Scenario::room();
    room.given_in(WRITE);
    for number in 1..=6 {
        room.given_note(ANN, WRITE, number);
    }
    room.given_in(GROUPING);
    room
}

fn clusters(room: &Scenario) -> Vec<ClusterId> {
    let records = room.all(Audience::Room).into_iter();
    let mut clusters: Vec<_> =
        records.filter_map(|record| if let Record::Cluster(cluster) = record { Some(cluster) } else { None }).collect();
    clusters.sort_by_key(|cluster| cluster.rank);
    clusters.into_iter().map(|cluster| cluster.id).collect()
}

/// [CLUSTER-1]
#[test]
fn notes_are_in_one_cluster_at_most_and_the_last_placing_wins() {
    let mut room = room();
    room.given(BEN, make(70, &[1, 2])).given(CYD, make(71, &[])).given(CYD, place(&[2, 3], Some(71), None));
    assert_eq!(room.order(LEFT, Some(id(70))), ids(&[1]));
    assert_eq!(room.order(LEFT, Some(id(71))), ids(&[2, 3]));
    room.given(BEN, place(&[4], Some(71), Some(2))).given(ANN, place(&[3], None, Some(5)));
    assert_eq!(room.order(LEFT, Some(id(71))), ids(&[2, 4]));
    assert_eq!(room.order(LEFT, None), ids(&[5, 3, 6]));
}

/// [CLUSTER-1]
#[test]
fn a_cluster_takes_visible_notes_of_its_board() {
    let mut room = room();
    room.given(BEN, make(70, &[1]));
    room.when(BEN, make(70, &[2])).then_refused(RejectionCode::IdTaken);
    room.when(BEN, make(71, &[2, 99])).then_refused(RejectionCode::NotFound);
    room.when(BEN, make(71, &[2, 2])).then_refused(RejectionCode::ListUnfit);
    room.given(ANN, Command::DeleteNote { note: id(2), edit_key: None });
    room.when(BEN, place(&[2], Some(70), None)).then_refused(RejectionCode::NotFound);
    room.when(BEN, place(&[3], Some(99), None)).then_refused(RejectionCode::NotFound);
    let on =
        |board| Command::MakeCluster { cluster: id(71), board, name: String::new(), notes: ids(&[3]), after: None };
    room.when(LEAD, on(ICEBERG)).then_refused(RejectionCode::BoardUnfit);
    room.when(LEAD, on(TIMELINE)).then_refused(RejectionCode::BoardUnfit);
    room.when(LEAD, on(id(99))).then_refused(RejectionCode::NotFound);
    let elsewhere =
        Command::MakeCluster { cluster: id(72), board: ICEBERG, name: String::new(), notes: Vec::new(), after: None };
    room.given(LEAD, elsewhere);
    room.when(LEAD, place(&[3], Some(72), None)).then_refused(RejectionCode::BoardUnfit);
    room.when(LEAD, merge(&[72], 70)).then_refused(RejectionCode::BoardUnfit);
    let behind = Command::MoveCluster { cluster: id(70), after: Some(id(72)) };
    room.when(LEAD, behind).then_refused(RejectionCode::NotFound);
}

/// [ROLE-8]
#[test]
fn participants_arrange_only_where_the_room_clusters() {
    let mut room = room();
    room.when(OBSERVER, make(70, &[1])).then_refused(RejectionCode::NotAllowed);
    room.given_in(TALK);
    for member in [ANN, HOST] {
        room.when(member, make(70, &[1])).then_refused(RejectionCode::NotAllowed);
    }
    room.given(THEME, make(70, &[1])).given(LEAD, make(71, &[2]));
    room.when(ANN, Command::DissolveCluster { cluster: id(70) }).then_refused(RejectionCode::NotAllowed);
    let below = settings(StepKind::Cluster, Some(ICEBERG));
    room.given(LEAD, Command::EditStep { step: GROUPING, settings: below }).given_in(GROUPING);
    room.when(ANN, place(&[1], None, None)).then_refused(RejectionCode::NotAllowed);
}

/// [CLUSTER-2] [NOTE-3]
#[test]
fn a_clusters_name_has_versions_and_may_be_empty() {
    let mut room = room();
    room.given(BEN, make(70, &[1]));
    let name = |based_on, name: &str| Command::NameCluster { cluster: id(70), based_on, name: name.to_owned() };
    room.given(ANN, name(1, "Families carry the risk alone."));
    let refusal = room.when(BEN, name(1, "Risk")).then_refused(RejectionCode::StaleVersion);
    assert_eq!(refusal.params["version"], "2");
    room.given(BEN, name(2, ""));
    room.when(BEN, name(3, &"a".repeat(201))).then_refused(RejectionCode::TextTooLong);
}

/// [CLUSTER-3]
#[test]
fn merging_puts_the_others_notes_behind() {
    let mut room = room();
    room.given(BEN, make(70, &[1, 2])).given(BEN, make(71, &[3])).given(BEN, make(72, &[5, 4]));
    room.when(BEN, merge(&[71, 70], 70)).then_refused(RejectionCode::ListUnfit);
    room.when(BEN, merge(&[], 70)).then_refused(RejectionCode::ListUnfit);
    room.when(BEN, merge(&[99], 70)).then_refused(RejectionCode::NotFound);
    room.given(CYD, merge(&[72, 71], 70));
    assert_eq!(room.order(LEFT, Some(id(70))), ids(&[1, 2, 5, 4, 3]));
    assert_eq!(clusters(&room), [id(70)]);
}

/// [CLUSTER-4]
#[test]
fn splitting_takes_some_and_leaves_some() {
    let mut room = room();
    room.given(BEN, make(70, &[1, 2, 3])).given(BEN, make(71, &[4]));
    room.when(BEN, split(70, 72, &[1, 2, 3])).then_refused(RejectionCode::SplitUnfit);
    room.when(BEN, split(70, 72, &[4])).then_refused(RejectionCode::SplitUnfit);
    room.when(BEN, split(70, 72, &[])).then_refused(RejectionCode::ListUnfit);
    room.when(BEN, split(70, 71, &[1])).then_refused(RejectionCode::IdTaken);
    room.when(BEN, split(99, 72, &[1])).then_refused(RejectionCode::NotFound);
    room.given(BEN, split(70, 72, &[3, 4, 1]));
    assert_eq!(room.order(LEFT, Some(id(70))), ids(&[2]));
    assert_eq!(room.order(LEFT, Some(id(72))), ids(&[3, 1]), "4 has left meanwhile");
    assert_eq!(clusters(&room), [id(70), id(72), id(71)]);
    room.when(BEN, split(70, 73, &[2])).then_refused(RejectionCode::SplitUnfit);
}

/// [CLUSTER-5] [CLUSTER-6]
#[test]
fn dissolving_lets_notes_go_back_also_deleted_ones() {
    let mut room = room();
    room.given(BEN, make(70, &[1, 2])).given(ANN, Command::DeleteNote { note: id(2), edit_key: None });
    room.given(BEN, make(71, &[3])).given(BEN, merge(&[70], 71));
    room.given(ANN, Command::RestoreNote { note: id(2), edit_key: None });
    assert_eq!(room.order(LEFT, Some(id(71))), ids(&[3, 1, 2]), "a deleted note follows its cluster");
    room.given(ANN, Command::DeleteNote { note: id(2), edit_key: None });
    room.given(CYD, Command::DissolveCluster { cluster: id(71) });
    room.given(ANN, Command::RestoreNote { note: id(2), edit_key: None });
    assert_eq!(room.order(LEFT, None), ids(&[4, 5, 6, 3, 1, 2]));
    assert!(clusters(&room).is_empty());
    room.when(CYD, Command::DissolveCluster { cluster: id(71) }).then_refused(RejectionCode::NotFound);
}

/// [CLUSTER-7]
#[test]
fn clusters_are_ordered() {
    let mut room = room();
    for number in 70..73 {
        room.given(BEN, make(number, &[]));
    }
    let shift = |cluster: u64, after: Option<u64>| Command::MoveCluster { cluster: id(cluster), after: after.map(id) };
    room.given(BEN, shift(72, None));
    assert_eq!(clusters(&room), [id(72), id(70), id(71)]);
    room.given(BEN, shift(72, Some(70)));
    assert_eq!(clusters(&room), [id(70), id(72), id(71)]);
    room.given(BEN, shift(70, Some(99)));
    assert_eq!(clusters(&room), [id(72), id(71), id(70)]);
}

/// [TEXT-3]
#[test]
fn a_board_has_a_bounded_number_of_clusters() {
    let mut room = Scenario::room();
    for number in 0..limits::CLUSTERS as u64 {
        room.given(LEAD, make(1_000 + number, &[]));
    }
    let refusal = room.when(LEAD, make(1, &[])).then_refused(RejectionCode::RoomFull);
    assert_eq!((refusal.params["limit"].as_str(), refusal.params["what"].as_str()), ("200", "clusters"));
}

/// [CLUSTER-8] [TEXT-3]
#[test]
fn one_person_fills_no_board_with_empty_clusters() {
    // Given
    let mut room = room();
    let each = limits::EMPTY_CLUSTERS_EACH as u64;
    // The note goes from one to the next, and leaves them empty.
    for number in 0..each {
        room.given(ANN, make(1_000 + number, &[1]));
    }
    room.given(ANN, make(1_000 + each, &[1]));
    // When
    let refusal = room.when(ANN, make(2_000, &[1])).then_refused(RejectionCode::RoomFull);
    // Then
    let said = (refusal.params["limit"].as_str(), refusal.params["what"].as_str());
    assert_eq!(said, ("20", "clusters of yours without a note"));
    room.given(BEN, make(2_001, &[])).given(LEAD, make(2_002, &[]));
    room.given(ANN, place(&[2], Some(1_000), None)).given(ANN, make(2_003, &[]));
    room.when(ANN, split(1_000, 2_004, &[2])).then_refused(RejectionCode::RoomFull);
    room.given(ANN, Command::DissolveCluster { cluster: id(1_001) }).given(ANN, make(2_005, &[3]));
}
