//! The file of the error sets.

use super::docs::Comment;
use super::file::File;
use super::{attributes, decode, markdown};
use crate::package::{ErrorSet, Package};

/// The file of all error sets; operations that document the same errors share one.
pub(super) fn file(package: &Package<'_>) -> String {
    let own = package
        .error_sets
        .iter()
        .map(|set| set.name.as_str().to_owned())
        .collect();
    let mut file = File::new(package, "super::types", own);
    for set in &package.error_sets {
        emit(&mut file, set);
    }
    file.finish("//! The documented errors. Operations that document the same share a type.\n")
}

fn emit(file: &mut File<'_, '_>, set: &ErrorSet<'_>) {
    let docs = format!("The errors {}.", documented_for(set));
    let docs = Comment::line(&docs).text_outer("");
    let name = set.name.code();
    let mut variants = String::new();
    for case in &set.cases {
        let status = upper_first(&case.status);
        let status = match case.media_type {
            Some(media_type) => format!("{status} as {}", markdown::code(media_type)),
            None => status,
        };
        let text = match &case.docs.description {
            Some(text) => format!("{status}: {}", markdown::line(text)),
            None => format!("{status}."),
        };
        let (docs, ident) = (Comment::line(&text).text_outer("    "), case.ident.code());
        let body = decode::decoded(file, case.decoder, case.ty);
        let body = body.map_or_else(String::new, |ty| format!("({ty})"));
        variants.push_str(&format!("{docs}    {ident}{body},\n"));
    }
    let attributes = attributes::text(&set.attributes);
    file.written(format!(
        "{docs}{attributes}pub enum {name} {{\n{variants}}}\n"
    ));
}

/// Returns the words for the statuses that a set of errors is documented for. If the document has only a `default`, the
/// set is for any status.
pub(super) fn documented_for(set: &ErrorSet<'_>) -> String {
    match set.statuses().as_slice() {
        _ if set.is_default() => "of any status".to_owned(),
        statuses => format!("documented for {}", list(statuses)),
    }
}

/// Joins texts to a list of an English sentence.
pub(super) fn list(texts: &[&str]) -> String {
    match texts {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
