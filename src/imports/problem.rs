//! What is wrong with a record: why it was rejected, or what of it was left out.

use exchange::{Cells, Reason};
use serde::{Deserialize, Serialize};

use crate::error::FieldError;
use crate::http::problems::sentence;
use crate::language::{Arg, Locale};

/// One thing that is wrong: the field, a key of the translations, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// Empty: the record as a whole.
    pub field: String,
    pub code: String,
    pub args: Vec<(String, String)>,
}

/// Why a file could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub line: u64,
    /// Column of a table, character of a line; 0: the whole line.
    pub place: u64,
    pub complaint: Complaint,
}

impl Problem {
    /// Where it is and what it is.
    pub fn text(&self, locale: &Locale) -> String {
        let place =
            [("line", Arg::Text(&self.line.to_string())), ("place", Arg::Text(&self.place.to_string()))];
        let place =
            locale.with(if self.place == 0 { "import-line" } else { "import-line-and-place" }, &place);
        format!("{place}: {}", self.complaint.text(locale))
    }
}

impl From<&exchange::Problem> for Problem {
    fn from(problem: &exchange::Problem) -> Problem {
        let complaint = Complaint::from(problem.reason());
        Problem { line: problem.line(), place: problem.column(), complaint }
    }
}

/// A record that does not become a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    pub line: u64,
    /// Column of a table, character of a line; 0: the whole record.
    pub place: u64,
    pub complaints: Vec<Complaint>,
    pub cells: Cells,
}

impl Complaint {
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Complaint {
        Complaint { field: field.into(), code: code.into(), args: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Complaint {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// Of a member that the file calls as the API does.
    pub fn plain(error: FieldError) -> Complaint {
        let args = error.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Complaint { field: error.field, code: error.code.to_owned(), args }
    }

    /// As a sentence, the field before it.
    pub fn text(&self, locale: &Locale) -> String {
        let args: Vec<(&str, &str)> =
            self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let sentence = sentence(locale, &self.code, &args);
        if self.field.is_empty() { sentence } else { format!("{}: {sentence}", self.field) }
    }
}

impl From<FieldError> for Complaint {
    fn from(error: FieldError) -> Complaint {
        let args = error.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        // The file calls them by their flat names.
        let field = error.field.split(['[', '.']).next().unwrap_or_default();
        let field = match field {
            "phones" => "phone",
            "emails" => "email",
            "handles" => "handle",
            "national_ids" => "national_id",
            "tags" => "tag",
            "addresses" => error.field.rsplit('.').next().unwrap_or("street"),
            "pinned_note" => "note",
            "fields" => error.field.as_str(),
            other => other,
        };
        Complaint { field: field.to_owned(), code: error.code.to_owned(), args }
    }
}

impl From<&Reason> for Complaint {
    fn from(reason: &Reason) -> Complaint {
        let complaint = Complaint::new("", format!("import-problem-{}", reason.code().replace('_', "-")));
        match reason {
            Reason::Ragged { expected, found } => complaint.with("expected", expected).with("found", found),
            Reason::UnknownColumn(name) | Reason::WrongType(name) => complaint.with("name", name),
            Reason::Io(kind) => complaint.with("cause", kind),
            _ => complaint,
        }
    }
}

impl From<exchange::Problem> for Rejected {
    fn from(problem: exchange::Problem) -> Rejected {
        let (line, place) = (problem.line(), problem.column());
        let complaints = vec![Complaint::from(problem.reason())];
        let cells = match problem {
            exchange::Problem::Rejected { raw, .. } => raw,
            exchange::Problem::Fatal { .. } => Cells::default(),
        };
        Rejected { line, place, complaints, cells }
    }
}
