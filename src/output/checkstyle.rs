//! A Checkstyle report, which Jenkins, reviewdog and many editors read
//! (<https://github.com/checkstyle/checkstyle/blob/master/src/main/java/com/puppycrawl/tools/checkstyle/XMLLogger.java>).

use std::fmt::Write;

use super::xml::{DECLARATION, escaped};
use crate::report::Report;

/// Writes the report: an element for each file with findings. The severities have the names that Checkstyle gives them too.
pub fn render(report: &Report) -> String {
    let mut text = format!("{DECLARATION}<checkstyle version=\"4.3\">\n");
    // Writing to a string cannot fail.
    for (file, findings) in super::by_file(report) {
        let _ = writeln!(text, "  <file name=\"{}\">", escaped(file.path()));
        for finding in findings {
            let at = file.position(finding.span.start);
            let (severity, message) = (finding.severity.name(), escaped(&super::with_help(finding)));
            let _ = writeln!(
                text,
                "    <error line=\"{}\" column=\"{}\" severity=\"{severity}\" message=\"{message}\" source=\"{}\"/>",
                at.line, at.column, finding.rule
            );
        }
        text.push_str("  </file>\n");
    }
    text.push_str("</checkstyle>\n");
    text
}
