//! What presets, files and flags choose together; the last word counts.

use std::collections::BTreeMap;

use serde_yaml::{Mapping, Value};

use super::file::Section;
use super::layer::{Layer, Place};
use super::options::{self, check_option};
use super::setting::{FailOn, LevelSetting, RuleSetting};
use super::{Origin, Sourced, sections};
use crate::date::SiteZone;
use crate::reader::{Mistake, Spanned};
use crate::rule::Registry;
use crate::suggest::suggest;
use crate::target::Target;

/// The choices so far.
#[derive(Clone, Default)]
pub(super) struct Choices {
    pub(super) rules: BTreeMap<String, Chosen>,
    pub(super) targets: Option<Sourced<Vec<Target>>>,
    /// The zone, with its name.
    pub(super) zone: Option<(Sourced<String>, SiteZone)>,
    pub(super) fail_on: Option<Sourced<FailOn>>,
}

/// What is chosen for one rule.
#[derive(Clone, Default)]
pub(super) struct Chosen {
    pub(super) level: Option<Sourced<LevelSetting>>,
    pub(super) with: BTreeMap<String, Sourced<Value>>,
    /// Whether it is on but for the command line, which has left it out of this run.
    pub(super) left_out: bool,
}

impl Chosen {
    pub(super) fn is_off(&self) -> bool {
        let level = self.level.as_ref().map(|level| level.value);
        level == Some(LevelSetting::Off)
    }

    /// The options, as a rule file has them.
    pub(super) fn mapping(&self) -> Mapping {
        let options = self.with.iter();
        options
            .map(|(name, value)| (Value::from(name.as_str()), value.value.clone()))
            .collect()
    }
}

/// What a flag says about rules.
#[derive(Clone)]
pub(super) enum Flag {
    /// Only these.
    Select(Vec<String>),
    /// These, too.
    ExtendSelect(Vec<String>),
    /// Not these.
    Ignore(Vec<String>),
}

impl Choices {
    /// Nothing is chosen but that every rule is there.
    pub(super) fn new(registry: &Registry) -> Self {
        let rules = registry.iter();
        Self {
            rules: rules
                .map(|(id, _)| (id.to_owned(), Chosen::default()))
                .collect(),
            ..Self::default()
        }
    }

    /// Puts a layer on top, and adds what is wrong in it.
    pub(super) fn apply(&mut self, layer: &Layer, registry: &Registry, wrong: &mut Vec<Mistake>) {
        let place = &layer.place;
        sections::judge(&layer.section, wrong);
        let Section {
            target,
            timezone,
            fail_on,
            rules,
            front_matter,
            referrer,
        } = &layer.section;
        if let Some(target) = target {
            self.targets = Some(place.sourced(target.span, target.value.clone()));
        }
        if let Some(fail_on) = fail_on {
            self.fail_on = Some(place.sourced(fail_on.span, fail_on.value));
        }
        if let Some(name) = timezone {
            match SiteZone::site(&name.value) {
                Ok(zone) => {
                    self.zone = Some((place.sourced(name.span, name.value.clone()), zone));
                }
                Err(unknown) => {
                    let hint = zone_hint(&name.value);
                    tell(wrong, Mistake::at(name.span, format!("{unknown}{hint}")));
                }
            }
        }
        let settings = sections::front_matter(front_matter, registry, place.folder());
        for setting in settings.into_iter().chain(sections::referrer(referrer)) {
            let chosen = self.rules.entry(setting.rule.clone()).or_default();
            let value = place.sourced(setting.span, setting.value);
            chosen.with.insert(setting.option.to_owned(), value);
            let given = chosen.mapping();
            if let Err(message) = options::check(registry, &setting.rule, &given) {
                chosen.with.remove(setting.option);
                tell(wrong, Mistake::at(setting.span, message));
            }
        }
        for (selector, setting) in rules {
            self.rule(selector, setting, place, registry, wrong);
        }
    }

    fn rule(
        &mut self,
        selector: &Spanned<String>,
        setting: &RuleSetting,
        place: &Place,
        registry: &Registry,
        wrong: &mut Vec<Mistake>,
    ) {
        let ids = match registry.select(&selector.value) {
            Ok(ids) => ids,
            Err(message) => return tell(wrong, Mistake::at(selector.span, message)),
        };
        for id in ids {
            let chosen = self.rules.entry(id.to_owned()).or_default();
            if let Some(level) = setting.level {
                chosen.level = Some(place.sourced(selector.span, level));
            }
            for (name, value) in &setting.with {
                let value = place.sourced(name.span, value.clone());
                chosen.with.insert(name.value.clone(), value);
                if let Err(mistake) = check_option(registry, id, name, &chosen.mapping()) {
                    tell(wrong, mistake);
                    chosen.with.remove(&name.value);
                }
            }
        }
    }

    /// Does what a flag says. Its selectors name something: that was looked at before.
    pub(super) fn flag(&mut self, flag: &Flag, registry: &Registry) {
        let ids = |selectors: &[String]| -> Vec<String> {
            let ids = selectors.iter().filter_map(|one| registry.select(one).ok());
            ids.flatten().map(str::to_owned).collect()
        };
        match flag {
            Flag::Select(selectors) => {
                let selected = ids(selectors);
                let origin = Origin::Flag("--select");
                for (id, chosen) in &mut self.rules {
                    if !selected.contains(id) {
                        chosen.leave_out(&origin);
                    } else if selectors.contains(id) {
                        // A group names what is on in it, a rule itself.
                        chosen.switch_on(&origin);
                    }
                }
            }
            Flag::ExtendSelect(selectors) => {
                for id in ids(selectors) {
                    let chosen = self.rules.entry(id).or_default();
                    chosen.switch_on(&Origin::Flag("--extend-select"));
                }
            }
            Flag::Ignore(selectors) => {
                for id in ids(selectors) {
                    let chosen = self.rules.entry(id).or_default();
                    chosen.leave_out(&Origin::Flag("--ignore"));
                }
            }
        }
    }
}

impl Chosen {
    /// What is asked for by name is run, though a preset leaves it out.
    fn switch_on(&mut self, origin: &Origin) {
        if self.is_off() {
            self.level = Some(Sourced::new(LevelSetting::On, origin.clone()));
            self.left_out = false;
        }
    }

    fn leave_out(&mut self, origin: &Origin) {
        self.left_out |= !self.is_off();
        self.level = Some(Sourced::new(LevelSetting::Off, origin.clone()));
    }
}

/// `; did you mean …?` for a name that is near to that of a time zone.
fn zone_hint(name: &str) -> String {
    let known: Vec<_> = jiff::tz::db()
        .available()
        .map(|zone| zone.to_string())
        .collect();
    suggest(name, known.iter().map(String::as_str))
}

/// Adds a mistake, unless something is wrong at that place already: what does not fit one rule of
/// a group may fit none.
fn tell(wrong: &mut Vec<Mistake>, mistake: Mistake) {
    let is_told = |known: &Mistake| match (mistake.span, known.span) {
        (Some(span), Some(known)) => span.contains(known),
        (span, known) => span == known,
    };
    if !wrong.iter().any(is_told) {
        wrong.push(mistake);
    }
}
