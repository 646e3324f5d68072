//! The user's own types in place of types of the document.

use super::TypeBuilder;
use super::position::Position;
use crate::api::{Custom, Type};
use crate::diagnostic::{Code, Place};
use crate::document::{JsonType, Schema};
use crate::maps::HashMap;
use crate::settings::Replacement;

/// The user's own types, by the format or the schema that they replace.
#[derive(Default)]
pub(super) struct Replacements {
    all: Vec<Rule>,
    by_format: HashMap<String, usize>,
    /// Keys are pointers into the document in the form of OpenAPI 3.
    by_pointer: HashMap<String, usize>,
}

struct Rule {
    key: String,
    path: String,
    is_used: bool,
}

impl Replacements {
    pub(super) fn new(types: &[Replacement]) -> Self {
        let mut made = Self::default();
        for (index, one) in types.iter().enumerate() {
            match one.key.strip_prefix('#') {
                Some(pointer) => {
                    // Swagger 2.0 keeps named schemas under `/definitions`.
                    let pointer = match pointer.strip_prefix("/definitions/") {
                        Some(name) => format!("/components/schemas/{name}"),
                        None => pointer.to_owned(),
                    };
                    made.by_pointer.insert(pointer, index)
                }
                None => made.by_format.insert(one.key.clone(), index),
            };
            made.all.push(Rule {
                key: one.key.clone(),
                path: one.path.clone(),
                is_used: false,
            });
        }
        made
    }

    /// Returns the Rust path of a rule, and marks the rule as used.
    fn take(&mut self, index: usize) -> Option<String> {
        let rule = self.all.get_mut(index)?;
        rule.is_used = true;
        Some(rule.path.clone())
    }
}

impl<'d> TypeBuilder<'d, '_> {
    /// Sets the user's own types.
    pub(in crate::lower) fn replace(&mut self, types: &[Replacement]) {
        self.replacements = Replacements::new(types);
    }

    /// The user's type for the schema that stands at a position.
    pub(super) fn replaced_at(
        &mut self,
        position: &Position<'_>,
        view: &'d Schema,
    ) -> Option<Type> {
        if self.replacements.by_pointer.is_empty() {
            return None;
        }
        let pointer = position.pointer();
        let index = *self.replacements.by_pointer.get(&pointer)?;
        let path = self.replacements.take(index)?;
        let replaced = match &*view.types {
            [kind] if !matches!(kind, JsonType::Array | JsonType::Object) => {
                self.kind(*kind, view, position)
            }
            _ => Type::Any,
        };
        Some(Type::Custom(Box::new(Custom { path, replaced })))
    }

    /// The user's type for a scalar of a format, if there is one.
    pub(super) fn replaced_by_format(&mut self, ty: Type, view: &Schema) -> Type {
        let index = view
            .format
            .as_ref()
            .and_then(|format| self.replacements.by_format.get(format));
        let is_scalar = matches!(
            ty,
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_)
        );
        match index.copied().filter(|_| is_scalar) {
            None => ty,
            Some(index) => match self.replacements.take(index) {
                None => ty,
                Some(path) => Type::Custom(Box::new(Custom { path, replaced: ty })),
            },
        }
    }

    /// Reports rules that replace nothing: the key is misspelt, or the document has changed.
    pub(in crate::lower) fn report_unused_replacements(&mut self) {
        for rule in self.replacements.all.iter().filter(|rule| !rule.is_used) {
            let what = match rule.key.starts_with('#') {
                true => "schema at",
                false => "text or number of the format",
            };
            self.diagnostics
                .warning(
                    Code::TypeWithoutEffect,
                    Place::nowhere(),
                    format!(
                        "`types` replaces no {what} `{}`: the document has none that is used",
                        rule.key
                    ),
                )
                .advise("correct the key, or remove it");
        }
    }
}
