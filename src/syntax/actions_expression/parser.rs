//! Tokens into expressions, by precedence.

use std::ops::Range;

use super::lexer::{self, Token, TokenKind};
use super::{Expression, ExpressionKind, Operator, Parsed, SyntaxError};

/// How deep expressions may be nested (the limit of GitHub's own parser).
const MAX_DEPTH: usize = 50;
/// How long an expression may be, in bytes (GitHub's limit too).
const MAX_LENGTH: usize = 21_000;
/// How many operators and lookups an expression may have: `a.b.c` and `a || b || c` make deep trees although nothing is nested in them.
const MAX_LINKS: usize = 2_000;

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    links: usize,
    problems: Vec<SyntaxError>,
}

pub(super) fn parse(text: &str) -> Parsed {
    let mut problems = Vec::new();
    if text.len() > MAX_LENGTH {
        problems.push(SyntaxError {
            range: 0..text.len(),
            message: format!("the expression is longer than {MAX_LENGTH} characters"),
        });
        return Parsed { expression: None, problems };
    }
    let tokens = lexer::tokens(text, &mut problems);
    if tokens.is_empty() && problems.is_empty() {
        problems.push(SyntaxError { range: 0..text.len(), message: "the expression is empty".into() });
        return Parsed { expression: None, problems };
    }
    let mut parser = Parser { text, tokens, at: 0, depth: 0, links: 0, problems };
    let expression = parser.expression(0);
    if let Some(token) = parser.tokens.get(parser.at).cloned() {
        let message = format!("`{}` cannot stand here", &text[token.range.clone()]);
        parser.problem(token.range, message);
    }
    Parsed { expression, problems: parser.problems }
}

/// How strongly an operator binds.
fn precedence(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        Operator::Equal | Operator::NotEqual => 3,
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => 4,
    }
}

