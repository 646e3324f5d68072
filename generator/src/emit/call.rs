//! An operation: the method that prepares a call, and the type of the call.

use super::docs::Comment;
use super::file::{Code, File, Function, tokens};
use super::{
    body, client, decode, deprecated, errors, fixed, headers, layout, markdown, method_docs, named,
    paging, style,
};
use crate::api::{Location, ParameterEncoding, Text, Type};
use crate::package::{
    Argument, Body, Call, Decoder, Group, Ident, Output, Passing, Representation,
    RepresentationCall,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The methods of the group: one, and one for each other form that a required body may have.
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
    let mut arguments: Vec<TokenStream> = Vec::new();
    let mut chain = start(file, call);
    for (location, name, value) in &call.operation.fixed {
        chain = match location {
            Location::Header => quote!(#chain.header(#name, #value)),
            _ => quote!(#chain.query(#name, #value)),
        };
    }
    for (argument, fixed) in &call.constants {
        let value = fixed::expression(file, argument.ty, *fixed);
        let step = parameter(file, argument, &format!("&{value}"));
        let step = tokens(&step);
        chain = quote!(#chain #step);
    }
    for argument in given {
        let (ident, ty) = (&argument.ident, tokens(&argument_type(file, argument)));
        arguments.push(quote!(#ident: #ty));
        let value = value(file, argument);
        let step = passing(file, argument, &value);
        chain = quote!(#chain #step);
    }
    if let Some(named) = &call.named {
        let (ident, ty) = (&named.ident, tokens(&named::ty(file, named)));
        arguments.push(quote!(#ident: #ty));
        for field in &named.fields {
            let value = named::value(file.package, named, field);
            let step = passing(file, field, &value);
            chain = quote!(#chain #step);
        }
    }
    if let Some(security) = &call.security {
        let security = client::alternatives(security);
        chain = quote!(#chain.security(#security));
    }
    if !call.servers.is_empty() {
        let servers = client::servers(file, call.servers);
        chain = quote!(#chain.server(#servers));
    }
    if !call.redirects.is_empty() {
        let statuses = call
            .redirects
            .iter()
            .map(|code| Literal::u16_unsuffixed(*code));
        chain = quote!(#chain.documented_redirects(&[#(#statuses),*]));
    }
    if !call.accept.is_empty() && !call.takes_header("accept") {
        let accept = call.accept.join(", ");
        chain = quote!(#chain.accept(#accept));
    }
    if let Some(streamed) = &call.streamed {
        chain = quote!(#chain.stream(&[#(#streamed),*]));
    }
    let note = deprecated::note(&call.operation.docs);
    let deprecated = note.map(|note| quote!(#[deprecated = #note]));
    let code = quote! {
        #deprecated
        pub fn #method(&self, #(#arguments),*) -> #name { #name(#chain) }
    };
    Function {
        docs,
        code: Code::Tokens(code),
    }
}

/// The call of a method and a path template.
fn start(file: &mut File<'_, '_>, call: &Call<'_>) -> TokenStream {
    let ty = tokens(&file.runtime("Call"));
    let path = &call.operation.template;
    let method = call.operation.method.as_str();
    match method {
        "GET" | "PUT" | "POST" | "DELETE" | "PATCH" | "HEAD" | "OPTIONS" => {
            let method = tokens(&method.to_ascii_lowercase());
            quote!(#ty::#method(self.0, #path))
        }
        _ => quote!(#ty::new(self.0, #method, #path)),
    }
}

/// The type of the call, its setters, and how its responses are decoded.
pub(super) fn emit(file: &mut File<'_, '_>, group: &Group<'_>, call: &Call<'_>) {
    let name = &call.name;
    if let Some(parameters) = &call.named {
        named::emit(file, group, call, parameters);
    }
    let inner = file.runtime("Call");
    file.written(format!(
        "/// A call prepared by [`{}::{}`].\n#[derive(Debug)]\n\
         #[must_use = \"nothing is sent until the call is awaited\"]\npub struct {}({inner});\n",
        group.name,
        call.method,
        name.code()
    ));
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

/// The method that sets what a call may give.
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
    let (ident, ty) = (&argument.ident, argument_type(file, argument));
    let code = match &argument.passing {
        Passing::Path(..) | Passing::Query(..) | Passing::Header(..) | Passing::Cookie(..) => {
            let value = value(file, argument);
            let step = parameter(file, argument, &value);
            let ident = ident.code();
            let arguments = ["self".to_owned(), format!("{ident}: {ty}")];
            let head = layout::head(&format!("pub fn {ident}"), &arguments, "Self");
            Code::Written(format!("{head}        Self(self.0{step})\n    }}\n"))
        }
        Passing::Body(_) | Passing::QueryString(..) => {
            let value = value(file, argument);
            let (ty, step) = (tokens(&ty), passing(file, argument, &value));
            Code::Tokens(quote!(pub fn #name(self, #ident: #ty) -> Self { Self(self.0 #step) }))
        }
    };
    Function { docs, code }
}

/// The setters of media types, where bytes may be of several.
fn choices(call: &Call<'_>) -> Vec<Function> {
    let setter = |name: &str, what: &str, types: &[&str]| {
        let method = tokens(name);
        let types: Vec<String> = types.iter().map(|one| markdown::code(one)).collect();
        let types: Vec<&str> = types.iter().map(String::as_str).collect();
        let of = errors::list(&types);
        Function {
            docs: Comment::line(&format!("Sets the media type of the {what}, one of {of}.")),
            code: Code::Tokens(quote! {
                pub fn #method(self, media_type: &str) -> Self { Self(self.0.#method(media_type)) }
            }),
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
        code: Code::Tokens(quote! {
            pub fn part_content_type(self, part: &str, media_type: &str) -> Self {
                Self(self.0.part_content_type(part, media_type))
            }
        }),
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
    // What is asked for already may have been chosen.
    let accept = (representation.accept != call.accept).then(|| representation.accept.join(", "));
    let accept = accept.map(|accept| Literal::string(&accept).to_string());
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

/// The type of an argument: text and lists borrowed, small values by value, the rest by reference.
fn argument_type(file: &mut File<'_, '_>, argument: &Argument<'_>) -> String {
    if let Passing::Body(media) = &argument.passing
        && let Some(ty) = body::argument_type(file, media)
    {
        return ty;
    }
    let ty = file.ty(argument.ty);
    match (file.package.resolve(argument.ty), &argument.passing) {
        (_, Passing::Body(media)) if matches!(media.body, Body::Lines) => format!("&[{ty}]"),
        (Type::String(Text::Plain), _) => "&str".to_owned(),
        (Type::Array(item), _) => format!("&[{}]", file.ty(item)),
        (_, _) if file.package.is_converted(argument.ty) => format!("impl Into<{ty}>"),
        (_, _) if file.package.is_passed_by_value(argument.ty) => ty,
        _ => format!("&{ty}"),
    }
}

/// The step of the chain that passes an argument by this expression.
fn passing(file: &mut File<'_, '_>, argument: &Argument<'_>, value: &str) -> TokenStream {
    match &argument.passing {
        Passing::QueryString(name, query) => body::query_string(file, name, query, &tokens(value)),
        Passing::Body(media) => body::passing(file, media, &argument.ident, &tokens(value)),
        _ => tokens(&parameter(file, argument, value)),
    }
}

/// The step of the chain that passes the value of a parameter.
fn parameter(file: &mut File<'_, '_>, argument: &Argument<'_>, value: &str) -> String {
    let (method, name, encoding) = match &argument.passing {
        Passing::Path(name, encoding) => ("path", name, encoding),
        Passing::Header(name, encoding) => ("header", name, encoding),
        Passing::Cookie(name, encoding) => ("cookie", name, encoding),
        Passing::Query(name, encoding) => ("query", name, encoding),
        Passing::QueryString(..) | Passing::Body(_) => return String::new(),
    };
    let name = layout::literal(name);
    match encoding {
        ParameterEncoding::Content(_) | ParameterEncoding::Form(_) | ParameterEncoding::Text => {
            format!(".{method}_json({name}, {value})")
        }
        ParameterEncoding::Style(encoding) => {
            let is_scalar = file.package.is_scalar(argument.ty);
            if style::is_usual(encoding, is_scalar) {
                return format!(".{method}({name}, {value})");
            }
            let style = style::style(encoding, is_scalar, &file.runtime("Style"));
            format!(".{method}_style({name}, {value}, {style})")
        }
    }
}

/// An argument as it is passed on.
fn value(file: &mut File<'_, '_>, argument: &Argument<'_>) -> String {
    let ident = argument.ident.code();
    if file.package.is_converted(argument.ty) {
        let ty = file.ty(argument.ty);
        format!("&Into::<{ty}>::into({ident})")
    } else if file.package.is_passed_by_value(argument.ty) {
        format!("&{ident}")
    } else {
        ident
    }
}
