//! The representations that bodies may have.

use super::Lowering;
use super::media_type::{Family, family, framing};
use super::schema::nullable::{nullable, split_null};
use super::schema::position::Position;
use super::schema::read::format;
use crate::api::{Content, Direction, Framing, Media, MediaType, Parts, Root, Shape, Text, Type};
use crate::diagnostic::{Code, push_step};
use crate::document::{self, SchemaId};
use crate::maps::{HashSet, IndexMap};
use serde_json::Value;

/// The longest example of a schema that is kept, as JSON.
const LONGEST_EXAMPLE: usize = 4096;

/// A media type of a body, and where it stands.
struct Place<'d, 'p> {
    media_type: &'p MediaType,
    media: &'d document::MediaType,
    pointer: String,
    root: &'p Root,
    /// Which way the body travels.
    direction: Direction,
}

impl<'d> Lowering<'d, '_> {
    /// The representations of a body that stands at a pointer and belongs to `root`.
    pub(super) fn media(
        &mut self,
        media_types: &'d IndexMap<String, document::MediaType>,
        pointer: &str,
        root: &Root,
        direction: Direction,
    ) -> Vec<Media> {
        let mut found: Vec<Media> = Vec::new();
        for (name, media) in media_types {
            let media_type = MediaType::parse(name);
            let mut pointer = format!("{pointer}/content");
            push_step(&mut pointer, name);
            let place = Place {
                media_type: &media_type,
                media,
                pointer,
                root,
                direction,
            };
            let content = self.content(&place);
            let is_like = |known: &&Media| known.media_type.is_like(&media_type);
            match found.iter().find(is_like) {
                Some(known) if known.content == content => {}
                Some(_) => {
                    self.warn(
                        Code::DescribedTwice,
                        &place.pointer,
                        format!("`{media_type}` occurs several times: the first counts"),
                    )
                    .advise("describe it once");
                }
                None => {
                    let example = self.example(&place);
                    let schema = place.schema();
                    let constraints = schema.and_then(|schema| self.read.constraints(schema));
                    found.push(Media {
                        media_type,
                        content,
                        example,
                        constraints,
                    });
                }
            }
        }
        found
    }

    /// Returns the framing of a stream that only the title of its schema reveals: a gRPC gateway answers a stream with
    /// one object on each line, and documents it as `application/json`.
    fn framing_by_title(&self, place: &Place<'d, '_>) -> Option<Framing> {
        let title = self.read.schemas.get(place.schema()?).title.as_deref()?;
        let is_stream = place.direction == Direction::Received
            && place.media_type.essence() == "application/json"
            && title.starts_with("Stream result of ");
        is_stream.then_some(Framing::Lines)
    }

    /// Returns the example of a body: its own, or the first object or list among the examples of its schema.
    fn example(&self, place: &Place<'d, '_>) -> Option<Box<Value>> {
        if let Some(own) = &place.media.example {
            return Some(own.clone());
        }
        let views = self.read.chain(place.media.schema?);
        let mut said = views.iter().flat_map(|(_, view)| &view.examples);
        let is_whole = |value: &&Value| value.is_object() || value.is_array();
        let first = said.find(is_whole)?;
        (first.to_string().len() <= LONGEST_EXAMPLE).then(|| Box::new(first.clone()))
    }

    /// Returns the content of a body for one media type.
    fn content(&mut self, place: &Place<'d, '_>) -> Content {
        let family = family(place.media_type.essence());
        let framing = framing(place.media_type.essence());
        if let Some(framing) = framing.or_else(|| self.framing_by_title(place)) {
            return self.stream(place, framing, family);
        }
        if family == Family::Multipart && place.direction == Direction::Sent {
            let (media, media_type) = (place.media, place.media_type);
            let parts = self.parts_of_list(media, media_type, &place.pointer, place.root);
            if let Some(parts) = parts {
                return Content::Parts(parts);
            }
        }
        let Some(ty) = self.body_type(place) else {
            return without_schema(family, place.direction);
        };
        if place.is_by_item() {
            self.unused_schema(place, &ty, "bytes");
            return Content::Bytes;
        }
        let (ty, null) = split_null(ty);
        let is_bytes = self.is_bytes(place, &ty);
        match family {
            Family::Form => self.form(place, ty, is_bytes),
            Family::Multipart if place.direction == Direction::Received => {
                self.unused_schema(place, &ty, "bytes");
                Content::Bytes
            }
            Family::Multipart => Content::Parts(self.parts(place, ty)),
            _ if is_bytes => Content::Bytes,
            Family::Json | Family::Any => Content::Json(nullable(self.patch(place, ty), null)),
            Family::Xml if matches!(ty, Type::String(_) | Type::Any) => Content::PLAIN_TEXT,
            Family::Xml => match place.schema() {
                Some(schema) => {
                    let xml = Box::new(self.read.root_xml(schema));
                    Content::Xml(nullable(ty, null), xml)
                }
                None => Content::PLAIN_TEXT,
            },
            Family::Text => self.text(place, ty, null),
            Family::Binary => {
                self.unused_schema(place, &ty, "bytes");
                Content::Bytes
            }
        }
    }

    /// The type that the schema of a body gives; `None` if there is no schema.
    fn body_type(&mut self, place: &Place<'d, '_>) -> Option<Type> {
        let schema = place.schema()?;
        let pointer = format!("{}/{}", place.pointer, place.key());
        let ty = self
            .types
            .element(schema, &Position::start(&pointer, place.root));
        Some(ty)
    }

    /// Whether a body of a type is bytes.
    fn is_bytes(&self, place: &Place<'d, '_>, ty: &Type) -> bool {
        place.schema().is_some_and(|schema| {
            let is_file = || format::is_file(self.read.schemas.get(schema));
            self.read.is_bytes(schema) || *ty == Type::Any && is_file()
        })
    }

    /// The parts of a body: the properties of an object, unless bytes stand where no part of its own can hold them.
    fn parts(&mut self, place: &Place<'d, '_>, ty: Type) -> Parts {
        let encodings = self.encodings(place.media, Family::Multipart, &place.pointer);
        let Some(schema) = place.schema() else {
            return Parts::ByHand;
        };
        // The properties may still wait in the queue.
        self.types.drain();
        self.warn_of_media_types(place.media, (&ty, Family::Multipart), &place.pointer);
        match &ty {
            Type::Defined(id)
                if matches!(self.types.shape(*id), Some(Shape::Struct(_)))
                    && !self.read.may_hold_other_bytes(schema) =>
            {
                let bytes = self.read.byte_properties(schema);
                self.part_bytes.entry(*id).or_default().extend(bytes);
                let encodings = self.with_schemas(schema, encodings);
                Parts::Properties(ty, encodings)
            }
            Type::Defined(_) | Type::Map(_)
                if self.may_have_members(&ty) && !self.read.holds_bytes(schema) =>
            {
                Parts::Properties(ty, encodings)
            }
            _ => {
                // A scalar cannot be divided into parts either, so every schema is reported here.
                self.warn_unused(place, &ty, "parts that are put together by hand");
                Parts::ByHand
            }
        }
    }

    /// Whether some value of a type is an object, whose properties can be sent.
    pub(super) fn may_have_members(&self, ty: &Type) -> bool {
        let mut seen = HashSet::default();
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            match ty {
                Type::Any | Type::Map(_) => return true,
                Type::Nullable(ty) => waiting.push(ty),
                Type::Defined(id) if seen.insert(*id) => match self.types.shape(*id) {
                    Some(Shape::Union(shape)) => {
                        waiting.extend(shape.variants.iter().map(|variant| &variant.ty));
                    }
                    Some(Shape::Newtype(ty)) => waiting.push(ty),
                    Some(Shape::Enum(shape)) => {
                        if shape.values.iter().any(|one| one.value.is_object()) {
                            return true;
                        }
                    }
                    Some(Shape::Struct(_) | Shape::Tagged(_)) | None => return true,
                },
                _ => {}
            }
        }
        false
    }

    /// Returns the content of a form. The user writes the text of a form that is a string or never an object, and reads
    /// the text of a form that is received.
    fn form(&mut self, place: &Place<'d, '_>, ty: Type, is_bytes: bool) -> Content {
        if is_bytes || matches!(ty, Type::String(_)) {
            return Content::PLAIN_TEXT;
        }
        if place.direction == Direction::Received {
            self.unused_schema(place, &ty, "text");
            return Content::PLAIN_TEXT;
        }
        // The types of its properties may still wait in the queue.
        self.types.drain();
        if self.is_scalar(&ty) {
            return Content::Text(ty);
        }
        if !self.may_have_members(&ty) {
            self.unused_schema(place, &ty, "text");
            return Content::PLAIN_TEXT;
        }
        self.warn_of_media_types(place.media, (&ty, Family::Form), &place.pointer);
        let encodings = self.encodings(place.media, Family::Form, &place.pointer);
        Content::Form(ty, encodings)
    }

    /// Returns the content of a text. Scalars are written as text. A value with a structure is JSON where the media
    /// type is `text/plain`; for other types of text its schema is not used.
    fn text(&mut self, place: &Place<'d, '_>, ty: Type, null: bool) -> Content {
        match ty {
            Type::Any => Content::PLAIN_TEXT,
            ty if self.is_scalar(&ty) => Content::Text(ty),
            ty if place.media_type.essence() == "text/plain" => Content::Json(nullable(ty, null)),
            ty => {
                self.unused_schema(place, &ty, "text");
                Content::PLAIN_TEXT
            }
        }
    }

    pub(super) fn is_scalar(&self, ty: &Type) -> bool {
        match ty {
            Type::Defined(id) => matches!(self.types.shape(*id), Some(Shape::Enum(_))),
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
            _ => false,
        }
    }

    /// Returns the type of a JSON Patch: a list of operations (RFC 6902, section 3), also where the document says no
    /// more than that it is an object. Other types are returned as they are.
    fn patch(&self, place: &Place<'d, '_>, ty: Type) -> Type {
        let any_object = Type::Map(Box::new(Type::Any));
        let is_patch = place.media_type.essence() == "application/json-patch+json";
        if is_patch && (ty == Type::Any || ty == any_object) {
            return Type::Array(Box::new(any_object));
        }
        ty
    }

    /// Warns that the schema of a body is not used. Scalars need no warning.
    fn unused_schema(&mut self, place: &Place<'d, '_>, ty: &Type, what: &str) {
        if !self.is_scalar(ty) {
            self.warn_unused(place, ty, what);
        }
    }

    fn warn_unused(&mut self, place: &Place<'d, '_>, ty: &Type, what: &str) {
        if *ty != Type::Any {
            self.warn(
                Code::BodySchemaUnused,
                &place.pointer,
                format!(
                    "a body of `{}` is given as {what}: its schema is not used",
                    place.media_type
                ),
            )
            .advise("describe it as JSON if it is that, or as a string");
        }
    }

    /// Returns the content of a stream of values. `itemSchema` describes each value, and so does `items` of a list; any
    /// other schema can only mean each value too.
    fn stream(&mut self, place: &Place<'d, '_>, framing: Framing, family: Family) -> Content {
        let otherwise = match family {
            Family::Json => Type::Any,
            _ => Type::String(Text::Plain),
        };
        let (ty, _) = split_null(self.body_type(place).unwrap_or(otherwise));
        let is_list = matches!(ty, Type::Array(_)) && !place.is_by_item();
        let is_bytes = match place.schema() {
            Some(schema) if is_list => self.read.is_list_of_bytes(schema),
            _ => self.is_bytes(place, &ty),
        };
        let is_item = is_list || place.is_by_item();
        let ty = match ty {
            Type::Array(item) if is_list => *item,
            ty => ty,
        };
        if framing == Framing::Data {
            self.types.event_data(&ty);
        }
        let item = match ty {
            _ if is_bytes => None,
            Type::Any => None,
            // The text of the data is the event itself.
            Type::String(_) if framing == Framing::Data => None,
            ty => Some(ty),
        };
        match framing {
            Framing::Data if is_item => Content::Stream(Framing::Events, item),
            framing => Content::Stream(framing, item),
        }
    }
}

impl Place<'_, '_> {
    /// Whether the schema is that of each item.
    fn is_by_item(&self) -> bool {
        self.media.item_schema.is_some()
    }

    /// The keyword of the schema that [`schema`](Self::schema) returns.
    fn key(&self) -> &'static str {
        if self.is_by_item() {
            "itemSchema"
        } else {
            "schema"
        }
    }

    /// The schema of the items, or else of the whole.
    fn schema(&self) -> Option<SchemaId> {
        self.media.item_schema.or(self.media.schema)
    }
}

/// Returns the content of a body without a schema.
fn without_schema(family: Family, direction: Direction) -> Content {
    match family {
        Family::Json => Content::Json(Type::Any),
        Family::Form if direction == Direction::Sent => Content::Form(Type::Any, Vec::new()),
        Family::Multipart if direction == Direction::Sent => Content::Parts(Parts::ByHand),
        Family::Text | Family::Xml | Family::Form => Content::PLAIN_TEXT,
        Family::Any | Family::Binary | Family::Multipart => Content::Bytes,
    }
}
