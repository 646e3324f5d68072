//! How values stand in XML.

/// How the values of a schema stand in XML (OpenAPI, XML Object).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Xml {
    /// The name of the element or attribute, where it has one of its own.
    pub name: Option<String>,
    /// The prefix of the name.
    pub prefix: Option<String>,
    /// The namespace of the name.
    pub namespace: Option<String>,
    /// The XML construct that the value is written as.
    pub place: XmlPlace,
    /// Whether the items of a list stand in an element of their own.
    pub wrapped: bool,
    /// How the items of a list stand in XML, if the document says anything about that.
    pub items: Option<Box<Xml>>,
}

/// The XML construct that a value is written as: an element, an attribute or text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum XmlPlace {
    /// An element.
    #[default]
    Element,
    /// An attribute of the element around it.
    Attribute,
    /// The text of the element around it.
    Text,
    /// The text of the element around it, in a section of characters (XML, section 2.7).
    CData,
    /// No construct of its own: the content of the value stands directly in the element around it.
    Inline,
}
