//! One document: its client, the program that calls it, and what the judge says.

use super::answers;
use super::cases::{self, Case, Cases};
use super::defects::Defect;
use super::documents::Subject;
use super::problem::Problem;
use super::report::Row;
use super::schemas::{of_answers, of_requests};
use super::server::{self, Verdict};
use crate::calls::{self, CLIENT};
use crate::client_crate;
use crate::conformance::tools::Tools;
use crate::values::bundle;
use crate::workspace::{self, at};
use jackfield::Generator;
use jackfield::package::Package;
use jackfield::{FileSet, Target, document, lower, plan};
use jackfield::{assemble, disk};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The seed of the values.
const SEED: u64 = 1;

/// Where the work on a document is done.
pub(super) struct Places<'a> {
    /// The checked-in files of the judge.
    pub(super) own: &'a Path,
    /// What is installed.
    pub(super) tools: &'a Tools,
    /// The folder of this document.
    pub(super) folder: PathBuf,
    /// The folder of all builds.
    pub(super) build: PathBuf,
}

/// Judges one document.
pub(super) fn run(
    subject: &Subject,
    places: &Places<'_>,
    defects: &[Defect],
    build_only: bool,
) -> io::Result<Row> {
    let read = assemble::read(&subject.path, None, &subject.overlays)?;
    let mut diagnostics = read.diagnostics.clone();
    let source = read
        .source
        .as_ref()
        .ok_or_else(|| io::Error::other(read.diagnostics.render()))?;
    let (requests, answers) = (of_requests(bundle(source)), of_answers(bundle(source)));
    let dialect = document::dialect(source, &mut diagnostics)
        .ok_or_else(|| io::Error::other("the document is refused"))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let target = Target::new(CLIENT);
    let package = plan::plan(&api, &target);
    fs::create_dir_all(&places.folder).map_err(at(&places.folder))?;
    write_client(subject, &places.folder)?;
    write_program(&package, places)?;
    let made = cases::make(&package, &requests, SEED);
    let program = build(places)?;
    let mut row = row(subject, &package, &made);
    if build_only {
        return Ok(row);
    }
    let paths = ["requests.json", "answers.json"].map(|name| places.folder.join(name));
    for (path, document) in paths.iter().zip([&requests, &answers]) {
        fs::write(path, serde_json::to_vec(document)?).map_err(at(path))?;
    }
    let server = server::start(
        places.tools,
        paths.each_ref().map(PathBuf::as_path),
        &places.folder,
    )?;
    let failed = call(&program, &places.folder, &made.cases, &server.url())?;
    let verdicts = server.stop()?;
    row.requests = verdicts.len();
    row.unjudged = verdicts
        .iter()
        .filter(|verdict| !verdict.unjudged.is_empty())
        .count();
    let operations = operations(&package);
    let operation = |call: usize| operations.get(call).map_or("", String::as_str);
    row.answers = verdicts
        .iter()
        .filter(|verdict| verdict.answer.is_some())
        .count();
    row.problems = problems(&made, &operation, &verdicts, &failed.arrived);
    row.problems
        .extend(answers::problems(&made, operation, &verdicts, &failed));
    row.settle(defects);
    Ok(row)
}

/// Method and path of each call.
fn operations(package: &Package<'_>) -> Vec<String> {
    let all = calls::calls(package).into_iter();
    all.map(|(_, call)| format!("{} {}", call.operation.method, call.operation.path))
        .collect()
}

fn row(subject: &Subject, package: &Package<'_>, made: &Cases) -> Row {
    let called: BTreeSet<usize> = made.cases.iter().map(|case| case.call).collect();
    Row {
        document: subject.name.clone(),
        operations: calls::calls(package).len(),
        called: called.len(),
        calls: made.cases.len(),
        ..Row::default()
    }
}

fn write_client(subject: &Subject, folder: &Path) -> io::Result<()> {
    let generator = Generator::new(&subject.path).settings(|client| {
        let overlays = subject.overlays.iter();
        client.overlays = overlays.map(|path| path.display().to_string()).collect();
    });
    client_crate::write_valid(generator, CLIENT, &folder.join("client"))
}

/// Writes the program beside the client; both keep what did not change, so that cargo does too.
fn write_program(package: &Package<'_>, places: &Places<'_>) -> io::Result<()> {
    let mut files: FileSet = calls::files(package);
    for name in ["main.rs", "given.rs", "support.rs"] {
        let path = places.own.join(name);
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        files.insert(format!("src/{name}"), text);
    }
    files.insert("Cargo.toml", manifest());
    let folder = places.folder.join("program");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    disk::apply(&folder, &files, &["src".to_owned()])?;
    // The versions that this repository is tested with.
    let lock = folder.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    }
    Ok(())
}

