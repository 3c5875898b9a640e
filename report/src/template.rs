//! A workshop as a template, to be opened again: its agenda, and nothing that anybody wrote.

use crate::View;
use charrette_workshop::templates;

/// The template's file, as JSON that a person can read and change.
pub fn write(view: &View) -> Vec<u8> {
    let file = templates::written(&view.shared);
    let mut bytes = serde_json::to_vec_pretty(&file).expect("texts, numbers and lists are always JSON");
    bytes.push(b'\n');
    bytes
}
