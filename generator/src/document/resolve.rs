//! Resolution of references to their targets, within a file and across files.

use super::anchors::Anchors;
use crate::diagnostic::steps;
use crate::limits::HOPS;
use crate::maps::HashMap;
use crate::source::{Node, Source, Unread};
use crate::{diagnostic::push_step, uri};
use std::cell::{Cell, OnceCell};

/// How many references may still be followed.
type Hops = Cell<usize>;

/// The target of a reference: a node, and its place.
#[derive(Clone, Debug)]
pub(super) struct Target<'s> {
    pub(super) file: usize,
    pub(super) pointer: String,
    pub(super) node: &'s Node,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// It names a file that is not read.
    Unread(Unread),
    /// Nothing stands there.
    Missing,
    /// It leads through more references than are followed.
    TooFar,
}

/// The place of a reference.
#[derive(Clone, Copy)]
pub(super) struct Site<'f> {
    pub(super) file: usize,
    /// The pointer to it, made when it is needed.
    pub(super) pointer: &'f dyn Fn() -> String,
}

/// Follows references.
pub(super) struct Resolver<'s> {
    source: &'s Source,
    anchors: Vec<OnceCell<Anchors>>,
    /// The file and pointer of every schema that has an absolute `$id`.
    ids: OnceCell<HashMap<String, (usize, String)>>,
}

