//! Makes the calls of all documents: `faults CALLS.jsonl`. It prints what became of each.

#![allow(deprecated, dead_code, unused_imports, reason = "everything is called, and not every document has a body of each kind")]

extern crate judged as jackfield_telephony;

mod all;
mod given;
mod server;
mod support;

use given::Given;
use serde_json::{Value, json};
use server::{Reply, Server};
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("no calls")?;
    for line in std::fs::read_to_string(path)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        let number = |name: &str| line[name].as_u64().unwrap_or_default() as usize;
        let (case, place, call) = (number("case"), number("place"), number("call"));
        let values = line["values"].as_object().cloned().unwrap_or_default();
        let given = Given::new(0, values);
        let server = Server::answering(replies(&line["answers"])).await;
        let (gave, issues) = match all::prepare(case, call, &server.origin, &given) {
            Ok(call) => call.await,
            Err(error) => (format!("Unsent({error})"), 0),
        };
        let requests: Vec<Value> = server.requests().iter().map(shown).collect();
        println!("{}", json!({ "case": case, "place": place, "gave": gave, "issues": issues, "requests": requests }));
    }
    Ok(())
}

fn shown(request: &server::Request) -> Value {
    let headers = request.headers.iter().rev().map(|(name, value)| (name.clone(), Value::from(value.clone())));
    json!({ "line": request.line(), "method": request.method, "target": request.target, "headers": Value::Object(headers.collect()), "body": request.body })
}

fn replies(answers: &Value) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::new();
    for answer in answers.as_array().into_iter().flatten() {
        let text = |name: &str| answer[name].as_str().unwrap_or_default();
        let status = answer["status"].as_u64().unwrap_or(200) as u16;
        let mut reply = match (text("type"), text("body")) {
            (_, "") if status != 200 => Reply::empty(status),
            (media_type, body) => Reply::of(status, media_type, body),
        };
        for (name, value) in answer["headers"].as_object().into_iter().flatten() {
            reply = reply.with(name, value.as_str().unwrap_or_default());
        }
        replies.push(reply);
    }
    if replies.is_empty() {
        replies.push(Reply::empty(204));
    }
    replies
}
