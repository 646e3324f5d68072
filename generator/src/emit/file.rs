//! A file in the making: its items, and what they name from elsewhere.

use super::docs::Comment;
use super::layout;
use super::spelling::{self, Names};
use crate::api::Type;
use crate::maps::HashSet;
use crate::package::{Field, Ident, Package};
use proc_macro2::TokenStream;
use std::collections::{BTreeMap, BTreeSet};

/// A file in the making.
pub(super) struct File<'p, 'a> {
    pub(super) package: &'p Package<'a>,
    /// Where the types are seen from here: `super` or `super::types`.
    types: &'static str,
    /// What this file defines itself, which an import would collide with.
    own: HashSet<String>,
    /// What this file re-exports from the runtime, and so needs no import.
    exported: Vec<&'static str>,
    /// The names imported, by the path they are imported from.
    imports: BTreeMap<String, BTreeSet<String>>,
    items: Vec<String>,
}

impl<'p, 'a> File<'p, 'a> {
    /// A file that sees the types at a path and defines these names itself.
    pub(super) fn new(package: &'p Package<'a>, types: &'static str, own: HashSet<String>) -> Self {
        Self {
            package,
            types,
            own,
            exported: Vec::new(),
            imports: BTreeMap::new(),
            items: Vec::new(),
        }
    }

    /// Says what the file re-exports from the runtime.
    pub(super) fn exports(&mut self, names: Vec<&'static str>) {
        self.exported = names;
    }

    /// Imports a name of the runtime and gives it back.
    pub(super) fn runtime(&mut self, name: &str) -> String {
        if self.exported.contains(&name) {
            return name.to_owned();
        }
        let runtime = &self.package.runtime;
        self.import(runtime, name)
    }

    /// Imports a name of what the runtime has for tests, and gives it back.
    pub(super) fn testing(&mut self, name: &str) -> String {
        let path = format!("{}::testing", self.package.runtime);
        self.import(&path, name)
    }

    /// Imports a name, or gives the whole path where the file has one of its own.
    pub(super) fn import(&mut self, path: &str, name: &str) -> String {
        let is_another =
            |(known, names): (&String, &BTreeSet<String>)| known != path && names.contains(name);
        if self.own.contains(name) || self.imports.iter().any(is_another) {
            return format!("{path}::{name}");
        }
        self.imports
            .entry(path.to_owned())
            .or_default()
            .insert(name.to_owned());
        name.to_owned()
    }

    /// Adds an item, formatted.
    pub(super) fn item(&mut self, tokens: TokenStream) {
        self.items.push(format(tokens));
    }

    /// Adds an item that is written as the formatter would print it. If that would break one of its lines, it prints it.
    pub(super) fn written(&mut self, text: String) {
        let text = match layout::fits(&text) {
            true => text,
            false => format(tokens(&text)),
        };
        self.items.push(text);
    }

    /// Adds an impl that consists of functions, if there are any.
    pub(super) fn functions(&mut self, head: &str, functions: Vec<Function>) {
        if functions.is_empty() {
            return;
        }
        let functions: Vec<String> = functions.into_iter().map(Function::text).collect();
        self.items
            .push(format!("{head} {{\n{}}}\n", functions.join("\n")));
    }

    /// Adds an item that is text already.
    pub(super) fn text(&mut self, text: String) {
        self.items.push(text);
    }

    /// The file: header, docs of the module, imports, items.
    pub(super) fn finish(self, docs: &str) -> String {
        // Files may be megabytes, whose text is not moved about as it grows.
        let items: usize = self.items.iter().map(|item| item.len() + 1).sum();
        let mut out = String::with_capacity(items + docs.len() + 1024);
        out.push_str(&self.package.header);
        out.push('\n');
        if !docs.is_empty() {
            out.push('\n');
            out.push_str(docs);
        }
        if !self.imports.is_empty() {
            out.push('\n');
        }
        // What is near comes first, as rustfmt sorts it.
        let is_near = |path: &str| path.starts_with("super") || path.starts_with("self");
        let (near, far): (Vec<_>, Vec<_>) =
            self.imports.iter().partition(|(path, _)| is_near(path));
        for (path, names) in near.into_iter().chain(far) {
            out.push_str(&import(path, names));
        }
        for item in &self.items {
            out.push('\n');
            out.push_str(item);
        }
        out
    }

    /// A type as written here.
    pub(super) fn ty(&mut self, ty: &Type) -> String {
        spelling::spelled(self.package, ty, self)
    }

    /// The type of a field's value as written here, whether it may be absent left out.
    pub(super) fn value_of(&mut self, field: &Field<'_>) -> String {
        spelling::value_of(self.package, field, self)
    }
}

impl Names for File<'_, '_> {
    fn library(&mut self, path: &str, name: &str) -> String {
        self.import(path, name)
    }

