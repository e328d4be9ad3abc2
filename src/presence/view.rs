//! Who else is at a card, as the head of the card and of its form shows them.

use maud::{Markup, html};

use super::{Doing, Somebody};
use crate::http::layout::{avatar, icon_of};
use crate::id::CustomerId;
use crate::language::{Arg, Locale};

/// People that are shown; of the others only their number.
const SOME: usize = 4;

/// The part that follows whoever comes and goes; its page tells of its own reader.
pub fn at(locale: &Locale, customer: CustomerId, others: &[Somebody]) -> Markup {
    html! {
        div id="presence" class="presence" data-presence=(customer) data-on={ "kind:presence:" (customer) }
            data-refresh={ "/customers/" (customer) "/presence" } {
            @for one in others.iter().take(SOME) {
                @let words = locale.with(&format!("presence-{}", one.doing), &[("name", Arg::Text(&one.name))]);
                span class={ "somebody is-" (one.doing) } title=(words) data-field=[one.field.as_ref()] data-by=(one.name) {
                    (avatar(&one.name, one.agent.0, "mini"))
                    (icon_of("icon small", sign(one.doing)))
                    span class="sr" { (words) }
                }
            }
            @if others.len() > SOME { span class="figures" { "+" (others.len() - SOME) } }
        }
    }
}

fn sign(doing: Doing) -> &'static str {
    match doing {
        Doing::Editing => "pencil",
        Doing::Viewing => "eye",
        Doing::Idle => "clock",
    }
}
