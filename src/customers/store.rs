//! All SQL of customers and what is theirs alone.

use std::collections::{BTreeSet, HashMap};

use db::{DbError, Row, Stmt, Tx, params};
use serde_json::{Map, Value};

use super::cards::{self, card_of, of_card, of_people};
use super::{Address, Company, Customer, Kind, Member, NationalId, Owner, PinnedNote, Prepared, own_fields};
use crate::author::Author;
use crate::clock::Time;
use crate::fields::Definitions;
use crate::fold::{fold, fold_case};
use crate::id::{AgentId, AvatarId, CustomerId, new_uuid};
use crate::identifiers::{self, CustomerIdentifier};
use crate::json_column;
use crate::words::column;

const CUSTOMER: &str = concat!(
    "SELECT c.id, c.kind, c.ref, c.given_name, c.family_name, c.own_name, c.name, f.id, f.name,
     c.department, c.job_title, c.birth_date, c.language, c.fields, c.vip, c.owner_id, o.login, o.name,
     n.text, n.author, n.updated_at, n.expires_at, c.version, c.created_at, c.updated_at, c.hidden,
     r.customer_id IS NOT NULL, c.avatar
   FROM customers c LEFT JOIN customers f ON f.id = ",
    card_of!("c.company_id"),
    " LEFT JOIN agents o ON o.id = c.owner_id
     LEFT JOIN notes n ON n.id = (SELECT p.id FROM notes p WHERE p.pinned AND p.customer_id IN ",
    of_card!("c.id"),
    " ORDER BY p.customer_id = c.id DESC, p.created_at DESC LIMIT 1)
     LEFT JOIN restrictions r ON r.customer_id = c.id WHERE c.id = $1"
);
const ADDRESSES: &str = "SELECT kind, street, postal_code, city, region, country FROM addresses
   WHERE customer_id = $1 ORDER BY position";
const NATIONAL_IDS: &str = "SELECT kind, value FROM national_ids WHERE customer_id = $1 ORDER BY position";
const TAGS: &str = "SELECT tag FROM customer_tags WHERE customer_id = $1 ORDER BY position";

/// What reads a customer.
pub const STATEMENTS: [&str; 6] =
    [CUSTOMER, identifiers::store::OF_CUSTOMER, ADDRESSES, NATIONAL_IDS, TAGS, cards::MERGED];
/// The people of a company.
const PEOPLE_IDS: &str =
    concat!("SELECT id FROM customers WHERE card_id IS NULL AND company_id IN ", of_card!("$1"));
/// How many people belong to a company.
pub const PEOPLE: &str =
    concat!("SELECT COUNT(*) FROM customers WHERE card_id IS NULL AND company_id IN ", of_card!("$1"));

/// A customer being gathered by the statements of a batch.
#[derive(Default)]
pub struct Gathered {
    pub customer: Option<Customer>,
    pub identifiers: Vec<CustomerIdentifier>,
    pub addresses: Vec<Address>,
    pub national_ids: Vec<NationalId>,
    pub tags: Vec<String>,
    pub merged: Vec<CustomerId>,
}

impl Gathered {
    /// The statements that read a customer, to be sent in one flight with others.
    pub fn statements(&mut self, id: CustomerId) -> [Stmt<'_>; 6] {
        let Gathered { customer, identifiers, addresses, national_ids, tags, merged } = self;
        [
            Stmt::new(CUSTOMER, params![id], |row| {
                *customer = Some(read_customer(row)?);
                Ok(())
            }),
            Stmt::new(identifiers::store::OF_CUSTOMER, params![id], |row| {
                identifiers.push(identifiers::store::read(row, 0)?);
                Ok(())
            }),
            Stmt::new(ADDRESSES, params![id], |row| {
                addresses.push(read_address(row)?);
                Ok(())
            }),
            Stmt::new(NATIONAL_IDS, params![id], |row| {
                national_ids.push(read_national_id(row)?);
                Ok(())
            }),
            Stmt::new(TAGS, params![id], |row| {
                tags.push(row.get(0)?);
                Ok(())
            }),
            Stmt::new(cards::MERGED, params![id], |row| {
                merged.push(CustomerId(row.get(0)?));
                Ok(())
            }),
        ]
    }

    pub fn finish(self) -> Option<Customer> {
        let mut customer = self.customer?;
        customer.identifiers = self.identifiers;
        customer.addresses = self.addresses;
        customer.national_ids = self.national_ids;
        customer.tags = self.tags;
        customer.merged = self.merged;
        Some(customer)
    }
}

pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Customer>, DbError> {
    let mut gathered = Gathered::default();
    tx.batch(&mut gathered.statements(id))?;
    Ok(gathered.finish())
}

pub fn get(tx: &mut Tx<'_>, id: CustomerId) -> Result<Customer, DbError> {
    find(tx, id)?.ok_or(DbError::NotFound)
}

/// The card of whoever has this key of another system.
pub fn find_by_ref(tx: &mut Tx<'_>, reference: &str) -> Result<Option<CustomerId>, DbError> {
    Ok(find_holder(tx, reference)?.map(|(_, card)| card))
}

/// Who has this key of another system, and on which card they are shown.
pub fn find_holder(tx: &mut Tx<'_>, reference: &str) -> Result<Option<(CustomerId, CustomerId)>, DbError> {
    tx.find("SELECT id, COALESCE(card_id, id) FROM customers WHERE ref = $1", &params![reference], |row| {
        Ok((CustomerId(row.get(0)?), CustomerId(row.get(1)?)))
    })
}

pub fn find_kind(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Kind>, DbError> {
    tx.find("SELECT kind FROM customers WHERE id = $1", &params![id], |row| column(row, 0))
}

pub fn find_version(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<i64>, DbError> {
    tx.find("SELECT version FROM customers WHERE id = $1", &params![id], |row| row.get(0))
}

pub fn find_company(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Company>, DbError> {
    tx.find(
        "SELECT k.id, k.name FROM customers c JOIN customers k ON k.id = COALESCE(c.card_id, c.id)
         WHERE c.id = $1 AND k.kind = 'company'",
        &params![id],
        |row| Ok(Company { id: CustomerId(row.get(0)?), name: row.get(1)? }),
    )
}

pub fn has_people(tx: &mut Tx<'_>, company: CustomerId) -> Result<bool, DbError> {
    let first =
        tx.find(format!("{PEOPLE_IDS} LIMIT 1"), &params![company], |row| row.get::<uuid::Uuid>(0))?;
    Ok(first.is_some())
}

pub fn read_address(row: &Row<'_>) -> Result<Address, DbError> {
    Ok(Address {
        kind: row.get(0)?,
        street: row.get(1)?,
        postal_code: row.get(2)?,
        city: row.get(3)?,
        region: row.get(4)?,
        country: row.get(5)?,
    })
}

pub fn read_national_id(row: &Row<'_>) -> Result<NationalId, DbError> {
    Ok(NationalId { kind: row.get(0)?, value: row.get(1)? })
}

pub fn read_customer(row: &Row<'_>) -> Result<Customer, DbError> {
    let company = match (row.get::<Option<_>>(7)?, row.get::<Option<String>>(8)?) {
        (Some(id), Some(name)) => Some(Company { id: CustomerId(id), name }),
        _ => None,
    };
    let owner =
        match (row.get::<Option<_>>(15)?, row.get::<Option<String>>(16)?, row.get::<Option<String>>(17)?) {
            (Some(id), Some(login), Some(name)) => Some(Owner { id: AgentId(id), login, name }),
            _ => None,
        };
    let pinned_note =
        match (row.get::<Option<String>>(18)?, row.get::<Option<String>>(19)?, row.get::<Option<i64>>(20)?) {
            (Some(text), by, at) => Some(PinnedNote {
                text,
                by: by.unwrap_or_default(),
                at: Time::from_micros(at.unwrap_or_default()),
                expires_at: row.get::<Option<i64>>(21)?.map(Time::from_micros),
            }),
            _ => None,
        };
    Ok(Customer {
        id: CustomerId(row.get(0)?),
        kind: column(row, 1)?,
        reference: row.get(2)?,
        given_name: row.get(3)?,
        family_name: row.get(4)?,
        own_name: row.get(5)?,
        name: row.get(6)?,
        company,
        department: row.get(9)?,
        job_title: row.get(10)?,
        birth_date: row.get(11)?,
        language: row.get(12)?,
        identifiers: Vec::new(),
        addresses: Vec::new(),
        national_ids: Vec::new(),
        tags: Vec::new(),
        merged: Vec::new(),
        fields: json_column::read(row, 13)?,
        vip: row.get(14)?,
        hidden: row.get(25)?,
        restricted: row.get(26)?,
        avatar: row.get::<Option<_>>(27)?.map(AvatarId),
        owner,
        pinned_note,
        version: row.get(22)?,
        created_at: Time::from_micros(row.get(23)?),
        updated_at: Time::from_micros(row.get(24)?),
    })
}

/// Those of these customers who are hidden.
pub fn list_hidden(tx: &mut Tx<'_>, ids: &[CustomerId]) -> Result<Vec<CustomerId>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!("SELECT id FROM customers WHERE id IN ({}) AND hidden", db::places(ids.len()));
    tx.query(sql, &values, |row| Ok(CustomerId(row.get(0)?)))
}

/// Stores new customers. A company comes before its people.
pub fn insert_all(tx: &mut Tx<'_>, definitions: &Definitions, customers: &[Customer]) -> Result<(), DbError> {
    let mut statements = Vec::with_capacity(customers.len() * 4);
    statements.extend(customers.iter().map(insert));
    for customer in customers {
        parts(&mut statements, definitions, customer.created_at, customer.id, &Parts::of(customer));
    }
    tx.batch(&mut statements)
}

fn insert<'a>(new: &Customer) -> Stmt<'a> {
    Stmt::exec(
        "INSERT INTO customers (id, kind, ref, given_name, family_name, own_name, name, name_fold, company_id, department,
           job_title, birth_date, language, fields, vip, owner_id, version, created_at, updated_at, hidden)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $17, $18)",
        params![
            new.id,
            new.kind,
            new.reference.as_deref(),
            new.given_name.as_deref(),
            new.family_name.as_deref(),
            new.own_name.as_deref(),
            new.name.as_str(),
            fold(&new.name),
            new.company.as_ref().map(|company| company.id),
            new.department.as_deref(),
            new.job_title.as_deref(),
            new.birth_date.as_deref(),
            new.language.as_deref(),
            json_column::object(&new.fields),
            new.vip,
            new.owner.as_ref().map(|owner| owner.id),
            new.created_at,
            new.hidden
        ],
    )
}

/// Stores the new state if the version is still the one that was read.
pub fn update(
    tx: &mut Tx<'_>,
    definitions: &Definitions,
    author: &Author,
    before: &Customer,
    new: &Prepared,
) -> Result<(), DbError> {
    let rows = tx.exec(
        "UPDATE customers SET kind = $2, ref = $3, given_name = $4, family_name = $5, own_name = $6, name = $7, name_fold = $8,
           company_id = $9, department = $10, job_title = $11, birth_date = $12, language = $13, fields = $14, vip = $15,
           owner_id = $16, version = version + 1, updated_at = $17, hidden = $19
         WHERE id = $1 AND version = $18",
        &params![
            before.id,
            new.kind,
            new.reference.as_deref(),
            new.given_name.as_deref(),
            new.family_name.as_deref(),
            new.own_name.as_deref(),
            new.name.as_str(),
            fold(&new.name),
            new.company.as_ref().map(|company| company.id),
            new.department.as_deref(),
            new.job_title.as_deref(),
            new.birth_date.as_deref(),
            new.language.as_deref(),
            json_column::object(&new.fields),
            new.vip,
            new.owner.as_ref().map(|owner| owner.id),
            author.at,
            before.version,
            new.hidden
        ],
    )?;
    if rows == 0 {
        return Err(DbError::Stale);
    }
    delete_parts(tx, before.id)?;
    let mut statements = Vec::new();
    let new = Parts {
        identifiers: &new.identifiers,
        addresses: &new.addresses,
        national_ids: &new.national_ids,
        tags: &new.tags,
        fields: &new.fields,
    };
    parts(&mut statements, definitions, author.at, before.id, &new);
    tx.batch(&mut statements)
}

pub fn set_company(
    tx: &mut Tx<'_>,
    person: CustomerId,
    company: Option<CustomerId>,
    at: Time,
) -> Result<(), DbError> {
    tx.exec(
        "UPDATE customers SET company_id = $2, version = version + 1, updated_at = $3 WHERE id = $1",
        &params![person, company, at],
    )?;
    Ok(())
}

/// Puts version and time back after an update that changed nothing.
pub fn keep(tx: &mut Tx<'_>, before: &Customer) -> Result<(), DbError> {
    tx.exec(
        "UPDATE customers SET version = $2, updated_at = $3 WHERE id = $1",
        &params![before.id, before.version, before.updated_at],
    )?;
    Ok(())
}

/// Which picture a customer is shown by.
pub fn get_avatar(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<AvatarId>, DbError> {
    tx.get("SELECT avatar FROM customers WHERE id = $1", &params![id], |row| {
        Ok(row.get::<Option<_>>(0)?.map(AvatarId))
    })
}

/// Another picture. It is no part of what one edits: the version stays.
pub fn set_avatar(tx: &mut Tx<'_>, id: CustomerId, avatar: Option<AvatarId>) -> Result<(), DbError> {
    tx.exec("UPDATE customers SET avatar = $2 WHERE id = $1", &params![id, avatar])?;
    Ok(())
}

/// A new version of a customer of whom only the pinned note has changed.
pub fn touch(tx: &mut Tx<'_>, id: CustomerId, at: Time) -> Result<(), DbError> {
    tx.exec("UPDATE customers SET version = version + 1, updated_at = $2 WHERE id = $1", &params![id, at])?;
    Ok(())
}

pub fn delete(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    // Whoever is shown on another card belonged to it in their own row alone.
    tx.exec(
        "UPDATE customers SET company_id = NULL WHERE company_id = $1 AND card_id IS NOT NULL",
        &params![id],
    )?;
    tx.exec("DELETE FROM customers WHERE id = $1", &params![id])?;
    Ok(())
}

/// Takes away what is repeated of a customer, and by which they are found.
pub fn delete_parts(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    tx.batch(&mut [
        Stmt::exec("DELETE FROM identifiers WHERE customer_id = $1", params![id]),
        Stmt::exec("DELETE FROM addresses WHERE customer_id = $1", params![id]),
        Stmt::exec("DELETE FROM national_ids WHERE customer_id = $1", params![id]),
        Stmt::exec("DELETE FROM customer_tags WHERE customer_id = $1", params![id]),
        own_fields::delete(id),
    ])
}

/// What is repeated of a customer, in tables of its own.
struct Parts<'a> {
    identifiers: &'a [CustomerIdentifier],
    addresses: &'a [Address],
    national_ids: &'a [NationalId],
    tags: &'a [String],
    fields: &'a Map<String, Value>,
}

impl<'a> Parts<'a> {
    fn of(customer: &'a Customer) -> Parts<'a> {
        let Customer { identifiers, addresses, national_ids, tags, fields, .. } = customer;
        Parts { identifiers, addresses, national_ids, tags, fields }
    }
}

fn parts(
    statements: &mut Vec<Stmt<'_>>,
    definitions: &Definitions,
    at: Time,
    id: CustomerId,
    new: &Parts<'_>,
) {
    for (position, one) in (0_i64..).zip(new.identifiers) {
        statements.push(identifiers::store::insert(at, id, position, one));
    }
    for (position, address) in (0_i64..).zip(new.addresses) {
        statements.push(Stmt::exec(
            "INSERT INTO addresses (id, customer_id, position, kind, street, postal_code, city, region, country)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            params![
                new_uuid(at),
                id,
                position,
                address.kind.as_deref(),
                address.street.as_deref(),
                address.postal_code.as_deref(),
                address.city.as_deref(),
                address.region.as_deref(),
                address.country.as_deref()
            ],
        ));
    }
    for (position, one) in (0_i64..).zip(new.national_ids) {
        statements.push(Stmt::exec(
            "INSERT INTO national_ids (id, customer_id, position, kind, value) VALUES ($1, $2, $3, $4, $5)",
            params![new_uuid(at), id, position, one.kind.as_str(), one.value.as_str()],
        ));
    }
    for (position, tag) in (0_i64..).zip(new.tags) {
        statements.push(Stmt::exec(
            "INSERT INTO customer_tags (customer_id, tag_fold, tag, position) VALUES ($1, $2, $3, $4)",
            params![id, fold_case(tag), tag.as_str(), position],
        ));
    }
    own_fields::insert(statements, definitions, id, new.fields);
}

/// How many people belong to a company, as a statement of the card's batch.
pub fn people<'a>(company: CustomerId, count: &'a mut i64) -> Stmt<'a> {
    Stmt::new(PEOPLE, params![company], |row| {
        *count = row.get(0)?;
        Ok(())
    })
}

