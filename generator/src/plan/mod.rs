//! The API to a Rust package: names, files, boxes.
//!
//! The only place that knows Rust's constraints. Every name is decided here, once and in one scope;
//! emitters look names up.

mod alternatives;
mod attributes;
mod bodies;
mod boxes;
mod calls;
mod client_builder;
mod components;
mod constructors;
mod context;
mod defaults;
mod duplicates;
mod enums;
mod error_sets;
mod failures;
mod features;
mod fixed;
mod groups;
mod headers;
mod held;
mod media_arms;
mod names;
mod nesting;
mod outlines;
mod paging;
mod parts;
mod representations;
mod request_forms;
mod resolve;
mod responses;
pub(crate) mod samples;
mod status;
mod streams;
mod structs;
mod tagged;
mod type_files;
mod types;
mod unions;
mod variant_names;
mod xml;

pub use self::attributes::decorate;
use self::context::Names;
use self::duplicates::Duplicates;
pub use self::names::{Advice, Lock, LockError};
use self::names::{Namer, words};
use crate::api::{Api, Type};
use crate::maps::HashSet;
use crate::package::{Ident, Package, Target};
use crate::parallel;
use std::collections::BTreeMap;

/// The names that are fixed before the rules choose any.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    /// The names that the user chose, by the entries of the lock.
    pub renames: Lock,
    /// The names of the generation before.
    pub lock: Lock,
    /// Whether the names of the lock give way to those that the rules would choose now; the order of arguments stays.
    pub takes_advice: bool,
}

/// The names that were given.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// All names, as the lock for the next generation.
    pub lock: Lock,
    /// The names of the lock that the rules would now choose otherwise.
    pub advice: Vec<Advice>,
    /// A sentence for each function whose arguments came and went, since a user should know of that.
    pub changes: Vec<String>,
}

/// Plans the package of an API. Cannot fail.
pub fn plan<'a>(api: &'a Api, target: &Target) -> Package<'a> {
    plan_with(api, target, &Namer::default())
}

/// Plans the package of an API with the names of a lock, and gives the lock of the names that were given.
pub fn plan_locked<'a>(api: &'a Api, target: &Target, naming: &Naming) -> (Package<'a>, Named) {
    let namer = Namer::new(&naming.lock, &naming.renames);
    let package = plan_with(api, target, &namer);
    let (lock, advice) = namer.finish();
    if naming.takes_advice && !advice.is_empty() {
        let naming = Naming {
            renames: naming.renames.clone(),
            lock: names::without_advised(&lock, &advice),
            takes_advice: false,
        };
        return plan_locked(api, target, &naming);
    }
    let changes = names::changes(&naming.lock, &lock);
    (
        package,
        Named {
            lock,
            advice,
            changes,
        },
    )
}

fn plan_with<'a>(api: &'a Api, target: &Target, namer: &Namer<'_>) -> Package<'a> {
    // Neither needs the other.
    let (duplicates, operations) =
        parallel::both(|| Duplicates::find(api), || names::operations::names(api));
    let names = Names {
        operations: &operations,
        namer,
    };
    let types = types::items(api, &duplicates, &names);
    let service = client_builder::plan(api, namer);
    let mut errors = failures::ErrorSets::default();
    let context = context::Context {
        api,
        items: &types,
        names: &operations,
        namer,
        security: &service.security,
    };
    let mut groups = groups::plan(&context, &mut errors);
    error_sets::name(namer, &mut errors.sets, &groups);
    let mut type_files = type_files::plan(api, &duplicates, &types, &names, &groups);
    let features = match target.is_crate() {
        true => features::plan(&types, &errors.sets, &mut groups, &mut type_files),
        false => Vec::new(),
    };
    let header = target.first_line().map(str::to_owned);
    let mut package = Package {
        header: header.unwrap_or_else(|| first_line(api)),
        runtime: target.runtime_module(),
        target: target.clone(),
        is_strict: false,
        own_modules: Vec::new(),
        recursion_limit: nesting::recursion_limit(api, &duplicates),
        title: &api.title,
        description: api.description.as_deref(),
        service,
        features,
        groups,
        error_sets: errors.sets,
        types,
        conversions: HashSet::default(),
        type_files,
        custom: custom(api),
        decorations: Vec::new(),
        testing: None,
    };
    package.conversions = request_forms::conversions(&package);
    request_forms::order_given(&mut package, namer);
    package.testing = Some(samples::plan(&package)).filter(|testing| !testing.is_empty());
    package
}

/// Returns the types of the user that the API uses, by their paths, each with the type that it replaces.
fn custom(api: &Api) -> BTreeMap<&str, &Type> {
    let mut found = BTreeMap::new();
    let shapes = api.types.iter().flat_map(|(_, def)| def.shape.types());
    let operations = api
        .operations
        .iter()
        .flat_map(|operation| operation.types());
    for ty in shapes.chain(operations).chain(&api.payloads) {
        ty.each_custom(&mut |custom| {
            found.insert(custom.path.as_str(), &custom.replaced);
        });
    }
    found
}

/// Returns the first line of generated files for a target that gives none.
fn first_line(api: &Api) -> String {
    let title: String = api.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title: String = title
        .chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ')
        .take(80)
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    format!("// @generated by `jackfield generate` {version} from {title:?}. Do not edit.")
}

/// The module of an API whose folder has this name: `signalwire-rest` to `signalwire_rest`.
pub fn module_name(api: &str) -> Ident {
    words::lower(api)
}
