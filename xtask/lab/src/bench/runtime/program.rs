//! The measured programs, put together from texts.

use super::derive::Derive;
use jackfield::api::{Text, Type};
use jackfield::package::{Call, Decoder, Group, Item, Output, Package, Passing};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

/// How the generated client is made.
const CLIENT: &str = "let client = bench_client::Client::builder().base_url(&url).header(\"authorization\", \"Bearer token\").build()";

/// An operation as it is called by both programs.
pub(super) struct Case<'p> {
    /// `GET /path`.
    pub(super) wire: String,
    /// The group and its feature, if it has one.
    pub(super) feature: Option<String>,
    /// What it gives back.
    pub(super) ty: &'p Type,
    /// The call of the generated client.
    pub(super) generated: String,
    /// The type of the generated client.
    pub(super) generated_type: String,
    /// Path and query, with all arguments filled in.
    pub(super) target: String,
}

/// Finds an operation that is written `GET /path`.
pub(super) fn case<'p>(package: &'p Package<'_>, wire: &str) -> io::Result<Case<'p>> {
    let all = package
        .groups
        .iter()
        .flat_map(|group| group.calls.iter().map(move |call| (group, call)));
    let is_wanted = |call: &Call<'_>| {
        wire.split_once(' ') == Some((&call.operation.method, &call.operation.path))
    };
    let found = all.into_iter().find(|(_, call)| is_wanted(call));
    let (group, call) =
        found.ok_or_else(|| io::Error::other(format!("there is no operation {wire:?}")))?;
    let Output::One(Decoder::Json, Some(ty)) = call.output else {
        return Err(io::Error::other(format!("{wire}: the result is not JSON")));
    };
    let (arguments, target) = arguments(package, group, call)?;
    let feature = group
        .feature
        .and_then(|index| Some(package.features.get(index)?.name.clone()));
    Ok(Case {
        wire: wire.to_owned(),
        feature,
        ty,
        generated: invocation(group, call, &arguments),
        generated_type: path(package, ty),
        target,
    })
}

fn invocation(group: &Group<'_>, call: &Call<'_>, arguments: &str) -> String {
    let (group, method) = (group.module.code(), call.method.code());
    format!("client.{group}().{method}({arguments})")
}

/// What a call must give, as arguments and as a target of HTTP.
fn arguments(
    package: &Package<'_>,
    group: &Group<'_>,
    call: &Call<'_>,
) -> io::Result<(String, String)> {
    let mut target = call.operation.path.clone();
    let mut query = Vec::new();
    let (mut values, mut fields) = (Vec::new(), Vec::new());
    for (place, argument) in call.required().enumerate() {
        let (code, text) = match package.resolve(argument.ty) {
            Type::String(Text::Plain) => ("\"one\"", "one"),
            Type::Integer(_) => ("1", "1"),
            _ => {
                let message = format!("{}: an argument is no text or number", argument.ident);
                return Err(io::Error::other(message));
            }
        };
        match place < call.arguments.len() {
            true => values.push(code.to_owned()),
            false => fields.push(format!("{}: {code}", argument.ident.code())),
        }
        match &argument.passing {
            Passing::Path(name, _) => target = target.replace(&format!("{{{name}}}"), text),
            Passing::Query(name, _) => query.push(format!("{name}={text}")),
            _ => {
                let message = format!("{}: neither in path nor query", argument.ident);
                return Err(io::Error::other(message));
            }
        }
    }
    values.extend(call.named.iter().map(|named| {
        let (module, name) = (group.module.code(), named.name.code());
        format!(
            "{}::{module}::{name} {{ {} }}",
            package.target.path(),
            fields.join(", ")
        )
    }));
    if !query.is_empty() {
        target = format!("{target}?{}", query.join("&"));
    }
    Ok((values.join(", "), target))
}

/// A type of the generated client.
fn path(package: &Package<'_>, ty: &Type) -> String {
    match package.resolve(ty) {
        Type::Array(item) => format!("Vec<{}>", path(package, item)),
        Type::Defined(id) => match package.item(*id) {
            Some(item) if !matches!(item.item, Item::Transparent(_)) => {
                format!("{}::types::{}", package.target.path(), item.name.code())
            }
            _ => "serde_json::Value".to_owned(),
        },
        _ => "serde_json::Value".to_owned(),
    }
}

