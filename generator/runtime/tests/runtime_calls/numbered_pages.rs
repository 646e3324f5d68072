//! Listings whose pages have numbers: which pages are asked for, whatever tells the last one.

#![allow(dead_code, reason = "not every operation is sent in every way")]

use futures_util::TryStreamExt;

use crate::fake::{Fake, answer_of, client};
use crate::runtime::{Call, Undocumented, operation, paged};

/// A page of a listing: as many items, of as many.
type Page = Vec<i64>;

/// Makes a listing of `Vec<i64>` with its own way to the next page.
macro_rules! listing {
    ($name:ident, |$call:ident, $page:ident| $next:expr) => {
        #[derive(Clone, Debug)]
        struct $name(Call);

        operation!($name -> Page, Undocumented, |received| received.json());
        paged!($name -> i64, |page| page, |$call, $page| $next);
    };
}

listing!(ByFlag, |call, page| call.next_page(
    "page",
    1,
    page.len(),
    page.first() != Some(&9)
));
listing!(ByPages, |call, page| call.next_page_of(
    "page",
    0,
    page.len(),
    Some(&3)
));
listing!(ByTotal, |call, page| call.next_page_of_total(
    "page",
    1,
    page.len(),
    Some(&5),
    ("size", Some(2))
));
listing!(BySize, |call, page| call.next_page_of_size(
    "page",
    1,
    page.len(),
    ("size", Some(2))
));
listing!(ByUnknownSize, |call, page| call.next_page_of_size(
    "page",
    1,
    page.len(),
    ("size", None)
));

/// The queries that a listing asks with, and the items that it gives.
macro_rules! listed {
    ($name:ident, $query:expr, $pages:expr) => {{
        let fake = Fake::new($pages.map(|page: &str| answer_of(200, page)));
        let mut call = Call::get(client(&fake).core(), "/things");
        for (name, value) in $query {
            call = call.query(name, &value);
        }
        let items: Vec<i64> = crate::runtime::Items::new($name(call))
            .try_collect()
            .await
            .unwrap();
        let queries: Vec<String> = fake
            .lines()
            .iter()
            .map(|line| {
                line.split_once('?')
                    .map_or("", |(_, query)| query)
                    .to_owned()
            })
            .collect();
        (queries, items)
    }};
}

const NONE: [(&str, i64); 0] = [];

#[tokio::test]
async fn a_flag_or_an_empty_page_is_the_end() {
    let (queries, items) = listed!(ByFlag, NONE, ["[1,2]", "[3]", "[9]"]);
    assert_eq!(queries, ["", "page=2", "page=3"]);
    assert_eq!(items, [1, 2, 3, 9]);
    let (queries, _) = listed!(ByFlag, [("page", 7)], ["[1,2]", "[]"]);
    assert_eq!(queries, ["page=7", "page=8"]);
}

#[tokio::test]
async fn the_number_of_pages_is_the_end() {
    let (queries, _) = listed!(ByPages, NONE, ["[1]", "[2]", "[3]"]);
    assert_eq!(queries, ["", "page=1", "page=2"]);
    let (queries, _) = listed!(ByPages, [("page", 2)], ["[3]"]);
    assert_eq!(queries, ["page=2"]);
}

#[tokio::test]
async fn the_number_of_items_is_the_end() {
    let (queries, items) = listed!(ByTotal, NONE, ["[1,2]", "[3,4]", "[5]"]);
    assert_eq!(queries, ["", "page=2", "page=3"]);
    assert_eq!(items.len(), 5);
    let (queries, _) = listed!(ByTotal, [("size", 5)], ["[1,2,3,4,5]"]);
    assert_eq!(queries, ["size=5"]);
    // The server gives less than it was asked for: no item is left out.
    let (queries, items) = listed!(ByTotal, [("size", 4)], ["[1,2]", "[3,4]", "[5]", "[]"]);
    assert_eq!(queries.len(), 4);
    assert_eq!(items.len(), 5);
}

#[tokio::test]
async fn a_short_page_is_the_end_if_pages_are_known_to_be_longer() {
    let (queries, _) = listed!(BySize, NONE, ["[1,2]", "[3]"]);
    assert_eq!(queries, ["", "page=2"]);
    // More than the documented size may be more than the server gives.
    let (queries, items) = listed!(BySize, [("size", 50)], ["[1,2,3]", "[4]", "[]"]);
    assert_eq!(queries, ["size=50", "size=50&page=2", "size=50&page=3"]);
    assert_eq!(items, [1, 2, 3, 4]);
    let (queries, _) = listed!(ByUnknownSize, NONE, ["[1,2]", "[3]", "[]"]);
    assert_eq!(queries.len(), 3);
}
