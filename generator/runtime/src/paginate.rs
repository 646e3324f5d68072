//! Listings of several pages as one stream.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, Hash, Hasher};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderMap, Method, header};
use url::Url;

use super::body::Payload;
use super::call::{Call, Link};
use super::error::{CallError, Error};
use super::expand::percent_encode;
use super::limits::PAGES;
use super::link;
use super::operation::Operation;
use super::page_number::or_without_end;
use super::response::Received;
use super::send::send;
use super::transport::BoxFuture;

/// An operation whose value is one page of a listing.
pub trait Paged: Operation {
    /// What is listed.
    type Item;

    /// The items of a page.
    #[doc(hidden)]
    fn into_items(page: Self::Output) -> Vec<Self::Item>;

    /// The call for the page after this one, if there is one.
    #[doc(hidden)]
    fn next_call(call: &PageCall<'_>, page: &Self::Output) -> Option<Call>;
}

/// A call that gave a page, and where the page came from.
pub struct PageCall<'a> {
    call: &'a Call,
    url: &'a str,
    headers: &'a HeaderMap,
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

    /// The same call with a greater offset, if that is less than the total, if the page says one, and the page was not empty.
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

    /// A call of the address that the page gives for the next one, if it gives one. It may be relative to the page's
    /// own. Another origin gets nothing of the request but the headers `Accept` and `User-Agent`; one that would get a
    /// body is an error, unless the client trusts it.
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

    /// As [`next_link`](Self::next_link), by GET and without a body, whatever the first page was asked for by.
    pub fn next_link_by_get(&self, link: Option<&str>) -> Option<Call> {
        let mut call = self.call.clone();
        call.0.method = Method::GET;
        call.0.body = Payload::default();
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
        // Trust once lost is not regained: a stranger's link back to us must not make our credentials do its bidding.
        let inner = &self.call.0.core.0;
        let trusted = inner.is_trusted(&here, &there)
            && self.call.0.link.as_ref().is_none_or(|link| link.trusted);
        Some(Link {
            url: there.into(),
            trusted,
        })
    }

    /// The call that gave the page.
    pub(crate) fn call(&self) -> &Call {
        self.call
    }

