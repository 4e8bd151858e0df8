// Reads the documents of a store with programs that others use: feeds with rss-parser, linked data
// with jsonld, lineages with graphology-gexf, citations with citation-js; and compares what they
// understand with the records of `hearsay export`.
//
//   node check.mjs HEARSAY STORE URL       of `hearsay serve` on that store
import { execFileSync } from 'node:child_process';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import Graph from 'graphology';
import gexf from 'graphology-gexf';
import jsonld from 'jsonld';
import RssParser from 'rss-parser';

const [hearsay, store, place] = process.argv.slice(2);
const schema = 'https://schema.org/';
const searches = ['ferry', 'quay OR "lanthe strait"', 'zeppelin'];

const site = new URL(place).origin;

async function read(address) {
  const answer = await fetch(new URL(address.replace(/q=(.*)$/, (_, q) => 'q=' + encodeURIComponent(q)), site));
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.text();
}

function exported(what) {
  const lines = execFileSync(hearsay, ['export', what, '--store', store], { maxBuffer: 1 << 30 });
  return lines.toString('utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

const counts = {}, wrong = [];
async function check(kind, address, assertions) {
  counts[kind] = (counts[kind] ?? 0) + 1;
  try {
    await assertions(await read(address));
  } catch (error) {
    wrong.push(`${address}: ${error.message}`);
  }
}
function same(name, found, expected) {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${name} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}
const squeezed = (text) => text.replace(/[ \t\n\r\f\v]+/g, ' ').trim();
const titleOf = (report) => squeezed(report.title?.text ?? '');

// What JSON-LD or XML must not hold is left out or written otherwise by the engine.
const spoken = (text) => squeezed(text).replace(/[\u0000-\u001f\u007f-\u009f]/g, '');

// ---- feeds --------------------------------------------------------------------------------------

// The first moment at which a report may have appeared; before all others where that leaves more than
// two days open.
function dayOf({ published }) {
  const { earliest, latest } = published ?? {};
  if (!earliest) return -Infinity;
  const last = latest ?? earliest;
  const end = new Date(last);
  if (last.length === 4) end.setUTCFullYear(end.getUTCFullYear() + 1);
  if (last.length === 7) end.setUTCMonth(end.getUTCMonth() + 1);
  if (last.length === 10) end.setUTCDate(end.getUTCDate() + 1);
  return end - Date.parse(earliest) > 2 * 86_400_000 ? -Infinity : Date.parse(earliest);
}

async function readFeed(text) {
  const feed = await new RssParser().parseString(text);
  const ids = feed.items.map((item) => item.id);
  same('ids', new Set(ids).size, ids.length);
  for (const item of feed.items) {
    if (!/^urn:hearsay:(report|statement):[0-9a-f]{32}$/.test(item.id)) throw new Error(`id ${item.id}`);
    if (!item.link.startsWith(site + '/reports/')) throw new Error(`link ${item.link}`);
    if (!item.title || !item.author) throw new Error(`no title or author at ${item.id}`);
    if (Number.isNaN(Date.parse(item.isoDate))) throw new Error(`date ${item.isoDate}`);
  }
  const days = feed.items.map((item) => dayOf(reports.get(item.link.slice((site + '/reports/').length).slice(0, 32))));
  if (days.some((day, i) => i > 0 && day > days[i - 1])) throw new Error('not the newest first');
  return feed;
}

// ---- linked data --------------------------------------------------------------------------------

const documentLoader = (url) => {
  throw new Error(`fetches ${url}`);
};
async function readLinkedData(text) {
  const [top] = await jsonld.expand(JSON.parse(text), { documentLoader });
  const quads = await jsonld.toRDF(top, { format: 'application/n-quads', documentLoader });
  if (text.includes('<')) throw new Error('could end a script element');
  if (/ClaimReview|[rR]ating/.test(quads.replace(/"(\\.|[^"\\])*"/g, ''))) throw new Error('rates');
  return top;
}
const valuesOf = (node, name) => node[schema + name] ?? [];
const valueOf = (node, name) => valuesOf(node, name)[0]?.['@value'];

function checkArticle(node, report) {
  same('type', node['@type'], [schema + 'NewsArticle']);
  same('id', node['@id'], 'urn:hearsay:report:' + report.id);
  same('headline', valueOf(node, 'headline') ?? '', titleOf(report));
  const { earliest, latest } = report.published ?? {};
  same('datePublished', valueOf(node, 'datePublished'), earliest && earliest === latest ? earliest : undefined);
  for (const base of valuesOf(node, 'isBasedOn')) same('base', base['@type'], [schema + 'NewsArticle']);
}

// ---- lineages -----------------------------------------------------------------------------------

const readGraph = (text) =>
  gexf.parse(Graph, text, { addMissingNodes: false, allowUndeclaredAttributes: false });

// ---- citations ----------------------------------------------------------------------------------

// citation-js makes an apostrophe of TeX's; those of the text are the same to us.
const plain = (text) => spoken(text).replace(/['‘’ʼ`]/g, "'").normalize('NFC');
// A day of ten characters or more, a month, a year.
const datePartsOf = (iso) => iso.slice(0, 10).split('-').map(Number);

function checkCitation(text, id, report) {
  const [entry, ...more] = new Cite(text, { forceType: '@bibtex/text' }).data;
  same('entries', more.length, 0);
  same('key', entry['citation-key'], 'hearsay-' + id.slice(0, 16));
  same('title', plain(entry.title), plain(titleOf(report)) || '(no title)');
  const { earliest, latest } = report.published ?? {};
  if (earliest && earliest === latest) same('date', entry.issued['date-parts'], [datePartsOf(earliest)]);
  if (!/^https?:/.test(entry.URL)) throw new Error(`URL ${entry.URL}`);
  if (!entry.note.includes(report.text_sha256)) throw new Error('no hash in the note');
}

// ---- all of them --------------------------------------------------------------------------------

const reports = new Map(exported('reports').map((report) => [report.id, report]));
const edges = exported('copy_edges').filter((edge) => edge.relation !== 'shared_quotation');

for (const report of reports.values()) {
  await check('JSON-LD', `/api/reports/${report.id}/jsonld`, async (text) => {
    const node = await readLinkedData(text);
    checkArticle(node, report);
    const bases = valuesOf(node, 'isBasedOn').map((base) => base['@id'].slice(-32)).sort();
    const copied = edges.filter((edge) => edge.to === report.id).map((edge) => edge.from);
    same('isBasedOn', bases, [...new Set(copied)].sort());
    for (const part of valuesOf(node, 'hasPart')) {
      same('part', part['@type'], [schema + 'Quotation']);
      if (!valueOf(part, 'text')) throw new Error('a quotation of nothing');
    }
  });
  await check('BibTeX', `/api/reports/${report.id}/cite?format=bibtex`, (text) => checkCitation(text, report.id, report));
  await check('GEXF', `/api/sources/${report.id}/gexf?of=report`, (text) => {
    if (!readGraph(text).hasNode(report.id)) throw new Error('not in its own lineage');
  });
}
for (const story of exported('stories')) {
  await check('Atom', `/feeds/stories/${story.id}`, async (text) => {
    const feed = await readFeed(text);
    same('entries', feed.items.map((item) => item.id.slice(-32)).sort(), story.reports);
    if (story.title) same('title', spoken(feed.title), spoken(story.title));
    for (const item of feed.items)
      same('title', spoken(item.title), spoken(titleOf(reports.get(item.id.slice(-32)))) || '(no title)');
  });
  await check('JSON-LD', `/api/stories/${story.id}/jsonld`, async (text) => {
    const node = await readLinkedData(text);
    same('type', node['@type'], [schema + 'ItemList']);
    const items = valuesOf(node, 'itemListElement').map((one) => one[schema + 'item'][0]);
    same('items', items.length, story.reports.length);
    for (const item of items) checkArticle(item, reports.get(item['@id'].slice(-32)));
  });
  await check('GEXF', `/api/sources/${story.id}/gexf?of=story`, (text) => {
    const graph = readGraph(text);
    for (const id of story.reports) if (!graph.hasNode(id)) throw new Error(`${id} is missing`);
    graph.forEachEdge((edge, { relation, words }) => {
      if (!relation || !Number.isInteger(words)) throw new Error(`edge ${edge}`);
    });
  });
}
const statements = exported('statements');
for (const entity of exported('entities')) {
  const said = statements.filter((one) => one.speaker.entity === entity.id);
  if (said.length === 0) continue;
  await check('Atom', `/feeds/entities/${entity.id}`, async (text) => {
    const feed = await readFeed(text);
    same('entries', feed.items.length, Math.min(said.length, 100));
    const ids = new Set(said.map((one) => one.id));
    for (const item of feed.items) if (!ids.has(item.id.slice(-32))) throw new Error(`${item.id} is of another`);
  });
}
for (const statement of statements)
  await check('BibTeX', `/api/statements/${statement.id}/cite?format=bibtex`, (text) =>
    checkCitation(text, statement.id, reports.get(statement.report)));
for (const query of searches)
  await check('Atom', `/feeds/search?q=${query}`, async (text) => {
    const feed = await readFeed(text);
    if (query !== 'zeppelin' && feed.items.length === 0) throw new Error('nothing found');
  });

for (const one of wrong.slice(0, 20)) console.log(one);
if (wrong.length > 20) console.log(`... and ${wrong.length - 20} more`);
const all = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
console.log(`${all.join(', ')}: ${wrong.length === 0 ? 'all read as written' : `${wrong.length} wrong`}`);
process.exit(wrong.length === 0 && Object.keys(counts).length === 4 ? 0 : 1);
