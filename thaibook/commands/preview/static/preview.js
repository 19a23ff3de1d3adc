// The page: it waits for the state of the preview, and shows it.

import { Doubts } from './doubts.js'
import { Messages } from './messages.js'
import { Paper } from './paper.js'
import { Proof } from './proof.js'
import { Screen } from './screen.js'
import { ask, byId, lastUpTo, remember, remembered, say } from './shared.js'

const OFTEN = 200, SELDOM = 2000 // milliseconds

// What the page knows of the edition that it shows.
const book = {
    edition: 0, title: '', chapters: [], lines: [], pages: [], firsts: [],
    chapterOf(place) {
        return lastUpTo(this.chapters.map(({ first }) => first), place)
    },
    // The page where a paragraph begins. Blank pages say what the page before them says.
    pageOf(place) {
        return this.firsts.indexOf(this.firsts[lastUpTo(this.firsts, place)])
    },
    firstOn(page) {
        return Math.floor(this.firsts[page] ?? 0)
    },
    source(place) {
        const { path, file } = this.chapters[this.chapterOf(place)] ?? {}
        return { path, file, line: this.lines[place] }
    },
    // The paragraph of a line of the manuscript: the last one that does not begin after it.
    placeOf(path, line) {
        let found = -1
        this.chapters.forEach((chapter, index) => {
            if (chapter.path !== path) return
            const end = this.chapters[index + 1]?.first ?? this.lines.length
            for (let place = chapter.first; place < end; place += 1) {
                if (found < 0 || (this.lines[place] <= line && this.lines[place] > this.lines[found])) found = place
            }
        })
        return found
    },
    // Left pages have even folios; what stands before page 1 is the cover and its back.
    isLeft(index) {
        const one = Math.max(this.pages.findIndex(([label]) => label === '1'), 0)
        return (index - one) % 2 !== 0
    },
}

const isInStep = () => byId('in-step').getAttribute('aria-pressed') === 'true'
const paper = new Paper(book, (place, mark = false) => isInStep() && screen.go(place, { mark }))
const proof = new Proof(book, paper)
const screen = new Screen(book, (place, mark = false) => {
    if (!isInStep()) return
    if (mark) paper.mark(place)
    else paper.show(Math.max(book.pageOf(place), 0))
})
const messages = new Messages(book, ({ path, line }) => show(book.placeOf(path, line)))

const doubts = new Doubts(book, ({ path, line }) => show(book.placeOf(path, line)))

function show(place, fresh = false) {
    paper.mark(place, { fresh })
    screen.go(place, { mark: true })
}

// --- the state

let state = { serial: -1, edition: 0, doing: 'loading', seconds: 0, problems: [], failed: false }
let begun = performance.now()

async function follow() {
    for (;;) {
        try {
            const next = await ask(`state?after=${state.serial}`)
            document.body.removeAttribute('data-ended')
            begun = performance.now() - next.seconds * 1000
            const before = state.edition
            state = next
            if (state.edition && state.edition !== before) await open(before)
            messages.update(state.problems, state.failed)
            await doubts.update()
            tell()
        } catch {
            document.body.dataset.ended = ''
            tell()
            await new Promise(done => setTimeout(done, SELDOM))
        }
    }
}

// Shows a new edition: what has changed, or else the same place as before.
async function open(before) {
    const { edition, changed } = state
    Object.assign(book, await ask(`book/${edition}`), { edition })
    messages.renew()
    document.body.removeAttribute('data-empty')
    document.title = `${book.title} – ${say('preview')}`
    byId('title').textContent = book.title
    paper.update()
    proof.update()
    screen.update()
    if (before && changed >= 0) show(changed, true)
    else if (!before) paper.show(remembered('page', 0), 'instant')
}

function tell() {
    const { body } = document
    const isBusy = state.doing !== 'resting'
    body.dataset.doing = state.doing
    body.toggleAttribute('data-failed', state.failed)
    const seconds = Math.floor((performance.now() - begun) / 1000)
    const doing = isBusy ? say(state.doing) : ''
    const count = isBusy && seconds ? ` · ${say('seconds', { count: seconds })}` : ''
    let status = say('up-to-date', { time: state.made })
    if ('ended' in body.dataset) status = say('ended')
    else if (isBusy) status = doing + count
    else if (!state.edition) status = say('no-book')
    else if (state.failed) status = say('failed', { time: state.made })
    put('status-text', status)
    put('doing', isBusy ? doing + count : say('no-book'))
    put('why', state.failed && !isBusy ? say('mend-first') : say('first-book'))
    const notice = byId('notice')
    notice.hidden = !(state.failed && state.edition)
    if (!notice.hidden) put('notice', say('last-good', { time: state.made }))
    byId('stop').hidden = !(isBusy && seconds >= 5)
}

// Only where it is another text: what is a status is read aloud.
function put(id, text) {
    if (byId(id).textContent !== text) byId(id).textContent = text
}

// --- the page itself

function setView(view) {
    document.body.dataset.view = view
    for (const button of document.querySelectorAll('button[data-view]'))
        button.setAttribute('aria-pressed', button.dataset.view === view)
}
for (const button of document.querySelectorAll('button[data-view]'))
    button.addEventListener('click', () => {
        remember('view', button.dataset.view)
        setView(button.dataset.view)
    })

// On a telephone there is room for one of them.
const narrow = matchMedia('(max-width: 820px)')
const setFittingView = () => {
    const view = remembered('view', 'both')
    setView(narrow.matches && view === 'both' ? 'paper' : view)
}
narrow.addEventListener('change', setFittingView)

const dark = matchMedia('(prefers-color-scheme: dark)')
const setTheme = () => { document.documentElement.dataset.theme = remembered('theme', dark.matches ? 'dark' : 'light') }
dark.addEventListener('change', setTheme)
byId('theme').addEventListener('click', () => {
    remember('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')
    setTheme()
})

byId('in-step').addEventListener('click', ({ currentTarget }) => currentTarget.setAttribute('aria-pressed', !isInStep()))
byId('stop').addEventListener('click', () => fetch('stop', { method: 'POST' }))
byId('keys-button').addEventListener('click', () => byId('keys').showModal())

document.body.dataset.empty = ''
setTheme()
setFittingView()
tell()
setInterval(() => state.doing !== 'resting' && tell(), OFTEN)
follow()
