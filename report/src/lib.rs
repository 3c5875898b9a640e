//! What leaves a workshop as files, and what comes in as files. Pure: bytes in, bytes out.
//!
//! ```text
//! View ─┬─ archive::write  ─▶ JSON, which archive::read reads back whole
//!       ├─ tables::write   ─▶ a zip of CSV files, safe to open in a spreadsheet
//!       ├─ markdown::write ─▶ a document to read and to edit
//!       └─ template::write ─▶ the agenda alone, to be opened again
//!
//! bytes ─ import::preview ─▶ rows that can be posted as notes or entries
//! ```
//!
//! A [`View`] holds exactly what one viewer may see, so no writer here decides who sees what.
//! The same view gives the same bytes, at any time and on any machine.

pub mod archive;
pub mod dates;
mod file_name;
pub mod guard;
pub mod import;
pub mod markdown;
mod methods;
mod plain;
pub mod tables;
pub mod template;
mod view;

pub use file_name::file_name;
pub use view::View;
