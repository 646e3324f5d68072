//! `cargo lab schema-suite`: what becomes of the documents of a suite that says which are good and which are bad, such
//! as the one by which the OpenAPI Initiative tests its schemas.
//!
//! Good documents must give a client, and nothing may be said of them. Of bad ones each is listed with what is said of
//! it, for a person to judge: a document can break the rules and harm no client.
//!
//! Of the suite for OpenAPI 3.2, three of the 37 good documents are warned of, and what is said is true of each: a mapping
//! and a reference that lead nowhere, a path whose parameter has another name, a scheme that is not declared. The schema
//! of the suite looks at neither. Of the 29 bad ones 17 are warned of. The others cannot harm a client:
//!
//! | document in `fail` | why no client is harmed |
//! |---|---|
//! | `header-object-allowReserved`, `parameter-object-header-allowReserved`, `parameter-object-cookie-allowReserved` | nothing is percent-encoded in a header or in a cookie of this style, so `allowReserved` has nothing to act on |
//! | `header-object-name`, `parameter-object-header-name` | no server can send, and no request can have, a header of such a name: the call of an operation that needs it is an error before anything is sent |
//! | `operation-object-two-querystrings`, `operation-object-query-with-querystring`, `path-item-object-two-querystrings`, `path-item-object-query-with-querystring` | they stand in path items that no path refers to; where an operation has them, one of the two is left out with a warning |
//! | `server_enum_empty` | a variable without values is one that may have any |
//! | `xml-attr-exclusion`, `xml-wrapped-exclusion` | `nodeType` counts, and says here what the older keyword says, or more |

use jackfield::diagnostic::Diagnostics;
use jackfield::{Target, generate_source, source};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Folders of suites: with good documents in `pass`, and bad ones in `fail`.
    #[arg(required = true, value_name = "DIR")]
    suites: Vec<PathBuf>,
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Client,
    Warned,
    Refused,
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Client => "client",
            Self::Warned => "warned",
            Self::Refused => "refused",
        })
    }
}

/// A document, what became of it, and what was said of it.
struct Row {
    name: String,
    verdict: Verdict,
    messages: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let mut passed = 0;
    let mut failed = 0;
    for suite in &options.suites {
        for folder in ["pass", "fail"] {
            let rows = rows(&suite.join(folder))?;
            print(folder, &rows);
            let is_good = |row: &&Row| folder == "fail" || row.verdict == Verdict::Client;
            let good = rows.iter().filter(is_good).count();
            passed += good;
            failed += rows.len() - good;
        }
    }
    println!("{passed} passed, {failed} failed");
    Ok(ExitCode::from(u8::from(failed > 0 || passed == 0)))
}

/// The documents of a folder, in the order of their names.
fn rows(folder: &Path) -> io::Result<Vec<Row>> {
    let at =
        |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("yaml" | "yml" | "json")) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| row(path)).collect()
}

fn row(path: &Path) -> io::Result<Row> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut diagnostics = Diagnostics::default();
    let source = source::read_path(&name, path, None, &[], &mut diagnostics)?;
    let target = Target::new("suite_client");
    let generated = generate_source(source, diagnostics, &target);
    let verdict = match (generated.errors, generated.warnings) {
        (0, 0) => Verdict::Client,
        (0, _) => Verdict::Warned,
        _ => Verdict::Refused,
    };
    let begins = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    let lines = generated.report.lines().filter(begins);
    Ok(Row {
        name: name.into_owned(),
        verdict,
        messages: lines.map(str::to_owned).collect(),
    })
}

fn print(folder: &str, rows: &[Row]) {
    let count = |verdict| rows.iter().filter(|row| row.verdict == verdict).count();
    println!(
        "{folder}: {} documents: {} give a client, {} with warnings, {} are refused",
        rows.len(),
        count(Verdict::Client),
        count(Verdict::Warned),
        count(Verdict::Refused)
    );
    for row in rows {
        println!("  {:8} {}", row.verdict, row.name);
        for message in &row.messages {
            println!("           {message}");
        }
    }
}
