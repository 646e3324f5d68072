//! Unions with external tags, as enums.

use super::docs::Comment;
use super::file::{File, tokens};
use super::{attributes, markdown};
use crate::api::Type;
use crate::package::{Tagged, TypeItem};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the enum, and how it is read and written.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Tagged<'_>) {
    let docs = Comment::of(item.docs, "").outer();
    let (name, unknown) = (&item.name, &shape.unknown);
    let mut variants: Vec<TokenStream> = Vec::new();
    for variant in &shape.variants {
        let otherwise = match variant.ident.as_str() == variant.tag {
            true => String::new(),
            false => format!("{}.", markdown::code(variant.tag)),
        };
        let docs = Comment::of(variant.docs, &otherwise).outer();
        let ident = &variant.ident;
        let content = variant.ty.map(|ty| {
            let ty = file.ty(ty);
            let ty = tokens(&match variant.boxed {
                true => format!("Box<{ty}>"),
                false => ty,
            });
            quote!((#ty))
        });
        variants.push(quote!(#docs #ident #content));
    }
    let value = tokens(&file.ty(&Type::Any));
    let others = Comment::line("A value of none of the known forms.").outer();
    let attributes = attributes::outer(&item.attributes);
    file.item(quote! {
        #docs
        #attributes
        pub enum #name { #(#variants,)* #others #unknown(#value) }
    });
    model(file, item, shape);
    let bridge = file.runtime("serde_bridge");
    file.text(format!("{bridge}!({});\n", name.code()));
}

fn model(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Tagged<'_>) {
    let [decode, encode, node, writer, error] =
        ["Decode", "Encode", "Node", "Writer", "DecodeError"]
            .map(|name| tokens(&file.runtime(name)));
    let (name, unknown) = (&item.name, &shape.unknown);
    let reads = shape.variants.iter().map(|variant| {
        let (ident, tag) = (&variant.ident, variant.tag);
        match variant.ty {
            Some(_) => quote!(Some((#tag, Some(value))) => value.decode_within(#tag, Self::#ident)),
            None => quote!(Some((#tag, None)) => Ok(Self::#ident)),
        }
    });
    let writes = shape.variants.iter().map(|variant| {
        let (ident, tag) = (&variant.ident, variant.tag);
        match variant.ty {
            Some(_) => quote!(Self::#ident(value) => writer.object().required(#tag, value)),
            None => quote!(Self::#ident => writer.text(#tag)),
        }
    });
    file.item(quote! {
        impl #decode for #name {
            fn decode(node: #node<'_>) -> Result<Self, #error> {
                match node.external_tag() { #(#reads,)* _ => Ok(Self::#unknown(node.to_json())) }
            }
        }
    });
    file.item(quote! {
        impl #encode for #name {
            fn encode(&self, writer: #writer<'_>) {
                match self {
                    #(#writes,)*
                    Self::#unknown(value) => #encode::encode(value, writer),
                }
            }
        }
    });
}
