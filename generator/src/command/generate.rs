//! `jackfield generate`: the clients of `jackfield.toml`, written or compared.

use super::SETTINGS;
use super::console::Console;
use super::output::{StandardOutput, tell};
use jackfield::diagnostic::Code;
use jackfield::plan::Named;
use jackfield::settings::{self, Client};
use jackfield::{Change, Generator, Made};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many names are listed that would be others now.
const MOST_ADVICE: usize = 20;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The clients, by their names in jackfield.toml; all if none is named.
    clients: Vec<String>,
    /// The settings; jackfield.toml of this folder, or of the nearest above, if not given.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Exit with 1 if anything would change, and touch nothing.
    #[arg(long)]
    check: bool,
    /// Say what would change, exit as `--check` does, and touch nothing.
    #[arg(long)]
    dry_run: bool,
    /// Show what changes in each file.
    #[arg(long)]
    diff: bool,
    /// Add the dependencies that modules need to the manifests of their crates.
    #[arg(long, conflicts_with_all = ["check", "dry_run"])]
    add_deps: bool,
    /// Take the names that would be made now, where jackfield.lock has others.
    #[arg(long)]
    rename: bool,
    /// Fetch nothing: of a document at a URL, take what it gave the last time, as `--check` does.
    #[arg(long)]
    offline: bool,
    /// Warnings are errors.
    #[arg(long)]
    strict: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, console: &Console) -> io::Result<ExitCode> {
    let path = match &options.config {
        Some(path) => path.clone(),
        None => find()?,
    };
    let Some(clients) = read(&path, console)? else {
        return Ok(ExitCode::FAILURE);
    };
    let names: Vec<&str> = clients.iter().map(|client| client.key.as_str()).collect();
    if let Some(unknown) = options
        .clients
        .iter()
        .find(|name| !names.contains(&name.as_str()))
    {
        let (path, names) = (path.display(), names.join(", "));
        tell!("error: {path} has no client `{unknown}`; there are: {names}");
        return Ok(ExitCode::from(2));
    }
    let wanted =
        |client: &&Client| options.clients.is_empty() || options.clients.contains(&client.key);
    let mut made = Vec::new();
    let mut good = true;
    for client in clients.iter().filter(wanted) {
        let generator = generator(client.clone(), &path, options.strict);
        let generator = generator
            .messages(console.messages())
            .rename(options.rename)
            .offline(options.offline || options.check || options.dry_run);
        let client = generator.make()?;
        console.report(&client.generated.report)?;
        tell_names(&client.generated.names);
        good &= client.generated.files.is_some();
        made.push((generator, client));
    }
    if !good {
        tell!("error: nothing was written");
        return Ok(ExitCode::FAILURE);
    }
    // All is looked at before anything is written.
    let mut changes = Vec::new();
    for (generator, client) in &made {
        changes.push(generator.check(client)?);
    }
    for ((generator, _), change) in made.iter().zip(&changes) {
        console.verdict(&generator.folder(), change)?;
    }
    if options.check || options.dry_run {
        return compare(options, &made, &changes, console);
    }
    write(options, &made, &changes)?;
    // The process ends here. To free all the texts one by one would only take time.
    std::mem::forget((made, changes));
    Ok(ExitCode::SUCCESS)
}

/// Writes the changes, and says what was written.
fn write(options: &Options, made: &[(Generator, Made)], changes: &[Change]) -> io::Result<()> {
    for ((generator, client), change) in made.iter().zip(changes) {
        if options.diff {
            write!(StandardOutput, "{}", change.diff())?;
        }
        if change.is_of_document() {
            tell!("note: what the URL of the document gives has changed");
        }
        change.apply()?;
        written(generator, client, change);
        dependencies(generator, client, options.add_deps)?;
    }
    Ok(())
}

