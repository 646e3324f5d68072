//! The values of every call: made from the schemas, valid by them, and such that they can travel.

use super::schemas::{self, Operation, Schema};
use super::travel::{Travel, travel};
use crate::calls::{self, named};
use crate::values::{Judge, Sampler, Standard};
use jackfield::api::Type;
use jackfield::package::{Argument, Call, Package, Passing};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::rc::Rc;

/// How often an operation is called at least: with only what is required, and with everything.
const FEWEST: usize = 2;

/// How often an operation is called at most, if there are that many different values.
const MOST: usize = 6;

/// How often samples of a schema are made until one is valid.
const TRIES: usize = 8;

/// How many samples of one schema are kept.
const MOST_SAMPLES: usize = 40;

/// One call with its values.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Case {
    /// Its number.
    pub(crate) case: usize,
    /// The number of the call in the program.
    pub(crate) call: usize,
    /// The values by the places of the arguments.
    pub(crate) values: Map<String, Value>,
}

/// What has no valid value, and so is not sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gap {
    /// The number of the call.
    pub(super) call: usize,
    /// What it is.
    pub(super) what: String,
}

/// All calls of a document.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    pub(crate) cases: Vec<Case>,
    pub(crate) gaps: Vec<Gap>,
}

/// Makes the calls of a document.
pub(crate) fn make(package: &Package<'_>, document: &Value, seed: u64) -> Cases {
    let standard = Standard::of(document);
    let judge = standard.judge();
    let mut values = Values {
        document: &standard.document,
        sampler: Sampler::new(&standard.document, seed),
        judge: judge.as_ref(),
        known: HashMap::new(),
    };
    let mut made = Cases::default();
    for (number, (_, call)) in calls::calls(package).into_iter().enumerate() {
        let operation = &call.operation;
        let operation = schemas::operation(document, &operation.method, &operation.path);
        let choices = choices(call, operation.as_ref(), &mut values);
        let calls = combine(&choices);
        for (choice, argument) in choices.iter().zip(arguments(call)) {
            if choice.values.is_empty() {
                let what = named(argument);
                made.gaps.push(Gap { call: number, what });
            }
        }
        for values in calls {
            made.cases.push(Case {
                case: made.cases.len(),
                call: number,
                values,
            });
        }
    }
    made
}

/// What a call must give, then what it may give.
fn arguments<'c, 'a>(call: &'c Call<'a>) -> impl Iterator<Item = &'c Argument<'a>> {
    call.required().chain(&call.setters)
}

/// The values that an argument may have, the smallest first.
struct Choice {
    is_required: bool,
    values: Rc<Vec<Value>>,
}

fn choices(
    call: &Call<'_>,
    operation: Option<&Operation<'_>>,
    values: &mut Values<'_>,
) -> Vec<Choice> {
    let count = call.required().count();
    let choice = |(place, argument): (usize, &Argument<'_>)| {
        let schema = operation.and_then(|operation| schema(operation, argument));
        Choice {
            is_required: place < count,
            values: match is_patch_by_operations(argument) {
                true => Rc::new(patches()),
                false => values.of(schema.as_ref(), travel(argument)),
            },
        }
    };
    arguments(call).enumerate().map(choice).collect()
}

/// The values of each call: the smallest of what is required, the largest of everything, then others.
fn combine(choices: &[Choice]) -> Vec<Map<String, Value>> {
    let required = || choices.iter().filter(|choice| choice.is_required);
    if required().any(|choice| choice.values.is_empty()) {
        return Vec::new();
    }
    let different = choices.iter().map(|choice| choice.values.len()).max();
    let count = different.unwrap_or(0).clamp(FEWEST, MOST);
    let one = |number: usize| {
        let given = choices.iter().enumerate().filter_map(|(place, choice)| {
            let is_given = choice.is_required || number > 0;
            let value = choice
                .values
                .get(pick(choice.values.len(), number, count, place))?;
            is_given.then(|| (place.to_string(), value.clone()))
        });
        given.collect()
    };
    (0..count).map(one).collect()
}

/// Which of so many values the call of a number has.
fn pick(values: usize, number: usize, calls: usize, place: usize) -> usize {
    match number {
        0 => 0,
        1 => values.saturating_sub(1),
        _ => ((number - 1) * values / calls + place) % values.max(1),
    }
}

fn schema(operation: &Operation<'_>, argument: &Argument<'_>) -> Option<Schema> {
    match &argument.passing {
        Passing::Path(name, _) => operation.parameter("path", name),
        Passing::Query(name, _) => operation.parameter("query", name),
        Passing::Header(name, _) => operation.parameter("header", name),
        Passing::Cookie(name, _) => operation.parameter("cookie", name),
        Passing::QueryString(name, _) => operation.parameter("querystring", name),
        Passing::Body(media) => operation.body(media.media_type),
    }
}

/// Whether a body is a list of operations of JSON Patch (RFC 6902), which documents often call an object.
fn is_patch_by_operations(argument: &Argument<'_>) -> bool {
    let Passing::Body(media) = &argument.passing else {
        return false;
    };
    let essence = media.media_type.split(';').next().unwrap_or_default();
    let is_patch = essence
        .trim()
        .eq_ignore_ascii_case("application/json-patch+json");
    is_patch && matches!(argument.ty, Type::Array(_))
}

/// Lists of operations of JSON Patch.
fn patches() -> Vec<Value> {
    let add = json!({ "op": "add", "path": "/name", "value": { "text": [null, 1] } });
    let remove = json!({ "op": "remove", "path": "/tags/0" });
    vec![json!([]), json!([add, remove])]
}

/// Makes values of schemas, of each once.
struct Values<'d> {
    document: &'d Value,
    sampler: Sampler<'d>,
    judge: Option<&'d Judge<'d>>,
    known: HashMap<(String, Travel), Rc<Vec<Value>>>,
}

