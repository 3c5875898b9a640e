//! Texts that break files, and a report full of them.

use super::*;

/// Texts that deceive or break files.
pub fn hostile() -> Vec<String> {
    vec![
        "=HYPERLINK(\"http://example.org\",\"click\")".to_owned(),
        "{ PAGE } { INCLUDETEXT \"/etc/hostname\" } \\* MERGEFORMAT".to_owned(),
        "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".to_owned(),
        "<script>alert('1')</script> & &amp; &#65; ]]> <![CDATA[x]]> <?xml?>".to_owned(),
        "_x0041__x000D_ stays".to_owned(),
        "שלום עולם 31 (45) hello".to_owned(),
        "مرحبا \u{202e}overridden\u{202c} 5%".to_owned(),
        "emoji 👩\u{200d}🔬🇪🇺 and 漢字かな".to_owned(),
        "illegal \0\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{9f}\u{fffe}\u{ffff} code points".to_owned(),
        "line\r\nbreaks\rof\u{2028}all\tkinds".to_owned(),
        "  two  blanks  ".to_owned(),
        "w".repeat(10_000),
        "漢".repeat(3_000),
        "many words ".repeat(1_500),
        String::new(),
    ]
}

/// A report in which every text is this one.
pub fn filled(text: &str) -> Report {
    let spans = || vec![plain(text), strong(text), quiet(text), link(text, note(1)), link(text, note(9_000))];
    let table = Table {
        caption: text.to_owned(),
        columns: columns(&[(text, false, 1), (text, true, 1), ("narrow", false, 1), ("wide", false, 3)]),
        rows: vec![
            Row {
                anchor: Some(note(1)),
                cells: vec![vec![plain(text)], vec![strong(text)], vec![link(text, note(1))], vec![]],
            },
            Row { anchor: Some(note(1)), cells: vec![vec![plain(text)]] },
        ],
        remark: text.to_owned(),
    };
    let blocks = vec![
        heading(2, text, None),
        heading(3, text, Some(note(2))),
        lead(text),
        Block::Paragraph { spans: spans() },
        Block::List {
            numbered: true,
            items: vec![Item { spans: spans(), anchor: Some(note(3)), items: vec![item(spans())] }],
        },
        Block::List { numbered: false, items: vec![item(spans())] },
        quote(text, Some(text), 1),
        quote(text, None, 5),
        quote(text, Some(text), 5),
        Block::Table(table),
        figure(text, text, votes()),
        figure(text, text, Drawing::Iceberg(Iceberg { levels: Vec::new() })),
        remark(text),
        open(text),
    ];
    Report {
        kind: ReportKind::Insights,
        level: ReleaseLevel::Public,
        cover: Cover {
            title: text.to_owned(),
            subtitle: text.to_owned(),
            facts: vec![text.to_owned()],
            notice: text.to_owned(),
            record: text.to_owned(),
        },
        sections: vec![section(ReportPart::Summary, text, blocks), section(ReportPart::Limits, text, Vec::new())],
        checks: Vec::new(),
    }
}
