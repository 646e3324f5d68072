//! Operation ids that a framework made: what in them a person wrote.

use super::paths::{Path, stems};
use super::words::words;

/// What of an id is a name that somebody gave.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    /// These words, all of the id.
    Whole(Vec<String>),
    /// These words of it: the others are the method and the path, or a number against clashes.
    Part(Vec<String>),
    /// Nothing: it says method and path once more.
    Nothing,
}

/// What of an operation's id somebody gave.
pub(super) fn given(id: &str, method: &str, path: &Path, raw_path: &str) -> Given {
    let found = words(id);
    if found.is_empty() {
        return Given::Nothing;
    }
    // FastAPI: the name of the function, the path, the method.
    let mut tail = words(raw_path);
    tail.extend(words(method));
    if let Some(name) = found.strip_suffix(tail.as_slice()) {
        return match name {
            [] => Given::Nothing,
            name => Given::Part(name.to_vec()),
        };
    }
    // Springdoc: a number where another class has a method of that name.
    let (name, is_numbered) = match id.rsplit_once('_') {
        Some((name, number))
            if number.len() < 4
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
                && name.ends_with(|c: char| c.is_ascii_lowercase())
                && !words(name).is_empty() =>
        {
            (words(name), true)
        }
        _ => (found, false),
    };
    if is_method_and_path(&name, method, path) {
        return Given::Nothing;
    }
    match is_numbered {
        true => Given::Part(name),
        false => Given::Whole(without_articles(name)),
    }
}

/// Whether the words are those of method and path, all that are fixed in it and no others.
fn is_method_and_path(name: &[String], method: &str, path: &Path) -> bool {
    let method = method.to_ascii_lowercase();
    let in_path: Vec<String> = stems(&path.words().cloned().collect::<Vec<_>>());
    let fixed = stems(&path.fixed().cloned().collect::<Vec<_>>());
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
        true => &fixed,
        false => &in_path,
    };
    // A person turns the order round: `noteCharge` of `/charges/{id}/note`.
    let mut places = in_path.iter();
    let mut ordered = name.iter().filter(|word| in_path.contains(word));
    !fixed.is_empty()
        && name.iter().all(is_known)
        && needed.iter().all(|word| name.contains(word))
        && ordered.all(|word| places.any(|one| one == word))
}

/// `get-an-album` is `get_album`.
fn without_articles(words: Vec<String>) -> Vec<String> {
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
