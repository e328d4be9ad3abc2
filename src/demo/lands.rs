//! What is made up about each of the four countries: names, places and stories, read from the texts in `fiction/`.
//!
//! A story is a handful of contacts that belong together. The format of the texts:
//! `[section]` begins a list of one line each (names: separated by spaces); in `[stories]` `= topic | tags` begins
//! a story, `- channel direction days | subject or menu` a contact of it, `<` is what the customer says, `>` what we
//! say, `* n` the rating and `# …` an agent's comment. `{name}` and the like are filled in later; `{m/f}` is the
//! ending for a man or a woman; `\n` is a line break.

use std::sync::LazyLock;

/// A country with everything the demo says in its language.
#[derive(Debug, Default)]
pub struct Land {
    /// ISO 3166-1.
    pub code: &'static str,
    pub language: &'static str,
    /// Where its private people have their e-mail.
    pub mail: &'static [&'static str],
    pub female: Vec<&'static str>,
    pub male: Vec<&'static str>,
    /// `masculine/feminine` where a name has two forms.
    pub family: Vec<&'static str>,
    pub streets: Vec<&'static str>,
    /// Name and shape of the postal code (`#` a digit, `X` a letter).
    pub cities: Vec<(&'static str, &'static str)>,
    pub companies: Vec<&'static str>,
    pub departments: Vec<&'static str>,
    pub titles: Vec<&'static str>,
    pub notes: Vec<&'static str>,
    pub tags: Vec<&'static str>,
    pub campaign: &'static str,
    pub queues: Vec<&'static str>,
    pub stories: Vec<Story>,
    /// Lines that were not understood; a test keeps it empty.
    pub unread: Vec<&'static str>,
}

#[derive(Debug)]
pub struct Story {
    pub topic: &'static str,
    pub tags: Vec<&'static str>,
    pub steps: Vec<Step>,
}

/// One contact of a story.
#[derive(Debug)]
pub struct Step {
    pub way: Way,
    /// The customer began it.
    pub inward: bool,
    /// Days after the story began.
    pub day: i64,
    /// Minutes after midnight, where the text says so.
    pub minute: Option<i64>,
    pub subject: Option<&'static str>,
    /// Prompt and choice.
    pub menu: Vec<(&'static str, &'static str)>,
    pub lines: Vec<Line>,
    pub rating: Option<u8>,
    pub comment: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    Call,
    Missed,
    Campaign,
    Chat,
    Email,
    Sms,
    Social,
}

#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub ours: bool,
    pub text: &'static str,
}

pub const SWEDEN: usize = 0;
pub const POLAND: usize = 1;
pub const GERMANY: usize = 2;
pub const BRITAIN: usize = 3;

/// In the order of the constants above.
pub static LANDS: LazyLock<[Land; 4]> = LazyLock::new(|| {
    [
        land("SE", "sv", &["brevlada.example", "postfack.example"], include_str!("fiction/se.txt")),
        land("PL", "pl", &["poczta.example", "skrzynka.example"], include_str!("fiction/pl.txt")),
        land("DE", "de", &["briefkasten.example", "postfach.example"], include_str!("fiction/de.txt")),
        land("GB", "en", &["letterbox.example", "pigeonpost.example"], include_str!("fiction/gb.txt")),
    ]
});

/// What happened between us and Karolina Wierzbicka lately; days are counted back from today.
pub static KAROLINA: LazyLock<Vec<Story>> =
    LazyLock::new(|| land("PL", "pl", &[], include_str!("fiction/karolina.txt")).stories);

fn land(
    code: &'static str,
    language: &'static str,
    mail: &'static [&'static str],
    text: &'static str,
) -> Land {
    let mut land = Land { code, language, mail, ..Land::default() };
    let mut section = "";
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else if !land.read(section, line) {
            land.unread.push(line);
        }
    }
    land
}

impl Land {
    fn read(&mut self, section: &str, line: &'static str) -> bool {
        match section {
            "given-f" => self.female.extend(line.split(' ')),
            "given-m" => self.male.extend(line.split(' ')),
            "family" => self.family.extend(line.split(' ')),
            "streets" => self.streets.push(line),
            "cities" => return line.split_once('|').map(|city| self.cities.push(city)).is_some(),
            "companies" => self.companies.push(line),
            "departments" => self.departments.push(line),
            "titles" => self.titles.push(line),
            "notes" => self.notes.push(line),
            "tags" => self.tags.push(line),
            "campaign" => self.campaign = line,
            "queue" => self.queues.push(line),
            "stories" => return self.read_story(line).is_some(),
            _ => return false,
        }
        true
    }

    fn read_story(&mut self, line: &'static str) -> Option<()> {
        let (mark, rest) = line.split_once(' ')?;
        if mark == "=" {
            let (topic, tags) = rest.split_once(" | ")?;
            self.stories.push(Story { topic, tags: tags.split(", ").collect(), steps: Vec::new() });
            return Some(());
        }
        let story = self.stories.last_mut()?;
        if mark == "-" {
            story.steps.push(step(rest)?);
            return Some(());
        }
        let step = story.steps.last_mut()?;
        match mark {
            "<" => step.lines.push(Line { ours: false, text: rest }),
            ">" => step.lines.push(Line { ours: true, text: rest }),
            "*" => step.rating = Some(rest.parse().ok()?),
            "#" => step.comment = Some(rest),
            _ => return None,
        }
        Some(())
    }
}

