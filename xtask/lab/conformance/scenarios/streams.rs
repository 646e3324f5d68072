//! streaming: values and events that follow one another.

use crate::support::{Scenarios, map, same};
use futures_util::{StreamExt, TryStreamExt};
use std::time::Duration;

pub(crate) fn add(to: &mut Scenarios) {
    lines(to);
    events(to);
    data(to);
    protocol(to);
    reconnect(to);
}

fn lines(to: &mut Scenarios) {
    use jackfield::streaming_jsonl::{Client, types::BasicInfo};
    let infos = || ["one", "two", "three"].map(BasicInfo::new);
    to.add("Streaming_Jsonl_Basic_send", async move |api: Client| {
        Ok(api.basic().send(&infos()).await?)
    });
    to.add("Streaming_Jsonl_Basic_receive", async move |api: Client| {
        let found: Vec<BasicInfo> = api.basic().receive().await?.try_collect().await?;
        same(found, infos())
    });
}

fn events(to: &mut Scenarios) {
    use jackfield::streaming_sse::{Client, types::*};
    to.add("Streaming_Sse_Unnamed_receive", async |api: Client| {
        let events = api.streaming().unnamed_receive().await?;
        let found: Vec<UnnamedInfo> = events.try_collect().await?;
        let found: Vec<_> = found.into_iter().map(|info| info.desc).collect();
        same(found, ["one", "two", "three"])
    });
    to.add("Streaming_Sse_Named_receive", async |api: Client| {
        let events = api.streaming().named_receive().await?.until("[DONE]");
        let found: Vec<NamedResponseEvents> = events.try_collect().await?;
        let found = found.into_iter().map(|event| match event {
            NamedResponseEvents::NamedResponseCreated(created) => format!("id {}", created.id),
            NamedResponseEvents::NamedResponseDelta(delta) => format!("delta {}", delta.delta),
            other => format!("{other:?}"),
        });
        same(
            found.collect::<Vec<_>>(),
            ["id resp_1", "delta Hello", "delta  world"],
        )
    });
    to.add("Streaming_Sse_Retrieve_stream", async |api: Client| {
        let query = RetrievalRequest {
            query: "what is typespec?".to_owned(),
        };
        let events = api
            .streaming()
            .retrieve_stream(&query)
            .await?
            .until("[DONE]");
        let found: Vec<RetrievalEvents> = events.try_collect().await?;
        let found = found.into_iter().map(|event| match event {
            RetrievalEvents::PartialResult(result) => result.text,
            RetrievalEvents::FinalResult(result) => result.references.join(" "),
            other => format!("{other:?}"),
        });
        same(
            found.collect::<Vec<_>>(),
            ["partial one", "partial two", "doc1 doc2"],
        )
    });
}

fn data(to: &mut Scenarios) {
    use jackfield::streaming_sse::Client;
    to.add(
        "Streaming_Sse_Protocol_Data_withEnvelope",
        async |api: Client| {
            let events = api.streaming().data_with_envelope().await?;
            let found: Vec<_> = events.try_collect().await?;
            let found: Vec<_> = found
                .iter()
                .map(|event| (event.event.as_str(), event.data.as_str()))
                .collect();
            same(found, [("withEnvelope", "hello")])
        },
    );
    to.add(
        "Streaming_Sse_Protocol_Data_withoutEnvelope",
        async |api: Client| {
            let events = api.streaming().data_without_envelope().await?;
            let found: Vec<_> = events.try_collect().await?;
            let found: Vec<_> = found
                .into_iter()
                .map(|data| (data.metadata, data.contents))
                .collect();
            let metadata = map([("source", "test".to_owned())]);
            same(found, [(metadata, "world".to_owned())])
        },
    );
}

fn protocol(to: &mut Scenarios) {
    use jackfield::streaming_sse::Client;
    macro_rules! event {
        ($name:literal, $call:ident, $id:literal, $retry:expr) => {
            to.add(
                concat!("Streaming_Sse_Protocol_", $name),
                async |api: Client| {
                    let info = api.streaming().$call().await?;
                    let found: Vec<_> = info.try_collect().await?;
                    same(found.len(), 1_usize)?;
                    let events = api.streaming().$call().await?.raw();
                    let found: Vec<_> = events.try_collect().await?;
                    let found: Vec<_> = found
                        .iter()
                        .map(|event| (event.event.as_str(), event.id.as_str(), event.retry))
                        .collect();
                    same(found, [("message", $id, $retry)])
                },
            );
        };
    }
    event!("id", protocol_id, "event-1", None);
    event!("invalidId", protocol_invalid_id, "", None);
    event!("retry", protocol_retry, "", Some(Duration::from_secs(1)));
    event!("invalidRetry", protocol_invalid_retry, "", None);
}

fn reconnect(to: &mut Scenarios) {
    use jackfield::streaming_sse::Client;
    to.add("Streaming_Sse_Protocol_reconnect", async |api: Client| {
        let events = api.streaming().protocol_reconnect().await?;
        let found: Vec<_> = events.reconnect(1).take(2).try_collect().await?;
        let found: Vec<_> = found.into_iter().map(|info| info.message).collect();
        same(found, ["hello", "world"])
    });
}
