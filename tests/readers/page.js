// What stands in a document that a browser has laid out. Runs in the browser.

const letters = new Intl.Segmenter('th', { granularity: 'grapheme' })
const INLINE = new Set(['inline', 'contents', 'ruby', 'ruby-text'])
const BLANK = /^[\s\u200b\u2060\u00ad\ufeff]*$/u

function* textNodes(doc) {
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest('script, style, title')) yield walker.currentNode
}

function blockOf(node) {
    const view = node.ownerDocument.defaultView
    let element = node.parentElement
    while (INLINE.has(view.getComputedStyle(element).display)) element = element.parentElement
    return element
}

const widest = rects => [...rects].reduce((a, b) => (b.width > a.width ? b : a), rects[0])

// [text, over, its widest space in em] of each line, on one endless page that is `page` wide, or, where there is a
// `height`, on pages of that height side by side. A line belongs to the page it begins on.
globalThis.linesOf = (doc, page, height = Infinity) => {
    const lines = [], range = doc.createRange()
    const edge = rect => (height < Infinity ? page * Math.floor((rect.left + 1) / page) : 0)
    const over = (rect, left) => Math.max(rect.right - left - page, left - rect.left, rect.bottom - height)
    const view = doc.defaultView
    let block = null, last = null, left = 0, space = 0
    for (const node of textNodes(doc)) {
        const own = blockOf(node), em = parseFloat(view.getComputedStyle(node.parentElement).fontSize)
        for (const { segment, index } of letters.segment(node.data)) {
            range.setStart(node, index)
            range.setEnd(node, index + segment.length)
            const rects = range.getClientRects()
            if (!rects.length) continue // not shown
            const rect = widest(rects)
            if (BLANK.test(segment)) {
                if (lines.length && own === block) lines.at(-1)[0] += segment
                if (segment === ' ') space = Math.max(space, rect.width / em)
                continue
            }
            const elsewhere = last && (rect.left < last.left - 1 || rect.top >= last.bottom || rect.bottom <= last.top)
            if (own !== block || elsewhere) {
                lines.push(['', -page, 0])
                left = edge(rect)
                space = 0 // one at the end of the line before hangs
            }
            const line = lines.at(-1)
            line[2] = Math.max(line[2], space)
            line[0] += segment
            line[1] = Math.max(line[1], over(rect, left))
            block = own
            last = rect
        }
    }
    for (const image of doc.querySelectorAll('img, svg')) {
        const rect = image.getBoundingClientRect()
        lines.push(['', over(rect, edge(rect)), 0])
    }
    return lines
}

// The characters that are drawn as the box of their face, or as wide though they are invisible.
globalThis.boxesOf = doc => {
    const view = doc.defaultView
    const canvas = doc.createElement('canvas')
    canvas.width = canvas.height = 60
    const brush = canvas.getContext('2d', { willReadFrequently: true })
    const drawn = (character, font) => {
        brush.font = font
        brush.clearRect(0, 0, 60, 60)
        brush.fillText(character, 5, 40)
        return `${brush.measureText(character).width} ${brush.getImageData(0, 0, 60, 60).data.join('')}`
    }
    const seen = new Map(), boxes = new Set()
    for (const node of textNodes(doc)) {
        const { fontStyle, fontWeight, fontFamily } = view.getComputedStyle(node.parentElement)
        const font = `${fontStyle} ${fontWeight} 30px ${fontFamily}`
        if (!seen.has(font)) seen.set(font, { box: drawn('\u0378', font), done: new Set() })
        const { box, done } = seen.get(font)
        for (const character of new Set(node.data)) {
            if (done.has(character) || /\s/.test(character)) continue
            done.add(character)
            brush.font = font
            const wide = BLANK.test(character) && brush.measureText(character).width > 0
            if (wide || drawn(character, font) === box) boxes.add(character)
        }
    }
    return [...boxes]
}

// The text that can be seen from `element` on.
globalThis.textFrom = element => {
    const range = element.ownerDocument.createRange()
    range.selectNodeContents(element.ownerDocument.body)
    range.setStartBefore(element)
    return range.toString().slice(0, 1000)
}

// Adds a sheet that wins over the book's own, as a reader does.
globalThis.addCss = (doc, css) => {
    if (!css) return
    const style = doc.createElementNS('http://www.w3.org/1999/xhtml', 'style')
    style.textContent = css
    doc.head.append(style)
}
