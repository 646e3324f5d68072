//! Operations as methods: their arguments, results and errors.

use super::context::Context;
use super::failures::ErrorSets;
use super::names::Scope;
use super::names::{Wish, texts};
use super::responses;
use super::{bodies, constructors, fixed, paging, words};
use crate::api::{self, Location, Operation, Parameter, ParameterEncoding};
use crate::package::{Argument, Call, Fixed, Ident, NamedParameters, Passing, QueryString};

/// Methods that every call has, so that no setter can have their names.
const TAKEN_SETTERS: &[&str] = &[
    "send",
    "send_blocking",
    "response",
    "response_blocking",
    "with",
    "pages",
    "items",
    "into_future",
];

/// Decides how an operation is called.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    scope: &mut Scope,
    operation: &'a Operation,
    method: Ident,
    name: Ident,
) -> Call<'a> {
    let responses = responses::plan(context, errors, scope, operation, &name);
    let mut taken = TAKEN_SETTERS.to_vec();
    let methods = responses.representations.iter();
    taken.extend(methods.map(|one| one.method.as_str()));
    let content_types = operation.body.as_ref();
    let content_types = content_types.map_or_else(Vec::new, bodies::content_types);
    if !content_types.is_empty() {
        taken.push("content_type");
    }
    if operation.body.as_ref().is_some_and(bodies::has_typed_parts) {
        taken.push("part_content_type");
    }
    if responses.chooses {
        taken.push("accept");
    }
    let given = given(context, operation, &method, &taken);
    let named = given
        .named
        .map(|(ident, fields)| named(context, scope, operation, &name, ident, fields));
    let security = alternatives(context.api, operation);
    let paging = paging::plan(context, operation, &responses.output);
    Call {
        method,
        name,
        operation,
        arguments: given.arguments,
        named,
        constants: given.constants,
        setters: given.setters,
        alternatives: given.alternatives,
        content_types,
        output: responses.output,
        arms: responses.arms,
        accept: responses.accept,
        chooses: responses.chooses,
        streamed: responses.streamed,
        representations: responses.representations,
        headers: responses.headers,
        errors: responses.errors,
        security: (security != context.security).then_some(security),
        servers: &operation.servers,
        redirects: responses.redirects,
        scopes: scopes(operation),
        paging,
    }
}

