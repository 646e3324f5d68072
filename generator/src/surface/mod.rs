//! The surface of a client: what its users compile against, and what it sends and reads.
//!
//! A flat list of [`Entry`]s by the name that a user calls each: comparing two of them is comparing two maps.

mod bodies;
mod calls;
mod entry;
mod facts;
mod names;
mod text;
mod types;
mod wire;

pub(crate) use self::bodies::read_as;
pub use self::entry::{Aspect, Entry, Noun};
pub use self::facts::Facts;
pub use self::text::SurfaceError;

use self::entry::Entries;
use self::names::TypeNames;
use crate::api::{Api, Docs, SchemeKind, Server};
use crate::diagnostic::push_step;
use crate::emit::{argument_of, spelled, value_of};
use crate::package::{Argument, Field, Package};
use std::collections::{BTreeMap, BTreeSet};

/// The edition of the facts that are written. It goes up with facts that are new, or worded otherwise
/// ([`Aspect::edition`]): a surface that was written before does not know them.
const EDITION: u32 = 2;

/// Every item of a client that its users can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The version that the package had with it, where the settings leave that to us.
    pub version: Option<String>,
    /// The edition of its facts; 0 of a surface that was written before it said so.
    pub edition: u32,
    /// The items, by what a user calls them: `Client::pets().get()`, `types::Pet.name`.
    pub entries: BTreeMap<String, Entry>,
}

impl Surface {
    /// The aspects of which this surface says all, in the words of today. One that does not tell its edition knows what it
    /// speaks of anywhere.
    pub(crate) fn known(&self) -> BTreeSet<Aspect> {
        let all = Aspect::ALL.into_iter();
        let mut known: BTreeSet<Aspect> = all
            .filter(|aspect| aspect.edition() <= self.edition)
            .collect();
        if self.edition == 0 {
            let stated = self.stated();
            known.retain(|aspect| stated.contains(aspect));
        }
        known
    }

    /// The aspects of which this surface says something anywhere.
    pub(crate) fn stated(&self) -> BTreeSet<Aspect> {
        let facts = self.entries.values().flat_map(|entry| entry.facts.iter());
        facts.map(|(aspect, ..)| aspect).collect()
    }
}

/// Describes a planned package.
pub fn surface(api: &Api, package: &Package<'_>, is_swagger2: bool) -> Surface {
    let mut builder = Builder {
        api,
        package,
        names: TypeNames::of(package),
        is_swagger2,
        made: Entries::default(),
        entries: Vec::new(),
    };
    // A document without operations has no client.
    if !package.groups.is_empty() {
        builder.client();
    }
    builder.features();
    builder.types();
    builder.groups();
    Surface {
        version: None,
        edition: EDITION,
        entries: builder.entries.into_iter().collect(),
    }
}

struct Builder<'p, 'a> {
    api: &'p Api,
    package: &'p Package<'a>,
    is_swagger2: bool,
    names: TypeNames<'p, 'a>,
    made: Entries,
    entries: Vec<(String, Entry)>,
}

impl Builder<'_, '_> {
    fn add(&mut self, key: impl Into<String>, entry: Entry) {
        self.entries.push((key.into(), entry));
    }

    /// A type as users know it.
    fn ty(&self, ty: &crate::api::Type) -> String {
        spelled(self.package, ty, &mut &self.names)
    }

    /// The type of a field's value, in the same way.
    fn value_of(&self, field: &Field<'_>) -> String {
        value_of(self.package, field, &mut &self.names)
    }

    /// The type of an argument's value, in the same way.
    fn argument(&self, argument: &Argument<'_>) -> String {
        argument_of(self.package, argument, &mut &self.names)
    }

    fn features(&mut self) {
        for feature in &self.package.features {
            let entry = self.made.item(Noun::Feature, "/tags", &Docs::default());
            self.add(format!("feature `{}`", feature.name), entry);
        }
    }

    fn client(&mut self) {
        let package = self.package;
        let service = &package.service;
        let docs = Docs {
            description: package.description.map(str::to_owned),
            ..Docs::default()
        };
        let mut client = self.made.item(Noun::Type, "/info", &docs);
        client.fact(Aspect::Servers, servers(service.servers));
        client.fact(Aspect::Security, security(&service.security));
        self.add("Client", client);
        for variable in &service.variables {
            let mut entry = self.made.item(Noun::Method, "/servers", &Docs::default());
            entry.fact(
                Aspect::Default,
                variable.default.unwrap_or("none").to_owned(),
            );
            entry.fact(Aspect::Wire, variable.name.to_owned());
            self.add(
                format!("ClientBuilder::{}()", variable.setter.code()),
                entry,
            );
        }
        for credential in &service.credentials {
            let mut pointer = "/components/securitySchemes".to_owned();
            push_step(&mut pointer, &credential.scheme.name);
            let mut entry = self
                .made
                .described(Noun::Method, &pointer, &credential.scheme.docs);
            entry.fact(
                Aspect::Arguments,
                credential_arguments(&credential.scheme.kind, credential.grant.is_some()),
            );
            entry.fact(
                Aspect::Wire,
                wire::credential(&credential.scheme.kind, credential.grant.as_ref()),
            );
            self.add(
                format!("ClientBuilder::{}()", credential.setter.code()),
                entry,
            );
        }
    }
}

/// What the setter of a credential takes.
fn credential_arguments(kind: &SchemeKind, grant: bool) -> &'static str {
    match kind {
        _ if grant => "id, secret",
        SchemeKind::Basic => "user, password",
        _ => "credential",
    }
}

fn servers(servers: &[Server]) -> String {
    let urls: Vec<&str> = servers.iter().map(|server| server.url.as_str()).collect();
    if urls.is_empty() {
        "none".to_owned()
    } else {
        urls.join(", ")
    }
}

/// Alternatives of scheme names; their order is only which is tried first.
fn security(alternatives: &[Vec<&str>]) -> String {
    let mut texts: Vec<String> = alternatives.iter().map(|one| one.join(" and ")).collect();
    texts.sort();
    if texts.is_empty() {
        "none".to_owned()
    } else {
        texts.join(", or ")
    }
}
