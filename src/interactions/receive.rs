//! Receiving a delivery: a new interaction, or what is new about one that is known by its `ref`.

use db::Tx;
use serde_json::json;
use telephone::Country;

use super::input::{Facts, NewMessage};
use super::{Assumed, Interaction, InteractionInput, Message, MessageInput, Reach, Teller, save, store};
use crate::author::Author;
use crate::changes::{self, Subject};
use crate::check::Check;
use crate::clock::Time;
use crate::erasures::tombstones;
use crate::error::{AppError, AppResult, FieldError};
use crate::events;
use crate::fields::{self, Definitions, Entity};
use crate::history;
use crate::id::{InteractionId, MessageId, RequestId};
use crate::identifiers::{Identifier, matching};
use crate::openings;
use crate::requests;
use crate::texts;
use crate::words::{Channel, Direction, Outcome, State};

/// What a delivery led to.
pub struct Received {
    pub interaction: Interaction,
    pub created: bool,
}

/// Takes a delivery: the same `ref` again is the same interaction, and what is new is merged into it.
pub fn receive(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    input: &InteractionInput,
) -> AppResult<Received> {
    let mut check = Check::default();
    let definitions = fields::store::definitions(tx, Entity::Interaction)?;
    let facts = input.facts(&mut check, &definitions, None);
    definitions.check_customers(tx, &mut check, &facts.fields, None)?;
    let facts = Facts { request: stands_under(tx, &mut check, facts.request)?, ..facts };
    facts.check_times(&mut check);
    let messages = input.new_messages(&mut check);
    let comments = input.new_comments(&mut check);
    check.finish()?;
    let known = match &facts.reference {
        Some(reference) => store::find_by_ref(tx, reference)?,
        None => None,
    };
    let created = known.is_none();
    let interaction = match known {
        None => create(tx, author, home, facts, &messages)?,
        Some(id) => {
            let before = store::get(tx, id)?;
            let merged = merge(tx, home, author.at, &before, facts)?;
            let changed = merged != before;
            let after = if changed { save_heard(tx, author, &before, merged)? } else { before };
            add_messages(tx, author, after, &messages)?
        }
    };
    super::keep_comments(tx, author, &interaction, comments)?;
    Ok(Received { interaction, created })
}

/// Changes an interaction as an editor does: what is given stands, whatever was delivered before.
pub fn revise(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    id: InteractionId,
    version: i64,
    input: &InteractionInput,
) -> AppResult<Interaction> {
    let before = store::get(tx, id)?;
    if version != before.version {
        return Err(AppError::Stale);
    }
    let mut check = Check::default();
    let definitions = fields::store::definitions(tx, Entity::Interaction)?;
    let facts = input.facts(&mut check, &definitions, Some(&before.fields));
    definitions.check_customers(tx, &mut check, &facts.fields, Some(&before.fields))?;
    let facts = Facts { request: stands_under(tx, &mut check, facts.request)?, ..facts };
    let messages = input.new_messages(&mut check);
    let comments = input.new_comments(&mut check);
    if facts.channel != Some(before.channel) {
        check.fail(FieldError::new("channel", "invalid-fixed"));
    }
    if facts.direction.unwrap_or(Direction::In) != before.direction {
        check.fail(FieldError::new("direction", "invalid-fixed"));
    }
    let times = (facts.started_at.unwrap_or(before.started_at), facts.answered_at, facts.ended_at);
    // Times that stand wrong already must not keep anybody from mending something else.
    if times != (before.started_at, before.answered_at, before.ended_at) {
        facts.check_times(&mut check);
    }
    let state = facts.state.unwrap_or(before.state);
    if state < before.state {
        check.fail(FieldError::new("state", "invalid-state-backwards").with("state", before.state));
    }
    check.finish()?;
    if let Some(reference) = &facts.reference
        && store::find_by_ref(tx, reference)?.is_some_and(|holder| holder != id)
    {
        return Err(AppError::conflict("ref", "conflict-ref-taken"));
    }
    let told = |given: Option<Time>, had: Option<Time>, assumed: bool| assumed && given == had;
    let assumed = Assumed {
        started: told(facts.started_at, Some(before.started_at), before.assumed.started),
        answered: told(facts.answered_at, before.answered_at, before.assumed.answered),
        ended: told(facts.ended_at, before.ended_at, before.assumed.ended),
    };
    let reach = edited(&before, &facts);
    let mut after = Interaction {
        reference: facts.reference,
        state,
        sender: facts.sender,
        recipient: facts.recipient,
        queue: facts.queue,
        agent_id: agent_id(tx, facts.agent.as_deref())?,
        agent: facts.agent,
        started_at: facts.started_at.unwrap_or(before.started_at),
        answered_at: facts.answered_at,
        ended_at: facts.ended_at,
        assumed,
        reach,
        topic: facts.topic,
        ivr_path: facts.ivr_path.unwrap_or_default(),
        recording_url: facts.recording_url,
        rating: facts.rating,
        campaign: facts.campaign,
        request: facts.request,
        fields: facts.fields,
        tags: facts.tags,
        ..before.clone()
    };
    assume_times(&mut after, before.state, author.at);
    identify(tx, home, &mut after)?;
    let after = if after == before { before } else { save_heard(tx, author, &before, after)? };
    let after = add_messages(tx, author, after, &messages)?;
    super::keep_comments(tx, author, &after, comments)?;
    Ok(after)
}

