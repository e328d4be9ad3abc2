//! Two years of contacts on every channel: stories of `lands`, each told to a customer step by step.

use super::cast;
use super::dice::Dice;
use super::lands::{self, Filling, LANDS, Land, Line, Step, Story, Way};
use super::numbers::OUR_LINES;
use super::people::Made;
use super::staff::{self, AGENTS, Colleague, STAFF};
use crate::clock::Time;
use crate::interactions::delivery::DeliveryState;
use crate::interactions::{DeliveryInput, InteractionInput, IvrStep, MessageInput, MessageNumber, Rating};
use crate::transfers::{TransferInput, TransferKind};
use crate::words::{Channel, Direction, State};

/// A contact before it is stored.
#[derive(Clone, Debug)]
pub struct Contact {
    pub input: InteractionInput,
    /// Index among the customers; none: a stranger.
    pub customer: Option<usize>,
    pub by: usize,
    /// When it was over.
    pub at: Time,
    pub comment: Option<String>,
}

/// What the queue and the menu of a story are by its first choice.
const ORDERS: usize = 1;
const REPAIRS: usize = 2;

/// Every contact in the order in which they happened.
pub fn make(dice: &mut Dice, customers: &[Made], now: Time) -> Vec<Contact> {
    let mut teller = Teller { dice, now, contacts: Vec::new(), order: 20_000, thread: 100_200 };
    for (index, customer) in customers.iter().enumerate() {
        teller.life(index, customer);
        if index == cast::KAROLINA {
            teller.recent(index, customer, &lands::KAROLINA);
        }
    }
    teller.stranger();
    let mut contacts = teller.contacts;
    contacts.sort_by_key(|contact| contact.at);
    for (nth, contact) in contacts.iter_mut().enumerate() {
        contact.input.reference = Some(format!("norrvik-{}", nth + 1));
    }
    contacts
}

struct Teller<'a> {
    dice: &'a mut Dice,
    now: Time,
    contacts: Vec<Contact>,
    order: u32,
    thread: u32,
}

/// One telling of a story.
struct Telling<'a> {
    customer: Option<usize>,
    made: &'a Made,
    land: &'static Land,
    story: &'static Story,
    by: usize,
    order: String,
    thread: String,
}

