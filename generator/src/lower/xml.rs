//! How values stand in XML: the `xml` objects of schemas (OpenAPI, XML Object).

use super::Lowering;
use super::component::SchemaRef;
use super::view::View;
use crate::api::{Xml, XmlPlace};
use serde_json::Value;

/// How many lists may stand in one another before their names are those of the outermost.
const MAX_LISTS: usize = 8;

impl<'d> Lowering<'d, '_> {
    /// How the values of a schema stand in XML, if anything is said of it.
    pub(super) fn xml(&self, schema: SchemaRef<'d>) -> Option<Xml> {
        self.nested_xml(schema, MAX_LISTS)
    }

    fn nested_xml(&self, schema: SchemaRef<'d>, depth: usize) -> Option<Xml> {
        let (_, view) = self.target(schema)?;
        let mut xml = own(&view);
        if let Some(items) = view.items
            && depth > 0
            && let Some(items) = self.nested_xml(items.into(), depth - 1)
        {
            xml.items = Some(Box::new(items));
        }
        (xml != Xml::default()).then_some(xml)
    }

    /// How a whole body stands in XML: a named schema gives the root element its name.
    pub(super) fn root_xml(&self, schema: SchemaRef<'d>) -> Xml {
        let mut xml = self.xml(schema).unwrap_or_default();
        let Some((name, view)) = self.target(schema) else {
            return xml;
        };
        if xml.name.is_none() {
            xml.name = name.map(str::to_owned);
        }
        if let Some(items) = view.items
            && let Some((Some(name), _)) = self.target(items.into())
        {
            let items = xml.items.get_or_insert_default();
            items.name.get_or_insert_with(|| name.to_owned());
        }
        xml
    }
}

/// What a schema itself says. `nodeType` is that of OpenAPI 3.2, which has it in the place of the two flags.
fn own(view: &View<'_>) -> Xml {
    let said = view.extra.and_then(|extra| extra.xml.as_ref());
    let text = |key: &str| {
        let text = said.and_then(|said| said.get(key)).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let flag = |key: &str| said.and_then(|said| said.get(key)) == Some(&Value::Bool(true));
    let node = text("nodeType");
    let is_list = view.items.is_some();
    Xml {
        name: text("name"),
        prefix: text("prefix"),
        namespace: text("namespace"),
        place: match node.as_deref() {
            Some("attribute") => XmlPlace::Attribute,
            Some("text" | "cdata") => XmlPlace::Text,
            None if flag("attribute") => XmlPlace::Attribute,
            _ => XmlPlace::Element,
        },
        wrapped: flag("wrapped") || (is_list && node.as_deref() == Some("element")),
        items: None,
    }
}
