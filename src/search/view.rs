//! What was asked for, marked in a text.

use maud::{Markup, html};

use super::mark::matches;
use super::terms::Term;

pub fn marked(text: &str, terms: &[Term]) -> Markup {
    let mut rest = 0;
    let mut parts = Vec::new();
    for one in matches(text, terms) {
        parts.push((&text[rest..one.start], &text[one.clone()]));
        rest = one.end;
    }
    html! {
        @for (before, found) in parts { (before) mark { (found) } }
        (&text[rest..])
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::terms;
    use super::*;

    #[test]
    fn what_is_marked_stays_text() {
        let marked = |text, words| marked(text, &terms(words, "SE".parse().unwrap())).into_string();
        assert_eq!(marked("Weiß & Müller", "weiss"), "<mark>Weiß</mark> &amp; Müller");
        assert_eq!(marked("<b>", "b"), "&lt;<mark>b</mark>&gt;");
        assert_eq!(marked("Ida Nyberg", "berg"), "Ida Nyberg");
        assert_eq!(marked("Ida Nyberg", ""), "Ida Nyberg");
    }
}
