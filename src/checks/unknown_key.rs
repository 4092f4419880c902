//! Keys of the front matter that nobody reads.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Deserialize;

use super::required_entry::is_readable;
use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Entry, FrontMatter};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::suggest::{is_slip, nearest};
use crate::target::{Profile, Target};

/// Looks at the keys at the top of the front matter.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct UnknownKey {
    /// The keys of the site, besides those that its generator gives a meaning: all others are
    /// reported. Without any, only slips of the generator's keys are.
    #[serde(default)]
    keys: Vec<String>,
}

impl Kind for UnknownKey {
    const NAME: &'static str = "unknown-key";
    const HOLES: &'static [&'static str] = &["key", "problem"];
}

impl Check for UnknownKey {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front) = cx.article.front_matter() else {
            return;
        };
        let targets = &cx.settings.targets;
        if front.is_template || !is_readable(front) {
            return;
        }
        for entry in front.entries() {
            let Some(key) = entry.key.as_str() else {
                continue;
            };
            if is_known(key, targets) || self.keys.iter().any(|known| known == key) {
                continue;
            }
            if self.keys.is_empty() {
                let Some(meant) = slip(key, front, targets) else {
                    continue;
                };
                let hit = told(entry, key, Some(meant), front);
                hits.push(match targets.is_empty() {
                    true => hit.level(Level::Info),
                    false => hit,
                });
                continue;
            }
            let known = self.keys.iter().map(String::as_str);
            let meant = nearest(key, known.chain(keys(targets)));
            let help = "correct the key, or add it to `front-matter.known`";
            hits.push(told(entry, key, meant, front).help(help));
        }
    }
}

fn told(entry: &Entry<'_>, key: &str, meant: Option<&str>, front: &FrontMatter<'_>) -> Hit {
    let problem = match meant {
        Some(meant) => format!("most likely means `{meant}`"),
        None => "is none of the keys of this site".to_owned(),
    };
    let hit = Hit::new(entry.key.span)
        .with("key", key)
        .with("problem", problem);
    // Two keys of one name would be worse.
    let meant = meant.filter(|meant| front.entry(meant).is_none());
    let plain = meant.filter(|_| front.source(&entry.key) == key);
    hit.fix(plain.map(|meant| {
        let edit = Edit::replace(entry.key.span, meant);
        Fix::new(
            format!("write `{meant}`"),
            Applicability::Unsafe,
            vec![edit],
        )
    }))
}

/// The key of a generator that was meant, where the article does not have it as well. Without a
/// generator that is one which most of them know.
fn slip(key: &str, front: &FrontMatter<'_>, targets: &[Target]) -> Option<&'static str> {
    let is_meant = |known: &&'static str| {
        is_slip(key, known) && !is_known(key, Target::ALL) && front.entry(known).is_none()
    };
    match targets {
        [] => COMMON.iter().copied().find(is_meant),
        _ => names(targets).find(is_meant),
    }
}

/// The keys that most generators know.
static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let knows = |target: &&Target, name: &str| target.profile().key(name).is_some();
    let readers = |name: &str| {
        let all = Target::ALL.iter();
        all.filter(|target| knows(target, name)).count()
    };
    let is_common = |name: &&'static str| readers(name) > Target::ALL.len() / 2;
    let mut common: Vec<_> = names(Target::ALL).filter(is_common).collect();
    common.sort_unstable();
    common.dedup();
    common
});

/// The keys of generators, but for those whose keys each site makes.
fn names(targets: &[Target]) -> impl Iterator<Item = &'static str> {
    let profiles = targets.iter().map(|target| target.profile());
    let profiles = profiles.filter(|profile| !profile.keys_are_the_sites);
    profiles.flat_map(|profile| profile.keys.iter().map(|key| key.name))
}

fn is_known(key: &str, targets: &[Target]) -> bool {
    let mut profiles = targets.iter().map(|target| target.profile());
    profiles.any(|profile: &Profile| profile.key(key).is_some())
}

fn keys<'k>(targets: &[Target]) -> Vec<&'k str> {
    let profiles = targets.iter().map(|target| target.profile());
    let keys = profiles.flat_map(|profile| profile.keys);
    keys.map(|key| key.name).collect()
}