/// The first people of a company by name, as a statement of the card's batch.
pub fn members<'a>(company: CustomerId, limit: i64, members: &'a mut Vec<Member>) -> Stmt<'a> {
    Stmt::new(
        concat!(
            "SELECT c.id, c.name, CASE WHEN r.customer_id IS NULL THEN c.job_title END FROM customers c
         LEFT JOIN restrictions r ON r.customer_id = c.id
         WHERE c.card_id IS NULL AND c.company_id IN ",
            of_card!("$1"),
            " ORDER BY c.name_fold, c.id LIMIT $2"
        ),
        params![company, limit],
        |row| {
            members.push(Member { id: CustomerId(row.get(0)?), name: row.get(1)?, job_title: row.get(2)? });
            Ok(())
        },
    )
}

/// How many people belong to the company of a person, as a statement of the card's batch.
pub fn colleagues<'a>(person: CustomerId, count: &'a mut i64) -> Stmt<'a> {
    Stmt::new(
        "SELECT COUNT(*) FROM customers WHERE card_id IS NULL AND company_id IN
           (SELECT w.id FROM customers me JOIN customers mine ON mine.id = me.company_id
            JOIN customers w ON w.id = COALESCE(mine.card_id, mine.id) OR w.card_id = COALESCE(mine.card_id, mine.id)
            WHERE me.id = $1)",
        params![person],
        |row| {
            *count = row.get(0)?;
            Ok(())
        },
    )
}

