//! The members of an object, asked for by name.

use std::collections::BTreeMap;

use super::super::field::Field;
use super::tape::Token;
use super::{Decode, DecodeError, Node};

/// The members of a JSON object that is being read as a struct.
///
/// Looking a member up starts where the last one was found, so members that are asked for in the order in which they
/// stand cost one comparison each.
#[derive(Debug)]
pub struct Object<'a> {
    tokens: &'a [Token<'a>],
    members: usize,
    next: Place,
    taken: Taken,
}

/// A member's place: its number and where its name is on the tape.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    member: usize,
    token: usize,
}

impl<'a> Object<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>], members: usize) -> Self {
        Self {
            tokens,
            members,
            next: Place::default(),
            taken: Taken::default(),
        }
    }

    /// A member that must be present.
    ///
    /// # Errors
    ///
    /// It is absent, or no `T`.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        match self.take(name) {
            Some(node) => T::decode(node).map_err(|error| error.within(name)),
            None => Err(DecodeError::missing(name)),
        }
    }

    /// A member that must be present and may be null.
    ///
    /// # Errors
    ///
    /// It is absent, or neither null nor a `T`.
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        match self.take(name) {
            Some(node) if node.is_null() => Ok(None),
            Some(node) => T::decode(node)
                .map(Some)
                .map_err(|error| error.within(name)),
            None => Err(DecodeError::missing(name)),
        }
    }

    /// A member that may be absent; null counts as absent.
    ///
    /// # Errors
    ///
    /// It is present and no `T`.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        match self.take(name) {
            Some(node) if !node.is_null() => T::decode(node)
                .map(Some)
                .map_err(|error| error.within(name)),
            _ => Ok(None),
        }
    }

    /// A member that may be absent or null, which differ.
    ///
    /// # Errors
    ///
    /// It is present and neither null nor a `T`.
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Result<Field<T>, DecodeError> {
        match self.take(name) {
            None => Ok(Field::Absent),
            Some(node) if node.is_null() => Ok(Field::Null),
            Some(node) => T::decode(node)
                .map(Field::Value)
                .map_err(|error| error.within(name)),
        }
    }

    /// The members not asked for until now.
    ///
    /// # Errors
    ///
    /// One of them is no `T`.
    pub fn rest<T: Decode>(&mut self) -> Result<BTreeMap<String, T>, DecodeError> {
        let mut rest = BTreeMap::new();
        if self.taken.count == self.members {
            return Ok(rest);
        }
        let taken = self.taken_names();
        let mut place = Place::default();
        while let Some((name, node)) = self.at(place) {
            if !self.taken.has(place.member) && !taken.contains(&name) {
                let value = T::decode(node).map_err(|error| error.within(name.to_owned()))?;
                if rest.insert(name.to_owned(), value).is_some() {
                    return Err(DecodeError::duplicate(name));
                }
            }
            place = after(place, node);
        }
        Ok(rest)
    }

    /// Fails if a member that was asked for occurs twice: which of them counts is nobody's to guess.
    pub(crate) fn finish(self) -> Result<(), DecodeError> {
        if self.taken.count == self.members {
            return Ok(());
        }
        let taken = self.taken_names();
        let mut place = Place::default();
        while let Some((name, node)) = self.at(place) {
            if !self.taken.has(place.member) && taken.contains(&name) {
                return Err(DecodeError::duplicate(name));
            }
            place = after(place, node);
        }
        Ok(())
    }

    /// Finds a member and marks it as asked for.
    fn take(&mut self, name: &str) -> Option<Node<'a>> {
        let start = self.next;
        let (place, node) = self
            .find(name, start, self.members)
            .or_else(|| self.find(name, Place::default(), start.member))?;
        self.taken.add(place.member);
        self.next = after(place, node);
        Some(node)
    }

    /// Looks for a member from one place up to, but without, the member of the number `end`.
    fn find(&self, name: &str, mut place: Place, end: usize) -> Option<(Place, Node<'a>)> {
        while place.member < end {
            let (member, node) = self.at(place)?;
            if member == name {
                return Some((place, node));
            }
            place = after(place, node);
        }
        None
    }

    fn at(&self, place: Place) -> Option<(&'a str, Node<'a>)> {
        let (name, rest) = self.tokens.get(place.token..)?.split_first()?;
        match name {
            Token::Text(name) => Some((name, Node::new(rest))),
            _ => None,
        }
    }

    /// The names of the members that were asked for and found.
    fn taken_names(&self) -> Vec<&'a str> {
        let mut names = Vec::with_capacity(self.taken.count);
        let mut place = Place::default();
        while let Some((name, node)) = self.at(place) {
            if self.taken.has(place.member) {
                names.push(name);
            }
            place = after(place, node);
        }
        names
    }
}

fn after(place: Place, node: Node<'_>) -> Place {
    Place {
        member: place.member + 1,
        token: place.token + 1 + node.len(),
    }
}

/// Which members were asked for, by their number.
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
