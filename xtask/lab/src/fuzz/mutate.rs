//! Inputs out of seeds: values are replaced, moved, repeated and nested; texts are cut and mixed.

use super::case::{BETWEEN, Case, Kind};
use super::one_in;
use jackfield::diagnostic::Diagnostics;
use jackfield::plan::Naming;
use jackfield::{Options, describe, source};
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Map, Value, json};

/// Texts that mean something to some reader.
const TEXTS: &[&str] = &[
    "",
    "#",
    "#/",
    "#/components/schemas/A",
    "other.yaml#/a",
    "../x",
    "https://a.example/",
    "self",
    "crate",
    "//",
    "/*",
    "*/",
    "]]>",
    "{id}",
    "%2e%2e",
    "\u{0}",
    "\u{202e}",
    "\u{1b}[2J",
    "\r\n",
    "$.paths[?@.get]",
    "$..*",
    "1e999",
    "true",
    "null",
    "r#\"",
    "```",
    "![x](https://a.example/)",
    "aux",
    "Self",
    "into",
    "١",
];

/// Names that documents give a meaning.
const KEYS: &[&str] = &[
    "$ref",
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "const",
    "discriminator",
    "required",
    "additionalProperties",
    "format",
    "default",
    "paths",
    "get",
    "post",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "application/json",
    "text/event-stream",
    "200",
    "default",
    "components",
    "schemas",
    "servers",
    "variables",
    "security",
    "x-jackfield-pagination",
    "target",
    "update",
    "remove",
    "copy",
    "actions",
    "mapping",
    "propertyName",
    "xml",
];

pub(super) fn case(kind: Kind, seeds: &[Vec<u8>], random: &mut StdRng) -> Case {
    let text = match kind {
        Kind::Document => document(seeds, random),
        Kind::Files | Kind::Overlay => {
            [document(seeds, random), document(seeds, random)].join(BETWEEN)
        }
        Kind::Lock => {
            let document = document(seeds, random);
            let lock = lock(&document, random);
            [document, lock].join(BETWEEN)
        }
        Kind::Settings => broken(settings(random).into_bytes(), random),
        Kind::Parts => parts(random),
        Kind::Json => broken(value(random, 6).to_string().into_bytes(), random),
        Kind::Xml => broken(xml(random, 6).into_bytes(), random),
        Kind::Events => broken(events(random).into_bytes(), random),
        Kind::Lines => {
            let lines: Vec<String> = (0..random.random_range(0..6))
                .map(|_| value(random, 3).to_string())
                .collect();
            broken(lines.join("\n").into_bytes(), random)
        }
    };
    Case { kind, text }
}

/// The lock that a document gives, with names that are others', that clash, or that are none.
fn lock(document: &[u8], random: &mut StdRng) -> Vec<u8> {
    let mut diagnostics = Diagnostics::default();
    let text = String::from_utf8_lossy(document).into_owned();
    let source = source::read("openapi.yaml", text, &mut diagnostics);
    let described = describe(
        source,
        diagnostics,
        &Options {
            naming: Some(Naming::default()),
            ..Options::default()
        },
    );
    let mut lock = described.lock;
    let entries: Vec<(String, String)> = lock
        .iter()
        .map(|(entry, value)| (entry.to_owned(), value.to_owned()))
        .collect();
    for (entry, _) in &entries {
        match random.random_range(0..6) {
            0 => lock.remove(entry),
            1 => {
                let text = pick(TEXTS, random).copied().unwrap_or_default();
                lock.insert(entry.clone(), text.to_owned());
            }
            2 => {
                let other = pick(&entries, random).map(|(_, value)| value.clone());
                lock.insert(entry.clone(), other.unwrap_or_default());
            }
            _ => {}
        }
    }
    broken(lock.render().into_bytes(), random)
}

