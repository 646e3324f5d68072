//! How types stand in XML.

use super::file::{File, tokens};
use super::layout::literal;
use super::structs;
use crate::api::{Xml, XmlPlace};
use crate::package::{EnumKind, Field, Item, Struct, TypeItem, XmlName, XmlRoot};
use proc_macro2::TokenStream;
use quote::quote;

/// Emits the code that reads and writes an item as XML.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>) {
    let kind = match &item.item {
        Item::Struct(shape) => return model(file, item, shape),
        Item::Enum(shape) => match shape.kind {
            EnumKind::Text => "Text".to_owned(),
            EnumKind::Integer => "Literal".to_owned(),
            EnumKind::Literal => "Any".to_owned(),
        },
        Item::Union(_) | Item::Tagged(_) => "Any".to_owned(),
        Item::Newtype(ty, boxed) => {
            let ty = file.ty(ty);
            let ty = if *boxed { format!("Box<{ty}>") } else { ty };
            let make = file.runtime("xml_like");
            file.text(format!("{make}!({} = {ty});\n", item.name.code()));
            return;
        }
        Item::Alias(_) | Item::Transparent(_) => return,
    };
    let make = file.runtime("xml_type");
    file.text(format!("{make}!({}, {kind});\n", item.name.code()));
}

fn model(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Struct<'_>) {
    let mut members: Vec<TokenStream> = Vec::new();
    for field in &shape.fields {
        members.push(member(file, field));
    }
    let [model, member] = ["XmlModel", "XmlMember"].map(|name| tokens(&file.runtime(name)));
    let name = &item.name;
    file.item(quote! {
        impl #model for #name {
            const MEMBERS: &'static [#member] = &[#(#members),*];
        }
    });
    let make = file.runtime("xml_model");
    file.text(format!("{make}!({});\n", name.code()));
}

fn member(file: &mut File<'_, '_>, field: &Field<'_>) -> TokenStream {
    let ty = tokens(&structs::field_type(file, field));
    let member = tokens(&file.runtime("XmlMember"));
    let own = field.name;
    let mut steps = quote!(#member::new::<#ty>(#own));
    let Some(xml) = field.xml else {
        return steps;
    };
    if is_named(xml) {
        let name = tokens(&name(file, said(xml, own)));
        steps = quote!(#steps.named(#name));
    }
    steps = match xml.place {
        XmlPlace::Element => steps,
        XmlPlace::Attribute => quote!(#steps.attribute()),
        XmlPlace::Text => quote!(#steps.text()),
        XmlPlace::CData => quote!(#steps.cdata()),
        XmlPlace::Inline => quote!(#steps.inline()),
    };
    if let Some(items) = xml.items.as_deref().filter(|items| is_named(items)) {
        let outer = xml.name.as_deref().unwrap_or(own);
        let name = tokens(&name(file, said(items, outer)));
        steps = quote!(#steps.items(#name));
    }
    if xml.wrapped {
        steps = quote!(#steps.wrapped());
    }
    steps
}

fn is_named(xml: &Xml) -> bool {
    xml.name.is_some() || xml.prefix.is_some() || xml.namespace.is_some()
}

/// Returns the name that the document gives, or `otherwise` where it gives no local name.
fn said<'x>(xml: &'x Xml, otherwise: &'x str) -> XmlName<'x> {
    XmlName {
        local: xml.name.as_deref().unwrap_or(otherwise),
        prefix: xml.prefix.as_deref(),
        namespace: xml.namespace.as_deref(),
    }
}

/// Returns the expression for a name.
pub(super) fn name(file: &mut File<'_, '_>, name: XmlName<'_>) -> String {
    let ty = file.runtime("XmlName");
    let mut written = format!("{ty}::new({})", literal(name.local));
    if let Some(prefix) = name.prefix {
        written.push_str(&format!(".prefix({})", literal(prefix)));
    }
    if let Some(namespace) = name.namespace {
        written.push_str(&format!(".namespace({})", literal(namespace)));
    }
    written
}

/// The step of a body that adds a part in XML.
pub(super) fn part(file: &mut File<'_, '_>, part: &str, root: &XmlRoot<'_>, value: &str) -> String {
    let element = name(file, root.name);
    let item = name(file, root.item.unwrap_or(root.name));
    format!(".xml({}, {element}, {item}, &{value})", literal(part))
}

/// The step of a call that passes a body in XML.
pub(super) fn passing(
    file: &mut File<'_, '_>,
    media_type: &str,
    root: &XmlRoot<'_>,
    value: &str,
) -> String {
    let element = name(file, root.name);
    let media_type = literal(media_type);
    match root.item {
        Some(item) => {
            let item = name(file, item);
            format!(".xml_list({media_type}, {element}, {item}, {value})")
        }
        None => format!(".xml({media_type}, {element}, {value})"),
    }
}
