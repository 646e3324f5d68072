//! The README of a new crate.

use super::MANIFEST;
use crate::emit::Shown;
use crate::generate::Generated;
use crate::package::Feature;

/// The README of the crate of this name.
pub(crate) fn readme(name: &str, generated: &Generated) -> String {
    let usage = &generated.usage;
    let mut text = format!("# {name}\n\n");
    let what = match usage.groups.is_empty() {
        true => "The types of",
        false => "A client of",
    };
    if let Some(description) = usage.description.as_deref().filter(|said| !said.is_empty()) {
        text.push_str(&format!("{description}\n\n"));
    }
    let title = &usage.title;
    text.push_str(&format!(
        "{what} {title}, made of its OpenAPI document by Jackfield.\n"
    ));
    match usage.groups.is_empty() {
        true => text.push_str(&types(name)),
        false => client(&mut text, name, generated),
    }
    text.push_str(&features(name, &generated.features));
    text.push_str(&format!(
        "\n## Bringing it up to date\n\n`jackfield generate` makes the client anew by the `jackfield.toml` that names it. \
         What it writes is listed in\n`{MANIFEST}`. This file, `Cargo.toml` but for what stands between its marks, and files \
         of your own are left alone.\n"
    ));
    text
}

/// The text that stands in place of a usage guide where the document has no operations.
fn types(name: &str) -> String {
    let module = name.replace('-', "_");
    format!(
        "\nIt has no operations, so there are types and no client: they are in `{module}::types`, with the traits of serde.\n"
    )
}

/// Adds the sections about the use of the client.
fn client(text: &mut String, name: &str, generated: &Generated) {
    text.push_str("\n## A call\n\n");
    text.push_str(&call(name, generated));
    text.push_str(&authentication(generated));
    text.push_str(&errors(name, generated));
    text.push_str(&listing(name, generated));
    text.push_str(&streaming(name, generated));
    text.push_str(&retry(name));
    text.push_str(&watching(name));
    text.push_str(ANSWERS);
    text.push_str(&tests(name, generated));
}

/// The example, a function that compiles.
fn call(name: &str, generated: &Generated) -> String {
    let (module, usage) = (name.replace('-', "_"), &generated.usage);
    let given = parameters(&usage.call).join(", ");
    let mut builder = String::new();
    if usage.server.is_none() {
        builder.push_str("\n        .base_url(\"https://api.example.com\")");
    }
    if let Some((credential, _)) = usage.credentials.first() {
        builder.push_str(&format!("\n        {credential}"));
    }
    let end = if builder.is_empty() {
        ".build()?;"
    } else {
        "\n        .build()?;"
    };
    let mut text = format!(
        "```rust,no_run\nasync fn example({given}) -> {module}::Result<()> {{\n    let client = {module}::Client::builder(){builder}{end}\n"
    );
    for statement in &usage.call.statements {
        text.push_str(&format!("    {statement}\n"));
    }
    let last = usage.call.statements.last();
    if last.is_some_and(|last| last.starts_with("let result")) {
        text.push_str("    println!(\"{result:?}\");\n");
    }
    text.push_str(
        "    Ok(())\n}\n```\n\nWhat a call must have are arguments of its method; what it may have are methods before `.await`. \
         `cargo doc --open`\nshows every group, operation and type, each operation with an example.\n",
    );
    text
}

fn authentication(generated: &Generated) -> String {
    let usage = &generated.usage;
    let mut text = String::new();
    if usage.credentials.is_empty() {
        return text;
    }
    text.push_str("\n## Authentication\n\nOf the builder:\n\n");
    for (call, what) in &usage.credentials {
        text.push_str(&format!("- `{call}`: {what}\n"));
    }
    text.push_str(
        "\nAn operation whose needs no given credential meets is an error before anything is sent. Credentials go to the \
         servers\nof the client only, and `Debug` does not show them.\n",
    );
    text
}

