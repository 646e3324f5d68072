//! Dates, times and durations: texts that are kept as they came.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::time::{Duration, SystemTime};

use super::super::json::DecodeError;
use super::http_date;
use super::instant::{self, instant};
use super::iso_duration;
use super::kept_text::kept_text;

kept_text! {
    /// A date and time (RFC 3339) as text, exactly as it was received or given: nothing of its precision or offset is
    /// lost. A server's text that is no date and time is kept too; `parse` refuses it.
    ///
    /// Two values that say the same instant are equal, and values are ordered by instant: `10:00:00+02:00` is before
    /// `09:00:00Z`. Texts that are no date and time come last, ordered as texts.
    ///
    /// It converts to and from [`SystemTime`], as moments of most libraries do, and with the feature `jiff` to and from
    /// `jiff::Timestamp`. Calls and setters take these as they are.
    ///
    /// ```
    /// use jackfield_runtime::DateTime;
    /// use std::time::{Duration, SystemTime};
    ///
    /// let moment: DateTime = "2026-01-31T12:00:00.5+01:00".parse()?;
    /// assert_eq!(moment, "2026-01-31T11:00:00.500Z".parse::<DateTime>()?);
    /// assert!("31 January".parse::<DateTime>().is_err());
    ///
    /// let moment = DateTime::from(SystemTime::UNIX_EPOCH + Duration::from_millis(1_500));
    /// assert_eq!(moment.as_str(), "1970-01-01T00:00:01.5Z");
    /// # Ok::<(), jackfield_runtime::DecodeError>(())
    /// ```
    DateTime, "a date and time such as `2026-01-31T12:00:00Z`", is_date_time
}

kept_text! {
    /// A date as text, exactly as it was received or given. `parse` refuses a text that is no date.
    ///
    /// With the feature `jiff` it converts to and from `jiff::civil::Date`, which calls and setters take as it is.
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    Date, "a date such as `2026-01-31`", instant::is_date
}

kept_text! {
    /// A date and time as HTTP headers have it (RFC 9110, section 5.6.7), exactly as it was received or given. `parse`
    /// refuses a text that is no such date.
    ///
    /// ```
    /// use jackfield_runtime::{DecodeError, HttpDate};
    /// use std::time::{Duration, SystemTime};
    ///
    /// let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    /// let date = HttpDate::from(moment);
    /// assert_eq!(date.as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    /// assert_eq!(date.system_time()?, moment);
    /// # Ok::<(), DecodeError>(())
    /// ```
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    HttpDate, "a date of HTTP such as `Sun, 06 Nov 1994 08:49:37 GMT`", is_http_date
}

kept_text! {
    /// A length of time as ISO 8601 writes it (RFC 3339, appendix A), such as `P3DT12H`, exactly as it was received or
    /// given. `parse` refuses a text that is no length of time.
    ///
    /// A [`Duration`] converts to it. With the feature `jiff` it converts to and from `jiff::Span`.
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    IsoDuration, "a length of time such as `P3DT12H`", iso_duration::is_duration
}

fn is_date_time(text: &str) -> bool {
    instant(text).is_some()
}

fn is_http_date(text: &str) -> bool {
    http_date::read(text).is_some()
}

impl DateTime {
    /// The key by which values are compared: the instant, or the text, which comes after all instants.
    fn key(&self) -> (bool, i64, &str) {
        match instant(self.as_str()) {
            Some((seconds, fraction)) => (false, seconds, fraction),
            None => (true, 0, self.as_str()),
        }
    }

    /// The moment, as exactly as the system knows moments.
    ///
    /// # Errors
    ///
    /// The text is no date and time, or one that the system has no number for.
    pub fn system_time(&self) -> Result<SystemTime, DecodeError> {
        instant::system_time(self.as_str())
            .ok_or_else(|| DecodeError::unlike("a date and time", "other text"))
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// In UTC. Years of other than four digits have no form: a moment beyond them becomes the nearest that has one.
impl From<SystemTime> for DateTime {
    fn from(moment: SystemTime) -> Self {
        Self::from_text(instant::write(moment))
    }
}

impl HttpDate {
    /// The moment, in any of the three forms that HTTP knows.
    ///
    /// # Errors
    ///
    /// The text is none of them.
    pub fn system_time(&self) -> Result<SystemTime, DecodeError> {
        http_date::read(self.as_str())
            .ok_or_else(|| DecodeError::unlike("a date of HTTP", "other text"))
    }
}

/// Years of other than four digits have no form in HTTP: a moment beyond them becomes the nearest that has one.
impl From<SystemTime> for HttpDate {
    fn from(moment: SystemTime) -> Self {
        Self::from_text(http_date::write(moment))
    }
}

impl From<Duration> for IsoDuration {
    fn from(length: Duration) -> Self {
        Self::from_text(iso_duration::write(length))
    }
}

super::super::serde_bridge!(DateTime, Date, HttpDate, IsoDuration);
