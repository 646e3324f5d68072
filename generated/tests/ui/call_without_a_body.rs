//! An update without its patch.

fn main() {
    let client = jackfield_telephony::carrierx::Client::builder().build().unwrap();
    let _ = client.endpoints().update("sid");
}
