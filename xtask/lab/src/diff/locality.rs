//! Whether an edit changes only the files that mention what was edited.

use super::edits::Edit;
use super::side::Side;
use jackfield::surface::Surface;
use std::collections::BTreeSet;

/// What an edit did to the files.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// The files that differ.
    pub(super) files: usize,
    /// Those of them that mention nothing of what was edited.
    pub(super) elsewhere: Vec<String>,
    /// The lines that are gone, but for imports: an addition should take none away.
    pub(super) removed: usize,
    pub(super) added: usize,
}

/// Compares the files of a client with those of the one before.
pub(super) fn touched(edit: &Edit, old: &Side, new: &Side) -> Touched {
    let mut names = BTreeSet::new();
    mentioned(edit, &old.surface, &mut names);
    mentioned(edit, &new.surface, &mut names);
    for (from, to) in [(&old.surface, &new.surface), (&new.surface, &old.surface)] {
        names.extend(otherwise(from, to));
    }
    let mut touched = Touched::default();
    let paths: BTreeSet<&String> = old.files.0.keys().chain(new.files.0.keys()).collect();
    for path in paths {
        let of = |side: &'_ Side| side.files.0.get(path).cloned().unwrap_or_default();
        let (before, after) = (of(old), of(new));
        if before == after {
            continue;
        }
        touched.files += 1;
        let mentions = |text: &str| words(text).any(|word| names.contains(word));
        if !mentions(&before) && !mentions(&after) && !is_about_client(&edit.pointer, path) {
            touched.elsewhere.push(path.clone());
        }
        let counted = |text: &str, other: &str| {
            let there: BTreeSet<&str> = other.lines().map(str::trim).collect();
            let lines = text.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("use "));
            lines.filter(|line| !there.contains(line)).count()
        };
        touched.removed += counted(&before, &after);
        touched.added += counted(&after, &before);
    }
    touched
}

/// Whether a file is about what an edit of the whole client says: all servers stand beside the client, and what
/// authenticates is said of every operation.
fn is_about_client(pointer: &str, file: &str) -> bool {
    let is_below = |root: &str| {
        pointer
            .strip_prefix(root)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    is_below("/security") || (is_below("/servers") && file == "lib.rs")
}

/// The names of the items of one client that the other does not have so: what is new, gone or has another form is edited
/// too, wherever the document describes it.
fn otherwise(from: &Surface, to: &Surface) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (key, entry) in &from.entries {
        match to.entries.get(key) {
            Some(same) if same == entry => {}
            Some(_) => names.extend(names_of(key)),
            // Without operations there is no client, and what was implemented for it is gone with it.
            None if key == "Client" => drop(names.insert(key.clone())),
            None => names.extend(names_of(key)),
        }
    }
    names
}

/// The names of the items that a document describes at, above or below the place of an edit.
fn mentioned(edit: &Edit, surface: &Surface, names: &mut BTreeSet<String>) {
    for (key, entry) in &surface.entries {
        let is_within = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_whole = entry.pointer.matches('/').count() < 2;
        if !is_whole
            && (is_within(&entry.pointer, &edit.pointer)
                || is_within(&edit.pointer, &entry.pointer))
        {
            names.extend(names_of(key));
        }
    }
}

/// The words of an item's name that tell it from others.
fn names_of(key: &str) -> Vec<String> {
    let words = words(key);
    let common = [
        "types",
        "errors",
        "Client",
        "ClientBuilder",
        "headers",
        "feature",
    ];
    words
        .filter(|word| !common.contains(word))
        .map(str::to_owned)
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty())
}
