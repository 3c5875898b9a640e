//! Options on two scales: medians as points, middle halves as whiskers, numbers that do not collide.

use super::Svg;
use super::canvas::{Align, Canvas, FACT, HEAD, MOST_LINES, NAME, NAME_LINE, Placed, ink, nothing, number, set};
use super::faces::{Face, Type};
use crate::methods::figure;
use crate::model::{Axis, Matrix, MatrixPoint};

const WIDTH: f64 = 680.0;
const LEFT: f64 = 96.0;
const PLOT_WIDE: f64 = WIDTH - LEFT - 1.0;
const PLOT_TALL: f64 = 400.0;
const NUMBER: Type = set(Face::SansStrong, 14.0, ink::INK);
/// Half a step around the scale, so that points at its ends stand inside.
const FIRST: f64 = 500.0;
const SPAN: f64 = 5000.0;

/// More options than this have a shorter legend.
const MANY: usize = 14;

/// Points at one place: they share a mark.
struct Spot<'a> {
    x: f64,
    y: f64,
    points: Vec<&'a MatrixPoint>,
}

fn across(value: i64) -> f64 {
    LEFT + ((value as f64 - FIRST) / SPAN).clamp(0.0, 1.0) * PLOT_WIDE
}

fn up(value: i64, top: f64) -> f64 {
    top + (1.0 - ((value as f64 - FIRST) / SPAN).clamp(0.0, 1.0)) * PLOT_TALL
}

pub(super) fn draw(matrix: &Matrix) -> Svg {
    if matrix.points.is_empty() {
        return nothing(WIDTH, "Nothing was rated on both scales.");
    }
    let mut canvas = Canvas::new(WIDTH);
    let top = frame(&mut canvas, matrix);
    let mut spots: Vec<Spot<'_>> = Vec::new();
    for point in &matrix.points {
        let (x, y) = (across(point.across), up(point.up, top));
        match spots.iter_mut().find(|spot| (spot.x - x).abs() < 2.0 && (spot.y - y).abs() < 2.0) {
            Some(spot) => spot.points.push(point),
            None => spots.push(Spot { x, y, points: vec![point] }),
        }
    }
    for spot in &spots {
        for point in &spot.points {
            whiskers(&mut canvas, point, spot, top);
        }
    }
    numbers(&mut canvas, &spots, top);
    let y = feet(&mut canvas, &matrix.across, top + PLOT_TALL);
    let y = legend(&mut canvas, matrix, y);
    canvas.finish(y)
}

