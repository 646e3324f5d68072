//! What a change of one fact of an item means, in words.

use super::Class;
use super::limits::is_looser;
use super::meaning::{Meaning, NOTHING_TO_DO, meaning};
use super::report::code;
use crate::surface::{Aspect, Entry, Noun, read_as};
use std::collections::BTreeSet;

/// A fact that changed.
pub(super) struct Fact<'e> {
    pub(super) aspect: Aspect,
    /// The part of the item, or nothing.
    pub(super) part: &'e str,
    pub(super) was: &'e str,
    pub(super) is: &'e str,
}

/// What is told of a change.
pub(super) struct Told {
    pub(super) class: Class,
    pub(super) message: String,
    pub(super) advice: &'static str,
}

impl Fact<'_> {
    /// What is told of the change; nothing if that of another fact tells it, or if it changes nothing.
    pub(super) fn told(&self, before: &Entry, after: &Entry) -> Option<Told> {
        let differs = |aspect| before.whole(aspect) != after.whole(aspect);
        let is_said_elsewhere = match self.aspect {
            // The notes repeat the default.
            Aspect::Limits => differs(Aspect::Default),
            // Where other types are asked for, nothing compiles that could mean something else.
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

    /// Whether all that held holds still.
    fn only_adds(&self) -> bool {
        let all = |text: &str, sign: &str| -> BTreeSet<String> {
            text.split(sign).map(str::to_owned).collect()
        };
        match self.aspect {
            Aspect::Limits => is_looser(self.was, self.is),
            Aspect::Statuses => all(self.was, ", ").is_subset(&all(self.is, ", ")),
            Aspect::Security => all(self.was, ", or ").is_subset(&all(self.is, ", or ")),
            // Who names none is served by the first.
            Aspect::Servers => {
                let first = |text: &str| text.split(", ").next().map(str::to_owned);
                let has_all = all(self.was, ", ").is_subset(&all(self.is, ", "));
                has_all && first(self.was) == first(self.is)
            }
            _ => false,
        }
    }

    /// What another fact adds to this one.
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

    /// A fact as it is told: without the names that the code has.
    fn in_words(&self, fact: &str, entry: &Entry) -> String {
        let may_be_read = match self.aspect {
            Aspect::Output | Aspect::Type => true,
            // Of another representation it is how it is read, of a method the name of its call.
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

/// The type of a call and that of its errors, of which a surface says `GetPet with errors GetPetError = ApiError`.
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

/// A request without what its path parameters are called, which is not sent.
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
