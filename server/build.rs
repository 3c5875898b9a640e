//! Says where the built page is. A server without one still builds, and says so in words.

use std::path::Path;
use std::{env, fs};

const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Charrette</title>\
<h1>The page has not been built</h1><p>This server was built without its web client. \
Stop it and run <code>make run</code>, which builds both.</p></html>\n";

fn main() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist");
    println!("cargo::rerun-if-changed={}", built.display());
    let folder = if built.join("index.html").exists() {
        built
    } else {
        println!(
            "cargo::warning=The web client is not built yet: run `make run`, or `npm ci && npm run build` in web/. This server will serve a page that says so."
        );
        let folder = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("web");
        fs::create_dir_all(&folder).expect("the build folder can be written");
        fs::write(folder.join("index.html"), MISSING).expect("the build folder can be written");
        folder
    };
    println!("cargo::rustc-env=CHARRETTE_WEB={}", folder.display());
}
