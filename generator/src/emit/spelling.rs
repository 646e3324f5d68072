//! Types as Rust writes them.

use crate::api::{Integer, Number, Scalar, Text, Type};
use crate::package::{Field, Ident, Package};

/// How names are reached from where a type is written.
pub(super) trait Names {
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
        format!("{}::{name}", self.0.runtime_path)
    }

    fn definition(&mut self, name: &Ident) -> String {
        format!("{}::types::{}", self.0.path, name.code())
    }

    fn custom(&mut self, path: &str) -> String {
        // An example is another crate.
        let own = self.0.path.split("::").next().unwrap_or_default();
        match path.strip_prefix("crate::") {
            Some(rest) => format!("{own}::{rest}"),
            None => path.to_owned(),
        }
    }
}

/// A type by its whole path, as users reach it.
pub fn type_path(package: &Package<'_>, ty: &Type) -> String {
    spelled(package, ty, &mut Whole(package))
}

/// The type of a field's value by its whole path, whether it may be absent left out.
pub fn value_path(package: &Package<'_>, field: &Field<'_>) -> String {
    value_of(package, field, &mut Whole(package))
}

/// The type of a field's value, its names reached in a certain way.
pub(super) fn value_of(package: &Package<'_>, field: &Field<'_>, names: &mut impl Names) -> String {
    match (field.is_file, field.is_list()) {
        (false, _) => spelled(package, field.ty, names),
        (true, false) => names.runtime("FilePart"),
        (true, true) => format!("Vec<{}>", names.runtime("FilePart")),
    }
}

/// A type, its names reached in a certain way.
pub(super) fn spelled(package: &Package<'_>, ty: &Type, names: &mut impl Names) -> String {
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
        Type::Tuple(items) => tuple(package, items, names),
        Type::OpenTuple(items, rest) => {
            let first = tuple(package, items, names);
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

fn tuple(package: &Package<'_>, items: &[Type], names: &mut impl Names) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| spelled(package, item, names))
        .collect();
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
