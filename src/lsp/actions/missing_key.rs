//! A key that the front matter has to have, added with a value to begin with.

use crate::checks::Hit;
use crate::date;
use crate::document::front_matter::{Format, FrontMatter, Style, quote_as};
use crate::document::{Article, Source};
use crate::engine;
use crate::finding::Finding;
use crate::fix::{Edit, apply};
use crate::lsp::snapshot::Snapshot;
use crate::target::{Kind, Target};

/// The key that a finding misses, and the edit that adds it. Other findings may come of the value,
/// which is for the author to give; this one has to go.
pub(super) fn add(snapshot: &Snapshot, finding: &Finding) -> Option<(String, Edit)> {
    let rule = snapshot.config.rules().get(&finding.rule)?;
    let says = |key: &&str| {
        let hit = Hit::new(finding.span)
            .with("key", *key)
            .with("problem", "is missing");
        rule.finding(hit).message == finding.message
    };
    let keys = rule.check.required_keys();
    // `a|b` is satisfied by either.
    let key = keys.into_iter().find(says)?.split('|').next()?.trim();
    let article = snapshot.article();
    let front_matter = article.front_matter()?;
    let edit = insertion(front_matter, key, &value(snapshot, &article, key))?;
    let text = apply(snapshot.source.text(), std::slice::from_ref(&edit));
    let source = Source::new(snapshot.path(), text);
    let left = engine::check(&source, &snapshot.config());
    let stays = |other: &Finding| other.rule == finding.rule && other.message == finding.message;
    (!left.iter().any(stays)).then(|| (key.to_owned(), edit))
}

/// The entry at the head of the block: there it is in no table of TOML and in no other value.
fn insertion(front_matter: &FrontMatter<'_>, key: &str, value: &Value) -> Option<Edit> {
    let fence = &front_matter.fence;
    let eol = fence.eol.text();
    let quoted = |text: &str| quote_as(text, front_matter.format, Style::Plain);
    let written = match value {
        Value::Text(text) => quoted(text),
        Value::Plain(text) => text.clone(),
        Value::Date(text) => match front_matter.format {
            Format::Json => quoted(text),
            Format::Yaml | Format::Toml | Format::Other => text.clone(),
        },
    };
    let text = match front_matter.format {
        Format::Yaml => format!("{}: {written}{eol}", quoted(key)),
        Format::Toml => format!("{key} = {written}{eol}"),
        Format::Json => {
            let comma = if front_matter.entries().is_empty() {
                ""
            } else {
                ","
            };
            format!("{eol}  {}: {written}{comma}", quoted(key))
        }
        Format::Other => return None,
    };
    // Between fences JSON has braces of its own.
    let root = front_matter.root.as_ref();
    let brace = root.filter(|root| front_matter.source(root).starts_with('{'));
    let at = match (front_matter.format, brace) {
        (Format::Json, Some(root)) => root.span.start + 1,
        _ => fence.block.start,
    };
    Some(Edit::insert(at, text))
}

/// A value to begin with.
enum Value {
    Text(String),
    Date(String),
    Plain(String),
}

fn value(snapshot: &Snapshot, article: &Article<'_>, key: &str) -> Value {
    let targets = &snapshot.config.settings().targets;
    let targets = if targets.is_empty() {
        Target::ALL
    } else {
        targets
    };
    let known = targets.iter().find_map(|target| target.profile().key(key));
    match known.map_or(Kind::Any, |key| key.kind) {
        Kind::Date => Value::Date(day(snapshot)),
        Kind::Bool => Value::Plain("false".to_owned()),
        Kind::Number => Value::Plain("0".to_owned()),
        Kind::List | Kind::TextOrList | Kind::WordsOrList => Value::Plain("[]".to_owned()),
        Kind::Map => Value::Plain("{}".to_owned()),
        Kind::Text | Kind::Any if key == "title" => Value::Text(title(article)),
        Kind::Text | Kind::Any => Value::Text("…".to_owned()),
    }
}

/// The day in the name of the file, else today.
fn day(snapshot: &Snapshot) -> String {
    let path = snapshot.path().to_string_lossy();
    match date::from_path(&path) {
        Some(found) => found.date.to_string(),
        None => snapshot.today(),
    }
}

/// The first heading, else the name of the file.
fn title(article: &Article<'_>) -> String {
    let mut elements = article.body().elements();
    let heading = elements.find(|element| element.name() == "h1");
    let heading = heading.map(|heading| heading.text()).unwrap_or_default();
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    if !heading.is_empty() {
        return heading;
    }
    let stem = article.source().path().file_stem().unwrap_or_default();
    stem.to_string_lossy().replace(['-', '_'], " ")
}
