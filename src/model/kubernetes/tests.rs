use super::*;
use crate::kind::FileKind;
use crate::source::{FileId, Files, SourceFile};
use crate::syntax::placeholders::Placeholders;
use crate::syntax::yaml;

fn with_objects<T>(text: &str, then: impl FnOnce(Vec<Object<'_>>) -> T) -> T {
    let files = Files::new(vec![SourceFile::new("a.yaml", FileKind::Kubernetes, text)], Vec::new());
    let options = yaml::Options { dialect: yaml::Dialect::Yaml11, placeholders: Placeholders::Kubernetes };
    let (tree, _) = yaml::parse(&files, FileId(0), options);
    then(objects(&tree))
}

#[test]
fn the_items_of_a_list_are_objects() {
    let text = "
apiVersion: v1
kind: List
items:
  - {apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}
  - {apiVersion: v1, kind: PodList, items: [{apiVersion: v1, kind: Pod, metadata: {generateName: b-}}]}
---
{kind: Unversioned}
---
{apiVersion: v1, kind: AllowList, metadata: {name: c}}
";
    with_objects(text, |found| {
        let titles: Vec<String> = found.iter().map(|object| object.title()).collect();
        assert_eq!(titles, ["Deployment `a`", "Pod `b-`", "AllowList `c`"]);
        assert!(found[0].is("apps", "Deployment") && found[1].is("", "Pod") && found[1].name().is_none());
    });
}

#[test]
fn every_kind_leads_to_its_pods() {
    let spec = "{containers: [{name: x}]}";
    let template = format!("{{spec: {spec}}}");
    let text = [
        format!("{{apiVersion: v1, kind: Pod, spec: {spec}}}"),
        format!("{{apiVersion: v1, kind: PodTemplate, template: {template}}}"),
        format!("{{apiVersion: apps/v1, kind: DaemonSet, spec: {{template: {template}}}}}"),
        format!("{{apiVersion: batch/v1, kind: CronJob, spec: {{jobTemplate: {{spec: {{template: {template}}}}}}}}}"),
        format!("{{apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: {{template: {template}}}}}"),
        format!(
            "{{apiVersion: jobset.x-k8s.io/v1alpha2, kind: JobSet, spec: {{replicatedJobs: [{{template: {{spec: {{template: \
             {template}}}}}}}, {{template: {{spec: {{template: {template}}}}}}}]}}}}"
        ),
        format!(
            "{{apiVersion: kubeflow.org/v1, kind: TFJob, spec: {{tfReplicaSpecs: {{Chief: {{template: {template}}}, Worker: \
             {{template: {template}}}}}}}}}"
        ),
        format!("{{apiVersion: acme.example/v1, kind: Deployment, spec: {{template: {template}}}}}"),
    ];
    with_objects(&text.join("\n---\n"), |found| {
        let pods: Vec<usize> = found.iter().map(|object| object.pods().len()).collect();
        assert_eq!(pods, [1, 1, 1, 1, 1, 2, 2, 0]);
        let containers = found.iter().flat_map(|object| object.pods()).flat_map(PodSpec::containers);
        assert!(containers.into_iter().all(|container| container.name() == "x"));
    });
}

#[test]
fn containers_take_over_what_the_pod_says_only_where_the_api_does() {
    let text = "
apiVersion: v1
kind: Pod
spec:
  securityContext: {runAsUser: 1000, privileged: true, runAsNonRoot: true}
  containers:
    - {name: own, securityContext: {runAsUser: 0, runAsNonRoot: null}}
    - {name: none}
    - {name: unknown, securityContext: '${X}'}
  initContainers:
    - {name: sidecar, restartPolicy: Always}
    - {name: first}
  ephemeralContainers:
    - {name: debug}
";
    with_objects(text, |found| {
        let containers = found[0].pods()[0].containers();
        let user = |at: usize| containers[at].security("runAsUser").and_then(Node::as_i64);
        assert_eq!([user(0), user(1), user(2)], [Some(0), Some(1000), None]);
        assert!(containers[0].security("runAsNonRoot").is_some_and(|it| it.as_bool() == Some(true)));
        assert!(containers[1].security("privileged").is_none() && containers[1].lacks_security("privileged"));
        assert!(!containers[2].lacks_security("privileged"));
        let roles: Vec<ContainerRole> = containers.iter().map(|container| container.role()).collect();
        assert_eq!(format!("{roles:?}"), "[Main, Main, Main, Sidecar, Init, Ephemeral]");
        assert_eq!(found[0].pods()[0].running().count(), 4);
    });
}

#[test]
fn a_limit_is_a_request_and_the_pod_may_have_both() {
    let text = "
apiVersion: v1
kind: Pod
spec:
  resources: {requests: {memory: 1Gi}}
  containers:
    - {name: a, resources: {limits: {cpu: 1}}}
    - {name: b, resources: {requests: '${X}'}}
";
    with_objects(text, |found| {
        let containers = found[0].pods()[0].containers();
        let [a, b] = containers.as_slice() else { panic!("two containers") };
        assert!(a.request("cpu").is_some() && !a.lacks_request("cpu") && a.lacks_limit("memory"));
        assert!(!a.lacks_request("memory") && !b.lacks_request("cpu") && b.lacks_limit("cpu"));
    });
}

/// Whether a selector matches labels.
fn selects(selector: &str, labels: &str) -> Option<bool> {
    let text = format!("{{apiVersion: v1, kind: X, metadata: {{labels: {labels}}}, spec: {selector}}}");
    with_objects(&text, |found| {
        let selector = LabelSelector::new(found[0].node().get("spec").expect("a selector"));
        selector.matches(found[0].labels())
    })
}

#[test]
fn selectors_match_in_three_values() {
    let labels = "{app: shop, tier: web, build: '${BUILD}'}";
    let (yes, no) = (Some(true), Some(false));
    for (selector, expected) in [
        ("{}", yes),
        ("{matchLabels: {app: shop}}", yes),
        ("{matchLabels: {app: other}}", no),
        ("{matchLabels: {missing: x}}", no),
        ("{matchLabels: {build: '7'}}", None),
        ("{matchLabels: {app: '${APP}'}}", None),
        ("{matchLabels: {app: other, build: '7'}}", no),
        ("{matchExpressions: [{key: tier, operator: In, values: [api, web]}]}", yes),
        ("{matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}", no),
        ("{matchExpressions: [{key: missing, operator: NotIn, values: [web]}]}", yes),
        ("{matchExpressions: [{key: missing, operator: In, values: [web]}]}", no),
        ("{matchExpressions: [{key: app, operator: Exists}, {key: missing, operator: DoesNotExist}]}", yes),
        ("{matchExpressions: [{key: app, operator: DoesNotExist}]}", no),
        ("{matchExpressions: [{key: build, operator: In, values: ['7']}]}", None),
        ("{matchExpressions: [{key: tier, operator: In, values: ['${X}']}]}", None),
        ("{matchExpressions: '${X}'}", None),
    ] {
        assert_eq!(selects(selector, labels), expected, "{selector}");
    }
    assert_eq!(selects("{matchLabels: {app: shop}}", "'${LABELS}'"), None);
    assert_eq!(selects("{matchLabels: {app: shop}}", "null"), Some(false));
}

#[test]
fn autoscalers_measure_what_they_say() {
    let measures = |spec: &str| {
        let text = format!(
            "{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, spec: {{scaleTargetRef: {{kind: Deployment, name: a}}{spec}}}}}"
        );
        with_objects(&text, |found| {
            let autoscaler = Autoscaler::new(found[0]).expect("an autoscaler");
            autoscaler.utilizations().iter().map(|it| it.resource.to_owned()).collect::<Vec<_>>()
        })
    };
    let metric = |target: &str| format!(", metrics: [{{type: Resource, resource: {{name: memory, {target}}}}}]");
    assert_eq!(measures(&metric("target: {type: Utilization, averageUtilization: 80}")), ["memory"]);
    assert_eq!(measures(&metric("targetAverageUtilization: 80")), ["memory"]);
    assert!(measures(&metric("target: {type: AverageValue, averageValue: 1Gi}")).is_empty());
    assert_eq!(measures(", targetCPUUtilizationPercentage: 70"), ["cpu"]);
    assert_eq!(measures(""), ["cpu"]);
    assert!(measures(", metrics: '${METRICS}'").is_empty());
}

#[test]
fn services_lead_to_ports_by_number_or_name() {
    let text = "
{apiVersion: v1, kind: Service, spec: {selector: {app: a}, ports: [{port: 80, targetPort: http}, {port: 9090}]}}
---
{apiVersion: v1, kind: Pod, metadata: {labels: {app: a}}, spec: {containers: [{name: x, ports: [{name: http, containerPort: 8080}, {containerPort: 9090}, {containerPort: 80}]}]}}
---
{apiVersion: v1, kind: Pod, metadata: {labels: {app: a}, namespace: other}, spec: {containers: []}}
";
    with_objects(text, |found| {
        let service = Service::new(found[0]).expect("a service");
        let pod = found[1].pods()[0];
        let ports: Vec<bool> = pod.containers()[0].ports().iter().map(|port| service.leads_to(*port)).collect();
        assert_eq!(ports, [true, true, false]);
        assert_eq!(service.selects(pod), Some(true));
        assert_eq!(service.selects(found[2].pods()[0]), None);
        assert!(!service.ignores_readiness());
    });
}
