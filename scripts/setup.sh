#!/usr/bin/env bash
# Gives a workflow of a repository exactly the access to one cluster that it needs, with the az CLI. Prints its plan; writes only
# with --apply. Idempotent: what exists is kept. --remove deletes only what this script created. docs/set-up.md explains each grant.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: scripts/setup.sh --resource-group GROUP --cluster-name CLUSTER --repo OWNER/NAME [options]

  --subscription ID         default: the subscription of az
  --cluster-type TYPE       managedClusters (default) or connectedClusters (Arc)
  --for LIST                check, gate, install, flux, run-command, discover; with commas. Default: check,gate,install
  --subject-prefix TEXT     what the repository's OIDC subjects begin with. Default: repo:OWNER/NAME. Repositories created since
                            2026-06-18 have ids in it: copy it from the error of a first run, which prints the whole subject
  --branch NAME             branch whose runs get the read identity. Default: main
  --environment NAME        GitHub environment whose jobs get the write identity. Default: production
  --identity NAME           reuse this user-assigned identity (in GROUP) for everything
  --location REGION         of new identities. Default: the region of the cluster
  --kube-context NAME       apply the ClusterRole and its binding with kubectl; without it, the file to apply is written
  --output FILE             that file. Default: aks-flux-bootstrap-access.yaml
  --apply                   write. Without it (or with --dry-run) the plan is printed
  --remove                  plan (or, with --apply, do) the removal of what this script created
TEXT
}

fail() {
  printf 'setup.sh: %s\n' "$*" >&2
  exit 2
}

group='' cluster='' repo='' subscription='' type=managedClusters capabilities='' listed=false
prefix='' branch=main environment=production identity='' location='' context='' output=aks-flux-bootstrap-access.yaml
apply=false remove=false
while [ $# -gt 0 ]; do
  case "$1" in
    --apply) apply=true; shift; continue ;;
    --dry-run) apply=false; shift; continue ;;
    --remove) remove=true; shift; continue ;;
    -h | --help) usage; exit 0 ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value"
  case "$1" in
    --resource-group) group=$2 ;;
    --cluster-name) cluster=$2 ;;
    --repo) repo=$2 ;;
    --subscription) subscription=$2 ;;
    --cluster-type) type=$2 ;;
    --for) capabilities=$2 listed=true ;;
    --subject-prefix) prefix=${2%:} ;;
    --branch) branch=$2 ;;
    --environment) environment=$2 ;;
    --identity) identity=$2 ;;
    --location) location=$2 ;;
    --kube-context) context=$2 ;;
    --output) output=$2 ;;
    *) fail "unknown option $1 (see --help)" ;;
  esac
  shift 2
done
[ -n "$group" ] && [ -n "$cluster" ] && [ -n "$repo" ] || { usage >&2; exit 2; }
[ -n "$prefix" ] || prefix="repo:$repo"
# valid OPTION VALUE PATTERN: values become part of addresses and bodies.
valid() {
  [ -n "$2" ] || return 0
  [ "${#2}" -le 255 ] || fail "$1: '$2' is too long"
  case "$2" in *..*) fail "$1: '$2' is not such a name" ;; esac
  printf '%s' "$2" | LC_ALL=C grep -qE "^($3)\$" || fail "$1: '$2' is not such a name"
  [ "$(printf '%s' "$2" | wc -l)" -eq 0 ] || fail "$1: a name is one line"
}
valid --repo "$repo" '[A-Za-z0-9-]+/[A-Za-z0-9._-]+'
valid --resource-group "$group" '[A-Za-z0-9._()-]+'
valid --cluster-name "$cluster" '[A-Za-z0-9][A-Za-z0-9_-]*'
valid --subscription "$subscription" '[0-9A-Fa-f-]+'
valid --identity "$identity" '[A-Za-z0-9][A-Za-z0-9_-]*'
valid --location "$location" '[A-Za-z0-9]+'
valid --environment "$environment" '[A-Za-z0-9._ /-]+'
valid --branch "$branch" '[A-Za-z0-9._/@+#-]+'
valid --subject-prefix "$prefix" '[A-Za-z0-9._/@:-]+'
set -f
capabilities=${capabilities// /}
if $listed && [ -z "$capabilities" ]; then fail '--for needs at least one of check, gate, install, flux, run-command, discover'; fi
# What was created by any earlier run is to be found. Without --for, trust and identities are removed too.
isAll=true isShared=false
$listed && isAll=false
if $remove && [ -z "$capabilities" ]; then
  capabilities='check,gate,install,flux,discover'
  [ "$type" = connectedClusters ] || capabilities="$capabilities,run-command"
fi
[ -n "$capabilities" ] || capabilities='check,gate,install'
case "$type" in managedClusters | connectedClusters) ;; *) fail "--cluster-type is managedClusters or connectedClusters, not '$type'" ;; esac
for name in ${capabilities//,/ }; do
  case "$name" in
    check | gate | install | flux | run-command | discover) ;;
    *) fail "--for: '$name' is not one of check, gate, install, flux, run-command, discover" ;;
  esac
