//! JSON to XML.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Map, Value};

use super::super::excerpt::excerpt;
use super::super::json::{Node, Tape};
use super::characters::{Place as Within, escape, is_name, sections};
use super::{MAX_INLINE, Place, XmlMember, XmlName, XmlType};

/// Writes a value as a document in UTF-8 that declares `encoding`, if there is one. The error is a sentence that says
/// what cannot be written.
pub(super) fn document(
    json: &[u8],
    root: XmlName,
    item: XmlName,
    ty: XmlType,
    encoding: Option<&str>,
) -> Result<Vec<u8>, String> {
    let value = Tape::from_json(json)
        .ok()
        .and_then(|tape| texts(tape.root()));
    let value = value.ok_or("the body has a value that XML cannot hold")?;
    let mut out = Out {
        writer: Writer::new(Vec::new()),
        bound: Vec::new(),
    };
    out.writer
        .write_event(Event::Decl(BytesDecl::new("1.0", encoding, None)))
        .map_err(failed)?;
    out.element(&Name::of(root), &value, ty, Some(item))?;
    Ok(out.writer.into_inner())
}

/// A value whose scalars are their texts, so that numbers keep theirs; `None` if one of them is a text that Unicode
/// cannot represent.
fn texts(node: Node<'_>) -> Option<Value> {
    if let Some(items) = node.items() {
        return items.map(texts).collect::<Option<_>>().map(Value::Array);
    }
    if let Some(members) = node.members() {
        let members = members.map(|(name, value)| Some((name.to_owned(), texts(value)?)));
        return members.collect::<Option<_>>().map(Value::Object);
    }
    match node.as_str() {
        Some(text) => Some(Value::String(text.to_owned())),
        None if node.is_null() => Some(Value::Null),
        None if node.is_text() => None,
        None => Some(Value::String(node.to_text())),
    }
}

fn failed(error: std::io::Error) -> String {
    format!("the body cannot be written as XML: {error}")
}

/// A name as it is written; the names in a map come from the value.
struct Name<'n> {
    local: &'n str,
    prefix: Option<&'static str>,
    namespace: Option<&'static str>,
}

impl<'n> Name<'n> {
    fn of(name: XmlName) -> Self {
        Self {
            local: name.local,
            prefix: name.prefix,
            namespace: name.namespace,
        }
    }

    /// A name out of a value.
    fn given(local: &'n str) -> Self {
        Self {
            local,
            prefix: None,
            namespace: None,
        }
    }

    /// The name with its prefix, if XML can have it as a name.
    fn text(&self) -> Result<String, String> {
        let text = match self.prefix {
            Some(prefix) => format!("{prefix}:{}", self.local),
            None => self.local.to_owned(),
        };
        if is_name(&text) {
            return Ok(text);
        }
        let shown = excerpt(&text, 64);
        Err(format!("`{shown}` cannot be the name of an element"))
    }
}

struct Out {
    writer: Writer<Vec<u8>>,
    /// The prefixes that are bound here, with their namespaces.
    bound: Vec<(Option<&'static str>, &'static str)>,
}

impl Out {
    /// Writes an element with a value. `item` names the elements of a list in it.
    fn element(
        &mut self,
        name: &Name<'_>,
        value: &Value,
        ty: XmlType,
        item: Option<XmlName>,
    ) -> Result<(), String> {
        let ty = known(ty);
        let text = name.text()?;
        let mut start = BytesStart::new(text.as_str());
        let bound = self.bound.len();
        self.bind(&mut start, name.prefix, name.namespace)?;
        if let XmlType::Model(members) = ty {
            self.bind_all(&mut start, members(), MAX_INLINE)?;
            attributes(&mut start, members(), value)?;
        }
        if value.is_null() {
            start.push_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"));
            start.push_attribute(("xsi:nil", "true"));
        }
        self.write(Event::Start(start))?;
        self.content(value, ty, item)?;
        self.write(Event::End(BytesEnd::new(text)))?;
        self.bound.truncate(bound);
        Ok(())
    }

    fn write(&mut self, event: Event<'_>) -> Result<(), String> {
        self.writer.write_event(event).map_err(failed)
    }

    /// Binds a prefix, or the namespace of names without one, where it is not bound already.
    fn bind(
        &mut self,
        start: &mut BytesStart<'_>,
        prefix: Option<&'static str>,
        namespace: Option<&'static str>,
    ) -> Result<(), String> {
        let Some(namespace) = namespace else {
            return Ok(());
        };
        let current = self.bound.iter().rev().find(|(known, _)| *known == prefix);
        if current.is_some_and(|(_, known)| *known == namespace) {
            return Ok(());
        }
        match prefix {
            Some(prefix) => attribute(start, &format!("xmlns:{prefix}"), namespace)?,
            None => attribute(start, "xmlns", namespace)?,
        }
        self.bound.push((prefix, namespace));
        Ok(())
    }

    /// Binds the prefixes and namespaces that the names of members need.
    fn bind_all(
        &mut self,
        start: &mut BytesStart<'_>,
        members: &[XmlMember],
        levels: usize,
    ) -> Result<(), String> {
        for member in members {
            match member.inlined() {
                Some(members) if levels > 0 => self.bind_all(start, members, levels - 1)?,
                Some(_) => {}
                None => self.bind(start, member.name.prefix, member.name.namespace)?,
            }
        }
        Ok(())
    }

