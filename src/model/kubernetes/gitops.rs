//! Objects of Argo CD and Flux: from where they take what they apply.
//!
//! Facts: <https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/> and
//! <https://fluxcd.io/flux/components/>.

use super::Object;
use crate::tree::Node;

/// The API group of Argo CD.
pub const ARGO: &str = "argoproj.io";

/// The API group of what Flux applies.
pub const FLUX_APPLY: &str = "kustomize.toolkit.fluxcd.io";

/// One source of an `Application`, or of the template of an `ApplicationSet`.
#[derive(Clone, Copy, Debug)]
pub struct ApplicationSource<'t> {
    /// The whole of it.
    pub node: Node<'t>,
}

impl<'t> ApplicationSource<'t> {
    /// `repoURL`, without `.git` and `/` at its end.
    pub fn repository(self) -> Option<&'t str> {
        let url = self.node.get("repoURL")?.as_text()?.trim_end_matches('/');
        Some(url.strip_suffix(".git").unwrap_or(url))
    }

    /// The folder of the repository, if it is known.
    pub fn path(self) -> Option<(Node<'t>, &'t str)> {
        let node = self.node.get("path")?;
        Some((node, node.as_text()?))
    }

    /// The branch, tag or version, if it is known.
    pub fn revision(self) -> Option<&'t str> {
        self.node.get("targetRevision").and_then(Node::as_text)
    }

    /// Whether it surely is a chart of a repository of charts.
    pub fn is_chart(self) -> bool {
        self.node.get("chart").is_some()
    }
}

/// A folder of a git repository that Argo CD or Flux is to apply.
#[derive(Clone, Copy, Debug)]
pub struct TakenFolder<'t> {
    /// Where its path is written.
    pub node: Node<'t>,
    /// The path.
    pub path: &'t str,
    /// What tells one state of one repository from others: its address, or the name of Flux' object for it.
    pub repository: &'t str,
    /// The revision, or the namespace of that object, if it is given.
    pub revision: Option<&'t str>,
}

/// A chart that Argo CD, Flux or k3s installs.
#[derive(Clone, Debug)]
pub struct InstalledChart<'t> {
    /// The names that its labels have as values: that of the chart and that of the release, as far as they are known.
    pub names: Vec<&'t str>,
    /// The namespace that it goes to, if it is known.
    pub namespace: Option<&'t str>,
}

/// The kinds of objects that install charts.
pub const INSTALLERS: [&str; 4] = ["Application", "ApplicationSet", "HelmRelease", "HelmChart"];

impl<'t> Object<'t> {
    /// The charts that it installs; none for what is none of [`INSTALLERS`].
    pub fn installed_charts(self) -> Vec<InstalledChart<'t>> {
        let text = |path: &[&str]| self.node().at(path).and_then(Node::as_text);
        let listed = |names: [Option<&'t str>; 3]| names.into_iter().flatten().map(last_part).collect();
        match (self.group(), self.kind()) {
            (ARGO, "Application" | "ApplicationSet") => {
                let namespace = text(&["spec", "destination", "namespace"])
                    .or_else(|| text(&["spec", "template", "spec", "destination", "namespace"]));
                let of_source = |source: ApplicationSource<'t>| {
                    let chart = source.node.get("chart").or_else(|| source.node.get("path")).and_then(Node::as_text);
                    let release = source.node.at(&["helm", "releaseName"]).and_then(Node::as_text);
                    InstalledChart { names: listed([chart, release, release.or(self.name())]), namespace }
                };
                self.application_sources().into_iter().map(of_source).collect()
            }
            ("helm.toolkit.fluxcd.io", "HelmRelease") => {
                let chart = text(&["spec", "chart", "spec", "chart"]).or_else(|| text(&["spec", "chartRef", "name"]));
                let names = listed([chart, text(&["spec", "releaseName"]), self.name()]);
                let own = self.namespace_node().and_then(Node::as_text);
                vec![InstalledChart { names, namespace: text(&["spec", "targetNamespace"]).or(own) }]
            }
            ("helm.cattle.io", "HelmChart") => {
                let names = listed([text(&["spec", "chart"]), self.name(), None]);
                vec![InstalledChart { names, namespace: text(&["spec", "targetNamespace"]) }]
            }
            _ => Vec::new(),
        }
    }

    /// The folders that an `Application`, an `ApplicationSet` or a `Kustomization` of Flux takes; those of which all is known.
    pub fn taken_folders(self) -> Vec<TakenFolder<'t>> {
        let spec = self.node().get("spec").filter(|_| self.is(FLUX_APPLY, "Kustomization"));
        let of_flux = spec.and_then(|spec| {
            let source = spec.get("sourceRef")?;
            source.get("kind").filter(|kind| kind.as_str() == Some("GitRepository"))?;
            let node = spec.get("path")?;
            let revision = source.get("namespace").and_then(Node::as_text);
            Some(TakenFolder { node, path: node.as_text()?, repository: source.get("name")?.as_text()?, revision })
        });
        let of_source = |source: ApplicationSource<'t>| {
            let (node, path) = source.path()?;
            Some(TakenFolder { node, path, repository: source.repository()?, revision: source.revision() })
        };
        self.application_sources().into_iter().filter_map(of_source).chain(of_flux).collect()
    }

    /// The namespace that an `Application` of Argo CD is for, which it may make (`CreateNamespace=true`).
    pub fn destination(self) -> Option<&'t str> {
        let node = self.node().at(&["spec", "destination", "namespace"]).filter(|_| self.is(ARGO, "Application"))?;
        node.as_text()
    }

    /// The sources of an `Application` or of the template of an `ApplicationSet` of Argo CD; none for anything else.
    pub fn application_sources(self) -> Vec<ApplicationSource<'t>> {
        let spec = match self.kind() {
            "Application" if self.group() == ARGO => self.node().get("spec"),
            "ApplicationSet" if self.group() == ARGO => self.node().at(&["spec", "template", "spec"]),
            _ => None,
        };
        let listed = spec.and_then(|spec| spec.get("sources")).into_iter().flat_map(Node::items);
        let all = spec.and_then(|spec| spec.get("source")).into_iter().chain(listed);
        all.filter(|node| node.is_map()).map(|node| ApplicationSource { node }).collect()
    }
}

/// Whether a version of a chart stands for whatever is newest: empty, `*`, or a range.
pub fn is_range(version: &str) -> bool {
    let version = version.trim();
    version.is_empty()
        || version.contains(['*', '^', '~', '>', '<', '|', ' ', ','])
        || version.split('.').any(|part| matches!(part, "x" | "X"))
}

/// The name at the end of a path or an address.
fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}
