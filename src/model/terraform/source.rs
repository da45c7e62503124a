//! Where modules come from (language reference, "Module Sources").

/// The source address of a module call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModuleSource<'s> {
    /// A directory: `./` or `../`.
    Local(&'s str),
    /// A module of a registry: `namespace/name/system`, with a host before it or not.
    Registry(&'s str),
    /// A repository of Git or Mercurial.
    Repository(GitSource<'s>),
    /// Anything else: an archive, a bucket, an absolute path.
    Other(&'s str),
}

/// A module in a repository.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GitSource<'s> {
    /// The whole address.
    pub address: &'s str,
    /// What `ref` (Git) or `rev` (Mercurial) asks for.
    pub revision: Option<&'s str>,
}

impl<'s> GitSource<'s> {
    /// The repository: the address without the getter, the subdirectory and the parameters.
    pub fn package(self) -> &'s str {
        let address = self.address.split('?').next().unwrap_or_default();
        let address = address.strip_prefix("git::").or_else(|| address.strip_prefix("hg::")).unwrap_or(address);
        let host = address.find("://").map_or(0, |at| at + 3);
        address[host..].find("//").map_or(address, |at| &address[..host + at])
    }
}

impl<'s> ModuleSource<'s> {
    /// Reads a source address as go-getter does.
    pub fn parse(address: &'s str) -> Self {
        if address == "."
            || address == ".."
            || ["./", "../", ".\\", "..\\"].iter().any(|start| address.starts_with(start))
        {
            return ModuleSource::Local(address);
        }
        if is_repository(address) {
            let key = if address.starts_with("hg::") { "rev" } else { "ref" };
            return ModuleSource::Repository(GitSource { address, revision: query(address, key) });
        }
        if is_registry(address) { ModuleSource::Registry(address) } else { ModuleSource::Other(address) }
    }
}

/// Whether Git or Mercurial fetches it: by a forced getter, an scp-like address, or one of the hosts that go-getter knows.
fn is_repository(address: &str) -> bool {
    let forced = ["git::", "hg::"].iter().any(|start| address.starts_with(start));
    let known = ["github.com/", "bitbucket.org/", "gitlab.com/"].iter().any(|host| address.starts_with(host));
    let path = address.split('?').next().unwrap_or_default();
    let by_extension = path.contains(".git") && (path.contains("://") || path.contains(".com/"));
    forced || known && !is_archive(path) || address.starts_with("git@") || by_extension && !is_archive(path)
}

fn is_archive(path: &str) -> bool {
    [".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"].iter().any(|extension| path.ends_with(extension))
}

/// `namespace/name/system` or `host/namespace/name/system`, with a subdirectory after `//` or not.
fn is_registry(address: &str) -> bool {
    let package = address.split("//").next().unwrap_or_default();
    let parts: Vec<&str> = package.split('/').collect();
    let is_name = |part: &&str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    match parts.as_slice() {
        [namespace, name, system] => [namespace, name, system].into_iter().all(is_name),
        [host, namespace, name, system] => {
            (host.contains('.') || host.contains(':')) && [namespace, name, system].into_iter().all(is_name)
        }
        _ => false,
    }
}

/// The value of a parameter of the address.
fn query<'s>(address: &'s str, key: &str) -> Option<&'s str> {
    let (_, parameters) = address.split_once('?')?;
    let parameters = parameters.split("//").next().unwrap_or_default();
    parameters
        .split('&')
        .filter_map(|parameter| parameter.split_once('='))
        .find_map(|(name, value)| (name == key && !value.is_empty()).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_apart() {
        let cases = [
            ("./vpc", ModuleSource::Local("./vpc")),
            ("terraform-aws-modules/vpc/aws", ModuleSource::Registry("terraform-aws-modules/vpc/aws")),
            ("app.terraform.io/acme/vpc/aws//sub", ModuleSource::Registry("app.terraform.io/acme/vpc/aws//sub")),
            ("https://example.com/vpc.zip", ModuleSource::Other("https://example.com/vpc.zip")),
            ("s3::https://s3.amazonaws.com/b/vpc.zip", ModuleSource::Other("s3::https://s3.amazonaws.com/b/vpc.zip")),
        ];
        for (address, expected) in cases {
            assert_eq!(ModuleSource::parse(address), expected);
        }
    }

    #[test]
    fn repositories_have_their_revision() {
        let cases = [
            ("git::https://example.com/vpc.git?ref=v1.2.0", Some("v1.2.0")),
            ("git@github.com:acme/vpc.git//modules/a?depth=1&ref=main", Some("main")),
            ("github.com/acme/vpc", None),
            ("git::ssh://git@example.com/vpc.git?ref=v1//sub", Some("v1")),
            ("hg::http://example.com/vpc.hg?rev=abc", Some("abc")),
            ("https://example.com/acme/vpc.git", None),
        ];
        for (address, revision) in cases {
            assert_eq!(ModuleSource::parse(address), ModuleSource::Repository(GitSource { address, revision }));
        }
        let package = |address| GitSource { address, revision: None }.package();
        assert_eq!(package("git::ssh://git@example.com/vpc.git//sub?ref=v1"), "ssh://git@example.com/vpc.git");
        assert_eq!(package("github.com/acme/vpc//modules/a"), "github.com/acme/vpc");
    }
}
