//! The articles that the benchmarks read.

use copydesk::document::Source;

pub(crate) fn source(extension: &str, at: usize, body: &str) -> Source {
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

pub(crate) fn html_body(seed: usize) -> String {
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

pub(crate) fn markdown_body(seed: usize) -> String {
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

pub(crate) fn render(text: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
    html
}
