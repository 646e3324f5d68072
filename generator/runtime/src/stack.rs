//! The stack that a thread has. What a server sends nests as deep as it likes up to [`DEPTH`](super::limits::DEPTH),
//! and reading, writing and showing it recurse as deep; the thread may have any stack. So the figure is asked for, not
//! assumed: where too little is left, the work goes on in a stack of its own.

use super::limits::{LARGER_STACK, STACK, UNTOLD_STACK};

/// Does something that recurses as deep as JSON nests, on this stack or a larger one.
pub(crate) fn with_room<R>(work: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(STACK, LARGER_STACK, work)
}

/// Does something on a stack of its own, where the platform has such.
pub(crate) fn on_larger<R>(work: impl FnOnce() -> R) -> R {
    stacker::grow(LARGER_STACK, work)
}

/// How much of this stack structs may take that are read, with enough left for what is in them.
pub(crate) fn room() -> usize {
    match stacker::remaining_stack() {
        Some(left) => left.saturating_sub(STACK),
        None => UNTOLD_STACK,
    }
}
