variable "cluster_id" {
  type        = string
  description = "ARM id of the managed cluster, or of the connected cluster."
}

variable "arc" {
  type        = bool
  default     = false
  description = "Whether the cluster is connected by Arc."
}

variable "resource_group_name" {
  type        = string
  description = "Resource group of the identities."
}

variable "location" {
  type        = string
  description = "Region of the identities."
}

variable "repository" {
  type        = string
  description = "GitHub repository as OWNER/NAME."
}

variable "subject_prefix" {
  type        = string
  default     = ""
  description = "What the OIDC subjects of the repository begin with, where it is not repo:OWNER/NAME."
}

variable "branch" {
  type        = string
  default     = "main"
  description = "Branch whose runs get the read identity."
}

variable "environment" {
  type        = string
  default     = "production"
  description = "GitHub environment whose jobs get the write identity."
}

variable "grant_install" {
  type        = bool
  default     = true
  description = "Whether the write identity may write extensions."
}

variable "grant_flux" {
  type        = bool
  default     = false
  description = "Whether the write identity may write Flux configurations."
}

variable "grant_run_command" {
  type        = bool
  default     = false
  description = "Whether the write identity may use run command."
}
