//! The Word file, read back part by part as any reader would.

use crate::written::{self, filled, hostile, rich};
use charrette_report::docx;
use charrette_report::model::{Block, Drawing, Figure, Report};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
fn written(report: &Report) -> Vec<u8> {
    docx::write(report)
}

/// A file's parts, text or not.
fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORD, name))
}

fn all<'a, 'input>(document: &'a Document<'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

/// What one reads in a part of the document: line breaks and tabs as such.
fn words(node: Node) -> String {
    node.descendants()
        .filter_map(|node| match node.tag_name().name() {
            "t" => Some(node.text().unwrap_or_default()),
            "br" => Some("\n"),
            "tab" if node.parent().is_some_and(|parent| parent.tag_name().name() == "r") => Some("\t"),
            _ => None,
        })
        .collect()
}

/// The style of a paragraph and what one reads in it.
fn paragraphs(document: &Document) -> Vec<(String, String)> {
    all(document, "p")
        .map(|paragraph| {
            let style = paragraph.descendants().find(|node| node.tag_name().name() == "pStyle").unwrap();
            (value(style, "val").unwrap().to_owned(), words(paragraph))
        })
        .collect()
}

fn instructions(document: &Document) -> Vec<String> {
    let complex = all(document, "instrText").map(|node| node.text().unwrap().to_owned());
    let simple = all(document, "fldSimple").map(|node| value(node, "instr").unwrap().to_owned());
    complex.chain(simple).collect()
}

/// What must hold for any report: readers open it without a question.
fn sound(file: &[u8]) {
    let parts = parts(file);
    let mut kinds = BTreeSet::new();
    for (name, bytes) in &parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let text = std::str::from_utf8(bytes).unwrap();
            let read = Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            for relation in all(&read, "Relationship") {
                assert_eq!(relation.attribute("TargetMode"), None, "nothing leads out");
                let folder = if name.starts_with("word/") { "word/" } else { "" };
                let target = format!("{folder}{}", relation.attribute("Target").unwrap());
                assert!(parts.contains_key(&target), "{target}");
            }
            kinds.extend(all(&read, "Override").map(|kind| kind.attribute("PartName").unwrap()[1..].to_owned()));
        }
    }
    let named: BTreeSet<String> =
        parts.keys().filter(|name| name.ends_with(".xml") && !name.starts_with('[')).cloned().collect();
    assert_eq!(kinds, named, "every part says what it is");

    let (document, styles) = (text(&parts, "word/document.xml"), text(&parts, "word/styles.xml"));
    let (numbering, relations) = (text(&parts, "word/numbering.xml"), text(&parts, "word/_rels/document.xml.rels"));
    let (document, styles) = (Document::parse(&document).unwrap(), Document::parse(&styles).unwrap());
    let (numbering, relations) = (Document::parse(&numbering).unwrap(), Document::parse(&relations).unwrap());

    let unique = |name: &'static str, attribute: &str| {
        let mut seen = BTreeSet::new();
        for node in all(&document, name) {
            let id = value(node, attribute).or(node.attribute(attribute)).unwrap().to_owned();
            assert!(seen.insert(id.clone()), "{name} {attribute} {id} twice");
        }
        seen
    };
    assert_eq!(unique("bookmarkStart", "id"), unique("bookmarkEnd", "id"));
    let bookmarks = unique("bookmarkStart", "name");
    assert!(bookmarks.iter().all(|name| name.len() <= 40), "what Word takes for a bookmark");
    unique("docPr", "id");
    for link in all(&document, "hyperlink") {
        assert!(bookmarks.contains(value(link, "anchor").unwrap()), "{link:?}");
        assert_eq!(link.attribute(("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id")), None);
    }

    for instruction in instructions(&document) {
        let field = instruction.split_whitespace().collect::<Vec<_>>();
        assert!(matches!(field[..], ["TOC", ..] | ["SEQ", "Figure" | "Table", "\\*", "ARABIC"]), "{field:?}");
    }
    let marks: Vec<_> = all(&document, "fldChar").map(|mark| value(mark, "fldCharType").unwrap()).collect();
    assert_eq!(marks, if marks.is_empty() { vec![] } else { vec!["begin", "separate", "end"] });

    let known: BTreeSet<_> = all(&styles, "style").map(|style| value(style, "styleId").unwrap()).collect();
    for name in ["pStyle", "rStyle", "tblStyle"] {
        for style in all(&document, name).chain(all(&numbering, name)) {
            assert!(known.contains(value(style, "val").unwrap()), "{style:?}");
        }
    }
    for name in ["basedOn", "next"] {
        all(&styles, name).for_each(|style| assert!(known.contains(value(style, "val").unwrap()), "{style:?}"));
    }
    let lists: BTreeSet<_> = all(&numbering, "num").map(|list| value(list, "numId").unwrap()).collect();
    for list in all(&document, "numId").chain(all(&styles, "numId")) {
        assert!(lists.contains(value(list, "val").unwrap()), "{list:?}");
    }
    let pictures: BTreeSet<_> = all(&relations, "Relationship").map(|node| node.attribute("Id").unwrap()).collect();
    for picture in all(&document, "blip") {
        assert!(picture.attributes().all(|relation| pictures.contains(relation.value())));
    }
    for table in all(&document, "tbl") {
        let columns = table.descendants().filter(|node| node.tag_name().name() == "gridCol").count();
        for row in table.children().filter(|node| node.tag_name().name() == "tr") {
            assert_eq!(row.children().filter(|node| node.tag_name().name() == "tc").count(), columns);
        }
        assert_eq!(table.next_sibling_element().unwrap().tag_name().name(), "p", "two tables would be one");
    }
}