fn errors(name: &str, generated: &Generated) -> String {
    let module = name.replace('-', "_");
    let mut text = "\n## Errors\n\nEach call gives an error that keeps status, headers and body of the answer; `?` makes one type of \
                    them, `Error`. It\nsays what happened: `is_timeout`, `is_connect`, `is_auth`, `is_api`, `status`, \
                    `server_message`, `request_id`.\n"
        .to_owned();
    if let Some(path) = &generated.usage.errors {
        text.push_str(&format!(
            "What the document describes is typed:\n\n```rust,no_run\nfn explain(error: &{module}::Error) {{\n    \
             match error.documented::<{path}>() {{\n        Some(documented) => println!(\"{{documented:?}}\"),\n        \
             None => println!(\"{{error}}\"), // time-out, undocumented status, unreadable body ...\n    }}\n}}\n```\n"
        ));
    }
    text
}

/// The values that an example leaves to its reader, as parameters of a function.
fn parameters(shown: &Shown) -> Vec<String> {
    let given = shown.given.iter();
    given.map(|(name, ty)| format!("{name}: {ty}")).collect()
}

/// A function of an example, which is given the client.
fn function(module: &str, name: &str, shown: &Shown) -> String {
    let client = format!("client: &{module}::Client");
    let parameters = [vec![client], parameters(shown)].concat().join(", ");
    let statements = shown.statements.iter();
    let statements: String = statements.map(|line| format!("    {line}\n")).collect();
    format!(
        "```rust,no_run\nasync fn {name}({parameters}) -> {module}::Result<()> {{\n{statements}    Ok(())\n}}\n```\n"
    )
}

/// The section about listings of several pages; empty if there are none.
fn listing(name: &str, generated: &Generated) -> String {
    let Some(shown) = &generated.usage.listing else {
        return String::new();
    };
    format!(
        "\n## Listings\n\nAwaiting a listing gives one page. `items` gives the items of all pages, which are asked for as they are \
         needed, and\n`pages` the pages; both are streams.\n\n{}",
        function(&name.replace('-', "_"), "all", shown)
    )
}

/// The section about answers that arrive piece by piece; empty if there are none.
fn streaming(name: &str, generated: &Generated) -> String {
    let Some(shown) = &generated.usage.stream else {
        return String::new();
    };
    format!(
        "\n## Streaming\n\nWhat arrives piece by piece is given so:\n\n{}",
        function(&name.replace('-', "_"), "pieces", shown)
    )
}

/// The section about requests that are sent again.
fn retry(name: &str) -> String {
    let module = name.replace('-', "_");
    format!(
        "\n## Retry\n\nConnections that fail, and answers 429, 502, 503 and 504 to calls that may be repeated, are tried again, \
         after the time\nthat the server asks for. The builder takes another policy for all calls, `with(CallOptions)` one for a \
         single call:\n\n```rust,no_run\nfn patient() -> {module}::Result<{module}::Client> {{\n    \
         let policy = {module}::RetryPolicy::default().max_retries(5).statuses([429, 503]);\n    \
         {module}::Client::builder().retry(policy).build()\n}}\n```\n"
    )
}

/// The section about observing calls: spans of `tracing`, and hooks.
fn watching(name: &str) -> String {
    let module = name.replace('-', "_");
    format!(
        "\n## Tracing\n\nWith the feature `tracing` each call has a span, and in it each attempt one by OpenTelemetry's conventions for \
         HTTP clients;\nthere are no values of paths, queries and headers in them. Without it, hooks are told of every answer:\n\n\
         ```rust,no_run\nfn watched() -> {module}::Result<{module}::Client> {{\n    {module}::Client::builder()\n        \
         .on_response(|response| {{\n            if let Some(left) = response.header(\"x-ratelimit-remaining\") {{\n                \
         println!(\"{{left}} calls are left\");\n            }}\n        }})\n        .build()\n}}\n```\n"
    )
}

const ANSWERS: &str = "\n## Answers that are not as documented\n\nThey are read as servers give them: what the document \
    requires and a server leaves out is empty, and each such place\nis told by `Response::issues()` and the builder's \
    `on_issues`; `strict()` makes it an error. What `on_issues` gives,\nwritten to a file line by line, becomes corrections \
    of the document by `jackfield overlay --from FILE`.\n";

