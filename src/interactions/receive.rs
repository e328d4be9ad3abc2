//! Receiving a delivery: a new interaction, or what is new about one that is known by its `ref`.

use axum::http::StatusCode;
use db::Tx;
use telephone::Country;

use super::input::{Facts, NewMessage};
use super::{Assumed, Interaction, InteractionInput, Message, Reach, Teller, messages, save, store};
use crate::attachments;
use crate::author::Author;
use crate::changes;
use crate::check::Check;
use crate::clock::Time;
use crate::dispositions;
use crate::erasures::tombstones;
use crate::error::{AppError, AppResult, FieldError};
use crate::events;
use crate::fields::{self, Definitions, Entity};
use crate::history;
use crate::http::idempotency::{Done, Key, once};
use crate::id::{InteractionId, RequestId};
use crate::identifiers::{Identifier, matching};
use crate::merges;
use crate::openings;
use crate::requests;
use crate::texts;
use crate::transfers::{self, Transfer};
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
    dispositions::check(tx, &mut check, facts.disposition.as_deref())?;
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
            messages::add_all(tx, author, home, after, &messages)?
        }
    };
    super::comments::add_all(tx, author, &interaction, comments)?;
    Ok(Received { interaction, created })
}

/// Takes a delivery as `receive` does, or finds what the same request led to before. 201: it is new.
pub fn receive_once(
    tx: &mut Tx<'_>,
    author: &Author,
    home: Country,
    key: Option<&Key>,
    input: &InteractionInput,
) -> AppResult<(StatusCode, Interaction)> {
    let mut fresh = None;
    let done = once(tx, author, key, |tx| {
        let Received { interaction, created } = receive(tx, author, home, input)?;
        let status = if created { StatusCode::CREATED } else { StatusCode::OK };
        let id = fresh.insert(interaction).id;
        Ok(Done { status, id: id.0 })
    })?;
    let interaction = match fresh {
        Some(interaction) => interaction,
        None => store::get(tx, InteractionId(done.id))?,
    };
    Ok((done.status, interaction))
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
    dispositions::check(tx, &mut check, facts.disposition.as_deref())?;
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
    let (transfers, agent) = transfers_of(&before, &facts, author.at);
    let mut after = Interaction {
        reference: facts.reference,
        state,
        sender: facts.sender,
        recipient: facts.recipient,
        queue: facts.queue,
        agent_id: agent_id(tx, agent.as_deref())?,
        agent,
        transfers,
        started_at: facts.started_at.unwrap_or(before.started_at),
        answered_at: facts.answered_at,
        ended_at: facts.ended_at,
        assumed,
        reach,
        topic: facts.topic,
        disposition: facts.disposition,
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
    let after = messages::add_all(tx, author, home, after, &messages)?;
    super::comments::add_all(tx, author, &after, comments)?;
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

/// The transfers after an edit, and who has it: another agent than before is one, as long as it goes on.
fn transfers_of(before: &Interaction, facts: &Facts, now: Time) -> (Vec<Transfer>, Option<String>) {
    let given = facts.transfers.clone().unwrap_or_default();
    // What systems and editors cannot say of a known one stays.
    let known = before
        .transfers
        .iter()
        .filter(|had| given.iter().any(|one| one.at == had.at && one.from == had.from));
    let mut chain = transfers::join(&known.cloned().collect::<Vec<_>>(), given);
    if facts.agent == before.agent {
        let is_same = chain == before.transfers;
        let agent =
            if is_same { before.agent.clone() } else { transfers::holder(&chain, before.agent.clone()) };
        return (chain, agent);
    }
    if before.state == State::Active {
        transfers::chain::notice(&mut chain, before.agent.as_deref(), facts.agent.as_deref(), now);
    }
    (chain, facts.agent.clone())
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
    let transfers = transfers::join(&[], facts.transfers.unwrap_or_default());
    let agent = transfers::holder(&transfers, facts.agent);
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
        whose: None,
        anonymous: false,
        request: facts.request,
        queue: facts.queue,
        agent_id: agent_id(tx, agent.as_deref())?,
        agent,
        transfers,
        started_at: facts.started_at.unwrap_or(author.at),
        answered_at: facts.answered_at,
        ended_at: facts.ended_at,
        assumed: Assumed { started: facts.started_at.is_none(), ..Assumed::default() },
        reach,
        topic: facts.topic,
        disposition: facts.disposition,
        ivr_path: facts.ivr_path.unwrap_or_default(),
        recording_url: facts.recording_url,
        rating: facts.rating,
        campaign: facts.campaign,
        fields: facts.fields,
        tags: facts.tags,
        message_count: 0,
        excerpt: None,
        delivery: None,
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
            written.push(messages::prepare(&interaction, new, author.at, written.len()));
        }
    }
    messages::summarise(&mut interaction, &written);
    if interaction.request.is_none() && interaction.channel == Channel::Email {
        interaction.request = requests::named(tx, &interaction, &written)?;
    }
    store::insert(tx, &interaction)?;
    store::insert_messages(tx, interaction.id, &written)?;
    attachments::claim(tx, author, &interaction, &written)?;
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
    let told_transfers = facts.transfers.unwrap_or_default();
    // Who has handed it over is told late.
    let known = transfers::join(&before.transfers, told_transfers.clone());
    let told_agent = facts.agent.filter(|login| !transfers::has_handed_over(&known, login));
    let teller = merging.reach.get("agent").copied();
    let agent = merging.fact("agent", told_agent.clone(), before.agent.clone());
    let (transfers, agent) =
        transfers::chain::merge(before, told_transfers, (told_agent, teller), told_in.into(), agent, now);
    let mut after = Interaction {
        state: before.state.max(told_in),
        sender: merging.fact("from", facts.sender, before.sender.clone()),
        recipient: merging.fact("to", facts.recipient, before.recipient.clone()),
        queue: merging.fact("queue", facts.queue, before.queue.clone()),
        agent_id: agent_id(tx, agent.as_deref())?,
        agent,
        transfers,
        started_at: started_at.unwrap_or(before.started_at),
        answered_at,
        ended_at,
        assumed: Assumed { started, answered, ended },
        topic: merging.fact("topic", facts.topic, before.topic.clone()),
        disposition: merging.fact("disposition", facts.disposition, before.disposition.clone()),
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
    interaction.whose = match interaction.customer {
        Some(card) => Some(merges::whose::of(tx, card, interaction.identifier.as_ref())?),
        None => None,
    };
    Ok(())
}

fn agent_id(tx: &mut Tx<'_>, login: Option<&str>) -> AppResult<Option<crate::id::AgentId>> {
    let Some(login) = login else { return Ok(None) };
    Ok(crate::agents::store::find_by_login(tx, login)?.map(|agent| agent.id))
}
