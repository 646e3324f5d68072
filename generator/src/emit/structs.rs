//! Structs: fields, constructor, setters, and how they are read and written.

use super::docs::Comment;
use super::file::{File, tokens};
use super::markdown;
use crate::api::{Presence, Text, Type};
use crate::package::{Construction, Field, Ident, Struct, TypeItem};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits a struct.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    definition(file, item, shape);
    construction(file, &item.name, shape);
    // What holds files is no JSON: calls make its parts of it.
    if shape.fields.iter().any(|field| field.is_file()) {
        return;
    }
    model(file, &item.name, shape);
    let model = file.runtime("model");
    file.text(format!("{model}!({});\n", item.name.code()));
}

fn definition(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let docs = Comment::of(
        item.docs,
        &format!("The schema {}.", markdown::code(item.name.as_str())),
    )
    .outer();
    let name = &item.name;
    let derives = match shape.construction {
        Construction::Setters => quote!(#[derive(Clone, Debug, Default, PartialEq)]),
        _ => quote!(#[derive(Clone, Debug, PartialEq)]),
    };
    let open = match shape.construction {
        Construction::Received | Construction::Setters => quote!(#[non_exhaustive]),
        Construction::NewAndSetters | Construction::Literal => quote!(),
    };
    let mut fields: Vec<TokenStream> = Vec::new();
    for field in &shape.fields {
        let docs = Comment::of(
            field.docs,
            &format!("The member {}.", markdown::code(field.name)),
        )
        .outer();
        let (ident, ty) = (&field.ident, tokens(&field_type(file, field)));
        fields.push(quote!(#docs pub #ident: #ty));
    }
    if let Some((ident, ty)) = &shape.rest {
        let docs = match ty {
            Type::Any => "Members that this client does not know.",
            _ => "All other members.",
        };
        let docs = Comment::line(docs).outer();
        let ty = tokens(&file.ty(&Type::Map(Box::new((*ty).clone()))));
        fields.push(quote!(#docs pub #ident: #ty));
    }
    file.item(quote! {
        #docs
        #derives
        #open
        pub struct #name { #(#fields),* }
    });
}

/// The type of a field.
fn field_type(file: &mut File<'_, '_>, field: &Field<'_>) -> String {
    let inner = inner_type(file, field);
    match field.presence {
        Presence::Required => inner,
        Presence::RequiredNullable | Presence::Optional => format!("Option<{inner}>"),
        Presence::OptionalNullable => format!("{}<{inner}>", file.runtime("Field")),
    }
}

/// The type of a field's value.
fn inner_type(file: &mut File<'_, '_>, field: &Field<'_>) -> String {
    let ty = file.ty(field.ty);
    if field.boxed {
        format!("Box<{ty}>")
    } else {
        ty
    }
}

fn construction(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    let new = match shape.construction {
        Construction::Received | Construction::Literal => return,
        Construction::Setters => {
            let docs = Comment::line("Nothing is set yet.").outer();
            quote!(#docs pub fn new() -> Self { Default::default() })
        }
        Construction::NewAndSetters => new_with_required(file, shape),
    };
    let mut setters: Vec<TokenStream> = Vec::new();
    for field in shape.fields.iter().filter(|field| !is_required(field)) {
        setters.push(setter(file, field));
    }
    file.item(quote!(impl #name { #new #(#setters)* }));
}

fn is_required(field: &Field<'_>) -> bool {
    matches!(
        field.presence,
        Presence::Required | Presence::RequiredNullable
    )
}

fn new_with_required(file: &mut File<'_, '_>, shape: &Struct<'_>) -> TokenStream {
    let mut arguments: Vec<TokenStream> = Vec::new();
    let mut values: Vec<TokenStream> = Vec::new();
    for field in &shape.fields {
        let ident = &field.ident;
        match field.presence {
            Presence::Optional => values.push(quote!(#ident: None)),
            Presence::OptionalNullable => {
                let absent = tokens(&file.runtime("Field"));
                values.push(quote!(#ident: #absent::Absent));
            }
            Presence::Required => {
                let (ty, value) = parameter(file, field);
                arguments.push(quote!(#ident: #ty));
                let short = value.to_string() == ident.code();
                values.push(if short {
                    quote!(#ident)
                } else {
                    quote!(#ident: #value)
                });
            }
            Presence::RequiredNullable => {
                let ty = tokens(&field_type(file, field));
                arguments.push(quote!(#ident: #ty));
                values.push(quote!(#ident));
            }
        }
    }
    if let Some((ident, _)) = &shape.rest {
        let map = tokens(&file.import("std::collections", "BTreeMap"));
        values.push(quote!(#ident: #map::new()));
    }
    let docs = Comment::line("What is required is set, nothing else.").outer();
    quote!(#docs pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } })
}

/// The type of an argument that gives a field's value, and the expression that makes the value of it.
fn parameter(file: &mut File<'_, '_>, field: &Field<'_>) -> (TokenStream, TokenStream) {
    let ident = &field.ident;
    let ty = file.ty(field.ty);
    let converts = matches!(
        file.package.resolve(field.ty),
        Type::File
            | Type::String(Text::Plain | Text::Secret | Text::DateTime | Text::Date | Text::Base64)
    );
    let (argument, value) = if converts {
        (format!("impl Into<{ty}>"), quote!(#ident.into()))
    } else {
        (ty, quote!(#ident))
    };
    let value = if field.boxed {
        quote!(Box::new(#value))
    } else {
        value
    };
    (tokens(&argument), value)
}

fn setter(file: &mut File<'_, '_>, field: &Field<'_>) -> TokenStream {
    let (ident, setter) = (&field.ident, &field.setter);
    let link = format!("Sets [`{0}`](Self::{0})", ident.as_str());
    if field.presence == Presence::OptionalNullable {
        let docs = Comment::line(&format!("{link}; `None` sends null.")).outer();
        let ty = tokens(&field_type(file, field));
        return quote! {
            #docs
            pub fn #setter(mut self, #ident: impl Into<#ty>) -> Self { self.#ident = #ident.into(); self }
        };
    }
    let docs = Comment::line(&format!("{link}.")).outer();
    let (ty, value) = parameter(file, field);
    quote! {
        #docs
        pub fn #setter(mut self, #ident: #ty) -> Self { self.#ident = Some(#value); self }
    }
}

/// How a struct is read and written: one line for each member.
fn model(file: &mut File<'_, '_>, name: &Ident, shape: &Struct<'_>) {
    let [model, object, writer, error] =
        ["Model", "Object", "ObjectWriter", "DecodeError"].map(|name| tokens(&file.runtime(name)));
    let reads = shape.fields.iter().map(|field| {
        let (ident, member, method) = (&field.ident, field.name, method(field.presence));
        quote!(#ident: object.#method(#member)?)
    });
    let writes = shape.fields.iter().map(|field| {
        let (ident, member, method) = (&field.ident, field.name, method(field.presence));
        quote!(object.#method(#member, &self.#ident);)
    });
    let (read_rest, write_rest) = match &shape.rest {
        Some((ident, _)) => (
            quote!(#ident: object.rest()?,),
            quote!(object.rest(&self.#ident);),
        ),
        None => (quote!(), quote!()),
    };
    let unused = shape.fields.is_empty() && shape.rest.is_none();
    let argument = if unused { quote!(_) } else { quote!(object) };
    file.item(quote! {
        impl #model for #name {
            fn read(#argument: &mut #object<'_>) -> Result<Self, #error> { Ok(Self { #(#reads,)* #read_rest }) }
            fn write(&self, #argument: &mut #writer<'_>) { #(#writes)* #write_rest }
        }
    });
}

/// The method of the runtime that reads and writes a member of this presence.
fn method(presence: Presence) -> TokenStream {
    match presence {
        Presence::Required => quote!(required),
        Presence::RequiredNullable => quote!(nullable),
        Presence::Optional => quote!(optional),
        Presence::OptionalNullable => quote!(field),
    }
}
