//! Values of parameters that nest deeper than the styles of OpenAPI reach.

use super::Lowering;
use super::schema::Definitions;
use crate::api::{Location, Shape, Style, StyleEncoding, Type};
use crate::diagnostic::Code;
use crate::maps::HashSet;

/// A parameter that a style turns into text, and where it stands.
pub(super) struct Styled {
    pub(super) ty: Type,
    pub(super) location: Location,
    pub(super) encoding: StyleEncoding,
    pub(super) pointer: String,
}

impl Lowering<'_, '_> {
    /// Warns of parameters whose values nest deeper than their styles reach, and are written in a form that OpenAPI
    /// does not define.
    pub(super) fn warn_of_nested(&mut self) {
        let mut known = HashSet::default();
        for styled in std::mem::take(&mut self.styled) {
            let Some(inner) = inner(self.types.definitions(), &styled) else {
                continue;
            };
            if !known.insert(styled.pointer.clone()) {
                continue;
            }
            let is_pairs = styled.location == Location::Query && styled.encoding.explode;
            let (form, advice) = match is_pairs {
                true => (
                    "by brackets, as in `a[b]=1`",
                    "say `.nesting(Nesting::Dots)` of the client if its server reads `a.b=1`",
                ),
                false => (
                    "as JSON",
                    "use `content` with `application/json` if that is meant, or a flat schema",
                ),
            };
            self.warn(
                Code::ParameterNested,
                &styled.pointer,
                format!("{inner} within a parameter has no form in OpenAPI: it is written {form}"),
            )
            .advise(advice);
        }
    }
}

/// Returns the kind of value ("a list", "an object") within a parameter that its style cannot write, if there is one.
fn inner(definitions: &Definitions, styled: &Styled) -> Option<&'static str> {
    let encoding = &styled.encoding;
    // `deepObject` is written to any depth, by a rule of its own.
    if encoding.style == Style::DeepObject {
        return None;
    }
    let is_pairs = styled.location == Location::Query && encoding.explode;
    match resolve(definitions, &styled.ty) {
        // Lists in lists are joined as the document says.
        Type::Array(item) if encoding.items.is_empty() => deep(definitions, item),
        Type::Map(value) => deep(definitions, value),
        Type::Defined(id) => match definitions.shape(*id)? {
            Shape::Struct(shape) => shape.members.iter().find_map(|member| {
                match resolve(definitions, &member.ty) {
                    // Pairs repeat for the items of a list.
                    Type::Array(item) if is_pairs => deep(definitions, item),
                    ty => deep(definitions, ty),
                }
            }),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the kind of a value that is not a scalar; `None` for scalars.
fn deep(definitions: &Definitions, ty: &Type) -> Option<&'static str> {
    match resolve(definitions, ty) {
        Type::Array(_) | Type::Tuple(_) | Type::OpenTuple(..) => Some("a list"),
        Type::Map(_) => Some("an object"),
        Type::Defined(id) => match definitions.shape(*id)? {
            Shape::Struct(_) => Some("an object"),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the type inside of a nullable type or a newtype; any other type as it is.
fn resolve<'a>(definitions: &'a Definitions, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Nullable(inner) => resolve(definitions, inner),
        Type::Defined(id) => match definitions.shape(*id) {
            // A newtype may contain itself, so only one step is taken.
            Some(Shape::Newtype(inner)) if !matches!(inner, Type::Defined(_)) => inner,
            _ => ty,
        },
        _ => ty,
    }
}
