//! Where everything stands in the files as written.

use crate::diagnostic::{Part, Place};
use std::collections::HashMap;

/// Where everything of a [`Document`](super::Document) stands in the files as written. What is not recorded
/// stands where it stands in the document.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    moved: HashMap<String, (usize, String)>,
}

impl Origins {
    /// The place of what a pointer into the document leads to.
    pub fn place(&self, pointer: &str, part: Part) -> Place {
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

    /// Makes the origins lead on to where those of an earlier step lead.
    pub(super) fn follow(&mut self, earlier: Self) {
        for (file, origin) in self.moved.values_mut().filter(|(file, _)| *file == 0) {
            let place = earlier.place(origin, Part::Value);
            (*file, *origin) = (place.file, place.pointer);
        }
        for (pointer, origin) in earlier.moved {
            self.moved.entry(pointer).or_insert(origin);
        }
    }

    /// Records that what stands at `pointer` in the document is written at `origin`.
    pub(super) fn record(&mut self, pointer: String, file: usize, origin: String) {
        if file != 0 || pointer != origin {
            self.moved.insert(pointer, (file, origin));
        }
    }
}
