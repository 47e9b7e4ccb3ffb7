/** Where a cloud's endpoints are. Source of the hosts: Microsoft Learn, "National clouds" and "Azure Government endpoints". */

export interface Cloud {
  /** Origin of Azure Resource Manager, `https://host[:port]`. */
  readonly resourceManager: string
  /** Scope of a token for it. */
  readonly resourceManagerScope: string
  /** Origin of Entra ID. */
  readonly authority: string
  /** The authority is not one of Microsoft's, so MSAL must not ask Microsoft whether it is one. */
  readonly foreignAuthority: boolean
}

const CLOUDS = {
  azurecloud: ['https://management.azure.com', 'https://login.microsoftonline.com'],
  azureusgovernment: ['https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
  azurechinacloud: ['https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
} as const

/** The Entra application of every AKS API server (Microsoft Learn, "Use kubelogin": the server application's id). */
export const AKS_SERVER_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/.default'

/** @param name of a cloud as the Azure CLI has it, such as AzureUSGovernment. @returns ours; undefined for a cloud of the user's own. */
export function cloudNamed(name: string): keyof typeof CLOUDS | undefined {
  const lower = name.toLowerCase()
  return Object.hasOwn(CLOUDS, lower) ? (lower as keyof typeof CLOUDS) : undefined
}

/**
 * @param overrides origins of a private cloud, already checked to be https.
 */
export function cloudOf(
  environment: keyof typeof CLOUDS,
  overrides: { readonly resourceManagerEndpoint?: string; readonly authorityHost?: string },
): Cloud {
  const [resourceManager, authority] = CLOUDS[environment]
  return {
    resourceManager: overrides.resourceManagerEndpoint ?? resourceManager,
    resourceManagerScope: `${overrides.resourceManagerEndpoint ?? resourceManager}/.default`,
    authority: overrides.authorityHost ?? authority,
    foreignAuthority:
      overrides.authorityHost !== undefined &&
      !Object.values(CLOUDS).some(([, own]) => own === overrides.authorityHost),
  }
}
