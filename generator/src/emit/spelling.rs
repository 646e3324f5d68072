//! Types as Rust writes them.

use crate::api::{Integer, Number, Scalar, Text, Type};
use crate::package::{
    Argument, Body, Field, Ident, ItemPart, ItemPartKind, ItemParts, Package, Passing,
};

/// How names are reached from where a type is written.
pub(crate) trait Names {
    /// A name of another library.
    fn library(&mut self, path: &str, name: &str) -> String;

    /// A name of the runtime.
    fn runtime(&mut self, name: &str) -> String;

    /// A type of the document.
    fn definition(&mut self, name: &Ident) -> String;

    /// A type of the user's.
    fn custom(&mut self, path: &str) -> String;
}

/// Every name by its whole path.
struct Whole<'p, 'a>(&'p Package<'a>);

impl Names for Whole<'_, '_> {
    fn library(&mut self, path: &str, name: &str) -> String {
        format!("{path}::{name}")
    }

    fn runtime(&mut self, name: &str) -> String {
        format!("{}::{name}", self.0.target.results())
    }

    fn definition(&mut self, name: &Ident) -> String {
        format!("{}::types::{}", self.0.target.path(), name.code())
    }

    fn custom(&mut self, path: &str) -> String {
        custom_path(self.0, path)
    }
}

/// A type of the user's by its whole path, as another crate reaches it.
pub(crate) fn custom_path(package: &Package<'_>, path: &str) -> String {
    let own = package.target.path().split("::").next().unwrap_or_default();
    match path.strip_prefix("crate::") {
        Some(rest) => format!("{own}::{rest}"),
        None => path.to_owned(),
    }
}

/// A type by its whole path, as users reach it.
pub fn type_path(package: &Package<'_>, ty: &Type) -> String {
    spelled(package, ty, &mut Whole(package))
}

/// The type of a field's value, its names reached in a certain way.
pub(crate) fn value_of(package: &Package<'_>, field: &Field<'_>, names: &mut impl Names) -> String {
    match (field.is_file, field.is_list()) {
        (false, _) => spelled(package, field.ty, names),
        (true, false) => names.runtime("FilePart"),
        (true, true) => format!("Vec<{}>", names.runtime("FilePart")),
    }
}

/// The type of an argument's value by its whole path.
pub(super) fn argument_path(package: &Package<'_>, argument: &Argument<'_>) -> String {
    argument_of(package, argument, &mut Whole(package))
}

/// The type of an argument's value, its names reached in a certain way: that of a body may not be the schema's.
pub(crate) fn argument_of(
    package: &Package<'_>,
    argument: &Argument<'_>,
    names: &mut impl Names,
) -> String {
    let Passing::Body(media) = &argument.passing else {
        return spelled(package, argument.ty, names);
    };
    match &media.body {
        Body::Items(items) => item_parts(package, items, names),
        Body::ByHand => names.runtime("Multipart"),
        Body::Bytes => names.runtime("Body"),
        Body::Lines => format!("Vec<{}>", spelled(package, argument.ty, names)),
        _ => spelled(package, argument.ty, names),
    }
}

/// The type of a list whose items are parts, its names reached in a certain way.
pub(super) fn item_parts(
    package: &Package<'_>,
    items: &ItemParts<'_>,
    names: &mut impl Names,
) -> String {
    let first = items.first.iter();
    let first: Vec<String> = first.map(|item| item_part(package, item, names)).collect();
    let others = items.others.as_ref();
    match (
        first.as_slice(),
        others.map(|item| item_part(package, item, names)),
    ) {
        ([], Some(item)) => format!("Vec<{item}>"),
        (first, None) => tuple(first),
        (first, Some(rest)) => format!("{}<{}, {rest}>", names.runtime("OpenTuple"), tuple(first)),
    }
}

/// The type of an item that becomes a part, its names reached in a certain way.
pub(super) fn item_part(
    package: &Package<'_>,
    item: &ItemPart<'_>,
    names: &mut impl Names,
) -> String {
    match &item.kind {
        ItemPartKind::Value(ty) | ItemPartKind::Json(ty) => spelled(package, ty, names),
        ItemPartKind::File(_) => names.runtime("FilePart"),
        ItemPartKind::Parts(_, items) => item_parts(package, items, names),
    }
}

/// A type, its names reached in a certain way.
pub(crate) fn spelled(package: &Package<'_>, ty: &Type, names: &mut impl Names) -> String {
    match package.resolve(ty) {
        Type::Any => names.library("serde_json", "Value"),
        Type::Null => "()".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(integer) => integer_name(*integer).to_owned(),
        Type::Number(Number::Double) => "f64".to_owned(),
        Type::Number(Number::Decimal) => names.runtime("Number"),
        Type::String(text) => text_type(*text, names),
        Type::Array(item) => format!("Vec<{}>", spelled(package, item, names)),
        Type::Delimited(item, delimiter) => {
            let item = spelled(package, item, names);
            format!("{}<{item}, {delimiter:?}>", names.runtime("Delimited"))
        }
        Type::Map(value) => {
            let value = spelled(package, value, names);
            let map = names.library("std::collections", "BTreeMap");
            format!("{map}<String, {value}>")
        }
        Type::Tuple(items) => tuple(&all_spelled(package, items, names)),
        Type::OpenTuple(items, rest) => {
            let first = tuple(&all_spelled(package, items, names));
            let rest = spelled(package, rest, names);
            format!("{}<{first}, {rest}>", names.runtime("OpenTuple"))
        }
        Type::Nullable(inner) => {
            let is_nullable = matches!(
                package.resolve(inner),
                Type::Any | Type::Null | Type::Nullable(_)
            );
            let inner = spelled(package, inner, names);
            match is_nullable {
                true => inner,
                false => format!("Option<{inner}>"),
            }
        }
        Type::Custom(custom) => names.custom(&custom.path),
        Type::Defined(id) => match package.item(*id) {
            Some(item) => names.definition(&item.name),
            None => names.library("serde_json", "Value"),
        },
    }
}

fn all_spelled(package: &Package<'_>, types: &[Type], names: &mut impl Names) -> Vec<String> {
    let types = types.iter();
    types.map(|ty| spelled(package, ty, names)).collect()
}

fn tuple(items: &[String]) -> String {
    let comma = if items.len() == 1 { "," } else { "" };
    format!("({}{comma})", items.join(", "))
}

fn text_type(text: Text, names: &mut impl Names) -> String {
    match text {
        Text::Plain => "String".to_owned(),
        Text::Secret => format!("{}<String>", names.runtime("Secret")),
        Text::Uuid => names.library("uuid", "Uuid"),
        Text::DateTime => names.runtime("DateTime"),
        Text::Date => names.runtime("Date"),
        Text::HttpDate => names.runtime("HttpDate"),
        Text::Duration => names.runtime("IsoDuration"),
        Text::Base64 => names.runtime("Base64"),
        Text::Base64Url => names.runtime("Base64Url"),
        Text::Scalar(scalar) => {
            let held = match scalar {
                Scalar::Boolean => "bool",
                Scalar::Integer(integer) => integer_name(integer),
                Scalar::Number => "f64",
            };
            format!("{}<{held}>", names.runtime("ScalarText"))
        }
    }
}

fn integer_name(integer: Integer) -> &'static str {
    match integer {
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U64 => "u64",
        Integer::I128 => "i128",
    }
}
