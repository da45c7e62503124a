//! Which files belong to a Helm chart: that depends on where the `Chart.yaml` files lie.

use rustc_hash::FxHashSet;

use super::{FileKind, Verdict, by_content, by_path};

/// The folders with a `Chart.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Charts {
    folders: FxHashSet<String>,
}

impl Charts {
    /// Finds the charts among the paths of a tree.
    pub fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let folders = paths.filter_map(|path| match path.rsplit_once('/') {
            Some((folder, "Chart.yaml")) => Some(folder.to_owned()),
            None if path == "Chart.yaml" => Some(String::new()),
            _ => None,
        });
        Self { folders: folders.collect() }
    }

    /// What a path says about a file of this tree.
    pub fn verdict(&self, path: &str) -> Verdict {
        match self.inside(path).and_then(in_chart) {
            Some(_) if path.contains("{{") => Verdict::Certain(FileKind::Template),
            Some(kind) => Verdict::Certain(kind),
            None => by_path(path),
        }
    }

    /// The sort of a file of this tree by its path and text. Bytes that are not UTF-8 are passed over.
    pub fn detect(&self, path: &str, bytes: &[u8]) -> Option<FileKind> {
        by_content(path, self.verdict(path), &String::from_utf8_lossy(bytes))
    }

    /// The path below the innermost chart that the file lies in.
    fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        if self.folders.is_empty() {
            return None;
        }
        let ends = path.rmatch_indices('/').map(|(at, _)| at);
        let nested = ends.filter(|at| self.folders.contains(&path[..*at])).map(|at| &path[at + 1..]);
        nested.chain(self.folders.contains("").then_some(path)).next()
    }
}

/// The files of a chart that Helm reads by their place, after <https://helm.sh/docs/topics/charts/#the-chart-file-structure>; `ci/*-values.yaml`
/// is what chart-testing installs a chart with.
fn in_chart(path: &str) -> Option<FileKind> {
    let (first, rest) = path.split_once('/').unwrap_or(("", path));
    let name = rest.rsplit_once('/').map_or(rest, |(_, name)| name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let yaml = matches!(extension, "yaml" | "yml");
    match first {
        "" if yaml && stem.starts_with("values") => Some(FileKind::HelmValues),
        "ci" if yaml && stem.contains("values") => Some(FileKind::HelmValues),
        "templates" if yaml || matches!(extension, "tpl" | "txt" | "json" | "tmpl" | "gotmpl") => {
            Some(FileKind::HelmTemplate)
        }
        _ => None,
    }
}