/// Says what became of arguments, and which names would be others without the lock.
fn tell_names(names: &Named) {
    for change in &names.changes {
        tell!("warning: {change}");
    }
    let count = names.advice.len();
    if count == 0 {
        return;
    }
    tell!(
        "note: jackfield.lock keeps {count} names that would be others now; `--rename` takes these:"
    );
    for advice in names.advice.iter().take(MOST_ADVICE) {
        tell!("  {advice}");
    }
    if let Some(more @ 1..) = count.checked_sub(MOST_ADVICE) {
        tell!("  and {more} more");
    }
}

fn compare(
    options: &Options,
    made: &[(Generator, Made)],
    changes: &[Change],
    console: &Console,
) -> io::Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for ((generator, _), change) in made
        .iter()
        .zip(changes)
        .filter(|(_, change)| !change.is_empty())
    {
        let folder = generator.folder();
        let difference = &change.difference;
        for (word, paths) in [
            ("missing", &difference.missing),
            ("changed", &difference.changed),
            ("stale", &difference.stale),
        ] {
            for path in paths {
                console.file(word, &folder.join(path))?;
            }
        }
        if options.diff && console.is_for_people() {
            write!(StandardOutput, "{}", change.diff())?;
        }
        code = ExitCode::FAILURE;
    }
    if code == ExitCode::FAILURE {
        tell!("error: not up to date: run `jackfield generate` and commit what it writes");
    }
    Ok(code)
}

/// Says what was written, and what is left to the user.
pub(crate) fn written(generator: &Generator, made: &Made, change: &Change) {
    let (generated, difference) = (&made.generated, &change.difference);
    tell!(
        "{}: `{}`, {} operations, {} schemas; {} files written, {} removed",
        generator.folder().display(),
        made.name,
        generated.methods,
        generated.schemas,
        difference.missing.len() + difference.changed.len(),
        difference.stale.len()
    );
}

/// Adds the dependencies that a module needs, or says which its crate lacks.
pub(crate) fn dependencies(generator: &Generator, made: &Made, add: bool) -> io::Result<()> {
    let Some(lack) = generator.lack(made)? else {
        return Ok(());
    };
    let path = lack.path.display();
    for clash in &lack.clashes {
        tell!("warning: {path}: {clash}");
    }
    if lack.is_empty() {
        return Ok(());
    }
    if add {
        lack.add()?;
        tell!("{path}: dependencies added");
    } else {
        tell!("{path} lacks dependencies; `jackfield generate --add-deps` adds them:");
        write!(StandardOutput, "{}", lack.missing)?;
    }
    Ok(())
}

/// The generator of a client of the settings.
fn generator(mut client: Client, settings: &Path, strict: bool) -> Generator {
    client.strict |= strict;
    Generator::from_settings(client, settings.parent().unwrap_or(Path::new("")))
}

/// The clients of the settings; none if there are mistakes, which are then all reported.
pub(crate) fn read(path: &Path, console: &Console) -> io::Result<Option<Vec<Client>>> {
    let text = fs::read_to_string(path);
    let text =
        text.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
    match settings::read(&text) {
        Ok(settings) => Ok(Some(settings.clients)),
        Err(problems) => {
            for problem in problems {
                let at = (problem.line, problem.column);
                console.error_at(Code::SettingsInvalid, path, at, &problem.message)?;
            }
            Ok(None)
        }
    }
}

/// The settings of the nearest folder that has some.
pub(crate) fn find() -> io::Result<PathBuf> {
    let here = std::env::current_dir()?;
    let mut paths = here.ancestors().map(|folder| folder.join(SETTINGS));
    let found = paths.find(|path| path.is_file());
    let found = found.map(|path| match path.strip_prefix(&here) {
        Ok(path) => path.to_owned(),
        Err(_) => path,
    });
    found.ok_or_else(|| {
        let message = format!("there is no {SETTINGS} here nor above; `jackfield new` makes one");
        io::Error::new(io::ErrorKind::NotFound, message)
    })
}
