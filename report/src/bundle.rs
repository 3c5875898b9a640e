//! A report in each of its forms, and in all of them as one zip.

use crate::model::{Block, Figure, Report};
use crate::release::release;
use crate::{View, archive, docx, figures, html, markdown, tables, workbook};
use charrette_protocol::ReleaseLevel;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Pixels for each of a figure's own in a picture file: sharp on a slide.
const PICTURE_SCALE: f64 = 3.0;

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, to edit.
    Docx,
    /// One page of HTML, to read and to print.
    Html,
    /// Plain text.
    Markdown,
    /// A workbook with a sheet for each kind of record.
    Xlsx,
    /// All figures, as SVG and PNG.
    Figures,
    /// Everything as one zip.
    All,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Docx, Self::Html, Self::Markdown, Self::Xlsx, Self::Figures, Self::All];

    /// As it stands in addresses and on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Figures => "figures",
            Self::All => "all",
        }
    }

    /// The form with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// What its file is called by, and how the name ends.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Docx => ("report", "docx"),
            Self::Html => ("report", "html"),
            Self::Markdown => ("report", "md"),
            Self::Xlsx => ("workbook", "xlsx"),
            Self::Figures => ("figures", "zip"),
            Self::All => ("everything", "zip"),
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Figures | Self::All => "application/zip",
        }
    }
}

/// The report in this form. The view is the one it was composed from: tables and archive are made from it.
pub fn write(report: &Report, view: &View, format: Format) -> Vec<u8> {
    match format {
        Format::Docx => docx::write(report),
        Format::Html => html::write(report),
        Format::Markdown => markdown::write(report),
        Format::Xlsx => workbook::write(&release(view, report.level)),
        Format::Figures => {
            let mut zip = Zip::new();
            zip.figures(report, "");
            zip.finish()
        }
        Format::All => all(report, view),
    }
}

/// How many figures a report has.
pub fn figures(report: &Report) -> usize {
    each_figure(report).count()
}

fn each_figure(report: &Report) -> impl Iterator<Item = &Figure> {
    report.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    })
}

fn all(report: &Report, view: &View) -> Vec<u8> {
    let tabled = release(view, report.level);
    let mut zip = Zip::new();
    zip.put("report.docx", &docx::write(report));
    zip.put("report.html", &html::write(report));
    zip.put("report.md", &markdown::write(report));
    zip.put("workbook.xlsx", &workbook::write(&tabled));
    zip.put("tables.zip", &tables::write(&tabled, tables::Options::default()));
    // It opens again as the workshop, so it is for those who lead it.
    if report.level == ReleaseLevel::Team {
        zip.put("archive.json", &archive::write(view));
    }
    zip.put("report.json", &serde_json::to_vec_pretty(report).expect("a report is plain data"));
    zip.figures(report, "figures/");
    zip.finish()
}

/// A zip whose bytes follow from what is put into it.
struct Zip(ZipWriter<Cursor<Vec<u8>>>);

impl Zip {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    fn put(&mut self, name: &str, bytes: &[u8]) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        self.0.start_file(name, options).expect("names are fixed and differ");
        self.0.write_all(bytes).expect("memory takes all bytes");
    }

    /// Every figure twice, under the number it has in the report.
    fn figures(&mut self, report: &Report, folder: &str) {
        for (number, figure) in (1..).zip(each_figure(report)) {
            let svg = figures::svg(&figure.drawing);
            let file = svg.standalone(&figure.caption, &figure.alternative);
            self.put(&format!("{folder}figure-{number:02}.svg"), file.as_bytes());
            self.put(&format!("{folder}figure-{number:02}.png"), &figures::png(&svg, PICTURE_SCALE));
        }
    }

    fn finish(self) -> Vec<u8> {
        self.0.finish().expect("memory takes all bytes").into_inner()
    }
}
