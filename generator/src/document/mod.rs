//! The tree as the one typed document that lowering reads.
