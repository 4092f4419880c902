//! Where things stand in nested structures.

use std::ops::Range;

use super::gfm;
use crate::document::Span;
use crate::document::markdown::{Construct, ConstructKind, Flavour, Rendered, render};
use crate::document::template::{Syntax, blank, opaque};

/// A rendered text, asked by pieces of its HTML.
struct Sample<'a> {
    text: &'a str,
    rendered: Rendered,
}

impl<'a> Sample<'a> {
    fn new(text: &'a str) -> Self {
        let rendered = gfm(text);
        Self { text, rendered }
    }

    fn place_of(&self, html: &str) -> Span {
        let found = self.rendered.html.find(html);
        let start = found.unwrap_or_else(|| panic!("{html} in {}", self.rendered.html));
        Span::of(start..start + html.len())
    }

    /// What the first such piece of HTML was made from.
    fn source_of(&self, html: &str) -> &'a str {
        self.rendered
            .map
            .locate(self.place_of(html))
            .of_text(self.text)
    }

    fn exact(&self, html: &str) -> Option<Range<usize>> {
        let exact = self.rendered.map.exact(self.place_of(html))?;
        assert_eq!(exact.of_text(self.text), html);
        Some(exact.range())
    }

    fn construct(&self, kind: ConstructKind) -> &Construct {
        let mut all = self.rendered.map.constructs();
        let found = all.find(|construct| construct.kind == kind);
        found.unwrap_or_else(|| panic!("no {kind:?} in {}", self.rendered.html))
    }

    /// The construct, its text, destination, title and definition.
    fn parts(&self, kind: ConstructKind) -> [&'a str; 5] {
        let construct = self.construct(kind);
        let slice = |span: Option<Span>| span.map_or("-", |span| span.of_text(self.text));
        [
            construct.span.of_text(self.text),
            slice(construct.text),
            slice(construct.destination),
            slice(construct.title),
            slice(construct.reference),
        ]
    }

    fn image(&self) -> [&'a str; 5] {
        self.parts(ConstructKind::Image)
    }
}

#[test]
fn inline_images() {
    let sample = Sample::new("a ![two *words*](<b c.png> 'q') e\n");
    assert_eq!(
        sample.image(),
        [
            "![two *words*](<b c.png> 'q')",
            "two *words*",
            "b c.png",
            "q",
            "-"
        ]
    );
    assert_eq!(
        sample.source_of("alt=\"two words\""),
        "![two *words*](<b c.png> 'q')"
    );
    assert_eq!(sample.source_of("two words"), "two *words");
    assert_eq!(sample.source_of("b%20c.png"), "b c.png");
    assert_eq!(sample.exact("b%20c.png"), None, "written in another way");
    assert_eq!(sample.exact("q"), Some(28..29));

    let sample = Sample::new("![](a.png)");
    assert_eq!(sample.image(), ["![](a.png)", "", "a.png", "-", "-"]);
    assert_eq!(
        sample.construct(ConstructKind::Image).text,
        Some(Span::at(2))
    );
    assert_eq!(sample.exact("a.png"), Some(4..9));
}

#[test]
fn constructs_are_found_by_their_tags() {
    let sample = Sample::new("# a\n\n![b](c) [d](e) `f`\n");
    let map = &sample.rendered.map;
    for (tag, source) in [
        ("<h1>", "# a"),
        ("<img", "![b](c)"),
        ("<a href", "[d](e)"),
        ("<code>", "`f`"),
    ] {
        let construct = map.construct_at(sample.place_of(tag).start);
        let span = construct.map(|construct| construct.span.of_text(sample.text));
        assert_eq!(span, Some(source));
    }
    assert_eq!(map.construct_at(sample.place_of("<p>").start), None);
}

#[test]
fn reference_images() {
    let definition = "\n\n[a b]: /c.png\n  \"d\"\n";
    for image in ["![e][a b]", "![a b][]", "![a b]", "![A\nB][]"] {
        let text = format!("> x {image}{definition}");
        let sample = Sample::new(&text);
        let alt = &image[2..image.find(']').expect("a bracket")];
        let whole = "[a b]: /c.png\n  \"d\"";
        assert_eq!(sample.image(), [image, alt, "/c.png", "d", whole]);
        assert_eq!(sample.source_of("/c.png"), "/c.png");
        assert!(
            sample.exact("/c.png").is_some(),
            "it stands in the definition"
        );
        assert_eq!(
            sample.source_of("<img src=\"/c.png\""),
            image,
            "the tag stands here"
        );
    }
}

#[test]
fn a_definition_in_a_quote() {
    let sample = Sample::new("> ![a]\n>\n> [a]:\n> <b>\n> 'c\n> d'\n");
    assert_eq!(
        sample.image(),
        ["![a]", "a", "b", "c\n> d", "[a]:\n> <b>\n> 'c\n> d'"]
    );
}

