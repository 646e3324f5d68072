//! One client written to a folder, in a process that is measured.

use crate::client_crate;
use jackfield::Generator;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The OpenAPI document, JSON or YAML.
    document: PathBuf,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Overlays of the document, in the order in which they are applied.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let generator = Generator::new(&options.document).settings(|client| {
        let overlays = options
            .overlay
            .iter()
            .map(|path| path.display().to_string());
        client.overlays = overlays.collect();
    });
    let made = client_crate::write(generator, None::<&str>, &options.out)?;
    eprint!("{}", made.generated.report);
    let code = match made.generated.errors {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    };
    // As the command, whose time this is to be: the process ends here.
    std::mem::forget(made);
    Ok(code)
}
