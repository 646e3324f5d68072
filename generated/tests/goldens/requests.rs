//! Requests as the documents say: lists in every place and format, headers, paths, and redirects that are results.

use crate::server::{Reply, Request, Server};
use crate::{redirects, requests};
use requests::headers::CreateHeaderDescribedRequired;
use requests::lists::{GetListHeaderRequired, GetQueryListRequired};
use requests::types::{CreateHeaderDescribedRequest, CreateListFormRequest, Mode};

async fn calls() -> (Server, requests::Client) {
    let server = Server::start(|_| {
        Reply::empty(204)
            .with("x-tags", "a|b")
            .with("x-sizes", "1 2")
    })
    .await;
    let client = requests::Client::builder().base_url(&server.origin);
    let client = client.build().unwrap();
    (server, client)
}

fn list() -> Vec<String> {
    ["a b", "c/d", "e,f"].map(str::to_owned).into()
}

/// The last request.
fn last(server: &Server) -> Request {
    server.requests().pop().unwrap()
}

/// The targets of all requests.
fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests.iter().map(|one| one.target.clone()).collect()
}

/// One list in every style.
fn queries(all: &[String]) -> GetQueryListRequired<'_> {
    GetQueryListRequired {
        csv: all,
        ssv: all,
        tsv: all,
        pipes: all,
        multi: all,
    }
}

#[tokio::test]
async fn lists_in_paths_queries_and_headers() {
    let (server, client) = calls().await;
    let all = list();
    let lists = client.lists();
    lists.get_path(&all, &all, &all, &all).await.unwrap();
    lists.get_query(queries(&all)).await.unwrap();
    let none: &[String] = &[];
    let rows = [vec![1, 2], vec![3]];
    let cubes = [vec![vec![1, 2], vec![3]], vec![vec![4]]];
    let pairs = [list(), vec!["g".to_owned()]];
    let call = lists.get_query(queries(none));
    call.rows(&rows).cubes(&cubes).pairs(&pairs).await.unwrap();
    assert_eq!(
        targets(&server),
        [
            "/paths/a%20b,c%2Fd,e%2Cf/a%20b%20c%2Fd%20e%2Cf/a%20b%09c%2Fd%09e%2Cf/a%20b%7Cc%2Fd%7Ce%2Cf",
            "/queries?csv=a%20b,c%2Fd,e%2Cf&ssv=a%20b%20c%2Fd%20e%2Cf&tsv=a%20b%09c%2Fd%09e%2Cf\
             &pipes=a%20b%7Cc%2Fd%7Ce%2Cf&multi=a%20b&multi=c%2Fd&multi=e%2Cf",
            "/queries?csv=&ssv=&tsv=&pipes=&rows=1%7C2,3&cubes=1,2%7C3%204\
             &pairs=a%20b,c%2Fd,e%2Cf&pairs=g",
        ]
    );
    let all = ["a".to_owned(), "b".to_owned()];
    let call = lists.get_header(GetListHeaderRequired {
        x_csv: &all,
        x_ssv: &all,
        x_tsv: &all,
        x_pipes: &all,
    });
    let response = call.response().await.unwrap();
    let request = last(&server);
    let names = ["x-csv", "x-ssv", "x-tsv", "x-pipes"];
    assert_eq!(
        names.map(|name| request.header(name)),
        ["a,b", "a b", "a\tb", "a|b"]
    );
    let headers = response.documented_headers();
    assert_eq!(headers.x_tags.unwrap(), ["a", "b"]);
    assert_eq!(headers.x_sizes.unwrap(), [1, 2]);
}

