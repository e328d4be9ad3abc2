//! What is on the card, filled fields only, in groups: contact, company, addresses, personal, fields, tags.

use maud::{Markup, html};

use super::own_fields::own_fields;
use super::{copy, fact, shared, text};
use crate::accesses::What;
use crate::card::{Card, reasons};
use crate::consents;
use crate::customers::in_place::view as in_place;
use crate::customers::{Address, Kind};
use crate::http::Visitor;
use crate::http::layout::{csrf, icon, icon_of};
use crate::http::path::address;
use crate::identifiers::{CustomerIdentifier, Flags, IdentifierKind};
use crate::language::Locale;
use crate::national_ids::{self, Known};
use crate::relations;

/// Languages that have a name of their own in the translations.
const LANGUAGES: &[&str] =
    &["en", "sv", "de", "pl", "da", "nb", "no", "fi", "uk", "fr", "es", "it", "cs", "nl", "ar"];
/// Kinds of addresses that have one.
const ADDRESSES: &[&str] = &["home", "correspondence", "invoice", "delivery", "work", "office"];

pub fn section(visitor: &Visitor, card: &Card) -> Markup {
    let locale = &visitor.locale;
    let customer = &card.customer;
    html! {
        section id="details" class="details scroll" tabindex="0" aria-label=(locale.t("details"))
            data-on={ "customer:" (customer.id) } data-refresh=(itself(card)) {
            div class="facts" {
                (in_place::field(visitor, card, "name", &locale.t("details-name")))
                (group("contact", &locale.t("group-contact"), &contact(visitor, card)))
                (group("company", &locale.t("group-company"), &company(visitor, card)))
                (group("people", &locale.t("group-people"), &people(locale, card)))
                (related(visitor, card))
                (group("addresses", &locale.t("group-addresses"), &addresses(visitor, card)))
                (personal(visitor, card))
                (own_fields(visitor, card))
                (tags(visitor, card))
                (group("about", &locale.t("group-about"), &about(visitor, card)))
            }
            (in_place::menu(visitor, card))
        }
    }
}

/// Where the details are read anew, with the field that is open in them.
fn itself(card: &Card) -> String {
    let open = card.editing.as_ref().map(|editing| editing.part.to_string()).unwrap_or_default();
    let query = card.at.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    let interaction = card.at.strip_prefix("/interactions/").and_then(|rest| rest.split('?').next());
    let path = format!("/customers/{}/details{query}", card.customer.id);
    address(&path, [("interaction", interaction.unwrap_or_default()), ("editing", open.as_str())])
}

/// A group with its heading; nothing where nothing is filled.
pub fn group(id: &str, title: &str, facts: &Markup) -> Markup {
    html! {
        @if !facts.0.is_empty() {
            section class="group" id={ "g-" (id) } aria-labelledby={ "h-" (id) } {
                div class="group-head" { h2 id={ "h-" (id) } { (title) } }
                dl { (facts) }
            }
        }
    }
}

fn contact(visitor: &Visitor, card: &Card) -> Markup {
    let locale = &visitor.locale;
    let of = |kind| card.customer.of_kind(kind).collect::<Vec<_>>();
    html! {
        @for (kind, key) in [(IdentifierKind::Phone, Some("y")), (IdentifierKind::Email, Some("Y")), (IdentifierKind::Handle, None)] {
            @let all = of(kind);
            @for (place, one) in all.iter().enumerate() {
                (identifier(visitor, card, (one, place), all.len() > 1, key.filter(|_| place == 0)))
            }
            (in_place::fact(visitor, card, &format!("{}.new", member(kind)), &locale.t(&format!("identifier-{kind}")), None, &html! {}))
        }
        (consents::view::against(locale, &card.consents))
    }
}

/// The member that holds identifiers of a kind.
fn member(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone => "phones",
        IdentifierKind::Email => "emails",
        IdentifierKind::Handle => "handles",
    }
}

