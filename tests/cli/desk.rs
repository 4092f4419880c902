//! A folder of articles, and the program run in it.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// An article without a fault.
pub(crate) const CLEAN: &str = "---\ntitle: Low tide\ndate: 2026-03-01\n---\nThe boats lie dry.\n";

/// An article with one error.
pub(crate) const FAULTY: &str =
    "---\ntitle: Low tide\ndate: 2026-03-01\n---\n<img src=\"/boats.png\">\n";

/// An article with one warning.
pub(crate) const DOUBTFUL: &str =
    "---\ntitle: Low tide\ndate: 2026-03-01\n---\n<img src=\"/boats.png\" alt=\" \">\n";

/// A folder that is gone after the test.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            desk.write(name, text);
        }
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The program in this folder, in an environment that says nothing to it.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::cargo_bin("copydesk").unwrap();
        let silent = [
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
            "FORCE_COLOR",
            "GITHUB_ACTIONS",
            "TF_BUILD",
            "TEAMCITY_VERSION",
            "COPYDESK_CONFIG",
            "COPYDESK_OUTPUT_FORMAT",
            "COPYDESK_FAIL_ON",
            "COPYDESK_MAX_WARNINGS",
            "COPYDESK_PRESET",
            "COPYDESK_TARGET",
        ];
        for name in silent {
            command.env_remove(name);
        }
        command.current_dir(self.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command().args(arguments).output().unwrap())
    }

    /// The program with something on standard input.
    pub(crate) fn piped(&self, arguments: &[&str], text: impl Into<Vec<u8>>) -> Ran {
        let mut command = self.command();
        Ran::of(command.args(arguments).write_stdin(text).output().unwrap())
    }

    /// `check` with one line per finding.
    pub(crate) fn check(&self, arguments: &[&str]) -> Ran {
        let mut command = self.command();
        command.args(["check", "--output-format", "concise"]);
        Ran::of(command.args(arguments).output().unwrap())
    }
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The rules of the findings, in their order, from lines `…: level[rule]: …`.
    pub(crate) fn rules(&self) -> Vec<&str> {
        let lines = self.out.lines();
        lines
            .filter_map(|line| Some(line.split_once('[')?.1.split_once("]: ")?.0))
            .collect()
    }

    /// The paths of the findings, in their order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let lines = self.out.lines().filter(|line| line.contains("]: "));
        lines.filter_map(|line| line.split(':').next()).collect()
    }
}
