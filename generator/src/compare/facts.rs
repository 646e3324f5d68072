//! The message about a change of one fact of an item.

use super::Class;
use super::limits::is_looser;
use super::meaning::{Meaning, NOTHING_TO_DO, meaning};
use super::report::code;
use crate::surface::{Aspect, Entry, Noun, read_as};
use std::collections::BTreeSet;

/// A fact that changed.
pub(super) struct Fact<'e> {
    pub(super) aspect: Aspect,
    /// The part of the item; empty for the whole item.
    pub(super) part: &'e str,
    pub(super) was: &'e str,
    pub(super) is: &'e str,
}

/// The message about a change, with the class of the change and the advice to the user.
pub(super) struct Told {
    pub(super) class: Class,
    pub(super) message: String,
    pub(super) advice: &'static str,
}

impl Fact<'_> {
    /// Describes the change; none if the message about another fact already says it, or if it changes nothing.
    pub(super) fn told(&self, before: &Entry, after: &Entry) -> Option<Told> {
        let differs = |aspect| before.whole(aspect) != after.whole(aspect);
        let is_said_elsewhere = match self.aspect {
            // The notes repeat the default.
            Aspect::Limits => differs(Aspect::Default),
            // Where the types of the arguments differ, too, no old call compiles and silently means something else.
            Aspect::ArgumentNames => differs(Aspect::Arguments),
            Aspect::Presence => differs(Aspect::Type),
            Aspect::Request => without_names(self.was) == without_names(self.is),
            _ => false,
        };
        if is_said_elsewhere {
            return None;
        }
        let Meaning {
            class,
            subject,
            advice,
        } = meaning(self.aspect);
        let (class, advice) = match self.only_adds() {
            true => (Class::Addition, NOTHING_TO_DO),
            false => (class, advice),
        };
        let of = match self.part {
            "" => String::new(),
            part => format!(" of {}", code(part)),
        };
        let (subject, was, is) = match self.aspect {
            Aspect::Kind if is_method(before) => call(self.was, self.is),
            _ => (
                subject,
                self.in_words(self.was, before),
                self.in_words(self.is, before),
            ),
        };
        let more = self.more(before, after);
        let message = format!(
            "{subject}{of} was {}, is {}{more}",
            quoted(&was),
            quoted(&is)
        );
        Some(Told {
            class,
            message,
            advice,
        })
    }

    /// Whether the change only adds: everything that was valid before still is.
    fn only_adds(&self) -> bool {
        let all = |text: &str, sign: &str| -> BTreeSet<String> {
            text.split(sign).map(str::to_owned).collect()
        };
        match self.aspect {
            Aspect::Limits => is_looser(self.was, self.is),
            Aspect::Statuses => all(self.was, ", ").is_subset(&all(self.is, ", ")),
            Aspect::Security => all(self.was, ", or ").is_subset(&all(self.is, ", or ")),
            // A user who names no server gets the first.
            Aspect::Servers => {
                let first = |text: &str| text.split(", ").next().map(str::to_owned);
                let has_all = all(self.was, ", ").is_subset(&all(self.is, ", "));
                has_all && first(self.was) == first(self.is)
            }
            _ => false,
        }
    }

    /// The text about a related fact that changed together with this one, to append to the message; empty if there is none.
    fn more(&self, before: &Entry, after: &Entry) -> String {
        let of = |aspect| before.whole(aspect).zip(after.whole(aspect));
        match self.aspect {
            Aspect::Arguments => {
                let names = of(Aspect::ArgumentNames).filter(|(was, is)| was != is && *is != "()");
                names.map_or(String::new(), |(_, is)| format!(", called {}", code(is)))
            }
            Aspect::Type => {
                let presence = of(Aspect::Presence).filter(|(was, is)| was != is);
                presence.map_or(String::new(), |(was, is)| {
                    format!(": it was {was}, is {is}")
                })
            }
            _ => String::new(),
        }
    }

    /// The words of a fact in a message, without the names that the code of the generator has for them.
    fn in_words(&self, fact: &str, entry: &Entry) -> String {
        let may_be_read = match self.aspect {
            Aspect::Output | Aspect::Type => true,
            // The kind of a method for another representation is the name of a decoder; that of other methods names a call.
            Aspect::Kind => entry.noun == Noun::Method,
            _ => false,
        };
        let words = may_be_read.then(|| read_as(fact)).flatten();
        words.unwrap_or_else(|| match (self.aspect, fact) {
            (Aspect::Construction, "Received") => "by the client alone".to_owned(),
            (Aspect::Construction, "Setters") => "new and setters".to_owned(),
            (Aspect::Construction, "NewAndSetters") => "new, setters or a literal".to_owned(),
            (Aspect::Construction, "Literal") => "a literal".to_owned(),
            (Aspect::Kind, fact) => fact.replace("enum Text", "enum of texts"),
            _ => fact.to_owned(),
        })
    }
}

fn is_method(entry: &Entry) -> bool {
    entry.noun == Noun::Method && entry.whole(Aspect::Request).is_some()
}

/// Describes how the kind of a method changed: the type of its call, or that of its errors if the call is the same. A
/// surface writes both as `GetPet with errors GetPetError = ApiError`.
fn call(was: &str, is: &str) -> (&'static str, String, String) {
    let parted = |text: &str| -> (String, String) {
        let (call, errors) = text.split_once(" with errors ").unwrap_or((text, ""));
        let errors = match errors.split_once(" = ") {
            Some((alias, set)) if alias == set => alias.to_owned(),
            Some((alias, set)) => format!("{alias}, which is {set}"),
            None => "that of any call".to_owned(),
        };
        (call.to_owned(), errors)
    };
    let ((old_call, old_errors), (new_call, new_errors)) = (parted(was), parted(is));
    match old_call == new_call {
        true => ("the type of its errors", old_errors, new_errors),
        false => ("the type of its call", old_call, new_call),
    }
}

/// A request without the names of its path parameters, which are not sent.
fn without_names(request: &str) -> String {
    let mut parts = request.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("{}");
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    out
}

/// A text of a document in a message.
fn quoted(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        text => code(text),
    }
}
