//! The program, writing several reports of one run.

use std::path::Path;
use std::{fs, process};

use assert_cmd::Command;
use copydesk::report::Format;
use serde_json::Value;

use crate::hostile::assert_harmless;

const FAULTY: &str = "---\ntitle: Low tide\ndate: 2026-03-01\n---\n<img src=\"/boats.png\">\n";

fn run(folder: &Path, arguments: &[&str]) -> process::Output {
    let mut command = Command::cargo_bin("copydesk").unwrap();
    for name in [
        "GITHUB_WORKSPACE",
        "COPYDESK_OUTPUT_FORMAT",
        "COPYDESK_OUTPUT_FILE",
        "CI",
    ] {
        command.env_remove(name);
    }
    command
        .current_dir(folder)
        .arg("check")
        .args(arguments)
        .output()
        .unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn one_run_writes_many_reports() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), FAULTY).unwrap();
    let ran = run(
        folder.path(),
        &[
            "a.md",
            "gone.md",
            "--output-format",
            "concise",
            "--report",
            "json=out/deep/a.json",
            "--report",
            "sarif=out/a.sarif",
        ],
    );
    assert_eq!(ran.status.code(), Some(2));
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(
        out.starts_with("a.md:5:1: error[image/alt-missing]"),
        "{out}"
    );
    let report = json(&folder.path().join("out/deep/a.json"));
    let rules: Vec<_> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["io-error", "image/alt-missing"]);
    assert_eq!(report["diagnostics"][0]["path"], "gone.md");
    assert_eq!(report["summary"]["failed"], 1);
    let sarif = json(&folder.path().join("out/a.sarif"));
    assert_eq!(
        sarif["runs"][0]["invocations"][0]["executionSuccessful"],
        false
    );
    assert_eq!(names(&folder.path().join("out")), ["a.sarif", "deep"]);
}

#[test]
fn the_output_can_go_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), FAULTY).unwrap();
    let ran = run(folder.path(), &["-o", "log.txt", "--report", "github=-"]);
    assert_eq!(ran.status.code(), Some(1));
    assert!(ran.stdout.starts_with(b"::error file=a.md,line=5,"));
    let log = fs::read_to_string(folder.path().join("log.txt")).unwrap();
    assert!(
        log.contains("image/alt-missing") && !log.contains('\x1b'),
        "{log}"
    );
}

#[test]
fn a_report_that_cannot_be_written_stops_the_run_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), FAULTY).unwrap();
    let ran = run(folder.path(), &["--report", "json=a.md/report.json"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(ran.stdout.is_empty());
    assert!(
        String::from_utf8(ran.stderr)
            .unwrap()
            .contains("cannot write the report")
    );
    for (argument, said) in [
        ("sarf=x", "`sarif`"),
        ("json=", "a format and a path"),
        ("json", "a format and a path"),
    ] {
        let ran = run(folder.path(), &["--report", argument]);
        let said_so = String::from_utf8(ran.stderr).unwrap();
        assert!(
            ran.status.code() == Some(2) && said_so.contains(said),
            "{said_so}"
        );
    }
}

#[test]
fn paths_are_those_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    let posts = folder.path().join("site/posts");
    fs::create_dir_all(&posts).unwrap();
    fs::write(posts.join("a b.md"), FAULTY).unwrap();
    let ran = run(
        &posts,
        &["--report", "sarif=../s", "--report", "gitlab=../g"],
    );
    assert_eq!(ran.status.code(), Some(1));
    let sarif = json(&folder.path().join("site/s"));
    let at = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(at["artifactLocation"]["uri"], "site/posts/a%20b.md");
    assert_eq!(at["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    assert_eq!(
        json(&folder.path().join("site/g"))[0]["location"]["path"],
        "site/posts/a b.md"
    );
}

#[test]
fn a_test_report_fails_where_the_run_fails() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.md", FAULTY);
    write(
        "b.md",
        &FAULTY
            .replace("<img", "<figure><img alt=\"Boats\"")
            .replace("\">\n", "\">At low tide</figure>\n"),
    );
    // One error and one warning.
    let run = |configuration: &str, arguments: &[&str]| {
        write("copydesk.yml", configuration);
        let arguments = [&["--report", "junit=report.xml"], arguments].concat();
        let status = run(folder.path(), &arguments).status.code();
        let report = fs::read_to_string(folder.path().join("report.xml")).unwrap();
        let nodes = crate::decode::xml(&report);
        let failed = nodes.iter().filter(|node| node.name == "failure");
        let told = nodes.iter().filter(|node| node.name == "system-out");
        let suites = nodes.iter().filter(|node| node.name == "testsuite");
        let counted: usize = suites
            .map(|suite| suite.attributes["failures"].parse::<usize>().unwrap())
            .sum();
        let (failed, told) = (failed.count(), told.count());
        assert_eq!(failed, counted, "{report}");
        (status.unwrap(), failed, told)
    };
    assert_eq!(run("root: true\n", &[]), (1, 1, 1));
    assert_eq!(run("root: true\n", &["--fail-on", "warning"]), (1, 2, 0));
    assert_eq!(run("fail-on: never\n", &[]), (0, 0, 2));
    let looser = "overrides:\n  - files: [a.md]\n    fail-on: never\n";
    assert_eq!(run(looser, &[]), (0, 0, 2));
    let stricter = "overrides:\n  - files: [b.md]\n    fail-on: info\n";
    assert_eq!(run(stricter, &[]), (1, 2, 0));
    // What could not be checked is an error of the run, whatever fails it.
    assert_eq!(run("fail-on: never\n", &["a.md", "gone.md"]), (2, 0, 1));
    let report = fs::read_to_string(folder.path().join("report.xml")).unwrap();
    assert!(report.contains("<error type=\"error\""), "{report}");
}

