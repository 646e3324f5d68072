//! Identifiers of the generated code.

use std::fmt;

/// An identifier that is valid in Rust. Only the naming of the plan makes them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident {
    text: String,
    raw: bool,
}

/// Keywords that no raw identifier can have.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The strict and reserved keywords of edition 2024, without those of [`NEVER_RAW`].
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

impl Ident {
    /// An identifier of a text that has only ASCII letters, digits and underscores. A keyword becomes raw,
    /// or gets an underscore where it cannot; a text that begins with a digit gets an `n` or `N`.
    pub(crate) fn new(text: &str, upper: bool) -> Self {
        let mut text = text.to_owned();
        text.retain(|c| c.is_ascii_alphanumeric() || c == '_');
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            text.insert(0, if upper { 'N' } else { 'n' });
        }
        if text.chars().all(|c| c == '_') {
            text = if upper { "Unnamed" } else { "unnamed" }.to_owned();
        }
        if NEVER_RAW.contains(&text.as_str()) {
            text.push('_');
        }
        let raw = KEYWORDS.contains(&text.as_str());
        Self { text, raw }
    }

    /// The identifier as written in code: with `r#` where it is a keyword.
    pub fn code(&self) -> String {
        if self.raw {
            format!("r#{}", self.text)
        } else {
            self.text.clone()
        }
    }

    /// The identifier without `r#`, as in file names and prose.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The identifier as a token.
    pub(crate) fn token(&self) -> proc_macro2::Ident {
        let span = proc_macro2::Span::call_site();
        if self.raw {
            proc_macro2::Ident::new_raw(&self.text, span)
        } else {
            proc_macro2::Ident::new(&self.text, span)
        }
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl quote::ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        quote::ToTokens::to_tokens(&self.token(), tokens);
    }
}
