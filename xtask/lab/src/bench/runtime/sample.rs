//! A value of a type, always the same, as JSON whose members stand in the order of the document.

use jackfield::api::{Presence, Scalar, Text, Type};
use jackfield::package::{Field, Item, Package, Struct};
use serde_json::Value;

/// How deep members are filled that may be absent.
const FILLED: usize = 3;

/// Deeper values are left out: a type may hold itself in a list.
const DEEPEST: usize = 12;

/// The size of a large listing, in bytes.
const LARGE: usize = 256 * 1024;

/// A large listing: the lists of the value itself, or of its members, have as many items as it takes.
pub(super) fn large(package: &Package<'_>, ty: &Type) -> String {
    let items = LARGE / small(package, ty).len().max(1);
    sample(package, ty, items.clamp(1, 2000))
}

/// A small value: each list has one item.
pub(super) fn small(package: &Package<'_>, ty: &Type) -> String {
    sample(package, ty, 1)
}

fn sample(package: &Package<'_>, ty: &Type, items: usize) -> String {
    let out = String::new();
    let mut sampler = Sampler {
        package,
        items,
        out,
    };
    sampler.value(
        ty,
        Place {
            name: "value",
            tag: None,
            depth: 0,
        },
    );
    sampler.out
}

struct Sampler<'p, 'a> {
    package: &'p Package<'a>,
    /// How many items the outermost lists have.
    items: usize,
    out: String,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'n> {
    /// The member that it belongs to.
    name: &'n str,
    /// The member that says which type of a union it is, with its value.
    tag: Option<(&'n str, &'n str)>,
    depth: usize,
}

impl Place<'_> {
    fn deeper(self) -> Self {
        Self {
            tag: None,
            depth: self.depth + 1,
            ..self
        }
    }
}

impl Sampler<'_, '_> {
    fn value(&mut self, ty: &Type, place: Place<'_>) {
        match ty {
            _ if place.depth > DEEPEST => self.out.push_str("null"),
            Type::Any => self.out.push_str(r#"{"any":[1,"two"]}"#),
            Type::Null => self.out.push_str("null"),
            Type::Boolean => self.out.push_str("true"),
            Type::Integer(_) => self.out.push_str("1234567"),
            Type::Number(_) => self.out.push_str("12.5"),
            Type::String(text) => self.json(&self::text(*text, place.name).into()),
            Type::Delimited(..) => self.json(&place.name.into()),
            Type::Array(item) => {
                let count = match place.depth {
                    0 | 1 => self.items,
                    depth => usize::from(depth < DEEPEST / 2),
                };
                self.list((0..count).map(|_| item.as_ref()), place.deeper());
            }
            Type::Map(value) => {
                self.out.push_str("{\"key\":");
                self.value(value, place.deeper());
                self.out.push('}');
            }
            Type::Tuple(items) => self.list(items.iter(), place.deeper()),
            Type::OpenTuple(items, rest) => {
                self.list(items.iter().chain([&**rest]), place.deeper());
            }
            Type::Nullable(inner) => self.value(inner, place),
            Type::Custom(custom) => self.value(&custom.replaced, place),
            Type::Defined(id) => {
                let package = self.package;
                match package.item(*id) {
                    Some(item) => self.item(&item.item, place),
                    None => self.out.push_str("null"),
                }
            }
        }
    }

    fn json(&mut self, value: &Value) {
        self.out.push_str(&value.to_string());
    }

    fn list<'t>(&mut self, items: impl Iterator<Item = &'t Type>, place: Place<'_>) {
        self.out.push('[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.value(item, place);
        }
        self.out.push(']');
    }

    fn item(&mut self, item: &Item<'_>, place: Place<'_>) {
        match item {
            Item::Struct(shape) => self.object(shape, place),
            Item::Enum(shape) => {
                let first = shape.variants.first();
                self.json(first.map_or(&Value::Null, |variant| variant.value));
            }
            Item::Union(shape) => match shape.variants.first() {
                Some(variant) => {
                    let tag = shape.discriminator.zip(variant.tags.first().copied());
                    self.value(
                        variant.ty,
                        Place {
                            tag,
                            ..place.deeper()
                        },
                    );
                }
                None => self.out.push_str("null"),
            },
            Item::Tagged(shape) => {
                let mut variants = shape.variants.iter();
                match variants.find_map(|variant| Some((variant.tag, variant.ty?))) {
                    Some((tag, ty)) => {
                        self.out.push_str(&format!("{{{}:", Value::from(tag)));
                        self.value(ty, place.deeper());
                        self.out.push('}');
                    }
                    None => self.out.push_str("null"),
                }
            }
            Item::Newtype(ty, _) | Item::Transparent(ty) => self.value(ty, place.deeper()),
            Item::Alias(id) => self.value(&Type::Defined(*id), place),
        }
    }

    fn object(&mut self, shape: &Struct<'_>, place: Place<'_>) {
        self.out.push('{');
        let mut separator = "";
        for field in shape.fields.iter().filter(|field| is_filled(field, place)) {
            self.out.push_str(separator);
            separator = ",";
            self.json(&field.name.into());
            self.out.push(':');
            match place.tag {
                Some((name, value)) if name == field.name => self.json(&value.into()),
                _ => self.value(
                    field.ty,
                    Place {
                        name: field.name,
                        ..place.deeper()
                    },
                ),
            }
        }
        self.out.push('}');
    }
}

fn is_filled(field: &Field<'_>, place: Place<'_>) -> bool {
    let required = matches!(
        field.presence,
        Presence::Required | Presence::RequiredNullable
    );
    required || place.depth < FILLED
}

fn text(text: Text, name: &str) -> String {
    match text {
        Text::Plain | Text::Secret => format!("{name} of a listing"),
        Text::Uuid => "3c90c3cc-0d44-4b50-8888-8dd25736052a".to_owned(),
        Text::DateTime => "2026-11-21T04:20:00Z".to_owned(),
        Text::Date => "2026-11-21".to_owned(),
        Text::HttpDate => "Sat, 21 Nov 2026 04:20:00 GMT".to_owned(),
        Text::Duration => "PT4H20M".to_owned(),
        Text::Base64 | Text::Base64Url => "SmFja2ZpZWxk".to_owned(),
        Text::Scalar(Scalar::Boolean) => "true".to_owned(),
        Text::Scalar(_) => "1234567".to_owned(),
    }
}
