//! Values that are none of those that the document lists, where nothing can hold them.

use crate::runtime::Operation as _;
use crate::server::{Reply, Server};
use crate::values::Client;
use crate::values::types::Sample;
use serde_json::json;

#[tokio::test]
async fn one_that_is_not_listed_is_told_and_sent_back_as_it_came() {
    for (came, issues) in [
        (json!({"version": 2, "mode": "auto", "other": 2}), &[][..]),
        (
            json!({"version": 3, "mode": 1}),
            &["/version: expected a value of the enum, found another one"],
        ),
        (
            json!({"version": "2", "mode": 1, "other": "new"}),
            &[
                "/version: expected a value of the enum, found another one",
                "/other: expected a value of the enum, found another one",
            ],
        ),
    ] {
        let server = Server::answering(vec![Reply::json(200, came.to_string())]).await;
        let builder = Client::builder().base_url(&server.origin);
        let client = builder.build().unwrap();
        let body: Sample = serde_json::from_value(json!({"version": 2, "mode": "auto"})).unwrap();
        let response = client.samples().create(&body).response().await.unwrap();
        let told: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
        assert_eq!(told, issues, "{came}");
        assert_eq!(serde_json::to_value(&response.value).unwrap(), came);
        let strict = client.samples().create(&body).strict().await;
        assert_eq!(strict.is_ok(), issues.is_empty(), "{came}");
    }
}
