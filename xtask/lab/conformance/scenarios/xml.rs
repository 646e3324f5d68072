//! payload/xml

use crate::support::{Scenarios, documented, map, same, texts};
use jackfield::payload_xml::{Client, xml_error_value::XmlErrorValueGetError, types::*};

/// A value that is given and taken.
macro_rules! value {
    ($to:ident, $name:literal, $group:ident, $value:expr) => {
        $to.add(
            concat!("Payload_Xml_", $name, "_get"),
            async |api: Client| same(api.$group().get().await?, $value),
        );
        $to.add(
            concat!("Payload_Xml_", $name, "_put"),
            async |api: Client| Ok(api.$group().put(&$value).await?),
        );
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    models(to);
    lists(to);
    names(to);
    to.add("Payload_Xml_XmlErrorValue_get", async |api: Client| {
        let error = documented(api.xml_error_value().get().await)?;
        let XmlErrorValueGetError::BadRequest(body) = error else {
            return same(format!("{error:?}"), "a documented error");
        };
        same(
            (body.message.as_str(), body.code),
            ("Something went wrong", 400),
        )
    });
}

fn foo() -> SimpleModel {
    SimpleModel::new("foo", 123)
}

fn bar() -> SimpleModel {
    SimpleModel::new("bar", 456)
}

fn colors() -> Vec<String> {
    texts(["red", "green", "blue"])
}

#[rustfmt::skip]
fn models(to: &mut Scenarios) {
    value!(to, "SimpleModelValue", simple_model_value, SimpleModel::new("foo", 123));
    value!(to, "ModelWithNestedModelValue", model_with_nested_model_value, ModelWithNestedModel::new(foo()));
    value!(to, "ModelWithOptionalFieldValue", model_with_optional_field_value, ModelWithOptionalField::new("widget"));
    value!(to, "ModelWithDictionaryValue", model_with_dictionary_value, ModelWithDictionary::new(map([("Color", "blue".to_owned()), ("Count", "123".to_owned()), ("Enabled", "false".to_owned())])));
    value!(to, "ModelWithEnumValue", model_with_enum_value, ModelWithEnum::new(Status::Success));
    value!(to, "ModelWithDatetimeValue", model_with_datetime_value, ModelWithDatetime::new(ModelWithDatetimeRequired { rfc3339: jackfield::DateTime::from_text("2022-08-26T18:38:00.000Z"), rfc7231: jackfield::HttpDate::from_text("Fri, 26 Aug 2022 14:38:00 GMT") }));
}

#[rustfmt::skip]
fn lists(to: &mut Scenarios) {
    value!(to, "ModelWithSimpleArraysValue", model_with_simple_arrays_value, ModelWithSimpleArrays::new(colors(), vec![1, 2]));
    value!(to, "ModelWithUnwrappedArrayValue", model_with_unwrapped_array_value, ModelWithUnwrappedArray::new(colors(), vec![1, 2]));
    value!(to, "ModelWithRenamedArraysValue", model_with_renamed_arrays_value, ModelWithRenamedArrays::new(colors(), vec![1, 2]));
    value!(to, "ModelWithWrappedPrimitiveCustomItemNamesValue", model_with_wrapped_primitive_custom_item_names_value, ModelWithWrappedPrimitiveCustomItemNames::new(texts(["fiction", "classic"])));
    value!(to, "ModelWithArrayOfModelValue", model_with_array_of_model_value, ModelWithArrayOfModel::new(vec![foo(), bar()]));
    value!(to, "ModelWithUnwrappedModelArrayValue", model_with_unwrapped_model_array_value, ModelWithUnwrappedModelArray::new(vec![foo(), bar()]));
    value!(to, "ModelWithRenamedWrappedModelArrayValue", model_with_renamed_wrapped_model_array_value, ModelWithRenamedWrappedModelArray::new(vec![foo(), bar()]));
    value!(to, "ModelWithRenamedUnwrappedModelArrayValue", model_with_renamed_unwrapped_model_array_value, ModelWithRenamedUnwrappedModelArray::new(vec![foo(), bar()]));
    value!(to, "ModelWithRenamedWrappedAndItemModelArrayValue", model_with_renamed_wrapped_and_item_model_array_value, ModelWithRenamedWrappedAndItemModelArray::new(vec![Book::new("The Great Gatsby"), Book::new("Les Miserables")]));
    value!(to, "ModelWithEmptyArrayValue", model_with_empty_array_value, ModelWithEmptyArray::new(Vec::new()));
}

#[rustfmt::skip]
fn names(to: &mut Scenarios) {
    value!(to, "ModelWithRenamedPropertyValue", model_with_renamed_property_value, ModelWithRenamedProperty::new(ModelWithRenamedPropertyRequired { title: "foo".into(), author: "bar".into() }));
    value!(to, "ModelWithRenamedFieldsValue", model_with_renamed_fields_value, ModelWithRenamedFields::new(ModelWithRenamedFieldsRequired { input_data: foo(), output_data: bar() }));
    value!(to, "ModelWithRenamedNestedModelValue", model_with_renamed_nested_model_value, ModelWithRenamedNestedModel::new(Author::new("foo")));
    value!(to, "ModelWithAttributesValue", model_with_attributes_value, ModelWithAttributes::new(123, "foo", true));
    value!(to, "ModelWithRenamedAttributeValue", model_with_renamed_attribute_value, ModelWithRenamedAttribute::new(ModelWithRenamedAttributeRequired { id: 123, title: "The Great Gatsby".into(), author: "F. Scott Fitzgerald".into() }));
    value!(to, "ModelWithNamespaceValue", model_with_namespace_value, ModelWithNamespace::new(123, "The Great Gatsby"));
    value!(to, "ModelWithNamespaceOnPropertiesValue", model_with_namespace_on_properties_value, ModelWithNamespaceOnProperties::new(ModelWithNamespaceOnPropertiesRequired { id: 123, title: "The Great Gatsby".into(), author: "F. Scott Fitzgerald".into() }));
    value!(to, "ModelWithTextValue", model_with_text_value, ModelWithText::new(ModelWithTextRequired { language: "foo".into(), content: "This is some text.".into() }));
    value!(to, "ModelWithEncodedNamesValue", model_with_encoded_names_value, ModelWithEncodedNames::new(foo(), colors()));
}
