//! What presets, files that are extended, overrides and flags make of each other.

use crate::desk::{CLEAN, DOUBTFUL, Desk, FAULTY};

/// `level[rule]` of each finding.
fn found(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let all = [&["--min-severity", "info", "-q"], arguments].concat();
    let ran = desk.check(&all);
    assert_eq!(ran.err, "", "{arguments:?}");
    let lines = ran.out.lines();
    let word = |line: &str| {
        let (path, rest) = line.split_once(':').unwrap();
        let word = rest.split(' ').nth(1).unwrap();
        format!("{path} {}", word.trim_end_matches(':'))
    };
    lines.map(word).collect()
}

#[test]
fn of_several_overrides_the_last_counts() {
    let desk = Desk::new(&[
        ("posts/a.md", FAULTY),
        ("posts/old/b.md", FAULTY),
        ("c.md", FAULTY),
        (
            "copydesk.yml",
            "rules: { image/alt-missing: warning }\n\
             overrides:\n\
             - { files: posts, rules: { image/alt-missing: info } }\n\
             - { files: ['posts/old/**'], rules: { image/alt-missing: error } }\n",
        ),
    ]);
    let expected = [
        "c.md warning[image/alt-missing]",
        "posts/a.md info[image/alt-missing]",
        "posts/old/b.md error[image/alt-missing]",
    ];
    assert_eq!(found(&desk, &[]), expected);
    assert_eq!(
        found(&desk, &["--ignore", "image"]),
        [""; 0],
        "flags come last"
    );
    let swapped = "overrides:\n\
                   - { files: 'posts/old/**', rules: { image/alt-missing: error } }\n\
                   - { files: posts, rules: { image/alt-missing: info } }\n";
    desk.write("copydesk.yml", swapped);
    let old = found(&desk, &["posts/old"]);
    assert_eq!(old, ["posts/old/b.md info[image/alt-missing]"]);
}

#[test]
fn overrides_set_what_front_matter_needs() {
    let desk = Desk::new(&[
        ("posts/a.md", CLEAN),
        ("b.md", CLEAN),
        (
            "copydesk.yml",
            "front-matter: { required: [title] }\n\
             overrides: [{ files: posts, front-matter: { required: [title, tags] } }]\n",
        ),
    ]);
    let expected = ["posts/a.md error[front-matter/required-key]"];
    assert_eq!(found(&desk, &[]), expected);
}

#[test]
fn a_file_outweighs_what_it_extends() {
    let desk = Desk::new(&[
        ("a.md", FAULTY),
        (
            "shared/base.yml",
            "rules: { image/alt-missing: info, date: off }\n",
        ),
        ("copydesk.yml", "extends: [./shared/base.yml]\n"),
    ]);
    assert_eq!(found(&desk, &[]), ["a.md info[image/alt-missing]"]);
    desk.write(
        "copydesk.yml",
        "extends: [shared/base.yml]\nrules: { image/alt-missing: warning }\n",
    );
    assert_eq!(found(&desk, &[]), ["a.md warning[image/alt-missing]"]);
}

#[test]
fn globs_are_relative_to_the_file_that_states_them() {
    let desk = Desk::new(&[
        (
            "shared/base.yml",
            "exclude: [drafts]\noverrides:\n- { files: posts, rules: { all: off } }\n",
        ),
        ("shared/drafts/a.md", FAULTY),
        ("shared/posts/b.md", FAULTY),
        ("drafts/c.md", FAULTY),
        ("posts/d.md", FAULTY),
        ("copydesk.yml", "extends: shared/base.yml\nexclude: posts\n"),
    ]);
    assert_eq!(found(&desk, &[]), ["drafts/c.md error[image/alt-missing]"]);
}

#[test]
fn the_ground_is_recommended_however_deep_nobody_says_so() {
    let desk = Desk::new(&[
        ("a.md", "---\ntitle: x\ndate: 2026-03-01\n---\nwords \n"),
        ("base.yml", "timezone: Asia/Tokyo\n"),
        ("copydesk.yml", "extends: base.yml\n"),
    ]);
    assert_eq!(
        found(&desk, &[]),
        [""; 0],
        "trailing blanks are house style"
    );
    desk.write("base.yml", "extends: strict\n");
    assert!(found(&desk, &[]).contains(&"a.md info[file/trailing-space]".to_owned()));
}

