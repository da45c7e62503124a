//! Expressions, by operator precedence.

use super::arena::{Data, ExpressionData, ForData, List, Range, StepData};
use super::ast_expression::{BinaryOperator, UnaryOperator};
use super::lexer::{Lexeme, Token, line_end};
use super::{Failed, Open, Parser};

/// The operator of a token and how strongly it binds.
fn binary_operator(token: Token) -> Option<(BinaryOperator, u8)> {
    Some(match token {
        Token::Or => (BinaryOperator::Or, 1),
        Token::And => (BinaryOperator::And, 2),
        Token::Equal => (BinaryOperator::Equal, 3),
        Token::NotEqual => (BinaryOperator::NotEqual, 3),
        Token::Greater => (BinaryOperator::Greater, 4),
        Token::GreaterOrEqual => (BinaryOperator::GreaterOrEqual, 4),
        Token::Less => (BinaryOperator::Less, 4),
        Token::LessOrEqual => (BinaryOperator::LessOrEqual, 4),
        Token::Plus => (BinaryOperator::Add, 5),
        Token::Minus => (BinaryOperator::Subtract, 5),
        Token::Star => (BinaryOperator::Multiply, 6),
        Token::Slash => (BinaryOperator::Divide, 6),
        Token::Percent => (BinaryOperator::Modulo, 6),
        _ => return None,
    })
}

impl<'s> Parser<'s> {
    /// Where the next expression's parts begin in the arena.
    pub(super) fn mark(&self) -> u32 {
        self.out.expressions.len() as u32
    }

    pub(super) fn add(&mut self, first: u32, start: usize, end: usize, data: Data) -> u32 {
        self.out.expressions.push(ExpressionData { span: (start as u32, end as u32), first, data });
        self.out.expressions.len() as u32 - 1
    }

    fn start_of(&self, expression: u32) -> usize {
        self.out.expressions[expression as usize].span.0 as usize
    }

    fn end_of(&self, expression: u32) -> usize {
        self.out.expressions[expression as usize].span.1 as usize
    }

    /// An expression.
    pub(super) fn expression(&mut self) -> Result<u32, Failed> {
        self.deeper()?;
        let first = self.mark();
        // `a ? b : c ? d : e` goes on to the right; the ends are put together when the last one is known.
        let mut pending = Vec::new();
        let mut last = self.binary(0)?;
        while self.take(Token::Question).is_some() {
            let yes = self.expression()?;
            self.expect(Token::Colon, "`:` of a conditional")?;
            pending.push((last, yes));
            last = self.binary(0)?;
        }
        while let Some((test, yes)) = pending.pop() {
            let first = if pending.is_empty() { first } else { self.out.expressions[test as usize].first };
            last = self.add(first, self.start_of(test), self.end_of(last), Data::Conditional { test, yes, no: last });
        }
        self.depth -= 1;
        Ok(last)
    }

    /// Operands joined by operators that bind stronger than `minimum`.
    fn binary(&mut self, minimum: u8) -> Result<u32, Failed> {
        let first = self.mark();
        let mut left = self.operand()?;
        while let Some((operator, strength)) =
            binary_operator(self.peek().token).filter(|(_, strength)| *strength > minimum)
        {
            self.next();
            let right = self.binary(strength)?;
            left = self.add(first, self.start_of(left), self.end_of(right), Data::Binary { operator, left, right });
        }
        Ok(left)
    }

    /// A term with what is applied to it.
    fn operand(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let operator = match self.peek().token {
            Token::Minus => UnaryOperator::Negate,
            Token::Not => UnaryOperator::Not,
            _ => {
                let term = self.term()?;
                return self.traversal(first, term);
            }
        };
        self.deeper()?;
        let sign = self.next();
        let operand = self.operand()?;
        self.depth -= 1;
        Ok(self.add(first, sign.start, self.end_of(operand), Data::Unary { operator, operand }))
    }

