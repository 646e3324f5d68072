//! Lowering of schemas to types.
//!
//! [`Reader`] answers questions about schemas and changes nothing; [`TypeBuilder`] makes the types from its answers.

pub(super) mod nullable;
pub(super) mod position;
pub(super) mod property;
pub(super) mod read;

mod component;
mod compose;
mod definitions;
mod docs;
mod enumeration;
mod event;
mod hierarchy;
mod json_types;
mod merged_properties;
mod narrow;
mod object;
mod replace;
mod required;
mod tuple;
mod union;

pub(super) use self::definitions::{Definition, Definitions};
pub(super) use self::read::Reader;

use self::component::Resolution;
use self::event::JsonText;
use self::replace::Replacements;
use crate::api::{Shape, Type, TypeId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, NodePart};
use crate::document::{Document, SchemaId};
use crate::maps::{HashMap, HashSet};
use std::collections::VecDeque;

/// Makes types of the schemas of a document.
pub(super) struct TypeBuilder<'d, 'r> {
    document: &'d Document,
    read: &'r Reader<'d>,
    diagnostics: &'r mut Diagnostics,
    /// The definitions so far.
    definitions: Definitions,
    /// The state of each named schema that was met: still being lowered, or the type that it stands for.
    resolved: HashMap<SchemaId, Resolution>,
    /// The types of the schemas without a name that were lowered already.
    inline: HashMap<SchemaId, Type>,
    /// The types of properties that several schemas describe, by the ids of those schemas.
    refined: HashMap<Vec<SchemaId>, Type>,
    /// The unions of one variant that stand for schemas without `type`.
    untyped: HashSet<TypeId>,
    /// The definitions whose property `data` is a text that holds JSON.
    json_data: HashMap<TypeId, JsonText>,
    /// The types of that JSON, of those definitions that are events of a stream.
    event_data: HashMap<TypeId, Type>,
    /// Where `required` names properties that no schema describes, as far as that was reported.
    undescribed: HashSet<String>,
    /// How many merged properties (properties that several schemas describe) enclose the schema being lowered.
    refining: usize,
    /// The named objects that have a place but no properties yet.
    queue: VecDeque<(TypeId, SchemaId)>,
    /// The user's own types, which replace types of the document.
    replacements: Replacements,
}

/// Everything that a [`TypeBuilder`] made.
pub(super) struct Built {
    /// The definitions, by id.
    pub(super) definitions: Vec<Definition>,
    /// The types that the named schemas have become.
    pub(super) named: Vec<Type>,
    /// The types of the JSON that the data of events holds, by the definitions of the events.
    pub(super) event_data: HashMap<TypeId, Type>,
}

impl<'d, 'r> TypeBuilder<'d, 'r> {
    /// A builder that has made nothing yet.
    pub(super) fn new(
        document: &'d Document,
        read: &'r Reader<'d>,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        Self {
            document,
            read,
            diagnostics,
            definitions: Definitions::default(),
            resolved: HashMap::default(),
            inline: HashMap::default(),
            refined: HashMap::default(),
            untyped: HashSet::default(),
            json_data: HashMap::default(),
            event_data: HashMap::default(),
            undescribed: HashSet::default(),
            refining: 0,
            queue: VecDeque::new(),
            replacements: Replacements::default(),
        }
    }

    /// Reports at a pointer of the document that something was repaired or left out.
    pub(super) fn warn(
        &mut self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = self.document.origins.place(pointer, NodePart::Value);
        self.diagnostics.warning(code, place, message)
    }

    /// Reports at a pointer of the document that no faithful client is possible.
    pub(super) fn error(
        &mut self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = self.document.origins.place(pointer, NodePart::Value);
        self.diagnostics.error(code, place, message)
    }

    /// The definitions so far.
    pub(super) fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// The shape of a definition, if it is there yet.
    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.definitions.shape(id)
    }

    /// Ends the building: every definition has its shape.
    pub(super) fn finish(mut self) -> Built {
        self.drain();
        let resolved = self.resolved.into_values();
        Built {
            definitions: self.definitions.finish(),
            named: resolved.filter_map(Resolution::done).collect(),
            event_data: self.event_data,
        }
    }
}
