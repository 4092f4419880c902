//! Dates in front matter.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Hit, Kind};
use crate::date::{DateFault, FaultKind, Notation, SiteZone, faults, read, scan};
use crate::document::Span;
use crate::document::front_matter::{Entry, Node, Style, Value};
use crate::target::Target;

/// Looks at the values of keys that are dates.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DateCheck {
    /// What is objected to.
    fault: Fault,
    /// Keys that are dates besides those that the targets know.
    #[serde(default)]
    keys: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// In no form that is known.
    Unparseable,
    /// A day or time that does not exist.
    Impossible,
    /// A weekday that does not belong to the day.
    Weekday,
}

impl Kind for DateCheck {
    const NAME: &'static str = "date";
    const HOLES: &'static [&'static str] = &["key", "value", "reason"];
}

impl Check for DateCheck {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let Some(front_matter) = cx.article.front_matter() else {
            return;
        };
        if front_matter.is_template {
            return;
        }
        for entry in front_matter.entries() {
            if !self.is_date(&entry.name(), &cx.settings.targets) {
                continue;
            }
            let Some(date) = front_matter.resolve(&entry.value).and_then(Written::of) else {
                continue;
            };
            match self.fault {
                Fault::Unparseable => hits.extend(unparseable(entry, &date, cx)),
                Fault::Impossible => {
                    hits.extend(
                        first(&date, FaultKind::is_impossible).map(|found| date.hit(entry, &found)),
                    );
                }
                Fault::Weekday => {
                    let weekday = |kind: &FaultKind| matches!(kind, FaultKind::Weekday { .. });
                    hits.extend(first(&date, weekday).map(|found| date.hit(entry, &found)));
                }
            }
        }
    }
}

impl DateCheck {
    /// Whether a key is a date: one of the targets says so, or the configuration. `date` itself is
    /// one to all of them.
    fn is_date(&self, key: &str, targets: &[Target]) -> bool {
        key == "date"
            || self.keys.iter().any(|known| known == key)
            || targets
                .iter()
                .any(|target| target.profile().date_keys().any(|known| known == key))
    }
}

/// A value that ought to be a date.
struct Written<'f> {
    text: Cow<'f, str>,
    notation: Notation,
    /// The value, in the file.
    span: Span,
    /// Where the text starts in the file, if it stands there byte by byte.
    start: Option<u32>,
}

impl<'f> Written<'f> {
    /// Texts, numbers and TOML's own dates. Nothing, lists and mappings are no dates to begin with.
    fn of(node: &'f Node<'_>) -> Option<Self> {
        if node.is_broken() {
            return None;
        }
        let (text, notation) = match &node.value {
            Value::Str(text) if node.style == Style::Plain => {
                (Cow::Borrowed(&**text), Notation::Plain)
            }
            Value::Str(text) => (Cow::Borrowed(&**text), Notation::Quoted),
            Value::DateTime(text) => (Cow::Borrowed(*text), Notation::TomlDate),
            Value::Int(number) => (Cow::Owned(number.to_string()), Notation::Plain),
            Value::Float(number) => (Cow::Owned(number.to_string()), Notation::Plain),
            _ => return None,
        };
        let verbatim = node.content.len() as usize == text.len();
        Some(Self {
            notation,
            span: node.span,
            start: verbatim.then_some(node.content.start),
            text,
        })
    }

    fn hit(&self, entry: &Entry<'_>, fault: &DateFault) -> Hit {
        let span = self
            .start
            .map_or(self.span, |start| fault.span.shift(start));
        self.on(entry, span).with("reason", fault.kind.to_string())
    }

    fn on(&self, entry: &Entry<'_>, span: Span) -> Hit {
        Hit::new(span)
            .with("key", entry.name())
            .with("value", self.text.trim())
    }
}

fn first(date: &Written<'_>, wanted: impl Fn(&FaultKind) -> bool) -> Option<DateFault> {
    let scanned = scan(&date.text)?;
    faults(&scanned)
        .into_iter()
        .find(|fault| wanted(&fault.kind))
}

/// A date that neither we can read nor one of the targets.
fn unparseable(entry: &Entry<'_>, date: &Written<'_>, cx: &Context<'_>) -> Option<Hit> {
    if date.text.trim().is_empty() || scan(&date.text).is_some() {
        return None;
    }
    let hit = date.on(entry, date.span);
    if cx.settings.targets.is_empty() {
        return Some(hit);
    }
    let zone = SiteZone::unknown();
    let lost: Vec<_> = cx
        .settings
        .targets
        .iter()
        .filter(|target| !read(**target, &date.text, date.notation, &zone).is_read())
        .map(|target| format!("{}: {}", target.name(), target.unreadable_date_words()))
        .collect();
    (!lost.is_empty()).then(|| hit.note(lost.join("; ")))
}
