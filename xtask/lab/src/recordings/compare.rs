//! What became of a value that was read and written again.

use super::shape::{self, Shape};
use crate::values::equal;
use jackfield::api::{Presence, Type};
use jackfield::package::{Package, Struct};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A place where a promise is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) pointer: String,
    pub(super) what: &'static str,
}

/// What was told of an answer: what came at each place that was not as documented.
pub(super) type Told = BTreeMap<String, String>;

/// Compares values that came with what was written of them.
pub(super) struct Comparison<'p, 'a> {
    pub(super) package: &'p Package<'a>,
    pub(super) told: &'p Told,
}

impl<'p> Comparison<'p, '_> {
    /// The broken promises of a value of a type. `is_sent` says whether what holds it is sent as well as received, so
    /// that it must be as it came.
    pub(super) fn value(
        &self,
        ty: &'p Type,
        (came, kept): (&Value, &Value),
        pointer: &str,
        is_sent: bool,
    ) -> Vec<Difference> {
        if equal(came, kept) {
            return Vec::new();
        }
        match (shape::of(self.package, ty), came, kept) {
            (Shape::Struct(shape), Value::Object(came), Value::Object(kept)) => {
                self.object(shape, (came, kept), pointer)
            }
            (Shape::Union(variants), ..) => {
                let fitting = variants
                    .into_iter()
                    .filter(|variant| shape::fits(self.package, variant, kept))
                    .map(|variant| self.value(variant, (came, kept), pointer, is_sent));
                let best = fitting.min_by_key(Vec::len);
                best.unwrap_or_else(|| self.changed(pointer, is_sent))
            }
            (Shape::Items(item), Value::Array(came), Value::Array(kept))
                if came.len() == kept.len() =>
            {
                let items = came.iter().zip(kept).enumerate();
                items
                    .flat_map(|(index, pair)| {
                        self.value(item, pair, &format!("{pointer}/{index}"), is_sent)
                    })
                    .collect()
            }
            (Shape::Values(value), Value::Object(came), Value::Object(kept)) => {
                self.map(value, (came, kept), pointer, is_sent)
            }
            _ => self.changed(pointer, is_sent),
        }
    }

    fn changed(&self, pointer: &str, is_sent: bool) -> Vec<Difference> {
        let is_told = self.told.contains_key(pointer);
        let is_right = is_told && !is_sent;
        differences((!is_right).then_some((pointer.to_owned(), "changed")))
    }

    fn map(
        &self,
        value: &'p Type,
        (came, kept): (&Map<String, Value>, &Map<String, Value>),
        pointer: &str,
        is_sent: bool,
    ) -> Vec<Difference> {
        let mut found = Vec::new();
        for (name, one) in came {
            let at = step(pointer, name);
            match kept.get(name) {
                Some(other) => found.extend(self.value(value, (one, other), &at, is_sent)),
                None => found.extend(differences([(at, "lost")])),
            }
        }
        let new = kept.keys().filter(|name| !came.contains_key(*name));
        found.extend(differences(
            new.map(|name| (step(pointer, name), "invented")),
        ));
        found
    }

    fn object(
        &self,
        shape: &'p Struct<'_>,
        (came, kept): (&Map<String, Value>, &Map<String, Value>),
        pointer: &str,
    ) -> Vec<Difference> {
        let is_sent = shape.received.is_some();
        let field = |name: &str| shape.fields.iter().find(|field| field.name == name);
        let mut found = Vec::new();
        for (name, one) in came {
            let at = step(pointer, name);
            let rest = shape.rest.as_ref().map(|(_, ty)| *ty);
            match (kept.get(name), field(name).map(|field| field.ty).or(rest)) {
                (Some(other), Some(ty)) => found.extend(self.value(ty, (one, other), &at, is_sent)),
                (Some(_), None) => {}
                // Null counts as absent where it must not be; only what is sent must still have it.
                (None, Some(_)) if one.is_null() && !is_sent => {}
                (None, Some(_)) => found.extend(differences([(at, "lost")])),
                (None, None) => {}
            }
        }
        for (name, value) in kept.iter().filter(|(name, _)| !came.contains_key(*name)) {
            let at = step(pointer, name);
            let is_null = value.is_null()
                && field(name).is_some_and(|field| field.presence == Presence::RequiredNullable);
            let is_told = self.told.get(&at).is_some_and(|found| found == "nothing");
            if is_sent || !(is_null || is_told) {
                found.extend(differences([(at, "invented")]));
            }
        }
        found
    }
}

