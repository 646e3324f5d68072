//! Samples of numbers and texts.

use super::view::View;
use rand::{Rng, RngExt, rngs::StdRng};
use rand_regex::Regex;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind, Repetition};
use serde_json::{Number, Value, json};

/// How many texts of one pattern are made.
const OF_PATTERN: usize = 3;

/// How often a pattern's part is repeated where it says no end.
const REPEAT: u32 = 8;

/// How often at most.
const MOST_REPEATED: u32 = 1000;

/// How often a text of fitting length is tried for.
const TRIES: usize = 20;

/// The longest text that is made, in characters.
const LONGEST: usize = 20_000;

/// Numbers within the bounds: the bounds themselves, and some between.
pub(super) fn numbers(random: &mut StdRng, view: &View<'_>, kind: &str) -> Vec<Value> {
    let bounds = |name: &'static str| view.each(name).filter_map(Value::as_f64);
    // Earlier drafts make a bound exclusive with a boolean beside it.
    let beside = |name: &'static str| f64::from(u8::from(view.says(name, &Value::Bool(true))));
    let low = bounds("minimum")
        .map(|bound| bound + beside("exclusiveMinimum"))
        .chain(bounds("exclusiveMinimum").map(|bound| bound + 1.0))
        .reduce(f64::max);
    let high = bounds("maximum")
        .map(|bound| bound - beside("exclusiveMaximum"))
        .chain(bounds("exclusiveMaximum").map(|bound| bound - 1.0))
        .reduce(f64::min);
    let step = bounds("multipleOf")
        .filter(|step| *step > 0.0)
        .reduce(f64::max);
    let any = f64::from(u32::try_from(random.next_u64() % 100).unwrap_or_default());
    let base = match (low, high) {
        (Some(low), Some(high)) => low + (high - low) / 2.0,
        (Some(low), None) => low + any,
        (None, Some(high)) => high - any,
        (None, None) => any,
    };
    let is_whole = kind == "integer";
    let mut values = vec![base.floor(), base];
    if !is_whole && step.is_none() {
        values.push(base.floor() + 0.5);
    }
    values.extend(low);
    values.extend(high);
    let round = |value: f64| step.map_or(value, |step| (value / step).ceil() * step);
    values
        .into_iter()
        .map(round)
        .filter_map(|value| number(value, is_whole))
        .collect()
}

/// A number as JSON has it: whole ones without a point.
fn number(value: f64, is_whole: bool) -> Option<Value> {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Some(json!(value as i64));
    }
    if is_whole {
        return Some(json!(value.floor() as i64));
    }
    Number::from_f64(value).map(Value::Number)
}

/// Texts of the format, of the pattern, or of many kinds, as long as they must be.
pub(super) fn texts(random: &mut StdRng, view: &View<'_>) -> Vec<Value> {
    let fewest = view.most("minLength").unwrap_or(0).min(LONGEST);
    let most = view.least("maxLength").unwrap_or(usize::MAX);
    let patterns = view.each("pattern").filter_map(Value::as_str);
    let mut texts: Vec<String> = patterns
        .flat_map(|pattern| of_pattern(random, pattern, fewest, most))
        .collect();
    if texts.is_empty() {
        let format = view.each("format").find_map(Value::as_str);
        let known = known(format.unwrap_or_default());
        texts.extend(known.iter().map(|text| fitted(text, fewest, most)));
    }
    texts.into_iter().map(Value::String).collect()
}

/// A text that matches a pattern.
pub(super) fn matching(random: &mut StdRng, pattern: &str) -> Option<String> {
    of_pattern(random, pattern, 0, usize::MAX).pop()
}

/// Texts that match a pattern, of fitting length. None for what only ECMA-262 understands.
fn of_pattern(random: &mut StdRng, pattern: &str, fewest: usize, most: usize) -> Vec<String> {
    let repeat = REPEAT
        .max(u32::try_from(fewest).unwrap_or(REPEAT))
        .min(MOST_REPEATED);
    let pattern = &plain(pattern);
    // Classes of all scripts make no better samples.
    let parse = |is_unicode: bool| {
        ParserBuilder::new()
            .unicode(is_unicode)
            .build()
            .parse(pattern)
            .ok()
    };
    let made = [false, true]
        .into_iter()
        .filter_map(parse)
        .find_map(|tree| Regex::with_hir(without_looks(&tree), repeat).ok());
    let Some(made) = made else {
        return Vec::new();
    };
    let fits = |text: &String| (fewest..=most).contains(&text.chars().count());
    let tries = (0..TRIES).map(|_| random.sample::<String, _>(&made));
    let mut texts: Vec<String> = tries.filter(fits).collect();
    texts.truncate(OF_PATTERN);
    texts
}

