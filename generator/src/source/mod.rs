//! Text to a tree that knows where it came from.
