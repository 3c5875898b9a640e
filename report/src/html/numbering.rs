//! Numbers of tables and figures, and what can be led to.

use crate::model::*;
use std::collections::BTreeSet;

/// Counts tables and figures through a report, and knows its anchors.
#[derive(Debug)]
pub struct Numbering<'a> {
    anchors: BTreeSet<&'a str>,
    parts: BTreeSet<String>,
    tables: usize,
    figures: usize,
}

impl<'a> Numbering<'a> {
    /// The anchors of a report, before anything is counted.
    pub fn of(report: &'a Report) -> Self {
        let mut anchors = BTreeSet::new();
        let mut add = |anchor: Option<&'a Anchor>| anchors.extend(anchor.map(Anchor::as_str));
        for block in report.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                Block::Heading { anchor, .. } => add(anchor.as_ref()),
                Block::List { items, .. } => {
                    for item in items.iter().flat_map(|item| std::iter::once(item).chain(&item.items)) {
                        add(item.anchor.as_ref());
                    }
                }
                Block::Table(table) => table.rows.iter().for_each(|row| add(row.anchor.as_ref())),
                Block::Lead { .. }
                | Block::Paragraph { .. }
                | Block::Quote { .. }
                | Block::Figure(_)
                | Block::Remark { .. }
                | Block::Open { .. } => {}
            }
        }
        let parts = report.sections.iter().map(|section| Anchor::part(section.part).as_str().to_owned()).collect();
        Self { anchors, parts, tables: 0, figures: 0 }
    }

    /// Whether something stands there.
    pub fn has(&self, anchor: &Anchor) -> bool {
        self.anchors.contains(anchor.as_str()) || self.parts.contains(anchor.as_str())
    }

    /// The number of the next table.
    pub fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    /// The number of the next figure.
    pub fn figure(&mut self) -> usize {
        self.figures += 1;
        self.figures
    }
}
