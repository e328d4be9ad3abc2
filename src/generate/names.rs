//! Family names in their thousands: put together as each language puts its own together, a few of them frequent and
//! most of them rare, as in any directory.

use crate::demo::dice::Dice;
use crate::demo::lands::{GERMANY, POLAND, SWEDEN};

/// First and second parts of family names; the second of a Polish one is `masculine/feminine`.
struct Parts(&'static [&'static str], &'static [&'static str]);

const SWEDISH: Parts = Parts(
    &[
        "Al", "Asp", "Berg", "Björk", "Blom", "Borg", "Dal", "Ek", "Eng", "Fors", "Gran", "Grön", "Hag",
        "Hall", "Hed", "Holm", "Häll", "Hög", "Kvarn", "Käll", "Lilje", "Lind", "Ljung", "Lund", "Löv",
        "Malm", "Mo", "Nord", "Norr", "Ny", "Ros", "Rö", "Sand", "Sjö", "Skog", "Sol", "Sten", "Strand",
        "Ström", "Sund", "Svan", "Sved", "Söder", "Varg", "Vester", "Vik", "Ång", "Ås", "Öst", "Öster",
    ],
    &[
        "berg", "blad", "blom", "borg", "by", "dahl", "ell", "én", "fors", "gren", "gård", "hage", "holm",
        "in", "land", "lind", "löf", "lund", "man", "mark", "qvist", "rot", "sjö", "sten", "strand", "ström",
        "vall", "ving", "zell", "åker",
    ],
);
const POLISH: Parts = Parts(
    &[
        "Adam", "Bagn", "Bar", "Biel", "Bor", "Brzoz", "Buk", "Chmiel", "Czarn", "Dąbr", "Dęb", "Gaj",
        "Głog", "Gór", "Grab", "Jabłoń", "Jan", "Jawor", "Jod", "Kalin", "Kamień", "Klon", "Kow", "Krzyż",
        "Lip", "Łąk", "Łuk", "Maj", "Mal", "Mich", "Mły", "Now", "Olch", "Ost", "Pawł", "Piask", "Pol",
        "Row", "Róż", "Sad", "Sokoł", "Sosn", "Stęp", "Szymań", "Święt", "Topol", "Wierzb", "Wol", "Zaręb",
        "Źródł", "Żuraw",
    ],
    &[
        "ak/ak",
        "czyk/czyk",
        "ecki/ecka",
        "ewicz/ewicz",
        "ewski/ewska",
        "icki/icka",
        "iński/ińska",
        "iszyn/iszyn",
        "nik/nik",
        "oń/oń",
        "orz/orz",
        "owicz/owicz",
        "owiec/owiec",
        "owski/owska",
        "ski/ska",
        "ura/ura",
        "uszek/uszek",
        "yna/yna",
        "yński/yńska",
        "zak/zak",
    ],
);
const GERMAN: Parts = Parts(
    &[
        "Acker", "Ahorn", "Alten", "Bach", "Birken", "Blumen", "Brunn", "Buch", "Eber", "Eich", "Eisen",
        "Feld", "Fichten", "Grün", "Hasel", "Heide", "Hinter", "Hirsch", "Hoch", "Hohen", "Holz", "Kalten",
        "Kirsch", "Korn", "Kronen", "Linden", "Löwen", "Mühl", "Neu", "Nieder", "Nuss", "Ober", "Öder",
        "Rosen", "Roth", "Sand", "Schön", "Silber", "Sommer", "Stein", "Süd", "Tannen", "Über", "Unter",
        "Vogel", "Wald", "Weiden", "Weiß", "Winter", "Wolken",
    ],
    &[
        "acker", "auer", "bach", "bauer", "becker", "berger", "brenner", "brink", "busch", "dorf", "eder",
        "feld", "fels", "garten", "gruber", "hagen", "hammer", "häuser", "hofer", "horst", "huber", "kamp",
        "kötter", "mann", "maier", "müller", "reuter", "rieder", "schmid", "stein", "tal", "wald", "weber",
        "winkler",
    ],
);
const ENGLISH: Parts = Parts(
    &[
        "Alder", "Ash", "Barrow", "Beck", "Black", "Bram", "Brook", "Burn", "Carl", "Chal", "Chester",
        "Clay", "Corn", "Cray", "Dal", "Dun", "Elm", "Fair", "Fen", "Glen", "Grims", "Hal", "Hart", "Hazel",
        "Heath", "Hol", "Hurst", "Kings", "Lang", "Lin", "Marsh", "Mil", "North", "Oak", "Pem", "Raven",
        "Red", "Ship", "Stan", "Stone", "Thorn", "Up", "Wake", "Wal", "Wel", "West", "White", "Win", "Wood",
        "York",
    ],
    &[
        "bourne", "bridge", "brook", "bury", "combe", "cote", "croft", "dale", "den", "field", "ford",
        "gate", "ham", "hurst", "land", "leigh", "ley", "man", "mere", "more", "ridge", "shaw", "smith",
        "son", "stead", "stone", "thorpe", "ton", "ward", "well", "wick", "worth",
    ],
);

/// The names that are in everybody's mouth: so many of the first parts with the first endings.
const FREQUENT: usize = 12;

/// A family name of a country (an index of `LANDS`), in both forms where it has two.
pub fn family(dice: &mut Dice, land: usize) -> String {
    let Parts(first, second) = match land {
        SWEDEN => SWEDISH,
        POLAND => POLISH,
        GERMANY => GERMAN,
        _ => ENGLISH,
    };
    // Half of the people share a few hundred names.
    let few = dice.chance(50);
    let first = if few { &first[..FREQUENT] } else { first };
    let second = if few { &second[..FREQUENT] } else { second };
    let (begin, end) = (*dice.pick(first), *dice.pick(second));
    match end.split_once('/') {
        Some((masculine, feminine)) => format!("{begin}{masculine}/{begin}{feminine}"),
        None => format!("{begin}{end}"),
    }
}
