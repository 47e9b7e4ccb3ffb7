// The Azure part of scripts/setup.sh: identities, federated credentials and role assignments on one managed cluster.
// az deployment group create --resource-group GROUP --template-file setup.bicep --parameters clusterName=CLUSTER repository=OWNER/NAME
// The Kubernetes part is access.yaml beside this file.
targetScope = 'resourceGroup'

@description('Name of the managed cluster, in this resource group.')
param clusterName string

@description('GitHub repository as OWNER/NAME.')
param repository string

@description('What the OIDC subjects of the repository begin with. Repositories created since 2026-06-18 have ids in it.')
param subjectPrefix string = 'repo:${repository}'

@description('Branch whose runs get the read identity.')
param branch string = 'main'

@description('GitHub environment whose jobs get the write identity.')
param environment string = 'production'

@description('Whether an identity that installs is created.')
param grantInstall bool = true

@description('Whether the write identity may write Flux configurations.')
param grantFlux bool = false

@description('Whether the write identity may use run command.')
param grantRunCommand bool = false

param location string = resourceGroup().location

// Microsoft Learn, "Azure built-in roles".
var reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
var clusterUser = '4abbcc35-e782-43d8-92c5-2d3f1bd2253f'
var rbacReader = '7f6c6a51-bcf8-42ba-9220-52d62157d7db'
var extensionContributor = '85cb6faf-e071-4c9b-8136-154b5a04f717'
var readRoles = [reader, clusterUser, rbacReader]
var writeRoles = grantInstall ? concat(readRoles, [extensionContributor]) : readRoles
var issuer = 'https://token.actions.githubusercontent.com'
var audiences = ['api://AzureADTokenExchange']
var needsWrite = grantInstall || grantFlux || grantRunCommand

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' existing = {
  name: clusterName
}

resource readIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'aks-flux-bootstrap-read'
  location: location
  tags: { madeBy: 'aks-flux-bootstrap-bicep' }

  resource pullRequest 'federatedIdentityCredentials' = {
    name: 'aks-flux-bootstrap-pull-request'
    properties: { issuer: issuer, subject: '${subjectPrefix}:pull_request', audiences: audiences }
  }

  // Azure takes one write of a federated credential at a time.
  resource ofBranch 'federatedIdentityCredentials' = {
    name: 'aks-flux-bootstrap-branch'
    properties: { issuer: issuer, subject: '${subjectPrefix}:ref:refs/heads/${branch}', audiences: audiences }
    dependsOn: [pullRequest]
  }
}

resource writeIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (needsWrite) {
  name: 'aks-flux-bootstrap-write'
  location: location
  tags: { madeBy: 'aks-flux-bootstrap-bicep' }

  resource ofEnvironment 'federatedIdentityCredentials' = {
    name: 'aks-flux-bootstrap-environment'
    properties: { issuer: issuer, subject: '${subjectPrefix}:environment:${environment}', audiences: audiences }
  }
}

resource readAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in readRoles: {
    name: guid(cluster.id, readIdentity.id, role)
    scope: cluster
    properties: {
      principalId: readIdentity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      description: 'aks-flux-bootstrap'
    }
  }
]

resource writeAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in writeRoles: if (needsWrite) {
    name: guid(cluster.id, 'aks-flux-bootstrap-write', role)
    scope: cluster
    properties: {
      principalId: writeIdentity.?properties.principalId ?? ''
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      description: 'aks-flux-bootstrap'
    }
  }
]

resource fluxRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (grantFlux) {
  name: guid(resourceGroup().id, 'aks-flux-bootstrap-flux')
  properties: {
    roleName: 'AKS Flux bootstrap: Flux configurations (${resourceGroup().name})'
    description: 'aks-flux-bootstrap'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [{ actions: ['Microsoft.KubernetesConfiguration/fluxConfigurations/*'], notActions: [] }]
  }
}

resource fluxAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (grantFlux) {
  name: guid(cluster.id, 'aks-flux-bootstrap-write', 'flux')
  scope: cluster
  properties: {
    principalId: writeIdentity.?properties.principalId ?? ''
    principalType: 'ServicePrincipal'
    roleDefinitionId: fluxRole.id
    description: 'aks-flux-bootstrap'
  }
}

resource commandRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (grantRunCommand) {
  name: guid(resourceGroup().id, 'aks-flux-bootstrap-run-command')
  properties: {
    roleName: 'AKS Flux bootstrap: run command (${resourceGroup().name})'
    description: 'aks-flux-bootstrap'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.ContainerService/managedClusters/runCommand/action'
          'Microsoft.ContainerService/managedClusters/commandResults/read'
        ]
        notActions: []
      }
    ]
  }
}

resource commandAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (grantRunCommand) {
  name: guid(cluster.id, 'aks-flux-bootstrap-write', 'run-command')
  scope: cluster
  properties: {
    principalId: writeIdentity.?properties.principalId ?? ''
    principalType: 'ServicePrincipal'
    roleDefinitionId: commandRole.id
    description: 'aks-flux-bootstrap'
  }
}

output readClientId string = readIdentity.properties.clientId
output readObjectId string = readIdentity.properties.principalId
output writeClientId string = writeIdentity.?properties.clientId ?? ''
output writeObjectId string = writeIdentity.?properties.principalId ?? ''
