//! Our verdicts beside five readers' on a computer and a site in UTC+8: where a zone is lost, and
//! what is local.

#![allow(clippy::print_stdout, reason = "a test that shows what differs")]

use std::fs;
use std::path::Path;

use copydesk::date::clock::Instant;
use copydesk::date::{Notation, Outcome, SiteZone, read};
use copydesk::target::Target;

/// How each reader is called in the record, and which generator reads with it. Eleventy's values
/// were plain where YAML has a timestamp for them, and strings else.
const READERS: [(&str, Target, Notation); 5] = [
    ("hexo(js-yaml+new Date)", Target::Hexo, Notation::Plain),
    ("JS Date (astro coerce)", Target::Astro, Notation::Quoted),
    ("11ty(luxon)", Target::Eleventy, Notation::Plain),
    ("jekyll Time.parse", Target::Jekyll, Notation::Quoted),
    ("hugo cast", Target::Hugo, Notation::Plain),
];

/// Noon of the day of the record, in UTC.
const RECORDED: Instant = Instant {
    seconds: 1_795_435_200,
    nanos: 0,
};

/// `2022-02-04T04:39:26` of a recorded instant, with a year of our writing; `None` for an error.
fn recorded(verdict: &str) -> Option<String> {
    let at = verdict.split(['Z', '.', ' ']).next()?;
    let at = at.split('.').next()?;
    let is_instant = at.contains('T') && at.ends_with(|c: char| c.is_ascii_digit());
    is_instant.then(|| match at.strip_prefix('-') {
        Some(before) => format!("-00{before}"),
        None => at.to_owned(),
    })
}

/// What we say, written the same way.
fn ours(target: Target, text: &str, notation: Notation, zone: &SiteZone) -> Option<String> {
    // What is a number where it is plain, on base 60 too, was a string in the record.
    let is_number = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b':');
    let notation = match target {
        Target::Hugo | Target::Eleventy if is_number => Notation::Quoted,
        _ => notation,
    };
    let reading = read(target, text, notation, zone);
    let at = match reading.outcome {
        Outcome::Instant(at) | Outcome::OfTheBuild(Some(at)) => at,
        _ => return None,
    };
    Some(at.to_string().trim_end_matches('Z').to_owned())
}

#[test]
fn zones_are_lost_where_we_say() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/generator-dates.txt");
    let Ok(record) = fs::read_to_string(&path) else {
        println!("skipped: no {}", path.display());
        return;
    };
    let zone = SiteZone::site("Asia/Shanghai").and_then(|zone| zone.on_machine("Asia/Shanghai"));
    let zone = zone.expect("a zone of the database").at(RECORDED);
    let (mut value, mut compared, mut differences) = ("", 0, 0);
    for line in record.lines() {
        if let Some(quoted) = line.strip_prefix('\'') {
            value = quoted.strip_suffix('\'').expect("a quoted value");
            continue;
        }
        let reader = READERS
            .iter()
            .find(|(name, ..)| line.trim_start().starts_with(name));
        let (name, target, notation) = *reader.expect("a reader's line");
        let theirs = recorded(line.trim_start()[name.len()..].trim());
        let ours = ours(target, value, notation, &zone);
        compared += 1;
        // Before 1901 the clock in Shanghai was 8:05:43 ahead, which Hexo takes for 8:05.
        let is_old = target == Target::Hexo && value.starts_with("0000");
        if ours != theirs && !is_old {
            println!("{value:?}: {name} {theirs:?}, we {ours:?}");
            differences += 1;
        }
    }
    println!("{compared} verdicts");
    assert_eq!(differences, 0);
    assert!(compared > 200, "the record has been read");
}