done
wants() { case ",$capabilities," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
if wants run-command && [ "$type" = connectedClusters ]; then fail '--for run-command works only on AKS, not on Arc'; fi

command -v az >/dev/null || fail 'the Azure CLI (az) is not installed; see https://aka.ms/install-az-cli'
roleFile=$(dirname "$(readlink -f "$0" 2>/dev/null || printf '%s' "$0")")/../docs/role.yaml
[ -r "$roleFile" ] || fail "$roleFile is missing; run this script from a clone of its repository"

arm() { az rest --only-show-errors --method "$1" --url "$2" "${@:3}"; }
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
# found URL ARGUMENTS: prints the resource; only Azure's own "not found" is absent, whatever else is not known ends the script.
found() {
  if arm get "$@" 2>"$answer"; then return 0; fi
  if grep -qiE 'not ?found' "$answer"; then return 1; fi
  fail "reading ${1%%\?*}: $(head -c 500 "$answer")"
}
exists() { found "$1" --output none; }

[ -n "$subscription" ] || subscription=$(az account show --query id --output tsv)
case "$type" in
  managedClusters) provider=Microsoft.ContainerService ;;
  *) provider=Microsoft.Kubernetes ;;
esac
groupId="/subscriptions/$subscription/resourceGroups/$group"
clusterId="$groupId/providers/$provider/$type/$cluster"
case "$type" in managedClusters) clusterApi=2025-10-01 ;; *) clusterApi=2024-01-01 ;; esac
identityApi=2023-01-31 assignmentApi=2022-04-01
made=aks-flux-bootstrap
manager='https://management.azure.com'
manager=$(az cloud show --query endpoints.resourceManager --output tsv 2>/dev/null || echo "$manager")
manager=${manager%/}

$remove || region=$(arm get "$manager$clusterId?api-version=$clusterApi" --query location --output tsv) ||
  fail "cluster $cluster was not found in $group, or this account cannot read it"
[ -n "$location" ] || location=${region:-}

# The same inputs give the same name, so a second run finds what the first one created.
guid() {
  local hash
  if command -v sha1sum >/dev/null; then hash=$(printf '%s' "$1" | sha1sum); else hash=$(printf '%s' "$1" | shasum); fi
  printf '%s-%s-5%s-8%s-%s' "${hash:0:8}" "${hash:8:4}" "${hash:13:3}" "${hash:17:3}" "${hash:20:12}"
}

planned=0
# step WHAT URL BODY: creates the resource unless it exists; or deletes it.
step() {
  local what=$1 url=$2 body=$3
  if $remove; then
    if ! exists "$url"; then printf '  = not found  %s\n' "$what"; return; fi
    planned=$((planned + 1))
    printf '  - delete     %s\n' "$what"
    if $apply && ! arm delete "$url" --output none 2>"$answer"; then
      printf '  ! kept       %s: %s\n' "$what" "$(head -c 300 "$answer")"
    fi
    return
  fi
  if exists "$url"; then printf '  = exists     %s\n' "$what"; return; fi
  planned=$((planned + 1))
  printf '  + create     %s\n' "$what"
  if $apply && ! arm put "$url" --body "$body" --output none 2>"$answer"; then
    # The same role was assigned before, by another way and under another name.
    if grep -q RoleAssignmentExists "$answer"; then printf '  = exists     %s (not by this script)\n' "$what"; return; fi
    fail "creating $what: $(head -c 500 "$answer")"
  fi
}

