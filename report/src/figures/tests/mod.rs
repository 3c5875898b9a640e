mod hostile;
mod samples;

use resvg::usvg::roxmltree::Document;

use super::*;

/// Writes the figures of all samples to look at: `cargo test -p charrette-report figures -- --ignored`.
#[test]
#[ignore = "writes pictures to look at into the folder for temporary files"]
fn pictures() {
    let folder = std::env::temp_dir().join("charrette-figures");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    for (name, drawing) in samples::all() {
        let figure = svg(&drawing);
        let file = figure.standalone(name, "A sample");
        std::fs::write(folder.join(format!("{name}.svg")), file).expect("the file can be written");
        std::fs::write(folder.join(format!("{name}.png")), png(&figure, 1.5)).expect("the file can be written");
        for (at, part) in
            parts(&drawing, 690.0).iter().enumerate().filter(|(at, part)| *at > 0 || part.height < figure.height)
        {
            let file = folder.join(format!("{name}-part-{}.png", at + 1));
            std::fs::write(file, png(part, 1.5)).expect("the file can be written");
        }
    }
}

#[test]
fn a_figure_is_the_same_at_any_time() {
    for (name, drawing) in samples::all() {
        assert_eq!(svg(&drawing).text, svg(&drawing).text, "{name}");
    }
    let (_, drawing) = samples::all().remove(0);
    assert_eq!(png(&svg(&drawing), 2.0), png(&svg(&drawing), 2.0));
}

#[test]
fn a_figure_is_one_well_formed_element_that_refers_to_nothing() {
    for (name, drawing) in samples::all() {
        let figure = svg(&drawing);
        for text in [figure.text.clone(), figure.standalone(hostile::HOSTILE, hostile::HOSTILE)] {
            let document = Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(document.root_element().attribute("role"), Some("img"), "{name}");
            for node in document.descendants().filter(|node| node.is_element()) {
                let known = ["svg", "g", "path", "rect", "circle", "text", "title", "desc", "style"];
                assert!(known.contains(&node.tag_name().name()), "{name}: {:?}", node.tag_name());
                for attribute in node.attributes() {
                    assert!(!attribute.name().contains("href") && !attribute.name().starts_with("on"), "{name}");
                    assert!(!attribute.value().contains("url("), "{name}");
                }
            }
            assert_eq!(text.matches("http").count(), 1, "{name}: the namespace alone");
            assert!(!text.contains("@import"), "{name}");
            assert!(text.matches("url(").count() == text.matches("url(data:font/ttf;base64,").count(), "{name}");
        }
    }
}

#[test]
fn hostile_text_comes_out_literal() {
    for (name, drawing) in samples::all().into_iter().filter(|(name, _)| name.contains("hostile")) {
        let figure = svg(&drawing).described(hostile::HOSTILE, "");
        let document = Document::parse(&figure).expect("well-formed");
        let words: String =
            document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
        let whole: String = words.split_whitespace().collect();
        for part in [
            "=1+1",
            "<script>alert(\"x\")</script>",
            "&",
            "_x0041_",
            "{TOC}",
            "txt.exe",
            "中文字",
            "👩\u{200d}🔬",
            "']]>",
        ] {
            assert!(whole.contains(part), "{name}: {part}");
        }
        let broken = |character: char| {
            character.is_control() && character != '\n' || "\u{fffe}\u{ffff}\u{202e}\u{202c}".contains(character)
        };
        assert!(!figure.contains(broken), "{name}");
    }
}

#[test]
fn no_text_is_cut_and_none_lies_on_another() {
    for (name, drawing) in samples::all() {
        // Numbers of twenty digits stand nowhere but in this one sample.
        let numbers = |text: &str| text.contains("18446744073709551615");
        let figure = svg(&drawing);
        for (at, one) in figure.placed.iter().enumerate().filter(|(_, one)| !numbers(&one.text)) {
            let inside = one.left >= -0.5
                && one.right <= figure.width + 0.5
                && one.top >= -0.5
                && one.bottom <= figure.height + 0.5;
            assert!(inside, "{name}: {one:?} in {} by {}", figure.width, figure.height);
            for other in figure.placed[at + 1..].iter().filter(|other| !numbers(&other.text)) {
                assert!(!one.meets(other), "{name}: {one:?} on {other:?}");
            }
        }
    }
}

#[test]
fn texts_are_as_wide_as_they_were_measured() {
    let options = Options { fontdb: fonts(), ..Options::default() };
    for (name, drawing) in samples::all().into_iter().filter(|(name, _)| !name.contains("hostile")) {
        let figure = svg(&drawing);
        let tree = Tree::from_str(&figure.text, &options).expect("it can be drawn");
        let mut drawn = Vec::new();
        texts(tree.root(), &mut drawn);
        for (text, left, right) in drawn {
            let measured = figure
                .placed
                .iter()
                .any(|placed| placed.text == text && placed.left - 1.5 <= left && right <= placed.right + 1.5);
            assert!(measured, "{name}: {text} from {left} to {right}");
        }
    }
}

