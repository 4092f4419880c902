//! Entries of the front matter that are addresses.

use schemars::JsonSchema;
use serde::Deserialize;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::Node;
use crate::document::{UrlProblem, check_url, url_slip};

/// Looks at entries that are addresses, or lists of them.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryUrls {
    /// The keys.
    keys: Vec<String>,
}

impl Kind for EntryUrls {
    const NAME: &'static str = "entry-urls";
    const HOLES: &'static [&'static str] = &["key", "url", "problem"];
}

impl Check for EntryUrls {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let urls = urls(cx, &self.keys);
        hits.extend(urls.filter_map(|(key, node)| judge(key, node)));
    }
}

/// What stands under some keys of the front matter, or in lists there, with the key.
pub(super) fn urls<'k, 'a: 'k>(
    cx: &Context<'a>,
    keys: &'k [String],
) -> impl Iterator<Item = (&'k str, &'a Node<'a>)> + use<'k, 'a> {
    let front_matter = cx.article.front_matter();
    let front_matter = front_matter.filter(|found| !found.is_template && is_readable(found));
    let keys = front_matter.into_iter().flat_map(move |front_matter| {
        let nodes = keys.iter();
        nodes.filter_map(move |key| Some((front_matter, key.as_str(), front_matter.get(key)?)))
    });
    keys.flat_map(|(front_matter, key, node)| {
        let items = node.as_seq().unwrap_or(std::slice::from_ref(node)).iter();
        let items = items.filter_map(move |item| front_matter.resolve(item));
        items
            .filter(|item| !item.is_broken())
            .map(move |item| (key, item))
    })
}

fn judge(key: &str, node: &Node<'_>) -> Option<Hit> {
    let url = node.as_str()?;
    // What the generator fills in is no address yet.
    if url.trim().is_empty() || url.contains("{{") || url.contains("{%") {
        return None;
    }
    let problem = match check_url(url) {
        Some(problem @ UrlProblem::Unreadable(_)) => problem.text(),
        _ => url_slip(url)?.problem.to_owned(),
    };
    let hit = Hit::new(node.span).with("key", key).with("url", url);
    Some(hit.with("problem", problem))
}