/// The request that an interaction is told to stand under: of one that was merged, what it was merged into.
fn stands_under(tx: &mut Tx<'_>, check: &mut Check, told: Option<RequestId>) -> AppResult<Option<RequestId>> {
    let Some(id) = told else { return Ok(None) };
    let request = requests::root(tx, id)?.map(|request| request.id);
    if request.is_none() {
        check.fail(FieldError::new("request_id", "invalid-request"));
    }
    Ok(request)
}

/// Stores a changed interaction; a request that it has come under hears of it.
fn save_heard(
    tx: &mut Tx<'_>,
    author: &Author,
    before: &Interaction,
    after: Interaction,
) -> AppResult<Interaction> {
    let after = save(tx, author, "update", before, after)?;
    if let Some(request) = after.request.filter(|_| before.request != after.request) {
        requests::hear(tx, author, request, after.started_at, after.direction == Direction::In)?;
    }
    Ok(after)
}

/// Who told each fact after an edit: the editor, where it differs from before.
fn edited(before: &Interaction, facts: &Facts) -> Reach {
    let known = InteractionInput::of(before);
    let same = known.facts(&mut Check::default(), &Definitions::default(), Some(&before.fields));
    let mut reach = before.reach.clone();
    for (fact, teller) in facts.reach(Teller::Editor) {
        if !facts.tells_the_same(&same, &fact) {
            reach.insert(fact, teller);
        }
    }
    reach
}

/// Adds a message; one that is known by its `ref` is given back as it is.
pub fn add_message(
    tx: &mut Tx<'_>,
    author: &Author,
    id: InteractionId,
    input: &MessageInput,
) -> AppResult<(Message, bool)> {
    let interaction = store::get(tx, id)?;
    let mut check = Check::default();
    let read = input.read(&mut check, "");
    check.finish()?;
    let Some(new) = read else { return Err(AppError::invalid("text", "invalid-empty")) };
    if let Some(reference) = &new.reference
        && let Some(known) = store::find_message(tx, id, reference)?
    {
        return Ok((known, false));
    }
    let message = prepare(&interaction, &new, author.at, 0);
    let added = message.clone();
    store_messages(tx, author, interaction, vec![message])?;
    Ok((added, true))
}

fn create(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    facts: Facts,
    messages: &[NewMessage],
) -> AppResult<Interaction> {
    let Some(channel) = facts.channel else { return Err(AppError::invalid("channel", "invalid-missing")) };
    let state = facts.state.unwrap_or(State::Offered);
    let reach = facts.reach(state.into());
    let mut interaction = Interaction {
        id: InteractionId::new(author.at),
        reference: facts.reference,
        channel,
        direction: facts.direction.unwrap_or(Direction::In),
        state,
        sender: facts.sender,
        recipient: facts.recipient,
        identifier: None,
        outcome: Outcome::None,
        customer: None,
        anonymous: false,
        request: facts.request,
        queue: facts.queue,
        agent_id: agent_id(tx, facts.agent.as_deref())?,
        agent: facts.agent,
        started_at: facts.started_at.unwrap_or(author.at),
        answered_at: facts.answered_at,
        ended_at: facts.ended_at,
        assumed: Assumed { started: facts.started_at.is_none(), ..Assumed::default() },
        reach,
        topic: facts.topic,
        ivr_path: facts.ivr_path.unwrap_or_default(),
        recording_url: facts.recording_url,
        rating: facts.rating,
        campaign: facts.campaign,
        fields: facts.fields,
        tags: facts.tags,
        message_count: 0,
        excerpt: None,
        version: 1,
        created_at: author.at,
        updated_at: author.at,
    };
    assume_times(&mut interaction, State::Offered, author.at);
    identify(tx, home, &mut interaction)?;
    let (reference, identifier) = (interaction.reference.as_deref(), interaction.identifier.as_ref());
    tombstones::refuse_contact(tx, reference, identifier, interaction.started_at)?;
    let mut written: Vec<Message> = Vec::new();
    for new in messages {
        // The same message twice in one delivery is one message.
        if !written.iter().any(|one| Some(&one.reference) == new.reference.as_ref()) {
            written.push(prepare(&interaction, new, author.at, written.len()));
        }
    }
    summarise(&mut interaction, &written);
    if interaction.request.is_none() && interaction.channel == Channel::Email {
        interaction.request = requests::named(tx, &interaction, &written)?;
    }
    store::insert(tx, &interaction)?;
    store::insert_messages(tx, interaction.id, &written)?;
    texts::add(tx, &interaction, &written)?;
    changes::created(tx, author, interaction.subject(), &interaction.recorded())?;
    history::follow(tx, None, &interaction)?;
    events::record(tx, "interaction.created", author.at, interaction.happened())?;
    openings::follow(tx, author, None, &interaction)?;
    if let Some(request) = interaction.request {
        let last = written.iter().map(|message| message.at).fold(interaction.started_at, Time::max);
        requests::hear(tx, author, request, last, interaction.direction == Direction::In)?;
    }
    Ok(interaction)
}

