//! What the headings of other products mean.
//!
//! A heading is matched folded: case, accents, punctuation and spaces do not count (see `fold`). Words that
//! are labels (`Business`, `privat`, `służbowy`) and numbers are taken out of it first if it is not known as
//! a whole, so that one entry here, `phone`, stands for `Business Phone 2` and `Phone (home)` alike.
//!
//! Sources of the real names: exports of Google Contacts in both of its formats; Outlook's English, German
//! and Polish exports (`Telefon geschäftlich 2`, `Adres służbowy - kod pocztowy`) as programs that read them
//! list them; Outlook's Swedish words as its contact form and admin pages have them (`Telefon, arbete`);
//! Thunderbird's English and German exports (`Mobil-Tel.-Nr.`, `Privat: PLZ`). Those of HubSpot, Zammad, Zendesk
//! and Chatwoot are the usual names of their members, not yet compared with a file of each.
//!
//! Invariant: no entry stands in two lists.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::Field;
use crate::fold::fold;

/// What a heading stands for, before its label and number are looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// A value.
    Of(Field, Option<&'static str>),
    /// More of the value in the column before, joined with a space or comma: middle name, second line.
    More(Field),
    /// Year or month of birth: 0, 1. The day is headed `Birth Day`, as a whole date is too.
    Birth(usize),
    /// Known, and not for us: somebody else's number, a date of no use.
    Nothing,
}

use Meaning::{Birth, More, Nothing, Of};

