//! What reading a value may use of the machine, whatever a server sends: stack, and time for second tries.

use std::cell::Cell;

use serde_json::Value;

use super::{Decode, DecodeError, Node, Tape};

/// How much stack reading takes of the thread it begins on, in bytes. Threads have two megabytes, some systems give one.
const MOST_STACK: usize = if cfg!(any(windows, target_family = "wasm")) {
    384 << 10
} else {
    1 << 20
};

/// The stack of the thread that reads what is larger and deeper, in bytes, and how much of it is taken.
const LARGER: usize = 32 << 20;
const MOST_OF_LARGER: usize = LARGER - (4 << 20);

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
    /// How much of the stack it may take.
    room: usize,
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
            room: MOST_STACK,
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

/// Whether the objects read are so large and so deep in one another that the stack might not hold one more.
fn is_stack_short() -> bool {
    READING
        .get()
        .is_some_and(|reading| reading.start.abs_diff(stack()) > reading.room)
}

/// Goes on reading on a thread with a larger stack.
///
/// # Errors
///
/// This is that thread, or there are no threads.
#[cold]
fn on_larger_stack(read: &mut (dyn FnMut() + Send)) -> Result<(), DecodeError> {
    let reading = READING.get().filter(|reading| reading.room == MOST_STACK);
    let reading = reading.ok_or_else(too_deep)?;
    let joined = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(LARGER);
        let thread = thread.spawn_scoped(scope, || {
            READING.set(Some(Reading {
                start: stack(),
                room: MOST_OF_LARGER,
                ..reading
            }));
            read();
            READING.get().map_or(0, |reading| reading.spare)
        });
        thread.map(std::thread::ScopedJoinHandle::join)
    });
    match joined {
        Ok(Ok(spare)) => {
            READING.set(Some(Reading { spare, ..reading }));
            Ok(())
        }
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(_) => Err(too_deep()),
    }
}

fn too_deep() -> DecodeError {
    DecodeError::malformed("objects nest too deep")
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
    /// Reads the value as a `T`.
    ///
    /// # Errors
    ///
    /// The value is no `T`, or nests too deep.
    pub fn decode<T: Decode>(self) -> Result<T, DecodeError> {
        if self.len() == 1 || !is_stack_short() {
            return T::decode(self);
        }
        let mut result = Err(too_deep());
        on_larger_stack(&mut || result = T::decode(self))?;
        result
    }

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

    /// Reads the value as what a variant of a union holds or, if it only looked like that, keeps it as it is.
    ///
    /// # Errors
    ///
    /// None: it is a result as the others are.
    pub fn decode_or_keep<T: Decode, U>(
        self,
        variant: fn(T) -> U,
        unknown: fn(Value) -> U,
    ) -> Result<U, DecodeError> {
        self.decode_as(variant)
            .or_else(|_| Ok(unknown(self.to_json())))
    }
}
