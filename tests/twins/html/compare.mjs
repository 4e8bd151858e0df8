// Compares the engine's reading of pages with parse5's: the sequence of elements with their depth and
// attributes' names, and the text. Prints every page that differs with its first difference, then the
// agreement; exits with 1 below the bar.
// Usage: node compare.mjs PAGE_DUMP [FOLDER | FILE ...]   (default: ../shared/data/clean of the source)
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";

const here = dirname(fileURLToPath(import.meta.url));
const bar = 0.999;
const batch = 16;

function pagesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path).sort().flatMap((name) => {
    const inner = join(path, name);
    if (statSync(inner).isDirectory()) return pagesIn(inner);
    return /\.html?(\.gz)?$/.test(name) ? [inner] : [];
  });
}

const escaped = (text) =>
  text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");

// The same lines as page_dump prints, from parse5's tree.
function linesOf(html) {
  const lines = [];
  const work = [];
  const pushAll = (children, depth) => {
    for (let i = children.length; i-- > 0; ) work.push([children[i], depth]);
  };
  pushAll(parse(html, { scriptingEnabled: false }).childNodes, 0);
  while (work.length > 0) {
    const [node, depth] = work.pop();
    if (node.nodeName === "#text") {
      lines.push(`${depth} "${escaped(node.value)}`);
    } else if (node.nodeName === "#comment") {
      lines.push(`${depth} !`);
    } else if (node.nodeName === "#documentType") {
      lines.push(`${depth} ?`);
    } else {
      const foreign = node.namespaceURI !== "http://www.w3.org/1999/xhtml";
      lines.push(`${depth} ${foreign ? "*" : ""}${lower(node.tagName)}`);
      const attributes = node.attrs.map((a) => [
        lower(a.prefix ? `${a.prefix}:${a.name}` : a.name),
        a.value,
      ]);
      attributes.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      for (const [name, value] of attributes) {
        lines.push(`${depth + 1} @${escaped(name)}=${escaped(value)}`);
      }
      pushAll(node.content ? node.content.childNodes : node.childNodes, depth + 1);
    }
  }
  return lines;
}

// What page_dump prints for several files, as { html, lines, problems }.
function* read(dump, paths) {
  const out = execFileSync(dump, paths, { maxBuffer: 2 ** 31 - 1 });
  let at = 0;
  for (const path of paths) {
    const headEnd = out.indexOf(10, at);
    const size = Number(out.toString("latin1", at, headEnd).split(" ")[1]);
    const html = out.toString("utf8", headEnd + 1, headEnd + 1 + size);
    at = headEnd + 1 + size + 1;
    const end = out.indexOf("\nend\n", at - 1);
    const lines = out.toString("utf8", at, end).split("\n");
    at = end + 5;
    yield {
      path,
      html,
      lines: lines
        .filter((line) => !line.startsWith("problem "))
        .map((line) => line.replace(/^(\d+ [!?]).*/s, "$1")),
      problems: lines.filter((line) => line.startsWith("problem ")),
    };
  }
}

// Lines outside the longest common start and end: an upper bound of what differs.
function differing(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) ++start;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) ++end;
  return { start, count: Math.max(a.length, b.length) - start - end };
}

const lower = (name) => name.replace(/[A-Z]/g, (c) => c.toLowerCase());
const isText = (line) => /^\d+ "/.test(line);
const sum = (lines) => lines.reduce((total, line) => total + line.length, 0);

const [dump, ...rest] = process.argv.slice(2);
const data = join(here, "../../../../shared/data/clean");
const roots = rest.length > 0 ? rest : [data];
if (!dump || roots.some((root) => !existsSync(root))) {
  console.log(dump ? `skipped: ${roots.join(" ")} is not there` : "usage: compare.mjs PAGE_DUMP [PATH ...]");
  process.exit(dump ? 0 : 2);
}
const files = roots.flatMap(pagesIn);
const total = { pages: 0, equal: 0, nodes: 0, wrongNodes: 0, text: 0, wrongText: 0 };
for (let i = 0; i < files.length; i += batch) {
  for (const page of read(dump, files.slice(i, i + batch))) {
    const theirs = linesOf(page.html);
    const nodes = [theirs, page.lines].map((lines) => lines.filter((line) => !isText(line)));
    const texts = [theirs, page.lines].map((lines) => lines.filter(isText));
    const wrong = differing(...nodes);
    const wrongText = differing(...texts);
    total.pages += 1;
    total.nodes += nodes[0].length;
    total.wrongNodes += wrong.count;
    total.text += sum(texts[0]);
    total.wrongText += Math.max(
      ...texts.map((lines) => sum(lines.slice(wrongText.start, wrongText.start + wrongText.count))),
    );
    const all = differing(theirs, page.lines);
    if (all.count === 0) {
      total.equal += 1;
      continue;
    }
    console.log(`${relative(process.cwd(), page.path)}: ${wrong.count} elements or attributes and ` +
      `${wrongText.count} texts differ ${page.problems.join(", ")}`);
    console.log(`  parse5: ${(theirs[all.start] ?? "(end)").slice(0, 160)}`);
    console.log(`  ours:   ${(page.lines[all.start] ?? "(end)").slice(0, 160)}`);
  }
}
const share = (wrong, all) => (all === 0 ? 1 : 1 - wrong / all);
const elements = share(total.wrongNodes, total.nodes);
const text = share(total.wrongText, total.text);
console.log(`${total.pages} pages, ${total.equal} equal in every node`);
console.log(`elements and attributes: ${(100 * elements).toFixed(4)} % of ${total.nodes}`);
console.log(`text: ${(100 * text).toFixed(4)} % of ${total.text} characters`);
process.exit(elements >= bar && text >= bar ? 0 : 1);
