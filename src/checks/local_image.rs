//! Pictures that lie on the site itself.

use schemars::JsonSchema;
use serde::Deserialize;

use super::entry_urls::urls;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Span, offset};
use crate::fix::{Applicability, Edit, Fix};
use crate::site::{Address, Led, decoded};

/// Looks for the files of images that lie on the site.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LocalImage {
    /// What is objected to.
    fault: Fault,
    /// Keys of the front matter that are pictures, or lists of them.
    #[serde(default)]
    keys: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// There is no such file.
    Missing,
    /// There is one whose name differs in the case of letters.
    Case,
}

impl Kind for LocalImage {
    const NAME: &'static str = "local-image";
    const HOLES: &'static [&'static str] = &["url", "path"];
}

impl Check for LocalImage {
    fn elements(&self) -> Elements {
        Elements::named(&["img"])
    }

    fn element(&self, element: Element<'_>, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(url) = element.attr("src") else {
            return;
        };
        let place = || {
            let src = element.attribute("src")?;
            Some(src.value_span.unwrap_or(src.span))
        };
        hits.extend(self.look(url, place, element.construct().is_some(), cx));
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if cx.settings.targets.is_empty() {
            return;
        }
        for (_, node) in urls(cx, &self.keys) {
            // What a relative one is counted from is up to the theme.
            let rooted = node.as_str().filter(|url| url.starts_with('/'));
            let Some(url) = rooted else { continue };
            let is_verbatim = cx.article.source().slice(node.content) == url;
            let place = if is_verbatim { node.content } else { node.span };
            hits.extend(self.look(url, || Some(place), false, cx));
        }
    }
}

impl LocalImage {
    fn look(
        &self,
        url: &str,
        place: impl FnOnce() -> Option<Span>,
        is_markdown: bool,
        cx: &Context<'_>,
    ) -> Option<Hit> {
        let led = cx.site()?.picture(&Address::read(url)?, is_markdown);
        if !matches!(led, Led::OtherCase(_) | Led::Nowhere { .. }) {
            return None;
        }
        let span = place()?;
        // What is put together from a template is known when the site is built.
        if cx.article.is_opaque(span) {
            return None;
        }
        let written = cx.article.source().slice(span);
        match (self.fault, led) {
            (Fault::Missing, Led::Nowhere { place, sibling }) => {
                let mut hit = Hit::new(span).with("url", written).with("path", place);
                hit.note = sibling.map(|name| format!("`{name}` is there"));
                Some(hit)
            }
            (Fault::Case, Led::OtherCase(names)) => {
                let fix = respell(written, span, &names);
                let hit = Hit::new(span).with("url", written);
                Some(hit.with("path", names.join("/")).fix(fix))
            }
            _ => None,
        }
    }
}

/// Writes the names of an address as they are; none if a part of it is encoded that has to change.
pub(super) fn respell(written: &str, span: Span, names: &[String]) -> Option<Fix> {
    let mut at = written.find(['?', '#']).unwrap_or(written.len());
    let mut edits = Vec::new();
    for name in names.iter().rev() {
        let start = written[..at].rfind('/').map_or(0, |slash| slash + 1);
        let part = &written[start..at];
        let meant = decoded(part)?;
        if meant != *name {
            // Behind `..` the names are no longer those of the file.
            if meant.to_lowercase() != name.to_lowercase() {
                break;
            }
            if meant != part {
                return None;
            }
            let place = Span::new(span.start + offset(start), span.start + offset(at));
            edits.push(Edit::replace(place, name.clone()));
        }
        match start.checked_sub(1) {
            Some(slash) => at = slash,
            None => break,
        }
    }
    edits.reverse();
    let title = "write the name as the file has it";
    (!edits.is_empty()).then(|| Fix::new(title, Applicability::Safe, edits))
}
