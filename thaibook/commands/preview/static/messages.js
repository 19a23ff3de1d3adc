// The messages: what is wrong with the manuscript, and a way to each place.

import { byId, element, goToSource, hasEditor, openPanel, say } from './shared.js'

let shown = ''

export class Messages {
    // show: goes to the paragraph of a line, and says whether there is one.
    constructor(book, show) {
        this.book = book
        this.show = show
        byId('messages-button').addEventListener('click', () => this.open(byId('messages').hidden))
        byId('messages-close').addEventListener('click', () => {
            this.open(false)
            byId('messages-button').focus()
        })
        byId('messages').addEventListener('keydown', event => {
            if (event.key !== 'Escape') return
            this.open(false)
            byId('messages-button').focus()
        })
    }

    open(wanted) {
        openPanel('messages', wanted)
    }

    update(problems, failed) {
        const errors = problems.filter(problem => problem.error).length
        const warnings = problems.length - errors
        byId('messages-number').textContent = problems.length
        byId('messages-button').toggleAttribute('data-error', errors > 0)
        byId('messages-count').textContent = [
            errors && say('errors', { count: errors }), warnings && say('warnings', { count: warnings }),
        ].filter(Boolean).join(' · ') || say('no-messages')
        const now = JSON.stringify(problems)
        if (now !== shown) {
            shown = now
            const inOrder = [...problems].sort((one, other) => other.error - one.error) // errors first
            byId('messages-list').replaceChildren(...inOrder.map(problem => this.item(problem)))
        }
        if (failed && errors) this.open(true)
    }

    item(problem) {
        const item = element('li', problem.error ? 'error' : 'warning')
        const said = element('div', 'said')
        const what = element('div', 'what')
        what.append(element('span', 'kind', say(problem.error ? 'error' : 'warning')))
        if (problem.place) what.append(element('span', 'where', problem.place))
        what.append(element('span', 'code', problem.code))
        said.append(what, element('p', 'message', problem.message), element('p', 'hint', problem.hint))
        const acts = element('div', 'acts')
        if (problem.path && this.book.placeOf(problem.path, problem.line) >= 0) {
            acts.append(this.act('show', problem, () => this.show(problem)))
        }
        if (problem.path) acts.append(this.act(hasEditor ? 'open' : 'copy', problem, () => goToSource(problem)))
        item.append(said, acts)
        return item
    }

    act(name, problem, work) {
        const button = element('button', 'quiet', say(name))
        button.type = 'button'
        button.setAttribute('aria-label', `${say(name)} ${problem.place}`)
        button.addEventListener('click', work)
        return button
    }

    // Which messages can be shown depends on the book.
    renew() {
        shown = ''
    }
}
