//! What openapi-core is known to say wrongly, by kind: `xtask/lab/decoder/limits.yaml`.

use crate::conformance::judge::is_like;
use crate::workspace::at;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fs;
use std::io;
use std::path::Path;

/// Something that is refused or read otherwise although it is right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limit {
    /// What is said, each with `*` for anything.
    says: Vec<String>,
    /// The parameters that it is said of: place, style, whether it explodes, type.
    parameter: Map<String, Value>,
    /// The value that was given, if it is said of that one alone.
    given: Option<Value>,
    /// Why openapi-core is wrong.
    pub(super) reason: String,
    /// Where in its source that is seen.
    pub(super) source: String,
}

/// A place where what was decoded is not what was given.
#[derive(Debug, Deserialize)]
pub(super) struct Wrong {
    pub(super) request: usize,
    pub(super) text: String,
    /// Place, style and type of the parameter, if it is about one.
    pub(super) parameter: Option<Map<String, Value>>,
    pub(super) given: Value,
}

/// Reads the list.
pub(super) fn read(own: &Path) -> io::Result<Vec<Limit>> {
    let path = own.join("limits.yaml");
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    serde_yaml::from_str(&text).map_err(|error| io::Error::other(format!("limits.yaml: {error}")))
}

impl Limit {
    /// Whether it is what was said.
    pub(super) fn is(&self, wrong: &Wrong) -> bool {
        let is_of = |parameter: &Map<String, Value>| {
            let mut facts = self.parameter.iter();
            facts.all(|(name, value)| parameter.get(name) == Some(value))
        };
        wrong.parameter.as_ref().is_some_and(is_of)
            && self
                .given
                .as_ref()
                .is_none_or(|given| *given == wrong.given)
            && self.says.iter().any(|says| is_like(says, &wrong.text))
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Wrong};
    use serde_json::{Value, from_value, json};

    fn wrong(text: &str, parameter: &Value, given: &Value) -> Wrong {
        let wrong = json!({ "request": 0, "text": text, "parameter": parameter, "given": given });
        from_value(wrong).unwrap()
    }

    /// What is said of another parameter, of another value or otherwise stays wrong.
    #[test]
    fn a_limit_is_of_its_kind_alone() {
        let limit: Limit = from_value(json!({
            "says": ["a * b"], "parameter": { "in": "query", "explode": true }, "given": "", "reason": "", "source": "",
        }))
        .unwrap();
        let own = json!({ "in": "query", "explode": true, "style": "form" });
        assert!(limit.is(&wrong("a 1 b", &own, &json!(""))));
        assert!(!limit.is(&wrong("a 1 c", &own, &json!(""))));
        assert!(!limit.is(&wrong("a 1 b", &own, &json!("x"))));
        assert!(!limit.is(&wrong("a 1 b", &json!({ "in": "query" }), &json!(""))));
        assert!(!limit.is(&wrong("a 1 b", &Value::Null, &json!(""))));
    }
}
