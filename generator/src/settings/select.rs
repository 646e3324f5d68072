//! Which operations and schemas of a document a client has.

/// Which operations and schemas of a document a client has: all of them where no rule is given.
///
/// ```toml
/// [client.lines.select]
/// include = [{ tag = "SIP*", method = ["GET", "PUT"] }, { path = "/lines/**" }, { schema = "Line" }]
/// exclude = [{ operation = "*Internal" }, { schema = "AuditTrail" }]
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// An operation is there if it meets one of these rules, or if there are none.
    pub include: Vec<Rule>,
    /// An operation is not there if it meets one of these. A schema of these is any JSON value where it is used.
    pub exclude: Vec<Rule>,
    /// Whether no operation is there: the schemas that are included, or all.
    pub types_only: bool,
}

impl Select {
    /// Whether all of the document is there.
    pub fn is_everything(&self) -> bool {
        self == &Self::default()
    }
}

/// What an operation must be, or a schema: each kind that is given must be met by one of its patterns. In a pattern, `*`
/// is any text, `?` any character and `[ab]` one of several; in one of a path, `*` ends at a slash and `**` does not.
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
