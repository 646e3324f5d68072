//! Objects as structs.

use super::boxes::{self, Boxes};
use super::scope::Scope;
use super::words;
use crate::api::{Additional, Direction, Member, Presence, Struct as Shape, Type, TypeDef, TypeId};
use crate::package::{Construction, Field, Struct};

/// More arguments than this are a literal's job: nobody can tell them apart by place.
const MOST_ARGUMENTS: usize = 7;

/// Decides the fields of an object and how a user makes it.
pub(super) fn plan<'a>(id: TypeId, def: &TypeDef, shape: &'a Shape, boxes: &Boxes) -> Struct<'a> {
    let mut names = Scope::default();
    let mut setters = Scope::reserving(&["new"]);
    let fields = shape
        .members
        .iter()
        .map(|member| Field {
            ident: names.unique(&words::lower(&member.name)),
            setter: setters.unique(&words::lower(&member.name)),
            name: &member.name,
            docs: &member.docs,
            ty: &member.ty,
            presence: presence(member),
            boxed: boxes::needed(boxes, id, &member.ty),
            xml: member.xml.as_deref(),
        })
        .collect();
    let rest = match &shape.additional {
        Additional::Typed(ty) => Some(ty),
        Additional::Unspecified if def.direction == Direction::Both => Some(&Type::Any),
        Additional::Unspecified | Additional::Forbidden => None,
    };
    Struct {
        construction: construction(def.direction, &shape.members, rest.is_some()),
        fields,
        rest: rest.map(|ty| (names.unique(&words::lower("additional_properties")), ty)),
    }
}

/// A type that admits null says so itself; only absence is left to say.
fn presence(member: &Member) -> Presence {
    match (&member.ty, member.presence) {
        (Type::Any | Type::Null, Presence::RequiredNullable) => Presence::Required,
        (Type::Any, Presence::Optional) => Presence::OptionalNullable,
        (_, presence) => presence,
    }
}

fn construction(direction: Direction, members: &[Member], has_rest: bool) -> Construction {
    let required = members
        .iter()
        .filter(|member| is_required(member.presence))
        .count();
    match direction {
        Direction::Received => Construction::Received,
        _ if required == 0 => Construction::Setters,
        _ if required > MOST_ARGUMENTS => Construction::Literal,
        // A literal says all there is to say, unless it has to say that nothing else is there.
        _ if required == members.len() && !has_rest => Construction::Literal,
        _ => Construction::NewAndSetters,
    }
}

/// Whether a member must be given.
pub(super) fn is_required(presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::RequiredNullable)
}
