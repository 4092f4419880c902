//! Plain YAML values that were meant as text and are read as something else.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::document::front_matter::{Format, FrontMatter, Node, Style, Value, quote};
use crate::document::{Span, offset};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::target::{self, Scalar, Target, may_be_other_than_text, names, under};

/// Looks at the values of keys that are text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct YamlTrap {
    /// Keys that are text, or lists of it, by nature; of a mapping, the values in it. Those that a
    /// target in use knows as text come on top.
    keys: Vec<String>,
    /// Keys that are text of one line, in which ` #` most likely is meant to be read.
    #[serde(default)]
    line_keys: Vec<String>,
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
            if self.line_keys.iter().any(|key| entry.is_called(key)) {
                hits.extend(cut(&entry.value, cx.article.source().text(), targets));
            }
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

/// A text that ends where ` #1` starts a comment, which nobody puts so: comments have a blank behind
/// the sign, or a word in capitals.
fn cut(node: &Node<'_>, text: &str, targets: &[Target]) -> Option<Hit> {
    if node.style != Style::Plain || node.as_str().is_none() {
        return None;
    }
    let kept = node.span.of_text(text);
    let rest = text[node.span.end as usize..].lines().next()?.trim_end();
    let word = rest.trim_start().strip_prefix('#')?;
    let first = word.split(|char: char| !char.is_alphanumeric()).next()?;
    let is_mark = first.len() > 1 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    if first.is_empty() || is_mark || word.contains(" #") {
        return None;
    }
    let span = Span::new(node.span.start, node.span.end + offset(rest.len()));
    let meant = span.of_text(text);
    let quoted = quoted(meant);
    let title = format!("write {quoted}");
    let edit = Edit::replace(span, quoted);
    let readers = match targets {
        [] => "every generator".to_owned(),
        targets => names(targets),
    };
    let hit = Hit::new(span)
        .with("value", meant)
        .with("targets", readers)
        .with("reading", format!("`{kept}`"))
        .note("` #` starts a comment");
    Some(hit.fix(Fix::new(title, Applicability::Unsafe, vec![edit])))
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
