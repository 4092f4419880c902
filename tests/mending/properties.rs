//! Generated articles: pieces that are fine, pieces with one fault, in any order.

use std::path::Path;

use copydesk::config::Builder;
use copydesk::document::{Article, Source};
use copydesk::engine;
use copydesk::finding::{Finding, Level};
use copydesk::fix::Applicability;
use copydesk::mend::mend;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{kept, support};

const ENTRIES: &[&str] = &[
    "tags: [sea, port]",
    "tags:\n  - sea\n  - \"a: b\" # both",
    "subtitle: Carrying nets: a guide",
    "weather: no",
    "draft: yes",
    "opened: 12:30:00",
    "# a comment",
    "author: {name: Ann, born: 1931}",
    "summary: |\n  two\n  lines",
    "summary: 'it''s late'",
    "author: @ann",
    "length: 010",
    "draft: \"yes\"",
];

const PIECES: &[&str] = &[
    "The *boat* left at `nine`.",
    "<figure>\n<img src=\"a.png\" alt=\"A net\">\nNet menders &amp; co\n</figure>",
    "<figure aria-labelledby=\"cap\"><img src='b.png' alt='A net'>The nets</figure>",
    "<figure>\n  <img src=\"c.png\" alt=\"x\">\n  <figcaption></figcaption>\n</figure>",
    "<p>One</span> two</b> three.</p>",
    "<img src=\"https://a.example/a b.png\" alt=\"A net\">",
    "<img src=https://a.example/a/ alt=\"A net\"/>",
    "<img referrerpolicy='no-referer' src=\"//a.example/x.png\" alt=\" \">",
    "<img data-src=\"d.png\" alt=\"lazy\">",
    "<img data-src=\"https://b.example/a b.png\" alt=\"lazy\"> <img data-src=\"http://b.example/c.png\" alt=\"c\">",
    "<img data-src=\"https://b.example:port/e.png\" alt=\"lazy\"> <img src=\"load.gif\" data-src=\"https://[b/f.png\" alt=\"f\">",
    "<img src=\"\" alt=\"lazy\" data-original=\"https://b.example/e.png?a=1&b=2\"/>",
    "{% raw %}<figure><img src=\"f.png\" alt=\"f\">loose {{ caption }}</figure>{% endraw %}",
    "<figure><img src=\"f.png\" alt=\"f\">loose {{ caption }}</figure>",
    "```html\n<figure><img src=\"g.png\">code</figure></span>\n```",
    "<pre>\n  one   two </span>\n</pre>",
    "- item ![](h.png \"Title\")\n- ![ ](<i j.png>)",
    "> quote <b>bold</b></i> end\n\n| a | b |\n|---|---|\n| <img src=\"k l.png\" alt=\"k\"> | 2 |",
    "<div>\n\n## Heading </em>\n\n</div>",
    "<!-- a comment -->",
    "<p>外面的世界 <img src=\"图 片.png\" alt=\"图\"></p>",
    "<script>if (a < b) document.write(\"</span>\");</script>",
    "Slides\u{b}of nets, \u{1b}[1mred\u{1b}[0m \u{200b}flags &\u{200b}amp; `co\u{200b}de`",
    "<p>Read by <img src=\"https://medium.com/_/stat?id=1\" width=\"1\" height=\"1\" alt=\"\">\nmany</p>",
    "<h2></h2>\n\n<p>To the <a href=\"/pier\"></a> pier</p>\n\n<figure>\n</figure>",
    "<p id=\"tide\">High</p> <p id=\"tide\" aria-labelledby=\"nobody\">Low</p>",
    "<p onclick=\"go()\" class=\"a\" class=\"b\">外面（half) of it</p>",
    "<div>\n  <p>One\n  </section>\n  two</p>\n</div>",
    "![ ](n.png) and ![\u{3000}](o.png)",
    "<p>The map: <figure><img src=\"p.png\" alt=\"A map\"></figure></p>",
    "<p class=\"image\">\n<figure><img src=\"q.png\" alt=\"A map\"></figure>\n</p>",
    "<p><ul><li>a coat</li></ul> and <b>a hat</b></p>",
    "<figure>\n<div class=\"x\">\n<figcaption>Low water</figcaption>\n</div>\n<img src=\"r.png\" alt=\"r\"></figure>",
    "<figure><a href=\"/s\"><img src=\"s.png\" alt=\"s\"><figcaption>High <i>water</i></figcaption></a></figure>",
    "<div>\n<img src=\"t.png\" alt=\"t\">\n<figcaption>Nine</figcaption>\n</div>",
    "<figure><img src=\"u.png\" alt=\"u\"></figure>\n<figcaption>Ten</figcaption>",
    "<img src=\"v.png\" srcset=\"v.png 300, w.png 600\" alt=\"v\"> <img src=\"v.png\" srcset=\"\" alt=\"v\">",
    "<p>They <b>hang<b> out to <em>dry<em> here.</p>",
    "<div><figure><img src=\"x.png\" alt=\"x\"></div>",
    "<div><h2>Tides\n<h2>\n</h2>\n</h2></div>",
    "<ul><li><strong>Noon</li></ul>",
    "<section>High water",
    "<div class=\"boats\">\n\n    <b>The Gull</b>\n    <i>The Tern</i>\n\n</div>",
    "Tides &amp;amp; boats&amp;#8217; <p style=\"color: red\">nets</p>",
    "渡轮(早班)恢复,明天",
    "[caption width=\"300\"]<img src=\"y.png\" alt=\"y\"> The pier[/caption]",
    "<p>[caption width=\"300\" caption=\"Low\"]<a href=\"/z\"><img src=\"z.png\" alt=\"z\"></a>[/caption]</p>",
    "<video src=\"a.mp4\" referrerpolicy=\"no-referrer\"></video> <a href=\"https://a.example/\" referrerpolicy=unsafe-url>nets</a>",
];

