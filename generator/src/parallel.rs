//! Work that is shared among the processors. Its results do not depend on how many there are.

use crate::limits::STACK;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, ScopedJoinHandle, available_parallelism, scope};

/// Makes a value of each item on all processors, and returns the values in the order of the items. Each thread begins with a
/// state of its own.
pub(crate) fn map<T: Sync, S, R: Send>(
    items: &[T],
    state: impl Fn() -> S + Sync,
    make: impl Fn(&S, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let state = state();
        let take = || {
            let place = next.fetch_add(1, Ordering::Relaxed);
            items.get(place).map(|item| (place, item))
        };
        std::iter::from_fn(take)
            .map(|(place, item)| (place, make(&state, item)))
            .collect::<Vec<_>>()
    };
    let others = available_parallelism().map_or(1, NonZero::get);
    let others = others.min(items.len()).saturating_sub(1);
    let mut made = scope(|scope| {
        let spawned: Vec<_> = (0..others)
            .filter_map(|_| worker().spawn_scoped(scope, work).ok())
            .collect();
        // Where there are no threads all is done here, on a stack that is large enough for most.
        let here = match worker().spawn_scoped(scope, work) {
            Ok(worker) => joined(worker),
            Err(_) => work(),
        };
        let there = spawned.into_iter().flat_map(joined);
        here.into_iter().chain(there).collect::<Vec<_>>()
    });
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Runs two functions at the same time, one of them on another thread.
pub(crate) fn both<A: Send, B>(there: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    scope(|scope| match worker().spawn_scoped(scope, &there) {
        Ok(worker) => {
            let here = here();
            (joined(worker), here)
        }
        Err(_) => (there(), here()),
    })
}

fn worker() -> Builder {
    Builder::new().stack_size(STACK)
}

fn joined<R>(worker: ScopedJoinHandle<'_, R>) -> R {
    worker
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::{both, map};

    #[test]
    fn what_is_made_stands_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let made = map(&items, || 2, |by, item| item * by);
        assert_eq!(made, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(map(&[0; 0], || (), |(), item| *item).is_empty());
    }

    #[test]
    fn a_panic_of_a_worker_is_one_of_the_caller() {
        let caught = std::panic::catch_unwind(|| both(|| panic!("there"), || ()));
        assert!(caught.is_err());
        assert_eq!(both(|| 1, || 2), (1, 2));
    }
}
