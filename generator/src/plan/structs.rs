//! Objects as structs.

use super::boxes;
use super::names::Scope;
use super::names::{Wish, texts, words};
use super::types::Planning;
use crate::api::{Additional, Direction, Member, Presence, Struct as Shape, Type, TypeId};
use crate::package::{Construction, Field, Struct};

/// Functions of every such type, and methods of every value, which no setter may hide.
const TAKEN_SETTERS: &[&str] = &[
    "new",
    "clone",
    "from_received",
    "into",
    "to_owned",
    "try_into",
];

/// Decides the fields of an object and how a user makes it.
pub(super) fn plan<'a>(
    planning: &Planning<'a, '_>,
    id: TypeId,
    key: &str,
    shape: &'a Shape,
) -> Struct<'a> {
    let direction = planning.duplicates.direction(planning.api, id);
    let mut names = Scope::default();
    let wishes: Vec<Wish> = shape
        .members
        .iter()
        .map(|member| texts::field_called(&member.name, member.docs.name.as_deref()))
        .collect();
    let kind = format!("field {key}");
    let idents = planning.names.namer.settle(&kind, &mut names, &wishes);
    let mut setters = Scope::reserving(TAKEN_SETTERS);
    let fields: Vec<Field<'a>> = shape
        .members
        .iter()
        .zip(idents)
        .enumerate()
        .map(|(place, (member, ident))| Field {
            setter: setters.unique(&ident),
            ident,
            name: &member.name,
            docs: &member.docs,
            ty: &member.ty,
            constraints: planning.asked.of_member(id, place, member),
            is_file: member.is_file,
            presence: presence(member),
            boxed: boxes::needed(planning.boxes, id, &member.ty),
            example: member.example.as_deref(),
            xml: member.xml.as_deref(),
            fixed: planning.tags.of(planning.api, id, member),
        })
        .collect::<Vec<_>>();
    let is_both = direction == Direction::Both || planning.forms.has(id);
    let has_received = is_both && !fields.is_empty() && !fields.iter().any(|field| field.is_file);
    let rest = match &shape.additional {
        Additional::Typed(ty) => Some(ty),
        Additional::Unspecified if is_both => Some(&Type::Any),
        Additional::Unspecified | Additional::Forbidden => None,
    };
    let arguments = (0..fields.len())
        .filter(|index| fields.get(*index).is_some_and(is_argument))
        .collect();
    let construction = construction(direction, &fields, rest.is_some() || has_received);
    Struct {
        arguments,
        // Names are given when all types have theirs.
        required: None,
        construction,
        fields,
        rest: rest.map(|ty| (names.unique(&words::lower("additional_properties")), ty)),
        received: has_received.then(|| names.unique(&words::lower("as_received"))),
    }
}

/// Returns the presence of a property as its field shows it. A type that admits null says so itself, so that only
/// absence is left to say. No file is null.
fn presence(member: &Member) -> Presence {
    match (&member.ty, member.presence) {
        (_, presence) if member.is_file => presence,
        (Type::Any | Type::Null, Presence::RequiredNullable) => Presence::Required,
        (Type::Any, Presence::Optional) => Presence::OptionalNullable,
        (_, presence) => presence,
    }
}

fn construction(direction: Direction, fields: &[Field<'_>], has_more: bool) -> Construction {
    let required = fields.iter().filter(|field| is_argument(field)).count();
    let has_fixed = fields.iter().any(|field| field.fixed.is_some());
    match direction {
        Direction::Received => Construction::Received,
        _ if required == 0 && !has_fixed => Construction::Setters,
        // A literal is enough, unless it would have to say that the fields for further properties are empty.
        _ if required == fields.len() && !has_more => Construction::Literal,
        _ => Construction::NewAndSetters,
    }
}

/// Whether a user must give a field's value.
fn is_argument(field: &Field<'_>) -> bool {
    is_required(field.presence) && field.fixed.is_none()
}

/// Whether a property must be given.
pub(super) fn is_required(presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::RequiredNullable)
}
