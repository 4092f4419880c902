//! Tests of what is opaque and what takes its place.

use proptest::prelude::*;

use super::{Syntax, blank, opaque};
use crate::document::Span;

fn found(text: &str, syntax: Syntax) -> Vec<&str> {
    let spans = opaque(text, syntax);
    spans.into_iter().map(|span| span.of_text(text)).collect()
}

fn braces(text: &str) -> Vec<&str> {
    found(text, Syntax::MARKDOWN)
}

fn mdx(text: &str) -> Vec<&str> {
    found(text, Syntax::MDX)
}

fn blanked(text: &str) -> String {
    blank(text, &opaque(text, Syntax::MARKDOWN), true).into_owned()
}

#[test]
fn output_and_tags_of_liquid_and_nunjucks() {
    assert_eq!(
        braces("a {{ page.title }} b {%- if x -%}c{% endif %} {# note #}"),
        [
            "{{ page.title }}",
            "{%- if x -%}",
            "{% endif %}",
            "{# note #}"
        ]
    );
    assert_eq!(
        braces("{% include figure.html\n   alt=\"100 %}\" src={{ page.image }} %} rest"),
        ["{% include figure.html\n   alt=\"100 %}\" src={{ page.image }} %}"]
    );
    assert_eq!(
        braces("{{ '{{' }} and {{ \"%}\" }}"),
        ["{{ '{{' }}", "{{ \"%}\" }}"]
    );
    assert_eq!(
        braces("{% note User's guide %} it's {% endnote %}").len(),
        2
    );
    assert_eq!(braces("{% note \"half %} text"), ["{% note \"half %}"]);
    assert_eq!(
        braces("<a b=\"{{\" c: d}}>e</a> <a href=\"f\">g</a> }}"),
        Vec::<&str>::new(),
        "the quotes belong to the attributes"
    );
    for text in [
        "<a b=\"{{ 'c' }}\">",
        "<a b='{{ \"it's\" }}'>",
        "<a b=\"{{ c | replace: '\"', '' }}\">",
        "<a b=\"{{ \"c\" | url }}\">",
        "<a b=\"c\" {{ \"d }}>",
    ] {
        assert_eq!(braces(text).len(), 1, "{text}");
    }
}

#[test]
fn bodies_that_are_no_markdown_are_opaque() {
    for text in [
        "{% raw %}<img>{{ x }}{% endraw %}",
        "{%- raw -%}\n{% if %}\n\n{%- endraw -%}",
        "{%raw-%}x{%endraw%}",
        "{% highlight rust linenos %}\nfn main() {}\n{% endhighlight %}",
        "{% codeblock lang:js %}\n<img>\n{% endcodeblock %}",
        "{% comment %} {% endraw %} {% endcomment %}",
        "{{< highlight go >}}\n<img>\n{{< /highlight >}}",
        "{{% mermaid %}}a-->b{{%/ mermaid %}}",
        "{% mermaid(x=1) %}\na-->b\n{% end %}",
    ] {
        assert_eq!(braces(text), [text]);
    }
    assert_eq!(
        braces("{% raw %} a"),
        ["{% raw %}"],
        "without an end, the tag alone"
    );
    assert_eq!(braces("{{< highlight >}} a"), ["{{< highlight >}}"]);
}

#[test]
fn other_bodies_are_transparent() {
    assert_eq!(
        braces("{{< note >}}\n![](a.png)\n{{< /note >}}"),
        ["{{< note >}}", "{{< /note >}}"]
    );
    assert_eq!(braces("{% quote(by=\"me\") %}text{% end %}").len(), 2);
    assert_eq!(braces("{{% def %}}text{{% /def %}}").len(), 2);
}