fn identifier(
    visitor: &Visitor,
    card: &Card,
    (one, place): (&CustomerIdentifier, usize),
    several: bool,
    key: Option<&str>,
) -> Markup {
    let (locale, kind, primary) = (&visitor.locale, one.identifier.kind, several && place == 0);
    let part = format!("{}.{place}", member(kind));
    let label = one.label.as_ref().map_or_else(
        || locale.t(&format!("identifier-{kind}")),
        |label| sentence(&reasons::label(locale, label)),
    );
    let shown = locale.identifier(&one.identifier);
    if in_place::open(card, &part).is_some() {
        return in_place::fact(visitor, card, &part, &label, None, &html! {});
    }
    html! {
        div class="fact" {
            dt {
                (label)
                @if primary {
                    span class="star" title=(locale.t("primary")) { (icon_of("icon small solid", "star")) span class="sr" { (locale.t("primary")) } }
                }
            }
            dd {
                @match kind {
                    IdentifierKind::Phone => {
                        span class="tel" { (locale.phone(&one.identifier.value)) }
                        @if let Some(extension) = &one.identifier.extension {
                            " " small { (locale.with("extension", &[("extension", extension.into())])) }
                        }
                    }
                    IdentifierKind::Email => (text::email(&one.identifier.value)),
                    IdentifierKind::Handle => (shown),
                }
                (flags(locale, &one.flags))
                (shared::under(locale, &card.shared, one))
            }
            dd class="do" {
                (copy(locale, &label, &one.identifier.to_text(), &shown, key))
                (in_place::pencil(visitor, card, &part, &label))
            }
        }
    }
}

/// What holds of an identifier beside what it is.
pub fn flags(locale: &Locale, flags: &Flags) -> Markup {
    let today = locale.today();
    let day = |key: &str, day| locale.with(key, &[("day", (&locale.civil_date(day)).into())]);
    let mark = |class: &str, sign: &str, text: &str| {
        html! { span class={ "mark small " (class) } { (icon_of("icon small", sign)) (text) } }
    };
    if *flags == Flags::default() {
        return Markup::default();
    }
    html! { span class="flags" {
        @if flags.invalid { (mark("error", "circle-alert", &locale.t("flag-invalid"))) }
        @if flags.do_not_contact { (mark("warning", "ban", &locale.t("flag-do-not-contact"))) }
        @if let Some(from) = flags.from.filter(|from| *from > today) { (mark("quiet", "clock", &day("flag-from", from))) }
        @if let Some(to) = flags.to { (mark("quiet", "clock", &day(if to < today { "flag-until" } else { "flag-to" }, to))) }
    } }
}

