//! What is never read otherwise than the document says, however tolerant: an object made of nothing, another shape.

use super::shape::{self, Shape};
use jackfield::api::Type;
use jackfield::package::Package;
use serde::Deserialize;

/// Why a body could not be read.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Wrong {
    pub(super) pointer: String,
    pub(super) found: String,
}

impl Wrong {
    /// The kind of what must not be read, if it is one of these; none is a broken promise.
    pub(super) fn kind(&self, package: &Package<'_>, expected: &[&Type]) -> Option<&'static str> {
        let steps: Vec<String> = self
            .pointer
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
            .collect();
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let shapes = expected
            .iter()
            .flat_map(|ty| shape::at(package, ty, &steps));
        let shapes: Vec<Shape<'_, '_>> = shapes.collect();
        let is_object = shapes
            .iter()
            .any(|shape| matches!(shape, Shape::Struct(_) | Shape::Union(_) | Shape::Tuple));
        let is_list = |shape: &Shape<'_, '_>| matches!(shape, Shape::Items(_) | Shape::Values(_));
        match self.found.as_str() {
            "nothing" if is_object => Some("a nested object is absent"),
            "null" if is_object => Some("a nested object is null"),
            "nothing" | "null" => None,
            "an object" | "an array" | "another object" => Some("another shape"),
            _ if is_object || shapes.iter().any(is_list) => Some("another shape"),
            // A text that is no number, a number with a fraction where an integer is wanted.
            "text" | "a number" => Some("a value that cannot be converted"),
            _ => None,
        }
    }
}
