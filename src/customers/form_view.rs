//! The whole form of a customer, on a page of its own.

use db::{DbError, Tx};
use maud::{Markup, html};
use serde_json::Value;

use super::conflict::{Member, Theirs};
use super::draft::Draft;
use super::form_lines::{languages, line};
use super::holders::{self, Namesake};
use super::{Customer, Kind, duplicates, fields_view, pages, store};
use crate::agents::view::save_bar;
use crate::agents::{self, Agent, AgentState};
use crate::changes::said;
use crate::clock::Time;
use crate::drafts::Key;
use crate::fields::shown::Names;
use crate::fields::{self, Definitions, Entity, controls};
use crate::fold::fold;
use crate::http::Visitor;
use crate::http::fields::{Faults, Field, Fields};
use crate::http::layout::{self, csrf, icon, icon_of};
use crate::http::paging::Page;
use crate::id::{CustomerId, InteractionId};
use crate::identifiers::IdentifierKind;
use crate::interactions::Interaction;
use crate::notes::PINNED;
use crate::presence::{self, Somebody};
use crate::teams::features::Feature;

/// What the form offers to choose from.
#[derive(Clone, Debug)]
pub struct Lists {
    pub agents: Vec<Agent>,
    pub companies: Vec<String>,
    /// Companies of the same name, each with its city, when it must be said which is meant.
    pub namesakes: Vec<Namesake>,
    pub definitions: Definitions,
}

/// The company of which it must be said which one is meant, as it was typed; empty: there is nothing to be said.
pub fn ambiguous(faults: &Faults, draft: &Draft) -> String {
    let several = faults.0.iter().any(|fault| fault.code == "invalid-company-several");
    if several { draft.company.clone() } else { String::new() }
}

impl Lists {
    /// `company`: the name of several of which one is to be chosen; empty: there is nothing to choose.
    pub fn read(tx: &mut Tx<'_>, company: &str) -> Result<Lists, DbError> {
        Ok(Lists {
            agents: agents::store::list(tx, &Page::first(500))?,
            companies: store::company_names(tx)?,
            namesakes: if company.is_empty() { Vec::new() } else { holders::companies(tx, &fold(company))? },
            definitions: fields::store::definitions(tx, Entity::Customer)?,
        })
    }
}

/// A form as it is to be shown.
pub struct Sheet<'a> {
    pub visitor: &'a Visitor,
    /// The one that it changes; none: a new one.
    pub customer: Option<&'a Customer>,
    /// The one that the form was opened from; a new customer is for it.
    pub interaction: Option<&'a Interaction>,
    pub draft: &'a Draft,
    pub faults: &'a Faults,
    pub theirs: &'a Theirs,
    pub lists: &'a Lists,
    /// Who else is at the customer.
    pub others: &'a [Somebody],
    /// When what stands in it was typed, if it comes back.
    pub kept: Option<Time>,
}

/// Under which key the words of a form are kept.
pub fn key(customer: Option<CustomerId>, interaction: Option<InteractionId>) -> Key {
    match customer {
        Some(customer) => Key::of_customer(customer, "edit"),
        None => Key::of_new_customer(interaction),
    }
}

pub fn page(sheet: &Sheet<'_>) -> Markup {
    let locale = &sheet.visitor.locale;
    let (name, title) = match sheet.customer {
        None => ("customer-new".to_owned(), locale.t("customer-new")),
        Some(customer) => (
            format!("customer-edit-{}", customer.id),
            locale.with("customer-edit-title", &[("name", (&customer.name).into())]),
        ),
    };
    let body = html! {
        div class="page-body scroll" tabindex="0" role="region" aria-label=(title) { (form(sheet)) }
    };
    let head = html! { @if let Some(customer) = sheet.customer { (presence::view::at(locale, customer.id, sheet.others)) } };
    layout::main(&name, &title, head, body)
}

