//! The models between the passes after lowering: each pass takes the type that only the pass before it returns.

use super::Lowering;
use super::schema::read::bytes::Bytes;
use super::schema::{Built, Definition};
use crate::api::{Operation, Scheme, Server, Shape, Type, TypeId, reachable};
use crate::maps::HashMap;

/// The model as lowered: each definition has one form, whichever way its values travel.
pub(super) struct Lowered {
    pub(super) model: Model,
    /// The properties that stand for bytes, of definitions whose properties are parts of a body.
    pub(super) part_bytes: HashMap<TypeId, HashMap<String, Bytes>>,
    /// The types of the JSON that the data of events holds, by the definitions of the events.
    pub(super) event_data: HashMap<TypeId, Type>,
}

/// The same, with data of events that is the JSON in it.
pub(super) struct InEvents {
    pub(super) model: Model,
    /// Those of [`Lowered`].
    pub(super) part_bytes: HashMap<TypeId, HashMap<String, Bytes>>,
}

/// The same, without the objects around the variants of unions that tag themselves from outside.
pub(super) struct Unwrapped(pub(super) InEvents);

/// The model after `part_forms`: with files for the bytes in bodies of several parts, and second forms of the
/// definitions that are also used elsewhere.
pub(super) struct InParts(pub(super) Model);

/// The model after `request_forms`: with a second form for requests wherever it differs. The map has these forms by the
/// ids of their definitions.
pub(super) struct InForms(pub(super) Model, pub(super) HashMap<TypeId, TypeId>);

/// The definitions, and the operations and payloads that use them.
pub(super) struct Model {
    /// The definitions, by id, in the order in which they were met.
    pub(super) definitions: Vec<Definition>,
    /// The types that the named schemas have become.
    pub(super) named: Vec<Type>,
    /// The operations, in document order.
    pub(super) operations: Vec<Operation>,
    /// The types of the bodies of webhooks and callbacks.
    pub(super) payloads: Vec<Type>,
    /// The servers of the API.
    pub(super) servers: Vec<Server>,
    /// The security schemes.
    pub(super) schemes: Vec<Scheme>,
}

impl Lowered {
    /// Takes the results of lowering, and the servers of the API.
    pub(super) fn new(lowering: Lowering<'_, '_>, servers: Vec<Server>) -> Self {
        let Built {
            definitions,
            named,
            event_data,
        } = lowering.types.finish();
        let model = Model {
            definitions,
            named,
            operations: lowering.operations,
            payloads: lowering.payloads,
            servers,
            schemes: lowering.security.schemes,
        };
        Self {
            model,
            part_bytes: lowering.part_bytes,
            event_data,
        }
    }
}

impl Model {
    /// The shape of a definition.
    pub(super) fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.definitions.get(id.0).map(|def| &def.shape)
    }

    /// Adds a definition.
    pub(super) fn add(&mut self, definition: Definition) -> TypeId {
        self.definitions.push(definition);
        TypeId(self.definitions.len() - 1)
    }

    /// Returns for each definition whether it can be reached from the types.
    pub(super) fn reached<'a>(&'a self, roots: impl Iterator<Item = &'a Type>) -> Vec<bool> {
        let count = self.definitions.len();
        reachable::definitions(count, |id| self.shape(id), roots, None)
    }
}
