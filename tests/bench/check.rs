//! What a whole check costs, and the rules in it, as a multiple of what every linter has to pay:
//! parsing the body.
//!
//! Prints ratios, which say the same on every machine; one thread, one allocator, rounds in turn,
//! the fastest of each article counts. A number behind `--` sets how many rounds: `cargo bench -- 3`.

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
    let rounds = std::env::args().find_map(|word| word.parse().ok());
    let rounds: usize = rounds.unwrap_or(ROUNDS);
    println!("{ARTICLES} articles of about 8 KB; fastest of {rounds} rounds, one thread\n");

    let bodies: Vec<_> = (0..ARTICLES).map(html_body).collect();
    let html: Vec<_> = bodies
        .iter()
        .enumerate()
        .map(|(at, body)| source("html", at, body))
        .collect();
    compare("HTML", &bodies, &html, &config, rounds);

    let texts: Vec<_> = (0..ARTICLES).map(markdown_body).collect();
    let rendered: Vec<_> = texts.iter().map(|text| render(text)).collect();
    let markdown: Vec<_> = texts
        .iter()
        .enumerate()
        .map(|(at, body)| source("md", at, body))
        .collect();
    compare("Markdown", &rendered, &markdown, &config, rounds);
}

/// Parsing the HTML alone beside the whole check of the articles it stands for.
fn compare(name: &str, html: &[String], articles: &[Source], config: &Config, rounds: usize) {
    let fresh = |article: &Source| Source::new(article.path(), article.text());
    let (mut parse, mut read, mut check) = (Fastest::new(), Fastest::new(), Fastest::new());
    for _ in 0..rounds {
        parse.round(html, |body| {
            black_box(Html::parse_fragment(body));
        });
        // A new source each time: the line index is part of the work.
        read.round(articles, |article| {
            black_box(engine::parse(&fresh(article), config));
        });
        check.round(articles, |article| {
            black_box(engine::check(&fresh(article), config));
        });
    }
    let (parse, read, check) = (parse.sum(), read.sum(), check.sum());
    let each = |whole: Duration| whole.as_secs_f64() * 1e6 / ARTICLES as f64;
    let ratio = |whole: Duration| whole.as_secs_f64() / parse.as_secs_f64();
    println!(
        "{name:9} check / bare parse = {:.2}, of it rules {:.2}   ({:.0} µs / {:.0} µs an article)",
        ratio(check),
        ratio(check.saturating_sub(read)),
        each(check),
        each(parse)
    );
}

/// The fastest time of each article: what else the machine does disturbs a short stretch of work
/// in few of its rounds.
struct Fastest(Vec<Duration>);

impl Fastest {
    fn new() -> Self {
        Self(vec![Duration::MAX; ARTICLES])
    }

    fn round<T>(&mut self, articles: &[T], work: impl Fn(&T)) {
        for (fastest, article) in self.0.iter_mut().zip(articles) {
            let start = Instant::now();
            work(article);
            *fastest = start.elapsed().min(*fastest);
        }
    }

    fn sum(&self) -> Duration {
        self.0.iter().sum()
    }
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
