//! Responses as results and errors, by status.

use super::context::Context;
use super::failures::{self, ErrorSets};
use super::names::Scope;
use super::representations::{self, Representation};
use super::{alternatives, attributes, headers, media_arms, status, words};
use crate::api::{Api, MediaType, Operation, Response, StatusPattern};
use crate::package::{Arm, Decoder, Headers, Ident, Output, OutputVariant, StatusMatch, Step};

/// The plan of an operation's responses: its output, its errors, and the arms that decode either by status.
pub(super) struct Responses<'a> {
    pub(super) output: Output<'a>,
    pub(super) arms: Vec<Arm<'a>>,
    pub(super) accept: Vec<&'a str>,
    pub(super) chooses: bool,
    pub(super) streamed: Option<Vec<&'a str>>,
    pub(super) representations: Vec<crate::package::Representation<'a>>,
    pub(super) headers: Option<Headers<'a>>,
    pub(super) errors: Option<(Ident, usize)>,
    /// The statuses of documented redirects.
    pub(super) redirects: Vec<u16>,
}

/// A success: the response, all its representations, and the one that a call asks for.
pub(super) struct Success<'a> {
    pub(super) response: &'a Response,
    pub(super) all: Vec<Representation<'a>>,
    pub(super) chosen: Representation<'a>,
}

/// Decides what an operation gives back and how its errors are told apart.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    scope: &mut Scope,
    operation: &'a Operation,
    name: &Ident,
) -> Responses<'a> {
    let api = context.api;
    let (successes, failures) = sort(&operation.responses);
    let successes: Vec<Success<'a>> = successes
        .into_iter()
        .map(|response| {
            let all = received(api, operation, response);
            let chosen = representations::best(&all);
            Success {
                response,
                all,
                chosen,
            }
        })
        .collect();
    let (output, mut arms) = output(context, scope, &successes, name);
    let set = (!failures.is_empty()).then(|| errors.set(api, operation, &failures));
    let mut failure_arms = Vec::new();
    if let Some(set) = set.and_then(|index| errors.sets.get(index)) {
        failure_arms.extend(failures::arms(context, operation, &failures, set));
    }
    if !arms.iter().chain(&failure_arms).any(takes_all) {
        failure_arms.push(Arm {
            status: StatusMatch::Any,
            guard: None,
            step: Step::Unexpected,
        });
    }
    let accept = accept(&successes);
    let chooses = chooses(&accept, &successes);
    let representations =
        alternatives::plan(context, scope, &successes, chooses, name, &failure_arms);
    arms.extend(failure_arms);
    let responses: Vec<&Response> = successes.iter().map(|success| success.response).collect();
    Responses {
        output,
        arms,
        chooses,
        accept,
        streamed: streamed(&successes),
        representations,
        headers: headers::plan(api, scope, &responses, name),
        redirects: redirects(&operation.responses),
        errors: set.map(|index| (scope.unique(&words::upper(&format!("{name}Error"))), index)),
    }
}

/// The successes and the failures, each by status. A document that names no success means its default response to be
/// one. A redirect is a success if there is no other, or if the document says that it has a place to go to.
fn sort(responses: &[Response]) -> (Vec<&Response>, Vec<&Response>) {
    let is_named = responses.iter().any(|one| is_success(one.status));
    let is_result = |one: &Response| {
        let mut headers = one.headers.iter();
        let leads = headers.any(|header| header.name.eq_ignore_ascii_case("location"));
        is_success(one.status) || (is_redirect(one.status) && (leads || !is_named))
    };
    let has_result = responses.iter().any(is_result);
    let (mut successes, mut failures): (Vec<&Response>, Vec<&Response>) =
        responses.iter().partition(|one| match one.status {
            StatusPattern::Default => !has_result,
            _ => is_result(one),
        });
    successes.sort_by_key(|response| response.status);
    failures.sort_by_key(|response| response.status);
    (successes, failures)
}

/// The representations in which a response can come: none to HEAD (RFC 9110, section 9.3.2).
pub(super) fn received<'a>(
    api: &'a Api,
    operation: &Operation,
    response: &'a Response,
) -> Vec<Representation<'a>> {
    match operation.method.as_str() {
        "HEAD" => Vec::new(),
        _ => representations::all(api, response),
    }
}

fn takes_all(arm: &Arm<'_>) -> bool {
    arm.status == StatusMatch::Any && arm.guard.is_none()
}

/// Returns the media types that a call asks for in `Accept`; empty where `application/json` is the only one.
fn accept<'a>(successes: &[Success<'a>]) -> Vec<&'a str> {
    let mut types: Vec<&'a str> = Vec::new();
    for success in successes {
        let bytes = success
            .all
            .iter()
            .filter(|one| success.chosen.decoder == Decoder::Bytes && !one.decoder.is_stream());
        for one in std::iter::once(&success.chosen).chain(bytes) {
            let media_type = one.media_type.map(MediaType::accept);
            types.extend(media_type.filter(|media_type| !types.contains(media_type)));
        }
    }
    if matches!(types.as_slice(), ["application/json"]) {
        types.clear();
    }
    types
}

