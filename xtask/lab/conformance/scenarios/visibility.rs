//! type/model/visibility: members of requests, of responses, or of some methods only.

use crate::support::{Scenarios, map, same, texts};
use jackfield::Field;
use jackfield::type_model_visibility::{Client, types::*};

/// Nothing of the model may be sent.
fn nothing() -> ReadOnlyModelRequest {
    ReadOnlyModelRequest::new()
}

pub(crate) fn add(to: &mut Scenarios) {
    to.add("Type_Model_Visibility_getModel", async |api: Client| {
        let model = api.r#type().get_model(123, &nothing()).await?;
        same(model.read_prop, "abc")
    });
    to.add("Type_Model_Visibility_headModel", async |api: Client| {
        Ok(api.r#type().head_model(123, &nothing()).await?)
    });
    to.add("Type_Model_Visibility_putModel", async |api: Client| {
        let model = VisibilityModelCreateOrUpdate {
            create_prop: texts(["foo", "bar"]),
            update_prop: vec![1, 2],
        };
        Ok(api.r#type().put_model(&model).await?)
    });
    to.add("Type_Model_Visibility_patchModel", async |api: Client| {
        let model = VisibilityModelUpdate::new().update_prop(vec![1, 2]);
        Ok(api.r#type().patch_model(&model).await?)
    });
    to.add("Type_Model_Visibility_postModel", async |api: Client| {
        let model = VisibilityModelCreate {
            create_prop: texts(["foo", "bar"]),
        };
        Ok(api.r#type().post_model(&model).await?)
    });
    to.add("Type_Model_Visibility_deleteModel", async |api: Client| {
        let model = VisibilityModelDelete { delete_prop: true };
        Ok(api.r#type().delete_model(&model).await?)
    });
    to.add(
        "Type_Model_Visibility_putReadOnlyModel",
        async |api: Client| {
            let sent = ReadOnlyModelRequest::new();
            let model = api.r#type().put_read_only_model(&sent).await?;
            same(
                model.optional_nullable_int_list,
                Field::Value(vec![1, 2, 3]),
            )?;
            let record = map([("k1", "value1".to_owned()), ("k2", "value2".to_owned())]);
            same(model.optional_string_record, Some(record))
        },
    );
}