identityUrl() { printf '%s%s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/%s?api-version=%s' "$manager" "$groupId" "$1" "$identityApi"; }
credentialsUrl() { printf '%s%s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/%s/federatedIdentityCredentials?api-version=%s' "$manager" "$groupId" "$1" "$identityApi"; }
credentialUrl() { printf '%s%s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/%s/federatedIdentityCredentials/%s?api-version=%s' "$manager" "$groupId" "$1" "$2" "$identityApi"; }
property() { found "$(identityUrl "$1")" --query "$2" --output tsv || true; }

credentialName() { printf '%s-%s\n' "$1" "$(guid "$2" | cut -c1-8)"; }

# trust IDENTITY NAME SUBJECT: the name has a hash of the subject, so that another repository or branch gets its own.
trust() {
  local name
  # One identity cannot trust the same subject twice.
  name=$(existing "$1" "$3") || exit 2
  [ -n "$name" ] || name=$(credentialName "$2" "$3")
  step "federated credential $name of $1: $3" "$(credentialUrl "$1" "$name")" \
    "{\"properties\":{\"issuer\":\"https://token.actions.githubusercontent.com\",\"subject\":\"$3\",\"audiences\":[\"api://AzureADTokenExchange\"]}}"
}

# role NAME: the id of a built-in role (Microsoft Learn, "Azure built-in roles").
role() {
  case "$1" in
    Reader) echo acdd72a7-3385-48ef-bd42-f606fba81ae7 ;;
    'Kubernetes Extension Contributor') echo 85cb6faf-e071-4c9b-8136-154b5a04f717 ;;
    'Azure Kubernetes Service Cluster User Role') echo 4abbcc35-e782-43d8-92c5-2d3f1bd2253f ;;
    'Azure Kubernetes Service RBAC Reader') echo 7f6c6a51-bcf8-42ba-9220-52d62157d7db ;;
    *) guid "$made/$subscription/$1" ;;
  esac
}

# assign IDENTITY ROLE SCOPE
assign() {
  local principal definition name
  principal=$(property "$1" properties.principalId)
  if [ -z "$principal" ]; then
    # The identity is still only planned (or already deleted), and so is what belongs to it.
    if $apply && ! $remove; then fail "identity $1 was not found in $group"; fi
    if ! $remove; then planned=$((planned + 1)); printf '  + create     role %s for %s on %s\n' "$2" "$1" "${3##*/}"; fi
    return
  fi
  definition="/subscriptions/$subscription/providers/Microsoft.Authorization/roleDefinitions/$(role "$2")"
  name=$(guid "$made/$3/$principal/$definition")
  step "role $2 for $1 on ${3##*/}" \
    "$manager$3/providers/Microsoft.Authorization/roleAssignments/$name?api-version=$assignmentApi" \
    "{\"properties\":{\"roleDefinitionId\":\"$definition\",\"principalId\":\"$principal\",\"principalType\":\"ServicePrincipal\",\"description\":\"$made\"}}"
}

# customRole NAME ACTIONS: where each built-in role grants more than is needed.
customRole() {
  step "custom role $1" \
    "$manager/subscriptions/$subscription/providers/Microsoft.Authorization/roleDefinitions/$(role "$1")?api-version=$assignmentApi" \
    "{\"properties\":{\"roleName\":\"$1\",\"description\":\"$made\",\"type\":\"CustomRole\",\"assignableScopes\":[\"/subscriptions/$subscription\"],\"permissions\":[{\"actions\":[$2],\"notActions\":[]}]}}"
}

# Names of custom roles are unique in a tenant.
fluxRole="AKS Flux bootstrap: Flux configurations (${subscription:0:8})"
commandRole="AKS Flux bootstrap: run command (${subscription:0:8})"
usesWrite() { wants install || wants flux || wants run-command; }
usesRead() { wants check || wants gate || wants discover; }
read=${identity:-$made-read}
write=${identity:-$made-write}

# Both kinds of identity read the cluster: the write identity watches what it installs.
readGrants() {
  assign "$1" Reader "$clusterId"
  if [ "$type" = managedClusters ]; then
    assign "$1" 'Azure Kubernetes Service Cluster User Role' "$clusterId"
    assign "$1" 'Azure Kubernetes Service RBAC Reader' "$clusterId"
  fi
}

