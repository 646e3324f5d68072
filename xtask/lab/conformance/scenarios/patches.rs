//! payload/json-merge-patch: what is absent stays, what is null goes (RFC 7396).

use crate::support::{Outcome, Scenarios, map, same};
use jackfield::payload_json_merge_patch::{Client, types::*};

pub(crate) fn add(to: &mut Scenarios) {
    to.add(
        "Payload_JsonMergePatch_createResource",
        async |api: Client| {
            let inner = || {
                InnerModel::new()
                    .name("InnerMadge")
                    .description("innerDesc")
            };
            let sent = Resource::new("Madge")
                .description("desc")
                .map(map([("key", inner())]))
                .array(vec![inner()])
                .int_value(1)
                .float_value(1.25)
                .inner_model(inner())
                .int_array(vec![1, 2, 3]);
            same(api.json_merge_patch().create_resource(&sent).await?, sent)
        },
    );
    to.add(
        "Payload_JsonMergePatch_updateResource",
        async |api: Client| patched(api.json_merge_patch().update_resource(&patch()).await?),
    );
    to.add(
        "Payload_JsonMergePatch_updateOptionalResource",
        async |api: Client| {
            let call = api.json_merge_patch().update_optional_resource();
            patched(call.body(&patch()).await?)
        },
    );
}

fn patch() -> ResourcePatch {
    let inner = InnerModelPatch::new().description(None);
    ResourcePatch::new()
        .description(None)
        .map(map([("key", Some(inner)), ("key2", None)]))
        .array(None)
        .int_value(None)
        .float_value(None)
        .inner_model(None)
        .int_array(None)
}

fn patched(resource: Resource) -> Outcome {
    let inner = InnerModel::new().name("InnerMadge");
    same(resource, Resource::new("Madge").map(map([("key", inner)])))
}
