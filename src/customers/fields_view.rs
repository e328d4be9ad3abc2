//! The repeated parts of a customer's form: phones, e-mails, addresses and the like, each with room for one more.

use maud::{Markup, html};

use super::draft::Draft;
use super::draft_names::{self as names, ADDRESS_KINDS, NATIONAL_KINDS};
use super::draft_rows::Row;
use crate::card::reasons::{self, KNOWN_LABELS};
use crate::http::fields::{Field, Fields};
use crate::http::layout::icon_of;
use crate::identifiers::IdentifierKind;
use crate::language::Locale;

/// The words of a kind of identifier: `(member, field, legend, label, remove, more)`.
struct Words {
    member: &'static str,
    field: &'static str,
    legend: &'static str,
    label: &'static str,
    remove: &'static str,
    more: &'static str,
}

fn words(kind: IdentifierKind) -> Words {
    match kind {
        IdentifierKind::Phone => Words {
            member: "phones",
            field: "phone",
            legend: "form-phones",
            label: "form-phone-number",
            remove: "form-phone-remove",
            more: "form-phone-more",
        },
        IdentifierKind::Email => Words {
            member: "emails",
            field: "email",
            legend: "form-emails",
            label: "form-email-address",
            remove: "form-email-remove",
            more: "form-email-more",
        },
        IdentifierKind::Handle => Words {
            member: "handles",
            field: "handle",
            legend: "form-handles",
            label: "form-handle",
            remove: "form-handle-remove",
            more: "form-handle-more",
        },
    }
}

fn number(index: usize) -> Option<i64> {
    i64::try_from(index + 1).ok()
}

/// A tick that looks like a bin: the row goes when the form is saved, and comes back when it is pressed again.
fn bin(locale: &Locale, name: &str, index: usize, label: &str, dropped: bool) -> Markup {
    let label = format!("{} {}", locale.t(label), index + 1);
    html! {
        label class="icon-button bin" title=(label) {
            input class="sr" type="checkbox" name=(name) value=(index) checked[dropped] aria-label=(label);
            (icon_of("icon", "trash-2"))
        }
    }
}

/// Shows the form again with room for one more; it is saved by the other button.
fn one_more(locale: &Locale, what: &str, key: &str) -> Markup {
    html! {
        button class="button bare" name="more" value=(what) formnovalidate { (icon_of("icon", "plus")) (locale.t(key)) }
    }
}

/// Index of the row that takes the focus after "another one".
fn asked(draft: &Draft, what: &str, index: usize, count: usize) -> bool {
    draft.more == what && index + 1 == count
}

/// Phones, e-mails or handles; the last row is empty.
pub fn identifiers(fields: &Fields<'_>, draft: &Draft, kind: IdentifierKind) -> Markup {
    let locale = fields.locale;
    let Words { member, field, legend, more, .. } = words(kind);
    let mut rows = draft.rows(kind);
    if rows.last().is_none_or(|last| !last.value.is_empty() || !last.label.is_empty()) || draft.more == field
    {
        rows.push(Row { index: rows.len(), told: true, ..Row::default() });
    }
    let count = rows.len();
    html! {
        fieldset id=(member) {
            legend { (locale.t(legend)) }
            @for row in rows {
                @let autofocus = asked(draft, field, row.index, count);
                (identifier(fields, &row, kind, autofocus))
            }
            (one_more(locale, field, more))
        }
    }
}

/// One of them.
pub fn identifier(fields: &Fields<'_>, row: &Row<'_>, kind: IdentifierKind, autofocus: bool) -> Markup {
    let Words { member, field, label, remove, .. } = words(kind);
    let (index, locale) = (row.index, fields.locale);
    html! {
        div class="many-row" {
            (fields.text(Field {
                name: &format!("{field}_value"), id: &format!("{field}-{index}"), member: &format!("{member}[{index}].value"), label,
                number: number(index), value: row.value, class: "figures", inputmode: mode(kind), autofocus, ..Field::default()
            }))
            (fields.text(Field {
                name: &format!("{field}_label"), id: &format!("{field}-{index}-label"), member: &format!("{member}[{index}].label"),
                label: "form-identifier-label", number: number(index), value: row.label, list: "labels", ..Field::default()
            }))
            (bin(locale, &format!("{field}_drop"), index, remove, row.dropped))
            (flags(fields, member, field, row))
        }
    }
}

