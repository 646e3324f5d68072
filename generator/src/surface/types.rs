//! Structs, enums and unions.

use super::{Aspect, Builder, Entry, Noun, calls};
use crate::api::{
    Docs, Media, OperationId, Presence, Root, Shape, Shared, StatusPattern, Step, Type, TypeDef,
    TypeId,
};
use crate::diagnostic::push_step;
use crate::maps::HashMap;
use crate::package::{Construction, DefaultForm, Field, Item, Struct, TaggedVariant, TypeItem};
use serde_json::Value;
use std::borrow::Cow;

impl Builder<'_, '_> {
    pub(super) fn types(&mut self) {
        let package = self.package;
        for (place, item) in package.types.iter().enumerate() {
            let id = TypeId(place);
            let pointer = self.pointer(id);
            let key = format!("types::{}", item.name.code());
            let mut entry = self.made.item(Noun::Type, &pointer, item.docs);
            match &item.item {
                Item::Transparent(_) => continue,
                Item::Alias(_) => entry.fact(Aspect::Type, self.ty(&Type::Defined(id))),
                Item::Newtype(ty, boxed) => {
                    entry.fact(
                        Aspect::Type,
                        format!("{}{}", if *boxed { "Box of " } else { "" }, self.ty(ty)),
                    );
                }
                Item::Struct(shape) => self.fields(&key, &pointer, &mut entry, shape, id),
                Item::Enum(shape) => {
                    entry.fact(Aspect::Kind, format!("enum {:?}", shape.kind));
                    for one in &shape.variants {
                        let mut variant = self.made.item(Noun::Variant, &pointer, one.docs);
                        variant.fact(Aspect::Value, one.value.to_string());
                        variant.addition_breaks = shape.unknown.is_none();
                        self.add(format!("{key}::{}", one.ident.code()), variant);
                    }
                }
                Item::Union(shape) => {
                    entry.fact(Aspect::Kind, "enum of types");
                    let unknown = shape.unknown.as_ref().map(crate::package::Ident::code);
                    entry.fact(Aspect::Openness, unknown.map_or("closed".into(), Cow::from));
                    entry.fact(
                        Aspect::Wire,
                        format!("discriminator {}", shape.discriminator.unwrap_or("none")),
                    );
                    for one in &shape.variants {
                        let mut variant = self.made.item(Noun::Variant, &pointer, one.docs);
                        let ty = self.ty(one.ty);
                        variant.fact(
                            Aspect::Type,
                            if one.boxed { format!("Box<{ty}>") } else { ty },
                        );
                        variant.fact(Aspect::Value, one.tags.join(", "));
                        variant.addition_breaks = shape.unknown.is_none();
                        self.add(format!("{key}::{}", one.ident.code()), variant);
                    }
                }
                Item::Tagged(shape) => {
                    entry.fact(Aspect::Kind, "enum of types that name themselves");
                    entry.fact(Aspect::Openness, shape.unknown.code());
                    for one in &shape.variants {
                        self.tagged(&key, &pointer, one);
                    }
                }
            }
            if has_own_default(item) {
                let default = self.made.item(Noun::Trait, &pointer, &Docs::default());
                self.add(format!("{key}: Default"), default);
            }
            self.add(key, entry);
        }
    }

    fn tagged(&mut self, key: &str, pointer: &str, one: &TaggedVariant<'_>) {
        let mut variant = self.made.item(Noun::Variant, pointer, one.docs);
        let ty = one.ty.map_or("()".to_owned(), |ty| self.ty(ty));
        variant.fact(
            Aspect::Type,
            if one.boxed { format!("Box<{ty}>") } else { ty },
        );
        variant.fact(Aspect::Value, one.tag.to_owned());
        self.add(format!("{key}::{}", one.ident.code()), variant);
    }

