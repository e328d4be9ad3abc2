//! The words that announce an extension, in the languages people write them in.
//!
//! Invariant: compared in lower case and whole, so that `x` is a mark and `Xerox` is not.

/// How sure a mark makes us that the digits behind it are an extension.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    /// A word of its own: "extension", "Durchwahl", "wewn.".
    Word,
    /// Short or ambiguous: `x`, `#`, `,`: few digits, and right behind it.
    Sign,
}

impl Mark {
    /// Digits that an extension behind this mark may have; more are a second number.
    pub(crate) fn limit(self) -> usize {
        match self {
            Self::Word => 15,
            Self::Sign => 6,
        }
    }
}

const WORDS: &[&str] = &[
    // English
    "ext",
    "extn",
    "extension",
    "xtn",
    // German, Swiss, Austrian
    "durchwahl",
    "dw",
    "nebenstelle",
    "nst",
    "apparat",
    "klappe",
    // Swedish, Norwegian, Danish
    "anknytning",
    "anknytningsnummer",
    "ankn",
    "internnummer",
    "internt",
    "lokalnummer",
    "lokalnr",
    // Finnish, Estonian
    "alanumero",
    "alanro",
    "alaliittymä",
    "sisenumber",
    // Polish, Czech, Slovak
    "wewn",
    "wew",
    "wewnętrzny",
    "wewnetrzny",
    "linka",
    "klapka",
    // Spanish, Portuguese, French, Italian, Dutch
    "extensión",
    "anexo",
    "ramal",
    "extensão",
    "poste",
    "interno",
    "toestel",
    "tst",
    // Hungarian, Lithuanian, Latvian
    "mellék",
    "vidinis",
    "iekšējais",
    // Russian, Ukrainian
    "доб",
    "добавочный",
    "вн",
    "внутр",
    "внутренний",
];

const SIGNS: &[&str] = &["x", "х", "int", "intern", "app", "lokal"];

/// What a word between the digits means, `None` for just a word.
pub(crate) fn mark(word: &str) -> Option<Mark> {
    let word = word.to_lowercase();
    let word = word.as_str();
    if WORDS.contains(&word) {
        return Some(Mark::Word);
    }
    SIGNS.contains(&word).then_some(Mark::Sign)
}
