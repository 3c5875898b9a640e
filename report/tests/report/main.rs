//! What leaves and what comes in, as files.
//!
//! Golden files stand in `tests/golden`; `UPDATE_GOLDEN=1` writes them anew.

mod archive;
mod docx;
mod figures;
mod fixture;
mod hostile;
mod import;
mod levels;
mod markdown;
mod samples;
mod tables;
mod workbook;
mod workshops;
mod written;

use std::fs;
use std::path::Path;

/// Checks that these bytes are those of a golden file.
fn check_golden(name: &str, bytes: &[u8]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    let golden = fs::read(&path).unwrap_or_else(|error| {
        panic!("{}: {error}. UPDATE_GOLDEN=1 cargo test -p charrette-report writes it.", path.display())
    });
    // As text, so that a difference can be read.
    assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&golden), "{name}");
}