/// Rules that are off by default, and whose fixes do no harm either.
const ON: &str = "extends: [recommended]\nrules:\n  html/block-cut: on\n  html/inline-style: on\n  \
    text/half-width-in-cjk: on\n  scrape/wp-residue: on\n  image/proxy-url: on\n  \
    file/trailing-space: on\n  file/final-newline: on\n";

const STARTS: &[&str] = &["", "\n", "  \n\n", "\u{feff}", "\u{feff}\n"];
const FENCES: &[(&str, &str)] = &[
    ("---", "---"),
    ("--- ", "---"),
    ("---", "---  "),
    ("---", "..."),
];
const DATES: &[&str] = &[
    "2024-05-01T08:00:00Z",
    "2024-05-01 08:00:00",
    "Wed, 01 May 2024 08:00:00 GMT",
    "Mon, 01 May 2024 08:00:00 GMT",
    "05/01/2024",
    "\"2024-05-01\"",
];

prop_compose! {
    fn article()(
        start in select(STARTS),
        fence in select(FENCES),
        date in select(DATES),
        entries in prop::collection::vec(select(ENTRIES), 0..4),
        pieces in prop::collection::vec(select(PIECES), 0..6),
        crlf in any::<bool>(),
        last in select(&["", "\n"][..]),
    ) -> String {
        let entries: String = entries.iter().map(|entry| format!("{entry}\n")).collect();
        let text = format!(
            "{start}{}\ntitle: Nets\ndate: {date}\n{entries}{}\n{}{last}",
            fence.0, fence.1, pieces.join("\n\n")
        );
        if crlf { text.replace('\n', "\r\n") } else { text }
    }
}

/// How often each rule has something to say that weighs.
fn weight(findings: &[Finding], rule: &str) -> usize {
    let weighs = |finding: &&Finding| finding.level > Level::Info && *finding.rule == *rule;
    findings.iter().filter(weighs).count()
}

/// Whether all that is there could be read.
fn is_whole(article: &Article<'_>) -> bool {
    article
        .front_matter()
        .is_some_and(|front_matter| front_matter.problems.is_empty())
}

fn harmless(text: &str, least: Applicability) {
    let mut builder = Builder::new(Path::new(""));
    builder.file(Source::new("copydesk.yml", ON)).unwrap();
    let config = builder.finish().unwrap().at(support::NOW);
    for name in ["a.md", "a.html"] {
        let source = Source::new(name, text);
        let before = engine::check(&source, &config);
        let mended = mend(&source, &config, least);
        kept::check(&source, &mended, &config);

        let again = mend(&mended.source, &config, least);
        assert_eq!(
            again.source.text(),
            mended.source.text(),
            "a second run changes more"
        );
        let wanted = |finding: &Finding| {
            let fix = finding.fix.as_ref();
            fix.is_some_and(|fix| fix.applicability >= least)
        };
        assert!(
            !mended.findings.iter().any(wanted),
            "a finding whose fix was made is there again"
        );

        // What could not be read had no findings yet.
        if is_whole(&engine::parse(&source, &config)) {
            for finding in &mended.findings {
                let rule = &finding.rule;
                assert!(
                    weight(&mended.findings, rule) <= weight(&before, rule),
                    "{rule} is new:\n{}\n{text}",
                    mended.source.text()
                );
            }
        }
        let crlf = |text: &str| text.matches("\r\n").count() == text.matches('\n').count();
        if crlf(text) {
            assert!(crlf(mended.source.text()), "line endings");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_fixes_do_no_harm(text in article()) {
        harmless(&text, Applicability::Safe);
    }

    #[test]
    fn unsafe_fixes_do_no_harm(text in article()) {
        harmless(&text, Applicability::Unsafe);
    }
}
