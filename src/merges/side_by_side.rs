//! Cards beside each other to be looked at only: what differs first, then the rest.

use maud::{Markup, html};

use super::bench::{Bench, Row};
use super::view::{label, list, words};
use crate::avatars::view::face;
use crate::language::Locale;

/// A table with a column for each card.
pub fn side_by_side(locale: &Locale, bench: &Bench) -> Markup {
    let width = bench.sides.len() + 1;
    let part = |key: &str, rows: &[Row]| {
        html! {
            @if !rows.is_empty() {
                tbody {
                    tr class="part" { th scope="rowgroup" colspan=(width) { (locale.t(key)) } }
                    @for row in rows {
                        tr {
                            th scope="row" { (label(locale, bench, row)) }
                            @for value in &row.cells { td class="plain" { (list(&words(locale, bench, row, value))) } }
                        }
                    }
                }
            }
        }
    };
    html! {
        table class="compare is-plain" {
            colgroup { col class="label"; @for _ in &bench.sides { col; } }
            thead {
                tr {
                    th scope="col" { span class="sr" { (locale.t("merge-member")) } }
                    @for side in &bench.sides {
                        @let customer = &side.customer;
                        th scope="col" {
                            div class="person-mini" {
                                (face(customer.id, customer.kind, &customer.name, customer.avatar, "mid"))
                                div { a class="link" href={ "/customers/" (customer.id) } { b { (customer.name) } } br; small { (locale.with("merge-contacts-of", &[("n", side.contacts.into())])) } }
                            }
                        }
                    }
                }
            }
            (part("merge-differ", &bench.differing))
            (part("laboratory-lists", &bench.joined))
            (part("merge-same", &bench.same))
        }
    }
}
