//! Methods, what they take and what they give.

use super::bodies::{body, parts, query};
use super::wire::listing;
use super::{Aspect, Builder, Entry, Noun, security, servers};
use crate::api::{
    Docs, Encoding, Location, Operation, ParameterEncoding, StatusPattern, Style, StyleEncoding,
};
use crate::diagnostic::push_step;
use crate::maps::HashMap;
use crate::package::{Argument, Call, ErrorSet, Group, Output, Passing, RepresentationCall};
use serde_json::Value;
use std::borrow::Cow;

impl Builder<'_, '_> {
    pub(super) fn groups(&mut self) {
        let package = self.package;
        for group in &package.groups {
            let mut entry = self.made.described(Noun::Method, "/tags", group.docs);
            entry.fact(Aspect::Type, group.name.code());
            let feature = group.feature.and_then(|place| package.features.get(place));
            entry.fact(
                Aspect::Feature,
                feature.map_or(Cow::from("none"), |feature| feature.name.clone().into()),
            );
            let accessor = format!("Client::{}()", group.accessor.code());
            self.add(&*accessor, entry);
            for call in &group.calls {
                self.call(&accessor, group, call);
            }
        }
        for (place, set) in package.error_sets.iter().enumerate() {
            let pointer = self.first_with_errors(place);
            self.errors(set, &pointer);
        }
    }

    fn call(&mut self, accessor: &str, group: &Group<'_>, call: &Call<'_>) {
        let operation = call.operation;
        let pointer = at(operation);
        let key = format!("{accessor}.{}", call.method.code());
        let path = format!("{}::", group.module.code());
        let mut entry = self.method(call, &pointer);
        let (output, variants) = self.output(&path, &pointer, &call.output);
        entry.fact(Aspect::Output, output);
        self.entries.extend(variants);
        self.add(format!("{key}()"), entry);
        self.setters(call, &key, &pointer);
        self.bodies(call, accessor, &key, &pointer);
        self.representations(call, &key, &path, &pointer);
        for header in call.headers.iter().flat_map(|headers| &headers.fields) {
            let pointer = header_at(operation, header.name);
            let mut field = self.made.item(Noun::Field, &pointer, header.docs);
            field.fact(Aspect::Type, self.ty(header.ty));
            field.fact(Aspect::Wire, format!("{} {:?}", header.name, header.form));
            self.add(format!("{key}().headers.{}", header.ident.code()), field);
        }
        if let Some(paging) = &call.paging {
            let mut entry = self.made.item(Noun::Method, &pointer, &Docs::default());
            entry.fact(Aspect::Type, self.ty(paging.item));
            entry.fact(Aspect::Wire, listing(paging));
            self.add(format!("{key}() as a listing"), entry);
        }
    }

