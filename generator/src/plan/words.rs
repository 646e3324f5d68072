//! Texts of a document to the words that names are made of.

use crate::package::Ident;
use heck::{ToSnakeCase, ToUpperCamelCase};

/// Types that generated code names without a path, so no generated type may have their names.
const TAKEN_TYPES: &[&str] = &[
    "Base64",
    "Base64Url",
    "BTreeMap",
    "Box",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "DecodeError",
    "Decode",
    "Default",
    "Delimited",
    "Display",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "Field",
    "FilePart",
    "Form",
    "From",
    "Hash",
    "HttpDate",
    "Into",
    "IsoDuration",
    "Iterator",
    "LiteralEnum",
    "None",
    "Node",
    "Object",
    "ObjectWriter",
    "Ok",
    "OpenTuple",
    "Option",
    "PartialEq",
    "Result",
    "ScalarText",
    "Secret",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Uuid",
    "Value",
    "Vec",
    "Writer",
    "Xml",
    "XmlMember",
    "XmlModel",
    "XmlName",
];

/// The longest name in bytes, before a number is added: file systems allow 255 for a file.
const LONGEST: usize = 120;

/// A name of a type or variant.
pub(super) fn upper(text: &str) -> Ident {
    Ident::new(&shorten(ascii(text).to_upper_camel_case()), true)
}

/// A name of a type in `types/`, which must not hide what generated code names without a path.
pub(super) fn type_name(text: &str) -> Ident {
    let ident = upper(text);
    if TAKEN_TYPES.contains(&ident.as_str()) {
        return Ident::new(&format!("{ident}Schema"), true);
    }
    ident
}

/// A name of a function, field or module.
pub(super) fn lower(text: &str) -> Ident {
    Ident::new(&shorten(ascii(text).to_snake_case()), false)
}

/// A name of the variant for a text value. Signs are spelt out where nothing else is left of the text, or
/// where they stand before it.
pub(super) fn variant(text: &str) -> Ident {
    if text.is_empty() {
        return Ident::new("Empty", true);
    }
    let plain = ascii(text).to_upper_camel_case();
    let signed = text.starts_with(['-', '+', '!', '<', '>', '=']) && text.len() > 1;
    if plain.is_empty() || signed {
        return Ident::new(&shorten(spell(text).to_upper_camel_case()), true);
    }
    Ident::new(&shorten(plain), true)
}

/// The words of a text, lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    ascii(text)
        .to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A word without its plural ending, by the common rules of English.
pub(super) fn singular(word: &str) -> String {
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "zes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    if ["ss", "us", "is"]
        .iter()
        .any(|ending| word.ends_with(ending))
    {
        return word.to_owned();
    }
    stem("s").unwrap_or(word).to_owned()
}

/// A text in ASCII: what rustc neither normalises nor warns of.
fn ascii(text: &str) -> String {
    if text.is_ascii() {
        text.to_owned()
    } else {
        deunicode::deunicode_with_tofu(text, "_")
    }
}

/// A name cut where it is too long.
fn shorten(mut name: String) -> String {
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name.truncate(name.trim_end_matches('_').len());
    }
    name
}

/// The signs of a text as words.
fn spell(text: &str) -> String {
    let mut spelt = String::new();
    for c in text.chars() {
        let word = match c {
            '+' => "plus",
            '-' => "minus",
            '*' => "star",
            '/' => "slash",
            '\\' => "backslash",
            '<' => "less",
            '>' => "greater",
            '=' => "equal",
            '!' => "not",
            '&' => "and",
            '|' => "or",
            '%' => "percent",
            '.' => "dot",
            ',' => "comma",
            ':' => "colon",
            ';' => "semicolon",
            '#' => "hash",
            '$' => "dollar",
            '@' => "at",
            '?' => "question",
            '~' => "tilde",
            '^' => "caret",
            '_' => "underscore",
            '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
            '"' | '\'' | '`' => "quote",
            ' ' | '\t' | '\n' | '\r' => "space",
            other if other.is_alphanumeric() => {
                spelt.push_str(&ascii(&other.to_string()));
                continue;
            }
            _ => "sign",
        };
        spelt.push('_');
        spelt.push_str(word);
        spelt.push('_');
    }
    spelt
}
