// A headless Chromium and a web server for one EPUB, for chromium.mjs and foliate.mjs.
// Talks the Chrome DevTools Protocol over a pipe: messages end with a zero byte.

import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'

const TYPES = {
    '.xhtml': 'application/xhtml+xml', '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript',
    '.mjs': 'text/javascript', '.ttf': 'font/ttf', '.otf': 'font/otf', '.woff2': 'font/woff2', '.jpg': 'image/jpeg',
    '.png': 'image/png', '.svg': 'image/svg+xml', '.gif': 'image/gif', '.webp': 'image/webp',
    '.epub': 'application/epub+zip',
}
const FLAGS = [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update',
    '--disable-background-networking', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
    '--remote-debugging-pipe', 'about:blank',
]

// A browser by its program's name, through Puppeteer, which comes with Ace and speaks to Firefox too.
export async function puppeteerOf(name) {
    const { default: puppeteer } = await import('../js/node_modules/puppeteer/lib/esm/puppeteer/puppeteer.js')
    const program = (process.env.PATH ?? '').split(':').map(place => join(place, name)).find(existsSync)
    const options = name.startsWith('firefox') ? { browser: 'firefox' } : { args: ['--no-sandbox'] }
    return puppeteer.launch({ ...options, executablePath: program, headless: true, protocolTimeout: 600_000 })
}

// Serves each folder of `places` below its name; nothing else, to nobody else.
export async function serve(places) {
    const server = createServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
        const [, place, ...rest] = normalize(path).split('/')
        try {
            const data = await readFile(rest.length ? join(places[place], ...rest) : places[place])
            response.writeHead(200, {
                'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Cache-Control': 'max-age=3600',
            })
            response.end(data)
        } catch {
            response.writeHead(404).end()
        }
    })
    await new Promise(done => server.listen(0, '127.0.0.1', done))
    return { server, address: `http://127.0.0.1:${server.address().port}` }
}

// What is done, and in answer.seconds how long the longest took.
export async function timed(answer, act) {
    const begun = performance.now()
    await act()
    answer.seconds = Math.max(answer.seconds, (performance.now() - begun) / 1000)
}

function pipe(child) {
    const [, , , input, output] = child.stdio
    const waiting = new Map(), listeners = []
    let number = 0, rest = ''
    output.setEncoding('utf8')
    output.on('data', data => {
        const messages = (rest + data).split('\0')
        rest = messages.pop()
        for (const message of messages.map(text => JSON.parse(text))) {
            const call = waiting.get(message.id)
            waiting.delete(message.id)
            if (call && message.error) call.fail(new Error(`${call.method}: ${message.error.message}`))
            else if (call) call.done(message.result)
            else for (const listener of listeners) listener(message)
        }
    })
    child.on('exit', code => {
        for (const call of waiting.values()) call.fail(new Error(`Chromium ended with ${code}`))
    })
    return {
        send: (method, params = {}, sessionId) => new Promise((done, fail) => {
            waiting.set(++number, { method, done, fail })
            input.write(JSON.stringify({ id: number, method, params, sessionId }) + '\0')
        }),
        event: name => new Promise(done => {
            const listener = message => {
                if (message.method !== name) return
                listeners.splice(listeners.indexOf(listener), 1)
                done(message.params)
            }
            listeners.push(listener)
        }),
    }
}

// Runs work(tab) in a fresh browser; tab: address, send, open, evaluate, screen, fonts.
export async function withBrowser(job, places, work) {
    const { server, address } = await serve(places)
    const profile = await mkdtemp(join(tmpdir(), 'readers-'))
    const child = spawn(job.chromium, [`--user-data-dir=${profile}`, ...FLAGS],
        { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    try {
        await new Promise((done, fail) => child.on('spawn', done).on('error', fail))
        const { send: call, event } = pipe(child)
        const { targetId } = await call('Target.createTarget', { url: 'about:blank' })
        const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true })
        const send = (method, params) => call(method, params, sessionId)
        for (const domain of ['Page', 'Runtime', 'DOM', 'CSS']) await send(`${domain}.enable`)
        await work(tab(send, event, address))
        await call('Browser.close')
    } finally {
        child.kill()
        server.close()
        server.closeAllConnections()
        await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
}

function tab(send, event, address) {
    const evaluate = async (expression, returnByValue = true) => {
        const { result, exceptionDetails: wrong } = await send('Runtime.evaluate',
            { expression, returnByValue, awaitPromise: true })
        if (wrong) throw new Error(wrong.exception?.description ?? wrong.text)
        return returnByValue ? result.value : result.objectId
    }
    return {
        address, send, evaluate,
        // After `act`, which leads to another document.
        async follow(act) {
            const loaded = event('Page.loadEventFired')
            await act()
            await loaded
            await evaluate('document.fonts.ready.then(() => true)')
        },
        open(path) {
            return this.follow(() => send('Page.navigate', { url: `${address}/${path}` }))
        },
        screen: ([width, height]) => send('Emulation.setDeviceMetricsOverride',
            { width, height, deviceScaleFactor: 1, mobile: false }),
        // Adds to `fonts` the glyphs that each face drew below the element that is given.
        async fonts(element, fonts) {
            await send('DOM.getDocument', { depth: 0 })
            const { nodeId } = await send('DOM.requestNode', { objectId: await evaluate(element, false) })
            const { nodeIds } = await send('DOM.querySelectorAll', { nodeId, selector: '*' })
            const used = nodeIds.map(id => send('CSS.getPlatformFontsForNode', { nodeId: id }))
            for (const { familyName, glyphCount } of (await Promise.all(used)).flatMap(({ fonts }) => fonts))
                fonts[familyName] = (fonts[familyName] ?? 0) + glyphCount
        },
    }
}
