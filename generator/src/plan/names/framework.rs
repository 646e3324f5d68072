//! Operation ids that a framework made, and the part of them that a person wrote.

use super::paths::{Path, stems};
use super::verbs::is_verb;
use super::words::words;

/// The last words in the names of classes whose methods are operations.
const CLASSES: &[&str] = &[
    "controller",
    "endpoint",
    "handler",
    "resource",
    "router",
    "service",
];

/// How many ends of a path are looked for in an id.
const MOST_ENDS: usize = 10;

/// The part of an operation's id that is a name which a person gave.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    /// All words of the id are the name.
    Whole(Vec<String>),
    /// These words are the name; the others are the method and the path, or a number against clashes.
    Part(Vec<String>),
    /// No part is a name: the id only repeats the method and the path.
    Nothing,
}

/// Finds the part of an operation's id that is a name which a person gave.
pub(super) fn given(id: &str, method: &str, path: &Path, raw_path: &str) -> Given {
    let found = words(id);
    if found.is_empty() {
        return Given::Nothing;
    }
    if let Some(name) = before_path_and_method(id, &found, method, raw_path) {
        // API Platform begins with `api` what others begin with the name of a function.
        let says = |word: &String| word != "api" && !path.prefix().contains(word);
        return match name.iter().any(says) {
            true => Given::Part(name.to_vec()),
            false => Given::Nothing,
        };
    }
    let (text, is_numbered) = match without_number(id) {
        Some(text) => (text, true),
        None => (id, false),
    };
    let (text, has_class) = match without_class(text) {
        Some(text) => (text, true),
        None => (text, false),
    };
    let all = words(text);
    let name = without_prefix(&all, path);
    if is_method_and_path(name, method, path) {
        return Given::Nothing;
    }
    if let Some(function) = whole_function(text) {
        return Given::Part(words(function));
    }
    match is_numbered || has_class || name.len() < all.len() {
        true => Given::Part(name.to_vec()),
        false => Given::Whole(without_articles(all)),
    }
}

/// FastAPI: the name of the function stands before the path and the method, with nothing but underscores between. Of a
/// part of the API that is served elsewhere, the id has only the end of the path.
fn before_path_and_method<'w>(
    id: &str,
    found: &'w [String],
    method: &str,
    raw_path: &str,
) -> Option<&'w [String]> {
    let is_joined = id.chars().all(|c| c.is_alphanumeric() || c == '_');
    let before = |path: &str| {
        let tail = [words(path), words(method)].concat();
        found.strip_suffix(tail.as_slice())
    };
    let name = before(raw_path).filter(|name| is_joined || name.is_empty());
    if name.is_some() || !is_joined || id.contains(|c: char| c.is_uppercase()) {
        return name;
    }
    let ends = raw_path.match_indices('/').skip(1);
    let mut ends = ends.filter_map(|(place, _)| raw_path.get(place..));
    // One segment could be an object of the function.
    let says_path = |end: &&str| end.matches('/').count() > 1 && end.contains('{');
    let name = ends
        .by_ref()
        .take(MOST_ENDS)
        .filter(says_path)
        .find_map(before);
    name.filter(|name| !name.is_empty())
}

/// Springdoc and others: a number where another class has a method of that name, `findAll_1` or `update (2)`, or a
/// version, `delete_v1`.
fn without_number(id: &str) -> Option<&str> {
    let (name, number) = match id.strip_suffix(')') {
        Some(id) => id.rsplit_once(" (")?,
        None => id.rsplit_once('_')?,
    };
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let is_number = match number.strip_prefix('v') {
        Some(version) => version.starts_with(|c: char| c.is_ascii_digit()) && is_digits(version),
        None => (1..4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()),
    };
    let is_name = name.ends_with(|c: char| c.is_ascii_lowercase()) && !words(name).is_empty();
    (is_number && is_name).then_some(name)
}

/// The words of an id that says method and path, without what they begin with.
pub(super) fn made(id: &str, path: &Path) -> Vec<String> {
    without_prefix(&words(id), path).to_vec()
}

/// The words of the number or version that tells an id from others of the same name.
pub(super) fn number(id: &str) -> Vec<String> {
    let name = without_number(id).unwrap_or(id);
    words(id.get(name.len()..).unwrap_or_default())
}

/// Returns the function at the end of an id, if its name says everything: `GetFavoriteAirline` of
/// `People.Person.GetFavoriteAirline`.
pub(super) fn whole_function(id: &str) -> Option<&str> {
    let (_, function) = id.rsplit_once('.')?;
    let found = words(function);
    let is_whole = function.starts_with(|c: char| c.is_ascii_uppercase())
        && found.len() > 1
        && found.first().is_some_and(|word| is_verb(word));
    is_whole.then_some(function)
}

