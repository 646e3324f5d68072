//! What the client connects to and how it authenticates.

use super::scope::Scope;
use super::{calls, words};
use crate::api::{Api, SchemeKind};
use crate::package::{CredentialSetter, Service, Variable};

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
];

/// Decides the setters of the builder and the security that most operations share.
pub(super) fn plan(api: &Api) -> Service<'_> {
    let mut scope = Scope::reserving(TAKEN_SETTERS);
    let credentials = api
        .schemes
        .iter()
        .filter_map(|scheme| {
            let wanted = match &scheme.kind {
                SchemeKind::Basic => "basic",
                SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "bearer",
                SchemeKind::ApiKey { .. } => "api_key",
                SchemeKind::Http(name) => name,
                SchemeKind::MutualTls => return None,
            };
            let short = words::lower(wanted);
            let setter = if scope.is_free(&short) {
                short
            } else {
                words::lower(&scheme.name)
            };
            Some(CredentialSetter {
                setter: scope.unique(&setter),
                scheme,
            })
        })
        .collect();
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
