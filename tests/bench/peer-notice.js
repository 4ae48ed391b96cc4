// SPDX-FileCopyrightText: 2026 The Desco authors
// SPDX-License-Identifier: EUPL-1.2
//
// peer-notice.js PAGE COUNT FILE: writes as many notices as bench-notice does, with pdfkit, qrcode and
// bwip-js, and prints the seconds it took and the greatest memory in KiB. The modules are those of the
// folder DESCO_BENCH_PEERS.
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const peer = createRequire(path.join(process.env.DESCO_BENCH_PEERS, 'peers.js'));
const PDFDocument = peer('pdfkit');
const QRCode = peer('qrcode');
const bwipjs = peer('bwip-js');

const [pageFile, count, output] = process.argv.slice(2);
const page = JSON.parse(fs.readFileSync(pageFile, 'utf8'));

const creditor = '01199250158';
const account = '001042000000';
const subject = 'Buoni mensa scolastica a.s. 2026/2027 - 20 buoni';
const surnames = ['Rossi', 'Bianchi', 'Ferrari', 'Esposito', 'Müller', "D'Àvila", 'Čok', 'Nguyễn'];
const names = ['Maria', 'Anna Lucia', 'Piero', 'Jürgen', 'Štefan', 'Nicolò'];

function makePerson(i) {
  const digits = `302000${String(1000 + i).padStart(10, '0')}`;
  return {
    number: digits + String(BigInt(digits) % 93n).padStart(2, '0'),
    name: `${surnames[i % surnames.length]} ${names[i % names.length]} ${i}`,
    taxCode: `RSSMRA85T10A${String(i % 1000).padStart(3, '0')}S`,
    address: `Via Giuseppe Garibaldi ${i}, 38010 Vallechiara (TN)`,
    amount: 10000 + 7 * i,
  };
}

function normalize(text, width) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
    .replace(/[^A-Z0-9&'\-.:_, ]/g, ' ').slice(0, width).padEnd(width);
}

function dataMatrixText(person) {
  const amount = String(person.amount).padStart(10, '0');
  return `codfase=NBPA;18${person.number}12${account}10${amount}38961P1${creditor}`
    + normalize(person.taxCode, 16) + normalize(person.name, 40) + normalize(subject, 110)
    + `${' '.repeat(12)}A`;
}

function formatAmount(cents) {
  const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${euros},${String(cents % 100).padStart(2, '0')}`;
}

function drawModules(document, [x, y, side], size, isDark) {
  const module = side / size;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const start = column;
      while (column < size && isDark(row, column)) column++;
      if (column > start) {
        document.rect(x + start * module, y + row * module, (column - start) * module, module);
      }
    }
  }
  document.fill('#000000');
}

function drawCodes(document, person) {
  const qr = QRCode.create(`PAGOPA|002|${person.number}|${creditor}|${person.amount}`,
    { version: 4, errorCorrectionLevel: 'M' }).modules;
  const [{ pixs, pixx }] = bwipjs.raw('datamatrix', dataMatrixText(person), {});
  drawModules(document, page.codes.qr, qr.size, (row, column) => qr.get(row, column));
  drawModules(document, page.codes.dataMatrix, pixx, (row, column) => pixs[row * pixx + column]);
}

function drawPage(document, person) {
  const number = person.number.replace(/(.{4})/g, '$1 ');
  for (const { box, colour } of page.boxes) {
    document.rect(...box).fill(colour.map((c) => Math.round(c * 255)));
  }
  document.fillColor('#000000');
  for (const { x, y, size, bold, text } of page.texts) {
    const filled = text.replace('{number}', number).replace('{amount}', formatAmount(person.amount))
      .replace('{name}', person.name).replace('{taxCode}', person.taxCode)
      .replace('{address}', person.address);
    document.font(bold ? 'bold' : 'regular').fontSize(size)
      .text(filled, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }
  drawCodes(document, person);
}

function findFont(style) {
  return execFileSync('fc-match', ['-f', '%{file}', `sans-serif:style=${style}`], { encoding: 'utf8' });
}

const regular = findFont('Book');
const bold = findFont('Bold');
const begin = process.hrtime.bigint();
const document = new PDFDocument({ size: page.size, margin: 0, autoFirstPage: false });
const stream = fs.createWriteStream(output);

document.registerFont('regular', regular);
document.registerFont('bold', bold);
document.pipe(stream);
stream.on('finish', () => {
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  console.log(`${seconds} ${process.resourceUsage().maxRSS}`);
});

// A turn of the event loop now and then lets the stream write what is ready.
function drawSome(from) {
  const to = Math.min(from + 20, Number(count));
  for (let i = from; i < to; i++) {
    document.addPage();
    drawPage(document, makePerson(i));
  }
  if (to < Number(count)) setImmediate(drawSome, to);
  else document.end();
}
drawSome(0);
