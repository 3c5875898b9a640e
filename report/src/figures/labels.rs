//! Labels beside an axis: running text of several types, and how labels share the room.

use super::canvas::{Align, Canvas, ink, set};
use super::faces::{Face, Type};

/// Where labels begin so that none overlaps, their order is kept, and they move least from where they would
/// like to begin (sum of squares). Each label is its wanted begin and its height.
///
/// Pool adjacent violators: with the heights before a label taken off, the begins need only not fall.
pub(super) fn spread(labels: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
    let mut before = Vec::with_capacity(labels.len());
    let mut total = 0.0;
    for (_, height) in labels {
        before.push(total);
        total += height;
    }
    // Pools of labels that stand close together: their mean, and how many they are.
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for ((wanted, _), before) in labels.iter().zip(&before) {
        pools.push((wanted - before, 1));
        while let [.., (upper, several), (lower, more)] = pools[..] {
            if upper <= lower {
                break;
            }
            let all = several + more;
            let mean = (upper * several as f64 + lower * more as f64) / all as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, all));
        }
    }
    let begins = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    let last = (to - total).max(from);
    begins.zip(before).map(|(begin, before)| begin.clamp(from, last) + before).collect()
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Words.
    Words(Type, String),
    /// A number on a dark ground, kept with the word before it.
    Badge(String),
}

/// Running text in lines.
#[derive(Debug, Clone)]
pub(super) struct Flow {
    lines: Vec<Vec<(f64, Piece)>>,
}

const BADGE: Type = set(Face::SansStrong, 12.0, ink::WHITE);
/// How far lines are apart.
pub(super) const FLOW_LINE: f64 = 15.0;

fn wide(piece: &Piece) -> f64 {
    match piece {
        Piece::Words(kind, words) => kind.width(words),
        Piece::Badge(number) => (BADGE.width(number) + 9.0).max(16.0),
    }
}

impl Flow {
    /// Sets the pieces in lines no wider than `width`, at most `most`.
    pub(super) fn new(pieces: Vec<Piece>, width: f64, most: usize) -> Self {
        let mut lines: Vec<Vec<(f64, Piece)>> = vec![Vec::new()];
        let mut at = 0.0;
        // `with` is the room of a badge that follows and is not parted from its word.
        let mut put = |piece: Piece, with: f64, lines: &mut Vec<Vec<(f64, Piece)>>| {
            let (space, needs) = match &piece {
                Piece::Words(kind, _) => (kind.width(" "), wide(&piece)),
                Piece::Badge(_) => (5.0, wide(&piece)),
            };
            let begin = if at > 0.0 { at + space } else { 0.0 };
            if begin > 0.0 && begin + needs + with > width {
                lines.push(Vec::new());
                at = 0.0;
            } else {
                at = begin;
            }
            let Some(line) = lines.last_mut() else { return };
            match (line.last_mut(), piece) {
                (Some((_, Piece::Words(kind, words))), Piece::Words(same, more)) if *kind == same => {
                    words.push(' ');
                    words.push_str(&more);
                }
                (_, piece) => line.push((at, piece)),
            }
            at += needs;
        };
        let mut pieces = pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let Piece::Words(kind, words) = piece else {
                put(piece, 0.0, &mut lines);
                continue;
            };
            let badge =
                pieces.peek().filter(|next| matches!(next, Piece::Badge(_))).map_or(0.0, |badge| wide(badge) + 5.0);
            let parts = words.split_whitespace().flat_map(|word| kind.wrap(word, width, most + 1)).collect::<Vec<_>>();
            let last = parts.len();
            for (at, part) in parts.into_iter().enumerate() {
                put(Piece::Words(kind, part), if at + 1 == last { badge } else { 0.0 }, &mut lines);
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some((at, Piece::Words(kind, words))) = lines.last_mut().and_then(|line| line.last_mut()) {
                while !words.is_empty() && *at + kind.width(words) + kind.width("…") > width {
                    words.pop();
                }
                words.push('…');
            }
        }
        Self { lines }
    }

    /// How tall it is.
    pub(super) fn tall(&self) -> f64 {
        FLOW_LINE * self.lines.len() as f64
    }

    /// Draws it; `y` is its upper edge.
    pub(super) fn draw(&self, canvas: &mut Canvas, x: f64, y: f64) {
        for (row, line) in self.lines.iter().enumerate() {
            let base = y + FLOW_LINE * row as f64 + 11.5;
            for (at, piece) in line {
                match piece {
                    Piece::Words(kind, words) => canvas.text(x + at, base, Align::Left, *kind, words),
                    Piece::Badge(number) => {
                        let wide = wide(piece);
                        canvas.slip(x + at, base - 11.0, wide, 14.0, ink::INK);
                        canvas.text(x + at + wide / 2.0, base, Align::Middle, BADGE, number);
                    }
                }
            }
        }
    }
}
