//! What a whole check costs, as a multiple of what every linter has to pay: parsing the body.
//!
//! Prints ratios, which say the same on every machine; one thread, one allocator, rounds in turn,
//! the fastest of each counts.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use copydesk::config::Config;
use copydesk::document::Source;
use copydesk::engine;
use scraper::Html;

const ARTICLES: usize = 100;
const ROUNDS: usize = 30;

fn main() {
    let config = Config::recommended();
    println!("{ARTICLES} articles of about 8 KB; fastest of {ROUNDS} rounds, one thread\n");

    let bodies: Vec<_> = (0..ARTICLES).map(html_body).collect();
    let html: Vec<_> = bodies
        .iter()
        .enumerate()
        .map(|(at, body)| source("html", at, body))
        .collect();
    compare("HTML", &bodies, &html, &config);

    let texts: Vec<_> = (0..ARTICLES).map(markdown_body).collect();
    let rendered: Vec<_> = texts.iter().map(|text| render(text)).collect();
    let markdown: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, body)| source("md", at, body))
        .collect();
    compare("Markdown", &rendered, &markdown, &config);
}

/// Parsing the HTML alone beside the whole check of the articles it stands for.
fn compare(name: &str, html: &[String], articles: &[Source], config: &Config) {
    let mut parse = Duration::MAX;
    let mut check = Duration::MAX;
    for _ in 0..ROUNDS {
        parse = parse.min(time(|| {
            for body in html {
                black_box(Html::parse_fragment(body));
            }
        }));
        check = check.min(time(|| {
            for article in articles {
                // A new source each time: the line index is part of the work.
                let fresh = Source::new(article.path(), article.text());
                black_box(engine::check(&fresh, config));
            }
        }));
    }
    let each = |whole: Duration| whole.as_secs_f64() * 1e6 / ARTICLES as f64;
    let ratio = check.as_secs_f64() / parse.as_secs_f64();
    println!(
        "{name:9} check / bare parse = {ratio:.2}   ({:.0} µs / {:.0} µs an article)",
        each(check),
        each(parse)
    );
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn source(extension: &str, at: usize, body: &str) -> Source {
    let front_matter = format!(
        "---\ntitle: 'The ferry runs again, part {at}'\ncategories:\n - news\n - harbour\nheadimg: 'https://img.example.org/{at}.jpg'\n\
         author: Mara Lind\ncomments: false\ndate: 2024-05-{:02} 09:00:00\nthumbnail: 'https://img.example.org/{at}.jpg'\n---\n\n",
        at % 28 + 1
    );
    Source::new(format!("article-{at}.{extension}"), front_matter + body)
}

const SENTENCES: &[&str] = &[
    "The first ferry in ten years left its berth at nine, with more people on deck than seats below.",
    "渡轮在清晨六点离开码头，甲板上的人比座位还多，船长说这是十年来的第一次。",
    "Nobody could say who had kept the bell polished through all that time.",
    "対岸の市場では、朝の魚が並ぶ前に人だかりができていた。",
    "“We rowed across when we had to,” said the woman who sells tickets again.",
];

fn sentence(at: usize) -> &'static str {
    SENTENCES[at % SENTENCES.len()]
}

fn html_body(seed: usize) -> String {
    let mut body = String::from("<div>\n");
    for at in 0.. {
        if body.len() > 8000 {
            break;
        }
        body.push_str(&format!(
            "<p>{} <a href=\"https://example.org/{at}\">{}</a> <em>{}</em></p>\n",
            sentence(seed + at),
            sentence(at + 1),
            sentence(at + 2)
        ));
        if at % 4 == 0 {
            body.push_str(&format!(
                "<figure class=\"wp-caption\"><img loading=\"lazy\" class=\"size-full\" src=\"https://img.example.org/{at}.jpg?w=770&h=511\" \
                 alt=\"The quay\" referrerpolicy=\"no-referrer\"><figcaption>{}</figcaption></figure>\n<h3>{}</h3>\n",
                sentence(at),
                sentence(at + 3)
            ));
        }
    }
    body + "</div>\n"
}

fn markdown_body(seed: usize) -> String {
    let mut body = String::new();
    for at in 0.. {
        if body.len() > 8000 {
            break;
        }
        body.push_str(&format!(
            "{} [{}](https://example.org/{at}) *{}*\n\n",
            sentence(seed + at),
            sentence(at + 1),
            sentence(at + 2)
        ));
        if at % 4 == 0 {
            body.push_str(&format!(
                "## {}\n\n![The quay](/img/{at}.jpg)\n\n- {}\n- `code {at}`\n\n",
                sentence(at),
                sentence(at + 1)
            ));
        }
    }
    body
}

fn render(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
    html
}
