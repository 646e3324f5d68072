//! versioning/*

use crate::support::{Scenarios, same};

pub(crate) fn add(to: &mut Scenarios) {
    added(to);
    made_optional(to);
    removed(to);
    model_v3(to);
    renamed(to);
    changed(to);
}

fn added(to: &mut Scenarios) {
    use jackfield::versioning_added_v2::{Client, types::*};
    let model = || ModelV2::new("foo", UnionV2::String("bar".to_owned()));
    to.at("Versioning_Added_v1", async |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        let model = ModelV1::new("foo", EnumV1::EnumMemberV2, UnionV1::V2Scalar(10));
        same(api.root().v1("bar", &model).await?, model)
    });
    to.at("Versioning_Added_v2", async move |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        same(api.root().v2(&model()).await?, model())
    });
    to.at("Versioning_Added_InterfaceV2", async move |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        same(api.interface_v2().v2_in_interface(&model()).await?, model())
    });
}

fn made_optional(to: &mut Scenarios) {
    use jackfield::versioning_made_optional_v2::{Client, types::TestModel};
    to.at("Versioning_MadeOptional_test", async |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        let model = TestModel::new("foo");
        same(api.root().test(&model).await?, model)
    });
}

fn removed(to: &mut Scenarios) {
    use jackfield::versioning_removed_v2::{Client, types::*};
    to.at("Versioning_Removed_v2", async |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        let model = ModelV2::new(
            "foo",
            UnionV2::String("bar".to_owned()),
        );
        same(api.root().v2(&model).await?, model)
    });
}

fn model_v3(to: &mut Scenarios) {
    use jackfield::{versioning_removed_v1, versioning_removed_v2, versioning_removed_v2preview};
    to.at("Versioning_Removed_modelV3", async |at| {
        use versioning_removed_v1::{Client, types::*};
        let api = at.endpoint::<Client>().variable("version", "v1").build()?;
        let model = ModelV3::new("123", EnumV3::EnumMemberV1);
        same(api.root().model_v3(&model).await?, model)
    });
    to.at("Versioning_Removed_modelV3_V2", async |at| {
        use versioning_removed_v2::{Client, types::*};
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        let model = ModelV3::new("123", EnumV3::EnumMemberV1);
        same(api.root().model_v3(&model).await?, model)
    });
    to.at("Versioning_Removed_modelV3_V2preview", async |at| {
        use versioning_removed_v2preview::{Client, types::*};
        let api = at
            .endpoint::<Client>()
            .variable("version", "v2preview")
            .build()?;
        let model = ModelV3::new("123");
        same(api.root().model_v3(&model).await?, model)
    });
}

fn renamed(to: &mut Scenarios) {
    use jackfield::versioning_renamed_from_v2::{Client, types::*};
    let model = || NewModel::new("foo", NewUnion::NewScalar(10));
    to.at("Versioning_RenamedFrom_newOp", async move |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        same(api.root().new_op("bar", &model()).await?, model())
    });
    to.at("Versioning_RenamedFrom_NewInterface", async move |at| {
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        same(
            api.interface()
                .new_new_op_in_new_interface(&model())
                .await?,
            model(),
        )
    });
}

fn changed(to: &mut Scenarios) {
    use jackfield::{versioning_return_type_changed_from_v2, versioning_type_changed_from_v2};
    to.at("Versioning_ReturnTypeChangedFrom_test", async |at| {
        use versioning_return_type_changed_from_v2::Client;
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        same(api.root().test("test").await?, "test")
    });
    to.at("Versioning_TypeChangedFrom_test", async |at| {
        use versioning_type_changed_from_v2::{Client, types::{TestModel, TestModelRequired}};
        let api = at.endpoint::<Client>().variable("version", "v2").build()?;
        let model = TestModel::new(TestModelRequired {
            prop: "foo".into(),
            changed_prop: "bar".into(),
        });
        same(api.root().test("baz", &model).await?, model)
    });
}
