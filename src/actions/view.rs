//! What stands of acts on the card: the word on what was done.

use maud::{Markup, html};

use super::Done;
use crate::http::Visitor;
use crate::http::layout::{csrf, icon};

/// What was done, with the way back: a toast, or a line where no scripts run. `at`: the page that it stands on.
pub fn told(visitor: &Visitor, done: &Done, at: &str) -> Markup {
    let locale = &visitor.locale;
    let form = html! {
        span { (locale.with(done.said, &[("what", (&done.what).into())])) }
        form method="post" action={ "/changes/" (done.change) "/undoing" } {
            (csrf(visitor))
            input type="hidden" name="at" value=(at);
            button class="toast-do" data-key="z" { (locale.t("undo")) " " kbd { "z" } }
        }
    };
    html! {
        template data-toast { (icon("check")) (form) }
        noscript { div class="strip info" role="status" { (icon("check")) (form) } }
    }
}
