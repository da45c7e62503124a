//! Autoscalers: what they scale, and by which measure.

use super::Object;
use crate::tree::Node;

/// A `HorizontalPodAutoscaler` or a KEDA `ScaledObject`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Autoscaler<'t> {
    object: Object<'t>,
    target: Node<'t>,
}

/// A resource that an autoscaler keeps at a share of what the containers request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Utilization<'t> {
    /// `cpu` or `memory`.
    pub resource: &'t str,
    /// Where that is said.
    pub place: Node<'t>,
}

impl<'t> Autoscaler<'t> {
    /// The autoscaler that an object is.
    pub fn new(object: Object<'t>) -> Option<Self> {
        let scales = object.is("autoscaling", "HorizontalPodAutoscaler") || object.is("keda.sh", "ScaledObject");
        let target = object.node().at(&["spec", "scaleTargetRef"]).filter(|target| target.is_map())?;
        scales.then_some(Self { object, target })
    }

    /// The object.
    pub fn object(self) -> Object<'t> {
        self.object
    }

    /// `spec.scaleTargetRef`.
    pub fn target(self) -> Node<'t> {
        self.target
    }

    /// The kind that it scales, if it is known. KEDA takes `Deployment` where none is given.
    pub fn target_kind(self) -> Option<&'t str> {
        match self.target.get("kind") {
            Some(kind) => kind.as_str(),
            None => (self.object.group() == "keda.sh" && self.target.lacks("kind")).then_some("Deployment"),
        }
    }

    /// The name of what it scales, if it is known.
    pub fn target_name(self) -> Option<&'t str> {
        self.target.get("name").and_then(Node::as_text)
    }

    /// The least (`min`) or greatest (`max`) number of replicas, if it is set.
    pub fn bound(self, which: &str) -> Option<Node<'t>> {
        let end = if self.object.group() == "keda.sh" { "ReplicaCount" } else { "Replicas" };
        self.object.node().at(&["spec", &format!("{which}{end}")]).filter(|bound| !bound.is_null())
    }

    /// Below how many replicas it never goes; where nothing is said 1, and none for KEDA.
    pub fn least(self) -> Option<i64> {
        let is_keda = self.object.group() == "keda.sh";
        match self.bound("min") {
            Some(bound) => bound.as_i64(),
            None => {
                let field = if is_keda { "minReplicaCount" } else { "minReplicas" };
                self.object.node().absent(&["spec", field]).then_some(i64::from(!is_keda))
            }
        }
    }

    /// The resources of the whole pod that it measures as a share of the requests. Without any metric the API takes 80 % of the
    /// requested CPU.
    pub fn utilizations(self) -> Vec<Utilization<'t>> {
        if self.object.group() == "keda.sh" {
            return self.triggers();
        }
        let spec = |key: &str| self.object.node().at(&["spec", key]);
        if let Some(place) = spec("targetCPUUtilizationPercentage") {
            return vec![Utilization { resource: "cpu", place }];
        }
        let metrics = spec("metrics").into_iter().flat_map(Node::items);
        let mut found: Vec<_> = metrics.filter_map(metric).collect();
        let absent = |key: &str| self.object.node().absent(&["spec", key]);
        if found.is_empty() && absent("metrics") && absent("targetCPUUtilizationPercentage") {
            found.push(Utilization { resource: "cpu", place: self.target });
        }
        found
    }

    /// The resources of the pods that it measures, as a share or as an amount.
    pub fn resources(self) -> Vec<Utilization<'t>> {
        let metrics = self.object.node().at(&["spec", "metrics"]).into_iter().flat_map(Node::items);
        let named = metrics.filter_map(|metric| {
            let key = match metric.get("type")?.as_str()? {
                "Resource" => "resource",
                "ContainerResource" => "containerResource",
                _ => return None,
            };
            let place = metric.at(&[key, "name"])?;
            Some(Utilization { resource: place.as_str()?, place })
        });
        let found: Vec<_> = named.collect();
        if found.is_empty() { self.utilizations() } else { found }
    }

    /// The `cpu` and `memory` triggers of KEDA.
    fn triggers(self) -> Vec<Utilization<'t>> {
        let triggers = self.object.node().at(&["spec", "triggers"]).into_iter().flat_map(Node::items);
        let found = triggers.filter_map(|trigger| {
            let place = trigger.get("type")?;
            let resource = place.as_str().filter(|resource| ["cpu", "memory"].contains(resource))?;
            let measure = trigger.get("metricType").or_else(|| trigger.at(&["metadata", "type"]))?;
            let whole_pod = trigger.absent(&["metadata", "containerName"]);
            (measure.as_str() == Some("Utilization") && whole_pod).then_some(Utilization { resource, place })
        });
        found.collect()
    }
}

/// A metric of type `Resource` with a share for a target.
fn metric(metric: Node<'_>) -> Option<Utilization<'_>> {
    let resource = metric.get("resource").filter(|_| metric.get("type").and_then(Node::as_str) == Some("Resource"))?;
    let newer = resource.at(&["target", "averageUtilization"]);
    let place = newer.or_else(|| resource.get("targetAverageUtilization")).filter(|share| !share.is_null())?;
    Some(Utilization { resource: resource.get("name")?.as_str()?, place })
}
