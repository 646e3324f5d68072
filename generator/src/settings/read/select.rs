//! The table `select`.

use super::reader::Reader;
use crate::settings::{Rule, Select};
use glob::Pattern;
use toml_edit::{Item, TableLike};

const SELECT: &[&str] = &["exclude", "include", "types-only"];

const RULE: &[&str] = &["method", "operation", "path", "schema", "tag"];

impl Reader<'_> {
    /// Which operations and schemas a client has.
    pub(super) fn select(&mut self, table: &dyn TableLike) -> Select {
        let Some(item) = table.get("select") else {
            return Select::default();
        };
        let Some(table) = item.as_table_like() else {
            self.problem(item.span(), "`select` must be a table".to_owned());
            return Select::default();
        };
        self.known(table, SELECT);
        Select {
            include: self.rules(table, "include"),
            exclude: self.rules(table, "exclude"),
            types_only: self.flag(table, "types-only").unwrap_or(false),
        }
    }

    fn rules(&mut self, table: &dyn TableLike, key: &str) -> Vec<Rule> {
        let Some(item) = table.get(key) else {
            return Vec::new();
        };
        let mut rules = Vec::new();
        let tables = item.as_array_of_tables();
        for table in tables.into_iter().flatten() {
            rules.extend(self.rule(table, table.span()));
        }
        let values = item.as_array();
        for value in values.into_iter().flatten() {
            match value.as_inline_table() {
                Some(table) => rules.extend(self.rule(table, value.span())),
                None => self.not_a_rule(value.span(), key),
            }
        }
        if tables.is_none() && values.is_none() {
            self.not_a_rule(item.span(), key);
        }
        rules
    }

    fn not_a_rule(&mut self, span: Option<std::ops::Range<usize>>, key: &str) {
        let message = format!("`{key}` must be a list of tables: [{{ tag = \"SIP*\" }}]");
        self.problem(span, message);
    }

    fn rule(
        &mut self,
        table: &dyn TableLike,
        span: Option<std::ops::Range<usize>>,
    ) -> Option<Rule> {
        self.known(table, RULE);
        if table.is_empty() {
            let message = format!("a rule needs one of the keys {}", RULE.join(", "));
            self.problem(span, message);
            return None;
        }
        let rule = Rule {
            tag: self.patterns(table, "tag"),
            path: self.patterns(table, "path"),
            method: self.patterns(table, "method"),
            operation: self.patterns(table, "operation"),
            schema: self.patterns(table, "schema"),
        };
        if !rule.schema.is_empty() && table.len() > 1 {
            let message =
                "`schema` stands alone in its rule: what operations lead to is there anyway";
            self.problem(table.get("schema").and_then(Item::span), message.to_owned());
        }
        Some(rule)
    }

    /// One pattern, or a list of them.
    fn patterns(&mut self, table: &dyn TableLike, key: &str) -> Vec<String> {
        let Some(item) = table.get(key) else {
            return Vec::new();
        };
        let patterns = match item.as_str() {
            Some(text) => vec![text.to_owned()],
            None if item.is_array() => self.texts(table, key),
            None => {
                self.problem(
                    item.span(),
                    format!("`{key}` must be a text or a list of texts"),
                );
                Vec::new()
            }
        };
        for pattern in &patterns {
            if let Err(error) = Pattern::new(pattern) {
                let message = format!("`{pattern}` is no pattern: {}", error.msg);
                self.problem(item.span(), message);
            }
        }
        patterns
    }
}
