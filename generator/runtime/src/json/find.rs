//! Finds the properties of an object by name, in whatever order they stand.

use super::Node;
use super::node::Members;
use super::tape::Token;

/// The properties of an object, to be found by name.
///
/// A property that stands where it is expected, after the one found last, costs one comparison. When that fails for the
/// first time an index is made, so that a property that is absent or stands elsewhere costs little more.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    members: Members<'a>,
    /// Where the property after the one found last stands.
    next: Place,
    index: Option<Index>,
}

/// A property's place: its number and where its name is among the tokens.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    member: usize,
    token: usize,
}

impl<'a> Finder<'a> {
    /// The properties of a value: none if it is no object.
    pub(super) fn new(node: Node<'a>) -> Self {
        Self {
            members: node.members().unwrap_or_default(),
            next: Place::default(),
            index: None,
        }
    }

    /// All properties, as they stand.
    pub(super) fn members(&self) -> Members<'a> {
        self.members.clone()
    }

    /// The number and the value of the property `name`.
    pub(super) fn find(&mut self, name: &str) -> Option<(usize, Node<'a>)> {
        let (place, node) = match self.at(self.next) {
            Some((member, node)) if member == name => (self.next, node),
            _ => self.search(name)?,
        };
        self.next = after(place, node);
        Some((place.member, node))
    }

    fn search(&mut self, name: &str) -> Option<(Place, Node<'a>)> {
        if self.index.is_none() {
            self.index = Some(self.make_index());
        }
        let index = self.index.as_ref()?;
        let mut places = index.places(name);
        places
            .find_map(|place| self.is_at(place, name))
            .or_else(|| self.search_rest(name, index.rest))
    }

    /// Looks at the properties that are not in the index, one by one.
    fn search_rest(&self, name: &str, mut place: Place) -> Option<(Place, Node<'a>)> {
        while let Some((member, node)) = self.at(place) {
            if member == name {
                return Some((place, node));
            }
            place = after(place, node);
        }
        None
    }

    fn make_index(&self) -> Index {
        let mut index = Index::default();
        while let Some((name, node)) = self.at(index.rest) {
            if !index.add(name) {
                break;
            }
            index.rest = after(index.rest, node);
        }
        index
    }

    fn is_at(&self, place: Place, name: &str) -> Option<(Place, Node<'a>)> {
        let (member, node) = self.at(place)?;
        (member == name).then_some((place, node))
    }

    fn at(&self, place: Place) -> Option<(&'a str, Node<'a>)> {
        if place.member >= self.members.len() {
            return None;
        }
        let (name, rest) = self.members.tokens.get(place.token..)?.split_first()?;
        match name {
            Token::Text(name) => Some((name, Node::new(rest))),
            _ => None,
        }
    }
}

fn after(place: Place, node: Node<'_>) -> Place {
    Place {
        member: place.member + 1,
        token: place.token + 1 + node.len(),
    }
}

/// Where the first 64 properties stand, which is all of them nearly always, and a byte of each name: eight of these are
/// compared at once.
#[derive(Debug)]
struct Index {
    tags: [u64; 8],
    tokens: [usize; 64],
    /// The first property that is not in the index.
    rest: Place,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            tags: [0; 8],
            tokens: [0; 64],
            rest: Place::default(),
        }
    }
}

impl Index {
    /// Adds the property at `rest`, and returns whether there was room for it.
    fn add(&mut self, name: &str) -> bool {
        let Place { member, token } = self.rest;
        let (Some(tags), Some(slot)) = (self.tags.get_mut(member / 8), self.tokens.get_mut(member))
        else {
            return false;
        };
        *tags |= u64::from(tag(name)) << (member % 8 * 8);
        *slot = token;
        true
    }

    /// Where a property may stand: all places whose names have its tag, and maybe others.
    fn places(&self, name: &str) -> impl Iterator<Item = Place> {
        const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
        const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
        let wanted = ONES * u64::from(tag(name));
        let words = self.tags.iter().zip(self.tokens.chunks(8)).enumerate();
        words.flat_map(move |(word, (tags, tokens))| {
            // A byte that is equal is zero now, and its top bit is what is left of it.
            let differing = tags ^ wanted;
            let mut equal = differing.wrapping_sub(ONES) & !differing & TOPS;
            std::iter::from_fn(move || {
                let byte = usize::try_from(equal.checked_ilog2()? / 8).ok()?;
                equal &= !(0xff << (byte * 8));
                let token = *tokens.get(byte)?;
                Some(Place {
                    member: word * 8 + byte,
                    token,
                })
            })
        })
    }
}

/// A byte that tells most names of an object apart.
fn tag(name: &str) -> u8 {
    let bytes = name.as_bytes();
    let byte = |place: usize| bytes.get(place).copied().unwrap_or_default();
    let length = bytes.len();
    let last = byte(length.wrapping_sub(1)).wrapping_mul(3);
    let middle = byte(length / 2).wrapping_mul(29);
    byte(0).wrapping_mul(7) ^ middle ^ last ^ length.to_le_bytes()[0]
}