#[test]
fn lists_quotes_and_tables() {
    let text = "1. > - ![a](b.png)\n   >   text\n\n| x | y |\n|---|:-:|\n| ![c\\|d](e) | **z** |\n";
    let sample = Sample::new(text);
    assert_eq!(sample.image(), ["![a](b.png)", "a", "b.png", "-", "-"]);
    assert_eq!(sample.source_of("<ol>"), "1.");
    assert_eq!(sample.source_of("<blockquote>"), ">");
    assert_eq!(sample.source_of("<ul>"), "-");
    assert_eq!(sample.source_of("text"), "text");
    assert_eq!(sample.source_of("<table>"), "| x | y |");
    assert_eq!(sample.source_of("<th align=\"center\">"), "y");
    assert_eq!(sample.source_of("<td align=\"center\">"), "**z**");
    assert_eq!(sample.source_of("alt=\"c|d\""), "![c\\|d](e)");
    assert_eq!(sample.source_of("<strong>"), "**z**");
    assert_eq!(sample.source_of("</strong>"), "**");
    assert_eq!(sample.exact("z"), Some(69..70));
}

#[test]
fn headings_and_code() {
    let sample = Sample::new("## a *b* ##\n\nc\n===\n\n~~~ d e\nf<\n~~~\n\n    g\n    h\n");
    assert_eq!(
        sample.parts(ConstructKind::Heading)[..2],
        ["## a *b* ##", "a *b*"]
    );
    assert_eq!(sample.source_of("</h2>"), " ##");
    assert_eq!(sample.source_of("<h1>"), "c\n===");
    assert_eq!(
        sample.parts(ConstructKind::CodeBlock)[..2],
        ["~~~ d e\nf<\n~~~", "f<\n"]
    );
    assert_eq!(sample.source_of("language-d"), "~~~ d e\nf<\n~~~");
    assert_eq!(sample.source_of("&lt;"), "<");
    assert_eq!(sample.source_of("</code></pre>"), "~~~");
    assert_eq!(sample.source_of("g\nh"), "g\n    h");
}

#[test]
fn heading_attributes_are_copied() {
    let text = "# a {#b .c}\n";
    let flavour = Flavour::GFM.with_heading_attributes();
    let rendered = render(text, Span::of(0..text.len()), flavour);
    let sample = Sample { text, rendered };
    assert_eq!(sample.rendered.html, "<h1 id=\"b\" class=\"c\">a</h1>\n");
    assert_eq!(sample.exact("b"), Some(6..7));
    assert_eq!(
        sample.parts(ConstructKind::Heading)[..2],
        ["# a {#b .c}", "a"]
    );
}

#[test]
fn footnotes() {
    let sample = Sample::new("a[^n]\n\n[^n]: b ![c](d)\n[^n]: e\n");
    assert_eq!(sample.parts(ConstructKind::FootnoteReference)[0], "[^n]");
    assert_eq!(
        sample.parts(ConstructKind::FootnoteDefinition)[0],
        "[^n]: b ![c](d)"
    );
    assert_eq!(sample.image()[0], "![c](d)");
    assert_eq!(sample.rendered.html.matches("id=\"fn-1\"").count(), 1);
}

#[test]
fn autolinks_and_entities() {
    let sample = Sample::new("<https://a.b/?c&d> <e@f.g> &copy; h&amp;i \\* <j\n");
    assert_eq!(
        sample.parts(ConstructKind::Autolink)[..3],
        ["<https://a.b/?c&d>", "https://a.b/?c&d", "https://a.b/?c&d"]
    );
    assert_eq!(sample.source_of("mailto:"), "<e@f.g>");
    assert_eq!(sample.source_of("©"), "&copy;");
    assert_eq!(sample.source_of("&amp;i"), "&amp;i");
    assert_eq!(
        sample.exact("&amp;i"),
        None,
        "the reference was read and written again"
    );
    assert_eq!(sample.source_of("*"), "*");
    assert_eq!(sample.source_of("&lt;j"), "<j");
}

#[test]
fn breaks_and_line_endings() {
    let sample = Sample::new("a  \nb\\\nc\nd\n");
    assert_eq!(sample.source_of("<br />\n"), "  \n");
    assert_eq!(sample.exact("c\nd"), Some(7..10));

    let sample = Sample::new("> a\r\n> b\r\n\r\n<i>\r\n<b c='d'>\r\n\r\n```\r\nz\r\n```\r\n");
    assert_eq!(sample.source_of("a\nb"), "a\r\n> b");
    assert_eq!(sample.exact("<b c='d'>"), Some(17..26));
    assert_eq!(sample.exact("z"), Some(35..36));

    let sample = Sample::new("-\ta\n\n\t\t![b](c)\n\n-\t![d](e)\n");
    assert_eq!(
        sample.source_of("![b](c)"),
        "![b](c)",
        "code, behind two tabs"
    );
    assert_eq!(sample.image()[0], "![d](e)");
}