impl Teller<'_> {
    /// Stories one after the other until the customer has had as many contacts as they are busy.
    fn life(&mut self, index: usize, customer: &Made) {
        let land = &LANDS[customer.land];
        let mut left = customer.busy;
        let mut stories: Vec<usize> = Vec::new();
        while left > 0 {
            if stories.is_empty() {
                stories = (0..land.stories.len()).collect();
                self.dice.shuffle(&mut stories);
            }
            let Some(story) = stories.pop().map(|story| &land.stories[story]) else { break };
            let age = (self.now.micros() - customer.at.micros()) / Time::DAY;
            // Lately more than long ago: the last weeks are what a visitor looks at.
            let day = if self.dice.chance(18) {
                self.dice.between(0, age.min(21))
            } else {
                self.dice.between(0, age)
            };
            let begin = self.now.plus(-day * Time::DAY);
            let telling = self.telling(Some(index), customer, land, story);
            left = left.saturating_sub(self.tell(&telling, begin).max(1));
        }
    }

    /// Stories whose days count back from today.
    fn recent(&mut self, index: usize, customer: &Made, stories: &'static [Story]) {
        for story in stories {
            let mut telling = self.telling(Some(index), customer, &LANDS[customer.land], story);
            telling.by = *self.dice.pick(&[staff::ANNA, staff::PIOTR, staff::MARTA, staff::OSKAR]);
            self.tell(&telling, self.now);
        }
    }

    /// Somebody from Berlin who never left a name.
    fn stranger(&mut self) {
        let land = &LANDS[lands::GERMANY];
        let nobody = Made {
            input: crate::customers::CustomerInput::default(),
            company: None,
            land: lands::GERMANY,
            feminine: false,
            phone: Some(super::numbers::e164(cast::STRANGER)),
            machine: "G2",
            serial: String::new(),
            at: self.now.plus(-60 * Time::DAY),
            by: staff::HEIKE,
            busy: 4,
        };
        let calls = land
            .stories
            .iter()
            .filter(|story| story.steps.iter().all(|step| matches!(step.way, Way::Call | Way::Missed)));
        for (nth, story) in (0..).zip(calls.take(2)) {
            let telling = self.telling(None, &nobody, land, story);
            let begin = self.now.plus((-19 * nth - 5) * Time::DAY);
            self.tell(&telling, begin);
        }
    }

    fn telling<'a>(
        &mut self,
        customer: Option<usize>,
        made: &'a Made,
        land: &'static Land,
        story: &'static Story,
    ) -> Telling<'a> {
        self.order += 1;
        self.thread += 1;
        Telling {
            customer,
            made,
            land,
            story,
            by: staff::of_land(self.dice, made.land),
            order: format!("7-{}", self.order),
            thread: self.thread.to_string(),
        }
    }

    /// Tells what has happened up to now and says how many contacts that were.
    fn tell(&mut self, telling: &Telling<'_>, begin: Time) -> usize {
        let before = self.contacts.len();
        let mut earliest = telling.made.at;
        for (nth, step) in telling.story.steps.iter().enumerate() {
            let minute = step.minute.unwrap_or_else(|| self.working_minute(step.way));
            let mut day = midnight(begin.plus(step.day * Time::DAY));
            if step.minute.is_none() && !matches!(step.way, Way::Email | Way::Social) {
                day = working_day(day);
            }
            let at = day.plus(minute * Time::MINUTE + self.dice.between(0, 59) * Time::SECOND);
            // In the order of the story, also within a day.
            let at = at.max(earliest.plus(self.dice.between(12, 90) * Time::MINUTE));
            let call_failed = step.way == Way::Campaign
                && telling.story.steps.get(nth + 1).is_some_and(|next| next.way == Way::Campaign);
            let by =
                if self.dice.chance(80) { telling.by } else { staff::of_land(self.dice, telling.made.land) };
            let Some(contact) = self.contact(telling, step, at, by, call_failed) else { continue };
            if contact.at > self.now.plus(-15 * Time::MINUTE) {
                break;
            }
            earliest = contact.at;
            self.contacts.push(contact);
        }
        self.contacts.len() - before
    }

    /// Minutes after midnight UTC: calls and chats while we are open, letters whenever somebody sits down.
    fn working_minute(&mut self, way: Way) -> i64 {
        match way {
            Way::Email | Way::Social => self.dice.between(6 * 60, 20 * 60),
            _ => self.dice.between(7 * 60, 16 * 60),
        }
    }

    fn contact(
        &mut self,
        telling: &Telling<'_>,
        step: &'static Step,
        at: Time,
        by: usize,
        failed: bool,
    ) -> Option<Contact> {
        let made = telling.made;
        let line = OUR_LINES[made.land].to_owned();
        let (channel, theirs, ours) = match step.way {
            Way::Call | Way::Missed | Way::Campaign => (Channel::Call, made.phone.clone()?, line),
            Way::Sms => (Channel::Sms, made.phone.clone().filter(|phone| !phone.contains(';'))?, line),
            Way::Email => (Channel::Email, made.email()?.to_owned(), "service@norrvik.example".to_owned()),
            Way::Chat => (Channel::Chat, made.email()?.to_owned(), "norrvik.example".to_owned()),
            Way::Social => (Channel::Social, made.handle()?.to_owned(), "@norrvik".to_owned()),
        };
        let (from, to) =
            if step.inward { (theirs.clone(), ours.clone()) } else { (ours.clone(), theirs.clone()) };
        let missed = step.way == Way::Missed || failed;
        let is_call = channel == Channel::Call;
        let mut input = InteractionInput {
            channel: Some(channel),
            direction: Some(if step.inward { Direction::In } else { Direction::Out }),
            from: Some(from),
            to: Some(to),
            queue: step.inward.then(|| queue(telling.land, step).to_owned()),
            agent: (!(missed && step.inward)).then(|| STAFF[by].login.to_owned()),
            state: Some(State::Closed),
            started_at: Some(at),
            topic: (!missed).then(|| telling.story.topic.to_owned()),
            disposition: disposition(step, missed).map(str::to_owned),
            ivr_path: (!step.menu.is_empty()).then(|| menu(step)),
            rating: step.rating.map(|value| Rating { value: f64::from(value), scale: 3.0 }),
            campaign: (step.way == Way::Campaign).then(|| telling.land.campaign.to_owned()),
            tags: (!missed).then(|| telling.story.tags.iter().map(|tag| (*tag).to_owned()).collect()),
            ..InteractionInput::default()
        };
        let mut end = at;
        if is_call {
            let waited = self.dice.between(4, if step.inward { 140 } else { 25 });
            end = end.plus(waited * Time::SECOND);
            if !missed {
                input.answered_at = Some(end);
                input.transfers = self.transfers(by, end.plus(30 * Time::SECOND), input.queue.as_deref());
                end = end.plus(self.dice.between(45, 720) * Time::SECOND);
            }
        } else {
            let agent = &STAFF[by];
            let name = made.name();
            input.messages = Some(self.messages(telling, step, at, agent, &name, (&theirs, &ours)));
            let last = input.messages.as_ref().and_then(|messages| messages.last()?.at).unwrap_or(at);
            end = last.plus(if channel == Channel::Chat { 40 } else { 1 } * Time::SECOND);
            if channel == Channel::Chat {
                input.answered_at = Some(at.plus(self.dice.between(3, 18) * Time::SECOND));
            }
        }
        input.ended_at = Some(end);
        let comment = step.comment.map(|text| {
            let filling = telling.filling(&made.serial, "", &STAFF[by], STAFF[by].feminine);
            filling.fill(text)
        });
        Some(Contact { input, customer: telling.customer, by, at: end, comment })
    }

    /// Texts arrive, and one in a while does not; e-mail is known to have been sent.
    fn delivery(&self, way: Way, at: Time) -> DeliveryInput {
        let (state, reason) = match way {
            Way::Sms if self.contacts.len() % 11 == 10 => {
                (DeliveryState::Failed, Some("absent subscriber".to_owned()))
            }
            Way::Sms => (DeliveryState::Delivered, None),
            _ => (DeliveryState::Sent, None),
        };
        DeliveryInput { state, at: Some(at.plus(4 * Time::SECOND)), reason }
    }

    /// Now and then a call comes by way of a colleague, or back through the queue.
    fn transfers(&self, by: usize, at: Time, queue: Option<&str>) -> Option<Vec<TransferInput>> {
        let nth = self.contacts.len();
        let from = AGENTS[nth % AGENTS.len()];
        if !nth.is_multiple_of(7) || from == by {
            return None;
        }
        let through = nth.is_multiple_of(3);
        Some(vec![TransferInput {
            at: Some(at),
            from: Some(STAFF[from].login.to_owned()),
            to: Some(STAFF[by].login.to_owned()),
            queue: queue.filter(|_| through).map(str::to_owned),
            kind: Some(if through { TransferKind::Blind } else { TransferKind::Consult }),
            note: None,
        }])
    }

    fn messages(
        &mut self,
        telling: &Telling<'_>,
        step: &'static Step,
        at: Time,
        agent: &Colleague,
        name: &str,
        (theirs, ours): (&str, &str),
    ) -> Vec<MessageInput> {
        let mut at = at;
        let mut messages = Vec::new();
        for Line { ours: is_ours, text } in &step.lines {
            let feminine = if *is_ours { agent.feminine } else { telling.made.feminine };
            let filling = telling.filling(&telling.made.serial, name, agent, feminine);
            let (from, to) = if *is_ours { (ours, theirs) } else { (theirs, ours) };
            messages.push(MessageInput {
                number: (step.way == Way::Email).then(|| MessageNumber::Text(telling.thread.clone())),
                from: Some(from.to_owned()),
                to: Some(to.to_owned()),
                subject: step.subject.map(|subject| filling.fill(subject)),
                text: Some(filling.fill(text)),
                at: Some(at),
                delivery: (*is_ours && step.way != Way::Chat).then(|| self.delivery(step.way, at)),
                ..MessageInput::default()
            });
            let pause = match step.way {
                Way::Chat => self.dice.between(18, 95),
                _ => self.dice.between(180, 2_400),
            };
            at = at.plus(pause * Time::SECOND);
        }
        messages
    }
}

