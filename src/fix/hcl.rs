//! Edits of HCL, laid out as `terraform fmt` does: two blanks for each level, `=` aligned over arguments on lines that follow each other.

use crate::fix::Edit;
use crate::source::Span;
use crate::syntax::hcl::{Attribute, Body, Expression, Item};

/// Gives an argument another value.
pub fn set(value: Expression<'_>, text: &str) -> Option<Edit> {
    (!value.is_heredoc()).then(|| Edit::replace(value.span(), text))
}

/// Adds an argument to a block: after its last argument, or first if it has none.
pub fn insert_attribute(body: Body<'_>, name: &str, value: &str) -> Option<Vec<Edit>> {
    let layout = Layout::of(body)?;
    if layout.is_one_line {
        let mut arguments: Vec<(&str, &str)> = body.attributes().map(|old| (old.name(), old.value().text())).collect();
        arguments.push((name, value));
        return layout.spread(&arguments);
    }
    let before: Vec<Attribute<'_>> = body.attributes().collect();
    let Some(last) = before.last() else {
        let at = layout.line_end(body.span().start as usize);
        return Some(vec![layout.insert(at, &format!("{}{}{name} = {value}", layout.newline, layout.inner))]);
    };
    let run = layout.run(&before);
    let width = run.iter().map(|old| old.name().len()).max().unwrap_or_default().max(name.len());
    let mut edits: Vec<Edit> = run.iter().filter_map(|old| layout.align(*old, width)).collect();
    let at = layout.line_end(last.span().end as usize);
    edits.push(layout.insert(at, &format!("{}{}{name:width$} = {value}", layout.newline, layout.inner)));
    Some(edits)
}

/// Adds a nested block with these arguments at the end of a block.
pub fn insert_block(body: Body<'_>, header: &str, arguments: &[(&str, &str)]) -> Option<Vec<Edit>> {
    let layout = Layout::of(body)?;
    let Layout { newline, inner, .. } = &layout;
    let mut block = format!("{inner}{header} {{{newline}");
    let width = arguments.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in arguments {
        block.extend([inner, "  ", name, &" ".repeat(width - name.len()), " = ", value, newline]);
    }
    block.extend([inner, "}", newline]);
    if layout.is_one_line {
        let items = body.attributes().map(|old| format!("{inner}{} = {}{newline}", old.name(), old.value().text()));
        let mut before: String = items.collect();
        if !before.is_empty() {
            before += newline;
        }
        let text = format!("{{{newline}{before}{block}{}}}", layout.outer);
        return Some(vec![Edit::replace(body.span(), text)]);
    }
    let brace = body.span().end as usize - 1;
    let at = layout.line_start(brace);
    let separator = if body.items().len() > 0 { newline.as_str() } else { "" };
    let is_alone = layout.text[at..brace].trim().is_empty();
    is_alone.then(|| vec![layout.insert(at, &format!("{separator}{block}"))])
}

/// Takes an argument out, with its line. `None` where something else stands on its lines.
pub fn remove(body: Body<'_>, attribute: Attribute<'_>) -> Option<Edit> {
    let layout = Layout::of(body)?;
    let span = attribute.span();
    if layout.is_one_line {
        return Some(Edit::replace(body.span(), "{}"));
    }
    let (start, end) = (layout.line_start(span.start as usize), layout.line_end(span.end as usize));
    let is_alone = layout.text[start..span.start as usize].trim().is_empty()
        && layout.text[span.end as usize..end].trim().is_empty();
    let next_line = (end + layout.newline.len()).min(layout.text.len());
    is_alone.then(|| Edit::replace(Span::new(span.file, start..next_line), ""))
}

/// How the text around a body is laid out.
struct Layout<'a> {
    body: Body<'a>,
    text: &'a str,
    newline: String,
    /// The indentation of the line that the body begins on, and of what is in it.
    outer: String,
    inner: String,
    is_one_line: bool,
}

impl<'a> Layout<'a> {
    /// `None` for a body that was not understood, and for one on one line that holds a comment or a block.
    fn of(body: Body<'a>) -> Option<Self> {
        let text = body.file().text();
        let span = body.span();
        let slice = &text[span.range()];
        if !body.is_complete() || !slice.starts_with('{') || !slice.ends_with('}') {
            return None;
        }
        let is_one_line = match body.items().next() {
            Some(Item::Attribute(first)) => !text[span.start as usize..first.span().start as usize].contains('\n'),
            Some(Item::Block(_)) => false,
            None => !slice.contains('\n'),
        };
        if is_one_line && (slice.contains("/*") || slice.contains('#')) {
            return None;
        }
        let start = text[..span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
        let indentation = |line: &str| line[..line.len() - line.trim_start_matches([' ', '\t']).len()].to_owned();
        let outer = indentation(&text[start..]);
        let first = body.items().next().filter(|_| !is_one_line).map(|item| item.span().start as usize);
        let own = first
            .map(|at| text[..at].rfind('\n').map_or(0, |newline| newline + 1))
            .map(|start| indentation(&text[start..]));
        let inner = own.unwrap_or_else(|| format!("{outer}  "));
        let newline = if text[start..].find('\n').is_some_and(|at| text[start..start + at].ends_with('\r')) {
            "\r\n"
        } else {
            "\n"
        };
        Some(Self { body, text, newline: newline.into(), outer, inner, is_one_line })
    }

    fn insert(&self, at: usize, text: &str) -> Edit {
        Edit::replace(Span::new(self.body.span().file, at..at), text)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The place before the line's end.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let line = rest.find('\n').map_or(rest, |newline| &rest[..newline]);
        at + line.trim_end_matches('\r').len()
    }

    /// The last arguments that stand on lines following each other; none if the last one takes more than a line.
    fn run<'b>(&self, attributes: &'b [Attribute<'a>]) -> &'b [Attribute<'a>] {
        let is_one_line = |attribute: &Attribute<'_>| !self.text[attribute.span().range()].contains('\n');
        let mut start = attributes.len();
        while start > 0 && is_one_line(&attributes[start - 1]) {
            let follows = attributes.get(start).is_none_or(|next| {
                let between = attributes[start - 1].span().end as usize..next.span().start as usize;
                self.text[between].matches('\n').count() == 1
            });
            if !follows {
                break;
            }
            start -= 1;
        }
        &attributes[start..]
    }

    /// Moves the `=` of an argument to where it belongs after names of this width.
    fn align(&self, attribute: Attribute<'a>, width: usize) -> Option<Edit> {
        let name = attribute.name_span();
        let gap = name.end as usize..attribute.value().span().start as usize;
        let wanted = format!("{:1$} = ", "", width - attribute.name().len());
        let is_plain = self.text[gap.clone()].trim() == "=";
        (is_plain && self.text[gap.clone()] != wanted).then(|| Edit::replace(Span::new(name.file, gap), wanted))
    }

    /// The body with one argument on each line.
    fn spread(&self, arguments: &[(&str, &str)]) -> Option<Vec<Edit>> {
        let width = arguments.iter().map(|(name, _)| name.len()).max()?;
        let lines =
            arguments.iter().map(|(name, value)| format!("{}{name:width$} = {value}{}", self.inner, self.newline));
        let text = format!("{{{}{}{}}}", self.newline, lines.collect::<String>(), self.outer);
        Some(vec![Edit::replace(self.body.span(), text)])
    }
}

#[cfg(test)]
mod tests;
