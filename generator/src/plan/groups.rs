//! Operations grouped by tag.

use super::context::Context;
use super::responses::ErrorSets;
use super::scope::Scope;
use super::{calls, words};
use crate::api::OperationId;
use crate::package::{Call, Group, Ident};
use indexmap::IndexMap;

/// Names that a group's module and accessor cannot have: siblings of it, and methods of the client.
const TAKEN_MODULES: &[&str] = &[
    "types", "errors", "runtime", "mod", "lib", "main", "builder", "clone", "fmt",
];

/// What a group's file names without a path.
const TAKEN_IN_FILE: &[&str] = &[
    "Call",
    "Core",
    "Undocumented",
    "Option",
    "Vec",
    "String",
    "Self",
    "Into",
    "Some",
    "None",
    "Ok",
    "Err",
    "Box",
    "Result",
    "Clone",
    "Debug",
    "Default",
];

/// Groups the operations, in order of the document's tags.
pub(super) fn plan<'a>(context: &Context<'a, '_>, errors: &mut ErrorSets<'a>) -> Vec<Group<'a>> {
    let mut members: IndexMap<String, Vec<OperationId>> = IndexMap::new();
    for (index, name) in context.names.iter().enumerate() {
        members
            .entry(words::words(&name.group).join("_"))
            .or_default()
            .push(OperationId(index));
    }
    let mut modules = Scope::reserving(TAKEN_MODULES);
    members
        .into_iter()
        .map(|(key, operations)| {
            group(
                context,
                errors,
                modules.unique(&words::lower(&key)),
                &operations,
            )
        })
        .collect()
}

fn group<'a>(
    context: &Context<'a, '_>,
    errors: &mut ErrorSets<'a>,
    module: Ident,
    operations: &[OperationId],
) -> Group<'a> {
    let first = operations.first().and_then(|id| context.names.get(id.0));
    let title = first.map(|name| name.group.clone()).unwrap_or_default();
    let tag = context.api.tags.iter().find(|tag| tag.name == title);
    let mut types = Scope::reserving(TAKEN_IN_FILE);
    let name = types.unique(&words::upper(module.as_str()));
    let mut methods = Scope::default();
    let mut calls: Vec<Call<'a>> = operations
        .iter()
        .filter_map(|id| {
            let (operation, names) = (context.api.operations.get(id.0)?, context.names.get(id.0)?);
            let short = words::lower(&names.method);
            let wanted = if methods.is_free(&short) {
                short
            } else {
                words::lower(&names.full)
            };
            let method = methods.unique(&wanted);
            Some(calls::plan(
                context,
                errors,
                &mut types,
                operation,
                method,
                &names.full,
            ))
        })
        .collect();
    // Only now: an alternative renames no operation.
    for call in &mut calls {
        let is_argument = call.is_body_required();
        for (name, _) in call.alternatives.iter_mut().filter(|_| is_argument) {
            *name = methods.unique(name);
        }
    }
    Group {
        module,
        name,
        title,
        description: tag.and_then(|tag| tag.description.as_deref()),
        calls,
        feature: None,
    }
}
