//! The types of a client by the names that a surface has for them.

use crate::emit::{Names, custom_path};
use crate::maps::HashMap;
use crate::package::{Ident, Item, Package};

/// How a surface reaches types: from the client, so that its own path is no part of them, and an alias is the type that it
/// stands for.
pub(super) struct TypeNames<'p, 'a> {
    package: &'p Package<'a>,
    /// The name of the item that each alias stands for.
    originals: HashMap<&'p Ident, &'p Ident>,
}

impl<'p, 'a> TypeNames<'p, 'a> {
    pub(super) fn of(package: &'p Package<'a>) -> Self {
        let aliases = package.types.iter().filter_map(|alias| {
            let mut item = alias;
            while let Item::Alias(id) = item.item {
                item = package.item(id)?;
            }
            let is_alias = matches!(alias.item, Item::Alias(_));
            is_alias.then_some((&alias.name, &item.name))
        });
        Self {
            package,
            originals: aliases.collect(),
        }
    }
}

impl Names for &TypeNames<'_, '_> {
    fn library(&mut self, path: &str, name: &str) -> String {
        format!("{path}::{name}")
    }

    fn runtime(&mut self, name: &str) -> String {
        name.to_owned()
    }

    fn definition(&mut self, name: &Ident) -> String {
        let name = self.originals.get(name).copied().unwrap_or(name);
        format!("types::{}", name.code())
    }

    fn custom(&mut self, path: &str) -> String {
        let own = format!("{}::", self.package.target.results());
        custom_path(self.package, path).replace(&own, "")
    }
}
