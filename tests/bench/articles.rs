//! The articles that the benchmarks read.

use copydesk::document::Source;

const ARTICLES: usize = 100;

/// Articles in one language.
pub(crate) struct Batch {
    pub(crate) name: &'static str,
    /// Their bodies as HTML.
    pub(crate) html: Vec<String>,
    pub(crate) sources: Vec<Source>,
}

/// A hundred articles of about 8 KB in HTML, and as many in Markdown.
pub(crate) fn batches() -> [Batch; 2] {
    let bodies: Vec<_> = (0..ARTICLES).map(html_body).collect();
    let texts: Vec<_> = (0..ARTICLES).map(markdown_body).collect();
    [
        Batch {
            name: "HTML",
            sources: sources("html", &bodies),
            html: bodies,
        },
        Batch {
            name: "Markdown",
            html: texts.iter().map(|text| render(text)).collect(),
            sources: sources("md", &texts),
        },
    ]
}

/// How many rounds the command line asks for.
pub(crate) fn rounds() -> usize {
    const ROUNDS: usize = 30;
    let asked = std::env::args().find_map(|word| word.parse().ok());
    asked.unwrap_or(ROUNDS)
}

fn sources(extension: &str, bodies: &[String]) -> Vec<Source> {
    let bodies = bodies.iter().enumerate();
    bodies
        .map(|(at, body)| source(extension, at, body))
        .collect()
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
