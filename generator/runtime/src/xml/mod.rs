//! Bodies in XML, as the `xml` objects of a document say (OpenAPI, XML Object).
//!
//! The form of a value in XML is data beside its type: [`Xml`]. By it, reading makes JSON of the elements, and writing
//! makes elements of the JSON, so that a type has one way of being read and written.

mod characters;
mod read;
mod types;
mod value;
mod write;

use std::borrow::Cow;

use super::call::Call;
use super::call_error::CallError;
use super::charset::Target;
use super::error::Error;
use super::json::{Decode, DecodeError, Encode, Tape, to_bytes};
use super::multipart::Multipart;
use super::part::Part;
use super::response::Received;
use super::stack::with_room;

/// The name of an element or attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlName {
    local: &'static str,
    prefix: Option<&'static str>,
    namespace: Option<&'static str>,
}

impl XmlName {
    /// A name in no namespace.
    pub const fn new(local: &'static str) -> Self {
        Self {
            local,
            prefix: None,
            namespace: None,
        }
    }

    /// The same name in a namespace.
    #[must_use]
    pub const fn namespace(mut self, namespace: &'static str) -> Self {
        self.namespace = Some(namespace);
        self
    }

    /// The same name with a prefix.
    #[must_use]
    pub const fn prefix(mut self, prefix: &'static str) -> Self {
        self.prefix = Some(prefix);
        self
    }
}

/// The form that the values of a type have in XML.
#[derive(Clone, Copy, Debug)]
pub enum XmlType {
    /// As their text.
    Text,
    /// As the text of their JSON: numbers.
    Literal,
    /// As `true` or `false`.
    Boolean,
    /// Each value by its own kind: nothing is known of the type.
    Any,
    /// As elements and attributes of their own.
    Model(fn() -> &'static [XmlMember]),
    /// As an element for each item.
    List(fn() -> XmlType),
    /// As an element for each member, named as it is.
    Map(fn() -> XmlType),
    /// As the inner type, or as nothing where there is no value.
    Optional(fn() -> XmlType),
}

/// A type that may stand in XML.
pub trait Xml {
    /// The form of its values in XML.
    fn xml() -> XmlType;
}

/// A struct in XML.
pub trait XmlModel {
    /// Its members, in order.
    const MEMBERS: &'static [XmlMember];
}

/// The members of a model, as a function that [`XmlType::Model`] can hold.
pub fn members<M: XmlModel>() -> &'static [XmlMember] {
    M::MEMBERS
}

/// Lets a struct with an [`XmlModel`] stand in XML.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_model {
    ($name:ident) => {
        impl $crate::Xml for $name {
            fn xml() -> $crate::XmlType {
                $crate::XmlType::Model($crate::xml_members::<Self>)
            }
        }
    };
}

/// Lets a type stand in XML that is known to be text, a number, or anything.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_type {
    ($name:ident, $kind:ident) => {
        impl $crate::Xml for $name {
            fn xml() -> $crate::XmlType {
                $crate::XmlType::$kind
            }
        }
    };
}

/// Lets a type stand in XML as another does.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_like {
    ($name:ident = $ty:ty) => {
        impl $crate::Xml for $name {
            fn xml() -> $crate::XmlType {
                <$ty as $crate::Xml>::xml()
            }
        }
    };
}

/// Lets a type of the user's stand in XML.
#[doc(hidden)]
#[macro_export]
macro_rules! xml_custom {
    ($ty:ty, $kind:ident) => {
        impl $crate::Xml for $ty {
            fn xml() -> $crate::XmlType {
                $crate::XmlType::$kind
            }
        }
    };
}

#[allow(unused_imports, reason = "not every client has all of these")]
pub(crate) use {xml_custom, xml_like, xml_model, xml_type};

/// How deep members without an element of their own may nest: a model may contain itself.
const MAX_INLINE: usize = 8;

/// A member of a model in XML.
#[derive(Clone, Copy, Debug)]
pub struct XmlMember {
    /// Its name in JSON.
    member: &'static str,
    name: XmlName,
    place: Place,
    ty: fn() -> XmlType,
    /// The name of the items of a list, where they have one of their own.
    item: Option<XmlName>,
    wrapped: bool,
}

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Element,
    Attribute,
    Text,
    CData,
    Inline,
}

impl XmlMember {
    /// A member that is an element of its name, or several if it is a list.
    pub const fn new<T: Xml>(member: &'static str) -> Self {
        Self {
            member,
            name: XmlName::new(member),
            place: Place::Element,
            ty: T::xml,
            item: None,
            wrapped: false,
        }
    }

    /// The same member with another name in XML.
    #[must_use]
    pub const fn named(mut self, name: XmlName) -> Self {
        self.name = name;
        self
    }

    /// The same member as an attribute.
    #[must_use]
    pub const fn attribute(mut self) -> Self {
        self.place = Place::Attribute;
        self
    }

    /// The same member as the text of the element around it.
    #[must_use]
    pub const fn text(mut self) -> Self {
        self.place = Place::Text;
        self
    }

    /// The same member as the text of the element around it, in a CDATA section.
    #[must_use]
    pub const fn cdata(mut self) -> Self {
        self.place = Place::CData;
        self
    }

