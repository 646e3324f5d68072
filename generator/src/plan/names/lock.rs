//! The lock of names: what each thing of a document is called, and the order of arguments.
//!
//! A generation that is given the lock of the one before keeps every name in it, so that no edit of the document
//! renames what a user wrote. Its text is sorted, with one line for an entry, so that it merges well; it is TOML.

use crate::diagnostic::push_quoted;
use std::collections::BTreeMap;

/// The first line of the file.
const HEAD: &str = "# The names of the generated code, and the order of its arguments. Check this file in: names that \
                    are in it stay.\n";

/// Names by what they are names of: `type Pet`, `operation GET /pets/{id}`, `field Pet name`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<String, String>);

impl Lock {
    /// Reads the text of a lock. An error gives the number of the first line that is no entry.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let mut entries = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (entry, value) = pair(line).ok_or(LockError { line: index + 1 })?;
            entries.insert(entry, value);
        }
        Ok(Self(entries))
    }

    /// The text of the lock.
    pub fn render(&self) -> String {
        let entries = self.0.iter();
        let length: usize = entries
            .map(|(entry, value)| entry.len() + value.len() + 8)
            .sum();
        let mut text = String::with_capacity(HEAD.len() + length);
        text.push_str(HEAD);
        for (entry, value) in &self.0 {
            push_quoted(&mut text, &[entry]);
            text.push_str(" = ");
            push_quoted(&mut text, &[value]);
            text.push('\n');
        }
        text
    }

    /// Returns the value of an entry.
    pub fn get(&self, entry: &str) -> Option<&str> {
        self.0.get(entry).map(String::as_str)
    }

    /// Adds an entry, or replaces its value.
    pub fn insert(&mut self, entry: String, value: String) {
        self.0.insert(entry, value);
    }

    /// Removes an entry.
    pub fn remove(&mut self, entry: &str) {
        self.0.remove(entry);
    }

    /// Returns every entry with its value, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(entry, value)| (entry.as_str(), value.as_str()))
    }

    /// Whether nothing is locked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A line of a lock that is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockError {
    /// The line, from 1.
    pub line: usize,
}

impl std::fmt::Display for LockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {} is not `\"entry\" = \"name\"`: correct it, or remove the file to name everything anew",
            self.line
        )
    }
}

impl std::error::Error for LockError {}

fn pair(line: &str) -> Option<(String, String)> {
    let mut texts = serde_json::Deserializer::from_str(line).into_iter::<String>();
    let entry = texts.next()?.ok()?;
    let rest = line.get(texts.byte_offset()..)?.trim_start();
    let value = rest.strip_prefix('=')?.trim();
    Some((entry, serde_json::from_str(value).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Lock, LockError};

    #[test]
    fn a_lock_is_read_as_it_was_written() -> Result<(), LockError> {
        let mut lock = Lock::default();
        lock.insert(
            "type A \"quoted\" \u{7f}\u{9b}\u{202e}\n name".to_owned(),
            "A".to_owned(),
        );
        lock.insert("arguments GET /a/{b}".to_owned(), "b body".to_owned());
        let text = lock.render();
        assert_eq!(text.lines().count(), 3);
        assert!(!text.contains(['\u{9b}', '\u{202e}']));
        assert_eq!(Lock::parse(&text)?, lock);
        Ok(())
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        for text in [
            "\n<<<<<<< HEAD\n",
            "\n\"type A\" = \"A\" = \"B\"",
            "\n\"type A\"",
            "# x\ntype A = A",
        ] {
            assert_eq!(Lock::parse(text), Err(LockError { line: 2 }), "{text}");
        }
    }
}
