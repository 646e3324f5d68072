//! The forms that bodies may have.

use super::media_type::{Family, essence, family, framing};
use super::nullable::{nullable, split_null};
use super::site::Site;
use super::view::View;
use super::{Lowering, format};
use crate::api::{Framing, Media, Root, Text, Type, Xml};
use crate::diagnostic::push_step;
use crate::document::ITEM_SCHEMA;
use openapiv3::{Content, MediaType};

impl<'d> Lowering<'d, '_> {
    /// The forms of a body that stands at a pointer and belongs to `root`.
    pub(super) fn media(&mut self, content: &'d Content, pointer: &str, root: &Root) -> Vec<Media> {
        let mut forms: Vec<Media> = Vec::new();
        for (name, media) in content {
            let media_type = essence(name);
            let mut pointer = format!("{pointer}/content");
            push_step(&mut pointer, name);
            let family = family(&media_type);
            let encodings = self.encodings(media, family, &pointer);
            let by_item = media.extensions.contains_key(ITEM_SCHEMA);
            pointer.push_str(if by_item { "/itemSchema" } else { "/schema" });
            let ty = match &media.schema {
                Some(schema) => {
                    let ty = self.element(schema, &Site::start(&pointer, root));
                    let is_file = |(_, view): (_, View<'d>)| format::is_file(&view);
                    let ty = match ty {
                        Type::Any if self.target(schema.into()).is_some_and(is_file) => {
                            Type::Binary
                        }
                        ty => ty,
                    };
                    match framing(&media_type) {
                        Some(_) => ty,
                        // A list of parts is for the user to make.
                        None if by_item => Type::Binary,
                        None => content_type(ty, family),
                    }
                }
                None => match family {
                    Family::Json | Family::Form | Family::Multipart => Type::Any,
                    Family::Text | Family::Xml => Type::String(Text::Plain),
                    Family::Any | Family::Binary => Type::Binary,
                },
            };
            match forms.iter().find(|known| known.media_type == media_type) {
                Some(known) if known.ty == ty => {}
                Some(_) => {
                    self.warn(&pointer, format!("`{media_type}` occurs several times, apart from parameters: the first counts"))
                        .advise("describe it once");
                }
                None => forms.push(sequence(Media {
                    xml: self.media_xml(media, &ty, family),
                    framing: framing(&media_type),
                    media_type,
                    ty,
                    item: by_item.then_some(Type::Any),
                    encodings,
                })),
            }
        }
        forms
    }
}

impl<'d> Lowering<'d, '_> {
    /// How a body stands in XML, if it is XML of which more is known than that it is text.
    fn media_xml(&self, media: &'d MediaType, ty: &Type, family: Family) -> Option<Xml> {
        let is_known = family == Family::Xml && !matches!(ty, Type::String(_) | Type::Any);
        let schema = media.schema.as_ref().filter(|_| is_known)?;
        Some(self.root_xml(schema.into()))
    }
}

/// A form of a body with what is known of the values that follow one another in it: `itemSchema` describes each, and
/// so do the items of a list; another schema can but mean the same.
fn sequence(mut media: Media) -> Media {
    let Some(framing) = media.framing else {
        media.item = None;
        return media;
    };
    let by_item = media.item.take().is_some();
    let (ty, _) = split_null(std::mem::replace(&mut media.ty, Type::String(Text::Plain)));
    let (ty, is_item) = match ty {
        Type::Array(item) if !by_item => (*item, true),
        ty => (ty, by_item),
    };
    media.item = match ty {
        Type::Any | Type::Binary => None,
        // The text of the data is the event itself.
        Type::String(_) if framing == Framing::Data => None,
        ty => Some(ty),
    };
    if framing == Framing::Data && is_item {
        media.framing = Some(Framing::Events);
    }
    media
}

/// The type of a whole body: bytes where the media type is neither text nor structured.
fn content_type(ty: Type, family: Family) -> Type {
    let (ty, null) = split_null(ty);
    match (family, ty) {
        // A form is there or not.
        (Family::Form | Family::Multipart, ty) => ty,
        (Family::Binary, Type::String(_) | Type::Any) => Type::Binary,
        (Family::Text | Family::Xml, Type::Binary | Type::Any) => Type::String(Text::Plain),
        (_, ty) => nullable(ty, null),
    }
}
