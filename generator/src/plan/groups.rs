//! Operations grouped by tag.

use super::calls;
use super::context::Context;
use super::names::operations::{self, OperationName};
use super::names::{Scope, Wish, reserved, words};
use super::responses::ErrorSets;
use crate::api::Operation;
use crate::package::{Call, Group, Ident, NO_DOCS};

/// Methods of the client, of its own or of every value, which no group's can hide.
const TAKEN_ACCESSORS: &[&str] = &["builder", "clone", "into", "to_owned", "try_into"];

/// Methods of every value that are found before those of a group.
const TAKEN_METHODS: &[&str] = &["into", "try_into"];

/// Groups the operations, in order of the document's tags.
pub(super) fn plan<'a>(context: &Context<'a, '_>, errors: &mut ErrorSets<'a>) -> Vec<Group<'a>> {
    let mut groups = operations::groups(context.names);
    let accessors = accessors(context, &groups);
    keep_in_place(context, &mut groups, &accessors);
    let mut modules = Scope::default();
    groups
        .into_iter()
        .zip(accessors)
        .filter(|((_, members), _)| !members.is_empty())
        .map(|((_, members), accessor)| {
            let module = modules.unique(&reserved::module(accessor.as_str()));
            group(context, errors, accessor, module, &members)
        })
        .collect()
}

/// The methods of the client that give the groups.
fn accessors(context: &Context<'_, '_>, groups: &[(Vec<String>, Vec<usize>)]) -> Vec<Ident> {
    let wishes: Vec<Wish> = groups
        .iter()
        .zip(operations::group_names(groups))
        .map(|((key, members), mut names)| {
            let key = key.join(" ");
            let rank = names.len();
            if context.namer.fixed(&format!("tag {key}")).is_none() {
                let before = members.iter().find_map(|index| locked(context, *index));
                names.splice(0..0, before.map(|(group, _)| group.to_owned()));
            }
            let names = names.iter().map(|name| words::lower(name)).collect();
            Wish { names, rank, key }
        })
        .collect();
    let mut scope = Scope::reserving(TAKEN_ACCESSORS);
    context.namer.settle("tag", &mut scope, &wishes)
}

/// What group and method the lock gives an operation.
fn locked<'l>(context: &Context<'_, 'l>, index: usize) -> Option<(&'l str, &'l str)> {
    let name = context.names.get(index)?;
    let entry = format!("operation {}", name.key);
    context.namer.fixed(&entry)?.split_once('.')
}

/// Leaves operations in the groups that the lock has them in, whatever their tags say now.
fn keep_in_place(
    context: &Context<'_, '_>,
    groups: &mut [(Vec<String>, Vec<usize>)],
    accessors: &[Ident],
) {
    let mut moved: Vec<(usize, usize)> = Vec::new();
    for ((_, members), accessor) in groups.iter_mut().zip(accessors) {
        members.retain(|index| {
            let place = locked(context, *index)
                .filter(|(group, _)| *group != accessor.as_str())
                .and_then(|(group, _)| accessors.iter().position(|one| one.as_str() == group));
            moved.extend(place.map(|place| (place, *index)));
            place.is_none()
        });
    }
    for (place, index) in moved {
        if let Some((_, members)) = groups.get_mut(place) {
            members.push(index);
            members.sort_unstable();
        }
    }
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

/// The type of a group, which says that it is one where its own name is needed for something else.
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
