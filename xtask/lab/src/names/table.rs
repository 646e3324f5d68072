//! The table of names: a line each, its columns between tabs.

use crate::workspace::at;
use std::fs;
use std::io;
use std::path::Path;

/// What something is called by others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The document, from the folder of all of them.
    pub(super) document: String,
    /// `GET /path`, or `type Schema`.
    pub(super) what: String,
    /// The library that calls it so.
    pub(super) library: String,
    /// What it is called there, its groups before points.
    pub(super) name: String,
}

impl Row {
    /// Whether it is about a type.
    pub(super) fn is_type(&self) -> bool {
        self.what.starts_with("type ")
    }
}

/// Reads the table, without the line of its head.
pub(super) fn read(path: &Path) -> io::Result<Vec<Row>> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let lines = text.lines().enumerate().skip(1);
    lines
        .map(|(number, line)| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [document, what, library, name] = columns.as_slice() else {
                let message = format!("{}:{}: it has not 4 columns", path.display(), number + 1);
                return Err(io::Error::other(message));
            };
            Ok(Row {
                document: (*document).to_owned(),
                what: (*what).to_owned(),
                library: (*library).to_owned(),
                name: (*name).to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::workspace;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_large_enough() {
        let rows = read(&workspace::root().join("xtask/lab/names/names.tsv")).unwrap();
        let (types, operations): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.is_type());
        let documents: BTreeSet<&str> = rows.iter().map(|row| row.document.as_str()).collect();
        assert!(operations.len() >= 200, "{} operations", operations.len());
        assert!(types.len() >= 80, "{} types", types.len());
        assert!(documents.len() >= 10, "{documents:?}");
        let keys: BTreeSet<_> = rows.iter().map(|row| (&row.document, &row.what)).collect();
        assert_eq!(keys.len(), rows.len(), "one thing has two rows");
    }
}
