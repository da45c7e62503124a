//! What the version of Kubernetes in the configuration changes.

#![allow(clippy::disallowed_methods, reason = "the shared code of tests asks the environment")]

mod support;

use infralint::{config, lint};

const MANIFESTS: &str = "apiVersion: v1
kind: Pod
metadata:
  name: api
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.tcp_rmem
        value: 4096 87380 6291456
  initContainers:
    - name: proxy
      image: ghcr.io/acme/proxy:1.4.2
      restartPolicy: Always
  containers:
    - name: api
      image: ghcr.io/acme/api:1.4.2
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: images
spec:
  policyName: images
  validationActions: [Deny]
";

/// What some rules say of the manifests for a version.
fn said(version: &str) -> Vec<String> {
    let text = format!("kubernetes-version: \"{version}\"\n");
    let config = config::read(".infralint.yaml", &text).expect("a configuration");
    let report = lint(support::files(vec![("api.yaml".into(), MANIFESTS.into())]), &config);
    let about = ["kubernetes/unknown-field", "kubernetes/unknown-kind", "kubernetes/unsafe-sysctl"];
    let mut found: Vec<String> = report
        .findings
        .iter()
        .filter(|finding| about.contains(&finding.rule))
        .map(|finding| finding.message.clone())
        .collect();
    found.sort();
    found
}

#[test]
fn what_comes_later_is_not_there_yet() {
    let early = [
        "Pod `api` sets `net.ipv4.tcp_rmem`, which pods may not set yet",
        "`admissionregistration.k8s.io/v1` has no kind `ValidatingAdmissionPolicyBinding` in Kubernetes 1.27",
        "an item of `initContainers` has no field `restartPolicy`",
    ];
    assert_eq!(said("1.27"), early);
    assert_eq!(said("1.30"), early[..1]);
    assert_eq!(said("1.37"), [""; 0]);
}
