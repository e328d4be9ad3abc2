//! HTML that somebody sent, made into HTML that may be shown: by `ammonia`, and by a second look at what comes out of it,
//! whose tags are known to be well formed.
//!
//! Invariant: what is given back names no other place that a browser would ask by itself; links are followed only by a click.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use maud::html;

use super::links;
use super::probe;
use super::tags::{Tag, Token, tokens};

/// Attributes of parts that hold an earlier message, as mail programs write them.
const QUOTES: [&str; 12] = [
    "gmail_quote",
    "gmail_extra",
    "yahoo_quoted",
    "moz-cite-prefix",
    "moz-forward-container",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "OutlookMessageHeader",
    "ydp-yahoo-quoted",
    "mail-quote",
    "front-blockquote",
];
/// Ids after which everything is an earlier message.
const QUOTED_FROM: [&str; 7] = [
    "divRplyFwdMsg",
    "appendonsend",
    "x_divRplyFwdMsg",
    "x_appendonsend",
    "reply-intro",
    "mail-editor-reference-message-container",
    "OLK_SRC_BODY_SECTION",
];
/// How the two stand in what is given back.
const QUOTED: &str = "quoted";
const FROM_HERE: &str = "quoted-from";

const TAGS: &str = "a abbr address b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt em \
    figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table \
    tbody td tfoot th thead tr tt u ul var wbr";
/// What stands inside these is not for reading.
const UNREAD: &str =
    "script style title template iframe object embed applet svg math noembed noframes xmp select audio video";
/// Properties that change how words look, and nothing that leads anywhere, moves or lies above something else.
const PROPERTIES: &str = "background background-color border border-bottom border-bottom-color border-bottom-style \
    border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width \
    border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style border-top \
    border-top-color border-top-style border-top-width border-width color display font font-family font-size font-style \
    font-variant font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left margin-right \
    margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top table-layout text-align \
    text-decoration text-indent text-transform vertical-align white-space width word-break";
const CHAT_TAGS: &str = "a b blockquote br code del em i li ol p pre s strike strong u ul";

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

static MAIL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = base(TAGS);
    let attributes: [(&str, &str); 14] = [
        ("a", "href"),
        ("img", "src alt width height border"),
        ("table", "align bgcolor border cellpadding cellspacing width"),
        ("td", "align bgcolor colspan height nowrap rowspan valign width"),
        ("th", "align bgcolor colspan height nowrap rowspan scope valign width"),
        ("tr", "align bgcolor valign"),
        ("col", "span width"),
        ("font", "color face size"),
        ("div", "align id class"),
        ("p", "align"),
        ("hr", "id class"),
        ("ol", "start type"),
        ("li", "value"),
        ("blockquote", "type class"),
    ];
    builder
        .tag_attributes(attributes.into_iter().map(|(tag, list)| (tag, words(list))).collect())
        .generic_attributes(["style", "dir"].into())
        .filter_style_properties(words(PROPERTIES))
        .url_schemes(["http", "https", "mailto", "tel", "cid", "data"].into())
        .attribute_filter(attribute);
    builder
});

static CHAT: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = base(CHAT_TAGS);
    builder
        .tag_attributes([("a", ["href"].into())].into())
        .generic_attributes(HashSet::new())
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .set_tag_attribute_value("a", "class", "link");
    builder
});

/// What both have: no addresses without a scheme, and links that open a tab which is told nothing.
fn base(tags: &'static str) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(words(tags))
        .clean_content_tags(words(UNREAD))
        .strip_comments(true)
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer nofollow"))
        .set_tag_attribute_value("a", "target", "_blank");
    builder
}

fn attribute<'a>(tag: &str, name: &str, value: &'a str) -> Option<Cow<'a, str>> {
    let lower = || value.trim_start().to_ascii_lowercase();
    let is_any = |known: &[&str]| value.split_whitespace().any(|one| known.contains(&one));
    match (tag, name) {
        ("blockquote", "type") => value.eq_ignore_ascii_case("cite").then_some(Cow::Borrowed("cite")),
        (_, "class") => is_any(&QUOTES).then_some(Cow::Borrowed(QUOTED)),
        (_, "id") => is_any(&QUOTED_FROM).then_some(Cow::Borrowed(FROM_HERE)),
        (_, "style") => Some(style(value)).filter(|style| !style.is_empty()).map(Cow::Owned),
        (_, "dir") => matches!(lower().as_str(), "ltr" | "rtl" | "auto").then_some(Cow::Borrowed(value)),
        ("a", "href") => (!is_of(&lower(), &["data:", "cid:"])).then_some(Cow::Borrowed(value)),
        // Pictures that the message brings along; never SVG.
        ("img", "src") if lower().starts_with("data:") => is_of(
            &lower(),
            &[
                "data:image/png;base64,",
                "data:image/jpeg;base64,",
                "data:image/gif;base64,",
                "data:image/webp;base64,",
            ],
        )
        .then_some(Cow::Borrowed(value)),
        ("img", "src") => (!is_of(&lower(), &["mailto:", "tel:"])).then_some(Cow::Borrowed(value)),
        _ => Some(Cow::Borrowed(value)),
    }
}

