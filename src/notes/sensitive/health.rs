//! Words about health.

use crate::fold::fold;

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
pub(super) fn find(text: &str) -> Option<String> {
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
