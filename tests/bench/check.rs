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

mod articles;

use articles::{html_body, markdown_body, render, source};

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
