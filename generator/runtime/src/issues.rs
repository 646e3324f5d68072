//! What is told of answers that are not as their document says.

use std::fmt;
use std::sync::Arc;

use http::Method;

use super::json::{Issue, Told};

/// What is done with the issues of an answer.
pub(crate) type Hook = Arc<dyn Fn(&Issues) + Send + Sync>;

/// How answers are read.
#[derive(Clone, Default)]
pub(crate) struct Reading {
    /// Whether an answer that is not as documented is an error.
    pub(crate) is_strict: bool,
    pub(crate) hook: Option<Hook>,
}

/// Where one answer was not as the document says, and was read all the same.
///
/// It is shown and written as one line of JSON, which `jackfield overlay --from` reads: the operation, the status, the
/// media type, and of each issue where it is, what was expected and what came. Values are not in it.
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
                serde_json::json!({
                    "pointer": issue.pointer(),
                    "expected": issue.expected(),
                    "found": issue.found(),
                })
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
