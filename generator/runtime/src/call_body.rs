//! The body of a call that is being prepared.

use http::HeaderValue;

use super::body::Payload;
use super::call::Data;
use super::multipart::Multipart;

#[derive(Clone)]
pub(crate) enum CallBody {
    /// Bytes, or a stream of them.
    Content(Payload),
    /// Parts, whose media types may still be set.
    Parts(Multipart),
}

impl CallBody {
    /// Whether there is no body.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Content(payload) if payload.is_empty())
    }

    /// Whether the body can be sent again.
    #[allow(dead_code, reason = "streams of events alone ask")]
    pub(crate) fn is_repeatable(&self) -> bool {
        match self {
            Self::Content(payload) => payload.is_repeatable(),
            Self::Parts(parts) => parts.is_repeatable(),
        }
    }
}

impl Default for CallBody {
    fn default() -> Self {
        Self::Content(Payload::default())
    }
}

impl Data {
    /// Why the body cannot be sent, if it cannot.
    pub(crate) fn body_failure(&self) -> Option<String> {
        match self.typed_parts() {
            Ok(parts) => parts?.failure(),
            Err(failure) => Some(failure),
        }
    }

    /// The media type of the body, if it has one, and its content.
    pub(crate) fn written_body(&self) -> Result<(Option<HeaderValue>, Payload), String> {
        match (self.typed_parts()?, &self.body) {
            (None, CallBody::Content(payload)) => Ok((self.media_type.clone(), payload.clone())),
            (None, CallBody::Parts(_)) => Ok((None, Payload::default())),
            (Some(parts), _) => {
                let (media_type, body) = parts.written()?;
                let media_type = HeaderValue::from_str(&media_type).map_err(|_| {
                    "the media type of the body has characters that cannot be sent".to_owned()
                })?;
                Ok((Some(media_type), body.into()))
            }
        }
    }

    /// The parts with the media types that were set for them, if the body has parts.
    fn typed_parts(&self) -> Result<Option<Multipart>, String> {
        let mut parts = match &self.body {
            CallBody::Parts(parts) => Some(parts.clone()),
            CallBody::Content(_) => None,
        };
        for (name, media_type) in &self.part_types {
            let set = parts
                .as_mut()
                .is_some_and(|parts| parts.set_media_type(name, media_type));
            if !set {
                return Err(format!(
                    "no part `{name}` is sent whose media type could be set"
                ));
            }
        }
        Ok(parts)
    }
}
