//! Plain YAML values that were meant as text and are read as something else.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Format, FrontMatter, Node, Style, Value, quote};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{self, Scalar, Target, may_be_other_than_text, names, under};

/// Looks at the values of keys that are text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct YamlTrap {
    /// Keys that are text, or lists of it, by nature; of a mapping, the values in it. Those that a
    /// target in use knows as text come on top.
    keys: Vec<String>,
}

impl Kind for YamlTrap {
    const NAME: &'static str = "yaml-trap";
    const HOLES: &'static [&'static str] = &["value", "targets", "reading"];
}

impl Check for YamlTrap {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.format != Format::Yaml {
            return;
        }
        let targets = cx.settings.targets.as_slice();
        for entry in front_matter.entries() {
            if self.is_text(&entry.name(), targets) {
                judge(&entry.value, front_matter, targets, hits);
            }
        }
    }
}

impl YamlTrap {
    fn is_text(&self, key: &str, targets: &[Target]) -> bool {
        let text = |target: &Target| {
            let kind = target.profile().key(key).map(|key| key.kind);
            kind.is_some_and(|kind| {
                matches!(
                    kind,
                    target::Kind::Text
                        | target::Kind::List
                        | target::Kind::TextOrList
                        | target::Kind::WordsOrList
                )
            })
        };
        self.keys.iter().any(|known| known == key) || targets.iter().any(text)
    }
}

/// A value, the items of a list, or the lists in a mapping of taxonomies.
fn judge(node: &Node<'_>, front: &FrontMatter<'_>, targets: &[Target], hits: &mut Vec<Hit>) {
    match &node.value {
        Value::Seq(items) => {
            for item in items.iter().filter(|item| item.as_map().is_none()) {
                judge(item, front, targets, hits);
            }
        }
        Value::Map(entries) => {
            let lists = entries
                .iter()
                .filter(|entry| entry.value.as_seq().is_some());
            for list in lists {
                judge(&list.value, front, targets, hits);
            }
        }
        _ if node.style == Style::Plain && node.tag.is_none() => {
            hits.extend(trap(node, front.source(node), targets));
        }
        _ => {}
    }
}

fn trap(node: &Node<'_>, text: &str, targets: &[Target]) -> Option<Hit> {
    if !may_be_other_than_text(text) {
        return None;
    }
    let is_certain = !targets.is_empty();
    let readers = if is_certain { targets } else { Target::ALL };
    let readings: Vec<_> = readers
        .iter()
        .map(|target| (*target, under(*target, text, Style::Plain)))
        .collect();
    let trapped: Vec<_> = readings
        .iter()
        .filter(|(_, scalar)| is_changed(scalar, text))
        .collect();
    let (_, first) = trapped.first()?;
    // One reader among many is no reason to speak up before it is in use.
    if !is_certain && trapped.len() < 2 {
        return None;
    }
    let alike = trapped.iter().filter(|(_, scalar)| scalar == first);
    let alike: Vec<_> = alike.map(|(target, _)| *target).collect();
    let others = trapped.iter().filter(|(_, scalar)| scalar != first);
    let others: Vec<_> = others
        .filter_map(|(target, scalar)| Some(format!("{} reads {}", target.name(), scalar.words()?)))
        .collect();
    // Quotes give every reader the text as written. That changes nothing but the fault where all
    // that read it otherwise today are wrong, and in use.
    let right = |scalar: &Scalar| is_changed(scalar, text) || matches!(scalar, Scalar::Text(_));
    let is_safe = is_certain && readings.iter().all(|(_, scalar)| right(scalar));
    let applicability = match is_safe {
        true => Applicability::Safe,
        false => Applicability::Unsafe,
    };
    let quoted = quoted(text);
    let title = format!("write {quoted}");
    let mut hit = Hit::new(node.span)
        .with("value", text)
        .with("targets", names(&alike))
        .with("reading", first.words()?)
        .fix(Fix::new(
            title,
            applicability,
            vec![Edit::replace(node.span, quoted)],
        ));
    if !others.is_empty() {
        hit = hit.note(others.join("; "));
    }
    Some(match is_certain {
        true => hit,
        false => hit.level(Level::Info),
    })
}

/// In quotes, whatever [`quote`] thinks of the need.
fn quoted(text: &str) -> Cow<'_, str> {
    let quoted = quote(text);
    match quoted.starts_with(['\'', '"']) {
        true => Cow::Owned(quoted),
        false => Cow::Owned(format!("'{text}'")),
    }
}

/// Whether what is read is no longer what is written once it is printed. An empty value was most
/// likely meant so.
fn is_changed(scalar: &Scalar, text: &str) -> bool {
    let printed = match scalar {
        Scalar::Null | Scalar::Text(_) => return false,
        Scalar::Bool(truth) => return !text.eq_ignore_ascii_case(&truth.to_string()),
        Scalar::Int(_) | Scalar::Float(_) | Scalar::Day(_) => scalar.to_string(),
        Scalar::Local(_) | Scalar::Instant(_) => return true,
    };
    printed != text
}