/// Names by id, of a merged customer that of their card; an id that is not there is left out.
pub fn names(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, String>, DbError> {
    let ids: BTreeSet<CustomerId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let values: Vec<db::Value> = ids.iter().map(|id| (*id).into()).collect();
    let sql = format!(
        "SELECT c.id, COALESCE(k.name, c.name) FROM customers c LEFT JOIN customers k ON k.id = c.card_id
         WHERE c.id IN ({})",
        db::places(ids.len())
    );
    Ok(tx.query(sql, &values, |row| Ok((CustomerId(row.get(0)?), row.get(1)?)))?.into_iter().collect())
}

/// Names of companies, for suggestions. A list longer than this helps nobody.
pub fn company_names(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT name FROM customers WHERE kind = 'company' AND card_id IS NULL ORDER BY name_fold, id LIMIT 200",
        &[],
        |row| row.get(0),
    )
}

/// The people of a company.
pub fn people_of(tx: &mut Tx<'_>, company: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    tx.query(PEOPLE_IDS, &params![company], |row| Ok(CustomerId(row.get(0)?)))
}

/// The same with everybody who was merged into them, without those who are restricted: whose contacts the company's
/// history shows.
pub fn shown_people_of(tx: &mut Tx<'_>, company: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    tx.query(concat!("SELECT id FROM customers WHERE id IN ", of_people!("$1")), &params![company], |row| {
        Ok(CustomerId(row.get(0)?))
    })
}

/// Whether there is no customer yet.
pub fn is_empty(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let first = tx.find("SELECT 1 FROM customers LIMIT 1", &[], |row| row.get::<i64>(0))?;
    Ok(first.is_none())
}

/// Ids after one, in the order of ids.
pub fn list_ids(tx: &mut Tx<'_>, after: uuid::Uuid, limit: i64) -> Result<Vec<CustomerId>, DbError> {
    tx.query(
        "SELECT id FROM customers WHERE id > $1 AND card_id IS NULL ORDER BY id LIMIT $2",
        &params![after, limit],
        |row| Ok(CustomerId(row.get(0)?)),
    )
}
