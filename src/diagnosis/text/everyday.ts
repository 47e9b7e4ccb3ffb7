/** Lines of a log that are everyday work, or say of themselves that nothing is wrong. */

/**
 * What every log line holds that any rule knows: the first and last lines of each log come here whatever they say, and most
 * are everyday work. Not a level: the config agent prints real failures as Information.
 */
export const SUSPECT =
  /fail|error|denied|forbidden|refus|unable|cannot|can't|could ?n[o']t|not (?:found|authorized|allowed|populated|valid|ready|supported)|no (?:such|matches|azure|kind|space)|time(?:d )? ?out|exceed|invalid|violat|terminated|back-?off|oom|out of memory|taint|insufficient|too ?many|conflict|already (?:exists|in use)|immutable|unauthori[sz]ed|in progress|NODE DENY|mismatch|still in use|AADSTS|response code|\{<nil>\}/i

/** Of what components log: that it was met and dealt with. */
export const EVERYDAY =
  /\b(?:skipp(?:ed|ing)|continuing|ignoring)\b(?!: failed to|" err=)|will be updated|, (?:installing|updating|downloading|creating)\b|using default|error=<nil>|\bno error\b|in cache|(?<!Ready)=false\b|count=0\b|\bdisabled\b|waiting for .{0,60} to clear/i

/** Exact forms that say of themselves that nothing was refused, or that are everyday work. */
export const BENIGN =
  /would violate PodSecurity|Validation failed for ValidatingAdmissionPolicy|Warning: \[azurepolicy-|"?constraint_(?:enforcement_)?action"?\s*[:=]\s*"?(?:dryrun|warn)|\[(?:dryrun|warn)\] |Dependencies do not meet ready condition|^dependency '[^']+' is not ready|\(new version is available, please upgrade\)|attempting to acquire leader lease|successfully acquired lease|PolicyViolation.{0,200}\b(?:audit|Audit)\b/
