//! The line numbers of the nodes of a text.

use super::locate::locate;
use super::tree::Tree;
use super::wanted::Wanted;
use crate::maps::HashMap;

/// The nodes of a text, by which the line of a node is found.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// Where each line but the first begins.
    starts: Vec<usize>,
    tree: Tree<'t>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self {
            text,
            starts: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            tree: locate(text, Wanted::All),
        }
    }

    /// The pointer of a node, or of the nearest one above it that the text has, and its line.
    pub(crate) fn find(&self, pointer: &str) -> (String, usize) {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.line(pointer) {
                return (pointer.to_owned(), line);
            }
            match pointer.rsplit_once('/') {
                Some((above, _)) => pointer = above,
                None => return (String::new(), 1),
            }
        }
    }

    /// The line of a node that the text has.
    pub(crate) fn line(&self, pointer: &str) -> Option<usize> {
        let found = self.tree.find(pointer).filter(|found| found.whole)?;
        let at = found.key.unwrap_or(found.value).start;
        Some(self.starts.partition_point(|start| *start <= at) + 1)
    }

    /// The pointers of the parameters of an operation by their names and places: its own, those of its path, and components
    /// that it refers to. Of two parameters with the same name and place, the one of the operation counts.
    pub(crate) fn parameters(&self, operation: &str) -> HashMap<(&'t str, &'t str), String> {
        let mut found = HashMap::default();
        let Some((path, _)) = operation.rsplit_once('/') else {
            return found;
        };
        for above in [operation, path] {
            for parameter in self.items(format!("{above}/parameters")) {
                let says = |key: &str| self.scalar(&format!("{parameter}/{key}"));
                if let Some(named) = says("name").zip(says("in")) {
                    found.entry(named).or_insert(parameter);
                }
            }
        }
        found
    }

    /// The pointers of the items of a list, or of what they refer to in the text.
    fn items(&self, list: String) -> impl Iterator<Item = String> {
        let items = (0..).map(move |index| format!("{list}/{index}"));
        let items = items.take_while(|item| self.line(item).is_some());
        items.map(|item| {
            let target = self.scalar(&format!("{item}/$ref"));
            let target = target.and_then(|target| target.strip_prefix('#'));
            target.map_or(item, str::to_owned)
        })
    }

    /// The text of a node that is neither list nor map, without quotes.
    fn scalar(&self, pointer: &str) -> Option<&'t str> {
        let found = self.tree.find(pointer)?;
        let text = self.text.get(found.value)?;
        (found.whole && found.scalar).then(|| text.trim_matches(['"', '\'']))
    }
}
