//! Problems of a document, each with its place.