impl Telling<'_> {
    fn filling<'a>(
        &'a self,
        serial: &'a str,
        name: &'a str,
        agent: &Colleague,
        feminine: bool,
    ) -> Filling<'a> {
        Filling {
            name,
            agent: agent.first_name(),
            machine: self.made.machine,
            serial,
            order: &self.order,
            feminine,
        }
    }
}

/// The queue that the first choice in the menu leads to.
pub fn queue(land: &Land, step: &Step) -> &'static str {
    let index = match step.menu.as_slice() {
        [(_, "2"), ..] => ORDERS,
        [_, (_, "3"), ..] => REPAIRS,
        _ => 0,
    };
    land.queues[index]
}

pub fn menu(step: &Step) -> Vec<IvrStep> {
    let choice = |(prompt, key): &(&str, &str)| IvrStep {
        prompt: (*prompt).to_owned(),
        choice: Some((*key).to_owned()),
    };
    step.menu.iter().map(choice).collect()
}

fn midnight(time: Time) -> Time {
    Time::from_micros(time.micros() - time.micros().rem_euclid(Time::DAY))
}

/// The day itself, or the Friday before a weekend: nobody is there then.
fn working_day(day: Time) -> Time {
    // 1 January 1970 was a Thursday.
    match (day.micros().div_euclid(Time::DAY) + 3).rem_euclid(7) {
        5 => day.plus(-Time::DAY),
        6 => day.plus(-2 * Time::DAY),
        _ => day,
    }
}

/// What its agent said had come of it.
fn disposition(step: &Step, missed: bool) -> Option<&'static str> {
    match (missed, step.inward) {
        (true, true) => None,
        (true, false) => Some("no-answer"),
        (false, _) if step.rating == Some(1) => Some("complaint"),
        (false, _) => Some("solved"),
    }
}
