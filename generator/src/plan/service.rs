//! What the client connects to and how it authenticates.

use super::names::Scope;
use super::{calls, words};
use crate::api::{Api, ClientCredentials, Scheme, SchemeKind};
use crate::package::{CredentialSetter, Grant, Service, Variable};
use crate::uri::is_absolute;

/// Methods that every builder has.
const TAKEN_SETTERS: &[&str] = &[
    "new",
    "server",
    "base_url",
    "credential",
    "variable",
    "timeout",
    "retry",
    "transport",
    "reqwest_client",
    "header",
    "user_agent",
    "build",
    "default",
    "clone",
    "max_body_size",
    "attempt_timeout",
    "read_timeout",
];

/// Decides the setters of the builder and the security that most operations share.
pub(super) fn plan(api: &Api) -> Service<'_> {
    let mut scope = Scope::reserving(TAKEN_SETTERS);
    let mut credentials = Vec::new();
    for scheme in &api.schemes {
        let wanted = match &scheme.kind {
            SchemeKind::Basic => "basic",
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "bearer",
            SchemeKind::ApiKey { .. } => "api_key",
            SchemeKind::Http(name) => name,
            SchemeKind::MutualTls => continue,
        };
        credentials.push(CredentialSetter {
            setter: scope.first(&[wanted, &scheme.name]),
            scheme,
            grant: None,
        });
        if let SchemeKind::OAuth2 {
            client_credentials: Some(flow),
        } = &scheme.kind
        {
            let of_scheme = format!("{}_oauth", scheme.name);
            credentials.push(CredentialSetter {
                setter: scope.first(&["oauth", &of_scheme]),
                scheme,
                grant: Some(grant(api, scheme, flow)),
            });
        }
    }
    let mut variables: Vec<Variable<'_>> = Vec::new();
    for variable in api.servers.iter().flat_map(|server| &server.variables) {
        if variables.iter().any(|known| known.name == variable.name) {
            continue;
        }
        let short = words::lower(&variable.name);
        let taken = !scope.is_free(&short);
        let wanted = if taken {
            words::lower(&format!("{}_variable", variable.name))
        } else {
            short
        };
        variables.push(Variable {
            setter: scope.unique(&wanted),
            name: &variable.name,
            description: variable.description.as_deref(),
            default: variable.default.as_deref(),
            allowed: &variable.allowed,
        });
    }
    Service {
        servers: &api.servers,
        variables,
        credentials,
        security: usual_security(api),
    }
}

/// What the client credentials flow asks for: the scopes that operations need and the flow has.
fn grant<'a>(api: &Api, scheme: &Scheme, flow: &'a ClientCredentials) -> Grant<'a> {
    let needed = |scope: &&'a str| {
        let operations = api.operations.iter();
        let requirements = operations.flat_map(|operation| &operation.security);
        let mut schemes = requirements.flat_map(|requirement| &requirement.schemes);
        schemes.any(|(id, scopes)| {
            api.schemes.get(id.0) == Some(scheme) && scopes.iter().any(|known| known == scope)
        })
    };
    let token_url = flow.token_url.as_str();
    Grant {
        token_url: is_absolute(token_url).then_some(token_url),
        scopes: flow
            .scopes
            .iter()
            .map(String::as_str)
            .filter(needed)
            .collect(),
    }
}

/// The security of most operations, which the client states once. Of equals the first wins.
fn usual_security(api: &Api) -> Vec<Vec<&str>> {
    let mut counts: indexmap::IndexMap<Vec<Vec<&str>>, usize> = indexmap::IndexMap::new();
    for operation in &api.operations {
        *counts
            .entry(calls::alternatives(api, operation))
            .or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(security, _)| security)
        .unwrap_or_default()
}