fn is_of(text: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|one| text.starts_with(one))
}

/// Declarations without any function but those of colours, and without escapes that could write another.
fn style(value: &str) -> String {
    let is_let = |declaration: &&str| {
        let plain = declaration.to_ascii_lowercase();
        let calls = plain
            .match_indices('(')
            .all(|(at, _)| ["rgb", "rgba", "hsl", "hsla"].iter().any(|name| plain[..at].ends_with(name)));
        calls && !plain.contains(['\\', '@', '{', '}', '<', '>']) && !plain.contains("/*")
    };
    value.split(';').filter(is_let).collect::<Vec<_>>().join(";")
}

/// What a picture of a message is shown by, if it is.
pub trait Pictures {
    /// The address under which the house gives the picture of another place, the `n`th of the message.
    fn remote(&self, n: usize) -> Option<String>;
    /// The address of a picture that came with the message, by its `Content-ID`.
    fn attached(&self, content_id: &str) -> Option<String>;
}

/// HTML that may be shown, and the pictures of other places in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shown {
    pub html: String,
    pub remote: Vec<String>,
}

/// The HTML of a mail, for a document of its own; none if it cannot be taken apart in bounded time.
/// `show`: the words for what opens a quotation.
pub fn mail(html: &str, show: &str, pictures: &dyn Pictures) -> Option<Shown> {
    if !probe::is_bearable(html) {
        return None;
    }
    let clean = links::upright(&MAIL.clean(html).to_string());
    let tokens = tokens(&clean);
    let open = !has_words(&tokens);
    let mut writer = Writer { out: String::with_capacity(clean.len()), remote: Vec::new(), pictures };
    fold(&mut writer, &tokens, show, open);
    Some(Shown { html: writer.out, remote: writer.remote })
}

/// The ids of the pictures that a message names as its own (RFC 2392).
pub fn content_ids(html: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut rest = html;
    while let Some(colon) = rest.find(':') {
        let (before, behind) = (&rest[..colon], &rest[colon + 1..]);
        if before.len() >= 3 && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"cid") {
            let end = behind.find(['"', '\'', '>', ' ', '\t', '\r', '\n']).unwrap_or(behind.len());
            found.insert(content_id(&super::tags::unescaped(&behind[..end])));
        }
        rest = behind;
    }
    found
}

/// The id in an address of a picture, behind its `cid:`.
fn content_id(address: &str) -> String {
    let plain = percent_encoding::percent_decode_str(address.trim()).decode_utf8_lossy();
    plain.trim_matches(['<', '>']).to_owned()
}

/// The HTML of a chat line, in the page itself: emphasis, lists and links.
pub fn chat(html: &str) -> Option<String> {
    if !probe::is_bearable(html) {
        return None;
    }
    let clean = links::upright(&CHAT.clean(html).to_string());
    let mut writer =
        Writer { out: String::with_capacity(clean.len()), remote: Vec::new(), pictures: &NoPictures };
    let tokens = tokens(&clean);
    let mut link = None;
    for token in &tokens {
        writer.token(token, &mut link);
    }
    Some(writer.out)
}

/// None is shown.
pub struct NoPictures;

impl Pictures for NoPictures {
    fn remote(&self, _: usize) -> Option<String> {
        None
    }
    fn attached(&self, _: &str) -> Option<String> {
        None
    }
}

struct Writer<'a> {
    out: String,
    remote: Vec<String>,
    pictures: &'a dyn Pictures,
}

/// A link that is open: where it leads, and what was written of it so far.
struct Link {
    href: String,
    words: String,
}

