//! The report as one page of HTML: to read, and to print; the browser makes the PDF.
//!
//! It needs nothing but itself: style, faces and figures are inside, and there is no script. What people wrote is text
//! everywhere, never mark-up. [`body`] gives the same without the frame, for the page on which facilitators read it before
//! they send it.

mod escape;
mod numbering;

pub use numbering::Numbering;

use crate::figures;
use crate::model::*;
use crate::plain::plain;
use escape::{css_string, text};
use std::fmt::Write;

/// How the report looks on a screen and on paper; every rule stands under `.report`.
pub const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn write(report: &Report) -> Vec<u8> {
    let mut page = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    // Nothing is fetched and nothing runs, whatever somebody typed into a note.
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">\n",
    );
    let _ = writeln!(page, "<title>{} · {}</title>", text(&report.cover.title), text(&report.cover.subtitle));
    let _ = writeln!(page, "<style>{}{STYLE}{}</style>", faces(), running_head(&report.cover));
    page.push_str("</head>\n<body class=\"report\">\n");
    page.push_str(&body(report));
    page.push_str("</body>\n</html>\n");
    page.into_bytes()
}

/// Cover, contents and sections.
pub fn body(report: &Report) -> String {
    let mut writer = Writer::new(report);
    writer.cover(&report.cover);
    writer.contents(report);
    for (number, section) in (1..).zip(&report.sections) {
        writer.section(number, section);
    }
    writer.page
}

/// Faces of the figures and of the text, inside the page.
fn faces() -> String {
    figures::Face::ALL.into_iter().map(figures::face_rule).collect()
}

/// What stands at the head of every printed page but the first.
fn running_head(cover: &Cover) -> String {
    let title = css_string(&short(&cover.title));
    format!("@page{{@top-left{{content:{title}}}}}@page:first{{@top-left{{content:none}}@top-right{{content:none}}}}")
}

/// Letters of a title that fit beside the page's number.
const HEAD_LETTERS: usize = 80;

fn short(title: &str) -> String {
    let begins: String = title.chars().take(HEAD_LETTERS).collect();
    if begins.len() < title.len() { format!("{begins}…") } else { begins }
}

struct Writer<'a> {
    page: String,
    numbering: Numbering<'a>,
}

impl<'a> Writer<'a> {
    fn new(report: &'a Report) -> Self {
        Self { page: String::new(), numbering: Numbering::of(report) }
    }

    fn line(&mut self, html: &str) {
        self.page.push_str(html);
        self.page.push('\n');
    }

    fn cover(&mut self, cover: &Cover) {
        self.line("<header class=\"cover\">");
        self.line(&format!("<p class=\"kind\">{}</p>", text(&cover.subtitle)));
        self.line(&format!("<h1 dir=\"auto\">{}</h1>", text(&cover.title)));
        self.line("<ul class=\"facts\">");
        for fact in &cover.facts {
            self.line(&format!("<li>{}</li>", text(fact)));
        }
        self.line("</ul>");
        self.line(&format!("<p class=\"notice\">{}</p>", text(&cover.notice)));
        if !cover.record.is_empty() {
            self.line(&format!("<p class=\"record\">State of the record: <code>{}</code></p>", text(&cover.record)));
        }
        self.line("</header>");
    }

    fn contents(&mut self, report: &Report) {
        self.line("<nav class=\"contents\" aria-label=\"Contents\"><h2>Contents</h2><ol>");
        for section in &report.sections {
            let anchor = Anchor::part(section.part);
            self.line(&format!("<li><a href=\"#{}\">{}</a></li>", anchor.as_str(), text(&section.title)));
        }
        self.line("</ol></nav>");
    }

