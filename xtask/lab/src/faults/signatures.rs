//! What callers of a client rely on by place: a document that changes must not move it.

use super::client::operation;
use crate::calls;
use jackfield::package::{Construction, Item, Package};
use std::collections::BTreeMap;

/// The arguments of methods and constructors, in order.
#[derive(Default)]
pub(super) struct Signatures(BTreeMap<String, Vec<String>>);

impl Signatures {
    pub(super) fn of(package: &Package<'_>) -> Self {
        let mut found = BTreeMap::new();
        for (group, call) in calls::calls(package) {
            let arguments = call.arguments.iter();
            let arguments = arguments.map(|argument| argument.ident.to_string());
            let method = format!("{}.{}", group.accessor, call.method);
            found.insert(
                format!("{} is {method}", operation(call)),
                arguments.collect(),
            );
        }
        for ty in &package.types {
            if let Item::Struct(shape) = &ty.item
                && shape.construction == Construction::NewAndSetters
                && shape.required.is_none()
            {
                let fields = shape.arguments.iter();
                let fields = fields.filter_map(|place| shape.fields.get(*place));
                let fields = fields.map(|field| field.ident.to_string());
                found.insert(format!("{}::new", ty.name), fields.collect());
            }
        }
        Self(found)
    }

    /// What of these stands elsewhere afterwards: arguments that are still there, in another order; and operations
    /// that are still there, under another name.
    pub(super) fn moved(&self, after: &Self) -> Vec<String> {
        let mut moved = Vec::new();
        for (name, arguments) in &self.0 {
            let Some(others) = after.0.get(name) else {
                let operation = name
                    .split_once(" is ")
                    .map(|(operation, _)| format!("{operation} is "));
                let is_there =
                    |start: String| after.0.keys().any(|other| other.starts_with(&start));
                if operation.is_some_and(is_there) {
                    moved.push(format!("{name}, and is not afterwards"));
                }
                continue;
            };
            let kept: Vec<&String> = arguments
                .iter()
                .filter(|one| others.contains(one))
                .collect();
            let order: Vec<&String> = others
                .iter()
                .filter(|one| arguments.contains(one))
                .collect();
            if kept != order {
                moved.push(format!("{name}: {kept:?} became {order:?}"));
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::Signatures;

    fn signatures(all: &[(&str, &[&str])]) -> Signatures {
        let one = |(name, arguments): &(&str, &[&str])| {
            let arguments = arguments.iter().map(|one| (*one).to_owned());
            ((*name).to_owned(), arguments.collect())
        };
        Signatures(all.iter().map(one).collect())
    }

    #[test]
    fn what_is_added_or_taken_away_moves_nothing() {
        let before = signatures(&[
            ("GET /a is a.get", &["x", "y", "z"]),
            ("B::new", &["b", "c"]),
        ]);
        let after = signatures(&[("GET /a is a.get", &["x", "new", "z"])]);
        assert!(before.moved(&after).is_empty());
        let after = signatures(&[("GET /a is a.get", &["z", "x"]), ("B::new", &["c", "b"])]);
        assert_eq!(before.moved(&after).len(), 2);
        let after = signatures(&[("GET /a is a.get2", &["x", "y", "z"])]);
        assert_eq!(before.moved(&after).len(), 1);
    }
}
