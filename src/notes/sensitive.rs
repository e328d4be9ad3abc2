//! What a note seems to hold that should be in none: numbers of payment cards, and words about somebody's health.
//!
//! A warning, never a refusal: it looks at spelling alone. Words are told by their beginnings in English, Swedish, German
//! and Polish at once, since nobody says in which language they write. What each list leaves out on purpose (a pregnant
//! woman is a "ciężarna", a lorry a "ciężarówka") stands in the tests.

use crate::fold::fold;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sensitive {
    /// The number of a payment card.
    Card,
    /// A word about health, as it was written.
    Health(String),
}

/// Everything that a text seems to hold, of each kind the first.
pub fn look(text: &str) -> Vec<Sensitive> {
    let card = holds_card(text).then_some(Sensitive::Card);
    card.into_iter().chain(health(text).map(Sensitive::Health)).collect()
}

// ---- cards ----

/// Groups of digits with one space or dash between, as cards have them.
struct Run<'t> {
    groups: Vec<&'t str>,
    /// Part of something longer: an account number, a reference, a phone number.
    is_part: bool,
}

const fn separates(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '-' | '‐' | '‑' | '–')
}

fn holds_card(text: &str) -> bool {
    runs(text).iter().filter(|run| !run.is_part).any(|run| {
        (0..run.groups.len()).any(|first| {
            (first..run.groups.len().min(first + 5)).any(|last| is_card(&run.groups[first..=last]))
        })
    })
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut end = None;
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let length = text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
        let group = &text[start..start + length];
        let between = end.map(|end: usize| &text[end..start]);
        let joins = between.is_some_and(|between| {
            let mut chars = between.chars();
            chars.next().is_some_and(separates) && chars.next().is_none()
        });
        match runs.last_mut() {
            Some(run) if joins => run.groups.push(group),
            _ => {
                let before = text[..start].chars().next_back();
                runs.push(Run { groups: vec![group], is_part: before.is_some_and(continues) });
            }
        }
        rest = start + length;
        end = Some(rest);
        if text[rest..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '_')
            && let Some(run) = runs.last_mut()
        {
            run.is_part = true;
        }
    }
    runs
}

/// What makes the digits after it a part of something: a letter, the sign of a phone number, of a reference, of a sum.
const fn is_sign(c: char) -> bool {
    matches!(c, '+' | '#' | '_' | '/' | '-' | '.' | ',')
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() || is_sign(c)
}

fn is_card(groups: &[&str]) -> bool {
    let (last, first) = match groups.split_last() {
        Some((last, first)) => (*last, first),
        None => return false,
    };
    // Four by four, or as American Express and Diners have it; the last group is what is left.
    let shaped =
        first.iter().all(|group| (4..=6).contains(&group.len())) && (first.is_empty() || last.len() <= 6);
    let number = groups.concat();
    shaped && is_issued(&number) && is_luhn(&number) && !is_phone(groups, &number)
}

/// Whether an issuer gives out numbers of this beginning and length.
fn is_issued(number: &str) -> bool {
    let starts =
        |digits: usize| number.get(..digits).and_then(|start| start.parse::<u32>().ok()).unwrap_or(0);
    let (one, two, three, four) = (starts(1), starts(2), starts(3), starts(4));
    match number.len() {
        13 => one == 4,
        14 => (300..=305).contains(&three) || matches!(two, 36 | 38 | 39),
        15 => matches!(two, 34 | 37),
        16..=19 => {
            // Visa, Mastercard, Discover, JCB, UnionPay, and what is left of Maestro.
            let visa = one == 4 && matches!(number.len(), 16 | 19);
            let mastercard =
                number.len() == 16 && ((51..=55).contains(&two) || (2_221..=2_720).contains(&four));
            visa || mastercard
                || four == 6_011
                || two == 65
                || (644..=649).contains(&three)
                || (3_528..=3_589).contains(&four)
                || two == 62
                || matches!(four, 5_018 | 5_020 | 5_038 | 5_893 | 6_304 | 6_759 | 6_761..=6_763)
        }
        _ => false,
    }
}

/// The check digit of ISO/IEC 7812-1.
fn is_luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 1 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether the digits of one group are a phone number whose plus was left out: those are 15 at most (ITU-T E.164).
fn is_phone(groups: &[&str], number: &str) -> bool {
    let telephone = telephone::Telephone { e164: format!("+{number}"), extension: None };
    groups.len() == 1 && number.len() <= 15 && telephone.kind() != telephone::Kind::Other
}

// ---- health ----

