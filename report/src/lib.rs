//! What leaves a workshop as files, and what comes in as files. Pure: bytes in, bytes out.
//!
//! ```text
//! View ─┬─ archive::write  ─▶ JSON, which archive::read reads back whole
//!       ├─ tables::write   ─▶ a zip of CSV files, safe to open in a spreadsheet
//!       ├─ template::write ─▶ the agenda alone, to be opened again
//!       └─ compose ─▶ Report ─┬─ docx::write     ─▶ Word
//!          (and an Edition)   ├─ html::write     ─▶ a page to read and to print
//!                             ├─ markdown::write ─▶ plain text to edit
//!                             └─ figures         ─▶ SVG and PNG
//!
//! Drawing ─ figures::svg ─▶ a figure as SVG, and figures::png ─▶ as pixels
//!
//! bytes ─ import::preview ─▶ rows that can be posted as notes or entries
//! ```
//!
//! A [`View`] holds exactly what one viewer may see, so no writer here decides who sees what.
//! The same view gives the same bytes, at any time and on any machine.

pub mod archive;
pub mod bundle;
pub mod compose;
pub mod dates;
pub mod docx;
pub mod figures;
mod file_name;
pub mod guard;
pub mod html;
pub mod import;
pub mod markdown;
mod methods;
pub mod model;
mod plain;
pub mod release;
pub mod tables;
pub mod template;
mod view;
pub mod workbook;

pub use file_name::file_name;
pub use view::View;
