//! An operation: the method that prepares a call, and the type of the call.

use super::docs::Comment;
use super::file::{Code, File, Function, tokens};
use super::{
    argument, client, decode, deprecated, errors, fixed, headers, layout, markdown, method_docs,
    named, paging, servers,
};
use crate::api::{Location, Type};
use crate::package::{
    Argument, Call, Decoder, Group, Ident, Output, Passing, Representation, RepresentationCall,
};

/// Returns the methods of the group for an operation: one, and one for each other form that a required body may have.
pub(super) fn methods(
    file: &mut File<'_, '_>,
    group: &Group<'_>,
    call: &Call<'_>,
) -> Vec<Function> {
    let arguments: Vec<&Argument<'_>> = call.arguments.iter().collect();
    let docs = method_docs::of(file, group, call);
    let mut methods = vec![method(file, call, &call.method, &arguments, docs)];
    if !call.is_body_required() {
        return methods;
    }
    for (name, body) in &call.alternatives {
        let parameters = call.arguments.iter();
        let parameters =
            parameters.filter(|argument| !matches!(argument.passing, Passing::Body(_)));
        let arguments: Vec<&Argument<'_>> = parameters.chain([body]).collect();
        let docs = Comment::line(&format!(
            "As [`{0}`](Self::{0}), with a body of {1}.",
            call.method.as_str(),
            media_type(body)
        ));
        methods.push(method(file, call, name, &arguments, docs));
    }
    methods
}

/// The media type of a body, for the docs.
fn media_type(body: &Argument<'_>) -> String {
    match &body.passing {
        Passing::Body(media) => markdown::code(media.media_type),
        _ => String::new(),
    }
}

/// A method that prepares a call.
fn method(
    file: &mut File<'_, '_>,
    call: &Call<'_>,
    method: &Ident,
    given: &[&Argument<'_>],
    docs: Comment,
) -> Function {
    let name = &call.name;
    let mut arguments = vec!["&self".to_owned()];
    let start = start(file, call);
    let mut steps = constants(file, call);
    for argument in given {
        let ty = argument::ty(file, argument);
        arguments.push(format!("{}: {ty}", argument.ident.code()));
        let value = argument::value(file, argument);
        steps.push(argument::passing(file, argument, &value));
    }
    if let Some(named) = &call.named {
        let ty = named::ty(file, named);
        arguments.push(format!("{}: {ty}", named.ident.code()));
        for field in &named.fields {
            let value = named::value(file.package, named, field);
            steps.push(argument::passing(file, field, &value));
        }
    }
    steps.extend(conditions(file, call));
    let name = name.code();
    let note = deprecated::note(&call.operation.docs);
    let deprecated = note.map(|note| format!("    #[deprecated = {}]\n", layout::literal(&note)));
    let deprecated = deprecated.unwrap_or_default();
    let head = layout::head(&format!("pub fn {}", method.code()), &arguments, &name);
    let made = layout::chain(&name, &start, &steps);
    let text = format!("{deprecated}{head}{made}    }}\n");
    let code = match call.servers {
        [] => Code::Written(text),
        // The formatter breaks literals of structs where they would fit a line too.
        _ => Code::Tokens(tokens(&text)),
    };
    Function { docs, code }
}

/// Returns the steps that pass the values which every call of the operation sends.
fn constants(file: &mut File<'_, '_>, call: &Call<'_>) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    for (location, name, value) in &call.operation.fixed {
        let method = match location {
            Location::Header => "header",
            _ => "query",
        };
        let (name, value) = (layout::literal(name), layout::literal(value));
        steps.push(format!(".{method}({name}, {value})"));
    }
    for (argument, fixed) in &call.constants {
        let value = fixed::expression(file, argument.ty, *fixed);
        steps.push(argument::parameter(file, argument, &format!("&{value}")));
    }
    steps
}

