//! Failures as sets of errors: operations that document the same errors share one set.

use super::context::Context;
use super::media_arms::{self, Reading};
use super::names::Scope;
use super::representations::{self, Representation};
use super::responses::{matching, received};
use super::{attributes, status, words};
use crate::api::{Api, MediaType, Operation, Response};
use crate::package::{Arm, Decoder, ErrorCase, ErrorSet, Step};

/// The error sets found so far.
#[derive(Default)]
pub(super) struct ErrorSets<'a> {
    pub(super) sets: Vec<ErrorSet<'a>>,
}

/// A representation of a failure that has a variant of its own.
struct Failure<'a> {
    representation: Representation<'a>,
    /// Whether this is the best representation: a body is decoded as this one unless its media type is that of another.
    is_best: bool,
}

/// The representations of a failure that differ in their types, the best first.
fn failures<'a>(all: &[Representation<'a>]) -> Vec<Failure<'a>> {
    let best = representations::best(all);
    let mut found = vec![Failure {
        representation: best,
        is_best: true,
    }];
    for one in all {
        let is_known = |known: &Failure<'a>| known.representation.is_like(one);
        let is_range = one.media_type.is_some_and(MediaType::is_range);
        if !is_range && !found.iter().any(is_known) {
            found.push(Failure {
                representation: *one,
                is_best: false,
            });
        }
    }
    found
}

/// The representations of a failure, whole: an error is never read piece by piece.
fn failed<'a>(
    api: &'a Api,
    operation: &Operation,
    response: &'a Response,
) -> Vec<Representation<'a>> {
    let mut all = received(api, operation, response);
    for one in &mut all {
        if one.decoder.is_stream() {
            (one.decoder, one.ty) = (Decoder::Bytes, None);
        }
    }
    all
}

/// Plans the arms that decode the failures of an operation into the cases of a set.
pub(super) fn arms<'a>(
    context: &Context<'a, '_>,
    operation: &Operation,
    responses: &[&'a Response],
    set: &ErrorSet<'a>,
) -> Vec<Arm<'a>> {
    let mut arms = Vec::new();
    let mut cases = set.cases.iter();
    for response in responses {
        let status = matching(response.status);
        let all = failed(context.api, operation, response);
        let failures = failures(&all);
        let known: Vec<(&Failure<'a>, &ErrorCase<'a>)> =
            failures.iter().zip(cases.by_ref()).collect();
        arms.extend(media_arms::told_apart(status, &all, |one| {
            let mut known = known.iter();
            let (failure, case) = known.find(|(failure, _)| failure.representation.is_like(one))?;
            Some(Reading {
                step: Step::Error(case.ident.clone(), one.decoder),
                is_default: failure.is_best
                    && media_arms::is_read_alike(one, &failure.representation),
            })
        }));
        for (failure, case) in known.iter().filter(|(failure, _)| failure.is_best) {
            let step = |decoder| Step::Error(case.ident.clone(), decoder);
            let best = &failure.representation;
            arms.extend(media_arms::by_family(context, status, &all, best, step));
        }
    }
    arms
}

impl<'a> ErrorSets<'a> {
    /// Returns the index of the set of these failures, which is made if there is none like it.
    pub(super) fn set(
        &mut self,
        api: &'a Api,
        operation: &Operation,
        failures: &[&'a Response],
    ) -> usize {
        let cases = cases(api, operation, failures);
        let same = |set: &ErrorSet<'a>| {
            set.cases.len() == cases.len()
                && set.cases.iter().zip(&cases).all(|(a, b)| {
                    (&a.status, &a.ident, a.decoder, a.ty) == (&b.status, &b.ident, b.decoder, b.ty)
                })
        };
        if let Some(found) = self.sets.iter().position(same) {
            return found;
        }
        // It is named when all operations are known that document it.
        let name = words::upper("error");
        self.sets.push(ErrorSet {
            name,
            attributes: attributes::of_documented(),
            cases,
        });
        self.sets.len() - 1
    }
}

fn cases<'a>(
    api: &'a Api,
    operation: &Operation,
    responses: &[&'a Response],
) -> Vec<ErrorCase<'a>> {
    let mut scope = Scope::default();
    let mut cases = Vec::new();
    for response in responses {
        let word = status::word(response.status);
        for failure in failures(&failed(api, operation, response)) {
            let one = failure.representation;
            let name = match failure.is_best {
                true => word.clone(),
                false => format!("{word}_as_{}", one.word()),
            };
            cases.push(ErrorCase {
                ident: scope.unique(&words::upper(&name)),
                status: status::text(response.status),
                media_type: one
                    .media_type
                    .filter(|_| !failure.is_best)
                    .map(MediaType::accept),
                docs: &response.docs,
                decoder: one.decoder,
                ty: one.ty,
            });
        }
    }
    cases
}
