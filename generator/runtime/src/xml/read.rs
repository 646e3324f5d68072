//! XML to JSON.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::json::DecodeError;
use super::super::limits::DEPTH;
use super::value::{Members, Value, number};
use super::{MAX_INLINE, Place, XmlMember, XmlType};

/// The attribute that says that an element stands for null (XML Schema, part 1, section 2.6.2).
const NIL: &str = "nil";

/// An element with the data that is in it.
#[derive(Default)]
struct Element {
    /// The name of the element without its prefix.
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
    /// The part of the text from the first to the last reference or CDATA section in it.
    kept: Option<Range<usize>>,
}

/// Reads a document as the JSON of a value of a type.
pub(super) fn document(text: &[u8], ty: XmlType) -> Result<Vec<u8>, DecodeError> {
    let mut json = Vec::with_capacity(text.len());
    let written = root(text)?.value(ty).write(&mut json);
    written.map_err(|error| DecodeError::malformed(error.to_string()))?;
    Ok(json)
}

fn malformed(error: impl std::fmt::Display) -> DecodeError {
    DecodeError::malformed(format!("not XML: {error}"))
}

/// The root element. Its content is on a stack until it ends, so that deep nesting overflows nothing.
fn root(text: &[u8]) -> Result<Element, DecodeError> {
    let text = std::str::from_utf8(text)
        .map_err(|_| DecodeError::unlike("XML in UTF-8", "other bytes"))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    loop {
        let done = match reader.read_event().map_err(malformed)? {
            Event::Start(start) => {
                if open.len() >= DEPTH {
                    return Err(malformed("elements nest too deep"));
                }
                open.push(Element::of(&start)?);
                None
            }
            Event::Empty(start) => Some(Element::of(&start)?),
            Event::End(_) => open.pop(),
            Event::Text(text) => add(&mut open, &text.xml10_content().map_err(malformed)?)?,
            Event::CData(text) => keep(&mut open, &text.xml10_content().map_err(malformed)?)?,
            Event::GeneralRef(reference) => keep(&mut open, &resolve(&reference)?)?,
            Event::Eof => return Err(malformed("the document ends too early")),
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => None,
        };
        match (done, open.last_mut()) {
            (Some(element), Some(parent)) => parent.children.push(element),
            (Some(element), None) => return only_root(&mut reader).map(|()| element),
            (None, _) => {}
        }
    }
}

/// Nothing but comments, instructions and blanks may stand behind the root (XML, section 2.1).
fn only_root(reader: &mut Reader<&[u8]>) -> Result<(), DecodeError> {
    loop {
        let is_blank = match reader.read_event().map_err(malformed)? {
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::PI(_) => true,
            Event::Text(text) => text.iter().all(|byte| b" \t\r\n".contains(byte)),
            _ => false,
        };
        if !is_blank {
            return Err(malformed("something stands behind the root element"));
        }
    }
}

/// Appends a text to the element that is open. A text ends no element, so none is returned.
fn add(open: &mut [Element], text: &str) -> Result<Option<Element>, DecodeError> {
    match open.last_mut() {
        Some(element) => element.text.push_str(text),
        None if text.trim_ascii().is_empty() => {}
        None => return Err(malformed("something stands before the root element")),
    }
    Ok(None)
}

/// Appends a text to the element that is open. No blank in this text counts as an indent.
fn keep(open: &mut [Element], text: &str) -> Result<Option<Element>, DecodeError> {
    let before = open.last().map_or(0, |element| element.text.len());
    let done = add(open, text)?;
    if let Some(element) = open.last_mut() {
        let start = element.kept.as_ref().map_or(before, |kept| kept.start);
        element.kept = Some(start..element.text.len());
    }
    Ok(done)
}