/// The steps that say how the call is sent and answered.
fn conditions(file: &mut File<'_, '_>, call: &Call<'_>) -> Vec<String> {
    let mut steps: Vec<String> = Vec::new();
    if let Some(security) = &call.security {
        steps.push(format!(".security({})", client::alternatives(security)));
    }
    if !call.servers.is_empty() {
        steps.push(format!(
            ".server({})",
            servers::constant(file, call.servers)
        ));
    }
    if !call.redirects.is_empty() {
        let statuses: Vec<String> = call.redirects.iter().map(u16::to_string).collect();
        steps.push(format!(".documented_redirects(&[{}])", statuses.join(", ")));
    }
    if !call.accept.is_empty() && !call.takes_header("accept") {
        let accept = layout::literal(&call.accept.join(", "));
        steps.push(format!(".accept({accept})"));
    }
    if let Some(streamed) = &call.streamed {
        let streamed: Vec<String> = streamed.iter().map(|one| layout::literal(one)).collect();
        steps.push(format!(".stream(&[{}])", streamed.join(", ")));
    }
    steps
}

/// The call of a method and a path template.
fn start(file: &mut File<'_, '_>, call: &Call<'_>) -> String {
    let ty = file.runtime("Call");
    let path = layout::literal(&call.operation.template);
    let method = call.operation.method.as_str();
    match method {
        "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS" => {
            format!("{ty}::{}(self.0, {path})", method.to_ascii_lowercase())
        }
        _ => format!("{ty}::new(self.0, {}, {path})", layout::literal(method)),
    }
}

/// The type of the call, its setters, and how its responses are decoded.
pub(super) fn emit(file: &mut File<'_, '_>, group: &Group<'_>, call: &Call<'_>) {
    let name = &call.name;
    if let Some(parameters) = &call.named {
        named::emit(file, group, call, parameters);
    }
    call_type(file, (&group.name, &call.method), name);
    let mut setters: Vec<Function> = Vec::new();
    for argument in &call.setters {
        setters.push(setter(file, &argument.ident, argument));
    }
    if !call.is_body_required() {
        for (name, argument) in &call.alternatives {
            setters.push(setter(file, name, argument));
        }
    }
    setters.extend(choices(call));
    for representation in &call.representations {
        setters.push(representation_method(file, call, representation));
    }
    file.functions(&format!("impl {}", name.code()), setters);
    if let Some((alias, set)) = &call.errors
        && let Some(set) = file.package.error_sets.get(*set)
    {
        let (name, alias) = (set.name.code(), alias.code());
        let renamed = match name == alias {
            true => String::new(),
            false => format!(" as {alias}"),
        };
        // No alias: variants can be named through it, also by `use`.
        file.text(format!(
            "/// The documented errors of [`{}::{}`].\npub use super::errors::{name}{renamed};\n",
            group.name, call.method,
        ));
    }
    if let Output::Several(output, variants, attributes) = &call.output {
        let method = (&group.name, &call.method);
        decode::output(file, method, output, variants, attributes);
    }
    if let Some(headers) = &call.headers {
        headers::emit(file, group, call, headers);
    }
    decode::operation(file, call);
    paging::emit(file, call);
    for representation in &call.representations {
        decode::representation(file, call, representation);
    }
}

/// The type of a call that a method of an owner prepares.
pub(super) fn call_type(file: &mut File<'_, '_>, (owner, method): (&Ident, &Ident), name: &Ident) {
    let inner = file.runtime("Call");
    let made = format!("pub struct {}", name.code());
    let line = format!("{made}({inner});\n");
    let made = layout::either(line, || format!("{made}(\n    {inner},\n);\n"));
    file.written(format!(
        "/// A call prepared by [`{owner}::{method}`].\n#[derive(Debug)]\n\
         #[must_use = \"nothing is sent until the call is awaited\"]\n{made}"
    ));
}

/// Returns the method that sets an optional argument of a call.
fn setter(file: &mut File<'_, '_>, name: &Ident, argument: &Argument<'_>) -> Function {
    let otherwise = match &argument.passing {
        Passing::Body(_) if *name != argument.ident => {
            format!("Sets the body, as {}.", media_type(argument))
        }
        Passing::Body(_) => "Sets the body.".to_owned(),
        Passing::Path(name, _)
        | Passing::Query(name, _)
        | Passing::Header(name, _)
        | Passing::Cookie(name, _) => {
            format!("Sets the parameter {}.", markdown::code(name))
        }
        Passing::QueryString(..) => "Sets the whole query.".to_owned(),
    };
    let docs = Comment::of(argument.docs, &otherwise);
    let (ident, ty) = (argument.ident.code(), argument::ty(file, argument));
    let value = argument::value(file, argument);
    let step = argument::passing(file, argument, &value);
    let arguments = ["self".to_owned(), format!("{ident}: {ty}")];
    let head = layout::head(&format!("pub fn {}", name.code()), &arguments, "Self");
    Function {
        docs,
        code: Code::Written(format!("{head}        Self(self.0{step})\n    }}\n")),
    }
}

