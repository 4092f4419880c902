//! Start and end tags.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, HeadingLevel, LinkType, OffsetIter, Tag, TagEnd,
};

use super::construct::{ConstructKind, HtmlBlock};
use super::escape::Escape;
use super::html_block;
use super::writer::{OpenBlock, Writer};
use crate::document::Span;

const HEADING_TAGS: [(&str, &str); 6] = [
    ("<h1", "</h1>\n"),
    ("<h2", "</h2>\n"),
    ("<h3", "</h3>\n"),
    ("<h4", "</h4>\n"),
    ("<h5", "</h5>\n"),
    ("<h6", "</h6>\n"),
];

impl<'a> Writer<'a> {
    pub(super) fn start(&mut self, tag: Tag<'a>, range: Range<usize>, events: &mut OffsetIter<'a>) {
        match tag {
            Tag::Paragraph => self.open_leaf("<p>", &range),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => self.heading(level, id, &classes, &attrs, &range),
            Tag::CodeBlock(kind) => self.code_block(&kind, &range),
            Tag::HtmlBlock => {}
            Tag::BlockQuote(_) => self.open_container("<blockquote>\n", &range),
            Tag::List(None) => self.open_container("<ul>\n", &range),
            Tag::List(Some(1)) => self.open_container("<ol>\n", &range),
            Tag::List(Some(start)) => {
                self.open_container(&format!("<ol start=\"{start}\">\n"), &range);
            }
            Tag::Item => self.open_container("<li>", &range),
            Tag::FootnoteDefinition(name) => self.footnote_definition(name, &range),
            Tag::Table(alignments) => {
                self.table.alignments = alignments;
                self.fresh_line();
                self.made("<table>\n", &self.first_line(&range));
            }
            Tag::TableHead => {
                self.row("<thead>\n<tr>\n", &range);
                self.table.in_head = true;
            }
            Tag::TableRow => {
                let opened = std::mem::replace(&mut self.table.in_body, true);
                self.row(if opened { "<tr>\n" } else { "<tbody>\n<tr>\n" }, &range);
            }
            Tag::TableCell => self.table_cell(&range),
            Tag::Emphasis => self.made("<em>", &range),
            Tag::Strong => self.made("<strong>", &range),
            Tag::Strikethrough => self.made("<del>", &range),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let definition = definition(link_type, &id, events);
                return self.link(link_type, dest_url, title, definition, range);
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let definition = definition(link_type, &id, events);
                return self.image(link_type, dest_url, title, definition, range, events);
            }
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        self.cursor = range.start;
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.close_leaf("</p>\n", &range),
            TagEnd::Heading(level) => {
                self.end_block_text();
                self.close_leaf(HEADING_TAGS[level as usize - 1].1, &range);
            }
            TagEnd::CodeBlock => {
                self.end_block_text();
                self.close_leaf("</code></pre>\n", &range);
            }
            TagEnd::HtmlBlock => {
                let block = self.trimmed(&range);
                let cut = html_block::cut(self.text, range.clone());
                let span = self.span(&block);
                let cut = cut.map(|tag| self.span(&tag));
                self.map.add_html_block(HtmlBlock { span, cut });
            }
            TagEnd::BlockQuote(_) => return self.close_container("</blockquote>\n"),
            TagEnd::List(true) => return self.close_container("</ol>\n"),
            TagEnd::List(false) => return self.close_container("</ul>\n"),
            TagEnd::Item => return self.close_container("</li>\n"),
            TagEnd::FootnoteDefinition => return self.close_container("</div>\n"),
            TagEnd::Table => {
                let body = std::mem::take(&mut self.table.in_body);
                let tags = if body {
                    "</tbody>\n</table>\n"
                } else {
                    "</table>\n"
                };
                return self.close_container(tags);
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.close_container("</tr>\n</thead>\n");
            }
            TagEnd::TableRow => self.close_container("</tr>\n"),
            TagEnd::TableCell => {
                let tag = if self.table.in_head {
                    "</th>\n"
                } else {
                    "</td>\n"
                };
                self.close_container(tag);
                self.table.cell += 1;
            }
            TagEnd::Emphasis => self.close_leaf("</em>", &range),
            TagEnd::Strong => self.close_leaf("</strong>", &range),
            TagEnd::Strikethrough => self.close_leaf("</del>", &range),
            TagEnd::Link => self.end_link(range.clone()),
            // Images are written whole.
            TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
        self.cursor = range.end;
    }

