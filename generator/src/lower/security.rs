//! Security schemes and servers.

use super::{Lowering, docs};
use crate::api::{Location, Requirement, Scheme, SchemeId, SchemeKind, Server, ServerVariable};
use openapiv3::{APIKeyLocation, ReferenceOr, SecurityRequirement, SecurityScheme};

impl<'d> Lowering<'d, '_> {
    /// The security schemes of the document.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let schemes = self.components.security_schemes.iter();
        schemes
            .filter_map(|(name, scheme)| {
                let ReferenceOr::Item(scheme) = scheme else {
                    return None;
                };
                let (kind, description) = kind(scheme);
                Some(Scheme {
                    name: name.clone(),
                    description: docs::text(description),
                    kind,
                })
            })
            .collect()
    }

    /// The alternatives by which an operation may authenticate.
    pub(super) fn requirements(
        &mut self,
        operation: &'d openapiv3::Operation,
        takes_authorization: bool,
        pointer: &str,
    ) -> Vec<Requirement> {
        let document = &self.document.openapi;
        let stated = operation.security.as_ref().or(document.security.as_ref());
        let says_none = operation.security.as_ref().is_some_and(Vec::is_empty);
        match stated {
            Some(stated) if !stated.is_empty() && !(takes_authorization && says_none) => stated
                .iter()
                .filter_map(|requirement| self.requirement(requirement, pointer))
                .collect(),
            _ if says_none && !takes_authorization => Vec::new(),
            _ => self.any_scheme(),
        }
    }

    fn requirement(
        &mut self,
        requirement: &SecurityRequirement,
        pointer: &str,
    ) -> Option<Requirement> {
        let mut schemes = Vec::new();
        for (name, scopes) in requirement {
            match self.components.security_schemes.get_index_of(name) {
                Some(index) => schemes.push((SchemeId(index), scopes.clone())),
                None => {
                    self.warn(
                        pointer,
                        format!("there is no security scheme `{name}`: it is not required"),
                    );
                    return None;
                }
            }
        }
        Some(Requirement { schemes })
    }

    /// Schemes are declared, but nothing says where they are needed: each may be used, or none.
    fn any_scheme(&self) -> Vec<Requirement> {
        let count = self.components.security_schemes.len();
        let mut any: Vec<Requirement> = (0..count)
            .map(|index| Requirement {
                schemes: vec![(SchemeId(index), Vec::new())],
            })
            .collect();
        if count > 0 {
            any.push(Requirement::default());
        }
        any
    }

    /// Servers, with every variable that their URLs name.
    pub(super) fn servers(
        &mut self,
        servers: &'d [openapiv3::Server],
        pointer: &str,
    ) -> Vec<Server> {
        let mut lowered = Vec::new();
        for (index, server) in servers.iter().enumerate() {
            let mut variables = Vec::new();
            for name in super::operation::template_names(&server.url) {
                let declared = server
                    .variables
                    .as_ref()
                    .and_then(|variables| variables.get(name));
                if declared.is_none() {
                    let pointer = format!("{pointer}/{index}/url");
                    self.warn(
                        &pointer,
                        format!("the variable `{name}` is not declared: it has no default"),
                    );
                }
                variables.push(ServerVariable {
                    name: name.to_owned(),
                    description: declared
                        .and_then(|variable| docs::text(variable.description.as_ref())),
                    default: declared.map(|variable| variable.default.clone()),
                    allowed: declared
                        .map(|variable| variable.enumeration.clone())
                        .unwrap_or_default(),
                });
            }
            lowered.push(Server {
                url: server.url.clone(),
                description: docs::text(server.description.as_ref()),
                variables,
            });
        }
        lowered
    }
}

fn kind(scheme: &SecurityScheme) -> (SchemeKind, Option<&String>) {
    match scheme {
        SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            (
                SchemeKind::ApiKey {
                    location,
                    name: name.clone(),
                },
                description.as_ref(),
            )
        }
        SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "basic" => SchemeKind::Basic,
                "bearer" => SchemeKind::Bearer,
                _ => SchemeKind::Http(scheme.clone()),
            };
            (kind, description.as_ref())
        }
        SecurityScheme::OAuth2 {
            flows, description, ..
        } => {
            let client_credentials = flows
                .client_credentials
                .as_ref()
                .map(|flow| flow.token_url.clone());
            (
                SchemeKind::OAuth2 { client_credentials },
                description.as_ref(),
            )
        }
        SecurityScheme::OpenIDConnect { description, .. } => {
            (SchemeKind::Bearer, description.as_ref())
        }
    }
}