#[test]
fn cjk_destinations_stay_as_they_are() {
    let sample = Sample::new("前文![图一](图/一.png \"题\")后文\n");
    assert_eq!(sample.exact("图/一.png"), Some(16..27));
    assert_eq!(sample.exact("图一"), Some(8..14));
    assert_eq!(sample.exact("题"), Some(29..32));
    assert_eq!(sample.exact("后文"), Some(34..40));
}

#[test]
fn raw_html_maps_byte_for_byte() {
    let text =
        "a <b class=\"c\">d</b> &lt;\n\n> <figure>\n> <img\n>  src='e'>\n\n- <i\n  f=\"g\">h</i>\n";
    let sample = Sample::new(text);
    assert!(sample.exact("<b class=\"c\">d</b>").is_some());
    assert!(sample.exact("<figure>\n").is_some());
    assert!(sample.exact("<img\n").is_some());
    assert!(sample.exact(" src='e'>").is_some());
    assert_eq!(sample.source_of("<img\n src='e'>"), "<img\n>  src='e'>");
    assert_eq!(
        sample.exact("<img\n src='e'>"),
        None,
        "a quote mark stands between"
    );
    assert_eq!(sample.source_of("<i\n"), "<i\n");
    assert!(sample.exact("f=\"g\">h</i>").is_some());
}

#[test]
fn inline_html_over_lines_leaves_prefixes_out() {
    let sample = Sample::new("> a <b\n> c='d\n> e' f> g\n");
    assert!(
        sample.rendered.html.contains("<b\nc='d\ne' f>"),
        "{}",
        sample.rendered.html
    );
    assert_eq!(sample.source_of("<b\nc='d\ne' f>"), "<b\n> c='d\n> e' f>");
    assert_eq!(sample.exact("e' f>"), Some(16..21));
}

#[test]
fn html_blocks_that_a_blank_line_cuts() {
    let text = "<div>\n<b>x</b>\n\n![a](b)\n\n</div>\n\n> <p>\n\n<!--\n\n<i> -->\n";
    let sample = Sample::new(text);
    let blocks: Vec<_> = sample
        .rendered
        .map
        .html_blocks()
        .iter()
        .map(|block| {
            (
                block.span.of_text(text),
                block.cut.map(|cut| cut.of_text(text)),
            )
        })
        .collect();
    assert_eq!(
        blocks,
        [
            ("<div>\n<b>x</b>", Some("<div>")),
            ("</div>", None),
            ("<p>", None),
            ("<!--\n\n<i> -->", None),
        ]
    );
}

#[test]
fn positions_count_from_the_start_of_the_file() {
    let text = "---\ntitle: é\n---\n![a](b)\n";
    let rendered = render(text, Span::of(18..text.len()), Flavour::GFM);
    let image = rendered.map.constructs().next().expect("an image");
    assert_eq!(image.span.of_text(text), "![a](b)");
    assert_eq!(rendered.map.locate(Span::at(0)), Span::of(18..25));

    let nothing = render(text, Span::at(18), Flavour::GFM);
    assert_eq!(nothing.html, "");
    assert_eq!(nothing.map.locate(Span::at(0)), Span::at(18));
}

#[test]
fn html_bodies_map_by_their_offset() {
    let map = crate::document::markdown::SourceMap::identity(7);
    assert_eq!(map.locate(Span::new(3, 5)), Span::new(10, 12));
    assert_eq!(map.exact(Span::new(0, 9)), Some(Span::new(7, 16)));
    assert_eq!(map.construct_at(0), None);
}

#[test]
fn template_syntax_keeps_positions() {
    let text = "{% if a %}\n<div {{ b }} class=\"{{ c }}\">\n{% else %}\n![{{ d }}]({{ e }}/f.png)\n\
                </div>\n{% endif %}\n\n![g](h{% i %}.png) `{{ j }}`\n\n| k |\n|---|\n{% for l %}\n| m |\n";
    let spans = opaque(text, Syntax::MARKDOWN);
    let blanked = blank(text, &spans, true);
    let rendered = render(&blanked, Span::of(0..text.len()), Flavour::GFM);
    let sample = Sample {
        text: &blanked,
        rendered,
    };
    assert!(sample.exact("<div xxxxxxx class=\"xxxxxxx\">").is_some());
    assert!(
        sample
            .rendered
            .html
            .contains("![xxxxxxx](xxxxxxx/f.png)\n</div>"),
        "one block"
    );
    let image = sample.construct(ConstructKind::Image);
    assert_eq!(image.span.of_text(text), "![g](h{% i %}.png)");
    assert_eq!(
        image.destination.map(|span| span.of_text(text)),
        Some("h{% i %}.png")
    );
    assert!(sample.rendered.html.contains("<code>{{ j }}</code>"));
    assert_eq!(
        sample.rendered.html.matches("<tr>").count(),
        3,
        "the table goes on"
    );
}
