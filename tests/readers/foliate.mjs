// The engine foliate-js, which the reader Foliate is made of, in Chromium, page by page:
// node foliate.mjs JOB. The job and the answer are told in engines.py.

import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { timed, withBrowser } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answer = { layouts: [], fonts: {}, cover: false, contents: [], notes: [], found: [], seconds: 0 }
const own = dirname(fileURLToPath(import.meta.url))

await withBrowser(job, { own, foliate: job.foliate, 'book.epub': job.epub }, async tab => {
    await tab.screen(job.screens[0])
    await tab.open('own/foliate.html')
    await tab.evaluate('reader.opened.then(() => true)')
    answer.layouts = job.screens.flatMap(screen => job.percents.map(percent =>
        ({ screen, width: screen[0], percent, lines: [], boxes: [] })))
    for (const index of job.documents.keys()) {
        await timed(answer, () => tab.evaluate(`reader.go(${index})`))
        if (index === 0) answer.cover = await tab.evaluate('reader.cover()')
        const boxes = await tab.evaluate('boxesOf(reader.shown())')
        await tab.fonts('reader.shown().body', answer.fonts)
        answer.notes.push(...await tab.evaluate(`reader.notes(${index})`))
        for (const layout of answer.layouts) {
            await tab.screen(layout.screen)
            await tab.evaluate(`reader.size(${job.em * layout.percent / 100}, ${JSON.stringify(job.css)})`)
            layout.lines.push(...await tab.evaluate('reader.lines()'))
            layout.boxes.push(...boxes)
        }
    }
    await tab.evaluate(`reader.size(${job.em})`)
    answer.contents = await tab.evaluate('reader.contents()')
    for (const phrase of job.phrases)
        if (await tab.evaluate(`reader.finds(${JSON.stringify(phrase)})`)) answer.found.push(phrase)
})
console.log(JSON.stringify(answer))
