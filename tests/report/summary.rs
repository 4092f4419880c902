//! The last line, and the lines about what is not shown.

use copydesk::document::{Source, Span};
use copydesk::finding::{Finding, Level};
use copydesk::fix::{Applicability, Fix};
use copydesk::report::{Checked, Format, Style, Summary};

use crate::{finding, show};

fn level(level: Level) -> Finding {
    finding("a/b", level, level.name(), Span::new(0, 1))
}

fn fixable(applicability: Applicability) -> Finding {
    Finding {
        fix: Some(Fix::new("mend it", applicability, Vec::new())),
        ..level(Level::Error)
    }
}

fn count(files: &[&[Finding]]) -> Summary {
    let source = Source::new("a.md", "x");
    let mut all = Summary::default();
    for findings in files {
        let mut one = Summary::default();
        one.add(&Checked::new(&source, findings));
        all.merge(&one);
    }
    all
}

fn sentence(files: &[&[Finding]]) -> String {
    count(files).sentence(&Style::default())
}

#[test]
fn the_sentence_counts_what_is_shown_and_tells_what_is_not() {
    let error = || level(Level::Error);
    let warning = || level(Level::Warning);
    let info = || level(Level::Info);
    assert_eq!(sentence(&[&[]]), "Checked 1 file, no problems.");
    assert_eq!(sentence(&[&[], &[]]), "Checked 2 files, no problems.");
    assert_eq!(sentence(&[&[error()]]), "Found 1 error in 1 file.");
    assert_eq!(
        sentence(&[&[error(), error()], &[]]),
        "Found 2 errors in 1 of 2 files."
    );
    assert_eq!(
        sentence(&[&[error(), warning(), warning()], &[warning()], &[]]),
        "Found 4 problems (1 error, 3 warnings) in 2 of 3 files."
    );
    assert_eq!(
        sentence(&[&[info()], &[info(), warning()]]),
        "Found 1 warning in 1 of 2 files. 2 more at level info, shown with --min-severity info."
    );
    assert_eq!(
        sentence(&[&[info()]]),
        "Checked 1 file, no problems. 1 more at level info, shown with --min-severity info."
    );
}

#[test]
fn the_sentence_tells_what_can_be_fixed() {
    let safe = || fixable(Applicability::Safe);
    let risky = || fixable(Applicability::Unsafe);
    let manual = || fixable(Applicability::Manual);
    assert_eq!(
        sentence(&[&[safe(), risky(), risky(), manual()]]),
        "Found 4 errors in 1 file. 1 fixable with --fix, 2 more with --unsafe-fixes."
    );
    assert_eq!(
        sentence(&[&[safe()]]),
        "Found 1 error in 1 file. 1 fixable with --fix."
    );
    assert_eq!(
        sentence(&[&[risky(), manual()]]),
        "Found 2 errors in 1 file. 1 fixable with --fix --unsafe-fixes."
    );
}

#[test]
fn the_worst_level_is_known() {
    assert_eq!(count(&[&[]]).worst(), None);
    let files: &[&[Finding]] = &[&[level(Level::Info)], &[level(Level::Warning)]];
    assert_eq!(count(files).worst(), Some(Level::Warning));
}

#[test]
fn of_too_many_the_worst_are_shown_in_their_order() {
    let findings: Vec<_> = [
        Level::Warning,
        Level::Error,
        Level::Info,
        Level::Warning,
        Level::Error,
    ]
    .into_iter()
    .map(level)
    .collect();
    let source = Source::new("a.md", "x");
    let style = |max_per_file| Style {
        max_per_file,
        ..Style::default()
    };
    let shown = show(Format::Concise, &style(Some(3)), &source, &findings);
    assert_eq!(
        shown,
        "a.md:1:1: warning[a/b]: warning\n\
         a.md:1:1: error[a/b]: error\n\
         a.md:1:1: error[a/b]: error\n\
         … and 1 more in this file: 1 warning (--max-per-file 0 shows all)\n"
    );
    let shown = show(Format::Concise, &style(None), &source, &findings);
    assert_eq!(shown.lines().count(), 4);
    let shown = show(Format::Jsonl, &style(Some(1)), &source, &findings);
    assert_eq!(shown.lines().count(), 5);
}

#[test]
fn a_file_with_nothing_to_show_is_silent() {
    let source = Source::new("a.md", "x");
    for narrated in [false, true] {
        let style = Style {
            narrated,
            ..Style::default()
        };
        for format in [Format::Pretty, Format::Concise] {
            assert_eq!(show(format, &style, &source, &[level(Level::Info)]), "");
        }
    }
}

#[test]
fn quiet_leaves_the_sentence_out() {
    let style = Style {
        quiet: true,
        ..Style::default()
    };
    for format in [Format::Pretty, Format::Concise] {
        let mut out = String::new();
        format
            .report(style.clone())
            .finish(&count(&[&[]]), &mut out);
        assert_eq!(out, "");
    }
}
