//! The features of the crate `jackfield`: one for each API, between two marker lines of its manifest.

use std::io;

const BEGIN: &str = "# begin: written by `cargo xtask codegen`";
const END: &str = "# end: written by `cargo xtask codegen`";

/// The manifest with the features of these APIs.
pub(crate) fn write(manifest: &str, apis: &[String]) -> io::Result<String> {
    let missing = || {
        io::Error::other(format!(
            "generated/Cargo.toml: the lines `{BEGIN}` and `{END}` are not there"
        ))
    };
    let (before, rest) = manifest.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    let names: Vec<String> = apis.iter().map(|api| format!("{api:?}")).collect();
    let mut features = format!("default = [{}]\n", names.join(", "));
    for api in apis {
        features.push_str(&format!("{api} = []\n"));
    }
    Ok(format!("{before}{BEGIN}\n{features}{END}{after}"))
}
