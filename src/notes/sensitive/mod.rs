//! What a note seems to hold that should be in none: numbers of payment cards, and words about somebody's health.
//!
//! A warning, never a refusal: it looks at spelling alone. Words are told by their beginnings in English, Swedish, German
//! and Polish at once, since nobody says in which language they write. What each list leaves out on purpose (a pregnant
//! woman is a "ciężarna", a lorry a "ciężarówka") stands in the tests.

mod cards;
mod health;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sensitive {
    /// The number of a payment card.
    Card,
    /// A word about health, as it was written.
    Health(String),
}

/// Everything that a text seems to hold, of each kind the first.
pub fn look(text: &str) -> Vec<Sensitive> {
    let card = cards::are_in(text).then_some(Sensitive::Card);
    card.into_iter().chain(health::find(text).map(Sensitive::Health)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_of_cards_are_told_in_any_spelling() {
        for card in [
            // Numbers that card networks publish for tests.
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "4111\u{a0}1111\u{a0}1111\u{a0}1111",
            "Kort: 5555 5555 5555 4444, giltigt till 09/27",
            "(2223003122003222)",
            "card 378282246310005.",
            "3782 822463 10005",
            "3056 930902 5904",
            "30569309025904",
            "6011 1111 1111 1117",
            "3530111333300000",
            "6200000000000005",
            "4222222222222",
            "6759 6498 2643 8453",
            "Er zahlt mit 12 Raten, 4012 8888 8888 1881 ist die Karte",
        ] {
            assert_eq!(look(card), [Sensitive::Card], "{card}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for other in [
            "",
            "4111 1111 1111 1112",
            "411111111111111",
            "41111111111111111",
            "1234 5678 9012 3452",
            "0000 0000 0000 0000",
            // Phone numbers, as people write them and as machines do.
            "+46 70 174 06 05",
            "+4930231251000",
            "0046 70 174 06 05 eller 08-390 06 10",
            "070-174 06 05, 070-174 06 06, 070-174 06 07",
            "+48 22 390 01 00",
            // Account numbers with letters in front: IBAN.
            "SE45 5000 0000 0583 9825 7466",
            "DE89370400440532013000",
            "PL61 1090 1014 0000 0712 1981 2874",
            // References and orders, identity numbers, dates and sums.
            "N-4111111111111111",
            "crm-4111111111111111",
            "#4111111111111111",
            "ref4111111111111111",
            "4111111111111111a",
            "19850412-1234",
            "80022900000",
            "2026-11-21 14:05 2026-11-22 15:10",
            "1 234 567,89 4 111 111",
            "01a2009e-e437-7240-8000-985c0ff9e024",
            "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "4111  1111  1111  1111",
        ] {
            assert_eq!(look(other), [], "{other}");
        }
    }

    #[test]
    fn words_about_health_are_told_in_four_languages() {
        for (text, word) in [
            ("She has diabetes, call in the morning", "diabetes"),
            ("He had a heart attack in May", "heart attack"),
            ("Pregnant, due in March", "Pregnant"),
            ("Off sick until Monday", "sick"),
            ("diagnosed with AIDS", "AIDS"),
            ("His wife had a stroke", "had a stroke"),
            ("Hon är sjukskriven till jul", "sjukskriven"),
            ("Har hjärtsjukdom", "hjärtsjukdom"),
            ("Hjärtinfarkt i våras", "Hjärtinfarkt"),
            ("är GRAVID", "GRAVID"),
            ("sitter i rullstol", "rullstol"),
            ("Ist schwanger", "schwanger"),
            ("wegen Krebserkrankung abwesend", "Krebserkrankung"),
            ("Er hat Krebs", "hat Krebs"),
            ("seit Mai krankgeschrieben", "krankgeschrieben"),
            ("Migräne", "Migräne"),
            ("hat eine Erbkrankheit", "Erbkrankheit"),
            ("Klientka jest w ciąży", "ciąży"),
            ("jest na zwolnieniu lekarskim", "lekarskim"),
            ("miał zawał", "zawał"),
            ("choruje na cukrzycę", "cukrzycę"),
            ("osoba niepełnosprawna", "niepełnosprawna"),
            ("depresja", "depresja"),
            ("chory na raka", "chory"),
            ("Klientka ciężarna", "ciężarna"),
        ] {
            assert_eq!(look(text), [Sensitive::Health(word.into())], "{text}");
        }
    }

    #[test]
    fn false_friends_are_left_alone() {
        for text in [
            // English
            "Please cancel the order, the account is disabled",
            "This aids the stroke of the piston; abort and run the diagnosis again",
            "Thanks for your hospitality. Depressurise the boiler first.",
            "Asked about allergens in the oat drink",
            "He said he'll call back, and I'll wait",
            "The heating element had burnt out",
            // Swedish
            "Sjukt bra service, sjukhuset i Lund beställer igen",
            "Maskinen har några barnsjukdomar",
            "Raka vägen, håll rak kurs",
            "Karolinska sjukhuset, medicinsk teknik",
            // German
            "Keine Angst, das behindert die Lieferung nicht",
            "Herr Krebs vom Krankenhaus, bitte Dr. Kranich anrufen",
            "Kinderkrankheiten der neuen Maschine; es wird dementiert",
            "Der Kran steht, die Migranten-Beratung bestellt fieberhaft",
            "alkoholische Getränke",
            // Polish
            "Ciężarówka stoi, obciążenie konta, ciążenie",
            "Chorwacja, Chorzów i chór, chorągiew",
            "Zawalił termin, gorączkowo szuka wkrętarki udarowej",
            "Dementuje plotki",
        ] {
            assert_eq!(look(text), [], "{text}");
        }
    }

    #[test]
    fn both_are_told_at_once() {
        assert_eq!(look("Krank. 4111 1111 1111 1111"), [Sensitive::Card, Sensitive::Health("Krank".into())]);
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_at(text in "\\PC{0,300}|[0-9 \u{a0}-]{0,100}") {
            look(&text);
        }

        #[test]
        fn a_number_is_told_by_its_check_digit_alone(digits in "4[0-9]{14}") {
            let found = (0..10).filter(|last| look(&format!("Kort {digits}{last}")) == [Sensitive::Card]).count();
            prop_assert_eq!(found, 1);
        }
    }
}
