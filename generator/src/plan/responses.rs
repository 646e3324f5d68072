//! Responses as results and errors, by status.

use super::bodies::Kind;
use super::context::Context;
use super::scope::Scope;
use super::{bodies, status, types, words};
use crate::api::{Api, Operation, Response, StatusPattern, Text, Type};
use crate::package::{
    Arm, Decoder, ErrorCase, ErrorSet, Ident, Output, OutputVariant, StatusMatch, Step,
};

/// The type of a text body.
pub(super) const PLAIN_TEXT: &Type = &Type::String(Text::Plain);

/// What the responses of an operation become.
pub(super) struct Responses<'a> {
    pub(super) output: Output<'a>,
    pub(super) arms: Vec<Arm>,
    pub(super) errors: Option<(Ident, usize)>,
}

/// The error sets found so far.
#[derive(Default)]
pub(super) struct ErrorSets<'a> {
    pub(super) sets: Vec<ErrorSet<'a>>,
    scope: Scope,
}

/// A body as it is decoded.
type Content<'a> = (Decoder, Option<&'a Type>);

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
    let (output, mut arms) = output(context.api, scope, &successes, name);
    let set = (!failures.is_empty()).then(|| errors.set(context.api, &failures));
    if let Some(set) = set.and_then(|index| errors.sets.get(index)) {
        arms.extend(failures.iter().zip(&set.cases).map(|(response, case)| Arm {
            status: matching(response.status),
            step: Step::Error(case.ident.clone(), case.decoder),
        }));
    }
    if !arms.iter().any(|arm| arm.status == StatusMatch::Any) {
        arms.push(Arm {
            status: StatusMatch::Any,
            step: Step::Unexpected,
        });
    }
    let errors = set.map(|index| (scope.unique(&words::upper(&format!("{name}Error"))), index));
    Responses {
        output,
        arms,
        errors,
    }
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
    api: &'a Api,
    scope: &mut Scope,
    successes: &[&'a Response],
    name: &Ident,
) -> (Output<'a>, Vec<Arm>) {
    const ALL: StatusMatch = StatusMatch::Range(200, 299);
    let contents: Vec<Content<'a>> = successes
        .iter()
        .map(|response| content(api, response))
        .collect();
    let first = contents.first().copied().unwrap_or((Decoder::Empty, None));
    if contents.iter().all(|content| *content == first) {
        let arm = Arm {
            status: ALL,
            step: Step::Value(first.0),
        };
        return (Output::One(first.0, first.1), vec![arm]);
    }
    let mut variants = Scope::default();
    let variants: Vec<OutputVariant<'a>> = successes
        .iter()
        .zip(&contents)
        .map(|(response, (decoder, ty))| OutputVariant {
            ident: variants.unique(&words::upper(&status::word(response.status))),
            docs: &response.docs,
            decoder: *decoder,
            ty: *ty,
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

/// How the body of a response is decoded: as JSON if the document offers it, then as text, then as bytes.
fn content<'a>(api: &'a Api, response: &'a Response) -> Content<'a> {
    let find = |wanted: Kind| {
        response
            .media
            .iter()
            .find(|media| bodies::kind(api, media) == wanted)
    };
    if let Some(media) = find(Kind::Json) {
        return (Decoder::Json, Some(types::resolve(api, &media.ty)));
    }
    if find(Kind::Text).is_some() {
        return (Decoder::Text, Some(PLAIN_TEXT));
    }
    // What else there may be, forms among them, is left as it is.
    match response.media.first() {
        Some(_) => (Decoder::Bytes, Some(&Type::Binary)),
        None => (Decoder::Empty, None),
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
            let (decoder, ty) = content(api, response);
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
