//! Enums of values, and unions of types.

use super::docs::Comment;
use super::file::{File, tokens};
use super::{attributes, layout, markdown};
use crate::api::Type;
use crate::package::{
    DefaultForm, Enum, EnumKind, Ident, JsonKind, Outline, Telling, TypeItem, Union,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// Emits an enum of values.
pub(super) fn emit(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Enum<'_>) {
    let docs = Comment::of(item.docs, "");
    let mut text = docs.text_outer("");
    let name = &item.name;
    text.push_str(&attributes::text(&item.attributes));
    text.push_str(&format!("pub enum {} {{\n", name.code()));
    let is_derived = item.default == Some(DefaultForm::Derived);
    for variant in &shape.variants {
        let value = match variant.value {
            Value::String(text) => markdown::code(text),
            other => markdown::code(&other.to_string()),
        };
        let docs = Comment::of(variant.docs, &format!("{value}.")).text_outer("    ");
        let default = if is_derived { "    #[default]\n" } else { "" };
        text.push_str(&format!("{docs}{default}    {},\n", variant.ident.code()));
    }
    if let Some(unknown) = &shape.unknown {
        let ty = match shape.kind {
            EnumKind::Integer => "i64".to_owned(),
            EnumKind::Text => "String".to_owned(),
            EnumKind::Literal => file.ty(&Type::Any),
        };
        text.push_str(&format!(
            "    /// A value that this client does not know.\n    {}({ty}),\n",
            unknown.code()
        ));
    }
    text.push_str("}\n");
    file.written(text);
    let make = match (shape.kind, &shape.unknown) {
        (EnumKind::Text, Some(unknown)) => {
            texts(file, name, shape, unknown);
            file.runtime("text_enum")
        }
        (EnumKind::Integer, Some(unknown)) => {
            integers(file, name, shape, unknown);
            file.runtime("integer_enum")
        }
        (EnumKind::Literal, _) | (_, None) => {
            literals(file, name, shape);
            file.runtime("literal_enum")
        }
    };
    // The macros look for the variant of other values by its usual name, where there is always one.
    let unknown = shape.unknown.as_ref().map(Ident::code);
    let is_said = |unknown: &String| shape.kind == EnumKind::Literal || unknown != "Unknown";
    let unknown = unknown.filter(is_said);
    let unknown = unknown.map_or_else(String::new, |unknown| format!(", {unknown}"));
    file.text(format!("{make}!({}{unknown});\n", name.code()));
}

/// Emits how an enum of texts is read and written.
fn texts(file: &mut File<'_, '_>, name: &Ident, shape: &Enum<'_>, unknown: &Ident) {
    let (name, unknown) = (name.code(), unknown.code());
    let (mut reads, mut writes, mut known) = (String::new(), String::new(), Vec::new());
    for variant in &shape.variants {
        let Some(text) = variant.value.as_str() else {
            continue;
        };
        let (ident, text) = (variant.ident.code(), layout::literal(text));
        let variant = format!("Self::{ident}");
        reads.push_str(&layout::arm("            ", &text, &variant));
        writes.push_str(&layout::arm("            ", &variant, &text));
        known.push(format!("Self::{ident}"));
    }
    let known = layout::list("    pub const VALUES: &'static [Self] = &[", &known, "];");
    file.written(format!(
        "impl {name} {{
    /// The values that this client knows.
{known}
    /// The text that the value is.
    pub fn as_str(&self) -> &str {{
        match self {{
{writes}            Self::{unknown}(text) => text,
        }}
    }}
}}
"
    ));
    let head = layout::implementation("From<&str>", &name);
    file.written(format!(
        "{head}    fn from(text: &str) -> Self {{
        match text {{
{reads}            _ => Self::{unknown}(text.to_owned()),
        }}
    }}
}}
"
    ));
}

