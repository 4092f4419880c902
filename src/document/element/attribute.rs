//! Attributes with their places.

use std::borrow::Cow;
use std::collections::HashMap;

use html5ever::QualName;

use super::Element;
use crate::document::html;
use crate::document::span::{Span, offset};

/// An attribute of an element.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'a> {
    /// The value, character references decoded; empty when there is none.
    pub value: &'a str,
    /// `name="value"`, or the part of a Markdown construct that stands for it.
    pub span: Span,
    /// The value without its quotes; `None` for a bare name.
    pub value_span: Option<Span>,
}

impl<'a> Element<'a> {
    /// The value of an attribute, character references decoded.
    #[must_use]
    pub fn attr(&self, name: &str) -> Option<&'a str> {
        // scraper's own look-up interns the name first, which costs more than a few comparisons.
        let mut attrs = self.data().attrs.iter();
        let found = attrs.find(|(known, _)| *known.local == *name && known.ns == html5ever::ns!());
        found.map(|(_, value)| &**value)
    }

    /// Whether the name of some attribute meets a condition.
    pub(crate) fn has_attribute_like(&self, condition: impl Fn(&str) -> bool) -> bool {
        let mut names = self.data().attrs.iter().map(|(name, _)| &*name.local);
        names.any(condition)
    }

    /// An attribute with its place. In an element from Markdown, `alt`, `src`, `href` and
    /// `title` stand where the author wrote them.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<Attribute<'a>> {
        let value = self.attr(name)?;
        if let Some(construct) = self.construct() {
            let part = match name {
                "alt" => construct.text,
                "src" | "href" => construct.destination,
                "title" => construct.title,
                _ => None,
            };
            return Some(Attribute {
                value,
                span: part.unwrap_or(construct.span),
                value_span: part,
            });
        }
        let tag = self.html_start_tag()?;
        let written = html::attributes(self.body.html_slice(tag)).find(|attribute| {
            let name_span = attribute.name.shift(tag.start);
            self.body.html_slice(name_span).eq_ignore_ascii_case(name)
        })?;
        Some(Attribute {
            value,
            span: self.body.locate(written.span.shift(tag.start)),
            value_span: written
                .value
                .map(|span| self.body.locate(span.shift(tag.start))),
        })
    }

    /// All attributes with their places, in the order in which they are written; names as the
    /// tree has them, with their prefix.
    pub fn attributes(&self) -> Vec<(Cow<'a, str>, Attribute<'a>)> {
        let attrs = &self.data().attrs;
        if self.construct().is_some() {
            let named = attrs.iter().filter_map(|(name, _)| {
                let name = &*name.local;
                Some((Cow::Borrowed(name), self.attribute(name)?))
            });
            let mut found: Vec<_> = named.collect();
            found.sort_by_key(|(_, attribute)| attribute.span);
            return found;
        }
        let Some(tag) = self.html_start_tag() else {
            return Vec::new();
        };
        let values: HashMap<_, _> = attrs
            .iter()
            .map(|(name, value)| {
                let name = qualified(name);
                (name.to_ascii_lowercase(), (name, &**value))
            })
            .collect();
        let written = html::attributes(self.body.html_slice(tag));
        let mut found = Vec::with_capacity(values.len());
        for attribute in written.filter(|attribute| !attribute.duplicate) {
            let name = self.body.html_slice(attribute.name.shift(tag.start));
            let key = name.to_ascii_lowercase().replace('\0', "\u{fffd}");
            let Some((name, value)) = values.get(&key) else {
                continue;
            };
            found.push((
                name.clone(),
                Attribute {
                    value,
                    span: self.body.locate(attribute.span.shift(tag.start)),
                    value_span: attribute
                        .value
                        .map(|span| self.body.locate(span.shift(tag.start))),
                },
            ));
        }
        found
    }
}

/// The name of an attribute with its prefix, as in `xlink:href`.
fn qualified(name: &QualName) -> Cow<'_, str> {
    match &name.prefix {
        Some(prefix) if !prefix.is_empty() => Cow::Owned(format!("{prefix}:{}", name.local)),
        _ => Cow::Borrowed(&name.local),
    }
}

/// The place in `tag`, a start tag, where another attribute can be put: behind the last one,
/// before `/>` or `>`. Counts bytes of the slice.
#[must_use]
pub(crate) fn attribute_slot(tag: &str) -> Option<u32> {
    let inner = tag.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    Some(offset(inner.trim_end().len()))
}
