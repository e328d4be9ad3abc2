use std::time::Instant;

use super::*;

/// Shows every remote picture, and the attached ones that are called `here`.
struct All;

impl Pictures for All {
    fn remote(&self, n: usize) -> Option<String> {
        Some(format!("/remote/{n}"))
    }
    fn attached(&self, content_id: &str) -> Option<String> {
        (content_id == "here").then(|| "/attached/here".to_owned())
    }
}

fn shown(html: &str) -> String {
    mail(html, "Show", &NoPictures).expect("bearable").html
}

#[test]
fn mail_keeps_its_looks() {
    let html = r#"<html><head><title>T</title><style>p{color:red}</style></head><body bgcolor="red">
        <table width="600" cellpadding="0"><tr><td align="center" style="padding:4px;color:rgb(1,2,3)"><b>Hello</b> <font color="blue">you</font></td></tr></table>
        <ul><li>one</li></ul><p style="font-family:'A B',serif;margin:0">x<br>y</p></body></html>"#;
    let out = shown(html);
    for kept in [
        "<table width=\"600\"",
        "padding:4px;color:rgb(1, 2, 3)",
        "<b>Hello</b>",
        "<font color=\"blue\">",
        "<li>one</li>",
        "<br>",
    ] {
        assert!(out.contains(kept), "{kept}: {out}");
    }
    assert!(!out.contains("color:red") && !out.contains('T') && !out.contains("bgcolor=\"red\""), "{out}");
}

#[test]
fn nothing_runs_is_sent_or_asked_for() {
    for hostile in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVa\tScript:alert(1)\">x</a>",
        "<a href=\"&#1;javascript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:x\">x</a>",
        "<a href=\"/logout\">x</a>",
        "<a href=\"//elsewhere.example\">x</a>",
        "<base href=https://elsewhere.example>",
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example'>",
        "<link rel=stylesheet href=https://elsewhere.example>",
        "<style>@import 'https://elsewhere.example';*{background:url(https://elsewhere.example)}</style>",
        "<p style=\"background:url(https://elsewhere.example)\">",
        "<p style=\"background:u\\72l(https://elsewhere.example)\">",
        "<p style=\"background-image:image-set('https://elsewhere.example' 1x)\">",
        "<p style=\"list-style-type:URL(//elsewhere.example)\">",
        "<p style=\"color:red;behavior:url(x);-moz-binding:url(//elsewhere.example)\">",
        "<p style=\"font-family:'a;b:url(//elsewhere.example)'\">",
        "<table background=https://elsewhere.example><tr><td background=https://elsewhere.example>",
        "<body background=https://elsewhere.example>",
        "<form action=https://elsewhere.example><input name=x><button formaction=javascript:1>x</button></form>",
        "<iframe src=https://elsewhere.example></iframe><object data=https://elsewhere.example></object><embed src=https://elsewhere.example>",
        "<video src=https://elsewhere.example poster=https://elsewhere.example></video><audio src=https://elsewhere.example>",
        "<input type=image src=https://elsewhere.example>",
        "<img srcset='https://elsewhere.example 1x'><picture><source srcset=https://elsewhere.example></picture>",
        "<img src=https://elsewhere.example/1.png><img src=http://elsewhere.example/1.png>",
        "<img src=data:image/svg+xml;base64,PHN2Zz4=><img src='data:text/html,x'>",
        "<img src=cid:nowhere><img src=file:///etc/passwd>",
        "<p style=\"position:fixed;top:0\">x</p>",
        "<div hx-get=/logout hx-trigger=load data-on=rail>x</div>",
        "<p id=main class=shell name=x>x</p>",
        "<a name=body ping=https://elsewhere.example>x</a>",
        "<details open ontoggle=alert(1)><summary>x</summary></details>",
        "<q cite=https://elsewhere.example>x</q>",
    ] {
        for html in [
            hostile.to_owned(),
            format!("<table><tr><td>{hostile}"),
            format!("<blockquote>{hostile}</b>"),
            format!("--></title>{hostile}"),
        ] {
            let out = shown(&html).to_lowercase();
            let tags: String = tokens(&out)
                .iter()
                .filter_map(|token| if let Token::Open(tag) = token { Some(tag.raw) } else { None })
                .collect();
            for gone in [
                "on\u{65}rror=",
                "ontoggle",
                "javascript",
                "elsewhere",
                "url(",
                "position",
                "hx-",
                "data-",
                "id=",
                "class=",
                "<form",
                "<svg",
                "<math",
                "<style",
                "data:",
                "file:",
                "<img",
                "<input",
                "<button",
                "/logout",
                "<meta",
                "<base",
                "<link",
                "<details",
            ] {
                assert!(!tags.contains(gone), "{gone} in {tags} of {html}");
            }
        }
    }
}

#[test]
fn pictures_of_other_places_are_counted_and_come_by_the_house() {
    let html = "<img src=https://a.example/1.png alt=One width=20><img src='http://a.example/2.png?x=1&amp;y=2'>
        <img src=https://t.example/p.gif width=1 height=1><img src=cid:here><img src='cid:&lt;here&gt;'><img src=data:image/png;base64,AAAA>";
    let without = mail(html, "Show", &NoPictures).unwrap();
    assert_eq!(without.remote, ["https://a.example/1.png", "http://a.example/2.png?x=1&y=2"]);
    assert_eq!(without.html.matches("<img").count(), 1, "{}", without.html);
    assert!(without.html.contains("<span class=\"no-picture\">One</span>"));
    let all = mail(html, "Show", &All).unwrap();
    assert_eq!(all.remote, without.remote);
    assert!(
        all.html.contains("<img src=\"/remote/0\" alt=\"One\" width=\"20\">")
            && all.html.contains("/remote/1"),
        "{}",
        all.html
    );
    assert_eq!(all.html.matches("/attached/here").count(), 2);
    assert!(!all.html.contains("t.example"));
}

