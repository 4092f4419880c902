//! Times that are written for programs.

use html5ever::local_name;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Context, Elements, Hit, Kind};
use crate::date::{HtmlTime, SiteZone, faults, scan, to_rfc3339};
use crate::document::Element;
use crate::fix::{Applicability, Edit, Fix};

/// Looks at the `datetime` of `time`, `del` and `ins`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Datetime {}

impl Kind for Datetime {
    const NAME: &'static str = "datetime";
    const HOLES: &'static [&'static str] = &["element", "value"];
}

impl Check for Datetime {
    fn elements(&self) -> Elements {
        Elements::having(&["datetime"])
    }

    fn element(&self, element: Element<'_>, _cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let form = match *element.local_name() {
            local_name!("time") => HtmlTime::Any,
            local_name!("del") | local_name!("ins") => HtmlTime::DayOrInstant,
            _ => return,
        };
        let Some(datetime) = element.attribute("datetime") else {
            return;
        };
        let span = datetime.value_span.unwrap_or(datetime.span);
        if form.allows(datetime.value) {
            return;
        }
        let scanned = scan(datetime.value.trim());
        let hit = Hit::new(span)
            .with("element", element.name())
            .with("value", datetime.value);
        let impossible = scanned.as_ref().and_then(|scanned| {
            let mut faults = faults(scanned).into_iter();
            faults.find(|fault| fault.kind.is_impossible())
        });
        let meant = scanned
            .and_then(|scanned| to_rfc3339(&scanned, &SiteZone::unknown()))
            .filter(|meant| form.allows(meant));
        let fix = element
            .editable_start_tag()
            .and(datetime.value_span)
            .zip(meant);
        let fix = fix.map(|(span, meant)| {
            let title = format!("write `{meant}`");
            Fix::new(
                title,
                Applicability::Unsafe,
                vec![Edit::replace(span, meant)],
            )
        });
        hits.push(match impossible {
            // What generators make of it does not matter here.
            Some(fault) => {
                let reason = fault.kind.to_string();
                hit.note(reason.split(';').next().unwrap_or_default())
            }
            None => hit.fix(fix),
        });
    }
}