/// Merges the facts of a delivery into what is known. Of two that tell the same fact the further one is right.
fn merge(
    tx: &mut Tx<'_>,
    home: Country,
    now: Time,
    before: &Interaction,
    facts: Facts,
) -> AppResult<Interaction> {
    let told_in = facts.state.unwrap_or(State::Offered);
    let mut merging = Merging { teller: told_in.into(), reach: before.reach.clone() };
    let (started_at, started) =
        merging.time("started_at", facts.started_at, Some(before.started_at), before.assumed.started);
    let (answered_at, answered) =
        merging.time("answered_at", facts.answered_at, before.answered_at, before.assumed.answered);
    let (ended_at, ended) = merging.time("ended_at", facts.ended_at, before.ended_at, before.assumed.ended);
    let mut fields = before.fields.clone();
    for (key, value) in facts.fields {
        let had = fields.get(&key).cloned();
        if let Some(value) = merging.fact(&format!("fields.{key}"), Some(value), had) {
            fields.insert(key, value);
        }
    }
    let mut tags = before.tags.clone();
    for tag in facts.tags {
        if !tags.iter().any(|one| crate::fold::fold_case(one) == crate::fold::fold_case(&tag)) {
            tags.push(tag);
        }
    }
    let had_path = (!before.ivr_path.is_empty()).then(|| before.ivr_path.clone());
    let agent = merging.fact("agent", facts.agent, before.agent.clone());
    let mut after = Interaction {
        state: before.state.max(told_in),
        sender: merging.fact("from", facts.sender, before.sender.clone()),
        recipient: merging.fact("to", facts.recipient, before.recipient.clone()),
        queue: merging.fact("queue", facts.queue, before.queue.clone()),
        agent_id: agent_id(tx, agent.as_deref())?,
        agent,
        started_at: started_at.unwrap_or(before.started_at),
        answered_at,
        ended_at,
        assumed: Assumed { started, answered, ended },
        topic: merging.fact("topic", facts.topic, before.topic.clone()),
        ivr_path: merging.fact("ivr_path", facts.ivr_path, had_path).unwrap_or_default(),
        recording_url: merging.fact("recording_url", facts.recording_url, before.recording_url.clone()),
        rating: merging.fact("rating", facts.rating, before.rating),
        campaign: merging.fact("campaign", facts.campaign, before.campaign.clone()),
        request: merging.fact("request_id", facts.request, before.request),
        fields,
        tags,
        reach: merging.reach,
        ..before.clone()
    };
    assume_times(&mut after, before.state, now);
    identify(tx, home, &mut after)?;
    Ok(after)
}

/// A delivery being merged: who told what.
struct Merging {
    teller: Teller,
    reach: Reach,
}

impl Merging {
    /// The told fact if its delivery was as far as the one that told the known one, else the known one.
    fn fact<T>(&mut self, name: &str, told: Option<T>, had: Option<T>) -> Option<T> {
        let before = self.reach.get(name).copied().unwrap_or(Teller::Offered);
        if told.is_some() && (had.is_none() || self.teller >= before) {
            if self.teller > Teller::Offered {
                self.reach.insert(name.to_owned(), self.teller);
            }
            return told;
        }
        had
    }

    /// The same for a time; one that we assumed gives way to any that is told. Says whether it is still assumed.
    fn time(
        &mut self,
        name: &str,
        told: Option<Time>,
        had: Option<Time>,
        assumed: bool,
    ) -> (Option<Time>, bool) {
        let was_told = told.is_some();
        let known = if assumed { None } else { had };
        match self.fact(name, told, known) {
            Some(time) => (Some(time), assumed && !was_told),
            None => (had, assumed),
        }
    }
}