/// Returns the security requirements of an operation as lists of scheme names, of which any one suffices. A client
/// certificate (`mutualTLS`) is a matter of the transport, which a call cannot look at, so it counts as given.
pub(super) fn alternatives<'a>(api: &'a api::Api, operation: &Operation) -> Vec<Vec<&'a str>> {
    operation
        .security
        .iter()
        .map(|requirement| {
            let schemes = requirement.schemes.iter();
            schemes
                .filter_map(|(id, _)| api.schemes.get(id.0))
                .filter(|scheme| scheme.kind != api::SchemeKind::MutualTls)
                .map(|scheme| scheme.name.as_str())
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

/// The input of a call: constants, arguments, the struct of named parameters, setters, and the other forms of the body.
struct Given<'a> {
    constants: Vec<(Argument<'a>, Fixed<'a>)>,
    arguments: Vec<Argument<'a>>,
    named: Option<(Ident, Vec<Argument<'a>>)>,
    setters: Vec<Argument<'a>>,
    alternatives: Vec<(Ident, Argument<'a>)>,
}

/// Returns the name of the argument for the struct of named parameters: `required`, numbered if another argument has
/// that name.
fn struct_argument(by_place: &[Argument<'_>]) -> Ident {
    let mut names = Scope::reserving(&["self"]);
    for argument in by_place {
        names.unique(&argument.ident);
    }
    names.unique(&words::lower("required"))
}

/// The struct of the parameters that are given by name.
fn named<'a>(
    context: &Context<'a, '_>,
    scope: &mut Scope,
    operation: &Operation,
    call: &Ident,
    ident: Ident,
    fields: Vec<Argument<'a>>,
) -> NamedParameters<'a> {
    let wish = Wish {
        names: constructors::names(call.as_str(), "parameters"),
        rank: 0,
        key: format!("{} {}", operation.method, operation.path),
    };
    let names = context.namer.settle("parameters", scope, &[wish]);
    NamedParameters {
        name: names.into_iter().next().unwrap_or_else(|| call.clone()),
        ident,
        fields,
    }
}

/// The arguments, required parameters first, then the body; the setters for all that is optional; and the body in its
/// other forms.
fn given<'a>(
    context: &Context<'a, '_>,
    operation: &'a Operation,
    method: &Ident,
    taken: &[&str],
) -> Given<'a> {
    let key = format!("{} {}", operation.method, operation.path);
    let fixed = |parameter: &'a Parameter| match parameter.required {
        true => fixed::only(context.api, &parameter.ty),
        false => None,
    };
    let of = |required: bool| {
        let parameters = operation.parameters.iter();
        parameters.filter(move |one| one.required == required && fixed(one).is_none())
    };
    let mut names = Scope::reserving(&["self"]);
    let mut setters = Scope::reserving(taken);
    let kind = format!("argument {key}");
    let wishes: Vec<Wish> = of(true).map(parameter).collect();
    let idents = context.namer.settle(&kind, &mut names, &wishes);
    let mut required: Vec<Argument<'a>> = of(true)
        .zip(idents)
        .map(|(parameter, ident)| argument(context, ident, parameter))
        .collect();
    required.sort_by_cached_key(|one| place_in_path(&operation.path, one));
    let wishes: Vec<Wish> = of(false).map(parameter).collect();
    let idents = context.namer.settle(&kind, &mut setters, &wishes);
    let mut optional: Vec<Argument<'a>> = of(false)
        .zip(idents)
        .map(|(parameter, ident)| argument(context, ident, parameter))
        .collect();
    let mut alternatives = Vec::new();
    if let Some(body) = &operation.body {
        let (target, ident) = match body.required {
            true => (&mut required, names.unique(&words::lower("body"))),
            false => (&mut optional, setters.unique(&words::lower("body"))),
        };
        let forms = bodies::plan(context, body);
        let mut forms = forms.into_iter().map(|(media, ty)| Argument {
            ident: ident.clone(),
            docs: &body.docs,
            ty,
            example: None,
            passing: Passing::Body(media),
        });
        target.extend(forms.next());
        for form in forms {
            let Passing::Body(media) = &form.passing else {
                continue;
            };
            let name = if body.required { method } else { &ident };
            let wanted = words::lower(&format!("{}_as_{}", name.as_str(), bodies::word(media)));
            let name = if body.required {
                wanted
            } else {
                setters.unique(&wanted)
            };
            alternatives.push((name, form));
        }
    }
    let by_name = constructors::named_parameters(context.items, &mut required);
    let named = (!by_name.is_empty()).then(|| (struct_argument(&required), by_name));
    context
        .namer
        .order(&format!("arguments {key}"), &mut required, |one| {
            one.ident.as_str().to_owned()
        });
    let constants = operation.parameters.iter();
    let constants = constants
        .filter_map(|one| Some((argument(context, words::lower(&one.name), one), fixed(one)?)));
    Given {
        constants: constants.collect(),
        arguments: required,
        named,
        setters: optional,
        alternatives,
    }
}

/// Returns the place of an argument's parameter in the path, by which arguments are sorted; all others come behind. The
/// order of the document's list would tell several texts apart by nothing that a user sees.
fn place_in_path(path: &str, argument: &Argument<'_>) -> usize {
    let place = match &argument.passing {
        Passing::Path(name, _) => path.find(&format!("{{{name}}}")),
        _ => None,
    };
    place.unwrap_or(usize::MAX)
}

/// Makes the wish for the name of a parameter's argument or setter. Where every call has a method of the plain name, or
/// another parameter wants it too, a longer name ends with `param` or says where the parameter travels.
fn parameter(parameter: &Parameter) -> Wish {
    let mut wish = texts::field_called(&parameter.name, parameter.docs.name.as_deref());
    let place = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        Location::QueryString => "querystring",
    };
    let with = |word: &str| words::lower(&format!("{}_{word}", parameter.name));
    wish.names.insert(wish.names.len() - 1, with("param"));
    wish.names.push(with(place));
    wish.key = format!("{place} {}", parameter.name);
    wish
}

fn argument<'a>(context: &Context<'a, '_>, ident: Ident, parameter: &'a Parameter) -> Argument<'a> {
    let (name, encoding) = (parameter.name.as_str(), &parameter.encoding);
    let passing = match parameter.location {
        Location::Path => Passing::Path(name, encoding),
        Location::Query => Passing::Query(name, encoding),
        Location::Header => Passing::Header(name, encoding),
        Location::Cookie => Passing::Cookie(name, encoding),
        Location::QueryString => Passing::QueryString(
            name,
            match encoding {
                ParameterEncoding::Form(encodings) => {
                    QueryString::Form(bodies::form(context, &parameter.ty, encodings))
                }
                ParameterEncoding::Content(_) => QueryString::Json,
                ParameterEncoding::Style { .. } | ParameterEncoding::Text => QueryString::Text,
            },
        ),
    };
    Argument {
        ident,
        docs: &parameter.docs,
        ty: &parameter.ty,
        example: parameter.example.as_deref(),
        passing,
    }
}
