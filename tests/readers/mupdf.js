// The engine MuPDF: mutool run mupdf.js JOB. Written for mujs, which is ECMAScript 5.
// The job and the answer are told in engines.py.

var job = JSON.parse(scriptArgs[0]);
var doc = Document.openDocument ? Document.openDocument(job.epub) : new Document(job.epub);
var IDENTITY = [1, 0, 0, 1, 0, 0];
var LINE = 0.6; // of the font's size: a glyph set lower than this stands on the next line
var WIDE = 0.05; // of the font's size: an invisible character must not be wider
var SAME = 0.01; // of the font's size: two lengths that are one
var MARK = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|^$/;
var answer = { layouts: [], fonts: {}, cover: false, contents: [], notes: [], found: [], seconds: 0 };

function moved(a, b) { // the matrix that does first a, then b
  return [a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]];
}

function letter(unicode) {
  if (unicode < 0x10000) return String.fromCharCode(unicode);
  return String.fromCharCode(0xd7c0 + (unicode >> 10), 0xdc00 + (unicode & 0x3ff));
}

// The lines of one page, [text, how far it stands out], and what is drawn as a box.
function read(page, width, height, boxes) {
  var lines = [], images = 0, line = null, mark = null, y = 0;
  function glyph(font, trm, id, unicode, ctm) {
    var size = Math.abs(trm[3]) || Math.abs(trm[0]);
    var at = moved([1, 0, 0, 1, trm[4], trm[5]], ctm);
    var character = unicode < 0 ? '' : letter(unicode);
    // A cluster of several glyphs: the later characters have no glyph of their own.
    var advance = id < 0 ? 0 : font.advanceGlyph(id, 0) * size;
    if (id === 0) boxes[character] = true;
    // Marks are shifted, and a letter without a glyph stands where its cluster does.
    if (!line || (!MARK.test(character) && id >= 0 && Math.abs(at[5] - y) > LINE * size)) {
      line = ['', -width];
      lines.push(line);
      y = at[5];
    }
    // What follows stands as far off as the glyph is wide; in the next cell of a table, farther.
    if (mark && mark.line === line && mark.advance > WIDE * size &&
        Math.abs(at[4] - mark.x - mark.advance) < SAME * size) boxes[mark.character] = true;
    mark = /[\u200b\u2060]/.test(character)
      ? { character: character, line: line, x: at[4], advance: advance } : null;
    line[0] += character;
    if (!/[\s\u200b\u2060]/.test(character)) line[1] = Math.max(line[1], at[4] + advance - width, -at[4], at[5] - height);
    if (id > 0) {
      var name = font.getName();
      answer.fonts[name] = (answer.fonts[name] || 0) + 1;
    }
  }
  function text(run, ctm) {
    run.walk({ showGlyph: function (font, trm, id, unicode) { glyph(font, trm, id, unicode, ctm); } });
  }
  page.run({
    fillText: text,
    strokeText: text,
    clipText: text,
    fillImage: function (image, ctm) {
      images += 1;
      lines.push(['', Math.max(ctm[0] + ctm[4] - width, -ctm[4], ctm[5] + ctm[3] - height)]);
      line = null;
    }
  }, IDENTITY);
  return { lines: lines, images: images };
}

function say(pages, number) { // what stands on a page and the one after it
  return pages.slice(number, number + 2).map(function (page) {
    return page.lines.map(function (line) { return line[0]; }).join('');
  }).join('');
}

function bases(text) {
  return text.replace(/\u0e33/g, '\u0e32').replace(/[\s\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b\u2060\u00ad]/g, '');
}

// Up to 1.21, places are told as pages of a document, and not where the document begins.
function firstPages(pages) {
  var page = -1;
  return job.starts.map(function (start) {
    page += 1;
    while (page < pages.length - 1 && bases(say(pages, page)).indexOf(start) !== 0) page += 1;
    return page;
  });
}

function place(uri, firsts) {
  var found = doc.resolveLink(uri);
  return typeof found === 'object' ? firsts[found.chapter] + found.page : found;
}

function walk(outline, visit) {
  (outline || []).forEach(function (item) {
    visit(item);
    walk(item.down, visit);
  });
}

function look(width, height, percent) {
  var boxes = {}, pages = [], begun = Date.now();
  doc.layout(width, height, job.em * percent / 100);
  doc.countPages();
  answer.seconds = Math.max(answer.seconds, (Date.now() - begun) / 1000);
  for (var number = 0; number < doc.countPages(); number += 1)
    pages.push(read(doc.loadPage(number), width, height, boxes));
  var lines = pages.reduce(function (all, page) { return all.concat(page.lines); }, []);
  answer.layouts.push({ width: width, percent: percent, lines: lines, boxes: Object.keys(boxes) });
  return pages;
}

job.screens.forEach(function (screen, first) {
  job.percents.forEach(function (percent, second) {
    var pages = look(screen[0], screen[1], percent);
    if (first + second) return;
    var firsts = firstPages(pages);
    answer.cover = pages[0].images > 0;
    walk(doc.loadOutline(), function (item) {
      answer.contents.push([item.title, say(pages, place(item.uri, firsts))]);
    });
    var links = {};
    for (var number = 0; number < pages.length; number += 1)
      doc.loadPage(number).getLinks().forEach(function (link) { links[link.uri || link.getURI()] = number; });
    answer.notes = job.notes.filter(function (note) { return note[0] in links; }).map(function (note) {
      return [note[0], say(pages, place(note[0], firsts)), note[1] in links];
    });
    answer.found = job.phrases.filter(function (phrase) {
      return pages.some(function (_, at) { return doc.loadPage(at).search(phrase).length > 0; });
    });
  });
});
// Halves of a character beyond U+FFFF would not be UTF-8.
print(JSON.stringify(answer).replace(/[\ud800-\udfff]/g, function (half) { return '\\u' + half.charCodeAt(0).toString(16); }));
