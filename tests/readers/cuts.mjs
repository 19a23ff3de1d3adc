// Where a browser ends lines inside Thai words: node cuts.mjs BROWSER WORDS.json
// BROWSER: chromium or firefox-esr. Prints for each word the offsets of its cuts, the word alone
// between two marks, in a column too narrow for anything.

import { readFileSync } from 'node:fs'
import { puppeteerOf } from './browser.mjs'

const [, , name, source] = process.argv
const words = JSON.parse(readFileSync(source, 'utf8'))
const browser = await puppeteerOf(name)
const page = await browser.newPage()
const cuts = []
for (let first = 0; first < words.length; first += 2000) {
    await page.setContent('<html lang="th"><body style="font: 10px sans-serif; width: 1px"></body></html>')
    cuts.push(...await page.evaluate(part => {
        const range = document.createRange()
        return part.map(word => {
            const block = document.createElement('div')
            block.append(`\u200b${word}\u200b`)
            document.body.append(block)
            return block
        }).map(block => {
            const text = block.firstChild, found = []
            let last = null
            for (let at = 1; at < text.length - 1; at += 1) {
                range.setStart(text, at)
                range.setEnd(text, at + 1)
                const { top } = [...range.getClientRects()].at(-1) ?? {}
                if (top === undefined) continue
                if (last !== null && top > last + 5) found.push(at - 1)
                last = top
            }
            return found
        })
    }, words.slice(first, first + 2000)))
}
await browser.close()
console.log(JSON.stringify(cuts))
