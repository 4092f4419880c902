//! Dates in front matter.

mod entry;
mod fate;
mod faults;
mod moment;
mod order;
mod portable;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use self::entry::Dated;
use super::{Check, Context, Hit, Kind};
use crate::date::FaultKind;
use crate::finding::Level;

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
    /// Can be read as several days.
    Ambiguous,
    /// A time without a zone.
    NoTimezone,
    /// Some target loses the date, or changes it.
    NotPortable,
    /// After the time of the check.
    Future,
    /// Another day than the file's name has.
    FileName,
    /// An article that was changed, or ends, before it came out.
    Order,
}

impl Kind for DateCheck {
    const NAME: &'static str = "date";
    const HOLES: &'static [&'static str] = &["key", "value", "reason", "targets", "other"];
}

impl Check for DateCheck {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let dates = entry::dates(cx, &self.keys);
        if let Fault::Order = self.fault {
            hits.extend(order::updated_before_published(&dates));
            return;
        }
        hits.extend(dates.iter().filter_map(|date| self.judge(date, cx)));
    }
}

impl DateCheck {
    fn judge(&self, date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
        // Readers reckon with any zone, and come to another time than was meant.
        let offset = |kind: &FaultKind| matches!(kind, FaultKind::Offset { .. });
        match self.fault {
            Fault::Unparseable => faults::unparseable(date, cx),
            Fault::Impossible => faults::first(date, cx, FaultKind::is_impossible)
                .or_else(|| Some(faults::first(date, cx, offset)?.level(Level::Warning))),
            Fault::Weekday => faults::weekday(date, cx),
            Fault::Ambiguous => faults::first(date, cx, faults::is_ambiguous),
            Fault::NoTimezone => faults::no_timezone(date, cx),
            Fault::NotPortable => portable::not_portable(date, cx),
            Fault::Future => order::future(date, cx),
            Fault::FileName => order::filename_mismatch(date, cx),
            Fault::Order => None,
        }
    }
}

/// Looks for dates that no article of a site has.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DateRange {
    /// The first year that the site's articles can have.
    min_year: i64,
    /// Keys that are dates besides those that the targets know.
    #[serde(default)]
    keys: Vec<String>,
}

impl Kind for DateRange {
    const NAME: &'static str = "date-range";
    const HOLES: &'static [&'static str] = &["key", "value", "reason"];
}

impl Check for DateRange {
    fn article(&self, cx: &Context<'_>, hits: &mut Vec<Hit>) {
        let dates = entry::dates(cx, &self.keys);
        hits.extend(
            dates
                .iter()
                .filter_map(|date| order::implausible(date, self.min_year)),
        );
    }
}
