//! A whole endpoint without its name.

use jackfield_telephony::carrierx::types::{Endpoint, EndpointType, Properties};

fn main() {
    let _ = Endpoint {
        addresses: vec![],
        attributes: [].into(),
        auth_required: None,
        capacity: 2,
        cps_limit: None,
        endpoint_sid: String::new(),
        out_sip_password: None,
        out_sip_username: None,
        partner: None,
        partner_sid: String::new(),
        properties: Properties::new(),
        transformations: vec![],
        r#type: EndpointType::ThirdParty,
        voip_token: None,
        additional_properties: [].into(), as_received: Default::default(),
    };
}
