#!/usr/bin/env bash
# Fetches the binary of a release, checks it against a SHA-256 that was known before, and unpacks it. Whatever is not as it should be ends
# the job with a reason; nothing else is tried in its place.
#
# In: VERSION, CHECKSUM, MIRROR (inputs, may be empty) and what every runner sets. Out: `binary` in $GITHUB_OUTPUT.
set -euo pipefail

fail() {
  local reason=${1//'%'/%25}
  reason=${reason//$'\r'/%0D}
  echo "::error title=infralint::${reason//$'\n'/%0A}"
  exit 1
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mirror=${MIRROR:-https://github.com/infralint/infralint/releases/download}
mirror=${mirror%/}
own_version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml" | head -n 1)
version=${VERSION:-$own_version}

[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] ||
  fail "the input version must be of the form 1.2.3, not '$version'"
[[ ${CHECKSUM:-} =~ ^([0-9a-f]{64})?$ ]] || fail "the input checksum must be a SHA-256: 64 hexadecimal digits in lower case"

case "${RUNNER_OS:-}-${RUNNER_ARCH:-}" in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64 | Windows-ARM64) target=x86_64-pc-windows-msvc ;;
  *) fail "there is no release for this runner: ${RUNNER_OS:-?} on ${RUNNER_ARCH:-?}" ;;
esac

case $mirror in
  https://*) protocol='=https' ;;
  http://127.0.0.1:*) protocol='=http' ;;
  *) fail "the input mirror must begin with https://" ;;
esac

archive=infralint-v$version-$target.tar.gz
expected=${CHECKSUM:-$(awk -v name="$archive" '$2 == name { print $1 }' "$root/action/checksums.txt")}
[[ -n $expected ]] ||
  fail "the SHA-256 of $archive is not known here: give it with the input checksum, or use the action at the tag of a release"

folder=$RUNNER_TEMP/infralint
cache=${RUNNER_TOOL_CACHE:-$folder}/infralint/$version
mkdir -p "$folder" "$cache"

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# What lies in the cache of a runner of one's own is checked just the same.
cd "$cache"
if [[ ! -f $archive || $(sha256 "$archive") != "$expected" ]]; then
  curl --fail --silent --show-error --location --proto "$protocol" --retry 3 --max-time 300 \
    --output "$archive.part" "$mirror/v$version/$archive" || fail "$archive could not be fetched from $mirror/v$version/"
  actual=$(sha256 "$archive.part")
  [[ $actual == "$expected" ]] || fail "$archive has the SHA-256 $actual, but $expected was expected"
  mv "$archive.part" "$archive"
fi

# Relative names, since a path of Windows looks to tar like one of another machine.
cp "$archive" "$folder/"
cd "$folder"
tar -xzf "$archive"
binary=$folder/infralint
[[ $RUNNER_OS != Windows ]] || binary=$binary.exe
[[ -x $binary ]] || fail "$archive does not have the program"
echo "binary=$binary" >>"$GITHUB_OUTPUT"
