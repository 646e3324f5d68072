//! Names of the lock that the rules would now make otherwise.

use super::lock::Lock;
use crate::maps::HashMap;

/// A name that the rules would now make otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Advice {
    /// The entry of the lock.
    pub entry: String,
    /// The name that the lock has.
    pub locked: String,
    /// The name that the rules would choose now.
    pub better: String,
}

impl std::fmt::Display for Advice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: `{}` would be `{}`",
            self.entry, self.locked, self.better
        )
    }
}

/// Makes a lock by which the next generation takes the better names: without the entries of the old ones. Entries that
/// belong to a type with a new name, and the order of arguments, go by the new names.
pub(in crate::plan) fn without_advised(lock: &Lock, advice: &[Advice]) -> Lock {
    let advised: HashMap<&str, &Advice> =
        advice.iter().map(|one| (one.entry.as_str(), one)).collect();
    let renamed = |kind: &str| -> HashMap<&str, &str> {
        let of_kind = advice.iter().filter(|one| one.entry.starts_with(kind));
        of_kind
            .map(|one| (one.locked.as_str(), one.better.as_str()))
            .collect()
    };
    let types = renamed("type ");
    let mut kept = Lock::default();
    for (entry, value) in lock
        .iter()
        .filter(|(entry, _)| !advised.contains_key(entry))
    {
        let (kind, rest) = entry.split_once(' ').unwrap_or((entry, ""));
        let (owner, name) = match rest.split_once(' ') {
            Some((owner, name)) => (owner, Some(name)),
            None => (rest, None),
        };
        // Equal types have an entry for each place.
        if kind == "type" && types.contains_key(value) {
            continue;
        }
        let new_owner = match (kind, types.get(owner)) {
            ("field" | "variant" | "arguments", Some(better)) => better,
            _ => owner,
        };
        let value = match kind {
            "arguments" => arguments(value, rest, advice),
            _ => value.to_owned(),
        };
        let entry = match name {
            Some(name) => format!("{kind} {new_owner} {name}"),
            None => format!("{kind} {new_owner}"),
        };
        kept.insert(entry, value);
    }
    kept
}

/// The order of the arguments of an owner by their new names.
fn arguments(order: &str, owner: &str, advice: &[Advice]) -> String {
    let heads = [format!("argument {owner} "), format!("field {owner} ")];
    let better = |name: &str| {
        let mut own = advice.iter().filter(|one| {
            one.locked == name && heads.iter().any(|head| one.entry.starts_with(head))
        });
        own.next().map_or(name.to_owned(), |one| one.better.clone())
    };
    let names: Vec<String> = order.split_whitespace().map(better).collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Advice, without_advised};
    use crate::plan::names::lock::Lock;

    #[test]
    fn old_names_go_and_what_belongs_to_them_stays() {
        let lock = Lock::parse(
            r#"
"arguments GET /a" = "b_2 c"
"arguments Pet2" = "b a"
"field Pet2 a" = "a"
"type Pet" = "Pet2"
"type Pet/tags" = "Tags"
"type GET /a 200" = "Pet2"
"argument GET /a query b" = "b_2"
"#,
        );
        let advice = [
            ("type Pet", "Pet2", "Pet"),
            ("argument GET /a query b", "b_2", "b"),
        ];
        let advice = advice.map(|(entry, locked, better)| Advice {
            entry: entry.to_owned(),
            locked: locked.to_owned(),
            better: better.to_owned(),
        });
        let kept = without_advised(&lock.unwrap_or_default(), &advice);
        let kept: Vec<(&str, &str)> = kept.iter().collect();
        assert_eq!(
            kept,
            [
                ("arguments GET /a", "b c"),
                ("arguments Pet", "b a"),
                ("field Pet a", "a"),
                ("type Pet/tags", "Tags"),
            ]
        );
    }
}
