//! Operations as methods: their arguments, results and errors.

use super::context::Context;
use super::responses::{self, ErrorSets};
use super::scope::Scope;
use super::{paging, types, words};
use crate::api::{self, Location, Operation, Parameter, Type};
use crate::package::{Argument, Body, Call, Ident, Media, Passing};

/// Methods that every call has, so that no setter can have their names.
const TAKEN_SETTERS: &[&str] = &["send", "response", "pages", "items", "into_future"];

/// Decides how an operation is called.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    scope: &mut Scope,
    operation: &'a Operation,
    method: Ident,
    full: &str,
) -> Call<'a> {
    let name = scope.unique(&words::upper(full));
    let (arguments, setters) = arguments(context, operation);
    let responses = responses::plan(context, errors, scope, operation, &name);
    let security = alternatives(context.api, operation);
    let paging = paging::plan(context, operation, &responses.output);
    Call {
        method,
        name,
        operation,
        arguments,
        setters,
        output: responses.output,
        arms: responses.arms,
        errors: responses.errors,
        security: (security != context.security).then_some(security),
        servers: &operation.servers,
        scopes: scopes(operation),
        paging,
    }
}

/// What authenticates an operation, as scheme names.
pub(super) fn alternatives<'a>(api: &'a api::Api, operation: &Operation) -> Vec<Vec<&'a str>> {
    operation
        .security
        .iter()
        .map(|requirement| {
            let schemes = requirement.schemes.iter();
            schemes
                .filter_map(|(id, _)| Some(api.schemes.get(id.0)?.name.as_str()))
                .collect()
        })
        .collect()
}

/// The scopes that an operation's alternatives name, each once.
fn scopes(operation: &Operation) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for (_, scopes) in operation
        .security
        .iter()
        .flat_map(|requirement| &requirement.schemes)
    {
        for scope in scopes {
            if !found.contains(&scope.as_str()) {
                found.push(scope);
            }
        }
    }
    found
}

/// The arguments, required parameters first, then the body; and the setters for all that is optional.
fn arguments<'a>(
    context: &Context<'a, '_>,
    operation: &'a Operation,
) -> (Vec<Argument<'a>>, Vec<Argument<'a>>) {
    let mut names = Scope::reserving(&["self"]);
    let mut setters = Scope::reserving(TAKEN_SETTERS);
    let mut required = Vec::new();
    let mut optional = Vec::new();
    for parameter in &operation.parameters {
        if parameter.required {
            required.push(argument(
                names.unique(&words::lower(&parameter.name)),
                parameter,
            ));
        } else {
            optional.push(argument(setter(&mut setters, &parameter.name), parameter));
        }
    }
    if let Some((body, media, ty)) = operation
        .body
        .as_ref()
        .and_then(|body| body_of(context, body))
    {
        let target = if body.required {
            &mut required
        } else {
            &mut optional
        };
        let wanted = words::lower("body");
        let ident = if body.required {
            names.unique(&wanted)
        } else {
            setter(&mut setters, "body")
        };
        target.push(Argument {
            ident,
            docs: &body.docs,
            ty,
            passing: Passing::Body(media),
        });
    }
    (required, optional)
}

/// The name of a setter; one that every call has already gets `_param` behind it.
fn setter(scope: &mut Scope, name: &str) -> Ident {
    let wanted = words::lower(name);
    if TAKEN_SETTERS.contains(&wanted.as_str()) {
        return scope.unique(&words::lower(&format!("{name}_param")));
    }
    scope.unique(&wanted)
}

fn argument(ident: Ident, parameter: &Parameter) -> Argument<'_> {
    let (name, encoding) = (parameter.name.as_str(), &parameter.encoding);
    let passing = match parameter.location {
        Location::Path => Passing::Path(name, encoding),
        Location::Query => Passing::Query(name, encoding),
        Location::Header => Passing::Header(name, encoding),
        Location::Cookie => Passing::Cookie(name, encoding),
    };
    Argument {
        ident,
        docs: &parameter.docs,
        ty: &parameter.ty,
        passing,
    }
}

/// The form in which a body is sent: JSON if the document offers it, then text, then bytes.
fn body_of<'a>(
    context: &Context<'a, '_>,
    body: &'a api::Body,
) -> Option<(&'a api::Body, Media<'a>, &'a Type)> {
    let kind = |media: &api::Media| responses::media_kind(context.api, media);
    let media = [Body::Json, Body::Text, Body::Bytes]
        .iter()
        .find_map(|wanted| body.media.iter().find(|media| kind(media) == *wanted))?;
    let ty = match kind(media) {
        Body::Json => types::resolve(context.api, &media.ty),
        Body::Text => responses::PLAIN_TEXT,
        Body::Bytes => &Type::Binary,
    };
    Some((
        body,
        Media {
            media_type: &media.media_type,
            body: kind(media),
        },
        ty,
    ))
}
