// What an expression is in Chromium, in one document of a book: node ask.mjs JOB.
// Job: folder, document, screens [[width, height]], css (added to that of the document),
// expression, chromium. Answer: a value for each screen.

import { withBrowser } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answer = []
await withBrowser(job, { book: job.folder }, async tab => {
    await tab.open(`book/${job.document}`)
    if (job.css) await tab.evaluate(`(() => {
        const style = document.createElementNS('http://www.w3.org/1999/xhtml', 'style')
        style.textContent = ${JSON.stringify(job.css)}
        document.head.append(style)
    })()`)
    for (const screen of job.screens) {
        await tab.screen(screen)
        answer.push(await tab.evaluate(job.expression))
    }
})
console.log(JSON.stringify(answer))
