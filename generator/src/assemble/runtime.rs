//! The text of the runtime as a part of a client.

use crate::file_set::FileSet;
use crate::package::Target;

/// The text of the runtime, by the paths of its files, and its manifest.
pub(super) mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Parts of the runtime that not every client needs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// For bodies in XML.
    pub xml: bool,
    /// For responses that are events, lines or records, read one by one.
    pub streams: bool,
}

/// The gate before an item of the runtime that only clients with bodies in XML need.
const XML_GATE: &str = "#[cfg(feature = \"xml\")]\n";

/// The gate before an item of the runtime that only clients with streams need.
const STREAMS_GATE: &str = "// only with streams\n";

/// The files of the runtime that only clients with streams need.
const OF_STREAMS: [&str; 4] = [
    "event.rs",
    "event_stream.rs",
    "line_splitter.rs",
    "lines.rs",
];

impl Parts {
    /// Whether a file of the runtime is needed.
    fn has(self, name: &str) -> bool {
        (self.xml || !name.starts_with("xml/")) && (self.streams || !OF_STREAMS.contains(&name))
    }

    /// Removes the gates from a text of the runtime, together with the gated items that the client does not need.
    fn of(self, text: &str) -> String {
        let text = without_gate(text, XML_GATE, self.xml);
        without_gate(&text, STREAMS_GATE, self.streams)
    }
}

/// Removes a gate from a text wherever it stands, together with the item behind it unless the items are kept. A gated item
/// ends with the first `;` at the end of a line.
fn without_gate(text: &str, gate: &str, is_kept: bool) -> String {
    let mut pieces = text.split(gate);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.split_once(";\n").map_or("", |(_, rest)| rest);
        kept.push_str(if is_kept { piece } else { rest });
    }
    kept
}

/// Copies the runtime below a folder, so that the client does not depend on the crate `jackfield-runtime`.
pub(crate) fn runtime(files: &mut FileSet, folder: &str, target: &Target, parts: Parts) {
    let module = target.runtime_module();
    let module = module.trim_start_matches("crate::");
    for (name, text) in embedded::RUNTIME {
        if !parts.has(name) {
            continue;
        }
        let is_root = *name == "lib.rs";
        let name = if is_root { "mod.rs" } else { name };
        let mut text = parts.of(&as_module(text, module));
        if !target.is_crate() {
            text = without_features(&text);
            if is_root {
                text.insert_str(0, FEATURES_OF_OTHERS);
            }
        }
        files.insert(
            format!("{folder}runtime/{name}"),
            copied(&text, target.path()),
        );
    }
}

/// The attribute that silences the lint about unknown features: the code of the runtime tests features of its own crate,
/// which the user's crate need not have.
const FEATURES_OF_OTHERS: &str = "#![allow(unexpected_cfgs)]\n\n";

/// The attribute of an item that is always compiled where the runtime is part of a module in the user's crate.
const ALWAYS: &str = "#[cfg(feature = \"reqwest\")]";

/// The attributes of items that are left out where the runtime is part of a module in the user's crate.
const NEVER: [&str; 2] = [
    "#[cfg(not(feature = \"reqwest\"))]",
    "#[cfg(feature = \"rustls-ring\")]",
];

/// Removes the conditions on features from a text of the runtime, for a module of the user's crate, which does not have the
/// features of a client: the transport over reqwest is always there, with its default TLS.
pub(crate) fn without_features(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let written = line.trim_start();
        if NEVER.contains(&written) {
            // Its docs go too, and its end is the first line that is no deeper and ends something.
            while kept
                .last()
                .is_some_and(|line| line.trim_start().starts_with("///"))
            {
                kept.pop();
            }
            let indent = line.len() - written.len();
            let ends = |line: &str| {
                line.len() - line.trim_start().len() == indent && line.ends_with([';', '}'])
            };
            let _end = lines.find(|line| ends(line));
        } else if written != ALWAYS && !(line.is_empty() && kept.last() == Some(&"")) {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}

/// The prefix of a line that is a comment in the crate of the runtime, and code where the runtime is a module.
const EMBEDDED: &str = "// embedded: ";

/// Turns a text of the crate `jackfield-runtime` into one of a module of another crate: its macros are not exported, but
/// named by paths, and `$crate` in them leads to the module.
fn as_module(text: &str, module: &str) -> String {
    text.replace(EMBEDDED, "")
        .replace(
            "#[doc(hidden)]\n#[macro_export]\n",
            "#[allow(unused_macros, reason = \"not every client uses all of these\")]\n",
        )
        .replace("$crate::", &format!("$crate::{module}::"))
}

/// Returns a file of the runtime as it is written into a client: with a header, and with examples that use the path of the
/// client's own copy.
fn copied(text: &str, crate_name: &str) -> String {
    let header =
        "// @generated by `jackfield generate` from the runtime of Jackfield. Do not edit.\n\n";
    format!(
        "{header}{}",
        text.replace("jackfield_runtime::", &format!("{crate_name}::runtime::"))
    )
}

#[cfg(test)]
mod tests {
    use super::{OF_STREAMS, Parts, STREAMS_GATE, XML_GATE, embedded, runtime};
    use crate::file_set::FileSet;
    use crate::package::Target;

    #[test]
    fn a_client_has_the_parts_that_it_needs() {
        for (xml, streams) in [(false, false), (false, true), (true, false), (true, true)] {
            let mut files = FileSet::default();
            let parts = Parts { xml, streams };
            runtime(&mut files, "src/", &Target::new("client"), parts);
            let has = |name: &str| files.0.contains_key(&format!("src/runtime/{name}"));
            assert_eq!(has("xml/mod.rs"), xml);
            for name in OF_STREAMS {
                assert_eq!(has(name), streams, "{name}");
            }
            let text: String = files.texts().collect();
            assert_eq!(text.contains("mod event_stream;"), streams);
            assert_eq!(text.contains("EVENT_PAUSE: Duration"), streams);
            assert!(!text.contains(STREAMS_GATE) && !text.contains(XML_GATE));
        }
    }

    #[test]
    fn files_that_may_be_left_out_are_there() {
        for name in OF_STREAMS {
            assert!(embedded::RUNTIME.iter().any(|(file, _)| *file == name));
        }
    }
}