fn manifest() -> String {
    format!(
        "[package]\nname = \"calls\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n\n\
         [dependencies]\n{CLIENT} = {{ path = \"../client\", features = [\"testing\"] }}\nbytes = \"1\"\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\nuuid = \"1\"\n"
    )
}

/// Builds the program and gives its path.
fn build(places: &Places<'_>) -> io::Result<PathBuf> {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--target-dir"])
        .arg(&places.build)
        .current_dir(places.folder.join("program"))
        .env_remove("RUSTFLAGS")
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the calls do not compile"));
    }
    let program = places.build.join("debug/calls");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
}

/// Makes all calls and says which failed, and how.
fn call(program: &Path, folder: &Path, cases: &[Case], url: &str) -> io::Result<Failures> {
    let path = folder.join("cases.jsonl");
    let mut lines = String::new();
    for case in cases {
        lines.push_str(&serde_json::to_string(case)?);
        lines.push('\n');
    }
    fs::write(&path, lines).map_err(at(&path))?;
    let output = Command::new(program)
        .arg(&path)
        .arg(url)
        .stderr(Stdio::inherit())
        .output()
        .map_err(at(program))?;
    if !output.status.success() {
        return Err(io::Error::other("the calls ended too early"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut failures = Failures::default();
    for line in text.lines() {
        let failed: Failed = serde_json::from_str(line)?;
        let known = match failed.by.as_deref() {
            None => &mut failures.arrived,
            Some("prism") => &mut failures.of_prism,
            Some(_) => &mut failures.of_mock,
        };
        known.insert(failed.case, failed.error);
    }
    Ok(failures)
}

/// A call that failed.
#[derive(Deserialize)]
struct Failed {
    case: usize,
    /// Who answered: the judge, whose empty answers are no reason to wonder, or a mock.
    by: Option<String>,
    error: String,
}

/// The calls that failed, by the numbers of their cases.
#[derive(Default)]
pub(super) struct Failures {
    /// Those that the judge answered.
    pub(super) arrived: BTreeMap<usize, String>,
    /// Those that the client's own mock answered.
    pub(super) of_mock: BTreeMap<usize, String>,
    /// Those that the mock of Prism answered.
    pub(super) of_prism: BTreeMap<usize, String>,
}

/// Everything that is not as it should be.
fn problems<'o>(
    made: &Cases,
    operation: &impl Fn(usize) -> &'o str,
    verdicts: &[Verdict],
    failed: &BTreeMap<usize, String>,
) -> Vec<Problem> {
    let problem = |call: usize, text: String| Problem {
        operation: operation(call).to_owned(),
        text,
        ..Problem::default()
    };
    let gaps = made.gaps.iter();
    let mut problems: Vec<Problem> = gaps
        .map(|gap| {
            problem(
                gap.call,
                format!("no valid value was found for {}", gap.what),
            )
        })
        .collect();
    let arrived: BTreeMap<usize, &Verdict> = verdicts
        .iter()
        .filter_map(|verdict| Some((verdict.case?, verdict)))
        .collect();
    for case in &made.cases {
        let Some(verdict) = arrived.get(&case.case) else {
            let error = failed.get(&case.case).map_or("no error", String::as_str);
            problems.push(Problem {
                is_refusal: true,
                case: Some(case.case),
                ..problem(case.call, format!("nothing was sent: {error}"))
            });
            continue;
        };
        let wanted = operation(case.call);
        let strayed = !verdict.operation.is_empty() && shape(&verdict.operation) != shape(wanted);
        let strayed = strayed.then(|| format!("it went to {}", verdict.operation));
        let unjudged = verdict.unjudged.iter();
        let said = unjudged.map(|text| (false, text.clone()));
        let said = said.chain(
            verdict
                .problems
                .iter()
                .cloned()
                .chain(strayed)
                .map(|text| (true, text)),
        );
        problems.extend(said.map(|(is_refusal, text)| Problem {
            is_refusal,
            case: Some(case.case),
            request: verdict.line.clone(),
            body: verdict.body.clone(),
            ..problem(case.call, text)
        }));
    }
    problems
}

/// A path without the names of what it leaves open: two that are alike in this cannot be told apart.
fn shape(operation: &str) -> String {
    // Some documents write a query into the path.
    let path = operation.split(['?', '#']).next().unwrap_or_default();
    let mut pieces = path.split('{');
    let mut shape = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (_, rest) = piece.split_once('}').unwrap_or(("", piece));
        shape.push_str("{}");
        shape.push_str(rest);
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn names_of_parameters_tell_no_paths_apart() {
        assert_eq!(shape("GET /a/{id}/b/{c}.json"), "GET /a/{}/b/{}.json");
        assert_eq!(shape("GET /a/{id}"), shape("GET /a/{name}"));
        assert_ne!(shape("GET /a/{id}"), shape("GET /a/b"));
        assert_eq!(shape("GET /a?beta=true"), "GET /a");
    }
}
