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
use url::Url;

use super::call::{Call, Link};
use super::call_error::CallError;
use super::error::Error;
use super::limits::PAGES;
use super::operation::Operation;
use super::page_call::PageCall;
use super::response::Received;
use super::send::send;
use super::transport::BoxFuture;

/// An operation whose value is one page of a listing.
pub trait Paged: Operation {
    /// The type of the items that are listed.
    type Item;

    /// The items of a page.
    #[doc(hidden)]
    fn into_items(page: Self::Output) -> Vec<Self::Item>;

    /// The call for the page after this one, if there is one.
    #[doc(hidden)]
    fn next_call(call: &PageCall<'_>, page: &Self::Output) -> Option<Call>;
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

/// The calls so far: a call that is made again would give the same page again, and so without end. Of each call only a
/// hash is kept, so that a million pages take a few megabytes.
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

    /// Keeps the address that a page came from, because another page may lead back to it.
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

/// Waits for the response of a call.
#[cfg(feature = "blocking")]
pub(super) type Wait = fn(BoxFuture<'static, Result<Received, Error>>) -> Result<Received, Error>;

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

    /// The next page; `wait` waits for its response.
    #[cfg(feature = "blocking")]
    pub(super) fn next_by(&mut self, wait: Wait) -> Option<PageResult<O>> {
        let (call, future) = match std::mem::replace(&mut self.state, State::Over) {
            State::Over => return None,
            State::Ready(call) => {
                let call = self.counted(call);
                (call.clone(), send(call))
            }
            State::Sending(call, future) => (call, future),
        };
        let received = wait(future).map_err(CallError::from);
        Some(received.and_then(|page| self.read(&call, page)))
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
        let mut shown = formatter.debug_struct("Pages");
        shown.field("asked", &self.count);
        shown.field("max_pages", &self.most).finish_non_exhaustive()
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

    /// The next item; `wait` waits for the response of a page.
    #[cfg(feature = "blocking")]
    pub(super) fn next_by(&mut self, wait: Wait) -> Option<ItemResult<O>> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            match self.pages.next_by(wait)? {
                Ok(page) => self.items = O::into_items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
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

/// Implements `Paged` for an operation: where the items of a page are, and how the next page is called.
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
