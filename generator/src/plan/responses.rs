//! Responses as results and errors, by status.

use super::bodies::Kind;
use super::context::Context;
use super::names::Scope;
use super::resolve::resolve;
use super::{bodies, headers, status, streams, words};
use crate::api::{Api, Media, Operation, Response, StatusPattern, Type};
use crate::package::{
    Arm, Decoder, ErrorCase, ErrorSet, Headers, Ident, Output, OutputVariant, StatusMatch, Step,
    StreamCall,
};

/// What the responses of an operation become.
pub(super) struct Responses<'a> {
    pub(super) output: Output<'a>,
    pub(super) arms: Vec<Arm>,
    pub(super) accept: Vec<&'a str>,
    pub(super) chooses: bool,
    pub(super) streamed: Option<Vec<&'a str>>,
    pub(super) streams: Vec<StreamCall<'a>>,
    pub(super) headers: Option<Headers<'a>>,
    pub(super) errors: Option<(Ident, usize)>,
}

/// The error sets found so far.
#[derive(Default)]
pub(super) struct ErrorSets<'a> {
    pub(super) sets: Vec<ErrorSet<'a>>,
    scope: Scope,
}

/// A body as it is decoded.
#[derive(Clone, Copy)]
struct Content<'a> {
    decoder: Decoder,
    ty: Option<&'a Type>,
    media_type: Option<&'a str>,
}

impl Content<'_> {
    const NONE: Self = Self {
        decoder: Decoder::Empty,
        ty: None,
        media_type: None,
    };

    fn is_like(&self, other: &Self) -> bool {
        (self.decoder, self.ty) == (other.decoder, other.ty)
    }
}

/// Decides what an operation gives back and how its errors are told apart.
pub(super) fn plan<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    scope: &mut Scope,
    operation: &'a Operation,
    name: &Ident,
) -> Responses<'a> {
    let mut successes: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|r| is_success(r.status))
        .collect();
    let mut failures: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|r| !is_success(r.status))
        .collect();
    if successes.is_empty() {
        // A document that names no success means its default response to be one.
        let (defaults, others) = failures
            .into_iter()
            .partition(|r| r.status == StatusPattern::Default);
        (successes, failures) = (defaults, others);
    }
    successes.sort_by_key(|response| response.status);
    failures.sort_by_key(|response| response.status);
    let api = context.api;
    let contents: Vec<Content<'a>> = successes
        .iter()
        .map(|response| success(api, response))
        .collect();
    let (output, mut arms) = output(scope, &successes, &contents, name);
    let mut failure_arms = Vec::new();
    let set = (!failures.is_empty()).then(|| errors.set(context.api, &failures));
    if let Some(set) = set.and_then(|index| errors.sets.get(index)) {
        let cases = failures.iter().zip(&set.cases);
        failure_arms.extend(cases.map(|(response, case)| Arm {
            status: matching(response.status),
            step: Step::Error(case.ident.clone(), case.decoder),
        }));
    }
    let all = arms.iter().chain(&failure_arms);
    if !all.clone().any(|arm| arm.status == StatusMatch::Any) {
        failure_arms.push(Arm {
            status: StatusMatch::Any,
            step: Step::Unexpected,
        });
    }
    let main: Vec<Decoder> = contents.iter().map(|content| content.decoder).collect();
    let streams = streams::plan(api, scope, &successes, &main, name, &failure_arms);
    arms.extend(failure_arms);
    let accept = accept(&successes, &contents);
    let errors = set.map(|index| (scope.unique(&words::upper(&format!("{name}Error"))), index));
    Responses {
        output,
        arms,
        chooses: chooses(&accept, &contents),
        accept,
        streamed: streamed(&contents),
        streams,
        headers: headers::plan(api, scope, &successes, name),
        errors,
    }
}

/// The media types asked for; none where it is JSON and nothing else.
fn accept<'a>(successes: &[&'a Response], contents: &[Content<'a>]) -> Vec<&'a str> {
    let mut types: Vec<&'a str> = Vec::new();
    for (response, content) in successes.iter().zip(contents) {
        let whole = response
            .media
            .iter()
            .filter(|media| media.framing.is_none());
        let all = whole
            .map(|media| media.media_type.as_str())
            .filter(|_| content.decoder == Decoder::Bytes);
        for media_type in content.media_type.into_iter().chain(all) {
            if !types.contains(&media_type) {
                types.push(media_type);
            }
        }
    }
    if matches!(types.as_slice(), ["application/json"]) {
        types.clear();
    }
    types
}

/// Whether a call may choose its media type, because whatever comes is bytes.
fn chooses(accept: &[&str], contents: &[Content<'_>]) -> bool {
    let is_choice = match accept {
        [one] => one.contains('*'),
        several => several.len() > 1,
    };
    let is_bytes =
        |content: &Content<'_>| matches!(content.decoder, Decoder::Bytes | Decoder::Empty);
    is_choice && contents.iter().all(is_bytes)
}

/// The media types that are read piece by piece.
fn streamed<'a>(contents: &[Content<'a>]) -> Option<Vec<&'a str>> {
    let is_stream = |content: &&Content<'a>| content.decoder.is_stream();
    let with_body = |content: &&Content<'a>| content.decoder != Decoder::Empty;
    if !contents.iter().any(|content| is_stream(&content)) {
        return None;
    }
    if contents
        .iter()
        .filter(with_body)
        .all(|content| is_stream(&content))
    {
        return Some(Vec::new());
    }
    let streams = contents.iter().filter(is_stream);
    Some(streams.filter_map(|content| content.media_type).collect())
}

fn is_success(status: StatusPattern) -> bool {
    matches!(
        status,
        StatusPattern::Code(200..=299) | StatusPattern::Range(2)
    )
}

