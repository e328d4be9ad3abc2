//! Why two records may be one, or not: each level that says something, with what it is worth.

use serde::{Deserialize, Serialize};

use crate::compare::{Field, Levels, level};
use crate::model::Model;

/// What speaks for it, or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    GivenNameSame,
    GivenNameForm,
    GivenNameClose,
    GivenNameInitial,
    GivenNameSounds,
    GivenNameOther,
    FamilyNameSame,
    FamilyNameForm,
    FamilyNameClose,
    FamilyNameInitial,
    FamilyNameSounds,
    FamilyNameOther,
    NamesSwapped,
    BirthDateSame,
    BirthDateSlip,
    BirthDateNear,
    BirthYearNear,
    BirthDateOther,
    NationalIdSame,
    NationalIdSlip,
    NationalIdNear,
    NationalIdOther,
    PhoneSame,
    PhoneSlip,
    PhoneOther,
    EmailSame,
    EmailName,
    EmailClose,
    EmailOther,
    StreetSame,
    StreetClose,
    StreetOther,
    HouseSame,
    HouseNear,
    HouseOther,
    PlaceSame,
    PostalCodeSame,
    CitySame,
    PlaceNear,
    PlaceOther,
    CompanySame,
    CompanyOther,
    /// Both are the same as a third one is.
    ThroughAnother,
}

use ReasonCode::*;

/// By field and level.
const CODES: [&[ReasonCode]; 10] = [
    &[GivenNameSame, GivenNameForm, GivenNameClose, GivenNameInitial, GivenNameSounds, GivenNameOther],
    &[FamilyNameSame, FamilyNameForm, FamilyNameClose, FamilyNameInitial, FamilyNameSounds, FamilyNameOther],
    &[BirthDateSame, BirthDateSlip, BirthDateNear, BirthYearNear, BirthDateOther],
    &[NationalIdSame, NationalIdSlip, NationalIdNear, NationalIdOther],
    &[PhoneSame, PhoneSlip, PhoneOther],
    &[EmailSame, EmailName, EmailClose, EmailOther],
    &[StreetSame, StreetClose, StreetOther],
    &[HouseSame, HouseNear, HouseOther],
    &[PlaceSame, PostalCodeSame, CitySame, PlaceNear, PlaceOther],
    &[CompanySame, CompanyOther],
];

impl ReasonCode {
    /// All of them, in their order.
    pub fn all() -> impl Iterator<Item = ReasonCode> {
        CODES.iter().flat_map(|codes| codes.iter().copied()).chain([NamesSwapped, ThroughAnother])
    }

    /// The word for it, as serde writes it.
    pub fn word(self) -> String {
        let mut word = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.extend(letter.to_lowercase());
        }
        word
    }
}

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    /// In bits; below zero it speaks against it. By itself: what people of one household share counts less together.
    pub weight: f64,
    /// How many records have the value that is equal; 0 where none is.
    pub holders: u32,
}

/// The reasons of a comparison, the strongest first.
pub(crate) fn of(model: &Model, levels: &Levels) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = Field::ALL
        .into_iter()
        .filter(|field| levels.get(*field) != level::MISSING)
        .filter_map(|field| {
            let code = *CODES[field as usize].get(usize::from(levels.get(field)) - 1)?;
            let is_equal = levels.get(field) == level::EQUAL && levels.values[field as usize] != 0;
            let holders = if is_equal { model.holders(field, levels.values[field as usize]) } else { 0 };
            Some(Reason { code, weight: model.weight(field, levels), holders })
        })
        .collect();
    if levels.swapped {
        reasons.push(Reason { code: NamesSwapped, weight: 0.0, holders: 0 });
    }
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_word() {
        let mut words: Vec<String> = ReasonCode::all().map(ReasonCode::word).collect();
        assert!(words.contains(&"given_name_same".to_owned()));
        let count = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
