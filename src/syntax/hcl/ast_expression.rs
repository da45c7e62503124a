//! The syntax tree of expressions: small `Copy` handles to the parts of a [`File`].

use super::arena::{Data, ExpressionData, File, List, PartKind, StepData};
use crate::source::Span;

/// An expression. Two handles are equal if they are the same place of the same file.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'a> {
    pub(super) file: &'a File<'a>,
    pub(super) id: u32,
}

impl PartialEq for Expression<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.file, other.file) && self.id == other.id
    }
}

impl Eq for Expression<'_> {}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExpressionKind<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number; its text is as it is written.
    Number,
    /// A string or heredoc without templates; [`Expression::string`] is its value.
    String,
    /// A string or heredoc with templates.
    Template(Vec<Part<'a>>),
    /// `[a, b]`
    Tuple(Vec<Expression<'a>>),
    /// `{ a = b }`: keys and values.
    Object(Vec<(Expression<'a>, Expression<'a>)>),
    /// `[for ...]` or `{for ...}`
    For(For<'a>),
    /// `test ? yes : no`
    Conditional {
        /// What is asked.
        test: Expression<'a>,
        /// The value if it is true.
        yes: Expression<'a>,
        /// The value if not.
        no: Expression<'a>,
    },
    /// `left + right`
    Binary {
        /// Which operation.
        operator: BinaryOperator,
        /// The left operand.
        left: Expression<'a>,
        /// The right operand.
        right: Expression<'a>,
    },
    /// `!operand` or `-operand`
    Unary {
        /// Which operation.
        operator: UnaryOperator,
        /// The operand.
        operand: Expression<'a>,
    },
    /// `name(arguments)`
    Call(Call<'a>),
    /// A name that stands alone, or at the start of a traversal.
    Variable(&'a str),
    /// `operand.a[0][*]`
    Traversal {
        /// What the steps start from.
        operand: Expression<'a>,
        /// The steps in their order.
        steps: Vec<Step<'a>>,
    },
    /// `(inner)`
    Parenthesised(Expression<'a>),
    /// What was not understood.
    Invalid,
}

/// An operator between two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum BinaryOperator {
    Or,
    And,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// An operator before its operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum UnaryOperator {
    Not,
    Negate,
}

/// A step of a traversal.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// `.name`
    Attribute(&'a str, Span),
    /// `.0`, the old form of an index
    LegacyIndex(&'a str, Span),
    /// `[value]`
    Index(Expression<'a>, Span),
    /// `.*`, the old form of a splat
    AttributeSplat(Span),
    /// `[*]`
    Splat(Span),
}

/// A part of a template.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// Text as it is written.
    Literal(&'a str, Span),
    /// `${value}`
    Interpolation(Expression<'a>, Span),
    /// `%{if}`, `%{else}`, `%{endif}`, `%{for}` or `%{endfor}`, with the condition or the collection.
    Directive(Option<Expression<'a>>, Span),
}

/// A call of a function.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The name: `merge`, `provider::aws::arn_parse`.
    pub name: &'a str,
    /// Where the name is written.
    pub name_span: Span,
    /// The arguments.
    pub arguments: Vec<Expression<'a>>,
    /// Whether the last argument is spread with `...`.
    pub expands: bool,
}

/// `for key, value in collection : key_result => result... if condition`
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    /// The name of the key.
    pub key: Option<&'a str>,
    /// The name of the value.
    pub value: &'a str,
    /// What is gone through.
    pub collection: Expression<'a>,
    /// The key of each result, if it makes an object.
    pub key_result: Option<Expression<'a>>,
    /// Each result.
    pub result: Expression<'a>,
    /// Which are taken.
    pub condition: Option<Expression<'a>>,
    /// Whether results of one key are gathered in a list: `...`.
    pub groups: bool,
}

impl<'a> Expression<'a> {
    pub(super) fn data(self) -> &'a ExpressionData {
        &self.file.expressions[self.id as usize]
    }

    fn other(self, id: u32) -> Expression<'a> {
        Expression { id, ..self }
    }

    fn list(self, list: List) -> impl ExactSizeIterator<Item = Expression<'a>> + use<'a> {
        list.of(&self.file.lists).iter().map(move |id| self.other(*id))
    }

    /// Where it is written.
    pub fn span(self) -> Span {
        self.file.span(self.data().span)
    }

    /// Its text as it is written.
    pub fn text(self) -> &'a str {
        self.file.slice(self.data().span)
    }

    /// Itself and all that lies within it, what lies within first.
    pub fn descendants(self) -> impl DoubleEndedIterator<Item = Expression<'a>> + use<'a> {
        (self.data().first..=self.id).map(move |id| self.other(id))
    }

    /// What it is.
    pub fn kind(self) -> ExpressionKind<'a> {
        match self.data().data {
            Data::Null => ExpressionKind::Null,
            Data::Bool(value) => ExpressionKind::Bool(value),
            Data::Number => ExpressionKind::Number,
            Data::String { .. } => ExpressionKind::String,
            Data::Template(parts) | Data::Heredoc(parts) => {
                if self.is_literal_template(parts) {
                    ExpressionKind::String
                } else {
                    ExpressionKind::Template(self.parts(parts).collect())
                }
            }
            Data::Tuple(list) => ExpressionKind::Tuple(self.list(list).collect()),
            Data::Object(_) => ExpressionKind::Object(self.entries().collect()),
            Data::For(id) => ExpressionKind::For(self.for_expression(id)),
            Data::Conditional { test, yes, no } => {
                ExpressionKind::Conditional { test: self.other(test), yes: self.other(yes), no: self.other(no) }
            }
            Data::Binary { operator, left, right } => {
                ExpressionKind::Binary { operator, left: self.other(left), right: self.other(right) }
            }
            Data::Unary { operator, operand } => ExpressionKind::Unary { operator, operand: self.other(operand) },
            Data::Call { name_end, arguments, expands } => {
                let range = (self.data().span.0, name_end);
                let arguments = self.list(arguments).collect();
                ExpressionKind::Call(Call {
                    name: self.file.slice(range),
                    name_span: self.file.span(range),
                    arguments,
                    expands,
                })
            }
            Data::Variable => ExpressionKind::Variable(self.text()),
            Data::Traversal { operand, steps } => {
                ExpressionKind::Traversal { operand: self.other(operand), steps: self.steps(steps).collect() }
            }
            Data::Parenthesised(inner) => ExpressionKind::Parenthesised(self.other(inner)),
            Data::Invalid => ExpressionKind::Invalid,
        }
    }

    /// The keys and values of an object as they are written; nothing for anything else.
    pub fn entries(self) -> impl Iterator<Item = (Expression<'a>, Expression<'a>)> + use<'a> {
        let list = if let Data::Object(list) = self.data().data { list } else { List::default() };
        list.of(&self.file.lists).chunks_exact(2).map(move |pair| (self.other(pair[0]), self.other(pair[1])))
    }

    /// The items of a tuple as they are written; nothing for anything else.
    pub fn items(self) -> impl ExactSizeIterator<Item = Expression<'a>> + use<'a> {
        self.list(if let Data::Tuple(list) = self.data().data { list } else { List::default() })
    }

    pub(super) fn is_literal_template(self, parts: List) -> bool {
        parts.of(&self.file.parts).iter().all(|part| part.kind == PartKind::Literal)
    }

    pub(super) fn parts(self, parts: List) -> impl Iterator<Item = Part<'a>> + use<'a> {
        parts.of(&self.file.parts).iter().map(move |part| {
            let span = self.file.span(part.span);
            match part.kind {
                PartKind::Literal => Part::Literal(self.file.slice(part.span), span),
                PartKind::Interpolation(id) => Part::Interpolation(self.other(id), span),
                PartKind::If(id) | PartKind::For(id) => Part::Directive(Some(self.other(id)), span),
                PartKind::Else | PartKind::EndIf | PartKind::EndFor => Part::Directive(None, span),
            }
        })
    }

    fn steps(self, steps: List) -> impl Iterator<Item = Step<'a>> + use<'a> {
        let file = self.file;
        steps.of(&file.steps).iter().map(move |step| match *step {
            StepData::Attribute(range) => Step::Attribute(file.slice(range), file.span(range)),
            StepData::LegacyIndex(range) => Step::LegacyIndex(file.slice(range), file.span(range)),
            StepData::Index { span, value } => Step::Index(self.other(value), file.span(span)),
            StepData::AttributeSplat(range) => Step::AttributeSplat(file.span(range)),
            StepData::Splat(range) => Step::Splat(file.span(range)),
        })
    }

    fn for_expression(self, id: u32) -> For<'a> {
        let data = &self.file.fors[id as usize];
        For {
            key: data.key.map(|range| self.file.slice(range)),
            value: self.file.slice(data.value),
            collection: self.other(data.collection),
            key_result: data.key_result.map(|id| self.other(id)),
            result: self.other(data.result),
            condition: data.condition.map(|id| self.other(id)),
            groups: data.groups,
        }
    }

    /// A traversal from a name through attributes only, as far as that goes: `["aws_s3_bucket", "logs", "id"]` of
    /// `aws_s3_bucket.logs.id`, and `["var", "list"]` of `var.list[0].name`. Empty for anything else.
    pub fn path(self) -> Vec<&'a str> {
        let (root, steps) = match self.data().data {
            Data::Variable => (self, List::default()),
            Data::Traversal { operand, steps } => (self.other(operand), steps),
            _ => return Vec::new(),
        };
        if !matches!(root.data().data, Data::Variable) {
            return Vec::new();
        }
        let names = steps.of(&self.file.steps).iter().map_while(|step| match step {
            StepData::Attribute(range) => Some(self.file.slice(*range)),
            _ => None,
        });
        std::iter::once(root.text()).chain(names).collect()
    }
}
