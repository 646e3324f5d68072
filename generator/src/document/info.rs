//! General information about the document and the API: `$self`, `info`, `servers`, `tags`, `externalDocs`.

use super::at::At;
use super::model::Tag;
use super::walk::Walk;
use crate::diagnostic::Code;
use crate::uri;
use indexmap::IndexMap;
use openapiv3::{Contact, ExternalDocumentation, Info, License, Server, ServerVariable};

impl<'s> Walk<'s, '_> {
    /// Reports a `$self` that is no URI of a whole document. References are resolved without it, or without its fragment.
    pub(super) fn check_self(&mut self, root: &At<'s, '_>) {
        let Some(at) = root.get("$self") else { return };
        match at.node.as_str() {
            None => {
                let message = format!(
                    "text is expected here, not {}: `$self` is ignored",
                    at.node.kind()
                );
                self.warn(Code::WrongJsonType, &at, message)
                    .advise("write the URI of the document, or remove it");
            }
            Some(uri) if uri.contains('#') => {
                self.warn(
                    Code::SelfFragment,
                    &at,
                    "`$self` is the URI of the whole document: its fragment is ignored",
                )
                .advise("remove `#` and all that follows it");
            }
            Some(_) => {}
        }
    }

    /// `info`.
    pub(super) fn info(&mut self, root: &At<'s, '_>) -> Info {
        let Some(at) = root.get("info") else {
            self.warn(Code::KeyMissing, root, "`info` is missing")
                .advise("add `info` with `title` and `version`");
            return Info {
                title: "Untitled".to_owned(),
                ..Info::default()
            };
        };
        self.info_at(&at)
    }

    fn info_at(&mut self, at: &At<'s, '_>) -> Info {
        if !self.is_object(at) {
            return Info::default();
        }
        if let Some(info) = self.inline_alone(at, |walk, there| walk.info_at(there)) {
            return info;
        }
        Info {
            title: self.required_text(at, "title"),
            description: self.text_of(at, "description"),
            terms_of_service: self.text_of(at, "termsOfService"),
            contact: at.get("contact").map(|at| Contact {
                name: self.text_of(&at, "name"),
                url: self.text_of(&at, "url"),
                email: self.text_of(&at, "email"),
                extensions: self.extensions(&at),
            }),
            license: at.get("license").map(|at| License {
                name: self.text_of(&at, "name").unwrap_or_default(),
                url: self.text_of(&at, "url"),
                extensions: self.extensions(&at),
            }),
            version: self.required_text(at, "version"),
            extensions: self.extensions(at),
        }
    }

    /// `servers`.
    pub(super) fn servers(&mut self, owner: &At<'s, '_>) -> Vec<Server> {
        let mut servers = Vec::new();
        if let Some(at) = owner.get("servers") {
            self.each(&at, |walk, item| servers.extend(walk.server(item)));
        }
        servers
    }

    /// A server.
    pub(super) fn server(&mut self, at: &At<'s, '_>) -> Option<Server> {
        if !self.is_object(at) {
            return None;
        }
        if let Some(server) = self.inline_alone(at, |walk, there| walk.server(there)) {
            return server;
        }
        let variables = at.get("variables").map(|map| {
            let mut variables = IndexMap::default();
            self.each_member(&map, |walk, name, member| {
                let variable = walk.server_variable(member);
                variables.insert(name.to_owned(), variable);
            });
            variables
        });
        let url = self.required_text(at, "url");
        Some(Server {
            url: self.absolute(url),
            description: self.named_description(at, "name"),
            variables,
            extensions: self.extensions(at),
        })
    }

    /// The URL of a server: a relative one counts from the URL that the document was fetched from.
    pub(super) fn absolute(&self, url: String) -> String {
        match self.retrieval_url {
            Some(base) if !uri::is_absolute(&url) && !url.starts_with('{') => uri::join(base, &url),
            _ => url,
        }
    }

    /// Returns the description, preceded by a shorter text under another key, if there is one.
    fn named_description(&mut self, at: &At<'s, '_>, key: &str) -> Option<String> {
        let description = self.text_of(at, "description");
        match (self.text_of(at, key), description) {
            (Some(short), Some(long)) if short != long => Some(format!("{short}\n\n{long}")),
            (short, long) => long.or(short),
        }
    }

    fn server_variable(&mut self, at: &At<'s, '_>) -> ServerVariable {
        if !self.is_object(at) {
            return ServerVariable::default();
        }
        ServerVariable {
            enumeration: at
                .get("enum")
                .map(|at| self.text_list(&at))
                .unwrap_or_default(),
            default: self.required_text(at, "default"),
            description: self.text_of(at, "description"),
            extensions: self.extensions(at),
        }
    }

    /// `tags` of the document.
    pub(super) fn tags(&mut self, root: &At<'s, '_>) -> Vec<Tag> {
        let mut tags = Vec::new();
        let Some(at) = root.get("tags") else {
            return tags;
        };
        self.each(&at, |walk, item| {
            if let Some(name) = item.node.as_str() {
                let name = name.to_owned();
                walk.warn(
                    Code::WrongJsonType,
                    item,
                    format!("an object is expected here, not text: taken as `name: {name}`"),
                );
                tags.push(Tag {
                    name,
                    ..Tag::default()
                });
            } else if walk.is_object(item) {
                let tag = walk.tag(item);
                tags.push(tag);
            }
        });
        tags
    }

    fn tag(&mut self, at: &At<'s, '_>) -> Tag {
        if let Some(tag) = self.inline_alone(at, |walk, there| walk.tag(there)) {
            return tag;
        }
        // `externalDocs` of a tag are read only to report mistakes.
        at.get("externalDocs")
            .and_then(|at| self.external_docs(&at));
        Tag {
            name: self.required_text(at, "name"),
            summary: self.text_of(at, "summary"),
            description: self.text_of(at, "description"),
            parent: self.text_of(at, "parent"),
            kind: self.text_of(at, "kind"),
        }
    }

    /// `externalDocs`: a link to documentation, which becomes text in the docs.
    pub(super) fn external_docs(&mut self, at: &At<'s, '_>) -> Option<ExternalDocumentation> {
        Some(ExternalDocumentation {
            description: self.text_of(at, "description"),
            url: self.text_of(at, "url")?,
            extensions: self.extensions(at),
        })
    }
}
