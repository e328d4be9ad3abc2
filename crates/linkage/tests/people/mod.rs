//! Made-up people who are hard to tell apart: households on one telephone, twins, fathers and sons of one name, colleagues on
//! one switchboard; and copies of some of them with what goes wrong in files of customers: slips, moves, marriages, fond forms,
//! names changed places, gaps.

use fastrand::Rng;
use linkage::{Address, Kind, Record};

const GIVEN: [&str; 60] = [
    "Anna",
    "Robert",
    "William",
    "Elizabeth",
    "James",
    "Catherine",
    "Thomas",
    "Susan",
    "Michael",
    "Margaret",
    "Lars",
    "Karin",
    "Erik",
    "Birgitta",
    "Fredrik",
    "Kristina",
    "Johan",
    "Eva",
    "Anders",
    "Maria",
    "Nils",
    "Ingrid",
    "Hans",
    "Ursula",
    "Wolfgang",
    "Katharina",
    "Friedrich",
    "Gabriele",
    "Stefan",
    "Monika",
    "Josef",
    "Elisabeth",
    "Heinrich",
    "Susanne",
    "Piotr",
    "Katarzyna",
    "Krzysztof",
    "Agnieszka",
    "Tomasz",
    "Joanna",
    "Andrzej",
    "Ewa",
    "Jakub",
    "Aleksandra",
    "Zbigniew",
    "Zofia",
    "Paweł",
    "Barbara",
    "Grzegorz",
    "Teresa",
    "Oskar",
    "Linnea",
    "Elias",
    "Alva",
    "Lukas",
    "Emilia",
    "Felix",
    "Klara",
    "Hugo",
    "Maja",
];
const FOND: [(&str, &str); 16] = [
    ("Robert", "Bob"),
    ("William", "Bill"),
    ("Elizabeth", "Liz"),
    ("James", "Jim"),
    ("Catherine", "Kate"),
    ("Thomas", "Tom"),
    ("Michael", "Mike"),
    ("Lars", "Lasse"),
    ("Fredrik", "Fredde"),
    ("Katharina", "Kathi"),
    ("Josef", "Sepp"),
    ("Heinrich", "Heiner"),
    ("Katarzyna", "Kasia"),
    ("Krzysztof", "Krzysiek"),
    ("Joanna", "Asia"),
    ("Zofia", "Zosia"),
];
const BEGIN: [&str; 24] = [
    "Berg", "Lind", "Sand", "Nor", "Wald", "Kamin", "Nowa", "Wis", "Ek", "Holm", "Stein", "Brand", "Kowal",
    "Zieli", "Hart", "Wood", "Green", "Ash", "Back", "Sjö", "Gra", "Mül", "Schnei", "Dąb",
];
const MIDDLE: [&str; 12] = ["", "a", "en", "er", "el", "ow", "in", "mark", "ing", "ber", "stra", "ke"];
const END: [&str; 16] = [
    "ström", "son", "mann", "ski", "ley", "dal", "ner", "ton", "qvist", "wicz", "gren", "hoff", "ford",
    "czyk", "lund", "er",
];
const STREET: [&str; 10] =
    ["Stor", "Linden", "Lip", "Mill", "Kyrk", "Haupt", "Garten", "Polna", "Oak", "Skol"];
const SUFFIX: [&str; 5] = ["gatan", "straße", " Road", "vägen", " Street"];

/// A record, and whose it is.
pub type Owned = (Record, u32);

fn any<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(..of.len())]
}

fn family(rng: &mut Rng) -> String {
    // Few names are frequent and many are rare.
    let skew = |rng: &mut Rng, most: usize| (rng.f64() * rng.f64() * most as f64) as usize;
    format!("{}{}{}", BEGIN[skew(rng, 24)], MIDDLE[skew(rng, 12)], END[skew(rng, 16)])
}

fn day(rng: &mut Rng, from: i32, to: i32) -> String {
    format!("{:04}-{:02}-{:02}", rng.i32(from..to), rng.u8(1..13), rng.u8(1..29))
}

fn phone(rng: &mut Rng) -> String {
    format!("+4670{:08}", rng.u32(0..100_000_000))
}

fn address(rng: &mut Rng) -> Address {
    let town = rng.u32(0..400);
    Address {
        street: Some(format!("{}{} {}", any(rng, &STREET), any(rng, &SUFFIX), rng.u32(1..180))),
        postal_code: Some(format!("{:05}", 10_000 + town * 25 + rng.u32(0..25))),
        city: Some(format!("{}{}", BEGIN[(town % 24) as usize], END[(town / 25) as usize % 16])),
        ..Address::default()
    }
}

fn maybe<T>(rng: &mut Rng, share: f64, value: T) -> Option<T> {
    (rng.f64() < share).then_some(value)
}

