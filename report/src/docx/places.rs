//! Places in the document that can be led to, and the bookmarks that stand at them.

use super::xml::Xml;
use crate::model::{Anchor, Block, Item, Report};
use std::collections::BTreeMap;

/// Which places the report has, and which of them have their bookmark by now.
pub(super) struct Places<'a> {
    places: BTreeMap<&'a Anchor, Place>,
    bookmarks: u32,
}

#[derive(Clone, Copy, Default)]
struct Place {
    /// Whether its bookmark is written: the first place of a name counts.
    written: bool,
    /// Whether it is nothing but a quotation of what has no place of its own in this report.
    quotation: bool,
}

impl<'a> Places<'a> {
    /// All places that the report gives: its parts, and whatever has an anchor. What somebody
    /// said has its place where it is quoted if it stands nowhere else.
    pub fn of(report: &'a Report, parts: &'a [Anchor]) -> Self {
        let blocks = || report.sections.iter().flat_map(|section| &section.blocks);
        let mut anchors: Vec<&Anchor> = parts.iter().collect();
        for block in blocks() {
            match block {
                Block::Heading { anchor, .. } => anchors.extend(anchor),
                Block::List { items, .. } => of_items(items, &mut anchors),
                Block::Table(table) => anchors.extend(table.rows.iter().filter_map(|row| row.anchor.as_ref())),
                _ => {}
            }
        }
        let mut places: BTreeMap<_, _> = anchors.into_iter().map(|anchor| (anchor, Place::default())).collect();
        for block in blocks() {
            if let Block::Quote { source: Some(anchor), .. } = block {
                places.entry(anchor).or_insert(Place { quotation: true, written: false });
            }
        }
        Self { places, bookmarks: 0 }
    }

    /// Whether the place stands in the report, so that one can be led there.
    pub fn has(&self, anchor: &Anchor) -> bool {
        self.places.contains_key(anchor)
    }

    /// Whether what is quoted stands in the report by itself, so that its quotation can lead there.
    pub fn has_source(&self, anchor: &Anchor) -> bool {
        self.places.get(anchor).is_some_and(|place| !place.quotation)
    }

    /// The bookmark of a place, where the place stands first.
    pub fn bookmark(&mut self, xml: &mut Xml, anchor: Option<&Anchor>) {
        let Some(anchor) = anchor else { return };
        if let Some(place) = self.places.get_mut(anchor)
            && !place.written
        {
            place.written = true;
            self.named(xml, anchor.as_str(), |_| {});
        }
    }

    /// The bookmark of what is quoted here, if it stands nowhere else.
    pub fn quotation(&mut self, xml: &mut Xml, source: Option<&Anchor>) {
        let source = source.filter(|source| !self.has_source(source));
        self.bookmark(xml, source);
    }

    /// A bookmark around something.
    pub fn named(&mut self, xml: &mut Xml, name: &str, inside: impl FnOnce(&mut Xml)) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        inside(xml);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }
}

fn of_items<'a>(items: &'a [Item], anchors: &mut Vec<&'a Anchor>) {
    for item in items {
        anchors.extend(&item.anchor);
        of_items(&item.items, anchors);
    }
}
