//! A new SIP endpoint without its password.

fn main() {
    let _ = jackfield_telephony::signalwire_rest::types::CreateSipEndpointRequest::new("c3p0");
}