/// The text of a reference. Entities of a document's own are not looked up: they may be anything.
fn resolve(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, DecodeError> {
    if let Some(character) = reference.resolve_char_ref().map_err(malformed)? {
        return Ok(character.to_string().into());
    }
    let name = reference.decode().map_err(malformed)?;
    let text = resolve_predefined_entity(&name);
    text.map(Cow::Borrowed)
        .ok_or_else(|| malformed("an entity that XML does not define"))
}

/// A name without its prefix.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Result<Self, DecodeError> {
        let mut element = Self {
            name: local(start.name().as_ref()),
            ..Self::default()
        };
        // The check of the reader would compare each attribute with all others.
        let mut keys = HashSet::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute: Attribute<'_> = attribute.map_err(malformed)?;
            let key = attribute.key;
            if !keys.insert(key) {
                return Err(malformed("an attribute occurs twice"));
            }
            if key.as_namespace_binding().is_none() {
                let text = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(malformed)?;
                let name = local(key.as_ref());
                element.attributes.push((name, text.into_owned()));
            }
        }
        Ok(element)
    }

    /// The text without the line ends and indents around it. Line ends that belong to the text are written as
    /// references.
    fn unindented(&self) -> &str {
        let text = self.text.as_str();
        let is_blank = |character: char| matches!(character, ' ' | '\t' | '\n');
        let kept = self.kept.clone().unwrap_or(text.len()..0);
        let start = (text.len() - text.trim_start_matches(is_blank).len()).min(kept.start);
        let end = text.trim_end_matches(is_blank).len().max(kept.end);
        let is_indented = start < end && text[..start].contains('\n') && text[end..].contains('\n');
        if is_indented { &text[start..end] } else { text }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, text)| text.as_str())
    }

    fn is_nil(&self) -> bool {
        matches!(self.attribute(NIL), Some("true" | "1"))
    }

    fn children<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn value(&self, ty: XmlType) -> Value {
        match ty {
            XmlType::Optional(_) if self.is_nil() => Value::Null,
            XmlType::Optional(inner) => self.value(inner()),
            XmlType::Text => Value::String(self.text.clone()),
            XmlType::Literal => literal(&self.text),
            XmlType::Boolean => boolean(&self.text),
            XmlType::Any => self.any(),
            XmlType::Model(members) => self.model(members()),
            XmlType::List(item) => self.children.iter().map(|one| one.value(item())).collect(),
            XmlType::Map(value) => {
                let members = self.children.iter();
                Value::Object(
                    members
                        .map(|child| (child.name.clone(), child.value(value())))
                        .collect(),
                )
            }
        }
    }

    fn model(&self, members: &[XmlMember]) -> Value {
        let mut object = self.members(members, MAX_INLINE);
        // Elements and attributes that the type does not know may still be kept: in a member without an element of its
        // own, if the type has one.
        let known = |name: &str| members.iter().any(|member| member.has_name(name, 0));
        let unknown = self.unknown(known);
        let is_open =
            |member: &&XmlMember| member.place == Place::Inline && member.inlined().is_none();
        match members.iter().find(is_open) {
            Some(member) if !unknown.is_empty() => {
                object.insert(member.member.to_owned(), Value::Object(unknown));
            }
            _ => {
                for (name, value) in unknown {
                    object.entry(name).or_insert(value);
                }
            }
        }
        Value::Object(object)
    }

    /// The members that are there; up to `levels` members without an element of their own may nest.
    fn members(&self, members: &[XmlMember], levels: usize) -> Members {
        let mut object = Members::new();
        for member in members {
            let value = match member.inlined() {
                Some(inlined) if levels > 0 => {
                    let inner = self.members(inlined, levels - 1);
                    let is_optional = matches!((member.ty)(), XmlType::Optional(_));
                    (!inner.is_empty() || !is_optional).then_some(Value::Object(inner))
                }
                Some(_) => None,
                None => self.member(member),
            };
            if let Some(value) = value {
                object.insert(member.member.to_owned(), value);
            }
        }
        object
    }

    fn member(&self, member: &XmlMember) -> Option<Value> {
        let name = member.name.local;
        let (ty, is_optional) = match (member.ty)() {
            XmlType::Optional(inner) => (inner(), true),
            ty => (ty, false),
        };
        match (member.place, ty) {
            (Place::Attribute, ty) => self.attribute(name).map(|text| scalar(text, ty)),
            // Elements beside the text leave blanks in it.
            (Place::Text, ty) if !self.children.is_empty() => Some(scalar(self.text.trim(), ty)),
            (Place::Text | Place::CData, ty) => Some(scalar(self.unindented(), ty)),
            (Place::Inline, _) => None,
            (Place::Element, XmlType::List(item)) if !member.wrapped => {
                let items = self.children(member.item_name().local);
                let items: Vec<Value> = items.map(|child| child.value(item())).collect();
                // A list without items and an absent list look the same.
                (!items.is_empty() || !is_optional).then_some(Value::Array(items))
            }
            (Place::Element, ty) => {
                let child = self.children(name).next()?;
                Some(match child.is_nil() {
                    true => Value::Null,
                    false => child.value(ty),
                })
            }
        }
    }

    /// An element of which nothing is known: an object if it has elements or attributes, else its text.
    fn any(&self) -> Value {
        if self.is_nil() {
            return Value::Null;
        }
        if self.children.is_empty() && self.attributes.is_empty() {
            return Value::String(self.text.clone());
        }
        Value::Object(self.unknown(|_| false))
    }

    /// The values of the elements and attributes that are not known; several of a name are a list.
    fn unknown(&self, known: impl Fn(&str) -> bool) -> Members {
        let mut found = Members::new();
        for (name, text) in self.attributes.iter().filter(|(name, _)| !known(name)) {
            found.insert(name.clone(), Value::String(text.clone()));
        }
        for child in self.children.iter().filter(|child| !known(&child.name)) {
            let value = child.any();
            match found.get_mut(&child.name) {
                Some(Value::Array(items)) => items.push(value),
                Some(first) => {
                    let items = vec![first.take(), value];
                    *first = Value::Array(items);
                }
                None => {
                    found.insert(child.name.clone(), value);
                }
            }
        }
        found
    }
}

/// The value of a text where no elements can be.
fn scalar(text: &str, ty: XmlType) -> Value {
    match ty {
        XmlType::Literal => literal(text),
        XmlType::Boolean => boolean(text),
        XmlType::Optional(inner) => scalar(text, inner()),
        // A list in one text has blanks between its items (XML Schema, part 2, section 2.5.1.2).
        XmlType::List(item) => text
            .split_ascii_whitespace()
            .map(|text| scalar(text, item()))
            .collect(),
        _ => Value::String(text.to_owned()),
    }
}

/// A number or a boolean; any other text stays a text, which its type then refuses.
fn literal(text: &str) -> Value {
    let text = text.trim();
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

/// A boolean, which may also be a digit (XML Schema, part 2, section 3.2.2).
fn boolean(text: &str) -> Value {
    match text.trim() {
        "1" => Value::Bool(true),
        "0" => Value::Bool(false),
        text => literal(text),
    }
}
