//! The properties of an object, asked for by name.

use std::collections::BTreeMap;

use super::super::field::Field;
use super::find::Finder;
use super::tape::Token;
use super::{Decode, DecodeError, Node, from_text, notes, tolerance};

/// The properties of a JSON object that is being read as a struct.
#[derive(Debug)]
pub struct Object<'a> {
    node: Node<'a>,
    finder: Finder<'a>,
    taken: Taken,
    /// Whether a property is absent that must be there.
    is_lacking: bool,
    /// The first thing that could not be read.
    error: Option<DecodeError>,
}

impl<'a> Object<'a> {
    /// Creates the properties of a value. A value that is no object has none, and keeps the error that it is no object.
    pub(super) fn new(node: Node<'a>) -> Self {
        let error = match node.token() {
            Token::Object { .. } => None,
            _ => Some(node.unlike("an object")),
        };
        Self {
            node,
            finder: Finder::new(node),
            taken: Taken::default(),
            is_lacking: false,
            error,
        }
    }

    /// Reads a property that must be present.
    ///
    /// # Errors
    ///
    /// The property is absent or no `T`, or a property before it could not be read.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        match self.take(name) {
            Some(node) => match node.decode_member(name) {
                Err(error) => tolerance::null(node).ok_or(error),
                read => read,
            },
            None => {
                let value = tolerance::absent(self.node, name);
                self.is_lacking = true;
                value.ok_or_else(|| DecodeError::missing(name))
            }
        }
    }

    /// Reads a property that must be present and whose value the type fixes, such as that of a discriminator. A
    /// property that is absent has the fixed value all the same; so has a property that is null, which is an issue.
    ///
    /// # Errors
    ///
    /// The property is no `T`, or a property before it could not be read.
    pub fn tag<T: Decode>(
        &mut self,
        name: &'static str,
        value: &'static str,
    ) -> Result<T, DecodeError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        match self.take(name) {
            Some(node) => match node.decode_member(name) {
                Err(_) if tolerance::null_tag(node, value) => fixed(name, value),
                read => read,
            },
            None => {
                tolerance::absent_tag(self.node, name, value);
                fixed(name, value)
            }
        }
    }

    /// Reads a property that should be present and may be null; if it is absent, it is null as well. A value that is
    /// neither null nor a `T` is an error of the whole object.
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        match self.take(name) {
            Some(node) => self.value(name, node, Some("null")),
            None => {
                tolerance::absent_null(self.node, name);
                None
            }
        }
    }

    /// Reads a property that may be absent; null counts as absent. A value that is no `T` is an error of the whole
    /// object.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        let node = self.take(name)?;
        if node.is_null() {
            tolerance::null_for_absent::<T>(node);
            return None;
        }
        self.value(name, node, None)
    }

    /// Reads a property that may be absent or null, which differ. A value that is neither null nor a `T` is an error of
    /// the whole object.
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Field<T> {
        match self.take(name) {
            Some(node) => self.value(name, node, Some("null")).into(),
            None => Field::Absent,
        }
    }

    /// Reads the properties that were not asked for until now. One that is no `T` is an error of the whole object.
    pub fn rest<T: Decode>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        if self.is_all_taken() || self.error.is_some() {
            return rest;
        }
        let taken = self.taken_names();
        for (member, (name, node)) in self.members() {
            if self.taken.has(member) || taken.contains(&name) {
                continue;
            }
            let problem = match node.decode_member(name) {
                Ok(value) => {
                    let other = rest.insert(name.to_owned(), value);
                    let is_error = other.is_some() && !tolerance::twice(node);
                    is_error.then(|| DecodeError::duplicate(name))
                }
                Err(error) => Some(error),
            };
            if let Some(error) = problem {
                self.fail::<T>(error);
                break;
            }
        }
        rest
    }

    pub(super) fn node(&self) -> Node<'a> {
        self.node
    }

    /// The error of a type that is not read from an object.
    pub(super) fn unlike(&self) -> DecodeError {
        DecodeError::unlike("another value", "an object")
    }

    /// Reports the errors of the properties, once all were asked for.
    ///
    /// # Errors
    ///
    /// A property could not be read, or a property that was asked for occurs twice and reading is strict: nobody can
    /// know which of the two counts. Where reading is not strict, the second one is an issue, and the first one found
    /// counts.
    pub(super) fn finish(self) -> Result<(), DecodeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if self.is_lacking && self.taken.count == 0 && self.finder.members().len() > 0 {
            notes::foreign(self.node);
        }
        match self.is_all_taken() {
            true => Ok(()),
            false => self.check_twice(),
        }
    }

    /// Notes the properties that were asked for and occur once more.
    ///
    /// # Errors
    ///
    /// There is such a property, and reading is strict.
    #[cold]
    fn check_twice(&self) -> Result<(), DecodeError> {
        let taken = self.taken_names();
        for (member, (name, node)) in self.members() {
            let is_other = !self.taken.has(member) && taken.contains(&name);
            if is_other && !tolerance::twice(node) {
                return Err(DecodeError::duplicate(name));
            }
        }
        Ok(())
    }

    /// Reads the value of a property; `None` if it is null or cannot be read. `none` is the JSON that is written for
    /// `None`, if any is. After an error nothing more is read.
    fn value<T: Decode>(
        &mut self,
        name: &'static str,
        node: Node<'a>,
        none: Option<&'static str>,
    ) -> Option<T> {
        if node.is_null() || self.error.is_some() {
            return None;
        }
        match node.decode_member(name) {
            Ok(value) => Some(value),
            Err(_) if T::is_listed() && node.is_unlisted(none) => None,
            Err(error) => self.fail(error),
        }
    }

    /// Keeps the first error.
    #[cold]
    fn fail<T>(&mut self, error: DecodeError) -> Option<T> {
        self.error.get_or_insert(error);
        None
    }

    /// Finds a property and marks it as asked for.
    fn take(&mut self, name: &str) -> Option<Node<'a>> {
        let (member, node) = self.finder.find(name)?;
        self.taken.add(member);
        Some(node)
    }

    fn is_all_taken(&self) -> bool {
        self.finder.members().len() == self.taken.count
    }

    /// All properties with their numbers.
    fn members(&self) -> impl Iterator<Item = (usize, (&'a str, Node<'a>))> + use<'a> {
        self.finder.members().enumerate()
    }

    /// The names of the properties that were asked for and found.
    fn taken_names(&self) -> Vec<&'a str> {
        let taken = self.members().filter(|(member, _)| self.taken.has(*member));
        taken.map(|(_, (name, _))| name).collect()
    }
}

/// The value that a type fixes for a property.
fn fixed<T: Decode>(name: &'static str, value: &'static str) -> Result<T, DecodeError> {
    from_text(value).map_err(|error| error.within(name))
}

/// Which properties were asked for, by their number.
#[derive(Debug, Default)]
struct Taken {
    count: usize,
    /// The first 64 of them, which is all of them nearly always.
    first: u64,
    more: Vec<u64>,
}

impl Taken {
    fn has(&self, member: usize) -> bool {
        let bits = match member.checked_sub(64) {
            None => self.first,
            Some(beyond) => self.more.get(beyond / 64).copied().unwrap_or(0),
        };
        bits & bit(member) != 0
    }

    fn add(&mut self, member: usize) {
        let bits = match member.checked_sub(64) {
            None => Some(&mut self.first),
            Some(beyond) => {
                let word = beyond / 64;
                if self.more.len() <= word {
                    self.more.resize(word + 1, 0);
                }
                self.more.get_mut(word)
            }
        };
        if let Some(bits) = bits.filter(|bits| **bits & bit(member) == 0) {
            *bits |= bit(member);
            self.count += 1;
        }
    }
}

fn bit(member: usize) -> u64 {
    1 << (member % 64)
}
