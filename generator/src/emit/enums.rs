//! Open enums of texts, and unions of types.

use super::docs::Comment;
use super::file::{File, tokens};
use super::markdown;
use crate::api::Type;
use crate::package::{Enum, Form, Ident, JsonKind, TypeItem, Union, UnionVariant};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits an open enum of texts.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Enum<'_>) {
    let docs = Comment::of(
        item.docs,
        &format!("The schema {}.", markdown::code(item.name.as_str())),
    )
    .outer();
    let (name, unknown) = (&item.name, &shape.unknown);
    let variants = shape.variants.iter().map(|variant| {
        let docs = Comment::of(variant.docs, &format!("{}.", markdown::code(variant.text))).outer();
        let ident = &variant.ident;
        quote!(#docs #ident)
    });
    let unknown_docs = Comment::line("A value that this client does not know.").outer();
    file.item(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* #unknown_docs #unknown(String) }
    });
    let trait_name = tokens(&file.runtime("TextEnum"));
    let reads = shape.variants.iter().map(|variant| {
        let (ident, text) = (&variant.ident, variant.text);
        quote!(#text => Self::#ident)
    });
    let writes = shape.variants.iter().map(|variant| {
        let (ident, text) = (&variant.ident, variant.text);
        quote!(Self::#ident => #text)
    });
    file.item(quote! {
        impl #trait_name for #name {
            fn from_text(text: &str) -> Self {
                match text { #(#reads,)* _ => Self::#unknown(text.to_owned()) }
            }
            fn as_str(&self) -> &str {
                match self { #(#writes,)* Self::#unknown(text) => text }
            }
        }
    });
    let make = file.runtime("text_enum");
    file.text(format!("{make}!({});\n", name.code()));
}

/// Emits a union.
pub(super) fn emit_union(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Union<'_>) {
    let docs = Comment::of(
        item.docs,
        &format!("The schema {}.", markdown::code(item.name.as_str())),
    )
    .outer();
    let (name, unknown) = (&item.name, &shape.unknown);
    let mut variants: Vec<TokenStream> = Vec::new();
    for variant in &shape.variants {
        let ty = file.ty(variant.ty);
        let docs = Comment::of(variant.docs, &format!("{}.", markdown::code(&ty))).outer();
        let ty = tokens(&if variant.boxed {
            format!("Box<{ty}>")
        } else {
            ty
        });
        let ident = &variant.ident;
        variants.push(quote!(#docs #ident(#ty)));
    }
    let value = tokens(&file.ty(&Type::Any));
    let unknown_docs = Comment::line("A value of none of the known forms.").outer();
    file.item(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* #unknown_docs #unknown(#value) }
    });
    union_model(file, name, shape);
    let make = file.runtime("union");
    file.text(format!("{make}!({});\n", name.code()));
}

fn union_model(file: &mut File<'_, '_>, name: &Ident, shape: &Union<'_>) {
    let [union, node, writer, error] =
        ["Union", "Node", "Writer", "DecodeError"].map(|name| tokens(&file.runtime(name)));
    let encode = tokens(&file.runtime("Encode"));
    let unknown = &shape.unknown;
    let choose = choice(file, shape);
    let writes = shape.variants.iter().map(|variant| {
        let ident = &variant.ident;
        quote!(Self::#ident(value) => #encode::encode(value, writer))
    });
    file.item(quote! {
        impl #union for #name {
            fn read(node: #node<'_>) -> Result<Self, #error> { #choose }
            fn write(&self, writer: #writer<'_>) {
                match self { #(#writes,)* Self::#unknown(value) => #encode::encode(value, writer) }
            }
        }
    });
}

/// The expression that chooses the variant: by discriminator where every variant has a value of it, else by
/// what the values look like.
fn choice(file: &mut File<'_, '_>, shape: &Union<'_>) -> TokenStream {
    let unknown = &shape.unknown;
    let all_tagged = shape
        .variants
        .iter()
        .all(|variant| !variant.tags.is_empty());
    if let Some(property) = shape.discriminator.filter(|_| all_tagged) {
        let arms = shape.variants.iter().map(|variant| {
            let (ident, tags) = (&variant.ident, &variant.tags);
            quote!(Some(#(#tags)|*) => Ok(Self::#ident(node.decode()?)))
        });
        return quote! {
            match node.member_text(#property) { #(#arms,)* _ => Ok(Self::#unknown(node.to_json())) }
        };
    }
    let form_type = tokens(&file.runtime("Form"));
    let forms = shape
        .variants
        .iter()
        .map(|variant| form(&form_type, variant));
    let arms = shape.variants.iter().enumerate().map(|(index, variant)| {
        let (ident, index) = (
            &variant.ident,
            proc_macro2::Literal::usize_unsuffixed(index),
        );
        quote!(Some(#index) => Ok(Self::#ident(node.decode()?)))
    });
    quote! {
        match node.choose(&[#(#forms),*]) { #(#arms,)* _ => Ok(Self::#unknown(node.to_json())) }
    }
}

fn form(form: &TokenStream, variant: &UnionVariant<'_>) -> TokenStream {
    let Form {
        kind,
        required,
        known,
        constants,
    } = &variant.form;
    match kind {
        JsonKind::Any => quote!(#form::ANY),
        JsonKind::Null => quote!(#form::NULL),
        JsonKind::Boolean => quote!(#form::BOOLEAN),
        JsonKind::Integer => quote!(#form::INTEGER),
        JsonKind::Number => quote!(#form::NUMBER),
        JsonKind::String => quote!(#form::STRING),
        JsonKind::Array => quote!(#form::ARRAY),
        JsonKind::Object => {
            let required = (!required.is_empty()).then(|| quote!(.required(&[#(#required),*])));
            let known = (!known.is_empty()).then(|| quote!(.known(&[#(#known),*])));
            let constants = constants
                .iter()
                .map(|(name, values)| quote!(.constant(#name, &[#(#values),*])));
            quote!(#form::object() #required #known #(#constants)*)
        }
    }
}
