/** The job summary as a page to open: GitHub Flavored Markdown with GitHub's own style. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Marked } from 'marked'

const resolve = createRequire(import.meta.url).resolve

export type Theme = 'auto' | 'light' | 'dark'

const STYLES: Readonly<Record<Theme, string>> = {
  auto: 'github-markdown.css',
  light: 'github-markdown-light.css',
  dark: 'github-markdown-dark.css',
}

/** @param theme of GitHub's style; by the reader's system where it is `auto`. @returns HTML with the style sheet in it. */
export function pageOf(title: string, markdown: string, theme: Theme = 'auto'): string {
  const marked = new Marked({
    gfm: true,
    renderer: {
      code({ text, lang }) {
        const safe = escaped(text)
        if (lang !== 'diff') return `<pre><code>${safe}</code></pre>`
        const coloured = safe.split('\n').map(line => {
          const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''
          return kind ? `<span class="${kind}">${line}</span>` : line
        })
        return `<pre><code>${coloured.join('\n')}</code></pre>`
      },
    },
  })
  const style = readFileSync(resolve(`github-markdown-css/${STYLES[theme]}`), 'utf8')
  const styles = `${style}
body { box-sizing: border-box; max-width: 1012px; margin: 0 auto; padding: 32px; }
.added { background: rgba(46, 160, 67, .2); } .removed { background: rgba(248, 81, 73, .2); }
.added, .removed { display: inline-block; width: 100%; }`
  return htmlOf(title, styles, `<body class="markdown-body">\n${marked.parse(markdown, { async: false })}\n</body>`)
}

/** An annotation as GitHub draws it below a run: icon, title, place, lines as they are. @returns HTML. */
export function annotationPageOf(title: string, body: string, theme: Theme): string {
  const dark = theme === 'dark'
  const [back, line, text, muted, red] = dark
    ? ['#0d1117', '#3d444d', '#f0f6fc', '#9198a1', '#f85149']
    : ['#ffffff', '#d1d9e0', '#1f2328', '#59636e', '#d1242f']
  const styles = `body { margin: 0; padding: 16px; background: ${back}; color: ${text}; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; }
section { border: 1px solid ${line}; border-radius: 6px; padding: 12px 16px; max-width: 980px; }
h1 { font-size: 14px; margin: 0 0 4px; } h1::before { content: "⊗ "; color: ${red}; }
small { color: ${muted}; font-size: 12px; }
pre { font: 12px/1.5 ui-monospace, "Liberation Mono", monospace; margin: 8px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }`
  const section = `<h1>${escaped(title)}</h1><small>.github/workflows/bootstrap.yml#L14</small><pre>${escaped(body)}</pre>`
  return htmlOf(title, styles, `<body><section>${section}</section></body>`)
}

function htmlOf(title: string, styles: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${styles}
</style>
</head>
${body}
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