/// The module of the types by hand, with an alias for the result of each case.
pub(super) fn hand(package: &Package<'_>, cases: &[Case<'_>]) -> String {
    let mut derive = Derive::new(package);
    let mut aliases = String::new();
    for (index, case) in cases.iter().enumerate() {
        let ty = derive.ty(case.ty);
        let _ = writeln!(aliases, "pub type Case{index} = {ty};");
    }
    format!(
        "//! The types as a person would write them.\n\n{}\n{aliases}",
        derive.definitions()
    )
}

/// The lines that measure all cases.
pub(super) fn measures(cases: &[Case<'_>]) -> String {
    let mut out = String::new();
    for (index, case) in cases.iter().enumerate() {
        let ty = &case.generated_type;
        let _ = writeln!(
            out,
            "    values::<{ty}, hand::Case{index}>(&mut criterion, \"case{index}\", include_bytes!(\"../large{index}.json\"));
    {{
        let url = support::serve(include_bytes!(\"../small{index}.json\").to_vec());
        {CLIENT}.expect(\"a client\");
        let http = reqwest::Client::new();
        calls!(
            criterion,
            \"case{index}\",
            url,
            async {{ {}.await.expect(\"called\") }},
            async {{ {}.await.expect(\"called\") }}
        );
    }}",
            case.generated,
            by_hand(case, index)
        );
    }
    out
}

/// The call by what a person would write, see `xtask/lab/runtime/lib.rs`.
fn by_hand(case: &Case<'_>, index: usize) -> String {
    let target = &case.target;
    format!(
        "bench_runtime::get::<bench_runtime::hand::Case{index}>(&http, format!(\"{{url}}{target}\"))"
    )
}

/// A program that calls all cases by the generated client, and one that calls them by hand.
pub(super) fn binaries(cases: &[Case<'_>]) -> [(&'static str, String); 2] {
    let program = |client: &str, call: &dyn Fn(usize, &Case<'_>) -> String| {
        let calls: String = cases
            .iter()
            .enumerate()
            .map(|(index, case)| {
                format!("    println!(\"{{:?}}\", {}.await?);\n", call(index, case))
            })
            .collect();
        format!(
            "//! Calls a few operations.\n\n#[tokio::main(flavor = \"current_thread\")]\n\
             async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let url = std::env::args().nth(1).unwrap_or_default();\n    {client}\n{calls}    Ok(())\n}}\n"
        )
    };
    [
        (
            "generated",
            program(&format!("{CLIENT}?;"), &|_, case| case.generated.clone()),
        ),
        (
            "hand",
            program("let http = reqwest::Client::new();", &|index, case| {
                by_hand(case, index)
            }),
        ),
    ]
}

/// The dependency on the client, with no more of its features than the cases take.
pub(super) fn dependency(path: &str, package: &Package<'_>, cases: &[Case<'_>]) -> String {
    if package.features.is_empty() {
        return format!("bench-client = {{ path = {path:?} }}");
    }
    let features: BTreeSet<&String> = cases
        .iter()
        .filter_map(|case| case.feature.as_ref())
        .collect();
    let tls = "rustls".to_owned();
    let features: Vec<_> = features.into_iter().chain([&tls]).collect();
    format!(
        "bench-client = {{ path = {path:?}, default-features = false, features = {features:?} }}"
    )
}

/// The manifest of a program.
pub(super) fn manifest(name: &str, dependency: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{dependency}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt\", \"time\"] }}\n\n\
         [profile.release]\nstrip = true\n\n[workspace]\n"
    )
}

/// The manifest of the programs that measure.
pub(super) fn measures_manifest(dependency: &str) -> String {
    let more = "criterion = { version = \"0.8\", default-features = false, features = [\"cargo_bench_support\"] }\n\
                reqwest = { version = \"0.13\", default-features = false, features = [\"http2\", \"json\", \"rustls\"] }\n\
                serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    let manifest = manifest("bench-runtime", &format!("{dependency}\n{more}"));
    manifest + "\n[[bench]]\nname = \"measure\"\nharness = false\n"
}
