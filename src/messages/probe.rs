//! Whether a piece of HTML can be taken apart at all: strangers write it, and a tree may be made to grow with the square
//! of what it is written in.
//!
//! The parser of the sanitiser is run once in pieces over a tree that keeps nothing, so that it can be stopped.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_fragment};

/// Elements, comments and the like in one message …
const NODES: usize = 50_000;
/// … and how deep they may lie within each other: browsers stop at 512 themselves.
const DEPTH: u32 = 500;
/// Bytes after which one looks.
const PIECE: usize = 512;
/// What a parser may take for what no count foresees, such as a tag with 80,000 attributes.
const LONGEST: Duration = Duration::from_secs(2);

/// Whether it is small and flat enough to be sanitised and shown.
pub fn is_bearable(html: &str) -> bool {
    let counts = Rc::new(Counts::default());
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let sink = Sink(Rc::clone(&counts));
    let mut parser = parse_fragment(sink, ParseOpts::default(), context, Vec::new(), false);
    let begun = Instant::now();
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        rest = after;
        parser.process(StrTendril::from_slice(piece));
        if counts.nodes.get() > NODES || counts.depth.get() > DEPTH || begun.elapsed() > LONGEST {
            return false;
        }
    }
    true
}

#[derive(Default)]
struct Counts {
    nodes: Cell<usize>,
    depth: Cell<u32>,
}

/// What the parser needs to know again of a node.
struct Node {
    name: QualName,
    depth: Cell<u32>,
}

type Handle = Rc<Node>;

struct Sink(Rc<Counts>);

impl Sink {
    fn node(&self, name: QualName) -> Handle {
        self.0.nodes.set(self.0.nodes.get() + 1);
        Rc::new(Node { name, depth: Cell::new(0) })
    }

    fn nameless(&self) -> Handle {
        self.node(QualName::new(None, ns!(), local_name!("")))
    }

    fn put(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let NodeOrText::AppendNode(child) = child else { return };
        let depth = parent.depth.get() + 1;
        child.depth.set(depth);
        self.0.depth.set(self.0.depth.get().max(depth));
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = ();
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) {}

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.nameless()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.node(name)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.nameless()
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.nameless()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, _: &Handle, child: NodeOrText<Handle>) {
        self.put(element, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Rc::clone(target)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.put(sibling, child);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Handle) {}

    fn reparent_children(&self, _: &Handle, _: &Handle) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounded(html: &str) -> bool {
        let begun = Instant::now();
        let is = is_bearable(html);
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}: {:.60}", begun.elapsed(), html);
        is
    }

    #[test]
    fn mail_of_every_day_is_bearable() {
        let row = "<tr><td style=\"padding:0\"><p>Word <b>by</b> word<br></td><td><a href=https://a.example>x</a></td></tr>";
        assert!(bounded(""));
        assert!(bounded("<p>a<p>b<p>c"));
        assert!(bounded(&format!("<html><body><table>{}</table>", row.repeat(1_000))));
        let replies = "<blockquote type=cite><div>On … wrote:<br>";
        assert!(bounded(&replies.repeat(100)));
        assert!(bounded(&"w".repeat(500_000)));
    }

    #[test]
    fn what_grows_without_end_is_stopped() {
        for nest in [
            "<div>",
            "<b>",
            "<blockquote>",
            "<table><tr><td>",
            "<span><a>",
            "<svg>",
            "<math><mi>",
            "<template>",
        ] {
            assert!(!bounded(&nest.repeat(500_000 / nest.len())), "{nest}");
        }
        // Each paragraph opens again what was left open in the one before.
        let left_open: String = (0..20_000).map(|n| format!("<p><font size={n}>x</p>")).collect();
        assert!(!bounded(&left_open));
        let crossed: String = (0..20_000).map(|n| format!("<b x={n}><i></b><p>")).collect();
        assert!(!bounded(&crossed));
        assert!(!bounded(&"<br>".repeat(125_000)));
        // Slow, but whatever is said of it, it is said in time.
        let attributes: String = (0..70_000).map(|n| format!(" a{n}")).collect();
        bounded(&format!("<p{attributes}>x"));
        for noise in ["</p>", "</x>", "&amp", "<!--", "<![CDATA[", "<a href='", "\u{0}", "<?x?>"] {
            bounded(&noise.repeat(500_000 / noise.len()));
        }
    }
}
