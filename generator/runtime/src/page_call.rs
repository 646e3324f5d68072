//! The call that gave a page of a listing, and the calls that it leads to.

use std::fmt;

use http::{HeaderMap, Method, header};
use url::Url;

use super::call::{Call, Link};
use super::call_body::CallBody;
use super::expand::percent_encode;
use super::link;
use super::page_number::or_without_end;

/// A call that gave a page, and where the page came from.
pub struct PageCall<'a> {
    pub(super) call: &'a Call,
    pub(super) url: &'a str,
    pub(super) headers: &'a HeaderMap,
}

/// A page that leads to itself would be listed without end.
const SAME_TOKEN: &str = "the page gives the token that led to it";

impl PageCall<'_> {
    /// The same call with a greater offset, if there is more and the page was not empty.
    pub fn next_offset(&self, parameter: &'static str, items: usize, more: bool) -> Option<Call> {
        if !more || items == 0 {
            return None;
        }
        Some(
            match self
                .number(parameter, 0)
                .and_then(|offset| offset.checked_add(items as u64))
            {
                Some(offset) => self.with_query(parameter, &offset.to_string()),
                None => self.call.clone().failed(format!(
                    "the parameter `{parameter}` is no number to go on from"
                )),
            },
        )
    }

    /// The same call with a greater offset, if the page was not empty and the offset is less than the total. If the
    /// page names no total, only an empty page is the last.
    pub fn next_offset_of_total<N: Copy + Into<i128>>(
        &self,
        parameter: &'static str,
        items: usize,
        total: Option<&N>,
    ) -> Option<Call> {
        let seen = self
            .number(parameter, 0)
            .unwrap_or(0)
            .saturating_add(items as u64);
        self.next_offset(parameter, items, i128::from(seen) < or_without_end(total))
    }

    /// A call of the address that the page gives for the next page, if it gives one. The address may be relative to
    /// that of this page. Another origin gets nothing of the request but the headers `Accept` and `User-Agent`; unless
    /// the client trusts that origin, a call with a body, or by another method than GET and HEAD, is an error.
    pub fn next_link(&self, link: Option<&str>) -> Option<Call> {
        self.linked(link, self.call.clone())
    }

    fn linked(&self, link: Option<&str>, mut call: Call) -> Option<Call> {
        let link = link.map(str::trim).filter(|link| !link.is_empty())?;
        let is_harmless =
            matches!(call.0.method, Method::GET | Method::HEAD) && call.0.body.is_empty();
        match self.resolve(link) {
            Some(link) if link.trusted || is_harmless => call.0.link = Some(link),
            Some(_) => call.0.fail(
                "the link to the next page leads to another origin, which the request is not sent to: \
                 `trust_origin` of the client's builder allows it",
            ),
            None => call
                .0
                .fail("the link to the next page is no URL that can be sent"),
        }
        Some(call)
    }

    /// As [`next_link`](Self::next_link), by GET and without a body, whatever the method of the first call was.
    pub fn next_link_by_get(&self, link: Option<&str>) -> Option<Call> {
        let mut call = self.call.clone();
        call.0.method = Method::GET;
        call.0.body = CallBody::default();
        call.0.part_types.clear();
        call.0.media_type = None;
        call.0.headers.remove(header::CONTENT_TYPE);
        call.0.headers.remove(header::CONTENT_LENGTH);
        self.linked(link, call)
    }

    /// The same call with a parameter of the query set to the token that the page gives, if it gives one.
    pub fn next_query(&self, parameter: &'static str, token: Option<&str>) -> Option<Call> {
        let token = token.filter(|token| !token.is_empty())?;
        let next = self.with_query(parameter, &percent_encode(token));
        let is_same = next.0.query == self.call.0.query;
        Some(if is_same {
            next.failed(SAME_TOKEN)
        } else {
            next
        })
    }

    /// The same call with a header set to the token that the page gives, if it gives one.
    pub fn next_header(&self, parameter: &str, token: Option<&str>) -> Option<Call> {
        let token = token.filter(|token| !token.is_empty())?;
        let next = self.call.clone().header(parameter, token);
        let is_same = next.0.headers == self.call.0.headers;
        Some(if is_same {
            next.failed(SAME_TOKEN)
        } else {
            next
        })
    }

    /// A header of the page.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The target of the link to the next page in the header `Link` (RFC 8288, section 3).
    pub fn link_header(&self) -> Option<&str> {
        let links = self.headers.get_all(header::LINK).iter();
        links
            .filter_map(|value| value.to_str().ok())
            .find_map(link::next)
    }

    fn resolve(&self, link: &str) -> Option<Link> {
        let here = Url::parse(self.url).ok()?;
        let mut there = here
            .join(link)
            .ok()
            .filter(|there| matches!(there.scheme(), "http" | "https"))?;
        if !there.username().is_empty() || there.password().is_some() {
            return None;
        }
        there.set_fragment(None);
        if there.query() == Some("") {
            there.set_query(None);
        }
        // Trust once lost is not regained: a link of a stranger back to the API must not make the credentials do its
        // bidding.
        let inner = &self.call.0.core.0;
        let trusted = inner.is_trusted(&here, &there)
            && self.call.0.link.as_ref().is_none_or(|link| link.trusted);
        Some(Link {
            url: there.into(),
            trusted,
        })
    }

    /// The number that the call carries as a parameter of its query: `absent` if none.
    pub(super) fn number(&self, parameter: &str, absent: u64) -> Option<u64> {
        match self
            .call
            .0
            .query
            .iter()
            .rev()
            .find(|(name, _)| name == parameter)
        {
            Some((_, text)) => text.rsplit_once('=')?.1.parse().ok(),
            None => Some(absent),
        }
    }

    /// The same call with another value of a parameter, which is encoded.
    pub(super) fn with_query(&self, parameter: &'static str, value: &str) -> Call {
        let mut call = self.call.clone();
        call.0.query.retain(|(name, _)| name != parameter);
        call.0.query.push((
            parameter.into(),
            format!("{}={value}", percent_encode(parameter)),
        ));
        call
    }
}

/// The address is not shown: it may hold a key.
impl fmt::Debug for PageCall<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("PageCall").field(self.call).finish()
    }
}
