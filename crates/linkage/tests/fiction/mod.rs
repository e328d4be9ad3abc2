//! Fictional customers of four countries, with the truth of who is who: households on one phone,
//! couples on one mail box, twins, fathers and sons of one name, moves, marriages, companies with
//! branches, and colleagues behind one switchboard.

use fastrand::Rng;
use linkage::{Address, Kind, Phone, Record};

/// A record and the number of whom it is of.
pub struct Told {
    pub record: Record,
    pub of: u32,
}

struct Country {
    given: &'static [&'static str],
    short: &'static [(&'static str, &'static str)],
    family: &'static [&'static str],
    ends: &'static [&'static str],
    streets: &'static [&'static str],
    cities: &'static [&'static str],
    form: &'static str,
    code: &'static str,
}

const COUNTRIES: [Country; 4] = [
    Country {
        given: &[
            "William",
            "Robert",
            "Elizabeth",
            "Margaret",
            "James",
            "Thomas",
            "Katherine",
            "Michael",
            "Susan",
            "Daniel",
            "Olivia",
            "Amelia",
            "Jack",
            "Harry",
            "Emily",
            "Grace",
            "Oscar",
            "Ruby",
            "Nathan",
            "Victoria",
        ],
        short: &[
            ("William", "Bill"),
            ("Robert", "Bob"),
            ("Elizabeth", "Liz"),
            ("Margaret", "Peggy"),
            ("Michael", "Mike"),
        ],
        family: &[
            "Smith", "Jones", "Taylor", "Brown", "Walker", "Wright", "Hughes", "Green", "Hall", "Clarke",
        ],
        ends: &["son", "ton", "well", "ford", "ley", "worth"],
        streets: &["# High Street", "# Church Road", "# Victoria Avenue", "# Mill Lane"],
        cities: &["London", "Leeds", "Bristol", "York", "Derby"],
        form: "Ltd",
        code: "+44",
    },
    Country {
        given: &[
            "Lars", "Erik", "Anna", "Maria", "Karin", "Mikael", "Kristina", "Fredrik", "Johanna", "Nils",
            "Gunilla", "Olle", "Elin", "Björn", "Åsa", "Ebba", "Hugo", "Maja", "Sven", "Ingrid",
        ],
        short: &[
            ("Lars", "Lasse"),
            ("Mikael", "Micke"),
            ("Kristina", "Stina"),
            ("Karin", "Kajsa"),
            ("Nils", "Nisse"),
        ],
        family: &[
            "Andersson",
            "Johansson",
            "Karlsson",
            "Nilsson",
            "Eriksson",
            "Larsson",
            "Persson",
            "Berg",
            "Lund",
            "Öberg",
        ],
        ends: &["ström", "qvist", "lund", "gren", "mark", "berg"],
        streets: &["Storgatan #", "Kungsgatan #", "Björkvägen #", "Skolgatan #"],
        cities: &["Stockholm", "Göteborg", "Malmö", "Uppsala", "Örebro"],
        form: "AB",
        code: "+46",
    },
    Country {
        given: &[
            "Johannes",
            "Katharina",
            "Wolfgang",
            "Heinrich",
            "Josef",
            "Elisabeth",
            "Jürgen",
            "Sabine",
            "Ursula",
            "Stefan",
            "Monika",
            "Günter",
            "Lena",
            "Paul",
            "Klaus",
            "Petra",
            "Uwe",
            "Heike",
            "Bernd",
            "Renate",
        ],
        short: &[
            ("Johannes", "Hans"),
            ("Katharina", "Kathrin"),
            ("Josef", "Sepp"),
            ("Ursula", "Uschi"),
            ("Wolfgang", "Wolf"),
        ],
        family: &[
            "Müller",
            "Schmidt",
            "Schneider",
            "Fischer",
            "Weber",
            "Meyer",
            "Wagner",
            "Becker",
            "Schulz",
            "Hoffmann",
        ],
        ends: &["mann", "bauer", "hoff", "stein", "meier", "feld"],
        streets: &["Hauptstraße #", "Bahnhofstr. #", "Gartenweg #", "Schulstraße #"],
        cities: &["Berlin", "Hamburg", "München", "Köln", "Bremen"],
        form: "GmbH",
        code: "+49",
    },
    Country {
        given: &[
            "Katarzyna",
            "Małgorzata",
            "Stanisław",
            "Krzysztof",
            "Jan",
            "Anna",
            "Piotr",
            "Joanna",
            "Tomasz",
            "Agnieszka",
            "Paweł",
            "Zofia",
            "Jakub",
            "Ewa",
            "Andrzej",
            "Barbara",
            "Marek",
            "Elżbieta",
            "Adam",
            "Magdalena",
        ],
        short: &[
            ("Katarzyna", "Kasia"),
            ("Małgorzata", "Gosia"),
            ("Stanisław", "Staszek"),
            ("Krzysztof", "Krzysiek"),
            ("Joanna", "Asia"),
        ],
        family: &[
            "Nowak",
            "Kowalski",
            "Wiśniewski",
            "Wójcik",
            "Kamiński",
            "Lewandowski",
            "Zieliński",
            "Mazur",
            "Krawczyk",
            "Dąbrowski",
        ],
        ends: &["ski", "czyk", "owski", "ak", "icz", "ek"],
        streets: &["ul. Polna #", "ul. Leśna #", "ul. Kościuszki #", "al. Jana Pawła II #"],
        cities: &["Warszawa", "Kraków", "Łódź", "Gdańsk", "Poznań"],
        form: "Sp. z o.o.",
        code: "+48",
    },
];

