//! The clients of all documents, as modules of one crate, and the program that calls them.

use super::case::Case;
use super::outcome::Outcome;
use super::signatures::Signatures;
use crate::calls;
use crate::limits::{self, End};
use crate::workspace::{self, at};
use jackfield::compare::{Format, Side, compare};
use jackfield::diagnostic::Diagnostics;
use jackfield::package::{Argument, Call, Package};
use jackfield::plan::{Lock, Naming};
use jackfield::settings::Runtime;
use jackfield::{FileSet, Target, assemble, disk, document, generate_named, lower, plan};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// More than all of it takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(1800);

/// What a compiler may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// How long a document of this folder may take on a slow machine, and how much memory, in bytes of address space: they are
/// all small, but an overlay may make as much of one as a document may be.
const LONGEST_ONE: Duration = Duration::from_secs(120);
const MOST_MEMORY_OF_ONE: u64 = 4 << 30;

/// What became of a document.
#[derive(Default)]
pub(crate) struct Made {
    /// The client as a crate of its own, by the name that it must have.
    pub(crate) alone: Option<(String, PathBuf)>,
    /// The files of its client and of the calls.
    pub(crate) files: FileSet,
    /// The calls as the program takes them.
    pub(crate) calls: Vec<Value>,
    pub(crate) problems: Vec<String>,
}

/// Makes every client.
pub(super) fn make(cases: &[Case], work: &Path) -> io::Result<Vec<Made>> {
    fs::create_dir_all(work).map_err(at(work))?;
    let cases = cases.iter().enumerate();
    cases
        .map(|(number, case)| one(number, case, work))
        .collect()
}

fn module(number: usize) -> String {
    format!("fault{number}")
}

fn one(number: usize, case: &Case, work: &Path) -> io::Result<Made> {
    let folder = case.folder.as_path();
    let mut made = Made::default();
    let (lock, signatures) = match &case.before {
        Some(before) => locked(&folder.join(before), number)?,
        None => Default::default(),
    };
    let overlays = overlays(case, folder, work)?;
    let document = folder.join(&case.document);
    let crate_dir = work.join("alone").join(number.to_string());
    if let Some(problem) = within_limits(&document, &overlays, &crate_dir)? {
        made.problems.push(problem);
        return Ok(made);
    }
    let alone = case.alone.clone().map(|name| (name, crate_dir));
    made.alone = alone;
    reports(case, folder, &mut made.problems)?;
    let read = assemble::read(&document, None, &overlays)?;
    let mut diagnostics = read.diagnostics.clone();
    let target = target(number);
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let source = read.source.clone();
    let generated = generate_named(read.source, read.diagnostics, &target, Some(&naming));
    // What a document says must do nothing to a terminal.
    if generated
        .report
        .contains(|sign: char| sign.is_control() && sign != '\n')
    {
        made.problems.push(format!(
            "a control character is said: {:?}",
            generated.report
        ));
    }
    for text in &case.says {
        if !generated.report.contains(text) {
            made.problems.push(format!("it does not say {text:?}"));
        }
    }
    let Some(client) = generated.files.filter(|_| generated.errors == 0) else {
        if !case.is_refused {
            made.problems
                .push(format!("it is refused: {}", generated.report));
        }
        return Ok(made);
    };
    if case.is_refused {
        made.problems.push("it is not refused".to_owned());
    }
    texts(case, &client, &mut made.problems);
    let source = source.ok_or_else(|| io::Error::other("no source"))?;
    let Some(dialect) = document::dialect(&source, &mut diagnostics) else {
        return Ok(made);
    };
    let api = lower::lower(&dialect, &mut diagnostics);
    let (package, _) = plan::plan_locked(&api, &target, &naming);
    methods(case, &package, &mut made.problems);
    let moved = signatures.moved(&Signatures::of(&package));
    made.problems.extend(moved);
    calls_of(number, case, &package, &mut made);
    // Without an operation there is no client to call.
    if !package.groups.is_empty() {
        let changes = Changes::of(case, &package);
        made.add(number, client, &package, &changes);
    }
    Ok(made)
}

