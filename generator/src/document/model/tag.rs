//! Tags.

/// A tag (OpenAPI, Tag Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// `name`
    pub name: String,
    /// `summary` (OpenAPI 3.2)
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `parent`: the name of another tag (OpenAPI 3.2).
    pub parent: Option<String>,
    /// `kind`: `nav`, `badge`, `audience` or any other word (OpenAPI 3.2).
    pub kind: Option<String>,
}
