use super::Target::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll, Zola};
use super::*;

/// A folder with these files, empty or with a text.
fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn detected(files: &[(&str, &str)]) -> Vec<Target> {
    detect(site(files).path())
}

#[test]
fn each_by_its_own_files() {
    let hexo = r#"{"dependencies": {"hexo": "^8.0.0"}}"#;
    assert_eq!(
        detected(&[("_config.yml", ""), ("package.json", hexo)]),
        [Hexo]
    );
    let init = [
        ("_config.yml", ""),
        ("scaffolds/post.md", ""),
        ("source/_posts/a.md", ""),
    ];
    assert_eq!(detected(&init), [Hexo]);
    assert_eq!(detected(&[("hugo.yaml", "")]), [Hugo]);
    assert_eq!(detected(&[("config.toml", "baseurl = 'x'\n")]), [Hugo]);
    assert_eq!(
        detected(&[("config.yaml", "theme: x\n"), ("archetypes/a.md", "")]),
        [Hugo]
    );
    assert_eq!(
        detected(&[("config/_default/hugo.toml", ""), ("content/a.md", "")]),
        [Hugo]
    );
    let gems = "source 'x'\ngem \"jekyll\", \"~> 4\"\n";
    assert_eq!(
        detected(&[("_config.yml", ""), ("Gemfile", gems)]),
        [Jekyll]
    );
    assert_eq!(
        detected(&[("_config.yml", ""), ("_posts/2020-01-01-a.md", "")]),
        [Jekyll]
    );
    let zola = "base_url = \"https://x.example\"\n[extra]\n";
    assert_eq!(
        detected(&[("config.toml", zola), ("content/a.md", "")]),
        [Zola]
    );
    assert_eq!(detected(&[("astro.config.mjs", "")]), [Astro]);
    assert_eq!(detected(&[(".eleventy.js", "")]), [Eleventy]);
    let eleventy =
        r#"{"scripts": {"build": "eleventy --quiet"}, "devDependencies": {"@11ty/eleventy": "3"}}"#;
    assert_eq!(detected(&[("package.json", eleventy)]), [Eleventy]);
    assert_eq!(detected(&[("docusaurus.config.ts", "")]), [Docusaurus]);
}

#[test]
fn several_at_once() {
    let files = [
        ("hugo.toml", ""),
        ("_config.yml", ""),
        ("_posts/a.md", ""),
        ("astro.config.ts", ""),
    ];
    assert_eq!(detected(&files), [Hugo, Jekyll, Astro]);
}

#[test]
fn plain_repositories_are_none() {
    let plugin = r#"{"devDependencies": {"hexo": "8", "astro": "5", "@11ty/eleventy": "3"}, "scripts": {"test": "mocha"}}"#;
    for files in [
        &[
            ("README.md", "# x"),
            ("docs/a.md", ""),
            ("content/a.md", ""),
            ("static/a.png", ""),
        ][..],
        &[("package.json", plugin), ("index.js", "")],
        &[
            ("config.toml", "[server]\nbase_url = 'x'\ntheme = 'y'\n"),
            ("templates/a", ""),
        ],
        &[("config.yml", "baseline: 1\ntheme: dark\n")],
        &[("_config.yml", "a: 1")],
        &[("Gemfile", "gem 'jekyll'\n")],
        &[("package.json", "{not json"), ("config.toml", "\u{0}")],
    ] {
        assert_eq!(detected(files), [], "{files:?}");
    }
    assert_eq!(detect(Path::new("/nowhere/at/all")), []);
}

#[test]
fn the_nearest_site_upwards() {
    let folder = site(&[
        ("hugo.toml", ""),
        ("content/posts/a/index.md", ""),
        ("docs/astro.config.mjs", ""),
        ("docs/src/content/a.md", ""),
    ]);
    let root = folder.path();
    let found = site_of(&root.join("content/posts/a/index.md"));
    assert_eq!(found, Some((root.to_owned(), vec![Hugo])));
    let found = site_of(&root.join("docs/src/content/a.md"));
    assert_eq!(found, Some((root.join("docs"), vec![Astro])));
}

#[test]
fn the_search_ends_at_the_repository() {
    let folder = site(&[
        ("hugo.toml", ""),
        ("other/.git/config", ""),
        ("other/a.md", ""),
    ]);
    assert_eq!(site_of(&folder.path().join("other/a.md")), None);
}

#[test]
fn the_time_zone_of_the_site() {
    let set = |name, text| time_zone(site(&[(name, text)]).path()).is_some();
    assert!(set(
        "_config.yml",
        "title: a\ntimezone: 'Asia/Shanghai' # here\n"
    ));
    assert!(set("hugo.toml", "timeZone = \"Europe/Oslo\"\n[params]\n"));
    assert!(set("config.json", "{\n  \"timeZone\": \"UTC\",\n}\n"));
    assert!(!set("_config.yml", "timezone: ''\n"));
    assert!(!set("_config.yml", "timezone: Asia/Shangai\n"));
    assert!(!set("hugo.toml", "[params]\ntimeZone = \"UTC\"\n"));
}

#[test]
fn the_host_that_a_site_is_published_on() {
    let of = |name, text| host(site(&[(name, text)]).path());
    let ferry = Some("ferry.example".to_owned());
    assert_eq!(
        of("_config.yml", "url: https://ferry.example/blog\n"),
        ferry
    );
    assert_eq!(
        of("hugo.toml", "baseURL = 'https://ferry.example/'\n"),
        ferry
    );
    assert_eq!(
        of("zola.toml", "base_url = \"https://ferry.example\"\n"),
        ferry
    );
    assert_eq!(of("_config.yml", "baseurl: /blog\nurl: ''\n"), None);
    assert_eq!(of("config.yaml", "url: postgres://db\n"), None);
}
