//! Conversions of received values to values that are sent, for types that `readOnly` and `writeOnly` gave two forms.

use super::file::{File, tokens};
use super::structs;
use crate::api::{Presence, Type, TypeId};
use crate::package::{Conversion, Field, Ident, Item, Package, Struct, TypeItem, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits how a form for requests is made from each received form of the type: by `From`, or by a function that also
/// takes the fields which only requests have and require.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, id: TypeId) {
    let package = file.package;
    for (place, from) in item.made_of.iter().enumerate() {
        let Some(received) = package.item(*from) else {
            continue;
        };
        let is_made = package.conversions.contains(&(*from, id));
        let source = tokens(&file.ty(&Type::Defined(*from)));
        match (&received.item, &item.item) {
            (Item::Struct(from), Item::Struct(to)) => {
                let made = Made::of(package, from, to);
                let has_files = to.has_files();
                match is_made {
                    true => conversion(file, &item.name, &source, &made.body()),
                    // There is one function of this name.
                    false if place == 0 && !has_files => {
                        let given = item.given.iter();
                        let given = given.filter_map(|place| to.fields.get(*place)).collect();
                        giving(file, &item.name, &source, given, &made);
                    }
                    false => {}
                }
            }
            (Item::Union(from), Item::Union(to)) if is_made => {
                let body = union(package, (&source, from), to);
                conversion(file, &item.name, &source, &body);
            }
            (Item::Newtype(from, is_boxed), Item::Newtype(to, boxes)) if is_made => {
                if let Some(how) = package.conversion(from, to) {
                    let value = converted(quote!(received.0), &how, (*is_boxed, *boxes));
                    conversion(file, &item.name, &source, &quote!(Self(#value)));
                }
            }
            _ => {}
        }
    }
}

fn conversion(file: &mut File<'_, '_>, name: &Ident, source: &TokenStream, body: &TokenStream) {
    file.item(quote! {
        /// Takes what was received to be sent, without what is never sent.
        impl From<#source> for #name {
            fn from(received: #source) -> Self { #body }
        }
    });
}

fn giving(
    file: &mut File<'_, '_>,
    name: &Ident,
    source: &TokenStream,
    given: Vec<&Field<'_>>,
    made: &Made,
) {
    let mut arguments: Vec<TokenStream> = Vec::new();
    for field in given {
        let (ident, ty) = (&field.ident, tokens(&structs::field_type(file, field)));
        arguments.push(quote!(#ident: #ty));
    }
    let (body, received) = (made.body(), made.parameter());
    file.item(quote! {
        impl #name {
            /// Takes what was received to be sent, without what is never sent and with what is never received.
            pub fn from_received(#received: #source, #(#arguments),*) -> Self { #body }
        }
    });
}

/// A struct made from another: its fields, of which those without a value in the other are arguments.
struct Made {
    fields: Vec<TokenStream>,
}

impl Made {
    fn of(package: &Package<'_>, from: &Struct<'_>, to: &Struct<'_>) -> Self {
        let mut made = Self { fields: Vec::new() };
        for field in &to.fields {
            let ident = &field.ident;
            let value = match from.field(field.name) {
                Some(other) => field_of(package, other, field),
                None => absent(field),
            };
            made.fields.push(match value {
                Some(value) => quote!(#ident: #value),
                None => quote!(#ident),
            });
        }
        if let Some((ident, ty)) = &to.rest {
            let kept = from.rest.as_ref().and_then(|(other, kind)| {
                let how = match package.conversion(kind, ty)? {
                    Conversion::Same => Conversion::Same,
                    how => Conversion::Map(Box::new(how)),
                };
                Some(converted(quote!(received.#other), &how, (false, false)))
            });
            let kept = kept.unwrap_or_else(|| quote!(Default::default()));
            made.fields.push(quote!(#ident: #kept));
        }
        if let Some(ident) = &to.received {
            made.fields.push(match &from.received {
                Some(other) => {
                    let gone = from.fields.iter().map(|field| field.name);
                    let gone = gone.filter(|name| !to.fields.iter().any(|one| one.name == *name));
                    let gone: Vec<&str> = gone.collect();
                    match gone.is_empty() {
                        true => quote!(#ident: received.#other),
                        false => quote!(#ident: received.#other.without(&[#(#gone),*])),
                    }
                }
                None => quote!(#ident: Default::default()),
            });
        }
        made
    }

    /// Returns the name of the parameter for the received value. It begins with an underscore where nothing is taken
    /// from the value, because all of it is never sent.
    fn parameter(&self) -> TokenStream {
        let mut fields = self.fields.iter().map(ToString::to_string);
        match fields.any(|field| field.contains("received .")) {
            true => quote!(received),
            false => quote!(_received),
        }
    }

    fn body(&self) -> TokenStream {
        let fields = &self.fields;
        quote!(Self { #(#fields),* })
    }
}

/// Returns the value of a field that nothing was received for; `None` if the field is required.
fn absent(field: &Field<'_>) -> Option<TokenStream> {
    (!field.is_required()).then(|| quote!(Default::default()))
}

/// Returns the value of a field, made from that of another; `None` if there is no way to make it.
fn field_of(package: &Package<'_>, from: &Field<'_>, to: &Field<'_>) -> Option<TokenStream> {
    let other = &from.ident;
    let value = quote!(received.#other);
    let conversion = package.field_conversion(from, to)?;
    let boxes = (from.boxed, to.boxed);
    Some(match from.presence {
        _ if conversion == Conversion::Same && from.boxed == to.boxed => value,
        Presence::Required => converted(value, &conversion, boxes),
        _ => mapped(value, &conversion, boxes),
    })
}

/// Returns the expression that converts a value. `boxes` says whether the value is in a box, and whether the result is
/// to be in one.
fn converted(value: TokenStream, how: &Conversion, boxes: (bool, bool)) -> TokenStream {
    if *how == Conversion::Same && boxes.0 == boxes.1 {
        return value;
    }
    let value = match boxes.0 {
        true => quote!((*#value)),
        false => value,
    };
    let value = match how {
        Conversion::Same => value,
        Conversion::Into => quote!(#value.into()),
        Conversion::Option(inner) => mapped(value, inner, (false, false)),
        Conversion::List(inner) => {
            let each = function(inner, (false, false));
            quote!(#value.into_iter().map(#each).collect())
        }
        Conversion::Map(inner) => {
            let inner = converted(quote!(value), inner, (false, false));
            quote!(#value.into_iter().map(|(name, value)| (name, #inner)).collect())
        }
    };
    match boxes.1 {
        true => quote!(Box::new(#value)),
        false => value,
    }
}

fn mapped(value: TokenStream, how: &Conversion, boxes: (bool, bool)) -> TokenStream {
    let each = function(how, boxes);
    quote!(#value.map(#each))
}

/// Returns the function that converts a value.
fn function(how: &Conversion, boxes: (bool, bool)) -> TokenStream {
    match (how, boxes) {
        (Conversion::Into, (false, false)) => quote!(Into::into),
        _ => {
            let inner = converted(quote!(value), how, boxes);
            quote!(|value| #inner)
        }
    }
}

/// Returns the expression that makes a union from another, variant by variant.
fn union(
    package: &Package<'_>,
    (name, from): (&TokenStream, &Union<'_>),
    to: &Union<'_>,
) -> TokenStream {
    let mut arms: Vec<TokenStream> = Vec::new();
    for (from, to) in from.variants.iter().zip(&to.variants) {
        let (one, other) = (&from.ident, &to.ident);
        let how = package.conversion(from.ty, to.ty);
        let how = how.unwrap_or(Conversion::Same);
        let value = converted(quote!(value), &how, (from.boxed, to.boxed));
        arms.push(quote!(#name::#one(value) => Self::#other(#value)));
    }
    if let Some((one, other)) = from.unknown.as_ref().zip(to.unknown.as_ref()) {
        arms.push(quote!(#name::#one(value) => Self::#other(value)));
    }
    quote!(match received { #(#arms),* })
}
