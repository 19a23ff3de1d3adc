// What expressions are in Chromium, in documents of a book: node ask.mjs JOB.
// Job: folder, questions [{document, expression, css (added to that of the document)}],
// screens [[width, height]], chromium. Answer: for each question, a value for each screen.

import { withBrowser } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answers = []
await withBrowser(job, { book: job.folder }, async tab => {
    for (const { document, expression, css } of job.questions) {
        await tab.open(`book/${document}`)
        if (css) await tab.evaluate(`(() => {
            const style = document.createElementNS('http://www.w3.org/1999/xhtml', 'style')
            style.textContent = ${JSON.stringify(css)}
            document.head.append(style)
        })()`)
        const answer = []
        for (const screen of job.screens) {
            await tab.screen(screen)
            answer.push(await tab.evaluate(expression))
        }
        answers.push(answer)
    }
})
console.log(JSON.stringify(answers))
