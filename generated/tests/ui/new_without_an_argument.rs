//! A new SIP endpoint without its password.

use jackfield_telephony::signalwire_rest::types::{
    CreateSipEndpointRequest, CreateSipEndpointRequestRequired,
};

fn main() {
    let _ = CreateSipEndpointRequest::new(CreateSipEndpointRequestRequired {
        username: "c3p0".into(),
    });
}
