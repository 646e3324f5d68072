//! Conversions of values of another type than the documented one, such as a number that came as text.

use super::decimal::{Decimal, float_text};
use super::scan_text::readable;
use super::tape::Token;
use super::tolerance::converted;
use super::{Decode, Node};

impl<'a> Node<'a> {
    /// The boolean that a text or an integer says.
    #[cold]
    pub(super) fn meant_boolean(self) -> Option<bool> {
        let value = match self.token() {
            Token::Unsigned(0) => false,
            Token::Unsigned(1) => true,
            Token::Text(text) if text.eq_ignore_ascii_case("true") => true,
            Token::Text(text) if text.eq_ignore_ascii_case("false") => false,
            _ => return None,
        };
        converted(self, "a boolean", if value { "true" } else { "false" }).then_some(value)
    }

    /// The empty value of a type, in place of a value that cannot be converted.
    #[cold]
    pub(crate) fn meant_empty<T: Decode>(self, expected: &'static str) -> Option<T> {
        let (value, made) = T::empty()?;
        converted(self, expected, made).then_some(value)
    }

    /// The number that a text says, as JSON.
    #[cold]
    pub(crate) fn meant_number(self) -> Option<&'a str> {
        let text = self.as_str()?;
        Decimal::parse(text)?;
        converted(self, "a number", text.to_owned()).then_some(text)
    }

    /// The number that a text says, as an `f64`. A number beyond the range of `f64` becomes the nearest one within it.
    #[cold]
    pub(super) fn meant_double(self) -> Option<f64> {
        let text = self.decimal().or_else(|| self.as_str())?;
        Decimal::parse(text)?;
        let value: f64 = text.parse().ok()?;
        let expected = match value.is_finite() {
            true => "a number",
            false => "a number of 64 bits",
        };
        let value = value.clamp(f64::MIN, f64::MAX);
        converted(self, expected, float_text(value)).then_some(value)
    }

    /// The integer that a text says.
    #[cold]
    pub(super) fn meant_integer<T: TryFrom<i128> + std::fmt::Display + Copy>(self) -> Option<T> {
        let whole = Decimal::parse(self.as_str()?)?.to_i128()?;
        let value = T::try_from(whole).ok()?;
        converted(self, "an integer", value.to_string()).then_some(value)
    }

    /// The JSON of a number or a boolean as a text, or the readable form of a text that Unicode cannot represent.
    #[cold]
    pub(super) fn meant_text(self) -> Option<String> {
        let text = match self.token() {
            Token::Broken(text) => readable(text),
            Token::Bool(_)
            | Token::Unsigned(_)
            | Token::Signed(_)
            | Token::Number(_)
            | Token::Made(_) => self.to_text(),
            _ => return None,
        };
        let made = serde_json::to_string(&text).ok()?;
        converted(self, "text", made).then_some(text)
    }
}
