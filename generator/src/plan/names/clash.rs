//! Names that several items want: an item gets one by what it is, never by the order of the document.

use super::scope::Scope;
use crate::maps::HashMap;
use crate::package::Ident;

/// The names that an item could have, and its claim to them.
#[derive(Clone, Debug)]
pub(in crate::plan) struct Wish {
    /// The names it could have, best first; at least one.
    pub(in crate::plan) names: Vec<Ident>,
    /// How good its claim to the first of them is; the least is the best.
    pub(in crate::plan) rank: usize,
    /// The key that tells the item from all others, wherever it stands in the document.
    pub(in crate::plan) key: String,
}

/// Gives every item a name. Of several items that want the same one, the item with the best claim has it; of several
/// with equal claims, the item that has no other name to go on to. If these are several too, none of them has it, and
/// each goes on to its next name. An item that is left at the end has the first of its names that is free, or shares
/// its first name with a number, in order of the ranks and keys.
pub(in crate::plan) fn settle(scope: &mut Scope, wishes: &[Wish]) -> Vec<Ident> {
    let mut given: Vec<Option<Ident>> = vec![None; wishes.len()];
    let rounds = wishes.iter().map(|wish| wish.names.len()).max();
    for round in 0..rounds.unwrap_or_default() {
        let mut groups: HashMap<String, Best> = HashMap::default();
        for (index, wish) in wishes.iter().enumerate() {
            if given.get(index).is_none_or(Option::is_some) {
                continue;
            }
            let Some(name) = wish.names.get(round) else {
                continue;
            };
            groups
                .entry(name.as_str().to_ascii_lowercase())
                .or_default()
                .add(index, (wish.rank, wish.names.len() > round + 1));
        }
        for best in groups.into_values() {
            let Some(index) = best.alone() else { continue };
            let name = wishes.get(index).and_then(|wish| wish.names.get(round));
            if let (Some(name), Some(slot)) = (name, given.get_mut(index))
                && scope.take(name)
            {
                *slot = Some(name.clone());
            }
        }
    }
    let mut left: Vec<usize> = (0..wishes.len())
        .filter(|index| given.get(*index).is_some_and(Option::is_none))
        .collect();
    left.sort_by_key(|index| wishes.get(*index).map(|wish| (wish.rank, &wish.key)));
    for index in left {
        let names = wishes.get(index).map(|wish| wish.names.as_slice());
        let names = names.unwrap_or_default();
        let free = names.iter().find(|name| scope.is_free(name));
        if let (Some(name), Some(slot)) = (free.or(names.first()), given.get_mut(index)) {
            *slot = Some(scope.unique(name));
        }
    }
    given
        .into_iter()
        .map(|name| name.unwrap_or_else(|| Ident::new("unnamed", false)))
        .collect()
}

/// How good somebody's claim to a name is, the least best: its rank, and whether there are other names for it.
type Claim = (usize, bool);

/// Who has the best claim to a name, so far.
#[derive(Default)]
struct Best {
    first: Option<(usize, Claim)>,
    is_shared: bool,
}

impl Best {
    fn add(&mut self, index: usize, claim: Claim) {
        match self.first {
            Some((_, best)) if best < claim => {}
            Some((_, best)) if best == claim => self.is_shared = true,
            _ => {
                self.first = Some((index, claim));
                self.is_shared = false;
            }
        }
    }

    fn alone(&self) -> Option<usize> {
        self.first
            .filter(|_| !self.is_shared)
            .map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::{Wish, settle};
    use crate::plan::names::scope::Scope;
    use crate::plan::names::{texts, words};

    fn names(wishes: &[Wish]) -> Vec<String> {
        let given = settle(&mut Scope::default(), wishes);
        given.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_exact_name_wins_wherever_it_stands() {
        for (members, expected) in [
            (["_id", "id"], ["underscore_id", "id"]),
            (["id", "_id"], ["id", "underscore_id"]),
            (["-rank", "rank"], ["minus_rank", "rank"]),
            (["price<", "price"], ["price_less", "price"]),
            (["fooBar", "foo_bar"], ["foo_bar_2", "foo_bar"]),
            (["__v", "x"], ["v", "x"]),
        ] {
            let wishes: Vec<Wish> = members.iter().map(|name| texts::field(name)).collect();
            assert_eq!(names(&wishes), expected, "{members:?}");
        }
    }

    #[test]
    fn signs_and_numbers_of_values_stay_apart() {
        let cases: [(&[&str], &[&str]); 8] = [
            (
                &["Etc/GMT-1", "Etc/GMT+1", "Etc/GMT-12", "Etc/GMT"],
                &["EtcGmtMinus1", "EtcGmtPlus1", "EtcGmtMinus12", "EtcGmt"],
            ),
            (
                &["1.1", "11", "1.10", "110"],
                &["V1_1", "V11", "V1_10", "V110"],
            ),
            (&["us-east-1", "us-east-2"], &["UsEast1", "UsEast2"]),
            (&["+1", "-1", "1"], &["Plus1", "Minus1", "V1"]),
            (&["<1", ">1", "=1"], &["Less1", "Greater1", "Equal1"]),
            (&["", " ", "≥"], &["Empty", "Space", "GreaterEqual"]),
            (&["unknown", "Unknown"], &["Unknown2", "Unknown"]),
            (
                &["gpt-4", "gpt-4.1", "gpt-41"],
                &["Gpt4", "Gpt4_1", "Gpt41"],
            ),
        ];
        for (values, expected) in cases {
            for reversed in [false, true] {
                let (mut values, mut expected) = (values.to_vec(), expected.to_vec());
                if reversed {
                    values.reverse();
                    expected.reverse();
                }
                assert_eq!(
                    names(&texts::values("Any", &values)),
                    expected,
                    "{values:?}"
                );
            }
        }
    }

    #[test]
    fn who_has_no_other_name_goes_before_equals() {
        let wish = |names: &[&str], key: &str| Wish {
            names: names.iter().map(|name| words::upper(name)).collect(),
            rank: 0,
            key: key.to_owned(),
        };
        for (wishes, expected) in [
            (
                [&["Status"][..], &["Status", "CallStatus"]],
                ["Status", "CallStatus"],
            ),
            (
                [&["Call", "Status"], &["Call", "State"]],
                ["Status", "State"],
            ),
            // Both are equal again, and one has a name that is free.
            ([&["A", "B"], &["A", "B"]], ["A", "B"]),
            ([&["Status"], &["Status"]], ["Status", "Status2"]),
        ] {
            let wishes: Vec<Wish> = wishes
                .iter()
                .zip(["a", "b"])
                .map(|(names, key)| wish(names, key))
                .collect();
            assert_eq!(names(&wishes), expected);
            let turned: Vec<Wish> = wishes.into_iter().rev().collect();
            let [first, second] = expected;
            assert_eq!(names(&turned), [second, first]);
        }
    }
}
