//! payload/multipart

use crate::support::{JPG, PNG, Scenarios};
use jackfield::FilePart;
use jackfield::payload_multipart::{Client, types::*};

pub(crate) fn add(to: &mut Scenarios) {
    basic(to);
    several(to);
    media_types(to);
    files(to);
}

fn jpg() -> FilePart {
    FilePart::new(JPG).file_name("image.jpg")
}

fn png() -> FilePart {
    FilePart::new(PNG).file_name("image.png")
}

fn hello() -> FilePart {
    FilePart::new(JPG)
        .file_name("hello.jpg")
        .content_type("image/jpg")
}

fn address(city: &str) -> Address {
    Address {
        city: city.to_owned(),
    }
}

/// A body that is sent.
macro_rules! sent {
    ($to:ident, $name:literal, $group:ident.$call:ident, $body:expr) => {
        $to.add(
            concat!("Payload_MultiPart_FormData_", $name),
            async |api: Client| Ok(api.$group().$call(&$body).await?),
        );
    };
}

#[rustfmt::skip]
fn basic(to: &mut Scenarios) {
    sent!(to, "basic", form_data.basic, MultiPartRequest { id: "123".to_owned(), profile_image: jpg() });
    sent!(to, "withWireName", form_data.with_wire_name, MultiPartRequestWithWireName { id: "123".to_owned(), profile_image: jpg() });
    sent!(to, "jsonPart", form_data.json_part, JsonPartRequest { address: address("X"), profile_image: jpg() });
    sent!(to, "anonymousModel", form_data.anonymous_model, FileWithHttpPartOptionalContentTypeRequest { profile_image: jpg() });
    sent!(to, "checkFileNameAndContentType", form_data.check_file_name_and_content_type, MultiPartRequest { id: "123".to_owned(), profile_image: hello() });
    sent!(to, "HttpParts_NonString_float", non_string.float, NonStringFloatRequest { temperature: 0.5 });
    to.add("Payload_MultiPart_FormData_optionalParts", async |api: Client| {
        let call = |body: MultiPartOptionalRequest| api.form_data().optional_parts(&body);
        call(MultiPartOptionalRequest::new().id("123")).await?;
        call(MultiPartOptionalRequest::new().profile_image(jpg())).await?;
        Ok(call(MultiPartOptionalRequest::new().id("123").profile_image(jpg())).await?)
    });
}

#[rustfmt::skip]
fn several(to: &mut Scenarios) {
    sent!(to, "fileArrayAndBasic", form_data.file_array_and_basic, ComplexPartsRequest { id: "123".to_owned(), address: address("X"), profile_image: jpg(), pictures: vec![png(), png()] });
    sent!(to, "binaryArrayParts", form_data.binary_array_parts, BinaryArrayPartsRequest { id: "123".to_owned(), pictures: vec![png(), png()] });
    sent!(to, "HttpParts_jsonArrayAndFileArray", http_parts.json_array_and_file_array, ComplexHttpPartsModelRequest { id: "123".to_owned(), address: address("X"), profile_image: jpg(), previous_addresses: vec![address("Y"), address("Z")], pictures: vec![png(), png()] });
    to.add("Payload_MultiPart_FormData_multiBinaryParts", async |api: Client| {
        let call = |body: MultiBinaryPartsRequest| api.form_data().multi_binary_parts(&body);
        call(MultiBinaryPartsRequest::new(jpg())).await?;
        Ok(call(MultiBinaryPartsRequest::new(jpg()).picture(png())).await?)
    });
}

#[rustfmt::skip]
fn media_types(to: &mut Scenarios) {
    sent!(to, "HttpParts_ContentType_imageJpegContentType", content_type.image_jpeg, FileWithHttpPartSpecificContentTypeRequest { profile_image: FilePart::new(JPG).file_name("hello.jpg") });
    sent!(to, "HttpParts_ContentType_requiredContentType", content_type.required, FileWithHttpPartRequiredContentTypeRequest { profile_image: jpg().content_type("application/octet-stream") });
    sent!(to, "HttpParts_ContentType_optionalContentType", content_type.optional, FileWithHttpPartOptionalContentTypeRequest { profile_image: jpg() });
}

#[rustfmt::skip]
fn files(to: &mut Scenarios) {
    sent!(to, "File_uploadFileSpecificContentType", file.upload_specific_content_type, UploadFileRequiredFilenameRequest { file: png() });
    sent!(to, "File_uploadFileRequiredFilename", file.upload_required_filename, UploadFileRequiredFilenameRequest { file: png() });
    sent!(to, "File_uploadFileArray", file.upload_array, UploadFileArrayRequest { files: vec![png(), png()] });
}