/// Fills the time of a step that was reached just now and that the sender has not dated.
fn assume_times(interaction: &mut Interaction, was: State, now: Time) {
    if interaction.state == State::Active && was < State::Active && interaction.answered_at.is_none() {
        interaction.answered_at = Some(now);
        interaction.assumed.answered = true;
    }
    if interaction.state >= State::WrapUp && was < State::WrapUp && interaction.ended_at.is_none() {
        interaction.ended_at = Some(now);
        interaction.assumed.ended = true;
    }
}

/// Reads the customer's side and matches it, unless an agent has decided or the side is the same as before.
fn identify(tx: &mut Tx<'_>, home: Country, interaction: &mut Interaction) -> AppResult<()> {
    let side = match interaction.direction {
        Direction::In => &interaction.sender,
        Direction::Out => &interaction.recipient,
    };
    let read = side.as_deref().and_then(|text| Identifier::of_party(interaction.channel, text, home));
    if read == interaction.identifier {
        return Ok(());
    }
    interaction.identifier = read;
    if interaction.customer.is_some() || interaction.anonymous {
        return Ok(());
    }
    let found = match &interaction.identifier {
        Some(identifier) => matching::find(tx, identifier, interaction.started_at)?,
        None => matching::Match::nobody(),
    };
    interaction.outcome = found.outcome;
    interaction.customer = found.customer();
    Ok(())
}

fn agent_id(tx: &mut Tx<'_>, login: Option<&str>) -> AppResult<Option<crate::id::AgentId>> {
    let Some(login) = login else { return Ok(None) };
    Ok(crate::agents::store::find_by_login(tx, login)?.map(|agent| agent.id))
}

fn add_messages(
    tx: &mut Tx<'_>,
    author: &Author,
    interaction: Interaction,
    messages: &[NewMessage],
) -> AppResult<Interaction> {
    let mut new: Vec<Message> = Vec::new();
    for message in messages {
        let Some(reference) = &message.reference else { continue };
        let known = new.iter().any(|one| one.reference == *reference)
            || store::find_message(tx, interaction.id, reference)?.is_some();
        if !known {
            new.push(prepare(&interaction, message, author.at, new.len()));
        }
    }
    if new.is_empty() { Ok(interaction) } else { store_messages(tx, author, interaction, new) }
}

fn store_messages(
    tx: &mut Tx<'_>,
    author: &Author,
    before: Interaction,
    messages: Vec<Message>,
) -> AppResult<Interaction> {
    let mut after = before.clone();
    summarise(&mut after, &messages);
    after.excerpt = match store::find_newest_message(tx, before.id)? {
        // A late message does not become the newest.
        Some(newest) if messages.iter().all(|message| message.at < newest.at) => before.excerpt.clone(),
        _ => after.excerpt,
    };
    after.version = before.version + 1;
    after.updated_at = author.at;
    store::insert_messages(tx, before.id, &messages)?;
    store::update(tx, before.version, &after)?;
    texts::add_messages(tx, &after, &messages)?;
    for message in &messages {
        let subject = Subject { entity: "message", id: message.id.0, customer: after.customer };
        let said = json!({ "interaction_id": after.id, "ref": message.reference, "from": message.from, "at": message.at });
        changes::created(tx, author, subject, said.as_object().unwrap_or(&serde_json::Map::new()))?;
    }
    history::follow(tx, Some(&before), &after)?;
    openings::unseen(tx, &after, messages.len())?;
    events::record(tx, "message.added", author.at, after.happened())?;
    if let Some(request) = after.request {
        for by_customer in [true, false] {
            let theirs =
                messages.iter().filter(|one| after.is_from_customer(one.from.as_deref()) == by_customer);
            if let Some(at) = theirs.map(|message| message.at).max() {
                requests::hear(tx, author, request, at, by_customer)?;
            }
        }
    }
    Ok(after)
}

/// `nth` of the delivery: messages without a time keep the order in which they were told.
fn prepare(interaction: &Interaction, new: &NewMessage, now: Time, nth: usize) -> Message {
    let id = MessageId::new(now);
    Message {
        id,
        reference: new.reference.clone().unwrap_or_else(|| id.to_string()),
        number: new.number.clone(),
        // Without a sender it is the side that began the interaction.
        from: new.sender.clone().or_else(|| interaction.sender.clone()),
        to: new.recipient.clone(),
        subject: new.subject.clone(),
        text: new.text.clone(),
        html: new.html.clone(),
        at: new.at.unwrap_or_else(|| now.plus(i64::try_from(nth).unwrap_or(0))),
    }
}

/// Counts the messages in and keeps an excerpt of the newest.
fn summarise(interaction: &mut Interaction, added: &[Message]) {
    interaction.message_count += i64::try_from(added.len()).unwrap_or(i64::MAX);
    if let Some(newest) = added.iter().max_by_key(|message| (message.at, message.id)) {
        interaction.excerpt = history::excerpt(newest);
    }
}
