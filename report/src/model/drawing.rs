//! What the figures of a report show, as data; `figures` draws it once, as SVG.

use charrette_protocol::IcebergLevel;
use serde::Serialize;

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "drawing", rename_all = "snake_case")]
pub enum Drawing {
    /// How many people chose each option: one stroke is one person.
    Votes(Votes),
    /// How the marks of each option are spread over a scale.
    Distribution(Distribution),
    /// Options on two scales.
    Matrix(Matrix),
    /// The four levels of an iceberg.
    Iceberg(Iceberg),
    /// Lanes over time.
    Timeline(TimelineChart),
    /// How many people of each perspective group took part.
    Perspectives(Perspectives),
}

/// How many people chose each option.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Votes {
    /// People who could have voted: the length of a full tally.
    pub of: u32,
    /// What the number counts, as "people" or "points".
    pub unit: String,
    /// The options, best first.
    pub options: Vec<VoteBar>,
}

/// One option of a vote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VoteBar {
    /// Shared rank.
    pub rank: u32,
    /// The option's words.
    pub name: String,
    /// People who chose it.
    pub people: u32,
    /// Labels in words, as "common ground".
    pub labels: Vec<String>,
    /// Whether its order against the next is too close to call.
    pub close_to_next: bool,
}

/// How marks are spread over a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distribution {
    /// The scale's values in words, lowest first.
    pub values: Vec<String>,
    /// Per option its name and how many people gave each value.
    pub options: Vec<(String, Vec<u32>)>,
}

/// Options on two scales from 1 to 5.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// The scale to the right.
    pub across: Axis,
    /// The scale upwards.
    pub up: Axis,
    /// Where the options stand.
    pub points: Vec<MatrixPoint>,
}

/// A scale of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Axis {
    /// What it measures.
    pub title: String,
    /// What its least value means.
    pub low: String,
    /// What its greatest value means.
    pub high: String,
    /// The middle of all options' medians, where the dividing line is drawn; in thousandths of a step.
    pub middle: Option<i64>,
}

/// An option on two scales; medians and middle halves in thousandths of a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixPoint {
    /// Its number in the legend beside the figure, from 1.
    pub number: usize,
    /// The option's words.
    pub name: String,
    /// Median across.
    pub across: i64,
    /// Median upwards.
    pub up: i64,
    /// The middle half across, where it is known.
    pub spread_across: Option<(i64, i64)>,
    /// The middle half upwards, where it is known.
    pub spread_up: Option<(i64, i64)>,
}

/// An iceberg with its levels, top first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Iceberg {
    /// The levels.
    pub levels: Vec<IcebergBand>,
}

/// A level of an iceberg.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IcebergBand {
    /// Which level; none if the column has none.
    pub level: Option<IcebergLevel>,
    /// Its title.
    pub title: String,
    /// Notes on it.
    pub notes: u32,
    /// Its themes, largest first, each with its number of notes.
    pub themes: Vec<(String, u32)>,
}

/// Lanes over time. Years are decimal, in thousandths: mid-1999 is 1 999 500.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineChart {
    /// The lanes, top first.
    pub lanes: Vec<String>,
    /// Spans behind all lanes.
    pub eras: Vec<ChartEra>,
    /// What stands in the lanes, earliest first.
    pub entries: Vec<ChartEntry>,
}

/// An era behind the lanes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartEra {
    /// Its name.
    pub title: String,
    /// Where it begins.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
}

/// An entry in a lane.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartEntry {
    /// Its number in the table beside the figure, from 1.
    pub number: usize,
    /// Which lane, from 0.
    pub lane: usize,
    /// Where it begins.
    pub from: i64,
    /// Where it ends; the same as `from` for a point in time.
    pub to: i64,
    /// Its date in words, as "June 2012".
    pub date: String,
    /// Its title.
    pub title: String,
    /// People who marked it as a turning point; none before that ballot closed.
    pub turning_point: Option<u32>,
    /// How far its date has been checked, in words; empty if it needs no word.
    pub mark: String,
}

/// How many people of each perspective group took part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Perspectives {
    /// The groups with their numbers of people, in the workshop's order.
    pub groups: Vec<(String, u32)>,
}
