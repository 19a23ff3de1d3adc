// The engine Chromium, on the bare files of the book: node chromium.mjs JOB.
// The job and the answer are told in engines.py.

import { readFile } from 'node:fs/promises'
import { timed, withBrowser } from './browser.mjs'

const job = JSON.parse(process.argv[2])
const answer = { layouts: [], fonts: {}, cover: false, contents: [], notes: [], found: [], seconds: 0 }
const page = await readFile(new URL('page.js', import.meta.url), 'utf8')

// Where a link leads: what is the target and stands on the screen.
const PLACE = `(() => {
    const target = document.querySelector(':target') ?? document.body
    const { top, bottom } = target.getBoundingClientRect()
    return top < innerHeight && bottom >= 0 ? textFrom(target) : ''
})()`
const size = percent => `document.documentElement.style.fontSize = '${job.em * percent / 100}px'; true`

async function look(tab, document, layouts) {
    await timed(answer, async () => {
        await tab.open(`book/${document}`)
        await tab.evaluate('document.body.offsetHeight')
    })
    const boxes = await tab.evaluate('boxesOf(document)')
    await tab.fonts('document.body', answer.fonts)
    await tab.evaluate(`addCss(document, ${JSON.stringify(job.css)})`)
    for (const layout of layouts) {
        await tab.screen(layout.screen)
        await tab.evaluate(size(layout.percent))
        layout.lines.push(...await tab.evaluate('linesOf(document, document.documentElement.clientWidth)'))
        layout.boxes.push(...boxes)
    }
    await tab.evaluate(size(100))
    for (const phrase of job.phrases)
        if (await tab.evaluate(`getSelection().removeAllRanges(), find(${JSON.stringify(phrase)})`))
            answer.found.push(phrase)
}

// Clicks the link that `link` gives, and says what stands at its place.
async function click(tab, link) {
    const here = await tab.evaluate(`${link}.pathname === location.pathname`)
    const act = () => tab.evaluate(`setTimeout(() => ${link}.click()), true`)
    if (here) await act().then(() => tab.evaluate('new Promise(done => setTimeout(done, 20, true))'))
    else await tab.follow(act)
    return tab.evaluate(PLACE)
}

async function contents(tab) {
    const links = '[...document.querySelectorAll("nav[*|type=toc] a")]'
    for (let number = 0; ; number += 1) {
        await tab.open(`book/${job.nav}`)
        const title = await tab.evaluate(`${links}[${number}]?.textContent`)
        if (title === undefined) break
        answer.contents.push([title, await click(tab, `${links}[${number}]`)])
    }
}

async function notes(tab, document) {
    const links = '[...document.querySelectorAll("a[role~=doc-noteref], a[*|type~=noteref]")]'
    for (let number = 0; ; number += 1) {
        await tab.open(`book/${document}`)
        const link = `${links}[${number}]`
        if (!(await tab.evaluate(`!!${link}`))) break
        const href = (await tab.evaluate(`${link}.href`)).replace(`${tab.address}/book/`, '')
        const shown = await click(tab, link)
        const back = 'document.querySelector(":target a[role~=doc-backlink], :target a[*|type~=backlink]")'
        if (await tab.evaluate(`!!${back}`)) await click(tab, back)
        const returned = await tab.evaluate(`!!document.querySelector(":target")?.matches("a, :has(a), a *")`)
        answer.notes.push([href, shown, returned])
    }
}

await withBrowser(job, { book: job.folder }, async tab => {
    await tab.send('Page.addScriptToEvaluateOnNewDocument', { source: page })
    const layouts = job.screens.flatMap(screen => job.percents.map(percent =>
        ({ screen, width: screen[0], percent, lines: [], boxes: [] })))
    for (const document of job.documents) await look(tab, document, layouts)
    answer.layouts = layouts
    await tab.open(`book/${job.documents[0]}`)
    answer.cover = await tab.evaluate(`[...document.images].some(i => i.naturalWidth > 0 && i.getBoundingClientRect().width > 50)`)
    await contents(tab)
    for (const document of new Set(job.documents)) await notes(tab, document)
})
console.log(JSON.stringify(answer))
