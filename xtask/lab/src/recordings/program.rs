//! The program that gives answers to the operations of a client.

use super::subject::Subject;
use jackfield::FileSet;
use jackfield::package::{Call, Decoder, ErrorCase, Output, OutputVariant, Package};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The name of the client's crate.
pub(super) const CLIENT: &str = "recorded";

/// The files of the program.
pub(super) fn files(package: &Package<'_>, subjects: &[Subject<'_, '_>]) -> FileSet {
    let mut files = FileSet::default();
    let mut put = |name: &str, text: String| files.insert(name, text);
    put(
        "src/main.rs",
        include_str!("../../recordings/main.rs").to_owned(),
    );
    put(
        "src/support.rs",
        include_str!("../../recordings/support.rs").to_owned(),
    );
    if package.uses_streams() {
        put(
            "src/streams.rs",
            include_str!("../../recordings/streams.rs").to_owned(),
        );
    }
    put("src/operations.rs", operations(package, subjects));
    put("Cargo.toml", manifest(package, subjects));
    files
}

fn operations(package: &Package<'_>, subjects: &[Subject<'_, '_>]) -> String {
    let mut text = String::from(
        "//! The operations with answers, by their numbers.\n\n\
         use crate::support::{Run, json_of, plain, run};\n",
    );
    if package.uses_streams() {
        text.push_str("use streams::{events, lines};\n\n#[path = \"streams.rs\"]\nmod streams;\n");
    }
    text.push_str("\npub(crate) const OPERATIONS: &[Run] = &[\n");
    for number in 0..subjects.len() {
        let _ = writeln!(
            text,
            "    |answer, is_strict| Box::pin(operation{number}(answer, is_strict)),"
        );
    }
    text.push_str("];\n");
    for (number, subject) in subjects.iter().enumerate() {
        text.push_str(&function(package, *subject, number));
    }
    text
}

fn function(package: &Package<'_>, subject: Subject<'_, '_>, number: usize) -> String {
    let call = subject.call;
    let module = format!("{}::{}", package.target.path(), subject.group.module.code());
    let (method, path) = (&call.operation.method, &call.operation.path);
    format!(
        "\nasync fn operation{number}(answer: crate::support::Answer, is_strict: bool) -> String {{\n    \
         run::<{module}::{}>(\n        answer,\n        is_strict,\n        ({method:?}, {path:?}),\n        \
         |value| Box::pin(async move {{ {} }}),\n        |error| {},\n    )\n    .await\n}}\n",
        subject.name.code(),
        output(&module, subject.output),
        errors(package, call)
    )
}

/// The expression that writes an output.
fn output(module: &str, output: &Output<'_>) -> String {
    match output {
        Output::One(decoder, ty) => shown(*decoder, ty.is_some(), "", "value"),
        Output::Several(name, variants, _) => {
            let arms: String = variants
                .iter()
                .map(|variant| arm(&format!("{module}::{}", name.code()), variant))
                .collect();
            format!("match value {{ {arm}_ => plain(\"\") }}", arm = arms)
        }
    }
}

fn arm(owner: &str, variant: &OutputVariant<'_>) -> String {
    let name = variant.ident.code();
    let has_value = variant.ty.is_some()
        || matches!(
            variant.decoder,
            Decoder::Bytes | Decoder::ByteStream | Decoder::RawEvents
        );
    match has_value {
        false => format!("{owner}::{name} => plain({name:?}), "),
        true => format!(
            "{owner}::{name}(value) => {}, ",
            shown(variant.decoder, variant.ty.is_some(), &name, "value")
        ),
    }
}

/// The expression that writes what a decoder gives.
fn shown(decoder: Decoder, has_type: bool, variant: &str, value: &str) -> String {
    match decoder {
        Decoder::Json if has_type => format!("json_of({variant:?}, &{value})"),
        Decoder::Events
        | Decoder::WholeEvents
        | Decoder::ParsedEvents
        | Decoder::EnvelopedEvents => {
            format!("events({variant:?}, {value}).await")
        }
        Decoder::Lines | Decoder::Records => format!("lines({variant:?}, {value}).await"),
        _ => format!("plain({variant:?})"),
    }
}

/// The expression that writes a documented error.
fn errors(package: &Package<'_>, call: &Call<'_>) -> String {
    let set = call
        .errors
        .as_ref()
        .and_then(|(_, place)| package.error_sets.get(*place));
    let Some(set) = set else {
        return "plain(\"\")".to_owned();
    };
    let owner = format!("{}::errors::{}", package.target.path(), set.name.code());
    let arm = |case: &ErrorCase<'_>| {
        let name = case.ident.code();
        let is_json = case.decoder == Decoder::Json && case.ty.is_some();
        is_json.then(|| format!("{owner}::{name}(value) => json_of({name:?}, value), "))
    };
    let arms: String = set.cases.iter().filter_map(arm).collect();
    format!("match error {{ {arms}_ => plain(\"\") }}")
}

fn manifest(package: &Package<'_>, subjects: &[Subject<'_, '_>]) -> String {
    let features: BTreeSet<&str> = subjects
        .iter()
        .filter_map(|subject| package.features.get(subject.group.feature?))
        .map(|feature| feature.name.as_str())
        .collect();
    // What sends.
    let features: Vec<&str> = features.into_iter().chain(["rustls"]).collect();
    let features = match package.features.is_empty() {
        true => String::new(),
        false => format!(", default-features = false, features = {features:?}"),
    };
    format!(
        "[package]\nname = \"answers\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n\n\
         [dependencies]\n{CLIENT} = {{ path = \"../client\"{features} }}\nhttp = \"1\"\n\
         serde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n"
    )
}
