//! Listings whose pages have numbers.

use super::call::Call;
use super::page_call::PageCall;

/// The parameter that says how many items a page has, and how many it has if the call does not say.
type PageSize = (&'static str, Option<u64>);

impl PageCall<'_> {
    /// The same call for the page after this one, if there are more pages and this one was not empty. A call that names
    /// no page asks for the first.
    pub fn next_page(
        &self,
        parameter: &'static str,
        first: u64,
        items: usize,
        more: bool,
    ) -> Option<Call> {
        if !more || items == 0 {
            return None;
        }
        let next = self
            .number(parameter, first)
            .and_then(|page| page.checked_add(1));
        Some(match next {
            Some(next) => self.with_query(parameter, &next.to_string()),
            None => self.call.clone().failed(format!(
                "the parameter `{parameter}` is no number to go on from"
            )),
        })
    }

    /// As [`next_page`](Self::next_page), until the last of `pages` pages, if the page says how many there are.
    pub fn next_page_of<N: Copy + Into<i128>>(
        &self,
        parameter: &'static str,
        first: u64,
        items: usize,
        pages: Option<&N>,
    ) -> Option<Call> {
        let more = self.before(parameter, first) + 1 < or_without_end(pages);
        self.next_page(parameter, first, items, more)
    }

    /// As [`next_page`](Self::next_page), until `total` items were given, if the page says how many there are.
    ///
    /// The number of items on the pages before this one follows from the size of a page, if the number of items on this
    /// page agrees with that size: servers may give fewer items than they are asked for. Where it does not agree, an
    /// empty page may be asked for, but no page is left out.
    pub fn next_page_of_total<N: Copy + Into<i128>>(
        &self,
        parameter: &'static str,
        first: u64,
        items: usize,
        total: Option<&N>,
        size: PageSize,
    ) -> Option<Call> {
        let (before, total) = (self.before(parameter, first), or_without_end(total));
        let items_here = items as i128;
        let by_size = self.asked(size).and_then(|size| {
            let given = before.checked_mul(size.into())?;
            let agrees = items_here == (total - given).min(size.into());
            agrees.then_some(given + items_here)
        });
        let given = by_size.unwrap_or_else(|| (before + 1).saturating_mul(items_here));
        self.next_page(parameter, first, items, given < total)
    }

    /// As [`next_page`](Self::next_page), until a page that has fewer items than it may have. A size that is above the
    /// documented one may be more than the server gives, so that only an empty page is the end then.
    pub fn next_page_of_size(
        &self,
        parameter: &'static str,
        first: u64,
        items: usize,
        size: PageSize,
    ) -> Option<Call> {
        let asked = self.asked(size).filter(|asked| Some(*asked) <= size.1);
        let is_short = asked.is_some_and(|asked| (items as u64) < asked);
        self.next_page(parameter, first, items, !is_short)
    }

    /// How many pages are before this one.
    fn before(&self, parameter: &str, first: u64) -> i128 {
        let page = self.number(parameter, first).unwrap_or(first);
        i128::from(page.saturating_sub(first))
    }

    /// How many items a page may have by the call, or by the document.
    fn asked(&self, (parameter, default): PageSize) -> Option<u64> {
        match self.number(parameter, default.unwrap_or(0)) {
            Some(0) | None => None,
            asked => asked,
        }
    }
}

/// The number of something, or the greatest number if the page does not say: then only an empty page ends the listing.
pub(super) fn or_without_end<N: Copy + Into<i128>>(count: Option<&N>) -> i128 {
    count.map_or(i128::MAX, |count| (*count).into())
}