/// Words that mean it as they stand, folded.
const WORDS: &[&str] = &[
    // English
    "adhd",
    "cancer",
    "chemo",
    "disease",
    "diseases",
    "fever",
    "flu",
    "hiv",
    "illness",
    "sick",
    "sickness",
    "surgery",
    "wheelchair",
    // Swedish
    "cancern",
    "feber",
    "migran",
    "migranen",
    "sjuk",
    "sjuka",
    // German
    "demente",
    "dementer",
    "fieber",
    "grippe",
    "krank",
    "kranke",
    "kranker",
    "migrane",
    // Polish
    "chora",
    "chorego",
    "chorej",
    "chory",
    "chorych",
    "chorym",
    "grypa",
    "grype",
    "grypy",
    "udar",
    "udaru",
    "zawal",
    "zawalu",
];

/// Beginnings of words, folded; with a minus in front the ones that mean something else.
const STEMS: &[&str] = &[
    // International
    "alerg",
    "allerg",
    "-allergen",
    "-alergen",
    "alzheimer",
    "antidepress",
    "asthma",
    "astma",
    "autis",
    "autyz",
    "burnout",
    "chemioterap",
    "chemotherap",
    "covid",
    "depress",
    "-depressuri",
    "depresj",
    "diabet",
    "dialys",
    "dializ",
    "epilep",
    "insulin",
    "kemoterap",
    "psychiat",
    "psychoterap",
    "psychotherap",
    "psykiat",
    "psykoterap",
    "schizo",
    "suicid",
    "tumor",
    "tumour",
    "alkoholis",
    "-alkoholisch",
    "-alkoholiser",
    "alcoholism",
    "alkoholik",
    "alkoholizm",
    // English
    "dementia",
    "disabilit",
    "hospitali",
    "-hospitality",
    "medication",
    "migraine",
    "pregnan",
    // Swedish
    "demens",
    "funktionshind",
    "funktionsneds",
    "gravid",
    "hjartinfarkt",
    "langtidssjuk",
    "psykisk",
    "rullstol",
    "sjalvmord",
    "sjukdom",
    "sjukpens",
    "sjukskriv",
    "slaganfall",
    "blodtryck",
    // German
    "bluthochdruck",
    "blutdruck",
    "demenz",
    "herzinfarkt",
    "krankgeschr",
    "krankheit",
    "krankmeld",
    "krankschreib",
    "medikament",
    "psychisch",
    "rollstuhl",
    "schlaganfall",
    "schwanger",
    "schwerbehinder",
    "selbstmord",
    // Polish
    "ciaz",
    "-ciazen",
    "-ciazyl",
    "-ciazyc",
    "ciezarn",
    "chorob",
    "cukrzyc",
    "goraczk",
    "-goraczkow",
    "inwalid",
    "lekarsk",
    "migren",
    "nadcisnien",
    "niepelnosprawn",
    "nowotw",
    "psychiczn",
    "samoboj",
    "zachorow",
    "demencj",
];

/// Within compounds, folded; with a minus in front the words that mean something else: both of these are what a new
/// product has.
const WITHIN: &[&str] = &[
    "erkrank",
    "krankheit",
    "-kinderkrankheit",
    "sjukdom",
    "-barnsjukdom",
    "brustkrebs",
    "darmkrebs",
    "hautkrebs",
    "lungenkrebs",
    "krebspatient",
    "krebsdiagnos",
    "krebskrank",
    "hjartsjuk",
];

/// Words that mean it together, folded.
const PHRASES: &[&str] = &[
    "an krebs",
    "hat krebs",
    "heart attack",
    "mental health",
    "blood pressure",
    "multiple sclerosis",
    "multipel skleros",
    "multiple sklerose",
    "stwardnienie rozsiane",
    "cisnienie krwi",
    "chory na raka",
    "chora na raka",
    "rak piersi",
    "rak pluc",
    "had a stroke",
    "wypalenie zawodowe",
];

/// The first word or words about health, as written.
fn health(text: &str) -> Option<String> {
    let words: Vec<(&str, String)> = text
        .split(|c: char| !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word, fold(word)))
        .collect();
    for (place, (written, word)) in words.iter().enumerate() {
        if WORDS.contains(&word.as_str()) || has(STEMS, |stem| word.starts_with(stem)) {
            return Some((*written).to_owned());
        }
        // AIDS is an illness, "aids" a verb.
        if *written == "AIDS" || has(WITHIN, |part| word.contains(part)) {
            return Some((*written).to_owned());
        }
        for phrase in PHRASES {
            let count = phrase.split(' ').count();
            let here = words.iter().skip(place).take(count);
            if here.clone().map(|(_, word)| word.as_str()).eq(phrase.split(' ')) {
                return Some(here.map(|(written, _)| *written).collect::<Vec<_>>().join(" "));
            }
        }
    }
    None
}

/// Whether one of a list fits, and none of those that mean something else.
fn has(list: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    list.iter().any(|one| !one.starts_with('-') && fits(one))
        && !list.iter().filter_map(|one| one.strip_prefix('-')).any(fits)
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