    /// The method of an operation: what it takes, and what it sends.
    fn method(&self, call: &Call<'_>, pointer: &str) -> Entry {
        let operation = call.operation;
        let mut entry = self.made.item(Noun::Method, pointer, &operation.docs);
        let types: Vec<String> = call
            .arguments
            .iter()
            .map(|one| self.argument(one))
            .collect();
        let names: Vec<String> = call.arguments.iter().map(|one| one.ident.code()).collect();
        let mut takes = format!("({})", types.join(", "));
        if let Some(named) = &call.named {
            let fields = named.fields.iter();
            let fields = fields.map(|one| format!("{}: {}", one.ident.code(), self.ty(one.ty)));
            let mut fields: Vec<String> = fields.collect();
            fields.sort();
            takes.push_str(&format!(" and {} {{ {} }}", named.name, fields.join(", ")));
        }
        entry.fact(Aspect::Arguments, takes);
        entry.fact(Aspect::ArgumentNames, format!("({})", names.join(", ")));
        let request = format!("{} {}", operation.method, operation.path);
        entry.fact(Aspect::Request, request);
        entry.fact(Aspect::Media, call.accept.join(", "));
        // Those of the whole client are told of once, there.
        let security = call.security.as_ref().map(|own| security(own).into());
        let security = security.unwrap_or(Cow::from("that of the client"));
        entry.fact(Aspect::Security, security);
        let own: Cow<'static, str> = match call.servers {
            [] => "those of the client".into(),
            own => servers(own).into(),
        };
        entry.fact(Aspect::Servers, own);
        let statuses = operation.responses.iter().map(|one| status(one.status));
        let mut statuses: Vec<String> = statuses.collect();
        statuses.sort();
        entry.fact(Aspect::Statuses, statuses.join(", "));
        let kind = match &call.errors {
            None => call.name.code(),
            Some((name, place)) => {
                let set = self.package.error_sets.get(*place);
                let set = set.map_or("", |set| set.name.as_str());
                format!("{} with errors {name} = {set}", call.name)
            }
        };
        entry.fact(Aspect::Kind, kind);
        for (argument, value) in &call.constants {
            self.travels(&mut entry, argument);
            entry.fact_of(Aspect::Value, &argument.ident.code(), value.to_string());
        }
        for argument in call.required() {
            self.travels(&mut entry, argument);
            let limits = argument.docs.notes.join(" ");
            entry.fact_of(Aspect::Limits, &argument.ident.code(), limits);
            let format = argument.docs.format.clone().unwrap_or_default();
            entry.fact_of(Aspect::Format, &argument.ident.code(), format);
        }
        entry
    }

    /// The setters of a call.
    fn setters(&mut self, call: &Call<'_>, key: &str, pointer: &str) {
        let parameters = call.operation.parameters.iter();
        let defaults = parameters.filter_map(|one| {
            let key = (one.location, one.name.as_str());
            Some((key, one.default.as_ref()?))
        });
        let defaults: Defaults<'_> = defaults.collect();
        for argument in &call.setters {
            let mut setter = self.setter(argument, Noun::Setter, pointer);
            setter.fact(Aspect::Default, default(&defaults, &argument.passing));
            self.add(format!("{key}().{}()", argument.ident.code()), setter);
        }
    }

    /// The other forms of a call's body: methods of the group where a call must give one, and else setters.
    fn bodies(&mut self, call: &Call<'_>, accessor: &str, key: &str, pointer: &str) {
        for (method, argument) in &call.alternatives {
            let (noun, key) = match call.is_body_required() {
                true => (Noun::Method, format!("{accessor}.{}()", method.code())),
                false => (Noun::Setter, format!("{key}().{}()", method.code())),
            };
            let entry = self.setter(argument, noun, pointer);
            self.add(key, entry);
        }
    }

    /// What takes one argument.
    fn setter(&self, argument: &Argument<'_>, noun: Noun, pointer: &str) -> Entry {
        let mut setter = self.made.item(noun, pointer, argument.docs);
        setter.fact(Aspect::Type, self.argument(argument));
        self.travels(&mut setter, argument);
        setter
    }

    /// The other representations that a call can ask for.
    fn representations(&mut self, call: &Call<'_>, key: &str, path: &str, pointer: &str) {
        for other in &call.representations {
            let mut entry = self.made.item(Noun::Method, pointer, &Docs::default());
            entry.fact(Aspect::Kind, format!("{:?}", other.decoder));
            entry.fact(Aspect::Media, other.accept.join(", "));
            if let RepresentationCall::Own(_, output, _) = &other.call {
                let (output, variants) = self.output(path, pointer, output);
                entry.fact(Aspect::Output, output);
                self.entries.extend(variants);
            }
            self.add(format!("{key}().{}()", other.method.code()), entry);
        }
    }

    /// How an argument travels.
    fn travels(&self, entry: &mut Entry, argument: &Argument<'_>) {
        let name = argument.ident.code();
        let (aspect, text) = match &argument.passing {
            Passing::Path(name, how) => (Aspect::Wire, format!("path {name} {}", way(how))),
            Passing::Query(name, how) => (Aspect::Wire, format!("query {name} {}", way(how))),
            Passing::Header(name, how) => (Aspect::Wire, format!("header {name} {}", way(how))),
            Passing::Cookie(name, how) => (Aspect::Wire, format!("cookie {name} {}", way(how))),
            Passing::QueryString(_, how) => (Aspect::Wire, format!("whole query {}", query(how))),
            Passing::Body(media) => (
                Aspect::Media,
                format!("{}, {}", media.media_type, body(&media.body)),
            ),
        };
        entry.fact_of(aspect, &name, text);
        // Each part of a body has a fact of its own: one that is new changes nothing about the others.
        if let Passing::Body(media) = &argument.passing {
            for (part, text) in parts(&media.body) {
                entry.fact_of(Aspect::Wire, &format!("{name}.{part}"), text);
            }
        }
    }

    /// The type of a result, and the variants that it has of its own.
    fn output(
        &self,
        path: &str,
        pointer: &str,
        output: &Output<'_>,
    ) -> (String, Vec<(String, Entry)>) {
        let body = |ty: Option<&crate::api::Type>| ty.map_or("()".to_owned(), |ty| self.ty(ty));
        match output {
            Output::One(decoder, ty) => (format!("{decoder:?} {}", body(*ty)), Vec::new()),
            Output::Several(name, variants, _) => {
                let variant = |one: &crate::package::OutputVariant<'_>| {
                    let mut entry = self.made.item(Noun::Variant, pointer, one.docs);
                    entry.fact(Aspect::Type, format!("{:?} {}", one.decoder, body(one.ty)));
                    (
                        format!("{path}{}::{}", name.code(), one.ident.code()),
                        entry,
                    )
                };
                (name.code(), variants.iter().map(variant).collect())
            }
        }
    }

    /// The responses of the first operation, by its path, that documents the errors of a set.
    fn first_with_errors(&self, place: usize) -> String {
        let calls = self.package.groups.iter().flat_map(|group| &group.calls);
        let calls = calls.filter(|call| matches!(&call.errors, Some((_, set)) if *set == place));
        let first = calls.map(|call| at(call.operation)).min();
        first.map_or("/paths".to_owned(), |first| format!("{first}/responses"))
    }

    fn errors(&mut self, set: &ErrorSet<'_>, pointer: &str) {
        for case in &set.cases {
            let mut pointer = pointer.to_owned();
            push_step(&mut pointer, &case.status);
            let mut entry = self.made.item(Noun::Variant, &pointer, case.docs);
            let ty = case.ty.map_or("()".to_owned(), |ty| self.ty(ty));
            entry.fact(Aspect::Type, format!("{:?} {ty}", case.decoder));
            entry.fact(Aspect::Value, case.status.clone());
            self.add(
                format!("errors::{}::{}", set.name.code(), case.ident.code()),
                entry,
            );
        }
    }
}

