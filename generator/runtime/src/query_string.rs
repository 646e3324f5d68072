//! Parameters that are the whole query: `in: querystring` of OpenAPI 3.2 (Parameter Object).

use super::call::Call;
use super::expand::{percent_encode, text_of};
use super::form::{FormStyle, form_text};
use super::json::{Encode, Tape, to_bytes};

impl Call {
    /// Sets the query to an object as a form; `styles` says how its properties are written, by name.
    pub fn query_string_form<V: Encode + ?Sized>(
        mut self,
        name: &'static str,
        value: &V,
        styles: &[(&str, FormStyle)],
    ) -> Self {
        let Some(json) = self.0.written(to_bytes(value)) else {
            return self;
        };
        let nesting = self.0.core.0.nesting;
        let text = Tape::from_json(&json).map(|tape| form_text(tape.root(), styles, nesting));
        match text {
            Ok(Some(text)) => self.0.query.push((name.into(), text)),
            Ok(None) => self.0.fail("only an object can be sent as a form"),
            Err(error) => self.0.fail(format!("the parameter `{name}`: {error}")),
        }
        self
    }

    /// Sets the query to a value as JSON.
    pub fn query_string_json<V: Encode + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        let json = to_bytes(value);
        if let Some(text) = self.0.json_text(json) {
            self.0
                .query
                .push((name.into(), percent_encode(&text).into()));
        }
        self
    }

    /// Sets the query to a text, which is encoded. A number is its text.
    pub fn query_string_text<V: Encode + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        let Some(json) = self.0.written(to_bytes(value)) else {
            return self;
        };
        match Tape::from_json(&json) {
            Ok(tape) => {
                let text = text_of(tape.root());
                let text = percent_encode(&text).into();
                self.0.query.push((name.into(), text));
            }
            Err(error) => self.0.fail(format!("the parameter `{name}`: {error}")),
        }
        self
    }
}
