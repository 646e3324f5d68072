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
use self::fits::{Judge, Known};
use self::made::text;
use crate::api::{Content, Media, Type, TypeId};
use crate::maps::HashMap;
use crate::package::{Call, Item, Package, Testing};
use crate::parallel;

/// The longest example of the document that a type takes.
const LONGEST: usize = 4096;

/// The examples of types, as JSON.
type Examples<'t> = HashMap<TypeId, &'t str>;

/// Makes the values. A type that has none, because it demands itself or is no JSON, is left out.
pub(super) fn plan<'a>(package: &Package<'a>) -> Testing<'a> {
    let documented = documented(package);
    let ids = package.type_files.iter().flat_map(|file| &file.types);
    let ids: Vec<TypeId> = ids.copied().filter(|id| has_own(package, *id)).collect();
    let made = parallel::map(&ids, Known::default, |known, id| {
        let judge = Judge { package, known };
        match documented.get(id) {
            Some(text) => Some((text.clone(), false)),
            None => text(judge, &Type::Defined(*id), None).map(|made| (made.value, made.is_guess)),
        }
    });
    let mut testing = Testing::default();
    for (id, made) in ids.into_iter().zip(made) {
        let Some((text, is_guess)) = made else {
            continue;
        };
        testing.guesses.extend(is_guess.then_some(id));
        testing.examples.push((id, text));
    }
    let examples = testing.examples.iter();
    let examples: Examples<'_> = examples.map(|(id, text)| (*id, text.as_str())).collect();
    let groups = package.groups.iter().enumerate();
    let calls = groups.flat_map(|(place, group)| {
        let calls = group.calls.iter().enumerate();
        calls.map(move |(index, call)| ((place, index), call))
    });
    let calls: Vec<((usize, usize), &Call<'a>)> = calls.collect();
    let answers = parallel::map(&calls, Known::default, |known, (place, call)| {
        answer(Judge { package, known }, &examples, call, *place)
    });
    testing.answers = answers.into_iter().flatten().collect();
    testing
}

/// Whether a type has an example of its own.
fn has_own(package: &Package<'_>, id: TypeId) -> bool {
    package.item(id).is_some_and(|item| match &item.item {
        Item::Struct(shape) => !shape.has_files(),
        Item::Alias(_) | Item::Transparent(_) => false,
        _ => true,
    })
}

/// The first example that the document has of each type: of answers, then of requests.
fn documented(package: &Package<'_>) -> HashMap<TypeId, String> {
    let known = &Known::default();
    let judge = Judge { package, known };
    let calls = package.groups.iter().flat_map(|group| &group.calls);
    let operations = calls.map(|call| call.operation);
    let received = operations
        .clone()
        .flat_map(|operation| &operation.responses);
    let received = received.flat_map(|response| &response.media);
    let sent = operations.flat_map(|operation| &operation.body);
    let mut found = HashMap::default();
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