/// Writes the client as a crate, in a process that is stopped where it costs too much.
fn within_limits(
    document: &Path,
    overlays: &[PathBuf],
    crate_dir: &Path,
) -> io::Result<Option<String>> {
    if crate_dir.exists() {
        fs::remove_dir_all(crate_dir).map_err(at(crate_dir))?;
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("client").arg(document);
    command.arg("--out").arg(crate_dir);
    for overlay in overlays {
        command.arg("--overlay").arg(overlay);
    }
    let outcome = limits::run(command, LONGEST_ONE, MOST_MEMORY_OF_ONE)?;
    Ok(match outcome.end {
        End::Exited(0 | 1) => None,
        end => Some(format!("it costs too much: {end:?}\n{}", outcome.stderr)),
    })
}

/// Whether the changes since the document before are told.
fn reports(case: &Case, folder: &Path, problems: &mut Vec<String>) -> io::Result<()> {
    let Some(before) = case.before.as_ref().filter(|_| !case.reports.is_empty()) else {
        return Ok(());
    };
    let text = |path: &str| fs::read_to_string(folder.join(path)).map_err(at(&folder.join(path)));
    let (old, new) = (text(before)?, text(&case.document)?);
    let compared = compare(
        side(folder, before, &old)?,
        side(folder, &case.document, &new)?,
    );
    let report = match compared {
        Ok(compared) => compared.render(Format::Text, before, &case.document),
        Err(report) => report,
    };
    let lacking = case.reports.iter().filter(|text| !report.contains(*text));
    problems.extend(lacking.map(|text| format!("the report of changes does not have {text:?}")));
    Ok(())
}

fn side<'t>(folder: &Path, name: &str, text: &'t str) -> io::Result<Side<'t>> {
    let read = assemble::read(&folder.join(name), None, &[])?;
    Ok(Side { read, text })
}

impl Made {
    /// Adds the files of a client, and those of its calls.
    pub(crate) fn add(
        &mut self,
        number: usize,
        client: FileSet,
        package: &Package<'_>,
        changes: &Changes<'_>,
    ) {
        let name = module(number);
        for (path, text) in client.0 {
            self.files.0.insert(format!("src/api/{name}/{path}"), text);
        }
        for (path, mut text) in calls::files(package).0 {
            text = changes.apply(&text);
            let path = path.replace("src/calls/", &format!("program/src/{name}/"));
            self.files.0.insert(path, text);
        }
    }
}

/// The module that the client of a number is.
pub(crate) fn target(number: usize) -> Target {
    Target::new(format!("jackfield_telephony::{}", module(number)))
        .header("// A client of a document of the faults.")
        .runtime(Runtime::Module)
}

/// The names of the generation before, and what its callers rely on.
fn locked(path: &Path, number: usize) -> io::Result<(Lock, Signatures)> {
    let read = assemble::read(path, None, &[])?;
    let mut diagnostics = Diagnostics::default();
    let source = read.source.ok_or_else(|| io::Error::other("no source"))?;
    let dialect = document::dialect(&source, &mut diagnostics);
    let dialect = dialect.ok_or_else(|| io::Error::other(diagnostics.render()))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let (package, named) = plan::plan_locked(&api, &target(number), &Naming::default());
    Ok((named.lock, Signatures::of(&package)))
}

fn overlays(case: &Case, folder: &Path, work: &Path) -> io::Result<Vec<PathBuf>> {
    let mut overlays: Vec<PathBuf> = Vec::new();
    overlays.extend(case.overlay_file.iter().map(|file| folder.join(file)));
    if !case.overlay.is_empty() {
        let overlay = json!({
            "overlay": "1.0.0",
            "info": { "title": "Another part", "version": "1" },
            "actions": case.overlay,
        });
        let path = work.join("overlay.json");
        fs::write(&path, overlay.to_string()).map_err(at(&path))?;
        overlays.push(path);
    }
    Ok(overlays)
}

fn texts(case: &Case, client: &FileSet, problems: &mut Vec<String>) {
    let has = |text: &String| client.0.values().any(|file| file.contains(text));
    let lacking = case.has.iter().filter(|text| !has(text));
    problems.extend(lacking.map(|text| format!("the client does not have {text:?}")));
    let present = case.lacks.iter().filter(|text| has(text));
    problems.extend(present.map(|text| format!("the client has {text:?}")));
    for end in &case.lacks_files {
        let files = client.0.keys().filter(|path| path.ends_with(end.as_str()));
        problems.extend(files.map(|path| format!("there is a file {path}")));
    }
}

pub(super) fn operation(call: &Call<'_>) -> String {
    format!("{} {}", call.operation.method, call.operation.path)
}

/// What must be given for a call, then what may be.
fn arguments<'c, 'a>(call: &'c Call<'a>) -> impl Iterator<Item = &'c Argument<'a>> {
    call.required().chain(&call.setters)
}

