//! Signs of a text as words, for texts that differ in nothing else.

/// The signs of a text as words.
pub(super) fn spell(text: &str) -> String {
    let mut spelt = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            spelt.push(c);
            continue;
        }
        spelt.push('_');
        spelt.push_str(word(c));
        spelt.push('_');
    }
    spelt
}

/// The word for a sign.
fn word(sign: char) -> &'static str {
    match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '≤' => "less_equal",
        '≥' => "greater_equal",
        '≠' => "not_equal",
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
        _ => "sign",
    }
}
