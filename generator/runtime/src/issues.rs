//! The issues of a response: the places where it is not as the document says.

use std::fmt;
use std::sync::Arc;

use http::Method;

use super::json::{Issue, Told};
use super::limits::JSON_VALUES;

/// A function that is called with the issues of a response.
pub(crate) type Hook = Arc<dyn Fn(&Issues) + Send + Sync>;

/// How answers are read.
#[derive(Clone)]
pub(crate) struct Reading {
    /// Whether an answer that is not as documented is an error.
    pub(crate) is_strict: bool,
    /// How many values a JSON text may have.
    pub(crate) most_values: usize,
    pub(crate) hook: Option<Hook>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            is_strict: false,
            most_values: JSON_VALUES,
            hook: None,
        }
    }
}

/// The places where one response was not as the document says. Most such responses are read all the same; if one could
/// not be read, the last issue says why.
///
/// `Display` writes it as one line of JSON, which `jackfield overlay --from` reads: the operation, the status, the
/// media type, and for each issue its place, what was expected and what was found. It contains no values, except words
/// and numbers that an enum of the document does not list.
///
/// A client can write these lines to a file, by which its document is corrected:
///
/// ```
/// use std::io::Write as _;
/// use std::sync::Mutex;
/// use jackfield_runtime::Issues;
///
/// fn to_file(file: std::fs::File) -> impl Fn(&Issues) + Send + Sync + 'static {
///     let file = Mutex::new(file);
///     move |issues| {
///         if let Ok(mut file) = file.lock() {
///             let _ = writeln!(file, "{issues}");
///         }
///     }
/// }
/// // Client::builder().on_issues(to_file(file)), then: jackfield overlay openapi.yaml --from issues.jsonl
/// ```
#[derive(Clone)]
pub struct Issues {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) status: u16,
    pub(crate) media_type: Option<String>,
    pub(crate) told: Told,
}

impl Issues {
    /// The method of the operation.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path of the operation, as the document writes it.
    pub fn path(&self) -> &'static str {
        self.template
    }

    /// The status of the answer.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The issues, the first hundred of them.
    pub fn issues(&self) -> &[Issue] {
        &self.told.issues
    }

    /// How many there are in all.
    pub fn count(&self) -> usize {
        self.told.count
    }
}

impl fmt::Display for Issues {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let issues: Vec<serde_json::Value> = self
            .told
            .issues
            .iter()
            .map(|issue| {
                let mut line = serde_json::json!({
                    "pointer": issue.pointer(),
                    "expected": issue.expected(),
                    "found": issue.found(),
                });
                if let (Some(line), Some(value)) = (line.as_object_mut(), issue.value()) {
                    line.insert("value".to_owned(), value.into());
                }
                line
            })
            .collect();
        let line = serde_json::json!({
            "method": self.method(),
            "path": self.template,
            "status": self.status,
            "type": self.media_type,
            "count": self.told.count,
            "issues": issues,
        });
        write!(formatter, "{line}")
    }
}

impl fmt::Debug for Issues {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Issues({self})")
    }
}
