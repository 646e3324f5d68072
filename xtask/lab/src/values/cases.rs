//! The values that are put through a document's types, and what became of them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;

/// More values than this are no better proof, and take the memory of the machine.
const MOST_VALUES: usize = 200_000;

/// What became of the values of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    /// Examples and defaults found.
    pub(super) examples: usize,
    /// Those that fit their schema.
    pub(super) fitting: usize,
    /// Those of them that were kept.
    pub(super) examples_kept: usize,
    /// Named schemas.
    pub(super) components: usize,
    /// Those with a valid sample.
    pub(super) sampled: usize,
    /// Schemas of bodies, parameters and headers that have no name.
    pub(super) places: usize,
    /// Those with a valid sample.
    pub(super) places_sampled: usize,
    /// Samples that are valid.
    pub(super) samples: usize,
    /// Those of them that were kept.
    pub(super) samples_kept: usize,
    /// Values that no list of texts names, which open enums keep all the same.
    pub(super) unknown: usize,
    /// Those of them that were kept.
    pub(super) unknown_kept: usize,
    /// Every value that was not kept, as a line of JSON.
    pub(super) lost: Vec<String>,
    /// Every such schema without a valid sample, as a line of JSON.
    pub(super) unsampled: Vec<String>,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.examples += other.examples;
        self.fitting += other.fitting;
        self.examples_kept += other.examples_kept;
        self.components += other.components;
        self.sampled += other.sampled;
        self.places += other.places;
        self.places_sampled += other.places_sampled;
        self.samples += other.samples;
        self.samples_kept += other.samples_kept;
        self.unknown += other.unknown;
        self.unknown_kept += other.unknown_kept;
        self.lost.extend(other.lost.iter().cloned());
        self.unsampled.extend(other.unsampled.iter().cloned());
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Example,
    Sample,
    Unknown,
}

/// A value that must be kept.
pub(super) struct Case {
    pub(super) kind: Kind,
    /// The number of its schema.
    pub(super) holder: usize,
    pub(super) pointer: String,
    pub(super) value: Value,
}

/// The schemas under test, each once, and the values that are put through them.
#[derive(Default)]
pub(super) struct Cases {
    pub(super) holders: Vec<Value>,
    numbers: HashMap<String, usize>,
    pub(super) cases: Vec<Case>,
}

impl Cases {
    pub(super) fn push(&mut self, kind: Kind, schema: Value, pointer: &str, value: Value) {
        if self.cases.len() >= MOST_VALUES {
            return;
        }
        let holders = &mut self.holders;
        let holder = *self.numbers.entry(schema.to_string()).or_insert_with(|| {
            holders.push(schema);
            holders.len() - 1
        });
        self.cases.push(Case {
            kind,
            holder,
            pointer: pointer.to_owned(),
            value,
        });
    }
}
