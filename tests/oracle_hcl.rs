//! Our parser of HCL against another one: the same structure from the same text.
//!
//! hcl-edit refuses duplicate keys of objects and newlines in the values of `for` expressions, which Terraform accepts; such texts are
//! not among these.

use hcl_edit::expr::{Expression as Theirs, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Body as TheirBody, Structure};
use hcl_edit::template::{Directive, Element, Template};
use infralint::source::FileId;
use infralint::syntax::hcl::{self, BinaryOperator, Body, Expression, ExpressionKind, Item, Part, Step, UnaryOperator};
use proptest::prelude::*;

fn operator(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Or => "||",
        BinaryOperator::And => "&&",
        BinaryOperator::Equal => "==",
        BinaryOperator::NotEqual => "!=",
        BinaryOperator::Greater => ">",
        BinaryOperator::GreaterOrEqual => ">=",
        BinaryOperator::Less => "<",
        BinaryOperator::LessOrEqual => "<=",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Modulo => "%",
    }
}

fn all<T>(head: &str, parts: impl IntoIterator<Item = T>, write: impl Fn(T) -> String) -> String {
    let parts: Vec<String> = parts.into_iter().map(write).collect();
    format!("({head} {})", parts.join(" "))
}

fn number(text: &str) -> String {
    format!("{:?}", text.parse::<f64>().expect("a number"))
}

fn ours(expression: Expression<'_>) -> String {
    match expression.kind() {
        ExpressionKind::Null => "null".into(),
        ExpressionKind::Bool(value) => value.to_string(),
        ExpressionKind::Number => number(expression.text()),
        ExpressionKind::String => format!("{:?}", expression.string().expect("a literal")),
        ExpressionKind::Template(parts) => all("template", parts, |part| match part {
            Part::Literal(text, _) => format!("{text:?}"),
            Part::Interpolation(value, _) => ours(value),
            Part::Directive(value, _) => format!("%{}", value.map(ours).unwrap_or_default()),
        }),
        ExpressionKind::Tuple(items) => all("tuple", items, ours),
        ExpressionKind::Object(entries) => {
            all("object", entries, |(key, value)| format!("{}={}", ours(key), ours(value)))
        }
        ExpressionKind::For(parts) => format!(
            "(for {:?} {} {} {:?} {} {:?} {})",
            parts.key,
            parts.value,
            ours(parts.collection),
            parts.key_result.map(ours),
            ours(parts.result),
            parts.condition.map(ours),
            parts.groups
        ),
        ExpressionKind::Conditional { test, yes, no } => all("?", [test, yes, no], ours),
        ExpressionKind::Binary { operator: which, left, right } => all(operator(which), [left, right], ours),
        ExpressionKind::Unary { operator: UnaryOperator::Not, operand } => all("!", [operand], ours),
        ExpressionKind::Unary { operator: UnaryOperator::Negate, operand } => match operand.kind() {
            ExpressionKind::Number => number(&format!("-{}", operand.text())),
            _ => all("neg", [operand], ours),
        },
        ExpressionKind::Call(call) => all(&format!("call {} {}", call.name, call.expands), call.arguments, ours),
        ExpressionKind::Variable(name) => name.to_owned(),
        ExpressionKind::Traversal { operand, steps } => all(&ours(operand), steps, |step| match step {
            Step::Attribute(name, _) => format!(".{name}"),
            Step::LegacyIndex(index, _) => format!(".{index}"),
            Step::Index(value, _) => format!("[{}]", ours(value)),
            Step::AttributeSplat(_) => ".*".into(),
            Step::Splat(_) => "[*]".into(),
        }),
        ExpressionKind::Parenthesised(inner) => all("paren", [inner], ours),
        ExpressionKind::Invalid => "invalid".into(),
    }
}

fn their_template(template: &Template, found: &mut Vec<String>) {
    for element in template {
        match element {
            Element::Literal(text) => found.push(format!("{:?}", text.as_str())),
            Element::Interpolation(value) => found.push(theirs(&value.expr)),
            Element::Directive(directive) => match &**directive {
                Directive::If(parts) => {
                    found.push(format!("%{}", theirs(&parts.if_expr.cond_expr)));
                    their_template(&parts.if_expr.template, found);
                    if let Some(other) = &parts.else_expr {
                        found.push("%".into());
                        their_template(&other.template, found);
                    }
                    found.push("%".into());
                }
                Directive::For(parts) => {
                    found.push(format!("%{}", theirs(&parts.for_expr.collection_expr)));
                    their_template(&parts.for_expr.template, found);
                    found.push("%".into());
                }
            },
        }
    }
}