fn form(sheet: &Sheet<'_>) -> Markup {
    let (locale, draft) = (&sheet.visitor.locale, sheet.draft);
    let fields = Fields::new(locale, sheet.faults);
    let guard = key(sheet.customer.map(|one| one.id), sheet.interaction.map(|one| one.id)).to_string();
    let action =
        sheet.customer.map_or_else(|| "/customers".to_owned(), |one| format!("/customers/{}", one.id));
    let back = match (sheet.interaction, sheet.customer) {
        (Some(interaction), _) => format!("/interactions/{}", interaction.id),
        (None, Some(_)) => action.clone(),
        (None, None) => "/".to_owned(),
    };
    let save = match (sheet.customer, sheet.interaction) {
        (Some(_), _) => "form-save",
        (None, Some(_)) => "customer-create-attach",
        (None, None) => "customer-create",
    };
    // In the order of the page, so that the first field at fault is the first one that is seen.
    let first = first_level(sheet, &fields);
    let more = second_level(sheet, &fields);
    html! {
        form class="sheet-form customer-form" method="post" action=(action) data-guard=(guard) data-dirty[sheet.kept.is_some()] novalidate
            hx-post=(duplicates::address(sheet.customer.map(|one| one.id))) hx-trigger="input delay:400ms" hx-target="#duplicates" hx-swap="innerMorph" {
            // Enter in a field presses the first button of a form: it shall save, not add a row.
            button class="sr" tabindex="-1" aria-hidden="true" {}
            (csrf(sheet.visitor))
            @if sheet.customer.is_some() { input type="hidden" name="version" value=(draft.version); }
            @if let Some(interaction) = sheet.interaction {
                input type="hidden" name="interaction_id" value=(interaction.id);
                @if sheet.customer.is_none() {
                    p class="strip info" {
                        (icon("link"))
                        span { (locale.with("customer-new-for", &[("identifier", (&pages::identifier_of(locale, interaction).unwrap_or_else(|| locale.t("customer-withheld"))).into())])) }
                    }
                }
            }
            (restored(sheet, &guard, &action))
            (stale(sheet, &guard, &action))
            (fields.rest())
            (first)
            (more)
            (save_bar(locale, save, &guard, &back))
        }
    }
}

/// That the form holds what was typed earlier, and the way to be rid of it.
fn restored(sheet: &Sheet<'_>, guard: &str, action: &str) -> Markup {
    let locale = &sheet.visitor.locale;
    let fresh = match sheet.customer {
        Some(_) => format!("{action}/edit?fresh=true"),
        None => "/customers/new?fresh=true".to_owned(),
    };
    let of = sheet.interaction.map(|one| format!("&interaction_id={}", one.id)).unwrap_or_default();
    html! {
        @if let Some(at) = sheet.kept {
            p class="strip info" id="restored" {
                (icon("undo-2"))
                span { (locale.with("form-draft-of", &[("when", (&locale.date_and_clock(at)).into())])) }
                a class="link" href={ (fresh) (of) } data-discard=(guard) { (locale.t("form-draft-discard")) }
            }
        }
    }
}