    /// The number that the call carries as a parameter of its query: `absent` if none.
    pub(crate) fn number(&self, parameter: &str, absent: u64) -> Option<u64> {
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
    pub(crate) fn with_query(&self, parameter: &'static str, value: &str) -> Call {
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

/// The pages of a listing, each fetched when it is asked for. It is a [`Stream`], and ends after an error.
#[must_use = "nothing is sent until the stream is asked for a page"]
pub struct Pages<O> {
    state: State,
    seen: Seen,
    /// How many pages have been asked for, and how many may be.
    count: u64,
    most: u64,
    operation: PhantomData<fn() -> O>,
}

/// The calls so far: one that is made again would give its page again, and so without end. Of each only a hash is kept,
/// so that a million pages take a few megabytes.
#[derive(Default)]
struct Seen {
    calls: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    /// Keeps a call, and tells whether it is a new one.
    fn insert(&mut self, call: &Call) -> bool {
        let mut hasher = self.hasher.build_hasher();
        match &call.0.link {
            Some(link) => link.url.hash(&mut hasher),
            None => call.0.query.hash(&mut hasher),
        }
        for (name, value) in &call.0.headers {
            name.hash(&mut hasher);
            value.hash(&mut hasher);
        }
        self.calls.insert(hasher.finish())
    }

    /// Keeps the address that a page came from, by which another may lead back to it.
    fn insert_address(&mut self, url: &str, call: &Call) {
        let mut call = call.clone();
        call.0.link = Some(Link {
            url: Url::parse(url).map_or_else(|_| url.to_owned(), String::from),
            trusted: true,
        });
        self.insert(&call);
    }
}

enum State {
    Ready(Call),
    Sending(Call, BoxFuture<'static, Result<Received, Error>>),
    Over,
}

/// A page, or why there is none.
type PageResult<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

impl<O: Paged> Pages<O> {
    /// The pages from the one on that the operation asks for.
    pub fn new(operation: O) -> Self {
        Self {
            state: State::Ready(operation.into_call()),
            seen: Seen::default(),
            count: 0,
            most: PAGES,
            operation: PhantomData,
        }
    }

    /// Limits how many pages are asked for, a million if this is not called. The stream gives an error instead of one
    /// page more.
    pub fn max_pages(mut self, most: u64) -> Self {
        self.most = most;
        self
    }

    /// The next page.
    pub async fn next(&mut self) -> Option<PageResult<O>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<PageResult<O>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Ready(call) => {
                    let call = self.counted(call);
                    self.state = State::Sending(call.clone(), send(call));
                }
                State::Sending(call, mut future) => {
                    let Poll::Ready(received) = future.as_mut().poll(context) else {
                        self.state = State::Sending(call, future);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(
                        received
                            .map_err(CallError::from)
                            .and_then(|page| self.read(&call, page)),
                    ));
                }
            }
        }
    }

    fn read(&mut self, call: &Call, received: Received) -> PageResult<O> {
        let (url, headers) = (received.url().to_string(), received.headers().clone());
        let page = O::receive(received)?;
        let here = PageCall {
            call,
            url: &url,
            headers: &headers,
        };
        if let Some(next) = O::next_call(&here, &page) {
            self.seen.insert_address(&url, call);
            self.state = State::Ready(self.unseen(next));
        }
        Ok(page)
    }

    fn unseen(&mut self, next: Call) -> Call {
        if self.seen.insert(&next) {
            next
        } else {
            next.failed("the next page is one that was seen before")
        }
    }

    /// Counts a call, which fails if it is one too many.
    fn counted(&mut self, call: Call) -> Call {
        if self.count == 0 {
            self.seen.insert(&call);
        }
        if self.count >= self.most {
            return call.failed(format!("the listing has more than {} pages", self.most));
        }
        self.count += 1;
        call
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = PageResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<O> fmt::Debug for Pages<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pages")
    }
}

/// The items of a listing, its pages fetched when they are needed. It is a [`Stream`], and ends after an error.
#[must_use = "nothing is sent until the stream is asked for an item"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    items: std::vec::IntoIter<O::Item>,
}

/// An item, or why there is none.
type ItemResult<O> = Result<<O as Paged>::Item, CallError<<O as Operation>::Error>>;

impl<O: Paged> Items<O> {
    /// The items from the page on that the operation asks for.
    pub fn new(operation: O) -> Self {
        Self {
            pages: Pages::new(operation),
            items: Vec::new().into_iter(),
        }
    }

    /// Limits how many pages are asked for, as [`Pages::max_pages`] does.
    pub fn max_pages(mut self, most: u64) -> Self {
        self.pages = self.pages.max_pages(most);
        self
    }

    /// The next item.
    pub async fn next(&mut self) -> Option<ItemResult<O>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<ItemResult<O>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(page)) => self.items = O::into_items(page).into_iter(),
            }
        }
    }
}

impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = ItemResult<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Items")
    }
}

/// Says of an operation where the items of a page are and how the next page is called.
#[doc(hidden)]
#[macro_export]
macro_rules! paged {
    ($name:ident -> $item:ty, |$page:ident| $items:expr, |$call:ident, $current:ident| $next:expr $(,)?) => {
        impl $crate::Paged for $name {
            type Item = $item;

            fn into_items($page: Self::Output) -> ::std::vec::Vec<$item> {
                $items
            }

            fn next_call(
                $call: &$crate::PageCall<'_>,
                $current: &Self::Output,
            ) -> ::core::option::Option<$crate::Call> {
                $next
            }
        }

        impl $name {
            /// The pages of the listing, from this one on.
            pub fn pages(self) -> $crate::Pages<Self> {
                $crate::Pages::new(self)
            }

            /// The items of the listing, from this page on.
            pub fn items(self) -> $crate::Items<Self> {
                $crate::Items::new(self)
            }
        }
    };
}

#[allow(unused_imports, reason = "a client may have no pages")]
pub(crate) use paged;
