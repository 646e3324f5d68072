//! Names that must differ.

use super::words;
use crate::package::Ident;
use std::collections::HashSet;

/// The names of one scope: those given out, and those that nobody may have.
///
/// Who comes first keeps a name; who comes later gets a number. So a document that grows at its end renames
/// nothing.
#[derive(Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// A scope in which these names are not to be had.
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| name.to_lowercase()).collect(),
        }
    }

    /// Gives out a name, numbered if it is taken. Names that differ in case only are held equal, for the
    /// file systems that do.
    pub(super) fn unique(&mut self, wanted: &Ident) -> Ident {
        if self.taken.insert(wanted.as_str().to_lowercase()) {
            return wanted.clone();
        }
        let upper = wanted
            .as_str()
            .starts_with(|c: char| c.is_ascii_uppercase());
        let mut number = 2_usize;
        loop {
            let text = if upper {
                format!("{wanted}{number}")
            } else {
                format!("{wanted}_{number}")
            };
            if self.taken.insert(text.to_lowercase()) {
                return Ident::new(&text, upper);
            }
            number += 1;
        }
    }

    /// Gives out the first of some names that is to be had, or the last with a number.
    pub(super) fn first(&mut self, wanted: &[&str]) -> Ident {
        let mut names = wanted.iter().map(|name| words::lower(name)).peekable();
        while let Some(name) = names.next() {
            if self.is_free(&name) || names.peek().is_none() {
                return self.unique(&name);
            }
        }
        self.unique(&words::lower(""))
    }

    /// Whether a name is still to be had.
    pub(super) fn is_free(&self, wanted: &Ident) -> bool {
        !self.taken.contains(&wanted.as_str().to_lowercase())
    }
}