impl Values<'_> {
    /// The values of a schema that can travel so; of no schema, something.
    fn of(&mut self, schema: Option<&Schema>, travel: Travel) -> Rc<Vec<Value>> {
        match schema {
            None => Rc::new(vec![json!("text")]),
            Some(Schema::One(pointer)) => self.of_one(pointer, travel),
            Some(Schema::Members(members)) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, pointer, is_required)| {
                        (name.as_str(), *is_required, self.of_one(pointer, travel))
                    })
                    .collect();
                Rc::new(forms(&members))
            }
        }
    }

    fn of_one(&mut self, pointer: &str, travel: Travel) -> Rc<Vec<Value>> {
        let key = (pointer.to_owned(), travel);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let made = Rc::new(self.sampled(pointer, travel));
        self.known.insert(key, Rc::clone(&made));
        made
    }

    fn sampled(&mut self, pointer: &str, travel: Travel) -> Vec<Value> {
        let Some(schema) = self.document.pointer(pointer) else {
            return vec![json!("text")];
        };
        let validator = self.judge.and_then(|judge| judge.schema(pointer));
        let is_file = schema.get("type") == Some(&json!("file"));
        let is_valid = |value: &Value| {
            let validator = validator.as_ref().filter(|_| !is_file);
            validator.is_none_or(|validator| validator.is_valid(value))
        };
        let mut values: Vec<Value> = Vec::new();
        for _ in 0..TRIES {
            let samples = match is_file {
                true => vec![json!("text")],
                // Where nothing can judge them: the full one and the least.
                false if validator.is_none() => {
                    self.sampler.samples(schema).into_iter().take(2).collect()
                }
                false => self.sampler.samples(schema),
            };
            let samples = samples.into_iter().filter_map(|value| travel.of(value));
            for sample in samples.filter(is_valid) {
                if !values.contains(&sample) {
                    values.push(sample);
                }
            }
            if !values.is_empty() {
                break;
            }
        }
        values.sort_by_key(size);
        spread(values, MOST_SAMPLES)
    }
}

/// The forms of members: with those that are required, with all, then with other values.
fn forms(members: &[(&str, bool, Rc<Vec<Value>>)]) -> Vec<Value> {
    let choices: Vec<Choice> = members
        .iter()
        .map(|(_, is_required, values)| Choice {
            is_required: *is_required,
            values: Rc::clone(values),
        })
        .collect();
    let form = |values: Map<String, Value>| {
        let named = members
            .iter()
            .enumerate()
            .filter_map(|(place, (name, ..))| {
                Some(((*name).to_owned(), values.get(&place.to_string())?.clone()))
            });
        Value::Object(named.collect())
    };
    let mut forms: Vec<Value> = combine(&choices).into_iter().map(form).collect();
    forms.sort_by_key(size);
    forms
}

/// How many values there are in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(members) => 1 + members.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// So many of the values, the first and the last among them.
fn spread(values: Vec<Value>, most: usize) -> Vec<Value> {
    let count = values.len();
    if count <= most {
        return values;
    }
    let is_kept = |place: usize| {
        place + 1 == count || place * most / count != (place + 1) * most / count || place == 0
    };
    let kept = values.into_iter().enumerate();
    kept.filter(|(place, _)| is_kept(*place))
        .map(|(_, value)| value)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Choice, combine, forms, size, spread};
    use serde_json::{Value, json};
    use std::rc::Rc;

    fn choice(is_required: bool, values: &[i32]) -> Choice {
        Choice {
            is_required,
            values: Rc::new(values.iter().map(|value| json!(value)).collect()),
        }
    }

    #[test]
    fn the_first_call_has_what_is_required_and_the_second_everything() {
        let calls = combine(&[
            choice(true, &[1, 2, 3]),
            choice(false, &[4]),
            choice(false, &[]),
        ]);
        let calls: Vec<Value> = calls.into_iter().map(Value::Object).collect();
        assert_eq!(
            calls,
            [
                json!({ "0": 1 }),
                json!({ "0": 3, "1": 4 }),
                json!({ "0": 2, "1": 4 })
            ]
        );
    }

    #[test]
    fn an_operation_without_arguments_is_called_twice() {
        assert_eq!(combine(&[]).len(), 2);
    }

    #[test]
    fn nothing_is_called_without_what_is_required() {
        assert!(combine(&[choice(true, &[]), choice(false, &[1])]).is_empty());
    }

    #[test]
    fn all_values_of_few_are_used() {
        let values = [1, 2, 3, 4, 5, 6];
        let calls = combine(&[choice(true, &values)]);
        let mut used: Vec<i64> = calls.iter().filter_map(|call| call["0"].as_i64()).collect();
        used.sort_unstable();
        used.dedup();
        assert_eq!(used.len(), values.len());
    }

    #[test]
    fn forms_are_made_of_their_members() {
        let of = |values: &[Value]| Rc::new(values.to_vec());
        let members = [
            ("a", true, of(&[json!(1)])),
            ("b", false, of(&[json!([2, 3])])),
        ];
        assert_eq!(
            forms(&members),
            [json!({ "a": 1 }), json!({ "a": 1, "b": [2, 3] })]
        );
        assert_eq!(size(&json!({ "a": 1, "b": [2, 3] })), 5);
    }

    #[test]
    fn the_first_and_the_last_of_many_are_kept() {
        let many: Vec<Value> = (0..300).map(|number| json!(number)).collect();
        let kept = spread(many, 40);
        assert!((40..=42).contains(&kept.len()));
        assert_eq!(
            (kept.first(), kept.last()),
            (Some(&json!(0)), Some(&json!(299)))
        );
    }
}