/// The class that a method of a controller stands in: `UsersController_findAll`, `Web.UserController.show`. Only the
/// method is a name. A class is written in one word, so that `web_service_list` lists something.
fn without_class(id: &str) -> Option<&str> {
    let (end, method) = id
        .match_indices(['_', '.', '#', '/', ':', '-'])
        .rev()
        .find_map(|(at, sign)| {
            let class = id.get(..at)?;
            let (_, name) = class
                .rsplit_once(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(("", class));
            let found = words(name);
            let is_class = found.len() > 1
                && found
                    .last()
                    .is_some_and(|word| CLASSES.contains(&word.as_str()));
            is_class.then(|| (at, id.get(at + sign.len()..)))
        })?;
    method.filter(|method| end > 0 && !words(method).is_empty())
}

/// The words without the version or `api` that they begin with before the path does: `api_v1_users_list`.
fn without_prefix<'w>(found: &'w [String], path: &Path) -> &'w [String] {
    let mut rest = found;
    while let [first, others @ ..] = rest
        && !others.is_empty()
        && (first == "api" || path.prefix().contains(first))
        && !path.fixed().any(|word| word == first)
    {
        rest = others;
    }
    rest
}

/// Whether the words are those of method and path, all that are fixed in it and no others.
fn is_method_and_path(name: &[String], method: &str, path: &Path) -> bool {
    let method = method.to_ascii_lowercase();
    let all = path.prefix().iter().chain(path.words());
    let in_path: Vec<String> = stems(&all.cloned().collect::<Vec<_>>());
    let fixed = stems(&path.fixed().cloned().collect::<Vec<_>>());
    if is_written_together(name, &method, path) {
        return true;
    }
    let name = stems(name);
    // One word that is no method is a name that somebody gave, and the path is named after it.
    if name.len() < 2 && !name.contains(&method) {
        return false;
    }
    let is_known = |word: &String| {
        *word == method || matches!(word.as_str(), "by" | "id" | "api") || in_path.contains(word)
    };
    let count = |words: &[String]| words.iter().filter(|word| **word == method).count();
    let says_method = count(&name) > count(&in_path);
    // A path of one segment is what a person called it, `/chat.unfurl`: only the method behind it was made.
    if !says_method && path.len() < 2 {
        return false;
    }
    // Without the method it is made only if even the parameters are in it: `usersIdTweets`, but not `jobs.log`.
    let needed = match says_method {
        true => fixed.clone(),
        false => stems(&path.words().cloned().collect::<Vec<_>>()),
    };
    // A person turns the order round: `noteCharge` of `/charges/{id}/note`.
    // Nor does a person name a parameter by all of its words.
    let whole = |words: &[String]| stems(words).iter().all(|word| name.contains(word));
    let is_part = |word: &&String| !fixed.contains(*word) && !path.prefix().contains(*word);
    let mut of_parameters = name
        .iter()
        .filter(|word| in_path.contains(word))
        .filter(is_part);
    let is_whole = |word: &String| {
        let mut all = path
            .parameters()
            .filter(|words| stems(words).contains(word));
        all.any(whole)
    };
    let mut places = in_path.iter();
    let mut ordered = name.iter().filter(|word| in_path.contains(word));
    path.fixed().next().is_some()
        && name.iter().all(is_known)
        && needed.iter().all(|word| name.contains(word))
        && of_parameters.all(is_whole)
        && ordered.all(|word| places.any(|one| one == word))
}

/// Whether the words are the method and the whole path, of which each segment may be written as one word:
/// `getAuthorsAuthorname`.
fn is_written_together(name: &[String], method: &str, path: &Path) -> bool {
    let Some((_, rest)) = name.split_first().filter(|(first, _)| *first == method) else {
        return false;
    };
    let segments = path.written();
    let prefix = path.prefix();
    let behind_prefix = rest.strip_prefix(prefix).filter(|_| !prefix.is_empty());
    !segments.is_empty() && (rest == segments || behind_prefix == Some(segments.as_slice()))
}

/// `get-an-album` is `get_album`.
pub(super) fn without_articles(words: Vec<String>) -> Vec<String> {
    let last = words.len().saturating_sub(1);
    words
        .into_iter()
        .enumerate()
        .filter(|(index, word)| {
            *index == 0 || *index == last || !matches!(word.as_str(), "a" | "an" | "the")
        })
        .map(|(_, word)| word)
        .collect()
}