    /// The same member without an element of its own: the members of its value stand in the element around it.
    #[must_use]
    pub const fn inline(mut self) -> Self {
        self.place = Place::Inline;
        self
    }

    /// The members of the value that stand in the element around it, if the member is inline and a model.
    fn inlined(&self) -> Option<&'static [XmlMember]> {
        let mut ty = (self.ty)();
        while let XmlType::Optional(inner) = ty {
            ty = inner();
        }
        match (self.place, ty) {
            (Place::Inline, XmlType::Model(members)) => Some(members()),
            _ => None,
        }
    }

    /// The same member as a list whose items have this name.
    #[must_use]
    pub const fn items(mut self, name: XmlName) -> Self {
        self.item = Some(name);
        self
    }

    /// The same member as a list whose items stand in an element of their own.
    #[must_use]
    pub const fn wrapped(mut self) -> Self {
        self.wrapped = true;
        self
    }

    /// Whether elements or attributes of this name belong to the member.
    fn has_name(&self, name: &str, depth: usize) -> bool {
        match self.inlined() {
            Some(members) => {
                depth < MAX_INLINE
                    && members
                        .iter()
                        .any(|member| member.has_name(name, depth + 1))
            }
            None => self.name.local == name || self.item_name().local == name,
        }
    }

    /// The name of the elements of a list.
    fn item_name(&self) -> XmlName {
        self.item.unwrap_or(self.name)
    }
}

impl Call {
    /// Sets the body to a value as XML: an element of this name, in the charset of the media type.
    pub fn xml<V: Xml + Encode + ?Sized>(self, media_type: &str, root: XmlName, value: &V) -> Self {
        self.xml_list(media_type, root, root, value)
    }

    /// Sets the body to a list as XML: an element named `root`, and in it the elements of the items, named `item`.
    pub fn xml_list<V: Xml + Encode + ?Sized>(
        mut self,
        media_type: &str,
        root: XmlName,
        item: XmlName,
        value: &V,
    ) -> Self {
        let Some(json) = self.0.written(to_bytes(value)) else {
            return self;
        };
        let charset = Target::of(media_type);
        let document =
            with_room(|| write::document(&json, root, item, V::xml(), charset.declared()));
        match document.and_then(|document| encoded(document, &charset)) {
            Ok(text) => self.bytes(media_type, text),
            Err(message) => self.failed(message),
        }
    }
}

impl Multipart {
    /// Adds a value as one part of XML: an element named `root`, and in it, if the value is a list, the elements of the
    /// items, named `item`. Null adds nothing.
    pub fn xml<V: Xml + Encode + ?Sized>(
        self,
        name: &str,
        root: XmlName,
        item: XmlName,
        value: &V,
    ) -> Self {
        let json = match to_bytes(value) {
            Ok(json) if json == b"null" => return self,
            Ok(json) => json,
            Err(error) => return self.part(name, Part::failed(error.to_string())),
        };
        let document = with_room(|| write::document(&json, root, item, V::xml(), None));
        let part = match document.map(String::from_utf8) {
            Ok(Ok(document)) => Part::text(document),
            Ok(Err(error)) => Part::failed(error.to_string()),
            Err(message) => Part::failed(message),
        };
        self.typed(name, part, "application/xml")
    }
}

/// Writes a value of a type, given as JSON, as a document: `root` names its element, and `item` the elements of a list.
/// The error says why XML cannot hold the value.
#[doc(hidden)]
pub fn written<T: Xml>(json: &str, root: XmlName, item: XmlName) -> Result<Vec<u8>, String> {
    with_room(|| write::document(json.as_bytes(), root, item, T::xml(), None))
}

/// Converts a document from UTF-8 to the charset that it is sent in.
fn encoded(document: Vec<u8>, charset: &Target) -> Result<Vec<u8>, String> {
    if charset.is_utf_8() {
        return Ok(document);
    }
    let document = String::from_utf8(document).map_err(|error| error.to_string())?;
    let document = characters::with_references(&document, |sign| charset.has(sign));
    charset.bytes(&document).map(Cow::into_owned)
}

impl Received {
    /// Reads the body as XML.
    ///
    /// # Errors
    ///
    /// The body is no XML or no `T`.
    pub fn xml<T: Xml + Decode, E>(self) -> Result<T, CallError<E>> {
        let value = self.read_xml();
        value.map_err(|error| Error::decode(self.into_exchange(), error).into())
    }

    /// Reads the body of a documented error as XML.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn xml_error<T, B: Xml + Decode, E>(
        self,
        wrap: impl FnOnce(B) -> E,
    ) -> Result<T, CallError<E>> {
        Err(match self.read_xml() {
            Ok(body) => CallError::with_documented(self.documented(), wrap(body)),
            Err(error) => Error::undecoded(self.into_exchange(), error).into(),
        })
    }

    fn read_xml<T: Xml + Decode>(&self) -> Result<T, DecodeError> {
        let text = self.utf_8()?;
        with_room(|| {
            let json = read::document(&text, T::xml())?;
            self.decode_made(&Tape::from_json(&json)?)
        })
    }
}
