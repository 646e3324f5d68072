//! Servers and the variables of their URLs.

use super::Lowering;
use super::schema::read::docs;
use crate::api::{Server, ServerVariable};
use crate::diagnostic::Code;

impl Lowering<'_, '_> {
    /// Lowers the servers that are listed at a pointer.
    pub(super) fn servers(&mut self, servers: &[openapiv3::Server], pointer: &str) -> Vec<Server> {
        let mut lowered = Vec::new();
        for (index, server) in servers.iter().enumerate() {
            let mut variables: Vec<ServerVariable> = Vec::new();
            for name in names(&server.url) {
                if variables.iter().any(|known| known.name == name) {
                    continue;
                }
                let declared = server.variables.as_ref().and_then(|all| all.get(name));
                if declared.is_none() {
                    self.warn(Code::ServerVariableUndeclared,
                        &format!("{pointer}/{index}/url"),
                        format!("the variable `{name}` is not declared: whoever makes a client must give it"),
                    )
                    .advise("declare it under `variables`, with a default");
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

/// Returns the names in braces, in order.
pub(super) fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        (!name.is_empty()).then_some(name)
    })
}
