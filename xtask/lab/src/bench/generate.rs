//! How long documents take to become clients.

use super::Generate;
use super::measure::{self, Runs};
use crate::workspace::{self, at};
use jackfield::assemble;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is measured on one document.
struct Subject {
    name: String,
    /// The command with `{input}` and `{output}`; none for this generator.
    command: Option<String>,
    runs: Runs,
    size: u64,
}

pub(super) fn run(options: &Generate) -> io::Result<()> {
    let folder = match &options.folder {
        Some(folder) => std::path::absolute(folder)?.join("jackfield-bench"),
        None => std::path::absolute(workspace::root().join("target/bench"))?,
    };
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    println!(
        "{:<44} {:>9} {:>7} {:>9} {:>7} {:>9} {:>9}",
        "generate", "seconds", "times", "user", "times", "MiB", "output"
    );
    // Each run has a folder of its own, and nothing is removed before the last: ext4 is slow to make files where many
    // were removed in the last minutes.
    let outputs = folder.join(format!("generated-{}", std::process::id()));
    let measured = documents(options, &folder, &outputs);
    fs::remove_dir_all(&outputs).map_err(at(&outputs))?;
    measured
}

fn documents(options: &Generate, folder: &Path, outputs: &Path) -> io::Result<()> {
    for (index, document) in options.documents.iter().enumerate() {
        let mut inputs = Vec::new();
        if options.parts {
            for parts in [8, 4, 2] {
                inputs.push((format!("1/{parts} of "), part(document, parts, folder)?));
            }
        }
        inputs.push((String::new(), document.clone()));
        for (part, (prefix, input)) in inputs.into_iter().enumerate() {
            let outputs = outputs.join(format!("{index}-{part}"));
            fs::create_dir_all(&outputs).map_err(at(&outputs))?;
            let name = document.file_name().unwrap_or_default().to_string_lossy();
            one(&format!("{prefix}{name}"), &input, options, &outputs)?;
        }
    }
    Ok(())
}

fn one(name: &str, input: &Path, options: &Generate, outputs: &Path) -> io::Result<()> {
    let own = Subject {
        name: "jackfield".to_owned(),
        command: None,
        runs: Runs::default(),
        size: 0,
    };
    let mut subjects = vec![own];
    subjects.extend(options.peers.iter().map(|command| {
        Subject {
            name: command
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            command: Some(command.clone()),
            runs: Runs::default(),
            size: 0,
        }
    }));
    for round in 0..options.rounds.max(1) {
        for (index, subject) in subjects.iter_mut().enumerate() {
            let output = outputs.join(format!("{round}-{index}"));
            subject.runs.push(measure::run(command(
                subject.command.as_deref(),
                input,
                &output,
            )?)?);
            subject.size = measure::size(&output);
        }
    }
    println!("{name}");
    let first = |time: fn(&Runs) -> f64| subjects.first().map_or(1.0, |own| time(&own.runs));
    let (seconds, user) = (first(Runs::seconds), first(Runs::user));
    for subject in &subjects {
        let runs = &subject.runs;
        println!(
            "  {:<42} {:>9.2} {:>7.1} {:>9.2} {:>7.1} {:>9} {:>6.1} MB",
            subject.name,
            runs.seconds(),
            runs.seconds() / seconds.max(f64::EPSILON),
            runs.user(),
            runs.user() / user.max(f64::EPSILON),
            runs.peak_mb(),
            subject.size as f64 / 1e6
        );
    }
    Ok(())
}

/// The command of a generator: of this one if no other is given.
fn command(template: Option<&str>, input: &Path, output: &Path) -> io::Result<Command> {
    let Some(template) = template else {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("client").arg(input).arg("--out").arg(output);
        return Ok(command);
    };
    let mut words = template.split_whitespace().map(|word| {
        word.replace("{input}", &input.to_string_lossy())
            .replace("{output}", &output.to_string_lossy())
    });
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    Ok(command)
}

/// The document with one of so many of its paths, evenly taken, and the components that these lead to.
fn part(document: &Path, parts: usize, folder: &Path) -> io::Result<PathBuf> {
    let read = assemble::read(document, None, &[])?;
    let mut value = read
        .source
        .map_or(Value::Null, |source| source.root().to_json());
    if let Some(Value::Object(paths)) = value.get_mut("paths") {
        let mut index = 0;
        paths.retain(|_, _| {
            index += 1;
            (index - 1) % parts == 0
        });
    }
    let mut used = BTreeSet::new();
    let mut pending: Vec<String> = value.get("paths").map(references).unwrap_or_default();
    while let Some(pointer) = pending.pop() {
        if let Some(target) = value.pointer(&pointer)
            && used.insert(pointer.clone())
        {
            pending.extend(references(target));
        }
    }
    if let Some(root) = value.as_object_mut() {
        root.retain(|name, _| !matches!(name.as_str(), "webhooks" | "x-webhooks"));
        for (section, members) in root
            .get_mut("components")
            .and_then(Value::as_object_mut)
            .into_iter()
            .flatten()
        {
            if let Value::Object(members) = members
                && section != "securitySchemes"
            {
                members.retain(|name, _| used.contains(&format!("/components/{section}/{name}")));
            }
        }
    }
    let path = folder.join(format!("part{parts}.json"));
    fs::write(&path, value.to_string()).map_err(at(&path))?;
    Ok(path)
}

/// The pointers of all references in a node.
fn references(node: &Value) -> Vec<String> {
    match node {
        Value::Array(items) => items.iter().flat_map(references).collect(),
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|reference| reference.strip_prefix('#'));
            let inner = members.values().flat_map(references);
            own.map(str::to_owned).into_iter().chain(inner).collect()
        }
        _ => Vec::new(),
    }
}