    /// How a struct is made, and its fields.
    fn fields(
        &mut self,
        key: &str,
        pointer: &str,
        entry: &mut Entry,
        shape: &Struct<'_>,
        id: TypeId,
    ) {
        self.construction(entry, shape);
        let is_open = matches!(
            shape.construction,
            Construction::Received | Construction::Setters
        );
        let defaults = self.api.types.get(id).map(defaults).unwrap_or_default();
        for field in &shape.fields {
            let mut one = self.field(pointer, shape, &defaults, field);
            one.addition_breaks = !is_open;
            self.add(format!("{key}.{}", field.ident.code()), one);
        }
        let rest = shape.rest.as_ref().map(|(ident, ty)| (ident, self.ty(ty)));
        let received = shape
            .received
            .as_ref()
            .map(|ident| (ident, "AsReceived".to_owned()));
        for (ident, ty) in rest.into_iter().chain(received) {
            let mut one = self.made.item(Noun::Field, pointer, &Docs::default());
            one.fact(Aspect::Type, ty);
            one.addition_breaks = !is_open;
            self.add(format!("{key}.{}", ident.code()), one);
        }
    }

    /// How a struct is made.
    fn construction(&self, entry: &mut Entry, shape: &Struct<'_>) {
        let kind = match shape.has_files() {
            true => "struct of parts",
            false => "struct",
        };
        entry.fact(Aspect::Kind, kind);
        entry.fact(Aspect::Construction, format!("{:?}", shape.construction));
        let arguments = shape.arguments.iter();
        let arguments = arguments.filter_map(|place| shape.fields.get(*place));
        let (mut names, mut types) = (Vec::new(), Vec::new());
        for field in arguments {
            let ty = self.value_of(field);
            names.push(field.ident.code());
            types.push(match field.presence {
                Presence::RequiredNullable => format!("Option of {ty}"),
                _ => ty,
            });
        }
        match &shape.required {
            Some(required) => {
                let mut named: Vec<String> = names.iter().zip(&types).map(named).collect();
                named.sort();
                let takes = format!("{} {{ {} }}", required.code(), named.join(", "));
                entry.fact(Aspect::Arguments, takes);
            }
            None if shape.construction == Construction::NewAndSetters => {
                entry.fact(Aspect::Arguments, format!("({})", types.join(", ")));
                entry.fact(Aspect::ArgumentNames, format!("({})", names.join(", ")));
            }
            None => {}
        }
    }

    /// A field of a struct.
    fn field(
        &self,
        pointer: &str,
        shape: &Struct<'_>,
        defaults: &HashMap<&str, &Value>,
        field: &Field<'_>,
    ) -> Entry {
        let mut at = pointer.to_owned();
        at.push_str("/properties");
        push_step(&mut at, field.name);
        let mut one = self.made.item(Noun::Field, &at, field.docs);
        let ty = match (field.boxed, self.value_of(field)) {
            (true, ty) => format!("Box<{ty}>"),
            (false, ty) => ty,
        };
        let ty = match field.presence {
            Presence::Required => ty,
            Presence::RequiredNullable | Presence::Optional => format!("Option<{ty}>"),
            Presence::OptionalNullable => format!("Field<{ty}>"),
        };
        one.fact(Aspect::Type, ty);
        one.fact(Aspect::Presence, presence(field.presence));
        one.fact(Aspect::Wire, field.name.to_owned());
        let default = defaults.get(field.name);
        let default = default.map_or("none".into(), |default| Cow::from(default.to_string()));
        one.fact(Aspect::Default, default);
        let fixed = field
            .fixed
            .filter(|_| shape.construction != Construction::Received);
        if let Some(fixed) = fixed {
            one.fact(Aspect::Value, fixed.to_string());
        }
        one
    }

    fn operation(&self, id: OperationId) -> String {
        let operation = self.api.operations.get(id.0);
        operation.map_or("/paths".to_owned(), calls::at)
    }

    /// Where the schema of a request body stands.
    fn body(&self, id: OperationId) -> String {
        let mut pointer = self.operation(id);
        if !self.is_swagger2 {
            pointer.push_str("/requestBody");
            let operation = self.api.operations.get(id.0);
            let body = operation.and_then(|operation| operation.body.as_ref());
            push_content(&mut pointer, body.map_or(&[], |body| &body.media));
        }
        pointer
    }

