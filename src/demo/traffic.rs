//! Live traffic: contacts that come in all day long, gently, so that every state of the page can be seen.
//!
//! Invariants: only the public API is used; nobody ever has more than three contacts at once, nor two that ring.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

use super::contacts::{menu, queue};
use super::dice::Dice;
use super::lands::{BRITAIN, Filling, GERMANY, LANDS, Land, POLAND, SWEDEN, Step, Story, Way};
pub use super::line::Line;
use super::numbers::{self, OUR_LINES};
use super::people::Made;
use super::staff::{AGENTS, STAFF};
use super::{Fiction, SEED, cast};
use crate::clock::Time;
use crate::interactions::{InteractionInput, MessageInput, Rating};
use crate::words::{Channel, Direction, State};

/// Nobody can keep more apart.
const MOST_AT_ONCE: usize = 3;
/// Seconds from one contact to the next, over all agents.
const PAUSE: (i64, i64) = (8, 15);

/// What comes in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Scene {
    /// A number on one card.
    Known,
    /// A number on several cards.
    Shared,
    /// A number on no card.
    Unknown,
    Withheld,
    Vip,
    /// Rings and gives up.
    Missed,
    /// We ring somebody.
    Outgoing,
    Chat,
    /// A visitor of the website who has not said who they are.
    Visitor,
    Email,
    Sms,
    Social,
}

/// The order in which an agent meets them; after a call something written, so that it comes while the call is live.
const PROGRAMME: [Scene; 18] = [
    Scene::Known,
    Scene::Chat,
    Scene::Shared,
    Scene::Email,
    Scene::Unknown,
    Scene::Sms,
    Scene::Vip,
    Scene::Chat,
    Scene::Withheld,
    Scene::Social,
    Scene::Known,
    Scene::Visitor,
    Scene::Missed,
    Scene::Email,
    Scene::Shared,
    Scene::Chat,
    Scene::Outgoing,
    Scene::Sms,
];

impl Scene {
    fn rings(self) -> bool {
        matches!(
            self,
            Scene::Known | Scene::Shared | Scene::Unknown | Scene::Withheld | Scene::Vip | Scene::Missed
        )
    }

    fn ways(self) -> Way {
        match self {
            Scene::Chat | Scene::Visitor => Way::Chat,
            Scene::Email => Way::Email,
            Scene::Sms => Way::Sms,
            Scene::Social => Way::Social,
            _ => Way::Call,
        }
    }
}

/// What an agent has before them.
#[derive(Default)]
struct Desk {
    live: AtomicUsize,
    ringing: AtomicUsize,
}

/// Takes one from a count when the contact is over, however it ends.
struct Held(Arc<Desk>, fn(&Desk) -> &AtomicUsize);

impl Held {
    fn take(desk: &Arc<Desk>, count: fn(&Desk) -> &AtomicUsize) -> Held {
        count(desk).fetch_add(1, Ordering::Relaxed);
        Held(Arc::clone(desk), count)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        (self.1)(&self.0).fetch_sub(1, Ordering::Relaxed);
    }
}

/// Plays for ever; what is under way ends with the future.
pub async fn run(line: Line, fiction: Arc<Fiction>, begun: Time) {
    let mut stage = Stage::new(&fiction, begun);
    let desks: [Arc<Desk>; AGENTS.len()] = std::array::from_fn(|_| Arc::default());
    let mut playing = JoinSet::new();
    sleep(Duration::from_secs(4)).await;
    loop {
        if let Some((agent, scene)) = stage.next(&desks)
            && let Some(play) = stage.write(agent, scene)
        {
            playing.spawn(play.run(line.clone(), Arc::clone(&desks[agent])));
        }
        while playing.try_join_next().is_some() {}
        let pause = stage.dice.between(PAUSE.0, PAUSE.1);
        sleep(seconds(pause)).await;
    }
}

/// Decides who gets what.
struct Stage {
    fiction: Arc<Fiction>,
    dice: Dice,
    begun: Time,
    /// How often each number is on a card.
    holders: HashMap<String, usize>,
    turn: [usize; AGENTS.len()],
    count: u32,
}

impl Stage {
    fn new(fiction: &Arc<Fiction>, begun: Time) -> Stage {
        let mut holders = HashMap::new();
        for phone in fiction.customers.iter().flat_map(|made| made.input.phones.iter().flatten()) {
            if let Ok(phone) = telephone::parse(&phone.value, super::people::home()) {
                *holders.entry(phone.e164).or_default() += 1;
            }
        }
        // Another day, another order; only the people are the same.
        let dice = Dice::new(SEED ^ begun.micros().unsigned_abs());
        Stage { fiction: Arc::clone(fiction), dice, begun, holders, turn: [0, 6, 12], count: 0 }
    }

