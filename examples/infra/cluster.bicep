// An AKS Automatic cluster. Used by provision-bicep.yml.
param name string
param location string = resourceGroup().location

resource cluster 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: name
  location: location
  sku: { name: 'Automatic', tier: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    agentPoolProfiles: [{ name: 'systempool', mode: 'System', count: 3 }]
  }
}

output id string = cluster.id
