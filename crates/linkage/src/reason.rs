//! Why two records are taken for one, or for two.

use serde::{Deserialize, Serialize};

/// One field's part in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub code: ReasonCode,
    /// Bits of evidence; below 0 it speaks against.
    pub weight: f32,
    /// How many records of the base have the value both share, these two among them; 0 where
    /// nothing is shared or counted.
    pub shared_by: u32,
}

macro_rules! reasons {
    ($($code:ident $word:literal,)*) => {
        /// What was seen; the words are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ReasonCode { $($code,)* }

        impl ReasonCode {
            pub const ALL: &[Self] = &[$(Self::$code,)*];

            /// The word of it, in snake_case.
            pub fn word(self) -> &'static str {
                match self { $(Self::$code => $word,)* }
            }
        }
    };
}

reasons! {
    GivenNameEqual "given_name_equal",
    GivenNameVariant "given_name_variant",
    GivenNameTypo "given_name_typo",
    GivenNameSound "given_name_sound",
    GivenNameInitial "given_name_initial",
    GivenNamePart "given_name_part",
    GivenNameResembles "given_name_resembles",
    GivenNameDiffers "given_name_differs",
    FamilyNameEqual "family_name_equal",
    FamilyNameTypo "family_name_typo",
    FamilyNameSound "family_name_sound",
    FamilyNameInitial "family_name_initial",
    FamilyNamePart "family_name_part",
    FamilyNameResembles "family_name_resembles",
    FamilyNameDiffers "family_name_differs",
    NamesSwapped "names_swapped",
    BirthDateEqual "birth_date_equal",
    BirthDateTransposed "birth_date_transposed",
    BirthDateDigit "birth_date_digit",
    BirthDateNear "birth_date_near",
    BirthDateDiffers "birth_date_differs",
    NationalIdEqual "national_id_equal",
    NationalIdNear "national_id_near",
    NationalIdDiffers "national_id_differs",
    PhoneEqual "phone_equal",
    PhoneNear "phone_near",
    PhoneDiffers "phone_differs",
    EmailEqual "email_equal",
    EmailLocalPart "email_local_part",
    EmailResembles "email_resembles",
    EmailDiffers "email_differs",
    StreetEqual "street_equal",
    StreetTypo "street_typo",
    StreetPart "street_part",
    StreetDiffers "street_differs",
    HouseNumberEqual "house_number_equal",
    HouseNumberNear "house_number_near",
    HouseNumberDiffers "house_number_differs",
    PlaceEqual "place_equal",
    PostalCodeEqual "postal_code_equal",
    CityEqualPostalCodeNear "city_equal_postal_code_near",
    CityEqual "city_equal",
    PostalCodeNear "postal_code_near",
    PlaceDiffers "place_differs",
    CompanyNameEqual "company_name_equal",
    CompanyNameTypo "company_name_typo",
    CompanyNamePart "company_name_part",
    CompanyNameDiffers "company_name_differs",
    EmployerEqual "employer_equal",
    EmployerPart "employer_part",
    EmployerDiffers "employer_differs",
    Household "household",
    ThroughThird "through_third",
}
