//! type/file, payload/content-negotiation, payload/media-type, payload/head: bodies of other media types.

use crate::support::{JPG, PNG, Scenarios, same};
use futures_util::TryStreamExt;

pub(crate) fn add(to: &mut Scenarios) {
    uploads(to);
    downloads(to);
    negotiation(to);
    texts(to);
    head(to);
}

fn uploads(to: &mut Scenarios) {
    use jackfield::type_file::Client;
    to.add(
        "Type_File_Body_uploadFileSpecificContentType",
        async |api: Client| Ok(api.body().upload_file_specific_content_type(PNG).await?),
    );
    to.add(
        "Type_File_Body_uploadFileMultipleContentTypes",
        async |api: Client| {
            let call = api.body().upload_file_multiple_content_types(PNG);
            Ok(call.content_type("image/png").await?)
        },
    );
    to.add(
        "Type_File_Body_uploadFileDefaultContentType",
        async |api: Client| {
            let call = api.body().upload_file_default_content_type(PNG);
            Ok(call.content_type("image/png").await?)
        },
    );
    to.add(
        "Type_File_Body_uploadFileJsonContentType",
        async |api: Client| {
            let file = r#"{"message":"test file content"}"#;
            Ok(api.body().upload_file_json_content_type(file).await?)
        },
    );
}

fn downloads(to: &mut Scenarios) {
    use jackfield::type_file::Client;
    to.add(
        "Type_File_Body_downloadFileSpecificContentType",
        async |api: Client| same(api.body().download_file_specific_content_type().await?, PNG),
    );
    to.add(
        "Type_File_Body_downloadFileMultipleContentTypes",
        async |api: Client| same(api.body().download_file_multiple_content_types().await?, PNG),
    );
    to.add(
        "Type_File_Body_downloadFileDefaultContentType",
        async |api: Client| same(api.body().download_file_default_content_type().await?, PNG),
    );
    to.add(
        "Type_File_Body_downloadFileJsonContentType",
        async |api: Client| {
            let file = api.body().download_file_json_content_type().await?;
            same(file, r#"{"message":"test file content"}"#)
        },
    );
}

fn negotiation(to: &mut Scenarios) {
    use jackfield::payload_content_negotiation::Client;
    use jackfield::payload_content_negotiation::types::{
        DifferentBodyGetAvatarAsPngDifferentBodyGetAvatarAsJsonAccept as OneOf,
        SameBodyGetAvatarAsPngSameBodyGetAvatarAsJpegAccept as Image,
    };
    to.add(
        "Payload_ContentNegotiation_SameBody",
        async |api: Client| {
            let call = |accept| {
                let api = api.content_negotiation();
                api.same_body_get_avatar_as_png_same_body_get_avatar_as_jpeg(accept)
            };
            same(call(Image::ImagePng).await?, PNG)?;
            same(call(Image::ImageJpeg).await?, JPG)
        },
    );
    to.add(
        "Payload_ContentNegotiation_DifferentBody",
        async |api: Client| {
            let call = |accept| {
                let api = api.content_negotiation();
                api.different_body_get_avatar_as_png_different_body_get_avatar_as_json(accept)
            };
            let pieces = call(OneOf::ImagePng)
                .stream()
                .await?
                .try_fold(Vec::new(), async |mut all, piece| {
                    all.extend_from_slice(&piece);
                    Ok(all)
                });
            same(pieces.await?, PNG)?;
            same(call(OneOf::ApplicationJson).await?.content.bytes(), Ok(PNG.into()))
        },
    );
}

fn texts(to: &mut Scenarios) {
    use jackfield::payload_media_type::Client;
    to.add(
        "Payload_MediaType_StringBody_sendAsText",
        async |api: Client| Ok(api.string_body().send_as_text("{cat}").await?),
    );
    to.add(
        "Payload_MediaType_StringBody_getAsText",
        async |api: Client| same(api.string_body().get_as_text().await?, "{cat}"),
    );
    to.add(
        "Payload_MediaType_StringBody_sendAsJson",
        async |api: Client| Ok(api.string_body().send_as_json("foo").await?),
    );
    to.add(
        "Payload_MediaType_StringBody_getAsJson",
        async |api: Client| same(api.string_body().get_as_json().await?, "foo"),
    );
}

fn head(to: &mut Scenarios) {
    use jackfield::payload_head::Client;
    to.add(
        "Payload_Head_contentTypeHeaderInResponse",
        async |api: Client| {
            let call = api.payload().content_type_header_in_response();
            let response = call.response().await?;
            let meta = response.documented_headers().x_ms_meta;
            same(meta.as_deref(), Some("hello"))?;
            let media_type = response.headers.get("content-type");
            same(
                media_type.map(|value| value.as_bytes()),
                Some(b"text/plain; charset=utf-8".as_slice()),
            )
        },
    );
}
