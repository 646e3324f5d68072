//! The operations that have recorded answers.

use super::read::Recording;
use jackfield::api::{Api, Origin, Root, Type};
use jackfield::package::{
    Arm, Call, Decoder, Group, Ident, Item, Output, Package, RepresentationCall, StatusMatch, Step,
};
use std::collections::BTreeMap;

/// What stands before the name of a schema where the recording is one event of a stream.
const EVENT: &str = "event ";

/// An operation with answers.
#[derive(Clone, Copy)]
pub(super) struct Subject<'p, 'a> {
    pub(super) group: &'p Group<'a>,
    pub(super) call: &'p Call<'a>,
    /// The type that is awaited, what it gives and how.
    pub(super) name: &'p Ident,
    pub(super) output: &'p Output<'a>,
    arms: &'p [Arm<'a>],
    /// How the events of a stream are read, if the recordings are such.
    pub(super) stream: Option<Decoder>,
}

/// The operations that the recordings are of, and the place of each by its method and path.
pub(super) fn subjects<'p, 'a>(
    (api, package): (&Api, &'p Package<'a>),
    recordings: &[Recording],
) -> (Vec<Subject<'p, 'a>>, BTreeMap<String, usize>) {
    let mut places = BTreeMap::new();
    let mut subjects = Vec::new();
    for recording in recordings {
        let operation = &recording.operation;
        if places.contains_key(operation) {
            continue;
        }
        let subject = match operation.strip_prefix(EVENT) {
            Some(schema) => all(package).find_map(|one| one.of_events(api, package, schema)),
            None => all(package).find(|one| one.is(operation)),
        };
        if let Some(subject) = subject {
            places.insert(operation.clone(), subjects.len());
            subjects.push(subject);
        }
    }
    (subjects, places)
}

/// Everything that can be awaited.
fn all<'p, 'a>(package: &'p Package<'a>) -> impl Iterator<Item = Subject<'p, 'a>> {
    let groups = package.groups.iter();
    let calls = groups.flat_map(|group| group.calls.iter().map(move |call| (group, call)));
    calls.flat_map(|(group, call)| {
        let subject = move |name, output, arms| Subject {
            group,
            call,
            name,
            output,
            arms,
            stream: None,
        };
        let others = call
            .representations
            .iter()
            .filter_map(move |one| match &one.call {
                RepresentationCall::Own(name, output, arms) => {
                    Some(subject(name, output, arms.as_slice()))
                }
                _ => None,
            });
        std::iter::once(subject(&call.name, &call.output, call.arms.as_slice())).chain(others)
    })
}

/// The definition that a type is, aliases seen through.
fn definition(package: &Package<'_>, ty: &Type) -> Option<usize> {
    let Type::Defined(id) = package.resolve(ty) else {
        return None;
    };
    match package.item(*id).map(|item| &item.item) {
        Some(Item::Alias(other)) => Some(other.0),
        _ => Some(id.0),
    }
}

impl<'p, 'a> Subject<'p, 'a> {
    fn is(&self, operation: &str) -> bool {
        let own = &self.call.operation;
        self.name == &self.call.name && operation.split_once(' ') == Some((&own.method, &own.path))
    }

    /// The same for events of a named schema, if it gives a stream of these.
    fn of_events(self, api: &Api, package: &Package<'_>, schema: &str) -> Option<Self> {
        let origin = Origin {
            root: Root::Component(schema.to_owned()),
            steps: Vec::new(),
        };
        let (wanted, _) = api.types.iter().find(|(_, def)| def.origin == origin)?;
        let wanted = definition(package, &Type::Defined(wanted))?;
        let (decoder, ty) = match self.output {
            Output::One(decoder, ty) => (*decoder, (*ty)?),
            Output::Several(_, variants, _) => {
                let stream = variants.iter().find(|one| one.decoder.is_stream())?;
                (stream.decoder, stream.ty?)
            }
        };
        let is_wanted = decoder.is_stream() && definition(package, ty) == Some(wanted);
        is_wanted.then_some(Self {
            stream: Some(decoder),
            ..self
        })
    }

    /// Whether the document says what an answer with this status is.
    pub(super) fn documents(&self, status: u16) -> bool {
        let mut arms = self.arms.iter();
        let arm = arms.find(|arm| match arm.status {
            StatusMatch::Code(code) => code == status,
            StatusMatch::Range(from, to) => (from..=to).contains(&status),
            StatusMatch::Any => true,
        });
        arm.is_some_and(|arm| arm.step != Step::Unexpected)
    }

    /// The type of what a variant of the output holds, and whether a stream has values of it.
    pub(super) fn output(&self, variant: &str) -> Option<(&'p Type, bool)> {
        let (decoder, ty) = match self.output {
            Output::One(decoder, ty) => (*decoder, *ty),
            Output::Several(_, variants, _) => {
                let found = variants.iter().find(|one| one.ident.code() == variant)?;
                (found.decoder, found.ty)
            }
        };
        Some((ty?, decoder.is_stream()))
    }

    /// The type of what a variant of the documented errors holds.
    pub(super) fn error(&self, package: &'p Package<'a>, variant: &str) -> Option<&'p Type> {
        let (_, set) = self.call.errors.as_ref()?;
        let cases = &package.error_sets.get(*set)?.cases;
        let is_json = |decoder: Decoder| decoder == Decoder::Json;
        let case = cases.iter().find(|case| case.ident.code() == variant)?;
        case.ty.filter(|_| is_json(case.decoder))
    }

    /// The types that an answer which could not be read may have had.
    pub(super) fn expected(&self, package: &'p Package<'a>, status: u16) -> Vec<&'p Type> {
        let outputs = match self.output {
            Output::One(_, ty) => ty.iter().copied().collect(),
            Output::Several(_, variants, _) => variants.iter().filter_map(|one| one.ty).collect(),
        };
        let errors = self
            .call
            .errors
            .as_ref()
            .and_then(|(_, set)| package.error_sets.get(*set));
        let errors = errors
            .into_iter()
            .flat_map(|set| &set.cases)
            .filter_map(|case| case.ty);
        match status {
            200..=299 => outputs,
            _ => errors.collect(),
        }
    }
}
