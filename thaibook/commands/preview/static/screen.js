// The book on a screen: a document of the EPUB in a frame, in columns as wide as the device, as
// readers do it. Nothing runs in the frame; this page sets its styles and hears its clicks.

import { byId, element, goToSource, remember, remembered, tellSource } from './shared.js'

// CSS pixels; margins as readers have them at their start.
const DEVICES = {
    phone: { wide: 390, high: 780, side: 26, top: 34, em: 17 },
    'e-ink': { wide: 600, high: 800, side: 40, top: 42, em: 20 },
    tablet: { wide: 1024, high: 748, side: 56, top: 52, em: 18 },
}
const SIZES = [70, 80, 90, 100, 110, 125, 150, 175, 200]
const SVG = 'http://www.w3.org/2000/svg'

export class Screen {
    // seen: called with the first paragraph on the screen after a person turned a page.
    constructor(book, seen) {
        this.book = book
        this.seen = seen
        this.place = remembered('place', 0) // of the first paragraph on the screen
        this.device = remembered('device', 'phone')
        this.size = remembered('size', 100)
        this.night = remembered('night', false)
        this.columns = remembered('columns', true)
        this.marked = -1
        this.glass = byId('glass')
        this.listen()
    }

    listen() {
        byId('screen-previous').addEventListener('click', () => this.turn(-1))
        byId('screen-next').addEventListener('click', () => this.turn(1))
        byId('chapter').addEventListener('change', event => {
            const { first } = this.book.chapters[event.target.value]
            this.go(first)
            this.seen(first)
        })
        for (const button of document.querySelectorAll('button[data-device]'))
            button.addEventListener('click', () => this.set('device', button.dataset.device))
        byId('text-smaller').addEventListener('click', () => this.step(-1))
        byId('text-larger').addEventListener('click', () => this.step(1))
        byId('night').addEventListener('click', () => this.set('night', !this.night))
        byId('columns').addEventListener('click', () => this.set('columns', !this.columns))
        new ResizeObserver(() => this.fit()).observe(byId('stand'))
        this.controls()
    }

    set(name, value) {
        remember(name, this[name] = value)
        this.controls()
        this.fit()
        this.dress()
    }

    step(by) {
        const size = by > 0 ? SIZES.find(each => each > this.size) : SIZES.findLast(each => each < this.size)
        if (size) this.set('size', size)
    }

    controls() {
        for (const button of document.querySelectorAll('button[data-device]'))
            button.setAttribute('aria-pressed', button.dataset.device === this.device)
        byId('text-size').textContent = `${this.size}%`
        byId('text-smaller').disabled = this.size === SIZES[0]
        byId('text-larger').disabled = this.size === SIZES.at(-1)
        byId('night').setAttribute('aria-pressed', this.night)
        byId('columns').disabled = this.device !== 'tablet'
        byId('columns').setAttribute('aria-pressed', this.columns && this.device === 'tablet')
        this.glass.toggleAttribute('data-night', this.night)
        byId('device').dataset.device = this.device
    }

    // As large as there is room for.
    fit() {
        const stand = byId('stand'), device = byId('device')
        const { wide, high } = DEVICES[this.device]
        if (!stand.clientWidth || !stand.clientHeight) return
        const style = getComputedStyle(device)
        const across = stand.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 24
        const down = stand.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - 24
        const scale = Math.min(across / wide, down / high, 1)
        const set = (name, value) => device.style.setProperty(name, value)
        set('--wide', `${wide * scale}px`)
        set('--high', `${high * scale}px`)
        set('--css-wide', `${wide}px`)
        set('--css-high', `${high}px`)
        set('--scale', scale)
        if (!this.frame && this.book.chapters.length) this.go(this.place)
    }

    update() {
        byId('chapter').replaceChildren(...this.book.chapters.map(({ title }, index) => {
            const option = element('option', '', title)
            option.value = index
            return option
        }))
        this.fit()
        this.go(Math.min(this.place, Math.max(this.book.lines.length - 1, 0)))
    }

    // Shows a paragraph. The document is loaded beside the one that is seen, and takes its place
    // when it is ready, so that nothing flickers.
    async go(place, { mark = false, last = false } = {}) {
        if (!this.book.chapters.length || !byId('stand').clientWidth) {
            this.place = place
            return
        }
        const chapter = this.book.chapterOf(place), { name, digest, first } = this.book.chapters[chapter]
        byId('chapter').value = chapter
        if (mark) this.marked = place
        const wanted = this.wanted = `${name} ${digest}`
        if (this.frame?.dataset.shows !== wanted) {
            if (this.coming?.shows !== wanted) this.coming = { shows: wanted, frame: this.load(name, wanted) }
            const frame = await this.coming.frame
            if (this.wanted !== wanted || !frame.isConnected) return
            this.coming = null
            for (const other of this.glass.querySelectorAll('iframe')) if (other !== frame) other.remove()
            this.frame = frame
            frame.classList.remove('coming')
        }
        this.first = first
        this.chapter = chapter
        this.dress(place, last)
    }

