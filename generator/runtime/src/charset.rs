//! Text in the character encodings that servers use.

use std::borrow::Cow;

use super::excerpt::excerpt;
use super::json::DecodeError;
use super::limits::SHOWN_NAME;
use super::media_type::MediaType;

/// The characters of windows-1252 that are not those of ISO-8859-1 (WHATWG Encoding, index windows-1252).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A character encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Charset {
    Utf8,
    /// windows-1252, also for text that is declared as ISO-8859-1 or US-ASCII (WHATWG Encoding, section 4.2).
    Windows1252,
    Utf16Big,
    Utf16Little,
}

impl Charset {
    fn named(name: &str) -> Option<Self> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Self::Utf8,
            "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1"
            | "windows-1252" | "cp1252" => Self::Windows1252,
            // Without a byte-order mark, UTF-16 is big-endian (RFC 2781, section 4.3).
            "utf-16" | "utf-16be" => Self::Utf16Big,
            "utf-16le" => Self::Utf16Little,
            _ => return None,
        })
    }

    /// The encoding that a byte-order mark stands for, and the length of the mark in bytes.
    fn marked(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [0xef, 0xbb, 0xbf, ..] => Some((Self::Utf8, 3)),
            [0xfe, 0xff, ..] => Some((Self::Utf16Big, 2)),
            [0xff, 0xfe, ..] => Some((Self::Utf16Little, 2)),
            _ => None,
        }
    }

    /// The encoding that a media type states, if any.
    fn stated(media_type: Option<MediaType<'_>>) -> Result<Option<Self>, DecodeError> {
        let Some(name) = media_type.and_then(|media_type| media_type.parameter("charset")) else {
            return Ok(None);
        };
        let unknown = || {
            let name: String = name.chars().take(40).collect();
            DecodeError::malformed(format!("the charset `{name}` cannot be read"))
        };
        Self::named(&name).map(Some).ok_or_else(unknown)
    }

    fn read(self, bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| DecodeError::unlike("text in UTF-8", "other bytes")),
            Self::Windows1252 => Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
            Self::Utf16Big => utf_16(bytes, u16::from_be_bytes),
            Self::Utf16Little => utf_16(bytes, u16::from_le_bytes),
        }
    }
}

fn windows_1252(byte: u8) -> char {
    let place = usize::from(byte).checked_sub(0x80);
    let special = place.and_then(|place| WINDOWS_1252.get(place));
    special.copied().unwrap_or(char::from(byte))
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, DecodeError> {
    let wrong = || DecodeError::unlike("text in UTF-16", "other bytes");
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(wrong());
    }
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned).map_err(|_| wrong())
}

/// The text of a body: in the encoding of its byte-order mark, else in that of its media type, else in UTF-8.
pub(crate) fn text<'b>(
    bytes: &'b [u8],
    media_type: Option<MediaType<'_>>,
) -> Result<Cow<'b, str>, DecodeError> {
    if let Some((charset, mark)) = Charset::marked(bytes) {
        return charset.read(bytes.get(mark..).unwrap_or_default());
    }
    let charset = Charset::stated(media_type)?.unwrap_or(Charset::Utf8);
    charset.read(bytes)
}

/// Returns the text of a JSON or XML body as bytes that should be UTF-8. JSON is in UTF-8 whatever its media type says
/// (RFC 8259, section 8.1), so the charset of the media type counts only where the bytes are not JSON in UTF-8.
pub(crate) fn utf_8<'b>(
    bytes: &'b [u8],
    media_type: Option<MediaType<'_>>,
) -> Result<Cow<'b, [u8]>, DecodeError> {
    let owned = |text: Cow<'b, str>| match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    };
    match Charset::marked(bytes) {
        Some((Charset::Utf8, mark)) => {
            return Ok(Cow::Borrowed(bytes.get(mark..).unwrap_or_default()));
        }
        Some((charset, mark)) => {
            return charset
                .read(bytes.get(mark..).unwrap_or_default())
                .map(owned);
        }
        None => {}
    }
    match Charset::stated(media_type) {
        Ok(None | Some(Charset::Utf8)) => Ok(Cow::Borrowed(bytes)),
        // JSON in UTF-16 may also be valid UTF-8: its zero bytes tell it apart.
        Ok(Some(charset)) if charset != Charset::Windows1252 && bytes.contains(&0) => {
            charset.read(bytes).map(owned)
        }
        _ if std::str::from_utf8(bytes).is_ok() => Ok(Cow::Borrowed(bytes)),
        Ok(Some(charset)) => charset.read(bytes).map(owned),
        Err(error) => Err(error),
    }
}

/// Returns the text of an XML body as bytes that should be UTF-8: the charset of the media type goes before the
/// encoding that the document declares (RFC 7303, section 3).
#[allow(dead_code, reason = "a client may have no XML")]
pub(crate) fn xml<'b>(
    bytes: &'b [u8],
    media_type: Option<MediaType<'_>>,
) -> Result<Cow<'b, [u8]>, DecodeError> {
    let is_stated = media_type.is_some_and(|media_type| media_type.parameter("charset").is_some());
    match declared(bytes).filter(|_| !is_stated) {
        Some(Charset::Windows1252) if std::str::from_utf8(bytes).is_err() => {
            let text = Charset::Windows1252.read(bytes)?;
            Ok(Cow::Owned(text.into_owned().into_bytes()))
        }
        _ => utf_8(bytes, media_type),
    }
}

