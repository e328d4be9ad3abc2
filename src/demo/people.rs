//! The customers: persons and companies of four countries, made up from the lists of `lands`.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::cast;
use super::dice::Dice;
use super::lands::{BRITAIN, LANDS, Land, SWEDEN, form};
use super::numbers::{self, Numbers};
use super::staff;
use crate::clock::Time;
use crate::customers::{Address, CustomerInput, Kind, NationalId};
use crate::fold::fold;
use crate::identifiers::LabelledValue;

/// Customers by country, in the order of `LANDS`. The companies and people named in `cast` come on top.
const COUNTS: [usize; 4] = [455, 530, 505, 500];
/// Of a hundred customers so many are companies.
const COMPANIES: usize = 12;
/// The demo looks back so far.
pub const YEARS: i64 = 2 * 365;

const MACHINES: [&str; 6] = ["G1", "G2", "G2 Pro", "K4", "K4 Silent", "M8"];

/// A customer before it is stored.
#[derive(Clone, Debug)]
pub struct Made {
    pub input: CustomerInput,
    /// Index of the company among the customers; always before its people.
    pub company: Option<usize>,
    pub land: usize,
    pub feminine: bool,
    /// What they ring from, as networks send it.
    pub phone: Option<String>,
    pub machine: &'static str,
    pub serial: String,
    /// When the card was made, and by whom (index in `staff`).
    pub at: Time,
    pub by: usize,
    /// How many contacts there are about.
    pub busy: usize,
}

impl Made {
    pub fn name(&self) -> String {
        let parts = [self.input.given_name.as_deref(), self.input.family_name.as_deref()];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if name.is_empty() { self.input.name.clone().unwrap_or_default() } else { name }
    }

    pub fn email(&self) -> Option<&str> {
        Some(self.input.emails.as_ref()?.first()?.value.as_str())
    }

    pub fn handle(&self) -> Option<&str> {
        Some(self.input.handles.as_ref()?.first()?.value.as_str())
    }
}

/// Everybody, companies before their people; `now` is when the demo is seeded.
pub fn make(dice: &mut Dice, now: Time) -> Vec<Made> {
    let mut maker = Maker { numbers: Numbers::new(dice), taken: HashSet::new(), dice, now, made: Vec::new() };
    cast::enter(&mut maker);
    for (index, land) in LANDS.iter().enumerate() {
        maker.country(index, land);
    }
    maker.made
}

/// Makes customers one after the other and sees to it that nobody gets another's number or address.
pub struct Maker<'a> {
    pub dice: &'a mut Dice,
    numbers: Numbers,
    taken: HashSet<String>,
    now: Time,
    made: Vec<Made>,
}

