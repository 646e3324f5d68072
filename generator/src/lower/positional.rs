//! Bodies whose parts have no names: a list, of which each item is a part (OpenAPI 3.2, Encoding By Position).

use super::Lowering;
use super::encoding::content_types;
use super::media_type::{Family, family};
use super::schema::nullable::split_null;
use super::schema::position::Position;
use super::schema::read::format;
use crate::api::{ItemEncoding, MediaType, Parts, PositionalEncoding, Root, Shape, Text, Type};
use crate::diagnostic::{Code, push_step};
use crate::document::{self, Encoding, JsonType, Schema, SchemaId};

/// A part that has no parts of its own.
enum Leaf {
    /// A value of a type.
    Value(Type),
    /// Bytes.
    File,
}

/// The encodings of a list, if the document has any.
type Encodings<'d> = Option<&'d document::PositionalEncoding>;

impl<'d> Lowering<'d, '_> {
    /// Returns the parts of a body whose schema describes a list, or each item of one; `None` if it does neither. The
    /// user puts parts together that no type can describe.
    pub(super) fn parts_of_list(
        &mut self,
        media: &'d document::MediaType,
        media_type: &MediaType,
        pointer: &str,
        root: &Root,
    ) -> Option<Parts> {
        let encodings = media.positional.as_deref();
        let schema = media.item_schema.or(media.schema)?;
        let is_item = media.item_schema.is_some();
        if !is_item && self.list(schema).is_none() {
            return None;
        }
        let is_form = media_type.essence() == "multipart/form-data";
        let is_encoded = encodings.is_some() || !media.encoding.is_empty();
        // The names of its parts are those of properties, which have no encoding of their own here.
        if is_form && is_encoded {
            return Some(Parts::ByHand);
        }
        if encodings.is_none() && is_encoded {
            self.warn(
                Code::KeywordWithoutEffect,
                &format!("{pointer}/encoding"),
                "`encoding` is for parts that have names: it is not used for a list of parts",
            )
            .advise("say it in `prefixEncoding` or `itemEncoding` (OpenAPI 3.2)");
        }
        let key = if is_item { "itemSchema" } else { "schema" };
        let pointer = format!("{pointer}/{key}");
        let position = Position::start(&pointer, root);
        let made = match is_item {
            true => self.alike(schema, encodings, &position),
            false => self.list_as_parts(schema, encodings, &position),
        };
        // The properties may still wait.
        self.types.drain();
        Some(match made {
            Some((ty, encoding)) if !is_form || self.holds_objects(&ty) => {
                Parts::Items(ty, encoding)
            }
            _ => Parts::ByHand,
        })
    }

    /// Whether all items of a list have properties, which can be parts with names.
    fn holds_objects(&self, list: &Type) -> bool {
        list.children().all(|item| match item {
            Type::Map(_) => true,
            Type::Defined(id) => {
                let shape = self.types.shape(*id);
                matches!(shape, Some(Shape::Struct(_) | Shape::Union(_)))
            }
            _ => false,
        })
    }

    /// Returns the schema that describes the items of a list, and its name, if it has one.
    fn list(&self, schema: SchemaId) -> Option<(Option<&'d str>, &'d Schema)> {
        let mut chain = self.read.chain(schema).into_iter();
        chain.find(|(_, view)| {
            let mut types = view.types.iter();
            let may_be = types.all(|ty| matches!(ty, JsonType::Array | JsonType::Null));
            let says_items = !view.json_schema.prefix_items.is_empty() || view.items.is_some();
            may_be && (says_items || view.types.contains(&JsonType::Array))
        })
    }

    /// Returns a list of parts that all have the same schema.
    fn alike(
        &mut self,
        item: SchemaId,
        encodings: Encodings<'d>,
        position: &Position<'_>,
    ) -> Option<(Type, PositionalEncoding)> {
        if encodings.is_some_and(|encodings| !encodings.prefix.is_empty()) {
            return None;
        }
        let said = encodings.and_then(|encodings| encodings.item.as_ref());
        let (ty, encoding) = self.part(Some(item), said, position)?;
        let encoding = PositionalEncoding {
            first: Vec::new(),
            others: Some(Box::new(encoding)),
        };
        Some((Type::Array(Box::new(ty)), encoding))
    }

    /// Returns a list whose items are parts; `None` if the user has to put them together.
    fn list_as_parts(
        &mut self,
        schema: SchemaId,
        encodings: Encodings<'d>,
        position: &Position<'_>,
    ) -> Option<(Type, PositionalEncoding)> {
        let (name, view) = self.list(schema)?;
        let Some(name) = name else {
            return self.items_as_parts(view, encodings, position);
        };
        let mut pointer = "/components/schemas".to_owned();
        push_step(&mut pointer, name);
        let root = Root::Component(name.to_owned());
        let position = Position::named(&pointer, &root, position.depth);
        self.items_as_parts(view, encodings, &position)
    }

    fn items_as_parts(
        &mut self,
        view: &'d Schema,
        encodings: Encodings<'d>,
        position: &Position<'_>,
    ) -> Option<(Type, PositionalEncoding)> {
        let prefix = encodings.map_or(&[][..], |encodings| &encodings.prefix);
        let item = encodings.and_then(|encodings| encodings.item.as_ref());
        let count = view.json_schema.prefix_items.len().max(prefix.len());
        if count > Type::LONGEST_TUPLE {
            return None;
        }
        let items = view.items.filter(|items| !self.read.is_false(*items));
        let (mut first, mut types) = (Vec::new(), Vec::new());
        for index in 0..count {
            let said = prefix.get(index).or(item);
            let (ty, encoding) = match view.json_schema.prefix_items.get(index) {
                Some(schema) => self.part(Some(*schema), said, &position.item(index)),
                None => self.part(items, said, &position.items()),
            }?;
            types.push(ty);
            first.push(encoding);
        }
        let is_closed =
            view.bounds.items.1 == Some(count) || items.is_none() && view.items.is_some();
        let has_others = items.is_some() || item.is_some() || count == 0;
        let others = match !is_closed && has_others {
            true => Some(self.part(items, item, &position.items())?),
            false => None,
        };
        let (ty, others) = match (others, count) {
            (Some((ty, others)), 0) => (Type::Array(Box::new(ty)), Some(others)),
            (Some((ty, others)), _) => (Type::OpenTuple(types, Box::new(ty)), Some(others)),
            (None, 0) => return None,
            (None, _) => (Type::Tuple(types), None),
        };
        let others = others.map(Box::new);
        Some((ty, PositionalEncoding { first, others }))
    }

    /// Returns the type of a part and its encoding; `None` if the user has to make the part.
    fn part(
        &mut self,
        schema: Option<SchemaId>,
        said: Option<&'d Encoding>,
        position: &Position<'_>,
    ) -> Option<(Type, ItemEncoding)> {
        let types = said.map(content_types).unwrap_or_default();
        let (headers, missing) = match said {
            Some(said) => self.constant_headers(&said.headers),
            None => Default::default(),
        };
        let mut encoding = ItemEncoding {
            media_type: types.iter().find(|one| !one.is_range()).cloned(),
            headers,
            ..ItemEncoding::default()
        };
        if let Some(first) = types.first()
            && family(first.essence()) == Family::Multipart
        {
            if first.essence() == "multipart/form-data" || !missing.is_empty() {
                return None;
            }
            let nested = said.and_then(|said| said.positional.as_deref());
            let (ty, parts) = self.list_as_parts(schema?, nested, position)?;
            encoding.parts = Some(parts);
            return Some((ty, encoding));
        }
        let ty = match self.leaf(schema, &types, position)? {
            Leaf::Value(ty) if missing.is_empty() => ty,
            Leaf::Value(_) => return None,
            // The user can give a file the headers that are missing.
            Leaf::File => {
                encoding.is_file = true;
                Type::Any
            }
        };
        Some((ty, encoding))
    }

    /// Returns the value or file that a part without parts of its own is; `None` if bytes stand somewhere inside of its
    /// value.
    fn leaf(
        &mut self,
        schema: Option<SchemaId>,
        types: &[MediaType],
        position: &Position<'_>,
    ) -> Option<Leaf> {
        let Some(schema) = schema else {
            return Some(match is_file(&Type::Any, types) {
                true => Leaf::File,
                false => Leaf::Value(Type::Any),
            });
        };
        if self.read.is_bytes(schema) {
            return Some(Leaf::File);
        }
        if self.read.holds_bytes(schema) {
            return None;
        }
        let (ty, _) = split_null(self.types.element(schema, position));
        let says_bytes = ty == Type::Any && format::is_file(self.read.schemas.get(schema));
        if says_bytes || is_file(&ty, types) {
            return Some(Leaf::File);
        }
        let is_written = self.is_scalar(&ty)
            || types.is_empty()
            || types.iter().any(|one| !is_structured_otherwise(one));
        if is_written {
            return Some(Leaf::Value(ty));
        }
        self.warn(
            Code::BodySchemaUnused,
            &position.pointer(),
            format!(
                "a part of `{}` is given as bytes: its schema is not used",
                types.first().map_or("", MediaType::as_str)
            ),
        )
        .advise("describe it as JSON if it is that, or as a string");
        Some(Leaf::File)
    }
}

/// Whether a part of this type and these media types is a file. One without a type is bytes (OpenAPI 3.2, Encoding
/// Object).
fn is_file(ty: &Type, types: &[MediaType]) -> bool {
    let families = || types.iter().map(|one| family(one.essence()));
    let is_bytes = |family| matches!(family, Family::Binary | Family::Any);
    match ty {
        Type::Any => types.is_empty() || !families().all(|family| family == Family::Json),
        Type::String(Text::Plain) => !types.is_empty() && families().all(is_bytes),
        _ => false,
    }
}

/// Whether a structured value of this media type would have to be written in another form than JSON.
fn is_structured_otherwise(media_type: &MediaType) -> bool {
    let family = family(media_type.essence());
    matches!(family, Family::Xml | Family::Binary | Family::Form)
}