/// A word of the organisation as the first of a line.
pub fn sentence(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Where a person works.
fn company(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let line = |part: &str, words: &str, value: &Option<String>| {
        in_place::fact(
            visitor,
            card,
            part,
            &locale.t(words),
            value.as_ref().map(|value| html! { (value) }),
            &html! {},
        )
    };
    let name = customer.company.as_ref().map(|company| html! {
        a class="link" href={ "/customers/" (company.id) } data-preview={ "/customers/" (company.id) "/preview" } { (company.name) }
    });
    html! {
        (in_place::fact(visitor, card, "company_id", &locale.t("company-name"), name, &html! {}))
        @if let Some(company) = &customer.company {
            @if card.colleagues > 0 {
                (fact(&locale.t("company-people"), &html! {
                    a class="link" href={ "/customers?company_id=" (company.id) } { (locale.with("count-people", &[("n", card.colleagues.into())])) }
                }))
            }
        }
        (line("department", "department", &customer.department))
        (line("job_title", "job-title", &customer.job_title))
    }
}

/// Who works at a company.
fn people(locale: &Locale, card: &Card) -> Markup {
    html! {
        @for one in &card.members {
            (fact(one.job_title.as_deref().unwrap_or(""), &html! {
                a class="link" href={ "/customers/" (one.id) } data-preview={ "/customers/" (one.id) "/preview" } { (one.name) }
            }))
        }
        @if card.customer.kind == Kind::Company && card.people > i64::try_from(card.members.len()).unwrap_or(0) {
            (fact("", &html! {
                a class="link" href={ "/customers?company_id=" (card.customer.id) } { (locale.with("all-people", &[("n", card.people.into())])) }
            }))
        }
    }
}

/// Their household, relatives, and who speaks for them.
fn related(visitor: &Visitor, card: &Card) -> Markup {
    let Ok(reader) = visitor.author() else { return Markup::default() };
    relations::view::group(&relations::view::Shown {
        visitor,
        reader: &reader,
        customer: card.customer.id,
        related: &card.related,
        hints: &card.hints,
        restricted: card.restriction.is_some(),
        at: &card.at,
    })
}

fn addresses(visitor: &Visitor, card: &Card) -> Markup {
    let locale = &visitor.locale;
    html! {
        @for (place, one) in card.customer.addresses.iter().enumerate() {
            @let lines = lines(one);
            @let label = match &one.kind {
                Some(kind) if ADDRESSES.contains(&kind.as_str()) => locale.t(&format!("address-{kind}")),
                Some(kind) => sentence(kind),
                None => locale.t("address"),
            };
            @let shown = html! { @for (place, line) in lines.iter().enumerate() { @if place > 0 { br; } (line) } };
            (in_place::fact(visitor, card, &format!("addresses.{place}"), &label, Some(shown), &copy(locale, &label, &lines.join("\n"), &label, None)))
        }
        (in_place::fact(visitor, card, "addresses.new", &locale.t("address"), None, &html! {}))
    }
}

/// An address as it stands on an envelope.
pub fn lines(one: &Address) -> Vec<String> {
    let town =
        [&one.postal_code, &one.city].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    let land =
        [&one.region, &one.country].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ");
    [one.street.clone().unwrap_or_default(), town, land].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Birth date, language and national ids: their ends, or whole for who asked to see them.
pub fn personal(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let birth = customer.birth_date.as_deref().and_then(|date| date.parse::<jiff::civil::Date>().ok());
    let role = visitor.session.as_ref().map(|session| session.agent.role);
    let may_ask = role.is_some_and(|role| !national_ids::are_masked_for(role));
    let facts = html! {
        @let birth = birth.map(|birth| html! { time datetime=(birth) { (locale.civil_date(birth)) } });
        (in_place::fact(visitor, card, "birth_date", &locale.t("birth-date"), birth, &html! {}))
        @let language = customer.language.as_ref().map(|language| html! { (language_name(locale, language)) });
        (in_place::fact(visitor, card, "language", &locale.t("language"), language, &html! {}))
        @for (place, one) in customer.national_ids.iter().enumerate() {
            @let label = national_ids::label(&one.kind);
            div class="fact" {
                dt { (label) }
                @if card.revealed == Some(What::NationalIds) || card.proven.opens_national_ids() {
                    @let shown = Known::of(&one.kind).map_or_else(|| one.value.clone(), |kind| kind.display(&one.value));
                    // Whoever asked by keyboard goes on from here.
                    @let goes_on = place == 0 && card.revealed.is_some();
                    dd { span class="figures" tabindex=[goes_on.then_some("-1")] autofocus[goes_on] { (shown) } }
                    dd class="do" { (copy(locale, &label, &one.value, &label, None)) }
                } @else {
                    dd {
                        span class="figures" aria-hidden="true" { (national_ids::masked(&one.value)) }
                        span class="sr" { (locale.with("masked", &[("end", (&national_ids::end_of(&one.value)).into())])) }
                    }
                    @if may_ask && place == 0 { dd class="do" { (reveal(visitor, card)) } }
                }
            }
        }
    };
    group("personal", &locale.t("group-personal"), &facts)
}

fn reveal(visitor: &Visitor, card: &Card) -> Markup {
    let address = format!("/customers/{}/national-ids", card.customer.id);
    reveal_button(visitor, &address, "#g-personal", "reveal")
}

/// Asks for what is hidden in a part of the details.
pub fn reveal_button(visitor: &Visitor, address: &str, part: &str, label: &str) -> Markup {
    let label = visitor.locale.t(label);
    html! {
        form method="post" action=(address) hx-post=(address) hx-target=(part) hx-swap="outerHTML" {
            (csrf(visitor))
            button class="icon-button small" aria-label=(label) title=(label) { (icon("eye")) }
        }
    }
}

pub fn language_name(locale: &Locale, tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if LANGUAGES.contains(&primary.as_str()) {
        locale.t(&format!("language-{primary}"))
    } else {
        tag.to_owned()
    }
}

fn tags(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, tags) = (&visitor.locale, &card.customer.tags);
    let label = locale.t("tags");
    let is_open = in_place::open(card, "tags").is_some();
    html! {
        @if !tags.is_empty() || is_open {
            section class="group" id="g-tags" aria-labelledby="h-tags" {
                div class="group-head" {
                    h2 id="h-tags" { (label) }
                    @if !is_open { (in_place::pencil(visitor, card, "tags", &label)) }
                }
                (in_place::field(visitor, card, "tags", &label))
                @if !is_open { ul class="wide tags" { @for tag in tags { li class="tag" { (tag) } } } }
            }
        }
    }
}

fn about(visitor: &Visitor, card: &Card) -> Markup {
    let (locale, customer) = (&visitor.locale, &card.customer);
    let owner = customer.owner.as_ref().map(|owner| html! { (owner.name) });
    html! {
        (in_place::fact(visitor, card, "owner", &locale.t("owner"), owner, &html! {}))
        @if let Some(reference) = &customer.reference {
            div class="fact" {
                dt { (locale.t("reference")) }
                dd { span class="figures" { (reference) } }
                dd class="do" { (copy(locale, &locale.t("reference"), reference, reference, None)) }
            }
        }
        (fact(&locale.t("customer-since"), &html! {
            time datetime=(customer.created_at) title=(locale.date_and_clock(customer.created_at)) { (locale.date(customer.created_at)) }
        }))
    }
}
