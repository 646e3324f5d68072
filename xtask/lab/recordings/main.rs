//! Gives recorded answers to the operations of one client: `recorded ANSWERS.jsonl`. It prints what became of each, read
//! strictly and tolerantly, as a line of JSON.

#![allow(deprecated, dead_code, unused_imports, unused_variables, unreachable_patterns, reason = "not every document has operations of each kind")]

mod operations;
mod support;

use std::error::Error;
use support::Answer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("no answers")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let answer = Answer::read(line)?;
        let run = operations::OPERATIONS.get(answer.operation).ok_or("no such operation")?;
        for is_strict in [true, false] {
            println!("{}", run(answer.clone(), is_strict).await);
        }
    }
    Ok(())
}