fn methods(case: &Case, package: &Package<'_>, problems: &mut Vec<String>) {
    let calls = calls::calls(package);
    for (wanted, right) in &case.methods {
        let call = calls.iter().find(|(_, call)| operation(call) == *wanted);
        let Some((group, call)) = call else {
            problems.push(format!("{wanted}: there is no such call"));
            continue;
        };
        let names = call
            .arguments
            .iter()
            .map(|argument| argument.ident.to_string());
        let names: Vec<String> = names.collect();
        let named = call.named.iter().flat_map(|named| &named.fields);
        let named: Vec<String> = named.map(|field| field.ident.to_string()).collect();
        let mut names = names;
        names.extend((!named.is_empty()).then(|| format!("{{ {} }}", named.join(", "))));
        let is = format!("{}.{}({})", group.accessor, call.method, names.join(", "));
        if is != *right {
            problems.push(format!("{wanted}: {is}, and not {right}"));
        }
    }
}

/// The calls that are to be made.
fn calls_of(number: usize, case: &Case, package: &Package<'_>, made: &mut Made) {
    let known = calls::calls(package);
    for (place, wanted) in case.calls.iter().enumerate() {
        let call = known
            .iter()
            .position(|(_, call)| operation(call) == wanted.call);
        let Some((call, (_, found))) = call.and_then(|call| Some((call, known.get(call)?))) else {
            made.problems
                .push(format!("{}: there is no such call", wanted.call));
            continue;
        };
        let mut values = Map::new();
        for (name, value) in &wanted.given {
            match arguments(found).position(|argument| calls::named(argument) == *name) {
                Some(place) => {
                    values.insert(place.to_string(), value.clone());
                }
                None => made
                    .problems
                    .push(format!("{}: it takes no {name}", wanted.call)),
            }
        }
        if let Some(method) = &wanted.by {
            values.insert(method.clone(), Value::Null);
        }
        made.calls.push(json!({
            "case": number, "place": place, "call": call, "values": values, "answers": wanted.answers,
        }));
    }
}

/// What is written otherwise in the program of a client.
#[derive(Default)]
pub(crate) struct Changes<'c> {
    credentials: Option<&'c str>,
    servers: Option<&'c str>,
    /// The numbers of calls with the methods that ask for another representation.
    by: Vec<(usize, &'c str)>,
}

impl<'c> Changes<'c> {
    fn of(case: &'c Case, package: &Package<'_>) -> Self {
        let known = calls::calls(package);
        let number = |wanted: &str| known.iter().position(|(_, call)| operation(call) == wanted);
        let by = case.calls.iter();
        let by = by.filter_map(|call| Some((number(&call.call)?, call.by.as_deref()?)));
        Self {
            credentials: case.credentials.as_deref(),
            servers: case.servers.as_deref(),
            by: by.collect(),
        }
    }

    fn apply(&self, text: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        let mut number = None;
        for line in text.lines() {
            match line.trim_start() {
                start if start.starts_with(".credential(") && self.credentials.is_some() => {}
                ".all_servers(url)" if self.servers.is_some() => {
                    lines.extend(self.servers.map(|servers| format!("        {servers}")));
                }
                ".build()" => {
                    let credentials = self.credentials.map(|more| format!("        {more}"));
                    lines.extend(credentials);
                    lines.push(line.to_owned());
                }
                "send(call, given)" => {
                    let methods = self.by.iter().filter(|(call, _)| Some(*call) == number);
                    lines.extend(methods.map(|(_, method)| {
                        format!(
                            "    if given.has(\"{method}\") {{\n        return send(call.{method}(), given);\n    }}"
                        )
                    }));
                    lines.push(line.to_owned());
                }
                start => {
                    let name = start.strip_prefix("pub(crate) fn call");
                    let name = name.and_then(|name| name.split('(').next());
                    number = name.and_then(|name| name.parse().ok()).or(number);
                    lines.push(line.to_owned());
                }
            }
        }
        lines.join("\n") + "\n"
    }
}

