//! The nodes of a text whose positions are needed: large texts have many nodes, and problems are about few.

use super::place::steps;
use crate::maps::HashMap;

/// The nodes below a node whose positions are needed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Wanted<'w> {
    /// Everything.
    All,
    /// The nodes on these ways, from the crossing with this index on.
    Only(&'w Ways, usize),
}

impl Wanted<'_> {
    /// The nodes that are wanted below the node that a step leads to; none if the step is on no way.
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

/// The steps of pointers (RFC 6901) as a tree of crossings: each has the steps from it, and the index of the crossing that
/// each step leads to. The first crossing is the root.
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

    /// The nodes of a text that are wanted: those on these ways, from the root on.
    pub(super) fn wanted(&self) -> Wanted<'_> {
        Wanted::Only(self, 0)
    }
}
