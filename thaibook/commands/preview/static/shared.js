// What all parts of the page use: its texts, what it remembers, the server, and where a
// paragraph comes from.

const told = JSON.parse(document.documentElement.dataset.told)

export const byId = id => document.getElementById(id)

// A text of the page, with its blanks filled. It goes into the page as text, never as markup.
export const say = (name, blanks = {}) =>
    told.texts[name].replace(/\{(\w+)\}/g, (_, blank) => blanks[blank] ?? '')

export const element = (tag, className = '', text = '') => {
    const made = document.createElement(tag)
    made.className = className
    made.textContent = text
    return made
}

// What is kept while the tab is open, so that the place stays when the page is loaded anew.
export const remembered = (name, otherwise) => JSON.parse(sessionStorage.getItem(name) ?? 'null') ?? otherwise
export const remember = (name, value) => sessionStorage.setItem(name, JSON.stringify(value))

export async function ask(address, options) {
    const answer = await fetch(address, { credentials: 'omit', ...options })
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    return answer.json()
}

// The last number of `numbers`, which grow, that is not above `wanted`: its index.
export function lastUpTo(numbers, wanted) {
    let low = 0, high = numbers.length
    while (low < high) {
        const middle = (low + high) >> 1
        if (numbers[middle] <= wanted) low = middle + 1
        else high = middle
    }
    return Math.max(low - 1, 0)
}

// Opens or closes one of the panels below the desk; there is room for one.
export function openPanel(name, wanted) {
    for (const each of ['messages', 'doubts']) {
        const isOpen = each === name ? wanted : !wanted && !byId(each).hidden
        byId(each).hidden = !isOpen
        byId(`${each}-button`).setAttribute('aria-expanded', isOpen)
    }
}

// --- where a paragraph comes from

function editorAddress(file, line) {
    if (!told.editor || !file) return ''
    const path = encodeURI(file.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent)
    return told.editor.replaceAll('{path}', path.startsWith('/') ? path : `/${path}`).replaceAll('{line}', line || 1)
}

export const hasEditor = Boolean(told.editor)
let hiding = 0

function tell(...parts) {
    const place = byId('place')
    place.replaceChildren(...parts)
    place.classList.add('shown')
    clearTimeout(hiding)
    hiding = setTimeout(() => place.classList.remove('shown'), 5000)
}

// Says where something is, and opens it in the author's editor, or else copies its place.
export async function goToSource({ path, file, line }) {
    if (!path) return tell(say('made-by-program'))
    const place = line ? `${path}:${line}` : path
    const address = editorAddress(file, line)
    if (address) {
        tell(say('opened', { place }))
        location.assign(address)
        return
    }
    try {
        await navigator.clipboard.writeText(place)
        tell(say('copied', { place }))
    } catch {
        tell(place) // the browser forbids copying
    }
}

// Says where something is, no more.
export const tellSource = ({ path, line }) => tell(path ? `${path}:${line}` : say('made-by-program'))
