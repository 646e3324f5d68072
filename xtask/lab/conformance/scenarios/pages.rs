//! payload/pageable

use crate::support::{Scenarios, same};
use futures_util::TryStreamExt;
use jackfield::payload_pageable::{Client, types::*};

/// The items of all pages.
fn names(pets: Vec<Pet>) -> Vec<String> {
    pets.into_iter().map(|pet| pet.name).collect()
}

const ALL: [&str; 4] = ["dog", "cat", "bird", "fish"];

pub(crate) fn add(to: &mut Scenarios) {
    links(to);
    tokens(to);
    sizes(to);
    xml(to);
}

/// Pages that lead to the next one.
macro_rules! linked {
    ($to:ident, $name:literal, $call:ident) => {
        $to.add(
            concat!("Payload_Pageable_ServerDrivenPagination_", $name),
            async |api: Client| {
                let pets = api.server_driven_pagination().$call().items().try_collect().await?;
                same(names(pets), ALL)
            },
        );
    };
}

/// Pages with a token for the next one.
macro_rules! tokens {
    ($to:ident, $name:literal, $call:ident) => {
        $to.add(
            concat!(
                "Payload_Pageable_ServerDrivenPagination_ContinuationToken_",
                $name
            ),
            async |api: Client| {
                let call = api.continuation_token().$call().foo("foo").bar("bar");
                same(names(call.items().try_collect().await?), ALL)
            },
        );
    };
}

fn links(to: &mut Scenarios) {
    linked!(to, "link", link);
    linked!(to, "linkString", link_string);
    linked!(to, "nestedLink", nested_link);
    to.add(
        "Payload_Pageable_ServerDrivenPagination_AlternateInitialVerb_post",
        async |api: Client| {
            let filter = Filter {
                filter: "foo eq bar".to_owned(),
            };
            let call = api.alternate_initial_verb().post(&filter);
            same(names(call.items().try_collect().await?), ALL)
        },
    );
}

fn tokens(to: &mut Scenarios) {
    tokens!(
        to,
        "requestQueryResponseBody",
        request_query_response_body
    );
    tokens!(
        to,
        "requestHeaderResponseBody",
        request_header_response_body
    );
    tokens!(
        to,
        "requestQueryResponseHeader",
        request_query_response_header
    );
    tokens!(
        to,
        "requestHeaderResponseHeader",
        request_header_response_header
    );
    tokens!(
        to,
        "requestQueryNestedResponseBody",
        request_query_nested_response_body
    );
    tokens!(
        to,
        "requestHeaderNestedResponseBody",
        request_header_nested_response_body
    );
}

fn sizes(to: &mut Scenarios) {
    to.add(
        "Payload_Pageable_PageSize_listWithoutContinuation",
        async |api: Client| {
            let page = api.page_size().list_without_continuation().await?;
            same(names(page.pets), ALL)
        },
    );
    to.add(
        "Payload_Pageable_PageSize_listWithPageSize",
        async |api: Client| {
            let call = |size| {
                api.page_size()
                    .list_with_page_size()
                    .page_size(size)
            };
            same(names(call(2).await?.pets), ["dog", "cat"])?;
            same(names(call(4).await?.pets), ALL)
        },
    );
}

fn xml(to: &mut Scenarios) {
    let names = |pets: Vec<XmlPet>| pets.into_iter().map(|pet| pet.name).collect::<Vec<_>>();
    to.add(
        "Payload_Pageable_XmlPagination_listWithContinuation",
        async move |api: Client| {
            let call = api.xml_pagination().list_with_continuation();
            same(names(call.items().try_collect().await?), ALL)
        },
    );
    to.add(
        "Payload_Pageable_XmlPagination_listWithNextLink",
        async move |api: Client| {
            let call = api.xml_pagination().list_with_next_link();
            same(names(call.items().try_collect().await?), ALL)
        },
    );
}