    fn term(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let lexeme = self.peek();
        let simple = |parser: &mut Self, data| {
            parser.next();
            Ok(parser.add(first, lexeme.start, lexeme.end, data))
        };
        match lexeme.token {
            Token::Number => simple(self, Data::Number),
            Token::Quote => self.quoted(),
            Token::Heredoc => self.heredoc(),
            Token::Identifier => self.name(),
            Token::OpenParenthesis => {
                let before = self.enter(Open::Parenthesis);
                let inner = self.expression()?;
                let close = self.leave(Token::CloseParenthesis, "an operator or `)`", before)?;
                Ok(self.add(first, lexeme.start, close.end, Data::Parenthesised(inner)))
            }
            Token::OpenBracket => self.tuple(),
            Token::OpenBrace => self.object(),
            Token::Less if self.text[lexeme.start..].starts_with("<<") => {
                self.open.push(Open::Bracket);
                let end = line_end(self.text.as_bytes(), lexeme.start);
                self.fail(lexeme.start, end, "after `<<` stands the heredoc's marker, and nothing else on its line")
            }
            _ => self.unexpected("an expression"),
        }
    }

    /// Reads an opening bracket; newlines mean nothing after it. Gives back whether they did before.
    pub(super) fn enter(&mut self, open: Open<'s>) -> bool {
        self.next();
        self.open.push(open);
        self.set_newlines(false)
    }

    /// Reads the closing bracket, and lets newlines mean again what they did before.
    pub(super) fn leave(&mut self, token: Token, what: &str, newlines: bool) -> Result<Lexeme, Failed> {
        let close = self.expect(token, what)?;
        self.open.pop();
        self.set_newlines(newlines);
        Ok(close)
    }

    /// A variable, a constant or a call.
    fn name(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let name = self.next();
        if matches!(self.peek().token, Token::OpenParenthesis | Token::DoubleColon) {
            return self.call(first, name);
        }
        let data = match self.word(name) {
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            "null" => Data::Null,
            _ => Data::Variable,
        };
        Ok(self.add(first, name.start, name.end, data))
    }

    fn call(&mut self, first: u32, name: Lexeme) -> Result<u32, Failed> {
        let mut name_end = name.end;
        while self.take(Token::DoubleColon).is_some() {
            name_end = self.expect(Token::Identifier, "a function's name")?.end;
        }
        if self.peek().token != Token::OpenParenthesis {
            return self.unexpected("`(` and the function's arguments");
        }
        let before = self.enter(Open::Parenthesis);
        let mark = self.scratch.len();
        let mut expands = false;
        while self.peek().token != Token::CloseParenthesis {
            let argument = self.expression()?;
            self.scratch.push(argument);
            if self.take(Token::Ellipsis).is_some() {
                expands = true;
                break;
            }
            if self.take(Token::Comma).is_none() {
                break;
            }
        }
        let close = self.leave(Token::CloseParenthesis, "`,` or `)` after an argument", before)?;
        let arguments = self.list(mark);
        Ok(self.add(first, name.start, close.end, Data::Call { name_end: name_end as u32, arguments, expands }))
    }

    /// Moves the children gathered since `mark` to where lists are kept.
    fn list(&mut self, mark: usize) -> List {
        let first = self.out.lists.len() as u32;
        self.out.lists.extend(self.scratch.drain(mark..));
        List { first, count: self.out.lists.len() as u32 - first }
    }

    /// Whether the next word is this one.
    fn at_word(&mut self, word: &str) -> bool {
        let ahead = self.peek();
        ahead.token == Token::Identifier && self.word(ahead) == word
    }

    fn tuple(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let start = self.peek().start;
        let before = self.enter(Open::Bracket);
        if self.at_word("for") {
            let id = self.for_expression(false)?;
            let close = self.leave(Token::CloseBracket, "`]` after the `for` expression", before)?;
            return Ok(self.add(first, start, close.end, Data::For(id)));
        }
        let mark = self.scratch.len();
        while self.peek().token != Token::CloseBracket {
            let item = self.expression()?;
            self.scratch.push(item);
            if self.take(Token::Comma).is_none() {
                break;
            }
        }
        let close = self.leave(Token::CloseBracket, "`,` or `]` after an item", before)?;
        let items = self.list(mark);
        Ok(self.add(first, start, close.end, Data::Tuple(items)))
    }

