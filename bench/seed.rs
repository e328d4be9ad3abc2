//! The data of the bench: made once by `generate`, kept in the folder, and what is asked of it.

use std::time::Instant;

use visavi::app::App;
use visavi::demo::dice::Dice;
use visavi::generate::{self, Order};

/// Customers that are asked for: more than any cache of statements or pages would like.
const SAMPLES: i64 = 50_000;

/// What is asked for, in an order that no cache likes.
pub struct Samples {
    pub ids: Vec<String>,
    pub phones: Vec<String>,
    /// Given and family names.
    pub names: Vec<(String, String)>,
    /// What agents type, by kind.
    pub searches: Vec<(&'static str, Vec<String>)>,
}

/// A person to be asked for.
struct Person {
    id: String,
    phone: String,
    email: Option<String>,
    given: String,
    family: String,
    company: Option<String>,
}

/// Makes what is missing and picks what is asked for.
pub async fn prepare(app: &App, customers: usize, interactions: usize) -> anyhow::Result<Samples> {
    let begun = Instant::now();
    let order = Order { customers, interactions, seed: 1, now: app.clock.now(), home: app.home };
    let told = |done: usize| {
        if done.is_multiple_of(10_000) {
            tell(&format!("{done} of {customers} customers, {:.0} s", begun.elapsed().as_secs_f64()));
        }
    };
    generate::run(&app.db, order, told).await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let people: Vec<Person> = app
        .read(|tx| {
            Ok(tx.query(
                "SELECT c.id, i.value, c.given_name, c.family_name, f.name,
                   (SELECT e.value FROM identifiers e WHERE e.customer_id = c.id AND e.kind = 'email' LIMIT 1)
                 FROM customers c JOIN identifiers i ON i.customer_id = c.id AND i.kind = 'phone' AND i.position = 0
                 LEFT JOIN customers f ON f.id = c.company_id
                 WHERE c.given_name IS NOT NULL AND c.family_name IS NOT NULL LIMIT $1",
                &db::params![SAMPLES],
                |row| {
                    Ok(Person {
                        id: row.get::<uuid::Uuid>(0)?.to_string(),
                        phone: row.get(1)?,
                        given: row.get(2)?,
                        family: row.get(3)?,
                        company: row.get(4)?,
                        email: row.get(5)?,
                    })
                },
            )?)
        })
        .await?;
    let count = people.len();
    // A step that shares no factor with the count visits everything, far apart.
    let people: Vec<&Person> = (0..count).map(|n| &people[n * 61_603 % count]).collect();
    Ok(Samples {
        ids: people.iter().map(|one| one.id.clone()).collect(),
        phones: people.iter().map(|one| one.phone.clone()).collect(),
        names: people.iter().map(|one| (one.given.clone(), one.family.clone())).collect(),
        searches: searches(&people),
    })
}

fn searches(people: &[&Person]) -> Vec<(&'static str, Vec<String>)> {
    let of = |text: &dyn Fn(&Person) -> Option<String>| people.iter().filter_map(|one| text(one)).collect();
    let names = |one: &Person, change: &dyn Fn(&str) -> String| {
        words(&format!("{} {}", one.given, one.family), change)
    };
    vec![
        ("search, 3 letters", of(&|one| Some(begin(&one.family, 3)))),
        ("search, 3 + 3 letters", of(&|one| Some(names(one, &|word| begin(word, 3))))),
        ("search, whole names", of(&|one| Some(names(one, &str::to_owned)))),
        ("search, last 4 digits", of(&|one| Some(end(&one.phone, 4)))),
        ("search, last 6 digits", of(&|one| Some(end(&one.phone, 6)))),
        ("search, number begun", of(&|one| Some(begin(&one.phone, 9)))),
        (
            "search, e-mail begun",
            of(&|one| Some(begin(one.email.as_deref()?, one.email.as_deref()?.find('@')? + 3))),
        ),
        (
            "search, name + company",
            of(&|one| Some(format!("{} {}", one.family, begin(one.company.as_deref()?, 5)))),
        ),
        ("search, misspelt", of(&|one| Some(names(one, &misspell)))),
        ("search, random texts", random()),
    ]
}

/// What nobody would type: pieces of everything that the search knows to tell apart.
fn random() -> Vec<String> {
    let letters: Vec<char> = "aabbeghlmnno  0170246+-@@.'\"%_*()~=ßłåéşİ漢".chars().collect();
    let mut dice = Dice::new(3);
    (0..SAMPLES).map(|_| (0..dice.between(1, 14)).map(|_| *dice.pick(&letters)).collect()).collect()
}

fn begin(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

fn end(text: &str, letters: usize) -> String {
    text.chars().skip(text.chars().count().saturating_sub(letters)).collect()
}

fn words(name: &str, change: impl Fn(&str) -> String) -> String {
    name.split(' ').map(change).collect::<Vec<_>>().join(" ")
}

/// Two letters in the middle change places.
fn misspell(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let middle = letters.len() / 2;
    if letters.len() >= 5 {
        letters.swap(middle, middle + 1);
    }
    letters.into_iter().collect()
}

#[expect(clippy::print_stderr, reason = "progress of a run by hand")]
pub fn tell(text: &str) {
    eprintln!("{text}");
}