/// Whether a call may choose among several media types, because all of them are received as bytes.
fn chooses(accept: &[&str], successes: &[Success<'_>]) -> bool {
    let is_choice = match accept {
        [one] => one.contains('*'),
        several => several.len() > 1,
    };
    let is_bytes =
        |success: &Success<'_>| matches!(success.chosen.decoder, Decoder::Bytes | Decoder::Empty);
    is_choice && successes.iter().all(is_bytes)
}

/// Returns the media types that are read piece by piece: `None` if there are none, and an empty list if every body is a
/// stream.
fn streamed<'a>(successes: &[Success<'a>]) -> Option<Vec<&'a str>> {
    let chosen = successes.iter().map(|success| success.chosen);
    let with_body: Vec<Representation<'a>> =
        chosen.filter(|one| one.decoder != Decoder::Empty).collect();
    let streams = with_body.iter().filter(|one| one.decoder.is_stream());
    match streams.clone().count() {
        0 => None,
        count if count == with_body.len() => Some(Vec::new()),
        _ => Some(
            streams
                .filter_map(|one| one.media_type.map(MediaType::essence))
                .collect(),
        ),
    }
}

fn is_success(status: StatusPattern) -> bool {
    matches!(
        status,
        StatusPattern::Code(200..=299) | StatusPattern::Range(2)
    )
}

/// Whether a status leads elsewhere, which 304 does not.
fn is_redirect(status: StatusPattern) -> bool {
    match status {
        StatusPattern::Code(code) => (300..=399).contains(&code) && code != 304,
        StatusPattern::Range(digit) => digit == 3,
        StatusPattern::Default => false,
    }
}

/// The statuses of documented redirects, which are not followed.
fn redirects(responses: &[Response]) -> Vec<u16> {
    let documented = responses.iter().filter(|one| is_redirect(one.status));
    let mut found: Vec<u16> = documented
        .flat_map(|one| match one.status {
            StatusPattern::Code(code) => vec![code],
            _ => vec![300, 301, 302, 303, 307, 308],
        })
        .collect();
    found.sort_unstable();
    found
}

pub(super) fn matching(status: StatusPattern) -> StatusMatch {
    match status {
        StatusPattern::Code(code) => StatusMatch::Code(code),
        StatusPattern::Range(digit) => {
            StatusMatch::Range(u16::from(digit) * 100, u16::from(digit) * 100 + 99)
        }
        StatusPattern::Default => StatusMatch::Any,
    }
}

/// The statuses of successes.
pub(super) const SUCCESS: StatusMatch = StatusMatch::Range(200, 299);

/// One type if all successes have the same, else an enum.
pub(super) fn output<'a>(
    context: &Context<'a, '_>,
    scope: &mut Scope,
    successes: &[Success<'a>],
    name: &Ident,
) -> (Output<'a>, Vec<Arm<'a>>) {
    let chosen: Vec<Representation<'a>> = successes.iter().map(|one| one.chosen).collect();
    let first = representations::best(&chosen);
    if chosen.iter().all(|one| one.is_like(&first)) {
        let arms = arms_of_one(context, successes, &first);
        return (Output::One(first.decoder, first.ty), arms);
    }
    let mut idents = Scope::default();
    let variants: Vec<OutputVariant<'a>> = successes
        .iter()
        .map(|success| OutputVariant {
            ident: idents.unique(&words::upper(&status::word(success.response.status))),
            docs: &success.response.docs,
            decoder: success.chosen.decoder,
            ty: success.chosen.ty,
        })
        .collect();
    let idents = variants.iter().map(|variant| Some(&variant.ident));
    let arms = arms_by_status(context, successes.iter().zip(idents).collect());
    let name = scope.unique(&words::upper(&format!("{name}Output")));
    let attributes = attributes::of_output(&variants);
    (Output::Several(name, variants, attributes), arms)
}

/// The arms of successes that all give the same type.
fn arms_of_one<'a>(
    context: &Context<'a, '_>,
    successes: &[Success<'a>],
    first: &Representation<'a>,
) -> Vec<Arm<'a>> {
    if successes.len() > 1 {
        // What one status documents as another type may be the type of another status.
        let arms = arms_by_status(context, successes.iter().map(|one| (one, None)).collect());
        let is_told = |arm: &Arm<'_>| matches!(arm.step, Step::OtherMediaType(_));
        if arms.iter().any(is_told) {
            return arms;
        }
    }
    let all = successes.iter().flat_map(|one| one.all.clone());
    let all: Vec<Representation<'a>> = all.collect();
    let of = |status| media_arms::of_success(context, status, &all, first, Step::Value);
    let mut arms = of(SUCCESS);
    let statuses = successes.iter().map(|one| one.response.status);
    for redirect in statuses.filter(|status| is_redirect(*status)) {
        arms.extend(of(matching(redirect)));
    }
    arms
}

/// The arms of successes by their statuses, each with its variant of the result if that is an enum. A success status
/// that the document does not name is decoded as the nearest one: that with a body, first.
fn arms_by_status<'a>(
    context: &Context<'a, '_>,
    successes: Vec<(&Success<'a>, Option<&Ident>)>,
) -> Vec<Arm<'a>> {
    let of = |status, success: &Success<'a>, variant: Option<&Ident>| {
        let step = |decoder| match variant {
            Some(variant) => Step::Variant(variant.clone(), decoder),
            None => Step::Value(decoder),
        };
        media_arms::of_success(context, status, &success.all, &success.chosen, step)
    };
    let mut arms: Vec<Arm<'a>> = Vec::new();
    for (success, variant) in &successes {
        arms.extend(of(matching(success.response.status), success, *variant));
    }
    let mut with_body = successes.iter();
    let nearest = with_body.find(|(success, _)| success.chosen.decoder != Decoder::Empty);
    if let Some((success, variant)) = nearest.or(successes.first())
        && !arms.iter().any(|arm| arm.status == SUCCESS)
    {
        arms.extend(of(SUCCESS, success, *variant));
    }
    arms
}
