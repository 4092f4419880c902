//! Referrer policies of images and frames from other hosts.

mod hosts;
mod name;
mod page;

use std::borrow::Cow;

use html5ever::local_name;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::image_url::is_at_home;
use super::tracking_pixel::is_counter;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, Image, attribute_slot, web_host};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::suggest::nearest;

pub(super) use hosts::Hosts;

/// Looks at `referrerpolicy`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ReferrerPolicyCheck {
    /// What is objected to.
    fault: Fault,
    /// For `missing`: the elements that ought to have the attribute.
    #[serde(default)]
    elements: Vec<String>,
    /// For `missing`: the value to set.
    #[serde(default = "default_policy")]
    policy: String,
    /// For `missing`: globs of hosts whose pictures and frames break without the attribute.
    #[serde(default)]
    require: Hosts,
    /// For `missing`: globs of hosts that want a Referer, and so no attribute.
    #[serde(default)]
    except: Hosts,
}

fn default_policy() -> String {
    "no-referrer".to_owned()
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Fault {
    /// The attribute is not there, on something that comes from another host.
    Missing,
    /// The value is none of the standard's.
    InvalidValue,
    /// The name of the attribute is mistyped.
    Misspelled,
}

/// The policies (W3C Referrer Policy §3); the empty string is one too.
const POLICIES: &[&str] = &[
    "no-referrer",
    "no-referrer-when-downgrade",
    "same-origin",
    "origin",
    "strict-origin",
    "origin-when-cross-origin",
    "strict-origin-when-cross-origin",
    "unsafe-url",
];

/// Elements that the attribute has an effect on (WHATWG HTML, index of attributes).
const CARRIERS: &[&str] = &["a", "area", "iframe", "img", "link", "script"];

/// What `<meta name="referrer">` once took, and what browsers now read it as (WHATWG HTML §4.2.5.3).
const LEGACY: &[(&str, &str)] = &[
    ("never", "no-referrer"),
    ("default", "strict-origin-when-cross-origin"),
    ("always", "unsafe-url"),
    ("origin-when-crossorigin", "origin-when-cross-origin"),
];

impl Kind for ReferrerPolicyCheck {
    const NAME: &'static str = "referrer-policy";
    const HOLES: &'static [&'static str] = &["element", "host", "name", "value"];
}

impl Check for ReferrerPolicyCheck {
    fn elements(&self) -> Elements {
        match self.fault {
            Fault::Missing | Fault::Misspelled => Elements::None,
            Fault::InvalidValue => Elements::having(&["referrerpolicy"]),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if CARRIERS.contains(&element.name()) {
            hits.extend(invalid_value(element));
        }
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        match self.fault {
            Fault::Missing => self.missing(cx, hits),
            Fault::InvalidValue => page::invalid(cx.article.body(), hits),
            Fault::Misspelled => name::misspelled(cx, hits),
        }
    }
}

impl ReferrerPolicyCheck {
    fn missing(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        if page::has_policy(body) {
            return;
        }
        let frames_count = !self.require.is_empty();
        let is_required_frame = |element: &Element<'_>| frames_count && element.name() == "iframe";
        let (with, without): (Vec<_>, Vec<_>) = body
            .having(&local_name!("src"))
            .filter(|element| self.wants(element.name()) || is_required_frame(element))
            .partition(|element| element.attr("referrerpolicy").is_some());
        if without.is_empty() {
            return;
        }
        let with = with.iter().filter(|element| host_of(**element).is_some());
        let with: FxHashSet<_> = with.map(Element::name).collect();
        for element in without {
            let Some(host) = host_of(element) else {
                continue;
            };
            let required = self.require.contain(&host);
            let own = cx.settings.host.as_deref() == Some(&*host);
            let wanted = required || self.wants(element.name()) && !own;
            let is_excused = || {
                self.except.contain(&host)
                    || is_passed_over(element, &host)
                    || name::of_slip(element).is_some()
            };
            if !wanted || is_excused() {
                continue;
            }
            let hit = Hit::new(element.start_tag())
                .with("element", element.name())
                .with("host", host);
            // A Markdown image has no place for the attribute.
            if element.construct().is_some() {
                if required {
                    let help = "write it as `<img>`: Markdown has no place for the attribute";
                    hits.push(hit.level(Level::Warning).help(help));
                }
                continue;
            }
            let hit = hit.fix(self.add(element, required));
            hits.push(match with.contains(element.name()) {
                _ if required => hit
                    .level(Level::Warning)
                    .note("the configuration requires it for this host"),
                true => hit
                    .level(Level::Warning)
                    .note("others in this article have it"),
                false => hit,
            });
        }
    }

    fn wants(&self, name: &str) -> bool {
        self.elements.iter().any(|wanted| wanted == name)
    }

    fn add(&self, element: Element<'_>, required: bool) -> Option<Fix> {
        let trust = if required {
            Applicability::Safe
        } else {
            Applicability::Unsafe
        };
        let tag = element.editable_start_tag()?;
        let slot = attribute_slot(element.written_start_tag()?)?;
        let text = format!(" referrerpolicy=\"{}\"", self.policy);
        let edit = Edit::insert(tag.start + slot, text);
        let title = format!("add `referrerpolicy=\"{}\"`", self.policy);
        Some(Fix::new(title, trust, vec![edit]))
    }
}

/// The host that an element loads from.
fn host_of(element: Element<'_>) -> Option<Cow<'_, str>> {
    element.attr("src").and_then(web_host)
}

/// Whether the host is nobody else's, the element counts readers, or the same is said of an image
/// beside it.
fn is_passed_over(element: Element<'_>, host: &str) -> bool {
    let is_said = |twin: Image<'_>| {
        let twin = twin.element();
        twin.attr("referrerpolicy").is_none() && host_of(twin).is_some()
    };
    let twin = || Image::of(element).and_then(|image| image.twin());
    is_at_home(host) || is_counter(element) || twin().is_some_and(is_said)
}

fn invalid_value(element: Element<'_>) -> Option<Hit> {
    let value = element.attr("referrerpolicy")?;
    if value.is_empty() || is_policy(value) {
        return None;
    }
    let attribute = element.attribute("referrerpolicy")?;
    let hit = Hit::new(attribute.value_span.unwrap_or(attribute.span)).with("value", value);
    let Some(meant) = meant(value) else {
        return Some(hit);
    };
    let hit = hit.note(if is_policy(value.trim()) {
        "blanks belong to the value, and no policy has any".to_owned()
    } else {
        format!("`{meant}` may be meant")
    });
    // What browsers ignore gives nothing away; this policy gives away the most.
    let fix = element
        .editable_start_tag()
        .and(attribute.value_span)
        .filter(|_| meant != "unsafe-url")
        .map(|span| {
            let edit = Edit::replace(span, meant);
            Fix::new(format!("write `{meant}`"), Applicability::Safe, vec![edit])
        });
    Some(hit.fix(fix))
}

fn is_policy(value: &str) -> bool {
    let mut policies = POLICIES.iter();
    policies.any(|policy| policy.eq_ignore_ascii_case(value))
}

fn meant(value: &str) -> Option<&'static str> {
    let value = value.trim().to_ascii_lowercase().replace('_', "-");
    let legacy = LEGACY
        .iter()
        .find(|(old, _)| *old == value)
        .map(|(_, new)| *new);
    legacy.or_else(|| nearest(&value, POLICIES.iter().copied()))
}
