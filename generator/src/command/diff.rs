//! `jackfield diff`: what changed between two documents or clients, for those who use the client.

use super::output::{StandardOutput, tell};
use jackfield::compare::{Class, Format, Subject, compare_clients};
use jackfield::plan::Lock;
use jackfield::settings::Client;
use jackfield::surface::Surface;
use jackfield::{Generator, LOCK, SURFACE};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The old one: a document, the folder of a client, or `git:REVISION:PATH` of one of these.
    old: String,
    /// The new one, in the same way.
    new: String,
    /// How the changes are written.
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
    /// Exit with 1 if there is a change of this class or a worse one.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For pull requests.
    Markdown,
    /// As annotations of a pull request on GitHub.
    Github,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// Programs may no longer compile.
    Breaking,
    /// Programs may send or read something else.
    Meaning,
    /// Anything.
    Any,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let (old, new) = (given(&options.old)?, given(&options.new)?);
    let Some((old, new)) = described(&old, &new)? else {
        tell!("error: only documents without errors can be compared");
        return Ok(ExitCode::FAILURE);
    };
    let comparison = compare_clients(old.subject(), new.subject());
    let format = match options.format {
        Output::Text => Format::Text,
        Output::Json => Format::Json,
        Output::Markdown => Format::Markdown,
        Output::Github => Format::Github,
    };
    write!(
        StandardOutput,
        "{}",
        comparison.render(format, &options.old, &options.new)
    )?;
    let worst = match options.fail_on {
        None => return Ok(ExitCode::SUCCESS),
        Some(FailOn::Breaking) => Class::Breaks,
        Some(FailOn::Meaning) => Class::Meaning,
        Some(FailOn::Any) => Class::Docs,
    };
    let mut changes = comparison.changes.iter();
    Ok(match changes.any(|change| change.class <= worst) {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    })
}

/// What stands on one side.
enum Given {
    /// A document, and the file that it is in, if it is in one.
    Document(String, Option<PathBuf>, Vec<u8>),
    /// A client: where its folder is, what users of it compile against, and its names.
    Client(PathBuf, Surface, Lock),
}

/// What is known of one side.
struct Described {
    surface: Surface,
    text: Option<String>,
}

impl Described {
    fn subject(&self) -> Subject<'_> {
        Subject::of(&self.surface, self.text.as_deref())
    }
}

/// Describes both sides; none if a document has errors, which are then told. A document beside a client becomes what the
/// client would be if it were made of that document: by the settings that make it, with the names that it has.
fn described(old: &Given, new: &Given) -> io::Result<Option<(Described, Described)>> {
    let client = match (old, new) {
        (Given::Client(folder, _, lock), _) | (_, Given::Client(folder, _, lock)) => {
            (settings(folder)?, lock.clone())
        }
        _ => (None, Lock::default()),
    };
    let (settings, mut lock) = client;
    let mut sides = Vec::new();
    for side in [old, new] {
        let described = match side {
            Given::Client(_, surface, _) => Described {
                surface: surface.clone(),
                text: None,
            },
            Given::Document(name, path, bytes) => {
                let generator = generator(settings.as_ref(), name, path.as_deref(), bytes);
                let described = generator.describe(lock)?;
                let Some(surface) = described.surface else {
                    let _ = io::stderr().write_all(described.report.as_bytes());
                    return Ok(None);
                };
                lock = described.lock;
                let text = Some(String::from_utf8_lossy(bytes).into_owned());
                Described { surface, text }
            }
        };
        sides.push(described);
    }
    let mut sides = sides.into_iter();
    Ok(sides.next().zip(sides.next()))
}

/// The generator of a document, by the settings of the client that it is compared with if there are any.
fn generator(
    settings: Option<&(Client, PathBuf)>,
    name: &str,
    path: Option<&Path>,
    bytes: &[u8],
) -> Generator {
    let generator = match settings {
        None => Generator::new(name),
        Some((client, base)) => {
            let mut client = client.clone();
            if let Some(path) = path {
                let is_its_own = is_same(path, &base.join(&client.document));
                client.root = client.root.filter(|_| is_its_own);
                let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                client.document = path.to_string_lossy().into_owned();
            } else {
                client.document = name.to_owned();
            }
            Generator::from_settings(client, base)
        }
    };
    match path {
        Some(_) => generator,
        None => generator.text(bytes),
    }
}

