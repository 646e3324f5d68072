//! Which nodes of a text are looked up: large texts have many, and problems are about few.

use super::place::steps;
use crate::maps::HashMap;

/// What is wanted in a node.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'w> {
    /// Everything.
    All,
    /// What lies on these ways, from this one of their crossings on.
    Only(&'w Ways, usize),
}

impl Wanted<'_> {
    /// What is wanted in the node that a step leads to; none if nothing is.
    pub(super) fn below(self, step: &str) -> Option<Self> {
        match self {
            Self::All => Some(Self::All),
            Self::Only(ways, crossing) => {
                let next = ways.0.get(crossing)?.get(step)?;
                Some(Self::Only(ways, *next))
            }
        }
    }
}

/// The steps of pointers (RFC 6901): crossings, each with the steps from there and where they lead. The first is the root.
#[derive(Debug)]
pub(super) struct Ways(Vec<HashMap<String, usize>>);

impl Ways {
    /// The steps of all these pointers.
    pub(super) fn of<'p>(pointers: impl Iterator<Item = &'p str>) -> Self {
        let mut crossings: Vec<HashMap<String, usize>> = vec![HashMap::default()];
        for pointer in pointers {
            let mut here = 0;
            for step in steps(pointer) {
                let next = crossings.len();
                let Some(crossing) = crossings.get_mut(here) else {
                    break;
                };
                here = *crossing.entry(step.into_owned()).or_insert(next);
                if here == next {
                    crossings.push(HashMap::default());
                }
            }
        }
        Self(crossings)
    }

    /// What these ways want of a text.
    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted::Only(self, 0)
    }
}
