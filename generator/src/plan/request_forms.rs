//! Request forms: the types that `readOnly` and `writeOnly` tell apart from the received ones, and the conversions to
//! them.

use super::duplicates::Duplicates;
use super::names::Namer;
use crate::api::{Api, TypeId};
use crate::maps::{HashMap, HashSet};
use crate::package::{Item, Package};
use std::collections::BTreeMap;

/// The types that `readOnly` and `writeOnly` gave two forms.
#[derive(Default)]
pub(super) struct RequestForms {
    /// The received types that each request form is made from. Each type is the one that stands for all of its
    /// duplicates.
    made_of: BTreeMap<TypeId, Vec<TypeId>>,
    /// All received types that have a request form, and all request forms.
    all: HashSet<TypeId>,
}

impl RequestForms {
    pub(super) fn find(api: &Api, duplicates: &Duplicates) -> Self {
        let mut forms = Self::default();
        for (id, def) in api.types.iter() {
            let Some(form) = def.request_form else {
                continue;
            };
            let (received, form) = (duplicates.of(id), duplicates.of(form));
            let known = forms.made_of.entry(form).or_default();
            if received != form && !known.contains(&received) {
                known.push(received);
            }
            forms.all.extend([received, form]);
        }
        forms
    }

    /// Whether a type is received or sent in two forms. The properties that have no field are then kept when one form
    /// is made from the other.
    pub(super) fn has(&self, id: TypeId) -> bool {
        self.all.contains(&id)
    }

    /// Returns the received types that a request form is made from.
    pub(super) fn made_of(&self, id: TypeId) -> Vec<TypeId> {
        self.made_of.get(&id).cloned().unwrap_or_default()
    }
}

/// A received type, and the request form that is made from it.
type Pair = (TypeId, TypeId);

/// Returns the pairs whose request form is made from the received type by `From`: all but those with a field that must
/// be given, and those that hold such a pair.
pub(super) fn conversions(package: &Package<'_>) -> HashSet<Pair> {
    let items = package.types.iter().enumerate();
    let mut made: HashSet<Pair> = items
        .flat_map(|(form, item)| item.made_of.iter().map(move |from| (*from, TypeId(form))))
        .collect();
    let mut holders: HashMap<Pair, Vec<Pair>> = HashMap::default();
    let mut pending: Vec<Pair> = made.iter().copied().collect();
    for pair in &pending {
        package.is_made_by(pair.0, pair.1, &mut |from, to| {
            holders.entry((from, to)).or_default().push(*pair);
            true
        });
    }
    while let Some(pair) = pending.pop() {
        let is_made =
            package.is_made_by(pair.0, pair.1, &mut |from, to| made.contains(&(from, to)));
        if !is_made && made.remove(&pair) {
            pending.extend(holders.get(&pair).into_iter().flatten());
        }
    }
    made
}

/// Decides which fields must be given where a request form is not made by `From`, and their order.
pub(super) fn order_given(package: &mut Package<'_>, namer: &Namer<'_>) {
    for place in 0..package.types.len() {
        let Some(mut given) = given(package, TypeId(place)) else {
            continue;
        };
        let Some(item) = package.types.get_mut(place) else {
            continue;
        };
        if let Item::Struct(shape) = &item.item {
            let name = |index: &usize| {
                let field = shape.fields.get(*index);
                field.map_or_else(String::new, |field| field.ident.to_string())
            };
            let entry = format!("arguments {}::from_received", item.name);
            namer.order(&entry, &mut given, name);
        }
        item.given = given;
    }
}

/// Returns the fields of a request form that have no value in the first type that it is made from.
fn given(package: &Package<'_>, form: TypeId) -> Option<Vec<usize>> {
    let item = package.item(form)?;
    let from = *item.made_of.first()?;
    let (Item::Struct(from), Item::Struct(to)) = (&package.item(from)?.item, &item.item) else {
        return None;
    };
    let fields = to.fields.iter().enumerate();
    let given = fields.filter(|(_, field)| match from.field(field.name) {
        Some(other) => package.field_conversion(other, field).is_none(),
        None => field.is_required(),
    });
    Some(given.map(|(index, _)| index).collect())
}
