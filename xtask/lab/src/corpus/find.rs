//! Finds the documents below a path.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// The place where the search began, below which it may refer to other files.
    pub(crate) root: PathBuf,
    /// Its path from the place where the search began, with `/` between its parts.
    pub(crate) name: String,
    /// The first folder of its name, or the name of the place where the search began.
    pub(crate) group: String,
    /// Whether an index beside it says that it is invalid by intent.
    pub(crate) invalid: bool,
}

/// Every document below the paths, in order of their names. A file counts by its content: one that has
/// `openapi` or `swagger` among the keys at its root.
pub(crate) fn find(paths: &[PathBuf]) -> std::io::Result<Vec<Found>> {
    let mut found = Vec::new();
    for path in paths {
        let root = if path.is_dir() {
            path.clone()
        } else {
            path.parent().unwrap_or(path).to_owned()
        };
        let marked = marked_invalid(&root);
        let mut files = Vec::new();
        walk(path, &mut files)?;
        files.sort();
        for file in files {
            let name = file
                .strip_prefix(&root)
                .unwrap_or(&file)
                .to_string_lossy()
                .replace('\\', "/");
            if !is_document(&file)? {
                continue;
            }
            let group = name
                .split_once('/')
                .map_or_else(|| base(&root), |(first, _)| first.to_owned());
            let invalid = marked.contains(&file);
            found.push(Found {
                path: file,
                root: root.clone(),
                name,
                group,
                invalid,
            });
        }
    }
    Ok(found)
}

fn base(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut pending = vec![path.to_owned()];
    while let Some(path) = pending.pop() {
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            for entry in fs::read_dir(&path)? {
                pending.push(entry?.path());
            }
        } else if kind.is_file() && has_extension(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn has_extension(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    matches!(
        extension.to_ascii_lowercase().as_str(),
        "json" | "yaml" | "yml"
    )
}

/// Whether a file looks like a document: text is searched, not parsed, so that a broken document is found too.
fn is_document(path: &Path) -> std::io::Result<bool> {
    let bytes = fs::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.lines().any(is_version_line) || compact(&text))
}

fn is_version_line(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    let key = line.trim_start().trim_start_matches(['{', ' ', '"', '\'']);
    let indent = line.len() - line.trim_start().len();
    ["openapi", "swagger"].iter().any(|name| {
        let rest = key
            .strip_prefix(name)
            .map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
        rest.is_some_and(|rest| rest.starts_with(':')) && indent <= 4
    })
}

/// A document on one line may have its version anywhere at its root.
fn compact(text: &str) -> bool {
    text.lines().take(2).count() == 1
        && (text.contains("\"openapi\":") || text.contains("\"swagger\":"))
}

/// The files that an `INDEX.tsv` marks as invalid by intent. It names them by `group` and `file` from its own folder,
/// which is the place where the search began or one above it.
fn marked_invalid(root: &Path) -> HashSet<PathBuf> {
    let mut marked = HashSet::new();
    let Ok(absolute) = std::path::absolute(root) else {
        return marked;
    };
    for folder in absolute.ancestors() {
        let Ok(text) = fs::read_to_string(folder.join("INDEX.tsv")) else {
            continue;
        };
        for line in text
            .lines()
            .filter(|line| line.contains("invalid by intent"))
        {
            let mut columns = line.split('\t');
            let (group, file) = (columns.next(), columns.next());
            let path = folder
                .join(group.unwrap_or_default())
                .join(file.unwrap_or_default());
            // As files are called here: by the place where the search began.
            if let Ok(below) = path.strip_prefix(&absolute) {
                marked.insert(root.join(below));
            }
        }
        break;
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::fs;

    #[test]
    fn documents_are_found_and_marked_from_wherever_the_search_begins() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("set/parts")).unwrap();
        fs::write(root.join("INDEX.tsv"), "set\tbad.yaml\tinvalid by intent\n").unwrap();
        fs::write(root.join("set/bad.yaml"), "openapi: 3.0.3\n").unwrap();
        fs::write(root.join("set/good.yaml"), "openapi: 3.0.3\n").unwrap();
        fs::write(root.join("set/parts/pet.yaml"), "type: object\n").unwrap();
        for start in [root.to_owned(), root.join("set")] {
            let found = find(std::slice::from_ref(&start)).unwrap();
            let marks: Vec<_> = found
                .iter()
                .map(|found| {
                    (
                        found.path.strip_prefix(root).unwrap().to_str(),
                        found.invalid,
                    )
                })
                .collect();
            let expected = [(Some("set/bad.yaml"), true), (Some("set/good.yaml"), false)];
            assert_eq!(marks, expected, "{}", start.display());
        }
    }
}
