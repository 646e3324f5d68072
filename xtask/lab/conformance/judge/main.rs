//! Makes the calls of one document: `calls CASES.jsonl URL`. It prints what became of each that failed; most do, since
//! the judge answers with nothing. The first call of each operation is answered by the client's own mock, and once more by
//! that of Prism.

#![allow(deprecated, dead_code, unused_imports, reason = "everything is called, and not every document has a body of each kind")]

mod calls;
mod given;
mod support;

use judged::Client;
use judged::runtime::testing::Mock;
use serde_json::{Value, json};
use std::collections::HashSet;
use std::error::Error;
use support::Given;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let cases = std::fs::read_to_string(arguments.next().ok_or("no cases")?)?;
    let client = calls::client(&arguments.next().ok_or("no URL")?)?;
    let mock = Mock::from_examples::<Client>();
    let server = mock.serve()?;
    let mut known = HashSet::new();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line)?;
        let number = case["case"].as_u64().ok_or("a case without a number")?;
        let call = case["call"].as_u64().ok_or("a case without a call")?;
        let make = calls::CALLS.get(call as usize).ok_or("no such call")?;
        let values = case["values"].as_object().cloned().unwrap_or_default();
        let by: &[Option<String>] = match known.insert(call) {
            true => &[Some(server.url()), Some("prism".to_owned())],
            false => &[None],
        };
        for by in by {
            let mut given = Given::new(number, values.clone());
            given.answered_by.clone_from(by);
            let sent = match make(&client, &given) {
                Ok(call) => call.await,
                Err(error) => Err(error),
            };
            if let Err(error) = sent {
                println!("{}", json!({ "case": number, "by": by, "error": error }));
            }
        }
    }
    Ok(())
}
