//! Customers in alphabetical order, those that fit a filter, and the SQL of what a filter asks of one customer.
//!
//! Invariant: a part of a list reads a bounded number of customers. Where that is not enough to fill it, it is shorter
//! and says where the next one begins; whichever way it is read, the order is the same.

use db::{DbError, Tx, Value, params};
use uuid::Uuid;

use super::Kind;
use super::finding::{Before, Filter, OwnedBy};
use crate::http::paging::{Cursor, Listed, Page};
use crate::id::CustomerId;
use crate::search::reading::Conditions;

/// As many customers with a tag or a field are read in any order and sorted. Of more, every some hundredth customer
/// has it or is one of few enough to be met on the way.
const FEW: i64 = 2_000;

/// Customers that are looked at in alphabetical order, in steps, for one part.
const STEPS: [i64; 3] = [1_000, 4_000, 16_000];

/// A customer's place in the order.
type Place = (String, Uuid);

/// What is asked of a customer `c`: text with a `{}` for each value.
type Asking = (String, Vec<Value>);

/// Ids of those who fit, in alphabetical order.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, page: &Page) -> Result<Listed<CustomerId>, DbError> {
    let after = page.after.after_nothing();
    if let Some(few) = few(tx, filter)? {
        let found = read_few(tx, &few, filter, &after, page.fetch())?;
        return Ok(cut(page, found));
    }
    let walk = Walk::of(filter);
    if walk.others.is_empty() {
        let found = walk.read(tx, &after, None, page.fetch())?;
        return Ok(cut(page, found));
    }
    let (mut found, mut from) = (Vec::new(), after);
    for step in STEPS {
        let end = walk.end(tx, &from, step)?;
        let wanted = page.fetch() - i64::try_from(found.len()).unwrap_or(0);
        found.extend(walk.read(tx, &from, end.as_ref(), wanted)?);
        let Some(end) = end else { return Ok(cut(page, found)) };
        if found.len() > usize::try_from(page.limit).unwrap_or(usize::MAX) {
            return Ok(cut(page, found));
        }
        from = end;
    }
    // Everybody up to here has been looked at.
    let next = Some(Cursor::text(from.0, from.1).encode());
    Ok(Listed { items: found.into_iter().map(|(_, id)| CustomerId(id)).collect(), next })
}

fn cut(page: &Page, found: Vec<Place>) -> Listed<CustomerId> {
    let listed = page.list(found, |(name, id)| Cursor::text(name.clone(), *id));
    Listed { items: listed.items.into_iter().map(|(_, id)| CustomerId(id)).collect(), next: listed.next }
}

/// The way through the customers: those of one index, in its order, and what else is asked of them.
struct Walk {
    lead: Option<Asking>,
    others: Vec<Asking>,
    visible: &'static str,
}

impl Walk {
    fn of(filter: &Filter) -> Walk {
        let (mut columns, others) = (of_columns(filter), of_others(filter));
        // Persons and those who are no VIPs are most of all: no index leads through them.
        let leads = |asking: &Asking| asking.0 != NO_VIP && asking.0 != PERSON;
        let lead = columns.iter().position(leads).map(|place| columns.remove(place));
        // The planner is not to take the index of another column: it may be the longer way.
        let beside = columns.into_iter().map(|(sql, values)| (format!("({sql}) IS TRUE"), values));
        Walk { lead, others: beside.chain(others).collect(), visible: visible(filter) }
    }

