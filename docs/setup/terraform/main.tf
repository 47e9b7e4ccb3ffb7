# The same as scripts/setup.sh, as a module: identities, federated credentials, role assignments, ClusterRole and binding.
terraform {
  required_version = ">= 1.6"
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.0, < 5.0"
    }
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = ">= 2.30, < 3.0"
    }
  }
}

locals {
  prefix      = var.subject_prefix == "" ? "repo:${var.repository}" : var.subject_prefix
  issuer      = "https://token.actions.githubusercontent.com"
  audiences   = ["api://AzureADTokenExchange"]
  needs_write = var.grant_install || var.grant_flux || var.grant_run_command
  read_roles  = var.arc ? ["Reader"] : ["Reader", "Azure Kubernetes Service Cluster User Role", "Azure Kubernetes Service RBAC Reader"]
  write_roles = concat(local.read_roles, var.grant_install ? ["Kubernetes Extension Contributor"] : [])
  custom = merge(
    var.grant_flux ? { "AKS Flux bootstrap: Flux configurations" = ["Microsoft.KubernetesConfiguration/fluxConfigurations/*"] } : {},
    var.grant_run_command ? {
      "AKS Flux bootstrap: run command" = [
        "Microsoft.ContainerService/managedClusters/runCommand/action",
        "Microsoft.ContainerService/managedClusters/commandResults/read",
      ]
    } : {},
  )
}

resource "azurerm_user_assigned_identity" "read" {
  name                = "aks-flux-bootstrap-read"
  resource_group_name = var.resource_group_name
  location            = var.location
  tags                = { madeBy = "aks-flux-bootstrap-terraform" }
}

resource "azurerm_user_assigned_identity" "write" {
  count               = local.needs_write ? 1 : 0
  name                = "aks-flux-bootstrap-write"
  resource_group_name = var.resource_group_name
  location            = var.location
  tags                = { madeBy = "aks-flux-bootstrap-terraform" }
}

resource "azurerm_federated_identity_credential" "pull_request" {
  name                = "aks-flux-bootstrap-pull-request"
  resource_group_name = var.resource_group_name
  parent_id           = azurerm_user_assigned_identity.read.id
  issuer              = local.issuer
  audience            = local.audiences
  subject             = "${local.prefix}:pull_request"
}

resource "azurerm_federated_identity_credential" "branch" {
  name                = "aks-flux-bootstrap-branch"
  resource_group_name = var.resource_group_name
  parent_id           = azurerm_user_assigned_identity.read.id
  issuer              = local.issuer
  audience            = local.audiences
  subject             = "${local.prefix}:ref:refs/heads/${var.branch}"
  # Azure takes one write of a federated credential at a time.
  depends_on = [azurerm_federated_identity_credential.pull_request]
}

resource "azurerm_federated_identity_credential" "environment" {
  count               = local.needs_write ? 1 : 0
  name                = "aks-flux-bootstrap-environment"
  resource_group_name = var.resource_group_name
  parent_id           = azurerm_user_assigned_identity.write[0].id
  issuer              = local.issuer
  audience            = local.audiences
  subject             = "${local.prefix}:environment:${var.environment}"
}

resource "azurerm_role_assignment" "read" {
  for_each             = toset(local.read_roles)
  scope                = var.cluster_id
  role_definition_name = each.value
  principal_id         = azurerm_user_assigned_identity.read.principal_id
  principal_type       = "ServicePrincipal"
  description          = "aks-flux-bootstrap"
}

resource "azurerm_role_assignment" "write" {
  for_each             = toset(local.needs_write ? local.write_roles : [])
  scope                = var.cluster_id
  role_definition_name = each.value
  principal_id         = azurerm_user_assigned_identity.write[0].principal_id
  principal_type       = "ServicePrincipal"
  description          = "aks-flux-bootstrap"
}

resource "azurerm_role_definition" "custom" {
  for_each    = local.custom
  name        = each.key
  scope       = var.cluster_id
  description = "aks-flux-bootstrap"
  permissions {
    actions = each.value
  }
}

resource "azurerm_role_assignment" "custom" {
  for_each           = local.custom
  scope              = var.cluster_id
  role_definition_id = azurerm_role_definition.custom[each.key].role_definition_resource_id
  principal_id       = azurerm_user_assigned_identity.write[0].principal_id
  principal_type     = "ServicePrincipal"
  description        = "aks-flux-bootstrap"
}

resource "kubernetes_cluster_role_v1" "this" {
  metadata {
    name = "aks-flux-bootstrap"
  }
  dynamic "rule" {
    for_each = yamldecode(file("${path.module}/../../role.yaml")).rules
    content {
      api_groups = rule.value.apiGroups
      resources  = rule.value.resources
      verbs      = rule.value.verbs
    }
  }
}

resource "kubernetes_cluster_role_binding_v1" "this" {
  metadata {
    name = "aks-flux-bootstrap"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = kubernetes_cluster_role_v1.this.metadata[0].name
  }
  dynamic "subject" {
    for_each = concat([azurerm_user_assigned_identity.read.principal_id], azurerm_user_assigned_identity.write[*].principal_id)
    content {
      api_group = "rbac.authorization.k8s.io"
      kind      = "User"
      name      = subject.value
    }
  }
}

output "read_client_id" {
  value = azurerm_user_assigned_identity.read.client_id
}

output "write_client_id" {
  value = one(azurerm_user_assigned_identity.write[*].client_id)
}
