//! Security schemes and requirements.

use super::Lowering;
use super::schema::read::docs;
use crate::api::{
    ClientCredentials, DeviceFlow, Docs, Location, Requirement, Scheme, SchemeId, SchemeKind,
};
use crate::diagnostic::{Code, push_step};
use crate::document::{Components, Operation, Parameter, ParameterLocation, SecurityScheme};
use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme as Base};

/// The name of the scheme that stands for a header parameter `Authorization`.
const AUTHORIZATION: &str = "Authorization";

/// The security schemes of the API, and the default requirements of operations.
#[derive(Default)]
pub(super) struct Security {
    /// The schemes.
    pub(super) schemes: Vec<Scheme>,
    /// The requirements of an operation that has no `security` of its own.
    default: Vec<Requirement>,
}

impl<'d> Lowering<'d, '_> {
    /// Lowers the security schemes of the document, and the requirements of operations without `security` of their own.
    pub(super) fn security(&mut self) {
        let components = self.components;
        for name in components.security_schemes.keys() {
            if let Some(scheme) = self.security_scheme(name) {
                self.security.schemes.push(scheme);
            }
        }
        if let Some(required) = &self.document.security {
            self.security.default = self.requirements(required, "/security");
            return;
        }
        if self.security.schemes.is_empty() {
            // In Swagger 2.0 the header is a parameter like any other.
            if !self.document.is_swagger {
                self.authorization_header();
            }
            return;
        }
        let mut operations = self.document.operations().peekable();
        if operations.peek().is_none() || operations.any(|one| one.security.is_some()) {
            return;
        }
        self.security.default = self.any_scheme();
        self.security.default.push(Requirement::default());
        self.warn(Code::SecurityUnused,
            "/components/securitySchemes",
            "no operation says which of the security schemes it needs: each accepts any of them, or none",
        )
        .advise("add `security` to the document or to its operations");
    }

    /// Returns each scheme as an alternative.
    fn any_scheme(&self) -> Vec<Requirement> {
        (0..self.security.schemes.len())
            .map(|index| Requirement {
                schemes: vec![(SchemeId(index), Vec::new())],
            })
            .collect()
    }

    fn security_scheme(&mut self, name: &str) -> Option<Scheme> {
        let schemes = &self.components.security_schemes;
        let (_, scheme) = Components::follow(schemes, schemes.get(name)?)?;
        if let Base::APIKey {
            location: APIKeyLocation::Header,
            name: header,
            ..
        } = &scheme.base
        {
            let mut pointer = "/components/securitySchemes".to_owned();
            push_step(&mut pointer, name);
            // The scheme is kept: operations that need it must not be sent without it.
            self.is_header_name(header, &pointer, "no request can be sent with the scheme");
        }
        Some(self.scheme(name, scheme))
    }

    fn scheme(&self, name: &str, scheme: &SecurityScheme) -> Scheme {
        let (kind, description) = match &scheme.base {
            Base::APIKey {
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
                let name = name.clone();
                let kind = SchemeKind::ApiKey { location, name };
                (kind, description)
            }
            Base::HTTP {
                scheme,
                description,
                ..
            } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "basic" => SchemeKind::Basic,
                    "bearer" => SchemeKind::Bearer,
                    "mutualtls" => SchemeKind::MutualTls,
                    _ => SchemeKind::Http(scheme.clone()),
                };
                (kind, description)
            }
            Base::OAuth2 {
                flows, description, ..
            } => (oauth2(flows, scheme), description),
            Base::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
        };
        let notes = notes(&kind);
        Scheme {
            name: name.to_owned(),
            docs: Docs {
                description: docs::text(description.as_ref()),
                deprecated: scheme.deprecated,
                notes,
                ..Docs::default()
            },
            kind,
        }
    }

    /// Returns the alternatives of a list of security requirements.
    fn requirements(&mut self, list: &[SecurityRequirement], pointer: &str) -> Vec<Requirement> {
        let mut alternatives = Vec::new();
        for (index, entry) in list.iter().enumerate() {
            let mut requirement = Requirement::default();
            for (name, scopes) in entry {
                let known = |scheme: &Scheme| scheme.name == *name;
                match self.security.schemes.iter().position(known) {
                    Some(place) => requirement.schemes.push((SchemeId(place), scopes.clone())),
                    None => {
                        let mut pointer = format!("{pointer}/{index}");
                        push_step(&mut pointer, name);
                        self.warn(
                            Code::SecuritySchemeUnknown,
                            &pointer,
                            format!("there is no security scheme named `{name}`: it is left out"),
                        )
                        .advise(
                            "correct the name, or add the scheme to `components.securitySchemes`",
                        );
                    }
                }
            }
            // An alternative that lost all its schemes must not become permission to call anonymously.
            if entry.is_empty() || !requirement.schemes.is_empty() {
                alternatives.push(requirement);
            }
        }
        alternatives
    }

    /// Returns the alternatives of an operation. `header` is its header parameter `Authorization`, if it has one.
    pub(super) fn operation_security(
        &mut self,
        operation: &Operation,
        header: Option<&Parameter>,
        pointer: &str,
    ) -> Vec<Requirement> {
        let alternatives = match &operation.security {
            Some(list) => self.requirements(list, &format!("{pointer}/security")),
            None => self.security.default.clone(),
        };
        let Some(header) = header.filter(|_| alternatives.is_empty()) else {
            return alternatives;
        };
        let mut alternatives = self.any_scheme();
        if !header.required && !alternatives.is_empty() {
            alternatives.push(Requirement::default());
        }
        alternatives
    }

    /// Whether some alternative of an operation sets the header `Authorization`.
    pub(super) fn is_filled(&self, alternatives: &[Requirement]) -> bool {
        let schemes = alternatives.iter().flat_map(|one| &one.schemes);
        let mut schemes = schemes.filter_map(|(id, _)| self.security.schemes.get(id.0));
        schemes.any(|scheme| match &scheme.kind {
            SchemeKind::ApiKey { location, name } => {
                *location == Location::Header && name.eq_ignore_ascii_case(AUTHORIZATION)
            }
            SchemeKind::MutualTls => false,
            SchemeKind::Basic
            | SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::OAuth2 { .. } => true,
        })
    }

    /// Makes a scheme of a header parameter `Authorization`, if some operation has one.
    fn authorization_header(&mut self) {
        let lists = self.document.paths.values().flat_map(|item| {
            let own = item.operations.iter();
            let own = own.map(|method| &method.operation.parameters);
            std::iter::once(&item.parameters).chain(own)
        });
        let mut text = None;
        for parameter in lists.flatten() {
            let parameters = &self.components.parameters;
            let Some((_, parameter)) = Components::follow(parameters, parameter) else {
                continue;
            };
            if is_authorization(parameter) {
                let mut said = parameter.description.clone().unwrap_or_default();
                for example in parameter.example.iter() {
                    said.push_str(&example.to_string());
                }
                text = Some(said.to_ascii_lowercase());
                break;
            }
        }
        let Some(text) = text else {
            return;
        };
        let kind = if text.contains("bearer") {
            SchemeKind::Bearer
        } else if text.contains("basic") {
            SchemeKind::Basic
        } else {
            SchemeKind::ApiKey {
                location: Location::Header,
                name: AUTHORIZATION.to_owned(),
            }
        };
        self.security.schemes.push(Scheme {
            name: AUTHORIZATION.to_owned(),
            docs: Docs::default(),
            kind,
        });
    }
}

