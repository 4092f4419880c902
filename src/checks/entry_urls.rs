//! Entries of the front matter that are addresses.

use schemars::JsonSchema;
use serde::Deserialize;

use super::link_target::is_doubled;
use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::Node;
use crate::document::{UrlProblem, check_url};

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
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.is_template || !is_readable(front_matter) {
            return;
        }
        for key in &self.keys {
            let Some(node) = front_matter.get(key) else {
                continue;
            };
            let items = node.as_seq().unwrap_or(std::slice::from_ref(node));
            let items = items.iter().filter_map(|item| front_matter.resolve(item));
            hits.extend(items.filter_map(|item| judge(key, item)));
        }
    }
}

fn judge(key: &str, node: &Node<'_>) -> Option<Hit> {
    let url = node.as_str().filter(|_| !node.is_broken())?;
    // What the generator fills in is no address yet.
    if url.trim().is_empty() || url.contains("{{") || url.contains("{%") {
        return None;
    }
    let problem = match check_url(url) {
        Some(problem @ UrlProblem::Unreadable(_)) => problem.text(),
        _ if is_doubled(url) => "it starts twice".to_owned(),
        _ => return None,
    };
    let hit = Hit::new(node.span).with("key", key).with("url", url);
    Some(hit.with("problem", problem))
}
