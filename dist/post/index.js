// The post step: the same bundle as the step itself, told what it is called for.
process.env.AKS_FLUX_BOOTSTRAP_PHASE = 'post'
await import('../main/index.js')
