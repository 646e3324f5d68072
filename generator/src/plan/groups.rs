//! Operations grouped by tag.

use super::calls;
use super::context::Context;
use super::failures::ErrorSets;
use super::names::operations::{self, OperationName};
use super::names::{Scope, Wish, reserved, words};
use crate::api::Operation;
use crate::package::{Call, Group, Ident, NO_DOCS};
use std::collections::{BTreeMap, BTreeSet};

/// Methods of the client, its own and those of every value, whose names no accessor of a group can have.
const TAKEN_ACCESSORS: &[&str] = &["builder", "clone", "into", "to_owned", "try_into"];

/// Methods of every value that are found before those of a group.
const TAKEN_METHODS: &[&str] = &["into", "try_into"];

/// The operations of one group.
struct Members<'l> {
    /// The words that tell the group apart.
    key: Vec<String>,
    /// The indexes of the operations.
    operations: Vec<usize>,
    /// The names that the lock and the user have for the group.
    homes: BTreeSet<&'l str>,
}

/// Groups the operations, in order of the document's tags.
pub(super) fn plan<'a>(context: &Context<'a, '_>, errors: &mut ErrorSets<'a>) -> Vec<Group<'a>> {
    let mut groups = members(context);
    keep_in_place(context, &mut groups);
    groups.retain(|group| !group.operations.is_empty());
    let accessors = accessors(context, &groups);
    let mut modules = Scope::default();
    groups
        .into_iter()
        .zip(accessors)
        .map(|(members, accessor)| {
            let module = modules.unique(&reserved::module(accessor.as_str()));
            group(context, errors, accessor, module, &members.operations)
        })
        .collect()
}

/// Makes the groups by the rules. A group whose key neither the lock nor the user knows has at most one group of the
/// lock as its home: that of its first operation in the lock, unless another group has that home.
fn members<'l>(context: &Context<'_, 'l>) -> Vec<Members<'l>> {
    let groups = operations::groups(context.names).into_iter();
    let mut groups: Vec<Members<'l>> = groups
        .map(|(key, operations)| Members {
            homes: context.namer.known(&format!("tag {}", key.join(" "))),
            key,
            operations,
        })
        .collect();
    let homes = groups.iter().flat_map(|group| group.homes.clone());
    let mut taken: BTreeSet<&str> = homes.collect();
    for group in groups.iter_mut().filter(|group| group.homes.is_empty()) {
        let mut locked = group.operations.iter();
        let first = locked.find_map(|index| locked_in(context, *index));
        let home = first.map(|(group, _)| group);
        if let Some(home) = home.filter(|home| taken.insert(home)) {
            // The key that the lock knows the group by stays, even if the rules say that it is another group now.
            group.key =
                key_in_lock(context, home).unwrap_or_else(|| std::mem::take(&mut group.key));
            group.homes.insert(home);
        }
    }
    groups
}

/// Returns the words of the tag by which the lock knows a group.
fn key_in_lock(context: &Context<'_, '_>, home: &str) -> Option<Vec<String>> {
    let tag = context.namer.tag_of(home)?;
    Some(tag.split(' ').map(str::to_owned).collect())
}

/// Returns the names of the group and the method that the lock gives an operation.
fn locked_in<'l>(context: &Context<'_, 'l>, index: usize) -> Option<(&'l str, &'l str)> {
    let name = context.names.get(index)?;
    let entry = format!("operation {}", name.key);
    context.namer.fixed(&entry)?.split_once('.')
}

/// Leaves operations in the groups that the lock has them in, whatever their tags and the rules say now.
fn keep_in_place<'l>(context: &Context<'_, 'l>, groups: &mut Vec<Members<'l>>) {
    let mut moved: BTreeMap<&'l str, Vec<usize>> = BTreeMap::new();
    for group in &mut *groups {
        let homes = &group.homes;
        group.operations.retain(|index| {
            let home = locked_in(context, *index).map(|(home, _)| home);
            let home = home.filter(|home| !homes.contains(home));
            if let Some(home) = home {
                moved.entry(home).or_default().push(*index);
            }
            home.is_none()
        });
    }
    for (home, operations) in moved {
        match groups.iter_mut().find(|group| group.homes.contains(home)) {
            Some(group) => {
                group.operations.extend(operations);
                group.operations.sort_unstable();
            }
            None => groups.push(Members {
                key: key_in_lock(context, home).unwrap_or_else(|| vec![home.to_owned()]),
                operations,
                homes: BTreeSet::from([home]),
            }),
        }
    }
}

