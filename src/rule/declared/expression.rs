//! What an expression of a declared check is made of.

/// One step of a path.
#[derive(Clone, PartialEq, Debug)]
pub enum Segment {
    /// A key, under any of these names: `acl|canned_acl`.
    Key(Vec<String>),
    /// Every item of a list or every repeated block: `[*]`.
    Each,
    /// The item of a list in which a key has a value: `[name="cluster"]`.
    Where(String, Literal),
}

/// A way from the subject to a value; empty for the subject itself (`it`).
#[derive(Clone, PartialEq, Debug)]
pub struct Path(pub Vec<Segment>);

/// A value that is written in an expression.
#[derive(Clone, PartialEq, Debug)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text in double quotes.
    Text(String),
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// `==`, and `in` with several values.
    Equal,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// A list has the item, or a text has the part.
    Contains,
    /// A text matches a glob of `*` and `?`.
    Matches,
}

/// A sort of values that `is` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// `cidr.open`: a range of addresses that holds all of them, `0.0.0.0/0` or `::/0`.
    OpenCidr,
    /// `cidr.public`: a range that is neither private nor local (RFC 1918, RFC 4193, RFC 6598, loopback, link-local).
    PublicCidr,
}

/// What is asked of a value.
#[derive(Clone, PartialEq, Debug)]
pub enum Test {
    /// A comparison with any one of some values.
    Compare(Operator, Vec<Literal>),
    /// The opposite of a comparison with any one of them: `!=`, `not in`.
    Differs(Operator, Vec<Literal>),
    /// Whether it is of a sort.
    Is(Sort),
}

/// A condition.
#[derive(Clone, PartialEq, Debug)]
pub enum Expression {
    /// All of them hold.
    And(Vec<Expression>),
    /// One of them holds.
    Or(Vec<Expression>),
    /// It doesn't hold.
    Not(Box<Expression>),
    /// Something stands at the end of the path.
    Present(Path),
    /// Nothing stands at the end of the path.
    Absent(Path),
    /// Nothing, or nothing but an empty text, list or map, stands at the end of the path.
    Empty(Path),
    /// The condition holds for one of the items.
    Some(Path, Box<Expression>),
    /// The condition holds for each of the items.
    Every(Path, Box<Expression>),
    /// A value passes a test.
    Value {
        /// Where the value is.
        path: Path,
        /// What counts where there is none.
        default: Option<Literal>,
        /// Whether values are compared as versions: `version(path) < "1.2"`.
        as_version: bool,
        /// The test.
        test: Test,
    },
}
