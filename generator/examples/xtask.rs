//! An xtask of your own that brings the clients of `jackfield.toml` up to date, and says what it wrote.

fn main() -> std::io::Result<()> {
    for change in jackfield::update("jackfield.toml")? {
        let difference = &change.difference;
        for path in difference.missing.iter().chain(&difference.changed) {
            println!("written: {path}");
        }
        for path in &difference.stale {
            println!("removed: {path}");
        }
    }
    Ok(())
}
