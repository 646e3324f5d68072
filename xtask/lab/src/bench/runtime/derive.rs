//! The structs that a person would write for the same types, with serde's derives.

use jackfield::api::{Integer, Presence, Type, TypeId};
use jackfield::package::{EnumKind, Field, Item, Package, Struct, Tagged, Union};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Writes the structs that types lead to, each once.
pub(super) struct Derive<'p, 'a> {
    package: &'p Package<'a>,
    pending: Vec<TypeId>,
    known: BTreeSet<usize>,
}

impl<'p, 'a> Derive<'p, 'a> {
    pub(super) fn new(package: &'p Package<'a>) -> Self {
        Self {
            package,
            pending: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// The type as written by hand; what it leads to is remembered.
    pub(super) fn ty(&mut self, ty: &Type) -> String {
        match ty {
            Type::Any => "serde_json::Value".to_owned(),
            Type::Null => "()".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer(Integer::I32) => "i32".to_owned(),
            Type::Integer(Integer::I64) => "i64".to_owned(),
            Type::Integer(Integer::U64) => "u64".to_owned(),
            Type::Integer(Integer::I128) => "i128".to_owned(),
            Type::Number(_) => "f64".to_owned(),
            Type::String(_) | Type::Delimited(..) => "String".to_owned(),
            Type::Array(item) => format!("Vec<{}>", self.ty(item)),
            Type::Map(value) => {
                format!("std::collections::BTreeMap<String, {}>", self.ty(value))
            }
            Type::Tuple(items) => {
                let items: String = items.iter().map(|item| self.ty(item) + ", ").collect();
                format!("({items})")
            }
            Type::OpenTuple(..) => "Vec<serde_json::Value>".to_owned(),
            Type::Nullable(inner) => format!("Option<{}>", self.ty(inner)),
            Type::Defined(id) => self.defined(*id),
            Type::Custom(custom) => self.ty(&custom.replaced),
        }
    }

    fn defined(&mut self, id: TypeId) -> String {
        match self.package.item(id).map(|item| (&item.item, &item.name)) {
            Some((Item::Transparent(inner), _)) => self.ty(inner),
            Some((Item::Alias(other), _)) => self.defined(*other),
            Some((Item::Enum(shape), _)) if shape.kind == EnumKind::Integer => "i64".to_owned(),
            Some((Item::Enum(shape), _)) if shape.kind == EnumKind::Literal => {
                "serde_json::Value".to_owned()
            }
            Some((_, name)) => {
                if self.known.insert(id.0) {
                    self.pending.push(id);
                }
                name.code()
            }
            None => "serde_json::Value".to_owned(),
        }
    }

    /// All definitions that the types lead to.
    pub(super) fn definitions(mut self) -> String {
        let mut out = "use serde::{Deserialize, Serialize};\n".to_owned();
        let package = self.package;
        while let Some(id) = self.pending.pop() {
            let Some(item) = package.item(id) else {
                continue;
            };
            let name = item.name.code();
            out.push_str("\n#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]\n");
            match &item.item {
                Item::Struct(shape) => self.structure(&mut out, &name, shape),
                Item::Union(shape) => self.union(&mut out, &name, shape),
                Item::Tagged(shape) => self.tagged(&mut out, &name, shape),
                Item::Newtype(ty, boxed) => {
                    let ty = boxed_type(self.ty(ty), *boxed);
                    let _ = writeln!(out, "pub struct {name}(pub {ty});");
                }
                Item::Enum(shape) => {
                    let _ = writeln!(out, "pub enum {name} {{");
                    for variant in &shape.variants {
                        let text = variant.value.as_str().unwrap_or_default();
                        let ident = variant.ident.code();
                        let _ = writeln!(out, "    #[serde(rename = {text:?})]\n    {ident},");
                    }
                    out.push_str("}\n");
                }
                Item::Alias(_) | Item::Transparent(_) => {}
            }
        }
        out
    }

    fn structure(&mut self, out: &mut String, name: &str, shape: &Struct<'_>) {
        let _ = writeln!(out, "pub struct {name} {{");
        for field in &shape.fields {
            let ident = field.ident.code();
            let mut says = Vec::new();
            if ident != field.name {
                says.push(format!("rename = {:?}", field.name));
            }
            if may_be_absent(field) {
                says.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            if !says.is_empty() {
                let _ = writeln!(out, "    #[serde({})]", says.join(", "));
            }
            let ty = boxed_type(self.ty(field.ty), field.boxed);
            let ty = match field.presence {
                Presence::Required => ty,
                _ => format!("Option<{ty}>"),
            };
            let _ = writeln!(out, "    pub {ident}: {ty},");
        }
        out.push_str("}\n");
    }

    fn tagged(&mut self, out: &mut String, name: &str, shape: &Tagged<'_>) {
        let _ = writeln!(out, "pub enum {name} {{");
        for variant in &shape.variants {
            let ty = variant.ty.map(|ty| boxed_type(self.ty(ty), variant.boxed));
            let ty = ty.map(|ty| format!("({ty})")).unwrap_or_default();
            let _ = writeln!(
                out,
                "    #[serde(rename = {:?})]\n    {}{ty},",
                variant.tag,
                variant.ident.code()
            );
        }
        out.push_str("}\n");
    }

    fn union(&mut self, out: &mut String, name: &str, shape: &Union<'_>) {
        let _ = writeln!(out, "#[serde(untagged)]\npub enum {name} {{");
        for variant in &shape.variants {
            let ty = boxed_type(self.ty(variant.ty), variant.boxed);
            let _ = writeln!(out, "    {}({ty}),", variant.ident.code());
        }
        out.push_str("}\n");
    }
}

fn may_be_absent(field: &Field<'_>) -> bool {
    matches!(
        field.presence,
        Presence::Optional | Presence::OptionalNullable
    )
}

fn boxed_type(ty: String, boxed: bool) -> String {
    if boxed { format!("Box<{ty}>") } else { ty }
}
