//! The facts of an item.

use super::Aspect;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The facts of an item, by aspect and by part of it. Large clients have a hundred thousand items, and most of them have few
/// facts, and none of a part: a map for each would take most of the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Those of the whole item, in the order of their aspects.
    whole: Vec<(Aspect, Cow<'static, str>)>,
    parts: BTreeMap<(Aspect, String), Cow<'static, str>>,
}

impl Facts {
    /// States a fact of a part, or of the whole item if the part has no name.
    pub(super) fn insert(&mut self, aspect: Aspect, part: &str, said: Cow<'static, str>) {
        if !part.is_empty() {
            self.parts.insert((aspect, part.to_owned()), said);
            return;
        }
        match self.whole.binary_search_by_key(&aspect, |(of, _)| *of) {
            Ok(place) => {
                if let Some((_, before)) = self.whole.get_mut(place) {
                    *before = said;
                }
            }
            Err(place) => self.whole.insert(place, (aspect, said)),
        }
    }

    /// The fact of a part, or of the whole item if the part has no name; none if nothing is said.
    pub fn get(&self, aspect: Aspect, part: &str) -> Option<&str> {
        if part.is_empty() {
            let place = self.whole.binary_search_by_key(&aspect, |(of, _)| *of);
            return self.whole.get(place.ok()?).map(|(_, said)| &**said);
        }
        self.parts
            .get(&(aspect, part.to_owned()))
            .map(|said| &**said)
    }

    /// All facts, in the order of their aspects, and those of an aspect in that of their parts: the whole item first.
    pub fn iter(&self) -> impl Iterator<Item = (Aspect, &str, &str)> {
        let whole = self.whole.iter();
        let mut whole = whole
            .map(|(aspect, said)| (*aspect, "", &**said))
            .peekable();
        let mut parts = self.of_parts().peekable();
        std::iter::from_fn(move || match (whole.peek(), parts.peek()) {
            (Some((first, ..)), Some((second, ..))) if second < first => parts.next(),
            (None, _) => parts.next(),
            _ => whole.next(),
        })
    }

    /// The facts of parts.
    pub fn of_parts(&self) -> impl Iterator<Item = (Aspect, &str, &str)> {
        let parts = self.parts.iter();
        parts.map(|((aspect, part), said)| (*aspect, part.as_str(), &**said))
    }
}
