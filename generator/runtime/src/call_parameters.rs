//! The parameters of a call that is being prepared.

use std::borrow::Cow;

use super::call::{Call, Data};
use super::cookie::is_cookie_safe;
use super::expand::{Position, expand, percent_encode};
use super::json::{Encode, EncodeError, Tape, to_bytes};
use super::path::is_dots;
use super::style::Style;

impl Call {
    /// Sets a parameter of the path.
    pub fn path<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.path_style(name, value, Style::SIMPLE)
    }

    /// Sets a parameter of the path in a style.
    pub fn path_style<V: Encode + ?Sized>(
        mut self,
        name: &'static str,
        value: &V,
        style: Style,
    ) -> Self {
        self.0.add_path(name, to_bytes(value), style);
        self
    }

    /// Sets a parameter of the path whose value is JSON.
    pub fn path_json<V: Encode + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        match self.0.json_text(to_bytes(value)) {
            Some(text) => self.path(name, text.as_str()),
            None => self,
        }
    }

    /// Sets a parameter of the query.
    pub fn query<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.query_style(name, value, Style::FORM)
    }

    /// Sets a parameter of the query in a style.
    pub fn query_style<V: Encode + ?Sized>(
        mut self,
        name: &'static str,
        value: &V,
        style: Style,
    ) -> Self {
        self.0.add_query(name.into(), to_bytes(value), style);
        self
    }

    /// Sets a parameter of the query whose value is JSON.
    pub fn query_json<V: Encode + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        if let Some(text) = self.0.json_text(to_bytes(value)) {
            self.0.query.push((
                name.into(),
                format!("{}={}", percent_encode(name), percent_encode(&text)),
            ));
        }
        self
    }

    /// Sets a header.
    pub fn header<V: Encode + ?Sized>(self, name: &str, value: &V) -> Self {
        self.header_style(name, value, Style::SIMPLE)
    }

    /// Sets a header in a style.
    pub fn header_style<V: Encode + ?Sized>(mut self, name: &str, value: &V, style: Style) -> Self {
        self.0.add_header(name, to_bytes(value), style);
        self
    }

    /// Sets a header whose value is JSON.
    pub fn header_json<V: Encode + ?Sized>(mut self, name: &str, value: &V) -> Self {
        if let Some(text) = self.0.json_text(to_bytes(value)) {
            self.0.set_header(name, &text);
        }
        self
    }

    /// Sets a cookie.
    pub fn cookie<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.cookie_style(name, value, Style::FORM)
    }

    /// Sets a cookie in a style.
    pub fn cookie_style<V: Encode + ?Sized>(
        mut self,
        name: &'static str,
        value: &V,
        style: Style,
    ) -> Self {
        self.0.add_cookie(name, to_bytes(value), style);
        self
    }

    /// Sets a cookie whose value is JSON.
    pub fn cookie_json<V: Encode + ?Sized>(mut self, name: &'static str, value: &V) -> Self {
        match self.0.json_text(to_bytes(value)) {
            Some(text) => self.cookie(name, text.as_str()),
            None => self,
        }
    }
}

impl Data {
    fn expanded(
        &mut self,
        position: Position,
        name: &str,
        json: Result<Vec<u8>, EncodeError>,
        style: Style,
    ) -> Option<String> {
        let json = self.written(json)?;
        match Tape::from_json(&json) {
            Ok(tape) if style.is_cookie() && !is_cookie_safe(name, tape.root()) => {
                self.fail(format!(
                    "the cookie `{name}` has characters that a cookie cannot hold: the value must be escaped before"
                ));
                None
            }
            Ok(tape) => expand(style, position, name, tape.root()),
            Err(error) => {
                self.fail(format!("the parameter `{name}`: {error}"));
                None
            }
        }
    }

    fn add_path(&mut self, name: &'static str, json: Result<Vec<u8>, EncodeError>, style: Style) {
        let text = self
            .expanded(Position::Path, name, json, style)
            .unwrap_or_default();
        let is_missing = text.is_empty() && !style.may_be_empty();
        if style.is_plain() && (is_missing || is_dots(&text)) {
            self.fail(format!(
                "the path parameter `{name}` must not be empty, `.` or `..`"
            ));
        }
        self.path.push((name, text));
    }

    pub(crate) fn add_query(
        &mut self,
        name: Cow<'static, str>,
        json: Result<Vec<u8>, EncodeError>,
        style: Style,
    ) {
        let position = Position::Query(self.core.0.nesting);
        if let Some(text) = self.expanded(position, &name, json, style) {
            self.query.push((name, text));
        }
    }

    fn add_header(&mut self, name: &str, json: Result<Vec<u8>, EncodeError>, style: Style) {
        if let Some(text) = self.expanded(Position::Header, name, json, style) {
            self.set_header(name, &text);
        }
    }

    fn add_cookie(&mut self, name: &'static str, json: Result<Vec<u8>, EncodeError>, style: Style) {
        if let Some(text) = self.expanded(Position::Cookie, name, json, style) {
            self.cookies.push(text);
        }
    }
}
