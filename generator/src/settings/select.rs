//! The selection of the operations and schemas that a client has.

/// The selection of the operations and schemas that a client has: all of the document's where no rule is given.
///
/// ```toml
/// [client.lines.select]
/// include = [{ tag = "SIP*", method = ["GET", "PUT"] }, { path = "/lines/**" }, { schema = "Line" }]
/// exclude = [{ operation = "*Internal" }, { schema = "AuditTrail" }]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// The client has an operation if it meets one of these rules, or if there are none.
    pub include: Vec<Rule>,
    /// The client does not have an operation that meets one of these rules. A schema that meets one is any JSON value where
    /// it is used.
    pub exclude: Vec<Rule>,
    /// Whether the client has no operations: only types, of the schemas that are included, or of all.
    pub types_only: bool,
}

impl Select {
    /// Whether the whole document is selected.
    pub fn is_everything(&self) -> bool {
        self == &Self::default()
    }
}

/// The conditions that an operation or a schema must meet: of each kind that is given, one pattern must match. In a pattern,
/// `*` is any text, `?` any character and `[ab]` one of several; in one of a path, `*` ends at a slash and `**` does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// One of its tags.
    pub tag: Vec<String>,
    /// The path, as the document has it: `/lines/{id}`.
    pub path: Vec<String>,
    /// The HTTP method, in any case.
    pub method: Vec<String>,
    /// The `operationId`.
    pub operation: Vec<String>,
    /// The name of a schema. Such a rule has no other patterns.
    pub schema: Vec<String>,
}
