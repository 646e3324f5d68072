//! Valid values of types, for tests of programs.

mod answers;
pub(crate) mod constrained;
mod fits;
mod formats;
mod headers;
mod made;
mod maker;
mod pattern;

use self::answers::{answer, example_of};
use self::constrained::Patterns;
use self::fits::Judge;
use self::made::text;
use crate::api::{Content, Media, Type, TypeId};
use crate::package::{Item, Package, Testing};
use std::collections::HashMap;

/// The longest example of the document that a type takes.
const LONGEST: usize = 4096;

/// The examples of types, as JSON.
type Examples<'t> = HashMap<TypeId, &'t str>;

/// Makes the values. A type that has none, because it demands itself or is no JSON, is left out.
pub(super) fn plan<'a>(package: &Package<'a>) -> Testing<'a> {
    let mut testing = Testing::default();
    let judge = Judge {
        package,
        patterns: &Patterns::default(),
    };
    let mut documented = documented(judge);
    let ids = package.type_files.iter().flat_map(|file| &file.types);
    for id in ids {
        let Some(item) = package.item(*id) else {
            continue;
        };
        let is_own = match &item.item {
            Item::Struct(shape) => !shape.has_files(),
            Item::Alias(_) | Item::Transparent(_) => false,
            _ => true,
        };
        if !is_own {
            continue;
        }
        let said = documented.remove(id);
        let example = match said {
            Some(said) => said,
            None => match text(judge, &Type::Defined(*id), None) {
                Some(made) => {
                    testing.guesses.extend(made.is_guess.then_some(*id));
                    made.value
                }
                None => continue,
            },
        };
        testing.examples.push((*id, example));
    }
    let known = testing.examples.iter();
    let known: Examples<'_> = known.map(|(id, text)| (*id, text.as_str())).collect();
    for (place, group) in package.groups.iter().enumerate() {
        for (index, call) in group.calls.iter().enumerate() {
            testing
                .answers
                .extend(answer(judge, &known, call, (place, index)));
        }
    }
    testing
}

/// The first example that the document has of each type: of answers, then of requests.
fn documented(judge: Judge<'_, '_>) -> HashMap<TypeId, String> {
    let calls = judge.package.groups.iter().flat_map(|group| &group.calls);
    let operations = calls.map(|call| call.operation);
    let received = operations
        .clone()
        .flat_map(|operation| &operation.responses);
    let received = received.flat_map(|response| &response.media);
    let sent = operations.flat_map(|operation| &operation.body);
    let mut found = HashMap::new();
    for media in received.chain(sent.flat_map(|body| &body.media)) {
        if let Some((id, text)) = example(judge, media)
            && text.len() <= LONGEST
        {
            found.entry(id).or_insert(text);
        }
    }
    found
}

/// The example of a body of JSON, and the type that it is of.
fn example(judge: Judge<'_, '_>, media: &Media) -> Option<(TypeId, String)> {
    let (Content::Json(ty), Some(value)) = (&media.content, &media.example) else {
        return None;
    };
    let id = example_of(judge.package, ty)?;
    let constraints = media.constraints.as_deref();
    judge
        .fits(ty, constraints, value)
        .then(|| (id, value.to_string()))
}