    /// Writes the content of an element.
    fn content(&mut self, value: &Value, ty: XmlType, item: Option<XmlName>) -> Result<(), String> {
        match (ty, value) {
            (XmlType::Model(members), Value::Object(object)) => self.model(members(), object),
            (XmlType::Map(value), Value::Object(object)) => {
                for (name, member) in object {
                    self.element(&Name::given(name), member, value(), None)?;
                }
                Ok(())
            }
            (XmlType::List(ty), Value::Array(items)) => {
                let name = item.unwrap_or(XmlName::new("item"));
                for value in items {
                    self.element(&Name::of(name), value, ty(), None)?;
                }
                Ok(())
            }
            (_, Value::Object(object)) => {
                for (name, member) in object {
                    self.any(name, member)?;
                }
                Ok(())
            }
            (_, Value::Array(items)) => {
                for value in items {
                    self.any("item", value)?;
                }
                Ok(())
            }
            (_, value) => self.text(value),
        }
    }

    fn text(&mut self, value: &Value) -> Result<(), String> {
        match text(value) {
            Some(text) => {
                let text = escape(&text, Within::Text)?;
                self.write(Event::Text(BytesText::from_escaped(text)))
            }
            None => Ok(()),
        }
    }

    /// Writes a text beside attributes: raw line ends around it would be read as layout.
    fn unindented(&mut self, value: &Value) -> Result<(), String> {
        let Some(text) = text(value) else {
            return Ok(());
        };
        let text = escape(&text, Within::Text)?;
        let rest = text.trim_start_matches([' ', '\t', '\n']);
        let (before, rest) = text.split_at(text.len() - rest.len());
        let (inner, after) = rest.split_at(rest.trim_end_matches([' ', '\t', '\n']).len());
        let [before, after] = [before, after].map(|blanks| blanks.replace('\n', "&#10;"));
        let text = format!("{before}{inner}{after}");
        self.write(Event::Text(BytesText::from_escaped(text)))
    }

    fn sections(&mut self, value: &Value) -> Result<(), String> {
        let Some(text) = text(value) else {
            return Ok(());
        };
        let text = sections(&text)?;
        self.write(Event::Text(BytesText::from_escaped(text)))
    }

    fn model(&mut self, members: &[XmlMember], object: &Map<String, Value>) -> Result<(), String> {
        for member in members {
            match (object.get(member.member), member.place) {
                (None, _) | (_, Place::Attribute) => {}
                (Some(value), Place::Text) => self.unindented(value)?,
                (Some(value), Place::CData) => self.sections(value)?,
                (Some(value), Place::Inline) => {
                    self.content(value, known((member.ty)()), Some(member.item_name()))?;
                }
                (Some(value), Place::Element) => self.member(member, value)?,
            }
        }
        let known = |name: &str| members.iter().any(|member| member.member == name);
        for (name, value) in object.iter().filter(|(name, _)| !known(name)) {
            self.any(name, value)?;
        }
        Ok(())
    }

    fn member(&mut self, member: &XmlMember, value: &Value) -> Result<(), String> {
        match (known((member.ty)()), value) {
            (XmlType::List(ty), Value::Array(items)) if !member.wrapped => {
                for value in items {
                    self.element(&Name::of(member.item_name()), value, ty(), None)?;
                }
                Ok(())
            }
            (ty, value) => {
                let item = Some(member.item_name());
                self.element(&Name::of(member.name), value, ty, item)
            }
        }
    }

    /// Writes a member of which nothing is known: an element, or one for each item of a list.
    fn any(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match value {
            Value::Array(items) => {
                for value in items {
                    self.element(&Name::given(name), value, XmlType::Any, None)?;
                }
                Ok(())
            }
            value => self.element(&Name::given(name), value, XmlType::Any, None),
        }
    }
}

/// The type without the `Optional` around it.
fn known(ty: XmlType) -> XmlType {
    match ty {
        XmlType::Optional(inner) => known(inner()),
        ty => ty,
    }
}

/// An attribute, its value escaped so that it comes back as it is.
fn attribute(start: &mut BytesStart<'_>, name: &str, value: &str) -> Result<(), String> {
    let value = escape(value, Within::Attribute)?;
    start.push_attribute((name.as_bytes(), value.as_bytes()));
    Ok(())
}

fn attributes(
    start: &mut BytesStart<'_>,
    members: &[XmlMember],
    value: &Value,
) -> Result<(), String> {
    for member in members {
        let Some(value) = value.get(member.member) else {
            continue;
        };
        if let Some(members) = member.inlined() {
            attributes(start, members, value)?;
        } else if member.place == Place::Attribute
            && let Some(text) = text(value)
        {
            attribute(start, &Name::of(member.name).text()?, &text)?;
        }
    }
    Ok(())
}

/// The text of a scalar; that of a list has blanks between its items (XML Schema, part 2, section 2.5.1.2).
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(text).collect();
            Some(items.join(" "))
        }
        value => Some(value.to_string()),
    }
}
