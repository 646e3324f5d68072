//! The instants that texts of dates and times say (RFC 3339, section 5.6), so that they can be compared.

use std::time::{Duration, SystemTime};

use super::http_date;

/// Returns the seconds since 1970 and the digits of their fraction, without zeros at the end; `None` if the text is no
/// date and time.
pub(super) fn instant(text: &str) -> Option<(i64, &str)> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        let digits = bytes
            .get(from..to)
            .filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        Some(
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + i64::from(digit - b'0')),
        )
    };
    let is = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|sign| signs.contains(sign));
    let marks = is(4, b"-") && is(7, b"-") && is(10, b"Tt ") && is(13, b":") && is(16, b":");
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let in_range = (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !marks || !in_range {
        return None;
    }
    let rest = text.get(19..)?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest
                .find(|c: char| !c.is_ascii_digit())
                .filter(|end| *end > 0)?;
            rest.split_at(end)
        }
        None => ("", rest),
    };
    let days = super::http_date::days(year, month, day);
    // A day that its month does not have would become one of the next month.
    if super::http_date::civil(days) != (year, month, day) {
        return None;
    }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second;
    Some((seconds - offset(zone)?, fraction.trim_end_matches('0')))
}

/// Whether a text is a date: a day that its month has.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10 && instant(&format!("{text}T00:00:00Z")).is_some()
}

/// The moment that a text says; `None` if the text is no date and time, or the system cannot represent the moment.
pub(super) fn system_time(text: &str) -> Option<SystemTime> {
    let (seconds, fraction) = instant(text)?;
    let digits = fraction.get(..9).unwrap_or(fraction);
    let nanos = format!("{digits:0<9}").parse::<u32>().ok()?;
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let moment = match seconds < 0 {
        true => SystemTime::UNIX_EPOCH.checked_sub(whole)?,
        false => SystemTime::UNIX_EPOCH.checked_add(whole)?,
    };
    moment.checked_add(Duration::new(0, nanos))
}

/// Writes a moment in UTC. A moment outside the years 0 to 9999 becomes the nearest one within them.
pub(super) fn write(moment: SystemTime) -> String {
    let (seconds, nanos) = http_date::since_1970(moment);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = http_date::civil(days);
    let fraction = match nanos {
        0 => String::new(),
        nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
    };
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}{fraction}Z",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// The offset of a time zone in seconds, positive if it is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let sign = if zone.starts_with('+') { 1 } else { -1 };
    let (hours, minutes) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
    let number = |digits: &str, end: i64| {
        let is_number = digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit());
        let number = digits.parse::<i64>().ok()?;
        (is_number && number < end).then_some(number)
    };
    Some(sign * (number(hours, 24)? * 3600 + number(minutes, 60)? * 60))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::{instant, is_date, system_time, write};

    #[test]
    fn moments_are_read_and_written() {
        let at = |seconds: i64, nanos: u32| {
            let length = Duration::from_secs(seconds.unsigned_abs());
            let moment = match seconds < 0 {
                true => SystemTime::UNIX_EPOCH - length,
                false => SystemTime::UNIX_EPOCH + length,
            };
            moment + Duration::new(0, nanos)
        };
        for (seconds, nanos, text) in [
            (0, 0, "1970-01-01T00:00:00Z"),
            (-1, 500_000_000, "1969-12-31T23:59:59.5Z"),
            (951_782_400, 1, "2000-02-29T00:00:00.000000001Z"),
            (
                253_402_300_799,
                999_999_999,
                "9999-12-31T23:59:59.999999999Z",
            ),
            (-62_167_219_200, 0, "0000-01-01T00:00:00Z"),
        ] {
            let moment = at(seconds, nanos);
            assert_eq!(write(moment), text);
            assert_eq!(system_time(text), Some(moment), "{text}");
        }
        assert_eq!(write(at(253_402_300_800, 5)), "9999-12-31T23:59:59Z");
        assert_eq!(system_time("noon"), None);
    }

    #[test]
    fn dates_are_known() {
        assert!(is_date("2024-02-29"));
        for text in [
            "",
            "2023-02-29",
            "2024-2-29",
            "2024-02-29Z",
            "2024-02-29T",
            "today",
            "+024-02-29",
            "é24-02-29",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn instants_are_compared_and_other_texts_are_none() {
        for (earlier, later) in [
            ("2024-01-01T10:00:00+02:00", "2024-01-01T09:00:00Z"),
            ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.0001Z"),
            ("2024-01-01T00:00:00.09Z", "2024-01-01T00:00:00.1Z"),
            ("0000-01-01t00:00:00z", "9999-12-31 23:59:60-23:59"),
        ] {
            assert!(
                instant(earlier).unwrap() < instant(later).unwrap(),
                "{earlier} {later}"
            );
        }
        assert_eq!(
            instant("2024-02-29T12:00:00.500+01:00"),
            instant("2024-02-29T11:00:00.5Z")
        );
        assert_eq!(instant("1970-01-01T00:00:00-00:00"), Some((0, "")));
        for text in [
            "",
            "noon",
            "2024-01-01",
            "2024-02-30T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+1:00",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Zx",
            "é024-01-01T00:00:00Z",
            "2024-01-01T00:00:00é",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
