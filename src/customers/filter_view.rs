//! The bar of filters over a list of customers: a form that asks for more, and a chip for each that is asked for.

use maud::{Markup, html};

use super::asked::{Asked, Day, split_field};
use super::list_pages::Search;
use crate::agents::Agent;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{icon, icon_of};
use crate::language::Locale;
use crate::lists;
use crate::words::{Channel, Role};

/// Days that are offered for the last contact.
const SINCE: [&str; 5] = ["0", "7", "30", "90", "365"];
const BEFORE: [&str; 5] = ["30", "90", "180", "365", "never"];

/// Members that the form shows as a choice; the others it keeps.
const CHOSEN: [&str; 8] =
    ["tag", "owner", "vip", "hidden", "kind", "channel", "contact_after", "contact_before"];

pub fn bar(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let is_administrator = visitor.session.as_ref().is_some_and(|one| one.agent.role == Role::Administrator);
    let names =
        Names { agents: &search.agents, company: search.company.as_ref().map(|one| one.name.as_str()) };
    let chips: Vec<(String, String)> = search
        .asked
        .members()
        .into_iter()
        .filter(|(name, _)| *name != "q")
        .map(|member| (words(locale, &names, member), search.address_without(member)))
        .collect();
    // Another id for other filters: the form is folded away once they are applied.
    let id = search.asked.to_query().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    html! {
        div class="filter-bar" {
            details class="filters" id={ "filters-" (id) } {
                summary class="button" data-key="f" { (icon("sliders-horizontal")) (locale.t("filter")) " " kbd { "f" } }
                (form(visitor, search))
            }
            (removable(locale, &chips))
            @if chips.len() > 1 && !search.found.items.is_empty() { a class="button bare" href=(search.address_of_words()) { (locale.t("filter-clear")) } }
            @if search.interaction.is_none() {
                div class="end" {
                    (lists::view::keeping(visitor, search))
                    @if is_administrator && !search.asked.members().is_empty() {
                        a class="button bare" href={ "/exports?" (search.asked.to_query()) } { (icon("download")) (locale.t("filter-export")) }
                    }
                }
            }
        }
    }
}

/// What is asked for, in words, each with the address without it.
pub fn removable(locale: &Locale, chips: &[(String, String)]) -> Markup {
    html! {
        @if !chips.is_empty() {
            ul class="chips" aria-label=(locale.t("filter-active")) {
                @for (words, without) in chips {
                    li {
                        a class="tag" href=(without) {
                            span { (words) }
                            (icon_of("icon small", "x"))
                            span class="sr" { (locale.t("filter-remove")) }
                        }
                    }
                }
            }
        }
    }
}

/// Hidden fields for what a form does not show.
pub fn kept(search: &Search, keeps: impl Fn(&str) -> bool) -> Markup {
    html! {
        @for (name, value) in search.asked.members() {
            @if keeps(name) { input type="hidden" name=(name) value=(value); }
        }
        @if let Some(interaction) = &search.interaction { input type="hidden" name="interaction" value=(interaction.id); }
        @if let Some(list) = &search.list { input type="hidden" name="list" value=(list.id); }
    }
}

