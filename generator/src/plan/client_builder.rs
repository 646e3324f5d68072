//! The builder of the client: the servers that it connects to and their variables, and the credentials by which it
//! authenticates.

use super::calls;
use super::names::{Namer, Scope, Wish, texts, words};
use crate::api::{Api, ClientCredentials, Scheme, SchemeKind, ServerVariable};
use crate::package::{CredentialSetter, Grant, Service, Variable};

/// Methods that every builder has.
const TAKEN_SETTERS: &[&str] = &[
    "new",
    "into",
    "try_into",
    "to_owned",
    "erase",
    "server",
    "base_url",
    "credential",
    "variable",
    "timeout",
    "retry",
    "retry_budget",
    "transport",
    "reqwest_client",
    "header",
    "user_agent",
    "build",
    "default",
    "clone",
    "max_body_size",
    "max_values",
    "strict",
    "on_issues",
    "on_attempt",
    "on_response",
    "inject",
    "attempt_timeout",
    "read_timeout",
    "server_url",
    "all_servers",
    "trust_origin",
    "redirects",
    "nesting",
];

/// Decides the setters of the builder and the security that most operations share.
pub(super) fn plan<'a>(api: &'a Api, namer: &Namer<'_>) -> Service<'a> {
    let mut scope = Scope::reserving(TAKEN_SETTERS);
    let (mut wishes, mut wanted) = (Vec::new(), Vec::new());
    for scheme in &api.schemes {
        let usual = match &scheme.kind {
            SchemeKind::Basic => "basic",
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => "bearer",
            SchemeKind::ApiKey { .. } => "api_key",
            SchemeKind::Http(name) => name,
            SchemeKind::MutualTls => continue,
        };
        wishes.push(wish(&[usual, &scheme.name], &scheme.name));
        wanted.push((scheme, None));
        if let SchemeKind::OAuth2 {
            client_credentials: Some(flow),
            ..
        } = &scheme.kind
        {
            let of_scheme = format!("{}_oauth", scheme.name);
            wishes.push(wish(&["oauth", &of_scheme], &of_scheme));
            wanted.push((scheme, Some(grant(api, scheme, flow))));
        }
    }
    let setters = namer.settle("credential", &mut scope, &wishes);
    let credentials = setters
        .into_iter()
        .zip(wanted)
        .map(|(setter, (scheme, grant))| CredentialSetter {
            setter,
            scheme,
            grant,
        })
        .collect();
    let variables = variables(api, namer, &mut scope);
    Service {
        servers: &api.servers,
        variables,
        credentials,
        security: usual_security(api),
    }
}

/// Makes the wish for the name of a credential's setter: the usual name of its kind, or that of its scheme where
/// several schemes are of one kind.
fn wish(names: &[&str], key: &str) -> Wish {
    Wish {
        names: names.iter().map(|name| words::lower(name)).collect(),
        rank: usize::from(names.first() != names.last()),
        key: key.to_owned(),
    }
}

/// The setters for the variables of all servers, each once.
fn variables<'a>(api: &'a Api, namer: &Namer<'_>, scope: &mut Scope) -> Vec<Variable<'a>> {
    let mut known: Vec<&'a ServerVariable> = Vec::new();
    for variable in api.servers.iter().flat_map(|server| &server.variables) {
        if !known.iter().any(|one| one.name == variable.name) {
            known.push(variable);
        }
    }
    let wishes: Vec<Wish> = known
        .iter()
        .map(|variable| {
            let mut wish = texts::field(&variable.name);
            let longer = words::lower(&format!("{}_variable", variable.name));
            wish.names.insert(1, longer);
            wish
        })
        .collect();
    let setters = namer.settle("variable", scope, &wishes);
    known
        .into_iter()
        .zip(setters)
        .map(|(variable, setter)| Variable {
            setter,
            name: &variable.name,
            description: variable.description.as_deref(),
            default: variable.default.as_deref(),
            allowed: &variable.allowed,
        })
        .collect()
}

/// Plans the client credentials flow of OAuth 2.0: the token URL, and the scopes that operations need and the flow has.
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
        token_url: (!token_url.is_empty()).then_some(token_url),
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

#[cfg(test)]
mod tests {
    use super::TAKEN_SETTERS;

    #[test]
    fn no_setter_of_the_runtime_is_forgotten() {
        let runtime = include_str!("../../runtime/src/client_setters.rs");
        let names = runtime.split("pub fn ").skip(1);
        let names: Vec<&str> = names
            .filter_map(|text| text.split(['(', '<']).next())
            .collect();
        assert!(names.len() > 15, "{names:?}");
        for name in names {
            assert!(TAKEN_SETTERS.contains(&name), "{name}");
        }
    }
}
