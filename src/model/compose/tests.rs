use super::*;
use crate::kind::FileKind;
use crate::source::{Files, SourceFile};
use crate::syntax::{Syntax, parse_all};

/// Calls a function with the items under `services.web.KEY`.
fn with_items(key: &str, items: &str, look: impl Fn(&[Node<'_>])) {
    let text = format!("services:\n  web:\n    {key}: {items}\n");
    let files = Files::new(vec![SourceFile::new("compose.yaml", FileKind::Compose, text)], Vec::new());
    let documents = parse_all(&files);
    let Syntax::Tree(tree) = &documents[0].syntax else { panic!("no tree") };
    let list = tree.root().and_then(|root| root.at(&["services", "web", key])).expect("a list");
    look(&list.items().collect::<Vec<_>>());
}

#[test]
fn ports_are_read_in_both_forms() {
    let items = "['80', '8080:80/udp', '127.0.0.1:8080:80', '[::1]:9000-9001:90-91', '127.0.0.1::80', '${P}:80', \
                 {target: 80, published: '8080', host_ip: 0.0.0.0}]";
    with_items("ports", items, |items| {
        let ports: Vec<Port<'_>> = items.iter().map(|item| Port::of(*item).expect("known").expect("right")).collect();
        let published: Vec<Option<u16>> =
            ports.iter().map(|port| port.published.known().map(|range| *range.start())).collect();
        assert_eq!(published, [None, Some(8080), Some(8080), Some(9000), None, None, Some(8080)]);
        assert_eq!(ports[1].protocol.as_deref(), Some("udp"));
        assert_eq!(ports[3].host_ip.known(), Some(&"::1"));
        assert!(ports.iter().map(Port::is_public).eq([true, true, false, false, false, false, true]));
        assert_eq!(ports[5].published, Given::Unknown);
        assert!(ports.iter().skip(4).all(|port| port.target == Some(80..=80)));
    });
}

#[test]
fn ports_that_are_none_are_told_of() {
    with_items("ports", "['80:80:80', '1-3:1-2', 'a:1', '1:1/x', '70000', '3-1', '80:']", |items| {
        assert!(items.iter().all(|item| matches!(Port::of(*item), Some(Err(_)))));
    });
}

#[test]
fn mounts_are_read_in_both_forms() {
    use MountKind::{Anonymous, Bind, Other, Tmpfs, Volume};
    let items = "['/x', 'data:/y:ro', './a:/z', '${S:-./b}:/w', 'C:\\data:/v', {type: tmpfs, target: /t}, {type: volume, source: d, target: /u}]";
    with_items("volumes", items, |items| {
        let mounts: Vec<Mount<'_>> =
            items.iter().map(|item| Mount::of(*item).expect("known").expect("right")).collect();
        let kinds: Vec<MountKind> = mounts.iter().map(|mount| mount.kind).collect();
        assert_eq!(kinds, [Anonymous, Volume, Bind, Other, Bind, Tmpfs, Volume]);
        let targets: Vec<&str> = mounts.iter().filter_map(|mount| mount.target?.value()).collect();
        assert_eq!(targets, ["/x", "/y", "/z", "/w", "/v", "/t", "/u"]);
        assert_eq!(mounts[1].is_read_only, Some(true));
    });
}
