//! The changes between two clients, as their users see them.
//!
//! A new document is planned with the names of the old one, as `jackfield generate` does by its lock. So a document
//! whose parts were only put in another order has no changes.

mod changes;
mod facts;
mod limits;
mod meaning;
mod places;
mod report;

pub use self::report::Format;
pub(crate) use self::report::{CLASSES, code, sentence};

use self::changes::Found;
use crate::assemble::Read;
use crate::generate::{Described, describe};
use crate::options::Options;
use crate::plan::{Lock, Naming};
use crate::surface::{Aspect, Surface};

/// The consequence of a change for those who use the client; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Programs may no longer compile.
    Breaks,
    /// Programs compile, and send or read something else.
    Meaning,
    /// Programs may meet errors at run time, against an old or a new server.
    RunTime,
    /// Something can be used that was not there.
    Addition,
    /// Something should not be used any more.
    Deprecation,
    /// Only the prose of the document changed.
    Docs,
}

/// Where a document describes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The pointer (RFC 6901).
    pub pointer: String,
    /// The line, from 1 on, if the text of the document is there.
    pub line: Option<usize>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The consequence for those who use the client.
    pub class: Class,
    /// The item as a user calls it.
    pub item: String,
    /// A sentence that says what changed.
    pub message: String,
    /// A sentence that says what a user does about the change.
    pub advice: &'static str,
    /// Where the old document describes it, if it does.
    pub old: Option<Location>,
    /// Where the new document describes it, if it does.
    pub new: Option<Location>,
}

/// The part of a version that has to go up, by Cargo's rules for a version from 1.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing that a program sees.
    Patch,
    /// Additions, deprecations, and what only running programs notice.
    Minor,
    /// Programs may no longer compile.
    Major,
}

/// All changes, the worst first, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The changes.
    pub changes: Vec<Change>,
    /// The aspects that were not compared: the surface of one side was written by an older jackfield, which stated them in
    /// other words or not at all.
    pub not_compared: Vec<Aspect>,
}

impl Comparison {
    /// The part of a version that the changes raise; `None` if there are no changes.
    pub fn verdict(&self) -> Option<Verdict> {
        let verdict = |change: &Change| match change.class {
            Class::Breaks => Verdict::Major,
            Class::Docs => Verdict::Patch,
            _ => Verdict::Minor,
        };
        self.changes.iter().map(verdict).max()
    }

    /// The number of changes of a class.
    pub fn count(&self, class: Class) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.class == class).count()
    }
}

/// A document to compare.
pub struct Side<'t> {
    /// The document.
    pub read: Read,
    /// Its text, in which lines are looked up.
    pub text: &'t str,
}

/// Compares two documents.
///
/// # Errors
///
/// A document has errors; they are in the report that is given back.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Result<Comparison, String> {
    let described = |read: Read, lock: Lock| {
        let naming = Naming {
            lock,
            ..Naming::default()
        };
        let options = Options {
            naming: Some(naming),
            ..Options::default()
        };
        let Described {
            surface,
            lock,
            report,
        } = describe(read.source, read.diagnostics, &options);
        surface.map(|surface| (surface, lock)).ok_or(report)
    };
    let (old_surface, lock) = described(old.read, Lock::default())?;
    let (new_surface, _) = described(new.read, lock)?;
    Ok(compare_clients(
        Subject::of(&old_surface, Some(old.text)),
        Subject::of(&new_surface, Some(new.text)),
    ))
}

/// A client to compare.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    surface: &'s Surface,
    text: Option<&'s str>,
}

impl<'s> Subject<'s> {
    /// A client by its surface, and the text of its document if lines are to be looked up in it.
    pub fn of(surface: &'s Surface, text: Option<&'s str>) -> Self {
        Self { surface, text }
    }
}

/// Compares two clients.
pub fn compare_clients(old: Subject<'_>, new: Subject<'_>) -> Comparison {
    let mut found = Found::new(old.text, new.text);
    found.surfaces(old.surface, new.surface);
    let mut changes = found.changes;
    changes.sort_by(|a, b| (a.class, &a.item).cmp(&(b.class, &b.item)));
    Comparison {
        changes,
        not_compared: not_compared(old.surface, new.surface),
    }
}

/// The aspects that only one of two surfaces can state, as far as one of them states anything about them.
fn not_compared(old: &Surface, new: &Surface) -> Vec<Aspect> {
    let [by_old, by_new] = [old, new].map(|surface| (surface.known(), surface.stated()));
    let lost = |aspect: &&Aspect| {
        let [old, new] = [&by_old, &by_new].map(|(known, _)| known.contains(aspect));
        let is_said = by_old.1.contains(aspect) || by_new.1.contains(aspect);
        old != new && is_said
    };
    Aspect::ALL.iter().filter(lost).copied().collect()
}
