//! The fields of a customer's form that hold one value each, by the member of the customer that they stand for.

use maud::{Markup, html};

use super::draft::Draft;
use super::draft_names::LANGUAGES;
use crate::http::fields::Field;
use crate::language::Locale;

/// The field of a member, with what is typed into it.
pub fn line<'a>(draft: &'a Draft, member: &str) -> Field<'a> {
    let blank = Field::default();
    match member {
        "given_name" => Field {
            name: "given_name",
            id: "given-name",
            label: "form-given-name",
            value: &draft.given_name,
            ..blank
        },
        "family_name" => Field {
            name: "family_name",
            id: "family-name",
            label: "form-family-name",
            value: &draft.family_name,
            ..blank
        },
        "name" => Field { name: "name", label: "form-company-name", value: &draft.name, ..blank },
        "own_name" => Field {
            name: "own_name",
            id: "own-name",
            label: "form-own-name",
            value: &draft.own_name,
            hint: "form-own-name-hint",
            ..blank
        },
        "company_id" => Field {
            name: "company",
            member: "company_id",
            label: "form-company",
            value: &draft.company,
            list: "companies",
            hint: "form-company-hint",
            placeholder: "form-company-placeholder",
            ..blank
        },
        "department" => {
            Field { name: "department", label: "form-department", value: &draft.department, ..blank }
        }
        "job_title" => Field {
            name: "job_title",
            id: "job-title",
            label: "form-job-title",
            value: &draft.job_title,
            ..blank
        },
        "birth_date" => Field {
            name: "birth_date",
            id: "birth-date",
            label: "form-birth-date",
            value: &draft.birth_date,
            kind: "date",
            class: "figures",
            ..blank
        },
        "language" => Field {
            name: "language",
            label: "customer-language",
            value: &draft.language,
            list: "languages",
            hint: "customer-language-hint",
            ..blank
        },
        "owner" => Field {
            name: "owner",
            label: "form-owner",
            value: &draft.owner,
            hint: "form-owner-hint",
            ..blank
        },
        _ => blank,
    }
}

/// Languages that are suggested, by their codes.
pub fn languages(locale: &Locale) -> Markup {
    html! { datalist id="languages" { @for code in LANGUAGES { option value=(code) { (locale.t(&format!("form-language-{code}"))) } } } }
}
