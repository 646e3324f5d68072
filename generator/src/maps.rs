//! Maps and sets by hash: those of the standard library and of `indexmap`, with a hash that is quick for the short texts that
//! documents have as keys. Its seed differs from process to process, so that a document cannot bring keys that are known to
//! collide; it does not withstand somebody who measures the time of many runs of one process, and the generator has none.

use foldhash::fast::RandomState;

/// A map without an order.
pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set without an order.
pub type HashSet<T> = std::collections::HashSet<T, RandomState>;

/// A map in the order in which its keys came.
pub type IndexMap<K, V> = indexmap::IndexMap<K, V, RandomState>;

/// A set in the order in which its members came.
pub type IndexSet<T> = indexmap::IndexSet<T, RandomState>;
