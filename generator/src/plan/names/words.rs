//! Texts of a document to the words that names are made of.

use crate::limits::NAME_WORDS;
use crate::package::Ident;
use std::borrow::Cow;

/// The longest name in bytes, before a number is added: file systems allow 255 for a file.
const LONGEST: usize = 120;

/// Words that mix cases within themselves, as people write them, and as a type's name has them.
const MIXED: &[(&str, &str)] = &[
    ("OAuth", "OAuth"),
    ("GitHub", "GitHub"),
    ("GitLab", "GitLab"),
    ("GraphQL", "GraphQl"),
    ("IPsec", "Ipsec"),
    ("IPv", "Ipv"),
    ("JavaScript", "JavaScript"),
    ("LinkedIn", "LinkedIn"),
    ("MongoDB", "MongoDb"),
    ("MySQL", "MySql"),
    ("PayPal", "PayPal"),
    ("PostgreSQL", "PostgreSql"),
    ("TypeScript", "TypeScript"),
    ("VoIP", "Voip"),
    ("WhatsApp", "WhatsApp"),
    ("WiFi", "Wifi"),
    ("YouTube", "YouTube"),
    ("iOS", "Ios"),
    ("iPad", "Ipad"),
    ("iPhone", "Iphone"),
    ("macOS", "MacOs"),
];

/// A name of a type or variant.
pub(in crate::plan) fn upper(text: &str) -> Ident {
    Ident::new(&shorten(upper_camel(text)), true)
}

/// A name of a function, field or module.
pub(in crate::plan) fn lower(text: &str) -> Ident {
    let text = ascii(text);
    let mut name = String::with_capacity(text.len() + 8);
    for word in split(&text) {
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(word);
    }
    name.make_ascii_lowercase();
    Ident::new(&shorten(name), false)
}

/// A text as a name in camel case, whose numbers stay apart.
pub(super) fn upper_camel(text: &str) -> String {
    let text = ascii(text);
    let mut name = String::with_capacity(text.len() + 8);
    for word in split(&text) {
        let ends_in_digit = name.ends_with(|c: char| c.is_ascii_digit());
        if ends_in_digit && word.starts_with(|c: char| c.is_ascii_digit()) {
            name.push('_');
        }
        push_capital(&mut name, word);
    }
    name
}

/// The words of a text, lower case.
pub(in crate::plan) fn words(text: &str) -> Vec<String> {
    split(&ascii(text))
        .iter()
        .map(|word| word.to_ascii_lowercase())
        .collect()
}

/// Writes a word as a type's name has it.
fn push_capital(name: &mut String, word: &str) {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some((_, known)) = MIXED.iter().find(|(spelling, _)| *spelling == stem) {
        name.push_str(known);
        name.push_str(word.get(stem.len()..).unwrap_or_default());
        return;
    }
    let mut letters = word.chars();
    name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
    name.extend(letters.map(|letter| letter.to_ascii_lowercase()));
}

/// The words of an ASCII text as it writes them, up to a limit: apart where a sign stands or the case changes.
fn split(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for chunk in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut rest = chunk;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(first_word(rest));
            found.push(word);
            if found.len() == NAME_WORDS {
                return found;
            }
            rest = after;
        }
    }
    found
}

/// The length of the first word of letters and digits.
fn first_word(text: &str) -> usize {
    let bytes = text.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    // A text without capitals is one word, and none of those that mix cases.
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return bytes.len();
    }
    let mut known = MIXED
        .iter()
        .filter(|(word, _)| word.bytes().next() == bytes.first().copied());
    if let Some(length) = known.find_map(|(word, _)| mixed(text, word)) {
        return length;
    }
    let (mut is_upper, mut is_lower) = (false, false);
    for index in 0..bytes.len() {
        let byte = at(index);
        if byte.is_ascii_uppercase() {
            // `getPets`
            if is_lower {
                return index;
            }
            // `HTTPServer` and `V1UsApp`, but `floatingIPs`
            let goes_on = index > 0 && at(index - 1).is_ascii_uppercase();
            let is_plural = goes_on && at(index + 1) == b's' && !at(index + 2).is_ascii_lowercase();
            if is_upper && at(index + 1).is_ascii_lowercase() && !is_plural {
                return index;
            }
        }
        if byte.is_ascii_alphabetic() {
            (is_upper, is_lower) = (byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
        }
    }
    bytes.len()
}

/// The length of a word of mixed cases that a text begins with, digits behind it included.
fn mixed(text: &str, word: &str) -> Option<usize> {
    let rest = text.strip_prefix(word)?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    (!after.starts_with(|c: char| c.is_ascii_lowercase())).then_some(text.len() - after.len())
}

