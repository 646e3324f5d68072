//! type/union/discriminated: unions whose variants stand in an envelope.

use crate::support::{Scenarios, same};
use jackfield::type_union_discriminated::{Client, types::*};

fn cat() -> Cat {
    Cat::new("Whiskers", true)
}

fn dog() -> Dog {
    Dog::new("Rex", false)
}

fn enveloped_cat() -> PetWithEnvelope {
    let cat = PetWithEnvelopeCat::new(cat());
    PetWithEnvelope::PetWithEnvelopeCat(cat)
}

fn named_cat() -> PetWithCustomNames {
    let cat = PetWithCustomNamesCat::new(cat());
    PetWithCustomNames::PetWithCustomNamesCat(cat)
}

pub(crate) fn add(to: &mut Scenarios) {
    to.add(
        "Type_Union_Discriminated_Envelope_Object_Default_get",
        async |api: Client| {
            same(api.r#type().get_default().await?, enveloped_cat())?;
            let dog = PetWithEnvelopeDog::new(dog());
            let found = api.r#type().get_default().kind("dog").await?;
            same(found, PetWithEnvelope::PetWithEnvelopeDog(dog))
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_Default_put",
        async |api: Client| {
            let sent = enveloped_cat();
            same(api.r#type().put_default(&sent).await?, sent)
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_CustomProperties_get",
        async |api: Client| {
            same(api.r#type().get_custom_properties().await?, named_cat())?;
            let dog = PetWithCustomNamesDog::new(dog());
            let found = api.r#type().get_custom_properties().pet_type("dog").await?;
            same(found, PetWithCustomNames::PetWithCustomNamesDog(dog))
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_CustomProperties_put",
        async |api: Client| {
            let sent = named_cat();
            same(api.r#type().put_custom_properties(&sent).await?, sent)
        },
    );
    without_envelopes(to);
}

fn without_envelopes(to: &mut Scenarios) {
    // The members that tell them apart are not in their schemas.
    fn kind(mut cat: Cat, member: &str) -> Cat {
        let kind = serde_json::Value::from("cat");
        cat.additional_properties.insert(member.to_owned(), kind);
        cat
    }
    fn dog_of(mut dog: Dog, member: &str) -> Dog {
        let kind = serde_json::Value::from("dog");
        dog.additional_properties.insert(member.to_owned(), kind);
        dog
    }
    to.add(
        "Type_Union_Discriminated_NoEnvelope_Default_get",
        async |api: Client| {
            let found = api.r#type().get_default_for_no_envelope().await?;
            same(found, PetInline::Cat(kind(cat(), "kind")))?;
            let found = api.r#type().get_default_for_no_envelope().kind("dog").await?;
            same(found, PetInline::Dog(dog_of(dog(), "kind")))
        },
    );
    to.add(
        "Type_Union_Discriminated_NoEnvelope_Default_put",
        async |api: Client| {
            let found = api.r#type().put_default_for_no_envelope(&PetInline::Cat(cat())).await?;
            same(found, PetInline::Cat(kind(cat(), "kind")))
        },
    );
    to.add(
        "Type_Union_Discriminated_NoEnvelope_CustomDiscriminator_get",
        async |api: Client| {
            let found = api.r#type().get_custom_discriminator().await?;
            let wanted = PetInlineWithCustomDiscriminator::Cat(kind(cat(), "type"));
            same(found, wanted)?;
            let found = api
                .r#type()
                .get_custom_discriminator()
                .r#type("dog")
                .await?;
            let wanted = PetInlineWithCustomDiscriminator::Dog(dog_of(dog(), "type"));
            same(found, wanted)
        },
    );
    to.add(
        "Type_Union_Discriminated_NoEnvelope_CustomDiscriminator_put",
        async |api: Client| {
            let sent = PetInlineWithCustomDiscriminator::Cat(cat());
            let found = api.r#type().put_custom_discriminator(&sent).await?;
            let wanted = PetInlineWithCustomDiscriminator::Cat(kind(cat(), "type"));
            same(found, wanted)
        },
    );
}
