//! Names of operations by method and path: `GET /servers/{id}/metrics` in the group `servers` to `get_metrics`.

use super::verbs::{does, is_changing, is_phrasal, is_reading, is_seeking, is_verb};
use super::words::{one_of_many, singular, words};

/// A path as its segments, versions and prefixes of a whole API left out.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// The words of the segments that it begins with and that do not say where it leads, such as `api` and `v1`.
    prefix: Vec<String>,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
enum Segment {
    Fixed(Vec<String>),
    Parameter(Vec<String>),
}

/// The facts about an operation that the verb of its name depends on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deed<'a> {
    /// The HTTP method, in capitals.
    pub(super) method: &'a str,
    /// Whether it gives a list.
    pub(super) lists: bool,
    /// Whether the path is also one of `PATCH`.
    pub(super) patches: bool,
    /// Whether it is the only one of its path.
    pub(super) is_alone: bool,
}

impl Path {
    pub(super) fn new(path: &str) -> Self {
        let mut segments = Vec::new();
        let mut prefix = Vec::new();
        for text in path.split(['?', '#']).next().unwrap_or_default().split('/') {
            // `/things/{id}:cancel`, `/Calls/{Sid}.json`
            let (head, action) = match text.rsplit_once(':') {
                Some((head, action)) if !action.contains('}') => (head, Some(action)),
                _ => (text, None),
            };
            let head = head.trim_end_matches(".json").trim_end_matches(".xml");
            let found = words(head);
            let is_leading = segments.is_empty() && is_prefix(head);
            if is_leading {
                prefix.extend(found);
            } else if !found.is_empty() {
                segments.push(match head.contains('{') {
                    true => Segment::Parameter(found),
                    false => Segment::Fixed(found),
                });
            }
            let action = action.map(words).filter(|words| !words.is_empty());
            segments.extend(action.map(Segment::Fixed));
        }
        Self { prefix, segments }
    }

    /// The words of the version and `api` that it begins with.
    pub(super) fn prefix(&self) -> &[String] {
        &self.prefix
    }

