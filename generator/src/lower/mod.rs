//! The document to the API it means.
//!
//! [`lower`] is the only place that interprets OpenAPI. It is total: what it cannot make sense of becomes a
//! problem in the [`Diagnostics`] and the next best thing in the [`Api`].
//!
//! Schemas are lowered on demand. A named schema that is plainly an object gets its place in the types when it
//! is first met and is filled in later, from a queue, so the stack grows with the nesting of the text only,
//! not with chains of references.

mod binary;
mod body;
mod direction;
mod encoding;
mod media;
mod media_type;
mod multipart;
mod nested;
mod operation;
mod order;
mod page;
mod page_number;
mod pagination;
mod parameter;
mod query_string;
mod request_forms;
mod response;
mod schema;
mod security;
mod servers;
mod template;
mod webhook;

use crate::api::{Api, Docs, Operation, Origin, Shape, Type, TypeId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, NodePart};
use crate::document::{Components, Document, SchemaId, Schemas};
use schema::Resolution;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet, VecDeque};

/// The API that a document means. Problems are reported, and a best effort is returned.
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(document, diagnostics);
    let mut api = Api {
        title: document.info.title.clone(),
        description: document.info.description.clone(),
        ..Api::default()
    };
    lowering.all_components();
    lowering.security();
    api.servers = lowering.servers(&document.servers, "/servers");
    lowering.operations();
    lowering.webhooks();
    lowering.drain();
    lowering.in_order(api)
}

/// The work in progress.
struct Lowering<'d, 'r> {
    document: &'d Document,
    components: &'d Components,
    schemas: &'d Schemas,
    diagnostics: &'r mut Diagnostics,
    /// The definitions so far.
    slots: Vec<Slot>,
    /// What the named schemas have become.
    resolved: HashMap<SchemaId, Resolution>,
    /// What the schemas without a name have become.
    inline: HashMap<SchemaId, Type>,
    /// What members that several schemas describe have become, by those.
    refined: HashMap<Vec<SchemaId>, Type>,
    /// The choices of one form that stand for schemas without `type`.
    untyped: HashSet<TypeId>,
    /// Which schemas build upon which, once somebody asked.
    direct_heirs: OnceCell<schema::Heirs>,
    /// How many such members the schema being lowered stands in.
    refining: usize,
    /// The named objects that have a place but no members yet.
    queue: VecDeque<(TypeId, SchemaId)>,
    /// How calls authenticate.
    security: security::Security,
    /// The operations so far, each with what the document says of its paging and where.
    operations: Vec<(Operation, Option<Hint<'d>>)>,
    /// The parameters so far that a style turns into text.
    styled: Vec<nested::Styled>,
    /// The payloads of webhooks and callbacks.
    payloads: Vec<Type>,
}

/// What a document says of the paging of an operation, and where.
struct Hint<'d> {
    value: &'d serde_json::Value,
    pointer: String,
}

/// The place of a definition, which may not be there yet.
struct Slot {
    origin: Origin,
    docs: Docs,
    shape: Option<Shape>,
}

impl<'d, 'r> Lowering<'d, 'r> {
    fn new(document: &'d Document, diagnostics: &'r mut Diagnostics) -> Self {
        Self {
            document,
            components: &document.components,
            schemas: &document.schemas,
            diagnostics,
            slots: Vec::new(),
            resolved: HashMap::new(),
            inline: HashMap::new(),
            refined: HashMap::new(),
            untyped: HashSet::new(),
            direct_heirs: OnceCell::new(),
            refining: 0,
            queue: VecDeque::new(),
            security: security::Security::default(),
            operations: Vec::new(),
            styled: Vec::new(),
            payloads: Vec::new(),
        }
    }

    /// Reports at a pointer of the document that something was repaired or left out.
    fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>) -> &mut Diagnostic {
        let place = self.document.origins.place(pointer, NodePart::Value);
        self.diagnostics.warning(code, place, message)
    }

    /// Gives a definition a place.
    fn slot(&mut self, origin: Origin) -> TypeId {
        self.slots.push(Slot {
            origin,
            docs: Docs::default(),
            shape: None,
        });
        TypeId(self.slots.len() - 1)
    }

    /// Fills in a definition.
    fn fill(&mut self, id: TypeId, docs: Docs, shape: Shape) {
        if let Some(slot) = self.slots.get_mut(id.0) {
            slot.docs = docs;
            slot.shape = Some(shape);
        }
    }

    /// The shape of a definition, if it is there yet.
    fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.slots.get(id.0)?.shape.as_ref()
    }
}
