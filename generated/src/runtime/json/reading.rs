//! What reading a value may use of the machine, whatever a server sends: stack, and time for second tries.

use std::cell::Cell;

use super::{Decode, DecodeError, Node, Tape};

/// How much stack the types of one value may take, in bytes. Threads have two megabytes, some systems give one.
const MOST_STACK: usize = if cfg!(any(windows, target_family = "wasm")) {
    384 << 10
} else {
    1 << 20
};

/// How often a value may be read again as something else, on the average of its tokens.
const MOST_TRIES: usize = 16;

thread_local! {
    /// The value that this thread is reading.
    static READING: Cell<Option<Reading>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
struct Reading {
    /// Where on the stack it began.
    start: usize,
    /// How many tokens may still be read again.
    spare: usize,
}

/// Ends the reading, also if it panics.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        READING.set(None);
    }
}

impl Tape<'_> {
    /// Reads the whole text as a `T`.
    ///
    /// # Errors
    ///
    /// The text is no `T`, or takes more of the machine than it may.
    pub(crate) fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        let root = self.root();
        // A text within the text that is being read has no limits of its own.
        if READING.get().is_some() {
            return root.decode();
        }
        READING.set(Some(Reading {
            start: stack(),
            spare: root.len().saturating_mul(MOST_TRIES),
        }));
        let _end = End;
        root.decode()
    }
}

/// Where the stack is now.
fn stack() -> usize {
    let here = 0u8;
    std::ptr::from_ref(&here).addr()
}

/// Fails if the objects read are so large and so deep in one another that the stack might not hold one more.
pub(crate) fn check_stack() -> Result<(), DecodeError> {
    match READING.get() {
        Some(reading) if reading.start.abs_diff(stack()) > MOST_STACK => {
            Err(DecodeError::malformed("objects nest too deep"))
        }
        _ => Ok(()),
    }
}

/// Takes the tokens of a value from what may be read again. Without a limit, what fails in its innermost part would
/// be read twice at every level.
fn may_try_again(node: Node<'_>) -> bool {
    let Some(reading) = READING.get() else {
        return true;
    };
    let left = reading.spare.checked_sub(node.len());
    READING.set(Some(Reading {
        spare: left.unwrap_or(0),
        ..reading
    }));
    left.is_some()
}

impl Node<'_> {
    /// Reads the value as what a variant of a union holds.
    ///
    /// # Errors
    ///
    /// The value is no such thing.
    pub fn decode_as<T: Decode, U>(self, variant: fn(T) -> U) -> Result<U, DecodeError> {
        self.decode().map(variant)
    }

    /// Reads the value as what one variant of a union holds or, if it is no such thing, as what another one does.
    ///
    /// # Errors
    ///
    /// The value is neither, or too much of the text has been read twice.
    pub fn decode_either<T: Decode, B: Decode, U>(
        self,
        variant: fn(T) -> U,
        base: fn(B) -> U,
    ) -> Result<U, DecodeError> {
        match self.decode_as(variant) {
            Err(_) if may_try_again(self) => self.decode_as(base),
            result => result,
        }
    }
}
