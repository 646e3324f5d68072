//! The consequences of a change of each aspect for those who use a client.

use super::Class;
use crate::surface::Aspect;

/// The advice on a change that asks nothing of the user, such as an addition.
pub(super) const NOTHING_TO_DO: &str = "Nothing has to be done.";

/// The consequence of a change of an aspect, with the words to report it.
pub(super) struct Meaning {
    pub(super) class: Class,
    /// The name of the aspect in messages.
    pub(super) subject: &'static str,
    /// A sentence that says what a user does about the change.
    pub(super) advice: &'static str,
}

/// Returns the consequence of a change of an aspect, with the words to report it.
pub(super) fn meaning(aspect: Aspect) -> Meaning {
    const ADAPT: &str = "Adapt the code that uses it.";
    const CHECK: &str = "Check that the programs that use it still mean this.";
    let (class, subject, advice) = match aspect {
        Aspect::Kind => (Class::Breaks, "its form", ADAPT),
        Aspect::Type => (Class::Breaks, "its type", ADAPT),
        Aspect::Arguments => (
            Class::Breaks,
            "what must be given",
            "Give what is asked for now.",
        ),
        Aspect::Output => (Class::Breaks, "what it gives", ADAPT),
        Aspect::Construction => (Class::Breaks, "the way to make it", "Make it the new way."),
        Aspect::Openness => (
            Class::Breaks,
            "the variant for unknown values",
            "Adapt the matches over it.",
        ),
        Aspect::Feature => (
            Class::Breaks,
            "the feature that it needs",
            "Enable that feature.",
        ),
        Aspect::ArgumentNames => (
            Class::Meaning,
            "the list of its arguments",
            "Check that each value is given in its place.",
        ),
        Aspect::Request => (Class::Meaning, "the request", CHECK),
        Aspect::Wire => (Class::Meaning, "the way on the wire", CHECK),
        Aspect::Media => (Class::Meaning, "the media type", CHECK),
        Aspect::Security => (
            Class::Meaning,
            "what authenticates",
            "Check that the client has what is asked for.",
        ),
        Aspect::Servers => (
            Class::Meaning,
            "the server",
            "Check that the client should connect there.",
        ),
        Aspect::Default => (
            Class::Meaning,
            "the default",
            "Say the value where the old one is meant.",
        ),
        Aspect::Presence => (Class::Meaning, "whether it may be missing", CHECK),
        Aspect::Value => (Class::Meaning, "the value on the wire", CHECK),
        Aspect::Format => (Class::Meaning, "the format", CHECK),
        Aspect::Statuses => (
            Class::RunTime,
            "the list of documented statuses",
            "Check what is done with each status.",
        ),
        Aspect::Limits => (
            Class::RunTime,
            "what is said of its values",
            "Check that the values sent are within the limits.",
        ),
    };
    Meaning {
        class,
        subject,
        advice,
    }
}
