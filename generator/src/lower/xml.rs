//! How values stand in XML: the `xml` objects of schemas (OpenAPI, XML Object).

use super::Lowering;
use crate::api::{Xml, XmlPlace};
use crate::document::{JsonType, Schema, SchemaId};
use serde_json::Value;

/// How many lists may stand in one another before their names are those of the outermost.
const MAX_LISTS: usize = 8;

impl<'d> Lowering<'d, '_> {
    /// How the values of a schema stand in XML, if anything is said of it.
    pub(super) fn xml(&self, schema: SchemaId) -> Option<Xml> {
        self.nested_xml(schema, MAX_LISTS)
    }

    fn nested_xml(&self, schema: SchemaId, depth: usize) -> Option<Xml> {
        let view = self.schemas.get(schema);
        let mut xml = own(view);
        if let Some(items) = view.items
            && depth > 0
            && let Some(items) = self.nested_xml(items, depth - 1)
        {
            xml.items = Some(Box::new(items));
        }
        (xml != Xml::default()).then_some(xml)
    }

    /// How a whole body stands in XML: a named schema gives the root element its name.
    pub(super) fn root_xml(&self, schema: SchemaId) -> Xml {
        let mut xml = self.xml(schema).unwrap_or_default();
        let (name, view) = self.target(schema);
        if xml.name.is_none() {
            xml.name = name.map(str::to_owned);
        }
        if let Some(items) = view.items
            && let (Some(name), _) = self.target(items)
        {
            let items = xml.items.get_or_insert_default();
            items.name.get_or_insert_with(|| name.to_owned());
        }
        xml
    }
}

/// What a schema itself says. `nodeType` is that of OpenAPI 3.2, which has it in the place of the two flags.
fn own(view: &Schema) -> Xml {
    let said = view.xml.as_deref();
    let text = |key: &str| {
        let text = said.and_then(|said| said.get(key)).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let flag = |key: &str| said.and_then(|said| said.get(key)) == Some(&Value::Bool(true));
    let node = text("nodeType");
    let is_list = view.items.is_some();
    let is_object = !view.properties.is_empty() || view.types.contains(&JsonType::Object);
    Xml {
        name: text("name"),
        prefix: text("prefix"),
        namespace: text("namespace"),
        place: match node.as_deref() {
            Some("attribute") => XmlPlace::Attribute,
            Some("text") => XmlPlace::Text,
            Some("cdata") => XmlPlace::CData,
            Some("none") if is_object => XmlPlace::Inline,
            // A list has no element of its own, and its items have.
            Some("none") if !is_list && !view.types.is_empty() => XmlPlace::Text,
            None if flag("attribute") => XmlPlace::Attribute,
            _ => XmlPlace::Element,
        },
        wrapped: flag("wrapped") || (is_list && node.as_deref() == Some("element")),
        items: None,
    }
}
