//! A `build.rs`: the client is made when the crate is built, and nothing of it is checked in.
//!
//! `src/lib.rs` of the crate has `include!(concat!(env!("OUT_DIR"), "/lines.rs"));`, and then the module `lines`.

use jackfield::Generator;

fn main() -> std::io::Result<()> {
    Generator::new("openapi.yaml")
        .settings(|client| client.name = Some("lines".to_owned()))
        .build()
}