/// The settings that make the client of a folder, and the folder of these; none if there are none.
fn settings(folder: &Path) -> io::Result<Option<(Client, PathBuf)>> {
    let Ok(folder) = fs::canonicalize(folder) else {
        return Ok(None); // It is of a revision, and is no longer there.
    };
    for base in folder.ancestors() {
        let path = base.join(super::SETTINGS);
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let settings = jackfield::settings::read(&text).map_err(|problems| {
            let lines: Vec<String> = problems
                .iter()
                .map(|problem| format!("{}:{problem}", path.display()))
                .collect();
            io::Error::other(lines.join("\n"))
        })?;
        let mut clients = settings.clients.into_iter();
        let client = clients.find(|client| is_same(&base.join(&client.output), &folder));
        if let Some(client) = client {
            return Ok(Some((client, base.to_owned())));
        }
    }
    Ok(None)
}

/// Whether two paths lead to one place.
fn is_same(one: &Path, other: &Path) -> bool {
    let places = (fs::canonicalize(one), fs::canonicalize(other));
    matches!(places, (Ok(one), Ok(other)) if one == other)
}

/// What an argument names.
fn given(name: &str) -> io::Result<Given> {
    if let Some(object) = name.strip_prefix("git:") {
        return of_revision(name, object);
    }
    let path = Path::new(name);
    if !path.is_dir() {
        let bytes = fs::read(path).map_err(|error| failed(name, &error))?;
        return Ok(Given::Document(
            name.to_owned(),
            Some(path.to_owned()),
            bytes,
        ));
    }
    let read = |file: &str| match fs::read_to_string(path.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(&format!("{name}/{file}"), &error)),
    };
    client(name, path, read(SURFACE)?, read(LOCK)?)
}

/// The client of a folder, by its files.
fn client(
    name: &str,
    folder: &Path,
    surface: Option<String>,
    lock: Option<String>,
) -> io::Result<Given> {
    let Some(surface) = surface else {
        let advice = format!(
            "there is no {SURFACE} in it: it is no client, or of a jackfield before this one; `jackfield generate` writes it"
        );
        return Err(failed(name, &advice));
    };
    let surface =
        Surface::parse(&surface).map_err(|error| failed(&format!("{name}/{SURFACE}"), &error))?;
    let lock = Lock::parse(&lock.unwrap_or_default())
        .map_err(|error| failed(&format!("{name}/{LOCK}"), &error))?;
    Ok(Given::Client(folder.to_owned(), surface, lock))
}

/// What a revision has at a path.
fn of_revision(name: &str, object: &str) -> io::Result<Given> {
    let Some((revision, path)) = object.split_once(':') else {
        return Err(failed(name, &"write git:REVISION:PATH"));
    };
    let shown = show(name, revision, path)?;
    // Of a folder git shows a head line and the names of its files.
    if !shown.starts_with(format!("tree {revision}:").as_bytes()) {
        return Ok(Given::Document(name.to_owned(), None, shown));
    }
    let path = path.trim_end_matches('/');
    let names = String::from_utf8_lossy(&shown).into_owned();
    let read = |file: &str| match names.lines().any(|line| line == file) {
        false => Ok(None),
        true => {
            let bytes = show(name, revision, &format!("{path}/{file}"))?;
            let text = String::from_utf8(bytes).map_err(|error| failed(name, &error))?;
            Ok::<_, io::Error>(Some(text))
        }
    };
    client(name, Path::new(path), read(SURFACE)?, read(LOCK)?)
}

/// What `git show` says of a path, which counts from this folder, as that of a file does.
fn show(name: &str, revision: &str, path: &str) -> io::Result<Vec<u8>> {
    // Nothing in the name can be an option.
    let shown = Command::new("git")
        .args(["show", "--end-of-options", &format!("{revision}:./{path}")])
        .output()
        .map_err(|error| failed(name, &error))?;
    match shown.status.success() {
        true => Ok(shown.stdout),
        false => Err(failed(
            name,
            &String::from_utf8_lossy(&shown.stderr).trim_end(),
        )),
    }
}

fn failed(name: &str, error: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("{name}: {error}"))
}
