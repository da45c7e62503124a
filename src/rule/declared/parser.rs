//! Text into an expression.
//!
//! ```text
//! or         = and { "or" and }
//! and        = not { "and" not }
//! not        = [ "not" ] term
//! term       = "(" or ")" | ( "present" | "absent" | "empty" ) "(" path ")"
//!            | ( "any" | "every" | "ref" | "statement" ) "(" path ")" block
//!            | "kind" "(" name ")"
//!            | ( "linked" | "unlinked" ) "(" name "." name "->" "self" [ "." name ] ")" [ block ]
//!            | key ".." key "is" "ports.cover" "(" numbers ")"
//!            | ( path | ( "version" | "duration" ) "(" path ")" ) [ "??" default ] test
//! block      = "{" or "}"
//! default    = literal | "{" text ":" literal { "," text ":" literal } "}"
//! test       = ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "matches" | "covers" ) literal
//!            | [ "not" ] "in" "[" literal { "," literal } "]"
//!            | "is" ( "cidr.open" | "cidr.public" | "ports.cover" "(" numbers ")" | "secret" | "literal" )
//! path       = ( "it" | key | "json" "(" path ")" ) { "." key | "[*]" | "[" key "=" literal "]" }      key = name { "|" name }
//! ```

mod term;

use super::expression::{Expression, Literal, Measure, Operator, Path, Segment, Test};
use super::lexer::{Fault, Token, Word, words};

/// How deep conditions may lie in each other.
const MAX_DEPTH: usize = 32;

/// Reads an expression.
pub fn parse(text: &str) -> Result<Expression, Fault> {
    let mut parser = Parser { words: words(text)?, next: 0, depth: 0 };
    let expression = parser.or()?;
    match parser.peek() {
        Token::End => Ok(expression),
        _ => Err(parser.fault("`and`, `or` or the end")),
    }
}

/// Reads a path alone.
pub fn parse_path(text: &str) -> Result<Path, Fault> {
    let mut parser = Parser { words: words(text)?, next: 0, depth: 0 };
    let path = parser.path()?;
    match parser.peek() {
        Token::End => Ok(path),
        _ => Err(parser.fault("the end")),
    }
}

