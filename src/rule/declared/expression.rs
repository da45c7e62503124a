//! What an expression of a declared check is made of.

use super::version::Range;

/// One step of a path.
#[derive(Clone, PartialEq, Debug)]
pub enum Segment {
    /// A key, under any of these names: `acl|canned_acl`.
    Key(Vec<String>),
    /// Every item of a list or every repeated block: `[*]`.
    Each,
    /// The item of a list in which a key has a value: `[name="cluster"]`.
    Where(String, Literal),
    /// What the JSON text says that stands there: `json(path)`.
    Json,
    /// The statements of the IAM policy that stands there: `statement(path)`.
    Statements,
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

/// What counts where nothing is written.
#[derive(Clone, PartialEq, Debug)]
pub enum Default {
    /// Always this.
    Always(Literal),
    /// What the provider's version decides: `{">=5": true, "<5": false}`.
    ByVersion(Vec<(Range, Literal)>),
}

/// How values are read before they are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// As they are.
    Plain,
    /// As versions: `version(path) < "1.2"`.
    Version,
    /// As lengths of time: `duration(path) < "90d"`.
    Duration,
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
    /// The other way round: the value is a glob, and the text matches it, as actions do in policies.
    Covers,
}

/// A sort of values that `is` asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sort {
    /// `cidr.open`: a range of addresses that holds all of them, or a large part of the internet: a prefix of at most 7 bits.
    OpenCidr,
    /// `cidr.public`: a range that is neither private nor local (RFC 1918, RFC 4193, RFC 6598, loopback, link-local).
    PublicCidr,
    /// `ports.cover(22, 3389)`: a port or a range (`20-30`, `*`) that has one of these in it.
    Ports(Vec<u16>),
    /// `secret`: a credential that is written out, told by its value and by the name that it stands under.
    Secret,
    /// `literal`: a value that is written out here.
    Written,
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

/// A resource that refers to the one at hand: `linked(type.argument -> self.name) { condition }`.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// The type of the other resource.
    pub kind: String,
    /// Its argument that refers to this one.
    pub argument: String,
    /// The argument of this one that may stand there as text instead, such as the name of a bucket.
    pub name: String,
    /// What has to hold for it.
    pub condition: Option<Box<Expression>>,
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
    /// The block at hand is of a type: `kind(aws_s3_*)`.
    Kind(String),
    /// Another resource says something about this one.
    Linked(Link),
    /// The condition holds for the resource that the value refers to.
    Ref(Path, Box<Expression>),
    /// A value passes a test.
    Value {
        /// Where the value is.
        path: Path,
        /// What counts where there is none.
        default: Option<Default>,
        /// How the value is read.
        measure: Measure,
        /// The test.
        test: Test,
    },
}
