//! The keys about types and features.

use super::reader::Reader;
use crate::settings::{Decoration, Features, Replacement};
use glob::Pattern;
use toml_edit::{Item, TableLike};

impl Reader<'_> {
    /// The types of the user's, by the formats and schemas that they replace.
    pub(super) fn types(&mut self, client: &dyn TableLike) -> Vec<Replacement> {
        let Some(table) = self.table(client, "types") else {
            return Vec::new();
        };
        let is_shared = client.get("runtime").and_then(Item::as_str) == Some("crate");
        let is_crate = client.get("module").is_none();
        let keys: Vec<&str> = table.iter().map(|(key, _)| key).collect();
        let mut types = Vec::new();
        for key in keys {
            let Some(path) = self.text(table, key) else {
                continue;
            };
            let span = table.get(key).and_then(Item::span);
            if syn::parse_str::<syn::Type>(&path).is_err() {
                self.problem(span, format!("`{path}` is no type of Rust"));
            } else if is_crate && path.starts_with("crate::") && path.split("::").count() < 3 {
                let message = format!(
                    "the root of a crate that is generated is ours: write `crate::own::{}`, with the type in your file `src/own.rs`",
                    path.trim_start_matches("crate::")
                );
                self.problem(span, message);
            } else if is_shared && !path.starts_with("crate::") {
                let message = format!(
                    "with the runtime as a crate, Rust lets only types of the client's own crate be read and written by \
                     it: write `crate::...`, a struct around `{path}`, or use `runtime = \"embedded\"`"
                );
                self.problem(span, message);
            }
            types.push(Replacement {
                key: key.to_owned(),
                path,
            });
        }
        types
    }

    /// The derives and attributes, in the order in which they stand on a type.
    pub(super) fn decorations(&mut self, client: &dyn TableLike) -> Vec<Decoration> {
        let mut all = Vec::new();
        for key in ["derives", "attributes"] {
            let Some(table) = self.table(client, key) else {
                continue;
            };
            let names: Vec<&str> = table.iter().map(|(name, _)| name).collect();
            for name in names {
                let span = table.get(name).and_then(Item::span);
                if let Err(error) = Pattern::new(name) {
                    self.problem(
                        span.clone(),
                        format!("`{name}` is no pattern: {}", error.msg),
                    );
                }
                for text in self.texts(table, name) {
                    let attribute = match key {
                        "derives" => format!("#[derive({text})]"),
                        _ => text.clone(),
                    };
                    if !is_attribute(&attribute) {
                        let message = match key {
                            "derives" => format!("`{text}` is nothing that can be derived"),
                            _ => format!("`{text}` is no attribute: write it as `#[...]`"),
                        };
                        self.problem(span.clone(), message);
                    }
                    all.push(Decoration {
                        types: name.to_owned(),
                        attribute,
                    });
                }
            }
        }
        all
    }

    pub(super) fn features(&mut self, client: &dyn TableLike) -> Features {
        match self.text(client, "features").as_deref() {
            None | Some("groups") => Features::Groups,
            Some("none") => Features::None,
            Some(_) => {
                let span = client.get("features").and_then(Item::span);
                self.problem(span, "`features` is `groups` or `none`".to_owned());
                Features::Groups
            }
        }
    }

    pub(super) fn edition(&mut self, manifest: &dyn TableLike) -> Option<String> {
        let edition = self.text(manifest, "edition")?;
        if edition != "2024" {
            let span = manifest.get("edition").and_then(Item::span);
            let message =
                "clients are written in the edition 2024: crates of other editions can use them";
            self.problem(span, message.to_owned());
        }
        Some(edition)
    }
}

/// Whether a text is one outer attribute, so that nothing else gets into the code.
fn is_attribute(text: &str) -> bool {
    let item = format!("{text} struct S;");
    let is_one = |item: syn::ItemStruct| item.attrs.len() == 1;
    text.starts_with("#[") && syn::parse_str::<syn::ItemStruct>(&item).is_ok_and(is_one)
}