impl Writer<'_> {
    fn token(&mut self, token: &Token<'_>, link: &mut Option<Link>) {
        match token {
            Token::Text(text) => {
                if let Some(link) = link {
                    link.words.push_str(&super::tags::unescaped(text));
                }
                self.out.push_str(text);
            }
            Token::Open(tag) if tag.name == "img" => self.picture(tag),
            Token::Open(tag) => {
                if tag.name == "a" {
                    *link = tag.value("href").map(|href| Link { href, words: String::new() });
                } else if let Some(link) = link {
                    // What stands in two blocks is no one word.
                    if !matches!(tag.name, "b" | "i" | "em" | "strong" | "span" | "font" | "u" | "wbr") {
                        link.words.push(' ');
                    }
                }
                self.out.push_str(tag.raw);
            }
            Token::Close { name, raw } => {
                self.out.push_str(raw);
                if *name == "a"
                    && let Some(link) = link.take()
                    && let Some(target) = links::hidden_target(&link.words, &link.href)
                {
                    let said = html! { " " span class="real-target" { "[" (target) "]" } };
                    self.out.push_str(&said.into_string());
                }
            }
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let Some(src) = tag.value("src") else { return };
        let alt = tag.value("alt").unwrap_or_default();
        let scheme =
            src.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase()).unwrap_or_default();
        let address = match scheme.as_str() {
            "data" => Some(src),
            "cid" => self.pictures.attached(&content_id(&src.trim()[4..])),
            _ if is_tracking(tag) => return,
            _ => {
                self.remote.push(src);
                self.pictures.remote(self.remote.len() - 1)
            }
        };
        let said = match address {
            Some(address) => {
                let (width, height) = (number(tag, "width"), number(tag, "height"));
                html! { img src=(address) alt=(alt) width=[width] height=[height] style=[tag.value("style")]; }
            }
            None if alt.trim().is_empty() => return,
            None => html! { span class="no-picture" { (alt) } },
        };
        self.out.push_str(&said.into_string());
    }
}

fn number(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.value(name)?.trim().trim_end_matches("px").parse().ok()
}

/// A picture of one point tells who reads, and shows nothing.
fn is_tracking(tag: &Tag<'_>) -> bool {
    let is_small = |name| number(tag, name).is_some_and(|points| points <= 1);
    is_small("width") || is_small("height")
}

/// Where a quotation that is open ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// With the element that is this deep.
    Element(usize),
    /// With the element around it.
    Around(usize),
}

fn quotation(tag: &Tag<'_>, depth: usize) -> Option<Until> {
    let is = |name: &str, value: &str| tag.value(name).as_deref() == Some(value);
    if is("class", QUOTED) || is("type", "cite") && tag.name == "blockquote" {
        Some(Until::Element(depth))
    } else if is("id", FROM_HERE) {
        Some(Until::Around(depth))
    } else {
        None
    }
}

/// Goes through the tokens; tells of each whether it lies in a quotation, and when one begins and ends.
fn walk<'a>(tokens: &'a [Token<'a>], mut each: impl FnMut(Step<'a>)) {
    let (mut depth, mut until) = (0_usize, None);
    for token in tokens {
        match token {
            Token::Open(tag) => {
                if until.is_none() {
                    until = quotation(tag, depth);
                    if until.is_some() {
                        each(Step::Begin);
                    }
                }
                each(Step::Token(token, until.is_some()));
                if !tag.is_void() {
                    depth += 1;
                } else if until == Some(Until::Element(depth)) {
                    until = None;
                    each(Step::End);
                }
            }
            Token::Close { .. } => {
                depth = depth.saturating_sub(1);
                if until.is_some_and(|until| matches!(until, Until::Around(at) if depth < at)) {
                    until = None;
                    each(Step::End);
                }
                each(Step::Token(token, until.is_some()));
                if until == Some(Until::Element(depth)) {
                    until = None;
                    each(Step::End);
                }
            }
            Token::Text(_) => each(Step::Token(token, until.is_some())),
        }
    }
    if until.is_some() {
        each(Step::End);
    }
}

enum Step<'a> {
    Begin,
    Token(&'a Token<'a>, bool),
    End,
}

/// Whether there is something to read outside of what is folded.
fn has_words(tokens: &[Token<'_>]) -> bool {
    let mut found = false;
    walk(tokens, |step| {
        if let Step::Token(token, false) = step {
            found |= match token {
                Token::Text(text) => !super::tags::unescaped(text).trim().is_empty(),
                Token::Open(tag) => tag.name == "img" && !is_tracking(tag),
                Token::Close { .. } => false,
            };
        }
    });
    found
}

/// Writes the tokens with what is quoted in `details`, the outermost of several within each other.
fn fold(writer: &mut Writer<'_>, tokens: &[Token<'_>], show: &str, open: bool) {
    let summary = html! { summary { (show) } }.into_string();
    let mut link = None;
    walk(tokens, |step| match step {
        Step::Begin => {
            writer.out.push_str(if open { "<details open>" } else { "<details>" });
            writer.out.push_str(&summary);
        }
        Step::Token(token, _) => writer.token(token, &mut link),
        Step::End => writer.out.push_str("</details>"),
    });
}

#[cfg(test)]
#[path = "content_tests.rs"]
mod tests;