    /// The agent with the fewest contacts, and the next scene of their programme that they can bear.
    fn next(&mut self, desks: &[Arc<Desk>; AGENTS.len()]) -> Option<(usize, Scene)> {
        let free = |agent: &usize| desks[*agent].live.load(Ordering::Relaxed) < MOST_AT_ONCE;
        let mut agents: Vec<usize> = (0..AGENTS.len()).filter(free).collect();
        self.dice.shuffle(&mut agents);
        let agent = agents.into_iter().min_by_key(|agent| desks[*agent].live.load(Ordering::Relaxed))?;
        let ringing = desks[agent].ringing.load(Ordering::Relaxed) > 0;
        for _ in 0..PROGRAMME.len() {
            let scene = PROGRAMME[self.turn[agent] % PROGRAMME.len()];
            self.turn[agent] += 1;
            if !(ringing && scene.rings()) {
                return Some((agent, scene));
            }
        }
        None
    }

    /// Fills a scene with somebody and their story; none if nobody fits.
    fn write(&mut self, agent: usize, scene: Scene) -> Option<Play> {
        let land_index = match (agent, self.dice.chance(30)) {
            (_, true) => BRITAIN,
            (0, false) => SWEDEN,
            (1, false) => POLAND,
            _ => GERMANY,
        };
        let land = &LANDS[land_index];
        let fiction = Arc::clone(&self.fiction);
        let customer = match scene {
            Scene::Unknown | Scene::Withheld | Scene::Visitor => None,
            _ => Some(self.somebody(&fiction, land_index, scene)?),
        };
        let (story, step) = self.story(land, scene.ways())?;
        self.count += 1;
        let theirs = match (scene, customer) {
            (Scene::Withheld, _) => "anonymous".to_owned(),
            (Scene::Unknown, _) => self.unknown(land_index),
            (Scene::Visitor, _) => format!("visitor-{}", 400 + self.dice.between(0, 599)),
            (Scene::Chat | Scene::Email, Some(made)) => made.email()?.to_owned(),
            (Scene::Social, Some(made)) => made.handle()?.to_owned(),
            (_, Some(made)) => made.phone.clone()?,
            (_, None) => return None,
        };
        let (channel, ours) = match scene.ways() {
            Way::Chat => (Channel::Chat, "norrvik.example"),
            Way::Email => (Channel::Email, "service@norrvik.example"),
            Way::Sms => (Channel::Sms, OUR_LINES[land_index]),
            Way::Social => (Channel::Social, "@norrvik"),
            Way::Call | Way::Missed | Way::Campaign => (Channel::Call, OUR_LINES[land_index]),
        };
        let outgoing = scene == Scene::Outgoing;
        let (from, to) =
            if outgoing { (ours.to_owned(), theirs.clone()) } else { (theirs.clone(), ours.to_owned()) };
        let colleague = &STAFF[AGENTS[agent]];
        let first = InteractionInput {
            reference: Some(format!("live-{}-{}", self.begun.micros(), self.count)),
            channel: Some(channel),
            direction: Some(if outgoing { Direction::Out } else { Direction::In }),
            from: Some(from),
            to: Some(to),
            queue: (!outgoing).then(|| queue(land, step).to_owned()),
            agent: Some(colleague.login.to_owned()),
            topic: Some(story.topic.to_owned()),
            ivr_path: (channel == Channel::Call && !outgoing).then(|| menu(step)),
            ..InteractionInput::default()
        };
        let order = format!("7-{}", 30_000 + self.count);
        let name = customer.map(Made::name).unwrap_or_default();
        let said = |line: &super::lands::Line| {
            let filling = Filling {
                name: &name,
                agent: colleague.first_name(),
                machine: customer.map_or("G2", |made| made.machine),
                serial: customer.map_or("G2-004711", |made| &made.serial),
                order: &order,
                feminine: if line.ours {
                    colleague.feminine
                } else {
                    customer.is_some_and(|made| made.feminine)
                },
            };
            let (from, to) = if line.ours { (ours, theirs.as_str()) } else { (theirs.as_str(), ours) };
            MessageInput {
                from: Some(from.to_owned()),
                to: Some(to.to_owned()),
                subject: step.subject.map(|subject| filling.fill(subject)),
                text: Some(filling.fill(line.text)),
                ..MessageInput::default()
            }
        };
        let mut messages: Vec<MessageInput> = step.lines.iter().map(said).collect();
        for (nth, message) in messages.iter_mut().enumerate() {
            message.reference = Some(format!("{}", nth + 1));
        }
        let tags = story.tags.iter().map(|tag| (*tag).to_owned()).collect();
        Some(Play {
            scene,
            first,
            messages,
            tags,
            rating: step.rating,
            dice: Dice::new(self.begun.micros().unsigned_abs() + u64::from(self.count)),
        })
    }