/// Plurals that follow no rule, or another one than their ending says.
const IRREGULAR: &[(&str, &str)] = &[
    ("aliases", "alias"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
];

/// Words of one thing that end as those of many do.
const NO_PLURAL: &[&str] = &[
    "alias",
    "atlas",
    "aws",
    "bias",
    "canvas",
    "chaos",
    "cors",
    "dns",
    "gas",
    "gps",
    "https",
    "kubernetes",
    "lens",
    "mms",
    "nas",
    "news",
    "pos",
    "sms",
    "tls",
    "vps",
];

/// A word without its plural ending, by the common rules of English.
pub(in crate::plan) fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    let stem = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "zes"] {
        if word.ends_with(ending) {
            return word.strip_suffix("es").unwrap_or(word).to_owned();
        }
    }
    let is_one = ["ss", "us", "is"]
        .iter()
        .any(|ending| word.ends_with(ending));
    if is_one || NO_PLURAL.contains(&word) {
        return word.to_owned();
    }
    stem("s").unwrap_or(word).to_owned()
}

/// Words with the last one in the singular.
pub(in crate::plan) fn one_of_many(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words
}

/// A text in ASCII, which rustc neither normalises nor warns of. An apostrophe within a word is no sign.
fn ascii(text: &str) -> Cow<'_, str> {
    let text = match text.is_ascii() {
        true => Cow::from(text),
        false => deunicode::deunicode_with_tofu(text, "_").into(),
    };
    match text.contains('\'') {
        true => without_apostrophes(&text).into(),
        false => text,
    }
}

/// `user's` is the word `users`.
fn without_apostrophes(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_letter = |index: Option<usize>| {
        let byte = index.and_then(|index| bytes.get(index));
        byte.is_some_and(u8::is_ascii_alphabetic)
    };
    let keeps = |index: usize, c: char| {
        c != '\'' || !is_letter(index.checked_sub(1)) || !is_letter(Some(index + 1))
    };
    text.char_indices()
        .filter(|(index, c)| keeps(*index, *c))
        .map(|(_, c)| c)
        .collect()
}

/// A name cut where it is too long.
pub(super) fn shorten(mut name: String) -> String {
    if name.len() > LONGEST {
        name.truncate(LONGEST);
        name.truncate(name.trim_end_matches('_').len());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{lower, singular, upper, words};
    use crate::limits::NAME_WORDS;

    #[test]
    fn as_many_words_are_looked_at_as_are_compared() {
        for (many, found) in [
            (NAME_WORDS - 1, NAME_WORDS - 1),
            (NAME_WORDS, NAME_WORDS),
            (NAME_WORDS + 1, NAME_WORDS),
            (60_000, NAME_WORDS),
        ] {
            assert_eq!(words(&"a.".repeat(many)).len(), found, "{many}");
            assert_eq!(words(&"Ab".repeat(many)).len(), found, "{many}");
        }
    }

    #[test]
    fn texts_become_words() {
        let cases = [
            ("Floating IPs", "floating_ips", "FloatingIps"),
            ("floatingIPs", "floating_ips", "FloatingIps"),
            ("ISOs", "isos", "Isos"),
            ("includeAPIs", "include_apis", "IncludeApis"),
            ("APIsList", "apis_list", "ApisList"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("ListVMs2", "list_vms2", "ListVms2"),
            ("OAuth2Client", "oauth2_client", "OAuth2Client"),
            ("myOAuth2Token", "my_oauth2_token", "MyOAuth2Token"),
            ("iOSVersion", "ios_version", "IosVersion"),
            ("IPv6Prefix", "ipv6_prefix", "Ipv6Prefix"),
            ("v2BetaThings", "v2_beta_things", "V2BetaThings"),
            ("MD5Hash", "md5_hash", "Md5Hash"),
            (
                "MessagingV1UsAppToPerson",
                "messaging_v1_us_app_to_person",
                "MessagingV1UsAppToPerson",
            ),
            ("S3IsOpen", "s3_is_open", "S3IsOpen"),
            ("3DSecure", "3d_secure", "3dSecure"),
            ("claude-3-5", "claude_3_5", "Claude3_5"),
            ("user's pets", "users_pets", "UsersPets"),
            ("gmail.users.list", "gmail_users_list", "GmailUsersList"),
            ("IsOpen", "is_open", "IsOpen"),
            ("Größe", "grosse", "Grosse"),
        ];
        for (text, snake, camel) in cases {
            let bare = |name: String| name.trim_start_matches(['n', 'N']).to_owned();
            let is_digit = text.starts_with(|c: char| c.is_ascii_digit());
            let read = |name: String| if is_digit { bare(name) } else { name };
            assert_eq!(read(lower(text).to_string()), snake, "{text}");
            assert_eq!(read(upper(text).to_string()), camel, "{text}");
        }
    }

    #[test]
    fn plurals_become_singulars() {
        for (many, one) in [
            ("addresses", "address"),
            ("policies", "policy"),
            ("boxes", "box"),
            ("ips", "ip"),
            ("status", "status"),
            ("news", "news"),
            ("alias", "alias"),
            ("areas", "area"),
            ("dns", "dns"),
            ("analysis", "analysis"),
            ("s", "s"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
