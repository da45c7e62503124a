//! Edits of generated files: what was asked for is there afterwards, and nothing else has changed.

use super::*;

/// A generated file, written in one of many styles.
#[derive(Clone, Debug)]
struct Layout {
    choices: Vec<u8>,
    step: usize,
    dash: usize,
    newline: &'static str,
}

/// Writes a value in block style with flow collections, comments, quotes and block texts here and there.
struct Printer<'l> {
    layout: &'l Layout,
    at: usize,
    text: String,
}

impl Printer<'_> {
    fn choice(&mut self, of: u8) -> u8 {
        self.at += 1;
        self.layout.choices[self.at % self.layout.choices.len()] % of
    }

    fn end_line(&mut self) {
        if self.choice(4) == 0 {
            self.text.extend([format!(" # comment {}", self.at)]);
        }
        self.text.push_str(self.layout.newline);
    }

    fn indent(&mut self, column: usize) {
        if self.choice(6) == 0 {
            self.text.extend([format!("{}# above {}{}", " ".repeat(column), self.at, self.layout.newline)]);
        }
        self.text.push_str(&" ".repeat(column));
    }

    /// What comes after `key:` or `-`.
    fn value(&mut self, value: &Value, column: usize, in_list: bool) {
        match value {
            Value::Map(entries) if !entries.is_empty() && self.choice(4) > 0 => {
                let column = if in_list { column + 2 } else { column + self.layout.step };
                if in_list {
                    self.text.push(' ');
                } else {
                    self.end_line();
                }
                for (at, (key, value)) in entries.iter().enumerate() {
                    if at > 0 || !in_list {
                        self.indent(column);
                    }
                    self.text.extend([format!("{key}:")]);
                    self.value(value, column, false);
                }
            }
            Value::Seq(items) if !items.is_empty() && !in_list && self.choice(4) > 0 => {
                let column = column + self.layout.dash;
                self.end_line();
                for item in items {
                    self.indent(column);
                    self.text.push('-');
                    self.value(item, column, true);
                }
            }
            Value::Scalar(text) if self.choice(6) == 0 && !in_list => {
                let (column, newline) = (" ".repeat(column + self.layout.step), self.layout.newline);
                self.text.extend([format!(" |{newline}{column}{text}{newline}{column}more{newline}{newline}")]);
            }
            value => {
                let writer = write::Writer { newline: "\n", step: 2, dash: 0, is_json: false, is_flow: false };
                self.text.extend([format!(" {}", writer.inline(value))]);
                self.end_line();
            }
        }
    }
}

fn print(value: &Value, layout: &Layout) -> String {
    let mut printer = Printer { layout, at: 0, text: String::new() };
    printer.text.push_str("root:");
    printer.value(value, 0, false);
    printer.text
}

fn layout() -> impl Strategy<Value = Layout> {
    (prop::collection::vec(any::<u8>(), 1..40), 1..3usize, any::<bool>(), any::<bool>()).prop_map(
        |(choices, step, is_indented, is_crlf)| Layout {
            choices,
            step: step * 2,
            dash: if is_indented { step * 2 } else { 0 },
            newline: if is_crlf { "\r\n" } else { "\n" },
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    let leaf =
        prop_oneof!["[a-z]{1,4}", "[0-9]{1,3}", Just("a: b".to_owned()), Just("#x".to_owned())].prop_map(Value::Scalar);
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::btree_map("[a-j]", inner.clone(), 0..4)
                .prop_map(|map| Value::Map(map.into_iter().collect())),
            prop::collection::vec(inner, 0..4).prop_map(Value::Seq),
        ]
    })
}

/// A line for each scalar and empty collection: the keys that lead to it, and what it is. Sorted.
fn dump(node: Node<'_>, path: &str, lines: &mut Vec<String>) {
    let before = lines.len();
    for entry in node.own_entries() {
        dump(entry.value, &format!("{path}.{}", entry.key.text()), lines);
    }
    for item in node.items() {
        dump(item, &format!("{path}[]"), lines);
    }
    if lines.len() == before {
        lines.push(format!("{path} {:?} {:?}", node.kind(), node.text()));
    }
}

/// The path that [`dump`] gives to a node.
fn path(node: Node<'_>) -> String {
    let Some(parent) = node.parent() else { return String::new() };
    let own = parent.own_entries().find(|entry| entry.value == node);
    format!("{}{}", path(parent), own.map_or("[]".to_owned(), |entry| format!(".{}", entry.key.text())))
}

struct Seen {
    lines: Vec<String>,
    comments: Vec<String>,
}

fn seen(text: &str) -> Seen {
    let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text)], Vec::new());
    let (tree, problems) = read(&files);
    assert_eq!(problems, 0, "{text}");
    let mut lines = Vec::new();
    dump(tree.root().unwrap(), "", &mut lines);
    Seen { lines, comments: tree.comments().iter().map(|it| files.text(it.span).to_owned()).collect() }
}

