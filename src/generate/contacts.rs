//! The contacts of a block: few customers have many, most have few or none.

use super::{Made, Order};
use crate::clock::Time;
use crate::demo::dice::Dice;
use crate::demo::lands::{Filling, LANDS, Step, Way};
use crate::interactions::{InteractionInput, MessageInput, Rating};
use crate::words::{Channel, Direction, State};

/// Agents who have had contacts; their log-ins need not exist.
const AGENTS: usize = 60;
/// A history reaches back so far.
const YEARS: i64 = 3 * 365;

/// Hands `quota` contacts out among the customers of a block.
pub fn tell(dice: &mut Dice, order: &Order, first: usize, made: &mut [Made], quota: usize) {
    // A share that falls steeply: one of a block has about as many as all others together.
    let shares: Vec<f64> = made.iter().map(|_| dice.skewed().powi(2) + 1e-9).collect();
    let sum: f64 = shares.iter().sum();
    let mut left = quota;
    let mut number = order.interactions_before(first);
    for (index, share) in shares.iter().enumerate() {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a count"
        )]
        let count =
            if index + 1 == made.len() { left } else { ((share / sum * quota as f64) as usize).min(left) };
        left -= count;
        for _ in 0..count {
            let contact = one(dice, order, &made[index], number);
            made[index].contacts.push(contact);
            number += 1;
        }
    }
}

fn one(dice: &mut Dice, order: &Order, made: &Made, number: usize) -> InteractionInput {
    let land = LANDS
        .iter()
        .find(|land| {
            made.input.addresses.iter().flatten().any(|address| address.country.as_deref() == Some(land.code))
        })
        .unwrap_or(&LANDS[0]);
    let story = dice.pick(&land.stories);
    let step: &Step = dice.pick(&story.steps);
    let phone = made.input.phones.iter().flatten().next().map(|phone| phone.value.clone());
    let email = made.input.emails.iter().flatten().next().map(|email| email.value.clone());
    let channel = match (step.way, &email) {
        (Way::Call | Way::Missed | Way::Campaign, _) => Channel::Call,
        (Way::Email, Some(_)) => Channel::Email,
        (Way::Chat, _) => Channel::Chat,
        _ => Channel::Sms,
    };
    let theirs = if channel == Channel::Email { email } else { phone };
    let ours = if channel == Channel::Email { "service@visavi.example" } else { "+46846500422" };
    let started = order.now.plus(-dice.between(10, YEARS * 24 * 60) * Time::MINUTE);
    let said =
        (channel != Channel::Call).then(|| messages(made, number, step, started, (ours, theirs.as_deref())));
    let (direction, from, to) = if step.inward {
        (Direction::In, theirs, Some(ours.to_owned()))
    } else {
        (Direction::Out, Some(ours.to_owned()), theirs)
    };
    let ended = started.plus(dice.between(1, 30) * Time::MINUTE);
    let missed = step.way == Way::Missed;
    InteractionInput {
        reference: Some(format!("g{}-{number}", order.seed)),
        channel: Some(channel),
        direction: Some(direction),
        queue: step.inward.then(|| (*dice.pick(&land.queues)).to_owned()),
        agent: (!missed).then(|| format!("agent{}", dice.below(AGENTS))),
        state: Some(State::Closed),
        started_at: Some(started),
        answered_at: (!missed).then(|| started.plus(dice.between(2, 55) * Time::SECOND)),
        ended_at: Some(ended),
        topic: Some(story.topic.to_owned()),
        rating: step.rating.map(|value| Rating { value: f64::from(value), scale: 5.0 }),
        messages: said,
        from,
        to,
        ..InteractionInput::default()
    }
}

fn messages(
    made: &Made,
    number: usize,
    step: &Step,
    started: Time,
    (ours, theirs): (&str, Option<&str>),
) -> Vec<MessageInput> {
    let parts = [made.input.given_name.as_deref(), made.input.family_name.as_deref()];
    let order = format!("7-{number}");
    let filling = Filling {
        name: &parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
        agent: "Service",
        machine: "G2",
        serial: &order,
        order: &order,
        feminine: false,
    };
    let lines = (0_i64..).zip(&step.lines);
    lines
        .map(|(nth, line)| MessageInput {
            reference: Some(format!("m{nth}")),
            at: Some(started.plus(nth * Time::MINUTE)),
            from: if line.ours { Some(ours.to_owned()) } else { theirs.map(str::to_owned) },
            subject: step.subject.filter(|_| nth == 0).map(|subject| filling.fill(subject)),
            text: Some(filling.fill(line.text)),
            ..MessageInput::default()
        })
        .collect()
}
