//! response/*, special-headers/*, serialization/* and documentation.

use crate::support::{Scenarios, documented, same, take};
use jackfield::HttpDate;

pub(crate) fn add(to: &mut Scenarios) {
    bodies(to);
    status_ranges(to);
    conditional(to);
    repeatability(to);
    encoded_name(to);
    documentation(to);
}

fn bodies(to: &mut Scenarios) {
    use jackfield::response_body_or_no_content::Client;
    use jackfield::response_body_or_no_content::response::{GetBodyOutput, GetNoContentOutput};
    to.add("Response_BodyOrNoContent_getBody", async |api: Client| {
        let output = api.response().get_body().await?;
        let layout = take!(output, GetBodyOutput::Ok(layout) => layout);
        same(layout.content, "hello")
    });
    to.add(
        "Response_BodyOrNoContent_getNoContent",
        async |api: Client| {
            let output = api.response().get_no_content().await?;
            same(output, GetNoContentOutput::NoContent)
        },
    );
}

fn status_ranges(to: &mut Scenarios) {
    use jackfield::response_status_code_range::Client;
    use jackfield::response_status_code_range::response::*;
    to.add(
        "Response_StatusCodeRange_errorResponseStatusCodeInRange",
        async |api: Client| {
            let error = documented(api.response().get_status_code_range_error_response_status_code_in_range().await)?;
            let error =
                take!(error, GetStatusCodeRangeErrorResponseStatusCodeInRangeError::Status494(error) => error);
            same(error.code, "request-header-too-large")?;
            same(error.message, "Request header too large")
        },
    );
    to.add(
        "Response_StatusCodeRange_errorResponseStatusCode404",
        async |api: Client| {
            let error = documented(api.response().error_status_code404().await)?;
            let error = take!(error, ErrorResponseStatusCode404Error::NotFound(error) => error);
            same(error.code, "not-found")?;
            same(error.resource_id, "resource1")
        },
    );
}

fn conditional(to: &mut Scenarios) {
    use jackfield::special_headers_conditional_request::Client;
    const DATE: &str = "Fri, 26 Aug 2022 14:38:00 GMT";
    to.add(
        "SpecialHeaders_ConditionalRequest_postIfMatch",
        async |api: Client| {
            let call = api.special_headers().post_if_match();
            Ok(call.if_match("\"valid\"").await?)
        },
    );
    to.add(
        "SpecialHeaders_ConditionalRequest_postIfNoneMatch",
        async |api: Client| {
            let call = api.special_headers().post_if_none_match();
            Ok(call.if_none_match("\"invalid\"").await?)
        },
    );
    to.add(
        "SpecialHeaders_ConditionalRequest_headIfModifiedSince",
        async |api: Client| {
            let call = api.special_headers().head_if_modified_since();
            Ok(call.if_modified_since(&HttpDate::from_text(DATE)).await?)
        },
    );
    to.add(
        "SpecialHeaders_ConditionalRequest_postIfUnmodifiedSince",
        async |api: Client| {
            let call = api.special_headers().post_if_unmodified_since();
            Ok(call.if_unmodified_since(&HttpDate::from_text(DATE)).await?)
        },
    );
}

fn repeatability(to: &mut Scenarios) {
    use jackfield::special_headers_repeatability::Client;
    use jackfield::special_headers_repeatability::special_headers::ImmediateSuccessRequired;
    to.add(
        "SpecialHeaders_Repeatability_immediateSuccess",
        async |api: Client| {
            let id = "2378d9bc-1726-11ee-be56-0242ac120002";
            let sent = HttpDate::from_text("Tue, 15 Nov 2022 12:45:26 GMT");
            let required = ImmediateSuccessRequired {
                repeatability_request_id: id,
                repeatability_first_sent: sent,
            };
            let call = api.special_headers().immediate_success(required);
            let response = call.response().await?;
            let result = response.headers.get("repeatability-result");
            same(
                result.map(|value| value.as_bytes()),
                Some(b"accepted".as_slice()),
            )
        },
    );
}

fn encoded_name(to: &mut Scenarios) {
    use jackfield::serialization_encoded_name_json::Client;
    use jackfield::serialization_encoded_name_json::types::PropertyJsonEncodedNameModel;
    to.add(
        "Serialization_EncodedName_Json_Property_send",
        async |api: Client| {
            let body = PropertyJsonEncodedNameModel::new(true);
            Ok(api.property().send(&body).await?)
        },
    );
    to.add(
        "Serialization_EncodedName_Json_Property_get",
        async |api: Client| {
            let model = api.property().get().await?;
            same(model, PropertyJsonEncodedNameModel::new(true))
        },
    );
}

fn documentation(to: &mut Scenarios) {
    use jackfield::documentation::Client;
    use jackfield::documentation::types::{
        BulletPointsEnum, BulletPointsModel, ListBulletPointsModelRequest,
    };
    to.add("Documentation_Lists_bulletPointsOp", async |api: Client| {
        Ok(api.lists().bullet_points_op().await?)
    });
    to.add(
        "Documentation_Lists_bulletPointsModel",
        async |api: Client| {
            let prop = BulletPointsEnum::Simple;
            let input = BulletPointsModel { prop };
            let body = ListBulletPointsModelRequest { input };
            let docs = api.lists();
            Ok(docs.bullet_points_model(&body).await?)
        },
    );
    to.add("Documentation_Lists_numbered", async |api: Client| {
        Ok(api.lists().numbered().await?)
    });
    to.add(
        "Documentation_TextFormatting_boldText",
        async |api: Client| Ok(api.text_formatting().bold_text().await?),
    );
    to.add(
        "Documentation_TextFormatting_italicText",
        async |api: Client| Ok(api.text_formatting().italic_text().await?),
    );
    to.add(
        "Documentation_TextFormatting_combinedFormatting",
        async |api: Client| {
            let docs = api.text_formatting();
            Ok(docs.combined_formatting().await?)
        },
    );
}