    fn runtime(&mut self, name: &str) -> String {
        File::runtime(self, name)
    }

    fn definition(&mut self, name: &Ident) -> String {
        if self.types == "super" && self.own.contains(name.as_str()) {
            return name.code();
        }
        self.import(self.types, &name.code())
    }

    fn custom(&mut self, path: &str) -> String {
        path.to_owned()
    }
}

/// A function of an impl.
pub(super) struct Function {
    pub(super) docs: Comment,
    pub(super) code: Code,
}

/// The code of a function.
pub(super) enum Code {
    /// As the formatter would print it, unless it would break one of the lines.
    Written(String),
    /// For the formatter.
    Tokens(TokenStream),
}

impl Function {
    fn text(self) -> String {
        let tokens = match self.code {
            Code::Written(text) if layout::fits(&text) => {
                return self.docs.text_outer("    ") + &text;
            }
            Code::Written(text) => tokens(&text),
            Code::Tokens(tokens) => tokens,
        };
        let printed = format(quote::quote!(impl X { #tokens }));
        let printed = printed.strip_prefix("impl X {\n").unwrap_or(&printed);
        let printed = printed.strip_suffix("}\n").unwrap_or(printed);
        self.docs.text_outer("    ") + printed
    }
}

/// The declaration that imports names from a path, broken as the formatter would.
pub(super) fn import(path: &str, names: &BTreeSet<String>) -> String {
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    // Types first, then macros and functions, as rustfmt sorts them.
    names.sort_by_key(|name| (name.starts_with(|c: char| c.is_ascii_lowercase()), *name));
    let joined = names.join(", ");
    match names.as_slice() {
        [name] => format!("use {path}::{name};\n"),
        _ if path.len() + joined.len() + 9 <= 100 => format!("use {path}::{{{joined}}};\n"),
        _ => {
            let mut out = format!("use {path}::{{\n");
            let mut line = String::from("   ");
            for name in names {
                if line.len() + name.len() + 2 > 100 {
                    out.push_str(&line);
                    out.push('\n');
                    line = String::from("   ");
                }
                line.push_str(&format!(" {name},"));
            }
            format!("{out}{line}\n}};\n")
        }
    }
}

/// The attribute of what is there if any of some features is, broken as rustfmt would; empty if there are none.
pub(super) fn gate(package: &Package<'_>, features: &[usize]) -> String {
    let names = conditions(package, features);
    match names.as_slice() {
        [] => String::new(),
        [name] => format!("#[cfg({name})]\n"),
        names if names.join(", ").len() + 12 <= 100 => {
            format!("#[cfg(any({}))]\n", names.join(", "))
        }
        names => format!("#[cfg(any(\n    {}\n))]\n", names.join(",\n    ")),
    }
}

/// The same, broken as the formatter would, with this before each of its lines.
pub(super) fn formatted_gate(package: &Package<'_>, features: &[usize], indent: &str) -> String {
    let names = conditions(package, features);
    let one = match names.as_slice() {
        [] => return String::new(),
        [name] => name.clone(),
        names => format!("any({})", names.join(", ")),
    };
    let room = layout::MARGIN.saturating_sub(indent.len());
    if one.len() + 8 <= room {
        return format!("{indent}#[cfg({one})]\n");
    }
    let inner = match names.as_slice() {
        names if names.len() > 1 && one.len() + 4 > room => {
            let between = format!(",\n{indent}        ");
            let names = names.join(&between);
            format!("any(\n{indent}        {names}\n{indent}    )")
        }
        _ => one,
    };
    format!("{indent}#[cfg(\n{indent}    {inner}\n{indent})]\n")
}

/// The conditions of a gate.
fn conditions(package: &Package<'_>, features: &[usize]) -> Vec<String> {
    let names = features
        .iter()
        .filter_map(|index| package.features.get(*index));
    let mut names: Vec<String> = names
        .map(|feature| format!("feature = {:?}", feature.name))
        .collect();
    names.sort();
    names
}

/// An item as the formatter prints it, with a blank line between the functions of an impl.
pub(super) fn format(tokens: TokenStream) -> String {
    let item = match syn::parse2::<syn::Item>(tokens.clone()) {
        Ok(item) => item,
        // Text that is not Rust is a defect of ours; it is printed as it is, so that rustc can say where.
        Err(_) => return format!("{tokens}\n"),
    };
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let printed = prettyplease::unparse(&file);
    let mut out = String::with_capacity(printed.len() + 64);
    let mut lines = printed.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let ends_function = line == "    }" && lines.peek().is_some_and(|next| *next != "}");
        if ends_function {
            out.push('\n');
        }
    }
    out
}

/// Text that is valid Rust, as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}
