//! JSONPath as RFC 9535 says it, over the tree of a document.
//!
//! A path is hostile input, as the document is: it is parsed within limits of length and nesting, and what it visits is
//! taken from a [`Budget`]. Nodes are visited one by one, depth first, and no list of them is made but that of the
//! locations that are found, so that a path needs no more memory than its result.

mod budget;
mod evaluate;
mod filter;
mod functions;
mod parse;
mod syntax;

pub(super) use self::budget::{Budget, Exhausted};
pub(super) use self::parse::Error;

use self::evaluate::{Evaluation, Stop};
use self::syntax::Query;
use super::Node;
use crate::maps::IndexSet;

/// A path that was parsed and is well-typed.
#[derive(Debug)]
pub(super) struct JsonPath(Query);

impl JsonPath {
    /// Parses a path.
    ///
    /// # Errors
    ///
    /// Says what is wrong with it, and where.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        parse::parse(text).map(Self)
    }

    /// Returns the JSON Pointers to all nodes that the path finds, each once, in the order of RFC 9535; the properties
    /// of an object come in the order of the document.
    ///
    /// # Errors
    ///
    /// If there are no steps left.
    pub(super) fn locate(&self, root: &Node, budget: &Budget) -> Result<Vec<String>, Exhausted> {
        let mut found = IndexSet::default();
        let done = Evaluation::new(root, budget).query(&self.0, root, &mut |_, place| {
            let pointer = place.pointer();
            budget.spend(POINTER + pointer.len() / POINTER_BYTES)?;
            found.insert(pointer);
            Ok(())
        });
        match done {
            Err(Stop::Exhausted) => Err(Exhausted),
            Ok(()) | Err(Stop::Enough) => Ok(found.into_iter().collect()),
        }
    }
}

/// How many steps the pointer to a found node takes.
const POINTER: usize = 8;

/// How many bytes of the pointer to a found node take one step more: pointers are kept, and a name can be as long as
/// the document, so that without this a short path would take memory without bound.
const POINTER_BYTES: usize = 2;

#[cfg(test)]
mod tests;
