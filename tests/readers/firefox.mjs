// The engine Firefox, on the bare files of the book: node firefox.mjs JOB. Run by hand, since few
// machines have it. The job and the answer are told in engines.py; faces are not asked for.

import { readFile } from 'node:fs/promises'
import { puppeteerOf, serve, timed } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answer = { layouts: [], fonts: {}, cover: false, contents: [], notes: [], found: [], seconds: 0 }
const script = await readFile(new URL('page.js', import.meta.url), 'utf8')
const { server, address } = await serve({ book: job.folder })
const browser = await puppeteerOf('firefox-esr')
const page = await browser.newPage()
const layouts = job.screens.flatMap(screen => job.percents.map(percent =>
    ({ screen, width: screen[0], percent, lines: [], boxes: [] })))

async function open(document) {
    await timed(answer, async () => {
        await page.goto(`${address}/book/${document}`)
        await page.evaluate(() => document.fonts.ready.then(() => document.body.offsetHeight))
    })
    await page.evaluate(script)
    await page.evaluate(css => addCss(document, css), job.css)
}

for (const document of job.documents) {
    await open(document)
    for (const layout of layouts) {
        const [width, height] = layout.screen
        await page.setViewport({ width, height })
        layout.lines.push(...await page.evaluate(size => {
            document.documentElement.style.fontSize = `${size}px`
            return linesOf(document, document.documentElement.clientWidth)
        }, job.em * layout.percent / 100))
    }
    for (const phrase of job.phrases)
        if (await page.evaluate(words => (getSelection().removeAllRanges(), find(words)), phrase))
            answer.found.push(phrase)
}
answer.layouts = layouts
await open(job.documents[0])
answer.cover = await page.evaluate(() => [...document.images].some(image => image.naturalWidth > 0))
await browser.close()
server.close()
server.closeAllConnections()
console.log(JSON.stringify(answer))
