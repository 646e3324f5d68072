//! Which characters XML has, and how they are written so that they come back (XML 1.0, fifth edition).

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Escapes a text. A reader makes blanks of raw line ends and tabs in an attribute (section 3.3.3), and a line feed of
/// a raw carriage return anywhere (section 2.11).
///
/// # Errors
///
/// The text has a character that XML has no way to write (section 2.2).
pub(super) fn escape(text: &str, place: Place) -> Result<String, String> {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match (character, place) {
            ('&', _) => escaped.push_str("&amp;"),
            ('<', _) => escaped.push_str("&lt;"),
            // `]]>` must not stand in a text.
            ('>', _) => escaped.push_str("&gt;"),
            ('"', Place::Attribute) => escaped.push_str("&quot;"),
            ('\r', _) => escaped.push_str("&#13;"),
            ('\n', Place::Attribute) => escaped.push_str("&#10;"),
            ('\t', Place::Attribute) => escaped.push_str("&#9;"),
            (character, _) if is_character(character) => escaped.push(character),
            (character, _) => {
                let number = u32::from(character);
                return Err(format!("XML cannot hold the character U+{number:04X}"));
            }
        }
    }
    Ok(escaped)
}

/// A text in sections of characters (section 2.7), which end where `]]>` would. A carriage return stands outside.
///
/// # Errors
///
/// The text has a character that XML has no way to write.
pub(super) fn sections(text: &str) -> Result<String, String> {
    // Whether all of it can be written.
    escape(text, Place::Text)?;
    let text = text.replace("]]>", "]]]]><![CDATA[>");
    let text = text.replace('\r', "]]>&#13;<![CDATA[");
    Ok(format!("<![CDATA[{text}]]>"))
}

/// A document with references (section 4.1) to the characters that its charset does not have. Names can hold none.
pub(super) fn with_references(document: &str, has: impl Fn(char) -> bool) -> String {
    const BEGIN: &str = "<![CDATA[";
    const END: &str = "]]>";
    let mut written = String::with_capacity(document.len());
    let mut rest = document;
    while let Some((before, section)) = rest.split_once(BEGIN) {
        let (inside, after) = section.split_once(END).unwrap_or((section, ""));
        markup(before, &has, &mut written);
        written.push_str(BEGIN);
        for sign in inside.chars() {
            match has(sign) {
                true => written.push(sign),
                false => written.push_str(&format!("{END}{}{BEGIN}", reference(sign))),
            }
        }
        written.push_str(END);
        rest = after;
    }
    markup(rest, &has, &mut written);
    written
}

/// Writes elements and the text between them, in which `<` and `>` stand for nothing else.
fn markup(text: &str, has: &impl Fn(char) -> bool, written: &mut String) {
    let (mut is_tag, mut is_value) = (false, false);
    for sign in text.chars() {
        match sign {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '"' if is_tag => is_value = !is_value,
            _ => {}
        }
        match has(sign) || is_tag && !is_value {
            true => written.push(sign),
            false => written.push_str(&reference(sign)),
        }
    }
}

fn reference(sign: char) -> String {
    format!("&#{};", u32::from(sign))
}

/// Whether a character may stand in a document (section 2.2).
pub(super) fn is_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text is a name (section 2.3), with at most one prefix (Namespaces in XML, section 4).
pub(super) fn is_name(text: &str) -> bool {
    let mut parts = text.split(':');
    let is_part = |part: &str| part.starts_with(starts_name) && part.chars().all(continues_name);
    parts.by_ref().take(2).all(is_part) && parts.next().is_none()
}

fn starts_name(character: char) -> bool {
    matches!(character,
        'A'..='Z' | '_' | 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
        | '\u{10000}'..='\u{effff}')
}

fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::{Place, escape, is_name, with_references};

    #[test]
    fn names_are_those_of_xml() {
        for name in ["a", "_", "é", "a-b.c1", "x:a", "日本"] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "", "1", "-a", ".", "a b", "a:b:c", ":a", "a:", "ª", "a\u{0}", "×", "a<", "\u{37e}",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_an_error() {
        for (text, number) in [
            ("\0", "0000"),
            ("a\u{1}", "0001"),
            ("\u{fffe}", "FFFE"),
            ("\u{1f}b", "001F"),
            ("\u{ffff}", "FFFF"),
        ] {
            for place in [Place::Text, Place::Attribute] {
                assert!(escape(text, place).unwrap_err().ends_with(number));
            }
        }
        assert_eq!(
            escape("\u{fffd}\u{10ffff}\u{85}", Place::Text).as_deref(),
            Ok("\u{fffd}\u{10ffff}\u{85}")
        );
    }

    #[test]
    fn what_a_charset_does_not_have_is_referred_to() {
        let document = "<é a=\"5 € \">\"é €\"<b><![CDATA[é € <![CDATA[ \"]]></b>€</é>";
        let latin = |sign| u32::from(sign) < 0x100;
        assert_eq!(
            with_references(document, latin),
            "<é a=\"5 &#8364; \">\"é &#8364;\"<b><![CDATA[é ]]>&#8364;<![CDATA[ <![CDATA[ \"]]></b>&#8364;</é>"
        );
        assert_eq!(with_references(document, |_| true), document);
    }
}
