//! One box for actions, pages, saved lists and customers. Options press what is on the page or lead somewhere; the script drops
//! those whose element the page has not.

use maud::{Markup, html};

use crate::avatars::view::face;
use crate::card::store::Hit;
use crate::fold::fold;
use crate::http::layout::{icon, key};
use crate::language::Locale;
use crate::lists::List;
use crate::search::terms::{Term, terms};
use crate::search::view::marked;
use crate::words::Role;

enum Does {
    Press(&'static str),
    Go(&'static str),
}

struct Action {
    words: &'static str,
    icon: &'static str,
    keys: &'static [&'static str],
    does: Does,
    role: Role,
}

const fn press(
    words: &'static str,
    icon: &'static str,
    keys: &'static [&'static str],
    selector: &'static str,
) -> Action {
    Action { words, icon, keys, does: Does::Press(selector), role: Role::Agent }
}

const fn go(words: &'static str, icon: &'static str, path: &'static str, role: Role) -> Action {
    Action { words, icon, keys: &[], does: Does::Go(path), role }
}

const ACTIONS: &[Action] = &[
    press("keys-waiting", "bell", &["F2"], "#rail [data-waiting]"),
    press("keys-call", "phone", &["c"], "#main [data-key~=c]"),
    press("keys-message", "mail", &["s"], "#main [data-key~=s]"),
    press("keys-edit", "pencil", &["e"], "#main [data-key~=e]"),
    press("keys-copy-phone", "copy", &["y"], "#main [data-key~=y]"),
    press("keys-copy-email", "copy", &["Shift", "Y"], "#main [data-key~=Y]"),
    press("keys-matches", "arrow-left", &["b"], "#main [data-key~=b]"),
    press("keys-confirm", "user-check", &["v"], "#main [data-key~=v]"),
    press("keys-deny", "user-x", &["u"], "#main [data-key~=u]"),
    press("actions-menu", "ellipsis", &["."], "#main [data-key='.']"),
    press("merge-menu", "git-merge", &["Shift", "M"], "#main [data-key~=M]"),
    press("split-menu", "split", &[], "#main [data-split]"),
    press("leave-anonymous", "user-x", &[], "#main form[action$='/anonymity'] button"),
    press("keys-history", "history", &["g", "h"], "#sections a[href='#history']"),
    press("history-search", "search", &["g", "s"], "#history-q"),
    press("search-customers", "search", &["/"], "#rail-q"),
    go("messages-title", "message-square", "/messages", Role::Agent),
    go("new-customer", "user-plus", "/customers/new", Role::Agent),
    go("preferences", "sliders-horizontal", "/preferences", Role::Agent),
    press("keys-help", "keyboard", &["?"], "[data-opens='#keys']"),
    go("blocklist", "ban", "/blocklist", Role::Supervisor),
    go("duplicates-title", "git-merge", "/duplicates", Role::Supervisor),
    go("deleted-title", "trash-2", "/customers/deleted", Role::Supervisor),
    go("administration", "wrench", "/administration", Role::Administrator),
    go("health-title", "heart-pulse", "/administration/health", Role::Administrator),
    go("people", "users", "/agents", Role::Administrator),
    go("tokens", "key-round", "/tokens", Role::Administrator),
    press("log-out", "log-out", &[], "form[data-logout] button"),
];

/// Saved lists that are offered at once.
const LISTS: usize = 8;

pub fn results(locale: &Locale, role: Role, words: &str, lists: &[List], hits: &[Hit]) -> Markup {
    let (asked, terms) = (fold(words), terms(words, locale.home));
    let holds = |name: &str| {
        let name = fold(name);
        asked.split(' ').all(|word| name.contains(word))
    };
    let fits = |action: &&Action| action.role <= role && holds(&locale.t(action.words));
    let actions: Vec<&Action> = ACTIONS.iter().filter(fits).collect();
    let lists: Vec<&List> = lists.iter().filter(|list| holds(&list.name)).take(LISTS).collect();
    html! {
        @if hits.is_empty() && lists.is_empty() && actions.is_empty() { p class="none" { (locale.t("palette-none")) } }
        ul id="palette-list" class="options" role="listbox" aria-label=(locale.t("results")) {
            @if !hits.is_empty() {
                li class="options-head" role="presentation" { (locale.t("customers")) }
                @for hit in hits { (customer(locale, &terms, hit)) }
            }
            @if !lists.is_empty() {
                li class="options-head" role="presentation" { (locale.t("lists")) }
                @for list in &lists {
                    li class="option" role="option" id={ "palette-" (list.id) } data-text=(list.name) data-href=(list.address()) {
                        (icon(if list.shared { "users" } else { "list" }))
                        span { (list.name) }
                    }
                }
            }
            @if !actions.is_empty() {
                li class="options-head" role="presentation" { (locale.t("actions")) }
                @for (place, action) in actions.iter().enumerate() { (option(locale, action, place)) }
            }
            // Last: Enter after the name of an action does the action.
            @if !words.is_empty() { (written(locale, words)) }
        }
    }
}

/// Leads to what was written with the words that were typed.
fn written(locale: &Locale, words: &str) -> Markup {
    html! {
        li class="options-head" role="presentation" { (locale.t("messages")) }
        li class="option" role="option" id="palette-messages" data-href=(crate::texts::view::address(words, None, None)) {
            (icon("message-square"))
            span { (locale.with("messages-search-for", &[("words", words.into())])) }
        }
    }
}

fn option(locale: &Locale, action: &Action, place: usize) -> Markup {
    let words = locale.t(action.words);
    let (press, go) = match action.does {
        Does::Press(selector) => (Some(selector), None),
        Does::Go(path) => (None, Some(path)),
    };
    html! {
        li class="option" role="option" id={ "palette-a" (place) } data-text=(words) data-press=[press] data-href=[go] {
            (icon(action.icon))
            span { (words) }
            @if !action.keys.is_empty() { span class="keys" { @for one in action.keys { kbd { (key(locale, one)) } } } }
        }
    }
}

fn customer(locale: &Locale, terms: &[Term], hit: &Hit) -> Markup {
    let more =
        [hit.company.clone(), hit.city.clone(), hit.identifier.as_ref().map(|one| locale.identifier(one))];
    let more = more.into_iter().flatten().collect::<Vec<_>>().join(", ");
    // What was found by its number must not be hidden again because its name has other letters: no data-text.
    html! {
        li class="option" role="option" id={ "palette-" (hit.id) } data-href={ "/customers/" (hit.id) } {
            (face(hit.id, hit.kind, &hit.name, hit.avatar, "mini"))
            span { (marked(&hit.name, terms)) }
            small { (marked(&more, terms)) }
        }
    }
}
