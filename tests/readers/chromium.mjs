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
    await notes(tab)
}

// Follows a link, and says what stands at its place.
async function go(tab, href) {
    const act = () => tab.evaluate(`setTimeout(() => { location.href = ${JSON.stringify(href)} }), true`)
    const here = await tab.evaluate(`new URL(${JSON.stringify(href)}).pathname === location.pathname`)
    if (here) await act().then(() => tab.evaluate('new Promise(done => setTimeout(done, 20, true))'))
    else await tab.follow(act)
    return tab.evaluate(PLACE)
}

async function contents(tab) {
    await tab.open(`book/${job.nav}`)
    const links = await tab.evaluate(
        '[...document.querySelectorAll("nav[*|type=toc] a")].map(a => [a.textContent, a.href])')
    for (const [title, href] of links) answer.contents.push([title, await go(tab, href)])
}

async function notes(tab) {
    const links = await tab.evaluate(
        '[...document.querySelectorAll("a[role~=doc-noteref], a[*|type~=noteref]")].map(a => a.href)')
    for (const href of links) {
        const shown = await go(tab, href)
        const back = await tab.evaluate(
            'document.querySelector(":target a[role~=doc-backlink], :target a[*|type~=backlink]")?.href')
        if (back) await go(tab, back)
        const returned = await tab.evaluate('!!document.querySelector(":target")?.matches("a, :has(a), a *")')
        answer.notes.push([href.replace(`${tab.address}/book/`, ''), shown, returned])
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
})
console.log(JSON.stringify(answer))
