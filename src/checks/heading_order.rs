//! Levels of headings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::Element;

/// Looks at the headings in the order of the article.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HeadingOrder {
    /// What is objected to.
    fault: Fault,
    /// For `start`: the deepest level that the first heading may have.
    #[serde(default = "default_first")]
    first: u8,
}

fn default_first() -> u8 {
    2
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The first heading is deep.
    Start,
    /// A heading is more than one level deeper than the one before.
    Skip,
}

impl Kind for HeadingOrder {
    const NAME: &'static str = "heading-order";
    const HOLES: &'static [&'static str] = &["level", "before"];
}

impl Check for HeadingOrder {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        if !body.element_names().any(|name| level(name).is_some()) {
            return;
        }
        let mut headings = body
            .elements()
            .filter_map(|element| Some((element, level(element.name())?)))
            .filter(|(element, _)| element.is_written() && !element.is_hidden());
        if self.fault == Fault::Start {
            let first = headings.next().filter(|(_, level)| *level > self.first);
            hits.extend(first.map(|(element, level)| {
                Hit::new(element.start_tag())
                    .with("level", level.to_string())
                    .with("before", self.first.to_string())
                    .help(format!("begin with {}", tag(element, self.first)))
            }));
            return;
        }
        let mut last: Option<(Element<'_>, u8)> = None;
        for (element, level) in headings {
            if let Some((before, above)) = last
                && level > above + 1
            {
                hits.push(
                    Hit::new(element.start_tag())
                        .with("level", level.to_string())
                        .with("before", above.to_string())
                        .related(before.start_tag(), "the heading before")
                        .help(format!("use {}", tag(element, above + 1))),
                );
            }
            last = Some((element, level));
        }
    }
}

/// A heading of another level, as one would write it in the place of this one.
fn tag(heading: Element<'_>, level: u8) -> String {
    match heading.is_html() {
        true => format!("`<h{level}>`"),
        false => format!("`{}`", "#".repeat(level.into())),
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
