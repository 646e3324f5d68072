//! Lowering: turns a document into the API that it means.
//!
//! [`lower`] is the only place that interprets OpenAPI. It always returns a result: each part that it cannot interpret
//! becomes a problem in the [`Diagnostics`], and the next best thing in the [`Api`].
//!
//! Schemas are lowered on demand, by `schema`. A named schema that is certainly an object gets its place in the types
//! when it is first met, and is filled in later, from a queue. So the stack grows with the nesting of the text only,
//! not with chains of references.
//!
//! The forms of definitions can be decided only when everything else is known, so passes after lowering do that. Their
//! order is given by the types that they take and return: `Lowered`, `Unwrapped`, `InParts`, `InForms` (all in
//! `stages`) and [`Api`].

mod body;
mod declared;
mod direction;
mod encoding;
mod event_forms;
mod extension_names;
mod external_tags;
mod header_name;
mod media;
mod media_type;
mod nested;
mod operation;
mod order;
mod page;
mod page_number;
mod pagination;
mod parameter;
mod parameter_value;
mod part_forms;
mod positional;
mod query_string;
mod request_forms;
mod response;
mod schema;
mod security;
mod servers;
mod stages;
mod tags;
mod template;
mod webhook;

use crate::api::{Api, Operation, Type, TypeId};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Components, Document};
use crate::maps::HashMap;
use crate::settings::Replacement;
use schema::read::bytes::Bytes;
use schema::{Reader, TypeBuilder};
use stages::Lowered;

/// Lowers a document to the API that it means. Problems are reported, and the result is a best effort.
pub fn lower(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    lower_with(document, &[], diagnostics)
}

/// As [`lower`], with the user's own types in place of some of the document's.
pub fn lower_with(
    document: &Document,
    types: &[Replacement],
    diagnostics: &mut Diagnostics,
) -> Api {
    let read = Reader::new(&document.schemas);
    let mut lowering = Lowering::new(document, &read, diagnostics);
    lowering.types.replace(types);
    let in_events = event_forms::divide(lowering.all());
    let unwrapped = external_tags::unwrap_all(in_events);
    let in_parts = part_forms::divide(unwrapped);
    let in_forms = request_forms::divide(in_parts);
    order::arrange(in_forms, document)
}

/// The state of lowering: the results so far.
struct Lowering<'d, 'r> {
    document: &'d Document,
    components: &'d Components,
    read: &'r Reader<'d>,
    types: TypeBuilder<'d, 'r>,
    /// How calls authenticate.
    security: security::Security,
    /// The operations so far.
    operations: Vec<Operation>,
    /// The parameters so far that a style turns into text.
    styled: Vec<nested::Styled>,
    /// The properties that stand for bytes, of objects whose properties are parts of a body.
    part_bytes: HashMap<TypeId, HashMap<String, Bytes>>,
    /// The payloads of webhooks and callbacks.
    payloads: Vec<Type>,
}

impl<'d, 'r> Lowering<'d, 'r> {
    fn new(document: &'d Document, read: &'r Reader<'d>, diagnostics: &'r mut Diagnostics) -> Self {
        Self {
            document,
            components: &document.components,
            read,
            types: TypeBuilder::new(document, read, diagnostics),
            security: security::Security::default(),
            operations: Vec::new(),
            styled: Vec::new(),
            part_bytes: HashMap::default(),
            payloads: Vec::new(),
        }
    }

    /// Lowers the whole document.
    fn all(mut self) -> Lowered {
        self.types.all_components();
        self.security();
        let servers = self.servers(&self.document.servers, "/servers");
        self.operations();
        self.webhooks();
        self.check_parents();
        self.types.drain();
        self.types.report_unused_replacements();
        self.warn_of_nested();
        Lowered::new(self, servers)
    }

    /// Reports at a pointer of the document that something was repaired or left out.
    fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>) -> &mut Diagnostic {
        self.types.warn(code, pointer, message)
    }
}