    /// A block that holds text: its tag stands for all of it.
    fn open_leaf(&mut self, tag: &str, range: &Range<usize>) {
        self.fresh_line();
        self.made(tag, &self.trimmed(range));
    }

    /// The end tag of inline markup or a leaf block: the closing delimiter, if there is one.
    pub(super) fn close_leaf(&mut self, tag: &str, range: &Range<usize>) {
        let end = self.trimmed(range).end;
        let start = self.cursor.clamp(range.start, end);
        self.made(tag, &(start..end));
    }

    /// A block that holds blocks: its tag stands for its first marker alone.
    fn open_container(&mut self, tag: &str, range: &Range<usize>) {
        const LONGEST_MARKER: usize = 10;
        let marker = self.text.as_bytes()[range.clone()]
            .iter()
            .take(LONGEST_MARKER)
            .take_while(|byte| byte.is_ascii_digit() || b">-+*.)".contains(byte));
        let marker = match self.text.as_bytes().get(range.start) {
            Some(b'>' | b'-' | b'+' | b'*') => 1,
            _ => marker.count(),
        };
        self.fresh_line();
        self.made(tag, &(range.start..range.start + marker));
    }

    fn close_container(&mut self, tag: &str) {
        self.made(tag, &(self.cursor..self.cursor));
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr<'a>>,
        classes: &[CowStr<'a>],
        attributes: &[(CowStr<'a>, Option<CowStr<'a>>)],
        range: &Range<usize>,
    ) {
        self.fresh_line();
        self.open_block(ConstructKind::Heading, range);
        self.made(HEADING_TAGS[level as usize - 1].0, &self.trimmed(range));
        if let Some(id) = id {
            self.attribute("id", &id, range);
        }
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "), range);
        }
        for (name, value) in attributes {
            self.attribute(name, value.as_deref().unwrap_or_default(), range);
        }
        self.made(">", &self.trimmed(range));
    }

    fn attribute(&mut self, name: &str, value: &str, range: &Range<usize>) {
        let whole = self.trimmed(range);
        self.made(&format!(" {name}=\""), &whole);
        self.text(value, &whole, Escape::Attribute);
        self.made("\"", &whole);
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'a>, range: &Range<usize>) {
        self.fresh_line();
        self.open_block(ConstructKind::CodeBlock, range);
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        self.made("<pre><code", &self.trimmed(range));
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"), range);
        }
        self.made(">", &self.trimmed(range));
    }

    fn open_block(&mut self, kind: ConstructKind, range: &Range<usize>) {
        let construct = self.construct(kind, range);
        self.open_blocks.push(OpenBlock {
            construct,
            text_start: None,
        });
    }

    fn end_block_text(&mut self) {
        let Some(block) = self.open_blocks.pop() else {
            return;
        };
        if let Some(start) = block.text_start {
            let text = self.span(&(start..self.cursor.max(start)));
            let construct = self.map.construct_mut(block.construct);
            let end = text.end.min(construct.span.end);
            construct.text = Some(Span::new(text.start.min(end), end));
        }
    }

    fn row(&mut self, tags: &str, range: &Range<usize>) {
        self.table.cell = 0;
        self.made(tags, &self.trimmed(range));
    }

    fn table_cell(&mut self, range: &Range<usize>) {
        let text = self.text[range.clone()].trim_start();
        let whole = self.trimmed(&(range.end - text.len()..range.end));
        self.made(if self.table.in_head { "<th" } else { "<td" }, &whole);
        let align = match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => r#" align="left""#,
            Some(Alignment::Center) => r#" align="center""#,
            Some(Alignment::Right) => r#" align="right""#,
            Some(Alignment::None) | None => "",
        };
        self.made(align, &whole);
        self.made(">", &whole);
    }
}

/// Where the link definition stands that a link or image refers to.
fn definition(kind: LinkType, label: &str, events: &OffsetIter<'_>) -> Option<Range<usize>> {
    let refers = !matches!(
        kind,
        LinkType::Inline | LinkType::Autolink | LinkType::Email
    );
    let definition = refers.then(|| events.reference_definitions().get(label))??;
    Some(definition.span.clone())
}
