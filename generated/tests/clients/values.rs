//! Documented values, from the APIs' own samples.

/// The endpoint of CarrierX' sample response.
pub const ENDPOINT: &str = r#"{"addresses":[{"direction":"any","dst_port":5060,"ip":"1.1.2.13","location_sid":null,"port":5060,"priority":0,"sip_password":null,"sip_username":null,"srtp":false,"transport":"udp"}],"attributes":{},"capacity":0,"cps_limit":null,"endpoint_sid":"1a34c5e9-3a09-4de5-b553-5f6a9ef202ac","name":"my_third_party_ep","out_sip_password":null,"out_sip_username":null,"partner_sid":"ed437757-002d-4ecc-aa5a-efdf5e50dba0","properties":{},"transformations":[],"type":"third_party","voip_token":"2c95517b-a5e8-4415-b471-cdd81d5a6dcb"}"#;

/// A UUID.
pub const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

/// A SIP endpoint of Relay REST, all 25 members of it.
pub const SIP_ENDPOINT: &str = r#"{"type":"sip_endpoint","id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","username":"c3p0","caller_id":null,"send_as":"random","ciphers":["AEAD_AES_256_GCM_8"],"codecs":["OPUS"],"encryption":"optional","call_handler":"laml_webhooks","calling_handler_resource_id":null,"call_request_url":"https://example.com/laml","call_request_method":"POST","call_fallback_url":null,"call_fallback_method":null,"call_status_callback_url":null,"call_status_callback_method":null,"call_laml_application_id":null,"call_dialogflow_agent_id":null,"call_relay_topic":null,"call_relay_topic_status_callback_url":null,"call_relay_context":null,"call_relay_context_status_callback_url":null,"call_relay_application":null,"call_video_room_id":null,"call_relay_script_url":null}"#;

/// A SIP endpoint of Fabric.
pub const RESOURCE: &str = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","project_id":"3c90c3cc-0d44-4b50-8888-8dd25736052b","display_name":"desk","type":"sip_endpoint","created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:00+01:00","sip_endpoint":{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052c","username":"c3p0","caller_id":"C3","send_as":"3po","ciphers":["AEAD_AES_256_GCM_8"],"codecs":["OPUS@48000H@20I","LYRA"],"encryption":"default","call_handler":"block-pstn","calling_handler_resource_id":null}}"#;

/// A SIP endpoint of a subscriber.
pub const SUBSCRIBER_ENDPOINT: &str = r#"{"id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","username":"c3p0","caller_id":"C3","send_as":"3po","ciphers":[],"codecs":["PCMU"],"encryption":"required"}"#;

/// The ID as a value.
pub fn id() -> uuid::Uuid {
    ID.parse().unwrap()
}
