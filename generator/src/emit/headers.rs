//! The documented headers of an operation, as a struct.

use super::docs::Comment;
use super::file::{File, tokens};
use super::{attributes, markdown};
use crate::package::{Call, Group, HeaderForm, Headers};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of the headers, and how it is read.
pub(super) fn emit(
    file: &mut File<'_, '_>,
    group: &Group<'_>,
    call: &Call<'_>,
    headers: &Headers<'_>,
) {
    let name = &headers.name;
    let docs = Comment::line(&format!(
        "The documented headers of the responses of [`{}::{}`].",
        group.name, call.method
    ))
    .outer();
    let mut fields: Vec<TokenStream> = Vec::new();
    let mut reads: Vec<TokenStream> = Vec::new();
    for field in &headers.fields {
        let otherwise = format!("The header {}.", markdown::code(field.name));
        let docs = Comment::of(field.docs, &otherwise).outer();
        let (ident, header) = (&field.ident, field.name);
        let mut ty = tokens(&file.ty(field.ty));
        if field.form == HeaderForm::Lines {
            ty = quote!(Vec<#ty>);
        }
        fields.push(quote!(#docs pub #ident: Option<#ty>));
        reads.push(match field.form {
            HeaderForm::Value => quote!(#ident: headers.value(#header)),
            HeaderForm::List(',') => quote!(#ident: headers.list(#header)),
            HeaderForm::List(delimiter) => quote!(#ident: headers.list_by(#header, #delimiter)),
            HeaderForm::Lines => quote!(#ident: headers.lines(#header)),
            HeaderForm::Json => quote!(#ident: headers.json(#header)),
        });
    }
    let attributes = attributes::outer(&headers.attributes);
    file.item(quote! {
        #docs
        #attributes
        pub struct #name { #(#fields),* }
    });
    let [documented, reader] =
        ["DocumentedHeaders", "Headers"].map(|name| tokens(&file.runtime(name)));
    file.item(quote! {
        impl #documented for #name {
            fn read(headers: &#reader<'_>) -> Self { Self { #(#reads),* } }
        }
    });
}
