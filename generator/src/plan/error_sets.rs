//! The names of the error sets: after the operation or the group whose errors they are.

use super::names::{Namer, Scope, Wish, singular_name, words};
use crate::package::{ErrorSet, Group, Ident};
use std::collections::BTreeMap;

/// Names the sets by the operations that document them: the one, their group, or the whole API.
pub(super) fn name(namer: &Namer<'_>, sets: &mut [ErrorSet<'_>], groups: &[Group<'_>]) {
    let mut users: BTreeMap<usize, Vec<User<'_>>> = BTreeMap::new();
    for group in groups {
        for call in &group.calls {
            if let Some((name, set)) = &call.errors {
                users.entry(*set).or_default().push(User {
                    group: &group.accessor,
                    name,
                    key: format!("{} {}", call.operation.method, call.operation.path),
                });
            }
        }
    }
    let wishes: Vec<Wish> = users.values_mut().map(|users| wish(users)).collect();
    let mut scope = Scope::reserving(&["Error"]);
    let names = namer.settle("errors", &mut scope, &wishes);
    for (index, name) in users.keys().zip(names) {
        if let Some(set) = sets.get_mut(*index) {
            set.name = name;
        }
    }
}

/// An operation that documents a set.
struct User<'a> {
    group: &'a Ident,
    name: &'a Ident,
    key: String,
}

/// What a set would be called. Of several in a group, the one that most operations document has the group's name.
fn wish(users: &mut [User<'_>]) -> Wish {
    users.sort_by_key(|user| (user.key.len(), user.key.clone()));
    let first = users.first();
    let own = first.map(|user| user.name.clone());
    let group = first.filter(|first| users.iter().all(|user| user.group == first.group));
    let shared = match (users.len(), group) {
        (1, _) => None,
        (_, Some(user)) => Some(words::upper(&format!(
            "{}_error",
            singular_name(user.group.as_str())
        ))),
        (_, None) => Some(words::upper("api_error")),
    };
    Wish {
        names: shared.into_iter().chain(own).collect(),
        rank: usize::MAX - users.len(),
        key: first.map(|user| user.key.clone()).unwrap_or_default(),
    }
}