/// Returns an OAuth 2.0 scheme with its client credentials flow, its device flow and the URL of its metadata.
fn oauth2(flows: &OAuth2Flows, scheme: &SecurityScheme) -> SchemeKind {
    let flow = flows.client_credentials.as_ref();
    let client_credentials = flow.map(|flow| ClientCredentials {
        token_url: flow.token_url.trim().to_owned(),
        scopes: flow.scopes.keys().cloned().collect(),
    });
    let device = scheme.device.as_ref().map(|flow| DeviceFlow {
        authorization_url: flow.authorization_url.trim().to_owned(),
        token_url: flow.token_url.trim().to_owned(),
        refresh_url: flow.refresh_url.clone(),
        scopes: flow.scopes.keys().cloned().collect(),
    });
    SchemeKind::OAuth2 {
        client_credentials,
        device,
        metadata_url: scheme.metadata_url.clone(),
    }
}

/// Returns sentences for the documentation about the metadata and the device flow, which the client does not use
/// itself.
fn notes(kind: &SchemeKind) -> Vec<String> {
    let SchemeKind::OAuth2 {
        device,
        metadata_url,
        ..
    } = kind
    else {
        return Vec::new();
    };
    let metadata = metadata_url
        .iter()
        .map(|url| format!("The authorization server describes itself at <{url}>."));
    let device = device.iter().map(|flow| {
        format!(
            "Devices without a browser are authorized at <{}> and get their tokens at <{}>.",
            flow.authorization_url, flow.token_url
        )
    });
    metadata.chain(device).collect()
}

/// Whether a parameter is the header `Authorization`.
pub(super) fn is_authorization(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Header
        && parameter.name.eq_ignore_ascii_case(AUTHORIZATION)
}
