//! Elements that a CSS selector describes.

mod selector;

use schemars::JsonSchema;
use scraper::ElementRef;
use serde::Deserialize;

use super::attribute_name::remove;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::html::Dom;
use crate::document::{Article, Element, Span};
use crate::fix::{Applicability, Edit, Fix};
use crate::written::Pattern;
use selector::Select;

/// Points at every element that a selector matches; with `at-least` or `at-most`, at an article
/// that has too few or too many of them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ElementCheck {
    /// A CSS selector (Selectors Level 4, with `:is`, `:where`, `:not` and `:has`):
    /// `figure:not(:has(figcaption))`.
    #[schemars(with = "String")]
    select: Select,
    /// The attribute to point at; the start tag without.
    #[serde(default)]
    attribute: Option<String>,
    /// A regular expression that has to be found in the value of `attribute`, or without
    /// `attribute` in the text of the element, white space collapsed.
    #[serde(default)]
    matches: Option<Pattern>,
    /// Whether to offer, with `--unsafe-fixes`, to take `attribute` out.
    #[serde(default)]
    remove: bool,
    /// A value to offer for `attribute`, with `--unsafe-fixes`.
    #[serde(default)]
    write: Option<String>,
    /// Whether to pass over what a template may put into another element: template syntax stands
    /// before it in its parent, or it stands alone in a file without front matter, which is a part
    /// of a page.
    #[serde(default)]
    except_in_templates: bool,
    /// How many such elements an article needs.
    #[serde(default)]
    at_least: Option<usize>,
    /// How many such elements an article may have.
    #[serde(default)]
    at_most: Option<usize>,
    /// A regular expression for template tags that stand for such an element, as
    /// `\{\{< figure` does on Hugo.
    #[serde(default)]
    or_template: Option<Pattern>,
}

impl Kind for ElementCheck {
    const NAME: &'static str = "element";
    const HOLES: &'static [&'static str] = &["name", "value", "text", "count"];

    fn validate(&self) -> Result<(), String> {
        let counted = self.at_least.is_some() || self.at_most.is_some();
        if self.or_template.is_some() && !counted {
            return Err("`or-template` needs `at-least` or `at-most`".to_owned());
        }
        let mends = self.remove || self.write.is_some();
        if mends && (counted || self.attribute.is_none()) {
            return Err("`remove` and `write` need `attribute`, and nothing is counted".to_owned());
        }
        if self.remove && self.write.is_some() {
            return Err("`remove` leaves nothing to `write`".to_owned());
        }
        let quotes = |value: &String| value.contains(['"', '\'', '&']);
        if self.write.as_ref().is_some_and(quotes) {
            return Err("`write` cannot hold quotes or `&`".to_owned());
        }
        match (self.at_least, self.at_most) {
            (Some(least), Some(most)) if least > most => {
                Err("`at-least` is greater than `at-most`".to_owned())
            }
            (Some(0), _) => Err("`at-least: 0` asks for nothing".to_owned()),
            _ => Ok(()),
        }
    }
}

impl Check for ElementCheck {
    fn elements(&self) -> Elements {
        match self.is_counted() {
            true => Elements::None,
            false => self.select.subjects.clone(),
        }
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let is_excused = || self.except_in_templates && may_be_held(element, cx.article);
        if self.is_meant(element) && !is_excused() {
            let fix = self.mended(element, cx.article);
            hits.push(self.hit(element).fix(fix));
        }
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if !self.is_counted() {
            return;
        }
        let mut meant = Vec::new();
        self.select.subjects.each(cx.article.body(), |element| {
            if self.is_meant(element) {
                meant.push(element);
            }
        });
        meant.sort_by_key(Element::start_tag);
        let count = meant.len() + self.templates(cx.article);
        if self.at_least.is_some_and(|least| count < least) {
            let hit = Hit::new(place_of_lack(cx.article));
            hits.push(hit.with("count", count.to_string()));
        }
        let most = self.at_most.filter(|&most| count > most);
        let extra = most.and_then(|most| meant.get(most).or(meant.last()));
        if let Some(extra) = extra {
            hits.push(self.hit(*extra).with("count", count.to_string()));
        }
    }
}

impl ElementCheck {
    fn is_counted(&self) -> bool {
        self.at_least.is_some() || self.at_most.is_some()
    }

    fn is_meant(&self, element: Element<'_>) -> bool {
        let matches = || {
            let element = ElementRef::wrap(element.node());
            element.is_some_and(|element| self.select.selector.matches(&element))
        };
        self.select.may_match(element) && matches() && element.is_written() && self.says(element)
    }

    fn says(&self, element: Element<'_>) -> bool {
        let Some(pattern) = &self.matches else {
            return true;
        };
        match &self.attribute {
            Some(name) => element.attr(name).is_some_and(|value| pattern.is_in(value)),
            None => pattern.is_in(&collapsed(&element.text())),
        }
    }

    fn hit(&self, element: Element<'_>) -> Hit {
        let attribute = self
            .attribute
            .as_ref()
            .and_then(|name| element.attribute(name));
        let span = attribute.map_or(element.start_tag(), |attribute| attribute.span);
        let value = attribute.map_or("", |attribute| attribute.value);
        Hit::new(span)
            .with("name", element.name())
            .with("value", value)
            .with("text", collapsed(&element.text()))
    }

    fn mended(&self, element: Element<'_>, article: &Article<'_>) -> Option<Fix> {
        let name = self.attribute.as_ref()?;
        let attribute = element.attribute(name)?;
        if article.is_opaque(attribute.span) {
            return None;
        }
        if self.remove {
            return remove(element, name, &format!("remove `{name}`"));
        }
        let value = self.write.as_ref()?;
        let span = element.editable_start_tag().and(attribute.value_span)?;
        let edit = Edit::replace(span, value);
        let title = format!("write `{value}`");
        Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
    }

    fn templates(&self, article: &Article<'_>) -> usize {
        let Some(pattern) = &self.or_template else {
            return 0;
        };
        let tags = article.opaque().iter();
        tags.filter(|tag| pattern.is_in(article.source().slice(**tag)))
            .count()
    }
}

/// Whether a template may put an element into another one than it seems to stand in.
fn may_be_held(element: Element<'_>, article: &Article<'_>) -> bool {
    let start = element.start_tag().start;
    let outer = element.parent().filter(|parent| !parent.is_implied());
    let from = outer.map_or(article.body().span().start, |parent| parent.start_tag().end);
    let before = Span::new(from.min(start), start);
    let is_part = !article.has_metadata() && !Dom::is_document(article.body().html());
    outer.is_none() && is_part || article.is_opaque_and_live(before)
}

/// Where to say that something is not there: at the fence of the front matter, else at the first
/// line.
fn place_of_lack(article: &Article<'_>) -> Span {
    let open = article.front_matter().map(|found| found.fence.open);
    open.filter(|open| !open.is_empty()).unwrap_or_else(|| {
        let source = article.source();
        source.lines().line(source.text(), 0)
    })
}

/// The text on one line.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
