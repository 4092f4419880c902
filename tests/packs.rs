//! Rules of a site's own, as a user meets them: with the program, in a folder of their own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

struct Site(TempDir);

/// What the program said: exit status, standard output, standard error.
type Said = (i32, String, String);

impl Site {
    fn new() -> Self {
        let site = Self(TempDir::new().unwrap());
        fs::create_dir(site.path().join(".git")).unwrap();
        site
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, path: &str, text: &str) -> &Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::cargo_bin("copydesk").unwrap();
        let output = command
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let status = output.status.code().unwrap();
        (status, text(output.stdout), text(output.stderr))
    }
}

/// The blocks of the README that begin with the name of a file.
fn files_of_the_readme() -> Vec<(String, String)> {
    let readme = fs::read_to_string(support::root().join("README.md")).unwrap();
    let blocks = readme.split("```yaml\n").skip(1);
    blocks
        .filter_map(|block| {
            let block = block.split("```").next()?;
            let (name, text) = block.strip_prefix("# rules/")?.split_once('\n')?;
            Some((format!("rules/{name}"), text.to_owned()))
        })
        .collect()
}

const KETTLE: &str = "---\ntitle: A kettle\ndate: 2024-05-01\n";
const FIGURE: &str = "<figure><img src=\"/kettle.jpg\" alt=\"A kettle\"><figcaption>The kettle</figcaption></figure>\n";

