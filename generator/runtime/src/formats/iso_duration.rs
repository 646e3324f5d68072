//! Lengths of time as ISO 8601 writes them.

use std::time::Duration;

/// Whether a text is a length of time: `P`, and numbers that each have a unit, in the order of the units. A sign before
/// it, weeks beside other units and fractions are taken as well (ISO 8601-2), as most servers do.
pub(super) fn is_duration(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (dates, times) = match rest.split_once('T') {
        Some((dates, times)) => (dates, Some(times)),
        None => (rest, None),
    };
    let (Some(dates), Some(times)) = (
        count(dates, "YMWD"),
        times.map_or(Some(0), |times| {
            count(times, "HMS").filter(|count| *count > 0)
        }),
    ) else {
        return false;
    };
    dates + times > 0
}

/// How many numbers with a unit there are, if each has one of these, in this order.
fn count(mut text: &str, mut units: &str) -> Option<usize> {
    let mut count = 0;
    while !text.is_empty() {
        let end = text.find(|char: char| !matches!(char, '0'..='9' | '.' | ','))?;
        let (number, rest) = text.split_at(end);
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) {
            return None;
        }
        let unit = rest.chars().next()?;
        let (_, left) = units.split_once(unit)?;
        (units, text) = (left, rest.strip_prefix(unit)?);
        count += 1;
    }
    Some(count)
}

/// The text of a length: hours, minutes and seconds, none of them a day, which need not have 24 hours.
pub(super) fn write(length: Duration) -> String {
    let (seconds, nanos) = (length.as_secs(), length.subsec_nanos());
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = "PT".to_owned();
    if hours > 0 {
        text.push_str(&format!("{hours}H"));
    }
    if minutes > 0 {
        text.push_str(&format!("{minutes}M"));
    }
    if nanos > 0 {
        let fraction = format!("{nanos:09}");
        text.push_str(&format!("{seconds}.{}S", fraction.trim_end_matches('0')));
    } else if seconds > 0 || text == "PT" {
        text.push_str(&format!("{seconds}S"));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{is_duration, write};

    #[test]
    fn lengths_of_time_are_known() {
        for text in [
            "P3DT12H",
            "P1Y",
            "PT0S",
            "P2W",
            "-P1M",
            "PT1.5S",
            "P1Y2M3DT4H5M6S",
            "PT0,5H",
        ] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "", "P", "PT", "P1DT", "3 days", "P1H", "PT1D", "PT1M1H", "P1.D", "P.5D", "P1D ",
            "p1d", "P1",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn lengths_are_written() {
        for (nanos, text) in [
            (0, "PT0S"),
            (1, "PT0.000000001S"),
            (90_000_000_000, "PT1M30S"),
            (3_600_000_000_000, "PT1H"),
            (90_061_500_000_000, "PT25H1M1.5S"),
        ] {
            assert_eq!(write(Duration::from_nanos(nanos)), text);
            assert!(is_duration(text));
        }
    }
}
