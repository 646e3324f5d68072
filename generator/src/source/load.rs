//! The files that a document refers to, each read once.

use super::files::{Files, Unread};
use super::parse::{self, Failure};
use super::{File, Node, Origins, overlay};
use crate::diagnostic::{Code, Diagnostics, NodePart, Place};
use crate::limits::{FILES, NODES};
use crate::maps::HashMap;
use crate::uri;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads files until no reference names another.
pub(super) struct Loader<'a> {
    files: &'a dyn Files,
    diagnostics: &'a mut Diagnostics,
    /// The text that stands before the path of a file in messages.
    prefix: String,
    nodes_left: usize,
    loaded: Vec<File>,
    numbers: HashMap<String, Result<usize, Unread>>,
    /// The URI by which the document knows itself.
    own: Option<String>,
}

impl<'a> Loader<'a> {
    /// Makes a loader for the document that lies at `path`; `name` is its name in messages.
    pub(super) fn new(
        name: &str,
        path: &str,
        files: &'a dyn Files,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            files,
            diagnostics,
            prefix: name.strip_suffix(path).unwrap_or_default().to_owned(),
            nodes_left: NODES,
            loaded: Vec::new(),
            numbers: HashMap::default(),
            own: None,
        }
    }

    /// Reads a file that the user named: if it cannot be parsed, that is an error.
    pub(super) fn given(&mut self, name: &str, path: &str, bytes: Vec<u8>) -> Option<usize> {
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(error) => Err((
                error.utf8_error().valid_up_to(),
                String::from_utf8_lossy(error.as_bytes()).into_owned(),
            )),
        };
        let (text, bad) = match bytes {
            Ok(text) => (text, None),
            Err((valid, text)) => (text, Some(valid)),
        };
        let text = Arc::new(text);
        let file = self.diagnostics.add_file(name, text.clone());
        let parsed = match bad {
            Some(offset) => Err(Failure::not_utf8(offset)),
            None => parse::parse(name, &text, &mut self.nodes_left),
        };
        match parsed {
            Ok((root, duplicates)) => {
                self.keep(file, name, path, root, duplicates);
                Some(file)
            }
            Err(failure) => {
                let place = Place {
                    file,
                    pointer: String::new(),
                    part: NodePart::At(failure.offset),
                };
                let advice = bad.map(|_| "save the file as UTF-8");
                let error = self
                    .diagnostics
                    .error(Code::NotReadable, place, failure.message);
                error.advice = advice.map(str::to_owned);
                None
            }
        }
    }

    /// Changes the document by overlays that were given, in their order.
    pub(super) fn overlay(&mut self, overlays: &[usize], origins: &mut Origins) {
        if let Some((document, others)) = self.loaded.split_first_mut() {
            let overlays = overlays.iter().filter_map(|file| {
                let overlay = others.get(file.checked_sub(1)?)?;
                Some((*file, &overlay.root))
            });
            overlay::apply(
                &mut document.root,
                overlays,
                origins,
                &mut self.nodes_left,
                self.diagnostics,
            );
        }
    }

    /// Reads the files that the document refers to, and those that these files refer to. The document was given first.
    pub(super) fn finish(mut self) -> Vec<File> {
        self.known_as_document();
        self.own = self.loaded.first().and_then(|file| file.own_uri());
        let mut next = 0;
        while let Some(file) = self.loaded.get(next) {
            // Any other file that was given is an overlay, which is no part of the document: its references were copied
            // into it.
            let is_part = next == 0 || !file.path.is_empty();
            let mut documents = BTreeSet::new();
            if is_part {
                collect(&file.root, &mut documents);
            }
            let documents: Vec<String> = documents.into_iter().map(str::to_owned).collect();
            let base = file.path.clone();
            let links = documents.into_iter().map(|document| {
                let link = self.link(&base, &document);
                (document, link)
            });
            let links = links.collect();
            if let Some(file) = self.loaded.get_mut(next) {
                file.links = links;
            }
            next += 1;
        }
        self.loaded
    }

    /// Makes references to the document itself lead to the file that was given for it.
    fn known_as_document(&mut self) {
        let Some(path) = self.loaded.first().map(|file| file.path.clone()) else {
            return;
        };
        if let Ok(real) = self.files.find(&path) {
            self.numbers.insert(real, Ok(0));
        }
        self.numbers.insert(path, Ok(0));
    }

    fn keep(&mut self, file: usize, name: &str, path: &str, root: Node, duplicates: Vec<String>) {
        for pointer in duplicates {
            let place = Place {
                file,
                pointer,
                part: NodePart::Key,
            };
            self.diagnostics
                .warning(
                    Code::DuplicateKey,
                    place,
                    "this key stands twice in one object: the last one counts",
                )
                .advise("remove one of them");
        }
        self.loaded.push(File {
            name: name.to_owned(),
            root,
            path: path.to_owned(),
            links: HashMap::default(),
        });
    }

    /// Returns the file that a reference in a file at `base` names.
    fn link(&mut self, base: &str, document: &str) -> Result<usize, Unread> {
        if let Some(own) = self.own.clone() {
            let path = self.loaded.first().map_or("", |file| file.path.as_str());
            let folder = path.rfind('/').and_then(|slash| path.get(..=slash));
            let place = base.strip_prefix(folder.unwrap_or_default());
            let place = place.filter(|_| base != path).unwrap_or_default();
            let meant = uri::join(&uri::join(&own, place), document);
            if meant == own {
                return Ok(0);
            }
            // A file beside the document at its own URI lies beside it here.
            let beside = own.rfind('/').and_then(|slash| own.get(..=slash));
            let beside = beside.and_then(|folder| meant.strip_prefix(folder));
            if let Some(beside) = beside.filter(|_| uri::is_absolute(document)) {
                let path = path.to_owned();
                return self.load_joined(&path, beside);
            }
        }
        if uri::is_absolute(document) || document.starts_with("//") {
            return Err(Unread::Url);
        }
        // First percent-decoded, then as written, for names that hold a percent sign.
        let decoded = uri::percent_decoded(document);
        let first = self.load_joined(base, decoded.as_deref().unwrap_or(document));
        match first {
            Err(_) if decoded.is_some() => self.load_joined(base, document).or(first),
            first => first,
        }
    }

    fn load_joined(&mut self, base: &str, relative: &str) -> Result<usize, Unread> {
        joined(base, relative).and_then(|path| self.load(&path))
    }

    fn load(&mut self, path: &str) -> Result<usize, Unread> {
        if let Some(known) = self.numbers.get(path) {
            return known.clone();
        }
        let result = self.load_new(path);
        self.numbers.insert(path.to_owned(), result.clone());
        result
    }

    fn load_new(&mut self, path: &str) -> Result<usize, Unread> {
        let real = self.files.find(path)?;
        if let Some(known) = self.numbers.get(&real) {
            return known.clone();
        }
        if self.loaded.len() >= FILES {
            return Err(Unread::TooMany);
        }
        let result = self.read(&real);
        self.numbers.insert(real, result.clone());
        result
    }

    fn read(&mut self, path: &str) -> Result<usize, Unread> {
        let name = format!("{}{path}", self.prefix);
        let bytes = self.files.read(path)?;
        let unreadable = |text: &str, failure: &Failure| {
            let (line, column) = position(text, failure.offset);
            Unread::Unreadable(format!("{name}:{line}:{column}: {}", failure.message))
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let failure = Failure::not_utf8(error.utf8_error().valid_up_to());
            unreadable(&String::from_utf8_lossy(error.as_bytes()), &failure)
        })?;
        let text = Arc::new(text);
        let (root, duplicates) = parse::parse(&name, &text, &mut self.nodes_left)
            .map_err(|failure| unreadable(&text, &failure))?;
        let file = self.diagnostics.add_file(&name, text);
        self.keep(file, &name, path, root, duplicates);
        Ok(file)
    }
}