/// Builds the program of all clients, and gives what became of every call.
pub(crate) fn build_and_run(made: &[Made], work: &Path) -> io::Result<Vec<Outcome>> {
    let mut files = FileSet::default();
    let mut api = String::from("//! The clients, one module for each document.\n");
    let mut all = String::from("//! The calls of all clients.\n\n");
    let mut arms = String::new();
    let mut lines = String::new();
    for (number, made) in made.iter().enumerate() {
        if made.files.0.is_empty() {
            continue;
        }
        let name = module(number);
        let _ = writeln!(api, "\npub mod {name};");
        let _ = writeln!(all, "#[path = \"../{name}/mod.rs\"]\nmod {name};");
        let _ = writeln!(
            arms,
            "        {number} => {name}::CALLS[call](&{name}::client(url).map_err(|error| error.to_string())?, given),"
        );
        files.0.extend(made.files.0.clone());
        made.calls.iter().for_each(|call| {
            let _ = writeln!(lines, "{call}");
        });
    }
    let _ = writeln!(
        all,
        "\n/// Prepares a call of a client at a URL.\npub(crate) fn prepare(case: usize, call: usize, url: &str, given: &crate::given::Given) -> crate::support::Prepared {{\n    match case {{\n{arms}        _ => Err(\"no such client\".to_owned()),\n    }}\n}}"
    );
    let mut program = program_manifest();
    let alone = made.iter().filter_map(|made| made.alone.as_ref());
    for (number, (name, folder)) in alone.enumerate() {
        let _ = writeln!(
            program,
            "alone{number} = {{ package = {name:?}, path = {folder:?} }}"
        );
        let _ = writeln!(all, "\nuse alone{number} as _;");
    }
    files.0.insert("src/api/mod.rs".to_owned(), api);
    files.0.insert("program/src/all/mod.rs".to_owned(), all);
    let root = workspace::root().join("generated/src/lib.rs");
    let text = fs::read_to_string(&root).map_err(at(&root))?;
    let text = text.split("/// The examples of the README.").next();
    let text = text.unwrap_or_default().to_owned();
    files.0.insert("src/lib.rs".to_owned(), text);
    files.0.insert("Cargo.toml".to_owned(), manifest());
    files.0.insert("program/Cargo.toml".to_owned(), program);
    let own = workspace::root().join("xtask/lab/faults");
    let judge = workspace::root().join("xtask/lab/conformance/judge/given.rs");
    let server = workspace::root().join("generated/tests/clients/server.rs");
    for (name, path) in [
        ("main.rs", own.join("main.rs")),
        ("support.rs", own.join("support.rs")),
        ("given.rs", judge),
        ("server.rs", server),
    ] {
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        files.0.insert(format!("program/src/{name}"), text);
    }
    let folder = work.join("crates");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    disk::apply(
        &folder,
        &files,
        &["src".to_owned(), "program/src".to_owned()],
    )?;
    // The versions that this repository is tested with.
    let lock = folder.join("Cargo.lock");
    fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    let build = work.join("build");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["build", "--quiet", "--package", "faults", "--target-dir"])
        .arg(&build)
        .current_dir(&folder)
        .env_remove("RUSTFLAGS");
    let built = limits::run(command, LONGEST, MOST_MEMORY)?;
    if built.end != End::Exited(0) {
        return Err(io::Error::other(built.stderr));
    }
    let path = work.join("calls.jsonl");
    fs::write(&path, lines).map_err(at(&path))?;
    let program = build.join("debug/faults");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&program)
        .arg(&path)
        .output()
        .map_err(at(&program))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(message.into_owned()));
    }
    let text = String::from_utf8(output.stdout).map_err(io::Error::other)?;
    let outcomes = text.lines().map(serde_json::from_str);
    outcomes
        .map(|outcome| outcome.map_err(io::Error::from))
        .collect()
}

/// The manifest of the crate, which is also the root of a workspace with the program.
fn manifest() -> String {
    let runtime = workspace::root().join("generator/runtime");
    format!(
        "[package]\nname = \"jackfield-telephony\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ndoctest = false\n\n\
         [dependencies]\njackfield-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n\
         bytes = \"1\"\nserde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\nuuid = \"1\"\n\n\
         [workspace]\nmembers = [\"program\"]\n\n[lints.rust]\nunexpected_cfgs = \"allow\"\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n"
    )
}

fn program_manifest() -> String {
    "[package]\nname = \"faults\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
     [dependencies]\njudged = { package = \"jackfield-telephony\", path = \"..\" }\nbytes = \"1\"\nserde_json = \"1\"\n\
     tokio = { version = \"1\", features = [\"io-util\", \"macros\", \"net\", \"rt\", \"time\"] }\nuuid = \"1\"\n"
        .to_owned()
}
