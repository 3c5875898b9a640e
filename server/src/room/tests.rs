//! The room's loop, driven by hand over a log in memory.
