//! Reading of single values of the settings; each mistake is reported with its line and column.

use super::Problem;
use crate::diagnostic::printable;
use std::ops::Range;
use toml_edit::TableLike;

/// The text being read, and the mistakes found so far.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) problems: Vec<Problem>,
}

impl Reader<'_> {
    pub(super) fn problem(&mut self, span: Option<Range<usize>>, message: String) {
        let start = span.map_or(0, |span| span.start);
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        self.problems.push(Problem {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            message: printable(&message).into_owned(),
        });
    }

    /// Reports the keys of a table that are not among the known ones.
    pub(super) fn known(&mut self, table: &dyn TableLike, keys: &[&str]) {
        for (key, _) in table.iter().filter(|(key, _)| !keys.contains(key)) {
            let message = match nearest(key, keys) {
                Some(near) => format!("there is no key `{key}`: did you mean `{near}`?"),
                None => format!("there is no key `{key}`; there are: {}", keys.join(", ")),
            };
            let span = table.get_key_value(key).and_then(|(key, _)| key.span());
            self.problem(span, message);
        }
    }

    pub(super) fn text(&mut self, table: &dyn TableLike, key: &str) -> Option<String> {
        let item = table.get(key)?;
        let text = item.as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(item.span(), format!("`{key}` must be a text"));
        }
        text
    }

    pub(super) fn texts(&mut self, table: &dyn TableLike, key: &str) -> Vec<String> {
        let Some(item) = table.get(key) else {
            return Vec::new();
        };
        let values = item.as_array().map(|array| {
            let values = array.iter().map(|value| value.as_str().map(str::to_owned));
            values.collect::<Option<Vec<String>>>()
        });
        values.flatten().unwrap_or_else(|| {
            self.problem(item.span(), format!("`{key}` must be a list of texts"));
            Vec::new()
        })
    }

    pub(super) fn table<'i>(
        &mut self,
        table: &'i dyn TableLike,
        key: &str,
    ) -> Option<&'i dyn TableLike> {
        let item = table.get(key)?;
        let found = item.as_table_like();
        if found.is_none() {
            self.problem(item.span(), format!("`{key}` must be a table"));
        }
        found
    }

    pub(super) fn flag(&mut self, table: &dyn TableLike, key: &str) -> Option<bool> {
        let item = table.get(key)?;
        let flag = item.as_bool();
        if flag.is_none() {
            self.problem(item.span(), format!("`{key}` must be true or false"));
        }
        flag
    }
}

/// The known key that is most like a misspelt one, if one is near enough.
fn nearest<'k>(key: &str, keys: &[&'k str]) -> Option<&'k str> {
    let distances = keys.iter().map(|known| (distance(key, known), *known));
    let (distance, known) = distances.min()?;
    (distance <= key.chars().count().div_ceil(3)).then_some(known)
}

/// How many letters must change for one word to become another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut last = index + 1;
        let mut next = vec![last];
        for ((kept, added), wanted) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let changed = kept + usize::from(letter != *wanted);
            last = changed.min(added + 1).min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
