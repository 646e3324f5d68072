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
    let mut wanted: Vec<(Wish, usize)> = users
        .iter_mut()
        .map(|(set, users)| (wish(namer, users), *set))
        .collect();
    wanted.sort_by(|(a, _), (b, _)| a.key.cmp(&b.key));
    let wishes: Vec<Wish> = wanted.iter().map(|(wish, _)| wish.clone()).collect();
    let mut scope = Scope::reserving(&["Error"]);
    let names = namer.settle(KIND, &mut scope, &wishes);
    for ((_, set), name) in wanted.into_iter().zip(names) {
        // Each operation remembers the set, so that one more with these errors does not rename it.
        for user in users.get(&set).into_iter().flatten() {
            namer.write_also(entry(&user.key), name.as_str());
        }
        if let Some(set) = sets.get_mut(set) {
            set.name = name;
        }
    }
}

/// The kind of the lock's entries for sets of errors.
const KIND: &str = "errors";

fn entry(key: &str) -> String {
    format!("{KIND} {key}")
}

/// An operation that documents a set.
struct User<'a> {
    group: &'a Ident,
    name: &'a Ident,
    key: String,
}

/// Makes the wish for the name of a set: that of its operation, of its group or of the API. Of several sets in a group,
/// the one that most operations document has the group's name.
fn wish(namer: &Namer<'_>, users: &mut [User<'_>]) -> Wish {
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
    let known = users
        .iter()
        .find(|user| namer.fixed(&entry(&user.key)).is_some());
    Wish {
        names: shared.into_iter().chain(own).collect(),
        rank: usize::MAX - users.len(),
        key: known
            .or(first)
            .map(|user| user.key.clone())
            .unwrap_or_default(),
    }
}
