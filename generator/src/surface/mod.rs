//! The surface of a client: what its users compile against, and what it sends and reads.
//!
//! A flat list of [`Entry`]s by the name that a user calls each: comparing two of them is comparing two maps.

mod calls;
mod types;

use crate::api::{Api, Docs, SchemeKind, Server};
use crate::diagnostic::push_step;
use crate::emit::{argument_path, type_path, value_path};
use crate::package::{Argument, Field, Grant, Item, Package};
use std::collections::{BTreeMap, HashMap};

/// Every item of a client that its users can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items, by what a user calls them: `Client::pets().get()`, `types::Pet.name`.
    pub entries: BTreeMap<String, Entry>,
}

/// An item that a user can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is, in a word: `method`, `field`.
    pub noun: &'static str,
    /// Where the document describes it (RFC 6901).
    pub pointer: String,
    /// What is true of it.
    pub facts: BTreeMap<(Aspect, String), String>,
    /// Whether existing programs stop compiling where the item is added to its owner.
    pub addition_breaks: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What the document says of it.
    pub docs: String,
}

impl Entry {
    fn new(noun: &'static str, pointer: &str, docs: &Docs) -> Self {
        let texts = [&docs.summary, &docs.description];
        let texts: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
        let mut entry = Self {
            noun,
            pointer: pointer.to_owned(),
            deprecated: docs.deprecated,
            docs: texts.join("\n\n"),
            ..Self::default()
        };
        entry.fact(Aspect::Limits, docs.notes.join(" "));
        entry
    }

    /// An item of which the document says nothing but for people to read.
    fn described(noun: &'static str, pointer: &str, docs: &Docs) -> Self {
        let mut texts: Vec<&str> = Vec::new();
        texts.extend(
            [&docs.summary, &docs.description]
                .into_iter()
                .flatten()
                .map(String::as_str),
        );
        texts.extend(docs.notes.iter().map(String::as_str));
        Self {
            noun,
            pointer: pointer.to_owned(),
            deprecated: docs.deprecated,
            docs: texts.join("\n\n"),
            ..Self::default()
        }
    }

    fn fact(&mut self, aspect: Aspect, value: impl Into<String>) {
        self.fact_of(aspect, "", value);
    }

    /// States a fact of a part of the item, which is compared only where both clients have that part.
    fn fact_of(&mut self, aspect: Aspect, part: &str, value: impl Into<String>) {
        self.facts.insert((aspect, part.to_owned()), value.into());
    }
}

/// What a fact is about, which decides what its change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// What sort of item it is, and the traits it has.
    Kind,
    /// Its type.
    Type,
    /// The types that a method takes, in order.
    Arguments,
    /// What a method gives.
    Output,
    /// How a struct is made.
    Construction,
    /// Whether variants or fields may be added without breaking programs.
    Openness,
    /// The feature that it needs.
    Feature,
    /// The names of arguments, in order.
    ArgumentNames,
    /// HTTP method and path.
    Request,
    /// Where and how a value travels.
    Wire,
    /// The media types sent and asked for.
    Media,
    /// What authenticates.
    Security,
    /// Where the API is served.
    Servers,
    /// The value that is assumed where none is given.
    Default,
    /// Whether a value may be absent or null.
    Presence,
    /// The value of a variant on the wire.
    Value,
    /// The documented statuses.
    Statuses,
    /// Bounds, patterns and defaults that the type does not say.
    Limits,
}

/// Describes a planned package.
pub fn surface(api: &Api, package: &Package<'_>, is_swagger2: bool) -> Surface {
    let mut builder = Builder {
        api,
        package,
        originals: originals(package),
        schemas: if is_swagger2 {
            "/definitions"
        } else {
            "/components/schemas"
        },
        surface: Surface::default(),
    };
    builder.client();
    builder.types();
    builder.groups();
    builder.surface
}

struct Builder<'p, 'a> {
    api: &'p Api,
    package: &'p Package<'a>,
    schemas: &'static str,
    /// The name of the item that each alias stands for.
    originals: HashMap<String, String>,
    surface: Surface,
}

impl Builder<'_, '_> {
    fn add(&mut self, key: impl Into<String>, entry: Entry) {
        self.surface.entries.insert(key.into(), entry);
    }

    /// A type as Rust has it: duplicates by the name of the type that they are, the client's own path left out.
    fn ty(&self, ty: &crate::api::Type) -> String {
        self.by_originals(&type_path(self.package, ty))
    }

    /// The type of a field's value, in the same way.
    fn value_of(&self, field: &Field<'_>) -> String {
        self.by_originals(&value_path(self.package, field))
    }

    /// The type of an argument's value, in the same way.
    fn argument(&self, argument: &Argument<'_>) -> String {
        self.by_originals(&argument_path(self.package, argument))
    }

    fn by_originals(&self, path: &str) -> String {
        let text = path.replace(&format!("{}::types::", self.package.path), "types::");
        let text = text.replace(&format!("{}::", self.package.runtime_path), "");
        let mut pieces = text.split("types::");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '#');
            let (name, rest) = piece.split_at(end.unwrap_or(piece.len()));
            out.push_str("types::");
            out.push_str(self.originals.get(name).map_or(name, String::as_str));
            out.push_str(rest);
        }
        out
    }

    fn client(&mut self) {
        let package = self.package;
        let service = &package.service;
        let docs = Docs {
            description: package.description.map(str::to_owned),
            ..Docs::default()
        };
        let mut client = Entry::new("type", "/info", &docs);
        client.fact(Aspect::Servers, servers(service.servers));
        client.fact(Aspect::Security, security(&service.security));
        self.add("Client", client);
        for feature in &package.features {
            let entry = Entry::new("feature", "/tags", &Docs::default());
            self.add(format!("feature `{}`", feature.name), entry);
        }
        for variable in &service.variables {
            let mut entry = Entry::new("method", "/servers", &Docs::default());
            entry.fact(Aspect::Default, variable.default.unwrap_or("none"));
            entry.fact(Aspect::Wire, variable.name);
            self.add(
                format!("ClientBuilder::{}()", variable.setter.code()),
                entry,
            );
        }
        for credential in &service.credentials {
            let mut pointer = "/components/securitySchemes".to_owned();
            push_step(&mut pointer, &credential.scheme.name);
            let mut entry = Entry::described("method", &pointer, &credential.scheme.docs);
            entry.fact(
                Aspect::Arguments,
                credential_arguments(&credential.scheme.kind, credential.grant.is_some()),
            );
            entry.fact(
                Aspect::Wire,
                credential_wire(&credential.scheme.kind, credential.grant.as_ref()),
            );
            self.add(
                format!("ClientBuilder::{}()", credential.setter.code()),
                entry,
            );
        }
    }
}

/// How a credential travels.
fn credential_wire(kind: &SchemeKind, grant: Option<&Grant<'_>>) -> String {
    match kind {
        // What else a document says of it is for people to read.
        SchemeKind::OAuth2 { .. } => format!("OAuth2 {grant:?}"),
        kind => format!("{kind:?} {grant:?}"),
    }
}

/// The names of aliases, each with that of the item which it stands for.
fn originals(package: &Package<'_>) -> HashMap<String, String> {
    let aliases = package.types.iter().filter_map(|alias| {
        let mut item = alias;
        while let Item::Alias(id) = item.item {
            item = package.item(id)?;
        }
        let is_alias = matches!(alias.item, Item::Alias(_));
        is_alias.then(|| (alias.name.code(), item.name.code()))
    });
    aliases.collect()
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
