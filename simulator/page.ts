/** The job summary as a page to open: GitHub Flavored Markdown with GitHub's own style. */

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Marked } from 'marked'

const resolve = createRequire(import.meta.url).resolve

/** @returns HTML with the style sheet in it; light or dark as the reader's system is. */
export function pageOf(title: string, markdown: string): string {
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
  const style = readFileSync(resolve('github-markdown-css/github-markdown.css'), 'utf8')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
${style}
body { box-sizing: border-box; max-width: 1012px; margin: 0 auto; padding: 32px; }
.added { background: rgba(46, 160, 67, .2); } .removed { background: rgba(248, 81, 73, .2); }
.added, .removed { display: inline-block; width: 100%; }
</style>
</head>
<body class="markdown-body">
${marked.parse(markdown, { async: false })}
</body>
</html>
`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
