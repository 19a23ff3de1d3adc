// The doubtful words of corrections.yaml: each is answered with one press, and the book follows.

import { ask, byId, element, openPanel, say } from './shared.js'

export class Doubts {
    // show: goes to the paragraph of a line, where there is one.
    constructor(book, show) {
        this.book = book
        this.show = show
        this.shown = ''
        byId('doubts-button').addEventListener('click', () => this.open(byId('doubts').hidden))
        byId('doubts-close').addEventListener('click', () => this.close())
        byId('doubts-undo').addEventListener('click', () => this.send('undo'))
        byId('doubts').addEventListener('keydown', event => event.key === 'Escape' && this.close())
    }

    open(wanted) {
        openPanel('doubts', wanted)
    }

    close() {
        this.open(false)
        byId('doubts-button').focus()
    }

    async update() {
        this.list(await ask('doubts'))
    }

    async send(name, words = {}) {
        this.list(await ask(`${name}?${new URLSearchParams(words)}`, { method: 'POST' }))
    }

    list(now) {
        const text = JSON.stringify(now)
        if (text === this.shown) return
        this.shown = text
        const { doubts = [], count = doubts.length, undo, record, problem = '' } = now
        byId('doubts-button').hidden = !record && !problem
        byId('doubts-number').textContent = count
        byId('doubts-count').textContent = problem || (count ? say('doubts-left', { count }) : say('no-doubts'))
        byId('doubts-undo').hidden = !undo
        const had = byId('doubts').contains(document.activeElement)
        byId('doubts-list').replaceChildren(...doubts.map(doubt => this.item(doubt)))
        if (had) (byId('doubts-list').querySelector('button') ?? byId('doubts-close')).focus()
    }

    item(doubt) {
        const item = element('li')
        const said = element('div', 'said')
        const place = element('p', 'context', doubt.before)
        place.append(element('mark', '', doubt.raw), doubt.after)
        const what = element('div', 'what')
        what.append(element('span', 'where', say('line', { line: doubt.line })))
        what.append(element('span', 'code', `${doubt.why} · ${Math.round(doubt.sure * 100)}%`))
        said.append(what, place)
        const acts = element('div', 'acts')
        let all = null
        for (const words of doubt.suggestions) {
            const button = this.button(words, () => this.answer(doubt, words, all))
            button.className = 'quiet word'
            acts.append(button)
        }
        acts.append(this.button(say('right'), () => this.answer(doubt, doubt.raw, all)), this.other(doubt, () => all))
        if (doubt.alike > 1) {
            const label = element('label', 'alike')
            all = element('input')
            all.type = 'checkbox'
            label.append(all, say('all-alike', { count: doubt.alike }))
            acts.append(label)
        }
        if (this.book.placeOf(doubt.path, doubt.line) >= 0) {
            acts.append(this.button(say('show'), () => this.show(doubt)))
        }
        item.append(said, acts)
        return item
    }

    // A word of the editor's own.
    other(doubt, all) {
        const form = element('form', 'other')
        const word = element('input')
        word.setAttribute('aria-label', say('other'))
        word.placeholder = say('other')
        word.autocomplete = 'off'
        const take = element('button', 'quiet', say('take'))
        form.append(word, take)
        form.addEventListener('submit', event => {
            event.preventDefault()
            if (word.value.trim()) this.answer(doubt, word.value.trim(), all())
        })
        return form
    }

    answer(doubt, words, all) {
        return this.send('answer', { at: doubt.at, words, ...(all?.checked && { all: 1 }) })
    }

    button(text, work) {
        const button = element('button', 'quiet', text)
        button.type = 'button'
        button.addEventListener('click', work)
        return button
    }
}
