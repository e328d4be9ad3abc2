//! Words that customers wrote, as they may stand on a page: never markup, links made clickable.

use maud::{Markup, html};

use crate::messages::links;

/// A message longer than this is cut: nobody reads on in a panel.
const LONGEST: usize = 20_000;

/// Plain words with `http` addresses as links, which open a tab of their own and tell it nothing about us.
pub fn linked(text: &str) -> Markup {
    let upright = links::upright(text);
    let text = cut(&upright);
    html! {
        @for (part, is_link) in parts(text) {
            @if is_link { a class="link" href=(part) target="_blank" rel="noopener noreferrer" { (part) } (real_target(part)) } @else { (part) }
        }
        @if upright.len() > text.len() { "…" }
    }
}

/// Behind an address that reads as another one, where it leads.
fn real_target(address: &str) -> Markup {
    html! { @if let Some(target) = links::hidden_target(address, address) { " " bdi class="real-target" { "[" (target) "]" } } }
}

/// As much of a text as is shown.
pub fn cut(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The pieces of a text in order, each with whether it is an address.
fn parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = next_address(rest) {
        let end = rest[start..]
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`'))
            .map_or(rest.len(), |at| start + at);
        // What ends a sentence is not part of the address.
        let address = rest[start..end]
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '}', '”', '’', '»']);
        parts.push((&rest[..start], false));
        parts.push((address, true));
        rest = &rest[start + address.len()..];
    }
    parts.push((rest, false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Where an address with something behind its scheme begins, at the start of a word.
fn next_address(text: &str) -> Option<usize> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    starts.into_iter().find(|at| {
        let rest = &text[*at..];
        let host = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"));
        let fresh = text[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        fresh && host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    })
}

/// An e-mail address that may break after its at sign.
pub fn email(address: &str) -> Markup {
    html! {
        @match address.split_once('@') {
            Some((local, domain)) => { (local) "@" wbr; (domain) }
            None => (address)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_and_nothing_else_does() {
        let shown = |text: &str| linked(text).into_string();
        assert_eq!(
            shown("See https://a.example/x?y=1&z=2."),
            r#"See <a class="link" href="https://a.example/x?y=1&amp;z=2" target="_blank" rel="noopener noreferrer">https://a.example/x?y=1&amp;z=2</a>."#
        );
        assert_eq!(
            shown("javascript:alert(1) xhttp://a http:// https://"),
            "javascript:alert(1) xhttp://a http:// https://"
        );
        assert_eq!(shown("<b onclick=x>"), "&lt;b onclick=x&gt;");
        assert!(shown("(http://a.example)").contains(r#"href="http://a.example""#));
        assert!(!shown(r#"https://a.example/"onmouseover="x"#).contains(r#""onmouseover"#));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        let long = "å".repeat(LONGEST);
        assert!(linked(&long).into_string().len() <= LONGEST + 3);
    }
}
