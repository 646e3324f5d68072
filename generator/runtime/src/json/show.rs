//! Values as `Debug` shows them.

use std::fmt;

use super::super::excerpt::excerpt;
use super::super::secret_name::is_secret_name;
use super::super::stack::with_room;
use super::scan_text::readable;
use super::tape::Token;
use super::writer::to_shown;
use super::{Encode, Node, Tape};

/// The text that is shown in place of a secret.
pub(super) const HIDDEN: &str = "Secret(..)";

/// Shows a value as the `Debug` of its type: the name of the type, and the properties that are there, as in JSON. A
/// secret is hidden, whether its type or its name tells that it is one, and so is a property that the document does not
/// name.
///
/// # Errors
///
/// The formatter has an error.
pub fn show(name: &str, value: &dyn Encode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    with_room(|| show_here(name, value, formatter))
}

fn show_here(name: &str, value: &dyn Encode, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = match to_shown(value) {
        Ok(text) => text,
        Err(error) => return write!(formatter, "{name}({error})"),
    };
    let Ok(tape) = Tape::from_json(&text) else {
        return formatter.write_str(name);
    };
    let root = tape.root();
    let Some(members) = root.members() else {
        return formatter.debug_tuple(name).field(&root).finish();
    };
    let mut shown = formatter.debug_struct(name);
    for (member, value) in members {
        shown.field(&excerpt(member, usize::MAX), &Named(member, value));
    }
    shown.finish()
}

/// The value of a property. Null and a boolean are shown even if the property has the name of a secret.
struct Named<'a>(&'a str, Node<'a>);

impl fmt::Debug for Named<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, value) = self;
        match value.token() {
            Token::Null | Token::Bool(_) => value.fmt(formatter),
            _ if is_secret_name(name) => HIDDEN.fmt(formatter),
            _ => value.fmt(formatter),
        }
    }
}

impl fmt::Debug for Node<'_> {
    /// Writes the value as in JSON, and hides the values of properties that have the name of a secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.token() {
            Token::Null => formatter.write_str("null"),
            Token::Bool(value) => value.fmt(formatter),
            Token::Unsigned(value) => value.fmt(formatter),
            Token::Signed(value) => value.fmt(formatter),
            Token::Number(text) => formatter.write_str(text),
            Token::Made(text) => formatter.write_str(text),
            Token::Text(text) => text.fmt(formatter),
            Token::Broken(text) => readable(text).fmt(formatter),
            Token::Array { .. } => {
                let items = self.items().into_iter().flatten();
                formatter.debug_list().entries(items).finish()
            }
            Token::Object { .. } => {
                let members = self.members().into_iter().flatten();
                let members = members.map(|(name, value)| (name, Named(name, value)));
                formatter.debug_map().entries(members).finish()
            }
        }
    }
}
