//! The part of a document that a client has: operations are taken out before they are lowered, types after.

mod rule;
mod types;

use crate::diagnostic::{Code, Diagnostics, Place};
use crate::document::{Document, MethodOperation};
use crate::settings::Select;
use rule::Rule;

/// The rules that select the operations and schemas of a client.
pub(crate) struct Selection {
    include: Vec<Rule>,
    exclude: Vec<Rule>,
    types_only: bool,
    is_everything: bool,
}

impl Selection {
    /// The selection of the settings.
    pub(crate) fn new(select: &Select) -> Self {
        let rules = |rules: &[_]| rules.iter().map(Rule::new).collect();
        Self {
            include: rules(&select.include),
            exclude: rules(&select.exclude),
            types_only: select.types_only,
            is_everything: select.is_everything(),
        }
    }

    /// Removes the operations that are not selected from a document. A rule that nothing meets is reported.
    pub(crate) fn prune_operations(&self, document: &mut Document, diagnostics: &mut Diagnostics) {
        if self.is_everything {
            return;
        }
        self.report_idle(document, diagnostics);
        for (path, item) in &mut document.paths {
            item.operations
                .retain(|operation| self.wants(path, operation));
        }
        if self.types_only || !self.include.is_empty() {
            document.webhooks.clear();
        }
    }

    fn wants(&self, path: &str, operation: &MethodOperation) -> bool {
        let meets = |rule: &Rule| rule.is_met_by(path, operation);
        let included = self.include.is_empty() || self.include.iter().any(meets);
        !self.types_only && included && !self.exclude.iter().any(meets)
    }

    /// Reports each rule that nothing in the document meets: it is misspelt, or the document has changed.
    fn report_idle(&self, document: &Document, diagnostics: &mut Diagnostics) {
        let all = [("include", &self.include), ("exclude", &self.exclude)];
        for (key, rules) in all {
            for (index, rule) in rules.iter().enumerate() {
                let mut paths = document.paths.iter();
                let by_operation = paths.any(|(path, item)| {
                    let mut operations = item.operations.iter();
                    operations.any(|operation| rule.is_met_by(path, operation))
                });
                let mut schemas = document.schemas.all_named();
                if by_operation || schemas.any(|(name, _)| rule.is_of_schema(name)) {
                    continue;
                }
                let number = index + 1;
                let message =
                    format!("rule {number} of `select.{key}` meets nothing in the document");
                diagnostics
                    .warning(Code::SelectWithoutEffect, Place::nowhere(), message)
                    .advise("correct its patterns, or remove the rule");
            }
        }
    }
}
