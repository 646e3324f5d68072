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
    /// The first thing that could not be read.
    error: Option<DecodeError>,
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
            error: None,
        }
    }

    /// A member that must be present.
    ///
    /// # Errors
    ///
    /// It is absent or no `T`, or a member before it could not be read.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        match self.take(name) {
            Some(node) => node.decode().map_err(|error| error.within(name)),
            None => Err(DecodeError::missing(name)),
        }
    }

    /// A member that must be present and may be null. That it is absent, or neither null nor a `T`, is an error of
    /// the whole object.
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        match self.take(name) {
            Some(node) => self.value(name, node),
            None => self.fail(DecodeError::missing(name)),
        }
    }

    /// A member that may be absent; null counts as absent. That it is no `T` is an error of the whole object.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Option<T> {
        let node = self.take(name)?;
        self.value(name, node)
    }

    /// A member that may be absent or null, which differ. That it is neither null nor a `T` is an error of
    /// the whole object.
    pub fn field<T: Decode>(&mut self, name: &'static str) -> Field<T> {
        match self.take(name) {
            Some(node) => self.value(name, node).into(),
            None => Field::Absent,
        }
    }

    /// The members not asked for until now. That one of them is no `T` is an error of the whole object.
    pub fn rest<T: Decode>(&mut self) -> BTreeMap<String, T> {
        let mut rest = BTreeMap::new();
        if self.taken.count == self.members || self.error.is_some() {
            return rest;
        }
        let taken = self.taken_names();
        let mut place = Place::default();
        while let Some((name, node)) = self.at(place) {
            if !self.taken.has(place.member) && !taken.contains(&name) {
                let value = node.decode().map_err(|error| error.within(name.to_owned()));
                let problem = match value {
                    Ok(value) => {
                        let other = rest.insert(name.to_owned(), value);
                        other.map(|_| DecodeError::duplicate(name))
                    }
                    Err(error) => Some(error),
                };
                if let Some(error) = problem {
                    self.fail::<T>(error);
                    break;
                }
            }
            place = after(place, node);
        }
        rest
    }

    /// The error of a type that is read from something else.
    pub(super) fn unlike(&self) -> DecodeError {
        DecodeError::unlike("another value", "an object")
    }

    /// The struct that was made of the members.
    ///
    /// # Errors
    ///
    /// The first member that could not be read, or one that was asked for and occurs twice: which of them counts is
    /// nobody's to guess.
    pub(super) fn finish<T>(self, value: T) -> Result<T, DecodeError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        match self.twice() {
            Some(name) => Err(DecodeError::duplicate(name)),
            None => Ok(value),
        }
    }

    /// A member that was asked for and occurs twice.
    fn twice(&self) -> Option<&'a str> {
        if self.taken.count == self.members {
            return None;
        }
        let taken = self.taken_names();
        let mut place = Place::default();
        while let Some((name, node)) = self.at(place) {
            if !self.taken.has(place.member) && taken.contains(&name) {
                return Some(name);
            }
            place = after(place, node);
        }
        None
    }

    /// The value of a member; none if it is null or cannot be read. After an error nothing more is read.
    fn value<T: Decode>(&mut self, name: &'static str, node: Node<'a>) -> Option<T> {
        if node.is_null() || self.error.is_some() {
            return None;
        }
        match node.decode() {
            Ok(value) => Some(value),
            Err(error) => self.fail(error.within(name)),
        }
    }

    /// Keeps the first error.
    #[cold]
    fn fail<T>(&mut self, error: DecodeError) -> Option<T> {
        self.error.get_or_insert(error);
        None
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