/// Collects the documents that the references below a node name.
fn collect<'n>(node: &'n Node, documents: &mut BTreeSet<&'n str>) {
    match node {
        Node::Object(members) => {
            if let Some(Node::String(text)) = members.get("$ref") {
                documents.extend(document(text));
            }
            // Security schemes may be named by URIs (OpenAPI 3.2, Security Requirement Object).
            let security = members.get("security").and_then(Node::as_array);
            let required = security.into_iter().flatten().filter_map(Node::as_object);
            let names = required.flat_map(|requirement| requirement.keys());
            let uris = names.filter(|name| name.contains("#/"));
            documents.extend(uris.filter_map(|uri| document(uri)));
            let mapping = members
                .get("mapping")
                .filter(|_| members.contains_key("propertyName"));
            let default = members
                .get("defaultMapping")
                .filter(|_| members.contains_key("propertyName"));
            let mapped = mapping.and_then(Node::as_object);
            let targets = mapped.into_iter().flat_map(|map| map.values());
            let targets = targets.chain(default);
            let targets = targets.filter_map(|target| document(target.as_str()?));
            // A text that could be the name of a component is not taken for a file.
            documents.extend(targets.filter(|target| target.contains(['.', '/'])));
            members.values().for_each(|node| collect(node, documents));
        }
        Node::Array(items) => items.iter().for_each(|node| collect(node, documents)),
        _ => {}
    }
}

/// Returns the document that a reference names, if it names one.
fn document(reference: &str) -> Option<&str> {
    let document = reference.split('#').next()?;
    (!document.is_empty()).then_some(document)
}

/// Returns the path of a file that is named relative to another.
fn joined(base: &str, relative: &str) -> Result<String, Unread> {
    if relative.starts_with('/') {
        return Err(Unread::Outside);
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Unread::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// The line and the column in characters of a byte, both from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text
        .char_indices()
        .take_while(|(at, _)| *at < offset)
        .map(|(_, char)| char);
    before.fold((1, 1), |(line, column), char| match char {
        '\n' => (line + 1, 1),
        _ => (line, column + 1),
    })
}