    fn section(&mut self, number: usize, section: &Section) {
        let anchor = Anchor::part(section.part);
        self.line(&format!("<section id=\"{}\" data-part=\"{}\">", anchor.as_str(), section.part.key()));
        self.line(&format!("<h2><span class=\"number\">{number}</span> {}</h2>", text(&section.title)));
        for block in &section.blocks {
            self.block(block);
        }
        self.line("</section>");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text: words, anchor } => {
                let tag = if *level <= 2 { "h3" } else { "h4" };
                self.line(&format!("<{tag}{} dir=\"auto\">{}</{tag}>", self.id(anchor.as_ref()), text(words)));
            }
            Block::Lead { text: words } => self.line(&format!("<p class=\"lead\" dir=\"auto\">{}</p>", text(words))),
            Block::Paragraph { spans } => {
                let inside = self.spans(spans);
                self.line(&format!("<p dir=\"auto\">{inside}</p>"));
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Quote { text: words, by, source } => self.quote(words, by.as_deref(), source.as_ref()),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Remark { text: words } => {
                self.line(&format!("<p class=\"remark\" dir=\"auto\">{}</p>", text(words)))
            }
            Block::Open { prompt } => self.line(&format!("<p class=\"open\">{}</p>", text(prompt))),
        }
    }

    fn id(&self, anchor: Option<&Anchor>) -> String {
        anchor.map(|anchor| format!(" id=\"{}\"", anchor.as_str())).unwrap_or_default()
    }

    fn spans(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.span(span)).collect()
    }

    fn span(&self, span: &Span) -> String {
        let words = text(&span.text).replace('\n', "<br>");
        let words = match span.style {
            SpanStyle::Plain => words,
            SpanStyle::Strong => format!("<b>{words}</b>"),
            SpanStyle::Emphasis => format!("<i>{words}</i>"),
            SpanStyle::Quiet => format!("<span class=\"quiet\">{words}</span>"),
        };
        match &span.link {
            // A section that was left out is nothing to lead to.
            Some(to) if self.numbering.has(to) => format!("<a href=\"#{}\">{words}</a>", to.as_str()),
            _ => words,
        }
    }

    fn list(&mut self, numbered: bool, items: &[Item]) {
        let tag = if numbered { "ol" } else { "ul" };
        self.line(&format!("<{tag}>"));
        for item in items {
            let inside = self.spans(&item.spans);
            self.line(&format!("<li{} dir=\"auto\">{inside}", self.id(item.anchor.as_ref())));
            if !item.items.is_empty() {
                self.list(false, &item.items);
            }
            self.line("</li>");
        }
        self.line(&format!("</{tag}>"));
    }

    fn quote(&mut self, words: &str, by: Option<&str>, source: Option<&Anchor>) {
        let said = text(words).replace('\n', "<br>");
        self.line(&format!("<blockquote><p dir=\"auto\">{said}</p>"));
        let source = source.filter(|to| self.numbering.has(to));
        let leads = source.map(|to| format!("<a href=\"#{}\">source</a>", to.as_str()));
        let foot: Vec<String> = by.map(text).into_iter().chain(leads).collect();
        if !foot.is_empty() {
            self.line(&format!("<footer>{}</footer>", foot.join(" · ")));
        }
        self.line("</blockquote>");
    }

    fn table(&mut self, table: &Table) {
        let number = self.numbering.table();
        let widths: usize = table.columns.iter().map(|column| usize::from(column.width)).sum();
        let wide = if table.columns.len() > 8 { " class=\"wide\"" } else { "" };
        self.line(&format!("<table{wide}><caption><b>Table {number}.</b> {}</caption>", text(&table.caption)));
        self.line("<thead><tr>");
        for column in &table.columns {
            let share = 100 * usize::from(column.width) / widths.max(1);
            let class = if column.number { " class=\"n\"" } else { "" };
            self.line(&format!("<th scope=\"col\"{class} width=\"{share}%\">{}</th>", text(&column.title)));
        }
        self.line("</tr></thead><tbody>");
        for row in &table.rows {
            self.page.push_str(&format!("<tr{}>", self.id(row.anchor.as_ref())));
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let class = if column.number { " class=\"n\"" } else { "" };
                let inside = self.spans(cell);
                self.page.push_str(&format!("<td{class} dir=\"auto\">{inside}</td>"));
            }
            self.line("</tr>");
        }
        self.line("</tbody></table>");
        if !table.remark.is_empty() {
            self.line(&format!("<p class=\"remark\">{}</p>", text(&table.remark)));
        }
    }

    fn figure(&mut self, figure: &Figure) {
        let number = self.numbering.figure();
        let drawn = figures::svg(&figure.drawing).described(&plain(&figure.caption), &plain(&figure.alternative));
        let wide = if matches!(figure.drawing, Drawing::Timeline(_)) { " class=\"wide\"" } else { "" };
        self.line(&format!("<figure{wide}>"));
        self.line(&format!("<figcaption><b>Figure {number}.</b> {}</figcaption>", text(&figure.caption)));
        self.line(&drawn);
        self.line("</figure>");
    }
}
