//! The parts of a client besides the code of its document: the runtime, the manifest, the README, and the list of all
//! written files.

pub(crate) mod add;
mod listing;
pub(crate) mod manifest;
pub(crate) mod needs;
mod package_name;
mod read;
mod readme;
mod runtime;
pub(crate) mod version;

pub use self::add::Lack;
pub(crate) use self::listing::{MANIFEST, stale, written};
pub(crate) use self::package_name::{package_name, title};
pub(crate) use self::read::read_at;
pub use self::read::{Read, read, read_overlays, read_text};
pub(crate) use self::readme::readme;
pub use self::runtime::Parts;
pub(crate) use self::runtime::runtime;