/// `call in 1 14:05 | 1 Service > 3 Repairs`
fn step(text: &'static str) -> Option<Step> {
    let (head, tail) = match text.split_once(" | ") {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    };
    let mut words = head.split(' ');
    let way = match words.next()? {
        "call" => Way::Call,
        "missed" => Way::Missed,
        "campaign" => Way::Campaign,
        "chat" => Way::Chat,
        "email" => Way::Email,
        "sms" => Way::Sms,
        "social" => Way::Social,
        _ => return None,
    };
    let inward = match words.next()? {
        "in" => true,
        "out" => false,
        _ => return None,
    };
    let day = words.next()?.parse().ok()?;
    let minute = match words.next() {
        None => None,
        Some(clock) => {
            let (hours, minutes) = clock.split_once(':')?;
            Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
        }
    };
    let (mut subject, mut menu) = (None, Vec::new());
    match (way, tail) {
        (Way::Email, tail) => subject = Some(tail?),
        (_, Some(tail)) => {
            for choice in tail.split(" > ") {
                let (key, prompt) = choice.split_once(' ')?;
                menu.push((prompt, key));
            }
        }
        (_, None) => {}
    }
    Some(Step { way, inward, day, minute, subject, menu, lines: Vec::new(), rating: None, comment: None })
}

/// What the gaps of a text are filled with.
pub struct Filling<'a> {
    pub name: &'a str,
    pub agent: &'a str,
    pub machine: &'a str,
    pub serial: &'a str,
    pub order: &'a str,
    /// Who speaks is a woman.
    pub feminine: bool,
}

impl Filling<'_> {
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() + 40);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((gap, after)) = after.split_once('}') else { break };
            filled.push_str(before);
            match (gap, gap.split_once('/')) {
                ("name", _) => filled.push_str(self.name),
                ("agent", _) => filled.push_str(self.agent),
                ("machine", _) => filled.push_str(self.machine),
                ("serial", _) => filled.push_str(self.serial),
                ("order", _) => filled.push_str(self.order),
                (_, Some((masculine, feminine))) => {
                    filled.push_str(if self.feminine { feminine } else { masculine });
                }
                (unknown, None) => filled.push_str(unknown),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled.replace("\\n", "\n")
    }
}

/// The masculine or feminine form of `Borowy/Borowa`; other words as they are.
pub fn form(word: &str, feminine: bool) -> &str {
    match word.split_once('/') {
        Some((_, form)) if feminine => form,
        Some((form, _)) => form,
        None => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_fiction_is_understood() {
        for land in LANDS.iter() {
            assert_eq!(land.unread, Vec::<&str>::new(), "{}", land.code);
            assert!(
                land.female.len() >= 20 && land.male.len() >= 20 && land.family.len() >= 30,
                "{}",
                land.code
            );
            let lists = [land.streets.len(), land.companies.len(), land.departments.len(), land.titles.len()];
            assert!(lists.iter().all(|count| *count >= 5), "{} {lists:?}", land.code);
            assert!(land.cities.len() >= 8 && land.notes.len() >= 5 && land.tags.len() >= 5);
            assert!(land.queues.len() == 3 && !land.campaign.is_empty());
            assert!(land.stories.len() >= 20, "{}", land.code);
        }
        assert!(KAROLINA.iter().map(|story| story.steps.len()).sum::<usize>() >= 12);
    }

    #[test]
    fn every_story_says_what_its_channel_needs() {
        for story in LANDS.iter().flat_map(|land| &land.stories).chain(KAROLINA.iter()) {
            assert!(!story.steps.is_empty(), "{}", story.topic);
            for step in &story.steps {
                let spoken = matches!(step.way, Way::Call | Way::Missed | Way::Campaign);
                assert_eq!(step.lines.is_empty(), spoken, "{}", story.topic);
                assert!(step.rating.is_none_or(|rating| (1..=3).contains(&rating)), "{}", story.topic);
            }
        }
    }

    #[test]
    fn gaps_are_filled() {
        let filling = Filling {
            name: "Ida Nyberg",
            agent: "Anna",
            machine: "G2",
            serial: "G2-1",
            order: "7-1",
            feminine: true,
        };
        assert_eq!(
            filling.fill("{name}, {agent}, {machine} {serial} {order}: wystawi{łem/łam}\\n."),
            "Ida Nyberg, Anna, G2 G2-1 7-1: wystawiłam\n."
        );
        for text in LANDS
            .iter()
            .flat_map(|land| &land.stories)
            .flat_map(|story| &story.steps)
            .flat_map(|step| &step.lines)
        {
            assert!(!filling.fill(text.text).contains(['{', '}']), "{}", text.text);
        }
    }
}
