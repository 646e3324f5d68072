//! A client and the program that puts values through its types.

use crate::client_crate;
use crate::limits::{self, End};
use crate::workspace;
use jackfield::Generator;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// More than any client takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(1800);

/// What rustc may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// What became of a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    /// It was decoded and encoded again.
    Kept(Value),
    /// It could not be decoded, or not be encoded.
    Refused(String),
}

/// A value and the schema it is put through.
pub(super) struct Probe<'a> {
    /// The number of the schema; see [`holder`].
    pub(super) schema: usize,
    /// The value as JSON text.
    pub(super) value: &'a Value,
}

/// The name of the object schema that holds the schema of this number as its member `value`.
pub(super) fn holder(number: usize) -> String {
    format!("Probe{number}")
}

/// The object schema that holds a schema as its member `value`.
pub(super) fn holding(schema: Value) -> Value {
    json!({ "type": "object", "required": ["value"], "properties": { "value": schema } })
}

/// Generates the client of a document with holders, compiles it and asks what it makes of the values.
pub(super) fn run(
    folder: &Path,
    document: &Value,
    probes: &[Probe<'_>],
) -> std::io::Result<Vec<Answer>> {
    let crate_dir = folder.join("client");
    generate(&crate_dir, document)?;
    let numbers: std::collections::BTreeSet<usize> =
        probes.iter().map(|probe| probe.schema).collect();
    std::fs::create_dir_all(crate_dir.join("src/bin"))?;
    std::fs::write(crate_dir.join("src/bin/probe.rs"), program(&numbers))?;
    let mut input = String::new();
    for probe in probes {
        let _ = writeln!(input, "{}\t{{\"value\":{}}}", probe.schema, probe.value);
    }
    std::fs::write(crate_dir.join("input"), input)?;
    let output = compile_and_run(&crate_dir, &folder.join("build"))?;
    let answers: Vec<Answer> = output.lines().map(answer).collect();
    if answers.len() != probes.len() {
        let message = format!("{} values, but {} answers", probes.len(), answers.len());
        return Err(std::io::Error::other(message));
    }
    Ok(answers)
}

fn generate(crate_dir: &Path, document: &Value) -> std::io::Result<()> {
    let text = document.to_string();
    if crate_dir.exists() {
        std::fs::remove_dir_all(crate_dir)?;
    }
    let generator = Generator::new("values.json").text(text);
    let made = client_crate::write(generator, "values", crate_dir)?;
    if made.generated.errors > 0 {
        return Err(std::io::Error::other(made.generated.report));
    }
    std::fs::write(crate_dir.join("report.txt"), made.generated.report)?;
    std::fs::write(
        crate_dir.join("document.json"),
        serde_json::to_string_pretty(document)?,
    )?;
    std::fs::copy(
        workspace::root().join("Cargo.lock"),
        crate_dir.join("Cargo.lock"),
    )?;
    Ok(())
}

/// The program: it reads a number and a holder's value from each line and prints what it made of it.
fn program(numbers: &std::collections::BTreeSet<usize>) -> String {
    let mut text = String::from(
        "use std::io::BufRead;\nuse values::runtime::serde::{de::DeserializeOwned, Serialize};\n\n\
         fn keep<T: DeserializeOwned + Serialize>(text: &str) -> String {\n    \
         let kept = serde_json::from_str::<T>(text).and_then(|value| serde_json::to_string(&value));\n    \
         match kept {\n        Ok(text) => format!(\"{{\\\"kept\\\":{text}}}\"),\n        \
         Err(error) => format!(\"{{\\\"refused\\\":{}}}\", serde_json::Value::String(error.to_string())),\n    }\n}\n\n\
         const PROBES: &[(usize, fn(&str) -> String)] = &[\n",
    );
    for number in numbers {
        let _ = writeln!(
            text,
            "    ({number}, keep::<values::types::{}>),",
            holder(*number)
        );
    }
    text.push_str(
        "];\n\nfn main() {\n    for line in std::io::stdin().lock().lines() {\n        \
         let line = line.unwrap_or_default();\n        let (number, text) = line.split_once('\\t').unwrap_or_default();\n        \
         let number: usize = number.parse().unwrap_or_default();\n        \
         match PROBES.binary_search_by_key(&number, |(number, _)| *number) {\n            \
         Ok(place) => println!(\"{}\", PROBES[place].1(text)),\n            \
         Err(_) => println!(\"{{\\\"refused\\\":\\\"no such schema\\\"}}\"),\n        }\n    }\n}\n",
    );
    text
}

fn compile_and_run(crate_dir: &Path, target_dir: &Path) -> std::io::Result<String> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["build", "--quiet", "--bin", "probe", "--target-dir"])
        .arg(target_dir)
        .current_dir(crate_dir)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS");
    let outcome = limits::run(command, LONGEST, MOST_MEMORY)?;
    if outcome.end != End::Exited(0) {
        return Err(std::io::Error::other(outcome.stderr));
    }
    let input = std::fs::File::open(crate_dir.join("input"))?;
    let output = Command::new(target_dir.join("debug/probe"))
        .stdin(input)
        .output()?;
    if !output.status.success() {
        return Err(std::io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    String::from_utf8(output.stdout).map_err(std::io::Error::other)
}

/// One line of what the program prints.
#[derive(Deserialize)]
struct Line {
    kept: Option<Map<String, Value>>,
    refused: Option<String>,
}

fn answer(line: &str) -> Answer {
    match serde_json::from_str::<Line>(line) {
        Ok(Line {
            kept: Some(mut members),
            ..
        }) if members.len() == 1 => match members.remove("value") {
            Some(value) => Answer::Kept(value),
            None => Answer::Refused("the value is gone".to_owned()),
        },
        Ok(Line {
            refused: Some(error),
            ..
        }) => Answer::Refused(error),
        _ => Answer::Refused(format!("not understood: {line}")),
    }
}
