//! The package to the text of its files.
