//! Arrays whose first items have schemas of their own (`prefixItems`).

use super::TypeBuilder;
use super::position::Position;
use crate::api::{Docs, Shape, Type, Union, Variant};
use crate::diagnostic::Code;
use crate::document::Schema;

impl<'d> TypeBuilder<'d, '_> {
    /// The type of an array whose first items have schemas of their own.
    pub(super) fn tuple(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let prefix = &view.json_schema.prefix_items;
        let (fewest, most) = view.bounds.items;
        let is_whole = fewest.is_some_and(|fewest| fewest >= prefix.len());
        let is_closed =
            most == Some(prefix.len()) || view.items.is_some_and(|items| self.read.is_false(items));
        if prefix.len() > Type::LONGEST_TUPLE {
            return self.long_tuple(view, is_closed, position);
        }
        // The definition is reserved before the items are lowered, because they may lead back to this schema.
        let id = (!is_whole && !view.types.is_empty()).then(|| self.reserve(position));
        let (items, rest) = self.item_types(view, is_closed, position);
        if let Some(common) = common(&items, rest.as_ref())
            && !(is_whole && is_closed)
        {
            return Type::Array(Box::new(common.clone()));
        }
        let ty = match rest {
            None => Type::Tuple(items),
            Some(rest) => Type::OpenTuple(items, Box::new(rest)),
        };
        match id {
            Some(id) => {
                let docs = self.read.type_docs(view);
                self.definitions
                    .fill(id, docs, Shape::Union(or_shorter(ty)));
                Type::Defined(id)
            }
            None if is_whole => ty,
            None => Type::Array(Box::new(Type::Any)),
        }
    }

    /// Returns the types of the first items, and the type of all further items; `None` if there are none.
    fn item_types(
        &mut self,
        view: &'d Schema,
        is_closed: bool,
        position: &Position<'_>,
    ) -> (Vec<Type>, Option<Type>) {
        let mut items = Vec::new();
        for (index, item) in view.json_schema.prefix_items.iter().enumerate() {
            items.push(self.element(*item, &position.item(index)));
        }
        let rest = match view.items {
            _ if is_closed => None,
            Some(rest) => Some(self.element(rest, &position.items())),
            None => Some(Type::Any),
        };
        (items, rest)
    }

    /// The type of an array whose first items are too many for a tuple.
    fn long_tuple(&mut self, view: &'d Schema, is_closed: bool, position: &Position<'_>) -> Type {
        let (items, rest) = self.item_types(view, is_closed, position);
        if let Some(common) = common(&items, rest.as_ref()) {
            return Type::Array(Box::new(common.clone()));
        }
        self.warn(Code::LimitReached,
            &format!("{}/prefixItems", position.pointer()),
            format!(
                "`prefixItems` has {} schemas, and a tuple of Rust {} items at most: its items are any values",
                items.len(),
                Type::LONGEST_TUPLE
            ),
        )
        .advise("describe the values by an object, or all items by one schema");
        Type::Array(Box::new(Type::Any))
    }
}

/// Returns the type that all items share, if they do.
fn common<'t>(items: &'t [Type], rest: Option<&Type>) -> Option<&'t Type> {
    let (first, others) = items.split_first()?;
    let mut others = others.iter().chain(rest);
    others.all(|other| other == first).then_some(first)
}

/// Returns an open union with a tuple as its only variant: shorter lists are valid too, where no `minItems` forbids
/// them.
fn or_shorter(tuple: Type) -> Union {
    Union {
        variants: vec![Variant {
            name: Some("tuple".to_owned()),
            docs: Docs::default(),
            ty: tuple,
            is_beyond_type: false,
        }],
        discriminator: None,
        open: true,
    }
}
