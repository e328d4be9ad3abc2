//! The demo: a fictional contact centre, its two years of history, and live traffic over the public API.
//!
//! Invariants: the same seed makes the same customers and contacts; every number is from a range that rings
//! nowhere and every domain ends in `.example`; a database that holds anything else is never touched.

mod cast;
mod contacts;
pub mod dice;
mod faces;
pub mod lands;
mod line;
mod mail;
mod numbers;
mod papers;
mod people;
pub mod seed;
mod shelves;
pub mod staff;
pub mod telephone;
pub mod traffic;

use crate::clock::Time;

/// Of every demo, so that all of them are alike.
const SEED: u64 = 1907;

/// Everybody and everything that the demo is filled with.
pub struct Fiction {
    customers: Vec<people::Made>,
    contacts: Vec<contacts::Contact>,
}

impl Fiction {
    /// The contact centre as it stands at `now`.
    pub fn at(now: Time) -> Fiction {
        let mut dice = dice::Dice::new(SEED);
        let customers = people::make(&mut dice, now);
        let contacts = contacts::make(&mut dice, &customers, now);
        Fiction { customers, contacts }
    }

    /// A corner of it: the first customers and their contacts, for whoever has no time for all.
    pub fn corner(self, count: usize) -> Fiction {
        let contacts =
            self.contacts.into_iter().filter(|contact| contact.customer.is_none_or(|one| one < count));
        let customers = self.customers.into_iter().take(count).collect();
        Fiction { customers, contacts: contacts.collect() }
    }

    pub fn sizes(&self) -> (usize, usize) {
        (self.customers.len(), self.contacts.len())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::words::Channel;

    fn fiction() -> Fiction {
        Fiction::at(Time::parse("2026-11-21T14:06:00Z").unwrap())
    }

    fn text(fiction: &Fiction) -> String {
        let customers: Vec<_> = fiction.customers.iter().map(|one| (&one.input, one.company)).collect();
        let contacts: Vec<_> =
            fiction.contacts.iter().map(|one| (&one.input, one.customer, &one.comment)).collect();
        serde_json::to_string(&(customers, contacts)).unwrap()
    }

    #[test]
    fn every_demo_is_alike() {
        assert!(text(&fiction()) == text(&fiction()));
    }

    #[test]
    fn there_are_as_many_as_promised() {
        let fiction = fiction();
        let companies = fiction.customers.iter().filter(|one| one.input.name.is_some()).count();
        assert!((1_950..=2_100).contains(&fiction.customers.len()), "{} customers", fiction.customers.len());
        assert!((200..=300).contains(&companies), "{companies} companies");
        let mut channels: HashMap<Channel, usize> = HashMap::new();
        let mut of_customer: HashMap<Option<usize>, usize> = HashMap::new();
        for contact in &fiction.contacts {
            *channels.entry(contact.input.channel.unwrap()).or_default() += 1;
            *of_customer.entry(contact.customer).or_default() += 1;
        }
        for channel in Channel::ALL {
            assert!(channels[channel] >= 200, "{channels:?}");
        }
        assert!((12_000..=22_000).contains(&fiction.contacts.len()), "{} contacts", fiction.contacts.len());
        assert!(of_customer[&Some(cast::KAROLINA)] >= 70, "{}", of_customer[&Some(cast::KAROLINA)]);
        let usual = of_customer.values().filter(|count| (2..=24).contains(*count)).count();
        assert!(usual * 100 / of_customer.len() >= 85, "{usual} of {}", of_customer.len());
    }

    #[test]
    fn nothing_rings_and_nothing_is_delivered() {
        let fiction = fiction();
        for made in &fiction.customers {
            for phone in made.input.phones.iter().flatten() {
                assert!(
                    crate::identifiers::Identifier::phone(&phone.value, people::home()).is_ok(),
                    "{}",
                    phone.value
                );
            }
        }
        let text = text(&fiction);
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '(' | ')' | ','))
        {
            if let Some((_, domain)) = word.split_once('@').filter(|(local, _)| !local.is_empty()) {
                assert!(domain.trim_end_matches('.').ends_with(".example"), "{word}");
            }
            assert!(!word.contains("://"), "{word}");
        }
    }

    #[test]
    fn only_what_is_meant_to_be_shared_is_shared() {
        let fiction = fiction();
        let mut holders: HashMap<String, usize> = HashMap::new();
        for made in &fiction.customers {
            let mut own = HashSet::new();
            for phone in made.input.phones.iter().flatten() {
                let phone = crate::identifiers::Identifier::phone(&phone.value, people::home()).unwrap();
                own.insert(phone.value);
            }
            for email in made.input.emails.iter().flatten() {
                assert!(own.insert(email.value.clone()));
            }
            own.into_iter().for_each(|value| *holders.entry(value).or_default() += 1);
        }
        assert_eq!(holders[&numbers::e164(cast::KNOWN)], 1);
        assert_eq!(holders[&numbers::e164(cast::SHARED)], 4);
        assert_eq!(holders[&numbers::e164(cast::SWITCHBOARD)], 7);
        assert_eq!(holders[&numbers::e164(cast::VIP.1)], 1);
        assert!(!holders.contains_key(&numbers::e164(cast::STRANGER)));
        let mut addresses = holders.iter().filter(|(value, _)| value.contains('@'));
        assert!(addresses.all(|(value, count)| *count == 1 + usize::from(value == cast::TWICE)));
        let households = holders.values().filter(|count| (3..=5).contains(*count)).count();
        assert!(households >= 60, "{households}");
        assert_eq!(fiction.customers[cast::KAROLINA].name(), "Karolina Wierzbicka");
    }

    #[test]
    fn everything_happened_in_the_past_two_years() {
        let now = Time::parse("2026-11-21T14:06:00Z").unwrap();
        let begin = now.plus(-(people::YEARS + 1) * Time::DAY);
        for contact in &fiction().contacts {
            let started = contact.input.started_at.unwrap();
            assert!(begin < started && started <= contact.at && contact.at < now, "{contact:?}");
        }
    }
}
