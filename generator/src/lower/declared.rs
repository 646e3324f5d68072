//! The parameters that an operation and its path declare.

use super::Lowering;
use super::parameter::location;
use crate::api::Location;
use crate::diagnostic::{Code, push_step};
use crate::document::{Components, Operation, Parameter, ParameterLocation, PathItem};
use crate::maps::HashMap;
use openapiv3::ReferenceOr;

/// A parameter as declared.
pub(super) struct Declared<'d> {
    /// The parameter itself.
    pub(super) parameter: &'d Parameter,
    /// Where it stands.
    pub(super) pointer: String,
    /// Its name in the components, if it stands there.
    pub(super) shared: Option<&'d str>,
    /// Whether it is of the path, not of the operation.
    of_path: bool,
}

impl<'d> Lowering<'d, '_> {
    /// The parameters of an operation and its path as declared, each once.
    pub(super) fn declared_parameters(
        &mut self,
        item: &'d PathItem,
        operation: &'d Operation,
        item_pointer: &str,
        pointer: &str,
    ) -> Vec<Declared<'d>> {
        let mut found: Vec<Declared<'d>> = Vec::new();
        let mut places: HashMap<(Location, String), usize> = HashMap::default();
        for (list, pointer, of_path) in [
            (&item.parameters, item_pointer, true),
            (&operation.parameters, pointer, false),
        ] {
            for (index, parameter) in list.iter().enumerate() {
                let own = format!("{pointer}/parameters/{index}");
                let Some(declared) = self.declared(parameter, &own, of_path) else {
                    continue;
                };
                let next = found.len();
                let place = *places.entry(key(declared.parameter)).or_insert(next);
                match found.get_mut(place) {
                    // The operation's own overrides the path's, in its place.
                    Some(known) if known.of_path && !of_path => {
                        self.check_whole_query(known.parameter, declared.parameter, &own);
                        *known = declared;
                    }
                    Some(_) => self.declared_twice(declared.parameter, &own),
                    None => found.push(declared),
                }
            }
        }
        found
    }

    /// A parameter of a list, or the one that it refers to.
    fn declared(
        &mut self,
        parameter: &'d ReferenceOr<Parameter>,
        own: &str,
        of_path: bool,
    ) -> Option<Declared<'d>> {
        let followed = Components::follow(&self.components.parameters, parameter);
        let Some((shared, parameter)) = followed else {
            self.warn(
                Code::ReferenceNotFound,
                own,
                "there is no such parameter: it is left out",
            )
            .advise("correct the reference");
            return None;
        };
        let pointer = match shared {
            Some(name) => {
                let mut pointer = "/components/parameters".to_owned();
                push_step(&mut pointer, name);
                pointer
            }
            None => own.to_owned(),
        };
        Some(Declared {
            parameter,
            pointer,
            shared,
            of_path,
        })
    }

    /// Reports that the whole query of an operation replaces that of its path by another name: the specification has
    /// only the same name replaced, and one of them in all.
    fn check_whole_query(&mut self, of_path: &Parameter, of_operation: &Parameter, own: &str) {
        let (replaced, name) = (&of_path.name, &of_operation.name);
        if of_operation.location == ParameterLocation::QueryString && replaced != name {
            let message =
                format!("there is one whole query: `{name}` replaces `{replaced}` of the path");
            self.warn(Code::WholeQuery, own, message)
                .advise("give both the same name, or remove one of them");
        }
    }

    fn declared_twice(&mut self, parameter: &Parameter, own: &str) {
        let name = &parameter.name;
        let message = match parameter.location {
            ParameterLocation::QueryString => {
                format!("another parameter is the whole query: `{name}` is left out")
            }
            _ => format!("the parameter `{name}` is declared twice: the first counts"),
        };
        self.warn(Code::DescribedTwice, own, message)
            .advise("remove one of them");
    }
}

/// Returns the key that is the same for parameters that override each other: location and name. Names of headers ignore
/// case.
fn key(parameter: &Parameter) -> (Location, String) {
    match location(parameter) {
        Location::Header => (Location::Header, parameter.name.to_ascii_lowercase()),
        // There is one query, whatever its name.
        Location::QueryString => (Location::QueryString, String::new()),
        location => (location, parameter.name.clone()),
    }
}
