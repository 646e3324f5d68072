//! The limits on reading a value, whatever a server sends: stack, and time for second tries.

use std::cell::Cell;

use serde_json::Value;

use super::super::limits::TRIES;
use super::super::stack;
use super::notes::{self, Told, forget, mark, noted, unnoted};
use super::{Decode, DecodeError, Node, Tape};

thread_local! {
    /// The value that this thread is reading.
    static READING: Cell<Option<Reading>> = const { Cell::new(None) };
}

#[derive(Clone, Copy)]
struct Reading {
    /// Where on the stack the reading began.
    start: usize,
    /// How much of the stack the reading may take.
    room: usize,
    /// Whether that was not enough. The values that are read after that are discarded.
    is_short: bool,
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
    /// Reads the whole text as a `T`, which must be as documented.
    ///
    /// # Errors
    ///
    /// The text is no `T`, or reading it takes more of the stack or more second tries than allowed.
    pub(crate) fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        // A text within the text that is being read has no limits of its own.
        if READING.get().is_some() {
            return unnoted(|| T::decode(self.root()));
        }
        self.decode_noted(true).0
    }

    /// Reads the whole text as a `T`, and returns the issues: the places that are not as documented.
    ///
    /// # Errors
    ///
    /// The text is no `T`, or reading it takes more of the stack or more second tries than allowed.
    pub(crate) fn decode_noted<T: Decode>(
        &self,
        is_strict: bool,
    ) -> (Result<T, DecodeError>, Told) {
        let root = self.root();
        let mut result = None;
        let mut read = || result = Some(noted(root, is_strict, || T::decode(root)));
        match within_limits(root.len(), &mut read) {
            Err(error) => (Err(error), Told::default()),
            Ok(()) => result.unwrap_or_else(|| (Err(too_deep()), Told::default())),
        }
    }
}

/// Reads a text of so many tokens: on this stack or, if this is too small, all of it again on a larger one.
///
/// # Errors
///
/// The text nests too deep for the larger stack too, or there is no larger stack.
fn within_limits(tokens: usize, read: &mut dyn FnMut()) -> Result<(), DecodeError> {
    let spare = tokens.saturating_mul(TRIES);
    if fits(spare, read) || stack::on_larger(|| fits(spare, read)) {
        return Ok(());
    }
    Err(too_deep())
}

/// Calls `read`, and returns whether it came to an end within the stack that is left.
fn fits(spare: usize, read: &mut dyn FnMut()) -> bool {
    let room = stack::room();
    if room == 0 {
        return false;
    }
    READING.set(Some(Reading {
        start: position(),
        room,
        is_short: false,
        spare,
    }));
    let _end = End;
    read();
    READING.get().is_none_or(|reading| !reading.is_short)
}

/// Where the stack is now.
fn position() -> usize {
    let here = 0u8;
    std::ptr::from_ref(&here).addr()
}

/// How much of the stack a function takes that makes a value, as a multiple of the size of the value: the parts of the
/// value are on the stack too until it is made.
const FRAMES: usize = if cfg!(debug_assertions) { 12 } else { 4 };

/// Whether the values read so far are so large and nest so deep that the stack might not hold one more value of this
/// size.
pub(super) fn is_stack_short(size: usize) -> bool {
    let Some(reading) = READING.get() else {
        return false;
    };
    let taken = reading.start.abs_diff(position()) + size.saturating_mul(FRAMES);
    let is_short = reading.is_short || taken > reading.room;
    if is_short {
        READING.set(Some(Reading {
            is_short,
            ..reading
        }));
    }
    is_short
}

#[cold]
pub(super) fn too_deep() -> DecodeError {
    DecodeError::malformed("objects nest too deep")
}

/// Takes the tokens of a value from the number of tokens that may still be read again. Without a limit, a value that
/// fails in its innermost part would be read twice at every level.
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
    /// Reads the value as a `T`.
    ///
    /// # Errors
    ///
    /// The value is no `T`, or nests too deep.
    pub fn decode<T: Decode>(self) -> Result<T, DecodeError> {
        T::decode(self)
    }

    /// Reads the value of the property `name`, which is added to the path of an error.
    pub(super) fn decode_member<T: Decode>(self, name: &str) -> Result<T, DecodeError> {
        T::decode(self).map_err(|error| error.within(name))
    }

    /// Reads the value of the item `index`, which is added to the path of an error.
    pub(super) fn decode_item<T: Decode>(self, index: usize) -> Result<T, DecodeError> {
        T::decode(self).map_err(|error| error.within_item(index))
    }

    /// Reads the value as the content of a variant of a union.
    ///
    /// # Errors
    ///
    /// The value is no `T`.
    pub fn decode_as<T: Decode, U>(self, variant: fn(T) -> U) -> Result<U, DecodeError> {
        self.decode().map(variant)
    }

    /// Reads the value of a property as the content of a variant of a union.
    ///
    /// # Errors
    ///
    /// The value is no `T`.
    pub fn decode_within<T: Decode, U>(
        self,
        name: &str,
        variant: fn(T) -> U,
    ) -> Result<U, DecodeError> {
        self.decode_member(name).map(variant)
    }

    /// Reads the value as the content of one variant of a union or, if that fails, as the content of another variant.
    ///
    /// # Errors
    ///
    /// The value is neither, or too much of the text has been read twice.
    pub fn decode_either<T: Decode, B: Decode, U>(
        self,
        variant: fn(T) -> U,
        base: fn(B) -> U,
    ) -> Result<U, DecodeError> {
        let before = mark();
        match self.decode_as(variant) {
            Err(_) if may_try_again(self) => {
                forget(before);
                self.decode_as(base)
            }
            result => result,
        }
    }

    /// Reads the value as the content of a variant of a union or, if that fails, keeps it as it is.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods do.
    pub fn decode_or_keep<T: Decode, U>(
        self,
        variant: fn(T) -> U,
        unknown: fn(Value) -> U,
    ) -> Result<U, DecodeError> {
        let before = mark();
        self.decode_as(variant).or_else(|_| {
            forget(before);
            notes::unknown(self);
            self.decode_as(unknown)
        })
    }
}