/// Returns the setters of media types, where bytes may be of several.
fn choices(call: &Call<'_>) -> Vec<Function> {
    let setter = |name: &str, what: &str, types: &[&str]| {
        let types: Vec<String> = types.iter().map(|one| markdown::code(one)).collect();
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        let of = errors::list(&types);
        Function {
            docs: Comment::line(&format!("Sets the media type of the {what}, one of {of}.")),
            code: Code::Written(format!(
                "    pub fn {name}(self, media_type: &str) -> Self {{\n        Self(self.0.{name}(media_type))\n    }}\n"
            )),
        }
    };
    let mut found = Vec::new();
    if !call.content_types.is_empty() {
        found.push(setter("content_type", "body", &call.content_types));
    }
    found.extend(part_types(call));
    if call.chooses {
        found.push(setter("accept", "response", &call.accept));
    }
    found
}

/// The setter of the media types of parts that may be of several.
fn part_types(call: &Call<'_>) -> Option<Function> {
    let mut parts: Vec<String> = Vec::new();
    for part in call.typed_parts() {
        let types: Vec<String> = part
            .content_types
            .iter()
            .map(|one| markdown::code(one))
            .collect();
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        let text = format!(
            "{} is one of {}",
            markdown::code(part.name),
            errors::list(&types)
        );
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    (!parts.is_empty()).then(|| Function {
        docs: Comment::line(&format!(
            "Sets the media type of a part: {}.",
            parts.join("; ")
        )),
        code: Code::Written(
            "    pub fn part_content_type(self, part: &str, media_type: &str) -> Self {\n        \
             Self(self.0.part_content_type(part, media_type))\n    }\n"
                .to_owned(),
        ),
    })
}

/// The method that asks for another representation of the response.
fn representation_method(
    file: &mut File<'_, '_>,
    call: &Call<'_>,
    representation: &Representation<'_>,
) -> Function {
    let decoder = representation.decoder;
    let types: Vec<String> = representation
        .accept
        .iter()
        .map(|one| markdown::code(one))
        .collect();
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let asked = errors::list(&types);
    let docs = match decoder {
        Decoder::ByteStream => {
            "Gives the body of the response as it arrives, when awaited.".to_owned()
        }
        Decoder::Lines | Decoder::Records => {
            "Gives the values of the response as they arrive, when awaited.".to_owned()
        }
        decoder if decoder.is_stream() => {
            "Gives the events of the response as they arrive, when awaited.".to_owned()
        }
        Decoder::Text => format!("Asks for {asked}, which is given as text."),
        Decoder::Bytes => format!("Asks for {asked}, which is given as bytes."),
        _ => format!("Asks for {asked}."),
    };
    let method = &representation.method;
    // If the call asks for these media types already, one of them may have been chosen.
    let accept = (representation.accept != call.accept).then(|| representation.accept.join(", "));
    let accept = accept.map(|accept| layout::literal(&accept));
    let own = match &representation.call {
        RepresentationCall::Same => Some("Self".to_owned()),
        RepresentationCall::Own(name, ..) | RepresentationCall::Shared(name) => Some(name.code()),
        RepresentationCall::Plain => None,
    };
    let (output, made) = match own {
        Some(own) => {
            let accept = accept.map(|accept| format!(".accept({accept})"));
            let accept = accept.unwrap_or_default();
            let stream = match decoder.is_stream() {
                true => ".stream(&[])",
                false => "",
            };
            let made = format!("{own}(self.0{accept}{stream})");
            (own, made)
        }
        None => {
            let ty = decode::decoded(file, decoder, Some(Type::PLAIN_TEXT)).unwrap_or_default();
            let make = file.runtime("As");
            let made = match accept {
                Some(accept) => format!("{make}::new(self, {accept})"),
                None => format!("{make}::of(self)"),
            };
            (format!("{make}<Self, {ty}>"), made)
        }
    };
    let head = layout::head(
        &format!("pub fn {}", method.code()),
        &["self".to_owned()],
        &output,
    );
    Function {
        docs: Comment::line(&docs),
        code: Code::Written(format!("{head}        {made}\n    }}\n")),
    }
}