const STARTS: &[&str] = &[
    "Al", "Ber", "Cor", "Dal", "Ek", "Fors", "Gran", "Holm", "Is", "Kar", "Lind", "Mal", "Nor", "Ost", "Pol",
    "Ros", "Sand", "Tor", "Ul", "Wal",
];
const MIDDLES: &[&str] = &["", "a", "en", "er", "in", "o", "ing", "es", "ol", "an", "ar", "um"];
const TRADES: &[&str] = &[
    "Transport",
    "Bygg",
    "Logistik",
    "Consulting",
    "Energy",
    "Foods",
    "Media",
    "Systems",
    "Textil",
    "Print",
];

pub struct World {
    rng: Rng,
    pub told: Vec<Told>,
    next: u32,
    /// Records in all, of which the number of streets and places follows.
    size: usize,
    /// The part of the customers who stand in the base more than once.
    doubled: f64,
}

impl World {
    /// `size` records or a few more.
    pub fn of(size: usize, doubled: f64, seed: u64) -> Vec<Told> {
        let mut world = Self { rng: Rng::with_seed(seed), told: Vec::new(), next: 0, size, doubled };
        while world.told.len() < size {
            match world.rng.u32(..100) {
                0..6 => world.company(),
                6..8 => world.office(),
                _ => world.household(),
            }
        }
        let mut told = world.told;
        world.rng.shuffle(&mut told);
        told
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.rng.usize(..of.len())]
    }

    fn chance(&mut self, share: f64) -> bool {
        self.rng.f64() < share
    }

    fn family(&mut self, country: &Country) -> String {
        if self.chance(0.3) {
            return self.pick(country.family).to_owned();
        }
        format!("{}{}{}", self.pick(STARTS), self.pick(MIDDLES), self.pick(country.ends))
    }

    fn address(&mut self, country: &Country) -> Address {
        let places = (self.size / 40).max(20);
        let place = self.rng.usize(..places);
        let number = format!("{}", self.rng.u32(1..90));
        let street = if self.chance(0.3) {
            self.pick(country.streets).replace('#', &number)
        } else {
            let name =
                format!("{}{}{}", self.pick(STARTS), self.pick(MIDDLES), self.pick(STARTS).to_lowercase());
            self.pick(country.streets)
                .replace(['#'], &number)
                .replace("High", &name)
                .replace("Stor", &name)
                .replace("Haupt", &name)
                .replace("Polna", &name)
        };
        Address {
            street: Some(street),
            postal_code: Some(format!("{:05}", 10_000 + place * 37 % 89_999)),
            city: Some(country.cities[place % country.cities.len()].to_owned()),
            region: None,
            country: None,
        }
    }

    fn phone(&mut self, country: &Country, mobile: bool) -> Phone {
        let number = format!("{}{}", country.code, self.rng.u64(600_000_000..799_999_999));
        Phone { number, mobile }
    }

    fn birth(&mut self, from: u32, to: u32) -> String {
        format!("{}-{:02}-{:02}", self.rng.u32(from..to), self.rng.u32(1..13), self.rng.u32(1..29))
    }

    fn email(&mut self, given: &str, family: &str) -> String {
        let (domain, number) =
            (self.pick(&["gmail.com", "outlook.com", "web.de", "wp.pl", "telia.com"]), self.rng.u32(1..9999));
        let ascii =
            |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        if self.chance(0.5) {
            format!("{}.{}{number}@{domain}", ascii(given), ascii(family))
        } else {
            format!("{}{number}@{domain}", ascii(family))
        }
    }

    /// Who lives together: one name, one door, often one telephone; now and then twins, or a son
    /// with his father's name.
    fn household(&mut self) {
        let country = &COUNTRIES[self.rng.usize(..4)];
        let (family, address) = (self.family(country), self.address(country));
        // Now and then it is a parent's mobile that stands on everybody's card.
        let mobile = self.chance(0.25);
        let line = self.phone(country, mobile);
        let shared_mail = self.chance(0.1).then(|| self.email("familie", &family));
        let mut members: Vec<Record> = Vec::new();
        for place in 0..self.pick(&[1, 1, 1, 2, 2, 3, 4]) {
            let mut given = self.pick(country.given).to_owned();
            let mut birth = if place < 2 { self.birth(1940, 1980) } else { self.birth(1985, 2010) };
            if members.iter().any(|member| member.given_name.as_ref() == Some(&given)) {
                continue;
            }
            match self.rng.u32(..30) {
                0 if place == 2 => given = members[0].given_name.clone().unwrap_or(given),
                1..10 if place == 3 => {
                    birth = members.last().and_then(|twin| twin.birth_date.clone()).unwrap_or(birth)
                }
                _ => {}
            }
            let phone = if self.chance(0.4) { line.clone() } else { self.phone(country, true) };
            let mail = shared_mail.clone().unwrap_or_else(|| self.email(&given, &family));
            let other = if place == 1 && self.chance(0.15) { self.family(country) } else { family.clone() };
            members.push(Record {
                given_name: Some(given),
                family_name: Some(other),
                birth_date: self.chance(0.7).then_some(birth),
                phones: if self.chance(0.8) { vec![phone] } else { vec![] },
                emails: if self.chance(0.6) { vec![mail] } else { vec![] },
                national_ids: if self.chance(0.2) {
                    vec![("pin".into(), format!("{:010}", self.rng.u64(..9_999_999_999)))]
                } else {
                    vec![]
                },
                addresses: vec![address.clone()],
                ..Record::default()
            });
        }
        for member in members {
            self.tell(member, country);
        }
    }

    /// Colleagues behind one switchboard, at one door.
    fn office(&mut self) {
        let country = &COUNTRIES[self.rng.usize(..4)];
        let (address, line) = (self.address(country), self.phone(country, false));
        let name = format!("{} {} {}", self.family(country), self.pick(TRADES), country.form);
        for _ in 0..self.rng.u32(2..40) {
            let (given, family) = (self.pick(country.given), self.family(country));
            let record = Record {
                given_name: Some(given.into()),
                emails: vec![self.email(given, &family)],
                family_name: Some(family),
                phones: vec![line.clone()],
                addresses: vec![address.clone()],
                company: Some(name.clone()),
                ..Record::default()
            };
            self.tell(record, country);
        }
    }

    /// A company and its branches, each a customer of its own.
    fn company(&mut self) {
        let country = &COUNTRIES[self.rng.usize(..4)];
        let name = format!("{} {} {}", self.family(country), self.pick(TRADES), country.form);
        let line = self.phone(country, false);
        for _ in 0..self.pick(&[1, 1, 1, 2, 4]) {
            let phone = if self.chance(0.3) { line.clone() } else { self.phone(country, false) };
            let record = Record {
                kind: Kind::Company,
                name: Some(name.clone()),
                phones: vec![phone],
                addresses: vec![self.address(country)],
                ..Record::default()
            };
            self.tell(record, country);
        }
    }

    fn tell(&mut self, record: Record, country: &Country) {
        let of = self.next;
        self.next += 1;
        let copies = if self.chance(self.doubled) { self.pick(&[1, 1, 1, 2]) } else { 0 };
        for _ in 0..copies {
            let record = self.again(&record, country);
            self.told.push(Told { record, of });
        }
        let mut record = record;
        self.in_haste(&mut record);
        self.told.push(Told { record, of });
    }

    /// Of the given name now and then no more than its initial, of whomever it is.
    fn in_haste(&mut self, record: &mut Record) {
        if record.kind == Kind::Person && self.chance(0.06) {
            let letter = record.given_name.as_ref().and_then(|name| name.chars().next());
            record.given_name = letter.map(|letter| format!("{letter}."));
        }
    }

    /// The same customer met again: a name spelt otherwise, another telephone, moved, married, in haste.
    fn again(&mut self, first: &Record, country: &Country) -> Record {
        let mut record = first.clone();
        if record.kind == Kind::Company {
            let name = record.name.unwrap_or_default();
            record.name = Some(if self.chance(0.5) {
                name.replace(country.form, "").trim().to_owned()
            } else {
                self.typo(&name)
            });
            if self.chance(0.3) {
                record.phones = vec![self.phone(country, false)];
            }
            return record;
        }
        let given = record.given_name.clone().unwrap_or_default();
        if let Some((_, short)) =
            country.short.iter().find(|(long, _)| *long == given).filter(|_| self.rng.bool())
        {
            record.given_name = Some((*short).to_owned());
        } else if self.chance(0.1) {
            record.given_name = Some(self.typo(&given));
        }
        self.in_haste(&mut record);
        if self.chance(0.12) {
            record.family_name = record.family_name.map(|name| self.typo(&name));
        }
        if self.chance(0.04) {
            record.family_name = Some(self.family(country));
        } else if self.chance(0.04) {
            record.family_name = record.family_name.map(|name| format!("{name}-{}", self.family(country)));
        }
        if self.chance(0.02) {
            std::mem::swap(&mut record.given_name, &mut record.family_name);
        }
        if self.chance(0.12) {
            record.addresses = vec![self.address(country)];
        } else if self.chance(0.2) {
            record.addresses = vec![];
        }
        if self.chance(0.25) {
            record.phones = if self.chance(0.5) { vec![] } else { vec![self.phone(country, true)] };
        }
        if self.chance(0.3) {
            record.emails = vec![];
        }
        match self.rng.u32(..20) {
            0..5 => record.birth_date = None,
            5 => {
                record.birth_date =
                    record.birth_date.map(|date| format!("{}-{}-{}", &date[..4], &date[8..], &date[5..7]))
            }
            _ => {}
        }
        if self.chance(0.4) {
            record.national_ids = vec![];
        }
        record
    }

    fn typo(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = self.rng.usize(..letters.len().saturating_sub(1).max(1));
        match self.rng.u32(..4) {
            0 if letters.len() > 3 => {
                letters.remove(at);
            }
            1 => letters.insert(at, 'e'),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => letters[at] = 'a',
        }
        letters.into_iter().collect()
    }
}
