//! What the files of a repository say about the actions that its workflows use.

use super::Project;
use crate::model::github::Repository;

impl Project<'_> {
    /// Whether an action with a path is one of this very repository: then it lies at that path, beside the folder `.github` of the
    /// file that uses it.
    pub fn is_own_action(&self, action: Repository<'_>) -> bool {
        if action.path.is_empty() {
            return false;
        }
        let user = self.files().get(action.node.span().file).path();
        let folder = user.find(".github/").map_or("", |at| &user[..at]);
        let path = format!("{folder}{}", action.path);
        let names = ["", "/action.yml", "/action.yaml"];
        names.iter().any(|name| self.files().exists(&format!("{path}{name}")))
    }
}