/// Names that a file can have where names are bytes.
#[cfg(unix)]
#[test]
fn a_site_full_of_traps_is_reported_without_harm() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    for (at, text) in crate::hostile::HOSTILE.iter().enumerate() {
        let name = text.replace(['/', '\0'], "_");
        let article =
            format!("---\ntitle: {at}\n---\n{text}\n<img src=\"{text}\">\n<img src=\"x.png\">\n");
        fs::write(site.join(format!("{name}.md")), article).unwrap();
    }
    fs::write(site.join(OsStr::from_bytes(b"\xff\n::error::.md")), FAULTY).unwrap();
    let said = |arguments: &[&OsStr]| {
        let mut command = Command::cargo_bin("copydesk").unwrap();
        let ran = command.env("GITHUB_ACTIONS", "true").current_dir(&site);
        let ran = ran.args(arguments).output().unwrap();
        let [out, errors] = [ran.stdout, ran.stderr].map(|said| String::from_utf8(said).unwrap());
        // Columns are set apart by tabs.
        assert_harmless(Format::Pretty, &errors.replace('\t', " "));
        (ran.status.code(), out.replace('\t', " "))
    };
    for format in Format::ALL {
        let name = format!("{format:?}").to_lowercase();
        for more in [&[] as &[&str], &["--statistics"], &["--max-findings=3"]] {
            let arguments = ["check", "--isolated", "--output-format", &name];
            let arguments: Vec<_> = arguments.iter().chain(more).map(OsStr::new).collect();
            let (code, out) = said(&arguments);
            assert_eq!(code, Some(1), "{name}");
            assert_harmless(format, &out);
        }
    }
    let names = fs::read_dir(&site).unwrap();
    for name in names.map(|entry| entry.unwrap().file_name()) {
        let path = Path::new(".").join(&name);
        let path = path.as_os_str();
        for arguments in [
            &["check".as_ref(), "--show-files".as_ref(), path] as &[&OsStr],
            &["inspect".as_ref(), path],
            &["inspect".as_ref(), path, "--targets".as_ref()],
            &["config".as_ref(), "show".as_ref(), path],
            // What is taken for something else than a file.
            &["explain".as_ref(), &name],
            &["check".as_ref(), "--select".as_ref(), &name],
            &["check".as_ref(), "--output-format".as_ref(), &name],
            &[
                "check".as_ref(),
                "--config".as_ref(),
                &name,
                "gone".as_ref(),
            ],
            &[&name],
        ] {
            assert_harmless(Format::Pretty, &said(arguments).1);
        }
    }
}
