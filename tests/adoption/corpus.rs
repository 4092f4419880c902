//! A new user on each site of a corpus that lies beside the checkout: `init`, the first `check`, a
//! baseline, a clean `check`, one new fault.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, FAULTY, Ran};
use crate::support;

fn copy(from: &Path, to: &Path) {
    for file in support::files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, &target).unwrap();
    }
}

/// What a run says in the end, as far as a screen shows it.
fn screen(ran: &Ran) -> usize {
    ran.out.lines().count() + ran.err.lines().count()
}

fn adopt(site: &Path) -> Result<(), String> {
    let desk = Desk::new(&[]);
    copy(site, desk.path());
    let fails =
        |what: &str, ran: &Ran| Err(format!("{what}: {}\n{}{}", ran.code, ran.out, ran.err));

    let ran = desk.run(&["init"]);
    if ran.code != 0 || screen(&ran) > 24 {
        return fails("init", &ran);
    }
    // What a terminal shows.
    let first = desk.run(&["check", "--max-findings", "100"]);
    if first.code > 1 {
        return fails("the first check", &first);
    }
    let counted = first.out.contains("More than 100");
    if counted && screen(&first) > 24 {
        return fails("the first check is more than a screen", &first);
    }
    let ran = desk.run(&["baseline", "create"]);
    if ran.code != 0 {
        return fails("baseline create", &ran);
    }
    let ran = desk.run(&["check", "--fail-on-stale-baseline", "--max-warnings", "0"]);
    let has_baseline = desk.path().join("copydesk-baseline.json").exists();
    if ran.code != 0 || screen(&ran) > 1 || has_baseline != ran.out.contains(" in the baseline.") {
        return fails("the second check", &ran);
    }
    // A copy of a real place in the site, so that the configuration holds for it.
    let article = first_article(desk.path());
    let extension = article.extension().unwrap();
    let new = article.with_file_name("copydesk-has-never-seen-this");
    let new = new.with_extension(extension);
    let faulty = FAULTY.replace("/boats.png", "/copydesk/has/never/seen/this.png");
    fs::write(&new, faulty).unwrap();
    let ran = desk.check(&[]);
    if ran.code != 1 || !ran.rules().contains(&"image/alt-missing") {
        return fails("a new article", &ran);
    }
    fs::remove_file(&new).unwrap();
    let text = fs::read_to_string(&article).unwrap();
    let image = "\n\n<img src=\"/copydesk/has/never/seen/this.png\">\n\n";
    fs::write(&article, format!("{text}{image}")).unwrap();
    let mut ran = desk.check(&["--select", "image/alt-missing"]);
    if ran.code == 0 {
        // The article ends in code that is not closed.
        let fence = text.find("\n---").expect("front matter") + "\n---".len();
        let text = format!("{}{image}{}", &text[..fence], &text[fence..]);
        fs::write(&article, text).unwrap();
        ran = desk.check(&["--select", "image/alt-missing"]);
    }
    if ran.code != 1 || ran.rules() != ["image/alt-missing"] {
        return fails("a new fault in an old article", &ran);
    }
    Ok(())
}

/// An article that is checked, in Markdown if there is one.
fn first_article(site: &Path) -> PathBuf {
    let mut command = Desk::new(&[]).command();
    command.current_dir(site).args(["check", "--show-files"]);
    let listed = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let endings = [".md", ".markdown", ".html", ".mdx"];
    let mut names = endings
        .iter()
        .filter_map(|ending| listed.lines().find(|name| name.ends_with(ending)));
    site.join(names.next().expect("an article"))
}

#[test]
fn every_site_is_adopted_in_five_minutes() {
    let Some(corpus) = support::shared("corpus") else {
        return;
    };
    let mut failed = Vec::new();
    let mut sites = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let site = entry.unwrap().path();
        if !site.is_dir() {
            continue;
        }
        sites += 1;
        if let Err(why) = adopt(&site) {
            failed.push(format!("{}: {why}", site.display()));
        }
    }
    assert!(sites > 30, "{sites} sites");
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
