//! An argument of a call: its type, and how it is passed on.

use super::file::File;
use super::{body, layout, style};
use crate::api::{ParameterEncoding, Text, Type};
use crate::package::{Argument, Body, Passing};

/// The type of an argument: text and lists borrowed, small values by value, the rest by reference.
pub(super) fn ty(file: &mut File<'_, '_>, argument: &Argument<'_>) -> String {
    if let Passing::Body(media) = &argument.passing
        && let Some(ty) = body::argument_type(file, media)
    {
        return ty;
    }
    let ty = file.ty(argument.ty);
    match (file.package.resolve(argument.ty), &argument.passing) {
        (_, Passing::Body(media)) if matches!(media.body, Body::Lines) => format!("&[{ty}]"),
        (Type::String(Text::Plain), _) => "&str".to_owned(),
        (Type::Array(item), _) => format!("&[{}]", file.ty(item)),
        (_, _) if file.package.is_converted(argument.ty) => format!("impl Into<{ty}>"),
        (_, _) if file.package.is_passed_by_value(argument.ty) => ty,
        _ => format!("&{ty}"),
    }
}

/// The step of the chain that passes an argument by this expression.
pub(super) fn passing(file: &mut File<'_, '_>, argument: &Argument<'_>, value: &str) -> String {
    match &argument.passing {
        Passing::QueryString(name, query) => body::query_string(file, name, query, value),
        Passing::Body(media) => body::passing(file, media, &argument.ident, value),
        _ => parameter(file, argument, value),
    }
}

/// The step of the chain that passes the value of a parameter.
pub(super) fn parameter(file: &mut File<'_, '_>, argument: &Argument<'_>, value: &str) -> String {
    let (method, name, encoding) = match &argument.passing {
        Passing::Path(name, encoding) => ("path", name, encoding),
        Passing::Header(name, encoding) => ("header", name, encoding),
        Passing::Cookie(name, encoding) => ("cookie", name, encoding),
        Passing::Query(name, encoding) => ("query", name, encoding),
        Passing::QueryString(..) | Passing::Body(_) => return String::new(),
    };
    let name = layout::literal(name);
    match encoding {
        ParameterEncoding::Content(_) | ParameterEncoding::Form(_) | ParameterEncoding::Text => {
            format!(".{method}_json({name}, {value})")
        }
        ParameterEncoding::Style(encoding) => {
            let is_scalar = file.package.is_scalar(argument.ty);
            if style::is_usual(encoding, is_scalar) {
                return format!(".{method}({name}, {value})");
            }
            let style = style::style(encoding, is_scalar, &file.runtime("Style"));
            format!(".{method}_style({name}, {value}, {style})")
        }
    }
}

/// Returns the expression by which an argument is passed on.
pub(super) fn value(file: &mut File<'_, '_>, argument: &Argument<'_>) -> String {
    let ident = argument.ident.code();
    if file.package.is_converted(argument.ty) {
        let ty = file.ty(argument.ty);
        format!("&Into::<{ty}>::into({ident})")
    } else if file.package.is_passed_by_value(argument.ty) {
        format!("&{ident}")
    } else {
        ident
    }
}