/// What holds of an identifier beside what it is; open where something does.
fn flags(fields: &Fields<'_>, member: &str, field: &str, row: &Row<'_>) -> Markup {
    let (locale, index) = (fields.locale, row.index);
    let tick = |name: &str, label: &str, hint: &str, ticked: bool| {
        html! {
            label class="check" {
                input type="checkbox" name={ (field) "_" (name) } value=(index) checked[ticked];
                span { (locale.t(label)) }
                span class="hint" { (locale.t(hint)) }
            }
        }
    };
    let day = |name: &str, label: &str, value: &str| {
        fields.text(Field {
            name: &format!("{field}_{name}"),
            id: &format!("{field}-{index}-{name}"),
            member: &format!("{member}[{index}].{name}"),
            label,
            value,
            kind: "date",
            class: "figures",
            ..Field::default()
        })
    };
    let body = html! {
        div class="more-body" {
            (tick("invalid", "form-invalid", "form-invalid-hint", row.invalid))
            (tick("quiet", "form-do-not-contact", "form-do-not-contact-hint", row.quiet))
            div class="row" { (day("from", "form-theirs-from", row.from)) (day("to", "form-theirs-to", row.to)) }
        }
    };
    let at_fault = body.0.contains("aria-invalid");
    let holds = row.invalid || row.quiet || !row.from.is_empty() || !row.to.is_empty();
    html! {
        // A new row has nothing to be said of yet, and says so, so that the rows stay in step.
        @if row.value.is_empty() {
            input type="hidden" name={ (field) "_from" } value="";
            input type="hidden" name={ (field) "_to" } value="";
        } @else {
            details class="more-fields flags" open[holds || at_fault] {
                summary class="button bare small" { (icon_of("icon small", "chevron-right")) (locale.t("form-flags")) span class="sr" { " " (row.value) } }
                (body)
            }
        }
    }
}

fn mode(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Phone => "tel",
        IdentifierKind::Email => "email",
        IdentifierKind::Handle => "text",
    }
}

/// Labels that are suggested for phones and e-mails.
pub fn labels(locale: &Locale) -> Markup {
    html! { datalist id="labels" { @for label in KNOWN_LABELS { option value=(reasons::label(locale, label)) {} } } }
}

/// Postal addresses; the last one is empty.
pub fn addresses(fields: &Fields<'_>, draft: &Draft) -> Markup {
    let locale = fields.locale;
    let mut count = draft.address_count();
    let is_empty = |index| draft.address(index) == super::Address::default();
    if count == 0 || !is_empty(count - 1) || draft.more == "address" {
        count += 1;
    }
    html! {
        fieldset id="addresses" {
            legend { (locale.t("form-addresses")) }
            @for index in 0..count {
                @let autofocus = asked(draft, "address", index, count);
                (address(fields, draft, index, autofocus))
            }
            (address_kinds(locale))
            (one_more(locale, "address", "form-address-more"))
        }
    }
}

/// One of them.
pub fn address(fields: &Fields<'_>, draft: &Draft, index: usize, autofocus: bool) -> Markup {
    let (locale, address) = (fields.locale, draft.address(index));
    let line = |part: &str, label: &str, value: &Option<String>, list: &str, autofocus: bool| {
        fields.text(Field {
            name: &format!("address_{part}"),
            id: &format!("address-{index}-{}", part.replace('_', "-")),
            member: &format!("addresses[{index}].{part}"),
            label,
            number: number(index),
            value: value.as_deref().unwrap_or_default(),
            list,
            autofocus,
            ..Field::default()
        })
    };
    html! {
        div class="address" role="group" aria-label={ (locale.t("form-address")) " " (index + 1) } {
            div class="many-row" {
                (line("street", "form-street", &address.street, "", autofocus))
                (line("kind", "form-address-kind", &address.kind, "address-kinds", false))
                (bin(locale, "address_drop", index, "form-address-remove", draft.is_address_dropped(index)))
            }
            div class="row" {
                (line("postal_code", "form-postal-code", &address.postal_code, "", false))
                (line("city", "form-city", &address.city, "", false))
            }
            div class="row" {
                (line("region", "form-region", &address.region, "", false))
                (line("country", "form-country", &address.country, "", false))
            }
        }
    }
}

