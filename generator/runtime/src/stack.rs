//! The room on the stack of a thread. A server may nest values up to [`DEPTH`](super::limits::DEPTH), and reading,
//! writing and showing them recurse as deep; but a thread may have any stack. So the room that is left is asked for,
//! not assumed: where it is too little, the work goes on on a stack of its own.

use super::limits::{LARGER_STACK, STACK, UNTOLD_STACK};

/// Does work that recurses as deep as JSON nests, on this stack or a larger one.
pub(crate) fn with_room<R>(work: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(STACK, LARGER_STACK, work)
}

/// Does work on a stack of its own, where the platform has such.
pub(crate) fn on_larger<R>(work: impl FnOnce() -> R) -> R {
    stacker::grow(LARGER_STACK, work)
}

/// How much of this stack the structs that are read may take, with enough left for the values in them.
pub(crate) fn room() -> usize {
    match stacker::remaining_stack() {
        Some(left) => left.saturating_sub(STACK),
        None => UNTOLD_STACK,
    }
}
