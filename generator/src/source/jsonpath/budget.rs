//! How much the lookups of an action may do.

use std::cell::Cell;

/// The steps that are left. A step is a node that is visited, a part of a filter that is tried, or so much text that is
/// read as takes the time of one.
#[derive(Debug)]
pub(in crate::source) struct Budget {
    left: Cell<usize>,
}

/// There are no steps left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) struct Exhausted;

/// How many bytes of text take one step more where they are compared, hashed or counted.
const STEP_TEXT: usize = 64;

impl Budget {
    /// A budget of so many steps.
    pub(in crate::source) fn new(steps: usize) -> Self {
        Self {
            left: Cell::new(steps),
        }
    }

    /// How many steps are left.
    pub(in crate::source) fn left(&self) -> usize {
        self.left.get()
    }

    /// Takes steps. Where there are too few, none are left.
    pub(in crate::source) fn spend(&self, steps: usize) -> Result<(), Exhausted> {
        let left = self.left.get().checked_sub(steps);
        self.left.set(left.unwrap_or_default());
        left.map(|_| ()).ok_or(Exhausted)
    }

    /// Takes the step of looking at a text of so many bytes.
    pub(super) fn spend_on_text(&self, bytes: usize) -> Result<(), Exhausted> {
        self.spend(1 + bytes / STEP_TEXT)
    }
}