/// Puts a file where it can be looked at: in the folder that `REPORT_FILES` names.
fn keep(name: &str, file: &[u8]) {
    if let Some(folder) = std::env::var_os("REPORT_FILES") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(name), file).unwrap();
    }
}

#[test]
fn a_report_opens_and_leads_nowhere_outside() {
    let file = written(&rich());
    keep("rich.docx", &file);
    sound(&file);
    assert!(file == written(&rich()), "the same report gives the same bytes");
}

#[test]
fn headings_are_headings_and_captions_are_numbered() {
    let parts = parts(&written(&rich()));
    let document = text(&parts, "word/document.xml");
    let paragraphs = paragraphs(&Document::parse(&document).unwrap());
    let styled = |style: &str| -> Vec<&str> {
        paragraphs.iter().filter(|(of, _)| of == style).map(|(_, words)| words.as_str()).collect()
    };
    let report = rich();
    let titles: Vec<_> = report.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(styled("Heading1"), titles);
    assert_eq!(styled("Title"), [report.cover.title.as_str()]);
    assert_eq!(styled("Heading3"), ["Themes that cross levels"]);
    assert_eq!(
        styled("Caption").iter().map(|words| words.split('.').next().unwrap()).collect::<Vec<_>>(),
        [
            "Figure\u{a0}1",
            "Table\u{a0}1",
            "Figure\u{a0}2",
            "Figure\u{a0}3",
            "Table\u{a0}2",
            "Table\u{a0}3",
            "Table\u{a0}4",
            "Figure\u{a0}4",
            "Table\u{a0}5",
            "Table\u{a0}6"
        ]
    );
    let contents: Vec<_> = titles.iter().enumerate().map(|(index, title)| format!("{}\t{title}", index + 1)).collect();
    assert_eq!(styled("TOC1"), contents);
    assert_eq!(styled("TOC2").len(), styled("Heading2").len());
}

#[test]
fn a_figure_has_its_words() {
    let parts = parts(&written(&filled("said <in> \"words\"")));
    let document = text(&parts, "word/document.xml");
    let document = Document::parse(&document).unwrap();
    let pictures: Vec<_> = all(&document, "docPr").collect();
    assert_eq!(pictures.len(), 2);
    for (index, picture) in pictures.into_iter().enumerate() {
        assert_eq!(picture.attribute("descr"), Some("said <in> \"words\""));
        assert_eq!(picture.attribute("name"), Some(format!("Figure {}", index + 1).as_str()));
        assert!(parts[&format!("word/media/figure{}.png", index + 1)].starts_with(b"\x89PNG"));
    }
}

#[test]
fn a_figure_taller_than_a_page_comes_in_parts() {
    let mut report = rich();
    let tall = report.sections.iter_mut().flat_map(|section| &mut section.blocks).find_map(|block| match block {
        Block::Figure(Figure { drawing: Drawing::Votes(votes), .. }) => Some(votes),
        _ => None,
    });
    let votes = tall.unwrap();
    votes.options = votes.options.iter().cycle().take(48).cloned().collect();
    let file = written(&report);
    sound(&file);
    let parts = parts(&file);
    let document = text(&parts, "word/document.xml");
    let document = Document::parse(&document).unwrap();
    let names: Vec<_> = all(&document, "docPr").filter_map(|picture| picture.attribute("name")).collect();
    let numbers: Vec<_> = names.iter().filter(|name| name.starts_with("Figure 3, part ")).collect();
    assert!(!numbers.is_empty(), "{names:?}");
    // 19 cm, so that its caption stands on the same page.
    for size in all(&document, "extent") {
        assert!(size.attribute("cy").unwrap().parse::<u64>().unwrap() <= 6_840_000);
    }
}