    /// Where the schema of a response stands.
    fn response(&self, id: OperationId, status: StatusPattern) -> String {
        let mut pointer = self.operation(id);
        pointer.push_str("/responses");
        push_step(&mut pointer, &calls::status(status));
        let operation = self.api.operations.get(id.0);
        let mut responses = operation.into_iter().flat_map(|one| &one.responses);
        let response = responses.find(|response| response.status == status);
        match self.is_swagger2 {
            true => pointer.push_str("/schema"),
            false => push_content(&mut pointer, response.map_or(&[], |one| &one.media)),
        }
        pointer
    }

    fn shared(&self, kind: Shared, name: &str) -> String {
        let kind = match kind {
            Shared::Response => "responses",
            Shared::RequestBody => "requestBodies",
            Shared::Parameter => "parameters",
            Shared::Header => "headers",
        };
        let above = if self.is_swagger2 { "" } else { "/components" };
        let mut pointer = format!("{above}/{kind}");
        push_step(&mut pointer, name);
        pointer
    }

    /// Where a type stands, or the nearest node above it of which that is known.
    fn pointer(&self, id: TypeId) -> String {
        let Some(def) = self.api.types.get(id) else {
            return String::new();
        };
        let mut pointer = match &def.origin.root {
            Root::Component(name)
            | Root::RequestForm(name)
            | Root::MultipartForm(name)
            | Root::EventForm(name) => {
                let schemas = match self.is_swagger2 {
                    true => "/definitions",
                    false => "/components/schemas",
                };
                let mut pointer = schemas.to_owned();
                push_step(&mut pointer, name);
                pointer
            }
            Root::RequestBody(id) => self.body(*id),
            Root::Response(id, status) => self.response(*id, *status),
            Root::ResponseHeader(id, status, name) => {
                let mut pointer = self.operation(*id);
                pointer.push_str("/responses");
                push_step(&mut pointer, &calls::status(*status));
                pointer.push_str("/headers");
                push_step(&mut pointer, name);
                return pointer;
            }
            Root::Parameter(id, _) => return self.operation(*id),
            Root::Shared(kind, name) => return self.shared(*kind, name),
            Root::Webhook(_) => return "/components".to_owned(),
        };
        for step in &def.origin.steps {
            match step {
                Step::Member(name) => {
                    pointer.push_str("/properties");
                    push_step(&mut pointer, name);
                }
                Step::Items => pointer.push_str("/items"),
                Step::Values => pointer.push_str("/additionalProperties"),
                Step::Item(_) | Step::Variant(..) => break,
            }
        }
        pointer
    }
}

/// The way from a body to the schema of its first representation.
fn push_content(pointer: &mut String, media: &[Media]) {
    if let Some(first) = media.first() {
        pointer.push_str("/content");
        push_step(pointer, &first.media_type.to_string());
        pointer.push_str("/schema");
    }
}

/// Whether a type has `Default` where others of its kind may have none.
fn has_own_default(item: &TypeItem<'_>) -> bool {
    let is_usual = match &item.item {
        Item::Struct(shape) => shape.construction == Construction::Setters,
        _ => item.default == Some(DefaultForm::ByRuntime),
    };
    item.default.is_some() && !is_usual
}

/// What may be missing, in words.
fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::RequiredNullable => "required, may be null",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "optional, may be null",
    }
}

/// The values that a server assumes for the properties of a definition, by their names: most have none.
fn defaults(def: &TypeDef) -> HashMap<&str, &Value> {
    let Shape::Struct(shape) = &def.shape else {
        return HashMap::default();
    };
    let members = shape.members.iter();
    let defaults = members.filter_map(|one| Some((one.name.as_str(), one.default.as_ref()?)));
    defaults.collect()
}

fn named((name, ty): (&String, &String)) -> String {
    format!("{name}: {ty}")
}