#[test]
fn links_open_a_tab_and_say_where_they_lead() {
    let out = shown(
        "<a href=https://evil.example/x target=_self rel=opener>www.<b>bank</b>.example</a> <a href=https://a.example>Here</a> <a href=mailto:us@a.example>us</a>",
    );
    assert_eq!(out.matches("target=\"_blank\"").count(), 3, "{out}");
    assert_eq!(out.matches("rel=\"noopener noreferrer nofollow\"").count(), 3);
    assert!(out.contains("</a> <span class=\"real-target\">[evil.example]</span>"), "{out}");
    assert_eq!(out.matches("real-target").count(), 1);
    assert!(!shown("a\u{202e}b<a href=https://a.example>\u{2066}x</a>").contains(['\u{202e}', '\u{2066}']));
}

#[test]
fn what_mail_programs_quote_is_folded() {
    for quote in [
        "<blockquote type=\"cite\">OLD</blockquote>",
        "<div class=\"gmail_quote gmail_quote_container\"><div class=\"gmail_attr\">On … wrote:</div><blockquote class=\"gmail_quote\">OLD</blockquote></div>",
        "<div class=\"yahoo_quoted\" id=\"x\">OLD</div>",
        "<div class=\"moz-cite-prefix\">On … wrote:</div><blockquote type=cite>OLD</blockquote>",
        "<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From:</b> Eva</div><div>OLD</div>",
        "<hr><div id=\"x_divRplyFwdMsg\"><b>From:</b> Eva</div><div>OLD</div>",
        "<div class=\"protonmail_quote\">OLD</div>",
    ] {
        let out = shown(&format!("<html><body><div><p>NEW</p>{quote}</div><p>AFTER</p></body></html>"));
        let (before, rest) = out.split_once("<details>").unwrap_or_else(|| panic!("{quote}: {out}"));
        let (last, after) = rest.rsplit_once("</details>").unwrap();
        assert!(before.contains("NEW") && !before.contains("OLD"), "{out}");
        assert!(
            last.contains("<summary>Show</summary>") && last.contains("OLD") && !last.contains("NEW"),
            "{out}"
        );
        assert!(after.contains("AFTER"), "{out}");
        assert_eq!(out.matches("<details").count(), out.matches("</details>").count());
    }
}

#[test]
fn a_mail_of_nothing_but_a_quotation_is_open() {
    assert!(
        shown("<div> &nbsp; <blockquote type=cite>OLD</blockquote></div>")
            .contains("<details open><summary>")
    );
    assert!(
        shown("<blockquote type=cite>a<blockquote type=cite>b</blockquote></blockquote>")
            .matches("<details")
            .count()
            == 1
    );
    // The writer of a text may quote within it, without a word about where from.
    assert!(!shown("a<blockquote>said</blockquote>b").contains("<details"));
}

#[test]
fn chat_lines_have_emphasis_and_links_alone() {
    let out = chat("<p style=color:red>a <b onclick=x>b</b> <img src=https://a.example/x.png><a href=https://a.example class=x>here</a><table><tr><td>c</table>").unwrap();
    assert!(
        out.contains("<p>a <b>b</b>") && out.contains("class=\"link\"") && out.contains("target=\"_blank\""),
        "{out}"
    );
    assert!(!out.contains("<img") && !out.contains("style") && !out.contains("<table") && out.contains('c'));
}

#[test]
fn what_is_too_much_is_said_to_be_so_and_large_mail_is_shown_in_time() {
    assert_eq!(mail(&"<div>".repeat(100_000), "", &NoPictures), None);
    let begun = Instant::now();
    let row = "<tr><td style=\"padding:1px;color:red\"><a href=https://a.example>bank.example</a><img src=https://a.example/x.png></td></tr>";
    let large = format!("<table>{}</table>", row.repeat(500_000 / row.len()));
    assert_eq!(mail(&large, "", &NoPictures).unwrap().remote.len(), 500_000 / row.len());
    mail(&"&lt;<b>x</b>".repeat(500_000 / 12), "", &NoPictures);
    mail(&"a".repeat(500_000), "", &NoPictures).unwrap();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

struct Own;
impl Pictures for Own {
    fn remote(&self, _: usize) -> Option<String> {
        None
    }
    fn attached(&self, id: &str) -> Option<String> {
        content_ids("<img src=cid:b%40mail>").contains(id).then(|| format!("/at/{id}"))
    }
}

#[test]
fn the_pictures_that_a_message_names_as_its_own_are_known() {
    let html = "<img src=\"cid:a@mail\"> <IMG SRC='CID:b%40mail'> <img src=cid:c&amp;d> <img src=\"cid:&lt;e&gt;\"> acid:x cid";
    let found = content_ids(html);
    for id in ["a@mail", "b@mail", "c&d", "e", "x"] {
        assert!(found.contains(id), "{id}: {found:?}");
    }
    let shown = mail(html, "", &Own).unwrap().html;
    assert_eq!(shown.matches("<img").count(), 1, "{shown}");
    assert!(shown.contains("src=\"/at/b@mail\""), "{shown}");
    // What is no text is no danger: characters of several bytes beside the colon, nothing behind it.
    assert!(content_ids("å:").is_empty() && content_ids("cid:").contains(""));
}
