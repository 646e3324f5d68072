//! The codes of problems: `jackfield explain CODE` says what each means.

use std::fmt;

/// Declares the codes once: variant, name, and the text that explains it.
macro_rules! codes {
    ($($(#[$docs:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of a problem. Its name is stable: it is what tools match on, and what `jackfield explain` takes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$docs])* $variant,)*
        }

        impl Code {
            /// All codes, in the order in which `jackfield explain` lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name, as in `enum-empty`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The explanation of the code with an example, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)*
                }
            }
        }
    };
}

codes! {
    /// The file cannot be parsed as JSON or YAML.
    NotReadable = "not-readable",
    /// The file is no OpenAPI document.
    NotOpenapi = "not-openapi",
    /// The document states a version that is not supported.
    UnsupportedVersion = "unsupported-version",
    /// A key stands twice in one object.
    DuplicateKey = "duplicate-key",
    /// A value is of another JSON type than its place asks for.
    WrongJsonType = "wrong-json-type",
    /// A required key is missing.
    KeyMissing = "key-missing",
    /// A reference leads nowhere.
    ReferenceNotFound = "reference-not-found",
    /// A reference leads to an object of another kind.
    ReferenceWrongKind = "reference-wrong-kind",
    /// The URI of the document itself has a fragment.
    SelfFragment = "self-fragment",
    /// A reference is a bare name and not a URI.
    ReferenceBareName = "reference-bare-name",
    /// A reference leads back to itself, or to more than can be read.
    ReferenceCycle = "reference-cycle",
    /// Something stands beside a reference, where it does not count.
    BesideReference = "beside-reference",
    /// A path does not begin with a slash.
    PathWithoutSlash = "path-without-slash",
    /// The key of an operation is no method, or not where its method belongs.
    OperationKey = "operation-key",
    /// The same thing is described twice.
    DescribedTwice = "described-twice",
    /// Two operations have the same `operationId`.
    OperationIdTaken = "operation-id-taken",
    /// The variables of a path and its parameters do not match.
    PathParameterUnknown = "path-parameter-unknown",
    /// A path parameter is not marked as required.
    PathParameterOptional = "path-parameter-optional",
    /// A parameter travels in a place that does not exist.
    ParameterLocation = "parameter-location",
    /// A parameter has no schema, or one in the wrong place.
    ParameterSchema = "parameter-schema",
    /// A parameter has a style that it cannot have.
    ParameterStyle = "parameter-style",
    /// A parameter holds objects or lists in one another.
    ParameterNested = "parameter-nested",
    /// A parameter that is the whole query is described in a way that does not fit.
    WholeQuery = "whole-query",
    /// A response has a key that is no status.
    StatusUnknown = "status-unknown",
    /// A header has a name that cannot be sent.
    HeaderName = "header-name",
    /// The schema of a body says nothing for its media type.
    BodySchemaUnused = "body-schema-unused",
    /// The header of a part cannot be sent.
    PartHeader = "part-header",
    /// A property of a form has a media type that it cannot be written in.
    PartMediaType = "part-media-type",
    /// Something else stands where a schema belongs.
    NotASchema = "not-a-schema",
    /// `type` does not name a type of JSON.
    TypeUnknown = "type-unknown",
    /// A keyword belongs to another version of OpenAPI.
    KeywordOfOtherVersion = "keyword-of-other-version",
    /// A keyword says nothing where it stands.
    KeywordWithoutEffect = "keyword-without-effect",
    /// `required` names a property that no schema describes.
    RequiredUndescribed = "required-undescribed",
    /// Two keys stand side by side of which one excludes the other.
    KeysExclusive = "keys-exclusive",
    /// The parent of a tag is no tag that is declared, or the tag itself.
    TagParent = "tag-parent",
    /// A bound of a length or size is no whole number.
    BoundInvalid = "bound-invalid",
    /// `enum` lists no values.
    EnumEmpty = "enum-empty",
    /// A value is not of the type that its schema states.
    ValueOfOtherType = "value-of-other-type",
    /// Schemas of an `allOf` contradict one another.
    AllOfContradiction = "all-of-contradiction",
    /// A choice of schemas stands beside properties, and not all of its schemas are objects.
    UnionBesideProperties = "union-beside-properties",
    /// A discriminator does not tell the schemas apart.
    DiscriminatorIncomplete = "discriminator-incomplete",
    /// The document is larger somewhere than a client can be.
    LimitReached = "limit-reached",
    /// A security scheme cannot be understood.
    SecuritySchemeInvalid = "security-scheme-invalid",
    /// An operation needs a security scheme that is not declared.
    SecuritySchemeUnknown = "security-scheme-unknown",
    /// Security schemes are declared, and no operation says that it needs one.
    SecurityUnused = "security-unused",
    /// The URL of a server has a variable that is not declared.
    ServerVariableUndeclared = "server-variable-undeclared",
    /// An extension `x-jackfield-…` says something that it cannot say.
    ExtensionInvalid = "extension-invalid",
    /// An overlay cannot be applied.
    OverlayInvalid = "overlay-invalid",
    /// An action of an overlay changes nothing.
    OverlayWithoutEffect = "overlay-without-effect",
    /// A rule of the settings meets nothing in the document.
    SelectWithoutEffect = "select-without-effect",
    /// An entry of `types` of the settings replaces nothing in the document.
    TypeWithoutEffect = "type-without-effect",
    /// A function lost an argument and got another since the last generation.
    ArgumentReplaced = "argument-replaced",
    /// `jackfield.toml` cannot be understood.
    SettingsInvalid = "settings-invalid",
}

impl Code {
    /// The code of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
