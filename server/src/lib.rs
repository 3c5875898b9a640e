//! Part of Charrette.

pub mod log;
