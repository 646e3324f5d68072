//! The choice of the credentials that a call travels with.

use super::auth::{Credential, Credentials};
use super::call::Data;
use super::error::{Error, Result};
use super::service::{Place, Scheme, Security};

/// Selects the credentials of the first alternative whose schemes all have a credential. An alternative without schemes
/// counts only if no other can be met, wherever it stands in the list. A client without credentials sends a request as
/// it is, because only the server knows whether it accepts that.
pub(crate) fn select(data: &Data) -> Result<Vec<&Credential>> {
    let inner = &data.core.0;
    let selection = Selection {
        data,
        schemes: inner.schemes,
        credentials: &inner.credentials,
    };
    let security = data.security.unwrap_or(inner.security);
    let mut alternatives = security.iter().filter(|schemes| !schemes.is_empty());
    if let Some(alternative) = alternatives.find(|schemes| selection.is_complete(schemes)) {
        let found = alternative
            .iter()
            .map(|scheme| selection.credential(scheme));
        return Ok(found.flatten().collect());
    }
    if !is_needed(security) || inner.credentials.is_empty() {
        return Ok(Vec::new());
    }
    Err(Error::no_credential(selection.unmet(security)))
}

/// Whether no alternative lets a request travel without credentials.
pub(crate) fn is_needed(security: Security) -> bool {
    !security.is_empty() && security.iter().all(|schemes| !schemes.is_empty())
}

struct Selection<'a> {
    data: &'a Data,
    schemes: &'static [Scheme],
    credentials: &'a Credentials,
}

impl<'a> Selection<'a> {
    fn is_complete(&self, alternative: &[&'static str]) -> bool {
        alternative
            .iter()
            .all(|scheme| self.is_met(scheme, alternative))
    }

    /// Whether a scheme has a credential, or need not have one: two schemes that fill the same header are satisfied by
    /// one credential, since a request has one such header, and the user may fill it himself.
    fn is_met(&self, scheme: &str, alternative: &[&'static str]) -> bool {
        if self.credential(scheme).is_some() {
            return true;
        }
        let Some(place) = self.scheme(scheme).map(|scheme| scheme.place) else {
            return false;
        };
        let fills = |other: &&str| {
            let known = self.scheme(other).is_some_and(|other| other.place == place);
            known && self.credential(other).is_some()
        };
        alternative.iter().any(fills) || self.is_filled_by_hand(place)
    }

    fn credential(&self, scheme: &str) -> Option<&'a Credential> {
        let mut known = self.credentials.iter().rev();
        let (_, credential) = known.find(|(name, _)| name == scheme)?;
        Some(credential)
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    fn is_filled_by_hand(&self, place: Place) -> bool {
        let (data, inner) = (self.data, &self.data.core.0);
        let is_header = |name| data.headers.contains_key(name) || inner.headers.contains_key(name);
        match place {
            Place::Header(name) => is_header(name),
            Place::Query(name) => data.query.iter().any(|(known, _)| known == name),
            Place::Cookie(_) => is_header("cookie") || !data.cookies.is_empty(),
        }
    }

    /// The message that says which schemes the operation needs, and which setters of the builder give them.
    fn unmet(&self, security: Security) -> String {
        let quoted = |scheme: &&str| format!("`{scheme}`");
        let needs = security.iter().map(|schemes| {
            let schemes: Vec<String> = schemes.iter().map(quoted).collect();
            schemes.join(" with ")
        });
        let needs: Vec<String> = needs.collect();
        let mut setters: Vec<String> = Vec::new();
        for scheme in security.iter().copied().flatten() {
            let setter = match self.scheme(scheme) {
                Some(known) => format!("`.{}(…)`", known.setter),
                None => format!("`.credential(\"{scheme}\", …)`"),
            };
            if self.credential(scheme).is_none() && !setters.contains(&setter) {
                setters.push(setter);
            }
        }
        format!(
            "the operation needs {}, which the credentials of the client do not give: set {} on its builder",
            needs.join(" or "),
            setters.join(" or ")
        )
    }
}