/// The encoding that a document of XML declares, where the declaration itself is ASCII.
fn declared(document: &[u8]) -> Option<Charset> {
    let end = document
        .windows(2)
        .take(200)
        .position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(document.get(..end)?).ok()?;
    let (_, rest) = declaration.strip_prefix("<?xml")?.split_once("encoding")?;
    let quoted = rest.trim_start().strip_prefix('=')?.trim_start();
    let name = quoted.strip_prefix(['"', '\''])?;
    Charset::named(name.split(['"', '\'']).next()?)
}

/// The charset in which a body or a part is written.
#[derive(Debug)]
pub(crate) struct Target {
    /// Its name in lower case; empty if none is stated.
    name: String,
    known: Option<Charset>,
}

impl Target {
    /// The charset that a media type states, else UTF-8.
    pub(crate) fn of(media_type: &str) -> Self {
        let name = MediaType::parse(media_type).parameter("charset");
        let name = name.unwrap_or_default().trim().to_ascii_lowercase();
        let known = match name.as_str() {
            "" => Some(Charset::Utf8),
            name => Charset::named(name),
        };
        Self { name, known }
    }

    pub(crate) fn is_utf_8(&self) -> bool {
        self.known == Some(Charset::Utf8)
    }

    /// The name for the encoding declaration of an XML document (XML 1.0, section 4.3.3); `None` if the name of the
    /// charset cannot stand there.
    #[allow(dead_code, reason = "a client may have no XML")]
    pub(crate) fn declared(&self) -> Option<&str> {
        if self.is_utf_8() {
            return Some("UTF-8");
        }
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        let is_name = self
            .name
            .starts_with(|first: char| first.is_ascii_alphabetic())
            && self.name.bytes().all(is_of_name);
        is_name.then_some(self.name.as_str())
    }

    /// Whether the charset has a character.
    #[allow(dead_code, reason = "a client may have no XML")]
    pub(crate) fn has(&self, sign: char) -> bool {
        match self.known {
            Some(Charset::Utf8 | Charset::Utf16Big | Charset::Utf16Little) => true,
            Some(Charset::Windows1252) | None => self.byte(sign).is_some(),
        }
    }

    /// The bytes of a text.
    ///
    /// # Errors
    ///
    /// The text has a character that the charset does not have or, if the charset is not known, a character that is not
    /// ASCII.
    pub(crate) fn bytes<'t>(&self, text: &'t str) -> Result<Cow<'t, [u8]>, String> {
        let bytes: Option<Vec<u8>> = match self.known {
            Some(Charset::Utf8) => return Ok(Cow::Borrowed(text.as_bytes())),
            Some(Charset::Utf16Big) if self.name == "utf-16" => {
                Some(to_utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes))
            }
            Some(Charset::Utf16Big) => Some(to_utf_16(text, u16::to_be_bytes)),
            Some(Charset::Utf16Little) => Some(to_utf_16(text, u16::to_le_bytes)),
            Some(Charset::Windows1252) | None if text.is_ascii() => {
                return Ok(Cow::Borrowed(text.as_bytes()));
            }
            Some(Charset::Windows1252) | None => text.chars().map(|sign| self.byte(sign)).collect(),
        };
        let name = excerpt(&self.name, SHOWN_NAME);
        bytes
            .map(Cow::Owned)
            .ok_or_else(|| format!("the text cannot be written in the charset `{name}`"))
    }

    /// The byte of a character in a charset of single bytes. ASCII is the same in all of these charsets, and is taken
    /// to be the same in charsets that are not known.
    fn byte(&self, sign: char) -> Option<u8> {
        let byte = u8::try_from(sign).ok();
        match (self.name.as_str(), self.known) {
            ("windows-1252" | "cp1252", _) => to_windows_1252(sign),
            ("us-ascii" | "ascii", _) | (_, None) => byte.filter(u8::is_ascii),
            _ => byte,
        }
    }
}

/// The bytes of a text in the charset that its media type states, else in UTF-8.
///
/// # Errors
///
/// The charset does not have all of its characters.
pub(crate) fn written<'t>(text: &'t str, media_type: &str) -> Result<Cow<'t, [u8]>, String> {
    Target::of(media_type).bytes(text)
}

fn to_windows_1252(sign: char) -> Option<u8> {
    let special = WINDOWS_1252.iter().position(|special| *special == sign);
    match special.and_then(|place| u8::try_from(place).ok()) {
        Some(place) => Some(place + 0x80),
        None => u8::try_from(sign)
            .ok()
            .filter(|byte| !(0x80..0xa0).contains(byte)),
    }
}

fn to_utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}
