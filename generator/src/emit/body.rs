//! The body of a call: the type of its argument, and the step that passes it.

use super::file::File;
use super::layout::literal;
use super::{spelling, style, xml};
use crate::api::ParameterEncoding;
use crate::package::{
    Body, FieldPart, FormStyle, Ident, ItemPart, ItemPartKind, ItemParts, Media, PartKind,
    QueryString,
};

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
    value: &str,
) -> String {
    let media_type = media.media_type;
    let written = literal(media_type);
    match &media.body {
        Body::Json if media_type == "application/json" => format!(".json({value})"),
        Body::Json => format!(".json_as({written}, {value})"),
        Body::Xml(root) => xml::passing(file, media_type, root, value),
        Body::Lines => format!(".json_lines({written}, {value})"),
        Body::Text => format!(".text({written}, {value})"),
        Body::Scalar => format!(".scalar({written}, {value})"),
        Body::Bytes => format!(".body({written}, {value})"),
        Body::ByHand => format!(".multipart({value})"),
        Body::Items(items) => {
            let start = multipart(file, media_type);
            let parts = item_parts(file, start, &ident.code(), items);
            format!(".multipart({parts})")
        }
        Body::ItemMembers => {
            let start = multipart(file, media_type);
            format!(".multipart({start}.members_of_each({value}))")
        }
        Body::Form(styles) => {
            let styles = form_styles(file, styles);
            match media_type {
                "application/x-www-form-urlencoded" => format!(".form({value}, {styles})"),
                _ => format!(".form_as({written}, {value}, {styles})"),
            }
        }
        Body::Members => {
            let start = multipart(file, media_type);
            format!(".multipart({start}.members({value}))")
        }
        Body::Parts(parts) => format!(
            ".multipart({})",
            named_parts(file, media_type, parts, ident)
        ),
    }
}

/// A body of parts made of the fields of a struct.
fn named_parts(
    file: &mut File<'_, '_>,
    media_type: &str,
    parts: &[FieldPart<'_>],
    ident: &Ident,
) -> String {
    let mut made = multipart(file, media_type);
    for part in parts {
        let name = literal(part.name);
        for (header, value) in &part.headers {
            let (header, value) = (literal(header), literal(value));
            made.push_str(&format!(".part_header({name}, {header}, {value})"));
        }
    }
    for part in parts {
        made.push_str(&step(file, part, ident));
    }
    made
}

/// The step of the chain that passes a whole query.
pub(super) fn query_string(
    file: &mut File<'_, '_>,
    name: &str,
    query: &QueryString<'_>,
    value: &str,
) -> String {
    let name = literal(name);
    match query {
        QueryString::Json => format!(".query_string_json({name}, {value})"),
        QueryString::Text => format!(".query_string_text({name}, {value})"),
        QueryString::Form(styles) => {
            let styles = form_styles(file, styles);
            format!(".query_string_form({name}, {value}, {styles})")
        }
    }
}

/// The properties of a form that are written in a style of their own, as an expression.
fn form_styles(file: &mut File<'_, '_>, styles: &[(&str, FormStyle<'_>)]) -> String {
    let mut items: Vec<String> = Vec::new();
    for (name, style) in styles {
        let style = form_style(file, style);
        items.push(format!("({}, {style})", literal(name)));
    }
    format!("&[{}]", items.join(", "))
}

fn form_style(file: &mut File<'_, '_>, planned: &FormStyle<'_>) -> String {
    let form_style = file.runtime("FormStyle");
    match planned {
        FormStyle::Style(ParameterEncoding::Style(encoding)) => {
            let style = style::style(encoding, false, &file.runtime("Style"));
            format!("{form_style}::Style({style})")
        }
        FormStyle::Style(_) | FormStyle::Json => format!("{form_style}::Json"),
    }
}

/// An empty body of several parts.
fn multipart(file: &mut File<'_, '_>, media_type: &str) -> String {
    let ty = file.runtime("Multipart");
    match media_type {
        "multipart/form-data" => format!("{ty}::form_data()"),
        "multipart/mixed" => format!("{ty}::mixed()"),
        other => format!("{ty}::of({})", literal(other)),
    }
}

/// A body of parts made of the items of a list.
fn item_parts(file: &mut File<'_, '_>, start: String, list: &str, items: &ItemParts<'_>) -> String {
    let part = file.runtime("Part");
    let mut parts = start;
    for (index, item) in items.first.iter().enumerate() {
        let place = match items.others {
            Some(_) => format!("{list}.first.{index}"),
            None => format!("{list}.{index}"),
        };
        let made = item_part(file, &place, &format!("&{place}"), item);
        parts.push_str(&format!(".unnamed({made})"));
    }
    let Some(item) = &items.others else {
        return parts;
    };
    let others = match items.first.as_slice() {
        [] => list.to_owned(),
        _ => format!("{list}.rest"),
    };
    let made = match (&item.kind, item.headers.as_slice()) {
        (ItemPartKind::Value(_), []) => format!("{part}::value"),
        (ItemPartKind::Json(_), []) => format!("{part}::json"),
        _ => format!("|item| {}", item_part(file, "item", "item", item)),
    };
    format!("{parts}.unnamed_all({others}.iter().map({made}))")
}

/// A part made of an item, which is at a place, and borrowed.
fn item_part(file: &mut File<'_, '_>, place: &str, borrowed: &str, item: &ItemPart<'_>) -> String {
    let part = file.runtime("Part");
    let mut made = match &item.kind {
        ItemPartKind::Value(_) => format!("{part}::value({borrowed})"),
        ItemPartKind::Json(_) => format!("{part}::json({borrowed})"),
        ItemPartKind::File(media_type) => {
            format!("{part}::file({borrowed}, {})", literal(media_type))
        }
        ItemPartKind::Parts(media_type, items) => {
            let start = multipart(file, media_type);
            let parts = item_parts(file, start, place, items);
            format!("{part}::multipart({parts})")
        }
    };
    let method = match item.kind {
        ItemPartKind::File(_) => "header_if_absent",
        _ => "header",
    };
    for (name, value) in &item.headers {
        made.push_str(&format!(".{method}({}, {})", literal(name), literal(value)));
    }
    made
}

/// The step that adds a part.
fn step(file: &mut File<'_, '_>, part: &FieldPart<'_>, body: &Ident) -> String {
    let name = literal(part.name);
    let option = if part.is_tristate { ".as_option()" } else { "" };
    let value = format!("{}.{}{option}", body.code(), part.ident.code());
    match part.kind {
        PartKind::Value => format!(".value({name}, &{value})"),
        PartKind::Json => format!(".json({name}, &{value})"),
        PartKind::Xml(root) => xml::part(file, part.name, &root, &value),
        PartKind::List(encoding) => {
            let style = style::style(encoding, false, &file.runtime("Style"));
            format!(".list({name}, &{value}, {style})")
        }
        PartKind::File => format!(".file({name}, &{value})"),
        PartKind::Files => format!(".files({name}, &{value})"),
        PartKind::OptionalFiles => format!(".files({name}, {value}.iter().flatten())"),
        PartKind::Rest => format!(".members(&{value})"),
    }
}
