//! What the text may not say.

use schemars::JsonSchema;
use scraper::{ElementRef, Selector};
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::{Body, Prose};
use crate::fix::{Applicability, Edit, Fix};
use crate::written::Pattern;

/// Points at every place in the body's text that a pattern describes. The text is what a reader
/// sees: character references decoded, white space collapsed, inline elements not in the way.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TextCheck {
    /// A regular expression; `(?i)` at its start ignores case.
    pattern: Pattern,
    /// A CSS selector of the elements to look into; the whole body without.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    within: Option<Within>,
    /// Whether to look into code, too.
    #[serde(default)]
    code: bool,
    /// What to write instead, offered as a fix; `$1` is the first group of the pattern.
    #[serde(default)]
    replace: Option<String>,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Within(Selector);

impl TryFrom<String> for Within {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let selector = Selector::parse(&text);
        selector
            .map(Self)
            .map_err(|error| format!("`{text}`: {error}"))
    }
}

impl Within {
    fn holds(&self, body: &Body, prose: &Prose, at: usize) -> bool {
        let node = body.dom().tree().tree.get(prose.node(at));
        node.is_some_and(|node| {
            let mut around = node.ancestors().filter_map(ElementRef::wrap);
            around.any(|element| self.0.matches(&element))
        })
    }
}

impl Kind for TextCheck {
    const NAME: &'static str = "text";
    const HOLES: &'static [&'static str] = &["text", "replacement"];

    fn validate(&self) -> Result<(), String> {
        if self.pattern.is_in("") {
            return Err(
                "the pattern matches nothing at all, and so it is found everywhere".to_owned(),
            );
        }
        Ok(())
    }
}

impl Check for TextCheck {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let with_code;
        let runs = if self.code {
            with_code = body.prose_and_code();
            &with_code
        } else {
            body.prose()
        };
        for prose in runs {
            self.look_into(body, prose, hits);
        }
    }
}

impl TextCheck {
    fn look_into(&self, body: &Body, prose: &Prose, hits: &mut Vec<Hit>) {
        for found in self.pattern.regex().captures_iter(prose.text()) {
            let Some(whole) = found.get(0).filter(|whole| !whole.is_empty()) else {
                continue;
            };
            let within = self.within.as_ref();
            if within.is_some_and(|within| !within.holds(body, prose, whole.start())) {
                continue;
            }
            let hit = Hit::new(prose.locate(body, whole.range())).with("text", whole.as_str());
            let Some(replace) = &self.replace else {
                hits.push(hit);
                continue;
            };
            let mut new = String::new();
            found.expand(replace, &mut new);
            let place = prose.exact(body, whole.range()).filter(|_| is_plain(&new));
            let fix = place.map(|place| {
                let title = format!("write `{new}`");
                Fix::new(
                    title,
                    Applicability::Unsafe,
                    vec![Edit::replace(place, new.as_str())],
                )
            });
            hits.push(hit.with("replacement", new).fix(fix));
        }
    }
}

/// Whether a text says the same in HTML and in Markdown.
fn is_plain(text: &str) -> bool {
    !text.contains([
        '<', '>', '&', '*', '_', '`', '[', ']', '\\', '|', '~', '{', '#', '\n',
    ])
}
