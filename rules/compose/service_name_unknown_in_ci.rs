use crate::project::docker::ComposeCall;
use crate::rule::{Check, Cx};

pub const CHECK: Check = Check::ComposeCall(check);

fn check(call: &ComposeCall, cx: &mut Cx<'_>) {
    let project = cx.project;
    for service in call.services.iter().filter(|service| call.lacks(&service.text, project)) {
        let Some(projects) = call.projects(project) else { return };
        let Some(file) = projects.first().map(|it| it.base()) else { return };
        let near = projects.iter().find_map(|it| it.nearest("services", &service.text));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a service of the file, or add this one to it".to_owned(),
        };
        let message =
            format!("`{}` names service `{}`, which `{}` does not have", call.subcommand, service.text, file.path);
        cx.report(service.place, message).help(help);
    }
}