    load(name, shows) {
        const frame = element('iframe', 'coming')
        frame.left = 0
        frame.setAttribute('sandbox', 'allow-same-origin')
        frame.title = byId('screen').getAttribute('aria-label')
        frame.dataset.shows = shows
        frame.src = `epub/${this.book.edition}/${name.split('/').map(encodeURIComponent).join('/')}`
        return new Promise(done => {
            frame.addEventListener('load', async () => {
                this.hear(frame)
                this.style(frame)
                await Promise.race([frame.contentDocument.fonts.ready, new Promise(after => setTimeout(after, 1500))])
                done(frame)
            }, { once: true })
            for (const other of this.glass.querySelectorAll('.coming')) other.remove()
            this.glass.append(frame)
        })
    }

    // Sets what a reader sets: columns, margins, size, night.
    style(frame) {
        const { contentDocument: page, contentWindow: view } = frame
        const { wide, high, side, top, em } = DEVICES[this.device]
        const count = this.columns && this.device === 'tablet' ? 2 : 1
        const gap = 2 * side, column = (wide - gap * count) / count
        frame.step = wide
        const night = this.night ? `
            :root, body { background: #141414 !important; color: #cfcac0 !important; }
            body * { color: inherit !important; background-color: transparent !important; border-color: #555 !important; }
            img { filter: brightness(.85); }` : ''
        const isCover = page.querySelector(`img, svg image`) && !page.body.textContent.trim()
        const css = `
            :root { height: ${high}px; width: ${wide}px; overflow: hidden; margin: 0 !important; padding: 0 !important;
                font-size: ${em * this.size / 100}px; cursor: text; }
            body { box-sizing: border-box; height: ${high}px; width: ${wide}px; min-height: 0 !important;
                margin: 0 !important; padding: ${top}px ${side}px !important;
                column-width: ${column}px; column-gap: ${gap}px; column-fill: auto; }
            img, svg { max-width: 100%; max-height: ${high - 2 * top - 4}px; object-fit: contain; }
            ${isCover ? `body { padding: 0 !important; } img, svg { display: block; width: ${wide}px !important; height: ${high}px !important; max-width: none; max-height: none; margin: 0; }` : ''}
            [data-place] { cursor: pointer; }
            .preview-mark { box-shadow: -3px 0 0 #b8651f; background-color: rgb(196 120 40 / 16%) !important; }
            ${night}`
        frame.sheet ??= new view.CSSStyleSheet()
        frame.sheet.replaceSync(css)
        page.adoptedStyleSheets = [frame.sheet]
    }

    // Styles the frame anew, and goes to the paragraph.
    dress(place = this.place, last = false) {
        const { frame } = this
        if (!frame?.contentDocument?.documentElement) return
        this.style(frame)
        const page = frame.contentDocument
        for (const marked of page.querySelectorAll('.preview-mark')) marked.classList.remove('preview-mark')
        this.paragraph(this.marked)?.classList.add('preview-mark')
        this.count = Math.max(Math.ceil((page.body.scrollWidth - 2) / frame.step), 1)
        this.to(last ? this.count - 1 : this.turnOf(place))
        if (!last) this.remember(place)
    }

    remember(place) {
        remember('place', this.place = place)
    }

    paragraph(place) {
        return place < this.first ? null : this.frame?.contentDocument.querySelector(`[data-place="${place - this.first}"]`)
    }

    // On which screen of the document a paragraph begins.
    turnOf(place) {
        return this.turnAt(this.paragraph(place))
    }

    turnAt(element) {
        const box = element?.getClientRects()[0]
        if (!box) return 0
        return Math.max(Math.floor((box.left + this.frame.left + 1) / this.frame.step), 0)
    }

    to(turn) {
        this.at = Math.min(Math.max(turn, 0), this.count - 1)
        this.frame.left = this.at * this.frame.step
        this.frame.contentDocument.body.style.transform = `translateX(${-this.frame.left}px)`
    }