    fn object(&mut self) -> Result<u32, Failed> {
        let first = self.mark();
        let start = self.peek().start;
        let before = self.enter(Open::Brace);
        if self.at_word("for") {
            let id = self.for_expression(true)?;
            let close = self.leave(Token::CloseBrace, "`}` after the `for` expression", before)?;
            return Ok(self.add(first, start, close.end, Data::For(id)));
        }
        self.set_newlines(true);
        let mark = self.scratch.len();
        loop {
            while self.take(Token::Newline).is_some() {}
            if self.peek().token == Token::CloseBrace {
                break;
            }
            let key = self.expression()?;
            if self.take(Token::Assign).is_none() {
                self.expect(Token::Colon, "`=` after an object's key")?;
            }
            let value = self.expression()?;
            self.scratch.extend([key, value]);
            if self.take(Token::Comma).is_none() && self.peek().token != Token::Newline {
                break;
            }
        }
        let close = self.leave(Token::CloseBrace, "`,`, the end of the line or `}` after an object's value", before)?;
        let entries = self.list(mark);
        Ok(self.add(first, start, close.end, Data::Object(entries)))
    }

    /// From `for` to before the closing bracket.
    fn for_expression(&mut self, is_object: bool) -> Result<u32, Failed> {
        self.next();
        let (key, value) = self.for_names()?;
        let collection = self.expression()?;
        self.expect(Token::Colon, "`:` after the `for` expression's collection")?;
        let mut result = self.expression()?;
        let mut key_result = None;
        if is_object {
            self.expect(Token::Arrow, "`=>` after the `for` expression's key")?;
            key_result = Some(result);
            result = self.expression()?;
        }
        let groups = is_object && self.take(Token::Ellipsis).is_some();
        let mut condition = None;
        if self.at_word("if") {
            self.next();
            condition = Some(self.expression()?);
        }
        self.out.fors.push(ForData { key, value, collection, key_result, result, condition, groups });
        Ok(self.out.fors.len() as u32 - 1)
    }

    /// `key, value in` or `value in`.
    pub(super) fn for_names(&mut self) -> Result<(Option<Range>, Range), Failed> {
        let range = |lexeme: Lexeme| (lexeme.start as u32, lexeme.end as u32);
        let mut value = self.expect(Token::Identifier, "a name after `for`")?;
        let mut key = None;
        if self.take(Token::Comma).is_some() {
            key = Some(range(value));
            value = self.expect(Token::Identifier, "a name for the value")?;
        }
        if !self.at_word("in") {
            return self.unexpected("`in`");
        }
        self.next();
        Ok((key, range(value)))
    }

    /// The steps after a term.
    fn traversal(&mut self, first: u32, operand: u32) -> Result<u32, Failed> {
        if !matches!(self.peek().token, Token::Dot | Token::OpenBracket) {
            return Ok(operand);
        }
        let mut steps = Vec::new();
        let mut end = self.end_of(operand);
        loop {
            match self.peek().token {
                Token::Dot => steps.push(self.dot_step()?),
                Token::OpenBracket => steps.push(self.bracket_step()?),
                _ => break,
            }
            end = self.at;
        }
        let list = List { first: self.out.steps.len() as u32, count: steps.len() as u32 };
        self.out.steps.extend(steps);
        Ok(self.add(first, self.start_of(operand), end, Data::Traversal { operand, steps: list }))
    }

    fn dot_step(&mut self) -> Result<StepData, Failed> {
        let dot = self.next();
        let name = self.peek();
        let range = (name.start as u32, name.end as u32);
        let step = match name.token {
            Token::Identifier => StepData::Attribute(range),
            Token::Number if self.word(name).bytes().all(|byte| byte.is_ascii_digit()) => StepData::LegacyIndex(range),
            Token::Star => StepData::AttributeSplat((dot.start as u32, name.end as u32)),
            _ => return self.unexpected("an attribute's name after `.`"),
        };
        self.next();
        Ok(step)
    }

    fn bracket_step(&mut self) -> Result<StepData, Failed> {
        let start = self.peek().start as u32;
        let before = self.enter(Open::Bracket);
        if self.take(Token::Star).is_some() {
            let close = self.leave(Token::CloseBracket, "`]` after `*`", before)?;
            return Ok(StepData::Splat((start, close.end as u32)));
        }
        let value = self.expression()?;
        let close = self.leave(Token::CloseBracket, "`]` after an index", before)?;
        Ok(StepData::Index { span: (start, close.end as u32), value })
    }
}