struct Parser {
    words: Vec<Word>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        &self.words[self.next].token
    }

    fn advance(&mut self) -> Token {
        let token = self.words[self.next].token.clone();
        self.next = (self.next + 1).min(self.words.len() - 1);
        token
    }

    fn fault(&self, expected: &str) -> Fault {
        Fault::new(self.words[self.next].at, format!("{expected} was expected here"))
    }

    fn is_symbol(&self, symbol: &str) -> bool {
        matches!(self.peek(), Token::Symbol(found) if *found == symbol)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Token::Name(found) if found == word)
    }

    /// Whether a word comes with an opening parenthesis after it, as one of the functions does.
    fn is_call(&self, word: &str) -> bool {
        let after = self.words.get(self.next + 1).map(|word| &word.token);
        self.is_word(word) && after == Some(&Token::Symbol("("))
    }

    fn accept(&mut self, symbol: &str) -> bool {
        let found = self.is_symbol(symbol);
        if found {
            self.advance();
        }
        found
    }

    fn accept_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, symbol: &str) -> Result<(), Fault> {
        if self.accept(symbol) { Ok(()) } else { Err(self.fault(&format!("`{symbol}`"))) }
    }

    fn or(&mut self) -> Result<Expression, Fault> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.too_deep());
        }
        let mut parts = vec![self.and()?];
        while self.accept_word("or") {
            parts.push(self.and()?);
        }
        self.depth -= 1;
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::Or(parts) })
    }

    fn and(&mut self) -> Result<Expression, Fault> {
        let mut parts = vec![self.not()?];
        while self.accept_word("and") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::And(parts) })
    }

    fn not(&mut self) -> Result<Expression, Fault> {
        if self.accept_word("not") { Ok(Expression::Not(Box::new(self.term()?))) } else { self.term() }
    }

    fn term(&mut self) -> Result<Expression, Fault> {
        if self.accept("(") {
            let inner = self.or()?;
            self.expect(")")?;
            return Ok(inner);
        }
        for (word, make) in [
            ("present", Expression::Present as fn(Path) -> Expression),
            ("absent", Expression::Absent),
            ("empty", Expression::Empty),
        ] {
            if self.is_call(word) {
                return Ok(make(self.argument()?));
            }
        }
        for (word, make) in
            [("any", Expression::Some as fn(Path, Box<Expression>) -> Expression), ("every", Expression::Every)]
        {
            if self.is_call(word) {
                let path = self.argument()?;
                return Ok(make(path, self.block()?));
            }
        }
        if let Some(found) = self.relation()? {
            return Ok(found);
        }
        let measures = [("version", Measure::Version), ("duration", Measure::Duration)];
        let measure = measures.into_iter().find(|(word, _)| self.is_call(word)).map(|(_, measure)| measure);
        let path = if measure.is_some() { self.argument()? } else { self.path()? };
        if self.accept("..") {
            return self.range(&path);
        }
        let default = if self.accept("??") { Some(self.default()?) } else { None };
        let test = self.test()?;
        Ok(Expression::Value { path, default, measure: measure.unwrap_or(Measure::Plain), test })
    }

    /// The path in parentheses after a function's name.
    fn argument(&mut self) -> Result<Path, Fault> {
        self.advance();
        self.expect("(")?;
        let path = self.path()?;
        self.expect(")")?;
        Ok(path)
    }

    fn test(&mut self) -> Result<Test, Fault> {
        let comparisons = [
            ("==", Operator::Equal),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        for (symbol, operator) in comparisons {
            if self.accept(symbol) {
                return Ok(Test::Compare(operator, vec![self.literal()?]));
            }
        }
        for (word, operator) in
            [("contains", Operator::Contains), ("matches", Operator::Matches), ("covers", Operator::Covers)]
        {
            if self.accept_word(word) {
                return Ok(Test::Compare(operator, vec![self.literal()?]));
            }
        }
        if self.accept("!=") {
            return Ok(Test::Differs(Operator::Equal, vec![self.literal()?]));
        }
        if self.accept_word("in") {
            return Ok(Test::Compare(Operator::Equal, self.literals()?));
        }
        if self.accept_word("not") {
            if !self.accept_word("in") {
                return Err(self.fault("`in`"));
            }
            return Ok(Test::Differs(Operator::Equal, self.literals()?));
        }
        if self.accept_word("is") {
            return self.sort().map(Test::Is);
        }
        Err(self.fault("a comparison"))
    }

    fn literals(&mut self) -> Result<Vec<Literal>, Fault> {
        self.expect("[")?;
        let mut found = vec![self.literal()?];
        while self.accept(",") {
            found.push(self.literal()?);
        }
        self.expect("]")?;
        Ok(found)
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let literal = match self.peek() {
            Token::Text(text) => Literal::Text(text.clone()),
            Token::Number(number) => Literal::Number(*number),
            Token::Name(word) if word == "true" => Literal::Bool(true),
            Token::Name(word) if word == "false" => Literal::Bool(false),
            Token::Name(word) if word == "null" => Literal::Null,
            _ => return Err(self.fault("a text, a number, `true`, `false` or `null`")),
        };
        self.advance();
        Ok(literal)
    }

    fn path(&mut self) -> Result<Path, Fault> {
        self.depth += 1;
        let path = if self.depth > MAX_DEPTH { Err(self.too_deep()) } else { self.steps() };
        self.depth -= 1;
        path
    }

    fn too_deep(&self) -> Fault {
        Fault::new(self.words[self.next].at, "conditions lie too deep in each other")
    }

    fn steps(&mut self) -> Result<Path, Fault> {
        if self.is_word("it") {
            self.advance();
            return Ok(Path(Vec::new()));
        }
        let mut segments = if self.is_call("json") {
            let Path(mut inner) = self.argument()?;
            inner.push(Segment::Json);
            inner
        } else {
            vec![self.key()?]
        };
        loop {
            if self.accept(".") {
                segments.push(self.key()?);
            } else if self.accept("[") {
                segments.push(self.index()?);
                self.expect("]")?;
            } else {
                return Ok(Path(segments));
            }
        }
    }

    fn index(&mut self) -> Result<Segment, Fault> {
        if self.accept("*") {
            return Ok(Segment::Each);
        }
        let key = self.name()?;
        self.expect("=")?;
        Ok(Segment::Where(key, self.literal()?))
    }

    fn key(&mut self) -> Result<Segment, Fault> {
        let mut names = vec![self.name()?];
        while self.accept("|") {
            names.push(self.name()?);
        }
        Ok(Segment::Key(names))
    }

    fn name(&mut self) -> Result<String, Fault> {
        match self.peek().clone() {
            Token::Name(name) | Token::Text(name) => {
                self.advance();
                Ok(name)
            }
            _ => Err(self.fault("a key")),
        }
    }
}
