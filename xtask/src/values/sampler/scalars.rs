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

/// Texts that match a pattern, of fitting length. None for what only ECMA-262 understands.
fn of_pattern(random: &mut StdRng, pattern: &str, fewest: usize, most: usize) -> Vec<String> {
    let repeat = REPEAT
        .max(u32::try_from(fewest).unwrap_or(REPEAT))
        .min(MOST_REPEATED);
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