/// Emits how an enum of whole numbers is read and written.
fn integers(file: &mut File<'_, '_>, name: &Ident, shape: &Enum<'_>, unknown: &Ident) {
    let values = || {
        let variants = shape.variants.iter();
        variants.filter_map(|variant| {
            let number = Literal::i64_unsuffixed(variant.value.as_i64()?);
            Some((&variant.ident, number))
        })
    };
    let reads = values().map(|(ident, number)| quote!(#number => Self::#ident));
    let writes = values().map(|(ident, number)| quote!(Self::#ident => #number));
    file.item(quote! {
        impl #name {
            /// The number that the value is.
            pub fn as_integer(&self) -> i64 {
                match self { #(#writes,)* Self::#unknown(number) => *number }
            }
        }
    });
    file.item(quote! {
        impl From<i64> for #name {
            fn from(number: i64) -> Self {
                match number { #(#reads,)* _ => Self::#unknown(number) }
            }
        }
    });
}

/// Emits the table of the values of an enum of JSON values.
fn literals(file: &mut File<'_, '_>, name: &Ident, shape: &Enum<'_>) {
    let trait_name = tokens(&file.runtime("LiteralEnum"));
    let values = shape.variants.iter().map(|variant| {
        let (ident, json) = (&variant.ident, variant.value.to_string());
        quote!((Self::#ident, #json))
    });
    file.item(quote! {
        impl #trait_name for #name {
            const VALUES: &'static [(Self, &'static str)] = &[#(#values),*];
        }
    });
}

/// Emits a union.
pub(super) fn emit_union(file: &mut File<'_, '_>, item: &TypeItem<'_>, shape: &Union<'_>) {
    let name = &item.name;
    let mut text = Comment::of(item.docs, "").text_outer("");
    text.push_str(&attributes::text(&item.attributes));
    text.push_str(&format!("pub enum {} {{\n", name.code()));
    for variant in &shape.variants {
        let ty = file.ty(variant.ty);
        let docs = Comment::of(variant.docs, "").text_outer("    ");
        let ty = match variant.boxed {
            true => format!("Box<{ty}>"),
            false => ty,
        };
        text.push_str(&format!("{docs}    {}({ty}),\n", variant.ident.code()));
    }
    if let Some(unknown) = &shape.unknown {
        let (ident, value) = (unknown.code(), file.ty(&Type::Any));
        let docs = "A value of none of the known forms.";
        text.push_str(&format!("    /// {docs}\n    {ident}({value}),\n"));
    }
    text.push_str("}\n");
    file.written(text);
    union_model(file, name, shape);
    let bridge = file.runtime("serde_bridge");
    file.text(format!("{bridge}!({});\n", name.code()));
}

fn union_model(file: &mut File<'_, '_>, name: &Ident, shape: &Union<'_>) {
    let [decode, node, error] =
        ["Decode", "Node", "DecodeError"].map(|name| tokens(&file.runtime(name)));
    let choose = choice(file, shape);
    file.item(quote! {
        impl #decode for #name {
            fn decode(node: #node<'_>) -> Result<Self, #error> { #choose }
        }
    });
    let [encode, writer] = ["Encode", "Writer"].map(|name| file.runtime(name));
    let writes = shape.variants.iter().map(|variant| {
        let told = |method: &str, property: &str, tag: &str| {
            let (property, tag) = (layout::literal(property), layout::literal(tag));
            format!("writer.{method}({property}, {tag}, value)")
        };
        let write = match (shape.tagged(), variant.tags.first(), variant.telling) {
            (Some(property), Some(tag), Telling::ByUnion) => told("tagged", property, tag),
            (Some(property), Some(tag), Telling::ByMember) => told("telling", property, tag),
            _ => format!("{encode}::encode(value, writer)"),
        };
        (&variant.ident, write)
    });
    let unknown = shape.unknown.iter();
    let unknown = unknown.map(|ident| (ident, format!("{encode}::encode(value, writer)")));
    let arms = writes.chain(unknown).map(|(ident, write)| {
        let pattern = format!("Self::{}(value)", ident.code());
        layout::arm("            ", &pattern, &write)
    });
    let head = layout::implementation(&encode, &name.code());
    let arms: String = arms.collect();
    file.written(format!(
        "{head}    fn encode(&self, writer: {writer}<'_>) {{\n        match self {{\n{arms}        }}\n    }}\n}}\n"
    ));
}

/// Returns the expression that chooses the variant: by the discriminator where every variant has a value of it, else by
/// the outlines of the values.
fn choice(file: &mut File<'_, '_>, shape: &Union<'_>) -> TokenStream {
    let fallback = shape
        .fallback
        .and_then(|place| Some(&shape.variants.get(place)?.ident));
    let other = match (&shape.unknown, fallback) {
        (None, Some(ident)) => quote!(node.decode_as(Self::#ident)),
        (Some(unknown), Some(ident)) => quote!(node.decode_or_keep(Self::#ident, Self::#unknown)),
        (Some(unknown), None) => quote!(Ok(Self::#unknown(node.to_json()))),
        (None, None) => {
            let expected = shape
                .variants
                .iter()
                .map(|variant| variant.outline.kind.words());
            let expected = expected.collect::<Vec<_>>().join(" or ");
            quote!(Err(node.unlike(#expected)))
        }
    };
    if let Some(property) = shape.tagged() {
        let tagged = shape
            .variants
            .iter()
            .filter(|variant| !variant.tags.is_empty());
        let arms = tagged.map(|variant| {
            let (ident, tags) = (&variant.ident, &variant.tags);
            let read = match (fallback, &shape.unknown) {
                // If the value does not decode as this subtype, the base type is tried.
                (Some(base), None) if base != ident => {
                    quote!(decode_either(Self::#ident, Self::#base))
                }
                _ => quote!(decode_as(Self::#ident)),
            };
            quote!(Some(#(#tags)|*) => node.#read)
        });
        let tag = match shape.tag.is_literal {
            true => quote!(node.member_literal(#property).as_deref()),
            false => quote!(node.member_text(#property)),
        };
        if !shape.tag.may_lack {
            return quote! {
                match #tag { #(#arms,)* _ => #other }
            };
        }
        let arms: Vec<TokenStream> = arms.collect();
        let untold = by_outline(file, shape, &quote!(choose_only), &other);
        return quote! {
            match #tag { #(#arms,)* Some(_) => #other, None => #untold }
        };
    }
    by_outline(file, shape, &quote!(choose), &other)
}

/// Returns the expression that chooses the variant by the outlines of the values, with a method of the node.
fn by_outline(
    file: &mut File<'_, '_>,
    shape: &Union<'_>,
    method: &TokenStream,
    other: &TokenStream,
) -> TokenStream {
    let outline_type = tokens(&file.runtime("Outline"));
    let outlines = shape
        .variants
        .iter()
        .map(|variant| outline(&outline_type, &variant.outline));
    let arms = shape.variants.iter().enumerate().map(|(index, variant)| {
        let (ident, index) = (&variant.ident, Literal::usize_unsuffixed(index));
        let read = match &shape.unknown {
            // It only looked like that variant.
            Some(unknown) if !shape.is_certain() || shape.tag.may_lack => {
                quote!(decode_or_keep(Self::#ident, Self::#unknown))
            }
            _ => quote!(decode_as(Self::#ident)),
        };
        quote!(Some(#index) => node.#read)
    });
    quote! {
        match node.#method(&[#(#outlines),*]) { #(#arms,)* _ => #other }
    }
}

fn outline(path: &TokenStream, outline: &Outline<'_>) -> TokenStream {
    match outline.kind {
        JsonKind::Any => quote!(#path::ANY),
        JsonKind::Null => quote!(#path::NULL),
        JsonKind::Boolean => quote!(#path::BOOLEAN),
        JsonKind::Integer => quote!(#path::INTEGER),
        JsonKind::Number => quote!(#path::NUMBER),
        JsonKind::String => quote!(#path::STRING),
        JsonKind::Array => match outline.any_of.first() {
            Some(item) => {
                let item = self::outline(path, item);
                quote!(#path::array(const { &#item }))
            }
            None => quote!(#path::ARRAY),
        },
        JsonKind::Object => object_outline(path, outline),
        JsonKind::Tuple | JsonKind::OpenTuple | JsonKind::Union => {
            let outlines = outline.any_of.iter().map(|one| self::outline(path, one));
            let make = match outline.kind {
                JsonKind::Tuple => quote!(tuple),
                JsonKind::OpenTuple => quote!(open_tuple),
                _ => quote!(any_of),
            };
            quote!(#path::#make(const { &[#(#outlines),*] }))
        }
    }
}

fn object_outline(path: &TokenStream, outline: &Outline<'_>) -> TokenStream {
    let Outline {
        required,
        known,
        nullable,
        ..
    } = outline;
    let required = (!required.is_empty()).then(|| quote!(.required(&[#(#required),*])));
    let known = (!known.is_empty()).then(|| quote!(.known(&[#(#known),*])));
    let nullable = (!nullable.is_empty()).then(|| quote!(.nullable(&[#(#nullable),*])));
    let constants = outline.constants.iter();
    let texts: Vec<TokenStream> = constants
        .clone()
        .filter_map(|(name, value)| Some((name, value.as_str()?)))
        .map(|(name, text)| quote!((#name, #text)))
        .collect();
    let literals: Vec<TokenStream> = constants
        .filter(|(_, value)| !value.is_string())
        .map(|(name, value)| (name, value.to_string()))
        .map(|(name, json)| quote!((#name, #json)))
        .collect();
    let texts = (!texts.is_empty()).then(|| quote!(.texts(&[#(#texts),*])));
    let literals = (!literals.is_empty()).then(|| quote!(.literals(&[#(#literals),*])));
    let kinds = outline.kinds.iter().map(|(name, kind)| {
        let kind = self::outline(path, kind);
        quote!((#name, #kind))
    });
    let kinds = (!outline.kinds.is_empty()).then(|| quote!(.kinds(const { &[#(#kinds),*] })));
    quote!(#path::object() #required #known #nullable #texts #literals #kinds)
}
