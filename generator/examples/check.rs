//! A test of your own that fails where a client is not what its document gives; this program does the same.

/// In `tests/clients.rs`, with `jackfield` among the dev-dependencies.
#[test]
#[ignore = "here is no jackfield.toml"]
fn clients_are_up_to_date() -> std::io::Result<()> {
    jackfield::check("jackfield.toml")
}

fn main() -> std::io::Result<()> {
    jackfield::check("jackfield.toml")
}
