//! The features of a crate: groups that a user takes or leaves together, and the types that come with them.

use super::words;
use crate::api::{Type, TypeId};
use crate::maps::HashSet;
use crate::package::{ErrorSet, Feature, Group, Item, TypeFile, TypeItem};

/// The number of features above which groups whose names begin alike share one.
const MOST_FEATURES: usize = 100;

/// The number of features above which a file of types is always there: it is needed anyway, and so long a gate would
/// hide what the file defines.
const MOST_GATES: usize = 8;

/// The feature of the types that no operation leads to.
const SCHEMAS: &str = "schemas";

/// Names that mean something else to cargo or to the runtime.
const TAKEN: &[&str] = &[
    "blocking",
    "default",
    "gzip",
    "jiff",
    "native-tls",
    "oauth",
    "reqwest",
    "rustls",
    "rustls-ring",
    "testing",
    "tracing",
    "ureq",
    "xml",
    SCHEMAS,
];

/// Decides the features and says of each group and type file which it belongs to. Without a second group there
/// is nothing to leave out, and so no feature.
pub(super) fn plan<'a>(
    items: &[TypeItem<'a>],
    errors: &[ErrorSet<'a>],
    groups: &mut [Group<'a>],
    files: &mut [TypeFile],
) -> Vec<Feature> {
    if groups.len() < 2 {
        return Vec::new();
    }
    let mut features = name(groups);
    let reach = Reach::new(items, files);
    let mut gates: Vec<Vec<usize>> = vec![Vec::new(); files.len()];
    for (index, _) in features.iter().enumerate() {
        let members = groups.iter().filter(|group| group.feature == Some(index));
        let calls = members.flat_map(|group| &group.calls);
        let types = calls.flat_map(|call| call.operation.types());
        reach.mark(reach.files_of(types), index, &mut gates);
    }
    let unused: Vec<usize> = (0..gates.len())
        .filter(|file| gates.get(*file).is_some_and(Vec::is_empty))
        .collect();
    if !unused.is_empty() {
        reach.mark(unused, features.len(), &mut gates);
        features.push(Feature {
            name: SCHEMAS.to_owned(),
            groups: Vec::new(),
        });
    }
    // The error sets stand in one file, which is always there, and so are the types that they name.
    let cases = errors.iter().flat_map(|set| &set.cases);
    let named = reach.files_of(cases.filter_map(|case| case.ty));
    let mut always: Vec<Vec<usize>> = vec![Vec::new(); files.len()];
    reach.mark(named, 0, &mut always);
    for ((file, gates), always) in files.iter_mut().zip(gates).zip(always) {
        if always.is_empty() && gates.len() <= MOST_GATES {
            file.features = gates;
        }
    }
    features
}

/// Gives each group its feature.
fn name(groups: &mut [Group<'_>]) -> Vec<Feature> {
    // A keyword is a module with an underscore behind it.
    let whole = |group: &Group<'_>| {
        let module = group.module.as_str().trim_end_matches('_');
        module.replace('_', "-")
    };
    let head = |group: &Group<'_>| {
        let mut parts = group.title.split(|c: char| !c.is_alphanumeric());
        words::words(parts.find(|part| !part.is_empty()).unwrap_or_default()).join("-")
    };
    let first = |group: &Group<'_>| words::words(&group.title).into_iter().next();
    let mut names: Vec<String> = groups.iter().map(whole).collect();
    if too_many(&names) {
        names = groups.iter().map(head).collect();
    }
    if too_many(&names) {
        names = groups
            .iter()
            .map(|group| first(group).unwrap_or_default())
            .collect();
    }
    let mut features: Vec<Feature> = Vec::new();
    for (group, name) in groups.iter_mut().zip(names) {
        let name = match name.as_str() {
            "" => whole(group),
            name if TAKEN.contains(&name) => format!("{name}-api"),
            _ => name,
        };
        let known = features.iter().position(|feature| feature.name == name);
        let index = known.unwrap_or(features.len());
        if known.is_none() {
            features.push(Feature {
                name,
                groups: Vec::new(),
            });
        }
        if let Some(feature) = features.get_mut(index) {
            feature.groups.push(group.module.clone());
        }
        group.feature = Some(index);
    }
    features
}

fn too_many(names: &[String]) -> bool {
    names.iter().collect::<HashSet<_>>().len() > MOST_FEATURES
}

/// The files of types, and which of them name types of which others.
struct Reach<'i, 'a> {
    items: &'i [TypeItem<'a>],
    /// The file of each definition, if it has one.
    homes: Vec<Option<usize>>,
    /// The files that each file names types of.
    next: Vec<Vec<usize>>,
}

impl<'i, 'a> Reach<'i, 'a> {
    fn new(items: &'i [TypeItem<'a>], files: &[TypeFile]) -> Self {
        let mut homes = vec![None; items.len()];
        for (index, file) in files.iter().enumerate() {
            for id in &file.types {
                if let Some(home) = homes.get_mut(id.0) {
                    *home = Some(index);
                }
            }
        }
        let mut reach = Self {
            items,
            homes,
            next: Vec::new(),
        };
        let next = |file: &TypeFile| {
            let mut found = HashSet::default();
            for item in file.types.iter().filter_map(|id| items.get(id.0)) {
                reach.named_by(&item.item, &mut found);
                for id in &item.made_of {
                    reach.definition(*id, &mut found);
                }
            }
            found.into_iter().collect()
        };
        let next = files.iter().map(next).collect();
        reach.next = next;
        reach
    }

    /// The files that the definition of an item names types of.
    fn named_by(&self, item: &Item<'_>, found: &mut HashSet<usize>) {
        match item {
            Item::Struct(shape) => {
                let fields = shape.fields.iter().map(|field| field.ty);
                let rest = shape.rest.iter().map(|(_, ty)| *ty);
                fields.chain(rest).for_each(|ty| self.named(ty, found));
            }
            Item::Union(shape) => {
                shape
                    .variants
                    .iter()
                    .for_each(|variant| self.named(variant.ty, found));
            }
            Item::Tagged(shape) => {
                let types = shape.variants.iter().filter_map(|variant| variant.ty);
                types.for_each(|ty| self.named(ty, found));
            }
            Item::Newtype(ty, _) => self.named(ty, found),
            Item::Alias(id) => self.definition(*id, found),
            Item::Enum(_) | Item::Transparent(_) => {}
        }
    }

    fn named(&self, ty: &Type, found: &mut HashSet<usize>) {
        ty.each_defined(&mut |id| self.definition(id, found));
    }

    fn definition(&self, id: TypeId, found: &mut HashSet<usize>) {
        let home = self.homes.get(id.0).copied().flatten();
        match self.items.get(id.0).map(|item| &item.item) {
            Some(Item::Transparent(inner)) => self.named(inner, found),
            Some(Item::Alias(other)) if home.is_none() => self.definition(*other, found),
            _ => found.extend(home),
        }
    }

    fn files_of<'t>(&self, types: impl Iterator<Item = &'t Type>) -> Vec<usize> {
        let mut found = HashSet::default();
        types.for_each(|ty| self.named(ty, &mut found));
        found.into_iter().collect()
    }

    /// Puts a mark on files and all that they lead to.
    fn mark(&self, mut pending: Vec<usize>, mark: usize, marks: &mut [Vec<usize>]) {
        while let Some(file) = pending.pop() {
            let Some(marks) = marks.get_mut(file) else {
                continue;
            };
            if marks.last() == Some(&mark) {
                continue;
            }
            marks.push(mark);
            pending.extend(self.next.get(file).into_iter().flatten());
        }
    }
}
