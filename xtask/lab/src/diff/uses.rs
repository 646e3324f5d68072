//! A program that uses everything of a client: what a user could have written against it.
//!
//! It is made of the client's text, not of what planning knows of it: it judges the comparison, and must not share its
//! mistakes.

use super::tokens::{arrow, headers, pieces, replaced, with_lifetimes, with_self};
use jackfield::FileSet;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use std::io;
use syn::{Attribute, Fields, FnArg, ImplItem, Item, ReturnType, Type, Visibility};

/// What macros of the runtime expand to that only the runtime's own code, and the private parts of a client, use.
const HIDDEN: &[&str] = &[
    "client_builder",
    "serde_bridge",
    "xml_model",
    "xml_type",
    "xml_like",
    "xml_custom",
    "custom",
];

/// The program, as the text of a library that depends on the crate `client`.
pub(super) fn program(files: &FileSet) -> io::Result<String> {
    let mut text = "#![allow(warnings)]\n".to_owned();
    for (number, (path, source)) in files.0.iter().enumerate() {
        let failed = |error: syn::Error| io::Error::other(format!("{path}: {error}"));
        let file = syn::parse_file(source).map_err(failed)?;
        let is_type = path.starts_with("types/") && path != "types/mod.rs";
        let module = match path.strip_suffix(".rs") {
            _ if is_type => "client::types".to_owned(),
            Some("lib") => "client".to_owned(),
            // Values for tests, behind a feature that is no group's: the judge compiles without it.
            Some("testing") => continue,
            Some(inner) => module(inner.trim_end_matches("/mod")),
            None => continue,
        };
        let above = if is_type || path == "types/mod.rs" {
            "client::types"
        } else {
            "client"
        };
        let place = Place {
            module: parsed(&module)?,
            above: parsed(above)?,
        };
        let mut uses = Uses {
            place,
            found: Vec::new(),
        };
        for item in &file.items {
            uses.item(item).map_err(failed)?;
        }
        let name = format_ident!("file_{number}");
        let (module, found) = (&uses.place.module, &uses.found);
        text.push_str(&format!("mod {name} {{\n{}\n", quote!(use #module::*;)));
        for one in found {
            text.push_str(&format!("{one}\n"));
        }
        text.push_str("}\n");
    }
    Ok(text)
}

/// The path of a module by that of its file, in which a keyword of Rust is a raw identifier.
fn module(file: &str) -> String {
    let segments = file
        .split('/')
        .map(|segment| match syn::parse_str::<syn::Ident>(segment) {
            Ok(_) => format!("::{segment}"),
            Err(_) => format!("::r#{segment}"),
        });
    format!("client{}", segments.collect::<String>())
}

/// Where the items of a file are for its users.
struct Place {
    module: TokenStream,
    /// What `super` is in it.
    above: TokenStream,
}

struct Uses {
    place: Place,
    found: Vec<TokenStream>,
}

impl Uses {
    fn item(&mut self, item: &Item) -> syn::Result<()> {
        match item {
            Item::Use(item) => self.import(item),
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Type(item) if is_public(&item.vis) => {
                let (name, ty) = (&item.ident, self.outside(&item.ty));
                self.function(quote!(), quote!(value: #name), quote!(let _: #ty = value;));
            }
            Item::Impl(item) => self.implementation(item),
            Item::Macro(item) => self.expansion(&item.mac)?,
            _ => {}
        }
        Ok(())
    }

    /// What the file imports is imported, and what it exports is used.
    fn import(&mut self, item: &syn::ItemUse) {
        let tree = self.outside(&item.tree);
        let text = tree.to_string();
        if !is_public(&item.vis) {
            self.found.push(quote!(use #tree;));
        } else if !text.contains("self") && !text.contains("jackfield_runtime") {
            // It is one type under both names, which users may take for each other.
            if let (syn::UseTree::Path(_), Some((path, name))) = (&item.tree, exported(&item.tree))
            {
                let (path, module) = (self.outside(&path), &self.place.module);
                let body = quote!(let _: #path = value;);
                self.function(quote!(), quote!(value: #module::#name), body);
            }
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let (name, generics) = (&item.ident, &item.generics);
        let (_, short, _) = generics.split_for_impl();
        self.derives(&item.attrs, quote!(#name #short), generics);
        self.function(quote!(#generics), quote!(value: #name #short), quote!());
        let mut given = Vec::new();
        for (index, field) in item.fields.iter().enumerate() {
            if !is_public(&field.vis) {
                continue;
            }
            let ty = self.outside(&field.ty);
            let member = match &field.ident {
                Some(ident) => ident.to_token_stream(),
                None => syn::Index::from(index).to_token_stream(),
            };
            let argument = format_ident!("argument_{index}");
            given.push((member.clone(), argument, ty.clone()));
            let body = quote!(let _: &#ty = &value.#member;);
            self.function(quote!(#generics), quote!(value: &#name #short), body);
        }
        if given.len() == item.fields.len() && !is_open(&item.attrs) {
            let arguments = given.iter().map(|(_, name, ty)| quote!(#name: #ty));
            let values = given.iter().map(|(member, name, _)| quote!(#member: #name));
            let body = quote!(let _ = #name { #(#values),* };);
            self.function(quote!(#generics), quote!(#(#arguments),*), body);
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let (name, generics) = (&item.ident, &item.generics);
        let (_, short, _) = generics.split_for_impl();
        self.derives(&item.attrs, quote!(#name #short), generics);
        let mut arms = Vec::new();
        for variant in &item.variants {
            let ident = &variant.ident;
            let types: Vec<_> = variant
                .fields
                .iter()
                .map(|one| self.outside(&one.ty))
                .collect();
            let names: Vec<_> = (0..types.len())
                .map(|at| format_ident!("value_{at}"))
                .collect();
            let members: Vec<_> = match &variant.fields {
                Fields::Named(fields) => fields
                    .named
                    .iter()
                    .map(|one| one.ident.to_token_stream())
                    .collect(),
                _ => (0..types.len())
                    .map(|at| syn::Index::from(at).to_token_stream())
                    .collect(),
            };
            arms.push(
                quote!(#name::#ident { #(#members: #names),* } => { #(let _: &#types = #names;)* }),
            );
            let body = quote!(let _ = #name::#ident { #(#members: #names),* };);
            self.function(quote!(#generics), quote!(#(#names: #types),*), body);
        }
        let rest = is_open(&item.attrs).then(|| quote!(_ => {}));
        let body = quote!(match value { #(#arms)* #rest });
        self.function(quote!(#generics), quote!(value: &#name #short), body);
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let (ty, generics) = (self.outside(&item.self_ty), &item.generics);
        if let Some((path, _)) = &item.trait_ {
            let path = with_self(self.outside(path), &ty);
            self.bound(quote!(#generics), &ty, path);
            return;
        }
        for one in &item.items {
            match one {
                ImplItem::Fn(one) if is_public(&one.vis) => self.method(&ty, generics, one),
                ImplItem::Const(one) if is_public(&one.vis) => {
                    let name = &one.ident;
                    let of = with_self(self.outside(&one.ty), &ty);
                    let body = quote!(let _: #of = <#ty>::#name;);
                    self.function(quote!(#generics), quote!(), body);
                }
                _ => {}
            }
        }
    }

    fn method(&mut self, ty: &TokenStream, of: &syn::Generics, one: &syn::ImplItemFn) {
        let name = &one.sig.ident;
        let mut generics = of.clone();
        generics.params.extend(one.sig.generics.params.clone());
        let (mut arguments, mut given, mut receiver) = (Vec::new(), Vec::new(), None);
        for (index, input) in one.sig.inputs.iter().enumerate() {
            match input {
                FnArg::Receiver(this) => {
                    // `&self` and `&mut self` are as they stand, `mut self` is `self` for those who call it.
                    let text = this.to_token_stream().to_string();
                    let by = text.starts_with('&').then(|| quote!(&));
                    let mutable = (by.is_some() && text.contains("mut")).then(|| quote!(mut));
                    arguments.push(quote!(this: #by #mutable #ty));
                    receiver = Some(quote!(this.));
                }
                FnArg::Typed(typed) => {
                    let argument = format_ident!("argument_{index}");
                    let kind = with_self(self.outside(&typed.ty), ty);
                    arguments.push(quote!(#argument: #kind));
                    given.push(argument);
                }
            }
        }
        let called = receiver.unwrap_or_else(|| quote!(<#ty>::));
        let output = match &one.sig.output {
            ReturnType::Type(_, output) if !matches!(**output, Type::ImplTrait(_)) => {
                let output = with_self(self.outside(output), ty);
                quote!(: #output)
            }
            _ => quote!(),
        };
        let body = quote!(let _ #output = #called #name(#(#given),*););
        self.function(quote!(#generics), quote!(#(#arguments),*), body);
    }

    /// What a macro of the runtime gives a type.
    fn expansion(&mut self, mac: &syn::Macro) -> syn::Result<()> {
        let name = last_segment(&mac.path);
        let tokens = self.outside(&mac.tokens);
        let pieces = pieces(tokens);
        let Some(first) = pieces.first().filter(|_| !HIDDEN.contains(&name.as_str())) else {
            return Ok(());
        };
        let runtime = quote!(client::runtime);
        let data = [
            quote!(::core::fmt::Debug),
            quote!(#runtime::serde::Serialize),
            quote!(#runtime::serde::de::DeserializeOwned),
        ];
        let text = [
            quote!(::core::fmt::Display),
            quote!(PartialEq),
            quote!(Eq),
            quote!(::core::hash::Hash),
        ];
        let traits = match name.as_str() {
            "model" | "literal_enum" | "newtype" => data.to_vec(),
            "integer_enum" => [&data[..], &[quote!(::core::fmt::Display)]].concat(),
            "text_enum" => [
                &data[..],
                &text,
                &[quote!(::core::str::FromStr), quote!(From<String>)],
            ]
            .concat(),
            "operation" => {
                let (call, output) = arrow(first);
                let error = pieces.get(1).cloned().unwrap_or_default();
                let (call, headers) = headers(call);
                let of = quote!(Output = #output, Error = #error, Headers = #headers);
                self.bound(quote!(), &call, quote!(#runtime::Operation<#of>));
                let body = quote!(async move {
                    let _: ::core::result::Result<#output, #runtime::CallError<#error>> = value.await;
                };);
                self.function(quote!(), quote!(value: #call), body);
                return Ok(());
            }
            "paged" => {
                let (call, item) = arrow(first);
                self.bound(quote!(), &call, quote!(#runtime::Paged<Item = #item>));
                return Ok(());
            }
            _ => {
                let message = format!("nothing is known of what `{name}!` gives to users");
                return Err(syn::Error::new_spanned(&mac.path, message));
            }
        };
        for one in traits {
            self.bound(quote!(), first, one);
        }
        Ok(())
    }

    fn derives(&mut self, attributes: &[Attribute], ty: TokenStream, generics: &syn::Generics) {
        for attribute in attributes
            .iter()
            .filter(|one| one.path().is_ident("derive"))
        {
            let _ = attribute.parse_nested_meta(|meta| {
                let derived = &meta.path;
                let path = match last_segment(derived).as_str() {
                    "Debug" => quote!(::core::fmt::Debug),
                    "Hash" => quote!(::core::hash::Hash),
                    _ => quote!(#derived),
                };
                self.bound(quote!(#generics), &ty, path);
                Ok(())
            });
        }
    }

    fn bound(&mut self, generics: TokenStream, ty: &TokenStream, bound: TokenStream) {
        let bound = with_lifetimes(bound);
        let body = quote!(fn has<T: ?Sized + #bound>() {} has::<#ty>(););
        self.function(generics, quote!(), body);
    }

    fn function(&mut self, generics: TokenStream, arguments: TokenStream, body: TokenStream) {
        let name = format_ident!("use_{}", self.found.len());
        self.found
            .push(quote!(fn #name #generics(#arguments) { #body }));
    }

    /// Tokens of the file as its users write them.
    fn outside(&self, tokens: &impl ToTokens) -> TokenStream {
        let above = &self.place.above;
        replaced(tokens.to_token_stream(), &|name| match name {
            "crate" => Some(quote!(client)),
            "super" => Some(above.clone()),
            _ => None,
        })
    }
}

fn parsed(path: &str) -> io::Result<TokenStream> {
    path.parse()
        .map_err(|error| io::Error::other(format!("{path}: {error}")))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_open(attributes: &[Attribute]) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|one| one.path().is_ident("non_exhaustive"))
}

fn last_segment(path: &syn::Path) -> String {
    let last = path.segments.last();
    last.map(|segment| segment.ident.to_string())
        .unwrap_or_default()
}

/// The path of what is exported, and the name by which it is known.
fn exported(tree: &syn::UseTree) -> Option<(TokenStream, &syn::Ident)> {
    match tree {
        syn::UseTree::Path(path) => {
            let (rest, name) = exported(&path.tree)?;
            let first = &path.ident;
            Some((quote!(#first::#rest), name))
        }
        syn::UseTree::Name(name) => Some((name.to_token_stream(), &name.ident)),
        syn::UseTree::Rename(rename) => Some((rename.ident.to_token_stream(), &rename.rename)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{module, program};
    use jackfield::FileSet;

    #[test]
    fn modules_may_be_called_as_keywords_are() -> std::io::Result<()> {
        assert_eq!(module("pets/ref"), "client::pets::r#ref");
        let file = ("ref.rs".to_owned(), "pub struct Ref;".to_owned());
        let program = program(&FileSet::from_iter([file]))?;
        assert!(program.contains("use client :: r#ref :: *"), "{program}");
        syn::parse_file(&program).map_err(std::io::Error::other)?;
        Ok(())
    }
}
