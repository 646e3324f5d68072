//! Schemas: nearly all keywords are the same as in OpenAPI 3.0.

use super::super::at::At;
use super::super::component_kind::ComponentKind;
use super::{Object, Upgrade, object};
use crate::source::Node;

impl<'s> Upgrade<'s, '_> {
    /// A schema in the form of OpenAPI 3.0.
    pub(super) fn schema(&mut self, at: &At<'s, '_>) -> Node {
        self.schema_of(at, |_| true)
    }

    /// Makes a schema from the keywords of a node for which `counts` is true.
    pub(super) fn schema_of(&mut self, at: &At<'s, '_>, counts: impl Fn(&str) -> bool) -> Node {
        if at.node.as_object().is_none() {
            return at.node.clone();
        }
        let is_file = at.node.get("type").and_then(Node::as_str) == Some("file");
        let mut upgraded = Object::default();
        for (key, member) in at.members().filter(|(key, _)| counts(key)) {
            let (key, node) = match key {
                "type" if is_file => (key, Some(Node::String("string".to_owned()))),
                "x-nullable" => ("nullable", Some(member.node.clone())),
                _ => (key, self.keyword(key, &member)),
            };
            upgraded.extend(node.map(|node| (key.to_owned(), node)));
        }
        if is_file {
            upgraded.insert("format".to_owned(), Node::String("binary".to_owned()));
        }
        Node::from(upgraded)
    }

    fn keyword(&mut self, key: &str, at: &At<'s, '_>) -> Option<Node> {
        match (key, at.node) {
            ("$ref", Node::String(_)) => self.reference(ComponentKind::Schema, at),
            ("discriminator", Node::String(_)) => Some(object([("propertyName", at.node.clone())])),
            ("properties" | "patternProperties" | "definitions" | "$defs", Node::Object(_)) => {
                let mut members = Object::default();
                self.each_member(at, &mut |upgrade, name, member| {
                    let schema = upgrade.schema(member);
                    members.insert(name.to_owned(), schema);
                });
                Some(Node::from(members))
            }
            ("items" | "additionalProperties" | "not", Node::Object(_)) => Some(self.schema(at)),
            ("items" | "allOf" | "oneOf" | "anyOf", Node::Array(_)) => Some(Node::Array(
                at.items().map(|item| self.schema(&item)).collect(),
            )),
            ("title" | "description" | "externalDocs", _) => self.plain(at),
            _ => Some(at.node.clone()),
        }
    }
}
