//! Names as they are given out: those of the lock first, then those by the rules. Every name that is given out is
//! written down for the next lock.

use super::advice::Advice;
use super::clash::{Wish, settle};
use super::lock::Lock;
use super::scope::Scope;
use crate::maps::HashMap;
use crate::package::Ident;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Gives out the names of a package.
#[derive(Debug, Default)]
pub(in crate::plan) struct Namer<'l> {
    lock: Option<&'l Lock>,
    renames: Option<&'l Lock>,
    /// The groups of the lock, each with the words of its tag.
    tags: HashMap<&'l str, &'l str>,
    given: RefCell<Lock>,
    /// How many things were given a name under each entry.
    met: RefCell<HashMap<String, usize>>,
    advice: RefCell<Vec<Advice>>,
}

impl<'l> Namer<'l> {
    /// A namer that keeps what a lock says, and obeys renames by the user before that.
    pub(in crate::plan) fn new(lock: &'l Lock, renames: &'l Lock) -> Self {
        let mut tags = HashMap::default();
        for (entry, group) in lock.iter() {
            if let Some(tag) = entry.strip_prefix("tag ") {
                tags.entry(group).or_insert(tag);
            }
        }
        Self {
            lock: Some(lock),
            renames: Some(renames),
            tags,
            ..Self::default()
        }
    }

    /// Names everything of one scope. `kind` and the keys of the wishes make the entries of the lock.
    pub(in crate::plan) fn settle(
        &self,
        kind: &str,
        scope: &mut Scope,
        wishes: &[Wish],
    ) -> Vec<Ident> {
        if self.lock.is_none() {
            return settle(scope, wishes);
        }
        let entries = self.entries(kind, wishes);
        let is_known = entries.iter().any(|entry| self.fixed(entry).is_some());
        let names = match is_known {
            true => self.settle_with_lock(scope, wishes, &entries),
            false => settle(scope, wishes),
        };
        for (entry, name) in entries.into_iter().zip(&names) {
            self.write_down(entry, name.as_str().to_owned());
        }
        names
    }

    fn settle_with_lock(
        &self,
        scope: &mut Scope,
        wishes: &[Wish],
        entries: &[String],
    ) -> Vec<Ident> {
        let by_rule = settle(&mut scope.clone(), wishes);
        let mut names: Vec<Option<Ident>> = Vec::new();
        for (wish, entry) in wishes.iter().zip(entries) {
            let upper = wish.names.first().is_some_and(super::scope::is_upper);
            // An operation stands with its group: `pets.list`.
            let kept = self.fixed(entry).and_then(|name| name.rsplit('.').next());
            let kept = kept.map(|name| Ident::new(name, upper));
            names.push(kept.filter(|name| scope.take(name)));
        }
        let open: Vec<Wish> = wishes
            .iter()
            .zip(&names)
            .filter(|(_, name)| name.is_none())
            .map(|(wish, _)| wish.clone())
            .collect();
        let mut rest = settle(scope, &open).into_iter();
        let names: Vec<Ident> = names
            .into_iter()
            .filter_map(|name| name.or_else(|| rest.next()))
            .collect();
        for ((entry, name), better) in entries.iter().zip(&names).zip(&by_rule) {
            let is_locked = self.locked(entry).is_some() && self.renamed(entry).is_none();
            if is_locked && name != better {
                self.advice.borrow_mut().push(Advice {
                    entry: entry.clone(),
                    locked: name.to_string(),
                    better: better.to_string(),
                });
            }
        }
        names
    }

    /// The name or list that is fixed for an entry: by the user, or by the lock.
    pub(in crate::plan) fn fixed(&self, entry: &str) -> Option<&'l str> {
        self.renamed(entry).or_else(|| self.locked(entry))
    }

    /// The words of the tag that the lock has a group for.
    pub(in crate::plan) fn tag_of(&self, group: &str) -> Option<&'l str> {
        self.tags.get(group).copied()
    }

    /// Returns the names that the user and the lock have for an entry.
    pub(in crate::plan) fn known(&self, entry: &str) -> BTreeSet<&'l str> {
        let names = [self.renamed(entry), self.locked(entry)];
        names.into_iter().flatten().collect()
    }

    /// The names that are fixed for all entries of a kind.
    pub(in crate::plan) fn fixed_names(&self, kind: &str) -> Vec<&'l str> {
        let locks = self.renames.into_iter().chain(self.lock);
        let entries = locks.flat_map(Lock::iter);
        let is_of = |entry: &str| entry.split(' ').next() == Some(kind);
        let names = entries.filter(|(entry, _)| is_of(entry));
        names.map(|(_, name)| name).collect()
    }

    fn renamed(&self, entry: &str) -> Option<&'l str> {
        self.renames?.get(entry)
    }

    /// Returns the name or list that the lock has for an entry.
    pub(in crate::plan) fn locked(&self, entry: &str) -> Option<&'l str> {
        self.lock?.get(entry)
    }

    /// The entries of the lock for things of one scope. Some may be alike in all that they are, such as two objects of a
    /// union with the same properties: these are counted, so that each has an entry of its own.
    fn entries(&self, kind: &str, wishes: &[Wish]) -> Vec<String> {
        let mut met = self.met.borrow_mut();
        let mut entry = |wish: &Wish| {
            let entry = format!("{kind} {}", wish.key);
            let count = met.entry(entry.clone()).or_default();
            *count += 1;
            match *count {
                1 => entry,
                count => format!("{entry} #{count}"),
            }
        };
        wishes.iter().map(&mut entry).collect()
    }

    /// Puts an entry into the new lock, unless something that is alike has put it there already.
    pub(in crate::plan) fn write_also(&self, entry: String, value: &str) {
        if self.lock.is_some() && self.given.borrow().get(&entry).is_none() {
            self.write_down(entry, value.to_owned());
        }
    }

    /// Puts an entry into the new lock.
    pub(in crate::plan) fn write_down(&self, entry: String, value: String) {
        if self.lock.is_some() {
            self.given.borrow_mut().insert(entry, value);
        }
    }

    /// Puts items into the order that the lock has for them; new items go behind the others.
    pub(in crate::plan) fn order<T>(
        &self,
        entry: &str,
        items: &mut [T],
        name: impl Fn(&T) -> String,
    ) {
        if self.lock.is_none() {
            return;
        }
        if let Some(order) = self.fixed(entry) {
            let places: HashMap<&str, usize> = order.split_whitespace().zip(0..).collect();
            items.sort_by_cached_key(|item| {
                let place = places.get(name(item).as_str());
                place.copied().unwrap_or(usize::MAX)
            });
        }
        let names: Vec<String> = items.iter().map(name).collect();
        if names.is_empty() {
            return;
        }
        self.write_down(entry.to_owned(), names.join(" "));
    }

    /// Returns the lock of all names that were given out, and the names that the rules would choose otherwise.
    pub(in crate::plan) fn finish(self) -> (Lock, Vec<Advice>) {
        let mut advice = self.advice.into_inner();
        advice.sort();
        (self.given.into_inner(), advice)
    }
}
