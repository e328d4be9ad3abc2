//! A customer as they are compared with others.

use linkage::{Phone, Record};

use crate::customers::{Address, Customer, CustomerInput, Kind, NationalId};
use crate::identifiers::{Identifier, IdentifierKind};

/// What is compared of a stored customer.
pub fn of(customer: &Customer) -> Record {
    Record {
        kind: kind(customer.kind),
        given_name: customer.given_name.clone(),
        family_name: customer.family_name.clone(),
        // What stands for the name of somebody who has none is their number, which is compared as such.
        name: customer.own_name.clone(),
        birth_date: customer.birth_date.clone(),
        phones: customer.of_kind(IdentifierKind::Phone).map(|one| phone(&one.identifier)).collect(),
        emails: customer.of_kind(IdentifierKind::Email).map(|one| one.identifier.value.clone()).collect(),
        national_ids: customer.national_ids.iter().map(national_id).collect(),
        addresses: customer.addresses.iter().map(address).collect(),
        company: customer.company.as_ref().map(|company| company.name.clone()),
    }
}

/// What is compared of somebody who is being typed; what is not whole yet is left out.
pub fn of_input(input: &CustomerInput, home: telephone::Country) -> Record {
    let read = |kind: IdentifierKind, list: &Option<Vec<crate::identifiers::LabelledValue>>| {
        list.iter()
            .flatten()
            .filter_map(|one| Identifier::read(kind, &one.value, home).ok())
            .collect::<Vec<_>>()
    };
    Record {
        kind: kind(input.kind.unwrap_or(Kind::Person)),
        given_name: input.given_name.clone(),
        family_name: input.family_name.clone(),
        name: input.name.clone(),
        birth_date: input.birth_date.clone(),
        phones: read(IdentifierKind::Phone, &input.phones).iter().map(phone).collect(),
        emails: read(IdentifierKind::Email, &input.emails).into_iter().map(|one| one.value).collect(),
        national_ids: input.national_ids.iter().flatten().map(national_id).collect(),
        addresses: input.addresses.iter().flatten().map(address).collect(),
        company: None,
    }
}

fn address(one: &Address) -> linkage::Address {
    linkage::Address {
        street: one.street.clone(),
        postal_code: one.postal_code.clone(),
        city: one.city.clone(),
        region: one.region.clone(),
        country: one.country.clone(),
    }
}

fn national_id(one: &NationalId) -> (String, String) {
    (one.kind.clone(), one.value.clone())
}

fn kind(kind: Kind) -> linkage::Kind {
    match kind {
        Kind::Person => linkage::Kind::Person,
        Kind::Company => linkage::Kind::Company,
    }
}

/// An extension of a switchboard tells people apart: it is a part of the number.
fn phone(identifier: &Identifier) -> Phone {
    match &identifier.extension {
        Some(extension) => Phone { number: format!("{}{extension}", identifier.value), mobile: false },
        None => Phone {
            number: identifier.value.clone(),
            mobile: telephone::kind_of(&identifier.value) == telephone::Kind::Mobile,
        },
    }
}
