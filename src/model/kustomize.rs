//! Kustomizations: what they take in and what they change
//! (<https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/>).

use crate::tree::Node;

/// The names that `kustomize build` looks for in a folder.
pub const FILE_NAMES: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// A `kustomization.yaml`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kustomization<'t> {
    node: Node<'t>,
}

/// Where the text of a patch is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatchBody<'t> {
    /// In the file of this path.
    File(Node<'t>),
    /// Here, as text or (in `patchesStrategicMerge`) as text of several documents.
    Inline(Node<'t>),
}

/// A change of some objects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Patch<'t> {
    /// Which objects, if it is said here and not in the patch.
    pub target: Option<Node<'t>>,
    /// What changes, where it can be seen.
    pub body: Option<PatchBody<'t>>,
}

impl<'t> Kustomization<'t> {
    /// The kustomization that a root node is.
    pub fn new(node: Node<'t>) -> Option<Self> {
        node.is_map().then_some(Self { node })
    }

    /// The whole of it.
    pub fn node(self) -> Node<'t> {
        self.node
    }

    fn list(self, key: &str) -> impl Iterator<Item = Node<'t>> + use<'t> {
        self.node.get(key).into_iter().flat_map(Node::items)
    }

    /// The paths and addresses of what it is made of: `resources` and, as older files have it, `bases`.
    pub fn resources(self) -> Vec<Node<'t>> {
        self.list("resources").chain(self.list("bases")).collect()
    }

    /// The folders of the components.
    pub fn components(self) -> Vec<Node<'t>> {
        self.list("components").collect()
    }

    /// The namespace that all its objects get.
    pub fn namespace(self) -> Option<Node<'t>> {
        self.node.get("namespace").filter(|namespace| !namespace.is_null())
    }

    /// Its patches of every kind, and what changes objects in the same manner: `replicas` and the targets of `replacements`.
    pub fn patches(self) -> Vec<Patch<'t>> {
        let mut found = Vec::new();
        for key in ["patches", "patchesJson6902"] {
            found.extend(self.list(key).map(|patch| {
                let file = patch.get("path").map(PatchBody::File);
                let body = file.or_else(|| patch.get("patch").map(PatchBody::Inline));
                Patch { target: patch.get("target"), body }
            }));
        }
        found.extend(self.list("patchesStrategicMerge").map(|patch| {
            let inline = patch.text().contains('\n');
            Patch { target: None, body: Some(if inline { PatchBody::Inline(patch) } else { PatchBody::File(patch) }) }
        }));
        found.extend(self.list("replicas").map(|replicas| Patch { target: Some(replicas), body: None }));
        let replaced = self.list("replacements").flat_map(|it| it.get("targets").into_iter().flat_map(Node::items));
        found.extend(replaced.filter_map(|target| Some(Patch { target: Some(target.get("select")?), body: None })));
        found
    }

    /// The names of images that it gives another name, tag or digest.
    pub fn images(self) -> Vec<Node<'t>> {
        self.list("images").filter_map(|image| image.get("name")).collect()
    }

    /// Whether plug-ins or files of `replacements` may change any object in any way.
    pub fn changes_anything(self) -> bool {
        let listed = |key: &str| self.list(key).next().is_some();
        listed("transformers") || self.list("replacements").any(|it| it.get("path").is_some())
    }

    /// Whether it makes objects that are written nowhere: from charts or by plug-ins.
    pub fn generates_objects(self) -> bool {
        ["helmCharts", "helmChartInflationGenerator", "generators"].iter().any(|key| self.list(key).next().is_some())
    }
}
