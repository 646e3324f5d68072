//! The origins of nodes: where the nodes of a tree stand in the files as written.

use crate::diagnostic::{NodePart, Place};
use crate::maps::HashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the nodes of a tree that was made stand in the files as written. A record holds for a node and for all nodes
/// below it; a node without a record stands where it stands in the tree, in the first file.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The origins by pointer into the tree; sorted, so that all pointers below one stand together.
    moved: BTreeMap<String, (usize, String)>,
    /// The origins of an earlier step, which made the first file from which this step started.
    earlier: Option<Arc<Self>>,
}

impl Origins {
    /// Returns the place, in the files, of the node that a pointer into the tree leads to.
    pub fn place(&self, pointer: &str, part: NodePart) -> Place {
        let place = self.own_place(pointer, part);
        match &self.earlier {
            Some(earlier) if place.file == 0 => earlier.place(&place.pointer, part),
            _ => place,
        }
    }

    fn own_place(&self, pointer: &str, part: NodePart) -> Place {
        let mut end = pointer.len();
        while let Some(prefix) = pointer.get(..end) {
            if let Some((file, origin)) = self.moved.get(prefix) {
                let rest = pointer.get(end..).unwrap_or_default();
                return Place {
                    file: *file,
                    pointer: format!("{origin}{rest}"),
                    part,
                };
            }
            match prefix.rfind('/') {
                Some(slash) => end = slash,
                None => break,
            }
        }
        Place {
            file: 0,
            pointer: pointer.to_owned(),
            part,
        }
    }

    /// Translates a place in the tree to the place in the files as written.
    pub(crate) fn relocated(&self, place: &Place) -> Place {
        match place {
            Place {
                file: 0,
                part: NodePart::Key | NodePart::Value,
                ..
            } => self.place(&place.pointer, place.part),
            other => other.clone(),
        }
    }

    /// Chains these origins with those of an earlier step, so that they lead to where those lead.
    pub(crate) fn follow(&mut self, earlier: Arc<Self>) {
        if earlier.moved.is_empty() && earlier.earlier.is_none() {
            return;
        }
        match &mut self.earlier {
            Some(own) => {
                let mut own_earlier = (**own).clone();
                own_earlier.follow(earlier);
                *own = Arc::new(own_earlier);
            }
            None => self.earlier = Some(earlier),
        }
    }

    /// Moves the origins of the items of a list that were kept, by their old indices, to the indices that they have
    /// after others were removed. Returns how many origins were looked at for that.
    pub(super) fn kept(&mut self, list: &str, kept: &[usize]) -> usize {
        let moved: Vec<(usize, Place)> = kept
            .iter()
            .enumerate()
            .filter(|(new, old)| new != *old)
            .map(|(new, old)| {
                (
                    new,
                    self.own_place(&format!("{list}/{old}"), NodePart::Value),
                )
            })
            .collect();
        let new_of: HashMap<usize, usize> = kept
            .iter()
            .enumerate()
            .map(|(new, old)| (*old, new))
            .collect();
        let below = self.take_below(list);
        let count = below.len() + moved.len();
        for (pointer, origin) in below {
            let rest = pointer.get(list.len() + 1..).unwrap_or_default();
            let end = rest.find('/').unwrap_or(rest.len());
            let (index, rest) = rest.split_at(end);
            if let Some(new) = index.parse().ok().and_then(|old: usize| new_of.get(&old)) {
                self.moved.insert(format!("{list}/{new}{rest}"), origin);
            }
        }
        for (new, place) in moved {
            self.moved
                .insert(format!("{list}/{new}"), (place.file, place.pointer));
        }
        count
    }

    /// Forgets the origins of the node at a pointer and of all nodes below it.
    pub(super) fn forget(&mut self, pointer: &str) {
        self.moved.remove(pointer);
        self.take_below(pointer);
    }

    /// Takes out the origins of all nodes below a pointer.
    fn take_below(&mut self, pointer: &str) -> Vec<(String, (usize, String))> {
        // `0` follows `/`.
        let below = format!("{pointer}/")..format!("{pointer}0");
        let keys: Vec<String> = self
            .moved
            .range(below)
            .map(|(key, _)| key.clone())
            .collect();
        keys.into_iter()
            .filter_map(|key| self.moved.remove_entry(&key))
            .collect()
    }

    /// Records that the node at `pointer` in the tree is written at `origin` in a file.
    pub(crate) fn record(&mut self, pointer: String, file: usize, origin: String) {
        if file != 0 || pointer != origin {
            self.moved.insert(pointer, (file, origin));
        }
    }
}