fn differences(found: impl IntoIterator<Item = (String, &'static str)>) -> Vec<Difference> {
    let difference = |(pointer, what)| Difference { pointer, what };
    found.into_iter().map(difference).collect()
}

/// A pointer with one step more.
fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Told};
    use jackfield::api::{Origin, Root, Type};
    use jackfield::diagnostic::Diagnostics;
    use jackfield::{Target, document, lower, plan, source};
    use serde_json::json;

    const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Lines, version: '1' }
paths:
  /lines:
    get:
      responses: { '200': { description: A line., content: { application/json: { schema: { $ref: '#/components/schemas/Line' } } } } }
    put:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Kept' } } } }
      responses: { '200': { description: A line., content: { application/json: { schema: { $ref: '#/components/schemas/Kept' } } } } }
components:
  schemas:
    Line:
      type: object
      required: [id]
      properties:
        id: { type: string }
        on: { type: boolean }
        kept: { $ref: '#/components/schemas/Kept' }
    Kept: { type: object, required: [id], properties: { id: { type: string }, on: { type: boolean } } }
";

    /// What differs between what came of a line and what was written of it, where an issue told of some places.
    fn differences(came: serde_json::Value, kept: serde_json::Value, told: &[&str]) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let source = source::read("lines.yaml", DOCUMENT.to_owned(), &mut diagnostics).unwrap();
        let document = document::dialect(&source, &mut diagnostics).unwrap();
        let api = lower::lower(&document, &mut diagnostics);
        let name = "lines".to_owned();
        let package = plan::plan(&api, &Target::new(name));
        let root = Root::Component("Line".to_owned());
        let origin = Origin {
            root,
            steps: Vec::new(),
        };
        let (id, _) = api
            .types
            .iter()
            .find(|(_, def)| def.origin == origin)
            .unwrap();
        let told: Told = told
            .iter()
            .map(|at| ((*at).to_owned(), "nothing".to_owned()))
            .collect();
        let comparison = Comparison {
            package: &package,
            told: &told,
        };
        let ty = Type::Defined(id);
        let found = comparison.value(&ty, (&came, &kept), "", false);
        found
            .into_iter()
            .map(|one| format!("{} {}", one.what, one.pointer))
            .collect()
    }

    #[test]
    fn what_is_lost_changed_or_invented_is_found() {
        let none: [&str; 0] = [];
        assert_eq!(
            differences(json!({"id": "a", "x": 1}), json!({"id": "a"}), &[]),
            none
        );
        assert_eq!(
            differences(json!({"id": "a", "on": true}), json!({"id": "a"}), &[]),
            ["lost /on"]
        );
        assert_eq!(
            differences(json!({"id": "a"}), json!({"id": "b"}), &[]),
            ["changed /id"]
        );
        // What is only received may be empty where that was told.
        assert_eq!(
            differences(json!({}), json!({"id": ""}), &[]),
            ["invented /id"]
        );
        assert_eq!(differences(json!({}), json!({"id": ""}), &["/id"]), none);
        assert_eq!(
            differences(json!({"id": 7}), json!({"id": "7"}), &["/id"]),
            none
        );
        // What is sent, too, is as it came, whatever was told; also what the document does not name.
        let kept = |value: serde_json::Value| json!({ "id": "a", "kept": value });
        assert_eq!(
            differences(kept(json!({})), kept(json!({"id": ""})), &["/kept/id"]),
            ["invented /kept/id"]
        );
        assert_eq!(
            differences(
                kept(json!({"id": 7})),
                kept(json!({"id": "7"})),
                &["/kept/id"]
            ),
            ["changed /kept/id"]
        );
        assert_eq!(
            differences(
                kept(json!({"id": "", "on": null})),
                kept(json!({"id": ""})),
                &[]
            ),
            ["lost /kept/on"]
        );
        assert_eq!(
            differences(
                kept(json!({"id": "", "x": 1})),
                kept(json!({"id": ""})),
                &[]
            ),
            ["lost /kept/x"]
        );
    }
}
