//! Every text is in all four languages, with the same arguments, and with every plural that its language has.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast;
use fluent_syntax::parser;
use visavi::language::Language;

/// What a text needs: the names of its arguments, and the plural classes of every number it chooses by.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    arguments: BTreeSet<String>,
    /// By argument: the classes it has variants for.
    plurals: BTreeMap<String, BTreeSet<String>>,
}

/// The plural classes of whole numbers (CLDR); Polish fractions are `other` and asked for as well.
fn classes(language: Language) -> &'static [&'static str] {
    match language {
        Language::English | Language::Swedish | Language::German => &["one", "other"],
        Language::Polish => &["one", "few", "many", "other"],
    }
}

fn texts(language: Language) -> BTreeMap<String, Shape> {
    let mut texts = BTreeMap::new();
    for source in language.sources() {
        let resource = parser::parse(*source).unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
        for entry in resource.body {
            match entry {
                ast::Entry::Message(message) => {
                    let key = message.id.name.to_owned();
                    let mut shape = Shape::default();
                    if let Some(pattern) = &message.value {
                        read_pattern(pattern, &mut shape);
                    }
                    assert!(texts.insert(key.clone(), shape).is_none(), "{language}: {key} stands twice");
                }
                ast::Entry::Junk { content } => panic!("{language}: cannot be read: {content}"),
                _ => {}
            }
        }
    }
    texts
}

fn read_pattern(pattern: &ast::Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            read_expression(expression, shape);
        }
    }
}

fn read_expression(expression: &ast::Expression<&str>, shape: &mut Shape) {
    match expression {
        ast::Expression::Inline(inline) => read_inline(inline, shape),
        ast::Expression::Select { selector, variants } => {
            read_inline(selector, shape);
            let mut keys = BTreeSet::new();
            for variant in variants {
                if let ast::VariantKey::Identifier { name } = &variant.key {
                    keys.insert((*name).to_owned());
                }
                read_pattern(&variant.value, shape);
            }
            if let ast::InlineExpression::VariableReference { id } = selector {
                shape.plurals.entry(id.name.to_owned()).or_default().extend(keys);
            }
        }
    }
}

fn read_inline(inline: &ast::InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            shape.arguments.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|one| read_inline(one, shape));
        }
        ast::InlineExpression::Placeable { expression } => read_expression(expression, shape),
        _ => {}
    }
}

#[test]
fn every_text_is_in_every_language_with_the_same_arguments() {
    let english = texts(Language::English);
    assert!(english.len() > 200, "only {} texts", english.len());
    for language in [Language::Swedish, Language::German, Language::Polish] {
        let theirs = texts(language);
        let missing: Vec<&String> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        let extra: Vec<&String> = theirs.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language}: missing {missing:?}, unknown {extra:?}");
        for (key, shape) in &theirs {
            // A row of the history is told everything; Polish names the kind and both sides where others use a verb.
            let row = ["agent", "subject", "customer", "time"].map(str::to_owned);
            let told = if key.starts_with("entry-") { row.into() } else { english[key].arguments.clone() };
            let as_told =
                shape.arguments == told || key.starts_with("entry-") && shape.arguments.is_subset(&told);
            assert!(as_told, "{language}: {key} is told {told:?} and uses {:?}", shape.arguments);
        }
    }
}

/// A count that is chosen by plural in English is chosen by every class of the language; a Polish count without
/// its few and many forms fails here.
#[test]
fn every_count_has_every_plural_of_its_language() {
    let english = texts(Language::English);
    for language in Language::ALL {
        let theirs = texts(*language);
        for (key, shape) in &english {
            for argument in
                shape.plurals.iter().filter(|(_, keys)| keys.contains("one")).map(|(argument, _)| argument)
            {
                let has = theirs[key].plurals.get(argument).cloned().unwrap_or_default();
                for class in classes(*language) {
                    assert!(has.contains(*class), "{language}: {key} has no form “{class}” for ${argument}");
                }
            }
        }
        for (key, shape) in &theirs {
            for (argument, keys) in shape.plurals.iter().filter(|(_, keys)| keys.contains("one")) {
                for class in classes(*language) {
                    assert!(keys.contains(*class), "{language}: {key} has no form “{class}” for ${argument}");
                }
            }
        }
    }
}

#[test]
fn a_number_chooses_its_polish_form() {
    // 1 minuta, 2 minuty, 5 minut, 22 minuty, 25 minut: whichever texts count, these five fall into three forms.
    let english = texts(Language::English);
    let counted = english.iter().find(|(_, shape)| {
        shape.plurals.len() == 1
            && shape.arguments.len() == 1
            && shape.plurals.values().all(|keys| keys.contains("one"))
    });
    let (key, shape) = counted.expect("some text counts");
    let argument = shape.arguments.first().unwrap();
    let form = |n: i64| Language::Polish.text(key, &[(argument, n.into())]).replace(&n.to_string(), "");
    assert_eq!(form(2), form(22));
    assert_eq!(form(5), form(25));
    assert_ne!(form(2), form(5));
}

/// Keys that stand in the code as they are must be texts.
#[test]
fn every_key_in_the_code_is_a_text() {
    let english = texts(Language::English);
    let mut files = vec![std::path::PathBuf::from(format!("{}/src", env!("CARGO_MANIFEST_DIR")))];
    let mut used = BTreeSet::new();
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for marker in [
                "locale.t(\"",
                "locale.with(\"",
                "self.t(\"",
                "FieldError::new(field, \"",
                "FieldError::new(name, \"",
            ] {
                for piece in text.split(marker).skip(1) {
                    used.insert((piece.split('"').next().unwrap().to_owned(), path.clone()));
                }
            }
        }
    }
    let unknown: Vec<_> =
        used.iter().filter(|(key, _)| !key.contains('{') && !english.contains_key(key)).collect();
    assert!(unknown.is_empty(), "no such text: {unknown:?}");
}
