use super::*;
use crate::target::Target::{Eleventy, Hexo, Hugo, Jekyll, Zola};

/// What addresses lead to on a site of these files, seen from an article.
struct Desk {
    settings: Settings,
    article: &'static str,
}

impl Desk {
    fn new(target: Target, article: &'static str, files: &[&str]) -> Self {
        let files: Vec<_> = files.iter().map(|file| (*file).to_owned()).collect();
        let root = PathBuf::from("/site");
        let settings = Settings {
            targets: vec![target],
            files: Files::given(&root, &files),
            site: Some(root),
            ..Settings::default()
        };
        Self { settings, article }
    }

    fn picture(&self, url: &str) -> Led {
        let site = Site::of(&self.settings, Path::new(self.article)).unwrap();
        site.picture(&Address::read(url).unwrap(), true)
    }

    fn source(&self, url: &str) -> Led {
        let site = Site::of(&self.settings, Path::new(self.article)).unwrap();
        site.source(&Address::read(url).unwrap())
    }
}

fn nowhere(place: &str) -> Led {
    let place = place.to_owned();
    let sibling = None;
    Led::Nowhere { place, sibling }
}

#[test]
fn the_very_name_comes_before_its_look_alikes() {
    let files = ["source/img/a.png", "source/img/A.png", "source/IMG/b.png"];
    let desk = Desk::new(Hexo, "source/_posts/a.md", &files);
    assert_eq!(desk.picture("/img/a.png"), Led::There);
    assert_eq!(desk.picture("/img/A.png"), Led::There);
    let other = |names: [&str; 2]| Led::OtherCase(names.map(str::to_owned).to_vec());
    assert_eq!(desk.picture("/img/a.PNG"), other(["img", "A.png"]));
    assert_eq!(desk.picture("/Img/b.png"), other(["IMG", "b.png"]));
}

#[test]
fn pictures_are_missed_where_pictures_are() {
    let desk = Desk::new(
        Jekyll,
        "_posts/2026-03-01-a.md",
        &["img/a.png", "css/a.css"],
    );
    assert_eq!(desk.picture("/img/b.png"), nowhere("img/b.png"));
    assert_eq!(desk.picture("/css/b.png"), Led::Unknown);
    assert_eq!(desk.picture("/b.png"), Led::Unknown);
    assert_eq!(desk.picture("/img/2026/b.png"), Led::Unknown);
    assert_eq!(desk.picture("/img/b"), Led::Unknown);
    let desk = Desk::new(Eleventy, "posts/a.md", &["img/a.png"]);
    assert_eq!(desk.picture("/img/b.png"), Led::Unknown);
}

#[test]
fn nothing_is_looked_for_outside_of_the_site() {
    let desk = Desk::new(
        Zola,
        "content/a/index.md",
        &["content/a/a.png", "static/a.png"],
    );
    assert_eq!(desk.picture("../../../a.png"), Led::Unknown);
    // Browsers stay at the root.
    assert_eq!(desk.picture("/../a.png"), Led::There);
    assert_eq!(desk.picture("../a/a.png"), Led::There);
    assert_eq!(desk.source("../../../b.md"), Led::Unknown);
    let desk = Desk::new(Zola, "/elsewhere/a/index.md", &["content/a/a.png"]);
    assert_eq!(desk.picture("b.png"), Led::Unknown);
}

#[test]
fn accents_may_stand_apart() {
    let desk = Desk::new(Hugo, "content/a/index.md", &["static/caf\u{65}\u{301}.png"]);
    assert_eq!(desk.picture("/caf\u{e9}.png"), Led::Unknown);
    let desk = Desk::new(Hugo, "content/a/index.md", &["static/caf\u{e9}.png"]);
    assert_eq!(desk.picture("/caf%C3%A9.png"), Led::There);
    assert_eq!(
        desk.picture("/caf\u{e8}.png"),
        nowhere("static/caf\u{e8}.png")
    );
}

#[test]
fn folders_of_a_language_are_left_alone() {
    for (path, is_one) in [
        ("content/en/a/index.md", true),
        ("content/pt-br/a/index.md", true),
        ("content/zh_Hant/a/index.md", true),
        ("content/post/a/index.md", false),
        ("content/a-b/index.md", false),
    ] {
        let desk = Desk::new(Hugo, path, &["content/x.png", path]);
        assert_eq!(desk.picture("b.png") == Led::Unknown, is_one, "{path}");
    }
}

#[test]
fn sources_are_found_from_several_places() {
    let files = ["content/a.md", "content/b/c.md", "content/d.en.md"];
    let desk = Desk::new(Hugo, "content/a.md", &files);
    assert_eq!(desk.source("b/c.md#part"), Led::There);
    assert_eq!(desk.source("../b/c.md"), Led::There);
    assert_eq!(desk.source("d.md"), Led::Unknown);
    assert_eq!(desk.source("/e.md"), Led::Unknown);
    assert_eq!(desk.source("e.md"), nowhere("content/e.md"));
}
