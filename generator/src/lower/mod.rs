//! The document to the API it means.
