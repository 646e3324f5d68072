//! Encodings: how the properties of forms and the parts of bodies are written (OpenAPI, Encoding Object).

use super::Lowering;
use super::media_type::{Family, family};
use super::parameter::api_style;
use crate::api::{Encoding, MediaType, ParameterEncoding, Shape, StyleEncoding, Type};
use crate::diagnostic::{Code, push_step};
use crate::document::{self, Components, Header, ParameterValue, SchemaId};
use crate::maps::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;

/// The media types that a part may have; none if the document names none.
pub(super) fn content_types(encoding: &document::Encoding) -> Vec<MediaType> {
    let lists = encoding.content_type.iter();
    let types = lists.flat_map(|list| list.split(',')).map(MediaType::parse);
    types
        .filter(|media_type| !media_type.essence().is_empty())
        .collect()
}

impl<'d> Lowering<'d, '_> {
    /// Returns the encodings that a media type, which stands at `pointer`, states for the properties of its form; none
    /// for media types that are no forms.
    pub(super) fn encodings(
        &mut self,
        media: &'d document::MediaType,
        family: Family,
        pointer: &str,
    ) -> Vec<Encoding> {
        if !matches!(family, Family::Form | Family::Multipart) {
            return Vec::new();
        }
        let mut encodings = Vec::new();
        for (name, encoding) in &media.encoding {
            let mut pointer = format!("{pointer}/encoding");
            push_step(&mut pointer, name);
            let headers = match family {
                Family::Multipart => self.part_headers(&encoding.headers, &pointer),
                _ => Vec::new(),
            };
            let style = encoding.style.as_ref().map(|style| {
                ParameterEncoding::Style(StyleEncoding {
                    style: api_style(*style),
                    explode: encoding.explode,
                    allow_reserved: encoding.allow_reserved,
                    allow_empty: false,
                    items: encoding.items.iter().copied().map(api_style).collect(),
                })
            });
            encodings.push(Encoding {
                name: name.clone(),
                content_types: content_types(encoding),
                style,
                headers,
                xml: None,
            });
        }
        encodings
    }

    /// Reports the properties of a form, whose media type stands at `pointer`, that hold objects and are to be written in a
    /// media type which the form cannot hold. All properties of the form have their types already.
    pub(super) fn warn_of_media_types(
        &mut self,
        media: &'d document::MediaType,
        form: (&Type, Family),
        pointer: &str,
    ) {
        let (ty, of_form) = form;
        let is_written = |media_type: &MediaType| match family(media_type.essence()) {
            Family::Multipart | Family::Form => false,
            Family::Xml => of_form != Family::Form,
            _ => true,
        };
        for (name, encoding) in &media.encoding {
            let types = content_types(encoding);
            let first = types.iter().find(|one| !one.is_range());
            let Some(first) = first.filter(|first| !is_written(first)) else {
                continue;
            };
            if !self.is_property_of_objects(ty, name) {
                continue;
            }
            let mut pointer = format!("{pointer}/encoding");
            push_step(&mut pointer, name);
            self.warn(
                Code::PartMediaType,
                &format!("{pointer}/contentType"),
                format!("the property `{name}` cannot be written as `{first}`: it is sent as JSON"),
            )
            .advise("describe it as a string, with `format: binary` if it is bytes, and write its content by hand");
        }
    }

    /// Whether a property of a type is known to be an object, or a list of objects.
    fn is_property_of_objects(&self, ty: &Type, name: &str) -> bool {
        let Type::Defined(id) = ty else {
            return false;
        };
        let Some(Shape::Struct(shape)) = self.types.shape(*id) else {
            return false;
        };
        let mut members = shape.members.iter();
        let member = members.find(|member| member.name == name);
        let mut ty = member.map_or(&Type::Null, |member| &member.ty);
        while let Type::Array(inner) | Type::Nullable(inner) = ty {
            ty = inner;
        }
        *ty != Type::Any && self.may_have_members(ty)
    }

    /// Completes the encodings of an object's properties with what their schemas state: the media type of a part, and
    /// the XML form of parts that are XML.
    pub(super) fn with_schemas(
        &self,
        schema: SchemaId,
        mut encodings: Vec<Encoding>,
    ) -> Vec<Encoding> {
        for (name, media_type) in self.read.media_types_of_properties(schema) {
            let media_type = MediaType::parse(&media_type);
            // A string that contains JSON is still a string.
            if family(media_type.essence()) == Family::Json {
                continue;
            }
            match encodings.iter_mut().find(|known| known.name == name) {
                Some(known) if !known.content_types.is_empty() => {}
                Some(known) => known.content_types.push(media_type),
                None => encodings.push(Encoding {
                    name,
                    content_types: vec![media_type],
                    style: None,
                    headers: Vec::new(),
                    xml: None,
                }),
            }
        }
        for encoding in &mut encodings {
            let first = encoding.content_types.first();
            if first.is_some_and(|first| family(first.essence()) == Family::Xml) {
                let property = self.read.property(schema, &encoding.name);
                encoding.xml = property.map(|property| {
                    let mut xml = self.read.root_xml(property);
                    xml.name.get_or_insert_with(|| encoding.name.clone());
                    Box::new(xml)
                });
            }
        }
        encodings
    }

    /// Returns the headers of a part for which the document admits exactly one value. Other headers that are required
    /// are reported.
    fn part_headers(
        &mut self,
        headers: &'d IndexMap<String, ReferenceOr<Header>>,
        pointer: &str,
    ) -> Vec<(String, String)> {
        let (mut constant, missing) = self.constant_headers(headers);
        let pointer = format!("{pointer}/headers");
        constant.retain(|(name, _)| {
            let mut pointer = pointer.clone();
            push_step(&mut pointer, name);
            self.is_header_name(name, &pointer, "the part goes without it")
        });
        for name in missing {
            let mut pointer = pointer.clone();
            push_step(&mut pointer, name);
            self.warn(
                Code::PartHeader,
                &pointer,
                format!(
                    "the header `{name}` of a part is left out: a file can be given it by hand"
                ),
            )
            .advise("give its schema a `const`, or make it a member of the form");
        }
        constant
    }

    /// Returns the headers of a part for which the document admits exactly one value, and the names of the other
    /// headers that are required.
    pub(super) fn constant_headers(
        &self,
        headers: &'d IndexMap<String, ReferenceOr<Header>>,
    ) -> (Vec<(String, String)>, Vec<&'d str>) {
        let (mut constant, mut missing) = (Vec::new(), Vec::new());
        for (name, header) in headers {
            let own = ["content-type", "content-disposition"];
            let target = Components::follow(&self.components.headers, header);
            let target = target.map(|(_, header)| header);
            let Some(header) = target.filter(|_| !own.contains(&name.to_lowercase().as_str()))
            else {
                continue;
            };
            match self.only_value(&header.value) {
                Some(Value::String(text)) => constant.push((name.clone(), text)),
                Some(value) => constant.push((name.clone(), value.to_string())),
                None if header.required => missing.push(name.as_str()),
                None => {}
            }
        }
        (constant, missing)
    }

    /// Returns the only value that a schema admits.
    fn only_value(&self, value: &'d ParameterValue) -> Option<Value> {
        let ParameterValue::Schema(schema) = value else {
            return None;
        };
        let view = self.read.schemas.get(*schema);
        match view.values()? {
            [only] if !only.is_null() => Some(only.clone()),
            _ => None,
        }
    }
}
