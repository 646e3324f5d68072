//! Makes the calls of one document: `calls CASES.jsonl URL`. It prints what became of each that failed; most do, since
//! the judge answers everything with nothing.

#![allow(deprecated, dead_code, unused_imports, reason = "everything is called, and not every document has a body of each kind")]

mod calls;
mod given;
mod support;

use serde_json::{Value, json};
use std::error::Error;
use support::Given;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let cases = std::fs::read_to_string(arguments.next().ok_or("no cases")?)?;
    let client = calls::client(&arguments.next().ok_or("no URL")?)?;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line)?;
        let number = case["case"].as_u64().ok_or("a case without a number")?;
        let call = case["call"].as_u64().and_then(|call| calls::CALLS.get(call as usize));
        let values = case["values"].as_object().cloned().unwrap_or_default();
        let given = Given::new(number, values);
        let sent = match call.ok_or("no such call")?(&client, &given) {
            Ok(call) => call.await,
            Err(error) => Err(error),
        };
        if let Err(error) = sent {
            println!("{}", json!({ "case": number, "error": error }));
        }
    }
    Ok(())
}
