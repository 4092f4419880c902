//! What the targets' emulators say beside what the real readers said.

#![allow(
    clippy::print_stdout,
    reason = "the comparison is what the test is for"
)]

mod cases;
mod probes;
mod recorded;
mod suites;

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// A file of recorded verdicts, if it is there.
fn recorded_file(name: &str) -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    let read = std::fs::read_to_string(&path);
    if read.is_err() {
        println!("skipped: {} is not here", path.display());
    }
    read.ok()
}

/// One comparison of a verdict with ours.
struct Case {
    /// Which text.
    id: String,
    /// Which reader, by the name of the record.
    reader: &'static str,
    ours: String,
    real: String,
    agrees: bool,
}

/// A difference that is the reader's or the record's fault, not ours.
struct Excuse {
    id: &'static str,
    readers: &'static [&'static str],
    why: &'static str,
}

/// Holds the comparisons against the bar: 99 of 100 for each reader, without what is excused.
fn judge(cases: &[Case], excuses: &[Excuse]) {
    let mut report = String::new();
    let mut readers: Vec<_> = cases.iter().map(|case| case.reader).collect();
    readers.sort_unstable();
    readers.dedup();
    let excuse = |case: &Case| {
        let fits = |excuse: &&Excuse| excuse.id == case.id && excuse.readers.contains(&case.reader);
        excuses.iter().find(fits)
    };
    let mut missed = Vec::new();
    for reader in readers {
        let of_reader = || cases.iter().filter(|case| case.reader == reader);
        let differ: Vec<_> = of_reader().filter(|case| !case.agrees).collect();
        let (excused, faults): (Vec<_>, Vec<_>) =
            differ.into_iter().partition(|case| excuse(case).is_some());
        let all = of_reader().count();
        let agree = all - excused.len() - faults.len();
        writeln!(
            report,
            "{reader}: {agree} of {all} agree, {} excused",
            excused.len()
        )
        .expect("text");
        for case in excused {
            let why = excuse(case).map_or("", |excuse| excuse.why);
            writeln!(report, "  excused {:?}: {} ({why})", case.id, case.ours).expect("text");
        }
        for case in &faults {
            writeln!(
                report,
                "  {:?}\n    real {}\n    ours {}",
                case.id, case.real, case.ours
            )
            .expect("text");
        }
        if faults.len() * 100 > all {
            missed.push(reader);
        }
    }
    println!("{report}");
    assert!(missed.is_empty(), "below 99 %: {missed:?}\n{report}");
    for excuse in excuses {
        let needed = |reader: &str| {
            let mut of_reader = cases.iter().filter(|case| case.reader == reader);
            of_reader.any(|case| case.id == excuse.id && !case.agrees)
        };
        assert!(
            excuse.readers.iter().all(|reader| needed(reader)),
            "unused: {}",
            excuse.id
        );
    }
}