/// Kinds of addresses that are suggested.
pub fn address_kinds(locale: &Locale) -> Markup {
    html! { datalist id="address-kinds" { @for kind in ADDRESS_KINDS { option value=(names::address_kind(locale, kind)) {} } } }
}

/// Two columns of text: what it is, and its value. The last row is empty.
struct Pairs<'a> {
    id: &'static str,
    legend: &'static str,
    hint: &'static str,
    name: (&'static str, &'static str),
    label: (&'static str, &'static str),
    rows: (&'a [String], &'a [String]),
    list: &'static str,
    more: (&'static str, &'static str),
}

fn pairs(
    fields: &Fields<'_>,
    draft: &Draft,
    of: &Pairs<'_>,
    member: impl Fn(usize, bool) -> String,
) -> Markup {
    let locale = fields.locale;
    let text = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
    let mut count = of.rows.0.len().max(of.rows.1.len());
    let is_empty =
        |index: usize| text(of.rows.0, index).trim().is_empty() && text(of.rows.1, index).trim().is_empty();
    if count == 0 || !is_empty(count - 1) || draft.more == of.more.0 {
        count += 1;
    }
    html! {
        fieldset id=(of.id) {
            legend { (locale.t(of.legend)) }
            @if !of.hint.is_empty() { p class="hint quiet" { (locale.t(of.hint)) } }
            @for index in 0..count {
                div class="row pair" {
                    (fields.text(Field {
                        name: of.name.0, id: &format!("{}-{index}-kind", of.id), member: &member(index, true), label: of.label.0,
                        number: number(index), value: &text(of.rows.0, index), list: of.list,
                        autofocus: asked(draft, of.more.0, index, count), ..Field::default()
                    }))
                    (fields.text(Field {
                        name: of.name.1, id: &format!("{}-{index}-value", of.id), member: &member(index, false), label: of.label.1,
                        number: number(index), value: &text(of.rows.1, index), class: "figures", ..Field::default()
                    }))
                }
            }
            (one_more(locale, of.more.0, of.more.1))
        }
    }
}

pub fn national_ids(fields: &Fields<'_>, draft: &Draft) -> Markup {
    let of = Pairs {
        id: "national-ids",
        legend: "form-national-ids",
        hint: "",
        name: ("national_kind", "national_value"),
        label: ("form-national-kind", "form-national-value"),
        rows: (&draft.national_kind, &draft.national_value),
        list: "national-kinds",
        more: ("national", "form-national-more"),
    };
    html! {
        (pairs(fields, draft, &of, |index, kind| format!("national_ids[{index}].{}", if kind { "kind" } else { "value" })))
        datalist id="national-kinds" { @for kind in NATIONAL_KINDS { option value=(kind) {} } }
    }
}

pub fn own_fields(fields: &Fields<'_>, draft: &Draft) -> Markup {
    let of = Pairs {
        id: "own-fields",
        legend: "form-own-fields",
        hint: "form-own-fields-hint",
        name: ("field_key", "field_value"),
        label: ("form-field-key", "form-field-value"),
        rows: (&draft.field_key, &draft.field_value),
        list: "",
        more: ("field", "form-field-more"),
    };
    // A fault names the field as a whole: it stands at its key.
    pairs(fields, draft, &of, |index, key| if key { format!("fields[{index}]") } else { "-".to_owned() })
}

/// Tags, one in each small field; the last one is empty.
pub fn tags(fields: &Fields<'_>, draft: &Draft, autofocus: bool) -> Markup {
    let locale = fields.locale;
    let mut tags: Vec<&str> = draft.tag.iter().map(|tag| tag.trim()).collect();
    if tags.last().is_none_or(|last| !last.is_empty()) || draft.more == "tag" {
        tags.push("");
    }
    let count = tags.len();
    html! {
        fieldset id="tags" {
            legend { (locale.t("form-tags")) }
            div class="tag-fields" {
                @for (index, tag) in tags.into_iter().enumerate() {
                    (fields.text(Field {
                        name: "tag", id: &format!("tag-{index}"), member: &format!("tags[{index}]"), label: "form-tag",
                        number: number(index), value: tag, autofocus: asked(draft, "tag", index, count) || (autofocus && index + 1 == count), ..Field::default()
                    }))
                }
            }
            (one_more(locale, "tag", "form-tag-more"))
        }
    }
}
