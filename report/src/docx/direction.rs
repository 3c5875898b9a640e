//! Which way a text is read. Word wants to be told: for a paragraph by its first letter, as people
//! and browsers have it, and for each stretch of letters by the letters themselves.

use std::ops::Range;

/// A direction of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// As Latin.
    Rightwards,
    /// As Hebrew and Arabic.
    Leftwards,
}

/// The direction of the first letter; to the right if there is none.
pub(super) fn of(text: &str) -> Direction {
    text.chars().find_map(letter).unwrap_or(Direction::Rightwards)
}

/// The text in stretches of one direction, in reading order. What has none (blanks, digits, signs) goes
/// with the letters around it if they agree, and with the paragraph if they do not.
pub(super) fn stretches(text: &str, paragraph: Direction) -> Vec<(Range<usize>, Direction)> {
    let mut stretches: Vec<(Range<usize>, Direction)> = Vec::new();
    let mut push = |range: Range<usize>, direction: Direction| match stretches.last_mut() {
        _ if range.is_empty() => {}
        Some((last, of)) if *of == direction => last.end = range.end,
        _ => stretches.push((range, direction)),
    };
    // Where what has no direction began, and what stands before it.
    let (mut open, mut before) = (0, paragraph);
    for (at, character) in text.char_indices() {
        if let Some(direction) = letter(character) {
            push(open..at, if before == direction { direction } else { paragraph });
            push(at..at + character.len_utf8(), direction);
            (open, before) = (at + character.len_utf8(), direction);
        }
    }
    push(open..text.len(), paragraph);
    stretches
}

fn letter(character: char) -> Option<Direction> {
    match character {
        '\u{590}'..='\u{65f}' | '\u{66a}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}' => {
            character.is_alphabetic().then_some(Direction::Leftwards)
        }
        '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' => {
            Some(Direction::Leftwards)
        }
        '\u{200f}' => Some(Direction::Leftwards),
        '\u{200e}' => Some(Direction::Rightwards),
        _ => character.is_alphabetic().then_some(Direction::Rightwards),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, Direction)> {
        stretches(text, of(text)).into_iter().map(|(range, direction)| (&text[range], direction)).collect()
    }

    #[test]
    fn the_first_letter_decides_for_a_paragraph() {
        assert_eq!(of("12 % שלום hello"), Direction::Leftwards);
        assert_eq!(of("(a) שלום"), Direction::Rightwards);
        assert_eq!(of("12 %"), Direction::Rightwards);
        assert_eq!(of(""), Direction::Rightwards);
    }

    #[test]
    fn what_has_no_direction_goes_with_its_neighbours() {
        use Direction::{Leftwards, Rightwards};
        assert_eq!(pieces("a 1 b"), [("a 1 b", Rightwards)]);
        assert_eq!(
            pieces("see שלום 3 עולם, ok"),
            [("see ", Rightwards), ("שלום 3 עולם", Leftwards), (", ok", Rightwards)]
        );
        assert_eq!(pieces("مرحبا (ok) 5"), [("مرحبا (", Leftwards), ("ok", Rightwards), (") 5", Leftwards)]);
        assert_eq!(pieces("..."), [("...", Rightwards)]);
        assert!(pieces("").is_empty());
    }
}
