//! The customers of a block: sometimes a company with people and a switchboard, then households that share what
//! households share.

use super::{BLOCK, Made, Order, names};
use crate::clock::Time;
use crate::customers::{Address, CustomerInput, Kind};
use crate::demo::dice::Dice;
use crate::demo::lands::{LANDS, Land, form};
use crate::fold::fold;
use crate::identifiers::LabelledValue;

/// The directory was begun so long ago.
const YEARS: i64 = 5 * 365;

/// As many as a block holds.
pub fn make(dice: &mut Dice, order: &Order, block: usize) -> Vec<Made> {
    let land = dice.below(LANDS.len());
    let mut maker = Maker { dice, order, block, land, made: Vec::with_capacity(BLOCK + 5) };
    if maker.dice.chance(40) {
        maker.company();
    }
    while maker.made.len() < BLOCK {
        let people = if maker.dice.chance(15) { maker.dice.between(2, 5) } else { 1 };
        maker.household(people);
    }
    maker.made
}

struct Maker<'a> {
    dice: &'a mut Dice,
    order: &'a Order,
    block: usize,
    land: usize,
    made: Vec<Made>,
}

impl Maker<'_> {
    fn land(&self) -> &'static Land {
        &LANDS[self.land]
    }

    fn company(&mut self) {
        let family = names::family(self.dice, self.land);
        let name = self.dice.pick(&self.land().companies).replace("{family}", form(&family, false));
        let switchboard = self.landline();
        let domain = format!("{}-{}.example", slug(&name), self.block);
        let address = self.address("invoice");
        let company = self.made.len();
        self.add(
            CustomerInput {
                kind: Some(Kind::Company),
                name: Some(name),
                phones: Some(vec![labelled(&switchboard, "switchboard")]),
                emails: Some(vec![labelled(&format!("info@{domain}"), "work")]),
                addresses: Some(vec![address]),
                ..CustomerInput::default()
            },
            None,
        );
        for nth in 0..self.dice.between(1, 9) {
            let mut person = self.person(None);
            let mut phones = vec![labelled(&format!("{switchboard};ext={}", 10 + nth), "work")];
            if self.dice.chance(60) {
                phones.insert(0, labelled(&self.mobile(), "mobile"));
            }
            person.phones = Some(phones);
            person.emails = Some(vec![labelled(&format!("{}@{domain}", mailbox(&person)), "work")]);
            person.department = Some((*self.dice.pick(&self.land().departments)).to_owned());
            self.add(person, Some(company));
        }
    }

    fn household(&mut self, people: i64) {
        let family = names::family(self.dice, self.land);
        let (landline, address) = (self.landline(), self.address("home"));
        for _ in 0..people {
            let mut person = self.person(Some(&family));
            let mut phones = Vec::new();
            if self.dice.chance(85) {
                phones.push(labelled(&self.mobile(), "mobile"));
            }
            if people > 1 || phones.is_empty() {
                phones.push(labelled(&landline, "home"));
            }
            person.phones = Some(phones);
            if self.dice.chance(70) {
                let mail = *self.dice.pick(self.land().mail);
                let number = self.dice.between(1, 9_999);
                person.emails =
                    Some(vec![labelled(&format!("{}{number}@{mail}", mailbox(&person)), "private")]);
            }
            person.addresses = Some(vec![address.clone()]);
            self.add(person, None);
        }
    }

    fn person(&mut self, family: Option<&str>) -> CustomerInput {
        let land = self.land();
        let feminine = self.dice.chance(51);
        let given = *self.dice.pick(if feminine { &land.female } else { &land.male });
        let own = names::family(self.dice, self.land);
        let date = (
            self.dice.between(1935, 2006),
            self.dice.between(1, 12),
            self.dice.between(1, 28),
            self.dice.chance(45),
        );
        CustomerInput {
            kind: Some(Kind::Person),
            given_name: Some(given.to_owned()),
            family_name: Some(form(family.unwrap_or(&own), feminine).to_owned()),
            language: Some(land.language.to_owned()),
            birth_date: date.3.then(|| format!("{}-{:02}-{:02}", date.0, date.1, date.2)),
            vip: self.dice.chance(1).then_some(true),
            tags: self.dice.chance(20).then(|| vec![(*self.dice.pick(&land.tags)).to_owned()]),
            ..CustomerInput::default()
        }
    }

    fn add(&mut self, input: CustomerInput, company: Option<usize>) {
        let reference = Some(self.order.reference(self.block * BLOCK + self.made.len()));
        let at = self.order.now.plus(-self.dice.between(1, YEARS * 24 * 60) * Time::MINUTE);
        self.made.push(Made {
            input: CustomerInput { reference, ..input },
            company,
            contacts: Vec::new(),
            at,
        });
    }

    /// A mobile number of the shape of the country.
    fn mobile(&mut self) -> String {
        let shapes: [&[(&str, usize)]; 4] = [
            &[("+4670", 7), ("+4672", 7), ("+4673", 7), ("+4676", 7)],
            &[("+4850", 7), ("+4860", 7), ("+4869", 7), ("+4888", 7)],
            &[("+49151", 8), ("+49160", 7), ("+49171", 7), ("+49176", 8)],
            &[("+447400", 6), ("+447700", 6), ("+447800", 6), ("+447911", 6)],
        ];
        self.number(shapes[self.land])
    }

    fn landline(&mut self) -> String {
        let shapes: [&[(&str, usize)]; 4] = [
            &[("+4631", 7), ("+4640", 7), ("+468", 8)],
            &[("+4812", 7), ("+4822", 7), ("+4858", 7)],
            &[("+4930", 7), ("+4940", 7), ("+4989", 7)],
            &[("+44161", 7), ("+4420", 8), ("+44113", 7)],
        ];
        self.number(shapes[self.land])
    }

    fn number(&mut self, shapes: &[(&str, usize)]) -> String {
        let (prefix, digits) = *self.dice.pick(shapes);
        let first = self.dice.between(2, 6);
        let rest: String = (1..digits).map(|_| char::from(b'0' + self.dice.below(10) as u8)).collect();
        format!("{prefix}{first}{rest}")
    }

    fn address(&mut self, kind: &str) -> Address {
        let land = self.land();
        let (city, shape) = *self.dice.pick(&land.cities);
        let postal_code = shape.chars().map(|c| match c {
            '#' => char::from(b'0' + self.dice.below(10) as u8),
            'X' => char::from(b'A' + self.dice.below(26) as u8),
            c => c,
        });
        Address {
            kind: Some(kind.to_owned()),
            postal_code: Some(postal_code.collect()),
            street: Some(format!("{} {}", self.dice.pick(&land.streets), self.dice.between(1, 180))),
            city: Some(city.to_owned()),
            region: None,
            country: Some(land.code.to_owned()),
        }
    }
}

fn labelled(value: &str, label: &str) -> LabelledValue {
    LabelledValue { value: value.to_owned(), label: Some(label.to_owned()), ..LabelledValue::default() }
}

/// As the part of an address: letters and digits.
fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(3).collect::<Vec<_>>().join("-")
}

fn mailbox(person: &CustomerInput) -> String {
    let name = |part: &Option<String>| slug(part.as_deref().unwrap_or_default());
    format!("{}.{}", name(&person.given_name), name(&person.family_name))
}
