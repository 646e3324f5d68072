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
    let cat = PetWithEnvelopeCat::new(PetWithEnvelopeCatKind::Cat, cat());
    PetWithEnvelope::PetWithEnvelopeCat(cat)
}

fn named_cat() -> PetWithCustomNames {
    let cat = PetWithCustomNamesCat::new(PetWithCustomNamesCatPetType::Cat, cat());
    PetWithCustomNames::PetWithCustomNamesCat(cat)
}

pub(crate) fn add(to: &mut Scenarios) {
    to.add(
        "Type_Union_Discriminated_Envelope_Object_Default_get",
        async |api: Client| {
            same(api.r#type().default_get().await?, enveloped_cat())?;
            let dog = PetWithEnvelopeDog::new(PetWithEnvelopeDogKind::Dog, dog());
            let found = api.r#type().default_get().kind("dog").await?;
            same(found, PetWithEnvelope::PetWithEnvelopeDog(dog))
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_Default_put",
        async |api: Client| {
            let sent = enveloped_cat();
            same(api.r#type().default_put(&sent).await?, sent)
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_CustomProperties_get",
        async |api: Client| {
            same(api.r#type().custom_properties_get().await?, named_cat())?;
            let dog = PetWithCustomNamesDog::new(PetWithCustomNamesDogPetType::Dog, dog());
            let found = api.r#type().custom_properties_get().pet_type("dog").await?;
            same(found, PetWithCustomNames::PetWithCustomNamesDog(dog))
        },
    );
    to.add(
        "Type_Union_Discriminated_Envelope_Object_CustomProperties_put",
        async |api: Client| {
            let sent = named_cat();
            same(api.r#type().custom_properties_put(&sent).await?, sent)
        },
    );
}
