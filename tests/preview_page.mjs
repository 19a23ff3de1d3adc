// Drives the page of the preview in Chromium: node preview_page.mjs < JOB.
// Job: address, chromium, axe (a file, or ""), steps [[what, ...]]:
//   ["evaluate", expression]       its value (a promise is waited for)
//   ["until", expression]          waits until it is true
//   ["screen", width, height]      the size of the window
//   ["click", expression, x, y]    clicks at shares of the box of the element
//   ["key", key]                   presses a key
//   ["write", file, text]          as an author saves
//   ["axe"]                        what axe finds: [[rule, element]]
// Answer: the values of all steps.

import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { withBrowser } from './readers/browser.mjs'

const job = JSON.parse(readFileSync(0, 'utf8'))
const KEYS = { Enter: ['Enter', 13, '\r'], ArrowRight: ['ArrowRight', 39], ArrowLeft: ['ArrowLeft', 37],
    ArrowDown: ['ArrowDown', 40], ArrowUp: ['ArrowUp', 38], Tab: ['Tab', 9], Escape: ['Escape', 27] }
const answers = []
const pause = milliseconds => new Promise(done => setTimeout(done, milliseconds))

await withBrowser(job, {}, async tab => {
    const steps = {
        evaluate: expression => tab.evaluate(expression),
        async until(expression) {
            for (const end = Date.now() + 120_000; Date.now() < end; await pause(25))
                if (await tab.evaluate(`Boolean(${expression})`)) return true
            const said = await tab.evaluate('document.body.innerText')
            throw new Error(`not in two minutes: ${expression}\n${said}`)
        },
        screen: (...size) => tab.screen(size).then(() => true),
        async click(expression, x = 0.5, y = 0.5) {
            const [left, top] = await tab.evaluate(`(() => {
                const box = (${expression}).getBoundingClientRect()
                return [box.left + box.width * ${x}, box.top + box.height * ${y}]
            })()`)
            for (const type of ['mousePressed', 'mouseReleased'])
                await tab.send('Input.dispatchMouseEvent', { type, x: left, y: top, button: 'left', clickCount: 1 })
            return [left, top]
        },
        async key(name) {
            const [key, code, text] = KEYS[name]
            const event = { key, code: key, windowsVirtualKeyCode: code }
            await tab.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...event })
            await tab.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
            return true
        },
        write: (path, text) => writeFile(path, text).then(() => true),
        async axe() {
            await pause(300) // colours change slowly
            await tab.evaluate(await readFile(job.axe, 'utf8') + '; true')
            return tab.evaluate(`axe.run(document, { iframes: false }).then(({ violations }) =>
                violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html])))`)
        },
    }
    await tab.screen([1440, 900])
    await tab.follow(() => tab.send('Page.navigate', { url: job.address }))
    for (const [what, ...given] of job.steps) answers.push(await steps[what](...given) ?? null)
})
console.log(JSON.stringify(answers))
