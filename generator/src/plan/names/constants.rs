//! Objects that say what they are by a constant: `{"type": "articles", ..}` of JSON:API is an `Article`.

use super::general::is_general;
use super::reserved::type_name;
use super::words::{one_of_many, words};
use crate::api::{Api, Member, Origin, Shape, Step, Type};
use crate::maps::HashMap;
use crate::package::Ident;

/// The properties whose constants say what an object is.
const PROPERTIES: &[&str] = &["kind", "object", "object_type", "resource_type", "type"];

/// The words of the constants, by the places of their objects. Only objects in properties whose names say nothing
/// count.
#[derive(Debug, Default)]
pub(super) struct Constants {
    words: HashMap<Origin, String>,
}

impl Constants {
    pub(super) fn of(api: &Api) -> Self {
        let defs = api.types.iter().map(|(_, def)| def);
        let words = defs.filter_map(|def| match &def.shape {
            Shape::Struct(shape) if is_in_general(&def.origin) => {
                let word = shape.members.iter().find_map(|one| constant(api, one))?;
                Some((def.origin.clone(), word))
            }
            _ => None,
        });
        Self {
            words: words.collect(),
        }
    }

    /// Returns the name of an object with such a constant, or of the type of one of its properties.
    pub(super) fn name(&self, origin: &Origin) -> Option<Ident> {
        if let Some(word) = self.words.get(origin) {
            return Some(type_name(word));
        }
        let (last, steps) = origin.steps.split_last()?;
        let Step::Member(property) = last else {
            return None;
        };
        let holder = Origin {
            root: origin.root.clone(),
            steps: steps.to_vec(),
        };
        let word = self.words.get(&holder)?;
        Some(type_name(&format!("{word}_{property}")))
    }
}

/// Whether a definition stands in a property whose name says nothing of it, or in a list there.
fn is_in_general(origin: &Origin) -> bool {
    match origin.steps.as_slice() {
        [.., Step::Member(name)] | [.., Step::Member(name), Step::Items] => {
            is_general(&words(name).join("_"))
        }
        _ => false,
    }
}

/// Returns the words of the constant that a property has, if the property says what its object is.
fn constant(api: &Api, member: &Member) -> Option<String> {
    let is_said = PROPERTIES.contains(&words(&member.name).join("_").as_str());
    let Type::Defined(id) = member.ty.on_the_wire() else {
        return None;
    };
    let shape = is_said.then(|| api.types.get(*id).map(|def| &def.shape))??;
    match shape {
        Shape::Enum(shape) => match shape.values.as_slice() {
            [only] => {
                let found = one_of_many(&words(only.value.as_str()?));
                let name = found.join("_");
                (!name.is_empty() && !is_general(&name)).then_some(name)
            }
            _ => None,
        },
        _ => None,
    }
}
