//! Keys that front matter has to have.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::date;
use crate::document::front_matter::{Format, FrontMatter, Problem, ProblemKind};
use crate::finding::Level;
use crate::target::{Target, Untitled, implied_by, lies_in};

/// Looks for keys that are not there.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RequiredEntry {
    /// Keys that every article needs; `a|b` is satisfied by either.
    #[serde(default)]
    keys: Vec<String>,
    /// Keys that posts need. In other articles their lack is information: not every page wants a
    /// title of its own.
    #[serde(default)]
    post_keys: Vec<String>,
}

impl Kind for RequiredEntry {
    const NAME: &'static str = "required-entry";
    const HOLES: &'static [&'static str] = &["key"];
}

impl Check for RequiredEntry {
    fn required_keys(&self) -> Vec<&str> {
        let keys = self.keys.iter().chain(&self.post_keys);
        keys.map(String::as_str).collect()
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.is_template || !is_readable(front_matter) {
            return;
        }
        let place = front_matter.fence.open;
        let lacks = |key: &&String| !key.split('|').any(|name| has(cx, name.trim()));
        for key in self.keys.iter().filter(lacks) {
            hits.push(Hit::new(place).with("key", key.as_str()));
        }
        // What has a date is a post, whatever the folder is called.
        let known = cx.is_post();
        let post = known.unwrap_or_else(|| has(cx, "date"));
        for key in self.post_keys.iter().filter(lacks) {
            let hit = Hit::new(place).with("key", key.as_str());
            match known {
                _ if post && key == "title" => hits.push(untitled(hit, cx)),
                // It is dated when it comes out.
                _ if key == "date" && cx.is_draft() => {}
                _ if post => hits.push(hit),
                // A page has no place in time.
                _ if key == "date" && (known.is_some() || !may_be_post(cx)) => {}
                _ => hits.push(hit.level(Level::Info)),
            }
        }
    }
}

/// Whether the path of an article without date looks like that of a post.
fn may_be_post(cx: &Context<'_>) -> bool {
    const FOLDERS: &[&str] = &["_posts", "articles", "blog", "news", "post", "posts"];
    let path = cx.settings.site_path(cx.article.source().path());
    FOLDERS.iter().any(|folder| lies_in(&path, folder))
}

/// A post without title, which is worth knowing where the generators call it something all the
/// same.
fn untitled(hit: Hit, cx: &Context<'_>) -> Hit {
    let path = || cx.settings.site_path(cx.article.source().path());
    let targets = match cx.settings.targets.as_slice() {
        [] => implied_by(&path()).into_iter().collect(),
        known => known.to_vec(),
    };
    let is_named = |target: &Target| match target.profile().untitled {
        Untitled::FileName | Untitled::HeadingOrFileName => true,
        Untitled::Nothing | Untitled::Templates => false,
    };
    let told = targets
        .iter()
        .map(|target| Some(format!("{}: {}", target.name(), target.untitled_words()?)));
    match told.collect::<Option<Vec<_>>>() {
        Some(told) if !told.is_empty() => {
            let level = match targets.iter().all(is_named) {
                true => Level::Info,
                false => Level::Warning,
            };
            hit.level(level).note(told.join("; "))
        }
        _ => hit,
    }
}

/// Whether the block says what it says: of one that is broken as a whole, or in a language that is
/// not read here, nobody knows which keys it has.
pub(super) fn is_readable(front_matter: &FrontMatter<'_>) -> bool {
    let broken = |problem: &Problem| {
        problem.kind != ProblemKind::DuplicateKey && problem.kind != ProblemKind::Syntax
    };
    let lost = front_matter.root.is_none() && !front_matter.problems.is_empty();
    front_matter.format != Format::Other && !lost && !front_matter.problems.iter().any(broken)
}

/// Whether an article has a key, as the targets in use compare names; a date may stand in the name
/// of the file.
fn has(cx: &Context<'_>, key: &str) -> bool {
    let targets = cx.settings.targets.as_slice();
    let folds = |target: &Target| target.profile().keys_fold_case;
    // Of `Title` nobody knows whether it counts until there is a target.
    let fold = targets.iter().all(folds);
    let entries = cx.article.front_matter().map(FrontMatter::entries);
    let mut entries = entries.unwrap_or_default().iter();
    let path = || cx.article.source().path().to_string_lossy();
    entries.any(|entry| entry.is_called(key) || fold && entry.name().eq_ignore_ascii_case(key))
        || (key == "date" && date::from_path(&path()).is_some())
        || is_in_broken_line(cx, key)
}

/// Whether a line that starts with the key is there and cannot be read: that is said already.
fn is_in_broken_line(cx: &Context<'_>, key: &str) -> bool {
    let Some(front_matter) = cx.article.front_matter() else {
        return false;
    };
    let syntax = |problem: &Problem| problem.kind == ProblemKind::Syntax;
    let block = cx.article.source().slice(front_matter.fence.block);
    front_matter.problems.iter().any(syntax)
        && block.lines().any(|line| {
            let line = line.trim_start_matches([' ', '\t', '"', '\'', ',', '{']);
            let rest = line.strip_prefix(key);
            rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric()))
        })
}