fn of_template(template: &Template) -> String {
    let mut found = Vec::new();
    their_template(template, &mut found);
    all("template", found, |part| part)
}

fn theirs(expression: &Theirs) -> String {
    match expression {
        Theirs::Null(_) => "null".into(),
        Theirs::Bool(value) => value.to_string(),
        Theirs::Number(value) => number(&value.value().to_string()),
        Theirs::String(value) => format!("{:?}", value.as_str()),
        Theirs::Array(items) => all("tuple", items, theirs),
        Theirs::Object(object) => all("object", object, |(key, value)| {
            let key = match key {
                ObjectKey::Ident(name) => name.as_str().to_owned(),
                ObjectKey::Expression(key) => theirs(key),
            };
            format!("{key}={}", theirs(value.expr()))
        }),
        Theirs::StringTemplate(template) => of_template(&template.iter().cloned().collect()),
        Theirs::HeredocTemplate(heredoc) => match heredoc.template.as_single_element() {
            Some(Element::Literal(text)) => format!("{:?}", text.as_str()),
            _ => of_template(&heredoc.template),
        },
        Theirs::Parenthesis(inner) => all("paren", [inner.inner()], theirs),
        Theirs::Variable(name) => name.as_str().to_owned(),
        Theirs::Conditional(parts) => all("?", [&parts.cond_expr, &parts.true_expr, &parts.false_expr], theirs),
        Theirs::FuncCall(call) => {
            let namespace = call.name.namespace.iter().map(|name| format!("{}::", name.as_str()));
            let name = namespace.collect::<String>() + call.name.name.as_str();
            all(&format!("call {name} {}", call.args.expand_final()), &call.args, theirs)
        }
        Theirs::Traversal(traversal) => {
            all(&theirs(&traversal.expr), &traversal.operators, |step| match step.value() {
                TraversalOperator::AttrSplat(_) => ".*".into(),
                TraversalOperator::FullSplat(_) => "[*]".into(),
                TraversalOperator::GetAttr(name) => format!(".{}", name.as_str()),
                TraversalOperator::Index(value) => format!("[{}]", theirs(value)),
                TraversalOperator::LegacyIndex(index) => format!(".{}", index.value()),
            })
        }
        Theirs::UnaryOp(unary) => all(if unary.operator.as_str() == "!" { "!" } else { "neg" }, [&unary.expr], theirs),
        Theirs::BinaryOp(binary) => all(binary.operator.as_str(), [&binary.lhs_expr, &binary.rhs_expr], theirs),
        Theirs::ForExpr(parts) => format!(
            "(for {:?} {} {} {:?} {} {:?} {})",
            parts.intro.key_var.as_ref().map(|name| name.as_str()),
            parts.intro.value_var.as_str(),
            theirs(&parts.intro.collection_expr),
            parts.key_expr.as_ref().map(theirs),
            theirs(&parts.value_expr),
            parts.cond.as_ref().map(|condition| theirs(&condition.expr)),
            parts.grouping
        ),
    }
}

fn our_body(body: Body<'_>) -> String {
    all("body", body.items(), |item| match item {
        Item::Attribute(attribute) => format!("{}={}", attribute.name(), ours(attribute.value())),
        Item::Block(block) => {
            let labels: Vec<&str> = block.labels().map(hcl::Label::text).collect();
            format!("{} {labels:?} {}", block.kind(), our_body(block.body()))
        }
    })
}

fn their_body(body: &TheirBody) -> String {
    all("body", body, |structure| match structure {
        Structure::Attribute(attribute) => format!("{}={}", attribute.key.as_str(), theirs(&attribute.value)),
        Structure::Block(block) => {
            let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
            format!("{} {labels:?} {}", block.ident.as_str(), their_body(&block.body))
        }
    })
}

/// Both read the text alike, or both refuse it.
fn compare(text: &str) -> Result<(), String> {
    let (file, problems) = hcl::parse(text, FileId(0));
    match hcl_edit::parser::parse_body(text) {
        Ok(_) if !problems.is_empty() => Err(format!("only we refuse it: {problems:?}\n{text}")),
        Ok(body) => {
            let (ours, theirs) = (our_body(file.body()), their_body(&body));
            if ours == theirs { Ok(()) } else { Err(format!("{text}\nours:   {ours}\ntheirs: {theirs}")) }
        }
        Err(_) if !problems.is_empty() => Ok(()),
        Err(error) => Err(format!("only they refuse it: {error}\n{text}")),
    }
}

