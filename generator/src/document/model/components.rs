//! The components other than schemas, and where references to them lead.

use super::{Header, Parameter, RequestBody, Response, SecurityScheme};
use crate::maps::IndexMap;
use openapiv3::ReferenceOr;

/// The components of a document, schemas excepted: those are [`Schemas`](super::Schemas).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Components {
    /// `responses`
    pub responses: IndexMap<String, ReferenceOr<Response>>,
    /// `parameters`
    pub parameters: IndexMap<String, ReferenceOr<Parameter>>,
    /// `requestBodies`
    pub request_bodies: IndexMap<String, ReferenceOr<RequestBody>>,
    /// `headers`
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// `securitySchemes`
    pub security_schemes: IndexMap<String, ReferenceOr<SecurityScheme>>,
}

impl Components {
    /// Follows references among components of one kind, whatever their number: returns the component that `item` is or
    /// leads to, and its name if `item` is a reference.
    pub fn follow<'d, T>(
        components: &'d IndexMap<String, ReferenceOr<T>>,
        item: &'d ReferenceOr<T>,
    ) -> Option<(Option<&'d str>, &'d T)> {
        let mut found = (None, item);
        // Circles were broken when the document was read, so no way is longer than this.
        for _ in 0..=components.len() {
            match found {
                (name, ReferenceOr::Item(item)) => return Some((name, item)),
                (_, ReferenceOr::Reference { reference }) => {
                    let name = component_name(reference);
                    found = (Some(name), components.get(name)?);
                }
            }
        }
        None
    }
}

/// The name of the component that a reference leads to. It may itself hold slashes: names are not escaped.
pub fn component_name(reference: &str) -> &str {
    let name = reference
        .strip_prefix("#/components/")
        .and_then(|rest| rest.split_once('/'));
    match name {
        Some((_kind, name)) => name,
        None => reference.rsplit('/').next().unwrap_or(reference),
    }
}
