//! The kinds of components.

/// A kind of component. References lead to components.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ComponentKind {
    Schema,
    Response,
    Parameter,
    Example,
    RequestBody,
    Header,
    SecurityScheme,
    Link,
    Callback,
    PathItem,
}

impl ComponentKind {
    /// All of them.
    pub(super) const ALL: [Self; 10] = [
        Self::Schema,
        Self::Response,
        Self::Parameter,
        Self::Example,
        Self::RequestBody,
        Self::Header,
        Self::SecurityScheme,
        Self::Link,
        Self::Callback,
        Self::PathItem,
    ];

    /// The property of `components` that holds components of this kind.
    pub(super) fn section(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem => "pathItems",
        }
    }

    /// Returns the kind of the components that a property of `components` holds.
    pub(super) fn of_section(section: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.section() == section)
    }

    /// A component of this kind in words, for messages.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Schema => "a schema",
            Self::Response => "a response",
            Self::Parameter => "a parameter",
            Self::Example => "an example",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::SecurityScheme => "a security scheme",
            Self::Link => "a link",
            Self::Callback => "a callback",
            Self::PathItem => "a path item",
        }
    }

    /// The end of a message about a reference of this kind that leads nowhere: what is taken in its place.
    pub(super) fn instead(self) -> &'static str {
        match self {
            Self::Schema => "any value is admitted",
            Self::Response => "taken as a response without a body",
            _ => "left out",
        }
    }
}
