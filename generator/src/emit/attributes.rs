//! The attributes of types, written.

use super::file::tokens;
use crate::package::{Attributes, Derive};
use proc_macro2::TokenStream;
use quote::quote;

/// The attributes as lines of text.
pub(super) fn text(attributes: &Attributes) -> String {
    let derives: Vec<&str> = attributes
        .derives
        .iter()
        .copied()
        .map(Derive::name)
        .collect();
    let mut text = match derives.is_empty() {
        true => String::new(),
        false => format!("#[derive({})]\n", derives.join(", ")),
    };
    if attributes.is_non_exhaustive {
        text.push_str("#[non_exhaustive]\n");
    }
    for attribute in &attributes.by_user {
        text.push_str(&format!("{attribute}\n"));
    }
    text
}

/// The attributes as tokens.
pub(super) fn outer(attributes: &Attributes) -> TokenStream {
    tokens(&text(attributes))
}

/// The attributes as tokens, with another one among them.
pub(super) fn around(attributes: &Attributes, other: Option<TokenStream>) -> TokenStream {
    let derives = Attributes {
        is_non_exhaustive: false,
        ..attributes.clone()
    };
    let derives = outer(&derives);
    let open = attributes
        .is_non_exhaustive
        .then(|| quote!(#[non_exhaustive]));
    quote!(#derives #other #open)
}
