//! A figure's picture in a line of its own, with its words for whoever does not see it.

use super::TEXT_WIDTH;
use super::package::picture_relation;
use super::xml::Xml;
use crate::figures::{self, Svg};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// 360 000 to a centimetre, in which drawings are measured; a twentieth of a point has 635 of them.
const TWENTIETH: u64 = 635;

/// As high as a picture may be, so that its caption stands on the same page: 19 cm.
const GREATEST_HEIGHT: u64 = 19 * 360_000;

/// The same for a figure that is drawn as wide as the text, 680 pixels: those that are taller come in parts.
pub(super) const GREATEST_PIXELS: f64 = 860.0;

/// Pixels across a picture: 300 to an inch of the text's width.
const PIXELS_ACROSS: f64 = 1_772.0;

/// A figure as a picture.
pub(super) struct Picture {
    /// The PNG file; empty if it could not be made.
    pub png: Vec<u8>,
    /// Its width; only the shape counts.
    pub width: u32,
    /// Its height in the same measure.
    pub height: u32,
}

/// The picture of a figure.
pub(super) fn of(svg: &Svg) -> Picture {
    Picture {
        png: figures::png(svg, PIXELS_ACROSS / svg.width.max(1.0)),
        // To a tenth of a pixel.
        width: (svg.width * 10.0).round() as u32,
        height: (svg.height * 10.0).round() as u32,
    }
}

/// The picture with this index, as wide as the text if it is not too high then.
pub(super) fn inline(xml: &mut Xml, index: usize, picture: &Picture, name: &str, caption: &str, alternative: &str) {
    let (width, height) = size(picture);
    let (width, height) = (width.to_string(), height.to_string());
    // From 1, and the only drawings there are: no other thing has this number.
    let id = (index + 1).to_string();
    let words: &[(&str, &str)] = &[("id", &id), ("name", name), ("descr", alternative), ("title", caption)];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")], |xml| {
                xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
                xml.empty("wp:docPr", words);
                xml.element("wp:cNvGraphicFramePr", &[], |xml| {
                    xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")]);
                });
                xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                    xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                        xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
                            xml.element("pic:nvPicPr", &[], |xml| {
                                xml.empty("pic:cNvPr", words);
                                xml.empty("pic:cNvPicPr", &[]);
                            });
                            xml.element("pic:blipFill", &[], |xml| {
                                xml.empty("a:blip", &[("r:embed", &picture_relation(index))]);
                                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
                            });
                            xml.element("pic:spPr", &[], |xml| {
                                xml.element("a:xfrm", &[], |xml| {
                                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                                    xml.empty("a:ext", &[("cx", &width), ("cy", &height)]);
                                });
                                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
                            });
                        });
                    });
                });
            });
        });
    });
}

fn size(picture: &Picture) -> (u64, u64) {
    let (pixels_across, pixels_down) = (u64::from(picture.width.max(1)), u64::from(picture.height.max(1)));
    let width = u64::from(TEXT_WIDTH) * TWENTIETH;
    let height = (width * pixels_down / pixels_across).max(1);
    if height <= GREATEST_HEIGHT {
        (width, height)
    } else {
        ((GREATEST_HEIGHT * pixels_across / pixels_down).max(1), GREATEST_HEIGHT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fits_the_page_and_keeps_its_shape() {
        let size = |width, height| size(&Picture { png: Vec::new(), width, height });
        assert_eq!(size(1600, 800), (5_400_040, 2_700_020));
        assert_eq!(size(800, 1600), (3_420_000, 6_840_000));
        assert_eq!(size(1, 4_000_000_000), (1, 6_840_000));
        assert_eq!(size(0, 0), (5_400_040, 5_400_040));
    }
}