fn form(visitor: &Visitor, search: &Search) -> Markup {
    let locale = &visitor.locale;
    let (asked, faults) = (&search.asked, Faults::default());
    let fields = Fields::new(locale, &faults);
    let option = |value: &str, key: &str| (value.to_owned(), locale.t(key));
    let any = || option("", "filter-any");
    let select = |name: &str, label: &str, value: &Option<String>, options: Vec<(String, String)>| {
        let value = value.as_deref().unwrap_or_default();
        // One that is not offered, such as a date in an address, stays as it is.
        let mut options = options;
        if !options.iter().any(|(one, _)| one == value) {
            options.push((value.to_owned(), words(locale, &Names::default(), (name, value))));
        }
        let id = format!("filter-{name}");
        fields.select(Field { name, id: &id, label, value, ..Field::default() }, &options)
    };
    let owners = [any(), option("none", "filter-owner-none")].into_iter();
    let owners = owners.chain(search.agents.iter().map(|agent| (agent.login.clone(), agent.name.clone())));
    let channels = Channel::ALL.iter().map(|one| option(one.as_str(), &format!("channel-{one}")));
    let days = |name: &'static str, days: &[&str]| -> Vec<(String, String)> {
        let each = days.iter().map(|day| ((*day).to_owned(), words(locale, &Names::default(), (name, day))));
        std::iter::once(any()).chain(each).collect()
    };
    html! {
        form class="filter-form" action="/customers" {
            (kept(search, |name| !CHOSEN.contains(&name)))
            input type="hidden" name="apply" value="1";
            (select("kind", "filter-kind", &asked.kind, vec![any(), option("person", "filter-kind-person"), option("company", "filter-kind-company")]))
            (select("vip", "form-vip", &asked.vip, vec![any(), option("true", "filter-vip-true"), option("false", "filter-vip-false")]))
            (select("hidden", "filter-hidden", &asked.hidden, vec![option("", "filter-hidden-false"), option("true", "filter-hidden-true")]))
            (select("owner", "form-owner", &asked.owner, owners.collect()))
            (fields.text(Field { name: "tag", id: "filter-tag", label: "form-tag", value: asked.tag.as_deref().unwrap_or_default(), ..Field::default() }))
            (select("channel", "filter-channel", &asked.channel, std::iter::once(any()).chain(channels).collect()))
            (select("contact_after", "filter-contact-after", &asked.contact_after, days("contact_after", &SINCE)))
            (select("contact_before", "filter-contact-before", &asked.contact_before, days("contact_before", &BEFORE)))
            @if !search.keys.is_empty() {
                div class="pair" role="group" aria-label=(locale.t("filter-field")) {
                    (fields.select(Field { name: "field_key", id: "filter-field-key", label: "filter-field", ..Field::default() },
                        &search.keys.iter().map(|key| (key.clone(), key.clone())).collect::<Vec<_>>()))
                    (fields.text(Field { name: "field_value", id: "filter-field-value", label: "form-field-value", ..Field::default() }))
                }
            }
            div class="foot" { button class="button solid" { (locale.t("filter-apply")) } }
        }
    }
}

/// What the ids in an address are called.
#[derive(Default)]
pub struct Names<'a> {
    pub agents: &'a [Agent],
    pub company: Option<&'a str>,
}

/// For the page of exports: what `some` asks for, each with the address of `all` without it.
pub fn of_export(locale: &Locale, names: &Names<'_>, some: &Asked, all: &Asked) -> Vec<(String, String)> {
    let each = |member| (words(locale, names, member), format!("/exports?{}", all.query_without(member)));
    some.members().into_iter().map(each).collect()
}

/// A member in words: "Owner: Anna Berg".
fn words(locale: &Locale, names: &Names<'_>, (name, value): (&str, &str)) -> String {
    let labelled = |key: &str, value: &str| {
        locale.with("filter-chip", &[("label", (&locale.t(key)).into()), ("value", value.into())])
    };
    let day = |key: &str| match Day::read(value) {
        Some(Day::Ago(0)) if name == "contact_after" => locale.t("filter-contact-today"),
        Some(Day::Ago(days)) => locale.with(&format!("{key}-days"), &[("n", days.into())]),
        Some(Day::Date(date)) => {
            locale.with(&format!("{key}-date"), &[("date", (&locale.civil_date(date)).into())])
        }
        None => value.to_owned(),
    };
    match (name, value) {
        ("q", words) => locale.with("customers-found", &[("words", words.into())]),
        ("company_id", id) => labelled("form-company", names.company.unwrap_or(id)),
        ("tag", tag) => labelled("form-tag", tag),
        ("owner", "none") => locale.t("filter-owner-none"),
        ("owner", login) => {
            let owner = names.agents.iter().find(|agent| agent.login == login);
            labelled("form-owner", owner.map_or(login, |agent| &agent.name))
        }
        ("hidden", "true" | "false") => locale.t(&format!("filter-hidden-{value}")),
        ("vip", "true" | "false") => locale.t(&format!("filter-vip-{value}")),
        ("kind", "person" | "company") => locale.t(&format!("filter-kind-{value}")),
        ("channel", channel) if Channel::WORDS.contains(&channel) => {
            labelled("filter-channel", &locale.t(&format!("channel-{channel}")))
        }
        ("contact_after", _) => day("filter-after"),
        ("contact_before", "never") => locale.t("filter-contact-never"),
        ("contact_before", _) => day("filter-before"),
        ("field", text) => {
            let (key, value) = split_field(text);
            locale.with("filter-chip", &[("label", key.into()), ("value", value.into())])
        }
        (_, other) => other.to_owned(),
    }
}