/// The section about tests of a program that uses the client.
fn tests(name: &str, generated: &Generated) -> String {
    let (module, shown) = (name.replace('-', "_"), &generated.usage.call);
    let given = parameters(shown).join(", ");
    // The test is about what is sent.
    let statements = shown.statements.iter();
    let statements = statements.map(|line| line.strip_prefix("let result = ").unwrap_or(line));
    let statements: String = statements.map(|line| format!("    {line}\n")).collect();
    let url = match generated.usage.server {
        Some(_) => "",
        None => ".base_url(\"https://api.example.com\")",
    };
    format!(
        "\n## Tests of a program\n\nThe feature `testing`, in `[dev-dependencies]`, has a transport without a network. It answers every \
         operation with a valid\nvalue, and what a rule says otherwise; a request that nothing answers is an error which says how it \
         differs.\n\n```rust,no_run\nasync fn tested({given}) -> {module}::Result<()> {{\n    \
         use {module}::runtime::testing::{{Mock, Reply}};\n\n    let mock = Mock::from_examples::<{module}::Client>();\n    \
         let busy = mock.when(|request| request.method() == \"DELETE\").reply_with(Reply::status(503));\n    \
         let client = {module}::Client::builder(){url}.transport(mock.clone()).build()?;\n{statements}    \
         assert_eq!(mock.requests().len(), 1);\n    busy.assert_called(0);\n    Ok(())\n}}\n```\n\n\
         `mock.on::<T>()` is for one operation, by the type that its method gives; `path`, `query`, `json` and `body` say which of its\n\
         calls, and `replies` what it answers one call after the other. Values of any type, of received ones too, are made by\nchanging \
         the fields of `T::example()`, of the trait `runtime::testing::Example`. A value whose schema asks for what none is\nmade by, \
         as a pattern with a look-ahead or `not`, is a guess: `testing.rs` says so beside it.\n"
    )
}

/// The section about the features of the crate.
fn features(name: &str, features: &[Feature]) -> String {
    let mut text = "\n## Features\n\n| feature | what it gives |\n|---|---|\n".to_owned();
    for feature in features {
        let groups: Vec<String> = feature
            .groups
            .iter()
            .map(|group| format!("`{group}`"))
            .collect();
        let groups = match groups.as_slice() {
            [] => "types that no operation uses".to_owned(),
            groups => groups.join(", "),
        };
        text.push_str(&format!("| `{}` | {groups} |\n", feature.name));
    }
    text.push_str(
        "| `jiff` | conversions of dates and times |\n| `gzip` | compressed answers |\n| `tracing` | spans of calls |\n\
         | `testing` | a transport without a network, for tests of programs: `runtime::testing` |\n\
         | `blocking` | calls that block: `send_blocking` |\n| `ureq` | a transport without an async runtime |\n\
         | `oauth` | tokens that a user grants: `runtime::oauth` |\n",
    );
    if let Some(first) = features.first() {
        text.push_str(&format!(
            "\nThe groups of operations are all on by default. What is left out is not compiled:\n\n\
             ```toml\n{name} = {{ version = \"0.1\", default-features = false, features = [{:?}] }}\n```\n",
            first.name
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::readme;
    use crate::package::Target;

    fn of(paths: &str) -> String {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{ title: Lines, version: '1' }}\npaths: {paths}\ncomponents:\n  schemas:\n    \
             Line: {{ type: object, properties: {{ id: {{ type: string }} }} }}\n"
        );
        readme(
            "lines-types",
            &crate::generate("a.yaml", text, &Target::new("lines-types")),
        )
    }

    #[test]
    fn nothing_is_called_where_there_are_no_operations() {
        let types = of("{}");
        assert!(
            types.contains("they are in `lines_types::types`"),
            "{types}"
        );
        assert!(types.contains("The types of Lines, made"), "{types}");
        assert!(!types.contains("Client"), "{types}");
        let client = of("{ /a: { get: { responses: { '204': { description: '' } } } } }");
        assert!(
            client.contains("lines_types::Client::builder()"),
            "{client}"
        );
        assert!(
            !client.contains("there are types and no client"),
            "{client}"
        );
    }
}
