//! What is only received may get members any day, so nobody makes one.

fn main() {
    let _ = jackfield_telephony::signalwire_rest::types::ValidationError { errors: vec![] };
}
