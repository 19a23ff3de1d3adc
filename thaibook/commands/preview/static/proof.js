// What a proof-reader would mark, on the pages: asked for when somebody wants to see it.

import { ask, byId, element, remember, remembered } from './shared.js'

export class Proof {
    // paper: the Paper whose leaves bear the marks.
    constructor(book, paper) {
        this.book = book
        this.paper = paper
        this.button = byId('proof')
        this.button.addEventListener('click', () => this.set(!this.isOn))
        this.set(remembered('proof', false))
    }

    set(isOn) {
        remember('proof', this.isOn = isOn)
        this.button.setAttribute('aria-pressed', isOn)
        return this.update()
    }

    async update() {
        const { edition } = this.book
        for (const { box } of this.paper.leaves) for (const flaw of box.querySelectorAll('.flaw')) flaw.remove()
        if (!this.isOn || !edition) return
        const marks = await ask(`marks/${edition}`).catch(() => [])
        if (edition !== this.book.edition || !this.isOn) return
        for (const mark of marks) this.paper.leaves[mark.page]?.box.append(this.flaw(mark))
    }

    flaw({ box, code, message, hint }) {
        const flaw = element('div', `flaw ${box ? 'of-line' : 'of-page'}`)
        flaw.title = `${message}\n${hint}`
        flaw.dataset.code = code
        if (box) {
            const [left, top, width, height] = box.map(share => `${share * 100}%`)
            Object.assign(flaw.style, { left, top, width, height })
        } else {
            flaw.textContent = message
        }
        return flaw
    }
}
