# An AKS Automatic cluster. Used by provision-terraform.yml.
terraform {
  required_providers {
    azapi = {
      source  = "Azure/azapi"
      version = ">= 2.0, < 3.0"
    }
  }
}

variable "subscription_id" {
  type    = string
  default = null
}

data "azapi_client_config" "current" {}

resource "azapi_resource" "cluster" {
  type      = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name      = "my-cluster"
  parent_id = "/subscriptions/${coalesce(var.subscription_id, data.azapi_client_config.current.subscription_id)}/resourceGroups/my-group"
  location  = "swedencentral"
  identity {
    type = "SystemAssigned"
  }
  body = {
    sku = { name = "Automatic", tier = "Standard" }
    properties = {
      agentPoolProfiles = [{ name = "systempool", mode = "System", count = 3 }]
    }
  }
}
