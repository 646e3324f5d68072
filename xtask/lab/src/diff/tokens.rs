//! Changes of tokens: of what a function takes and gives, so that it can be written down where it is used.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

pub(super) fn with_self(tokens: TokenStream, ty: &TokenStream) -> TokenStream {
    replaced(tokens, &|name| (name == "Self").then(|| quote!(#ty)))
}

pub(super) fn replaced(
    tokens: TokenStream,
    by: &impl Fn(&str) -> Option<TokenStream>,
) -> TokenStream {
    let mut out = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => match by(&ident.to_string()) {
                Some(other) => out.extend(other),
                None => out.extend([TokenTree::Ident(ident)]),
            },
            TokenTree::Group(group) => {
                let inner = replaced(group.stream(), by);
                out.extend([TokenTree::Group(Group::new(group.delimiter(), inner))]);
            }
            other => out.extend([other]),
        }
    }
    out
}

/// A bound in which each reference has a lifetime.
pub(super) fn with_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_reference = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '&');
        out.extend([match token {
            TokenTree::Group(group) => {
                let inner = with_lifetimes(group.stream());
                TokenTree::Group(Group::new(group.delimiter(), inner))
            }
            token => token,
        }]);
        let is_named =
            matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '\'');
        if is_reference && !is_named {
            out.extend(quote!('static));
        }
    }
    out
}

/// The tokens between commas that are not inside of angle brackets.
pub(super) fn pieces(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    let (mut depth, mut dash) = (0_usize, false);
    for token in tokens {
        let sign = match &token {
            TokenTree::Punct(punct) => Some(punct.as_char()),
            _ => None,
        };
        match sign {
            Some('<') => depth += 1,
            Some('>') if !dash => depth = depth.saturating_sub(1),
            _ => {}
        }
        dash = matches!(sign, Some('-' | '='));
        match pieces.last_mut() {
            Some(last) if !(sign == Some(',') && depth == 0) => last.extend([token]),
            _ => pieces.push(TokenStream::new()),
        }
    }
    pieces
}

/// What stands before and behind `->`.
pub(super) fn arrow(tokens: &TokenStream) -> (TokenStream, TokenStream) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is = |token: Option<&TokenTree>, sign: char| match token {
        Some(TokenTree::Punct(punct)) => punct.as_char() == sign,
        _ => false,
    };
    let mut places = 0..tokens.len();
    let at = places.find(|at| is(tokens.get(*at), '-') && is(tokens.get(at + 1), '>'));
    let at = at.unwrap_or(tokens.len());
    let before = tokens.iter().take(at).cloned().collect();
    (before, tokens.into_iter().skip(at + 2).collect())
}

/// The call of an operation, and the type of its headers.
pub(super) fn headers(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = tokens.into_iter();
    let call = tokens.next().into_iter().collect();
    let headers = match tokens.next() {
        Some(TokenTree::Group(group)) => group.stream(),
        _ => quote!(()),
    };
    (call, headers)
}