identityStep() {
  [ -z "$identity" ] || return 0
  if $remove && [ "$(property "$1" tags.madeBy)" != "$made" ]; then
    if exists "$(identityUrl "$1")"; then printf '  = kept       identity %s: not created by this script\n' "$1"; fi
    return
  fi
  step "user-assigned identity $1 in $group ($location)" "$(identityUrl "$1")" "{\"location\":\"$location\",\"tags\":{\"madeBy\":\"$made\"}}"
}

grantRead() {
  readGrants "$read"
  # Another cluster's runs list the subscription too.
  if wants discover && ! { $remove && $clusters; }; then assign "$read" Reader "/subscriptions/$subscription"; fi
}
grantWrite() {
  readGrants "$write"
  if wants install; then assign "$write" 'Kubernetes Extension Contributor' "$clusterId"; fi
  if wants flux; then assign "$write" "$fluxRole" "$clusterId"; fi
  if wants run-command; then assign "$write" "$commandRole" "$clusterId"; fi
}
# subjects IDENTITY: that it trusts for this repository.
subjects() {
  if [ "$1" = "$read" ]; then printf '%s\n' "$prefix:pull_request" "$prefix:ref:refs/heads/$branch"; fi
  if [ "$1" = "$write" ]; then printf '%s\n' "$prefix:environment:$environment"; fi
}

# sharedBy IDENTITY: prints what else the identity is for: other repositories that it trusts, and scopes of other clusters.
sharedBy() {
  local principal name subject scope mine listed
  # Inside a substitution bash does not end at an error by itself.
  principal=$(property "$1" properties.principalId) || exit 2
  [ -n "$principal" ] || return 0
  mine=$(subjects "$1") || exit 2
  listed=$(credentials "$1") || exit 2
  while IFS=$'\t' read -r name subject; do
    [ -n "$name" ] || continue
    case "
$mine
" in *"
$subject
"*) ;; *) printf 'credential %s (%s)\n' "$name" "$subject" ;; esac
  done <<<"$listed"
  listed=$(found "$manager/subscriptions/$subscription/providers/Microsoft.Authorization/roleAssignments?api-version=$assignmentApi&\$filter=principalId%20eq%20'$principal'" \
    --query 'value[].properties.scope' --output tsv) || exit 2
  while IFS= read -r scope; do
    case "$(lower "$scope")" in '' | "$(lower "$clusterId")" | "/subscriptions/$(lower "$subscription")") ;; *) printf 'role on %s\n' "${scope##*/}" ;; esac
  done <<<"$listed"
}
lower() { printf '%s' "$1" | tr '[:upper:]' '[:lower:]'; }

# removeOf IDENTITY GRANT TRUST: what other repositories still use is kept, and what other clusters still use.
removeOf() {
  local shared
  shared=$(sharedBy "$1") || exit 2
  others=false
  clusters=false
  case "$shared" in *'credential '*) others=true; isShared=true ;; esac
  case "$shared" in *'role on '*) clusters=true ;; esac
  if $others; then printf '  = kept       roles of %s: also for %s\n' "$1" "$(printf '%s\n' "$shared" | sed -n 's/^credential //p' | paste -sd ';' -)"; else "$2"; fi
  if $clusters; then printf '  = kept       trust of %s: also for %s\n' "$1" "$(printf '%s\n' "$shared" | sed -n '/^role on /p' | paste -sd ';' -)"; else "$3"; fi
  if $others || $clusters || ! $isAll; then printf '  = kept       identity %s\n' "$1"; else identityStep "$1"; fi
}

# A pull request must not get an identity that may write.
trustRead() {
  if [ "$read" = "$write" ] && usesWrite && ! $remove; then
    if [ -n "$(existing "$read" "$prefix:pull_request")" ]; then
      fail "identity $read is trusted for pull requests, so it must not write. Use another --identity, or remove that credential"
    fi
    printf '  = left out   trust for pull requests and branch %s: identity %s may write\n' "$branch" "$read"
    return
  fi
  trust "$read" "$made-pull-request" "$prefix:pull_request"
  trust "$read" "$made-branch" "$prefix:ref:refs/heads/$branch"
}
# existing IDENTITY SUBJECT: name of the credential that trusts the subject already, whoever made it.
existing() {
  local name subject
  credentials "$1" | while IFS=$'\t' read -r name subject; do
    [ "$subject" != "$2" ] || printf '%s' "$name"
  done
}
# credentials IDENTITY: lines of name and subject; none where the identity does not exist.
credentials() { found "$(credentialsUrl "$1")" --query 'value[].[name,properties.subject]' --output tsv || true; }
trustWrite() { trust "$write" "$made-environment" "$prefix:environment:$environment"; }
customRoles() {
  if wants flux; then customRole "$fluxRole" '"Microsoft.KubernetesConfiguration/fluxConfigurations/*"'; fi
  if wants run-command; then customRole "$commandRole" '"Microsoft.ContainerService/managedClusters/runCommand/action","Microsoft.ContainerService/managedClusters/commandResults/read"'; fi
}

