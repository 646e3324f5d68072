//! The stack that a thread has. What a server sends nests as deep as it likes up to [`MAX_DEPTH`](super::json), and
//! reading, writing and showing it recurse as deep; the thread may have any stack. So the figure is asked for, not
//! assumed: where too little is left, the work goes on in a stack of its own.

/// What must be left of a stack for values that nest as deep as they may, if no type of them is large: arrays, maps,
/// unions and plain JSON, with the frames of functions that are not optimised where that is so.
pub(crate) const LEAST: usize = if cfg!(debug_assertions) {
    768 << 10
} else {
    192 << 10
};

/// The size of a stack that is made because another is too small. Memory is taken for what is used of it only.
pub(crate) const LARGER: usize = 32 << 20;

/// What is left where the platform does not tell: that of WebAssembly has one megabyte by default.
const UNTOLD: usize = 384 << 10;

/// Does something that recurses as deep as JSON nests, on this stack or a larger one.
pub(crate) fn with_room<R>(work: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(LEAST, LARGER, work)
}

/// Does something on a stack of its own, where the platform has such.
pub(crate) fn on_larger<R>(work: impl FnOnce() -> R) -> R {
    stacker::grow(LARGER, work)
}

/// How much of this stack structs may take that are read, with enough left for what is in them.
pub(crate) fn room() -> usize {
    match stacker::remaining_stack() {
        Some(left) => left.saturating_sub(LEAST),
        None => UNTOLD,
    }
}