/// Somebody of a household; nobody in it has this given name yet.
fn person(
    rng: &mut Rng,
    used: &mut Vec<&'static str>,
    family: &str,
    home: &Address,
    line: &str,
    from: i32,
    to: i32,
) -> Record {
    let given = loop {
        let given = any(rng, &GIVEN);
        if !used.contains(&given) {
            used.push(given);
            break given.to_owned();
        }
    };
    let email = format!(
        "{}.{}{}@mail{}.example",
        given.to_lowercase(),
        family.to_lowercase(),
        rng.u32(0..100),
        rng.u32(0..30)
    );
    let (born, own) = (day(rng, from, to), phone(rng));
    let mut phones: Vec<String> = maybe(rng, 0.5, line.to_owned()).into_iter().collect();
    phones.extend(maybe(rng, 0.5, own));
    Record {
        kind: Kind::Person,
        given_name: Some(given),
        family_name: Some(family.to_owned()),
        birth_date: maybe(rng, 0.65, born),
        phones,
        emails: maybe(rng, 0.5, email).into_iter().collect(),
        national_ids: {
            let number = format!("{:010}", rng.u64(0..10_000_000_000));
            maybe(rng, 0.25, (String::new(), number)).into_iter().collect()
        },
        addresses: maybe(rng, 0.85, home.clone()).into_iter().collect(),
        ..Record::default()
    }
}

fn slip(rng: &mut Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let at = rng.usize(1..letters.len() - 1);
    match rng.u8(0..3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => {
            letters[at] = if letters[at].is_ascii_digit() {
                char::from(b'0' + rng.u8(0..10))
            } else {
                char::from(b'a' + rng.u8(0..26))
            }
        }
    }
    letters.into_iter().collect()
}

/// The same person once more, with one to three things that go wrong.
fn copy(rng: &mut Rng, of: &Record) -> Record {
    let mut copy = of.clone();
    for _ in 0..rng.u8(1..4) {
        match rng.u8(0..11) {
            0 => copy.given_name = copy.given_name.map(|name| slip(rng, &name)),
            1 => copy.family_name = copy.family_name.map(|name| slip(rng, &name)),
            2 => copy.birth_date = copy.birth_date.map(|day| slip(rng, &day)),
            3 => copy.addresses = vec![address(rng)],
            4 => copy.phones = vec![phone(rng)],
            5 => copy.emails.clear(),
            6 => copy.birth_date = None,
            7 => {
                if let Some((_, fond)) =
                    FOND.iter().find(|(name, _)| Some(*name) == copy.given_name.as_deref())
                {
                    copy.given_name = Some((*fond).to_owned());
                }
            }
            8 => copy.national_ids.clear(),
            9 => std::mem::swap(&mut copy.given_name, &mut copy.family_name),
            _ => {
                // Married, perhaps.
                let new = family(rng);
                copy.family_name = maybe(rng, 0.4, new).or(copy.family_name);
            }
        }
    }
    copy
}

/// People, some of whom stand there twice; in no order. The number says who is who.
pub fn base(seed: u64, people: usize, doubled: f64) -> Vec<Owned> {
    let mut rng = Rng::with_seed(seed);
    let mut all: Vec<Owned> = Vec::with_capacity(people + people / 10);
    let mut number = 0;
    let mut add = |rng: &mut Rng, record: Record, all: &mut Vec<Owned>| {
        number += 1;
        if rng.f64() < doubled {
            all.push((copy(rng, &record), number));
        }
        all.push((record, number));
    };
    while all.len() < people {
        let (name, home, line) = (family(&mut rng), address(&mut rng), phone(&mut rng));
        let mut used = Vec::new();
        let one = person(&mut rng, &mut used, &name, &home, &line, 1940, 1985);
        match rng.u8(0..40) {
            0..=27 => add(&mut rng, one, &mut all),
            28..=32 => {
                let other = person(&mut rng, &mut used, &name, &home, &line, 1940, 1985);
                add(&mut rng, one, &mut all);
                add(&mut rng, other, &mut all);
            }
            33..=36 => {
                for _ in 0..rng.u8(1..4) {
                    let child = person(&mut rng, &mut used, &name, &home, &line, 1995, 2012);
                    add(&mut rng, child, &mut all);
                }
                add(&mut rng, one, &mut all);
            }
            37 => {
                // Twins: another given name is all.
                let mut twin = one.clone();
                while twin.given_name == one.given_name {
                    twin.given_name = Some(any(&mut rng, &GIVEN).to_owned());
                }
                (twin.national_ids, twin.emails) = (Vec::new(), Vec::new());
                add(&mut rng, one, &mut all);
                add(&mut rng, twin, &mut all);
            }
            38 => {
                // Father and son.
                let mut son = one.clone();
                son.birth_date = son.birth_date.map(|_| day(&mut rng, 1990, 2008));
                (son.national_ids, son.emails, son.phones) = (Vec::new(), Vec::new(), vec![line.clone()]);
                if son.birth_date.is_some() {
                    add(&mut rng, son, &mut all);
                }
                add(&mut rng, one, &mut all);
            }
            _ => {
                // A company with people on its switchboard.
                let firm =
                    format!("{} {}", family(&mut rng), any(&mut rng, &["AB", "GmbH", "Sp. z o.o.", "Ltd"]));
                let record = Record {
                    kind: Kind::Company,
                    name: Some(firm.clone()),
                    phones: vec![line.clone()],
                    addresses: vec![home.clone()],
                    ..Record::default()
                };
                add(&mut rng, record, &mut all);
                for _ in 0..rng.u8(2..12) {
                    let own = family(&mut rng);
                    let mut worker = person(&mut rng, &mut used, &own, &home, &line, 1960, 2000);
                    worker.company = Some(firm.clone());
                    (worker.phones, worker.addresses) = (vec![line.clone()], Vec::new());
                    add(&mut rng, worker, &mut all);
                }
            }
        }
    }
    rng.shuffle(&mut all);
    all
}
