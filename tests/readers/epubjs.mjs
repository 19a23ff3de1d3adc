// The engine epub.js in Chromium, page by page: node epubjs.mjs JOB. Run by hand, with the npm
// packages epubjs and jszip in job.modules, or with the epub.js of Foliate 2.6, job.epubjs. The job
// and the answer are told in engines.py; faces, contents and notes are not asked for.

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { timed, withBrowser } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answer = { layouts: [], fonts: {}, cover: false, contents: [], notes: [], found: [], seconds: 0 }
const own = dirname(fileURLToPath(import.meta.url))
const epubjs = job.epubjs || join(job.modules, 'epubjs', 'dist', 'epub.min.js')
const places = { own, jszip: join(job.modules, 'jszip'), epubjs, 'book.epub': job.epub }

await withBrowser(job, places, async tab => {
    await tab.screen(job.screens[0])
    await tab.open('own/epubjs.html')
    await tab.evaluate('reader.opened.then(() => true)')
    answer.layouts = job.screens.flatMap(screen => job.percents.map(percent =>
        ({ screen, width: screen[0], percent, lines: [], boxes: [] })))
    for (const index of job.documents.keys()) {
        await timed(answer, () => tab.evaluate(`reader.go(${index})`))
        for (const layout of answer.layouts) {
            await tab.screen(layout.screen)
            const wanted = [index, layout.screen, job.em * layout.percent / 100, job.css]
            layout.lines.push(...await tab.evaluate(`reader.layout(${wanted.map(w => JSON.stringify(w)).join()})`))
        }
        if (index === 0) answer.cover = await tab.evaluate('reader.cover()')
    }
    for (const phrase of job.phrases)
        if (await tab.evaluate(`reader.finds(${JSON.stringify(phrase)})`)) answer.found.push(phrase)
})
console.log(JSON.stringify(answer))
