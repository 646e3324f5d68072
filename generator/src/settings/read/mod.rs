//! Reading of the text of `jackfield.toml`; each mistake is reported with its line and column.

mod reader;
mod select;
mod shape;

use super::{Client, Manifest, Reading, Runtime, Settings};
use reader::Reader;
use std::fmt;
use toml_edit::{Document, Item, TableLike};

/// A mistake in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, the first is 1.
    pub line: usize,
    /// The column, the first is 1.
    pub column: usize,
    /// The message that says what is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.message)
    }
}

const ROOT: &[&str] = &["client"];

const CLIENT: &[&str] = &[
    "attributes",
    "changelog",
    "derives",
    "document",
    "features",
    "manifest",
    "module",
    "name",
    "names",
    "output",
    "overlays",
    "reading",
    "root",
    "runtime",
    "select",
    "strict",
    "types",
];

const MANIFEST: &[&str] = &["edition", "license", "publish", "version", "workspace"];

/// Reads the settings.
///
/// # Errors
///
/// Every mistake, in the order of the text.
pub fn read(text: &str) -> Result<Settings, Vec<Problem>> {
    let mut reader = Reader {
        text,
        problems: Vec::new(),
    };
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            reader.problem(error.span(), error.message().to_owned());
            return Err(reader.problems);
        }
    };
    reader.known(document.as_table(), ROOT);
    let mut settings = Settings::default();
    let clients = document.get("client").and_then(Item::as_table_like);
    for (key, item) in clients.into_iter().flat_map(TableLike::iter) {
        match item.as_table_like() {
            Some(table) => settings.clients.push(reader.client(key, item, table)),
            None => reader.problem(item.span(), format!("`client.{key}` must be a table")),
        }
    }
    if settings.clients.is_empty() && reader.problems.is_empty() {
        let message = "there is no client: begin one with `[client.NAME]`";
        reader.problem(None, message.to_owned());
    }
    match reader.problems {
        problems if problems.is_empty() => Ok(settings),
        mut problems => {
            problems.sort_by_key(|problem| (problem.line, problem.column));
            Err(problems)
        }
    }
}

impl Reader<'_> {
    fn client(&mut self, key: &str, item: &Item, table: &dyn TableLike) -> Client {
        self.known(table, CLIENT);
        self.slashes(table);
        let required = |reader: &mut Self, name: &str| {
            let given = reader.text(table, name);
            if given.is_none() && table.get(name).is_none() {
                let message = format!("`client.{key}` needs the key `{name}`");
                reader.problem(item.span(), message);
            }
            given.unwrap_or_default()
        };
        Client {
            key: key.to_owned(),
            document: required(self, "document"),
            output: required(self, "output"),
            overlays: self.texts(table, "overlays"),
            root: self.text(table, "root"),
            name: self.text(table, "name"),
            module: self.module(table),
            runtime: self.runtime(table),
            manifest: self.manifest(table),
            strict: self.flag(table, "strict").unwrap_or(false),
            reading: self.reading(table),
            renames: self.renames(table),
            select: self.select(table),
            types: self.types(table),
            decorations: self.decorations(table),
            features: self.features(table),
            changelog: self.changelog(table),
        }
    }

    /// Reports paths with backslashes, which only Windows understands: the file is for all who work on the repository.
    fn slashes(&mut self, table: &dyn TableLike) {
        for key in ["document", "output", "overlays", "root"] {
            let Some(item) = table.get(key) else { continue };
            let list = item.as_array().into_iter().flatten();
            let texts = item
                .as_str()
                .into_iter()
                .chain(list.filter_map(|text| text.as_str()));
            for path in texts.filter(|path| path.contains('\\')) {
                let right = path.replace('\\', "/");
                self.problem(
                    item.span(),
                    format!("`{key}` is a path with slashes, on every system: `{right}`"),
                );
            }
        }
    }

    fn module(&mut self, table: &dyn TableLike) -> Option<String> {
        let path = self.text(table, "module")?;
        let is_name = |part: &str| {
            let mut letters = part.chars();
            letters
                .next()
                .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
                && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if path.split("::").count() < 2 || !path.split("::").all(is_name) {
            let message =
                "`module` must be the path of a module with its crate: `shop::api::lines`";
            self.problem(table.get("module").and_then(Item::span), message.to_owned());
        }
        Some(path)
    }

    fn runtime(&mut self, table: &dyn TableLike) -> Runtime {
        match self.text(table, "runtime").as_deref() {
            None | Some("embedded") => Runtime::Embedded,
            Some("crate") => Runtime::Crate,
            Some("module") if table.get("module").is_some() => Runtime::Module,
            Some(_) => {
                let message =
                    "`runtime` is `embedded` or `crate`; of a module it may be `module` too";
                self.problem(
                    table.get("runtime").and_then(Item::span),
                    message.to_owned(),
                );
                Runtime::Embedded
            }
        }
    }

    fn reading(&mut self, table: &dyn TableLike) -> Reading {
        match self.text(table, "reading").as_deref() {
            None | Some("tolerant") => Reading::Tolerant,
            Some("strict") => Reading::Strict,
            Some(_) => {
                let span = table.get("reading").and_then(Item::span);
                self.problem(span, "`reading` is `tolerant` or `strict`".to_owned());
                Reading::Tolerant
            }
        }
    }

    fn manifest(&mut self, table: &dyn TableLike) -> Manifest {
        let is_module = table.get("module").is_some();
        let Some(item) = table.get("manifest") else {
            return Manifest::default();
        };
        let Some(table) = item.as_table_like() else {
            self.problem(item.span(), "`manifest` must be a table".to_owned());
            return Manifest::default();
        };
        self.known(table, MANIFEST);
        let version = table.get("version").filter(|_| is_module);
        if version.and_then(Item::as_str) == Some("auto") {
            let message = "the version of a module is that of your crate: `auto` is of a crate that is generated";
            self.problem(version.and_then(Item::span), message.to_owned());
        }
        Manifest {
            version: self.text(table, "version"),
            license: self.text(table, "license"),
            publish: self.flag(table, "publish"),
            edition: self.edition(table),
            workspace: self.flag(table, "workspace").unwrap_or(false),
        }
    }

    /// Reads whether the client has a changelog, which only a crate can have.
    fn changelog(&mut self, table: &dyn TableLike) -> bool {
        let is_wanted = self.flag(table, "changelog").unwrap_or(false);
        if is_wanted && table.get("module").is_some() {
            let span = table.get("changelog").and_then(Item::span);
            let message =
                "a module has no changelog: what changes in it belongs into that of your crate";
            self.problem(span, message.to_owned());
        }
        is_wanted
    }

    fn renames(&mut self, table: &dyn TableLike) -> Vec<(String, String)> {
        let Some(table) = self.table(table, "names") else {
            return Vec::new();
        };
        let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
        let read = |key: String| {
            let name = self.text(table, &key)?;
            Some((key, name))
        };
        keys.into_iter().filter_map(read).collect()
    }
}
