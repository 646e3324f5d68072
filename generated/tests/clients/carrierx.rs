//! CarrierX: PATCH against PUT, absent against null, nested objects merged or replaced.

use std::sync::{Arc, Mutex};

use jackfield_telephony::Field;
use jackfield_telephony::carrierx::types::{
    Endpoint, EndpointAddress, EndpointPatch, EndpointType, NestedObjects, Properties,
};
use jackfield_telephony::carrierx::{Client, endpoints::ListEndpointsError};
use serde_json::{Map, Value, json};

use crate::server::{Reply, Request, Server};
use crate::values::ENDPOINT;

/// The members of an endpoint that a PATCH merges instead of replacing.
const NESTED: &[&str] = &["attributes", "properties"];

/// The endpoints of a partner, as the API keeps them.
struct Partner {
    endpoints: Map<String, Value>,
}

impl Partner {
    fn answer(&mut self, request: &Request) -> Reply {
        if request.header("authorization") != "Bearer secret-token" {
            return Reply::json(401, r#"{"errors":"unauthorized"}"#);
        }
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        if path == "/core/v2/endpoints" {
            return self.list(query);
        }
        let sid = path
            .strip_prefix("/core/v2/endpoints/")
            .expect("a path of the API")
            .to_owned();
        let Some(endpoint) = self.endpoints.get_mut(&sid).and_then(Value::as_object_mut) else {
            return Reply::json(404, r#"{"errors":["SID not found"]}"#);
        };
        match request.method.as_str() {
            "GET" => {}
            "PUT" => return replace(endpoint, request),
            "PATCH" => patch(endpoint, &request.json(), query == "nested_objects=replace"),
            _ => {
                self.endpoints.remove(&sid);
                return Reply::empty(204);
            }
        }
        Reply::json(200, Value::Object(endpoint.clone()).to_string())
    }

    fn list(&self, query: &str) -> Reply {
        let number = |name: &str| {
            let found = query
                .split('&')
                .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            found.map(|text| text.parse::<usize>().unwrap())
        };
        let (offset, limit) = (number("offset").unwrap_or(0), number("limit").unwrap_or(10));
        let items: Vec<&Value> = self.endpoints.values().skip(offset).take(limit).collect();
        let page = json!({
            "count": items.len(), "has_more": offset + items.len() < self.endpoints.len(), "items": items,
            "limit": limit, "offset": offset, "pagination": {}, "total": self.endpoints.len(),
        });
        Reply::json(200, page.to_string())
    }
}

/// A PUT needs every member; those that cannot change keep their values.
fn replace(endpoint: &mut Map<String, Value>, request: &Request) -> Reply {
    let Value::Object(mut new) = request.json() else {
        return Reply::json(400, "{}");
    };
    let missing: Vec<&String> = endpoint
        .keys()
        .filter(|name| !new.contains_key(*name))
        .collect();
    if !missing.is_empty() {
        return Reply::json(422, json!({ "errors": missing }).to_string());
    }
    for fixed in ["endpoint_sid", "voip_token"] {
        new.insert(fixed.to_owned(), endpoint[fixed].clone());
    }
    *endpoint = new;
    Reply::json(200, Value::Object(endpoint.clone()).to_string())
}

fn patch(endpoint: &mut Map<String, Value>, changes: &Value, replace: bool) {
    for (name, value) in changes.as_object().unwrap() {
        match (endpoint.get_mut(name), value) {
            (Some(Value::Object(old)), Value::Object(new))
                if NESTED.contains(&name.as_str()) && !replace =>
            {
                old.extend(new.clone());
            }
            _ => {
                endpoint.insert(name.clone(), value.clone());
            }
        }
    }
}

const SID: &str = "1a34c5e9-3a09-4de5-b553-5f6a9ef202ac";

/// A client of a server with some endpoints: the documented one first, then `more` that differ in their names.
async fn partner(more: usize) -> (Client, Server, Arc<Mutex<Partner>>) {
    let mut endpoints = Map::new();
    endpoints.insert(SID.to_owned(), serde_json::from_str(ENDPOINT).unwrap());
    for number in 0..more {
        let mut endpoint: Value = serde_json::from_str(ENDPOINT).unwrap();
        endpoint["name"] = json!(format!("desk-{number}"));
        endpoints.insert(format!("z{number}"), endpoint);
    }
    let state = Arc::new(Mutex::new(Partner { endpoints }));
    let shared = Arc::clone(&state);
    let server = Server::start(move |request| shared.lock().unwrap().answer(request)).await;
    let client = Client::builder()
        .base_url(format!("{}/core/v2", server.origin))
        .bearer("secret-token");
    (client.build().unwrap(), server, state)
}

#[tokio::test]
async fn only_what_was_set_travels_and_the_rest_stays() {
    let (client, server, _) = partner(0).await;
    let patch = EndpointPatch::new().name("desk-7").capacity(8);

    let endpoint = client.endpoints().update(SID, &patch).await.unwrap();

    assert_eq!(server.request().body, r#"{"capacity":8,"name":"desk-7"}"#);
    let mut expected: Endpoint = serde_json::from_str(ENDPOINT).unwrap();
    expected.name = "desk-7".to_owned();
    expected.capacity = 8;
    assert_eq!(endpoint, expected);
}

#[tokio::test]
async fn null_is_not_absent() {
    let (client, server, state) = partner(0).await;
    state.lock().unwrap().endpoints[SID]["out_sip_username"] = json!("trunk");
    state.lock().unwrap().endpoints[SID]["out_sip_password"] = json!("hunter2");
    let endpoints = client.endpoints();

    let untouched = endpoints.update(SID, &EndpointPatch::new()).await.unwrap();
    assert_eq!(untouched.out_sip_username.as_deref(), Some("trunk"));
    assert_eq!(untouched.out_sip_password.unwrap().expose(), "hunter2");

    let set = EndpointPatch::new()
        .out_sip_username("other")
        .out_sip_password("hunter3");
    let changed = endpoints.update(SID, &set).await.unwrap();
    assert_eq!(changed.out_sip_username.as_deref(), Some("other"));

    let cleared = EndpointPatch::new()
        .out_sip_username(None)
        .out_sip_password(Field::Null);
    let cleared = endpoints.update(SID, &cleared).await.unwrap();
    assert_eq!(
        (cleared.out_sip_username, cleared.out_sip_password),
        (None, None)
    );

    let bodies: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.body)
        .collect();
    assert_eq!(
        bodies,
        [
            "{}",
            r#"{"out_sip_password":"hunter3","out_sip_username":"other"}"#,
            r#"{"out_sip_password":null,"out_sip_username":null}"#,
        ]
    );
}

#[tokio::test]
async fn nested_objects_are_merged_unless_replaced() {
    let (client, server, state) = partner(0).await;
    state.lock().unwrap().endpoints[SID]["attributes"] = json!({"room": "7", "floor": "2"});
    let patch = EndpointPatch::new().attributes([("room".to_owned(), json!("8"))].into());

    let merged = client.endpoints().update(SID, &patch).await.unwrap();
    assert_eq!(json!(merged.attributes), json!({"room": "8", "floor": "2"}));

    let replaced = client
        .endpoints()
        .update(SID, &patch)
        .nested_objects(NestedObjects::Replace)
        .await
        .unwrap();
    assert_eq!(json!(replaced.attributes), json!({"room": "8"}));
    assert!(
        server.requests()[1]
            .target
            .ends_with("?nested_objects=replace")
    );
}

#[tokio::test]
async fn an_empty_list_is_sent_as_one() {
    let (client, server, _) = partner(0).await;
    let endpoint = client
        .endpoints()
        .update(SID, &EndpointPatch::new().addresses(vec![]))
        .await
        .unwrap();
    assert_eq!(server.request().body, r#"{"addresses":[]}"#);
    assert_eq!(endpoint.addresses, []);
}

#[tokio::test]
async fn read_change_write_loses_nothing() {
    let (client, server, state) = partner(0).await;
    {
        let endpoint = &mut state.lock().unwrap().endpoints[SID];
        endpoint["color"] = json!({"unknown": [1, null]});
        endpoint["type"] = json!("hologram");
        endpoint["addresses"][0]["flavor"] = json!("vanilla");
    }
    let before = state.lock().unwrap().endpoints[SID].clone();

    let mut endpoint = client.endpoints().get(SID).await.unwrap();
    assert_eq!(
        endpoint.r#type,
        EndpointType::Unknown("hologram".to_owned())
    );
    endpoint.name = "desk-9".to_owned();
    client.endpoints().replace(SID, &endpoint).await.unwrap();

    let mut expected = before;
    expected["name"] = json!("desk-9");
    assert_eq!(server.requests()[1].json(), expected);
    assert_eq!(state.lock().unwrap().endpoints[SID], expected);
}

#[tokio::test]
async fn a_whole_endpoint_has_every_member() {
    let (client, server, _) = partner(0).await;
    let address = EndpointAddress::new()
        .ip("1.1.2.13")
        .location_sid(None)
        .sip_password("s3cret");
    let endpoint = Endpoint {
        addresses: vec![address],
        attributes: [].into(),
        auth_required: None,
        capacity: 2,
        cps_limit: None,
        endpoint_sid: SID.to_owned(),
        name: "new".to_owned(),
        out_sip_password: None,
        out_sip_username: None,
        partner: None,
        partner_sid: "p".to_owned(),
        properties: Properties::new(),
        transformations: vec![],
        r#type: EndpointType::ThirdParty,
        voip_token: None,
        additional_properties: [].into(),
        as_received: Default::default(),
    };

    let answer = client.endpoints().replace(SID, &endpoint).await.unwrap();

    assert_eq!(
        server.request().body,
        r#"{"addresses":[{"ip":"1.1.2.13","location_sid":null,"sip_password":"s3cret"}],"attributes":{},"capacity":2,"cps_limit":null,"endpoint_sid":"1a34c5e9-3a09-4de5-b553-5f6a9ef202ac","name":"new","out_sip_password":null,"out_sip_username":null,"partner_sid":"p","properties":{},"transformations":[],"type":"third_party","voip_token":null}"#
    );
    // What cannot change kept its value.
    assert_eq!(
        answer.voip_token.unwrap().expose(),
        "2c95517b-a5e8-4415-b471-cdd81d5a6dcb"
    );
}

#[tokio::test]
async fn pages_come_as_one_stream() {
    let (client, server, _) = partner(6).await;
    let mut items = client.endpoints().list().limit(3).items();
    let mut names = Vec::new();
    while let Some(endpoint) = items.next().await {
        names.push(endpoint.unwrap().name);
    }
    assert_eq!(
        names,
        [
            "my_third_party_ep",
            "desk-0",
            "desk-1",
            "desk-2",
            "desk-3",
            "desk-4",
            "desk-5"
        ]
    );
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        [
            "/core/v2/endpoints?limit=3",
            "/core/v2/endpoints?limit=3&offset=3",
            "/core/v2/endpoints?limit=3&offset=6",
        ]
    );
}

#[tokio::test]
async fn what_is_not_there_and_who_may_not() {
    let (client, server, _) = partner(0).await;
    client.endpoints().delete(SID).await.unwrap();
    let error = client.endpoints().get(SID).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    let stranger = Client::builder()
        .base_url(format!("{}/core/v2", server.origin))
        .bearer("other")
        .build()
        .unwrap();
    let error = stranger.endpoints().list().await.unwrap_err();
    match error.documented() {
        Some(ListEndpointsError::Unauthorized(body)) => {
            assert_eq!(body.errors, Field::Value(json!("unauthorized")))
        }
        other => panic!("{other:?}"),
    }
}
