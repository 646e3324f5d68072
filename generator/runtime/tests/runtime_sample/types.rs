//! The types of the sample.

use std::collections::BTreeMap;

use crate::runtime::{
    AsReceived, Decode, DecodeError, Encode, Field, Node, Object, ObjectWriter, Outline, Secret,
    Writer, model, newtype, serde_bridge, text_enum,
};

#[derive(Clone, PartialEq)]
pub struct Endpoint {
    pub addresses: Vec<Address>,
    pub cps_limit: Option<i64>,
    pub kind: EndpointType,
    pub partner: Option<Box<Endpoint>>,
    pub out_sip_password: Field<Secret<String>>,
    pub additional_properties: BTreeMap<String, serde_json::Value>,
    pub as_received: AsReceived,
}

impl Decode for Endpoint {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            addresses: object.required("addresses")?,
            cps_limit: object.nullable("cps_limit"),
            kind: object.required("type")?,
            partner: object.optional("partner"),
            out_sip_password: object.field("out_sip_password"),
            additional_properties: object.rest(),
            as_received: object.as_received(),
        })
    }
}

impl Encode for Endpoint {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.required("addresses", &self.addresses);
        object.nullable("cps_limit", &self.cps_limit);
        object.required("type", &self.kind);
        object.optional("partner", &self.partner);
        object.field("out_sip_password", &self.out_sip_password);
        object.rest(&self.additional_properties);
        object.as_received(&self.as_received);
    }
}

model!(Endpoint);

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Address {
    pub port: Option<i32>,
    pub weight: Option<f64>,
}

impl Decode for Address {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            port: object.optional("port"),
            weight: object.optional("weight"),
        })
    }
}

impl Encode for Address {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.optional("port", &self.port);
        object.optional("weight", &self.weight);
    }
}

model!(Address);

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct EndpointPatch {
    pub name: Option<String>,
    pub limit: Option<f64>,
    pub out_sip_password: Field<Secret<String>>,
}

impl EndpointPatch {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    pub fn limit(mut self, limit: f64) -> Self {
        self.limit = Some(limit);
        self
    }

    pub fn out_sip_password(mut self, password: impl Into<Field<Secret<String>>>) -> Self {
        self.out_sip_password = password.into();
        self
    }
}

impl Decode for EndpointPatch {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            name: object.optional("name"),
            limit: object.optional("limit"),
            out_sip_password: object.field("out_sip_password"),
        })
    }
}

impl Encode for EndpointPatch {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.optional("name", &self.name);
        object.optional("limit", &self.limit);
        object.field("out_sip_password", &self.out_sip_password);
    }
}

model!(EndpointPatch);

#[derive(Clone, PartialEq)]
pub struct EndpointList {
    pub items: Vec<Endpoint>,
    pub has_more: bool,
    pub next: Option<String>,
}

impl Decode for EndpointList {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            items: object.required("items")?,
            has_more: object.optional("has_more").unwrap_or_default(),
            next: object.optional("next"),
        })
    }
}

impl Encode for EndpointList {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.required("items", &self.items);
        object.required("has_more", &self.has_more);
        object.optional("next", &self.next);
    }
}

model!(EndpointList);

#[derive(Clone, PartialEq)]
pub struct ErrorBody {
    pub message: String,
}

impl Decode for ErrorBody {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            message: object.required("message")?,
        })
    }
}

impl Encode for ErrorBody {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.required("message", &self.message);
    }
}

model!(ErrorBody);

#[derive(Clone)]
#[non_exhaustive]
pub enum EndpointType {
    Conference,
    ThirdParty,
    /// A value this client does not know.
    Unknown(String),
}

impl EndpointType {
    pub const VALUES: &'static [Self] = &[Self::Conference, Self::ThirdParty];

    /// The text that the value is.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Conference => "conference",
            Self::ThirdParty => "third_party",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for EndpointType {
    fn from(text: &str) -> Self {
        match text {
            "conference" => Self::Conference,
            "third_party" => Self::ThirdParty,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

text_enum!(EndpointType);

#[derive(Clone)]
#[non_exhaustive]
pub enum NestedObjects {
    Replace,
    Unknown(String),
}

impl NestedObjects {
    pub const VALUES: &'static [Self] = &[Self::Replace];

    /// The text that the value is.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Replace => "replace",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for NestedObjects {
    fn from(text: &str) -> Self {
        match text {
            "replace" => Self::Replace,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

text_enum!(NestedObjects);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Channel {
    Port(Address),
    Message(ErrorBody),
    Text(String),
    Numbers(Vec<f64>),
    /// A value of none of the known forms.
    Unknown(serde_json::Value),
}

impl Decode for Channel {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        match node.choose(&[
            Outline::object()
                .known(&["port"])
                .texts(&[("kind", "port")]),
            Outline::object().required(&["message"]).known(&["message"]),
            Outline::STRING,
            Outline::ARRAY,
        ]) {
            Some(0) => node.decode_as(Self::Port),
            Some(1) => node.decode_as(Self::Message),
            Some(2) => node.decode_as(Self::Text),
            Some(3) => node.decode_as(Self::Numbers),
            _ => Ok(Self::Unknown(node.to_json())),
        }
    }
}

impl Encode for Channel {
    fn encode(&self, writer: Writer<'_>) {
        match self {
            Self::Port(value) => value.encode(writer),
            Self::Message(value) => value.encode(writer),
            Self::Text(value) => value.encode(writer),
            Self::Numbers(value) => value.encode(writer),
            Self::Unknown(value) => value.encode(writer),
        }
    }
}

serde_bridge!(Channel);

/// A type that is made of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree(pub Vec<Tree>);

newtype!(Tree);

/// What a generated module may do with the traits.
pub fn decode<T: Decode>(node: Node<'_>) -> Result<T, DecodeError> {
    node.decode()
}

type Six<T> = (T, T, T, T, T, T);

/// A large object in one like it.
#[derive(Clone, PartialEq)]
pub struct Wide {
    pub first: Option<Six<Six<Six<i128>>>>,
    pub second: Option<Six<Six<Six<i128>>>>,
    pub children: Option<Vec<Wide>>,
}

impl Decode for Wide {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            first: object.optional("first"),
            second: object.optional("second"),
            children: object.optional("children"),
        })
    }
}

impl Encode for Wide {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.optional("children", &self.children);
    }
}

model!(Wide);

/// What is told apart by `kind`; what is no such heir is read as what all of them are.
#[derive(Clone, Debug, PartialEq)]
pub enum Kin {
    Heir(Heir),
    Base(Heir),
}

impl Decode for Kin {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        match node.member_text("kind") {
            Some("heir") => node.decode_either(Self::Heir, Self::Base),
            _ => node.decode_as(Self::Base),
        }
    }
}

impl Encode for Kin {
    fn encode(&self, writer: Writer<'_>) {
        match self {
            Self::Heir(value) | Self::Base(value) => value.encode(writer),
        }
    }
}

serde_bridge!(Kin);

#[derive(Clone, PartialEq)]
pub struct Heir {
    pub kind: Option<String>,
    pub age: Option<i64>,
    pub child: Option<Box<Kin>>,
}

impl Decode for Heir {
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            kind: object.optional("kind"),
            age: object.optional("age"),
            child: object.optional("child"),
        })
    }
}

impl Encode for Heir {
    fn write(&self, object: &mut ObjectWriter<'_>) {
        object.optional("kind", &self.kind);
        object.optional("age", &self.age);
        object.optional("child", &self.child);
    }
}

model!(Heir);
