//! How fast generated clients run, against the same written by hand.
//!
//! A crate is made that has both: the client of a document, and structs with serde's derives for the same types with
//! calls by `reqwest`. What is compared runs in one program, on values of the types that both keep whole.

mod derive;
mod program;
mod sample;

use super::Runtime;
use crate::workspace::{self, at};
use jackfield::assemble;
use jackfield::package::{Package, Target};
use jackfield::{document, lower, plan};
use program::Case;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

const MEASURE: &str = include_str!("../../../runtime/measure.rs");
const SHARED: &str = include_str!("../../../runtime/lib.rs");
const SUPPORT: &str = include_str!("../../../runtime/support.rs");

pub(super) fn run(options: &Runtime) -> io::Result<()> {
    let root = std::path::absolute(workspace::root().join("target/bench"))?;
    let folder = root.join("runtime");
    super::write_client(&options.document, &root.join("runtime-client"))?;
    let wires = with_cases(&options.document, &options.operations, |package, cases| {
        super::write_files(&folder, texts(package, cases))?;
        Ok(cases
            .iter()
            .map(|case| case.wire.clone())
            .collect::<Vec<_>>())
    })?;
    let binary = folder.join("target/release");
    cargo(&folder, &["build", "--release", "--bins"])?;
    let size = |name: &str| -> io::Result<u64> {
        let path = binary.join(name);
        Ok(fs::metadata(&path).map_err(at(&path))?.len())
    };
    let (own, hand) = (size("generated")?, size("hand")?);
    println!(
        "program of these operations: {own} bytes, by hand {hand}: {:.2} of it",
        own as f64 / hand as f64
    );
    let mut rounds: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let mut said = String::new();
    for _ in 0..options.rounds.max(1) {
        said = cargo(&folder, &["bench", "--bench", "measure"])?;
        for (index, _) in wires.iter().enumerate() {
            for what in ["decode", "encode", "call"] {
                let name = format!("case{index}-{what}");
                let ratio = median(&folder, &name, "hand")? / median(&folder, &name, "generated")?;
                rounds.entry(name).or_default().push(ratio);
            }
        }
    }
    table(&wires, &mut rounds, &said);
    Ok(())
}

/// A program that calls operations by the client in the folder `client`: its files.
pub(super) fn program(
    document: &Path,
    operations: &[String],
    client: &Path,
) -> io::Result<Vec<(String, String)>> {
    with_cases(document, operations, |package, cases| {
        let dependency = program::dependency(&client.display().to_string(), package, cases);
        let [(_, main), _] = program::binaries(cases);
        let manifest = program::manifest("bench-build", &dependency);
        Ok(vec![
            ("Cargo.toml".to_owned(), manifest),
            ("src/main.rs".to_owned(), main),
        ])
    })
}

/// Plans the client of a document and finds operations in it.
fn with_cases<T>(
    document: &Path,
    operations: &[String],
    then: impl FnOnce(&Package<'_>, &[Case<'_>]) -> io::Result<T>,
) -> io::Result<T> {
    let mut read = assemble::read(document, None, &[])?;
    let report = |read: &assemble::Read| io::Error::other(read.diagnostics.render());
    let Some(source) = &read.source else {
        return Err(report(&read));
    };
    let Some(document) = document::dialect(source, &mut read.diagnostics) else {
        return Err(report(&read));
    };
    let api = lower::lower(&document, &mut read.diagnostics);
    let target = Target::new("bench_client");
    let package = plan::plan(&api, &target);
    let cases: io::Result<Vec<Case<'_>>> = operations
        .iter()
        .map(|wire| program::case(&package, wire))
        .collect();
    then(&package, &cases?)
}

/// The files of the crate.
fn texts(package: &Package<'_>, cases: &[Case<'_>]) -> Vec<(String, String)> {
    let dependency = program::dependency("../runtime-client", package, cases);
    let mut files = vec![
        (
            "Cargo.toml".to_owned(),
            program::measures_manifest(&dependency),
        ),
        ("src/lib.rs".to_owned(), SHARED.to_owned()),
        ("src/hand.rs".to_owned(), program::hand(package, cases)),
        ("src/support.rs".to_owned(), SUPPORT.to_owned()),
        (
            "benches/measure.rs".to_owned(),
            MEASURE.replace("    // CASES\n", &program::measures(cases)),
        ),
    ];
    for (name, text) in program::binaries(cases) {
        files.push((format!("src/bin/{name}.rs"), text));
    }
    for (index, case) in cases.iter().enumerate() {
        let large = sample::large(package, case.ty);
        files.push((format!("large{index}.json"), large));
        let small = sample::small(package, case.ty);
        files.push((format!("small{index}.json"), small));
    }
    files
}

fn cargo(folder: &Path, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env_remove("RUSTFLAGS")
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The median that criterion estimated, in nanoseconds.
fn median(folder: &Path, group: &str, function: &str) -> io::Result<f64> {
    let path = folder.join(format!(
        "target/criterion/{group}/{function}/new/estimates.json"
    ));
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    let value: Value = serde_json::from_str(&text)?;
    let median = value.pointer("/median/point_estimate");
    Ok(median.and_then(Value::as_f64).unwrap_or(f64::NAN))
}

/// Prints how fast the generated client is in terms of what is written by hand, and the allocations of a call.
fn table(wires: &[String], rounds: &mut BTreeMap<String, Vec<f64>>, said: &str) {
    println!(
        "{:<44} {:>8} {:>8} {:>8} {:>14}",
        "of the speed by hand", "decode", "encode", "call", "allocations"
    );
    for (index, wire) in wires.iter().enumerate() {
        let mut ratio = |what: &str| {
            let ratios = rounds.entry(format!("case{index}-{what}")).or_default();
            ratios.sort_by(f64::total_cmp);
            ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
        };
        let (decode, encode, call) = (ratio("decode"), ratio("encode"), ratio("call"));
        let allocations = |whose: &str| {
            let start = format!("ALLOCATIONS case{index} {whose} ");
            let line = said.lines().find_map(|line| line.strip_prefix(&start));
            line.unwrap_or("?").to_owned()
        };
        let allocations = format!("{} to {}", allocations("generated"), allocations("hand"));
        println!("{wire:<44} {decode:>8.2} {encode:>8.2} {call:>8.2} {allocations:>14}");
    }
}
