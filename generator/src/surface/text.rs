//! The surface of a client as a text file beside it, with which the next generation is compared.
//!
//! A line for each item, sorted, so that it merges well and its difference says what changed.

use super::{Aspect, Entry, Facts, Noun, Surface};
use crate::diagnostic::push_quoted;
use std::collections::BTreeMap;

/// The first line of the file.
const HEAD: &str = "# What users of this client compile against, and what it sends: `jackfield generate` compares the next client with \
                    it. Check this file in.\n";

/// The beginning of the line that holds the version.
const VERSION: &str = "version = ";

/// The beginning of the line that holds the edition.
const EDITION: &str = "edition = ";

impl Surface {
    /// The surface as a text.
    pub fn render(&self) -> String {
        let entries = self.entries.iter();
        let length: usize = entries.map(|(key, entry)| key.len() + length(entry)).sum();
        let mut text = String::with_capacity(HEAD.len() + length);
        text.push_str(HEAD);
        if self.edition > 0 {
            text.push_str(&format!("{EDITION}{}\n", self.edition));
        }
        if let Some(version) = &self.version {
            text.push_str(VERSION);
            push_quoted(&mut text, &[version]);
            text.push('\n');
        }
        for (key, entry) in &self.entries {
            push_quoted(&mut text, &[key]);
            text.push_str(" = {");
            push_members(&mut text, entry);
            text.push_str("}\n");
        }
        text
    }

    /// Reads the text of a surface.
    ///
    /// # Errors
    ///
    /// If a line does not describe a known item.
    pub fn parse(text: &str) -> Result<Self, SurfaceError> {
        let mut surface = Self::default();
        for (index, line) in text.lines().enumerate() {
            let wrong = || SurfaceError { line: index + 1 };
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(version) = line.strip_prefix(VERSION) {
                surface.version = Some(serde_json::from_str(version).map_err(|_| wrong())?);
                continue;
            }
            if let Some(edition) = line.strip_prefix(EDITION) {
                surface.edition = edition.parse().map_err(|_| wrong())?;
                continue;
            }
            let (key, entry) = pair(line).ok_or_else(wrong)?;
            surface.entries.insert(key, entry);
        }
        Ok(surface)
    }
}

/// Estimates how many bytes an item takes, so that a text of megabytes is not moved about as it grows.
fn length(entry: &Entry) -> usize {
    let facts = entry.facts.iter();
    let facts: usize = facts
        .map(|(_, part, said)| part.len() + said.len() + 16)
        .sum();
    entry.pointer.len() + entry.docs.len() + facts + 64
}

/// Writes the names and values of an item.
fn push_members(text: &mut String, entry: &Entry) {
    let mut push = |name: &[&str], value: &str| {
        if !text.ends_with('{') {
            text.push(',');
        }
        push_quoted(text, name);
        text.push(':');
        push_quoted(text, &[value]);
    };
    push(&["is"], entry.noun.word());
    push(&["at"], &entry.pointer);
    if !entry.docs.is_empty() {
        push(&["docs"], &entry.docs);
    }
    if entry.deprecated {
        push(&["deprecated"], "true");
    }
    if entry.addition_breaks {
        push(&["new breaks"], "true");
    }
    for (aspect, part, said) in entry.facts.iter() {
        match part {
            "" => push(&[aspect.key()], said),
            part => push(&[aspect.key(), " ", part], said),
        }
    }
}

/// Parses a line into its key and its item; `None` if it has another form.
fn pair(line: &str) -> Option<(String, Entry)> {
    let mut texts = serde_json::Deserializer::from_str(line).into_iter::<String>();
    let key = texts.next()?.ok()?;
    let rest = line.get(texts.byte_offset()..)?.trim_start();
    let members: BTreeMap<String, String> =
        serde_json::from_str(rest.strip_prefix('=')?.trim()).ok()?;
    let mut entry = Entry {
        noun: Noun::of(members.get("is")?)?,
        pointer: members.get("at")?.clone(),
        facts: Facts::default(),
        addition_breaks: members.contains_key("new breaks"),
        deprecated: members.contains_key("deprecated"),
        docs: members.get("docs").cloned().unwrap_or_default(),
    };
    for (name, value) in members {
        if ["is", "at", "docs", "deprecated", "new breaks"].contains(&name.as_str()) {
            continue;
        }
        let (aspect, part) = name.split_once(' ').unwrap_or((&name, ""));
        entry.fact_of(Aspect::of(aspect)?, part, value);
    }
    Some((key, entry))
}

/// The error for a line of a surface that describes no known item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurfaceError {
    /// The line, from 1.
    pub line: usize,
}

impl std::fmt::Display for SurfaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {} says nothing of an item that this jackfield knows: take the file as it was, or remove it to compare with \
             nothing",
            self.line
        )
    }
}

impl std::error::Error for SurfaceError {}

#[cfg(test)]
mod tests {
    use super::super::entry::Entries;
    use super::{Aspect, Noun, Surface, SurfaceError};
    use crate::api::Docs;

    #[test]
    fn a_surface_is_read_as_it_was_written() -> Result<(), SurfaceError> {
        let docs = Docs {
            description: Some("A \"pet\" \u{7f}\nof mine".to_owned()),
            notes: vec!["At most 3.".to_owned()],
            deprecated: true,
            ..Docs::default()
        };
        let mut surface = Surface::default();
        for noun in Noun::ALL {
            let mut entry = Entries::default().item(noun, "/paths/~1a b/get", &docs);
            for aspect in Aspect::ALL {
                entry.fact(aspect, format!("{aspect:?} = {{}} # \"x\""));
                entry.fact_of(aspect, "a_part", "");
            }
            entry.addition_breaks = noun == Noun::Field;
            surface
                .entries
                .insert(format!("feature `{}`\n", noun.word()), entry);
        }
        let text = surface.render();
        assert_eq!(text.lines().count(), 1 + Noun::ALL.len());
        assert_eq!(Surface::parse(&text)?, surface);
        surface.version = Some("0.1.0-rc.1".to_owned());
        surface.edition = 7;
        assert_eq!(Surface::parse(&surface.render())?, surface);
        Ok(())
    }

    #[test]
    fn a_line_that_is_no_item_is_named() {
        for text in [
            "\n<<<<<<< HEAD\n",
            "# x\nversion = 3",
            "# x\nedition = \"1\"",
            "\n\"types::A\" = {\"is\":\"type\"}",
            "\n\"types::A\" = {\"is\":\"thing\",\"at\":\"\"}",
            "\n\"types::A\" = {\"is\":\"type\",\"at\":\"\",\"colour\":\"red\"}",
            "\n\"types::A\" = {\"is\":\"type\",\"at\":\"\"} x",
        ] {
            assert_eq!(
                Surface::parse(text),
                Err(SurfaceError { line: 2 }),
                "{text}"
            );
        }
    }
}
