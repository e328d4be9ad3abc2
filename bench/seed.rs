//! The data of the bench: made once by the domain's own functions, kept in the folder.

use std::time::Instant;

use visavi::app::App;
use visavi::author::Author;
use visavi::clock::Time;
use visavi::customers::{self, CustomerInput, Kind};
use visavi::error::AppError;
use visavi::identifiers::LabelledValue;
use visavi::interactions::{self, InteractionInput, MessageInput};
use visavi::words::{Channel, Direction, State};

/// Customers in one transaction.
const CHUNK: usize = 500;

/// What is asked for, in an order that no cache likes.
pub struct Samples {
    pub ids: Vec<String>,
    pub phones: Vec<String>,
}

fn phone(n: usize) -> String {
    format!("+4670{:07}", 1_000_000 + n)
}

/// Makes what is missing and picks what is asked for.
pub async fn prepare(app: &App, customers: usize, interactions: usize) -> anyhow::Result<Samples> {
    let begun = Instant::now();
    let there: i64 =
        app.read(|tx| Ok(tx.get("SELECT COUNT(*) FROM customers", &[], |row| row.get(0))?)).await?;
    let mut made = usize::try_from(there)?;
    while made < customers {
        let (first, last) = (made, (made + CHUNK).min(customers));
        app.write(move |tx| make(app_home(), tx, first, last, interactions / customers.max(1))).await?;
        made = last;
        if made.is_multiple_of(10_000) {
            tell(&format!("{made} of {customers} customers, {:.0} s", begun.elapsed().as_secs_f64()));
        }
    }
    let ids: Vec<String> = app
        .read(|tx| {
            Ok(tx.query("SELECT id FROM customers LIMIT 100000", &[], |row| {
                Ok(row.get::<uuid::Uuid>(0)?.to_string())
            })?)
        })
        .await?;
    let count = ids.len();
    // A step that shares no factor with the count visits everything, far apart.
    let shuffled = (0..count).map(|n| ids[n * 61_603 % count].clone()).collect();
    let phones = (0..count).map(|n| phone(n * 61_603 % count)).collect();
    Ok(Samples { ids: shuffled, phones })
}

fn app_home() -> telephone::Country {
    visavi::config::Config::default_country()
}

fn make(
    home: telephone::Country,
    tx: &mut db::Tx<'_>,
    first: usize,
    last: usize,
    each: usize,
) -> Result<(), AppError> {
    let start = Time::parse("2024-11-01T08:00:00Z").unwrap_or(Time::from_micros(0));
    for n in first..last {
        let at = start.plus(i64::try_from(n).unwrap_or(0) * Time::SECOND);
        let author = Author::system(at);
        let input = CustomerInput {
            kind: Some(Kind::Person),
            reference: Some(format!("bench-{n}")),
            given_name: Some(format!("Given{}", n % 977)),
            family_name: Some(format!("Family{n}")),
            phones: Some(vec![LabelledValue { value: phone(n), label: Some("mobile".to_owned()) }]),
            emails: Some(vec![LabelledValue {
                value: format!("given.{n}@bench.example"),
                label: Some("work".to_owned()),
            }]),
            tags: Some(vec!["bench".to_owned()]),
            ..CustomerInput::default()
        };
        customers::create(tx, &author, home, &input)?;
        // One in ten has ten times the history.
        let contacts = if n % 10 == 0 { each * 10 } else { each.div_ceil(3) };
        for m in 0..contacts {
            contact(tx, home, n, m, at)?;
        }
    }
    Ok(())
}

fn contact(
    tx: &mut db::Tx<'_>,
    home: telephone::Country,
    n: usize,
    m: usize,
    at: Time,
) -> Result<(), AppError> {
    let at = at.plus(i64::try_from(m + 1).unwrap_or(0) * 9 * Time::HOUR);
    let channel = [Channel::Call, Channel::Chat, Channel::Sms][m % 3];
    let message = MessageInput {
        text: Some("Where is my order, and when does it arrive?".to_owned()),
        ..MessageInput::default()
    };
    let input = InteractionInput {
        reference: Some(format!("bench-{n}-{m}")),
        channel: Some(channel),
        direction: Some(Direction::In),
        from: Some(phone(n)),
        to: Some("+4684650042".to_owned()),
        queue: Some("Service".to_owned()),
        agent: Some("anna".to_owned()),
        state: Some(State::Closed),
        started_at: Some(at),
        answered_at: Some(at.plus(20 * Time::SECOND)),
        ended_at: Some(at.plus(240 * Time::SECOND)),
        messages: (channel != Channel::Call).then(|| vec![message]),
        ..InteractionInput::default()
    };
    interactions::receive(tx, &Author::system(at), home, &input)?;
    Ok(())
}

#[expect(clippy::print_stderr, reason = "progress of a run by hand")]
fn tell(text: &str) {
    eprintln!("{text}");
}
