//! All SQL of pictures of customers. Which of them is shown stands in the customer's row.

use db::{DbError, Row, Tx, params};

use super::picture::Picture;
use super::{Avatar, Source};
use crate::clock::Time;
use crate::id::{AvatarId, CustomerId};
use crate::words::column;

/// Customers of one transaction.
const SOME: i64 = 100;

/// What the service was asked last for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// SHA-256 of the address.
    pub email: Vec<u8>,
    /// Before this it is not asked again.
    pub until: Time,
}

fn read(row: &Row<'_>) -> Result<Avatar, DbError> {
    Ok(Avatar {
        id: AvatarId(row.get(0)?),
        source: column(row, 1)?,
        created_at: Time::from_micros(row.get(2)?),
    })
}

/// The picture that is shown of a customer, without its bytes.
pub fn find(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Avatar>, DbError> {
    let sql = "SELECT a.id, a.source, a.created_at FROM customers c JOIN avatars a ON a.id = c.avatar WHERE c.id = $1";
    tx.find(sql, &params![customer], read)
}

/// The bytes of the picture that is shown of a customer.
pub fn find_picture(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<(AvatarId, Vec<u8>)>, DbError> {
    let sql = "SELECT a.id, a.picture FROM customers c JOIN avatars a ON a.id = c.avatar WHERE c.id = $1";
    tx.find(sql, &params![customer], |row| Ok((AvatarId(row.get(0)?), row.get(1)?)))
}

pub fn insert(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    avatar: &Avatar,
    picture: &Picture,
) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO avatars (id, customer_id, source, picture, created_at) VALUES ($1, $2, $3, $4, $5)",
        &params![avatar.id, customer, avatar.source, picture.bytes().to_vec(), avatar.created_at],
    )?;
    Ok(())
}

/// Says from when on a picture of a customer waits to be taken back; none: it is shown. False if it is there no more.
pub fn set_replaced(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    id: AvatarId,
    at: Option<Time>,
) -> Result<bool, DbError> {
    let sql = "UPDATE avatars SET replaced_at = $3 WHERE id = $1 AND customer_id = $2";
    Ok(tx.exec(sql, &params![id, customer, at])? > 0)
}

/// Deletes what cannot be taken back any more.
pub fn delete_replaced(tx: &mut Tx<'_>, until: Time) -> Result<u64, DbError> {
    tx.exec("DELETE FROM avatars WHERE replaced_at <= $1", &params![until])
}

/// Some of those who are shown by a picture of the service and may be written to.
pub fn list_of_service(tx: &mut Tx<'_>) -> Result<Vec<CustomerId>, DbError> {
    tx.query(
        "SELECT a.customer_id FROM avatars a JOIN customers c ON c.avatar = a.id
         LEFT JOIN restrictions r ON r.customer_id = a.customer_id
         WHERE a.source = $1 AND r.customer_id IS NULL ORDER BY a.id LIMIT $2",
        &params![Source::Service, SOME],
        |row| Ok(CustomerId(row.get(0)?)),
    )
}

/// Forgets the service: its pictures that nobody is shown by, and what it was asked.
pub fn forget_service(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let sql = "DELETE FROM avatars WHERE source = $1 AND replaced_at IS NOT NULL";
    tx.exec(sql, &params![Source::Service])?;
    tx.exec("DELETE FROM avatar_tries", &[])?;
    Ok(())
}

pub fn find_try(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Option<Try>, DbError> {
    tx.find(
        "SELECT email_sha256, until FROM avatar_tries WHERE customer_id = $1",
        &params![customer],
        |row| Ok(Try { email: row.get(0)?, until: Time::from_micros(row.get(1)?) }),
    )
}

pub fn put_try(tx: &mut Tx<'_>, customer: CustomerId, tried: &Try) -> Result<(), DbError> {
    tx.exec(
        "INSERT INTO avatar_tries (customer_id, email_sha256, until) VALUES ($1, $2, $3)
         ON CONFLICT (customer_id) DO UPDATE SET email_sha256 = $2, until = $3",
        &params![customer, tried.email.clone(), tried.until],
    )?;
    Ok(())
}

pub fn delete_try(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.exec("DELETE FROM avatar_tries WHERE customer_id = $1", &params![customer])?;
    Ok(())
}