impl<'s> Resolver<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self {
            source,
            anchors: source.files().iter().map(|_| OnceCell::new()).collect(),
            ids: OnceCell::new(),
        }
    }

    /// The path of a file from the root folder.
    pub(super) fn path(&self, file: usize) -> &'s str {
        self.source.path(file)
    }

    /// Resolves a reference.
    pub(super) fn resolve(&self, text: &str, site: Site<'_>) -> Result<Target<'s>, Lost> {
        match self.resolve_within(text, site, &Cell::new(HOPS)) {
            Err(Lost::Missing) if self.is_too_far(site.file, text, &Cell::new(HOPS)) => {
                Err(Lost::TooFar)
            }
            found => found,
        }
    }

    /// Whether a pointer within its own file fails only because too many references are on its way.
    fn is_too_far(&self, file: usize, text: &str, hops: &Hops) -> bool {
        self.directly(file, text, hops) == Err(Lost::TooFar)
    }

    /// Follows a pointer within its own file, through references on its way.
    fn directly(&self, file: usize, text: &str, hops: &Hops) -> Result<&'s Node, Lost> {
        let fragment = text.strip_prefix("#/").ok_or(Lost::Missing)?;
        let mut node = self.source.tree(file).ok_or(Lost::Missing)?;
        for step in steps(&format!("/{fragment}")) {
            while child(node, &step).is_none() {
                let reference = node.get("$ref").and_then(Node::as_str);
                let left = hops.get().checked_sub(1).ok_or(Lost::TooFar)?;
                hops.set(left);
                node = self.directly(file, reference.ok_or(Lost::Missing)?, hops)?;
            }
            node = child(node, &step).ok_or(Lost::Missing)?;
        }
        Ok(node)
    }

    fn resolve_within(&self, text: &str, site: Site<'_>, hops: &Hops) -> Result<Target<'s>, Lost> {
        let (document, fragment) = text.split_once('#').unwrap_or((text, ""));
        if !document.is_empty() {
            return match self.source.link(site.file, document) {
                Ok(file) => self.in_file(file, fragment, hops),
                Err(unread) => self.resolve_id(document, fragment, site, hops, unread),
            };
        }
        if !fragment.starts_with('/') {
            return self.resolve_anchor(fragment, site);
        }
        if let Some(target) = self.follow(site.file, "", fragment, hops) {
            return Ok(target);
        }
        // A pointer into an embedded schema counts from that schema's root: the nearest one where it leads
        // somewhere, because many documents embed schemas without giving them an `$id`.
        let place = (site.pointer)();
        let mut end = place.len();
        while let Some(prefix) = place.get(..end) {
            if let Some(target) = self.follow(site.file, prefix, fragment, hops) {
                return Ok(target);
            }
            match prefix.rfind('/') {
                Some(slash) if slash > 0 => end = slash,
                _ => break,
            }
        }
        // Many documents of several files mean the document itself, wherever the reference stands.
        let of_document = (site.file != 0)
            .then(|| self.follow(0, "", fragment, hops))
            .flatten();
        of_document.ok_or(Lost::Missing)
    }

    /// Resolves a fragment in a file that the reference names.
    fn in_file(&self, file: usize, fragment: &str, hops: &Hops) -> Result<Target<'s>, Lost> {
        if fragment.starts_with('/') {
            return self.follow(file, "", fragment, hops).ok_or(Lost::Missing);
        }
        if fragment.is_empty() {
            return self.whole(file);
        }
        let names = &self.anchors(file).ok_or(Lost::Missing)?.names;
        let pointer = names
            .get(&(String::new(), fragment.to_owned()))
            .ok_or(Lost::Missing)?;
        self.follow(file, "", pointer, &Cell::new(0))
            .ok_or(Lost::Missing)
    }

    /// Returns a whole file. The document itself is no target, because it is no component of any kind.
    fn whole(&self, file: usize) -> Result<Target<'s>, Lost> {
        let node = self.source.tree(file).filter(|_| file != 0);
        Ok(Target {
            file,
            pointer: String::new(),
            node: node.ok_or(Lost::Missing)?,
        })
    }

    /// Follows a pointer below a base, as written or percent-decoded, through references on its way.
    fn follow(&self, file: usize, base: &str, fragment: &str, hops: &Hops) -> Option<Target<'s>> {
        self.follow_exactly(file, base, fragment, hops).or_else(|| {
            let decoded = uri::percent_decoded(fragment).filter(|decoded| decoded != fragment)?;
            self.follow_exactly(file, base, &decoded, hops)
        })
    }

    fn follow_exactly(
        &self,
        file: usize,
        base: &str,
        fragment: &str,
        hops: &Hops,
    ) -> Option<Target<'s>> {
        let mut target = Target {
            file,
            pointer: base.to_owned(),
            node: self.source.tree(file)?.pointer(base)?,
        };
        for step in steps(fragment) {
            let next = match child(target.node, &step) {
                Some(next) => next,
                None => {
                    target = self.behind(&target, hops)?;
                    child(target.node, &step)?
                }
            };
            target.node = next;
            push_step(&mut target.pointer, &step);
        }
        Some(target)
    }

    /// Follows the reference at a node, and further references as long as the target is nothing but a reference.
    fn behind(&self, target: &Target<'s>, hops: &Hops) -> Option<Target<'s>> {
        let reference = target.node.get("$ref")?.as_str()?;
        let site = Site {
            file: target.file,
            pointer: &|| target.pointer.clone(),
        };
        hops.set(hops.get().checked_sub(1)?);
        let found = self.resolve_within(reference, site, hops).ok()?;
        match found.node.as_object() {
            Some(members) if members.len() == 1 && members.contains_key("$ref") => {
                self.behind(&found, hops)
            }
            _ => Some(found),
        }
    }

    fn anchors(&self, file: usize) -> Option<&Anchors> {
        let tree = self.source.tree(file)?;
        Some(self.anchors.get(file)?.get_or_init(|| Anchors::of(tree)))
    }

    /// Resolves a reference to an embedded schema by its `$id`.
    fn resolve_id(
        &self,
        document: &str,
        fragment: &str,
        site: Site<'_>,
        hops: &Hops,
        unread: Unread,
    ) -> Result<Target<'s>, Lost> {
        let lost = match unread {
            // Perhaps a bare name of a component.
            Unread::Missing | Unread::Alone if !document.contains(['/', '.', ':']) => Lost::Missing,
            unread => Lost::Unread(unread),
        };
        let Some(anchors) = self.anchors(site.file) else {
            return Err(lost);
        };
        let id = uri::join(&anchors.resource(&(site.pointer)()).1, document);
        let own = anchors.ids.get(&id).map(|base| (site.file, base));
        let (file, base) = match own {
            Some(found) => found,
            None => {
                let (file, base) = self.ids().get(&id).ok_or(lost)?;
                (*file, base)
            }
        };
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.follow(file, base, fragment, hops).ok_or(Lost::Missing);
        }
        let names = &self.anchors(file).ok_or(Lost::Missing)?.names;
        let pointer = names
            .get(&(base.clone(), fragment.to_owned()))
            .ok_or(Lost::Missing)?;
        self.follow(file, "", pointer, hops).ok_or(Lost::Missing)
    }

    /// Returns the places of the schemas of all files by absolute `$id`, by which they can be referred to from
    /// everywhere.
    fn ids(&self) -> &HashMap<String, (usize, String)> {
        self.ids.get_or_init(|| {
            let mut all = HashMap::default();
            for file in 0..self.anchors.len() {
                let ids = self.anchors(file).into_iter().flat_map(|found| &found.ids);
                for (id, pointer) in ids.filter(|(id, _)| uri::is_absolute(id)) {
                    all.entry(id.clone())
                        .or_insert_with(|| (file, pointer.clone()));
                }
            }
            all
        })
    }

    /// Resolves `#name`, and `#` for the root of the schema it stands in.
    fn resolve_anchor(&self, name: &str, site: Site<'_>) -> Result<Target<'s>, Lost> {
        let anchors = self.anchors(site.file).ok_or(Lost::Missing)?;
        let (base, _) = anchors.resource(&(site.pointer)());
        if name.is_empty() {
            return if base.is_empty() {
                self.whole(site.file)
            } else {
                self.follow(site.file, "", &base, &Cell::new(0))
                    .ok_or(Lost::Missing)
            };
        }
        let own = anchors.names.get(&(base, name.to_owned()));
        let own = own.or_else(|| anchors.names.get(&(String::new(), name.to_owned())));
        match own {
            Some(pointer) => self
                .follow(site.file, "", pointer, &Cell::new(0))
                .ok_or(Lost::Missing),
            None if site.file != 0 => self.in_file(0, name, &Cell::new(0)),
            None => Err(Lost::Missing),
        }
    }
}

fn child<'n>(node: &'n Node, step: &str) -> Option<&'n Node> {
    match node {
        Node::Object(members) => members.get(step),
        Node::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}