impl Parser<'_> {
    fn kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// The range of the token here; the place after the last one at the end.
    fn here(&self) -> Range<usize> {
        let end = self.tokens.last().map_or(0, |token| token.range.end);
        self.tokens.get(self.at).map_or(end..end, |token| token.range.clone())
    }

    fn eat(&mut self, kind: TokenKind) -> Option<Range<usize>> {
        (self.kind() == Some(kind)).then(|| {
            self.at += 1;
            self.tokens[self.at - 1].range.clone()
        })
    }

    /// Notes a problem. What comes after the first one is its consequence.
    fn problem(&mut self, range: Range<usize>, message: impl Into<String>) {
        if self.problems.is_empty() {
            self.problems.push(SyntaxError { range, message: message.into() });
        }
    }

    /// An expression of operators that bind more strongly than `than`.
    fn expression(&mut self, than: u8) -> Option<Expression> {
        if self.depth == MAX_DEPTH {
            self.problem(self.here(), "the expression is nested too deeply");
            self.at = self.tokens.len();
            return None;
        }
        self.depth += 1;
        let expression = self.operators(than);
        self.depth -= 1;
        expression
    }

    fn operators(&mut self, than: u8) -> Option<Expression> {
        let mut left = self.unary()?;
        while let Some(TokenKind::Operator(operator)) = self.kind() {
            if precedence(operator) <= than {
                break;
            }
            self.at += 1;
            let Some(right) = self.expression(precedence(operator)) else { break };
            let range = left.range.start..right.range.end;
            let kind = ExpressionKind::Binary { operator, left: Box::new(left), right: Box::new(right) };
            left = Expression { range, kind };
            if self.is_too_long() {
                break;
            }
        }
        Some(left)
    }

    /// Counts an operator or lookup; true if there are too many.
    fn is_too_long(&mut self) -> bool {
        self.links += 1;
        let too_long = self.links > MAX_LINKS;
        if too_long {
            self.problem(self.here(), "the expression is too long");
            self.at = self.tokens.len();
        }
        too_long
    }

    fn unary(&mut self) -> Option<Expression> {
        let Some(not) = self.eat(TokenKind::Not) else { return self.postfix() };
        // `!` binds more strongly than any operator.
        let operand = self.expression(u8::MAX)?;
        Some(Expression { range: not.start..operand.range.end, kind: ExpressionKind::Not(Box::new(operand)) })
    }

    fn postfix(&mut self) -> Option<Expression> {
        let mut object = self.primary()?;
        loop {
            let start = object.range.start;
            let kind = if self.eat(TokenKind::Dot).is_some() {
                if self.eat(TokenKind::Star).is_some() {
                    ExpressionKind::Star { object: Box::new(object) }
                } else if let Some(name) = self.eat(TokenKind::Name) {
                    ExpressionKind::Property { object: Box::new(object), name }
                } else {
                    self.problem(self.here(), "a name or `*` has to follow `.`");
                    return Some(object);
                }
            } else if let Some(open) = self.eat(TokenKind::OpenBracket) {
                self.index(object, open)?
            } else {
                return Some(object);
            };
            let end = self.tokens[self.at - 1].range.end;
            object = Expression { range: start..end, kind };
            if self.is_too_long() {
                return Some(object);
            }
        }
    }

    fn index(&mut self, object: Expression, open: Range<usize>) -> Option<ExpressionKind> {
        let object = Box::new(object);
        let kind = if self.kind() == Some(TokenKind::Star) {
            self.at += 1;
            ExpressionKind::Star { object }
        } else {
            ExpressionKind::Index { object, index: Box::new(self.expression(0)?) }
        };
        if self.eat(TokenKind::CloseBracket).is_none() {
            self.problem(open, "`[` is not closed");
        }
        Some(kind)
    }

    fn primary(&mut self) -> Option<Expression> {
        let range = self.here();
        let Some(kind) = self.kind() else {
            self.problem(range, "something is missing at the end");
            return None;
        };
        let kind = match kind {
            TokenKind::Open => {
                self.at += 1;
                let inner = self.expression(0)?;
                let end = self.eat(TokenKind::Close).map(|close| close.end);
                if end.is_none() {
                    self.problem(range.clone(), "`(` is not closed");
                }
                return Some(Expression { range: range.start..end.unwrap_or(inner.range.end), kind: inner.kind });
            }
            TokenKind::Number(value) => ExpressionKind::Number(value),
            TokenKind::String => ExpressionKind::String,
            TokenKind::Name => return self.named(range),
            _ => {
                let shown = &self.text[range.clone()];
                self.problem(range, format!("`{shown}` cannot stand here"));
                return None;
            }
        };
        self.at += 1;
        Some(Expression { range, kind })
    }

    /// A literal, a function call or a context, all of which begin with a name.
    fn named(&mut self, name: Range<usize>) -> Option<Expression> {
        self.at += 1;
        let kind = match &self.text[name.clone()] {
            "null" => ExpressionKind::Null,
            "true" => ExpressionKind::Bool(true),
            "false" => ExpressionKind::Bool(false),
            "NaN" => ExpressionKind::Number(f64::NAN),
            "Infinity" => ExpressionKind::Number(f64::INFINITY),
            _ if self.kind() == Some(TokenKind::Open) => return self.call(name),
            _ => ExpressionKind::Name,
        };
        Some(Expression { range: name, kind })
    }

    fn call(&mut self, name: Range<usize>) -> Option<Expression> {
        let open = self.here();
        self.at += 1;
        let mut arguments = Vec::new();
        if self.kind() != Some(TokenKind::Close) {
            loop {
                arguments.push(self.expression(0)?);
                if self.eat(TokenKind::Comma).is_none() {
                    break;
                }
            }
        }
        if self.eat(TokenKind::Close).is_none() {
            self.problem(open, "`(` is not closed");
        }
        let end = self.tokens[self.at - 1].range.end;
        Some(Expression { range: name.start..end, kind: ExpressionKind::Call { name, arguments } })
    }
}