#[rustfmt::skip]
const HEADINGS: &[(Meaning, &[&str])] = &[
    (Of(Field::Ref, None), &["ref", "reference", "id", "record id", "external id", "externalid", "identifier", "customer number",
        "customer id", "customer no", "contact id", "user id", "uid", "kundnummer", "kund id", "kundnr", "Kundennummer", "Kunden-Nr.", "numer klienta", "nr klienta",
        "id klienta"]),
    (Of(Field::Kind, None), &["kind", "customer type", "kundtyp", "kundentyp", "typ klienta"]),
    (Of(Field::GivenName, None), &["given name", "first name", "firstname", "forename", "Vorname", "Vornamen", "förnamn", "tilltalsnamn", "imię", "imiona"]),
    (More(Field::GivenName), &["middle name", "additional name", "mellannamn", "Weitere Vornamen", "zweiter Vorname", "drugie imię"]),
    (Of(Field::FamilyName, None), &["family name", "last name", "lastname", "surname", "Nachname", "Familienname", "Zuname", "efternamn", "nazwisko"]),
    (Of(Field::Name, None), &["name", "full name", "fullname", "display name", "contact name", "customer name", "namn", "visningsnamn", "fullständigt namn",
        "kundnamn", "Anzeigename", "vollständiger Name", "Kundenname", "Kontaktname", "nazwa", "imię i nazwisko", "nazwa wyświetlana", "nazwa klienta",
        "pełna nazwa"]),
    (Of(Field::Company, None), &["company", "company name", "organization", "organisation", "organization name", "employer", "account name", "associated company",
        "associated company name", "företag", "företagsnamn", "firma", "organisationsnamn", "bolag", "Unternehmen", "Firmenname", "Organisationsname", "nazwa firmy",
        "przedsiębiorstwo", "organizacja"]),
    (Of(Field::Department, None), &["department", "organization department", "avdelning", "Abteilung", "dział", "wydział"]),
    (Of(Field::JobTitle, None), &["job title", "jobtitle", "position", "role title", "organization title", "befattning", "jobbtitel", "yrkestitel", "Funktion", "Stelle",
        "Berufsbezeichnung", "stanowisko"]),
    (Of(Field::BirthDate, None), &["birth date", "birthdate", "birthday", "date of birth", "dob", "födelsedatum", "födelsedag", "Geburtstag", "Geburtsdatum",
        "data urodzenia", "urodziny"]),
    (Birth(0), &["birth year", "Geburtsjahr", "födelseår", "rok urodzenia"]),
    (Birth(1), &["birth month", "Geburtsmonat", "födelsemånad", "miesiąc urodzenia"]),
    (Of(Field::Language, None), &["language", "preferred language", "locale", "språk", "Sprache", "język"]),
    (Of(Field::Phone, None), &["phone", "phone number", "phonenumber", "telephone", "telephone number", "tel", "tel no", "phone value", "primary phone",
        "telefon", "telefonnummer", "telefonnr", "tfn", "Tel. Nr.", "Telefon-Nr.", "Rufnummer", "numer telefonu", "nr telefonu", "nr tel", "Haupttelefon",
        "Telefon podstawowy", "weiteres Telefon", "direct phone", "switchboard", "växel"]),
    (Of(Field::Phone, Some("mobile")), &["mobile", "mobile phone", "mobile number", "mobile phone number", "cell", "cell phone", "cellphone", "mobil", "mobilnummer",
        "mobiltelefon", "mobiltelefonnummer", "mobilnr", "Mobil-Tel.-Nr.", "Handy", "Handynummer", "Mobilfunk", "Mobilfunknummer", "telefon komórkowy", "komórka",
        "numer komórki", "numer komórkowy", "tel. kom.", "radio phone", "mobil telefon"]),
    (Of(Field::Phone, Some("work")), &["Tel. dienstlich", "direktnummer", "arbetstelefon", "jobbtelefon", "Diensttelefon", "Geschäftstelefon", "telefon do pracy",
        "telefon w pracy"]),
    (Of(Field::Phone, Some("home")), &["hemtelefon", "bostadstelefon", "Privattelefon", "Tel. privat", "telefon hemma"]),
    (Of(Field::Phone, Some("main")), &["company main phone", "main phone", "Telefon Firma", "företagets huvudnummer", "företagstelefon", "huvudtelefon",
        "Główny telefon do firmy", "company phone"]),
    (Of(Field::Phone, Some("fax")), &["fax", "fax number", "faxnummer", "Fax-Nummer", "telefax", "Faxnr", "faks", "numer faksu", "fax phone"]),
    (Of(Field::Phone, Some("pager")), &["pager", "pager number", "Pager-Nummer", "personsökare"]),
    (Of(Field::Phone, Some("car")), &["car phone", "Autotelefon", "biltelefon", "telefon w samochodzie"]),
    (Of(Field::Email, None), &["email", "e-mail", "mail", "email address", "e-mail address", "e-mail value", "primary email", "secondary email", "additional email",
        "email primary", "work email", "e-post", "e-postadress", "epostadress", "mejl", "mejladress", "mailadress", "E-Mail-Adresse", "Mailadresse", "E-Mail Adresse",
        "Primäre E-Mail-Adresse", "Sekundäre E-Mail-Adresse", "adres e-mail", "adres email", "poczta", "poczta elektroniczna", "e-post adress", "adres poczty elektronicznej",
        "primär e-postadress", "alternativ e-postadress"]),
    (Of(Field::Handle, None), &["handle", "social handle", "twitter", "twitter handle"]),
    (Of(Field::VisaviId, None), &["visavi id"]),
    (Of(Field::CompanyRef, None), &["company ref", "organization external id"]),
    (Of(Field::Street, None), &["street", "street address", "address", "address street", "address line", "street name", "adress", "gata", "gatuadress", "postadress",
        "utdelningsadress", "besöksadress", "Straße", "Strasse", "Adresse", "Anschrift", "Straße und Hausnummer", "Straße Nr", "ulica", "adres", "adres ulica",
        "ulica i numer", "mailing street"]),
    (More(Field::Street), &["address extended address", "extended address", "street address line", "Adresszusatz", "Adresse Zusatz", "c/o", "co adress"]),
    (Of(Field::PostalCode, None), &["postal code", "postalcode", "zip", "zip code", "zipcode", "postcode", "zip postal code", "address postal code", "address zip",
        "postnummer", "postnr", "PLZ", "Postleitzahl", "kod pocztowy", "adres kod pocztowy", "kod", "mailing zip", "adress postnummer"]),
    (Of(Field::City, None), &["city", "town", "address city", "locality", "ort", "stad", "postort", "Stadt", "Wohnort", "miasto", "miejscowość", "adres miejscowość",
        "adres miasto", "mailing city", "adress ort"]),
    (Of(Field::Region, None), &["region", "state", "province", "county", "state region", "state province", "address region", "address state", "län", "landskap",
        "delstat", "Bundesland", "Bundesland/Kanton", "Kanton", "województwo", "adres województwo", "mailing state", "delstat provins", "weiteres/r Bundesland/Kanton"]),
    (Of(Field::Country, None), &["country", "country region", "country code", "address country", "land", "land/region", "Land/Region", "kraj", "kraj/region",
        "adres kraj/region", "adres kraj", "państwo", "mailing country", "weiteres/e Land/Region"]),
    (Of(Field::NationalId, None), &["national id", "personal identity number", "government id number", "personnummer", "personnr", "organisationsnummer", "orgnr",
        "PESEL", "NIP", "Regierungsnr.", "Personalausweisnummer", "VAT number", "vat id", "USt-IdNr", "Umsatzsteuer-ID"]),
    (Of(Field::Tag, None), &["tag", "tags", "labels", "label", "categories", "category", "group membership", "etikett", "etiketter", "taggar", "kategori", "kategorier",
        "Kategorien", "Kategorie", "Schlagwort", "Schlagwörter", "Stichwörter", "tagi", "etykiety", "etykieta", "kategoria", "słowa kluczowe"]),
    (Of(Field::Owner, None), &["owner", "contact owner", "account owner", "assigned to", "assignee", "ansvarig", "kundansvarig", "säljare", "handläggare", "Betreuer",
        "Kundenbetreuer", "Ansprechpartner", "Zuständig", "Besitzer", "opiekun", "opiekun klienta", "właściciel"]),
    (Of(Field::Vip, None), &["vip", "is vip"]),
    (Of(Field::Note, None), &["note", "notes", "comment", "comments", "remarks", "description", "pinned note", "details", "anteckning", "anteckningar", "kommentar",
        "kommentarer", "notering", "noteringar", "Notiz", "Notizen", "Bemerkung", "Bemerkungen", "Kommentare", "notatka", "notatki", "uwagi", "uwaga", "komentarz"]),
    (Nothing, &["assistants phone", "Telefon Assistent", "telefon asystenta", "assistentens telefon", "telefon, assistent", "callback", "tty tdd phone", "telex",
        "isdn", "phonetic first name", "phonetic middle name", "phonetic last name", "given name yomi", "family name yomi", "name prefix", "name suffix",
        "other notes", "email type", "E-Mail-Typ", "email display name", "website value", "event value", "relation value", "im service", "im value", "home page",
        "company id", "associated company ids", "organization type", "organization location", "primary"]),
];

/// What a folded heading means as it stands.
pub(crate) fn meaning(folded: &str) -> Option<&'static Meaning> {
    static TABLE: OnceLock<HashMap<String, &'static Meaning>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        HEADINGS
            .iter()
            .flat_map(|(meaning, names)| names.iter().map(move |name| (fold(name), meaning)))
            .collect()
    });
    table.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_heading_means_two_things() {
        let mut seen: HashMap<String, &Meaning> = HashMap::new();
        for (meaning, names) in HEADINGS {
            for name in *names {
                if let Some(other) = seen.insert(fold(name), meaning) {
                    assert_eq!(other, meaning, "{name}");
                }
            }
        }
    }
}