/// Takes lines out; `None` if one is not there.
fn without(lines: &[String], taken: &[String]) -> Option<Vec<String>> {
    let mut rest = lines.to_vec();
    for line in taken {
        rest.remove(rest.iter().position(|other| other == line)?);
    }
    rest.sort_unstable();
    Some(rest)
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort_unstable();
    lines
}

/// An edit of the `nth` node, and the lines that it takes away and brings.
fn change(root: Node<'_>, nth: usize, what: u8) -> Option<(Edit, Vec<String>, Vec<String>)> {
    let nodes: Vec<Node<'_>> = root.tree().all().collect();
    let node = nodes[nth % nodes.len()];
    let place = path(node);
    let mut old = Vec::new();
    dump(node, &place, &mut old);
    let entry = || node.parent()?.own_entries().find(|entry| entry.value == node);
    let (edit, gone, new) = match what {
        0 => (insert(node, "zz", &Value::scalar("7"))?, Vec::new(), vec![format!("{place}.zz Int \"7\"")]),
        1 => {
            let value = Value::entry("y", Value::Seq(vec![Value::text("7"), Value::entry("x", Value::scalar("w"))]));
            let new = vec![format!("{place}.zz.y[] String \"7\""), format!("{place}.zz.y[].x String \"w\"")];
            (insert_first(node, "zz", &value)?, Vec::new(), new)
        }
        2 => (
            append(node, &Value::entry("zz", Value::scalar("v")))?,
            Vec::new(),
            vec![format!("{place}[].zz String \"v\"")],
        ),
        3 => (set(node, "a b")?, old, vec![format!("{place} String \"a b\"")]),
        4 => (remove(entry()?)?, old, Vec::new()),
        5 => (remove_item(node)?, old, Vec::new()),
        6 => {
            let new = vec![format!("{}.zz String \"v\"", path(node.parent()?))];
            (insert_entry_after(entry()?, "zz", &Value::scalar("v"))?, Vec::new(), new)
        }
        _ => {
            let (from, to) = (place.clone(), format!("{}.zz", path(node.parent()?)));
            let new = old.iter().map(|line| line.replacen(&from, &to, 1)).collect();
            (rename_key(entry()?, "zz")?, old, new)
        }
    };
    Some((edit, gone, new))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_do_what_they_say_and_nothing_else(value in value(), layout in layout(), nth in any::<usize>(), what in 0..8u8) {
        let text = print(&value, &layout);
        let before = seen(&text);
        let mut changes = (Vec::new(), Vec::new());
        let after = edited("x.yaml", &text, |root| {
            let (edit, gone, new) = change(root, nth, what)?;
            changes = (gone, new);
            Some(edit)
        });
        let Some(after) = after else { return Ok(()) };
        let now = seen(&after);
        let (gone, new) = changes;
        // A collection that gets empty, or was, stands for itself.
        let is_collection = |line: &String| line.ends_with("Map \"\"") || line.ends_with("Seq \"\"");
        let rest = |lines: Option<Vec<String>>| lines.map(|lines| lines.into_iter().filter(|line| !is_collection(line)).collect::<Vec<_>>());
        let gone: Vec<String> = gone.into_iter().filter(|line| !is_collection(line)).collect();
        let new: Vec<String> = new.into_iter().filter(|line| !is_collection(line)).collect();
        prop_assert_eq!(rest(without(&before.lines, &gone)), rest(without(&now.lines, &new)), "{}\n{}", text, after);
        if what == 4 || what == 5 {
            prop_assert!(now.comments.iter().all(|comment| before.comments.contains(comment)), "{}\n{}", text, after);
            prop_assert!(now.comments.iter().filter(|it| it.contains("above")).count() <= before.comments.len());
        } else {
            prop_assert_eq!(sorted(before.comments), sorted(now.comments), "{}\n{}", text, after);
        }
        prop_assert_eq!(text.contains("\r\n"), after.contains("\r\n") || !after.contains('\n'));
        if text.contains("\r\n") {
            prop_assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
    }

    #[test]
    fn edits_of_any_text_leave_it_readable(
        text in "([a-c]{1,2}|: |- |\n|\n  |#| #|'|\"|\\[|\\]|\\{|\\}|, |&a |\\*a|!x |\\||>|\\?|<<|\t|\r\n|é|---\n){0,24}",
        nth in any::<usize>(),
        what in 0..8u8,
    ) {
        let files = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, text.as_str())], Vec::new());
        let (tree, problems) = read(&files);
        let Some(root) = tree.root().filter(|_| problems == 0) else { return Ok(()) };
        let Some((edit, ..)) = change(root, nth, what) else { return Ok(()) };
        let fix = Fix { title: String::new(), safety: Safety::Safe, edits: vec![edit] };
        let Some((_, after)) = apply(&files, [&fix]).texts.pop() else { return Ok(()) };
        let again = Files::new(vec![SourceFile::new("x.yaml", FileKind::Kubernetes, after.as_str())], Vec::new());
        prop_assert_eq!(read(&again).1, 0, "{:?}\n{:?}", text, after);
    }
}