impl Maker<'_> {
    fn country(&mut self, land_index: usize, land: &'static Land) {
        let count = COUNTS[land_index];
        let end = self.made.len() + count;
        for _ in 0..count * COMPANIES / 100 {
            self.company_with_people(land_index, land);
        }
        // One family in ten shares a landline.
        while self.made.len() < end {
            let household = if self.dice.chance(9) { self.dice.between(3, 5) } else { 1 };
            self.household(land_index, land, household);
        }
    }

    fn company_with_people(&mut self, land_index: usize, land: &'static Land) {
        let family = *self.dice.pick(&land.family);
        let name = self.dice.pick(&land.companies).replace("{family}", form(family, false));
        let domain = self.domain(&name);
        let switchboard = self.numbers.landline(land_index);
        let company = self.company(land_index, &name, switchboard.clone(), &format!("info@{domain}"));
        let people = self.dice.below(5);
        for nth in 0..people {
            let mut person = self.person(land_index, land, None);
            person.company = Some(company);
            let office = switchboard.as_ref().map(|number| format!("{number};ext={}", 10 + nth));
            let own = if self.dice.chance(20) { self.numbers.own(land_index) } else { ("mobile", None) };
            self.phones(&mut person, land_index, &[own, ("work", office)]);
            let email = self.email(&person, &domain);
            person.input.emails = Some(vec![labelled(email, "work")]);
            person.input.department = Some((*self.dice.pick(&land.departments)).to_owned());
            let title = *self.dice.pick(&land.titles);
            person.input.job_title = Some(form(title, person.feminine).to_owned());
            person.input.addresses = None;
            self.add(person);
        }
    }

    fn household(&mut self, land_index: usize, land: &'static Land, people: i64) {
        let shared = people > 1;
        let family = shared.then(|| *self.dice.pick(&land.family));
        let landline = if shared { self.numbers.landline(land_index) } else { None };
        let mut address = None;
        for _ in 0..people {
            let mut person = self.person(land_index, land, family);
            if shared {
                address = address.or_else(|| person.input.addresses.clone());
                person.input.addresses.clone_from(&address);
            }
            let own =
                if !shared || self.dice.chance(25) { self.numbers.own(land_index) } else { ("mobile", None) };
            self.phones(&mut person, land_index, &[own, ("home", landline.clone())]);
            // Not everybody has told an e-mail address, but everybody can be reached.
            if person.phone.is_none() || self.dice.chance(80) {
                let domain = *self.dice.pick(land.mail);
                let email = self.email(&person, domain);
                person.input.emails = Some(vec![labelled(email, "private")]);
            }
            if self.dice.chance(40) {
                let handle = self.unique(&fold(&person.name()).replace([' ', '-'], "."), "");
                person.input.handles =
                    Some(vec![LabelledValue { value: format!("@{handle}"), ..LabelledValue::default() }]);
            }
            self.add(person);
        }
    }

    /// A company of that name.
    pub fn company(&mut self, land_index: usize, name: &str, phone: Option<String>, email: &str) -> usize {
        let land = &LANDS[land_index];
        let mut made = self.blank(land_index);
        let (kind, value) = numbers::of_company(self.dice, land_index);
        made.input = CustomerInput {
            kind: Some(Kind::Company),
            name: Some(name.to_owned()),
            language: Some(land.language.to_owned()),
            emails: Some(vec![labelled(email.to_owned(), "work")]),
            addresses: Some(vec![self.address(land, "invoice")]),
            national_ids: Some(vec![NationalId { kind: kind.to_owned(), value }]),
            ..made.input
        };
        self.taken.insert(email.to_owned());
        self.phones(&mut made, land_index, &[("switchboard", phone)]);
        self.extras(&mut made, land);
        self.add(made)
    }

    /// A person without phones and e-mails.
    pub fn person(&mut self, land_index: usize, land: &'static Land, family: Option<&'static str>) -> Made {
        let mut made = self.blank(land_index);
        made.feminine = self.dice.chance(52);
        let given = *self.dice.pick(if made.feminine { &land.female } else { &land.male });
        let any = *self.dice.pick(&land.family);
        let family = family.unwrap_or(any);
        made.input = CustomerInput {
            kind: Some(Kind::Person),
            given_name: Some(given.to_owned()),
            family_name: Some(form(family, made.feminine).to_owned()),
            language: Some(land.language.to_owned()),
            addresses: Some(vec![self.address(land, "home")]),
            ..made.input
        };
        if self.dice.chance(35) {
            let date = format!(
                "{}-{:02}-{:02}",
                self.dice.between(1948, 2006),
                self.dice.between(1, 12),
                self.dice.between(1, 28)
            );
            if self.dice.chance(60) {
                let (kind, value) = numbers::of_person(self.dice, land_index, &date, made.feminine);
                made.input.national_ids = Some(vec![NationalId { kind: kind.to_owned(), value }]);
            }
            made.input.birth_date = Some(date);
        }
        self.extras(&mut made, land);
        made
    }

    fn blank(&mut self, land: usize) -> Made {
        let machine = *self.dice.pick(&MACHINES);
        let age = self.dice.between(30, YEARS);
        let serial = format!(
            "{}-{:06}",
            machine.split(' ').next().unwrap_or(machine),
            self.dice.between(4_000, 99_999)
        );
        Made {
            input: CustomerInput::default(),
            company: None,
            land,
            feminine: false,
            phone: None,
            machine,
            serial,
            at: self.now.plus(-age * Time::DAY - self.dice.between(0, 600) * Time::MINUTE),
            by: staff::of_land(self.dice, land),
            // Most customers have two to twenty contacts, a few many more.
            busy: if self.dice.chance(1) {
                40 + self.dice.below(70)
            } else {
                2 + truncated(self.dice.skewed() * 24.0)
            },
        }
    }

    /// What only some have: machine, tags, VIP, owner, a pinned note.
    fn extras(&mut self, made: &mut Made, land: &'static Land) {
        if self.dice.chance(55) {
            let fields = json!({ "machine": made.machine, "serial": made.serial });
            made.input.fields = fields.as_object().cloned();
        }
        if self.dice.chance(30) {
            let mut tags: Vec<String> = vec![(*self.dice.pick(&land.tags)).to_owned()];
            if self.dice.chance(40) {
                tags.push((*self.dice.pick(&land.tags)).to_owned());
            }
            tags.dedup();
            made.input.tags = Some(tags);
        }
        made.input.vip = Some(self.dice.chance(4));
        if self.dice.chance(12) {
            made.input.owner = Some(staff::STAFF[made.by].login.to_owned());
        }
        if self.dice.chance(7) {
            made.input.pinned_note = Some((*self.dice.pick(&land.notes)).to_owned());
        }
    }

    /// Sets the phones that are there; the first is what they ring from.
    pub fn phones(&mut self, made: &mut Made, land: usize, given: &[(&str, Option<String>)]) {
        let mut phones = Vec::new();
        for (label, number) in given {
            let Some(number) = number else { continue };
            made.phone.get_or_insert_with(|| numbers::e164(number));
            let written = if number.contains(";ext=") {
                number.clone()
            } else {
                numbers::spelling(self.dice, land, number)
            };
            phones.push(labelled(written, label));
        }
        made.input.phones = Some(phones);
    }

    fn address(&mut self, land: &'static Land, kind: &str) -> Address {
        let (city, shape) = *self.dice.pick(&land.cities);
        let code = shape.chars().map(|c| match c {
            '#' => char::from(b'0' + u8::try_from(self.dice.below(10)).unwrap_or(0)),
            'X' => char::from(b'A' + u8::try_from(self.dice.below(8)).unwrap_or(0)),
            c => c,
        });
        let postal_code = code.collect();
        let street = *self.dice.pick(&land.streets);
        let number = self.dice.between(1, 89);
        let in_front = std::ptr::eq(land, &LANDS[BRITAIN]);
        Address {
            kind: Some(kind.to_owned()),
            street: Some(if in_front { format!("{number} {street}") } else { format!("{street} {number}") }),
            postal_code: Some(postal_code),
            city: Some(city.to_owned()),
            region: None,
            country: Some(land.code.to_owned()),
        }
    }

    fn email(&mut self, person: &Made, domain: &str) -> String {
        let local = fold(&person.name()).replace(' ', ".");
        self.unique(&local, &format!("@{domain}"))
    }

    /// `cafe-norrang.example`, never twice.
    fn domain(&mut self, name: &str) -> String {
        let words = fold(name).replace(|c: char| !c.is_ascii_alphanumeric(), " ");
        let slug = words.split_whitespace().take(3).collect::<Vec<_>>().join("-");
        self.unique(&slug, ".example")
    }

    /// The text, or the text with the next number that is free.
    fn unique(&mut self, text: &str, ending: &str) -> String {
        let mut candidate = format!("{text}{ending}");
        let mut nth = 2;
        while !self.taken.insert(candidate.clone()) {
            candidate = format!("{text}{nth}{ending}");
            nth += 1;
        }
        candidate
    }

    /// Adds a customer under the next customer number and gives its index.
    pub fn add(&mut self, mut made: Made) -> usize {
        let index = self.made.len();
        made.input.reference = Some(format!("N-{}", 100_001 + index));
        // Nobody's card is older than the company's they belong to.
        if let Some(company) = made.company {
            made.at = made.at.max(self.made[company].at.plus(Time::HOUR));
        }
        self.made.push(made);
        index
    }

    /// Says since when a customer is one.
    pub fn since(&mut self, index: usize, at: Time) {
        self.made[index].at = at;
    }

    pub fn take(&mut self, text: &str) {
        self.taken.insert(text.to_owned());
    }

    pub fn now(&self) -> Time {
        self.now
    }
}

pub fn labelled(value: String, label: &str) -> LabelledValue {
    LabelledValue { value, label: Some(label.to_owned()), ..LabelledValue::default() }
}

pub fn members(value: Value) -> Option<Map<String, Value>> {
    value.as_object().cloned()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
fn truncated(number: f64) -> usize {
    number as usize
}

/// The home country of the demo: what a national number means.
pub fn home() -> telephone::Country {
    LANDS[SWEDEN].code.parse().unwrap_or_else(|_| crate::config::Config::default_country())
}
