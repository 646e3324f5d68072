//! The update of seed 002 as a user of the stand-alone crate writes it, against a server that prints what it gets.

use relay_rest::Client;
use relay_rest::types::{SipEndpointResponseEncryption, UpdateSipEndpointRequest, UpdateSipEndpointRequestCallHandler};
use std::io::{Read, Write};

const ANSWER: &str = r#"{"type":"sip_endpoint","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","username":"c3p0","caller_id":null,"send_as":"random","ciphers":[],"codecs":[],"encryption":"optional","call_handler":null,"calling_handler_resource_id":null,"call_request_url":null,"call_request_method":null,"call_fallback_url":null,"call_fallback_method":null,"call_status_callback_url":null,"call_status_callback_method":null,"call_laml_application_id":null,"call_dialogflow_agent_id":null,"call_relay_topic":null,"call_relay_topic_status_callback_url":null,"call_relay_context":null,"call_relay_context_status_callback_url":null,"call_relay_application":null,"call_video_room_id":null,"call_relay_script_url":null}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"}") {
            let mut buffer = [0; 4096];
            let count = stream.read(&mut buffer).unwrap();
            bytes.extend_from_slice(&buffer[..count]);
        }
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", ANSWER.len());
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(ANSWER.as_bytes()).unwrap();
        String::from_utf8(bytes).unwrap()
    });
    let client = Client::builder().base_url(format!("{origin}/api/relay/rest")).basic("project", "token").build().unwrap();
    let body = UpdateSipEndpointRequest::new()
        .username("c3p0")
        .ciphers(vec![])
        .call_handler(UpdateSipEndpointRequestCallHandler::LamlWebhooks)
        .call_request_url("https://example.com/laml");
    let id = "3c90c3cc-0d44-4b50-8888-8dd25736052a".parse().unwrap();
    let endpoint = client.subpackage_sip_endpoints().update(id).body(&body).await.unwrap();
    assert_eq!(endpoint.encryption, SipEndpointResponseEncryption::Optional);
    assert_eq!(endpoint.call_handler, None);
    println!("{}", server.join().unwrap());
}