fn thousandths(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// The field: titles, grid, scale, dividing lines. Returns its upper edge.
fn frame(canvas: &mut Canvas, matrix: &Matrix) -> f64 {
    let title = HEAD.wrap(&matrix.up.title, WIDTH - 20.0, 3);
    canvas.lines(14.0, 14.0, Align::Left, HEAD, 17.0, &title);
    canvas.stroke("M4 15V4M0.5 8L4 4L7.5 8", ink::SECOND, 1.5);
    let top = 17.0 * title.len().max(1) as f64 + 10.0;
    let bottom = top + PLOT_TALL;
    let divide = (matrix.across.middle.map(across), matrix.up.middle.map(|middle| up(middle, top)));
    if let (Some(x), Some(y)) = divide {
        canvas.rect(x, top, LEFT + PLOT_WIDE - x, y - top, ink::PAPER);
    }
    for step in 1..=4 {
        let half = step * 1000 + 500;
        canvas.line((across(half), top), (across(half), bottom), "#E3E7E1", 1.0);
        canvas.line((LEFT, up(half, top)), (LEFT + PLOT_WIDE, up(half, top)), "#E3E7E1", 1.0);
    }
    if let Some(x) = divide.0 {
        canvas.dashes((x, top), (x, bottom), ink::SECOND);
    }
    if let Some(y) = divide.1 {
        canvas.dashes((LEFT, y), (LEFT + PLOT_WIDE, y), ink::SECOND);
    }
    let edge = format!("M{0} {1}V{2}H{3}", number(LEFT), number(top), number(bottom), number(LEFT + PLOT_WIDE));
    canvas.stroke(&edge, ink::INK, 1.5);
    for value in 1..=5_i64 {
        let y = up(value * 1000, top);
        canvas.text(LEFT - 8.0, y + 4.5, Align::Right, FACT, &value.to_string());
        canvas.text(across(value * 1000), bottom + 17.0, Align::Middle, FACT, &value.to_string());
    }
    let wide = LEFT - 22.0;
    let high = FACT.wrap(&matrix.up.high, wide, 4);
    canvas.lines(0.0, top + 12.0, Align::Left, FACT, 16.0, &high);
    let low = FACT.wrap(&matrix.up.low, wide, 4);
    canvas.lines(0.0, bottom - 4.0 - 16.0 * (low.len().max(1) - 1) as f64, Align::Left, FACT, 16.0, &low);
    top
}

/// The words under the scale to the right. Returns where they end.
fn feet(canvas: &mut Canvas, axis: &Axis, bottom: f64) -> f64 {
    let base = bottom + 35.0;
    let wide = PLOT_WIDE / 3.0 - 12.0;
    let low = FACT.wrap(&axis.low, wide, 4);
    let high = FACT.wrap(&axis.high, wide, 4);
    let title = HEAD.wrap(&axis.title, wide - 22.0, 4);
    canvas.lines(LEFT, base, Align::Left, FACT, 16.0, &low);
    canvas.lines(LEFT + PLOT_WIDE, base, Align::Right, FACT, 16.0, &high);
    let middle = LEFT + PLOT_WIDE / 2.0;
    canvas.lines(middle, base, Align::Middle, HEAD, 16.0, &title);
    if let Some(first) = title.first() {
        let x = middle + HEAD.width(first) / 2.0 + 7.0;
        let (x, y) = (number(x), number(base - 4.5));
        canvas.stroke(&format!("M{x} {y}h11m-4 -3.5l4 3.5l-4 3.5"), ink::SECOND, 1.5);
    }
    let lines = low.len().max(high.len()).max(title.len()).max(1);
    base + 16.0 * (lines - 1) as f64 + 12.0
}

/// The middle half of the answers on each scale, as lines with ends.
fn whiskers(canvas: &mut Canvas, point: &MatrixPoint, spot: &Spot<'_>, top: f64) {
    if let Some((low, high)) = point.spread_across.filter(|(low, high)| low < high) {
        let data = format!(
            "M{0} {2}v6M{0} {3}H{1}M{1} {2}v6",
            number(across(low)),
            number(across(high)),
            number(spot.y - 3.0),
            number(spot.y)
        );
        canvas.stroke(&data, ink::EDGE, 1.25);
    }
    if let Some((low, high)) = point.spread_up.filter(|(low, high)| low < high) {
        let data = format!(
            "M{2} {0}h6M{3} {0}V{1}M{2} {1}h6",
            number(up(low, top)),
            number(up(high, top)),
            number(spot.x - 3.0),
            number(spot.x)
        );
        canvas.stroke(&data, ink::EDGE, 1.25);
    }
}

/// Points with their numbers, each number where nothing else stands: beside its point, or further off with a line.
fn numbers(canvas: &mut Canvas, spots: &[Spot<'_>], top: f64) {
    let mut taken: Vec<Placed> = spots.iter().map(|spot| area(spot.x - 6.0, spot.y - 6.0, 12.0, 12.0)).collect();
    for spot in spots {
        let words = spot.points.iter().map(|point| point.number.to_string()).collect::<Vec<_>>().join(", ");
        let lines = NUMBER.wrap(&words, 104.0, 40);
        let wide = lines.iter().map(|line| NUMBER.width(line)).fold(0.0, f64::max) + 4.0;
        let tall = 16.0 * lines.len() as f64;
        let (place, away) = free(spot, wide, tall, &taken, top);
        if away {
            let end = (place.left.max(spot.x).min(place.right), place.top.max(spot.y).min(place.bottom));
            canvas.line((spot.x, spot.y), end, ink::INK, 0.75);
        }
        // Whiskers may run below a number; an edge of paper keeps it readable.
        for (at, line) in lines.iter().enumerate() {
            canvas.halo(place.left + 2.0, place.top + 13.0 + 16.0 * at as f64, NUMBER, line);
        }
        canvas.lines(place.left + 2.0, place.top + 13.0, Align::Left, NUMBER, 16.0, &lines);
        taken.push(place);
    }
    for spot in spots {
        let radius = if spot.points.len() > 1 { 6.0 } else { 5.0 };
        canvas.dot(spot.x, spot.y, radius, ink::INK);
    }
}

fn area(left: f64, top: f64, wide: f64, tall: f64) -> Placed {
    Placed { left, top, right: left + wide, bottom: top + tall, text: String::new() }
}

/// The nearest place for a number, and whether it needs a line to its point.
fn free(spot: &Spot<'_>, wide: f64, tall: f64, taken: &[Placed], top: f64) -> (Placed, bool) {
    // Directions a reader tries first: upper right, right, and so on round.
    const AROUND: [(f64, f64); 16] = [
        (0.7, -0.7),
        (1.0, 0.0),
        (0.7, 0.7),
        (-0.7, -0.7),
        (-1.0, 0.0),
        (-0.7, 0.7),
        (0.0, -1.0),
        (0.0, 1.0),
        (0.92, -0.38),
        (0.92, 0.38),
        (-0.92, -0.38),
        (-0.92, 0.38),
        (0.38, -0.92),
        (0.38, 0.92),
        (-0.38, -0.92),
        (-0.38, 0.92),
    ];
    for ring in 0..90 {
        let radius = 8.6 + 5.0 * f64::from(ring);
        for (x, y) in AROUND {
            // The corner or edge of the number that is nearest lies on the ring.
            let out = |along: f64| (along * 1.5).clamp(-1.0, 1.0);
            let middle = (spot.x + x * radius + out(x) * wide / 2.0, spot.y + y * radius + out(y) * tall / 2.0);
            let place = area(middle.0 - wide / 2.0, middle.1 - tall / 2.0, wide, tall);
            let inside = place.left > LEFT + 2.0
                && place.right < LEFT + PLOT_WIDE - 1.0
                && place.top > top
                && place.bottom < top + PLOT_TALL - 2.0;
            if inside && !taken.iter().any(|other| other.meets(&place)) {
                return (place, ring > 1);
            }
        }
    }
    (area(spot.x + 8.0, spot.y - tall / 2.0, wide, tall), false)
}

/// Numbers, names and medians in two columns. Returns where they end.
fn legend(canvas: &mut Canvas, matrix: &Matrix, top: f64) -> f64 {
    let column = (WIDTH - 28.0) / 2.0;
    let text = column - 30.0;
    // Many options are named only: their medians can be read off, and stand in the table.
    let many = matrix.points.len() > MANY;
    let (kind, apart) = if many { (Type { size: 14.0, ..NAME }, 16.0) } else { (NAME, NAME_LINE) };
    let items: Vec<(&MatrixPoint, Vec<String>, Vec<String>)> = matrix
        .points
        .iter()
        .map(|point| {
            let medians = format!(
                "{} {}, {} {}",
                matrix.across.title.trim(),
                figure(thousandths(point.across)),
                matrix.up.title.trim(),
                figure(thousandths(point.up))
            );
            let medians = if many { Vec::new() } else { FACT.wrap(&medians, text, 3) };
            (point, kind.wrap(&point.name, text, MOST_LINES), medians)
        })
        .collect();
    let tall = |(_, name, medians): &(&MatrixPoint, Vec<String>, Vec<String>)| {
        apart * name.len() as f64 + 17.0 * medians.len() as f64 + if many { 9.0 } else { 12.0 }
    };
    let all: f64 = items.iter().map(tall).sum();
    canvas.rule(top + 8.5, ink::INK, 1.0);
    let (mut x, mut y, mut ends) = (0.0, top + 9.0, top);
    let mut used = 0.0;
    for item in &items {
        let (point, name, medians) = item;
        // The second column begins where the first holds at least half.
        if x == 0.0 && used > 0.0 && used + tall(item) / 2.0 > all / 2.0 {
            x = column + 28.0;
            y = top + 9.0;
        }
        if y > top + 9.0 {
            canvas.line((x, y + 0.5), (x + column, y + 0.5), ink::RULE, 1.0);
        }
        canvas.text(x + 20.0, y + 19.0, Align::Right, NUMBER, &point.number.to_string());
        canvas.lines(x + 30.0, y + 19.0, Align::Left, kind, apart, name);
        let base = y + 19.0 + apart * name.len() as f64;
        canvas.lines(x + 30.0, base - 1.0, Align::Left, FACT, 17.0, medians);
        y += tall(item);
        used += tall(item);
        ends = f64::max(ends, y);
    }
    let mut y = ends + 4.0;
    let spread = matrix.points.iter().any(|point| point.spread_across.is_some() || point.spread_up.is_some());
    let mut notes = vec!["A dot is the median."];
    if spread {
        notes.push("Thin lines span the middle half of the answers.");
    }
    if matrix.across.middle.is_some() || matrix.up.middle.is_some() {
        notes.push("Dashed lines divide at the middle of all medians.");
    }
    canvas.rule(y + 0.5, ink::RULE, 1.0);
    for line in FACT.wrap(&notes.join(" "), WIDTH, 3) {
        y += 19.0;
        canvas.text(0.0, y, Align::Left, FACT, &line);
    }
    y + 6.0
}