# The binding names the identities by object id, which is how Entra ID tokens name them to the API server.
accessFile() {
  cat "$roleFile"
  cat <<'YAML'
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: aks-flux-bootstrap
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: aks-flux-bootstrap
subjects:
YAML
  local each principal
  for each in $(printf '%s\n%s\n' "$read" "$write" | sort -u); do
    principal=$(property "$each" properties.principalId)
    [ -z "$principal" ] || printf '  - apiGroup: rbac.authorization.k8s.io\n    kind: User\n    name: %s # %s\n' "$principal" "$each"
  done
}

inCluster() {
  if $remove && { $isShared || ! $isAll; }; then
    printf '  = kept       ClusterRole and ClusterRoleBinding aks-flux-bootstrap: used for more than this\n'
    return
  fi
  if $remove; then
    if [ -z "$context" ]; then
      printf '  - delete     ClusterRole and ClusterRoleBinding aks-flux-bootstrap, by you:\n'
      printf '\nkubectl delete clusterrolebinding,clusterrole aks-flux-bootstrap --ignore-not-found\n\n'
    else
      printf '  - delete     ClusterRole and ClusterRoleBinding aks-flux-bootstrap (context %s)\n' "$context"
      if $apply; then kubectl --context "$context" delete clusterrolebinding,clusterrole aks-flux-bootstrap --ignore-not-found; fi
    fi
    return
  fi
  if [ -n "$context" ]; then
    printf '  + apply      ClusterRole and ClusterRoleBinding aks-flux-bootstrap (context %s)\n' "$context"
    if $apply; then accessFile | kubectl --context "$context" apply -f -; fi
    return
  fi
  printf '  + write      %s: ClusterRole and ClusterRoleBinding, for you to apply\n' "$output"
  if $apply; then
    accessFile >"$output"
    printf '\nApply it as an administrator of the cluster:\n\nkubectl apply -f %s\n' "$output"
  fi
}

printf 'Plan for %s (%s), repository %s, for %s:\n' "$cluster" "$type" "$repo" "$capabilities"
if $remove; then
  if usesRead; then removeOf "$read" grantRead trustRead; fi
  if usesWrite; then removeOf "$write" grantWrite trustWrite; fi
  customRoles
else
  if usesRead; then identityStep "$read"; trustRead; fi
  if usesWrite; then
    if [ "$write" != "$read" ] || ! usesRead; then identityStep "$write"; fi
    trustWrite
  fi
  customRoles
  if usesRead; then grantRead; fi
  if usesWrite; then grantWrite; fi
fi
inCluster

if ! $apply; then
  printf '\n%s change%s planned in Azure. Nothing was written. Run again with --apply to do this.\n' "$planned" "$([ "$planned" = 1 ] || echo s)"
  exit 0
fi
$remove && exit 0
variable() { printf 'gh variable set %s --repo %s --body %s%s\n' "$1" "$repo" "$2" "${3:+ --env "'$3'"}"; }
printf '\nSet the variables that the workflows read (the environment decides who may install: protect it):\n\n'
variable AZURE_TENANT_ID "$(az account show --query tenantId --output tsv)"
variable AZURE_SUBSCRIPTION_ID "$subscription"
if usesRead; then variable AZURE_CLIENT_ID "$(property "$read" properties.clientId)"; fi
if usesWrite; then
  path="repos/$repo/environments/$(printf '%s' "$environment" | sed 's,/,%2F,g; s, ,%20,g')"
  printf 'gh api %s --silent || gh api --method PUT %s --silent\n' "$path" "$path"
  variable AZURE_CLIENT_ID "$(property "$write" properties.clientId)" "$environment"
fi
