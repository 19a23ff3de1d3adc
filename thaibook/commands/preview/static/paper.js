// The book on paper: spreads of pages. Only those near the eye are drawn, and after a change
// only those that look different are fetched anew.

import { ask, byId, element, goToSource, lastUpTo, remember, remembered, say, tellSource } from './shared.js'

const GAP = 28
const STEPS = [0.35, 0.5, 0.65, 0.8, 1, 1.25, 1.5, 2, 2.5]
const narrow = matchMedia('(max-width: 820px)')

// The blocks that lines of one paragraph make: [left, top, right, bottom] of each.
function blocks(lines) {
    const found = []
    for (const [left, top, width, height] of lines) {
        const last = found.at(-1)
        if (last && top - last[3] < 1.5 * height && top >= last[1]) {
            last[0] = Math.min(last[0], left)
            last[2] = Math.max(last[2], left + width)
            last[3] = Math.max(last[3], top + height)
        } else {
            found.push([left, top, left + width, top + height])
        }
    }
    return found
}

export class Paper {
    // seen: called with the first paragraph on the page that a person went to, or with the one
    // that was chosen, and true.
    constructor(book, seen) {
        this.book = book
        this.seen = seen
        this.leaves = []
        this.marked = -1
        this.page = remembered('page', 0)
        this.zoom = remembered('zoom', 0) // 0: as large as fits
        this.two = remembered('two', true)
        this.sheets = byId('sheets')
        this.near = new IntersectionObserver(entries => this.look(entries), { root: this.sheets, rootMargin: '60% 0px' })
        this.listen()
    }

