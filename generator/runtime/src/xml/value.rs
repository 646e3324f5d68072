//! A JSON value that is made of XML, whose numbers keep their text.

use std::collections::BTreeMap;

/// The members of an object.
pub(super) type Members = BTreeMap<String, Value>;

/// A JSON value.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As JSON writes it.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Members),
}

impl Value {
    /// The value, which leaves null in its place.
    pub(super) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Null)
    }

    /// Writes its JSON.
    pub(super) fn write(&self, json: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Self::Null => json.extend_from_slice(b"null"),
            Self::Bool(value) => json.extend_from_slice(value.to_string().as_bytes()),
            Self::Number(text) => json.extend_from_slice(text.as_bytes()),
            Self::String(text) => serde_json::to_writer(json, text)?,
            Self::Array(items) => {
                json.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    json.extend((index > 0).then_some(b','));
                    item.write(json)?;
                }
                json.push(b']');
            }
            Self::Object(members) => {
                json.push(b'{');
                for (index, (name, member)) in members.iter().enumerate() {
                    json.extend((index > 0).then_some(b','));
                    serde_json::to_writer(&mut *json, name)?;
                    json.push(b':');
                    member.write(json)?;
                }
                json.push(b'}');
            }
        }
        Ok(())
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

/// Converts a number to the form of JSON from the other forms that XML Schema has (part 2, sections 3.2.3 and 3.2.5):
/// with a plus sign, with leading zeros, or with no digit on one side of its point.
pub(super) fn number(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix(['+', '-']) {
        Some(digits) if text.starts_with('-') => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", text),
    };
    let exponent = digits.find(['e', 'E']).unwrap_or(digits.len());
    let (mantissa, exponent) = digits.split_at_checked(exponent)?;
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !whole.is_empty() || fraction.is_some_and(|fraction| !fraction.is_empty());
    if !has_digits || !is_digits(whole) || !fraction.is_none_or(is_digits) {
        return None;
    }
    if !exponent.is_empty() {
        let power = exponent.get(1..)?;
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        if power.is_empty() || !is_digits(power) {
            return None;
        }
    }
    let mut number = String::from(sign);
    let significant = whole.trim_start_matches('0');
    number.push_str(if significant.is_empty() {
        "0"
    } else {
        significant
    });
    if let Some(fraction) = fraction.filter(|fraction| !fraction.is_empty()) {
        number.push('.');
        number.push_str(fraction);
    }
    number.push_str(exponent);
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_keep_their_digits() {
        for (text, json) in [
            ("7", Some("7")),
            ("1.10", Some("1.10")),
            ("12345678901234567890.12", Some("12345678901234567890.12")),
            ("-0.5e-7", Some("-0.5e-7")),
            ("1E400", Some("1E400")),
            ("+7", Some("7")),
            ("007", Some("7")),
            ("-00.50", Some("-0.50")),
            (".5", Some("0.5")),
            ("5.", Some("5")),
            ("000", Some("0")),
            ("", None),
            (".", None),
            ("-", None),
            ("+-1", None),
            ("1e", None),
            ("1e+", None),
            ("e5", None),
            ("1,5", None),
            ("0x10", None),
            ("NaN", None),
            ("INF", None),
            ("1 2", None),
            ("é", None),
        ] {
            assert_eq!(number(text).as_deref(), json, "{text}");
        }
    }
}
