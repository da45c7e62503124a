#!/usr/bin/env bash
# Runs infralint once, and makes of that run the log, the annotations, the summary of the job, the SARIF file and the counts. It does not
# judge: that is the last step's work, so that the upload comes first.
#
# In: INFRALINT (the program), INPUT_PATHS, ARGS, CONFIG, FAIL_ON, FORMAT, SARIF_UPLOAD, WORKING_DIRECTORY, ONLY_CHANGED (inputs), BASE
# (the commit that a pull request goes to, else empty), FROM_FORK (`true` if the token may only read). Out, in $GITHUB_OUTPUT: sarif-file,
# annotations-file, errors, warnings, infos, exit-code, upload.
set -euo pipefail

fail() {
  local reason=${1//'%'/%25}
  reason=${reason//$'\r'/%0D}
  echo "::error title=infralint::${reason//$'\n'/%0A}"
  exit 2
}

one_of() {
  local name=$1 value=$2 allowed
  shift 2
  for allowed in "$@"; do
    [[ $value != "$allowed" ]] || return 0
  done
  fail "the input $name must be one of: $*"
}

one_of fail-on "$FAIL_ON" '' error warning info never
one_of format "$FORMAT" auto human concise github
one_of sarif-upload "$SARIF_UPLOAD" auto true false
one_of only-changed "$ONLY_CHANGED" true false
[[ $WORKING_DIRECTORY != /* && $WORKING_DIRECTORY != *..* ]] ||
  fail "the input working-directory must be a folder of the repository"

upload=true
if [[ $SARIF_UPLOAD == false ]]; then
  upload=false
elif [[ $SARIF_UPLOAD == auto && $FROM_FORK == true ]]; then
  echo "::notice title=infralint::a pull request from a fork may not write to code scanning; findings are shown as annotations"
  upload=false
fi

cd "$GITHUB_WORKSPACE/$WORKING_DIRECTORY" || fail "there is no folder $WORKING_DIRECTORY in the repository"
reports=$RUNNER_TEMP/infralint
mkdir -p "$reports"

shown=human
[[ $FORMAT != concise ]] || shown=concise
arguments=(check --format "$shown" --color never --path-prefix "$WORKING_DIRECTORY" --omit-suppressed)
arguments+=(--output "sarif=$reports/infralint.sarif" --output "json=$reports/infralint.json")
arguments+=(--output "github=$reports/annotations.txt" --output "markdown=$reports/summary.md")
[[ -z $FAIL_ON ]] || arguments+=(--fail-on "$FAIL_ON")
[[ -z $CONFIG ]] || arguments+=(--config "$CONFIG")
if [[ $ONLY_CHANGED == true ]]; then
  if [[ -n $BASE ]]; then
    arguments+=("--changed-since=$BASE")
  else
    echo "::notice title=infralint::this is no pull request, so that everything is checked"
  fi
fi
# Blanks part the extra arguments; nothing in them is expanded.
read -r -a extra <<<"${ARGS//$'\n'/ }"
arguments+=(${extra[@]+"${extra[@]}"} --)
while IFS= read -r path; do
  [[ -z $path ]] || arguments+=("$path")
done <<<"$INPUT_PATHS"

# Nothing that the checked files say is a command for the runner. Only a word that nobody can guess ends that.
word=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
code=0
rm -f "$reports"/infralint.* "$reports"/annotations.txt "$reports"/summary.md
echo "::stop-commands::$word"
"$INFRALINT" "${arguments[@]}" || code=$?
echo
echo "::$word::"
[[ $code == 0 || $code == 1 ]] || fail "infralint could not run; the reason stands above"

# The counts close the JSON, which we write ourselves.
[[ $(tail -c 200 "$reports/infralint.json") =~ \"errors\":([0-9]+),\"warnings\":([0-9]+),\"infos\":([0-9]+) ]] ||
  fail "infralint wrote no counts"
{
  echo "sarif-file=$reports/infralint.sarif"
  echo "annotations-file=$reports/annotations.txt"
  echo "errors=${BASH_REMATCH[1]}"
  echo "warnings=${BASH_REMATCH[2]}"
  echo "infos=${BASH_REMATCH[3]}"
  echo "exit-code=$code"
  echo "upload=$upload"
} >>"$GITHUB_OUTPUT"
[[ -z ${GITHUB_STEP_SUMMARY:-} ]] || cat "$reports/summary.md" >>"$GITHUB_STEP_SUMMARY"

if [[ $FORMAT == github || ($FORMAT == auto && $upload == false) ]]; then
  cat "$reports/annotations.txt"
fi
