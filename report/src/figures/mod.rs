//! The figures of a report: drawn once, as SVG, and rasterised for Word.
//!
//! ```text
//! Drawing ── svg ─▶ Svg ─┬─ text        inside a page, which gives the faces
//!                        ├─ standalone  a file of its own, faces inside
//!                        └─ png         pixels
//! ```
//!
//! A figure refers to nothing outside itself, holds no script and no style sheet, and says nothing by colour
//! alone: every mark has its number or its words beside it. Texts are measured in the faces they are set in,
//! see [`Face`]. A figure has no caption and no description: who writes the report gives both.

mod canvas;
mod distribution;
mod faces;
mod groups;
mod iceberg;
mod labels;
mod matrix;
mod perspectives;
mod tally;
#[cfg(test)]
mod tests;
mod ticks;
mod timeline;
mod timeline_layout;
mod votes;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

pub use faces::Face;

use crate::model::Drawing;

/// A figure as it is drawn. Sizes are CSS pixels.
#[derive(Debug, Clone)]
pub struct Svg {
    /// How wide it is: 680 fills a text column, 1000 a page set across.
    pub width: f64,
    /// How tall it is.
    pub height: f64,
    /// The `svg` element, without an XML declaration, so that it can stand inside a page. Its root has
    /// `role="img"`; what it shows is said by [`described`](Self::described) or by the page.
    pub text: String,
    faces: Vec<Face>,
    #[cfg_attr(not(test), expect(dead_code))]
    placed: Vec<canvas::Placed>,
}

impl Svg {
    /// The element with a title and a description for whoever does not see it.
    pub fn described(&self, title: &str, description: &str) -> String {
        let words = [("title", title), ("desc", description)]
            .iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(tag, text)| format!("<{tag}>{}</{tag}>\n", canvas::escape(text)))
            .collect::<String>();
        self.inside(&words)
    }

    /// A file of its own: described, and with the faces it is set in.
    pub fn standalone(&self, title: &str, description: &str) -> String {
        let faces = self.faces.iter().map(|face| face_rule(*face)).collect::<String>();
        let described = self.described(title, description);
        let (head, rest) = split_head(&described);
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{head}<style>{faces}</style>\n{rest}")
    }

    /// The faces it is set in, for a page that gives them.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    fn inside(&self, what: &str) -> String {
        let (head, rest) = split_head(&self.text);
        format!("{head}{what}{rest}")
    }
}

/// The opening tag with its line break, and what follows.
fn split_head(text: &str) -> (&str, &str) {
    let end = text.find(">\n").map_or(text.len(), |at| at + 2);
    text.split_at(end)
}

/// A rule that gives a face to a page or a file, the font itself inside.
pub fn face_rule(face: Face) -> String {
    format!(
        "@font-face{{font-family:'{}';font-weight:{};src:url(data:font/ttf;base64,{}) format('truetype')}}",
        face.family(),
        face.weight(),
        BASE64.encode(face.bytes()),
    )
}

/// Draws a figure.
pub fn svg(drawing: &Drawing) -> Svg {
    match drawing {
        Drawing::Votes(votes) => votes::draw(votes, 0..votes.options.len()),
        Drawing::Distribution(distribution) => distribution::draw(distribution, 0..distribution.options.len()),
        Drawing::Matrix(matrix) => matrix::draw(matrix),
        Drawing::Iceberg(iceberg) => iceberg::draw(iceberg),
        Drawing::Timeline(timeline) => timeline::draw(timeline),
        Drawing::Perspectives(perspectives) => perspectives::draw(perspectives),
    }
}

/// Draws a figure in parts no taller than `most` CSS pixels, one below another, for pages: options of a vote one
/// after another, eras of a timeline. All parts share one scale. An option or era that is taller by itself
/// stays whole, and so does every other figure. There is always at least one part.
pub fn parts(drawing: &Drawing, most: f64) -> Vec<Svg> {
    match drawing {
        Drawing::Votes(votes) => in_parts(votes.options.len(), most, |part| votes::draw(votes, part)),
        Drawing::Distribution(distribution) => {
            in_parts(distribution.options.len(), most, |part| distribution::draw(distribution, part))
        }
        Drawing::Timeline(timeline) => timeline::parts(timeline, most),
        Drawing::Matrix(_) | Drawing::Iceberg(_) | Drawing::Perspectives(_) => vec![svg(drawing)],
    }
}

/// As many things in each part as fit.
fn in_parts(count: usize, most: f64, draw: impl Fn(Range<usize>) -> Svg) -> Vec<Svg> {
    let mut parts = Vec::new();
    let mut from = 0;
    while from < count {
        let mut part = draw(from..from + 1);
        let mut to = from + 1;
        while to < count {
            let longer = draw(from..to + 1);
            if longer.height > most {
                break;
            }
            part = longer;
            to += 1;
        }
        parts.push(part);
        from = to;
    }
    if parts.is_empty() {
        parts.push(draw(0..0));
    }
    parts
}

/// The most pixels of one picture, about what a page filled at 600 dots an inch has: more is drawn smaller.
const MOST_PIXELS: f64 = 32e6;

/// The figure as a PNG on white, `scale` pixels to a CSS pixel; at most 32 million pixels.
///
/// The same bytes on any machine, so the machine's own fonts are not used: the faces inside have the letters of
/// European languages in Latin script. Other scripts and emoji come out as empty boxes; in the SVG
/// they are text, and shown in whatever font a reader has.
///
/// Empty if the text is not one that [`svg`] drew.
pub fn png(svg: &Svg, scale: f64) -> Vec<u8> {
    let most = (MOST_PIXELS / (svg.width * svg.height).max(1.0)).sqrt();
    let scale = if scale.is_finite() { scale.clamp(0.05, most) } else { 1.0_f64.min(most) };
    let options = Options { fontdb: fonts(), ..Options::default() };
    let Ok(tree) = Tree::from_str(&svg.text, &options) else { return Vec::new() };
    let (width, height) = ((svg.width * scale).ceil() as u32, (svg.height * scale).ceil() as u32);
    let Some(mut pixels) = Pixmap::new(width.max(1), height.max(1)) else { return Vec::new() };
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    pixels.encode_png().unwrap_or_default()
}

fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    FONTS
        .get_or_init(|| {
            let mut fonts = fontdb::Database::new();
            for face in Face::ALL {
                fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
            }
            Arc::new(fonts)
        })
        .clone()
}