    turn(by) {
        if (!this.frame) return
        const next = this.at + by
        if (next >= 0 && next < this.count) {
            this.to(next)
            this.remember(this.firstSeen())
            this.seen(this.place)
            return
        }
        const chapter = this.chapter + by
        if (!this.book.chapters[chapter]) return
        this.go(this.book.chapters[chapter].first, { last: by < 0 }).then(() => {
            this.remember(this.firstSeen())
            this.seen(this.place)
        })
    }

    // The first paragraph that stands on this screen.
    firstSeen() {
        const { frame } = this
        for (const paragraph of frame.contentDocument.querySelectorAll('[data-place]')) {
            for (const box of paragraph.getClientRects())
                if (box.right > 1 && box.left < frame.step && box.width) return this.first + Number(paragraph.dataset.place)
        }
        return this.first
    }

    // --- what a person does in the frame

    hear(frame) {
        const page = frame.contentDocument
        page.addEventListener('click', event => this.click(event))
        page.addEventListener('keydown', event => this.key(event))
        // What gets the focus is brought in by turning, not by moving the page aside.
        page.addEventListener('focusin', ({ target }) => frame === this.frame && this.to(this.turnAt(target)))
        page.addEventListener('scroll', () => frame.contentWindow.scrollTo(0, 0))
        let turned = 0
        page.addEventListener('wheel', event => {
            event.preventDefault()
            const by = Math.abs(event.deltaY) > Math.abs(event.deltaX) ? event.deltaY : event.deltaX
            if (Math.abs(by) < 8 || event.timeStamp - turned < 220) return
            turned = event.timeStamp
            this.turn(Math.sign(by))
        }, { passive: false })
        let from = null
        page.addEventListener('touchstart', ({ touches }) => { from = touches.length === 1 ? touches[0].screenX : null }, { passive: true })
        page.addEventListener('touchend', ({ changedTouches }) => {
            const by = from === null ? 0 : changedTouches[0].screenX - from
            if (Math.abs(by) > 40) this.turn(by < 0 ? 1 : -1)
        }, { passive: true })
    }

    click(event) {
        const link = event.target.closest?.('a[href]')
        if (link && link.namespaceURI !== SVG) {
            event.preventDefault()
            return this.follow(link)
        }
        if (!event.view.getSelection().isCollapsed) return
        const paragraph = event.target.closest?.('[data-place]')
        if (!paragraph) return
        const place = this.first + Number(paragraph.dataset.place)
        this.marked = place
        for (const marked of event.view.document.querySelectorAll('.preview-mark')) marked.classList.remove('preview-mark')
        paragraph.classList.add('preview-mark')
        this.seen(place, true)
        goToSource(this.book.source(place))
    }

    follow(link) {
        const here = new URL(this.frame.contentWindow.location), to = new URL(link.href)
        const base = new URL(`epub/${this.book.edition}/`, location.href)
        if (to.origin !== here.origin || !to.pathname.startsWith(base.pathname.replace(/[^/]+\/$/, ''))) {
            if (/^https?:$/.test(to.protocol)) open(to.href, '_blank', 'noopener,noreferrer')
            return
        }
        const name = decodeURIComponent(to.pathname.split('/').slice(base.pathname.split('/').length - 1).join('/'))
        const chapter = this.book.chapters.findIndex(each => each.name === name)
        if (chapter < 0) return
        this.go(this.book.chapters[chapter].first).then(() => {
            const target = to.hash && this.frame.contentDocument.getElementById(decodeURIComponent(to.hash.slice(1)))
            const paragraph = target && (target.closest('[data-place]') ?? target.querySelector('[data-place]'))
            if (paragraph) {
                this.to(this.turnAt(paragraph))
                this.remember(this.first + Number(paragraph.dataset.place))
            }
            this.seen(this.place)
        })
    }

    walk(by) {
        const next = this.marked >= 0 && this.paragraph(this.marked) ? this.marked + by : this.firstSeen()
        if (next < 0 || next >= this.book.lines.length) return
        this.go(next, { mark: true })
        this.seen(next, true)
        tellSource(this.book.source(next))
    }

    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        const act = {
            ArrowRight: () => this.turn(1), PageDown: () => this.turn(1), ' ': () => this.turn(1),
            ArrowLeft: () => this.turn(-1), PageUp: () => this.turn(-1),
            ArrowDown: () => this.walk(1), ArrowUp: () => this.walk(-1),
            Home: () => this.go(0), End: () => this.go(this.book.chapters.at(-1).first, { last: true }),
            Enter: () => this.marked >= 0 && goToSource(this.book.source(this.marked)),
        }[event.key]
        if (!act) return
        event.preventDefault()
        act()
    }
}
