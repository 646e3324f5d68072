//! Names that must differ.

use crate::maps::{HashMap, HashSet};
use crate::package::Ident;

/// The names of one scope: those given out, and those that nobody may have.
#[derive(Clone, Debug, Default)]
pub(in crate::plan) struct Scope {
    taken: HashSet<String>,
    /// The number that the next equal name tries.
    numbers: HashMap<String, usize>,
}

impl Scope {
    /// A scope in which these names are not to be had.
    pub(in crate::plan) fn reserving(names: &[&str]) -> Self {
        Self {
            taken: names.iter().map(|name| name.to_lowercase()).collect(),
            numbers: HashMap::default(),
        }
    }

    /// Gives out a name, numbered if it is taken. Names that differ in case only are held equal, for the
    /// file systems that do.
    pub(in crate::plan) fn unique(&mut self, wanted: &Ident) -> Ident {
        if self.take(wanted) {
            return wanted.clone();
        }
        let upper = is_upper(wanted);
        let key = wanted.as_str().to_ascii_lowercase();
        let mut number = self.numbers.get(&key).copied().unwrap_or(2);
        loop {
            let numbered = Ident::new(&numbered(wanted, number), upper);
            number += 1;
            if self.take(&numbered) {
                self.numbers.insert(key, number);
                return numbered;
            }
        }
    }

    /// Gives out a name if it is to be had.
    pub(super) fn take(&mut self, wanted: &Ident) -> bool {
        self.taken.insert(wanted.as_str().to_ascii_lowercase())
    }

    /// Whether a name is still to be had.
    pub(in crate::plan) fn is_free(&self, wanted: &Ident) -> bool {
        !self.taken.contains(&wanted.as_str().to_ascii_lowercase())
    }
}

pub(super) fn is_upper(name: &Ident) -> bool {
    name.as_str().starts_with(|c: char| c.is_ascii_uppercase())
}

/// A name with a number behind it, which never runs into digits that the name ends with.
fn numbered(name: &Ident, number: usize) -> String {
    let apart = !is_upper(name) || name.as_str().ends_with(|c: char| c.is_ascii_digit());
    let between = if apart { "_" } else { "" };
    format!("{}{between}{number}", name.as_str().trim_end_matches('_'))
}
