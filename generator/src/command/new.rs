//! `jackfield new`: a client, and the settings that make it again.

use super::console::Console;
use super::output::{StandardOutput, tell};
use super::{SETTINGS, generate, is_standard_input, standard_input};
use jackfield::Generator;
use jackfield::settings::{Client, Runtime};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use toml_edit::{Array, DocumentMut, Item, Table, value};

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The OpenAPI document, JSON or YAML: a file, a URL (if the command was built with the feature `url`; jackfield.toml keeps
    /// its query too, which no message shows), or `-` for what
    /// comes by the standard input and is kept as `openapi.json` or `openapi.yaml`.
    document: PathBuf,
    /// The folder of the client; named after it in this folder if not given.
    folder: Option<PathBuf>,
    /// Write a module of your crate, with its path: `shop::api::lines`.
    #[arg(long, value_name = "PATH")]
    module: Option<String>,
    /// Depend on the crate `jackfield-runtime`, which several clients share.
    #[arg(long)]
    shared_runtime: bool,
    /// A file of changes to the document (OpenAPI Overlay 1.0); several are applied in their order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The name of the package; made from the document's title if not given.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The folder below which the document may refer to files; its own folder if not given.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Add the dependencies that the module needs to the manifest of its crate.
    #[arg(long, requires = "module")]
    add_deps: bool,
    /// Take version, licence and more from the workspace, where that has them.
    #[arg(long)]
    workspace: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, console: &Console) -> io::Result<ExitCode> {
    let mut client = Client {
        document: slashes(&options.document),
        overlays: options.overlays.iter().map(|path| slashes(path)).collect(),
        root: options.root.as_deref().map(slashes),
        name: options.name.clone(),
        module: options.module.clone(),
        ..Client::default()
    };
    client.manifest.workspace = options.workspace;
    if options.shared_runtime {
        client.runtime = Runtime::Crate;
    }
    let given = given(&options.document, &mut client)?;
    let begun = |client: &Client| {
        let generator = Generator::from_settings(client.clone(), "").messages(console.messages());
        match &given {
            Some(bytes) => generator.text(bytes.as_slice()),
            None => generator,
        }
    };
    let opened = begun(&client).open()?;
    let name = opened.name().to_owned();
    let last = name.rsplit("::").next().unwrap_or(&name);
    client.key = last.to_owned();
    let folder = options.folder.as_deref();
    client.output = folder.map_or_else(|| last.to_owned(), slashes);
    let generator = begun(&client);
    let made = generator.make_of(opened)?;
    console.report(&made.generated.report)?;
    if made.generated.files.is_none() {
        tell!("error: nothing was written");
        return Ok(ExitCode::FAILURE);
    }
    let settings = add(&client)?;
    let change = generator.write(&made)?;
    if let Some(bytes) = &given {
        fs::write(&client.document, bytes)?;
    }
    fs::write(SETTINGS, settings)?;
    generate::written(&generator, &made, &change);
    if options.module.is_some() {
        tell!("name the module in your crate, as `#[rustfmt::skip] pub mod {last};`");
        if options.add_deps || generator.lack(&made)?.is_some() {
            generate::dependencies(&generator, &made, options.add_deps)?;
        } else {
            writeln!(
                StandardOutput,
                "# Below [dependencies]:\n{}",
                made.dependencies()
            )?;
        }
    }
    // The process ends here. To free all the texts one by one would only take time.
    std::mem::forget((made, change));
    Ok(ExitCode::SUCCESS)
}

/// What comes by the standard input, if that is the document, and the file that will hold it.
fn given(document: &Path, client: &mut Client) -> io::Result<Option<Vec<u8>>> {
    if !is_standard_input(document) {
        return Ok(None);
    }
    let bytes = standard_input()?;
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let name = if is_json {
        "openapi.json"
    } else {
        "openapi.yaml"
    };
    if fs::symlink_metadata(name).is_ok() {
        let message =
            format!("{name}: the file is there; name it in place of `-`, or move it away");
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    client.document = name.to_owned();
    Ok(Some(bytes))
}

/// The settings of this folder with one client more.
fn add(client: &Client) -> io::Result<String> {
    let text = match fs::read_to_string(SETTINGS) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let wrong = |message: String| io::Error::other(format!("{SETTINGS}: {message}"));
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| wrong(error.to_string()))?;
    let mut implicit = Table::new();
    implicit.set_implicit(true);
    let clients = document.entry("client").or_insert(Item::Table(implicit));
    let clients = clients
        .as_table_mut()
        .ok_or_else(|| wrong("`client` must be a table".to_owned()))?;
    // A module may be called as another client is: its whole path tells it apart.
    let path = client.module.as_ref().map(|path| path.replace("::", "-"));
    let keys = [Some(client.key.clone()), path].into_iter().flatten();
    let Some(key) = keys.into_iter().find(|key| !clients.contains_key(key)) else {
        let message = "there is a client of this name: give another one with --name, or run `jackfield generate`";
        return Err(wrong(format!("{}: {message}", client.key)));
    };
    let mut table = Table::new();
    table.insert("document", value(&client.document));
    if !client.overlays.is_empty() {
        table.insert("overlays", value(Array::from_iter(&client.overlays)));
    }
    if let Some(root) = &client.root {
        table.insert("root", value(root));
    }
    table.insert("output", value(&client.output));
    if let Some(name) = &client.name {
        table.insert("name", value(name));
    }
    if let Some(module) = &client.module {
        table.insert("module", value(module));
    }
    if client.runtime == Runtime::Crate {
        table.insert("runtime", value("crate"));
    }
    if client.manifest.workspace {
        let mut manifest = Table::new();
        manifest.insert("workspace", value(true));
        table.insert("manifest", Item::Table(manifest));
    }
    clients.insert(&key, Item::Table(table));
    Ok(document.to_string())
}

/// A path as the settings have it, on every system.
fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '\\' => text.replace('\\', "/"),
        _ => text.into_owned(),
    }
}