    /// All words, in order, those of parameters too.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.segments.iter().flat_map(|segment| match segment {
            Segment::Fixed(words) | Segment::Parameter(words) => words,
        })
    }

    /// The segments, each as one word.
    pub(super) fn written(&self) -> Vec<String> {
        let segments = self.segments.iter();
        segments
            .map(|segment| match segment {
                Segment::Fixed(words) | Segment::Parameter(words) => words.concat(),
            })
            .collect()
    }

    /// The words of the segments that are fixed.
    pub(super) fn fixed(&self) -> impl Iterator<Item = &String> {
        self.fixed_segments().flatten()
    }

    /// The segments that are fixed.
    pub(super) fn fixed_segments(&self) -> impl Iterator<Item = &[String]> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Fixed(words) => Some(words.as_slice()),
            Segment::Parameter(_) => None,
        })
    }

    /// The words of the first fixed segment: the group of an operation without tags.
    pub(super) fn head(&self) -> Option<&[String]> {
        self.fixed_segments().next()
    }

    /// The words of the last fixed segment.
    pub(super) fn last_fixed(&self) -> Option<&[String]> {
        self.fixed_segments().last()
    }

    /// The words of the parameters.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &[String]> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Parameter(words) => Some(words.as_slice()),
            Segment::Fixed(_) => None,
        })
    }

    /// The words of the last fixed segment where they are a name in themselves, and not that of the group:
    /// `/orders/GetByCustomer/{id}`, `/orders/cancel/{id}`. Most verbs name things too: `/issue-fields/{id}`.
    pub(super) fn spelled(&self, deed: Deed<'_>, group: &[String]) -> Option<&[String]> {
        let is_fixed = |segment: &Segment| matches!(segment, Segment::Fixed(_));
        let place = self.segments.iter().rposition(is_fixed)?;
        let found = self
            .last_fixed()
            .filter(|_| self.home(group) != Some(place))?;
        let is_said = match (found, deed.method) {
            ([first], "POST" | "PUT") => {
                deed.is_alone && self.ends_in_parameter() && is_verb(first)
            }
            ([first], "GET") => self.ends_in_parameter() && is_seeking(first),
            ([first, _, ..], method) => does(first, method),
            _ => false,
        };
        is_said.then_some(found)
    }

    /// Whether all that is fixed is one segment, the last, that says what is done: `/sendPoll`.
    pub(super) fn is_deed(&self, method: &str) -> bool {
        let mut fixed = self
            .segments
            .iter()
            .rev()
            .filter_map(|segment| match segment {
                Segment::Fixed(words) => Some(words),
                Segment::Parameter(_) => None,
            });
        let (first, second) = (fixed.next(), fixed.next());
        let is_action = first.is_some_and(|words| is_action(method, words));
        is_action && second.is_none() && !self.ends_in_parameter()
    }

    /// Whether words are of the fixed segments that stand before those of a group, which the path ends with.
    pub(super) fn is_before(&self, words: &[String], group: &[String]) -> bool {
        let fixed = stems(&self.fixed().cloned().collect::<Vec<_>>());
        let before = fixed.strip_suffix(stems(group).as_slice());
        before.is_some_and(|before| stems(words).iter().all(|word| before.contains(word)))
    }

    pub(super) fn ends_in_parameter(&self) -> bool {
        matches!(self.segments.last(), Some(Segment::Parameter(_)))
    }

    /// Returns the number of segments: of two operations that want the same name, the one with fewer has it.
    pub(super) fn len(&self) -> usize {
        self.segments.len()
    }

    /// The names that an operation could have in a group, best first.
    pub(super) fn names(&self, deed: Deed<'_>, group: &[String]) -> Vec<Vec<String>> {
        let home = self.home(group);
        let inner = home.map_or(0, |home| home + 1);
        let objects: Vec<&[String]> = self
            .segments
            .iter()
            .skip(inner)
            .filter_map(|segment| match segment {
                Segment::Fixed(words) if words.as_slice() != ["actions"] => Some(words.as_slice()),
                _ => None,
            })
            .collect();
        let parent = self.segments.iter().take(home.unwrap_or(0)).rev();
        let parent = parent.into_iter().find_map(|segment| match segment {
            Segment::Fixed(words) => Some(one_of_many(words)),
            Segment::Parameter(_) => None,
        });
        let name = self.name(deed, &objects);
        let mut names = vec![name.clone()];
        // `verify` of a bank account and `verify` of a source.
        if objects.last().is_some_and(|last| name == *last) {
            names.extend(self.of_object(&name, inner));
        }
        if let Some(parent) = parent {
            let (before, join) = match name.as_slice() {
                [only] if only == "list" => (&[][..], "by"),
                name => (name, "for"),
            };
            let longer = before.iter().cloned().chain([join.to_owned()]);
            names.push(longer.chain(parent).collect());
        }
        names.push(self.whole(deed.method));
        names
    }

    /// Returns the name that joins the action of the last segment with its object: the fixed segments before it, in the
    /// singular where a parameter names one of many. `for` stands before the object if the action has several words.
    fn of_object(&self, deed: &[String], inner: usize) -> Option<Vec<String>> {
        let next = self.segments.iter().skip(inner + 1);
        let mut object = Vec::new();
        for (segment, next) in self.segments.iter().skip(inner).zip(next) {
            match (segment, next) {
                (Segment::Fixed(words), _) if words.as_slice() == ["actions"] => {}
                (Segment::Fixed(words), Segment::Parameter(_)) => object.extend(one_of_many(words)),
                (Segment::Fixed(words), Segment::Fixed(_)) => object.extend(words.iter().cloned()),
                (Segment::Parameter(_), _) => {}
            }
        }
        let join = (deed.len() > 1).then(|| "for".to_owned());
        let deed = deed.iter().cloned();
        (!object.is_empty()).then(|| deed.chain(join).chain(object).collect())
    }

    /// The place of the segment that a group is named after.
    fn home(&self, group: &[String]) -> Option<usize> {
        let place = |group: &[String]| {
            self.segments.iter().rposition(|segment| match segment {
                Segment::Fixed(words) => stems(words) == group,
                Segment::Parameter(_) => false,
            })
        };
        // `/agents/{id}` of the group `beta.agents`.
        let group = stems(group);
        let ends = (1..group.len()).filter_map(|start| group.get(start..));
        let mut ends = ends.filter(|end| !end.first().is_some_and(|word| is_verb(word)));
        place(&group).or_else(|| ends.find_map(place))
    }

    /// Returns the name of the action and of its objects within the group.
    fn name(&self, deed: Deed<'_>, objects: &[&[String]]) -> Vec<String> {
        let last = objects.last().copied().unwrap_or_default();
        if !self.ends_in_parameter() && is_action(deed.method, last) {
            return last.to_vec();
        }
        let verb = self.verb(deed);
        let mut name = vec![verb.clone()];
        // `GET /books/list/all` lists all.
        let objects = match objects {
            [[only], rest @ ..] if *only == verb && !rest.is_empty() => rest,
            all => all,
        };
        for (index, object) in objects.iter().enumerate() {
            let is_many = verb == "list" && index + 1 == objects.len();
            name.extend(match is_many {
                true => object.to_vec(),
                false => one_of_many(object),
            });
        }
        name
    }

    /// The verb for a method.
    pub(super) fn verb(&self, deed: Deed<'_>) -> String {
        match deed.method {
            "GET" if self.ends_in_parameter() => "get",
            "GET" if deed.lists => "list",
            "GET" => "get",
            "POST" if self.ends_in_parameter() => "update",
            "POST" => "create",
            "PUT" if deed.patches => "replace",
            "PUT" | "PATCH" => "update",
            "DELETE" => "delete",
            other => return words(other).join("_"),
        }
        .to_owned()
    }

    /// The name that no other operation has: method and whole path.
    fn whole(&self, method: &str) -> Vec<String> {
        let mut name = words(method);
        for segment in &self.segments {
            match segment {
                Segment::Fixed(words) => name.extend(words.iter().cloned()),
                Segment::Parameter(words) => {
                    name.push("by".to_owned());
                    name.extend(words.iter().cloned());
                }
            }
        }
        name
    }
}

/// Whether the last fixed segment says what is done.
fn is_action(method: &str, words: &[String]) -> bool {
    let is_phrase = matches!(words, [verb, way, ..] if is_phrasal(verb, way));
    let is = match method {
        "GET" | "HEAD" => is_reading,
        "PATCH" => return is_phrase || matches!(words, [only] if is_changing(only)),
        "DELETE" => return is_phrase,
        _ => is_verb,
    };
    is_phrase
        || words.first().is_some_and(|word| is(word))
        || (method == "POST" && words.last().is_some_and(|word| is(word)))
}

/// Whether a segment that a path begins with says nothing of what it leads to: a version, or `api`.
fn is_prefix(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let version = lower.strip_prefix('v').unwrap_or(&lower);
    let digits = version.starts_with(|c: char| c.is_ascii_digit());
    let is_version = digits
        && version
            .trim_end_matches("alpha")
            .trim_end_matches("beta")
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    is_version || matches!(lower.as_str(), "api" | "rest" | "apis")
}

/// Words without their plural endings.
pub(super) fn stems(words: &[String]) -> Vec<String> {
    words.iter().map(|word| singular(word)).collect()
}
