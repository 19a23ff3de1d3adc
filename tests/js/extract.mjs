// The text of a PDF as pdf.js finds it: node extract.mjs FILE.pdf
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import fs from "fs";
const doc = await getDocument({ data: new Uint8Array(fs.readFileSync(process.argv[2])), verbosity: 0 }).promise;
let out = "";
for (let i = 1; i <= doc.numPages; i++) {
  const page = await doc.getPage(i);
  const content = await page.getTextContent({ disableNormalization: false });
  for (const item of content.items) out += item.str + (item.hasEOL ? "\n" : "");
  out += "\n";
}
process.stdout.write(out);
