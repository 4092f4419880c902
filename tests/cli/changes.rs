//! `--staged` and `--changed-since`, in repositories of their own.

use std::fs;
use std::process::Command;

use crate::desk::{CLEAN, Desk, FAULTY, Ran};

/// A folder of articles that git keeps.
struct Repository(Desk);

impl Repository {
    /// All files committed, on the branch `main`.
    fn new(files: &[(&str, &str)]) -> Self {
        let repository = Self(Desk::new(files));
        repository.git(&["init", "-q", "-b", "main"]);
        repository.commit("first");
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let output = self.command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(self.0.path()).args(arguments);
        outside(&mut command);
        for (name, value) in [
            ("GIT_AUTHOR_NAME", "Mara"),
            ("GIT_AUTHOR_EMAIL", "mara@example.org"),
            ("GIT_COMMITTER_NAME", "Mara"),
            ("GIT_COMMITTER_EMAIL", "mara@example.org"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_SYSTEM", "/dev/null"),
        ] {
            command.env(name, value);
        }
        command
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }

    /// The files that would be checked, from a folder of the working tree.
    fn shown(&self, folder: &str, arguments: &[&str]) -> Vec<String> {
        let ran = self.run(folder, &[&["--show-files", "-0"], arguments].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        let names = ran.out.split_terminator('\0');
        names.map(str::to_owned).collect()
    }

    fn run(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        command.current_dir(self.0.path().join(folder));
        outside(&mut command);
        command.args(["check", "--output-format", "concise"]);
        Ran::of(command.args(arguments).output().unwrap())
    }
}

/// The tests may be run by a hook, which says where its own repository is.
fn outside(command: &mut Command) {
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
}

#[test]
fn staged_files_are_checked_and_no_others() {
    let site = Repository::new(&[("a.md", CLEAN), ("b.md", FAULTY), ("c.md", CLEAN)]);
    let ran = site.run("", &["--staged"]);
    assert_eq!((ran.code, ran.paths()), (0, vec![]));
    assert_eq!(
        ran.err,
        "copydesk: no article is staged, nothing to check\n"
    );

    site.0.write("a.md", FAULTY);
    site.0.write("c.md", FAULTY);
    site.0.write("new.md", FAULTY);
    site.0.write("note.txt", "x");
    site.git(&["add", "a.md", "note.txt"]);
    let ran = site.run("", &["--staged"]);
    assert_eq!((ran.code, ran.paths(), &*ran.err), (1, vec!["a.md"], ""));
    assert_eq!(site.shown("", &["--staged", "b.md", "c.md"]), [""; 0]);
}

#[test]
fn names_are_taken_as_they_are() {
    let names = [
        "潮 汐.md",
        "line\nbreak.md",
        "\"quoted\".md",
        "-dash.md",
        "tab\t.md",
        "海/é.md",
    ];
    let site = Repository::new(&[("a.md", CLEAN)]);
    for name in names {
        site.0.write(name, FAULTY);
    }
    site.git(&["add", "-A"]);
    let mut expected = names.map(str::to_owned);
    expected.sort();
    assert_eq!(site.shown("", &["--staged"]), expected);
    assert_eq!(site.run("", &["--staged"]).code, 1);
    site.git(&["commit", "-q", "-m", "second"]);
    assert_eq!(site.shown("", &["--changed-since", "HEAD~1"]), expected);
}

#[test]
fn deleted_files_are_no_news_and_renamed_ones_are() {
    let site = Repository::new(&[
        ("gone.md", FAULTY),
        ("old/name.md", FAULTY),
        ("kept.md", FAULTY),
    ]);
    site.git(&["rm", "-q", "gone.md"]);
    fs::create_dir(site.0.path().join("new")).unwrap();
    site.git(&["mv", "old/name.md", "new/name.md"]);
    assert_eq!(site.shown("", &["--staged"]), ["new/name.md"]);
    site.git(&["commit", "-q", "-m", "second"]);
    assert_eq!(
        site.shown("", &["--changed-since", "HEAD~1"]),
        ["new/name.md"]
    );
}

#[test]
fn a_folder_of_the_working_tree_sees_its_own_files() {
    let site = Repository::new(&[
        ("a.md", CLEAN),
        ("sub/b.md", CLEAN),
        ("sub/deep/c.md", CLEAN),
    ]);
    for name in ["a.md", "sub/b.md", "sub/deep/c.md"] {
        site.0.write(name, FAULTY);
    }
    site.git(&["add", "-A"]);
    assert_eq!(site.shown("sub", &["--staged"]), ["b.md", "deep/c.md"]);
    assert_eq!(
        site.shown("sub", &["--staged", ".."]),
        ["../a.md", "../sub/b.md", "../sub/deep/c.md"]
    );
    assert_eq!(
        site.shown("sub/deep", &["--staged", "../b.md"]),
        ["../b.md"]
    );
    // What a user has set for `git diff` changes nothing.
    site.git(&["config", "diff.relative", "true"]);
    site.git(&["config", "diff.renames", "copies"]);
    site.git(&["config", "core.quotePath", "true"]);
    assert_eq!(site.shown("sub", &["--staged"]), ["b.md", "deep/c.md"]);
}

#[test]
fn a_second_working_tree_has_its_own_index() {
    let site = Repository::new(&[("a.md", CLEAN), ("b.md", CLEAN)]);
    site.0.write("a.md", FAULTY);
    site.git(&["add", "-A"]);
    site.git(&["worktree", "add", "-q", "-b", "side", "tree"]);
    assert_eq!(site.shown("tree", &["--staged"]), [""; 0]);
    site.0.write("tree/b.md", FAULTY);
    assert_eq!(site.shown("tree", &["--changed-since", "main"]), ["b.md"]);
    assert_eq!(site.shown("", &["--staged"]), ["a.md"]);
}

#[test]
fn a_branch_is_held_against_where_it_left() {
    let site = Repository::new(&[("a.md", CLEAN), ("b.md", CLEAN), ("c.md", CLEAN)]);
    site.git(&["checkout", "-q", "-b", "side"]);
    site.0.write("a.md", FAULTY);
    site.commit("on the side");
    site.git(&["checkout", "-q", "main"]);
    site.0.write("b.md", FAULTY);
    site.commit("on main");
    site.git(&["checkout", "-q", "side"]);
    assert_eq!(
        site.shown("", &["--changed-since", "main"]),
        ["a.md"],
        "not what main has done"
    );
    site.0.write("c.md", FAULTY);
    site.0.write("new.md", FAULTY);
    site.0.write(".gitignore", "ignored.md\n");
    site.0.write("ignored.md", FAULTY);
    let all = ["a.md", "c.md", "new.md"];
    assert_eq!(site.shown("", &["--changed-since", "main"]), all);
    let ran = site.run("", &["--changed-since", "main", "b.md"]);
    assert_eq!(ran.code, 0);
    let said = "copydesk: no article has changed since main, nothing to check\n";
    assert_eq!(ran.err, said);
}

#[test]
fn the_first_commit_can_be_checked_before_it_is_made() {
    let site = Repository(Desk::new(&[("a.md", FAULTY), ("b.md", FAULTY)]));
    site.git(&["init", "-q"]);
    site.git(&["add", "a.md"]);
    assert_eq!(site.shown("", &["--staged"]), ["a.md"]);
    let ran = site.run("", &["--changed-since", "main"]);
    assert_eq!(ran.code, 2, "{ran:?}");
}

#[test]
fn what_is_not_on_disk_as_it_is_staged_is_told() {
    let site = Repository::new(&[("a.md", CLEAN), ("b.md", CLEAN)]);
    site.0.write("a.md", FAULTY);
    site.0.write("b.md", FAULTY);
    site.git(&["add", "-A"]);
    site.0.write("a.md", CLEAN);
    let ran = site.run("", &["--staged"]);
    assert_eq!((ran.code, ran.paths()), (1, vec!["b.md"]));
    let note = "copydesk: a.md has changes that are not staged: the file on disk is checked\n";
    assert_eq!(ran.err, note);
    fs::remove_file(site.0.path().join("b.md")).unwrap();
    let ran = site.run("", &["--staged"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err
            .contains("b.md: staged, and not in the working tree"),
        "{}",
        ran.err
    );
}

#[test]
fn what_the_configuration_excludes_stays_out() {
    let site = Repository::new(&[("copydesk.yml", "exclude: old\n"), ("old/a.md", CLEAN)]);
    site.0.write("old/a.md", FAULTY);
    site.0.write("b.md", FAULTY);
    site.git(&["add", "-A"]);
    assert_eq!(site.shown("", &["--staged"]), ["b.md"]);
}

#[cfg(unix)]
#[test]
fn folders_may_be_reached_through_links() {
    let site = Repository::new(&[("posts/a.md", CLEAN)]);
    site.0.write("posts/a.md", FAULTY);
    site.git(&["add", "-A"]);
    std::os::unix::fs::symlink(site.0.path(), site.0.path().join("self")).unwrap();
    assert_eq!(
        site.shown("", &["--staged", "self/posts"]),
        ["self/posts/a.md"]
    );
    assert_eq!(site.shown("self/posts", &["--staged"]), ["a.md"]);
}

#[test]
fn what_git_cannot_tell_is_a_failure() {
    let site = Repository::new(&[("a.md", FAULTY)]);
    for (name, words) in [
        (
            "gone",
            "there is no commit `gone` in this repository; fetch it first",
        ),
        ("--output=x", "there is no commit `--output=x`"),
    ] {
        let flag = format!("--changed-since={name}");
        let ran = site.run("", &[&flag]);
        assert_eq!((ran.code, &*ran.out), (2, ""), "{name}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    assert!(!site.0.path().join("x").exists());
    site.git(&["checkout", "-q", "--orphan", "other"]);
    site.commit("of another kind");
    let ran = site.run("", &["--changed-since", "main"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("have no commit in common here"),
        "{}",
        ran.err
    );

    let other = Desk::new(&[("b.md", FAULTY)]);
    let outside = other.path().join("b.md");
    let ran = site.run("", &["--staged", outside.to_str().unwrap()]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("lies outside of the repository"),
        "{}",
        ran.err
    );
    let ran = other.check(&["--staged"]);
    assert_eq!((ran.code, &*ran.out), (2, ""));
    assert!(
        ran.err
            .starts_with("copydesk: --staged: git: not a git repository"),
        "{}",
        ran.err
    );
    let mut command = other.command();
    command
        .args(["check", "--staged"])
        .env("PATH", other.path());
    let ran = Ran::of(command.output().unwrap());
    assert_eq!(ran.code, 2);
    assert_eq!(
        ran.err,
        "copydesk: --staged: this needs git, and there is none in PATH\n"
    );
    assert_eq!(
        site.run("", &["--staged", "--changed-since", "main"]).code,
        2
    );
}