#[test]
fn written_cases_are_read_alike() {
    let cases = [
        "a = !b || 1 + 2 * -c == d && e ? f : g ? h : i\n",
        "a = 1 - 2 - 3 % 4 / 5 <= 6 != true\n",
        "a = b.c[0].*.d\nb = c[*].d[e.f]\nc = d.0.e\n",
        "a = f(1, [2, g(h...)], {i = j})\nb = provider::c::d(1)\n",
        "a = [for b in c : d if e]\nf = {for g, h in i : j => k...}\n",
        "a \"b\" c {\n  d = <<E\nx ${f} y\nE\n  g { h = 1 }\n  i {}\n}\n",
        "a = <<-E\n    b\n      c\n  E\n",
        "a = \"b${c}d%{ if e }f%{ else }g%{ endif }%{ for h, i in j }k%{ endfor }\"\n",
        "a = {\n  b = 1,\n  (c) : 2\n\n  \"d\" = 3 }\n",
        "a = \"\\n\\t\\\"\\\\\\u00e9\\U0001F600 $${b} %%{c} $ %\"\n",
        "# a\nb = 1 // c\n/* d\n */ e = /* f */ 2\n",
        "a = (\n1\n+ 2\n)\n",
    ];
    for text in cases {
        compare(text).unwrap_or_else(|difference| panic!("{difference}"));
    }
}

#[test]
fn written_errors_are_refused_by_both() {
    let cases = [
        "a = \n",
        "a = 1 b = 2\n",
        "a {\n",
        "}\n",
        "a = [1 2]\n",
        "a = \"b\n",
        "a = <<E\nb\n",
        "a = f(1,,2)\n",
        "a = b.\n",
        "a = {b}\n",
        "a = 1 +\n",
        "a b = 1\n",
        "a = ${b}\n",
        "a = \"${b\"\n",
        "a = b ? c\n",
        "a = [for b : c]\n",
        "a = \"%{ if b }\"\n",
        "= 1\n",
    ];
    for text in cases {
        assert!(!hcl::parse(text, FileId(0)).1.is_empty(), "{text}");
        compare(text).unwrap_or_else(|difference| panic!("{difference}"));
    }
}

/// Expressions as text, of every kind and some levels deep.
fn expressions() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[a-z][a-z0-9_-]{0,3}x",
        "[0-9]{1,4}(\\.[0-9]{1,2})?",
        Just("true".to_owned()),
        Just("null".to_owned()),
        "\"[a-z 0-9#/{}()$%.,=]{0,6}\"".prop_filter("no template", |text| !text.contains("${") && !text.contains("%{")),
        "(vx|data\\.a|each)(\\.[a-z]{1,3}x|\\[0\\]|\\[\\*\\]|\\[\"k\"\\]){1,3}",
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let blank = prop_oneof![Just(""), Just(" "), Just("\n "), Just(" /* c */ "), Just(" # c\n")];
        prop_oneof![
            prop::collection::vec((inner.clone(), blank.clone()), 0..4).prop_map(|items| {
                let items: Vec<String> =
                    items.into_iter().map(|(item, blank)| format!("{blank}{item}{blank}")).collect();
                format!("[{}]", items.join(","))
            }),
            prop::collection::vec(inner.clone(), 0..4).prop_map(|values| {
                let entries: Vec<String> =
                    values.iter().enumerate().map(|(at, value)| format!("  k{at} = {value}")).collect();
                format!("{{\n{}\n}}", entries.join("\n"))
            }),
            (inner.clone(), "(\\+|-|\\*|/|%|==|!=|<|>|<=|>=|&&|\\|\\|)", inner.clone())
                .prop_map(|(left, sign, right)| format!("{left} {sign} {right}")),
            (inner.clone(), inner.clone(), inner.clone()).prop_map(|(test, yes, no)| format!("{test} ? {yes} : {no}")),
            (inner.clone(), blank).prop_map(|(inner, blank)| format!("({blank}{inner}{blank})")),
            inner.clone().prop_map(|inner| format!("!({inner})")),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|arguments| format!("fn({})", arguments.join(", "))),
            (inner.clone(), inner.clone()).prop_map(|(collection, value)| format!("[for e in {collection} : {value}]")),
            inner.clone().prop_map(|inner| format!("\"x${{{inner}}}y\"")),
            (inner.clone(), "[a-z ]{0,6}").prop_map(|(inner, text)| format!("(<<END\n{text}\n${{{inner}}}\nEND\n)")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn generated_expressions_are_read_alike(expression in expressions(), inside in any::<bool>()) {
        let text = if inside { format!("b \"c\" {{\n  a = {expression}\n}}\n") } else { format!("a = {expression}\n") };
        prop_assert_eq!(compare(&text), Ok(()));
    }
}
