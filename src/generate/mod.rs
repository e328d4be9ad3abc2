//! Bulk data for measuring and for trying an installation out: any number of customers, with the households, shared
//! numbers, companies and uneven histories that real ones have.
//!
//! Invariant: customer `n` of a seed is the same whenever it is made, so that a run that was interrupted goes on where
//! it stopped; only times are counted back from now. Neighbours come in blocks, since they share companies and
//! households.
//!
//! E-mail addresses are of `.example` (RFC 2606). The telephone numbers are of the shape that networks use and may
//! belong to somebody: nothing may dial them.

mod contacts;
mod names;
mod people;

use db::{Db, Tx};
use telephone::Country;

use crate::author::Author;
use crate::clock::Time;
use crate::customers::{self, CustomerInput};
use crate::demo::dice::Dice;
use crate::error::AppResult;
use crate::fields::definitions::Required;
use crate::id::CustomerId;
use crate::interactions::{self, InteractionInput};

/// Customers of a block: a company with its people, and households.
pub const BLOCK: usize = 20;
/// Blocks in one transaction.
const BLOCKS: usize = 25;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    pub customers: usize,
    pub interactions: usize,
    pub seed: u64,
    /// The last contact was about now.
    pub now: Time,
    pub home: Country,
}

/// A customer before it is stored.
#[derive(Clone, Debug)]
pub struct Made {
    pub input: CustomerInput,
    /// Place of the company within the block; always before its people.
    pub company: Option<usize>,
    pub contacts: Vec<InteractionInput>,
    pub at: Time,
}

impl Order {
    fn blocks(&self) -> usize {
        self.customers.div_ceil(BLOCK)
    }

    /// How many interactions there are up to a customer: the same share of all for everybody.
    fn interactions_before(&self, customer: usize) -> usize {
        (self.interactions * customer.min(self.customers)).checked_div(self.customers).unwrap_or(0)
    }

    /// The customers of a block with their contacts.
    pub fn block(&self, block: usize) -> Vec<Made> {
        let (first, last) = (block * BLOCK, ((block + 1) * BLOCK).min(self.customers));
        // The seeds of neighbours must not be neighbours (Knuth's multiplicative hash).
        let mut dice = Dice::new(self.seed ^ (block as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut made = people::make(&mut dice, self, block);
        made.truncate(last - first);
        let quota = self.interactions_before(last) - self.interactions_before(first);
        contacts::tell(&mut dice, self, first, &mut made, quota);
        made
    }

    fn reference(&self, customer: usize) -> String {
        format!("g{}-{customer}", self.seed)
    }
}

/// Makes what is missing. `told` hears after every transaction how many customers there are.
pub async fn run(db: &Db, order: Order, mut told: impl FnMut(usize)) -> AppResult<()> {
    let mut block = begun(db, order).await?;
    while block < order.blocks() {
        let end = (block + BLOCKS).min(order.blocks());
        let made: Vec<Vec<Made>> = (block..end).map(|block| order.block(block)).collect();
        db.write(move |tx| made.iter().try_for_each(|block| store(tx, order, block))).await?;
        block = end;
        told((block * BLOCK).min(order.customers));
    }
    Ok(())
}

/// Whether this order has been begun before.
pub async fn is_begun(db: &Db, order: Order) -> AppResult<bool> {
    db.read(move |tx| Ok(customers::store::find_by_ref(tx, &order.reference(0))?.is_some())).await
}

/// The first block that is not there yet.
async fn begun(db: &Db, order: Order) -> AppResult<usize> {
    db.read(move |tx| {
        let (mut low, mut high) = (0, order.blocks());
        while low < high {
            let middle = usize::midpoint(low, high);
            if customers::store::find_by_ref(tx, &order.reference(middle * BLOCK))?.is_some() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    })
    .await
}

fn store(tx: &mut Tx<'_>, order: Order, block: &[Made]) -> AppResult<()> {
    let mut ids: Vec<CustomerId> = Vec::with_capacity(block.len());
    for one in block {
        let company_id = one.company.and_then(|company| ids.get(company).copied());
        let input = CustomerInput { company_id, ..one.input.clone() };
        ids.push(customers::create(tx, &Author::system(one.at), order.home, Required::No, &input)?.id);
    }
    for (one, id) in block.iter().zip(ids) {
        for contact in &one.contacts {
            let author = Author::system(contact.ended_at.or(contact.started_at).unwrap_or(order.now));
            let received = interactions::receive(tx, &author, order.home, contact)?.interaction;
            if received.customer.is_none() {
                interactions::attach(tx, &author, received.id, id)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(customers: usize, interactions: usize) -> Order {
        Order {
            customers,
            interactions,
            seed: 7,
            now: Time::parse("2026-11-22T08:00:00Z").unwrap(),
            home: "SE".parse().unwrap(),
        }
    }

    #[test]
    fn the_same_order_makes_the_same_customers_and_all_of_them() {
        let order = order(1_013, 5_000);
        let blocks: Vec<Vec<Made>> = (0..order.blocks()).map(|block| order.block(block)).collect();
        assert_eq!(format!("{:?}", blocks[13]), format!("{:?}", order.block(13)));
        let all: Vec<&Made> = blocks.iter().flatten().collect();
        assert_eq!(all.len(), 1_013);
        assert_eq!(all.iter().map(|one| one.contacts.len()).sum::<usize>(), 5_000);
        let refs: std::collections::HashSet<_> = all.iter().map(|one| &one.input.reference).collect();
        assert_eq!(refs.len(), 1_013);
        // Uneven: the busiest tenth has most of the contacts, and many have none.
        let mut counts: Vec<usize> = all.iter().map(|one| one.contacts.len()).collect();
        counts.sort_unstable();
        assert!(counts[..100].iter().sum::<usize>() < 50 && counts[912..].iter().sum::<usize>() > 2_000);
        // Shared numbers, companies with people, many family names.
        let mut phones = std::collections::HashMap::new();
        for one in &all {
            for phone in one.input.phones.iter().flatten() {
                *phones.entry(phone.value.split(';').next().unwrap()).or_insert(0) += 1;
            }
        }
        assert!(phones.values().filter(|count| **count > 1).count() > 50);
        assert!(all.iter().filter(|one| one.company.is_some()).count() > 50);
        let families: std::collections::HashSet<_> =
            all.iter().filter_map(|one| one.input.family_name.clone()).collect();
        assert!(families.len() > 400, "{}", families.len());
    }
}