/// Where an operation stands.
pub(super) fn at(operation: &Operation) -> String {
    let mut pointer = "/paths".to_owned();
    push_step(&mut pointer, &operation.path);
    push_step(&mut pointer, &operation.method.to_ascii_lowercase());
    pointer
}

/// Where the first response stands that has a header.
fn header_at(operation: &Operation, name: &str) -> String {
    let mut pointer = at(operation);
    let mut responses = operation.responses.iter();
    let first = responses.find(|response| response.headers.iter().any(|one| one.name == name));
    if let Some(response) = first {
        pointer.push_str("/responses");
        push_step(&mut pointer, &status(response.status));
        pointer.push_str("/headers");
        push_step(&mut pointer, name);
    }
    pointer
}

/// A documented status as the document has it.
pub(super) fn status(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => code.to_string(),
        StatusPattern::Range(hundreds) => format!("{hundreds}XX"),
        StatusPattern::Default => "default".to_owned(),
    }
}

/// The values that a server assumes for the parameters of an operation, by their places and names: most have none.
type Defaults<'a> = HashMap<(Location, &'a str), &'a Value>;

/// The value that a server assumes for a parameter that is not given.
fn default(defaults: &Defaults<'_>, passing: &Passing<'_>) -> Cow<'static, str> {
    let key = match *passing {
        Passing::Path(name, _) => (Location::Path, name),
        Passing::Query(name, _) => (Location::Query, name),
        Passing::Header(name, _) => (Location::Header, name),
        Passing::Cookie(name, _) => (Location::Cookie, name),
        Passing::QueryString(..) | Passing::Body(_) => return "none".into(),
    };
    let default = defaults.get(&key);
    default.map_or("none".into(), |default| default.to_string().into())
}

/// How a value becomes text, in words.
pub(super) fn way(encoding: &ParameterEncoding) -> String {
    match encoding {
        ParameterEncoding::Style(style) => styled(style),
        ParameterEncoding::Content(media_type) => format!("as {media_type}"),
        ParameterEncoding::Form(encodings) if encodings.is_empty() => "as a form".to_owned(),
        ParameterEncoding::Form(encodings) => {
            let mut members: Vec<String> = encodings.iter().map(member).collect();
            members.sort();
            format!("as a form: {}", members.join("; "))
        }
        ParameterEncoding::Text => "as a text".to_owned(),
    }
}

/// How a member of a form becomes text.
fn member(encoding: &Encoding) -> String {
    let types = encoding.content_types.iter().map(ToString::to_string);
    let types: Vec<String> = types.collect();
    let style = encoding.style.as_ref().map(way);
    let words = [types.join(" or "), style.unwrap_or_default()];
    format!("{} {}", encoding.name, words.join(" ").trim())
}

/// How a value becomes text by a style.
pub(super) fn styled(encoding: &StyleEncoding) -> String {
    let name = |style: Style| format!("{style:?}").to_lowercase();
    let mut words = vec![format!("in the style {}", name(encoding.style))];
    let also = [
        (encoding.explode, "exploded"),
        (encoding.allow_reserved, "with reserved characters"),
        (encoding.allow_empty, "perhaps empty"),
    ];
    words.extend(
        also.iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| (*word).to_owned()),
    );
    let items = encoding.items.iter();
    words.extend(items.map(|style| format!("with items in the style {}", name(*style))));
    words.join(", ")
}