/// Names the methods of the client that give access to the groups.
fn accessors(context: &Context<'_, '_>, groups: &[Members<'_>]) -> Vec<Ident> {
    let keys: Vec<Vec<String>> = groups.iter().map(|group| group.key.clone()).collect();
    let wishes: Vec<Wish> = groups
        .iter()
        .zip(operations::group_names(&keys, context.names))
        .map(|(group, mut names)| {
            let rank = names.len();
            let key = group.key.join(" ");
            if context.namer.fixed(&format!("tag {key}")).is_none() {
                names.splice(0..0, group.homes.iter().map(|home| (*home).to_owned()));
            }
            let names = names.iter().map(|name| words::lower(name)).collect();
            Wish { names, rank, key }
        })
        .collect();
    let mut scope = Scope::reserving(TAKEN_ACCESSORS);
    context.namer.settle("tag", &mut scope, &wishes)
}

fn group<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    accessor: Ident,
    module: Ident,
    members: &[usize],
) -> Group<'a> {
    let operations: Vec<(&'a Operation, &OperationName)> = members
        .iter()
        .filter_map(|index| {
            Some((
                context.api.operations.get(*index)?,
                context.names.get(*index)?,
            ))
        })
        .collect();
    let title = operations.first().map(|(_, name)| name.group.clone());
    let title = title.unwrap_or_default();
    let tag = context.api.tags.iter().find(|tag| tag.name == title);
    let mut types = Scope::reserving(reserved::IN_GROUP);
    let name = group_type(&mut types, &accessor);
    let mut scope = Scope::reserving(TAKEN_METHODS);
    let methods = methods(context, &mut scope, &accessor, &operations);
    let names = call_names(context, &mut types, &operations);
    let mut calls: Vec<Call<'a>> = Vec::new();
    for (((operation, _), method), name) in operations.iter().zip(methods).zip(names) {
        calls.push(calls::plan(
            context, errors, &mut types, operation, method, name,
        ));
    }
    // Only now: an alternative renames no operation.
    for call in &mut calls {
        let is_argument = call.is_body_required();
        for (name, _) in call.alternatives.iter_mut().filter(|_| is_argument) {
            *name = scope.unique(name);
        }
    }
    Group {
        accessor,
        module,
        name,
        title,
        docs: tag.map_or(NO_DOCS, |tag| &tag.docs),
        calls,
        feature: None,
    }
}

/// Names the type of a group after its accessor, with `Group` behind it where generated code needs the plain name for
/// something else.
fn group_type(types: &mut Scope, accessor: &Ident) -> Ident {
    let name = words::upper(accessor.as_str());
    match types.is_free(&name) {
        true => types.unique(&name),
        false => types.unique(&words::upper(&format!("{}_group", accessor.as_str()))),
    }
}

/// The methods of a group.
fn methods(
    context: &Context<'_, '_>,
    scope: &mut Scope,
    accessor: &Ident,
    operations: &[(&Operation, &OperationName)],
) -> Vec<Ident> {
    let wishes: Vec<Wish> = operations
        .iter()
        .map(|(_, name)| Wish {
            names: name.methods.iter().map(|name| words::lower(name)).collect(),
            rank: name.rank,
            key: name.key.clone(),
        })
        .collect();
    let methods = context.namer.settle("operation", scope, &wishes);
    for ((_, name), method) in operations.iter().zip(&methods) {
        let entry = format!("operation {}", name.key);
        let value = format!("{}.{}", accessor.as_str(), method.as_str());
        context.namer.write_down(entry, value);
    }
    methods
}

/// The types that the methods return.
fn call_names(
    context: &Context<'_, '_>,
    scope: &mut Scope,
    operations: &[(&Operation, &OperationName)],
) -> Vec<Ident> {
    let wishes: Vec<Wish> = operations
        .iter()
        .map(|(_, name)| {
            let longest = name.methods.last().unwrap_or(&name.full);
            Wish {
                names: vec![words::upper(&name.full), words::upper(longest)],
                rank: name.rank,
                key: name.key.clone(),
            }
        })
        .collect();
    context.namer.settle("call", scope, &wishes)
}