/// A pattern without what it says of the text before and after, which the validator judges, and with the classes
/// of digits and letters that ECMA-262 means: those of ASCII.
fn plain(pattern: &str) -> String {
    let mut plain = String::new();
    let mut rest = pattern;
    let mut is_class = false;
    while let Some(first) = rest.chars().next() {
        let look = ["(?=", "(?!", "(?<=", "(?<!"];
        let look = look
            .iter()
            .find(|look| !is_class && rest.starts_with(*look));
        let length = match (look, first) {
            (Some(_), _) => group(rest),
            (None, '\\') => {
                let escape: String = rest.chars().take(2).collect();
                plain.push_str(match (escape.as_str(), is_class) {
                    ("\\d", true) => "0-9",
                    ("\\d", false) => "[0-9]",
                    ("\\w", true) => "A-Za-z0-9_",
                    ("\\w", false) => "[A-Za-z0-9_]",
                    ("\\/", _) => "/",
                    (other, _) => other,
                });
                escape.len()
            }
            (None, first) => {
                is_class = match first {
                    '[' => true,
                    ']' => false,
                    _ => is_class,
                };
                plain.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    plain
}

/// The length of the group that a pattern starts with.
fn group(pattern: &str) -> usize {
    let (mut depth, mut is_class, mut is_escaped) = (0_usize, false, false);
    for (place, char) in pattern.char_indices() {
        match char {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_class = true,
            ']' => is_class = false,
            '(' if !is_class => depth += 1,
            ')' if !is_class => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return place + char.len_utf8();
        }
    }
    pattern.len()
}

/// A pattern without anchors and word boundaries: what it matches is made whole.
fn without_looks(tree: &Hir) -> Hir {
    match tree.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(without_looks(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => without_looks(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_looks).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_looks).collect()),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => tree.clone(),
    }
}

/// A text cut or filled to a length.
fn fitted(text: &str, fewest: usize, most: usize) -> String {
    let mut text: String = text.chars().take(most).collect();
    let missing = fewest.saturating_sub(text.chars().count());
    text.extend(std::iter::repeat_n('a', missing));
    text
}

fn known(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &["2026-03-01T12:30:00.5+02:00", "1999-12-31T23:59:59Z"],
        "date" => &["2026-03-01"],
        "time" => &["12:30:00Z"],
        "uuid" => &["3c90c3cc-0d44-4b50-8888-8dd25736052a"],
        "email" | "idn-email" => &["a.b@example.com"],
        "uri" | "url" | "iri" => &["https://example.com/a?b=c#d"],
        "uri-reference" | "iri-reference" => &["/a"],
        "uri-template" => &["/a/{b}"],
        "json-pointer" => &["/a/b"],
        "regex" => &["^a+$"],
        "hostname" | "idn-hostname" => &["example.com"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1"],
        "byte" => &["aGVsbG8=", ""],
        "duration" => &["P1DT2H"],
        _ => &[
            "text",
            "",
            "ä \u{1F600} \"\\\u{7}",
            "1",
            "2026-03-01",
            "a@b.c",
            "https://a.b/c",
            "+15551234567",
            "AB",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::{matching, plain};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn patterns_lose_what_looks_around() {
        assert_eq!(plain(r"^(?!a(b|[)])\))c(?<=d)$"), "^c$");
        assert_eq!(plain(r"[(?!\d]\d\.\w\/"), r"[(?!0-9][0-9]\.[A-Za-z0-9_]/");
        assert_eq!(plain("(?=open"), "");
    }

    #[test]
    fn texts_match_their_pattern() {
        let mut random = StdRng::seed_from_u64(1);
        let text = matching(&mut random, r"^(?![0-9]$)\d{2}(-\w+)$");
        let text = text.unwrap_or_default();
        let (digits, word) = text.split_once('-').unwrap_or_default();
        assert!(
            digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()),
            "{text}"
        );
        assert!(!word.is_empty() && word.is_ascii(), "{text}");
    }
}