#[test]
fn files_that_extend_each_other_in_a_circle_are_a_mistake() {
    let desk = Desk::new(&[
        ("a.md", CLEAN),
        ("copydesk.yml", "extends: one.yml\n"),
        ("one.yml", "rules: {}\nextends: [two.yml]\n"),
        ("two.yml", "extends: ./one.yml\n"),
    ]);
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("`one.yml` extends itself, by way of `two.yml`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("[two.yml:1:10]"), "{}", ran.err);
}

#[test]
fn files_extend_each_other_ten_deep() {
    let desk = Desk::new(&[("a.md", FAULTY)]);
    let chain = |length: usize| {
        for at in 0..length {
            desk.write(&format!("c{at}.yml"), format!("extends: c{}.yml\n", at + 1));
        }
        desk.write(&format!("c{length}.yml"), "rules: { all: off }\n");
        desk.check(&["--config", "c0.yml"])
    };
    assert_eq!(chain(9).code, 0);
    let ran = chain(10);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("more than 10 files extend one another"),
        "{}",
        ran.err
    );
}

#[test]
fn what_two_files_build_on_counts_once() {
    let desk = Desk::new(&[
        ("a.md", FAULTY),
        ("base.yml", "rules: { image/alt-missing: info }\n"),
        (
            "one.yml",
            "extends: base.yml\nrules: { image/alt-missing: warning }\n",
        ),
        ("two.yml", "extends: base.yml\n"),
        ("copydesk.yml", "extends: [one.yml, two.yml]\n"),
    ]);
    assert_eq!(found(&desk, &[]), ["a.md warning[image/alt-missing]"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let desk = Desk::new(&[("a.md", CLEAN), ("copydesk.yml", "extends: pipe.yml\n")]);
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path().join("pipe.yml"))
        .status();
    assert!(made.unwrap().success());
    let ran = desk.check(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`pipe.yml` is no file"), "{}", ran.err);
}

#[test]
fn the_search_ends_at_the_repository_and_the_site_at_root() {
    let desk = Desk::new(&[
        ("copydesk.yml", "rules: { all: off }\n"),
        ("hugo.toml", ""),
        ("inner/.git/HEAD", ""),
        ("inner/a.md", FAULTY),
        ("blog/copydesk.yml", ""),
        ("blog/b.md", FAULTY),
    ]);
    assert_eq!(found(&desk, &["inner"]).len(), 1);
    let target = |text: &str| {
        desk.write("blog/copydesk.yml", text);
        desk.run(&["config", "show", "blog/b.md"]).out
    };
    assert!(target("").contains("target    hugo"), "{}", target(""));
    let own = target("root: true\n");
    assert!(own.contains("target    none known"), "{own}");
}

#[test]
fn only_what_is_included_is_checked() {
    let desk = Desk::new(&[
        ("posts/a.md", FAULTY),
        ("posts/old/b.md", FAULTY),
        ("notes/c.md", FAULTY),
        (
            "copydesk.yml",
            "include: [posts/**/*.md]\nexclude: posts/old/\n",
        ),
    ]);
    assert_eq!(desk.check(&[]).paths(), ["posts/a.md"]);
    let ran = desk.check(&["notes/c.md"]);
    assert_eq!((ran.code, ran.paths()), (0, vec![]));
    assert!(
        ran.err
            .contains("notes/c.md: passed over, not in `include`"),
        "{}",
        ran.err
    );
    let ran = desk.check(&["--no-force-exclude", "notes/c.md", "posts/old/b.md"]);
    assert_eq!(ran.paths(), ["notes/c.md", "posts/old/b.md"]);
}

#[test]
fn flags_add_to_the_configuration() {
    let desk = Desk::new(&[
        ("a.md", "---\ntitle: x\ndate: 2026-03-01\n---\nwords \n"),
        ("drafts/b.md", FAULTY),
        ("c.md", DOUBTFUL),
        ("copydesk.yml", "rules: { image: off }\n"),
    ]);
    let one = ["--extend-select", "file/trailing-space"];
    assert_eq!(found(&desk, &one), ["a.md info[file/trailing-space]"]);
    let group = found(&desk, &["--extend-select", "image,file"]);
    let expected = [
        "a.md info[file/trailing-space]",
        "c.md warning[image/alt-whitespace]",
        "drafts/b.md error[image/alt-missing]",
    ];
    assert!(
        expected.iter().all(|&one| group.contains(&one.to_owned())),
        "{group:?}"
    );
    let drafts = ["--extend-select=image/alt-missing", "--exclude", "drafts"];
    assert_eq!(found(&desk, &drafts), [""; 0]);
    let ran = desk.check(&["--exclude", "a["]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .starts_with("copydesk: --exclude: `a[` is no glob: "),
        "{}",
        ran.err
    );
}

#[test]
fn a_preset_of_the_command_line_replaces_those_of_the_file() {
    let desk = Desk::new(&[
        (
            "a.md",
            "---\ntitle: x\ndate: 2026-03-01\n---\n<img src=\"/a.png\">\nwords \n",
        ),
        ("copydesk.yml", "extends: strict\nrules: { image: off }\n"),
    ]);
    assert!(found(&desk, &[]).contains(&"a.md info[file/trailing-space]".to_owned()));
    assert_eq!(found(&desk, &["--preset", "recommended"]), [""; 0]);
}