#[test]
fn code_is_code() {
    for text in [
        "`{{ x }}` and ``{% a `{% b`` x",
        "```liquid\n{{ x }}\n```\n",
        "~~~\n{% raw %}\n```\n~~~\n",
        "- item\n\n  ```yaml\n  a: ${{ b.c }}\n  ```\n",
        "> ```\n> {{ x }}\n> ```\n",
        "1. ````\n   ```\n   {{ x }}\n   ````\n",
        "```\n{{ x }}\n```\n```\n{{ y }}\n```\n",
        "> ```\n> {{ x }}\n",
    ] {
        assert_eq!(braces(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(braces("`a {{ x }} b\n\n`"), ["{{ x }}"], "no code span");
    assert_eq!(braces("\\`{{ x }}`"), ["{{ x }}"]);
    assert_eq!(braces("```\n{{ x }}\n```\n{{ y }}"), ["{{ y }}"]);
    assert_eq!(
        braces("> ```\n> a\n\n{{ y }}\n\n```\nb\n```\n"),
        ["{{ y }}"]
    );
    assert_eq!(braces("{{ \"`\" }} ` {{ y }}"), ["{{ \"`\" }}", "{{ y }}"]);
    assert_eq!(
        found("`{{ x }}`", Syntax::HTML),
        ["{{ x }}"],
        "HTML has no such code"
    );
}

#[test]
fn braces_that_are_no_syntax_are_text() {
    for text in [
        "$x_{{a}_b}$",
        "a {{ b\n\nc }} d",
        "@media{a{b:c}} {\"a\":{\"b\":1}}",
        "# Title {#id}",
        "{ % a % }",
        "{% a {",
        "{{",
        "{%",
        "{{<",
    ] {
        assert_eq!(braces(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(braces("{{a}_b} and {{ c }}"), ["{{ c }}"]);
}

#[test]
fn directives_are_lines() {
    assert_eq!(
        found(
            ":::note[Mind *this*]{open}\nText\n:::\n> ::: tip\n",
            Syntax::MARKDOWN
        ),
        [":::note[Mind *this*]{open}", ":::", "::: tip"]
    );
    assert_eq!(braces("a ::: b\n::a\n:::: 4 :::"), Vec::<&str>::new());
}

#[test]
fn mdx_modules() {
    assert_eq!(
        mdx("import A from 'a';\nimport {\n  B,\n\n  C,\n} from \"b\";\n\n# Import\n"),
        ["import A from 'a';\nimport {\n  B,\n\n  C,\n} from \"b\";"]
    );
    assert_eq!(
        mdx("text\nimport a thing\n"),
        Vec::<&str>::new(),
        "a paragraph"
    );
    assert_eq!(mdx("importing `{x}`\n"), Vec::<&str>::new());
    assert_eq!(
        mdx("export const a = () => {\n\n  return `${b}`;\n}\n\ntext"),
        ["export const a = () => {\n\n  return `${b}`;\n}"]
    );
}

#[test]
fn mdx_expressions() {
    assert_eq!(
        mdx(r#"a {b ? "}" : `}${ {c: 1} }`} d {/* } */ e} \{f}"#),
        [r#"{b ? "}" : `}${ {c: 1} }`}"#, "{/* } */ e}"]
    );
    assert_eq!(
        mdx("{cond && <p>It's {x}</p>} it's"),
        ["{cond && <p>It's {x}</p>}"]
    );
    assert_eq!(mdx("{a {b} c"), ["{b}"]);
    assert_eq!(mdx("# A {#b}"), Vec::<&str>::new(), "the id of a heading");
}

#[test]
fn mdx_tags() {
    assert_eq!(
        mdx("<Tabs>\n<Tabs.Item a=\"b > c\" d={e > f}>text</Tabs.Item>\n</Tabs>"),
        [
            "<Tabs>",
            "<Tabs.Item a=\"b > c\" d={e > f}>",
            "</Tabs.Item>",
            "</Tabs>"
        ]
    );
    assert_eq!(mdx("<>a</>"), ["<>", "</>"]);
    assert_eq!(
        mdx("<img src={logo} alt=\"a\" {...rest} style={{width: 1}} />"),
        ["{logo}", "{...rest}", "{{width: 1}}"]
    );
    assert_eq!(mdx("a < b, a <b, `<A>`, \\<A>, <p>"), Vec::<&str>::new());
}

#[test]
fn mdx_fences_behind_tags_are_opaque() {
    let text = "<p>x</p>\n ```a\n<img>\n ```\n ```b\n{\n ```\n</p>\n\n```c\n{\n```\n";
    assert_eq!(mdx(text), [" ```a\n<img>\n ```\n", " ```b\n{\n ```\n"]);
}

#[test]
fn words_take_the_place_of_inline_syntax() {
    assert_eq!(blanked("a {{ b }}c"), "a xxxxxxxc");
    assert_eq!(
        blanked("![{{ a }}]({{ b c }} \"t\")"),
        "![xxxxxxx](xxxxxxxxx \"t\")"
    );
    assert_eq!(blanked("- {% a %}\n- b"), "- xxxxxxx\n- b");
    assert_eq!(blanked("<{{ a }}> </{{ a }}>"), "<0xxxxxx> </0xxxxxx>");
}

#[test]
fn lines_of_syntax_become_blank() {
    assert_eq!(blanked("a\n{% if b %}\n<img>\n"), "a\n          \n<img>\n");
    assert_eq!(
        blanked("{% raw %}\na\n{% endraw %}\nb"),
        "         \n \n            \nb"
    );
    assert_eq!(
        blanked("a\r\n{% b %} {% c %}\r\nd"),
        "a\r\n               \r\nd"
    );
}

#[test]
fn lines_of_syntax_do_not_cut_html_or_tables() {
    assert_eq!(
        blanked("<ul>\n{% for a in b %}\n<li>\n"),
        "<ul>\nxxxxxxxxxxxxxxxx\n<li>\n"
    );
    assert_eq!(
        blanked("| a |\n|---|\n{% for b in c %}\n{% if d %}\n| b |\n{% endfor %}\n"),
        "| a |\n|---|\nxxxxxxxxxxxxxxxx\nxxxxxxxxxx\n| b |\n            \n"
    );
    assert_eq!(
        blanked("<p>\n\n{% a %}\n"),
        "<p>\n\n       \n",
        "behind the block"
    );
}

#[test]
fn statements_between_attributes_become_blanks() {
    assert_eq!(
        blanked("<img {% if a %}alt=\"{{ b }}\"{% endif %} src={{ c }}>"),
        "<img           alt=\"xxxxxxx\"            src=xxxxxxx>"
    );
    assert_eq!(blanked("<a class=\"b{% c %}\">"), "<a class=\"bxxxxxxx\">");
    assert_eq!(blanked("<a b={% c %}d{% e %}>"), "<a b=xxxxxxxd       >");
}

#[test]
fn syntax_does_not_end_the_head_of_a_page() {
    let text = "<html><head>\n{{ a }}\n{% if b %}<link href=\"{{ c }}\">{% endif %}\n\
                <title>{{ d }}</title></head>\n<body>\n{{ e }}\n";
    let spans = opaque(text, Syntax::HTML);
    assert_eq!(
        blank(text, &spans, false),
        "<html><head>\n       \n          <link href=\"xxxxxxx\">           \n\
         <title>xxxxxxx</title></head>\n<body>\nxxxxxxx\n"
    );
}

#[test]
fn hostile_text_is_read_once() {
    const LENGTH: usize = 1 << 16;
    for piece in [
        "{{",
        "{%",
        "{#",
        "{{<",
        "{% raw %}",
        "{{ \"{{ '",
        "{% {{ ",
        "`",
        "` `` ",
        "```\n",
        "```a\n",
        "~~~~a\n```b\n",
        "{% raw %}{% comment %}",
        "{{< code >}}",
        "{",
        "{\"",
        "{`${",
        "<A {",
        "<A ",
        "<a b={",
        "import {\n\n",
        "export a\n\n{",
        ":::",
        ":::a\n",
        "<A b=\"",
        "{% 'a",
        "{{ a\n",
        "\\{",
    ] {
        let text = piece.repeat(LENGTH / piece.len());
        for syntax in [Syntax::MARKDOWN, Syntax::HTML, Syntax::MDX] {
            let spans = opaque(&text, syntax);
            assert_eq!(blank(&text, &spans, true).len(), text.len());
            assert_eq!(blank(&text, &spans, false).len(), text.len());
        }
    }
}

/// Text in which template syntax and Markdown are likely.
fn syntax_soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{<",
        ">}}",
        "{{%",
        "%}}",
        "raw",
        "endraw",
        "highlight",
        "endhighlight",
        "/highlight",
        "`",
        "```",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "\r\n",
        "> ",
        "- ",
        "|",
        "\"",
        "'",
        "<",
        ">",
        "<A",
        "<a",
        "/>",
        "</A>",
        "{",
        "}",
        "import ",
        "export ",
        ":::",
        "\\",
        "/*",
        "*/",
        "//",
        "${",
        "=",
        "好",
        "é",
        "a",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sorted_and_blankable(text in syntax_soup()) {
        for syntax in [Syntax::MARKDOWN, Syntax::HTML, Syntax::MDX] {
            let spans = opaque(&text, syntax);
            for pair in spans.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
            for span in &spans {
                prop_assert!(!span.is_empty());
                prop_assert!(text.get(span.range()).is_some());
            }
            let blanked = blank(&text, &spans, true);
            prop_assert_eq!(blanked.len(), text.len());
            let mut outside = blanked.clone().into_owned();
            let mut original = text.clone();
            for span in spans.iter().rev() {
                outside.replace_range(span.range(), "");
                original.replace_range(span.range(), "");
                let filled = span.of_text(&blanked);
                prop_assert!(filled.bytes().all(|byte| b"x0 \r\n".contains(&byte)));
            }
            prop_assert_eq!(outside, original);
        }
    }
}

#[test]
fn the_default_goes_by_the_extension() {
    assert_eq!(Syntax::of_path("a/b.mdx".as_ref()), Syntax::MDX);
    assert_eq!(Syntax::of_path("a/b.HTML".as_ref()), Syntax::HTML);
    assert_eq!(Syntax::of_path("b".as_ref()), Syntax::MARKDOWN);
    assert_eq!(opaque("{{ a }}", Syntax::NONE), Vec::<Span>::new());
}
