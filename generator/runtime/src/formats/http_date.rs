//! Dates as HTTP headers have them (RFC 9110, section 5.6.7).

use std::time::{Duration, SystemTime};

const DAY: i64 = 86_400;
/// The number of days in an era of 400 years.
const DAYS_OF_ERA: i64 = 146_097;
/// The number of days from 1 March of the year 0 to 1 January 1970.
const DAYS_BEFORE_1970: i64 = 719_468;

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The first and the last second of the years that have four digits, from 0 to 9999.
const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;

/// Writes a moment as an HTTP date. A moment outside the years 0 to 9999 becomes the nearest one within them.
pub(super) fn write(moment: SystemTime) -> String {
    let seconds = seconds(moment).clamp(FIRST, LAST);
    let (days, second) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let name = |names: &[&'static str], index: i64| {
        let index = usize::try_from(index).unwrap_or_default();
        names.get(index).copied().unwrap_or_default()
    };
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        name(&WEEKDAYS, days.rem_euclid(7)),
        name(&MONTHS, month - 1),
        second / 3600,
        second / 60 % 60,
        second % 60,
    )
}

/// The moment that a text says, in any of the three forms that HTTP knows.
pub(super) fn read(text: &str) -> Option<SystemTime> {
    // The crate knows no moment before 1970.
    httpdate::parse_http_date(text).ok().or_else(|| fixed(text))
}

/// A text of the form that [`write`] gives.
fn fixed(text: &str) -> Option<SystemTime> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let month = MONTHS
        .iter()
        .position(|name| text.get(8..11) == Some(name))?;
    let days = days(
        number(12, 16)?,
        i64::try_from(month).ok()? + 1,
        number(5, 7)?,
    );
    let seconds = days * DAY + number(17, 19)? * 3600 + number(20, 22)? * 60 + number(23, 25)?;
    let moment = match u64::try_from(seconds) {
        Ok(after) => SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(after)),
        Err(_) => SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(seconds.unsigned_abs())),
    };
    // A text with the same numbers and another form is refused.
    moment.filter(|moment| write(*moment) == text)
}

/// The whole seconds since 1970 of a moment, and the nanoseconds beyond them. A moment outside the years 0 to 9999
/// becomes the nearest second within them.
pub(super) fn since_1970(moment: SystemTime) -> (i64, u32) {
    let whole = seconds(moment);
    let within = whole.clamp(FIRST, LAST);
    if within != whole {
        return (within, 0);
    }
    let nanos = match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => after.subsec_nanos(),
        Err(before) => (1_000_000_000 - before.duration().subsec_nanos()) % 1_000_000_000,
    };
    (whole, nanos)
}

/// Whole seconds since 1970, rounded down.
fn seconds(moment: SystemTime) -> i64 {
    match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => {
            let before = before.duration();
            let up = u64::from(before.subsec_nanos() > 0);
            let seconds = i64::try_from(before.as_secs().saturating_add(up));
            seconds.map_or(i64::MIN, |seconds| -seconds)
        }
    }
}

/// Year, month and day of a number of days since 1970. Years begin in March, so that the leap day is their last.
pub(super) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + DAYS_BEFORE_1970;
    let (era, day) = (days.div_euclid(DAYS_OF_ERA), days.rem_euclid(DAYS_OF_ERA));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The number of days since 1970 of a date.
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let month = if month > 2 { month - 3 } else { month + 9 };
    let day = of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1;
    era * DAYS_OF_ERA + day - DAYS_BEFORE_1970
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use std::time::{Duration, SystemTime};

    #[test]
    fn moments_of_all_years_are_written_and_read() {
        let epoch = SystemTime::UNIX_EPOCH;
        let second = Duration::from_secs;
        for (moment, text) in [
            (epoch, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (epoch - second(1), "Wed, 31 Dec 1969 23:59:59 GMT"),
            (epoch + second(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"),
            (epoch + second(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT"),
            (
                epoch - second(2_203_891_200),
                "Thu, 01 Mar 1900 00:00:00 GMT",
            ),
            (
                epoch + second(253_402_300_799),
                "Fri, 31 Dec 9999 23:59:59 GMT",
            ),
            (
                epoch - second(62_167_219_200),
                "Sat, 01 Jan 0000 00:00:00 GMT",
            ),
        ] {
            assert_eq!(write(moment), text);
            assert_eq!(read(text), Some(moment), "{text}");
        }
        assert_eq!(
            write(epoch - Duration::from_nanos(1)),
            "Wed, 31 Dec 1969 23:59:59 GMT"
        );
    }

    #[test]
    fn moments_beyond_become_the_nearest() {
        let epoch = SystemTime::UNIX_EPOCH;
        for seconds in [253_402_300_800, 1 << 45, i64::MAX as u64] {
            let Some(moment) = epoch.checked_add(Duration::from_secs(seconds)) else {
                continue;
            };
            assert_eq!(write(moment), "Fri, 31 Dec 9999 23:59:59 GMT");
        }
        for seconds in [62_167_219_201, 1 << 45, i64::MAX as u64] {
            let Some(moment) = epoch.checked_sub(Duration::from_secs(seconds)) else {
                continue;
            };
            assert_eq!(write(moment), "Sat, 01 Jan 0000 00:00:00 GMT");
        }
    }

    #[test]
    fn it_agrees_with_the_crate() {
        let mut seconds = 0;
        while seconds < 253_402_300_800 {
            let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(write(moment), httpdate::fmt_http_date(moment));
            seconds += 86_400 * 7 + 12_345;
        }
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "",
            "Thu, 01 Jan 1969 00:00:00 GMT",
            "Wed, 32 Dec 1969 00:00:00 GMT",
            "Wed, 31 Dec 1969 24:00:00 GMT",
            "é".repeat(29).as_str(),
            "Wed, 31 Dec 1969 23:59:59 UTC",
            "Wed, 31 Dec +969 23:59:59 GMT",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