    /// Where the next `step` customers of the way end; none: there are fewer.
    fn end(&self, tx: &mut Tx<'_>, after: &Place, step: i64) -> Result<Option<Place>, DbError> {
        let mut values: Vec<Value> = params![after.0.as_str(), after.1, step - 1].into();
        let lead = conditions(self.lead.as_slice()).text(&mut values);
        let sql = format!(
            "SELECT c.name_fold, c.id FROM customers c WHERE (c.name_fold, c.id) > ($1, $2){lead}
             ORDER BY c.name_fold, c.id LIMIT 1 OFFSET $3"
        );
        tx.find(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Those of the way who fit, up to an end.
    fn read(
        &self,
        tx: &mut Tx<'_>,
        after: &Place,
        end: Option<&Place>,
        most: i64,
    ) -> Result<Vec<Place>, DbError> {
        let mut values: Vec<Value> = params![after.0.as_str(), after.1, most].into();
        let up_to = match end {
            Some((name, id)) => {
                values.extend(params![name.as_str(), *id]);
                " AND (c.name_fold, c.id) <= ($4, $5)"
            }
            None => "",
        };
        let lead = conditions(self.lead.as_slice()).text(&mut values);
        let (others, visible) = (conditions(&self.others).text(&mut values), self.visible);
        let sql = format!(
            "SELECT c.name_fold, c.id FROM customers c WHERE (c.name_fold, c.id) > ($1, $2){up_to}{lead}{others}{visible}
             ORDER BY c.name_fold, c.id LIMIT $3"
        );
        tx.query(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

/// A table that leads to few customers: its name, and what is asked of a row `t` of it.
type Few = (&'static str, Asking);

/// The shortest way by a tag or a field, if there is a short one.
fn few(tx: &mut Tx<'_>, filter: &Filter) -> Result<Option<Few>, DbError> {
    let tag = filter
        .tag
        .iter()
        .map(|tag| ("customer_tags", ("t.tag_fold = {}".to_owned(), vec![tag.as_str().into()])));
    let fields = filter.fields.iter().map(|(key, value)| {
        let values = vec![key.as_str().into(), value.as_str().into()];
        ("customer_fields", ("t.key = {} AND t.value_fold = {}".to_owned(), values))
    });
    let mut shortest: Option<(i64, Few)> = None;
    for (table, asking) in tag.chain(fields) {
        let mut values: Vec<Value> = params![FEW + 1].into();
        let asked = conditions(std::slice::from_ref(&asking)).text(&mut values);
        let sql =
            format!("SELECT COUNT(*) FROM (SELECT 1 FROM {table} t WHERE TRUE{asked} LIMIT $1) AS counted");
        let count: i64 = tx.get(sql, &values, |row| row.get(0))?;
        if count <= FEW && shortest.as_ref().is_none_or(|(least, _)| count < *least) {
            shortest = Some((count, (table, asking)));
        }
    }
    Ok(shortest.map(|(_, few)| few))
}

fn read_few(
    tx: &mut Tx<'_>,
    (table, lead): &Few,
    filter: &Filter,
    after: &Place,
    most: i64,
) -> Result<Vec<Place>, DbError> {
    let mut values: Vec<Value> = params![after.0.as_str(), after.1, most].into();
    let lead = conditions(std::slice::from_ref(lead)).text(&mut values);
    let others = conditions(&[of_columns(filter), of_others(filter)].concat()).text(&mut values);
    let visible = visible(filter);
    // A CROSS JOIN tells SQLite where to begin.
    let sql = format!(
        "SELECT c.name_fold, c.id FROM {table} t CROSS JOIN customers c
         WHERE c.id = t.customer_id AND (c.name_fold, c.id) > ($1, $2){lead}{others}{visible}
         ORDER BY c.name_fold, c.id LIMIT $3"
    );
    tx.query(sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Nearly everybody is: no condition that leads or bounds a way. Merged customers are on the cards that they are under.
fn visible(filter: &Filter) -> &'static str {
    if filter.hidden == Some(false) {
        " AND c.card_id IS NULL AND NOT c.hidden"
    } else {
        " AND c.card_id IS NULL"
    }
}

const NO_VIP: &str = "NOT c.vip";
const PERSON: &str = "c.kind = 'person'";

/// What is asked of the columns of a customer; what leads to the fewest comes first.
fn of_columns(filter: &Filter) -> Vec<Asking> {
    let mut asked: Vec<Asking> = Vec::new();
    if let Some(company) = filter.company {
        let mut companies: Vec<Value> = vec![company.into()];
        companies.extend(filter.merged_companies.iter().map(|one| Value::from(*one)));
        let sql = match companies.len() {
            1 => "c.company_id = {}".to_owned(),
            many => format!("c.company_id IN ({})", vec!["{}"; many].join(", ")),
        };
        asked.push((sql, companies));
    }
    match &filter.owner {
        Some(OwnedBy::Login(login)) => {
            let sql = "c.owner_id = (SELECT a.id FROM agents a WHERE a.login_fold = {})";
            asked.push((sql.to_owned(), vec![login.as_str().into()]));
        }
        Some(OwnedBy::Nobody) => asked.push(("c.owner_id IS NULL".to_owned(), Vec::new())),
        None => {}
    }
    let words = [
        filter.hidden.filter(|hidden| *hidden).map(|_| "c.hidden"),
        filter.vip.map(|vip| if vip { "c.vip" } else { NO_VIP }),
        filter.kind.map(|kind| match kind {
            Kind::Company => "c.kind = 'company'",
            Kind::Person => PERSON,
        }),
    ];
    asked.extend(words.into_iter().flatten().map(|sql| (sql.to_owned(), Vec::new())));
    asked
}

/// What is asked of what hangs on a customer: one step into an index each.
fn of_others(filter: &Filter) -> Vec<Asking> {
    let mut asked: Vec<Asking> = Vec::new();
    // LIMIT and OFFSET keep the planners from turning it round and reading the whole table instead.
    let mut there = |is: &str, from: &str, values: Vec<Value>| {
        asked.push((format!("{is} (SELECT 1 FROM {from} LIMIT 1 OFFSET 0)"), values));
    };
    if let Some(tag) = &filter.tag {
        let values = vec![tag.as_str().into()];
        there("EXISTS", "customer_tags t WHERE t.customer_id = c.id AND t.tag_fold = {}", values);
    }
    for (key, value) in &filter.fields {
        let values = vec![key.as_str().into(), value.as_str().into()];
        let from = "customer_fields v WHERE v.customer_id = c.id AND v.key = {} AND v.value_fold = {}";
        there("EXISTS", from, values);
    }
    if let Some(channel) = filter.channel {
        let from = "history_counts k WHERE k.customer_id = c.id AND k.channel = {} AND k.count > 0";
        there("EXISTS", from, vec![channel.into()]);
    }
    if let Some(after) = filter.contact_after {
        there("EXISTS", "history h WHERE h.customer_id = c.id AND h.at >= {}", vec![after.into()]);
    }
    match filter.contact_before {
        Some(Before::Ever) => there("NOT EXISTS", "history h WHERE h.customer_id = c.id", Vec::new()),
        Some(Before::Time(before)) => {
            there("EXISTS", "history h WHERE h.customer_id = c.id", Vec::new());
            there("NOT EXISTS", "history h WHERE h.customer_id = c.id AND h.at >= {}", vec![before.into()]);
        }
        None => {}
    }
    asked
}

fn conditions(asked: &[Asking]) -> Conditions {
    asked.iter().fold(Conditions::default(), |all, (sql, values)| all.and(sql, values.clone()))
}

/// What of a filter is asked of the candidates of a search.
pub fn of_candidates(filter: &Filter) -> Conditions {
    let asked = [of_columns(filter), of_others(filter)].concat();
    if asked.is_empty() {
        return Conditions::default();
    }
    let (texts, values): (Vec<String>, Vec<Vec<Value>>) = asked.into_iter().unzip();
    let sql = format!(
        "EXISTS (SELECT 1 FROM customers c WHERE c.id = w.customer_id AND {} LIMIT 1 OFFSET 0)",
        texts.join(" AND ")
    );
    Conditions::default().and(&sql, values.concat())
}
