//! What the files of a repository say about the actions that its workflows use.

use super::Project;
use crate::model::github::Repository;

impl Project<'_> {
    /// Whether an action with a path is one of this very repository: then it lies at that path below a folder that the file which uses it
    /// lies in too.
    pub fn is_own_action(&self, action: Repository<'_>) -> bool {
        if action.path.is_empty() {
            return false;
        }
        let user = self.files().get(action.node.span().file).path();
        let folders = user.match_indices('/').map(|(at, _)| &user[..=at]).chain([""]);
        folders.into_iter().any(|folder| {
            let path = format!("{folder}{}", action.path);
            ["", "/action.yml", "/action.yaml"].iter().any(|name| self.files().exists(&format!("{path}{name}")))
        })
    }
}
