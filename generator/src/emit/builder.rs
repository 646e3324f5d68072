//! The setters that a document gives the builder of its client: credentials, and variables of servers.

use super::docs::Comment;
use super::errors::list;
use super::file::{File, tokens};
use super::markdown;
use crate::api::{Location, SchemeKind};
use crate::package::{CredentialSetter, Grant, Variable};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the setters that the document adds to the builder, if there are any.
pub(super) fn emit(file: &mut File<'_, '_>) {
    let package = file.package;
    let mut setters: Vec<TokenStream> = Vec::new();
    for credential in &package.service.credentials {
        setters.push(credential_setter(file, credential));
    }
    setters.extend(package.service.variables.iter().map(variable_setter));
    if !setters.is_empty() {
        file.item(quote!(impl ClientBuilder { #(#setters)* }));
    }
}

/// The setter of a credential.
fn credential_setter(file: &mut File<'_, '_>, planned: &CredentialSetter<'_>) -> TokenStream {
    let (setter, scheme) = (&planned.setter, &planned.scheme.name);
    let mut docs = Comment::line(&format!(
        "Authenticates by the security scheme {}.",
        markdown::code(scheme)
    ));
    docs.more(&planned.scheme.docs);
    if let Some(grant) = &planned.grant {
        return grant_setter(file, planned, grant, docs);
    }
    let docs = docs.outer();
    let [credential, secret] = ["Credential", "Secret"].map(|name| tokens(&file.runtime(name)));
    let (argument, value) = match &planned.scheme.kind {
        SchemeKind::Basic => {
            return quote! {
                #docs
                pub fn #setter(self, username: impl Into<String>, password: impl Into<#secret<String>>) -> Self {
                    self.credential(#scheme, #credential::basic(username, password))
                }
            };
        }
        SchemeKind::Http(name) => (quote!(value), quote!(http(#name, value))),
        SchemeKind::ApiKey { location, name } => match location {
            Location::Header | Location::Path => (quote!(key), quote!(header(#name, key))),
            Location::Query | Location::QueryString => (quote!(key), quote!(query(#name, key))),
            Location::Cookie => (quote!(key), quote!(cookie(#name, key))),
        },
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::MutualTls => {
            (quote!(token), quote!(bearer(token)))
        }
    };
    quote! {
        #docs
        pub fn #setter(self, #argument: impl Into<#secret<String>>) -> Self {
            self.credential(#scheme, #credential::#value)
        }
    }
}

/// Returns the setter of the credentials with which tokens are asked for.
fn grant_setter(
    file: &mut File<'_, '_>,
    planned: &CredentialSetter<'_>,
    grant: &Grant<'_>,
    mut docs: Comment,
) -> TokenStream {
    let (setter, scheme) = (&planned.setter, &planned.scheme.name);
    let mut facts = "Tokens are fetched by the client credentials grant of OAuth 2.0".to_owned();
    let scopes: Vec<String> = grant
        .scopes
        .iter()
        .map(|scope| markdown::code(scope))
        .collect();
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    match scopes.as_slice() {
        [] => facts.push('.'),
        [one] => facts.push_str(&format!(", for the scope {one}.")),
        several => facts.push_str(&format!(", for the scopes {}.", list(several))),
    }
    docs.push(vec![facts]);
    let docs = docs.outer();
    let [grant_type, secret] =
        ["ClientCredentials", "Secret"].map(|name| tokens(&file.runtime(name)));
    let (argument, url) = match grant.token_url {
        Some(url) => (None, quote!(#url)),
        None => (
            Some(quote!(token_url: impl Into<String>,)),
            quote!(token_url),
        ),
    };
    let scopes = &grant.scopes;
    let scopes = (!scopes.is_empty()).then(|| quote!(.scopes([#(#scopes),*])));
    quote! {
        #docs
        pub fn #setter(self, #argument id: impl Into<String>, secret: impl Into<#secret<String>>) -> Self {
            self.credential(#scheme, #grant_type::new(#url, id, secret) #scopes)
        }
    }
}

/// The setter of a variable of the servers' URLs.
fn variable_setter(variable: &Variable<'_>) -> TokenStream {
    let (setter, name) = (&variable.setter, variable.name);
    let mut docs = Comment::line(&format!(
        "Sets the variable {} of the server's URL.",
        markdown::code(name)
    ));
    if let Some(text) = variable.description {
        docs.push(markdown::lines(text));
    }
    let mut facts = Vec::new();
    if let Some(default) = variable.default {
        facts.push(format!("Default: {}.", markdown::code(default)));
    }
    if !variable.allowed.is_empty() {
        let allowed: Vec<String> = variable
            .allowed
            .iter()
            .map(|value| markdown::code(value))
            .collect();
        facts.push(format!("One of {}.", allowed.join(", ")));
    }
    if !facts.is_empty() {
        docs.push(vec![facts.join(" ")]);
    }
    let docs = docs.outer();
    quote!(#docs pub fn #setter(self, #setter: impl Into<String>) -> Self { self.variable(#name, #setter) })
}