#[tokio::test]
async fn lists_in_bodies() {
    let (server, client) = calls().await;
    let all = || vec!["a b".to_owned(), "c".to_owned()];
    let body = CreateListFormRequest::new()
        .csv(all())
        .ssv(all())
        .tsv(all())
        .pipes(all())
        .multi(all())
        .rows(vec![vec![1, 2], vec![3]])
        .pairs(vec![vec![1, 2], vec![3]]);
    client.lists().create_form().body(&body).await.unwrap();
    assert_eq!(
        last(&server).body,
        "csv=a%20b,c&ssv=a%20b%20c&tsv=a%20b%09c&pipes=a%20b%7Cc&multi=a%20b&multi=c&rows=1%7C2,3&pairs=1,2&pairs=3"
    );
    client.lists().create_part().body(&body).await.unwrap();
    let request = last(&server);
    let parts = request.body.split("name=\"").skip(1);
    let parts: Vec<(&str, &str)> = parts
        .map(|part| {
            let (name, rest) = part.split_once('"').unwrap();
            let text = rest.trim_start().split("\r\n").next().unwrap();
            (name, text)
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("csv", "a b,c"),
            ("ssv", "a b c"),
            ("tsv", "a b\tc"),
            ("pipes", "a b|c"),
            ("multi", "a b"),
            ("multi", "c"),
            ("rows", "1|2,3"),
            ("pairs", "1,2"),
            ("pairs", "3"),
        ]
    );
}

#[tokio::test]
async fn headers_by_the_names_of_others() {
    let (server, client) = calls().await;
    let body = CreateHeaderDescribedRequest::new().a("b");
    let accepting = |accept| CreateHeaderDescribedRequired {
        authorization: "Token t",
        accept,
    };
    let call = client
        .headers()
        .create_described(&body, accepting("text/html"));
    call.await.unwrap();
    let request = last(&server);
    let headers = |request: &Request| {
        ["authorization", "accept", "content-type"].map(|name| request.header(name).to_owned())
    };
    assert_eq!(
        headers(&request),
        ["Token t", "text/html", "application/json"]
    );
    let call = client
        .headers()
        .create_described(&body, accepting("a/b, c/d"));
    call.content_type("application/vnd.x+json").await.unwrap();
    let request = last(&server);
    assert_eq!(
        headers(&request),
        ["Token t", "a/b, c/d", "application/vnd.x+json"]
    );
}

#[tokio::test]
async fn paths_with_what_they_fix_and_let_stand() {
    let (server, client) = calls().await;
    let paths = client.paths();
    let lock = paths.get_lock("subscriptions/1/x y", "a/b");
    lock.filter("eq a%20b/c").await.unwrap();
    paths.undelete("projects/1/topics/2").await.unwrap();
    paths.get_mode(Mode::from("")).await.unwrap();
    paths.get_mode(Mode::Fast).await.unwrap();
    paths.assume("a&b").await.unwrap();
    paths.get_metadata().await.unwrap();
    assert_eq!(
        targets(&server),
        [
            "/subscriptions/1/x%20y/locks/a%2Fb?$filter=eq%20a%20b/c",
            "/names/projects/1/topics/2:undelete",
            "/modes/",
            "/modes/fast",
            "/?Action=Assume&Role=a%26b",
            "/blob?comp=metadata",
        ]
    );
    // What leads elsewhere is refused, however much may stand.
    assert!(paths.undelete("../admin").await.is_err());
    assert_eq!(targets(&server).len(), 6);
}

#[tokio::test]
async fn documented_redirects_are_results() {
    use redirects::blobs::{CopyBlobOutput, UpdateBlobError};
    let server = Server::start(|request| {
        let status = match request.method.as_str() {
            "GET" => 302,
            "HEAD" => 308,
            "POST" => 303,
            _ if request.target == "/there" => return Reply::empty(204),
            "PUT" => return Reply::json(307, r#"{"where":"/there"}"#).with("location", "/there"),
            _ => 307,
        };
        Reply::empty(status).with("location", "/there")
    })
    .await;
    let client = redirects::Client::builder().base_url(&server.origin);
    let client = client.build().unwrap();
    let blobs = client.blobs();
    let response = blobs.get("1").response().await.unwrap();
    assert_eq!(response.status, 302);
    assert_eq!(response.documented_headers().location.unwrap(), "/there");
    assert_eq!(blobs.copy("1").await.unwrap(), CopyBlobOutput::SeeOther);
    assert_eq!(blobs.head("1").response().await.unwrap().status, 308);
    let error = blobs.update("1").await.unwrap_err();
    let Some(UpdateBlobError::TemporaryRedirect(body)) = error.documented() else {
        panic!("{error}")
    };
    assert_eq!(body.r#where, "/there");
    assert_eq!(server.requests().len(), 4);
    // A redirect that the document does not name is followed.
    blobs.delete("1").await.unwrap();
    assert_eq!(targets(&server)[4..], ["/blobs/1", "/there"]);
}
