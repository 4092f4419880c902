//! Hosts that want to be told where a request comes from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::referrer_policy::Hosts;
use super::{Check, Context, Elements, Hit, Kind};
use crate::document::{Element, web_host};
use crate::fix::{Applicability, Edit, Fix};

/// Points at a `referrerpolicy` that keeps a host from answering.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReferrerHost {
    /// Globs of hosts that refuse requests without a Referer: `*.example.org`.
    #[serde(default)]
    hosts: Hosts,
    /// Globs of hosts whose players refuse to play without a Referer, whatever `hosts` is set to.
    #[serde(default)]
    players: Hosts,
}

impl Kind for ReferrerHost {
    const NAME: &'static str = "referrer-host";
    const HOLES: &'static [&'static str] = &["element", "host", "value"];
}

impl Check for ReferrerHost {
    fn elements(&self) -> Elements {
        Elements::named(&["img", "iframe"])
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let silent = |policy: &str| {
            let mut values = ["no-referrer", "same-origin"].iter();
            values.any(|value| policy.trim().eq_ignore_ascii_case(value))
        };
        if !element.attr("referrerpolicy").is_some_and(silent) {
            return;
        }
        let plays = element.name() == "iframe";
        let refuses = |host: &str| self.hosts.contain(host) || plays && self.players.contain(host);
        let host = element.attr("src").and_then(web_host);
        let Some(host) = host.filter(|host| refuses(host)) else {
            return;
        };
        let Some(policy) = element.attribute("referrerpolicy") else {
            return;
        };
        let fix = element
            .editable_start_tag()
            .and(policy.value_span)
            .map(|span| {
                Fix::new(
                    "send the host of the page, not its address",
                    Applicability::Unsafe,
                    vec![Edit::replace(span, "strict-origin")],
                )
            });
        let hit = Hit::new(policy.span)
            .with("element", element.name())
            .with("value", policy.value)
            .with("host", host);
        hits.push(hit.fix(fix));
    }
}