/// What is written in a drawing, and from where to where.
fn texts(group: &resvg::usvg::Group, found: &mut Vec<(String, f64, f64)>) {
    for node in group.children() {
        match node {
            resvg::usvg::Node::Group(group) => texts(group, found),
            resvg::usvg::Node::Text(text) => {
                let area = text.abs_bounding_box();
                let written = text.chunks().iter().map(|chunk| chunk.text()).collect();
                found.push((written, area.left().into(), area.right().into()));
            }
            _ => {}
        }
    }
}

#[test]
fn parts_fit_on_pages_and_leave_nothing_out() {
    for (name, drawing) in samples::all() {
        let parts = parts(&drawing, 690.0);
        assert!(!parts.is_empty(), "{name}");
        let written: Vec<&str> =
            parts.iter().flat_map(|part| &part.placed).map(|placed| placed.text.as_str()).collect();
        let tall = match &drawing {
            Drawing::Votes(votes) => {
                assert!(
                    votes.options.iter().all(|option| written.contains(&option.people.to_string().as_str())),
                    "{name}"
                );
                !name.contains("hostile")
            }
            Drawing::Distribution(_) => true,
            Drawing::Timeline(chart) => {
                let numbers: Vec<&str> =
                    written.iter().flat_map(|text| text.trim_end_matches(',').split(", ")).collect();
                let all = chart.entries.iter().all(|entry| numbers.contains(&entry.number.to_string().as_str()));
                assert!(all, "{name}");
                !name.contains("hostile")
            }
            _ => false,
        };
        assert!(!tall || parts.iter().all(|part| part.height <= 690.0), "{name}");
        for part in &parts {
            for (at, one) in part.placed.iter().enumerate() {
                assert!(one.bottom <= part.height, "{name}: {one:?}");
                let long = |text: &str| text.contains("18446744073709551615");
                let others = part.placed[at + 1..].iter().filter(|other| !long(&one.text) && !long(&other.text));
                assert!(others.clone().all(|other| !one.meets(other)), "{name}: {one:?}");
            }
        }
    }
    let whole = svg(&samples::votes_of(5, 45));
    let [one] = &parts(&samples::votes_of(5, 45), 690.0)[..] else { panic!("one part") };
    assert_eq!(one.text, whole.text);
}

#[test]
fn a_timeline_shows_every_entry_with_its_number_and_title() {
    let chart = samples::chart();
    assert_eq!(chart.entries.len(), 69);
    let figure = svg(&Drawing::Timeline(chart.clone()));
    let written: Vec<&str> = figure.placed.iter().map(|placed| placed.text.as_str()).collect();
    let all = written.join(" ");
    for entry in &chart.entries {
        assert!(written.contains(&entry.number.to_string().as_str()), "{}", entry.number);
        assert!(all.contains(&entry.title.split(' ').take(3).collect::<Vec<_>>().join(" ")), "{}", entry.title);
    }
    let numbers = svg(&Drawing::Timeline(samples::many(200)));
    let all = numbers.placed.iter().map(|placed| placed.text.as_str()).collect::<Vec<_>>().join(", ");
    let numbers: Vec<&str> = all.split(", ").collect();
    assert!((1..=200).all(|number: u32| numbers.contains(&number.to_string().as_str())));
}

#[test]
fn a_tally_has_a_stroke_for_each_person() {
    let Drawing::Votes(votes) = samples::votes_of(40, 45) else { panic!("a vote") };
    let figure = svg(&Drawing::Votes(votes.clone()));
    let strokes = |ink: &str| -> usize {
        let lines = figure.text.lines().filter(|line| line.contains(&format!("stroke=\"{ink}\"")));
        lines.map(|line| line.matches("v18").count()).sum()
    };
    let people: u32 = votes.options.iter().map(|option| option.people).sum();
    assert_eq!(strokes(canvas::ink::INK), people as usize);
    assert_eq!(strokes(canvas::ink::GHOST), (40 * 45 - people) as usize);
}

#[test]
fn a_png_is_as_large_as_asked_and_no_larger_than_can_be_held() {
    let size = |png: &[u8]| {
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        let at = |from: usize| u32::from_be_bytes([png[from], png[from + 1], png[from + 2], png[from + 3]]);
        (at(16), at(20))
    };
    let figure = svg(&samples::votes_of(1, 1));
    let (width, height) = size(&png(&figure, 2.0));
    assert_eq!((f64::from(width), f64::from(height)), (figure.width * 2.0, figure.height * 2.0));
    for scale in [1e9, f64::INFINITY] {
        let (width, height) = size(&png(&figure, scale));
        assert!(u64::from(width) * u64::from(height) < 33_000_000);
    }
    assert!(size(&png(&figure, -1.0)).0 > 0);
    assert!(size(&png(&figure, f64::NAN)).0 > 0);
}