#[test]
fn a_link_leads_to_its_place_or_is_plain_text() {
    let parts = parts(&written(&filled("word")));
    let document = text(&parts, "word/document.xml");
    let document = Document::parse(&document).unwrap();
    let (here, gone, quoted) = (written::note(1), written::note(9_000), written::note(5));
    let links: Vec<_> = all(&document, "hyperlink").filter_map(|link| value(link, "anchor")).collect();
    assert!(links.contains(&here.as_str()));
    assert!(!links.contains(&gone.as_str()));
    // What is only quoted has its place where it is quoted first, and leads nowhere else.
    assert!(!links.contains(&quoted.as_str()));
    let places = all(&document, "bookmarkStart").filter(|place| value(*place, "name") == Some(quoted.as_str()));
    assert_eq!(words(places.last().unwrap().parent().unwrap()), "word");
}

/// [EXPORT-1]
#[test]
fn hostile_texts_come_out_as_they_are() {
    for (index, hostile) in hostile().iter().enumerate() {
        let file = written(&filled(hostile));
        keep(&format!("hostile-{index}.docx"), &file);
        sound(&file);
        let parts = parts(&file);
        let document = text(&parts, "word/document.xml");
        let document = Document::parse(&document).unwrap();
        let expected = expected(hostile);
        let line = expected.split_whitespace().collect::<Vec<_>>().join(" ");
        let paragraphs = paragraphs(&document);
        let of = |style: &str| &paragraphs.iter().find(|(of, _)| of == style).unwrap().1;
        for style in ["Lead", "Quote", "OpenPlace", "TableHead", "TableRemark", "CoverNotice"] {
            if !expected.is_empty() || style != "TableRemark" && style != "CoverNotice" {
                assert_eq!(*of(style), expected, "{style}");
            }
        }
        assert_eq!(*of("Normal"), expected.repeat(5));
        assert_eq!(*of("TableText"), expected);
        for style in ["Title", "Heading1", "Heading2"] {
            assert_eq!(*of(style), line, "{style}");
        }
        assert_eq!(instructions(&document).len(), 4, "contents, a table, two figures");
        let core = text(&parts, "docProps/core.xml");
        let core = Document::parse(&core).unwrap();
        assert_eq!(all(&core, "title").next().unwrap().text().unwrap_or_default(), line);
    }
}

/// What a reader sees of a text: all but what deceives or cannot be in a file.
fn expected(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}'], "\n")
        .replace('\t', " ")
        .chars()
        .filter(|character| {
            *character == '\n'
                || !character.is_control() && !matches!(character, '\u{202e}' | '\u{202c}' | '\u{fffe}' | '\u{ffff}')
        })
        .collect()
}

#[test]
fn what_is_read_from_the_right_is_marked_so() {
    let parts = parts(&written(&filled("שלום hello 31")));
    let document = text(&parts, "word/document.xml");
    let document = Document::parse(&document).unwrap();
    let lead = all(&document, "p").find(|paragraph| words(*paragraph) == "שלום hello 31").unwrap();
    assert!(lead.descendants().any(|node| node.tag_name().name() == "bidi"));
    let runs: Vec<_> = lead
        .descendants()
        .filter(|node| node.tag_name().name() == "r")
        .map(|run| (words(run), run.descendants().any(|node| node.tag_name().name() == "rtl")))
        .collect();
    let expected = [("שלום ", true), ("hello", false), (" 31", true)];
    assert_eq!(runs, expected.map(|(words, from_the_right)| (words.to_owned(), from_the_right)));
}

#[test]
fn an_empty_report_is_a_cover() {
    let mut report = rich();
    report.sections.clear();
    let file = written(&report);
    sound(&file);
    let parts = parts(&file);
    assert!(!text(&parts, "word/document.xml").contains("TOC"));
}

#[test]
fn a_file_tells_nothing_of_who_made_it_and_when() {
    let mut zip = ZipArchive::new(Cursor::new(written(&rich()))).unwrap();
    for index in 0..zip.len() {
        let part = zip.by_index(index).unwrap();
        assert_eq!(part.last_modified(), Some(zip::DateTime::DEFAULT), "{:?}", part.name());
    }
    let core = text(&parts(&written(&rich())), "docProps/core.xml");
    let core = Document::parse(&core).unwrap();
    let said: Vec<_> = core.root_element().children().map(|node| node.tag_name().name()).collect();
    assert_eq!(said, ["title", "subject", "creator", "language"]);
}
