//! What is written otherwise in the program of a client, because its case says so.

use super::case::Case;
use super::client::operation;
use crate::calls;
use jackfield::package::Package;

/// What is written otherwise in the program of a client.
#[derive(Default)]
pub(crate) struct Changes<'c> {
    credentials: Option<&'c str>,
    servers: Option<&'c str>,
    /// The numbers of calls with the methods that ask for another representation.
    by: Vec<(usize, &'c str)>,
}

impl<'c> Changes<'c> {
    pub(super) fn of(case: &'c Case, package: &Package<'_>) -> Self {
        let known = calls::calls(package);
        let number = |wanted: &str| known.iter().position(|(_, call)| operation(call) == wanted);
        let by = case.calls.iter();
        let by = by.filter_map(|call| Some((number(&call.call)?, call.by.as_deref()?)));
        Self {
            credentials: case.credentials.as_deref(),
            servers: case.servers.as_deref(),
            by: by.collect(),
        }
    }

    pub(super) fn apply(&self, text: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        let mut number = None;
        for line in text.lines() {
            match line.trim_start() {
                start if start.starts_with(".credential(") && self.credentials.is_some() => {}
                ".all_servers(url)" if self.servers.is_some() => {
                    lines.extend(self.servers.map(|servers| format!("        {servers}")));
                }
                ".build()" => {
                    let credentials = self.credentials.map(|more| format!("        {more}"));
                    lines.extend(credentials);
                    lines.push(line.to_owned());
                }
                "send(call, given)" => {
                    let methods = self.by.iter().filter(|(call, _)| Some(*call) == number);
                    lines.extend(methods.map(|(_, method)| {
                        format!(
                            "    if given.has(\"{method}\") {{\n        return send(call.{method}(), given);\n    }}"
                        )
                    }));
                    lines.push(line.to_owned());
                }
                start => {
                    let name = start.strip_prefix("pub(crate) fn call");
                    let name = name.and_then(|name| name.split('(').next());
                    number = name.and_then(|name| name.parse().ok()).or(number);
                    lines.push(line.to_owned());
                }
            }
        }
        lines.join("\n") + "\n"
    }
}
