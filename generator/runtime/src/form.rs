//! Bodies of the media type `application/x-www-form-urlencoded`.

use super::call::{Call, Data};
use super::expand::{Position, expand, percent_encode, text_of};
use super::json::{Encode, EncodeError, Node, Tape, to_bytes};
use super::style::{Nesting, Style};

/// How a property of a form is written: the Encoding Object of OpenAPI 3.0 (section 4.7.15) and 3.1 (4.8.15).
///
/// A property without such a style is written as its text if it is a scalar, once for every item if it is an array, and
/// as JSON if it is an object; an item that is an array or an object is written as JSON too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormStyle {
    /// Like a query parameter, as `style`, `explode` and `allowReserved` say.
    Style(Style),
    /// As JSON, whatever its type, as the `contentType` `application/json` says.
    Json,
}

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Sets the body to an object as a form; `styles` says how its properties are written, by name.
    ///
    /// Null, and in most styles an empty array or object, is not written at all, for a form has no text for it.
    pub fn form<V: Encode + ?Sized>(self, value: &V, styles: &[(&str, FormStyle)]) -> Self {
        self.form_as(MEDIA_TYPE, value, styles)
    }

    /// Sets the body to an object as a form of a media type that says more, such as a charset.
    pub fn form_as<V: Encode + ?Sized>(
        mut self,
        media_type: &str,
        value: &V,
        styles: &[(&str, FormStyle)],
    ) -> Self {
        self.0.set_form(media_type, to_bytes(value), styles);
        self
    }
}

impl Data {
    fn set_form(
        &mut self,
        media_type: &str,
        json: Result<Vec<u8>, EncodeError>,
        styles: &[(&str, FormStyle)],
    ) {
        let Some(json) = self.written(json) else {
            return;
        };
        match Tape::from_json(&json) {
            Ok(tape) => match form_text(tape.root(), styles, self.core.0.nesting) {
                Some(text) => self.set_body(media_type, text.into()),
                None => self.fail("only an object can be sent as a form"),
            },
            Err(error) => self.fail(format!("the form: {error}")),
        }
    }
}

/// The text of a form; `None` if the value is no object.
pub(crate) fn form_text(
    value: Node<'_>,
    styles: &[(&str, FormStyle)],
    nesting: Nesting,
) -> Option<String> {
    let mut parts = Vec::new();
    for (name, member) in value.members()?.filter(|(_, member)| !member.is_null()) {
        let style = styles.iter().find(|(known, _)| *known == name);
        match style.map(|(_, style)| *style) {
            Some(FormStyle::Json) => parts.push(pair(name, &member.to_text())),
            Some(FormStyle::Style(style)) => {
                parts.extend(expand(style, Position::Query(nesting), name, member));
            }
            // The style `form` would spread the properties of an object among those of the form itself.
            None if member.members().is_some() => parts.push(pair(name, &text_of(member))),
            None => parts.extend(expand(Style::FORM, Position::Form, name, member)),
        }
    }
    Some(parts.join("&"))
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", percent_encode(name), percent_encode(value))
}
