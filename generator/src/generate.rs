//! All stages in a row, from a document to the files of its client.

use crate::api::{Api, Type};
use crate::assemble::Parts;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::file_set::FileSet;
use crate::options::{Options, own_modules};
use crate::package::{Feature, Item, Package, Target};
use crate::plan::{Lock, Named, Naming};
use crate::select;
use crate::settings::{Features, Reading};
use crate::source::{self, Source};
use crate::surface::{Surface, surface};
use crate::{document, emit, lower, plan};
use std::thread::Scope;

/// The result of generating a client from a document.
#[derive(Clone, Debug, Default)]
pub struct Generated {
    /// The files; none if the document has errors.
    pub files: Option<FileSet>,
    /// Every problem of the document as text, empty if it has none.
    pub report: String,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The version of OpenAPI or Swagger that the document states.
    pub version: String,
    /// The operations that the document describes.
    pub operations: usize,
    /// The methods emitted for them.
    pub methods: usize,
    /// The features that the files are gated by; empty if everything is always compiled.
    pub features: Vec<Feature>,
    /// The parts of the runtime that the client needs.
    pub parts: Parts,
    /// The version that the document gives itself.
    pub document_version: String,
    /// How the client is used.
    pub usage: emit::Usage,
    /// The names that were given, if they were asked for.
    pub names: Named,
    /// The surface that users compile against; empty if names were not asked for.
    pub surface: Surface,
    /// The named schemas.
    pub schemas: usize,
    /// The fields of all structs.
    pub fields: usize,
    /// The fields that hold plain JSON values, because their schemas state no type.
    pub plain_fields: usize,
}

/// Generates a client from one text. `name` is the name of the document in messages.
pub fn generate(name: &str, text: String, target: &Target) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let source = source::read(name, text, &mut diagnostics);
    generate_source(source, diagnostics, target)
}

/// Generates a client from a document that was read; for one that could not be read, only reports the problems.
pub fn generate_source(
    source: Option<Source>,
    diagnostics: Diagnostics,
    target: &Target,
) -> Generated {
    generate_named(source, diagnostics, target, None)
}

/// Generates a client as [`generate_source`] does, with names that come before those that the rules would make: the names
/// that the user chose, and those of the generation before. Without `naming`, names are made but not recorded.
pub fn generate_named(
    source: Option<Source>,
    diagnostics: Diagnostics,
    target: &Target,
    naming: Option<&Naming>,
) -> Generated {
    let options = Options {
        naming: naming.cloned(),
        ..Options::default()
    };
    generate_with(source, diagnostics, target, &options)
}

/// Generates a client as [`generate_source`] does, with all options that a user can choose.
pub fn generate_with(
    source: Option<Source>,
    mut diagnostics: Diagnostics,
    target: &Target,
    options: &Options,
) -> Generated {
    let mut generated = Generated::default();
    std::thread::scope(|scope| {
        let lowered = lower_source(scope, source, options, &mut generated, &mut diagnostics);
        let planned = lowered.as_ref().filter(|_| !diagnostics.has_errors());
        let planned = planned.map(|api| plan_api(api, target, options, &mut diagnostics));
        // All problems are known now: the report is written while the files are.
        let report = scope.spawn(|| diagnostics.render_as(options.messages));
        if let Some((package, names)) = planned.filter(|_| !diagnostics.has_errors()) {
            generated.names = names;
            let api = lowered.as_ref().filter(|_| options.naming.is_some());
            emit_package(api, package, &mut generated);
        }
        generated.report = report
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    generated.errors = diagnostics.errors();
    generated.warnings = diagnostics.warnings();
    generated
}

/// A client that is planned, and not written.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// The surface that users compile against; none if the document has errors.
    pub surface: Option<Surface>,
    /// The names that were given, if they were asked for.
    pub lock: Lock,
    /// Every problem of the document as text, empty if it has none.
    pub report: String,
}

/// Plans the client of a document and describes its surface, without making files.
pub fn describe(
    source: Option<Source>,
    mut diagnostics: Diagnostics,
    options: &Options,
) -> Described {
    let mut described = Described::default();
    std::thread::scope(|scope| {
        let mut generated = Generated::default();
        let lowered = lower_source(scope, source, options, &mut generated, &mut diagnostics);
        if let Some(api) = lowered.as_ref().filter(|_| !diagnostics.has_errors()) {
            let target = Target::new("client");
            let (package, names) = plan_api(api, &target, options, &mut diagnostics);
            described.surface = Some(surface(api, &package, generated.is_swagger2()));
            described.lock = names.lock;
        }
    });
    described.report = diagnostics.render_as(options.messages);
    described
}

impl Generated {
    fn is_swagger2(&self) -> bool {
        self.version.starts_with('2')
    }
}

/// Reads the document of a source and lowers it to its API, as far as it is selected. The source and the document are
/// dropped on threads beside the work that goes on: dropping large ones takes time.
fn lower_source<'scope>(
    scope: &'scope Scope<'scope, '_>,
    source: Option<Source>,
    options: &Options,
    generated: &mut Generated,
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    let source = source?;
    let version = ["openapi", "swagger"]
        .iter()
        .find_map(|key| source.root().get(key)?.as_str());
    generated.version = version.unwrap_or_default().to_owned();
    let own = source.root().pointer("/info/version");
    let own = own.and_then(|version| version.as_str());
    generated.document_version = own.unwrap_or_default().to_owned();
    let mut document = document::dialect(&source, diagnostics)?;
    scope.spawn(move || drop(source));
    let selection = select::Selection::new(&options.select);
    selection.prune_operations(&mut document, diagnostics);
    generated.operations = document.operations().count();
    generated.schemas = document.schemas.named_count();
    let mut api = lower::lower_with(&document, &options.types, diagnostics);
    selection.prune_types(&mut api);
    scope.spawn(move || drop(document));
    Some(api)
}