fn first_level(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Markup {
    let (locale, draft) = (fields.locale, sheet.draft);
    let kind = if draft.is_company() { Kind::Company } else { Kind::Person };
    html! {
        fieldset id="kind" {
            legend { (locale.t("customer-kind")) }
            div class="row kinds" {
                @for one in Kind::ALL {
                    label class="check" {
                        input type="radio" name="kind" value=(one.as_str()) checked[*one == kind];
                        span { (locale.t(&format!("form-kind-{}", one.as_str()))) }
                    }
                }
            }
            (contested(sheet, "kind"))
            div class="row for-person" {
                (fields.text(Field { autofocus: draft.more.is_empty() && kind == Kind::Person, ..line(draft, "given_name") }))
                (fields.text(line(draft, "family_name")))
            }
            (contested(sheet, "given_name")) (contested(sheet, "family_name"))
            div class="for-company" {
                (fields.text(Field { autofocus: draft.more.is_empty() && kind == Kind::Company, ..line(draft, "name") }))
            }
            (contested(sheet, "name"))
        }
        (fields_view::identifiers(fields, draft, IdentifierKind::Phone))
        (contested(sheet, "phones"))
        (fields_view::identifiers(fields, draft, IdentifierKind::Email))
        (contested(sheet, "emails"))
        (fields_view::labels(locale))
        (duplicates::place())
        div class="for-person" { (company(fields, draft, sheet.lists, false)) (contested(sheet, "company_id")) }
        (controls::sets(fields, &sheet.lists.definitions, &draft.defined()))
        @if sheet.lists.definitions.live().next().is_some() { (contested(sheet, "fields")) }
    }
}

/// The company by its name. Where several have it, they are told apart by their cities.
pub fn company(fields: &Fields<'_>, draft: &Draft, lists: &Lists, autofocus: bool) -> Markup {
    html! {
        (fields.text(Field { autofocus, ..line(draft, "company_id") }))
        datalist id="companies" { @for name in &lists.companies { option value=(name) {} } }
        @if lists.namesakes.is_empty() {
            input type="hidden" name="company_id" value=(draft.company_id);
        } @else {
            fieldset class="namesakes" {
                legend { (fields.locale.t("form-company-which")) }
                @for one in &lists.namesakes {
                    label class="check" {
                        input type="radio" name="company_id" value=(one.company.id);
                        span { (one.company.name) @if let Some(city) = &one.city { ", " (city) } }
                    }
                }
            }
        }
    }
}

/// Everything else. A field stays where it is whatever is filled in: a page that is swapped must not move what one
/// is typing in. Folded away until it is wanted, is filled or is at fault.
fn second_level(sheet: &Sheet<'_>, fields: &Fields<'_>) -> Markup {
    let (locale, draft) = (fields.locale, sheet.draft);
    let inside = html! {
        fieldset class="for-person" id="work" {
            legend { (locale.t("form-part-work")) }
            div class="row" {
                (fields.text(line(draft, "job_title")))
                (fields.text(line(draft, "department")))
            }
            (contested(sheet, "job_title")) (contested(sheet, "department"))
        }
        fieldset id="personal" {
            legend { (locale.t("form-part-personal")) }
            div class="row" {
                div class="for-person" {
                    (fields.text(line(draft, "birth_date")))
                }
                (fields.text(line(draft, "language")))
            }
            div class="for-person" { (fields.text(line(draft, "own_name"))) }
            (languages(locale))
            (contested(sheet, "birth_date")) (contested(sheet, "language"))
        }
        (fields_view::identifiers(fields, draft, IdentifierKind::Handle)) (contested(sheet, "handles"))
        (fields_view::addresses(fields, draft)) (contested(sheet, "addresses"))
        (fields_view::national_ids(fields, draft)) (contested(sheet, "national_ids"))
        (fields_view::tags(fields, draft, false)) (contested(sheet, "tags"))
        fieldset id="care" {
            legend { (locale.t("form-part-care")) }
            @if sheet.visitor.may(Feature::ActionsOwner) {
                (owner(fields, draft, sheet.lists, false))
                (contested(sheet, "owner"))
            }
            @if sheet.visitor.may(Feature::ActionsVip) {
                label class="check" {
                    input type="checkbox" name="vip" value="1" checked[!draft.vip.is_empty()];
                    span { (locale.t("form-vip")) }
                    span class="hint" { (locale.t("form-vip-hint")) }
                }
                (contested(sheet, "vip"))
            }
            @if sheet.visitor.author.as_ref().is_some_and(super::may_pin) {
                (fields.area(Field { name: "pinned_note", id: "pinned-note", label: "form-pinned-note", value: &draft.pinned_note, hint: "form-pinned-note-hint", ..Field::default() }, 3, Some(PINNED)))
                (contested(sheet, "pinned_note"))
            }
        }
        (fields_view::own_fields(fields, draft))
        @if sheet.lists.definitions.live().next().is_none() { (contested(sheet, "fields")) }
    };
    let refused = !sheet.faults.is_empty() || !sheet.theirs.members.is_empty() || !draft.more.is_empty();
    let open = refused || is_detailed(draft);
    html! {
        details class="more-fields" id="more-fields" open[open] {
            summary class="button bare" { (icon("chevron-right")) (locale.t("form-more-fields")) }
            div class="more-body" { (inside) }
        }
    }
}

/// Whether anything is filled that is folded away otherwise.
fn is_detailed(draft: &Draft) -> bool {
    let texts = [
        &draft.department,
        &draft.job_title,
        &draft.birth_date,
        &draft.language,
        &draft.own_name,
        &draft.owner,
        &draft.vip,
        &draft.pinned_note,
    ];
    let lists = [
        &draft.address_street,
        &draft.address_city,
        &draft.address_country,
        &draft.national_value,
        &draft.tag,
        &draft.field_key,
        &draft.handle_value,
    ];
    texts.iter().any(|text| !text.is_empty()) || lists.iter().any(|list| !list.is_empty())
}

/// The account manager: agents who can be it, and whoever is it now.
pub fn owner(fields: &Fields<'_>, draft: &Draft, lists: &Lists, autofocus: bool) -> Markup {
    let mut owners = vec![(String::new(), fields.locale.t("form-owner-none"))];
    let can = |agent: &&Agent| agent.state != AgentState::Disabled || agent.login == draft.owner;
    let mut agents: Vec<&Agent> = lists.agents.iter().filter(can).collect();
    agents.sort_by_key(|agent| fold(&agent.name));
    owners.extend(agents.iter().map(|agent| (agent.login.clone(), agent.name.clone())));
    if !owners.iter().any(|(login, _)| *login == draft.owner) {
        owners.push((draft.owner.clone(), draft.owner.clone()));
    }
    fields.select(Field { autofocus, ..line(draft, "owner") }, &owners)
}

/// What others changed meanwhile: who, when, and each member as it is now.
fn stale(sheet: &Sheet<'_>, guard: &str, action: &str) -> Markup {
    let (locale, theirs) = (&sheet.visitor.locale, sheet.theirs);
    let Some(customer) = sheet.customer else { return html! {} };
    if theirs.members.is_empty() && theirs.at.is_none() {
        return html! {};
    }
    let by = if theirs.by.is_empty() { locale.t("conflict-somebody") } else { theirs.by.join(", ") };
    let count = i64::try_from(theirs.members.len()).unwrap_or(i64::MAX);
    let when = theirs.at.map(|at| locale.when_in_words(at)).unwrap_or_default();
    html! {
        div class="errors conflict" role="alert" id="conflict" {
            (icon("git-compare"))
            div {
                p { b { (locale.with("conflict-title", &[("by", (&by).into()), ("n", count.into()), ("when", (&when).into())])) } }
                p { (locale.t(if theirs.members.iter().any(|one| one.contested) { "conflict-contested" } else { "conflict-taken" })) }
                ul {
                    @for member in &theirs.members {
                        li {
                            (locale.t(&format!("member-{}", member.name))) ": "
                            b { (said(sheet, customer, member, &member.now)) }
                            @if let Some(before) = member.before.as_ref().filter(|_| member.name != "company_id") {
                                " (" (locale.t("conflict-before")) " " (said(sheet, customer, member, before)) ")"
                            }
                            @if member.contested && member.name != "company_id" {
                                ", " (locale.t("conflict-mine")) " " (said(sheet, customer, member, &member.mine))
                            }
                        }
                    }
                }
                p class="acts" {
                    button class="button" { (locale.t("conflict-keep")) }
                    a class="button" href={ (action) "/edit?fresh=true" @if let Some(one) = sheet.interaction { "&interaction_id=" (one.id) } } data-discard=(guard) { (locale.t("conflict-load")) }
                }
            }
            input type="hidden" name="since" value=(theirs.since);
        }
    }
}

/// Theirs, under the field in which the typist wrote something else.
fn contested(sheet: &Sheet<'_>, member: &str) -> Markup {
    let locale = &sheet.visitor.locale;
    html! {
        @if let (Some(one), Some(customer)) = (sheet.theirs.contested(member), sheet.customer) {
            p class="theirs" id={ "theirs-" (member) } {
                (icon_of("icon small", "git-compare"))
                span { (locale.t("conflict-theirs")) " " b { (said(sheet, customer, one, &one.now)) } }
                button class="button bare" name="take" value=(member) formnovalidate { (locale.t("conflict-take")) }
            }
        }
    }
}

/// A member in words.
fn said(sheet: &Sheet<'_>, customer: &Customer, member: &Member, value: &Value) -> String {
    let (locale, definitions) = (&sheet.visitor.locale, &sheet.lists.definitions);
    let names: Names = customer.company.iter().map(|company| (company.id, company.name.clone())).collect();
    let text = said::value(locale, definitions, &names, &member.name, value);
    if text.is_empty() { locale.t("conflict-nothing") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Locale;

    /// The form of a new customer with every kind of row in it.
    fn shown(faults: &Faults) -> String {
        let locale = Locale {
            language: crate::language::Language::English,
            zone: jiff::tz::TimeZone::UTC,
            home: "SE".parse().unwrap(),
            now: Time::from_micros(0),
        };
        let visitor = Visitor { author: None, session: None, locale, nonce: String::new() };
        let field = crate::fields::Field::example();
        let chosen = crate::fields::Field {
            key: "y".to_owned(),
            kind: crate::fields::Kind::Choices,
            choices: vec!["A".to_owned()],
            ..field.clone()
        };
        let fields = vec![field.clone(), chosen];
        let headed = crate::fields::definitions::Headed { set: field.set, name: "Set".to_owned(), fields };
        let definitions = Definitions(vec![headed]);
        let lists = Lists { agents: Vec::new(), companies: Vec::new(), namesakes: Vec::new(), definitions };
        let (draft, theirs) = (Draft::default(), Theirs::default());
        form(&Sheet {
            visitor: &visitor,
            customer: None,
            interaction: None,
            draft: &draft,
            faults,
            theirs: &theirs,
            lists: &lists,
            others: &[],
            kept: None,
        })
        .into_string()
    }

    #[test]
    fn every_field_of_the_form_is_read() {
        let page = shown(&Faults::default());
        let names: Vec<&str> =
            page.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(names.len() > 35, "{names:?}");
        for name in names {
            let read: Draft = serde_html_form::from_str(&format!("{name}=1")).unwrap();
            assert!(read != Draft::default(), "{name} is in the form and nowhere else");
        }
    }

    #[test]
    fn the_first_field_at_fault_takes_the_focus_and_what_is_folded_away_is_shown() {
        let fault = |field: &str| crate::error::FieldError::new(field, "invalid-empty");
        let page =
            shown(&Faults(vec![fault("addresses[0].city"), fault("phones[0].value"), fault("elsewhere")]));
        let focused: Vec<&str> = page.split("<input").filter(|input| input.contains(" autofocus")).collect();
        assert!(focused.len() == 1 && focused[0].contains("id=\"phone-0\""), "{focused:?}");
        assert!(page.contains("id=\"more-fields\" open"));
        assert_eq!(page.matches("role=\"alert\"").count(), 1);
    }
}
