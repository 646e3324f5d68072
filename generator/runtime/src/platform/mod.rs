//! Time and random numbers: of the system, or of JavaScript where the program is WebAssembly in a browser or in Node.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(super) use self::browser::{now, random, sleep};

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod system;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(super) use self::system::{now, random, sleep};