#[test]
fn a_house_rule_written_from_the_documentation() {
    let site = Site::new();
    let (status, out, _) = site.run(&["new", "rule", "reviews/rating"]);
    assert_eq!(status, 0);
    assert!(out.contains("packs: [rules]"), "{out}");
    let said = site.run(&["new", "rule", "reviews/figure-missing", "--kind", "element"]);
    assert_eq!(said.0, 0, "{}", said.2);

    let files = files_of_the_readme();
    assert_eq!(files.len(), 2);
    for (path, text) in files {
        let skeleton = site.read(&path);
        let modeline = skeleton.lines().next().unwrap();
        assert!(modeline.starts_with("# yaml-language-server: $schema="));
        site.write(&path, &format!("{modeline}\n{text}"));
    }
    let (status, out, err) = site.run(&["test", "rules"]);
    assert_eq!((status, &*err), (0, ""), "{out}");
    assert!(out.contains("2 rules, 4 examples: all fine"), "{out}");

    site.write("copydesk.yml", "packs: [rules]\n");
    site.write(
        "reviews/good.md",
        &format!("{KETTLE}rating: 4\n---\n{FIGURE}"),
    );
    site.write("reviews/unrated.md", &format!("{KETTLE}---\n{FIGURE}"));
    site.write(
        "reviews/seven.md",
        &format!("{KETTLE}rating: 7\n---\n{FIGURE}"),
    );
    site.write(
        "reviews/bare.md",
        &format!("{KETTLE}rating: 4\n---\nIt whistles.\n"),
    );
    site.write("news/other.md", &format!("{KETTLE}---\nIt whistles.\n"));
    let (status, out, err) = site.run(&["check", "--output-format", "concise", "--quiet"]);
    assert_eq!((status, &*err), (1, ""), "{out}");
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    for (line, said) in lines.iter().zip([
        (
            "reviews/bare.md:1:1",
            "no figure with a caption",
            "reviews/figure-missing",
        ),
        (
            "reviews/seven.md:4:9",
            "`rating` is 7, more than 5",
            "reviews/rating",
        ),
        (
            "reviews/unrated.md:1:1",
            "`rating` is missing",
            "reviews/rating",
        ),
    ]) {
        let (place, message, rule) = said;
        assert!(line.contains(place), "{line}");
        assert!(line.contains(message) && line.contains(rule), "{line}");
    }

    let (_, page, _) = site.run(&["explain", "reviews/rating"]);
    assert!(page.contains("from rules/reviews/rating.yml"), "{page}");
    assert!(page.contains("- files that match `reviews/**`"), "{page}");
    let (status, _, err) = site.run(&["explain", "reviews/ratings"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean `reviews/rating`?"), "{err}");
    let (_, list, _) = site.run(&["rules"]);
    assert!(list.contains("reviews/figure-missing"), "{list}");

    // Levels, options and comments are those of any other rule.
    site.write(
        "copydesk.yml",
        "packs: [rules]\nrules:\n  reviews/figure-missing: off\n  reviews/rating:\n    with: { max: 10 }\n",
    );
    site.write(
        "reviews/unrated.md",
        &format!(
            "{KETTLE}# copydesk-ignore-file reviews/rating -- the tester left\n---\nIt whistles.\n"
        ),
    );
    let (status, out, err) = site.run(&["check", "--quiet", "--output-format", "concise"]);
    assert_eq!((status, &*out, &*err), (0, "", ""));
}

#[test]
fn every_skeleton_is_a_rule_that_works() {
    for kind in ["entry", "element", "text", "schema"] {
        let site = Site::new();
        let said = site.run(&["new", "rule", "house/style", "--kind", kind]);
        assert_eq!(said.0, 0, "{kind}: {}", said.2);
        let (status, out, err) = site.run(&["test", "rules"]);
        assert_eq!((status, &*err), (0, ""), "{kind}: {out}");
        let written = site.read("rules/house/style.yml");
        let again = site.run(&["new", "rule", "house/style", "--kind", kind]);
        assert_eq!(again.0, 2);
        assert!(again.2.contains("nothing is overwritten"), "{}", again.2);
        assert_eq!(site.read("rules/house/style.yml"), written);
        let schema: serde_json::Value =
            serde_json::from_str(&site.read("rules/schema.json")).unwrap();
        assert!(schema["properties"]["check"]["properties"][kind].is_object());
    }
}

#[test]
fn a_kind_without_skeleton_is_written_from_its_schema() {
    let site = Site::new();
    site.run(&["new", "rule", "house/alt", "--kind", "image-alt"]);
    let text = site.read("rules/house/alt.yml");
    assert!(text.contains("  image-alt:\n    # fault: "), "{text}");
    let (status, _, err) = site.run(&["test", "rules"]);
    assert_eq!(status, 2, "it is to be filled in");
    assert!(err.contains("rules/house/alt.yml"), "{err}");
}

#[test]
fn names_that_cannot_be_rules_are_refused() {
    let site = Site::new();
    for (id, said) in [
        ("rating", "`group/name`"),
        ("Reviews/Rating", "lower case"),
        ("../x/y", "`group/name`"),
        ("image/alt-missing", "comes with copydesk"),
    ] {
        let (status, _, err) = site.run(&["new", "rule", id]);
        assert_eq!(status, 2, "{id}");
        assert!(err.contains(said), "{err}");
    }
    let (status, _, err) = site.run(&["new", "rule", "a/b", "--kind", "elment"]);
    assert_eq!(status, 2);
    assert!(err.contains("did you mean `element`?"), "{err}");
}

/// A rule file with one line changed, and what is said about it: at which line, which words.
#[test]
fn a_mistake_in_a_rule_file_has_a_place() {
    let (_, good) = files_of_the_readme().remove(0);
    for (line, instead, place, said) in [
        (
            "level: error",
            "level: eror",
            "1:8",
            "did you mean `error`?",
        ),
        (
            "level: error",
            "levl: error",
            "1:1",
            "did you mean `level`?",
        ),
        (
            "message: \"`{key}` {problem}\"",
            "message: \"`{key}` {probelm}\"",
            "2:19",
            "no value for the hole `{probelm}`; did you mean `problem`?",
        ),
        (
            "  entry: {",
            "  entyr: {",
            "4:3",
            "no check kind `entyr`; did you mean `entry`?",
        ),
        (
            "type: integer",
            "typ: integer",
            "4:41",
            "did you mean `type`?",
        ),
        (
            "type: integer",
            "type: integr",
            "4:47",
            "did you mean `integer`?",
        ),
        ("min: 1", "min: 9", "4:3", "`min` is greater than `max`"),
        (
            "min: 1",
            "pattern: '('",
            "4:65",
            "`(` is no regular expression: unclosed group",
        ),
        ("key: rating, ", "", "4:3", "the key `key` is missing"),
        (
            "files: [reviews/**]",
            "files: ['reviews/{a']",
            "5:9",
            "unclosed alternate",
        ),
        (
            "files: [reviews/**]",
            "when: { entri: x }",
            "5:9",
            "did you mean `entry`?",
        ),
        (
            "files: [reviews/**]",
            "targets: [hugoo]",
            "5:11",
            "did you mean `hugo`?",
        ),
        (
            "  entry: {",
            "  figure: {}\n  entry: {",
            "5:3",
            "exactly one kind",
        ),
        (
            "  summary: A",
            "  sumary: A",
            "7:3",
            "did you mean `summary`?",
        ),
        ("    text: |", "    txt: |", "12:5", "did you mean `text`?"),
        (
            "level: error",
            "level: error\nlevel: error",
            "2:1",
            "`level`",
        ),
    ] {
        let site = Site::new();
        site.write("copydesk.yml", "packs: [rules]\n");
        site.write("a.md", "# A\n");
        assert!(good.contains(line), "{line}");
        site.write("rules/reviews/rating.yml", &good.replacen(line, instead, 1));
        let (status, out, err) = site.run(&["check"]);
        assert_eq!((status, &*out), (2, ""), "{instead}: {err}");
        assert!(
            err.contains(&format!("rules/reviews/rating.yml:{place}")),
            "{instead}: {err}"
        );
        let words: Vec<_> = err
            .split_whitespace()
            .filter(|word| !matches!(*word, "│" | "|" | "×"))
            .collect();
        assert!(words.join(" ").contains(said), "{instead}: {err}");
    }
}

#[test]
fn a_folder_that_is_no_pack_is_said_so() {
    let (_, rule) = files_of_the_readme().remove(0);
    for (files, said) in [
        (&["other/x.txt"][..], "rules cannot be read"),
        (&["rules/reviews/x.txt"], "there is no rule"),
        (&["rules/rating.yml"], "a folder that names its group"),
        (&["rules/image/alt-missing.yml"], "comes with copydesk"),
        (&["rules/reviews/My Rating.yml"], "is no id"),
        (&["rules/a/b.yml", "rules/a/b.yaml"], "rename one of them"),
    ] {
        let site = Site::new();
        site.write("copydesk.yml", "packs: rules\n");
        site.write("a.md", "# A\n");
        for file in files {
            site.write(file, &rule);
        }
        let (status, out, err) = site.run(&["check"]);
        assert_eq!((status, &*out), (2, ""), "{files:?}: {err}");
        let words: Vec<_> = err.split_whitespace().collect();
        assert!(words.join(" ").contains(said), "{files:?}: {err}");
    }
}

#[test]
fn examples_that_fail_are_named() {
    let (_, rule) = files_of_the_readme().remove(0);
    for (from, to, said) in [
        ("rating: 7", "rating: 3", "doc.bad is missing"),
        ("rating: 4", "rating: 0", "doc.good is noisy"),
        (
            "path: reviews/kettle.md",
            "path: news/kettle.md",
            "the rule is for `reviews/**`",
        ),
    ] {
        let site = Site::new();
        site.write("rules/reviews/rating.yml", &rule.replacen(from, to, 1));
        let (status, out, _) = site.run(&["test", "rules"]);
        assert_eq!(status, 1, "{out}");
        assert!(out.contains(said), "{out}");
        assert!(out.contains("1 failed"), "{out}");
    }
    let site = Site::new();
    site.write("rules/reviews/rating.yml", &rule);
    site.write(
        "rules/tests/reviews/rating/pass-five.md",
        "---\nrating: 5\n---\n",
    );
    site.write(
        "rules/tests/reviews/rating/fail-none.md",
        "---\ntitle: A\n---\n",
    );
    let (status, out, _) = site.run(&["test", "rules"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("1 rule, 4 examples: all fine"), "{out}");
    // They are no articles of the site.
    site.write("copydesk.yml", "packs: [rules]\n");
    site.write(
        "a.md",
        "---\ntitle: A\ndate: 2024-05-01\n---\nIt whistles.\n",
    );
    let (status, out, err) = site.run(&["check"]);
    assert_eq!((status, &*err), (0, ""), "{out}");
    assert!(out.contains("Checked 1 file"), "{out}");
    fs::remove_file(site.path().join("copydesk.yml")).unwrap();
    site.write(
        "rules/tests/reviews/rating/pass-six.md",
        "---\nrating: 6\n---\n",
    );
    let (status, out, _) = site.run(&["test", "rules"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("pass-six.md is noisy"), "{out}");
    let (status, _, err) = site.run(&["test"]);
    assert_eq!(status, 2);
    assert!(err.contains("packs"), "{err}");
}

/// The sample pack shows what the kinds for everyone can do; it is its own test.
#[test]
fn the_sample_pack_does_what_it_says() {
    let folder = support::root().join("tests/pack");
    let site = Site::new();
    let (status, out, err) = site.run(&["test", folder.to_str().unwrap()]);
    assert_eq!((status, &*err), (0, ""), "{out}");
}