/// Settings of some of the keys there are, and of values that may not be theirs.
fn settings(random: &mut StdRng) -> String {
    const LINES: &[&str] = &[
        "[client.lines]",
        "[client]",
        "[client.\"a b\".select]",
        "[client.lines.names]",
        "[client.lines.manifest]",
        "[[client]]",
        "document = \"openapi.yaml\"",
        "output = \"clients/lines\"",
        "overlays = [\"a.yaml\"]",
        "module = \"shop::api::lines\"",
        "runtime = \"crate\"",
        "reading = \"strict\"",
        "strict = true",
        "select = { include = [{ tag = \"*\" }] }",
        "version = \"1.0.0\"",
        "workspace = true",
    ];
    let mut text = String::new();
    for _ in 0..random.random_range(0..10) {
        let line = pick(LINES, random).copied().unwrap_or_default();
        match (one_in(random, 4), line.split_once('=')) {
            (true, Some((key, _))) => text.push_str(&format!("{key}= {}", value(random, 2))),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// Lines of texts that mean something in headers, some of them broken.
fn parts(random: &mut StdRng) -> Vec<u8> {
    const MORE: &[&str] = &[
        "text/plain",
        "x-a",
        "content-disposition",
        "a\rb: c",
        "\"; name=\"b",
        "--",
        "jackfield-",
    ];
    let lines: Vec<&str> = (0..7)
        .map(|_| {
            let from = if one_in(random, 2) { TEXTS } else { MORE };
            pick(from, random).copied().unwrap_or_default()
        })
        .collect();
    broken(lines.join("\n").into_bytes(), random)
}

fn pick<'a, T>(from: &'a [T], random: &mut StdRng) -> Option<&'a T> {
    from.get(random.random_range(0..from.len().max(1)))
}

/// A seed with some of its nodes changed.
fn document(seeds: &[Vec<u8>], random: &mut StdRng) -> Vec<u8> {
    let seed = pick(seeds, random).cloned().unwrap_or_default();
    let Ok(mut tree) = serde_yaml::from_slice::<Value>(&seed) else {
        return broken(seed, random);
    };
    let donor = pick(seeds, random)
        .and_then(|seed| serde_yaml::from_slice::<Value>(seed).ok())
        .unwrap_or_default();
    for _ in 0..random.random_range(1..6) {
        change(&mut tree, &donor, random);
    }
    let text = tree.to_string().into_bytes();
    if one_in(random, 8) {
        broken(text, random)
    } else {
        text
    }
}

/// Where some node of a tree is. Every depth has its turn.
fn place(tree: &Value, random: &mut StdRng) -> String {
    let (mut node, mut pointer) = (tree, String::new());
    while !one_in(random, 7) {
        let next = match node {
            Value::Object(members) => {
                let member = members
                    .iter()
                    .nth(random.random_range(0..members.len().max(1)));
                member.map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            }
            Value::Array(items) => {
                let at = random.random_range(0..items.len().max(1));
                items.get(at).map(|value| (at.to_string(), value))
            }
            _ => None,
        };
        let Some((key, value)) = next else { break };
        pointer.push('/');
        pointer.push_str(&key);
        node = value;
    }
    pointer
}

/// Changes one node somewhere in a tree.
fn change(tree: &mut Value, donor: &Value, random: &mut StdRng) {
    let place = place(tree, random);
    let Some(node) = tree.pointer_mut(&place) else {
        return;
    };
    match random.random_range(0..8) {
        0 => *node = value(random, 3),
        1 => *node = json!({ "$ref": pick(TEXTS, random) }),
        2 => *node = part(donor, random),
        3 => *node = json!({ "allOf": [node.take(), part(donor, random)] }),
        4 => *node = Value::Array(vec![node.clone(); 3]),
        5 => *node = nested(node.take(), random),
        6 => {
            if let Value::Object(members) = node {
                let key = pick(KEYS, random).copied().unwrap_or_default();
                members.insert(key.to_owned(), part(donor, random));
            }
        }
        _ => {
            if let Value::Object(members) = node
                && let Some(key) = members
                    .keys()
                    .nth(random.random_range(0..members.len().max(1)))
                    .cloned()
                && let Some(member) = members.remove(&key)
            {
                let other = pick(TEXTS, random).copied().unwrap_or_default();
                members.insert(other.to_owned(), member);
            }
        }
    }
}

/// Something out of another document.
fn part(donor: &Value, random: &mut StdRng) -> Value {
    let mut node = donor;
    while !one_in(random, 5) {
        let next = match node {
            Value::Object(members) => members
                .values()
                .nth(random.random_range(0..members.len().max(1))),
            Value::Array(items) => pick(items, random),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node.clone()
}

/// A node in many others.
fn nested(mut node: Value, random: &mut StdRng) -> Value {
    let key = pick(KEYS, random).copied().unwrap_or_default();
    for _ in 0..random.random_range(1..120) {
        node = match one_in(random, 2) {
            true => Value::Array(vec![node]),
            false => Value::Object(Map::from_iter([(key.to_owned(), node)])),
        };
    }
    node
}

fn value(random: &mut StdRng, depth: u32) -> Value {
    match random.random_range(0..if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => json!(one_in(random, 2)),
        2 => json!(random.random::<i64>()),
        3 => json!(random.random::<f64>() * 1e300),
        4 | 5 => json!(pick(TEXTS, random)),
        6 => (0..random.random_range(0..4))
            .map(|_| value(random, depth - 1))
            .collect(),
        _ => Value::Object(
            (0..random.random_range(0..4))
                .map(|_| {
                    let names = if one_in(random, 2) { TEXTS } else { KEYS };
                    (
                        pick(names, random).copied().unwrap_or_default().to_owned(),
                        value(random, depth - 1),
                    )
                })
                .collect(),
        ),
    }
}

fn xml(random: &mut StdRng, depth: u32) -> String {
    if depth == 0 || one_in(random, 4) {
        let texts = [
            "",
            "a",
            "&amp;",
            "&#13;",
            "&#0;",
            "&x;",
            "<![CDATA[a]]>",
            "<!-- -->",
            "<?a?>",
            "]]>",
            "1e999",
            "\u{0}",
        ];
        return pick(&texts, random).copied().unwrap_or_default().to_owned();
    }
    let names = ["a", "b:c", "é", "xsi:nil", "_", "1"];
    let name = pick(&names, random).copied().unwrap_or_default();
    let attribute = pick(
        &[
            "",
            " a='1'",
            " a=\"&#10;\"",
            " xsi:nil='true'",
            " a='' a=''",
            " b",
        ],
        random,
    )
    .copied()
    .unwrap_or_default();
    let content: String = (0..random.random_range(0..4))
        .map(|_| xml(random, depth - 1))
        .collect();
    format!("<{name}{attribute}>{content}</{name}>")
}

fn events(random: &mut StdRng) -> String {
    let mut text = String::new();
    for _ in 0..random.random_range(0..30) {
        let line = [
            "data: a",
            "data",
            "data: {\"a\":1}",
            "id: 1",
            "id: \u{0}",
            "event: x",
            "retry: 0",
            "retry: 99999999999999999999",
            ": c",
            "",
            "\u{feff}data: b",
            "data:",
        ];
        text.push_str(pick(&line, random).copied().unwrap_or_default());
        text.push_str(
            pick(&["\n", "\r", "\r\n", "\n\n"], random)
                .copied()
                .unwrap_or_default(),
        );
    }
    text
}

/// A text with some of its bytes changed, cut off or repeated.
fn broken(mut text: Vec<u8>, random: &mut StdRng) -> Vec<u8> {
    for _ in 0..random.random_range(0..4) {
        let at = random.random_range(0..=text.len());
        match random.random_range(0..4) {
            0 => text.truncate(at),
            1 => text.insert(at, random.random()),
            2 => drop(text.drain(at..(at + 3).min(text.len()))),
            _ => {
                let end = (at + random.random_range(0..40)).min(text.len());
                let piece = text
                    .get(at..end)
                    .unwrap_or_default()
                    .repeat(random.random_range(1..50));
                text.splice(at..at, piece);
            }
        }
    }
    text
}
