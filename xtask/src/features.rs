//! The features of the crate `jackfield-telephony`: one for each API, between two marker lines of its manifest.

use std::collections::BTreeMap;
use std::io;

const BEGIN: &str = "# begin: written by `cargo xtask codegen`";
const END: &str = "# end: written by `cargo xtask codegen`";

/// The manifest with the features of these APIs.
///
/// `needs` are the features of the runtime that an API needs; an API that is not among them keeps the features that it has.
pub(crate) fn write(
    manifest: &str,
    apis: &[String],
    needs: &BTreeMap<String, Vec<&str>>,
) -> io::Result<String> {
    let missing = || {
        io::Error::other(format!(
            "generated/Cargo.toml: the lines `{BEGIN}` and `{END}` are not there"
        ))
    };
    let (before, rest) = manifest.split_once(BEGIN).ok_or_else(missing)?;
    let (own, after) = rest.split_once(END).ok_or_else(missing)?;
    let names: Vec<String> = apis.iter().map(|api| format!("{api:?}")).collect();
    // TLS, by its default library.
    let default = [names, vec!["\"rustls\"".to_owned()]].concat();
    let mut features = format!("default = [{}]\n", default.join(", "));
    for api in apis {
        let line = format!("{api} = ");
        let present = own.lines().find_map(|known| known.strip_prefix(&line));
        let needs = match needs.get(api) {
            Some(names) => format!("{names:?}"),
            None => present.unwrap_or("[]").to_owned(),
        };
        features.push_str(&format!("{line}{needs}\n"));
    }
    Ok(format!("{before}{BEGIN}\n{features}{END}{after}"))
}
