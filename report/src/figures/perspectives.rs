//! How many people of each perspective group took part.

use super::Svg;
use super::canvas::{Align, COUNT, Canvas, FACT, HEAD, MOST_LINES, NAME, NAME_LINE, counted, ink, nothing};
use super::groups::signs_of;
use super::tally::Tally;
use crate::model::Perspectives;

const WIDTH: f64 = 680.0;
const NAME_AT: f64 = 40.0;
const NAME_WIDE: f64 = 280.0;
const TALLY_AT: f64 = 344.0;

pub(super) fn draw(perspectives: &Perspectives) -> Svg {
    let groups = &perspectives.groups;
    if groups.is_empty() {
        return nothing(WIDTH, "No perspective groups were set.");
    }
    let most = groups.iter().map(|(_, people)| *people).max().unwrap_or(0);
    let number_wide = COUNT.width(&most.to_string()).max(HEAD.width("People"));
    let tally = Tally::new(most, WIDTH - TALLY_AT - number_wide - 16.0, 18.0);
    let names: Vec<&str> = groups.iter().map(|(name, _)| name.as_str()).collect();
    let mut canvas = Canvas::new(WIDTH);
    canvas.text(NAME_AT, 14.0, Align::Left, HEAD, "Perspective group");
    let scale = if tally.is_bar() { "Bars share one scale" } else { "One stroke, one person" };
    canvas.text(TALLY_AT, 14.0, Align::Left, FACT, scale);
    canvas.text(WIDTH, 14.0, Align::Right, HEAD, "People");
    canvas.rule(22.5, ink::INK, 1.0);
    let mut y = 23.0;
    for ((name, people), sign) in groups.iter().zip(signs_of(&names)) {
        let lines = NAME.balance(name, NAME_WIDE, MOST_LINES);
        let text_tall = NAME_LINE * lines.len() as f64;
        let tall = text_tall.max(tally.tall()).max(24.0) + 16.0;
        let centre = y + tall / 2.0;
        sign.draw(&mut canvas, 0.0, centre - 12.0);
        canvas.lines(NAME_AT, centre - text_tall / 2.0 + 13.5, Align::Left, NAME, NAME_LINE, &lines);
        if tally.is_bar() {
            super::tally::bar(
                &mut canvas,
                TALLY_AT,
                centre - 7.0,
                WIDTH - TALLY_AT - number_wide - 16.0,
                *people,
                most,
            );
        } else {
            // Only people who were here have a stroke: there is no full length to fall short of.
            let own = tally.with(*people);
            own.draw(&mut canvas, TALLY_AT, centre - own.tall() / 2.0, *people, sign.ink, ink::GHOST);
        }
        canvas.text(WIDTH, centre + 6.0, Align::Right, COUNT, &people.to_string());
        y += tall;
        canvas.rule(y - 0.5, ink::RULE, 1.0);
    }
    let all: u64 = groups.iter().map(|(_, people)| u64::from(*people)).sum();
    y += 19.0;
    let in_all =
        format!("{} in {}.", counted(all, "person", "people"), counted(groups.len() as u64, "group", "groups"));
    canvas.text(0.0, y, Align::Left, FACT, &in_all);
    canvas.finish(y + 6.0)
}