/// Plans the package. Attributes for types that do not exist, and arguments that replaced others, are reported.
fn plan_api<'a>(
    api: &'a Api,
    target: &Target,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> (Package<'a>, Named) {
    let (mut package, names) = match &options.naming {
        None => (plan::plan(api, target), Named::default()),
        Some(naming) => plan::plan_locked(api, target, naming),
    };
    if options.features == Features::None {
        package.forget_features();
    }
    package.is_strict = options.reading == Reading::Strict;
    if target.is_crate() {
        let modules = own_modules(&options.types).into_iter();
        package.own_modules = modules.map(str::to_owned).collect();
    }
    package.decorations.clone_from(&options.decorations);
    plan::decorate(&mut package);
    for idle in &package.decorations {
        if !package
            .types
            .iter()
            .any(|item| idle.is_of(item.name.as_str()))
        {
            let (attribute, types) = (&idle.attribute, &idle.types);
            diagnostics
                .warning(
                    Code::TypeWithoutEffect,
                    Place::nowhere(),
                    format!("`{attribute}` is for `{types}`, and no type has such a name"),
                )
                .advise(
                    "correct the name in `derives` or `attributes`: it is that of the type in Rust",
                );
        }
    }
    for change in &names.changes {
        diagnostics
            .warning(Code::ArgumentReplaced, Place::nowhere(), change)
            .advise("look at the calls of the function");
    }
    (package, names)
}

/// Writes the files, and the surface if the API is given.
fn emit_package(api: Option<&Api>, package: Package<'_>, generated: &mut Generated) {
    generated.methods = methods(&package);
    (generated.fields, generated.plain_fields) = fields(&package);
    let is_swagger2 = generated.is_swagger2();
    std::thread::scope(|scope| {
        let described = api.map(|api| scope.spawn(|| surface(api, &package, is_swagger2)));
        generated.files = Some(emit::emit(&package));
        generated.surface = described.map_or_else(Surface::default, |described| {
            described
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
    });
    generated.usage = emit::usage(&package);
    generated.parts = Parts {
        xml: package.uses_xml(),
        streams: package.uses_streams(),
    };
    generated.features = package.features;
}

fn methods(package: &Package<'_>) -> usize {
    package.groups.iter().map(|group| group.calls.len()).sum()
}

/// The fields of all structs, and those that hold plain JSON values.
fn fields(package: &Package<'_>) -> (usize, usize) {
    let structs = package.types.iter().filter_map(|item| match &item.item {
        Item::Struct(shape) => Some(shape),
        _ => None,
    });
    let fields = structs.flat_map(|shape| &shape.fields);
    fields.fold((0, 0), |(all, plain), field| {
        (
            all + 1,
            plain + usize::from(!field.is_file && is_plain(field.ty)),
        )
    })
}

/// Whether a type is, or is a list or map of, plain JSON values.
fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Any => true,
        Type::Array(inner)
        | Type::Delimited(inner, _)
        | Type::Map(inner)
        | Type::Nullable(inner) => is_plain(inner),
        _ => false,
    }
}
