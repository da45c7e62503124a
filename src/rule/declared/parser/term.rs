//! The longer forms of a term: relations between resources, ranges of ports, defaults by version, sorts of values.

use super::super::expression::{Default, Expression, Link, Literal, Measure, Operator, Path, Segment, Sort, Test};
use super::super::lexer::{Fault, Token};
use super::super::version::Range;
use super::Parser;

impl Parser {
    /// A condition in braces.
    pub(super) fn block(&mut self) -> Result<Box<Expression>, Fault> {
        self.expect("{")?;
        let inner = self.or()?;
        self.expect("}")?;
        Ok(Box::new(inner))
    }

    /// `linked(...)`, `unlinked(...)`, `kind(...)`, `ref(...) {...}` and `statement(...) {...}`.
    pub(super) fn relation(&mut self) -> Result<Option<Expression>, Fault> {
        for word in ["linked", "unlinked"] {
            if self.is_call(word) {
                let link = Expression::Linked(self.link()?);
                return Ok(Some(if word == "linked" { link } else { Expression::Not(Box::new(link)) }));
            }
        }
        if self.is_call("kind") {
            self.advance();
            self.expect("(")?;
            let kind = self.name()?;
            self.expect(")")?;
            return Ok(Some(Expression::Kind(kind)));
        }
        if self.is_call("ref") {
            let path = self.argument()?;
            return Ok(Some(Expression::Ref(path, self.block()?)));
        }
        if self.is_call("statement") {
            let Path(mut segments) = self.argument()?;
            segments.push(Segment::Statements);
            return Ok(Some(Expression::Some(Path(segments), self.block()?)));
        }
        Ok(None)
    }

    fn link(&mut self) -> Result<Link, Fault> {
        self.advance();
        self.expect("(")?;
        let kind = self.name()?;
        self.expect(".")?;
        let argument = self.name()?;
        self.expect("->")?;
        if !self.accept_word("self") {
            return Err(self.fault("`self`"));
        }
        let name = if self.accept(".") { self.name()? } else { "id".to_owned() };
        self.expect(")")?;
        let condition = if self.is_symbol("{") { Some(self.block()?) } else { None };
        Ok(Link { kind, argument, name, condition })
    }

    /// The rest of `from..to is ports.cover(...)`: for one of the ports `from <= port and to >= port`.
    pub(super) fn range(&mut self, from: &Path) -> Result<Expression, Fault> {
        let to = self.path()?;
        if !self.accept_word("is") {
            return Err(self.fault("`is`"));
        }
        let Sort::Ports(ports) = self.sort()? else { return Err(self.fault("`ports.cover(...)` before")) };
        let side = |path: &Path, operator, port: u16| Expression::Value {
            path: path.clone(),
            default: None,
            measure: Measure::Plain,
            test: Test::Compare(operator, vec![Literal::Number(f64::from(port))]),
        };
        let covers = |port: &u16| {
            Expression::And(vec![side(&to, Operator::GreaterOrEqual, *port), side(from, Operator::LessOrEqual, *port)])
        };
        Ok(Expression::Or(ports.iter().map(covers).collect()))
    }

    pub(super) fn default(&mut self) -> Result<Default, Fault> {
        if !self.accept("{") {
            return self.literal().map(Default::Always);
        }
        let mut found = Vec::new();
        loop {
            let at = self.words[self.next].at;
            let range = match self.advance() {
                Token::Text(text) => Range::parse(&text),
                _ => None,
            };
            let range = range.ok_or_else(|| Fault::new(at, "a range of versions such as \">=5\" was expected here"))?;
            self.expect(":")?;
            found.push((range, self.literal()?));
            if !self.accept(",") {
                self.expect("}")?;
                return Ok(Default::ByVersion(found));
            }
        }
    }

    pub(super) fn sort(&mut self) -> Result<Sort, Fault> {
        if self.accept_word("secret") {
            return Ok(Sort::Secret);
        }
        if self.accept_word("literal") {
            return Ok(Sort::Written);
        }
        if self.accept_word("cidr") && self.accept(".") {
            for (word, sort) in [("open", Sort::OpenCidr), ("public", Sort::PublicCidr)] {
                if self.accept_word(word) {
                    return Ok(sort);
                }
            }
        } else if self.accept_word("ports") && self.accept(".") && self.accept_word("cover") {
            return self.ports().map(Sort::Ports);
        }
        Err(self.fault("`cidr.open`, `cidr.public`, `ports.cover(...)`, `secret` or `literal`"))
    }

    fn ports(&mut self) -> Result<Vec<u16>, Fault> {
        self.expect("(")?;
        let mut found = Vec::new();
        loop {
            let fault = self.fault("a port");
            let port = match self.advance() {
                Token::Number(number) => number.to_string().parse().ok(),
                _ => None,
            };
            found.push(port.ok_or(fault)?);
            if !self.accept(",") {
                self.expect(")")?;
                return Ok(found);
            }
        }
    }
}
