//! A package of Rust modules, with every name decided.
