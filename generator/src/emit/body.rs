//! The body of a call: the type of its argument, and the step that passes it.

use super::file::{File, tokens};
use super::{spelling, style, xml};
use crate::api::ParameterEncoding;
use crate::package::{
    Body, FieldPart, FormStyle, Ident, ItemPart, ItemPartKind, ItemParts, Media, PartKind,
    QueryString,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The type of the argument, where its content does not say it.
pub(super) fn argument_type(file: &mut File<'_, '_>, media: &Media<'_>) -> Option<String> {
    match &media.body {
        Body::Bytes => Some(format!("impl Into<{}>", file.runtime("Body"))),
        Body::ByHand => Some(file.runtime("Multipart")),
        Body::Items(items) => Some(match (items.first.as_slice(), &items.others) {
            ([], Some(item)) => format!("&[{}]", spelling::item_part(file.package, item, file)),
            _ => format!("&{}", spelling::item_parts(file.package, items, file)),
        }),
        _ => None,
    }
}

/// The step of the chain that passes a body.
pub(super) fn passing(
    file: &mut File<'_, '_>,
    media: &Media<'_>,
    ident: &Ident,
    value: &TokenStream,
) -> TokenStream {
    let media_type = media.media_type;
    match &media.body {
        Body::Json if media_type == "application/json" => quote!(.json(#value)),
        Body::Json => quote!(.json_as(#media_type, #value)),
        Body::Xml(root) => xml::passing(file, media_type, root, value),
        Body::Lines => quote!(.json_lines(#media_type, #value)),
        Body::Text => quote!(.text(#media_type, #value)),
        Body::Scalar => quote!(.scalar(#media_type, #value)),
        Body::Bytes => quote!(.body(#media_type, #value)),
        Body::ByHand => quote!(.multipart(#value)),
        Body::Items(items) => {
            let start = multipart(file, media_type);
            let parts = item_parts(file, start, &quote!(#ident), items);
            quote!(.multipart(#parts))
        }
        Body::ItemMembers => {
            let start = multipart(file, media_type);
            quote!(.multipart(#start.members_of_each(#value)))
        }
        Body::Form(styles) => {
            let styles = form_styles(file, styles);
            quote!(.form(#value, #styles))
        }
        Body::Members => {
            let start = multipart(file, media_type);
            quote!(.multipart(#start.members(#value)))
        }
        Body::Parts(parts) => {
            let start = multipart(file, media_type);
            let headers = parts.iter().flat_map(|part| {
                let name = part.name;
                part.headers
                    .iter()
                    .map(move |(header, value)| quote!(.part_header(#name, #header, #value)))
            });
            let mut steps = Vec::new();
            for part in parts {
                steps.push(step(file, part, ident));
            }
            quote!(.multipart(#start #(#headers)* #(#steps)*))
        }
    }
}

/// The step of the chain that passes a whole query.
pub(super) fn query_string(
    file: &mut File<'_, '_>,
    name: &str,
    query: &QueryString<'_>,
    value: &TokenStream,
) -> TokenStream {
    match query {
        QueryString::Json => quote!(.query_string_json(#name, #value)),
        QueryString::Text => quote!(.query_string_text(#name, #value)),
        QueryString::Form(styles) => {
            let styles = form_styles(file, styles);
            quote!(.query_string_form(#name, #value, #styles))
        }
    }
}

/// The properties of a form that are written in a style of their own, as an expression.
fn form_styles(file: &mut File<'_, '_>, styles: &[(&str, FormStyle<'_>)]) -> TokenStream {
    let mut items: Vec<TokenStream> = Vec::new();
    for (name, style) in styles {
        let style = form_style(file, style);
        items.push(quote!((#name, #style)));
    }
    quote!(&[#(#items),*])
}

fn form_style(file: &mut File<'_, '_>, planned: &FormStyle<'_>) -> TokenStream {
    let form_style = tokens(&file.runtime("FormStyle"));
    match planned {
        FormStyle::Style(ParameterEncoding::Style(encoding)) => {
            let style = tokens(&style::style(encoding, false, &file.runtime("Style")));
            quote!(#form_style::Style(#style))
        }
        FormStyle::Style(_) | FormStyle::Json => {
            quote!(#form_style::Json)
        }
    }
}

/// An empty body of several parts.
fn multipart(file: &mut File<'_, '_>, media_type: &str) -> TokenStream {
    let ty = tokens(&file.runtime("Multipart"));
    match media_type {
        "multipart/form-data" => quote!(#ty::form_data()),
        "multipart/mixed" => quote!(#ty::mixed()),
        other => quote!(#ty::of(#other)),
    }
}

/// A body of parts made of the items of a list.
fn item_parts(
    file: &mut File<'_, '_>,
    start: TokenStream,
    list: &TokenStream,
    items: &ItemParts<'_>,
) -> TokenStream {
    let part = tokens(&file.runtime("Part"));
    let mut parts = start;
    for (index, item) in items.first.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index);
        let place = match items.others {
            Some(_) => quote!(#list.first.#index),
            None => quote!(#list.#index),
        };
        let made = item_part(file, &place, &quote!(&#place), item);
        parts = quote!(#parts.unnamed(#made));
    }
    let Some(item) = &items.others else {
        return parts;
    };
    let others = match items.first.as_slice() {
        [] => list.clone(),
        _ => quote!(#list.rest),
    };
    let made = match (&item.kind, item.headers.as_slice()) {
        (ItemPartKind::Value(_), []) => quote!(#part::value),
        (ItemPartKind::Json(_), []) => quote!(#part::json),
        _ => {
            let made = item_part(file, &quote!(item), &quote!(item), item);
            quote!(|item| #made)
        }
    };
    quote!(#parts.unnamed_all(#others.iter().map(#made)))
}

/// A part made of an item, which is at a place, and borrowed.
fn item_part(
    file: &mut File<'_, '_>,
    place: &TokenStream,
    borrowed: &TokenStream,
    item: &ItemPart<'_>,
) -> TokenStream {
    let part = tokens(&file.runtime("Part"));
    let made = match &item.kind {
        ItemPartKind::Value(_) => quote!(#part::value(#borrowed)),
        ItemPartKind::Json(_) => quote!(#part::json(#borrowed)),
        ItemPartKind::File(media_type) => quote!(#part::file(#borrowed, #media_type)),
        ItemPartKind::Parts(media_type, items) => {
            let start = multipart(file, media_type);
            let parts = item_parts(file, start, place, items);
            quote!(#part::multipart(#parts))
        }
    };
    let is_file = matches!(item.kind, ItemPartKind::File(_));
    let headers = item.headers.iter().map(|(name, value)| match is_file {
        true => quote!(.header_if_absent(#name, #value)),
        false => quote!(.header(#name, #value)),
    });
    quote!(#made #(#headers)*)
}

/// The step that adds a part.
fn step(file: &mut File<'_, '_>, part: &FieldPart<'_>, body: &Ident) -> TokenStream {
    let (name, field) = (part.name, &part.ident);
    let value = match part.is_tristate {
        true => quote!(#body.#field.as_option()),
        false => quote!(#body.#field),
    };
    match part.kind {
        PartKind::Value => quote!(.value(#name, &#value)),
        PartKind::Json => quote!(.json(#name, &#value)),
        PartKind::Xml(root) => xml::part(file, name, &root, &value),
        PartKind::List(encoding) => {
            let style = tokens(&style::style(encoding, false, &file.runtime("Style")));
            quote!(.list(#name, &#value, #style))
        }
        PartKind::File => quote!(.file(#name, &#value)),
        PartKind::Files => quote!(.files(#name, &#value)),
        PartKind::OptionalFiles => quote!(.files(#name, #value.iter().flatten())),
        PartKind::Rest => quote!(.members(&#value)),
    }
}
