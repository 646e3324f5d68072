//! Numbers as JSON writes them: decimals of any length, of which `f64` and the integers of Rust hold some.

use std::io::Write;

/// Integers below this have all their digits in an `f64`.
const MOST_EXACT: f64 = 1e15;

/// The number of digits up to which every decimal survives the conversion to `f64` and back.
const HELD_DIGITS: usize = 15;

/// The text of a number: whole ones have no point, large and small ones an exponent.
pub(crate) fn float_text(value: f64) -> String {
    let mut text = Vec::new();
    write_float(&mut text, value);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes a number as [`float_text`] does.
pub(super) fn write_float(text: &mut Vec<u8>, value: f64) {
    let start = text.len();
    // Writing into memory has no errors.
    let _ = if !value.is_finite() {
        write!(text, "{value}")
    } else if value.fract() == 0.0 && value.abs() < MOST_EXACT {
        write!(text, "{value:.0}")
    } else {
        serde_json::to_writer(&mut *text, &value).map_err(std::io::Error::from)
    };
    let written = text.get(start..).unwrap_or_default();
    if written.ends_with(b".0") {
        text.truncate(text.len() - 2);
    } else if let Some(plus) = written.iter().position(|byte| *byte == b'+') {
        text.remove(start + plus);
    }
}

/// A decimal: `digits` without zeros at either end, times ten to the power of `exponent`. Zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The value of a JSON number; `None` if the text is not one (RFC 8259, section 6).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = match text.strip_prefix('-') {
            Some(text) => (true, text),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        if !is_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        let digits = format!("{whole}{fraction}");
        let kept = digits.trim_end_matches('0');
        let zeros = i64::try_from(digits.len() - kept.len()).ok()?;
        let shift = i64::try_from(fraction.len()).ok()?;
        let kept = kept.trim_start_matches('0');
        Some(Self {
            is_negative: is_negative && !kept.is_empty(),
            exponent: match kept {
                "" => 0,
                _ => exponent.saturating_add(zeros).saturating_sub(shift),
            },
            digits: kept.to_owned(),
        })
    }

    /// Whether the number has no fraction.
    pub(crate) fn is_whole(&self) -> bool {
        self.exponent >= 0
    }

    /// The value as an integer; `None` if it has a fraction or is beyond 128 bits.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        if self.digits.is_empty() {
            return Some(0);
        }
        let power = 10_i128.checked_pow(u32::try_from(self.exponent).ok()?)?;
        let sign = if self.is_negative { "-" } else { "" };
        let digits: i128 = format!("{sign}{}", self.digits).parse().ok()?;
        digits.checked_mul(power)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads an exponent, limited to the range of `i32`: beyond it there is no difference.
fn parse_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let most = i64::from(i32::MAX);
    is_digits(digits).then(|| sign * digits.parse().unwrap_or(most).min(most))
}

/// The `f64` that is nearest to a number; `None` if the number is beyond the range of `f64`.
pub(crate) fn to_f64(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    // Formats other than JSON have numbers that are not finite, and write them as words.
    (value.is_finite() || !text.ends_with(|last: char| last.is_ascii_digit())).then_some(value)
}

/// Whether an `f64` holds a number so well that the same decimal comes back.
pub(crate) fn is_held(text: &str, value: f64) -> bool {
    let significant = text.bytes().filter(u8::is_ascii_digit).count();
    if significant <= HELD_DIGITS && !text.contains(['e', 'E']) {
        return true;
    }
    Decimal::parse(text) == Decimal::parse(&float_text(value))
}

/// Whether [`float_text`] writes an `f64` as exactly this text.
pub(crate) fn is_text_of(text: &str, value: f64) -> bool {
    let bytes = text.as_bytes();
    let is_short = bytes.len() <= HELD_DIGITS + 1 && !text.contains(['e', 'E', '-']);
    if is_short && !text.starts_with("0.0000") && text.contains('.') {
        return !text.ends_with('0');
    }
    float_text(value) == text
}

#[cfg(test)]
mod tests {
    use super::{Decimal, float_text, is_held, is_text_of};

    #[test]
    fn whole_numbers_have_no_point_and_exponents_no_plus() {
        for (value, text) in [
            (7.0, "7"),
            (-7.0, "-7"),
            (0.0, "0"),
            (-0.0, "-0"),
            (0.1, "0.1"),
            (1e14, "100000000000000"),
            (1_234_567_890_123_456.0, "1234567890123456"),
            (1e21, "1e21"),
            (1.5e-9, "1.5e-9"),
            (f64::MAX, "1.7976931348623157e308"),
        ] {
            assert_eq!(float_text(value), text);
            assert_eq!(text.parse::<f64>().unwrap().to_bits(), value.to_bits());
            assert!(is_text_of(text, value), "{text}");
        }
        for (text, value) in [("7.0", 7.0), ("1.50", 1.5), ("1E2", 100.0), ("1e2", 100.0)] {
            assert!(!is_text_of(text, value), "{text}");
        }
    }

    #[test]
    fn decimals_are_compared_by_value() {
        let equal = |a, b| Decimal::parse(a) == Decimal::parse(b);
        assert!(equal("7.0", "7"));
        assert!(equal("-0", "0.00e5"));
        assert!(equal("1.50e1", "15"));
        assert!(equal("1e99999999999999999999", "1E+99999999999999999998"));
        assert!(!equal("0.1", "0.10000000000000001"));
        for text in [
            "", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "NaN", "1 ",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_exact() {
        let whole = |text: &str| Decimal::parse(text).unwrap().to_i128();
        assert_eq!(whole("9007199254740993.0"), Some(9_007_199_254_740_993));
        assert_eq!(
            whole("-9223372036854775910"),
            Some(-9_223_372_036_854_775_910)
        );
        assert_eq!(whole("12e3"), Some(12_000));
        assert_eq!(whole("0e99999"), Some(0));
        assert_eq!(whole("0.5"), None);
        assert_eq!(whole("1e39"), None);
        assert_eq!(whole("1e999999999999"), None);
    }

    #[test]
    fn what_an_f64_holds_comes_back() {
        let is_held = |text: &str| is_held(text, text.parse().unwrap());
        for text in [
            "0.1",
            "1e23",
            "123456789012345",
            "0.30000000000000004",
            "1.0",
        ] {
            assert!(is_held(text), "{text}");
        }
        for text in [
            "12345678901234567890.12",
            "0.1234567890123456789012345",
            "9007199254740993",
        ] {
            assert!(!is_held(text), "{text}");
        }
    }
}
