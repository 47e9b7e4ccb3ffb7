/**
 * Which of the runner's two calls this is. The entry of the post step (scripts/post-entry.mjs) says so before it loads the
 * same bundle: what both need is shipped once, and a main that was killed before it could save any state is never taken for it.
 */
export const PHASE = process.env['AKS_FLUX_BOOTSTRAP_PHASE'] === 'post' ? 'post' : 'main'
