//! Referrer policies of images and frames from other hosts.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, attribute_slot};
use crate::finding::Level;
use crate::fix::{Applicability, Edit, Fix};
use crate::suggest::nearest;

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
    const HOLES: &'static [&'static str] = &["element", "host", "value"];
}

impl Check for ReferrerPolicyCheck {
    fn elements(&self) -> Elements {
        match self.fault {
            Fault::Missing => Elements::None,
            Fault::InvalidValue => Elements::named(CARRIERS),
        }
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        hits.extend(invalid_value(element));
    }

    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        if self.fault == Fault::Missing {
            self.missing(cx, hits);
        }
    }
}

impl ReferrerPolicyCheck {
    fn missing(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let body = cx.article.body();
        let whole_page = |element: &Element<'_>| {
            element.name() == "meta"
                && element
                    .attr("name")
                    .is_some_and(|name| name.eq_ignore_ascii_case("referrer"))
        };
        if body.elements().any(|element| whole_page(&element)) {
            return;
        }
        let wanted =
            |element: &Element<'_>| self.elements.iter().any(|name| name == element.name());
        let (with, without): (Vec<_>, Vec<_>) = body
            .elements()
            .filter(wanted)
            .filter_map(|element| Some((element, remote_host(element.attr("src")?)?)))
            .partition(|(element, _)| element.attr("referrerpolicy").is_some());
        for (element, host) in without {
            // A Markdown image has no place for the attribute.
            if element.construct().is_some() {
                continue;
            }
            let hit = Hit::new(element.start_tag())
                .with("element", element.name())
                .with("host", host);
            let hit = hit.fix(self.add(element));
            hits.push(match with.first() {
                Some(_) => hit
                    .level(Level::Warning)
                    .note("other elements of this article have it"),
                None => hit,
            });
        }
    }

    fn add(&self, element: Element<'_>) -> Option<Fix> {
        let tag = element.editable_start_tag()?;
        let slot = attribute_slot(element.written_start_tag()?)?;
        let text = format!(" referrerpolicy=\"{}\"", self.policy);
        let edit = Edit::insert(tag.start + slot, text);
        let title = format!("add `referrerpolicy=\"{}\"`", self.policy);
        Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
    }
}

/// The host of a URL that leads off the site.
fn remote_host(src: &str) -> Option<String> {
    let src = src.trim();
    let absolute = match src.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => src.to_owned(),
    };
    let scheme = absolute.split_once(':')?.0;
    let http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let url = http.then(|| url::Url::parse(&absolute).ok()).flatten()?;
    url.host_str().map(ToOwned::to_owned)
}

fn invalid_value(element: Element<'_>) -> Option<Hit> {
    let value = element.attr("referrerpolicy")?;
    let known = |value: &str| {
        POLICIES
            .iter()
            .any(|policy| policy.eq_ignore_ascii_case(value))
    };
    if value.is_empty() || known(value) {
        return None;
    }
    let attribute = element.attribute("referrerpolicy")?;
    let hit = Hit::new(attribute.value_span.unwrap_or(attribute.span)).with("value", value);
    let Some(meant) = meant(value) else {
        return Some(hit);
    };
    let hit = hit.note(if known(value.trim()) {
        "blanks belong to the value, and no policy has any".to_owned()
    } else {
        format!("`{meant}` may be meant")
    });
    let fix = element
        .editable_start_tag()
        .and(attribute.value_span)
        .map(|span| {
            let edit = Edit::replace(span, meant);
            Fix::new(format!("write `{meant}`"), Applicability::Safe, vec![edit])
        });
    Some(hit.fix(fix))
}

fn meant(value: &str) -> Option<&'static str> {
    let value = value.trim().to_ascii_lowercase().replace('_', "-");
    let legacy = LEGACY
        .iter()
        .find(|(old, _)| *old == value)
        .map(|(_, new)| *new);
    legacy.or_else(|| nearest(&value, POLICIES.iter().copied()))
}
