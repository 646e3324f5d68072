//! The JSON Schema test suite as a document of OpenAPI.

use super::probe::{self, Probe};
use crate::workspace::at;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::path::Path;

/// A draft of JSON Schema and the version of OpenAPI whose schemas it is read as.
pub(super) struct Dialect {
    /// The folder of the suite.
    pub(super) folder: &'static str,
    openapi: &'static str,
    /// Files whose schemas this version cannot say, each with the reason.
    beyond: &'static [(&'static str, &'static str)],
}

pub(super) const DIALECTS: &[Dialect] = &[
    Dialect {
        folder: "draft2020-12",
        openapi: "3.1.1",
        beyond: &[
            (
                "refRemote.json",
                "references to other documents, which are not fetched",
            ),
            (
                "vocabulary.json",
                "metaschemas of other documents decide what keywords mean",
            ),
        ],
    },
    Dialect {
        folder: "draft4",
        openapi: "3.0.4",
        beyond: &[
            (
                "refRemote.json",
                "references to other documents, which are not fetched",
            ),
            ("additionalItems.json", "OpenAPI 3.0 has no tuples"),
            ("dependencies.json", "OpenAPI 3.0 has no dependencies"),
            (
                "patternProperties.json",
                "OpenAPI 3.0 has no patternProperties",
            ),
            (
                "definitions.json",
                "references to the metaschema, which is another document",
            ),
        ],
    },
];

/// Instances that are no objects where a schema without `type` has `properties`, deeper than at the root.
const NO_OBJECTS: &[(&str, &str)] = &[(
    "simple URN base URI with $ref via the URN",
    "valid under the URN IDed schema",
)];

/// A group of the suite: a schema and the instances that are tested against it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Group {
    pub(super) description: String,
    pub(super) schema: Value,
    pub(super) tests: Vec<Test>,
    /// The file it stands in.
    #[serde(skip)]
    pub(super) file: String,
}

/// An instance and whether it is valid.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Test {
    pub(super) description: String,
    pub(super) data: Value,
    pub(super) valid: bool,
}

/// What is tested of a draft.
pub(super) struct Suite {
    pub(super) name: &'static str,
    pub(super) document: Value,
    pub(super) groups: Vec<Group>,
    /// What is left out, with the reason and the number of instances.
    pub(super) left_out: Vec<(String, &'static str, usize)>,
}

impl Suite {
    /// Every instance with the number of its schema, in order.
    pub(super) fn values(&self) -> Vec<Probe<'_>> {
        let groups = self.groups.iter().enumerate();
        groups
            .flat_map(|(schema, group)| {
                let tests = group.tests.iter();
                tests.map(move |test| Probe {
                    schema,
                    value: &test.data,
                })
            })
            .collect()
    }
}

/// Reads the groups of a draft and makes one document of their schemas.
pub(super) fn read(folder: &Path, dialect: &'static Dialect) -> std::io::Result<Suite> {
    let root = folder.join(dialect.folder);
    let mut groups = Vec::new();
    let mut left_out = Vec::new();
    for file in files(&root)? {
        let path = root.join(&file);
        let text = std::fs::read_to_string(&path).map_err(at(&path))?;
        let found: Vec<Group> = serde_json::from_str(&text)
            .map_err(|error| std::io::Error::other(format!("{}: {error}", path.display())))?;
        let beyond = dialect.beyond.iter().find(|(name, _)| *name == file);
        for group in found {
            match beyond
                .map(|(_, reason)| *reason)
                .or_else(|| reason(&group.schema))
            {
                Some(reason) => {
                    left_out.push((
                        format!("{file}: {}", group.description),
                        reason,
                        group.tests.len(),
                    ));
                }
                None => groups.push(Group {
                    file: file.clone(),
                    ..group
                }),
            }
        }
    }
    Ok(Suite {
        name: dialect.folder,
        document: document(dialect, &groups),
        groups,
        left_out,
    })
}

/// The files of a draft: all but those of `optional/` that have nothing to do with formats.
fn files(root: &Path) -> std::io::Result<Vec<String>> {
    let mut files = Vec::new();
    for folder in ["", "optional/format/"] {
        let path = root.join(folder);
        for entry in std::fs::read_dir(&path).map_err(at(&path))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") {
                files.push(format!("{folder}{name}"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Why a schema cannot be read, if it cannot.
fn reason(schema: &Value) -> Option<&'static str> {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref")
                && reference.starts_with("http")
                && reference.contains("json-schema.org")
            {
                return Some("references to the metaschema, which is another document");
            }
            members.values().find_map(reason)
        }
        Value::Array(items) => items.iter().find_map(reason),
        _ => None,
    }
}

fn document(dialect: &Dialect, groups: &[Group]) -> Value {
    let mut schemas = Map::new();
    for (number, group) in groups.iter().enumerate() {
        let name = format!("Schema{number}");
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        schemas.insert(name, group.schema.clone());
        schemas.insert(probe::holder(number), probe::holding(reference));
    }
    json!({
        "openapi": dialect.openapi,
        "info": { "title": "Values", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    })
}

/// Whether a valid instance is, or holds, no object under a schema without `type` that has `properties`: such a
/// schema is a struct.
pub(super) fn is_excused(group: &Group, test: &Test) -> bool {
    let at_root = !test.data.is_object()
        && group.schema.get("type").is_none()
        && group.schema.get("properties").is_some();
    test.valid && (at_root || NO_OBJECTS.contains(&(&group.description, &test.description)))
}
