//! The list of all requests: what is asked for above, the rows below.

use maud::{Markup, html};

use super::list_pages::Shown;
use super::view::row;
use crate::http::layout::{self, icon, icon_of};
use crate::language::Locale;

pub fn page(locale: &Locale, shown: &Shown) -> Markup {
    let title = locale.t("requests");
    let body = html! {
        div class="page-body flush scroll" tabindex="0" role="region" aria-label=(title) {
            (filter(locale, shown))
            @if shown.list.items.is_empty() {
                div class="empty" { (icon("inbox")) h2 { (locale.t("requests-found-none")) } p { (locale.t("requests-found-none-more")) } }
            }
            ul class="request-list" data-list {
                @for one in &shown.list.items {
                    (row(locale, &shown.choices.statuses, one, shown.names.get(&one.customer).map(String::as_str)))
                }
            }
            @if let Some(next) = &shown.list.next {
                p class="more" { a class="button" href=(shown.query.address(next)) { (locale.t("list-more")) } }
            }
        }
    };
    let head = html! {
        form class="find-form" role="search" action="/requests" {
            label class="find" {
                (icon("search"))
                span class="sr" { (locale.t("request-number")) }
                input class="input" type="search" name="number" value=(shown.query.number) placeholder=(locale.t("request-number")) data-key="/"
                    inputmode="numeric" autocomplete="off" maxlength="20";
            }
        }
    };
    layout::main("requests", &title, head, body)
}

fn filter(locale: &Locale, shown: &Shown) -> Markup {
    let (query, choices) = (&shown.query, &shown.choices);
    let mut statuses =
        vec![(String::new(), locale.t("requests-to-do")), ("all".to_owned(), locale.t("requests-all"))];
    statuses.extend(choices.statuses.0.iter().map(|one| (one.key.clone(), one.title(locale))));
    let mut owners = vec![
        (String::new(), locale.t("requests-of-all")),
        ("me".to_owned(), locale.t("requests-mine")),
        ("none".to_owned(), locale.t("request-nobody")),
    ];
    owners.extend(choices.agents.iter().map(|agent| (agent.login.clone(), agent.name.clone())));
    let mut teams = vec![
        (String::new(), locale.t("requests-all-teams")),
        ("none".to_owned(), locale.t("requests-no-team")),
    ];
    teams.extend(choices.teams.iter().map(|name| (name.clone(), name.clone())));
    let due = vec![
        (String::new(), locale.t("requests-due-any")),
        ("overdue".to_owned(), locale.t("requests-overdue")),
        ("week".to_owned(), locale.t("requests-due-week")),
    ];
    html! {
        form class="change-filter request-filter" id="requests-filter" action="/requests" {
            (select("status", &locale.t("request-status"), &query.status, &statuses))
            (select("owner", &locale.t("request-owner"), &query.owner, &owners))
            (select("team", &locale.t("team"), &query.team, &teams))
            (select("due", &locale.t("request-due"), &query.due, &due))
            input class="input" name="tag" id="requests-tag" value=(query.tag) maxlength="50" autocomplete="off" aria-label=(locale.t("tags")) placeholder=(locale.t("tags"));
            button class="button" { (icon_of("icon small", "search")) (locale.t("filter-apply")) }
        }
    }
}

fn select(name: &str, label: &str, value: &str, options: &[(String, String)]) -> Markup {
    html! {
        select class="input" name=(name) id={ "requests-" (name) } aria-label=(label) {
            @for (key, title) in options { option value=(key) selected[key == value] { (title) } }
        }
    }
}
