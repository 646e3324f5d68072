//! Where everything stands in the files as written.

use crate::diagnostic::{Part, Place};
use std::collections::HashMap;
use std::sync::Arc;

/// Where everything of a tree that was made stands in the files as written. What is not recorded stands where it
/// stands in the tree, in the first file.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    moved: HashMap<String, (usize, String)>,
    /// The origins of an earlier step, which made the first file that this one started from.
    earlier: Option<Arc<Self>>,
}

impl Origins {
    /// The place of what a pointer into the tree leads to.
    pub fn place(&self, pointer: &str, part: Part) -> Place {
        let place = self.own_place(pointer, part);
        match &self.earlier {
            Some(earlier) if place.file == 0 => earlier.place(&place.pointer, part),
            _ => place,
        }
    }

    fn own_place(&self, pointer: &str, part: Part) -> Place {
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

    /// A place in the tree as the place in the files as written.
    pub(crate) fn relocated(&self, place: &Place) -> Place {
        match place {
            Place {
                file: 0,
                part: Part::Key | Part::Value,
                ..
            } => self.place(&place.pointer, place.part),
            other => other.clone(),
        }
    }

    /// Makes the origins lead on to where those of an earlier step lead.
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

    /// Makes the items of a list that stood behind one that was removed follow it in its place. `left` items are
    /// left.
    pub(super) fn removed(&mut self, list: &str, index: usize, left: usize) {
        for new in index..left {
            let (from, to) = (format!("{list}/{}", new + 1), format!("{list}/{new}"));
            let place = self.own_place(&from, Part::Value);
            self.moved.retain(|pointer, _| !is_within(pointer, &to));
            let inner: Vec<String> = self
                .moved
                .keys()
                .filter(|pointer| is_within(pointer, &from))
                .cloned()
                .collect();
            for pointer in inner {
                if let Some(origin) = self.moved.remove(&pointer) {
                    let rest = pointer.get(from.len()..).unwrap_or_default();
                    self.moved.insert(format!("{to}{rest}"), origin);
                }
            }
            self.moved.insert(to, (place.file, place.pointer));
        }
    }

    /// Forgets what stood at a pointer and below it.
    pub(super) fn forget(&mut self, pointer: &str) {
        self.moved.retain(|moved, _| !is_within(moved, pointer));
    }

    /// Records that what stands at `pointer` in the tree is written at `origin`.
    pub(crate) fn record(&mut self, pointer: String, file: usize, origin: String) {
        if file != 0 || pointer != origin {
            self.moved.insert(pointer, (file, origin));
        }
    }
}

/// Whether a pointer leads to what another does, or below it.
fn is_within(pointer: &str, outer: &str) -> bool {
    let rest = pointer.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