    fn somebody<'a>(&mut self, fiction: &'a Fiction, land: usize, scene: Scene) -> Option<&'a Made> {
        let holders = |made: &Made| {
            made.phone.as_ref().map_or(0, |phone| self.holders.get(phone).copied().unwrap_or(0))
        };
        let fits = |made: &&Made| match scene {
            Scene::Known | Scene::Outgoing | Scene::Missed | Scene::Sms => holders(made) == 1,
            Scene::Shared => (2..=5).contains(&holders(made)),
            Scene::Vip => made.input.vip == Some(true) && holders(made) == 1,
            Scene::Social => made.handle().is_some(),
            _ => made.email().is_some(),
        };
        let local: Vec<&Made> =
            fiction.customers.iter().filter(|made| made.land == land).filter(fits).collect();
        if local.is_empty() { None } else { Some(*self.dice.pick(&local)) }
    }

    fn unknown(&mut self, land: usize) -> String {
        // Now and then the one from Berlin who has called before and never left a name.
        let number = if land == GERMANY && self.dice.chance(40) {
            cast::STRANGER.to_owned()
        } else {
            numbers::unknown(&mut self.dice, land)
        };
        numbers::e164(&number)
    }

    /// A contact of that way which the customer begins.
    fn story(&mut self, land: &'static Land, way: Way) -> Option<(&'static Story, &'static Step)> {
        let steps = land.stories.iter().flat_map(|story| story.steps.iter().map(move |step| (story, step)));
        let fitting: Vec<_> = steps.filter(|(_, step)| step.way == way && step.inward).collect();
        if fitting.is_empty() { None } else { Some(*self.dice.pick(&fitting)) }
    }
}

/// One contact from its beginning to its end.
struct Play {
    scene: Scene,
    first: InteractionInput,
    messages: Vec<MessageInput>,
    tags: Vec<String>,
    rating: Option<u8>,
    dice: Dice,
}

impl Play {
    async fn run(mut self, line: Line, desk: Arc<Desk>) {
        let _live = Held::take(&desk, |desk| &desk.live);
        let ringing = self.scene.rings().then(|| Held::take(&desk, |desk| &desk.ringing));
        // A stopping server answers no more; there is nobody left to tell.
        if let Err(error) = self.play(&line, ringing).await {
            tracing::debug!(%error, "a contact of the demo broke off");
        }
    }

    async fn play(&mut self, line: &Line, ringing: Option<Held>) -> anyhow::Result<()> {
        let written = !self.messages.is_empty();
        let first = self.messages.first().cloned();
        let begin = InteractionInput { messages: first.map(|message| vec![message]), ..self.first.clone() };
        if self.scene == Scene::Outgoing {
            line.tell(&InteractionInput { state: Some(State::Active), ..begin }).await?;
            self.pass(25, 70).await;
        } else {
            let id = line.tell(&InteractionInput { state: Some(State::Offered), ..begin }).await?;
            if self.scene == Scene::Missed {
                self.pass(12, 20).await;
                return self.move_on(line, State::Closed).await;
            }
            self.pass(4, 9).await;
            drop(ringing);
            self.move_on(line, State::Active).await?;
            for message in self.messages.iter().skip(1) {
                let words = message.text.as_deref().map_or(0, |text| text.split_whitespace().count());
                // Who writes more needs longer.
                let pause = self.dice.between(5, 9) + i64::try_from(words / 3).unwrap_or(0).min(9);
                sleep(seconds(pause)).await;
                line.say(&id, message).await?;
            }
            if written { self.pass(8, 20).await } else { self.pass(22, 75).await }
        }
        self.move_on(line, State::WrapUp).await?;
        self.pass(8, 22).await;
        self.move_on(line, State::Closed).await
    }

    async fn pass(&mut self, from: i64, to: i64) {
        sleep(seconds(self.dice.between(from, to))).await;
    }

    async fn move_on(&self, line: &Line, state: State) -> anyhow::Result<()> {
        let mut told = InteractionInput { state: Some(state), ..self.first.clone() };
        if state == State::WrapUp {
            told.tags = Some(self.tags.clone());
            told.rating = self.rating.map(|value| Rating { value: f64::from(value), scale: 3.0 });
        }
        line.tell(&told).await?;
        Ok(())
    }
}

fn seconds(count: i64) -> Duration {
    Duration::from_secs(count.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage() -> Stage {
        let now = Time::parse("2026-11-21T14:06:00Z").unwrap();
        Stage::new(&Arc::new(Fiction::at(now)), now)
    }

    #[test]
    fn every_scene_finds_somebody_in_every_country() {
        let mut stage = stage();
        for agent in 0..AGENTS.len() {
            for scene in PROGRAMME {
                for _ in 0..10 {
                    let play = stage.write(agent, scene).unwrap_or_else(|| panic!("{scene:?} for {agent}"));
                    assert_eq!(
                        play.messages.is_empty(),
                        play.first.channel == Some(Channel::Call),
                        "{scene:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nobody_has_more_than_they_can_bear() {
        let mut stage = stage();
        let desks: [Arc<Desk>; AGENTS.len()] = std::array::from_fn(|_| Arc::default());
        let mut held = Vec::new();
        while let Some((agent, scene)) = stage.next(&desks) {
            assert!(!(scene.rings() && desks[agent].ringing.load(Ordering::Relaxed) > 0));
            held.push(Held::take(&desks[agent], |desk| &desk.live));
            if scene.rings() {
                held.push(Held::take(&desks[agent], |desk| &desk.ringing));
            }
        }
        assert!(desks.iter().all(|desk| desk.live.load(Ordering::Relaxed) == MOST_AT_ONCE));
        drop(held);
        assert!(desks.iter().all(|desk| desk.live.load(Ordering::Relaxed) == 0));
    }
}
