//! The same types and tables once more, as one TypeScript file for the client.
//!
//! Generated, so that browser and server cannot come to mean different things. The committed
//! file is compared with what this module writes (`protocol/tests/typescript.rs`).

use crate::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::mem;
use ts_rs::{Config, TS, TypeVisitor};

const HEADER: &str = "\
// The conversation between browser and server. Generated from the protocol crate by `make types`; do not edit.
";

/// The whole file: types in the order in which they build on each other, then the tables.
pub fn client_file() -> String {
    let mut file = HEADER.to_owned();
    types(&mut file);
    tables(&mut file);
    file
}

/// What is written of a type, and the names of those it is made of.
struct Declaration {
    text: String,
    made_of: BTreeSet<String>,
}

/// Collects declarations by name: ts-rs visits dependencies in an order that differs from one
/// compilation to the next, and the file must not.
struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, Declaration>,
    /// Names the type being visited is made of.
    made_of: BTreeSet<String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() {
            return T::visit_dependencies(self);
        }
        let name = T::ident(self.config);
        self.made_of.insert(name.clone());
        if self.found.contains_key(&name) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let text = compact(&format!("{docs}export {}\n", T::decl(self.config).trim_end()));
        self.found.insert(name.clone(), Declaration { text, made_of: BTreeSet::new() });
        let outer = mem::take(&mut self.made_of);
        T::visit_dependencies(self);
        let made_of = mem::replace(&mut self.made_of, outer);
        if let Some(declaration) = self.found.get_mut(&name) {
            declaration.made_of = made_of;
        }
    }
}

impl Declarations<'_> {
    /// Moves a type into the file, after those it is made of.
    fn write(&mut self, name: &str, file: &mut String) {
        let Some(declaration) = self.found.remove(name) else { return };
        for part in &declaration.made_of {
            self.write(part, file);
        }
        file.push('\n');
        file.push_str(&declaration.text);
    }
}

/// Comments of one line on one line, and what stands in braces indented.
fn compact(declaration: &str) -> String {
    let mut compacted = String::new();
    let mut lines = declaration.lines().map(str::trim_end).peekable();
    let mut indent = "";
    while let Some(line) = lines.next() {
        if line.starts_with("export ") {
            indent = "  ";
        }
        compacted.push_str(if line.starts_with("export ") { "" } else { indent });
        compacted.push_str(line);
        if line == "/**" {
            let first = lines.next().unwrap_or_default();
            if lines.next_if_eq(&" */").is_some() {
                compacted.push_str(first.trim_start_matches(" *"));
                compacted.push_str(" */");
            } else {
                let _ = write!(compacted, "\n{indent}{first}");
            }
        }
        compacted.push('\n');
    }
    compacted
}

fn types(file: &mut String) {
    // JSON.parse makes numbers of all integers; ours stay below 2^53.
    let config = Config::new().with_large_int("number");
    let mut declarations = Declarations { config: &config, found: BTreeMap::new(), made_of: BTreeSet::new() };
    macro_rules! declare {
        ($($root:ty),* $(,)?) => {
            $( declarations.visit::<$root>(); )*
            $( declarations.write(&<$root>::ident(&config), file); )*
        };
    }
    declare!(
        // The socket.
        ClientMessage,
        ServerMessage,
        RecordKind,
        // HTTP.
        OpenWorkshop,
        Seated,
        KnockAt,
        Lobby,
        Join,
        MakeLink,
        LinkMade,
        LinkListed,
        RevokeLink,
        Venue,
        DrawQr,
        QrDrawn,
        ServerFacts,
        OpenRehearsal,
        ExportWish,
        ReportPreview,
        ReportKind,
        ReleaseLevel,
        Verified,
        Poll,
        Answers,
        PostCommand,
        Problem,
        ImportPreview,
        ImportKind,
        ImportArchive,
        TemplateFile,
        // The tables, and what stands in them.
        Told,
        Retry,
        Next,
        version::Fit,
        SessionId,
    );
}

/// JSON is TypeScript too.
fn literal<T: Serialize + ?Sized>(value: &T) -> String {
    // Our own strings, numbers and codes: nothing that JSON cannot write.
    serde_json::to_string(value).unwrap_or_default()
}

fn tables(file: &mut String) {
    let mut constant = |docs: &str, name: &str, annotation: &str, value: &str| {
        let _ = write!(file, "\n/** {docs} */\nexport const {name}{annotation} = {value};\n");
    };
    constant("The version of the conversation this page speaks.", "PROTOCOL_VERSION", "", &literal(&version::CURRENT));
    constant(
        "The oldest page that a server of this version still answers.",
        "OLDEST_CLIENT_VERSION",
        "",
        &literal(&version::OLDEST_CLIENT),
    );
    constant("The WebSocket subprotocol to ask for.", "SUBPROTOCOL", "", &literal(version::SUBPROTOCOL));
    constant("How many buckets a digest has.", "BUCKETS", "", &literal(&BUCKETS));
    constant(
        "All kinds of records, shared ones first.",
        "RECORD_KINDS",
        ": readonly RecordKind[]",
        &literal(&RecordKind::ALL),
    );
    let personal: Vec<_> = RecordKind::ALL.into_iter().filter(|kind| kind.is_personal()).collect();
    constant(
        "The kinds of records that belong to one viewer only.",
        "PERSONAL_KINDS",
        ": readonly RecordKind[]",
        &literal(&personal),
    );
    constant(
        "What a workshop can start from, in the order it is offered.",
        "TEMPLATES",
        ": readonly Template[]",
        &literal(&Template::ALL),
    );

    let mut rows = String::from("{\n");
    for code in CloseCode::ALL {
        let (next, words) = (literal(&code.next()), literal(code.words()));
        let _ = writeln!(
            rows,
            "  {}: {{ number: {}, next: {next}, words: {words} }},",
            literal(code),
            literal(&code.number())
        );
    }
    rows.push('}');
    constant(
        "Why the server ends a connection: the number in the close frame, what to do next, and the words.",
        "CLOSE_CODES",
        ": { readonly [code in CloseCode]: { readonly number: number; readonly next: Next; readonly words: string } }",
        &rows,
    );
}
