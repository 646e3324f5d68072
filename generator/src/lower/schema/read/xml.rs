//! The XML form of values, from the `xml` objects of schemas (OpenAPI, XML Object).

use super::Reader;
use crate::api::{Xml, XmlPlace};
use crate::document::{JsonType, Schema, SchemaId};
use crate::limits::FOLLOWED;
use serde_json::Value;

impl<'d> Reader<'d> {
    /// Returns the XML form of the values of a schema, if the document states anything about it.
    pub(in crate::lower) fn xml(&self, schema: SchemaId) -> Option<Xml> {
        self.xml_of_lists(schema, &mut Vec::new())
    }

    /// As [`xml`](Self::xml), for a schema inside of `lists`, the schemas of the items around it, the outermost first.
    /// A list of itself ends where it recurs.
    fn xml_of_lists(&self, schema: SchemaId, lists: &mut Vec<SchemaId>) -> Option<Xml> {
        let chain = self.chain(schema);
        let mut xml = own(&chain);
        let items = chain.iter().find_map(|(_, view)| view.items);
        if let Some(items) = items
            && !lists.contains(&items)
            && lists.len() < FOLLOWED
        {
            lists.push(items);
            xml.items = self.xml_of_lists(items, lists).map(Box::new);
            lists.pop();
        }
        (xml != Xml::default()).then_some(xml)
    }

    /// Returns the XML form of a whole body: a named schema gives the root element its name.
    pub(in crate::lower) fn root_xml(&self, schema: SchemaId) -> Xml {
        let mut xml = self.xml(schema).unwrap_or_default();
        let chain = self.chain(schema);
        if xml.name.is_none() {
            xml.name = name(&chain);
        }
        let items = chain.iter().find_map(|(_, view)| view.items);
        if let Some(name) = items.and_then(|items| name(&self.chain(items))) {
            let items = xml.items.get_or_insert_default();
            items.name.get_or_insert(name);
        }
        xml
    }
}

/// The first name in a chain of references.
fn name(chain: &[(Option<&str>, &Schema)]) -> Option<String> {
    let name = chain.iter().find_map(|(name, _)| *name);
    name.map(str::to_owned)
}

/// Reads the `xml` objects of a chain of references. Each keyword is taken from the nearest schema that has it.
/// `nodeType` of OpenAPI 3.2 takes the place of the flags `attribute` and `wrapped`.
fn own(chain: &[(Option<&str>, &Schema)]) -> Xml {
    let said = |key: &str| {
        let mut objects = chain.iter().filter_map(|(_, view)| view.xml.as_deref());
        objects.find_map(|object| object.get(key))
    };
    let text = |key: &str| {
        let text = said(key).and_then(Value::as_str);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let flag = |key: &str| said(key) == Some(&Value::Bool(true));
    let node = text("nodeType");
    let any = |fits: fn(&Schema) -> bool| chain.iter().any(|(_, view)| fits(view));
    let is_list = any(|view| view.items.is_some());
    let is_object =
        any(|view| !view.properties.is_empty() || view.types.contains(&JsonType::Object));
    let is_typed = any(|view| !view.types.is_empty());
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
            Some("none") if !is_list && is_typed => XmlPlace::Text,
            None if flag("attribute") => XmlPlace::Attribute,
            _ => XmlPlace::Element,
        },
        wrapped: flag("wrapped") || (is_list && node.as_deref() == Some("element")),
        items: None,
    }
}
