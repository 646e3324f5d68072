//! Names that generated code needs for itself.

use super::words::{lower, upper};
use crate::package::Ident;

/// Types that generated code names without a path, so no generated type may have their names.
const TAKEN_TYPES: &[&str] = &[
    "Base64",
    "Base64Url",
    "AsReceived",
    "BTreeMap",
    "Box",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "DecodeError",
    "Decode",
    "Default",
    "Delimited",
    "Display",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "Field",
    "FilePart",
    "From",
    "Hash",
    "HttpDate",
    "Into",
    "IsoDuration",
    "Iterator",
    "LiteralEnum",
    "None",
    "Node",
    "Number",
    "Object",
    "ObjectWriter",
    "Ok",
    "OpenTuple",
    "Option",
    "Outline",
    "PartialEq",
    "Result",
    "ScalarText",
    "Secret",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Uuid",
    "Value",
    "Vec",
    "Writer",
    "Xml",
    "XmlMember",
    "XmlModel",
    "XmlName",
];

/// Types that a group's file names without a path.
pub(in crate::plan) const IN_GROUP: &[&str] = &[
    "Call",
    "Core",
    "Undocumented",
    "Option",
    "Vec",
    "String",
    "Self",
    "Into",
    "Some",
    "None",
    "Ok",
    "Err",
    "Box",
    "Result",
    "Clone",
    "Debug",
    "Default",
];

/// Modules beside those of the groups, and crates that the root names: a group's module cannot have these names, but
/// its method of the client can.
const MODULES: &[&str] = &[
    "types",
    "errors",
    "runtime",
    "mod",
    "lib",
    "main",
    "core",
    "std",
    "alloc",
    "bytes",
    "serde",
    "serde_json",
    "uuid",
    "futures_core",
    "jackfield_runtime",
    "test",
    "testing",
];

/// File names that Windows keeps for devices.
const DEVICES: &[&str] = &[
    "aux", "con", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A name of a type in `types/`, which must not hide what generated code names without a path.
pub(in crate::plan) fn type_name(text: &str) -> Ident {
    let ident = upper(text);
    if TAKEN_TYPES.contains(&ident.as_str()) {
        return Ident::new(&format!("{ident}Schema"), true);
    }
    ident
}

/// The module of a group or a type, which gets out of the way of those that are always there.
pub(in crate::plan) fn module(text: &str) -> Ident {
    let ident = lower(text);
    let name = ident.as_str();
    match MODULES.contains(&name) || DEVICES.contains(&name) {
        true => Ident::new(&format!("{name}_"), false),
        false => ident,
    }
}