fn matching(status: StatusPattern) -> StatusMatch {
    match status {
        StatusPattern::Code(code) => StatusMatch::Code(code),
        StatusPattern::Range(digit) => {
            StatusMatch::Range(u16::from(digit) * 100, u16::from(digit) * 100 + 99)
        }
        StatusPattern::Default => StatusMatch::Any,
    }
}

/// One type if all successes have the same, else an enum. A success status that the document does not name
/// is decoded as the nearest one: that with a body, first.
fn output<'a>(
    scope: &mut Scope,
    successes: &[&'a Response],
    contents: &[Content<'a>],
    name: &Ident,
) -> (Output<'a>, Vec<Arm>) {
    const ALL: StatusMatch = StatusMatch::Range(200, 299);
    let first = contents.first().copied().unwrap_or(Content::NONE);
    if contents.iter().all(|content| content.is_like(&first)) {
        let arm = Arm {
            status: ALL,
            step: Step::Value(first.decoder),
        };
        return (Output::One(first.decoder, first.ty), vec![arm]);
    }
    let mut variants = Scope::default();
    let variants: Vec<OutputVariant<'a>> = successes
        .iter()
        .zip(contents)
        .map(|(response, content)| OutputVariant {
            ident: variants.unique(&words::upper(&status::word(response.status))),
            docs: &response.docs,
            decoder: content.decoder,
            ty: content.ty,
        })
        .collect();
    let step = |variant: &OutputVariant<'_>| Step::Variant(variant.ident.clone(), variant.decoder);
    let mut arms: Vec<Arm> = successes
        .iter()
        .zip(&variants)
        .map(|(response, variant)| Arm {
            status: matching(response.status),
            step: step(variant),
        })
        .collect();
    let nearest = variants
        .iter()
        .find(|variant| variant.decoder != Decoder::Empty)
        .or(variants.first());
    if let Some(nearest) = nearest.filter(|_| !arms.iter().any(|arm| arm.status == ALL)) {
        arms.push(Arm {
            status: ALL,
            step: step(nearest),
        });
    }
    (
        Output::Several(
            scope.unique(&words::upper(&format!("{name}Output"))),
            variants,
        ),
        arms,
    )
}

/// How the body of a success is decoded: in one if the document offers that, else piece by piece.
fn success<'a>(api: &'a Api, response: &'a Response) -> Content<'a> {
    let whole = content(api, response, |media| media.framing.is_none());
    if whole.decoder != Decoder::Empty {
        return whole;
    }
    let streams = response.media.iter().find_map(|media| {
        let (decoder, ty) = streams::decoder(api, media)?;
        Some(Content {
            decoder,
            ty,
            media_type: Some(&media.media_type),
        })
    });
    streams.unwrap_or(Content::NONE)
}

/// How the body of a response is decoded: as JSON if the document offers it, then as text, then as bytes.
fn content<'a>(
    api: &'a Api,
    response: &'a Response,
    allowed: impl Fn(&Media) -> bool,
) -> Content<'a> {
    let media = || response.media.iter().filter(|media| allowed(media));
    let find = |wanted: Kind| media().find(|media| bodies::kind(api, media) == wanted);
    let (decoder, ty, media) = if let Some(media) = find(Kind::Json) {
        (Decoder::Json, resolve(api, &media.ty), media)
    } else if let Some(media) = find(Kind::Xml) {
        (Decoder::Xml, resolve(api, &media.ty), media)
    } else if let Some(media) = find(Kind::Text) {
        (Decoder::Text, Type::PLAIN_TEXT, media)
    } else if let Some(media) = media().next() {
        // What else there may be, forms among them, is left as it is.
        (Decoder::Bytes, &Type::Binary, media)
    } else {
        return Content::NONE;
    };
    Content {
        decoder,
        ty: Some(ty),
        media_type: Some(&media.media_type),
    }
}

impl<'a> ErrorSets<'a> {
    /// The set of these failures, made if there is none like it.
    fn set(&mut self, api: &'a Api, failures: &[&'a Response]) -> usize {
        let cases = cases(api, failures);
        let same = |set: &ErrorSet<'a>| {
            set.cases.len() == cases.len()
                && set
                    .cases
                    .iter()
                    .zip(&cases)
                    .all(|(a, b)| (&a.status, a.decoder, a.ty) == (&b.status, b.decoder, b.ty))
        };
        if let Some(found) = self.sets.iter().position(same) {
            return found;
        }
        let name = self.scope.unique(&Ident::new(&set_name(failures), true));
        self.sets.push(ErrorSet { name, cases });
        self.sets.len() - 1
    }
}

/// The name of a set: its statuses, with an underscore between numbers only, as the naming lints want it.
fn set_name(failures: &[&Response]) -> String {
    let mut name = "Error".to_owned();
    for response in failures {
        let status = match response.status {
            StatusPattern::Code(code) => code.to_string(),
            StatusPattern::Range(digit) => format!("{digit}00s"),
            StatusPattern::Default => "Other".to_owned(),
        };
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_digit(name.chars().last()) && is_digit(status.chars().next()) {
            name.push('_');
        }
        name.push_str(&status);
    }
    name
}

fn cases<'a>(api: &'a Api, failures: &[&'a Response]) -> Vec<ErrorCase<'a>> {
    let mut scope = Scope::default();
    failures
        .iter()
        .map(|response| {
            let Content { decoder, ty, .. } = content(api, response, |_| true);
            ErrorCase {
                ident: scope.unique(&words::upper(&status::word(response.status))),
                status: status::text(response.status),
                docs: &response.docs,
                decoder,
                ty,
            }
        })
        .collect()
}