    listen() {
        const { sheets } = this
        byId('paper-previous').addEventListener('click', () => this.turn(-1))
        byId('paper-next').addEventListener('click', () => this.turn(1))
        byId('smaller').addEventListener('click', () => this.step(-1))
        byId('larger').addEventListener('click', () => this.step(1))
        byId('fit').addEventListener('click', () => this.setZoom(0))
        byId('spreads').addEventListener('click', () => {
            remember('two', this.two = !this.two)
            this.build()
        })
        byId('folio').addEventListener('change', event => this.goTo(event.target.value))
        sheets.addEventListener('scroll', () => this.scrolled(), { passive: true })
        for (const kind of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
            sheets.addEventListener(kind, () => { this.byHand = performance.now() }, { passive: true })
        sheets.addEventListener('keydown', event => this.key(event))
        sheets.addEventListener('click', event => this.click(event))
        new ResizeObserver(() => this.fit()).observe(sheets)
        narrow.addEventListener('change', () => this.build())
    }

    // A new edition: the same leaves as far as there are pages, so that nothing flickers.
    update() {
        const { pages } = this.book
        const sizes = JSON.stringify(pages.map(([, ...size]) => size))
        byId('of-pages').textContent = say('of-pages', { count: pages.length })
        if (sizes !== this.sizes) {
            this.sizes = sizes
            this.build()
        }
        for (const leaf of this.leaves) {
            leaf.stale = true
            leaf.marked = -1
            this.name(leaf)
            if (leaf.near) this.draw(leaf)
        }
        this.tellPage()
    }

    name(leaf) {
        const label = say('page', { label: this.book.pages[leaf.index][0] })
        leaf.box.setAttribute('aria-label', label)
    }

    // Lays the leaves out in spreads. The page before the first right one is the cover.
    build() {
        const two = this.two && !narrow.matches
        const { pages } = this.book
        byId('spreads').setAttribute('aria-pressed', this.two)
        const old = this.leaves
        this.near.disconnect()
        this.leaves = pages.map((_, index) => old[index] ?? this.leaf(index))
        const spreads = []
        for (let index = 0; index < pages.length;) {
            const count = two && this.book.isLeft(index) && index + 1 < pages.length ? 2 : 1
            const spread = element('div', `spread ${count === 2 ? 'two' : 'one'}`)
            spread.append(...this.leaves.slice(index, index + count).map(leaf => leaf.box))
            spreads.push(spread)
            index += count
        }
        this.sheets.replaceChildren(...spreads)
        this.isTwo = two
        for (const leaf of this.leaves) this.near.observe(leaf.box)
        this.fit()
    }

    leaf(index) {
        const box = element('div', 'leaf')
        box.setAttribute('role', 'img')
        box.dataset.index = index
        return { index, box, digest: '', lines: [], stale: true, near: false, width: 0 }
    }

    // How large a page is: as large as fits, or as the author wants it.
    fit() {
        const { pages } = this.book
        if (!pages.length || !this.sheets.clientWidth) return
        const wide = Math.max(...pages.map(([, width]) => width)), high = Math.max(...pages.map(([, , height]) => height))
        const style = getComputedStyle(this.sheets)
        const across = this.sheets.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
        const down = this.sheets.clientHeight - parseFloat(style.paddingTop) - 72
        const fitting = Math.min(across / (wide * (this.isTwo ? 2 : 1)), narrow.matches ? Infinity : Math.max(down / high, 0.35))
        this.scale = this.zoom ? this.zoom * 96 / 72 : fitting
        for (const leaf of this.leaves) {
            const [, width, height] = pages[leaf.index]
            leaf.box.style.setProperty('--width', `${Math.floor(width * this.scale)}px`)
            leaf.box.style.setProperty('--height', `${Math.floor(height * this.scale)}px`)
            if (leaf.near) this.draw(leaf)
        }
        this.show(this.page, 'instant')
    }

    setZoom(zoom) {
        remember('zoom', this.zoom = zoom)
        this.fit()
    }

    step(by) {
        const now = this.scale * 72 / 96
        const next = by > 0 ? STEPS.find(step => step > now * 1.02) : STEPS.findLast(step => step < now * 0.98)
        if (next) this.setZoom(next)
    }

    look(entries) {
        for (const { target, isIntersecting } of entries) {
            const leaf = this.leaves[target.dataset.index]
            if (!leaf) continue
            leaf.near = isIntersecting
            if (isIntersecting) this.draw(leaf)
            else this.forget(leaf)
        }
    }

    forget(leaf) {
        leaf.box.querySelector('img')?.remove()
        leaf.digest = ''
        leaf.stale = true
    }

    // One thing at a time for each leaf, so that nothing is fetched twice.
    async draw(leaf) {
        leaf.wanted = true
        if (leaf.isDrawing) return
        leaf.isDrawing = true
        while (leaf.wanted) {
            leaf.wanted = false
            await this.drawNow(leaf)
        }
        leaf.isDrawing = false
    }

    // Asks what is on the page, and fetches its picture if that is another.
    async drawNow(leaf) {
        const width = Math.round(parseFloat(leaf.box.style.getPropertyValue('--width')) * Math.min(devicePixelRatio, 3))
        if (!leaf.stale && leaf.width >= width && leaf.digest) return
        const { edition } = this.book
        const at = `page/${edition}/${leaf.index}`
        try {
            const { digest, lines } = leaf.stale ? await ask(at) : leaf
            if (edition !== this.book.edition || !leaf.near) return
            leaf.lines = lines
            leaf.stale = false
            if (digest !== leaf.digest || width > leaf.width) await this.picture(leaf, digest, `${at}/${width}`, width)
            this.drawMarks(leaf)
        } catch {
            // The edition is an old one already: the next one comes.
        }
    }

    async picture(leaf, digest, address, width) {
        const image = new Image()
        image.alt = ''
        image.src = address
        await image.decode()
        if (!leaf.near) return
        leaf.box.querySelector('img')?.remove()
        leaf.box.prepend(image)
        leaf.digest = digest
        leaf.width = width
        leaf.box.dataset.digest = digest
    }

    // --- going somewhere

    show(index, behavior = 'auto') {
        const leaf = this.leaves[Math.min(Math.max(index, 0), this.leaves.length - 1)]
        if (!leaf) return
        this.page = leaf.index
        const { top } = leaf.box.getBoundingClientRect()
        const { top: edge } = this.sheets.getBoundingClientRect()
        this.jumped = performance.now()
        const padding = parseFloat(getComputedStyle(this.sheets).paddingTop)
        this.sheets.scrollTo({ top: this.sheets.scrollTop + top - edge - Math.min(padding, GAP), behavior })
        this.tellPage()
    }

    isSeen(index) {
        const box = this.leaves[index]?.box.getBoundingClientRect(), view = this.sheets.getBoundingClientRect()
        return Boolean(box) && box.top < view.bottom - view.height * 0.25 && box.bottom > view.top + view.height * 0.25
    }

    // Turns to the next spread, or back.
    turn(by) {
        const spread = this.leaves[this.page]?.box.parentElement
        const next = by > 0 ? spread?.nextElementSibling : spread?.previousElementSibling
        if (next) this.goToIndex(Number(next.firstElementChild.dataset.index))
    }

    goTo(label) {
        const typed = label.trim().replace(/[๐-๙]/g, digit => digit.charCodeAt(0) - 0x0e50)
        const index = this.book.pages.findIndex(([folio]) => folio === typed)
        if (index >= 0) this.goToIndex(index)
        this.tellPage()
    }

    goToIndex(index) {
        this.show(index)
        this.seen(this.book.firstOn(this.page))
    }

    scrolled() {
        // Where the page itself moved, it knows where it is.
        if (performance.now() - (this.byHand ?? -Infinity) > 1500 || performance.now() - (this.jumped ?? 0) < 250) return
        const middle = this.sheets.scrollTop + this.sheets.clientHeight * 0.4
        const spreads = [...this.sheets.children]
        const spread = spreads[lastUpTo(spreads.map(each => each.offsetTop - this.sheets.offsetTop), middle)]
        if (!spread || spread.contains(this.leaves[this.page]?.box)) return
        this.page = Number(spread.firstElementChild.dataset.index)
        this.tellPage()
        clearTimeout(this.waiting)
        this.waiting = setTimeout(() => this.seen(this.book.firstOn(this.page)), 150)
    }

    tellPage() {
        remember('page', this.page)
        byId('folio').value = this.book.pages[this.page]?.[0] ?? ''
    }

    // --- paragraphs

    // Marks a paragraph on all its pages, and shows the first of them unless it is seen.
    mark(place, { fresh = false, move = true } = {}) {
        this.marked = place
        this.fresh = fresh
        const index = this.book.pageOf(place)
        this.bring = move ? index : -1
        if (move && index >= 0 && !this.isSeen(index)) this.show(index)
        for (const leaf of this.leaves) this.drawMarks(leaf)
    }

    drawMarks(leaf) {
        for (const mark of leaf.box.querySelectorAll('.mark')) mark.remove()
        leaf.marked = leaf.stale ? -1 : this.marked
        if (leaf.stale) return
        for (const [left, top, right, bottom] of blocks(leaf.lines.filter(([, , , , place]) => place === this.marked))) {
            const mark = element('div', `mark${this.fresh ? ' fresh' : ''}`)
            const percent = share => `${share * 100}%`
            Object.assign(mark.style, {
                left: percent(left - 0.012), top: percent(top - 0.004),
                width: percent(right - left + 0.024), height: percent(bottom - top + 0.008),
            })
            leaf.box.append(mark)
        }
        this.bringIn()
    }

    // Of a page that is larger than its room, shows the part with the mark. It should be on the
    // page where the paragraph begins; a break within a word may be counted to the next one.
    bringIn() {
        const leaf = this.leaves[this.bring]
        if (!leaf || leaf.marked !== this.marked) return // it is still to be drawn
        const mark = leaf.box.querySelector('.mark') ?? this.sheets.querySelector('.mark')
        if (!mark) return
        this.bring = -1
        const box = mark.getBoundingClientRect(), view = this.sheets.getBoundingClientRect()
        if (box.top >= view.top && Math.min(box.bottom, box.top + 60) <= view.bottom - 72) return
        this.jumped = performance.now()
        this.sheets.scrollBy({ top: box.top - view.top - view.height * 0.3, behavior: 'instant' })
    }

    // The paragraph at a point of a page: that of the line there, else of the nearest one.
    placeAt(leaf, x, y) {
        let best = -1, least = Infinity
        for (const [left, top, width, height, place] of leaf.lines) {
            const off = Math.max(top - y, y - top - height, 0) + 0.3 * Math.max(left - x, x - left - width, 0)
            if (off < least) [best, least] = [place, off]
        }
        return best
    }

    click(event) {
        const box = event.target.closest('.leaf')
        if (!box) return
        const { left, top, width, height } = box.getBoundingClientRect()
        const leaf = this.leaves[box.dataset.index]
        this.page = leaf.index
        this.tellPage()
        const place = this.placeAt(leaf, (event.clientX - left) / width, (event.clientY - top) / height)
        if (place < 0) return
        this.mark(place, { move: false })
        this.seen(place, true)
        goToSource(this.book.source(place))
    }

    walk(by) {
        const here = this.leaves[this.page]?.lines.map(([, , , , place]) => place) ?? []
        const known = here.includes(this.marked) || this.book.pageOf(this.marked) === this.page
        const next = known ? this.marked + by : Math.min(...here, this.book.firstOn(this.page))
        if (next < 0 || next >= this.book.lines.length) return
        this.mark(next)
        this.page = Math.max(this.book.pageOf(next), 0)
        this.tellPage()
        this.seen(next, true)
        tellSource(this.book.source(next))
    }

    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const act = {
            ArrowRight: () => this.turn(1), PageDown: () => this.turn(1),
            ArrowLeft: () => this.turn(-1), PageUp: () => this.turn(-1),
            ArrowDown: () => this.walk(1), ArrowUp: () => this.walk(-1),
            Home: () => this.goToIndex(0), End: () => this.goToIndex(this.leaves.length - 1),
            Enter: () => this.marked >= 0 && goToSource(this.book.source(this.marked)),
        }[event.key]
        if (!act) return
        event.preventDefault()
        act()
    }
}
