//! Whether the names of a client stay what they are: a generation with the lock of the one before changes nothing.

use jackfield::assemble;
use jackfield::compare::{self, Side};
use jackfield::plan::{Lock, Naming};
use jackfield::{Generated, Target, generate_named};
use std::io;
use std::path::Path;

/// What changes where nothing should: a document is generated, generated again with its lock, and compared with itself.
pub(super) fn problem(document: &Path, root: &Path) -> io::Result<Option<String>> {
    let first = generated(document, root, Lock::default())?;
    let again = generated(document, root, first.names.lock.clone())?;
    Ok(lock_changes(&first.names.lock, &again.names.lock)
        .or_else(|| {
            let advice = again.names.advice.first()?;
            let (entry, locked, better) = (&advice.entry, &advice.locked, &advice.better);
            Some(format!("{entry} is {locked} and would be {better}"))
        })
        .or_else(|| file_changes(&first, &again))
        .map(|change| format!("generated again with the lock: {change}"))
        .or(compared(document, root)?))
}

fn generated(document: &Path, root: &Path, lock: Lock) -> io::Result<Generated> {
    let read = assemble::read(document, Some(root), &[])?;
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let target = Target::new("client");
    Ok(generate_named(
        read.source,
        read.diagnostics,
        &target,
        Some(&naming),
    ))
}

/// The first entry of a lock that another has otherwise.
fn lock_changes(before: &Lock, after: &Lock) -> Option<String> {
    let entries = before.iter().chain(after.iter());
    let mut entries = entries.map(|(entry, _)| entry);
    let changed = entries.find(|entry| before.get(entry) != after.get(entry))?;
    Some(format!(
        "{changed} was {:?} and is {:?}",
        before.get(changed).unwrap_or("missing"),
        after.get(changed).unwrap_or("missing")
    ))
}

fn file_changes(before: &Generated, after: &Generated) -> Option<String> {
    let (before, after) = (before.files.as_ref()?, after.files.as_ref()?);
    let mut paths = before.0.keys().chain(after.0.keys());
    let changed = paths.find(|path| before.0.get(*path) != after.0.get(*path))?;
    Some(format!("{changed} differs"))
}

/// The first change that a comparison of the document with itself finds.
fn compared(document: &Path, root: &Path) -> io::Result<Option<String>> {
    let text = std::fs::read(document)?;
    let text = String::from_utf8_lossy(&text);
    let side = || {
        Ok::<_, io::Error>(Side {
            read: assemble::read(document, Some(root), &[])?,
            text: &text,
        })
    };
    let comparison = compare::compare(side()?, side()?).map_err(io::Error::other)?;
    let change = comparison.changes.first();
    Ok(change.map(|one| format!("compared with itself: {}: {}", one.item, one.message)))
}
