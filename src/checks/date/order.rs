//! Dates held against the clock, against each other and against the file's name.

use super::super::{Context, Hit};
use super::entry::Dated;
use super::moment::{Moment, WIDEST_ZONE};
use crate::date::{PathPlace, calendar, from_path, scan};
use crate::finding::Level;
use crate::target::{DateRole, Draft, Target, date_role, names};

impl Dated<'_> {
    fn moment(&self) -> Option<Moment> {
        if self.is_doubtful() {
            return None;
        }
        Moment::of(self.scanned.as_ref()?)
    }

    fn has_role(&self, role: DateRole) -> bool {
        date_role(&self.key) == Some(role)
    }
}

/// A date after now, in every zone. Drafts are meant for later, and an end is meant to be ahead.
pub(super) fn future(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    let now = cx.settings.now?;
    if date.has_role(DateRole::Expiry) || cx.is_draft() {
        return None;
    }
    let at = date.moment()?.instant(&cx.settings.zone);
    if at.seconds <= now.seconds + WIDEST_ZONE {
        return None;
    }
    let hit = date.hit(date.written.span);
    if !date.has_role(DateRole::Published) {
        return Some(hit);
    }
    let hides = |target: &Target| target.profile().drafts.contains(&Draft::FutureDate);
    let (hidden, shown): (Vec<_>, Vec<_>) = cx.settings.targets.iter().copied().partition(hides);
    let told = [
        (hidden, "the page is left out of the site until then"),
        (shown, "the page is shown at once, dated ahead"),
    ];
    let told: Vec<_> = told
        .iter()
        .filter(|(targets, _)| !targets.is_empty())
        .map(|(targets, words)| format!("{}: {words}", names(targets)))
        .collect();
    Some(match told.is_empty() {
        true => hit,
        false => hit.note(told.join("; ")),
    })
}

/// A date that programs write when they have none, or one before the site's time.
pub(super) fn implausible(date: &Dated<'_>, min_year: i64) -> Option<Hit> {
    let (year, month, day) = date.moment()?.day().ymd();
    let reason = match (year, month, day) {
        (..=1, ..) | (1970, 1, 1) | (1969, 12, 31) => {
            "it is what programs write that have none".to_owned()
        }
        _ if year < min_year => format!("it is before {min_year}"),
        _ => return None,
    };
    Some(date.hit(date.written.span).with("reason", reason))
}

/// The dates that are earlier than the one on which the article came out.
pub(super) fn updated_before_published(dates: &[Dated<'_>]) -> Vec<Hit> {
    let is_later =
        |date: &&Dated<'_>| date.has_role(DateRole::Updated) || date.has_role(DateRole::Expiry);
    if !dates.iter().any(|date| is_later(&date)) {
        return Vec::new();
    }
    let named = |date: &&Dated<'_>| date.key.eq_ignore_ascii_case("date");
    let role = |date: &&Dated<'_>| date.has_role(DateRole::Published);
    let mut published = dates.iter().filter(named).chain(dates.iter().filter(role));
    let Some((published, start)) =
        published.find_map(|date| date.moment().map(|moment| (date, moment)))
    else {
        return Vec::new();
    };
    let later = dates.iter().filter(is_later);
    let early = later.filter(|date| date.moment().is_some_and(|end| end.is_before(start)));
    let hits = early.map(|date| {
        let label = format!("`{}` is later", published.key);
        let hit = date
            .hit(date.written.span)
            .with("other", &*published.key)
            .related(published.written.span, label);
        match date.has_role(DateRole::Expiry) {
            true => hit.level(Level::Error),
            false => hit,
        }
    });
    hits.collect()
}

/// A date in the file's name, where the targets take it from there, that is another day.
pub(super) fn filename_mismatch(date: &Dated<'_>, cx: &Context<'_>) -> Option<Hit> {
    if !date.key.eq_ignore_ascii_case("date") {
        return None;
    }
    let path = cx.settings.site_path(cx.article.source().path());
    let is_certain = !cx.settings.targets.is_empty();
    let named = if is_certain {
        let mut readers = date.readers.iter();
        let range = readers.find_map(|target| target.profile().date_in_path(&path))?;
        calendar::day(&scan(&path[range])?)?
    } else {
        let found = from_path(&path)?;
        (found.place == PathPlace::FileName).then_some(found.date)?
    };
    let written = date.moment()?.day();
    let apart = written.date()?.until(named).ok()?.get_days().abs();
    if apart <= 1 {
        return None;
    }
    let hit = date.hit(date.written.span).with("other", named.to_string());
    Some(match is_certain {
        true => hit,
        false => hit.level(Level::Info),
    })
}
