//! streaming/jsonl: values that follow one another.

use crate::support::{Scenarios, same};
use futures_util::TryStreamExt;
use jackfield::streaming_jsonl::{Client, types::BasicInfo};

pub(crate) fn add(to: &mut Scenarios) {
    let infos = || ["one", "two", "three"].map(BasicInfo::new);
    to.add("Streaming_Jsonl_Basic_send", async move |api: Client| {
        Ok(api.streaming().basic_send(&infos()).await?)
    });
    to.add("Streaming_Jsonl_Basic_receive", async move |api: Client| {
        let found: Vec<BasicInfo> = api.streaming().basic_receive().await?.try_collect().await?;
        same(found, infos())
    });
}
