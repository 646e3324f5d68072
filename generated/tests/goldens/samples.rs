//! The clients read their own examples and answers, strictly.

use crate::runtime::testing::{Examples, Mock, check_examples};

fn check<C: Examples>(case: &str) {
    let none: Vec<String> = Vec::new();
    assert_eq!(check_examples::<C>(), none, "{case}");
    assert!(!C::ANSWERS.is_empty() || case == "limits", "{case}");
}

macro_rules! cases {
    ($($case:ident),+ $(,)?) => {
        #[test]
        fn examples_and_answers_can_be_read() {
            $(check::<crate::$case::Client>(stringify!($case));)+
        }
    };
}

cases!(
    constants,
    constructors,
    credentials,
    defaults,
    dialects,
    directions,
    extension_names,
    forms,
    hierarchies,
    identity,
    limits,
    media,
    members,
    methods,
    multiparts,
    nodes,
    pages,
    positions,
    queries,
    redirects,
    representations,
    requests,
    statuses,
    streams,
    tagged,
    unions,
    values
);

#[tokio::test]
async fn mocks_answer_with_the_headers_that_are_required() {
    let mock = Mock::from_examples::<crate::values::Client>();
    let client = crate::values::Client::builder();
    let client = client.transport(mock.clone()).build().unwrap();
    let response = client.samples().get_guess().response().await;
    let response = response.unwrap();
    let headers = response.documented_headers();
    assert_eq!(headers.x_total, Some(3));
    assert_eq!(headers.x_names.unwrap(), ["text", "text"]);
    assert_eq!(headers.x_trace.as_deref(), Some("trace-1"));
    assert!(headers.x_state.unwrap().on);
    assert_eq!(headers.x_other, None);
    assert!(response.headers.get("content-length").is_none());

    // So does a mock on a port.
    let server = mock.serve().unwrap();
    let client = crate::values::Client::builder();
    let client = client.base_url(server.url()).build().unwrap();
    let response = client.samples().get_guess().response().await;
    assert_eq!(response.unwrap().documented_headers().x_total, Some(3));
}
