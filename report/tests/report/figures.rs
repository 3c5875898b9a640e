//! Figures as whoever writes a report takes them.

use charrette_report::figures::{Face, face_rule, png, svg};
use charrette_report::model::*;

const OPTION: &str = "Pay over <five> years & \"only\" while it works";

fn votes() -> Drawing {
    let options = vec![VoteBar {
        rank: 1,
        name: OPTION.into(),
        people: 3,
        labels: vec!["common ground".into()],
        close_to_next: true,
    }];
    Drawing::Votes(Votes { of: 5, unit: "people".into(), options })
}

#[test]
fn a_figure_says_what_it_shows() {
    let figure = svg(&votes());
    assert!(figure.text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"680\""));
    let described = figure.described("Votes", "A < B & \u{0}C");
    assert!(described.contains(">\n<title>Votes</title>\n<desc>A &lt; B &amp; C</desc>\n"));
    assert_eq!(figure.described(" ", ""), figure.text);
    assert!(figure.text.contains("Pay over &lt;five&gt; years"));
}

#[test]
fn a_file_of_its_own_carries_its_faces() {
    let figure = svg(&votes());
    assert_eq!(figure.faces(), [Face::Sans, Face::SansStrong, Face::Serif, Face::SerifStrong]);
    let file = figure.standalone("Votes", "");
    assert!(file.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "));
    for face in figure.faces() {
        assert!(file.contains(&face_rule(*face)));
    }
    assert!(!figure.text.contains("<style"));
}

#[test]
fn a_picture_is_not_empty_paper() {
    let empty = Drawing::Votes(Votes { of: 5, unit: "people".into(), options: vec![] });
    assert!(png(&svg(&votes()), 2.0).len() > png(&svg(&empty), 2.0).len());
    assert!(png(&svg(&empty), 2.0).len() > 1000);
}
