//! Names of bodies in XML.

/// A name in XML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlName<'a> {
    /// The name without its prefix.
    pub local: &'a str,
    /// The prefix.
    pub prefix: Option<&'a str>,
    /// The namespace.
    pub namespace: Option<&'a str>,
}

/// The names of a body in XML.
#[derive(Clone, Copy, Debug)]
pub struct XmlRoot<'a> {
    /// The root element.
    pub name: XmlName<'a>,
    /// The elements in it, if it is a list.
    pub item: Option<XmlName<'a>>,
}
